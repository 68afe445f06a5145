//! What waits, what has moved and what the structure shows, in the language of the person.

use chrono_tz::Tz;
use escale_site::locale::{Language, Mistake};
use serde::Serialize;

use super::store::{Document, Line};
use crate::{
    desk::{
        documents::rules::Genre,
        mail::rules::{Mail, Mouvement, Waiting},
    },
    edge::error::Result,
};

/// What waits.
#[derive(Debug, Serialize)]
pub(super) struct MailView {
    total: i64,
    lignes: Vec<KindView>,
    depuis: Option<String>,
}

#[derive(Debug, Serialize)]
struct KindView {
    genre: &'static str,
    texte: String,
}

/// Something that came or went.
#[derive(Debug, Serialize)]
pub(super) struct LineView {
    date: String,
    texte: String,
    note: Option<String>,
}

/// A document that the structure shows.
#[derive(Debug, Serialize)]
pub(super) struct DocumentView {
    href: String,
    nom: String,
    genre: String,
    taille: String,
}

/// Each kind of mail that there is, counted.
fn kinds(language: &Language, mail: Mail) -> Result<Vec<KindView>, Mistake> {
    let counted = |(genre, nombre, _): (&'static str, i64, String)| {
        let key = match genre {
            "courrier" => "courrier-lettres",
            "recommande" => "courrier-avis",
            _ => "courrier-colis",
        };
        let texte = language.say(key, &[("nombre", nombre.into())])?;
        Ok(KindView { genre, texte })
    };
    mail.kinds().into_iter().map(counted).collect()
}

/// « 2 courriers et 1 colis ».
fn listed(language: &Language, mail: Mail) -> Result<String, Mistake> {
    let mut parts = kinds(language, mail)?.into_iter().map(|kind| kind.texte);
    let last = parts.next_back();
    let mut before: Option<String> = None;
    for part in parts {
        before = Some(match before {
            None => part,
            Some(before) => {
                let two = [("debut", before.into()), ("suivant", part.into())];
                language.say("liste-suite", &two)?
            }
        });
    }
    match (before, last) {
        (Some(before), Some(last)) => {
            let two = [("debut", before.into()), ("dernier", last.into())];
            language.say("liste-fin", &two)
        }
        (_, last) => Ok(last.unwrap_or_default()),
    }
}

impl MailView {
    pub(super) fn of(language: &Language, waiting: &Waiting, zone: Tz) -> Result<Self> {
        let since = waiting.since().map(|at| at.day(zone));
        let since = since.map(|day| language.dated("courrier-depuis", day));
        Ok(Self {
            total: waiting.mail().total(),
            lignes: kinds(language, waiting.mail())?,
            depuis: since.transpose()?,
        })
    }
}

impl LineView {
    pub(super) fn of(language: &Language, line: Line, zone: Tz) -> Result<Self> {
        let key = match line.mouvement {
            Mouvement::Reception => "mouvement-recu",
            Mouvement::Remise | Mouvement::Annulation => "mouvement-remis",
            Mouvement::Retour => "mouvement-retour",
            Mouvement::Transfert => "mouvement-transfert",
            Mouvement::Appel => "mouvement-appel",
            Mouvement::Visite => "mouvement-visite",
        };
        let what = ("quoi", listed(language, line.mail)?.into());
        Ok(Self {
            date: language.date_in_digits(line.created_at.day(zone))?,
            texte: language.say(key, &[what])?,
            note: line.note,
        })
    }
}

impl DocumentView {
    pub(super) fn of(language: &Language, document: Document) -> Result<Self> {
        let image = |format: &str| language.say("document-image", &[("format", format.into())]);
        Ok(Self {
            href: format!("/portail/documents/{}", document.id.as_str()),
            nom: document.nom,
            genre: match document.genre {
                Genre::Pdf => "PDF".to_owned(),
                Genre::Jpeg => image("JPEG")?,
                Genre::Png => image("PNG")?,
            },
            taille: weight(language, document.octets)?,
        })
    }
}

/// « 120 Ko », « 1,5 Mo ».
fn weight(language: &Language, bytes: i64) -> Result<String, Mistake> {
    const KO: i64 = 1024;
    const MO: i64 = 1024 * KO;
    if bytes < MO {
        let number = (bytes + KO - 1) / KO;
        return language.say("poids-ko", &[("nombre", number.into())]);
    }
    let tenths = bytes * 10 / MO;
    let number = match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}{}{rest}", tenths / 10, language.decimal),
    };
    let number = language.digits(&number).into();
    language.say("poids-mo", &[("nombre", number)])
}

#[cfg(test)]
mod tests {
    use escale_site::locale::{FRENCH, language, without_marks};

    use super::*;
    use crate::desk::documents::rules::size;

    #[test]
    fn in_french_things_are_said_as_the_desk_says_them() {
        let all = Mail {
            courrier: 2,
            recommande: 1,
            colis: 1,
        };
        for mail in [
            all,
            Mail { colis: 0, ..all },
            Mail {
                courrier: 0,
                colis: 0,
                ..all
            },
        ] {
            assert_eq!(listed(FRENCH, mail), Ok(mail.words()));
        }
        for bytes in [1, 1024, 1025, 1024 * 1024, 1_600_000] {
            assert_eq!(weight(FRENCH, bytes), Ok(size(bytes)));
        }
        let english = language("en").expect("spoken");
        let said = weight(english, 1_600_000).expect("words");
        assert!(without_marks(&said).starts_with("1.5"), "{said}");
    }
}
