//! The e-mails that a service's answer sends, each a separate one that names who else has it.

use serde::Serialize;

use super::people::{Person, beneficiary_name};
use crate::{
    edge::{
        error::Result,
        ids::OrientationEventId,
        typed::{phone_grouped, phone_href},
    },
    orientation::{
        rules::Motif,
        store::{Request, Said},
    },
    outbox::{Letter, Mail},
};

/// The service, as people reach it.
#[derive(Debug, Clone, Serialize)]
pub struct Reach {
    service: String,
    porteur: String,
    contact: Option<String>,
    adresse: String,
    telephone: Option<String>,
    telephone_href: Option<String>,
    courriel: String,
}

impl Reach {
    /// That of `request`, as it was when the request was sent.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        let service = &request.service;
        Self {
            service: service.nom.clone(),
            porteur: service.porteur.clone(),
            contact: service.contact_nom.clone(),
            adresse: service.adresse_lines.join(", "),
            telephone: service.telephone.as_deref().map(phone_grouped),
            telephone_href: service.telephone.as_deref().map(phone_href),
            courriel: service.courriel.clone(),
        }
    }
}

/// What every e-mail of an answer says.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    /// What the reader is to the request.
    pour: &'static str,
    /// To whom the message was written, where the reader has a copy.
    copie_de: Option<String>,
    /// Who has a copy, the reader aside.
    copies: Vec<String>,
    /// Who sent the request.
    prescripteur: String,
    /// The person; the templates for that person do not say it.
    beneficiaire: String,
    /// The path of the request, for those who have an account.
    page: Option<String>,
    /// The message.
    message: String,
    /// The person has the message too.
    personne_prevenue: bool,
    /// Why, of a refusal.
    motifs: Vec<&'static str>,
    /// Answers go to the service.
    repondre_a: String,
    #[serde(flatten)]
    reach: Reach,
}

macro_rules! letters {
    ($($(#[$doc:meta])* $name:ident $modele:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        #[serde(transparent)]
        pub struct $name(Words);

        impl Letter for $name {
            const MODELE: &'static str = $modele;
            const GENRE: &'static str = "ORIENTATION";
        }
    )*};
}

letters! {
    /// A message, and nothing decided.
    MessageLetter "orientation_message";
    /// Accepted, to those who accompany the person.
    AcceptedLetter "orientation_validee";
    /// Accepted, to the person.
    WelcomeLetter "orientation_validee_beneficiaire";
    /// Refused, to those who accompany the person.
    RefusedLetter "orientation_refusee";
}

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// [`MessageLetter`].
    Message,
    /// [`AcceptedLetter`].
    Accepted,
    /// [`WelcomeLetter`].
    Welcome,
    /// [`RefusedLetter`].
    Refused,
}

/// One message, and to whom it goes.
#[derive(Debug, Clone)]
pub struct Post {
    /// Which e-mail.
    pub kind: Kind,
    /// To whom.
    pub to: Person,
    /// Who has a copy.
    pub copies: Vec<Person>,
    /// The message.
    pub texte: String,
}

impl Post {
    /// How the timeline keeps it.
    #[must_use]
    pub fn said(&self) -> Said {
        Said {
            a: self.to.words(),
            copie: self.copies.iter().map(Person::words).collect(),
            texte: self.texte.clone(),
        }
    }

    /// The e-mails, because of the line `event`: one for each who receives it.
    ///
    /// # Errors
    /// As [`Mail::because`].
    pub fn mails(
        &self,
        request: &Request,
        motifs: &[Motif],
        event: &OrientationEventId,
    ) -> Result<Vec<Mail>> {
        let everyone = std::iter::once(&self.to).chain(&self.copies);
        everyone
            .map(|reader| {
                let words = self.words(request, motifs, reader);
                let mail = self.mail(event, reader, words)?;
                Ok(mail
                    .from(Some(&request.structure_id))
                    .about(request.id.as_str()))
            })
            .collect()
    }

    fn mail(&self, event: &OrientationEventId, reader: &Person, words: Words) -> Result<Mail> {
        let (reason, to) = (event.as_str(), reader.courriel.clone());
        match self.kind {
            Kind::Message => Mail::because(reason, to, &MessageLetter(words)),
            Kind::Accepted => Mail::because(reason, to, &AcceptedLetter(words)),
            Kind::Welcome => Mail::because(reason, to, &WelcomeLetter(words)),
            Kind::Refused => Mail::because(reason, to, &RefusedLetter(words)),
        }
    }

    fn words(&self, request: &Request, motifs: &[Motif], reader: &Person) -> Words {
        use super::people::Part;
        let others = self
            .copies
            .iter()
            .filter(|other| other.courriel != reader.courriel);
        let is_copy = self.to.courriel != reader.courriel;
        Words {
            pour: reader.part.code(),
            copie_de: is_copy.then(|| self.to.words()),
            copies: others.map(Person::words).collect(),
            prescripteur: request.prescripteur_nom.clone(),
            beneficiaire: beneficiary_name(request),
            page: (reader.part == Part::Prescripteur)
                .then(|| format!("/gestion/orientations/{}", request.id.as_str())),
            message: self.texte.clone(),
            personne_prevenue: std::iter::once(&self.to)
                .chain(&self.copies)
                .any(|one| one.part == Part::Beneficiaire),
            motifs: motifs.iter().map(|motif| motif.label()).collect(),
            repondre_a: request.service.courriel.clone(),
            reach: Reach::of(request),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        orientation::treating::{
            people::{beneficiary, prescriber},
            views::samples::request,
        },
        outbox::{Message, letter::samples::message},
    };

    fn words(copies: bool, texte: &str) -> Words {
        let request = request("OUVERTE");
        let to = beneficiary(&request).expect("an address");
        let post = Post {
            kind: Kind::Message,
            copies: prescriber(&request)
                .into_iter()
                .filter(|_| copies)
                .collect(),
            to: to.clone(),
            texte: texte.to_owned(),
        };
        post.words(&request, &[Motif::Autre, Motif::Doublon], &to)
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        let text = "Bonjour,\n\n<script>alert(1) {{ site }} 😀 أحمد & « été »";
        let (plain, copied) = (words(false, text), words(true, text));
        vec![
            message(&MessageLetter(plain.clone())),
            message(&MessageLetter(Words {
                copie_de: Some("Awa Diallo (bénéficiaire)".to_owned()),
                pour: "REFERENT",
                ..copied.clone()
            })),
            message(&AcceptedLetter(Words {
                pour: "PRESCRIPTEUR",
                page: Some("/gestion/orientations/AAAAAAAAAAAAAAAAAAAAAA".to_owned()),
                ..copied.clone()
            })),
            message(&WelcomeLetter(plain)),
            message(&RefusedLetter(Words {
                pour: "BENEFICIAIRE",
                ..copied.clone()
            })),
            message(&RefusedLetter(Words {
                pour: "PRESCRIPTEUR",
                personne_prevenue: false,
                ..copied.clone()
            })),
            message(&RefusedLetter(Words {
                pour: "REFERENT",
                ..copied
            })),
        ]
    }

    #[test]
    fn whoever_only_accompanies_the_person_has_asked_for_nothing() {
        let mut refusals = rendered().into_iter().rev();
        for (words, other) in [
            ("la demande de Farid Demo pour", "votre demande pour"),
            ("votre demande pour", "la demande de"),
            ("la demande faite pour vous", "Prévenez"),
        ] {
            let (_, message) = refusals.next().expect("a refusal");
            let text = message.expect("a message").text;
            assert!(text.contains(words) && !text.contains(other), "{text}");
        }
    }

    #[test]
    fn a_message_is_escaped_once_in_html_and_left_alone_in_text() {
        let (_, message) = rendered().remove(0);
        let message = message.expect("a message");
        let escaped = "&lt;script&gt;alert(1) {{ site }} 😀 أحمد &amp; « été »";
        assert!(message.html.contains(escaped), "{}", message.html);
        assert!(!message.html.contains("&amp;lt;") && !message.html.contains("<script"));
        assert!(
            message
                .text
                .contains("<script>alert(1) {{ site }} 😀 أحمد & « été »"),
            "{}",
            message.text
        );
        assert_eq!(message.reply_to.as_deref(), Some("logement@exemple.test"));
        assert!(
            !message.subject.contains("Diallo"),
            "nobody's name before the e-mail is opened"
        );
    }
}
