//! The form of a file, as typed, and what it means. Pure.

use serde::{Deserialize, Serialize};

use super::{
    langue_rules,
    row_rules::{ROWS, Row, fits, is_name},
    rules::{Civilite, Content, RELATIVES_MAX, Relative},
};
use crate::{
    desk::people_rules::{Menage, Raison},
    edge::{
        clock::Day,
        form::{Checks, FieldError},
        typed,
    },
};

/// The longest reason, in characters (`usager.raison_texte`).
const REASON_CHARS_MAX: usize = 1000;

/// The form, as typed. A relative is one value in each of the four lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileForm {
    /// `H` or `F`.
    pub civilite: String,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The name they go by.
    pub surnom: String,
    /// Date of birth.
    pub naissance: String,
    /// Place of birth.
    pub lieu_naissance: String,
    /// Phone.
    pub telephone: String,
    /// E-mail.
    pub email: String,
    /// Code of a language; empty: French, or not asked.
    pub langue: String,
    /// Code of a household.
    pub menage: String,
    /// Code of a reason.
    pub raison: String,
    /// The reason, written out.
    pub raison_texte: String,
    /// What each relative is.
    pub ayant_lien: Vec<String>,
    /// Their last names.
    pub ayant_nom: Vec<String>,
    /// Their first names.
    pub ayant_prenom: Vec<String>,
    /// Their dates of birth.
    pub ayant_naissance: Vec<String>,
    /// The id that a new file will have: sent twice, it is made once.
    pub jeton: String,
    /// The version of the file that the person read.
    pub version: String,
    /// `oui` when the same name and birth date are knowingly those of somebody else.
    pub quand_meme: String,
    /// The name and birth date that this was said of: changed since, it is asked anew.
    pub quand_meme_pour: String,
    /// Set by « Ajouter un ayant droit ».
    pub ajouter: String,
    /// The row that « Retirer » takes away.
    pub retirer: String,
}

/// What the person asks for besides saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrange {
    /// One more row of relatives.
    Add,
    /// One row less.
    Remove(usize),
}

impl FileForm {
    /// The form of a file that says `content`.
    #[must_use]
    pub fn of(content: &Content) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let rows = content.ayants.iter().map(|relative| Row {
            lien: relative.lien.code().to_owned(),
            nom: relative.nom.clone(),
            prenom: relative.prenom.clone(),
            naissance: relative.date_naissance.short(),
        });
        Self {
            civilite: content.civilite.code().to_owned(),
            nom: content.nom.clone(),
            prenom: content.prenom.clone(),
            surnom: text(&content.surnom),
            naissance: content.naissance.short(),
            lieu_naissance: text(&content.lieu_naissance),
            telephone: text(&content.telephone),
            email: text(&content.email),
            langue: text(&content.langue),
            menage: content.menage.map(code_of).unwrap_or_default(),
            raison: content.raison.map(code_of).unwrap_or_default(),
            raison_texte: text(&content.raison_texte),
            ..Self::default()
        }
        .with_rows(&rows.collect::<Vec<_>>())
    }

    /// Is it knowingly that `content` bears the name and birth date of somebody else: the very ones that were asked about?
    #[must_use]
    pub fn anyway(&self, content: &Content) -> bool {
        self.quand_meme == "oui" && self.quand_meme_pour == content.whose()
    }

    /// The same, asking about the name and birth date of `content`.
    #[must_use]
    pub fn asked_about(self, content: &Content) -> Self {
        Self {
            quand_meme: String::new(),
            quand_meme_pour: content.whose(),
            ..self
        }
    }

    /// The relatives, as typed.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let lists = [
            &self.ayant_lien,
            &self.ayant_nom,
            &self.ayant_prenom,
            &self.ayant_naissance,
        ];
        let count = lists.iter().map(|list| list.len()).max().unwrap_or(0);
        let at = |list: &[String], index: usize| list.get(index).cloned().unwrap_or_default();
        (0..count)
            .map(|index| Row {
                lien: at(&self.ayant_lien, index),
                nom: at(&self.ayant_nom, index),
                prenom: at(&self.ayant_prenom, index),
                naissance: at(&self.ayant_naissance, index),
            })
            .collect()
    }

    fn with_rows(mut self, rows: &[Row]) -> Self {
        let column = |of: fn(&Row) -> &String| rows.iter().map(|row| of(row).clone()).collect();
        self.ayant_lien = column(|row| &row.lien);
        self.ayant_nom = column(|row| &row.nom);
        self.ayant_prenom = column(|row| &row.prenom);
        self.ayant_naissance = column(|row| &row.naissance);
        self
    }

    /// What was pressed, when it was not « Enregistrer ».
    #[must_use]
    pub fn arrange(&self) -> Option<Arrange> {
        if !self.ajouter.is_empty() {
            return Some(Arrange::Add);
        }
        self.retirer.parse().ok().map(Arrange::Remove)
    }

    /// The same form with a row more or less.
    #[must_use]
    pub fn arranged(mut self, how: Arrange) -> Self {
        (self.ajouter, self.retirer) = (String::new(), String::new());
        let mut rows = self.rows();
        match how {
            Arrange::Add if rows.len() < RELATIVES_MAX => rows.push(Row::default()),
            Arrange::Remove(index) if index < rows.len() => drop(rows.remove(index)),
            _ => {}
        }
        self.with_rows(&rows)
    }

    /// What it means, on `today`.
    ///
    /// # Errors
    /// Every mistake, beside its field.
    pub fn checked(&self, today: Day) -> Result<Content, Vec<FieldError>> {
        let mut checks = Checks::default();
        let civilite = Civilite::parse(&self.civilite);
        checks.require(civilite.is_some(), "civilite", "Choisissez Mme ou M.");
        let naissance = typed::day(&self.naissance).filter(|day| *day <= today);
        let (nom, prenom) = (typed::line(&self.nom), typed::line(&self.prenom));
        checks.require(is_name(&nom), "nom", NAME);
        checks.require(is_name(&prenom), "prenom", FIRST_NAME);
        checks.require(naissance.is_some(), "naissance", BIRTH);
        for (typed, id) in [
            (&self.surnom, "surnom"),
            (&self.lieu_naissance, "lieu_naissance"),
        ] {
            checks.require(fits(typed), id, "Écrivez au plus 100\u{a0}caractères.");
        }
        self.check_contact(&mut checks);
        self.check_request(&mut checks);
        let ayants = self.relatives(&mut checks, today);
        // Whatever is missing has its mistake above.
        let (civilite, naissance) = (civilite.unwrap_or(Civilite::F), naissance.unwrap_or(today));
        checks.done(Content {
            civilite,
            nom,
            prenom,
            surnom: typed::some_line(&self.surnom),
            naissance,
            lieu_naissance: typed::some_line(&self.lieu_naissance),
            telephone: typed::phone(&self.telephone),
            email: typed::email(&self.email),
            langue: Some(self.langue.clone()).filter(|code| !code.is_empty()),
            menage: coded(&Menage::ALL, &self.menage),
            raison: coded(&Raison::ALL, &self.raison),
            raison_texte: Some(self.raison_texte.trim().to_owned()).filter(|it| !it.is_empty()),
            ayants,
        })
    }

    fn check_contact(&self, checks: &mut Checks) {
        let empty = |text: &str| text.trim().is_empty();
        let phone = empty(&self.telephone) || typed::phone(&self.telephone).is_some();
        checks.require(phone, "telephone", PHONE);
        let email = empty(&self.email) || typed::email(&self.email).is_some();
        checks.require(email, "email", EMAIL);
        let langue = self.langue.is_empty() || langue_rules::find(&self.langue).is_some();
        checks.require(langue, "langue", FROM_THE_LIST);
    }

    fn check_request(&self, checks: &mut Checks) {
        let menage: Option<Menage> = coded(&Menage::ALL, &self.menage);
        let raison: Option<Raison> = coded(&Raison::ALL, &self.raison);
        let known = self.menage.is_empty() || menage.is_some();
        checks.require(known, "menage", FROM_THE_LIST);
        let known = self.raison.is_empty() || raison.is_some();
        checks.require(known, "raison", FROM_THE_LIST);
        let text = self.raison_texte.trim();
        let said = raison != Some(Raison::Autre) || !text.is_empty();
        checks.require(
            said,
            "raison_texte",
            "Précisez quelle est cette autre raison.",
        );
        let short = text.chars().count() <= REASON_CHARS_MAX;
        checks.require(
            short,
            "raison_texte",
            "Écrivez au plus 1000\u{a0}caractères.",
        );
    }

    fn relatives(&self, checks: &mut Checks, today: Day) -> Vec<Relative> {
        let rows = self.rows();
        let too_many = rows.len() > RELATIVES_MAX;
        checks.require(
            !too_many,
            "",
            "Une fiche porte au plus 20\u{a0}ayants droit.",
        );
        let mut relatives = Vec::new();
        for (index, (row, id)) in rows.iter().zip(ROWS).enumerate() {
            if row.is_blank() {
                continue;
            }
            match row.checked(today) {
                Ok(relative) => relatives.push(relative),
                Err(wrong) => {
                    let number = index + 1;
                    checks.require(false, id, &format!("Ayant droit {number}\u{a0}: {wrong}"));
                }
            }
        }
        relatives
    }
}

const NAME: &str = "Écrivez le nom, 100\u{a0}caractères au plus.";
const FIRST_NAME: &str = "Écrivez le prénom, 100\u{a0}caractères au plus.";
const BIRTH: &str =
    "Écrivez la date de naissance avec le jour, le mois et l’année, comme 03/02/1980.";
const PHONE: &str = "Écrivez un numéro à 10\u{a0}chiffres, comme 06\u{a0}12\u{a0}34\u{a0}56\u{a0}78, ou qui commence par +.";
const EMAIL: &str = "Écrivez une adresse comme nom@exemple.fr, ou laissez vide.";
const FROM_THE_LIST: &str = "Choisissez dans la liste.";

/// The code of a choice, as serde names it.
pub(super) fn code_of(choice: impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// The choice of that code.
fn coded<T: Copy + Serialize>(all: &[T], code: &str) -> Option<T> {
    all.iter().copied().find(|choice| code_of(choice) == code)
}

#[cfg(test)]
mod tests {
    use super::{
        super::rules::tests::{content, day},
        *,
    };

    fn today() -> Day {
        day("2026-11-22")
    }

    #[test]
    fn a_file_reads_back_from_its_own_form() {
        assert_eq!(FileForm::of(&content()).checked(today()), Ok(content()));
    }

    #[test]
    fn an_empty_form_is_told_all_it_lacks() {
        let errors = FileForm::default().checked(today()).expect_err("mistakes");
        let fields: Vec<_> = errors.iter().map(|error| error.champ).collect();
        assert_eq!(fields, ["civilite", "nom", "prenom", "naissance"]);
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let wrong = |change: fn(&mut FileForm)| {
            let mut form = FileForm::of(&content());
            change(&mut form);
            let errors = form.checked(today()).expect_err("a mistake");
            errors.iter().map(|error| error.champ).collect::<Vec<_>>()
        };
        assert_eq!(wrong(|form| form.nom = "—".into()), ["nom"]);
        assert_eq!(wrong(|form| form.prenom = "a".repeat(101)), ["prenom"]);
        assert_eq!(
            wrong(|form| form.naissance = "23/11/2026".into()),
            ["naissance"]
        );
        assert_eq!(wrong(|form| form.telephone = "12".into()), ["telephone"]);
        assert_eq!(wrong(|form| form.email = "moi".into()), ["email"]);
        assert_eq!(wrong(|form| form.langue = "xx".into()), ["langue"]);
        assert_eq!(wrong(|form| form.menage = "SEUL".into()), ["menage"]);
        assert_eq!(
            wrong(|form| form.raison_texte = " ".into()),
            ["raison_texte"]
        );
        assert_eq!(wrong(|form| form.ayant_naissance = vec![]), ["ayant-1"]);
        assert_eq!(
            wrong(|form| form.ayant_lien = vec!["CHIEN".into()]),
            ["ayant-1"]
        );
        assert_eq!(wrong(|form| form.ayant_nom = vec!["A".into(); 21])[0], "");
    }

    #[test]
    fn rows_come_and_go_without_a_script() {
        let form = FileForm::of(&content()).arranged(Arrange::Add);
        assert_eq!(form.rows().len(), 2);
        assert_eq!(
            form.checked(today()),
            Ok(content()),
            "a blank row is nobody"
        );
        let form = form
            .arranged(Arrange::Remove(0))
            .arranged(Arrange::Remove(7));
        assert_eq!(form.rows(), [Row::default()]);
        let full = (0..30).fold(form, |form, _| form.arranged(Arrange::Add));
        assert_eq!(full.rows().len(), RELATIVES_MAX);
    }

    #[test]
    fn a_double_is_knowingly_made_for_one_name_and_one_date() {
        let tick = |form: FileForm| FileForm {
            quand_meme: "oui".to_owned(),
            ..form
        };
        let never_asked = tick(FileForm::of(&content()));
        assert!(!never_asked.anyway(&content()));
        let asked = never_asked.asked_about(&content());
        assert!(!asked.anyway(&content()), "not ticked again");
        let ticked = tick(asked);
        let moved = Content {
            telephone: None,
            ..content()
        };
        assert!(ticked.anyway(&content()) && ticked.anyway(&moved));
        let renamed = Content {
            nom: "Autre".to_owned(),
            ..content()
        };
        let younger = Content {
            naissance: content().naissance.plus_days(1),
            ..content()
        };
        assert!(!ticked.anyway(&renamed) && !ticked.anyway(&younger));
    }
}
