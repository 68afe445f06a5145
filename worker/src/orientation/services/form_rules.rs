//! The form of a service, as typed, and what it means. Pure.

use serde::{Deserialize, Serialize};

use super::{
    lists_rules::{
        ASKERS, BY_EMAIL, BY_LINK, Coded, EVERYONE, FEES, MODES, PROFESSIONALS, PUBLICS, THEMES,
        TYPES, WELCOMES, knows,
    },
    rules::{Content, Statut},
    text_rules::{called, chars, is_postal_code, is_url, one_line, paragraphs, short_texts},
};
use crate::{
    edge::form::{Checks, FieldError},
    outbox::rules::Address,
};

/// The longest name, in characters.
pub const NOM_CHARS_MAX: usize = 150;
/// The longest description, in characters.
pub const DESCRIPTION_CHARS_MAX: usize = 10_000;
/// The longest conditions, in characters.
const CONDITIONS_CHARS_MAX: usize = 5_000;
/// The longest criterion or document asked for, in characters.
pub const SHORT_CHARS_MAX: usize = 200;
/// The most criteria, and the most documents.
pub const SHORT_TEXTS_MAX: usize = 20;

/// The form, as typed. A list of short texts is one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceForm {
    /// Name.
    pub nom: String,
    /// Description.
    pub description: String,
    /// Code of a kind.
    pub type_service: String,
    /// Codes of themes.
    pub themes: Vec<String>,
    /// Codes of ways to be received.
    pub accueil: Vec<String>,
    /// Street.
    pub adresse: String,
    /// Building, floor.
    pub complement_adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub commune: String,
    /// Codes of publics.
    pub publics: Vec<String>,
    /// What one has to know beforehand.
    pub conditions: String,
    /// Criteria, one a line.
    pub criteres: String,
    /// Documents asked for, one a line.
    pub documents: String,
    /// Codes of those who may ask.
    pub demandeurs: Vec<String>,
    /// Codes of the ways to ask.
    pub modes: Vec<String>,
    /// The page where one asks.
    pub lien: String,
    /// Whom to ask for.
    pub contact_nom: String,
    /// Where requests go.
    pub courriel: String,
    /// Whom to call.
    pub telephone: String,
    /// `oui` when everyone may read the contact.
    pub contact_public: String,
    /// Code of the fees.
    pub frais: String,
    /// How much.
    pub frais_precisions: String,
    /// Hours a week.
    pub duree_heures: String,
    /// Weeks.
    pub duree_semaines: String,
    /// The id that a new service will have: sent twice, it is made once.
    pub jeton: String,
    /// The version that the person read.
    pub version: String,
}

impl ServiceForm {
    /// The form of a new service: professionals may ask, on the spot.
    #[must_use]
    pub fn empty(jeton: &str) -> Self {
        Self {
            demandeurs: vec![PROFESSIONALS.to_owned()],
            accueil: vec!["en-presentiel".to_owned()],
            jeton: jeton.to_owned(),
            ..Self::default()
        }
    }

    /// The form of a service that says `content`, read at `version`.
    #[must_use]
    pub fn of(content: &Content, version: i64) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |value: Option<i64>| value.map(|it| it.to_string()).unwrap_or_default();
        Self {
            nom: content.nom.clone(),
            description: content.description.clone(),
            type_service: text(&content.type_service),
            themes: content.themes.clone(),
            accueil: content.modes_accueil.clone(),
            adresse: text(&content.adresse),
            complement_adresse: text(&content.complement_adresse),
            code_postal: text(&content.code_postal),
            commune: text(&content.commune),
            publics: content.publics.clone(),
            conditions: text(&content.conditions),
            criteres: content.criteres.join("\n"),
            documents: content.documents.join("\n"),
            demandeurs: content.mobilisable_par.clone(),
            modes: content.modes_orientation.clone(),
            lien: text(&content.lien),
            contact_nom: text(&content.contact_nom),
            courriel: text(&content.courriel),
            telephone: text(&content.telephone),
            contact_public: if content.contact_public { "oui" } else { "" }.to_owned(),
            frais: text(&content.frais),
            frais_precisions: text(&content.frais_precisions),
            duree_heures: number(content.duree_heures),
            duree_semaines: number(content.duree_semaines),
            jeton: String::new(),
            version: version.to_string(),
        }
    }

    /// What it says, or every mistake. What is in the directory must be complete; a draft may wait.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self, statut: Statut) -> Result<Content, Vec<FieldError>> {
        let mut checks = Checks::default();
        let content = self.content(&mut checks);
        self.checked_modes(&content, &mut checks);
        if statut == Statut::Publie {
            for (champ, message) in incomplete(&content) {
                checks.require(false, champ, message);
            }
        }
        checks.done(content)
    }

    fn content(&self, checks: &mut Checks) -> Content {
        let nom = one_line(&self.nom);
        checks.require(
            (3..=NOM_CHARS_MAX).contains(&chars(&nom)),
            "nom",
            "Écrivez un nom de 3 à 150\u{a0}caractères.",
        );
        let description = paragraphs(&self.description);
        checks.require(
            (5..=DESCRIPTION_CHARS_MAX).contains(&chars(&description)),
            "description",
            "Écrivez une description de 5 à 10\u{202f}000\u{a0}caractères.",
        );
        let conditions = paragraphs(&self.conditions);
        checks.require(
            chars(&conditions) <= CONDITIONS_CHARS_MAX,
            "conditions",
            "Écrivez 5\u{202f}000\u{a0}caractères au plus.",
        );
        Content {
            nom,
            description,
            type_service: one_of(checks, "type_service", TYPES, &self.type_service),
            themes: some_of(checks, "themes", THEMES, &self.themes),
            publics: self.checked_publics(checks),
            mobilisable_par: some_of(checks, "demandeurs", ASKERS, &self.demandeurs),
            modes_orientation: some_of(checks, "modes", MODES, &self.modes),
            modes_accueil: some_of(checks, "accueil", WELCOMES, &self.accueil),
            conditions: Some(conditions).filter(|text| !text.is_empty()),
            criteres: listed(checks, "criteres", &self.criteres),
            documents: listed(checks, "documents", &self.documents),
            adresse: text(checks, "adresse", &self.adresse, 300),
            complement_adresse: text(checks, "complement_adresse", &self.complement_adresse, 300),
            code_postal: self.checked_postal_code(checks),
            commune: text(checks, "commune", &self.commune, 100),
            code_insee: None,
            contact_nom: text(checks, "contact_nom", &self.contact_nom, 150),
            courriel: self.checked_email(checks),
            telephone: self.checked_phone(checks),
            contact_public: self.contact_public == "oui",
            frais: one_of(checks, "frais", FEES, &self.frais),
            frais_precisions: text(checks, "frais_precisions", &self.frais_precisions, 500),
            duree_heures: number(checks, "duree_heures", &self.duree_heures, 168),
            duree_semaines: number(checks, "duree_semaines", &self.duree_semaines, 520),
            lien: self.checked_link(checks),
        }
    }

    /// A way to ask needs what it is done with.
    fn checked_modes(&self, content: &Content, checks: &mut Checks) {
        let with = |code: &str| content.modes_orientation.iter().any(|mode| mode == code);
        checks.require(
            !with(BY_EMAIL) || content.courriel.is_some() || !self.courriel.trim().is_empty(),
            "courriel",
            "Vous avez choisi l’e-mail\u{a0}: écrivez l’adresse qui reçoit les demandes.",
        );
        checks.require(
            !with("telephoner") || content.telephone.is_some() || !self.telephone.trim().is_empty(),
            "telephone",
            "Vous avez choisi le téléphone\u{a0}: écrivez le numéro.",
        );
        checks.require(
            !with(BY_LINK) || content.lien.is_some() || !self.lien.trim().is_empty(),
            "lien",
            "Vous avez choisi une page web\u{a0}: écrivez son adresse.",
        );
    }

    fn checked_publics(&self, checks: &mut Checks) -> Vec<String> {
        let publics = some_of(checks, "publics", PUBLICS, &self.publics);
        checks.require(
            publics.len() < 2 || !publics.iter().any(|code| code == EVERYONE),
            "publics",
            "«\u{a0}Tous publics\u{a0}» va seul\u{a0}: décochez-le, ou décochez les autres.",
        );
        publics
    }

    fn checked_postal_code(&self, checks: &mut Checks) -> Option<String> {
        let code: String = self
            .code_postal
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        checks.require(
            code.is_empty() || is_postal_code(&code),
            "code_postal",
            "Écrivez les 5 chiffres du code postal.",
        );
        Some(code).filter(|code| !code.is_empty())
    }

    fn checked_email(&self, checks: &mut Checks) -> Option<String> {
        let typed = self.courriel.trim();
        let address = Address::parse(typed);
        checks.require(
            typed.is_empty() || address.is_some(),
            "courriel",
            "Écrivez une adresse e-mail, par exemple accueil@exemple.fr.",
        );
        address.map(|it| it.as_str().to_owned())
    }

    fn checked_phone(&self, checks: &mut Checks) -> Option<String> {
        let typed = self.telephone.trim();
        let kept = called(typed);
        checks.require(
            typed.is_empty() || kept.is_some(),
            "telephone",
            "Écrivez un numéro de téléphone, par exemple 01\u{a0}23\u{a0}45\u{a0}67\u{a0}89.",
        );
        kept
    }

    fn checked_link(&self, checks: &mut Checks) -> Option<String> {
        let typed = self.lien.trim();
        checks.require(
            typed.is_empty() || is_url(typed),
            "lien",
            "Écrivez une adresse web entière, par exemple https://exemple.fr/inscription.",
        );
        Some(typed.to_owned()).filter(|link| is_url(link))
    }
}

/// What a service lacks to be in the directory: the field, and what to do.
#[must_use]
pub fn incomplete(content: &Content) -> Vec<(&'static str, &'static str)> {
    let distant = content
        .modes_accueil
        .iter()
        .all(|mode| mode == "a-distance")
        && !content.modes_accueil.is_empty();
    [
        (
            !content.themes.is_empty(),
            "themes",
            "Choisissez au moins un thème.",
        ),
        (
            !content.modes_accueil.is_empty(),
            "accueil",
            "Dites si les personnes viennent sur place ou si tout se fait à distance.",
        ),
        (
            distant || content.commune.is_some(),
            "commune",
            "Écrivez la commune où les personnes sont accueillies.",
        ),
        (
            distant || content.code_postal.is_some(),
            "code_postal",
            "Écrivez le code postal.",
        ),
        (
            !content.mobilisable_par.is_empty(),
            "demandeurs",
            "Dites qui peut demander ce service.",
        ),
        (
            !content.modes_orientation.is_empty(),
            "modes",
            "Choisissez au moins une façon de le demander.",
        ),
    ]
    .into_iter()
    .filter_map(|(fine, champ, message)| (!fine).then_some((champ, message)))
    .collect()
}

fn text(checks: &mut Checks, champ: &'static str, typed: &str, max: usize) -> Option<String> {
    let kept = one_line(typed);
    checks.require(
        chars(&kept) <= max,
        champ,
        &format!("Écrivez {max}\u{a0}caractères au plus."),
    );
    Some(kept).filter(|text| !text.is_empty())
}

fn listed(checks: &mut Checks, champ: &'static str, typed: &str) -> Vec<String> {
    let lines = short_texts(typed);
    checks.require(
        lines.len() <= SHORT_TEXTS_MAX,
        champ,
        "Écrivez 20\u{a0}lignes au plus.",
    );
    checks.require(
        lines.iter().all(|line| chars(line) <= SHORT_CHARS_MAX),
        champ,
        "Écrivez 200\u{a0}caractères au plus par ligne.",
    );
    lines
}

fn number(checks: &mut Checks, champ: &'static str, typed: &str, max: i64) -> Option<i64> {
    let typed = typed.trim();
    let number = typed
        .parse::<i64>()
        .ok()
        .filter(|it| (1..=max).contains(it));
    checks.require(
        typed.is_empty() || number.is_some(),
        champ,
        &format!("Écrivez un nombre entier, de 1 à {max}."),
    );
    number
}

fn one_of(
    checks: &mut Checks,
    champ: &'static str,
    list: &'static [Coded],
    code: &str,
) -> Option<String> {
    checks.require(
        code.is_empty() || knows(list, code),
        champ,
        "Choisissez dans la liste.",
    );
    Some(code.to_owned()).filter(|code| !code.is_empty())
}

/// The codes chosen, in the order of the list, each once.
fn some_of(
    checks: &mut Checks,
    champ: &'static str,
    list: &'static [Coded],
    codes: &[String],
) -> Vec<String> {
    checks.require(
        codes.iter().all(|code| knows(list, code)),
        champ,
        "Choisissez dans la liste.",
    );
    list.iter()
        .filter(|(known, _)| codes.iter().any(|code| code == known))
        .map(|(known, _)| (*known).to_owned())
        .collect()
}

#[cfg(test)]
mod tests;
