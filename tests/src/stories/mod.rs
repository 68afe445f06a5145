//! The people and places of a story: each story has a structure of its own, so that stories don't meet.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use escale_worker::{
    auth::password::{PasswordHash, PlainPassword},
    desk::list::rules,
    edge::clock::{Day, Moment, zone},
};
use serde_json::{Value, json};

use crate::{browser::Browser, db, http::Visitor, secrets};

mod asked;
pub mod dossiers;
mod gestures;
pub mod requests;
mod telephone;
pub use asked::Asked;
pub use gestures::{
    ask_for_access, read_credentials, send_document, send_model, sign_in_portal, sign_in_staff,
    staff_signs_in, try_portal,
};

pub use telephone::{Telephone, give_code, give_password, recovery_codes, turn_on, turn_on_in};

/// The password of everyone who works in a story's structure, and of the demo world.
pub const PASSWORD: &str = "Escale-demo-2026";

/// One day in the database's milliseconds.
pub const DAY_MS: i64 = 86_400_000;

static HASH: LazyLock<String> = LazyLock::new(|| hash(PASSWORD));

/// What the database keeps of a password.
#[must_use]
pub fn hash(password: &str) -> String {
    PasswordHash::of(&PlainPassword::known(password))
        .expect("a hash")
        .as_str()
        .to_owned()
}

/// Now, in the database's milliseconds.
#[must_use]
pub fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock");
    i64::try_from(since.as_millis()).expect("a time")
}

/// The day it is in the structures of the stories, as the database writes a day. SQLite's `date('now')` is the day in
/// Greenwich: in the last hours of an evening there, it is yesterday here.
#[must_use]
pub fn today() -> String {
    Moment(now()).day(zone("Europe/Paris")).0.to_string()
}

/// A number that no other story of this run has.
fn number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An id of 22 characters that nothing else has.
#[must_use]
pub fn new_id(kind: &str) -> String {
    format!("{kind:-<8.8}{:014}", number())
}

/// A role of a staff user, as the database names it.
pub const ROLES: [&str; 5] = [
    "FACTEUR",
    "AGENT",
    "INSTRUCTEUR",
    "GESTIONNAIRE",
    "ADMINISTRATEUR",
];

/// A structure with one person of each role.
pub struct Desk {
    /// Its id.
    pub id: String,
    /// Its name on the screens.
    pub nom: String,
    number: u32,
}

/// A domicilié of a [`Desk`].
#[derive(Clone)]
pub struct Usager {
    /// Their id.
    pub id: String,
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// The number on their file.
    pub numero: u32,
}

/// What the letter says.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Eight letters.
    pub identifiant: String,
    /// Temporary, or the person's own.
    pub password: String,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// A structure whose portal is closed, as a new one's is.
    #[must_use]
    pub fn new() -> Self {
        let number = number();
        let desk = Self {
            id: new_id("structure"),
            nom: format!("Structure d’essai {number}"),
            number,
        };
        db::sql(
            "INSERT INTO structure (id, nom, adresse, code_postal, ville, telephone, horaires, created_at)
             VALUES (?1, ?2, '3 rue des Essais', '44000', 'Nantes', '0240000000', 'Lundi au vendredi : 9 h – 12 h', ?3)",
            &[json!(desk.id), json!(desk.nom), json!(now() - 100 * DAY_MS)],
        );
        for role in ROLES {
            desk.hire(role);
        }
        desk
    }

    /// A structure whose portal is open.
    #[must_use]
    pub fn with_portal() -> Self {
        let desk = Self::new();
        desk.set("portail_actif", &json!(1));
        desk
    }

    /// The structure of that id, for what only needs to know where it is.
    #[must_use]
    pub fn existing(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            nom: String::new(),
            number: 0,
        }
    }

    /// Changes a column of the structure, behind the product's back.
    pub fn set(&self, column: &str, value: &Value) {
        db::sql(
            &format!("UPDATE structure SET {column} = ?2 WHERE id = ?1"),
            &[json!(self.id), value.clone()],
        );
    }

    fn hire(&self, role: &str) {
        let nom = secrets::keep(&format!("Nomsecret{}", self.number));
        db::sql(
            "INSERT INTO staff_user (id, structure_id, role, prenom, nom, email, password_hash, created_at)
             VALUES (?1, ?2, ?3, 'Personne', ?4, ?5, ?6, ?7)",
            &[json!(new_id("staff")), json!(self.id), json!(role), json!(nom), json!(self.email(role)), json!(*HASH), json!(now())],
        );
    }

    /// The address under which the person of that role signs in.
    #[must_use]
    pub fn email(&self, role: &str) -> String {
        secrets::keep(&format!(
            "{}@essai-{}.test",
            role.to_lowercase(),
            self.number
        ))
    }

    /// The person of that role, signed in, without a screen.
    #[must_use]
    pub fn staff(&self, role: &str) -> Visitor {
        sign_in_staff(&self.email(role))
    }

    /// The person of that role, signed in, who has just proved their second factor.
    ///
    /// # Panics
    /// When it is on already: once a role.
    #[must_use]
    pub fn proved(&self, role: &str) -> Visitor {
        let mut visitor = self.staff(role);
        turn_on(&mut visitor);
        visitor
    }

    /// The person of that role, signed in, with a browser.
    pub fn staff_in(&self, browser: &Browser, role: &str) {
        staff_signs_in(browser, &self.email(role));
    }

    /// Someone whose domiciliation is active for a year, with nothing waiting.
    #[must_use]
    pub fn usager(&self) -> Usager {
        let numero = number();
        let usager = Usager {
            id: new_id("usager"),
            prenom: secrets::keep(&format!("Prenomsecret{numero}")),
            nom: secrets::keep(&format!("NOMSECRET{numero}")),
            numero,
        };
        db::sql(
            "INSERT INTO usager (id, structure_id, numero, civilite, prenom, nom, cle_tri, date_naissance, statut, debut, echeance, premiere_domiciliation, created_at)
             VALUES (?1, ?2, ?3, 'F', ?4, ?5, ?7, '1980-02-03', 'VALIDE', date(?8, '-30 days'), date(?8, '+300 days'), date(?8, '-30 days'), ?6)",
            &[json!(usager.id), json!(self.id), json!(numero), json!(usager.prenom), json!(usager.nom), json!(now() - 30 * DAY_MS), json!(rules::sort_key(usager.names())), json!(today())],
        );
        usager.is_found_by_the_search_box(&self.id);
        usager
    }

    /// Someone who has already chosen their own password for the portal.
    #[must_use]
    pub fn usager_with_portal(&self) -> (Usager, Credentials) {
        let usager = self.usager();
        let credentials = Credentials {
            identifiant: secrets::keep(&identifiant()),
            password: secrets::keep("Motdepasse-44000"),
        };
        db::sql(
            "INSERT INTO portal_identifiant (identifiant) VALUES (?1)",
            &[json!(credentials.identifiant)],
        );
        db::sql(
            "INSERT INTO portal_account (usager_id, structure_id, identifiant, actif, password_hash, created_at)
             VALUES (?1, ?2, ?3, 1, ?4, ?5)",
            &[json!(usager.id), json!(self.id), json!(credentials.identifiant), json!(hash(&credentials.password)), json!(now())],
        );
        (usager, credentials)
    }

    /// Many people at once, numbered from 1: « NOM0007 Prenom0007 » and so on, all active. Of their names, nothing is
    /// secret: that is for those whom a story knows one by one. Their numbers
    /// are those that [`Desk::usager`] gives too: a story has one or the other.
    pub fn crowd(&self, people: u32) {
        db::sql(
            "INSERT INTO usager (id, structure_id, numero, civilite, prenom, nom, cle_tri, date_naissance, statut, debut, echeance, created_at)
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
             SELECT 'foule' || substr(?1, -9) || printf('%08d', i), ?1, i, 'H', printf('Prenom%04d', i), printf('NOM%04d', i),
                    printf('nom%04d prenom%04d', i, i), '1990-05-17', 'VALIDE', date(?4, '-30 days'), date(?4, '+300 days'), ?2
             FROM n",
            &[json!(self.id), json!(now()), json!(people), json!(today())],
        );
        for key in [
            "cle_tri",
            "lower(prenom) || ' ' || lower(nom)",
            "numero",
            "'17/05/1990'",
        ] {
            db::sql(
                &format!(
                    "INSERT INTO usager_cle (structure_id, cle, usager_id)
                     SELECT structure_id, {key}, id FROM usager WHERE structure_id = ?1 AND id LIKE 'foule%'"
                ),
                &[json!(self.id)],
            );
        }
    }

    /// The id of one of a crowd.
    #[must_use]
    pub fn one_of_the_crowd(&self, number: u32) -> String {
        let own = &self.id[self.id.len() - 9..];
        format!("foule{own}{number:08}")
    }

    /// Puts a PDF of that name and content on the file of `usager` through the pages of the product; gives its id.
    #[must_use]
    pub fn document(&self, usager: &Usager, name: &str, content: &str) -> String {
        let mut instructeur = self.staff("INSTRUCTEUR");
        let answer = send_document(&mut instructeur, usager, name, content.as_bytes());
        assert_eq!(answer.status, 303, "{answer:?}");
        let id = db::value(
            "SELECT id FROM document WHERE usager_id = ?1 AND nom = ?2 ORDER BY created_at DESC LIMIT 1",
            &[json!(usager.id), json!(name)],
        );
        id.as_str().expect("a document").to_owned()
    }

    /// Keeps an announcement shown from one day to another, behind the product's back; gives its id.
    #[must_use]
    pub fn announcement(&self, titre: &str, debut: &str, fin: &str) -> String {
        let id = new_id("annonce");
        db::sql(
            "INSERT INTO annonce (id, structure_id, titre, texte, debut, fin, staff_user_id, created_at)
             SELECT ?1, ?2, ?3, 'Nous serons de retour bientôt.', ?4, ?5, w.id, ?6 FROM staff_user w WHERE w.structure_id = ?2 LIMIT 1",
            &[json!(id), json!(self.id), json!(titre), json!(debut), json!(fin), json!(now())],
        );
        id
    }

    /// Keeps a closure, behind the product's back; gives its id.
    #[must_use]
    pub fn closure(&self) -> String {
        let id = new_id("closure");
        db::sql(
            "INSERT INTO fermeture (id, structure_id, debut, fin, staff_user_id, created_at)
             SELECT ?1, ?2, '2099-12-24', '2099-12-26', w.id, ?3 FROM staff_user w WHERE w.structure_id = ?2 LIMIT 1",
            &[json!(id), json!(self.id), json!(now())],
        );
        id
    }

    /// A list of one person that has been read and waits to be confirmed, or that can't be for so many mistakes, put
    /// there behind the product's back; gives its id.
    #[must_use]
    pub fn list_to_confirm(&self, mistakes: u8) -> String {
        let id = new_id("liste");
        db::sql(
            "INSERT INTO import (id, structure_id, staff_user_id, fichier, etat, lignes, bonnes, deja, fausses, numero_max, lots, created_at, touche_at)
             SELECT ?1, ?2, w.id, 'liste.xlsx', 'APERCU', 1, 1, 0, ?3, 0, 1, ?4, ?4 FROM staff_user w WHERE w.structure_id = ?2 LIMIT 1",
            &[json!(id), json!(self.id), json!(mistakes), json!(now())],
        );
        id
    }

    /// Keeps a free letter of that name through the pages of the product; gives its id.
    #[must_use]
    pub fn model(&self, nom: &str) -> String {
        let mut administrateur = self.staff("ADMINISTRATEUR");
        let starter = administrateur.get("/gestion/documents/depart/lettre-libre");
        let answer = send_model(&mut administrateur, "LIBRE", nom, &starter.bytes);
        assert_eq!(answer.status, 303, "{answer:?}");
        let id = db::value(
            "SELECT id FROM modele WHERE structure_id = ?1 AND nom = ?2",
            &[json!(self.id), json!(nom)],
        );
        id.as_str().expect("a model").to_owned()
    }

    /// Gives `usager` access through the pages of the product, and reads the credentials off the answer.
    #[must_use]
    pub fn give_access(&self, usager: &Usager) -> Credentials {
        let answer = ask_for_access(&mut self.staff("INSTRUCTEUR"), usager, false);
        read_credentials(&answer.words())
    }
}

/// What a file may hold, put there behind the product's back.
pub mod things {
    use super::{DAY_MS, Usager, db, json, new_id, now};

    /// A structure that nobody else has; gives its id.
    #[must_use]
    pub fn structure() -> String {
        let id = new_id("autre");
        db::sql(
            "INSERT INTO structure (id, nom, adresse, code_postal, ville, created_at) VALUES (?1, 'Une autre', '1 rue', '44000', 'Nantes', ?2)",
            &[json!(id), json!(now())],
        );
        id
    }

    /// A member of that structure beside those it has, with that role; gives their id.
    #[must_use]
    pub fn member(structure: &str, role: &str) -> String {
        let id = new_id("membre");
        db::sql(
            "INSERT INTO staff_user (id, structure_id, role, prenom, nom, email, password_hash, created_at)
             VALUES (?1, ?2, ?3, 'Membre', 'Deplus', ?4, ?5, ?6)",
            &[json!(id), json!(structure), json!(role), json!(format!("{}@membre.test", id.to_lowercase())), json!(*super::HASH), json!(now())],
        );
        id
    }

    /// A member of that structure, with that role, whose second factor is on; gives their id.
    #[must_use]
    pub fn with_factor(structure: &str, role: &str) -> String {
        let id = member(structure, role);
        db::sql(
            "INSERT INTO second_facteur (staff_user_id, secret, etape, prise, version, created_at)
             VALUES (?1, '1.' || ?2, 0, ?1, ?1, ?3)",
            &[json!(id), json!("A".repeat(80)), json!(now())],
        );
        id
    }

    /// Someone invited to that structure; gives the id of the invitation.
    #[must_use]
    pub fn invitation(structure: &str) -> String {
        let id = new_id("invite");
        db::sql(
            "INSERT INTO invitation (id, structure_id, role, prenom, nom, email, invited_by, created_at)
             SELECT ?1, ?2, 'AGENT', 'Invite', 'Attendu', ?3, (SELECT u.id FROM staff_user u WHERE u.role = 'OPERATEUR' LIMIT 1), ?4",
            &[json!(id), json!(structure), json!(format!("{}@invite.test", id.to_lowercase())), json!(now())],
        );
        id
    }

    /// An e-mail that could not be sent; gives its id.
    #[must_use]
    pub fn failed_mail() -> String {
        let id = new_id("courriel");
        db::sql(
            "INSERT INTO courriel (id, genre, modele, destinataire, donnees, etat, essais, erreur, created_at)
             VALUES (?1, 'ESSAI', 'essai', 'personne@essai.test', '{}', 'ECHEC', 7, 'HTTP 503', ?2)",
            &[json!(id), json!(now())],
        );
        id
    }

    /// What a reader of that page of the help has added to « Non », yesterday; gives its id.
    #[must_use]
    pub fn comment(page: &str, words: &str) -> String {
        let id = new_id("avis");
        db::sql(
            "INSERT INTO avis_commentaire (id, page, utile, commentaire, created_at) VALUES (?1, ?2, 0, ?3, ?4)",
            &[json!(id), json!(page), json!(words), json!(now() - DAY_MS)],
        );
        id
    }

    /// A service of that structure, complete, that stands so; gives its id.
    #[must_use]
    pub fn service(structure: &str, statut: &str) -> String {
        let id = new_id("service");
        db::sql(
            "INSERT INTO service (id, structure_id, porteur, nom, description, themes, modes_accueil, code_postal, commune,
                mobilisable_par, modes_orientation, courriel, criteres, documents, telephone, contact_public, statut, created_at, updated_at)
             SELECT ?1, s.id, s.nom, 'Un service d’essai', 'Une description.', '[\"sante\"]', '[\"en-presentiel\"]', '44000', 'Nantes',
                '[\"professionnels\"]', '[\"envoyer-un-courriel\"]', 'service@essai.test', '[\"Un critère\"]', '[\"Un document\"]',
                '02 40 00 00 00', 1, ?3, ?4, ?4 FROM structure s WHERE s.id = ?2",
            &[json!(id), json!(structure), json!(statut), json!(now())],
        );
        id
    }

    /// A place of the directory of places, of that name, which an import brought; gives its id.
    #[must_use]
    pub fn place(nom: &str) -> String {
        let id = new_id("lieu");
        db::sql(
            "INSERT INTO lieu (id, standard_id, pivot, nom, commune, code_postal, adresse, latitude, longitude, x, y, services, date_maj, created_at, updated_at)
             VALUES (?1, ?1, '43493312300029', ?2, 'Nantes', '44000', '1 rue des Essais', 47.2184, -1.5536, 519762, 367877, '[\"demarches\"]', '2026-11-01', ?3, ?3)",
            &[json!(id), json!(nom), json!(now())],
        );
        id
    }

    /// Services that were read and wait to be confirmed, one line refused; gives the id of the import. Not by the operateur of
    /// the stories: what one reads replaces what they had read before.
    #[must_use]
    pub fn services_to_confirm() -> String {
        let id = new_id("services");
        db::sql(
            "INSERT INTO service_import (id, staff_user_id, fichiers, etat, structures, services, refuses, lots, created_at, touche_at)
             SELECT ?1, u.id, 'structures.json, services.json', 'APERCU', 1, 1, 1, 1, ?2, ?2 FROM staff_user u WHERE u.role <> 'OPERATEUR' LIMIT 1",
            &[json!(id), json!(now())],
        );
        db::sql(
            "INSERT INTO service_import_lot (import_id, genre, rang, contenu) VALUES
             (?1, 'SERVICES', 0, '[]'),
             (?1, 'REFUS', 0, '[{\"fichier\":\"services\",\"rang\":3,\"id\":\"x\",\"raisons\":[\"nom : manque\"]}]')",
            &[json!(id)],
        );
        id
    }

    /// A place that this structure keeps up to date; nobody here for an empty id. Gives its id.
    #[must_use]
    pub fn own_place(structure: &str) -> String {
        let id = new_id("lieu");
        db::sql(
            "INSERT INTO lieu (id, structure_id, standard_id, pivot, nom, commune, code_postal, adresse, date_maj, horaires, services,
                presentation_resume, telephone, source, created_at, updated_at)
             VALUES (?1, nullif(?2, ''), 'essai-' || ?1, '43493312300029', 'Un lieu d’essai', 'Nantes', '44000', '1 quai', '2026-01-02',
                'Mo-Fr 09:00-12:00; PH off', '[\"internet\"]', 'Un lieu.', '+33240000000', 'essai', ?3, ?3)",
            &[json!(id), json!(structure), json!(now())],
        );
        id
    }

    /// Places that were read and wait to be confirmed, a row refused and one kept in part, as those of services.
    #[must_use]
    pub fn places_to_confirm() -> String {
        let id = new_id("lieux");
        db::sql(
            "INSERT INTO lieu_import (id, staff_user_id, fichier, etat, sources, lieux, refuses, remarques, absents, lots, created_at, touche_at)
             SELECT ?1, u.id, 'lieux.csv', 'APERCU', '[\"essai\"]', 1, 1, 1, 2, 1, ?2, ?2 FROM staff_user u WHERE u.role <> 'OPERATEUR' LIMIT 1",
            &[json!(id), json!(now())],
        );
        db::sql(
            "INSERT INTO lieu_import_lot (import_id, genre, rang, contenu) VALUES
             (?1, 'LIEUX', 0, '[]'),
             (?1, 'REFUS', 0, '[{\"ligne\":3,\"id\":\"x\",\"raisons\":[{\"colonne\":\"nom\",\"raison\":\"Il faut une valeur.\"}]}]'),
             (?1, 'REMARQUES', 0, '[{\"ligne\":4,\"id\":\"y\",\"raisons\":[{\"colonne\":\"horaires\",\"raison\":\"Ils ne se lisent pas.\"}]}]')",
            &[json!(id)],
        );
        id
    }

    /// A note; gives its id.
    #[must_use]
    pub fn note(usager: &Usager) -> String {
        let id = new_id("note");
        db::sql(
            "INSERT INTO note (id, structure_id, usager_id, texte, staff_user_id, created_at)
             SELECT ?1, u.structure_id, u.id, 'Une note', (SELECT w.id FROM staff_user w WHERE w.structure_id = u.structure_id LIMIT 1), ?3
             FROM usager u WHERE u.id = ?2",
            &[json!(id), json!(usager.id), json!(now())],
        );
        id
    }

    /// A procuration that holds for long; gives its id.
    #[must_use]
    pub fn procuration(usager: &Usager) -> String {
        let id = new_id("procura");
        db::sql(
            "INSERT INTO procuration (id, structure_id, usager_id, prenom, nom, debut, fin, created_at)
             SELECT ?1, u.structure_id, u.id, 'Awa', 'Diallo', '2026-01-01', '2199-01-01', ?3 FROM usager u WHERE u.id = ?2",
            &[json!(id), json!(usager.id), json!(now())],
        );
        id
    }
}

/// Eight letters that no other story of this run has.
fn identifiant() -> String {
    let mut rest = number();
    let letters = std::iter::repeat_with(|| {
        let letter = u8::try_from(rest % 26).unwrap_or_default();
        rest /= 26;
        char::from(b'A' + letter)
    });
    let tail: String = letters.take(4).collect();
    format!("ZYXW{tail}")
}

impl Usager {
    fn names(&self) -> rules::Names<'_> {
        rules::Names {
            nom: &self.nom,
            prenom: &self.prenom,
            surnom: None,
        }
    }

    /// Writes the keys that the product writes with a file.
    fn is_found_by_the_search_box(&self, structure: &str) {
        let birth = Day("1980-02-03".parse().expect("a day"));
        for key in rules::search_keys(self.names(), i64::from(self.numero), birth, None) {
            db::sql(
                "INSERT INTO usager_cle (structure_id, cle, usager_id) VALUES (?1, ?2, ?3)",
                &[json!(structure), json!(key), json!(self.id)],
            );
        }
    }

    /// Gives someone a procuration from today to `end`, a modifier of SQLite's `date`; gives its id.
    #[must_use]
    pub fn has_a_mandataire(&self, prenom: &str, nom: &str, end: &str) -> String {
        let id = new_id("procuration");
        db::sql(
            "INSERT INTO procuration (id, structure_id, usager_id, prenom, nom, debut, fin, created_at)
             SELECT ?1, structure_id, id, ?3, ?4, date(?7, '-40 days'), date(?7, ?5), ?6 FROM usager WHERE id = ?2",
            &[json!(id), json!(self.id), json!(prenom), json!(nom), json!(end), json!(now()), json!(today())],
        );
        id
    }

    /// Has their mail sent on until `end`, a modifier of SQLite's `date`.
    pub fn has_a_transfert(&self, end: &str) {
        db::sql(
            "INSERT INTO transfert (usager_id, structure_id, nom, adresse, debut, fin, created_at)
             SELECT id, structure_id, 'Chez Awa', '1 rue du Port, 44000 Nantes', date(?4, '-40 days'), date(?4, ?2), ?3 FROM usager WHERE id = ?1",
            &[json!(self.id), json!(end), json!(now()), json!(today())],
        );
    }

    /// The address of a tab of their file.
    #[must_use]
    pub fn tab(&self, name: &str) -> String {
        format!("/gestion/usagers/{}/{name}", self.id)
    }

    /// Changes a column of their file, behind the product's back.
    pub fn set(&self, column: &str, value: &Value) {
        db::sql(
            &format!("UPDATE usager SET {column} = ?2 WHERE id = ?1"),
            &[json!(self.id), value.clone()],
        );
    }

    /// Changes a column of their portal account, behind the product's back.
    pub fn set_account(&self, column: &str, value: &Value) {
        db::sql(
            &format!("UPDATE portal_account SET {column} = ?2 WHERE usager_id = ?1"),
            &[json!(self.id), value.clone()],
        );
    }
}
