//! The messages proposed to a service that answers: it sends them as they are or writes its own (seed 002). Pure.

use super::{
    request::fields_rules::{clean_prose, shows_something},
    rules::{MESSAGE_CHARS_MAX, Motif},
};
use crate::edge::words::listed;

/// What the messages speak of.
#[derive(Debug, Clone)]
pub struct Subject {
    /// First name and surname of the beneficiary.
    pub beneficiaire: String,
    /// The service's name.
    pub service: String,
    /// The structure that offers it.
    pub porteur: String,
    /// Where it is, on one line; empty when the service says none.
    pub adresse: String,
    /// Whom to ask for; empty when the service says none.
    pub contact: String,
    /// The service's phone, as people read it; empty when it has none.
    pub telephone: String,
    /// The service's e-mail.
    pub courriel: String,
}

/// What a service must replace in the message for [`Motif::Autre`] before it can be sent.
pub const TO_WRITE: &str = "[écrivez ici la raison]";

/// What to say to the prescriber when the request is accepted.
#[must_use]
pub fn accepted_to_prescriber(about: &Subject) -> String {
    let Subject {
        beneficiaire,
        service,
        ..
    } = about;
    fitted(
        vec![
            "Bonjour,".to_owned(),
            format!("Nous acceptons votre demande : {beneficiaire} peut bénéficier du service « {service} »."),
            "Nous prenons contact avec cette personne pour convenir de la suite. Pouvez-vous la prévenir de votre côté ?"
                .to_owned(),
        ],
        about,
    )
}

/// What to say to the beneficiary when the request is accepted.
#[must_use]
pub fn accepted_to_beneficiary(about: &Subject) -> String {
    let Subject {
        beneficiaire,
        service,
        adresse,
        ..
    } = about;
    let place = if adresse.is_empty() {
        String::new()
    } else {
        format!("Le service se trouve à cette adresse : {adresse}.")
    };
    fitted(
        vec![
            format!("Bonjour {beneficiaire},"),
            format!("Bonne nouvelle : votre demande pour le service « {service} » est acceptée."),
            place,
            "Nous vous contactons bientôt pour vous dire comment cela se passe. Si vous avez une question, vous pouvez aussi nous joindre."
                .to_owned(),
        ],
        about,
    )
}

/// What to say to the prescriber when the request is refused for these reasons.
#[must_use]
pub fn refused(motifs: &[Motif], about: &Subject) -> String {
    let reasons = match motifs {
        [only] => vec![reason(*only, about)],
        several => several_reasons(several, about),
    };
    let mut paragraphs = vec![
        "Bonjour,".to_owned(),
        format!(
            "Vous nous avez adressé {} pour le service « {} ». Nous ne pouvons pas donner suite à cette demande.",
            about.beneficiaire, about.service
        ),
    ];
    paragraphs.extend(reasons);
    fitted(paragraphs, about)
}

/// Why, and what could be done about it.
fn reason(motif: Motif, about: &Subject) -> String {
    let who = &about.beneficiaire;
    match motif {
        Motif::Injoignable => format!(
            "Nous avons essayé plusieurs fois de joindre {who}, sans y parvenir. Si ses coordonnées ont changé, envoyez-nous une nouvelle demande : nous la reprendrons."
        ),
        Motif::AbsentEntretien => format!(
            "Un rendez-vous avait été fixé et {who} n’a pas pu s’y présenter. Si cette personne le souhaite toujours, envoyez-nous une nouvelle demande pour convenir d’une autre date."
        ),
        Motif::EnEmploi => format!(
            "{who} a trouvé un emploi et n’est plus disponible pour cet accompagnement. Nous nous en réjouissons ; si la situation change, nous examinerons une nouvelle demande."
        ),
        Motif::EnFormation => format!(
            "{who} suit une formation qui ne laisse pas la place à cet accompagnement. Une nouvelle demande sera possible à la fin de cette formation."
        ),
        Motif::NonEligible => format!(
            "La situation de {who} ne répond pas aux conditions d’accès de ce service. Si un élément nous a échappé, dites-le-nous : nous regarderons de nouveau."
        ),
        Motif::NonMobile => format!(
            "{who} ne peut pas se rendre jusqu’à nous. Un service plus proche de son lieu de vie, ou une solution pour se déplacer, conviendrait mieux."
        ),
        Motif::PasInteresse => format!(
            "Nous avons présenté le service à {who}, qui ne souhaite pas s’y engager pour le moment. La porte reste ouverte."
        ),
        Motif::FreinsPeripheriques => format!(
            "D’autres difficultés (logement, santé, garde d’enfants, démarches…) doivent d’abord trouver une réponse pour que {who} tire profit de ce service. Nous restons à votre disposition pour en parler."
        ),
        Motif::SessionComplete => {
            "Toutes nos places sont prises pour le moment. N’hésitez pas à nous demander quand aura lieu la prochaine session, ou à chercher un autre service."
                .to_owned()
        }
        Motif::Doublon => format!(
            "Nous avons déjà reçu une demande pour {who} et pour ce service : c’est celle-là que nous traitons, vous n’avez rien à refaire."
        ),
        Motif::Autre => format!("La raison est la suivante : {TO_WRITE}."),
    }
}

/// Several reasons, said shortly.
fn several_reasons(motifs: &[Motif], about: &Subject) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for motif in motifs.iter().filter(|motif| **motif != Motif::Autre) {
        let named = known.iter().any(|said| said.contains(&about.beneficiaire));
        let who = if named {
            "cette personne"
        } else {
            &about.beneficiaire
        };
        known.push(short(*motif, who));
    }
    let mut said = Vec::new();
    if !known.is_empty() {
        said.push(format!("Voici pourquoi : {}.", listed(&known)));
    }
    if motifs.contains(&Motif::Autre) {
        said.push(format!("Autre raison : {TO_WRITE}."));
    }
    // Where another request is being dealt with, nobody should send a third one.
    if !motifs.contains(&Motif::Doublon) {
        said.push(
            "Si la situation change sur l’un de ces points, envoyez-nous une nouvelle demande : nous l’examinerons."
                .to_owned(),
        );
    }
    said
}

fn short(motif: Motif, who: &str) -> String {
    match motif {
        Motif::Injoignable => format!("nous n’avons pas pu joindre {who}"),
        Motif::AbsentEntretien => format!("{who} n’a pas pu venir au rendez-vous fixé"),
        Motif::EnEmploi => format!("{who} a trouvé un emploi"),
        Motif::EnFormation => format!("{who} suit une formation"),
        Motif::NonEligible => {
            format!("la situation de {who} ne répond pas aux conditions d’accès")
        }
        Motif::NonMobile => format!("{who} ne peut pas se rendre jusqu’à nous"),
        Motif::PasInteresse => format!("{who} ne souhaite pas s’engager pour le moment"),
        Motif::FreinsPeripheriques => {
            "d’autres difficultés doivent d’abord trouver une réponse".to_owned()
        }
        Motif::SessionComplete => "toutes nos places sont prises".to_owned(),
        Motif::Doublon => format!("nous traitons déjà une autre demande pour {who}"),
        Motif::Autre => String::new(),
    }
}

/// The paragraphs that say something, with the service's own contacts below; as long as a message may be.
fn fitted(mut paragraphs: Vec<String>, about: &Subject) -> String {
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let body = paragraphs.join("\n\n");
    let whole = format!("{body}\n\n{}", signature(about));
    // Names of a hundred letters and more: the contacts are in the e-mail beside the message, too.
    if whole.chars().count() <= MESSAGE_CHARS_MAX {
        whole
    } else {
        body.chars().take(MESSAGE_CHARS_MAX).collect()
    }
}

fn signature(about: &Subject) -> String {
    let by = [&about.telephone, &about.courriel]
        .into_iter()
        .filter(|way| !way.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" – ");
    [
        "Cordialement,",
        &about.contact,
        &about.porteur,
        &about.adresse,
        &by,
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect::<Vec<_>>()
    .join("\n")
}

/// What is wrong with a message that somebody wants to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It says nothing.
    Empty,
    /// It says too much.
    TooLong,
    /// The reason was not written.
    Unwritten,
    /// It is the message proposed for other motives.
    OtherMotives,
}

impl Fault {
    /// What to tell whoever wrote it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Empty => "Écrivez un message.",
            Self::TooLong => "Le message dépasse 1 000 caractères : raccourcissez-le.",
            Self::Unwritten => {
                "Remplacez « [écrivez ici la raison] » par la raison du refus : la personne qui a fait la demande doit la connaître."
            }
            Self::OtherMotives => {
                "Le message proposé répondait à d’autres motifs. Voici celui qui correspond à votre choix : relisez-le, puis vérifiez de nouveau."
            }
        }
    }
}

/// The message as it will be sent: plain text, at most two line ends in a row.
///
/// # Errors
/// A [`Fault`] when it can't be sent as it is.
pub fn checked(typed: &str) -> Result<String, Fault> {
    let mut text = clean_prose(typed);
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    let text = text.trim().to_owned();
    if !shows_something(&text) {
        Err(Fault::Empty)
    } else if text.chars().count() > MESSAGE_CHARS_MAX {
        Err(Fault::TooLong)
    } else if text.contains(TO_WRITE) {
        Err(Fault::Unwritten)
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about() -> Subject {
        Subject {
            beneficiaire: "Awa Diallo".to_owned(),
            service: "Atelier vélo".to_owned(),
            porteur: "Association Le Relais".to_owned(),
            adresse: "3 rue du Port, 44000 Nantes".to_owned(),
            contact: "Paul Martin".to_owned(),
            telephone: "02 40 00 00 00".to_owned(),
            courriel: "velo@relais.example".to_owned(),
        }
    }

    /// Every message there is, with its name.
    fn all(about: &Subject) -> Vec<(String, String)> {
        let mut all = vec![
            (
                "accord, prescripteur".to_owned(),
                accepted_to_prescriber(about),
            ),
            (
                "accord, bénéficiaire".to_owned(),
                accepted_to_beneficiary(about),
            ),
            ("refus, tous".to_owned(), refused(&Motif::ALL, about)),
        ];
        all.extend(Motif::ALL.map(|motif| (motif.label().to_owned(), refused(&[motif], about))));
        all
    }

    #[test]
    fn every_message_says_whom_it_is_about_and_how_to_reach_the_service() {
        for (name, text) in all(&about()) {
            for part in [
                "Awa Diallo",
                "Atelier vélo",
                "Le Relais",
                "02 40 00 00 00",
                "velo@relais.example",
                "3 rue du Port",
            ] {
                assert!(text.contains(part), "{name} lacks {part}:\n{text}");
            }
        }
    }

    #[test]
    fn no_two_motives_are_said_alike() {
        let texts: std::collections::BTreeSet<String> =
            all(&about()).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts.len(), 14);
    }

    #[test]
    fn every_message_can_be_sent_as_it_is_but_the_one_whose_reason_is_missing() {
        for (name, text) in all(&about()) {
            let expected = if text.contains(TO_WRITE) {
                Err(Fault::Unwritten)
            } else {
                Ok(text.clone())
            };
            assert_eq!(checked(&text), expected, "{name}");
        }
        assert_eq!(
            checked(&refused(&[Motif::Autre], &about())),
            Err(Fault::Unwritten)
        );
        assert_eq!(
            checked(&refused(&[Motif::Doublon, Motif::Autre], &about())),
            Err(Fault::Unwritten)
        );
    }

    #[test]
    fn long_names_never_make_a_message_that_is_refused() {
        let long = Subject {
            beneficiaire: "É".repeat(201),
            service: "S".repeat(150),
            porteur: "P".repeat(150),
            adresse: "A".repeat(400),
            contact: "C".repeat(200),
            telephone: "0".repeat(20),
            courriel: "c".repeat(254),
        };
        for (name, text) in all(&long) {
            assert!(text.chars().count() <= MESSAGE_CHARS_MAX, "{name}");
        }
    }

    #[test]
    fn a_message_is_plain_text_of_a_thousand_characters() {
        assert_eq!(checked(" \r\n "), Err(Fault::Empty));
        assert_eq!(checked(&"é".repeat(1000)), Ok("é".repeat(1000)));
        assert_eq!(checked(&"é".repeat(1001)), Err(Fault::TooLong));
        assert_eq!(
            checked("Bonjour,\r\n\r\n\r\n\r\nÀ mardi\u{202e} 😀\u{0}."),
            Ok("Bonjour,\n\nÀ mardi 😀.".to_owned())
        );
    }

    #[test]
    fn a_message_that_shows_nothing_says_nothing() {
        for unseen in [
            "\u{200b}",
            "\u{feff}\u{2060}",
            "\u{200e}\u{200f}\u{61c}",
            "\u{2028}\u{85}\t",
            "\u{200d}",
            "\u{ad}",
        ] {
            assert_eq!(checked(unseen), Err(Fault::Empty), "{unseen:?}");
        }
        assert_eq!(
            checked("Lundi\tà 9 h\u{b}mardi\u{85}jeudi\u{2028}vendredi"),
            Ok("Lundi à 9 h\nmardi\njeudi\nvendredi".to_owned())
        );
        assert_eq!(checked("👩‍👧"), Ok("👩‍👧".to_owned()));
    }

    #[test]
    fn several_motives_name_the_person_and_never_guess_a_gender() {
        let several = [Motif::EnEmploi, Motif::EnFormation, Motif::SessionComplete];
        let text = refused(&several, &about());
        assert!(
            text.contains(
                "Voici pourquoi : Awa Diallo a trouvé un emploi, cette personne suit une formation et toutes nos places sont prises."
            ),
            "{text}"
        );
        assert!(text.contains("envoyez-nous une nouvelle demande"));
        for one in Motif::ALL {
            for other in Motif::ALL {
                let text = refused(&[one, other], &about());
                assert!(!text.contains(" elle "), "{text}");
                let again = text.contains("envoyez-nous une nouvelle demande");
                let double = one == Motif::Doublon || other == Motif::Doublon;
                assert!(!(double && again && one != other), "{text}");
            }
        }
    }
}
