//! What a person wants to get, as screens show it and as forms ask for it.

use serde::{Deserialize, Serialize};

use super::{
    has_sms,
    phone_rules::Number,
    store::wishes::{KeptWish, wish},
};
use crate::{
    edge::{
        clock::zone,
        cx::Cx,
        error::{Error, Result},
        form::{Checks, FieldError},
        ids::{StructureId, UsagerId},
    },
    outbox::rules::Address,
};

/// The four answers: their codes and their words.
const CHOICES: [(&str, &str); 4] = [
    ("AUCUNE", "Aucune"),
    ("EMAIL", "Par e-mail"),
    ("SMS", "Par SMS"),
    ("LES_DEUX", "Par e-mail et par SMS"),
];

/// What a person wants, in words.
#[derive(Debug, Clone, Serialize)]
pub struct WishView {
    /// The code of what is chosen.
    pub choix: &'static str,
    /// The same in words.
    pub etat: &'static str,
    /// What can be chosen.
    pub choix_possibles: Vec<(&'static str, String)>,
    /// The address on the file, if one can write to it.
    pub email: Option<String>,
    /// The number on the file, if an SMS can go there.
    pub numero: Option<String>,
    /// The number was refused.
    pub refuse: bool,
    /// Nothing goes out of this structure.
    pub fermee: bool,
    /// Since when and by whom, where something was recorded.
    pub accord: Option<String>,
    /// The structure.
    pub structure: String,
    /// SMS can be asked for.
    pub sms: bool,
}

fn code(email: bool, sms: bool) -> usize {
    usize::from(email) + 2 * usize::from(sms)
}

impl WishView {
    /// What `kept` says; `sms` is whether SMS can be sent at all.
    #[must_use]
    pub fn of(kept: &KeptWish, sms: bool, fuseau: &str) -> Self {
        let sms = sms && (kept.sms_ouvert || kept.par_sms);
        let (choix, etat) = CHOICES
            .get(code(kept.par_email, kept.par_sms && sms))
            .copied()
            .unwrap_or_default();
        let who = match (&kept.prenom, &kept.nom) {
            (Some(prenom), Some(nom)) => format!("noté par {prenom} {nom}"),
            _ => "choisi par la personne".to_owned(),
        };
        let number = kept.telephone.as_deref().and_then(Number::parse);
        Self {
            choix,
            etat,
            choix_possibles: CHOICES
                .into_iter()
                .filter(|(code, _)| sms || !matches!(*code, "SMS" | "LES_DEUX"))
                .map(|(code, words)| (code, words.to_owned()))
                .collect(),
            email: kept
                .email
                .clone()
                .filter(|email| Address::parse(email).is_some()),
            numero: number.map(|number| number.as_str().to_owned()),
            refuse: sms && kept.par_sms && kept.sms_refuse_at.is_some(),
            fermee: !(kept.email_ouvert || sms && kept.sms_ouvert),
            accord: kept
                .accord_at
                .map(|at| format!("{who}, le {}", at.short(zone(fuseau)))),
            structure: kept.structure.clone(),
            sms,
        }
    }
}

/// What a person of `structure` wants.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person, or as the database.
pub async fn wish_of(
    cx: &Cx,
    (structure, usager): (&StructureId, &UsagerId),
    fuseau: &str,
) -> Result<WishView> {
    let kept = wish(&cx.db, structure, usager).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    Ok(WishView::of(&kept, has_sms(&cx.config), fuseau))
}

/// The form, as sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WishForm {
    /// The code of what is chosen.
    pub choix: String,
}

impl WishForm {
    /// By e-mail? By SMS? Only by ways for which the file has what they need.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self, view: &WishView) -> std::result::Result<(bool, bool), Vec<FieldError>> {
        let mut checks = Checks::default();
        let offered = view
            .choix_possibles
            .iter()
            .any(|(code, _)| *code == self.choix);
        checks.require(offered, "choix", "Choisissez dans la liste.");
        let email = matches!(self.choix.as_str(), "EMAIL" | "LES_DEUX");
        let sms = matches!(self.choix.as_str(), "SMS" | "LES_DEUX");
        checks.require(
            !email || view.email.is_some(),
            "choix",
            "Il faut une adresse e-mail sur la fiche. Ajoutez-la d’abord.",
        );
        checks.require(
            !sms || !offered || view.numero.is_some(),
            "choix",
            "Il faut un numéro de téléphone mobile sur la fiche. Ajoutez-le d’abord.",
        );
        checks.done((email, sms))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    pub(crate) fn kept(email: bool, sms: bool, address: bool) -> KeptWish {
        let kept = json!({ "par_email": i64::from(email), "par_sms": i64::from(sms), "accord_at": 1_795_384_800_000_i64,
            "sms_refuse_at": null, "prenom": "Camille", "nom": "Demo", "structure": "CCAS", "langue": null,
            "email": address.then_some("awa@exemple.fr"), "telephone": address.then_some("06 12 34 56 78"),
            "email_ouvert": 1, "sms_ouvert": 1 });
        serde_json::from_value(kept).expect("a wish")
    }

    fn answer(choix: &str, address: bool, sms: bool) -> std::result::Result<(bool, bool), usize> {
        let view = WishView::of(&kept(false, false, address), sms, "Europe/Paris");
        let form = WishForm {
            choix: choix.to_owned(),
        };
        form.checked(&view).map_err(|errors| errors.len())
    }

    #[test]
    fn one_chooses_what_one_has_an_address_for() {
        for (choix, address, sms, expected) in [
            ("AUCUNE", false, true, Ok((false, false))),
            ("EMAIL", true, true, Ok((true, false))),
            ("SMS", true, true, Ok((false, true))),
            ("LES_DEUX", true, true, Ok((true, true))),
            ("EMAIL", false, true, Err(1)),
            ("SMS", false, true, Err(1)),
            ("SMS", true, false, Err(1)),
            ("PIGEON", true, true, Err(1)),
        ] {
            assert_eq!(
                answer(choix, address, sms),
                expected,
                "{choix} {address} {sms}"
            );
        }
    }

    #[test]
    fn who_agreed_and_when_is_said() {
        let view = WishView::of(&kept(true, true, true), true, "Europe/Paris");
        assert_eq!(
            (view.choix, view.etat),
            ("LES_DEUX", "Par e-mail et par SMS")
        );
        assert_eq!(
            view.accord.as_deref(),
            Some("noté par Camille Demo, le 22/11/2026 à 23:00")
        );
        let alone = KeptWish {
            prenom: None,
            nom: None,
            ..kept(true, true, true)
        };
        let view = WishView::of(&alone, false, "Europe/Paris");
        assert_eq!(view.choix, "EMAIL", "no SMS is shown where none can go");
        assert!(
            view.accord
                .is_some_and(|words| words.starts_with("choisi par la personne"))
        );
    }
}
