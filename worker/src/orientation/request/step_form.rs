//! The form of a step as it is sent: its fields, and what comes with them.

use serde::Deserialize;

use super::rules::{Step, Typed};
use crate::edge::{
    cx::Cx,
    error::{Error, Result},
    ids::DraftWindowId,
    upload::{SentFile, Upload},
};

/// What came with the fields of a step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Controls {
    /// The draft's version when the page was shown.
    version: String,
    /// The page it is sent from.
    fenetre: String,
    /// « oui »: kept while somebody types.
    auto: String,
    /// « joindre »: the button beside the file; « notice »: keep, then show the notice.
    pub action: String,
    /// The document to take off.
    pub retirer: String,
    /// The key of the next document.
    pub jeton: String,
}

impl Controls {
    /// Is it the script that keeps while somebody types?
    #[must_use]
    pub fn is_auto(&self) -> bool {
        !self.auto.is_empty()
    }

    /// The page it is sent from; none: whoever wrote before was another.
    #[must_use]
    pub fn window(&self) -> Option<DraftWindowId> {
        DraftWindowId::parse(&self.fenetre)
    }
}

/// A step as sent.
pub struct Sent {
    /// Its fields.
    pub typed: Typed,
    /// What comes with them.
    pub controls: Controls,
    /// A document.
    pub file: Option<SentFile>,
}

impl Sent {
    /// « La demande » carries a file when a browser sends it, and none when the script keeps it.
    ///
    /// # Errors
    /// [`Error::BadRequest`] when it is no form of ours.
    pub async fn read(cx: &mut Cx, step: Step) -> Result<Self> {
        let plain = "application/x-www-form-urlencoded";
        if step == Step::Conformite || cx.request.content_type.starts_with(plain) {
            return Ok(Self {
                typed: cx.form()?,
                controls: cx.form()?,
                file: None,
            });
        }
        let form = cx.upload().await?;
        Ok(Self {
            typed: typed_of(&form),
            controls: Controls {
                version: form.text("version"),
                fenetre: form.text("fenetre"),
                auto: form.text("auto"),
                action: form.text("action"),
                retirer: form.text("retirer"),
                jeton: form.text("jeton"),
            },
            file: form.file("fichier").await?,
        })
    }

    /// The version of the draft that the page showed.
    ///
    /// # Errors
    /// [`Error::BadRequest`] when there is none.
    pub fn seen(&self) -> Result<i64> {
        let seen = self.controls.version.parse::<i64>().ok();
        seen.filter(|seen| (1..1 << 50).contains(seen))
            .ok_or(Error::INCOMPLETE)
    }
}

/// The fields of « La demande », from a form that carries a file.
fn typed_of(form: &Upload) -> Typed {
    Typed {
        nom: form.text("nom"),
        prenom: form.text("prenom"),
        contacts: form.texts("contacts"),
        telephone: form.text("telephone"),
        courriel: form.text("courriel"),
        autre_contact: form.text("autre_contact"),
        disponibilite: form.text("disponibilite"),
        motif: form.text("motif"),
        prescripteur_telephone: form.text("prescripteur_telephone"),
        autre_referent: form.text("autre_referent"),
        referent_nom: form.text("referent_nom"),
        referent_courriel: form.text("referent_courriel"),
        referent_telephone: form.text("referent_telephone"),
        engagement: form.text("engagement"),
        ..Typed::default()
    }
}
