//! What messages say, in the language of whoever gets them. Never how much mail there is, nor of what kind, nor from whom.

use escale_site::locale::{Filling, Language, languages_for, without_marks};
use serde::Serialize;

use super::{
    opening_rules::Doors,
    rules::Reason,
    sms_rules::{plain, short_name},
};
use crate::{edge::error::Result, outbox::Letter};

/// Who sends, and where one is to come.
#[derive(Debug, Clone)]
pub struct Place {
    /// The structure's name.
    pub structure: String,
    /// Where people come, on one line.
    pub adresse: String,
    /// Is it open today?
    pub doors: Doors,
}

/// The e-mail to a domicilié.
#[derive(Debug, Serialize)]
pub struct NotificationLetter {
    /// Its subject.
    sujet: String,
    /// Who sends.
    structure: String,
    /// The same in each language it is said in, the first one being the letter's own.
    blocs: Vec<Block>,
    /// Does the person have a page of their own?
    page: bool,
    /// Where the link that stops it leads, before its token; none: it is a trial.
    arret_chemin: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Block {
    lang: &'static str,
    dir: &'static str,
    bonjour: String,
    lignes: Vec<String>,
    bouton: String,
    lien: String,
    pourquoi: String,
    automatique: String,
    arret: String,
}

impl Letter for NotificationLetter {
    const MODELE: &'static str = "notification";
    const GENRE: &'static str = "NOTIFICATION";
}

/// To whom, and how.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// Their first name.
    pub prenom: &'a str,
    /// The language they speak best.
    pub langue: Option<&'a str>,
    /// Do they have a page of their own?
    pub page: bool,
    /// Where the link that stops it leads, before its token.
    pub arret_chemin: Option<&'static str>,
}

/// The e-mail that says these reasons.
///
/// # Errors
/// As [`Language::say`].
pub fn letter(place: &Place, reader: Reader<'_>, reasons: &[Reason]) -> Result<NotificationLetter> {
    let languages = languages_for(reader.langue);
    let mut sujets = Vec::new();
    let mut blocs = Vec::new();
    for language in languages {
        sujets.push(subject(language, reasons)?);
        blocs.push(block(language, place, reader.prenom, reasons)?);
    }
    Ok(NotificationLetter {
        sujet: sujets.join(" / "),
        structure: place.structure.clone(),
        blocs,
        page: reader.page,
        arret_chemin: reader.arret_chemin,
    })
}

/// The subject names the first reason; not the structure, which whoever looks over the shoulder need not read.
pub(super) fn subject(language: &Language, reasons: &[Reason]) -> Result<String> {
    let key = match reasons.first() {
        Some(Reason::Echeance(_)) => "objet-echeance",
        Some(Reason::Absence { .. }) => "objet-absence",
        Some(Reason::Courrier) | None => "objet-courrier",
    };
    Ok(language.say(key, &[])?)
}

fn block(language: &Language, place: &Place, prenom: &str, reasons: &[Reason]) -> Result<Block> {
    let structure = || [("structure", Filling::from(place.structure.as_str()))];
    let say = |key| language.say(key, &[]);
    Ok(Block {
        lang: language.lang,
        dir: language.dir(),
        bonjour: language.say("bonjour", &[("prenom", prenom.into())])?,
        lignes: lines(language, place, reasons)?,
        bouton: say("bouton")?,
        lien: say("lien")?,
        pourquoi: language.say("pourquoi", &structure())?,
        automatique: say("automatique")?,
        arret: say("arret")?,
    })
}

pub(super) fn lines(language: &Language, place: &Place, reasons: &[Reason]) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for reason in reasons {
        match *reason {
            Reason::Courrier => {
                let structure = ("structure", place.structure.as_str().into());
                lines.push(language.say("courrier", &[structure])?);
            }
            Reason::Echeance(end) => {
                let end = ("jour", language.date(end)?.into());
                lines.push(language.say("echeance", &[end])?);
            }
            Reason::Absence { jours, avant, .. } => {
                let seen = language.say(
                    "absence",
                    // Some languages agree with what is left over a hundred.
                    &[("jours", jours.into()), ("reste", (jours % 100).into())],
                )?;
                let come = match avant {
                    Some(day) => {
                        let day = ("jour", language.date(day)?.into());
                        language.say("absence-avant", &[day])?
                    }
                    None => language.say("absence-vite", &[])?,
                };
                lines.push(format!("{seen} {come}"));
            }
        }
    }
    if let Doors::On(day, hour) = &place.doors {
        let day = ("jour", language.date(*day)?.into());
        lines.push(match hour {
            Some(hour) => language.say("ferme-ouvre-a", &[day, ("heure", hour.as_str().into())])?,
            None => language.say("ferme-ouvre", &[day])?,
        });
    }
    lines.push(language.say("ou", &[("adresse", place.adresse.as_str().into())])?);
    Ok(lines)
}

/// The SMS that says the same, as short as can be: who, what, how to stop. No link: whoever finds the phone finds nothing.
///
/// # Errors
/// As [`Language::say`].
pub fn sms(place: &Place, langue: Option<&str>, reasons: &[Reason]) -> Result<String> {
    let mut said = vec![format!("{} :", short_name(&place.structure))];
    let languages = languages_for(langue);
    for language in &languages {
        said.extend(short_lines(language, place, reasons)?);
    }
    let last = languages
        .first()
        .map(|language| language.say("sms-arret", &[]));
    said.extend(last.transpose()?);
    Ok(plain(&without_marks(&said.join(" "))))
}

fn short_lines(language: &Language, place: &Place, reasons: &[Reason]) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for reason in reasons {
        lines.push(match *reason {
            Reason::Courrier => language.say("sms-courrier", &[])?,
            Reason::Echeance(end) => {
                language.say("sms-echeance", &[("jour", language.date(end)?.into())])?
            }
            Reason::Absence { avant: None, .. } => language.say("sms-absence-vite", &[])?,
            Reason::Absence {
                avant: Some(day), ..
            } => language.say("sms-absence", &[("jour", language.date(day)?.into())])?,
        });
    }
    if let Doors::On(day, _) = &place.doors {
        lines.push(language.say("sms-ferme", &[("jour", language.date(*day)?.into())])?);
    }
    Ok(lines)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::clock::Day,
        notifications::rules::Genre,
        outbox::{Message, letter::samples::message},
    };

    pub(crate) fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    pub(crate) fn place(doors: Doors) -> Place {
        Place {
            structure: "CCAS de Villeneuve-sur-Lot".to_owned(),
            adresse: "1 rue Neuve, 47300 Villeneuve-sur-Lot".to_owned(),
            doors,
        }
    }

    pub(crate) fn reasons() -> [Reason; 3] {
        [
            Reason::Courrier,
            Reason::Echeance(day("2026-12-20")),
            Reason::Absence {
                genre: Genre::Absence60,
                jours: 61,
                avant: Some(day("2026-12-22")),
            },
        ]
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        [(Some("ar"), true), (None, false), (Some("bn"), true)]
            .map(|(langue, page)| {
                let reader = Reader {
                    prenom: "Awa",
                    langue,
                    page,
                    arret_chemin: page.then_some("/notifications/arret/"),
                };
                let closed = place(Doors::On(day("2026-11-23"), Some("09:00".to_owned())));
                message(&letter(&closed, reader, &reasons()).expect("a letter"))
            })
            .into()
    }
}

#[cfg(test)]
mod tests {
    use escale_site::locale::LANGUAGES;

    use super::{
        samples::{day, place, reasons},
        *,
    };
    use crate::notifications::{
        rules::Genre,
        sms_rules::{PARTS_MAX, is_basic, parts},
    };

    /// Every set of reasons, on every kind of day.
    fn every(said: impl Fn(&Place, &[Reason])) {
        let vite = Reason::Absence {
            genre: Genre::Absence80,
            jours: 105,
            avant: None,
        };
        let [mail, end, absence] = reasons();
        let doors = [
            Doors::Today,
            Doors::On(day("2026-12-28"), Some("14:30".to_owned())),
            Doors::On(day("2026-12-28"), None),
        ];
        for doors in doors {
            for some in [
                &[mail][..],
                &[end],
                &[absence],
                &[vite],
                &[mail, end],
                &[mail, end, absence],
                &[mail, end, vite],
            ] {
                said(&place(doors.clone()), some);
            }
        }
    }

    #[test]
    fn everything_can_be_said_in_every_language() {
        every(|place, reasons| {
            for language in LANGUAGES {
                let reader = Reader {
                    prenom: "Awa",
                    langue: Some(language.code),
                    page: true,
                    arret_chemin: None,
                };
                let letter = letter(place, reader, reasons).expect(language.code);
                assert_eq!(letter.blocs.len(), 1);
                assert_eq!(letter.blocs[0].dir, language.dir());
                let closed = usize::from(place.doors != Doors::Today);
                assert_eq!(letter.blocs[0].lignes.len(), reasons.len() + closed + 1);
            }
        });
    }

    #[test]
    fn an_sms_is_short_and_says_who_and_how_to_stop() {
        every(|place, reasons| {
            for language in LANGUAGES {
                let said = sms(place, Some(language.code), reasons).expect(language.code);
                let stop = plain(&language.say("sms-arret", &[]).expect("words"));
                assert!(said.starts_with("CCAS de Villeneuve-sur-Lot"), "{said}");
                assert!(said.ends_with(&stop), "{said}");
                assert!(parts(&said) <= PARTS_MAX, "{} {said}", parts(&said));
                assert!(!said.contains("http") && !said.contains("//"), "{said}");
                let wide = ["am", "ar", "fa", "ru", "uk"].contains(&language.code);
                assert_eq!(is_basic(&said), !wide, "{said}");
            }
        });
    }

    #[test]
    fn that_mail_waits_is_one_sms_or_two_where_letters_are_wide() {
        for language in LANGUAGES {
            let said = sms(
                &place(Doors::Today),
                Some(language.code),
                &[Reason::Courrier],
            );
            let said = said.expect("an SMS");
            let wide = !is_basic(&said);
            assert!(parts(&said) <= if wide { 2 } else { 1 }, "{said}");
        }
    }

    #[test]
    fn whoever_speaks_none_of_them_reads_two() {
        let reader = Reader {
            prenom: "Awa",
            langue: Some("bn"),
            page: false,
            arret_chemin: None,
        };
        let letter = letter(&place(Doors::Today), reader, &[Reason::Courrier]).expect("a letter");
        let codes: Vec<_> = letter.blocs.iter().map(|bloc| bloc.lang).collect();
        assert_eq!(codes, ["fr", "en"]);
        assert_eq!(
            letter.sujet,
            "Du courrier vous attend / You have mail waiting"
        );
        let said = sms(&place(Doors::Today), Some("bn"), &[Reason::Courrier]).expect("an SMS");
        assert!(
            said.contains("courrier vous attend") && said.contains("mail waiting"),
            "{said}"
        );
    }
}
