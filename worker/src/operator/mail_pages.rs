//! « E-mails »: those that could not be sent, and a trial.

use serde::Serialize;

use super::{letters::TrialLetter, store};
use crate::{
    auth::Operator,
    edge::{
        clock::{Moment, zone},
        cx::Cx,
        error::{Error, Result},
        ids::CourrielId,
        page::{Page, View},
    },
    frame::Frame,
    outbox::{
        self, Failure, Mail,
        rules::{Address, masked},
    },
};

const MAIL_URL: &str = "/operateur/courriels";

/// « E-mails ».
#[derive(Debug, Serialize)]
pub struct MailView {
    frame: Frame,
    echecs: Vec<FailureView>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct FailureView {
    href: String,
    /// Masked: an operateur sees nothing of the people of a structure.
    destinataire: String,
    structure: String,
    genre: &'static str,
    quand: String,
    essais: i64,
    erreur: String,
}

impl View for MailView {
    const TEMPLATE: &'static str = "operator/courriels.html";
}

/// When, where the platform is run.
fn said(moment: Moment) -> String {
    moment.short(zone("Europe/Paris"))
}

/// What each kind of e-mail is called, within a sentence.
const KINDS: [(&str, &str); 7] = [
    ("INVITATION", "invitation"),
    ("MOT_DE_PASSE", "mot de passe"),
    ("ADRESSE", "changement d’adresse"),
    ("ESSAI", "essai d’envoi"),
    ("DOUBLE_AUTHENTIFICATION", "double authentification"),
    ("NOTIFICATION", "message à un domicilié"),
    ("PLAFOND_SMS", "plafond de SMS atteint"),
];

fn kind(code: &str) -> &'static str {
    let found = KINDS.iter().find(|(known, _)| *known == code);
    found.map_or("e-mail", |(_, label)| *label)
}

impl FailureView {
    fn of(failure: Failure) -> Self {
        Self {
            href: format!("{MAIL_URL}/{}", failure.id.as_str()),
            destinataire: masked(&failure.destinataire),
            structure: failure
                .structure
                .unwrap_or_else(|| "La plateforme".to_owned()),
            genre: kind(&failure.genre),
            quand: said(failure.created_at),
            essais: failure.essais,
            erreur: failure.erreur.unwrap_or_default(),
        }
    }
}

fn done(code: &str) -> Option<&'static str> {
    match code {
        "essai" => Some("L’e-mail d’essai part vers votre adresse."),
        "renvoi" => Some("L’e-mail va être envoyé de nouveau."),
        "abandon" => Some("Cet e-mail ne sera plus envoyé."),
        _ => None,
    }
}

/// Those that could not be sent.
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Operator) -> Result<Page> {
    let failures = outbox::failures(&cx.db).await?;
    Page::show(&MailView {
        frame: Frame::of_operator(&me, MAIL_URL),
        echecs: failures.into_iter().map(FailureView::of).collect(),
        message: done(&cx.query("fait")),
    })
}

/// « Envoyer un e-mail d’essai », to oneself.
///
/// # Errors
/// [`Error::NotFound`] when one has no address that can be written to, or as the database.
pub async fn try_out(cx: Cx, me: Operator) -> Result<Page> {
    let own = store::own_address(&cx.db, &me.id).await?;
    let to = own
        .as_deref()
        .and_then(Address::parse)
        .ok_or(Error::NotFound)?;
    let letter = TrialLetter {
        demande: said(cx.now),
        par: me.nom_complet,
    };
    let mail = Mail::new(to, &letter)?;
    cx.db.run(mail.query(cx.now)).await?;
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(Page::see_other(format!("{MAIL_URL}?fait=essai")))
}

/// « Réessayer ».
///
/// # Errors
/// [`Error::NotFound`] when it is not one that failed, or as the database.
pub async fn try_again(cx: Cx, _me: Operator) -> Result<Page> {
    let id = cx.param("courriel", CourrielId::parse)?;
    if !outbox::try_again(&cx, &id).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(format!("{MAIL_URL}?fait=renvoi")))
}

/// « Abandonner ».
///
/// # Errors
/// [`Error::NotFound`] when it is not one that failed, or as the database.
pub async fn give_up(cx: Cx, _me: Operator) -> Result<Page> {
    let id = cx.param("courriel", CourrielId::parse)?;
    if !outbox::give_up(&cx.db, &id).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(format!("{MAIL_URL}?fait=abandon")))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{edge::page, operator::pages::samples::me};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let failure = |structure: Option<&str>| {
            let failure = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "genre": "ESSAI", "destinataire": "awa@exemple.fr",
                "essais": 7, "erreur": "HTTP 503", "created_at": 1_795_384_800_000_i64, "structure": structure });
            FailureView::of(serde_json::from_value(failure).expect("a failure"))
        };
        let view = |echecs| MailView {
            frame: Frame::of_operator(&me(), MAIL_URL),
            echecs,
            message: done("renvoi"),
        };
        [
            view(Vec::new()),
            view(vec![failure(None), failure(Some("CCAS"))]),
        ]
        .iter()
        .map(|view| (MailView::TEMPLATE, page::render(view)))
        .collect()
    }
}
