//! The attestation of domicile. It names the structure, the person and those it serves, the first day and the last (CASF,
//! art. L264-1 to L264-3, D264-1).

use docx_rs::{
    AlignmentType, Docx, Paragraph, Run, Table, TableCell, TableRow, VAlignType, WidthType,
};

use super::{
    forms,
    letters::{Paper, SIGNATURE_GAP},
    rules,
    store::Relative,
};
use crate::{
    desk::{
        letter::{self, BLOCK_GAP, GAP, bold, line, table, text, unruled},
        store::Usager,
    },
    edge::{clock::Day, error::Result},
};

/// Half-points: 15 pt for the title of the attestation.
const TITLE_SIZE: usize = 30;
/// Twentieths of a point: the two columns of a table.
const COLUMNS: [usize; 2] = [3_300, 6_000];
/// Someone whose address is attested: from when to when, and for whom else.
pub struct Attested<'a> {
    /// The person and the structure.
    pub paper: Paper<'a>,
    /// From when to when.
    pub days: [Day; 2],
    /// Those the address serves too.
    pub relatives: &'a [Relative],
}

/// One document with the attestation of domicile of each of `people` on a page of its own.
///
/// # Errors
/// [`crate::edge::error::Error::Internal`] when it can't be made.
pub fn attestations(people: &[Attested]) -> Result<Vec<u8>> {
    let mut docx = letter::document();
    for (index, one) in people.iter().enumerate() {
        for (rank, paragraph) in title(&one.paper).into_iter().enumerate() {
            let begins = index > 0 && rank == 0;
            docx = docx.add_paragraph(paragraph.page_break_before(begins));
        }
        docx = docx.add_table(particulars(&one.paper, one.days, one.relatives));
        docx = attested_to_others(&one.paper)
            .into_iter()
            .fold(docx, Docx::add_paragraph)
            .add_table(signatures());
    }
    letter::packed(docx)
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
    table(rows.collect(), COLUMNS)
}

/// « TEST Léa, 4 mai 2019 ».
#[must_use]
pub fn served(relative: &Relative) -> String {
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
    table(vec![TableRow::new(cells).cant_split()], [HALF, HALF])
}

/// The days that an attestation of `person` made on `today` has; `None` when no address holds.
#[must_use]
pub fn attested(person: &Usager, today: Day) -> Option<[Day; 2]> {
    let standing = forms::standing(person);
    let end = rules::holds_until(standing, person.echeance, today)?;
    Some([person.debut?, end])
}
