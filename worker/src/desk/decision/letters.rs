//! The letters of decisions: the notice of a refusal, the notice of a radiation.
//!
//! What they owe to the law: a refusal is motivated and leads to another organisation (CASF, art. L264-4); a domiciliation
//! ends for the reasons of art. L264-5; whoever is notified must be told how and until when to appeal, or the time to
//! appeal does not run (Code de justice administrative, art. R421-1 and R421-5; Code des relations entre le public et
//! l'administration, art. L411-2).

use chrono_tz::Tz;
use docx_rs::{Docx, Paragraph};

use super::forms;
use crate::{
    desk::{
        access::store::Letterhead,
        letter::{self, BLOCK_GAP, GAP, bold, line, spaced, text},
        rules::{Motif, Statut},
        store::Usager,
    },
    edge::{clock::Day, error::Result},
};

/// Twentieths of a point: room for a signature and a stamp.
pub(super) const SIGNATURE_GAP: u32 = 1_300;

/// What every letter is about.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    /// The structure.
    pub head: &'a Letterhead,
    /// The person.
    pub person: &'a Usager,
    /// The day of the letter.
    pub today: Day,
    /// The structure's zone.
    pub zone: Tz,
}

impl Paper<'_> {
    fn is_woman(&self) -> bool {
        self.person.civilite == "F"
    }

    fn head(&self, objet: &str) -> Vec<Paragraph> {
        let (titre, date) = (self.person.titre(), self.today.long());
        let head = self.head.above(&titre, &date);
        let mut paragraphs = head.paragraphs(objet);
        let greeting = if self.is_woman() {
            "Madame,"
        } else {
            "Monsieur,"
        };
        paragraphs.push(line(text(greeting), GAP));
        paragraphs
    }

    /// « 3 rue des Essais, 44000 Nantes ».
    pub(super) fn address(&self) -> String {
        let Letterhead {
            adresse,
            code_postal,
            ville,
            ..
        } = self.head;
        format!("{adresse}, {code_postal} {ville}")
    }

    /// The day of the decision.
    #[must_use]
    pub fn decided_on(&self) -> Day {
        let decided = self.person.decided_at;
        decided.map_or(self.today, |at| at.day(self.zone))
    }

    fn reason(&self) -> Vec<Paragraph> {
        let (motif, facts) = self.motive();
        let mut paragraphs = vec![spaced(
            Paragraph::new()
                .add_run(bold("Motif\u{a0}: "))
                .add_run(text(&format!("{motif}."))),
            GAP,
        )];
        if let Some(facts) = facts {
            paragraphs.push(line(text(facts), GAP));
        }
        paragraphs
    }

    /// The motive, told to the person, without a full stop; and the facts written beside it.
    #[must_use]
    pub fn motive(&self) -> (String, Option<&str>) {
        let texte = self.person.motif_texte.as_deref();
        let motif = self.person.motif.map_or_else(
            || "non précisé".to_owned(),
            |motif| match motif {
                Motif::ASaDemande => "à votre demande".to_owned(),
                Motif::NonManifestation => {
                    "vous ne vous êtes pas manifesté depuis plus de 3\u{a0}mois".to_owned()
                }
                other => other.words(texte),
            },
        );
        let facts = texte.filter(|_| self.person.motif != Some(Motif::Autre));
        (motif.trim_end_matches('.').to_owned(), facts)
    }

    /// What the letter of the decision is about.
    #[must_use]
    pub fn subject(&self) -> &'static str {
        match self.person.statut {
            Statut::Refus if self.still_held().is_some() => {
                "Refus du renouvellement de votre domiciliation"
            }
            Statut::Refus => "Refus de votre demande de domiciliation",
            _ => "Fin de votre domiciliation",
        }
    }

    fn still_held(&self) -> Option<Day> {
        forms::holds_until(self.person, self.decided_on())
    }

    /// That the address holds a while longer, after a refused renewal.
    #[must_use]
    pub fn address_words(&self) -> Option<String> {
        let end = self
            .still_held()
            .filter(|_| self.person.statut == Statut::Refus)?;
        Some(format!(
            "Votre adresse actuelle reste valable jusqu’au {}\u{a0}: ce refus n’y met pas fin avant cette date. Jusque-là, venez chercher votre courrier.",
            end.long()
        ))
    }

    /// That mail waits.
    #[must_use]
    pub fn mail_words(&self) -> Option<String> {
        let waiting = self.person.waiting.mail();
        (waiting.total() > 0).then(|| {
            format!(
                "Du courrier vous attend ({}, au {}). Venez le chercher au plus vite\u{a0}: il pourra ensuite être retourné à ceux qui l’ont envoyé.",
                waiting.words(),
                self.today.long()
            )
        })
    }
}

/// A page that tells `paper.person` what was decided: a refusal or a radiation.
#[must_use]
pub fn decision(paper: &Paper) -> Vec<Paragraph> {
    let mut paragraphs = match paper.person.statut {
        Statut::Refus => refusal(paper),
        _ => radiation(paper),
    };
    paragraphs.extend(appeal());
    paragraphs.push(line(
        bold("Nom, prénom, qualité et signature"),
        SIGNATURE_GAP,
    ));
    paragraphs
}

fn refusal(paper: &Paper) -> Vec<Paragraph> {
    let what = if paper.still_held().is_some() {
        "vous avez demandé le renouvellement de votre domiciliation"
    } else {
        "vous avez demandé à élire domicile"
    };
    let mut paragraphs = paper.head(paper.subject());
    paragraphs.push(line(
        text(&format!(
            "Auprès de notre structure, {what}. Cette demande a été examinée. Elle a été refusée le {}.",
            paper.decided_on().long()
        )),
        GAP,
    ));
    paragraphs.extend(paper.reason());
    let kept = paper.address_words();
    paragraphs.extend(kept.map(|kept| line(text(&kept), GAP)));
    paragraphs.push(line(
        text(
            "La loi demande de motiver ce refus et de vous orienter vers un organisme qui peut vous domicilier (article L. 264-4 du code de l’action sociale et des familles). Vous pouvez vous adresser à\u{a0}:",
        ),
        GAP,
    ));
    paragraphs.push(line(text(&".".repeat(110)), BLOCK_GAP));
    paragraphs
}

fn radiation(paper: &Paper) -> Vec<Paragraph> {
    let day = paper.decided_on().long();
    let mut paragraphs = paper.head(paper.subject());
    paragraphs.push(line(
        text(&format!(
            "Il a été mis fin à votre domiciliation dans notre structure le {day}."
        )),
        GAP,
    ));
    paragraphs.extend(paper.reason());
    // Other motives come from the structure's own rules, not from that article.
    let of_the_law = matches!(
        paper.person.motif,
        Some(Motif::ASaDemande | Motif::NonManifestation | Motif::EntreeLogement)
    );
    if of_the_law {
        paragraphs.push(line(
            text(
                "L’organisme qui domicilie une personne y met fin quand elle le demande, quand elle acquiert un domicile stable ou quand elle ne se manifeste plus (article L. 264-5 du code de l’action sociale et des familles).",
            ),
            GAP,
        ));
    }
    let come = paper.mail_words();
    paragraphs.extend(come.map(|come| line(text(&come), GAP)));
    paragraphs.push(line(
        text(
            "L’attestation d’élection de domicile que vous avez n’est plus valable. Donnez votre nouvelle adresse aux organismes qui vous écrivent. Vous pouvez faire une nouvelle demande de domiciliation à tout moment, ici ou dans un autre organisme.",
        ),
        BLOCK_GAP,
    ));
    paragraphs
}

/// Without these words the time to appeal does not run (Code de justice administrative, art. R421-5).
#[must_use]
pub fn appeal() -> Vec<Paragraph> {
    let way = |title: &str, words: &str| {
        spaced(
            Paragraph::new().add_run(bold(title)).add_run(text(words)),
            GAP,
        )
    };
    vec![
        line(bold("Si vous n’êtes pas d’accord avec cette décision"), GAP),
        way(
            "Demander à notre structure de la revoir (recours gracieux). ",
            "Écrivez-nous à l’adresse en haut de cette lettre, dans les deux mois qui suivent le jour où vous l’avez reçue. Dites pourquoi vous n’êtes pas d’accord et joignez une copie de la lettre. Sans réponse de notre part au bout de deux mois, votre demande est rejetée. Vous avez alors deux mois pour saisir le tribunal (article L. 411-2 du code des relations entre le public et l’administration).",
        ),
        way(
            "Saisir le tribunal administratif. ",
            "Vous avez pour cela deux mois à partir du jour où vous avez reçu cette lettre (article R. 421-1 du code de justice administrative), par courrier ou sur www.telerecours.fr. C’est gratuit, et l’avocat n’est pas obligatoire. Vous pouvez aussi demander l’aide juridictionnelle.",
        ),
        way(
            "Vous faire aider. ",
            "Le Défenseur des droits et ses délégués aident gratuitement\u{a0}: 09\u{a0}69\u{a0}39\u{a0}00\u{a0}00. Une association ou un travailleur social peut vous aider à écrire. Cette aide n’allonge pas les délais\u{a0}: n’attendez pas.",
        ),
    ]
}

/// One document with the letter of each of `papers` on a page of its own.
///
/// # Errors
/// [`crate::edge::error::Error::Internal`] when it can't be made.
pub fn decisions(papers: &[Paper]) -> Result<Vec<u8>> {
    let mut docx = letter::document();
    for (index, paper) in papers.iter().enumerate() {
        let mut paragraphs = decision(paper).into_iter();
        if let Some(first) = paragraphs.next() {
            docx = docx.add_paragraph(first.page_break_before(index > 0));
        }
        docx = paragraphs.fold(docx, Docx::add_paragraph);
    }
    letter::packed(docx)
}

/// Is there a letter that tells what was decided?
#[must_use]
pub fn has_decision(person: &Usager) -> bool {
    matches!(person.statut, Statut::Refus | Statut::Radie)
}

#[cfg(test)]
mod tests;
