//! Writes the SQL that creates an operateur of the platform, who has no other way in on a new database:
//!
//! ```sh
//! cargo run -p escale-worker --example premier_operateur -- EMAIL PRENOM NOM > operateur.sql
//! wrangler d1 execute escale --remote --file operateur.sql
//! ```
//!
//! The SQL goes to standard output and holds only the hash; the password goes to standard error, once.

use std::{env, process::ExitCode};

use escale_worker::{
    auth::password::{PasswordHash, PlainPassword},
    edge::{clock::Moment, config, error::Error, ids::StaffId, random},
};

/// Letters and digits that nobody takes for another: no 0 and O, no 1, l and I.
const LETTERS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Characters of the password: more than 110 bits.
const PASSWORD_CHARS: usize = 20;
/// The limits of the table `staff_user`, in characters.
const NAME_CHARS_MAX: usize = 100;
const EMAIL_CHARS_MAX: usize = 254;

const USAGE: &str = "Usage : cargo run -p escale-worker --example premier_operateur -- EMAIL PRENOM NOM > operateur.sql";

fn main() -> ExitCode {
    let given: Vec<String> = env::args().skip(1).collect();
    let [email, prenom, nom] = given.as_slice() else {
        return refused(USAGE);
    };
    let person = match Person::checked(email, prenom, nom) {
        Ok(person) => person,
        Err(reason) => return refused(reason),
    };
    match person.account() {
        Ok((sql, password)) => {
            println!("{sql}");
            eprintln!(
                "Adresse e-mail : {}\nMot de passe   : {password}\nIl n’est affiché qu’ici, une seule fois.",
                person.email
            );
            ExitCode::SUCCESS
        }
        Err(error) => refused(error.cause().unwrap_or("erreur interne")),
    }
}

fn refused(reason: &str) -> ExitCode {
    eprintln!("{reason}");
    ExitCode::FAILURE
}

/// Who will run the platform.
struct Person {
    email: String,
    prenom: String,
    nom: String,
}

impl Person {
    /// The person, as the table wants them; or why not.
    fn checked(email: &str, prenom: &str, nom: &str) -> Result<Self, &'static str> {
        let person = Self {
            email: email.trim().to_lowercase(),
            prenom: prenom.trim().to_owned(),
            nom: nom.trim().to_owned(),
        };
        let name_fits = |name: &str| (1..=NAME_CHARS_MAX).contains(&name.chars().count());
        let two_parts = person
            .email
            .split_once('@')
            .is_some_and(|(before, after)| !before.is_empty() && after.contains('.'));
        if !two_parts || person.email.chars().count() > EMAIL_CHARS_MAX {
            Err("Cette adresse e-mail ne convient pas.")
        } else if !config::admits(&person.email, true) {
            Err("Une adresse en .test ne peut pas se connecter en production.")
        } else if !name_fits(&person.prenom) || !name_fits(&person.nom) {
            Err("Le prénom et le nom ont de 1 à 100 caractères.")
        } else if [&person.email, &person.prenom, &person.nom]
            .iter()
            .any(|text| text.contains(char::is_control))
        {
            Err("Retirez les retours à la ligne et les autres caractères invisibles.")
        } else {
            Ok(person)
        }
    }

    /// The statement that creates the account, and its password.
    fn account(&self) -> Result<(String, String), Error> {
        let password = random::text::<PASSWORD_CHARS>(LETTERS)?;
        let hash = PasswordHash::of(&PlainPassword::known(&password))?;
        let sql = format!(
            "INSERT INTO staff_user (id, structure_id, role, prenom, nom, email, password_hash, created_at) \
             VALUES ({}, NULL, 'OPERATEUR', {}, {}, {}, {}, {});",
            quoted(StaffId::new()?.as_str()),
            quoted(&self.prenom),
            quoted(&self.nom),
            quoted(&self.email),
            quoted(hash.as_str()),
            Moment::now().0,
        );
        Ok((sql, password))
    }
}

/// `text` as an SQL string.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
