//! What is seen of the portal: announcements, who has an account, who came in.

use crate::{
    sql::{Value, insert},
    world::{World, hash, id},
};

/// What a structure announces; its days are counted from today.
struct Announcement {
    structure: i64,
    /// Who wrote it: the administrateur of that structure.
    by: i64,
    titre: &'static str,
    texte: &'static str,
    days: (i64, i64),
}

const ANNOUNCEMENTS: [Announcement; 4] = [
    Announcement {
        structure: 1,
        by: 1,
        titre: "Écrivain public",
        texte: "Tous les jeudis de 14 h à 16 h, sans rendez-vous.\nApportez le courrier que vous voulez faire lire.",
        days: (-5, 40),
    },
    Announcement {
        structure: 1,
        by: 1,
        titre: "Fermeture pour inventaire",
        texte: "L’accueil est fermé ces deux jours-là. Votre courrier vous attend.",
        days: (10, 11),
    },
    Announcement {
        structure: 1,
        by: 1,
        titre: "Forte chaleur",
        texte: "De l’eau fraîche est à l’accueil toute la journée.",
        days: (-130, -90),
    },
    Announcement {
        structure: 3,
        by: 7,
        titre: "Petit déjeuner",
        texte: "Chaque mardi de 9 h à 11 h, à l’accueil. Venez comme vous êtes.",
        days: (-10, 60),
    },
];

impl World {
    pub(crate) fn announcements(&self) -> Vec<String> {
        (1..)
            .zip(&ANNOUNCEMENTS)
            .flat_map(|(number, announcement)| self.announcement(number, announcement))
            .collect()
    }

    fn announcement(&self, number: i64, of: &Announcement) -> [String; 2] {
        let created = self.moment(2 - of.days.0.min(0));
        let shared = || -> Vec<(&str, Value)> {
            vec![
                ("id", id("notice", number).into()),
                ("structure_id", id("struct", of.structure).into()),
                ("staff_user_id", id("person", of.by).into()),
                ("created_at", created.into()),
            ]
        };
        let (mut row, mut event) = (shared(), shared());
        row.extend([
            ("titre", of.titre.into()),
            ("texte", of.texte.into()),
            ("debut", self.day(of.days.0).to_string().into()),
            ("fin", self.day(of.days.1).to_string().into()),
        ]);
        event.extend([
            ("evenement", "ANNONCE_CREEE".into()),
            ("detail", Value::Object(vec![("titre", of.titre.into())])),
        ]);
        [insert("annonce", row), insert("historique", event)]
    }

    /// Both people of structure 3: one whose password is chosen, so that one can look at the portal at once, and one who
    /// has never come in.
    pub(crate) fn portal_accounts(&self) -> Result<Vec<String>, String> {
        let (amina, boris) = (id("usager", 3_000_001), id("usager", 3_000_002));
        let mut statements = self.account(&amina, "RELAISAA", 40, Some(12))?;
        statements.extend(self.account(&boris, "RELAISBB", 5, None)?);
        statements.push(self.portal_event(&amina, 3, "MOT_DE_PASSE_CHOISI", 39, Value::Null));
        for (number, ago) in (6..).zip([33, 20, 12]) {
            let row = vec![
                ("id", id("signin", number).into()),
                ("structure_id", id("struct", 3).into()),
                ("usager_id", amina.as_str().into()),
                ("passage", true.into()),
                ("created_at", self.moment(ago).into()),
            ];
            statements.push(insert("portal_login", row));
            statements.push(self.portal_event(
                &amina,
                number,
                "CONNEXION_PORTAIL",
                ago,
                Value::Null,
            ));
        }
        Ok(statements)
    }

    /// An access given so many days ago, and when its person last came in; who has not still has the temporary password.
    fn account(
        &self,
        usager: &str,
        identifiant: &str,
        ago: i64,
        last_login: Option<i64>,
    ) -> Result<Vec<String>, String> {
        let temporary = last_login.is_none().then(|| self.moment(ago - 30));
        let identifier = vec![("identifiant", identifiant.into())];
        let account = vec![
            ("usager_id", usager.into()),
            ("structure_id", id("struct", 3).into()),
            ("identifiant", identifiant.into()),
            ("actif", true.into()),
            ("password_hash", hash()?.into()),
            ("temporary_until_at", temporary.into()),
            (
                "last_login_at",
                last_login.map(|ago| self.moment(ago)).into(),
            ),
            ("created_at", self.moment(ago).into()),
        ];
        let author = id("person", 7).into();
        Ok(vec![
            insert("portal_identifiant", identifier),
            insert("portal_account", account),
            self.portal_event(usager, ago, "ACCES_OUVERT", ago, author),
        ])
    }

    fn portal_event(
        &self,
        usager: &str,
        number: i64,
        evenement: &str,
        ago: i64,
        author: Value,
    ) -> String {
        let row = vec![
            ("id", id("portal", number).into()),
            ("structure_id", id("struct", 3).into()),
            ("usager_id", usager.into()),
            ("evenement", evenement.into()),
            ("staff_user_id", author),
            ("created_at", self.moment(ago).into()),
        ];
        insert("historique", row)
    }
}
