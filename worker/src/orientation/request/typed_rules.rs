//! What a prescriber types, right or not, and every mistake in it (seed 002, domain §3). Pure.

use serde::{Deserialize, Serialize};

use super::fields_rules::{
    AUTRE_CHARS_MAX, LINE_CHARS_MAX, NAME_CHARS_MAX, PROSE_CHARS_MAX, clean_line, clean_text,
    has_nir,
};
use crate::{
    edge::{
        form::{Checks, FieldError},
        typed::phone,
    },
    orientation::{
        rules::{Contact, MOTIF_CHARS_MAX},
        services::lists_rules::{Coded, EVERYONE, PUBLICS, labels},
    },
    outbox::rules::Address,
};

/// The situations one can tick: data·inclusion's publics, but for « everyone ».
#[must_use]
pub fn situations() -> Vec<Coded> {
    let own = |(code, _): &&Coded| *code != EVERYONE;
    PUBLICS.iter().filter(own).copied().collect()
}

/// The form as typed, right or not: what a draft keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Codes of the situations.
    pub situations: Vec<String>,
    /// Any other situation.
    pub situation_autre: String,
    /// Signs of the criteria met, see [`sign`].
    pub criteres: Vec<String>,
    /// Has « Conformité » been gone through?
    pub conforme: bool,
    /// The beneficiary's surname.
    pub nom: String,
    /// Their first name.
    pub prenom: String,
    /// Codes of [`Contact`].
    pub contacts: Vec<String>,
    /// Their phone.
    pub telephone: String,
    /// Their e-mail.
    pub courriel: String,
    /// Any other way.
    pub autre_contact: String,
    /// When they can come or be reached.
    pub disponibilite: String,
    /// Why they are sent there.
    pub motif: String,
    /// The prescriber's phone.
    pub prescripteur_telephone: String,
    /// « oui »: somebody else accompanies the person.
    pub autre_referent: String,
    /// That person's name.
    pub referent_nom: String,
    /// Their e-mail.
    pub referent_courriel: String,
    /// Their phone.
    pub referent_telephone: String,
    /// « oui »: the prescriber informs the person.
    pub engagement: String,
}

/// A step of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Profile and criteria.
    Conformite,
    /// The request itself.
    Demande,
}

/// The sign of a criterion: a short text that tells it from the others of its service and changes with its words, so that
/// a criterion the service has rewritten is no longer ticked.
#[must_use]
pub fn sign(text: &str) -> String {
    // FNV-1a, 64 bits: nothing secret, nothing hostile, one service's twenty criteria.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

impl Typed {
    /// The same without what nobody types and can only deceive, and not longer than a draft keeps.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let codes = |list: &[String]| -> Vec<String> {
            let sign = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
            let known = |code: &&String| code.len() <= 50 && code.bytes().all(sign);
            list.iter().filter(known).take(20).cloned().collect()
        };
        let name = |text: &str| clean_line(text, 4 * NAME_CHARS_MAX);
        let line = |text: &str| clean_line(text, LINE_CHARS_MAX);
        Self {
            situations: codes(&self.situations),
            situation_autre: line(&self.situation_autre),
            criteres: codes(&self.criteres),
            conforme: self.conforme,
            nom: name(&self.nom),
            prenom: name(&self.prenom),
            contacts: codes(&self.contacts),
            telephone: name(&self.telephone),
            courriel: name(&self.courriel),
            autre_contact: line(&self.autre_contact),
            disponibilite: line(&self.disponibilite),
            motif: clean_text(&self.motif, PROSE_CHARS_MAX),
            prescripteur_telephone: name(&self.prescripteur_telephone),
            autre_referent: name(&self.autre_referent),
            referent_nom: name(&self.referent_nom),
            referent_courriel: name(&self.referent_courriel),
            referent_telephone: name(&self.referent_telephone),
            engagement: name(&self.engagement),
        }
    }

    /// What is kept, with the fields of `step` as `form` has them.
    #[must_use]
    pub fn with_step(&self, step: Step, form: &Self) -> Self {
        let form = form.cleaned();
        match step {
            Step::Conformite => Self {
                situations: form.situations,
                situation_autre: form.situation_autre,
                criteres: form.criteres,
                ..self.clone()
            },
            Step::Demande => Self {
                situations: self.situations.clone(),
                situation_autre: self.situation_autre.clone(),
                criteres: self.criteres.clone(),
                conforme: self.conforme,
                ..form
            },
        }
    }

    /// Is that way of reaching the person ticked?
    #[must_use]
    pub fn wants(&self, contact: Contact) -> bool {
        self.contacts.iter().any(|code| code == contact.code())
    }

    /// Every mistake of « Conformité ».
    #[must_use]
    pub fn mistakes_of_profile(&self) -> Vec<FieldError> {
        let mut checks = Checks::default();
        let known = labels(PUBLICS, &self.situations);
        checks.require(
            !known.is_empty() || !self.situation_autre.is_empty(),
            "situations",
            "Cochez au moins une situation, ou décrivez-la.",
        );
        fits(
            &mut checks,
            "situation_autre",
            &self.situation_autre,
            AUTRE_CHARS_MAX,
        );
        no_nir(&mut checks, "situation_autre", &self.situation_autre);
        checks.done(()).err().unwrap_or_default()
    }

    /// Every mistake of « La demande ».
    #[must_use]
    pub fn mistakes_of_demand(&self) -> Vec<FieldError> {
        let mut checks = Checks::default();
        self.check_person(&mut checks);
        self.check_contacts(&mut checks);
        checks.require(
            !self.motif.is_empty(),
            "motif",
            "Dites pourquoi vous orientez cette personne vers ce service.",
        );
        fits(&mut checks, "motif", &self.motif, MOTIF_CHARS_MAX);
        no_nir(&mut checks, "motif", &self.motif);
        phone_or_nothing(
            &mut checks,
            "prescripteur_telephone",
            &self.prescripteur_telephone,
        );
        self.check_referent(&mut checks);
        checks.require(
            self.engagement == "oui",
            "engagement",
            "Cochez la case\u{a0}: la personne doit savoir ce qui est envoyé, et à qui.",
        );
        checks.done(()).err().unwrap_or_default()
    }

    fn check_person(&self, checks: &mut Checks) {
        checks.require(
            has_letter(&self.nom),
            "nom",
            "Écrivez le nom de la personne.",
        );
        fits(checks, "nom", &self.nom, NAME_CHARS_MAX);
        checks.require(
            has_letter(&self.prenom),
            "prenom",
            "Écrivez le prénom de la personne.",
        );
        fits(checks, "prenom", &self.prenom, NAME_CHARS_MAX);
    }

    fn check_contacts(&self, checks: &mut Checks) {
        let any = Contact::ALL.into_iter().any(|one| self.wants(one));
        checks.require(
            any,
            "contacts",
            "Choisissez au moins une façon de joindre la personne.",
        );
        let (by_phone, by_mail) = (
            self.wants(Contact::Telephone),
            self.wants(Contact::Courriel),
        );
        checks.require(
            !by_phone || !self.telephone.is_empty(),
            "telephone",
            "Écrivez son numéro de téléphone, ou ne cochez pas «\u{a0}Par téléphone\u{a0}».",
        );
        phone_or_nothing(checks, "telephone", &self.telephone);
        checks.require(
            !by_mail || !self.courriel.is_empty(),
            "courriel",
            "Écrivez son adresse e-mail, ou ne cochez pas «\u{a0}Par e-mail\u{a0}».",
        );
        mail_or_nothing(checks, "courriel", &self.courriel);
        checks.require(
            !self.wants(Contact::Autre) || !self.autre_contact.is_empty(),
            "autre_contact",
            "Dites comment joindre la personne, ou ne cochez pas «\u{a0}Autrement\u{a0}».",
        );
        fits(
            checks,
            "autre_contact",
            &self.autre_contact,
            AUTRE_CHARS_MAX,
        );
        no_nir(checks, "autre_contact", &self.autre_contact);
        fits(
            checks,
            "disponibilite",
            &self.disponibilite,
            AUTRE_CHARS_MAX,
        );
        no_nir(checks, "disponibilite", &self.disponibilite);
    }

    fn check_referent(&self, checks: &mut Checks) {
        if self.autre_referent != "oui" {
            return;
        }
        checks.require(
            has_letter(&self.referent_nom),
            "referent_nom",
            "Écrivez le nom de la personne qui l’accompagne.",
        );
        fits(checks, "referent_nom", &self.referent_nom, NAME_CHARS_MAX);
        checks.require(
            !self.referent_courriel.is_empty(),
            "referent_courriel",
            "Écrivez son adresse e-mail.",
        );
        mail_or_nothing(checks, "referent_courriel", &self.referent_courriel);
        phone_or_nothing(checks, "referent_telephone", &self.referent_telephone);
    }
}

fn has_letter(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn fits(checks: &mut Checks, champ: &'static str, text: &str, chars_max: usize) {
    checks.require(
        text.chars().count() <= chars_max,
        champ,
        &format!("Écrivez {chars_max}\u{a0}caractères au plus."),
    );
}

fn no_nir(checks: &mut Checks, champ: &'static str, text: &str) {
    checks.require(
        !has_nir(text),
        champ,
        "Retirez le numéro de sécurité sociale\u{a0}: il ne doit pas circuler ici.",
    );
}

fn phone_or_nothing(checks: &mut Checks, champ: &'static str, typed: &str) {
    checks.require(
        typed.is_empty() || phone(typed).is_some(),
        champ,
        "Écrivez un numéro de téléphone, par exemple 06\u{a0}12\u{a0}34\u{a0}56\u{a0}78.",
    );
}

fn mail_or_nothing(checks: &mut Checks, champ: &'static str, typed: &str) {
    checks.require(
        typed.is_empty() || Address::parse(typed).is_some(),
        champ,
        "Écrivez une adresse e-mail, par exemple prenom@exemple.fr.",
    );
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Typed;

    /// A form that can be sent.
    pub(crate) fn typed() -> Typed {
        let text = str::to_owned;
        Typed {
            situations: vec![text("familles"), text("personnes-exilees")],
            situation_autre: text("Vient d’arriver dans la commune"),
            criteres: vec![super::sign("Être domicilié à Villeneuve")],
            conforme: true,
            nom: text("DIALLO"),
            prenom: text("Awa"),
            contacts: vec![text("TELEPHONE"), text("COURRIEL")],
            telephone: text("06 12 34 56 78"),
            courriel: text("awa@exemple.test"),
            autre_contact: String::new(),
            disponibilite: text("Le matin"),
            motif: text("Cherche un logement.\nAttend une réponse depuis mars."),
            prescripteur_telephone: text("01 23 45 67 89"),
            autre_referent: text("oui"),
            referent_nom: text("Paul Martin"),
            referent_courriel: text("paul@exemple.test"),
            referent_telephone: String::new(),
            engagement: text("oui"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{samples::typed, *};

    fn fields(typed: &Typed) -> Vec<&'static str> {
        let mut all = typed.mistakes_of_profile();
        all.extend(typed.mistakes_of_demand());
        all.into_iter().map(|one| one.champ).collect()
    }

    #[test]
    fn every_mistake_of_an_empty_form_is_told() {
        assert_eq!(
            fields(&Typed::default()),
            [
                "situations",
                "nom",
                "prenom",
                "contacts",
                "motif",
                "engagement"
            ]
        );
    }

    #[test]
    fn the_way_that_is_ticked_asks_for_its_field() {
        let with = |contact: &str| Typed {
            contacts: vec![contact.to_owned()],
            telephone: String::new(),
            courriel: String::new(),
            ..typed()
        };
        assert_eq!(fields(&with("TELEPHONE")), ["telephone"]);
        assert_eq!(fields(&with("COURRIEL")), ["courriel"]);
        assert_eq!(fields(&with("AUTRE")), ["autre_contact"]);
        assert!(fields(&with("REFERENT")).is_empty());
        assert_eq!(fields(&with("PIGEON")), ["contacts"]);
    }

    #[test]
    fn what_is_too_long_or_deceives_is_told_or_taken_away() {
        let long = Typed {
            motif: "é".repeat(601),
            nom: "a".repeat(101),
            disponibilite: "x".repeat(301),
            ..typed()
        };
        assert_eq!(fields(&long.cleaned()), ["nom", "disponibilite", "motif"]);
        let exact = Typed {
            motif: "é".repeat(600),
            ..typed()
        };
        assert!(fields(&exact.cleaned()).is_empty());
        let hostile = Typed {
            nom: "Dia\r\nBcc: x@y.fr\u{202e}llo\0".to_owned(),
            motif: "Un\r\nDeux\u{2066}\u{7}".to_owned(),
            courriel: "a@b.fr\r\nBcc: c@d.fr".to_owned(),
            ..typed()
        }
        .cleaned();
        assert_eq!(hostile.nom, "Dia Bcc: x@y.frllo");
        assert_eq!(hostile.motif, "Un\nDeux");
        assert_eq!(fields(&hostile), ["courriel"]);
    }

    #[test]
    fn a_social_security_number_is_not_sent() {
        let with = Typed {
            motif: "Son numéro\u{a0}: 2 55 08 14 168 025 38".to_owned(),
            ..typed()
        };
        assert_eq!(fields(&with), ["motif"]);
    }

    #[test]
    fn a_draft_always_fits_its_column() {
        let worst = "\"".repeat(5000);
        let list = vec!["\"".repeat(50); 40];
        let huge = Typed {
            situations: list.clone(),
            situation_autre: worst.clone(),
            criteres: list.clone(),
            conforme: true,
            nom: worst.clone(),
            prenom: worst.clone(),
            contacts: list,
            telephone: worst.clone(),
            courriel: worst.clone(),
            autre_contact: worst.clone(),
            disponibilite: worst.clone(),
            motif: worst.clone(),
            prescripteur_telephone: worst.clone(),
            autre_referent: worst.clone(),
            referent_nom: worst.clone(),
            referent_courriel: worst.clone(),
            referent_telephone: worst.clone(),
            engagement: worst,
        };
        let kept = serde_json::to_string(&huge.cleaned()).expect("JSON");
        assert!(kept.chars().count() <= 20_000, "{}", kept.len());
    }

    #[test]
    fn a_step_keeps_the_other_s_fields() {
        let profile = Typed {
            situations: vec!["femmes".to_owned()],
            ..Typed::default()
        };
        let kept = typed().with_step(Step::Conformite, &profile);
        assert_eq!((kept.situations.len(), kept.nom.as_str()), (1, "DIALLO"));
        let kept = typed().with_step(Step::Demande, &Typed::default());
        assert!(kept.conforme && kept.nom.is_empty() && kept.situations.len() == 2);
    }
}
