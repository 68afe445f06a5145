//! The letters of decisions: the attestation of domicile, the notice of a refusal, the notice of a radiation.
//!
//! What they owe to the law: an attestation names the structure, the person and those it serves, the first day and the
//! last (CASF, art. L264-1 to L264-3, D264-1); a refusal is motivated and leads to another organisation (art. L264-4); a
//! domiciliation ends for the reasons of art. L264-5; whoever is notified must be told how and until when to appeal, or
//! the time to appeal does not run (Code de justice administrative, art. R421-1 and R421-5; Code des relations entre le
//! public et l'administration, art. L411-2).

use chrono_tz::Tz;
use docx_rs::{
    AlignmentType, Docx, Paragraph, Run, Table, TableCell, TableRow, VAlignType, WidthType,
};

use super::{forms, rules, store::Relative};
use crate::{
    desk::{
        access::store::Letterhead,
        letter::{self, BLOCK_GAP, GAP, bold, line, spaced, text, unruled},
        rules::{Motif, Statut},
        store::Usager,
    },
    edge::{clock::Day, error::Result},
};

/// Half-points: 15 pt for the title of the attestation.
const TITLE_SIZE: usize = 30;
/// Twentieths of a point: the two columns of a table.
const COLUMNS: [usize; 2] = [3_300, 6_000];
/// Twentieths of a point: room for a signature and a stamp.
const SIGNATURE_GAP: u32 = 1_300;

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
    fn address(&self) -> String {
        let Letterhead {
            adresse,
            code_postal,
            ville,
            ..
        } = self.head;
        format!("{adresse}, {code_postal} {ville}")
    }

    /// The day of the decision.
    fn decided_on(&self) -> Day {
        let decided = self.person.decided_at;
        decided.map_or(self.today, |at| at.day(self.zone))
    }

    fn reason(&self) -> Vec<Paragraph> {
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
        let motif = motif.trim_end_matches('.');
        let mut paragraphs = vec![spaced(
            Paragraph::new()
                .add_run(bold("Motif\u{a0}: "))
                .add_run(text(&format!("{motif}."))),
            GAP,
        )];
        if let Some(facts) = texte.filter(|_| self.person.motif != Some(Motif::Autre)) {
            paragraphs.push(line(text(facts), GAP));
        }
        paragraphs
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
    let holds = forms::holds_until(paper.person, paper.decided_on());
    let (objet, what) = if holds.is_some() {
        (
            "Refus du renouvellement de votre domiciliation",
            "vous avez demandé le renouvellement de votre domiciliation",
        )
    } else {
        (
            "Refus de votre demande de domiciliation",
            "vous avez demandé à élire domicile",
        )
    };
    let mut paragraphs = paper.head(objet);
    paragraphs.push(line(
        text(&format!(
            "Auprès de notre structure, {what}. Cette demande a été examinée. Elle a été refusée le {}.",
            paper.decided_on().long()
        )),
        GAP,
    ));
    paragraphs.extend(paper.reason());
    if let Some(end) = holds {
        let kept = format!(
            "Votre adresse actuelle reste valable jusqu’au {}\u{a0}: ce refus n’y met pas fin avant cette date. Jusque-là, venez chercher votre courrier.",
            end.long()
        );
        paragraphs.push(line(text(&kept), GAP));
    }
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
    let mut paragraphs = paper.head("Fin de votre domiciliation");
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
    let waiting = paper.person.waiting.mail();
    if waiting.total() > 0 {
        let come = format!(
            "Du courrier vous attend ({}, au {}). Venez le chercher au plus vite\u{a0}: il pourra ensuite être retourné à ceux qui l’ont envoyé.",
            waiting.words(),
            paper.today.long()
        );
        paragraphs.push(line(text(&come), GAP));
    }
    paragraphs.push(line(
        text(
            "L’attestation d’élection de domicile que vous avez n’est plus valable. Donnez votre nouvelle adresse aux organismes qui vous écrivent. Vous pouvez faire une nouvelle demande de domiciliation à tout moment, ici ou dans un autre organisme.",
        ),
        BLOCK_GAP,
    ));
    paragraphs
}

/// Without these words the time to appeal does not run (Code de justice administrative, art. R421-5).
fn appeal() -> Vec<Paragraph> {
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

/// The attestation of domicile of `paper.person`, from `debut` until `echeance`, and of those it serves too.
///
/// # Errors
/// As [`decisions`].
pub fn attestation(paper: &Paper, days: [Day; 2], relatives: &[Relative]) -> Result<Vec<u8>> {
    let docx = title(paper)
        .into_iter()
        .fold(letter::document(), Docx::add_paragraph)
        .add_table(particulars(paper, days, relatives));
    let docx = attested_to_others(paper)
        .into_iter()
        .fold(docx, Docx::add_paragraph);
    letter::packed(docx.add_table(signatures()))
}

fn title(paper: &Paper) -> Vec<Paragraph> {
    let place = paper.address();
    let centred = |run: Run, after: u32| line(run, after).align(AlignmentType::Center);
    let declares = format!(
        "{}, {place}, atteste que la personne nommée ci-dessous a élu domicile à cette adresse.",
        paper.head.nom
    );
    vec![
        line(bold(&paper.head.nom), 0),
        line(text(&place), BLOCK_GAP),
        centred(
            bold("ATTESTATION D’ÉLECTION DE DOMICILE").size(TITLE_SIZE),
            0,
        ),
        centred(
            text("Code de l’action sociale et des familles, articles L. 264-1 et suivants"),
            BLOCK_GAP,
        ),
        line(text(&declares), BLOCK_GAP),
    ]
}

/// What whoever is shown the attestation must know.
fn attested_to_others(paper: &Paper) -> Vec<Paragraph> {
    let law = "Tant que cette attestation est valable, l’absence d’adresse stable ne peut être opposée à cette personne pour lui refuser un droit, une prestation sociale ou un service essentiel garanti par la loi, notamment bancaire ou postal (article L. 264-3 du même code).";
    let made = format!("Fait à {}, le {}", paper.head.ville, paper.today.long());
    vec![
        line(text(""), GAP),
        line(text(law), BLOCK_GAP),
        line(text(&made), BLOCK_GAP),
    ]
}

/// Who, where, from when to when.
fn particulars(paper: &Paper, days: [Day; 2], relatives: &[Relative]) -> Table {
    let person = paper.person;
    let [debut, echeance] = days.map(Day::long);
    let born = match &person.lieu_naissance {
        Some(place) => format!("{}, à {place}", person.date_naissance.long()),
        None => person.date_naissance.long(),
    };
    let household: Vec<String> = relatives.iter().map(served).collect();
    let mut rows = vec![
        ("Nom", vec![person.nom.to_uppercase()]),
        ("Prénom", vec![person.prenom.clone()]),
        ("Date et lieu de naissance", vec![born]),
        (
            "Adresse",
            vec![
                person.titre(),
                paper.head.nom.clone(),
                paper.head.adresse.clone(),
                format!("{} {}", paper.head.code_postal, paper.head.ville),
            ],
        ),
    ];
    if !household.is_empty() {
        rows.push(("Ayants droit domiciliés avec elle", household));
    }
    if let Some(first) = person.premiere_domiciliation {
        rows.push(("Première domiciliation", vec![first.long()]));
    }
    rows.push(("Valable", vec![format!("du {debut} au {echeance}")]));
    let rows = rows
        .into_iter()
        .map(|(label, lines)| particular(label, &lines));
    let [label, value] = COLUMNS;
    Table::new(rows.collect())
        .set_grid(COLUMNS.to_vec())
        .width(label + value, WidthType::Dxa)
}

/// « TEST Léa, 4 mai 2019 ».
fn served(relative: &Relative) -> String {
    let (nom, born) = (relative.nom.to_uppercase(), relative.date_naissance.long());
    format!("{nom} {}, {born}", relative.prenom)
}

fn particular(label: &str, lines: &[String]) -> TableRow {
    const AROUND: u32 = 60;
    let cell = |width: usize| {
        TableCell::new()
            .width(width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
    };
    let [first, second] = COLUMNS;
    let label = cell(first).add_paragraph(line(text(label), AROUND));
    let value = lines.iter().fold(cell(second), |cell, words| {
        cell.add_paragraph(line(bold(words), AROUND / 2))
    });
    TableRow::new(vec![label, value]).cant_split()
}

fn signatures() -> Table {
    const HALF: usize = 4_650;
    let cell = |words: &str| {
        unruled(
            TableCell::new()
                .width(HALF, WidthType::Dxa)
                .add_paragraph(line(bold(words), SIGNATURE_GAP)),
        )
    };
    let cells = vec![
        cell("Nom, prénom, qualité et signature"),
        cell("Cachet de la structure"),
    ];
    Table::new(vec![TableRow::new(cells).cant_split()])
        .set_grid(vec![HALF, HALF])
        .width(2 * HALF, WidthType::Dxa)
}

/// Is there a letter that tells what was decided?
#[must_use]
pub fn has_decision(person: &Usager) -> bool {
    matches!(person.statut, Statut::Refus | Statut::Radie)
}

/// The days that an attestation of `person` made on `today` has; `None` when no address holds.
#[must_use]
pub fn attested(person: &Usager, today: Day) -> Option<[Day; 2]> {
    let standing = forms::standing(person);
    let end = rules::holds_until(standing, person.echeance, today)?;
    Some([person.debut?, end])
}

#[cfg(test)]
mod tests;
