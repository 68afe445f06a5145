//! The model of each kind to start from: the letter we know, with tags where it names someone.

use docx_rs::{AlignmentType, Docx, Paragraph, Table, TableCell, TableRow, VAlignType, WidthType};

use super::rules::Kind;
use crate::{
    desk::{
        decision::letters::appeal,
        letter::{self, BLOCK_GAP, GAP, Head, bold, line, spaced, table, text, unruled},
    },
    edge::error::Result,
};

/// Twentieths of a point: the two columns of a table.
const COLUMNS: [usize; 2] = [3_300, 6_000];
/// Twentieths of a point: room for a signature.
const SIGNATURE_GAP: u32 = 1_300;

const HEAD: Head = Head {
    structure: "{STRUCTURE_NOM}",
    adresse: "{STRUCTURE_ADRESSE}",
    code_postal: "{STRUCTURE_CODE_POSTAL}",
    ville: "{STRUCTURE_VILLE}",
    destinataire: "{USAGER_CIVILITE} {USAGER_NOM} {USAGER_PRENOM}",
    date: "{DATE_JOUR}",
};

/// The model of that kind, ready to be saved, changed and sent back.
///
/// # Errors
/// [`crate::edge::error::Error::Internal`] when it can't be made.
pub fn of(kind: Kind) -> Result<Vec<u8>> {
    letter::packed(match kind {
        Kind::Attestation => attestation(),
        Kind::Refus => written(refusal()),
        Kind::Radiation => written(radiation()),
        Kind::Acces => access(),
        Kind::Libre => written(free()),
    })
}

fn written(paragraphs: Vec<Paragraph>) -> Docx {
    paragraphs
        .into_iter()
        .fold(letter::document(), Docx::add_paragraph)
}

fn begun(objet: &str) -> Vec<Paragraph> {
    let mut paragraphs = HEAD.paragraphs(objet);
    paragraphs.push(line(text("{USAGER_SALUTATION},"), GAP));
    paragraphs
}

fn signed(mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    paragraphs.push(line(
        bold("Nom, prénom, qualité et signature"),
        SIGNATURE_GAP,
    ));
    paragraphs
}

fn reason() -> Paragraph {
    let label = bold("Motif\u{a0}: ");
    spaced(
        Paragraph::new().add_run(label).add_run(text("{MOTIF}")),
        GAP,
    )
}

fn refusal() -> Vec<Paragraph> {
    let mut paragraphs = begun("{OBJET}");
    paragraphs.extend([
        line(text("Votre demande a été examinée. Elle a été refusée le {DATE_DECISION}."), GAP),
        reason(),
        line(text("{PHRASE_ADRESSE}"), GAP),
        line(
            text("La loi demande de motiver ce refus et de vous orienter vers un organisme qui peut vous domicilier (article L. 264-4 du code de l’action sociale et des familles). Vous pouvez vous adresser à\u{a0}:"),
            GAP,
        ),
        line(text(&".".repeat(110)), BLOCK_GAP),
    ]);
    paragraphs.extend(appeal());
    signed(paragraphs)
}

fn radiation() -> Vec<Paragraph> {
    let mut paragraphs = begun("{OBJET}");
    paragraphs.extend([
        line(text("Il a été mis fin à votre domiciliation dans notre structure le {DATE_DECISION}."), GAP),
        reason(),
        line(text("{PHRASE_COURRIER}"), GAP),
        line(
            text("L’attestation d’élection de domicile que vous avez n’est plus valable. Donnez votre nouvelle adresse aux organismes qui vous écrivent. Vous pouvez faire une nouvelle demande de domiciliation à tout moment, ici ou dans un autre organisme."),
            BLOCK_GAP,
        ),
    ]);
    paragraphs.extend(appeal());
    signed(paragraphs)
}

fn free() -> Vec<Paragraph> {
    let mut paragraphs = begun("Écrivez l’objet ici");
    paragraphs.extend([
        line(text("Écrivez votre lettre ici."), GAP),
        line(text("Votre domiciliation est valable jusqu’au {DOMICILIATION_FIN}. Dernier passage\u{a0}: {DERNIER_PASSAGE}."), BLOCK_GAP),
        line(text("{AGENT_NOM}"), SIGNATURE_GAP),
    ]);
    paragraphs
}

fn attestation() -> Docx {
    let centred = |paragraph: Paragraph| paragraph.align(AlignmentType::Center);
    let place = "{STRUCTURE_ADRESSE}, {STRUCTURE_CODE_POSTAL} {STRUCTURE_VILLE}";
    let docx = written(vec![
        line(bold("{STRUCTURE_NOM}"), 0),
        line(text(place), BLOCK_GAP),
        centred(line(bold("ATTESTATION D’ÉLECTION DE DOMICILE").size(30), 0)),
        centred(line(
            text("Code de l’action sociale et des familles, articles L. 264-1 et suivants"),
            BLOCK_GAP,
        )),
        line(
            text(&format!(
                "{{STRUCTURE_NOM}}, {place}, atteste que la personne nommée ci-dessous a élu domicile à cette adresse."
            )),
            BLOCK_GAP,
        ),
    ]);
    let rows = [
        ("Nom", "{USAGER_NOM}"),
        ("Prénom", "{USAGER_PRENOM}"),
        ("Date de naissance", "{USAGER_DATE_NAISSANCE}"),
        ("Lieu de naissance", "{USAGER_LIEU_NAISSANCE}"),
        (
            "Adresse",
            "{USAGER_CIVILITE} {USAGER_NOM} {USAGER_PRENOM}\n{STRUCTURE_NOM}\n{STRUCTURE_ADRESSE}\n{STRUCTURE_CODE_POSTAL} {STRUCTURE_VILLE}",
        ),
        ("Ayants droit domiciliés avec elle", "{AYANTS_DROIT}"),
        ("Première domiciliation", "{PREMIERE_DOMICILIATION}"),
        ("Valable", "du {DOMICILIATION_DEBUT} au {DOMICILIATION_FIN}"),
    ];
    let rows = rows.map(|(label, value)| {
        let [first, second] = COLUMNS;
        let cell = |width: usize, run| {
            TableCell::new()
                .width(width, WidthType::Dxa)
                .vertical_align(VAlignType::Center)
                .add_paragraph(line(run, 60))
        };
        TableRow::new(vec![cell(first, text(label)), cell(second, bold(value))]).cant_split()
    });
    let table = table(rows.into(), COLUMNS);
    [
        line(text(""), GAP),
        line(
            text("Tant que cette attestation est valable, l’absence d’adresse stable ne peut être opposée à cette personne pour lui refuser un droit, une prestation sociale ou un service essentiel garanti par la loi, notamment bancaire ou postal (article L. 264-3 du même code)."),
            BLOCK_GAP,
        ),
        line(text("Fait à {STRUCTURE_VILLE}, le {DATE_JOUR}"), BLOCK_GAP),
        line(bold("Nom, prénom, qualité, signature et cachet"), SIGNATURE_GAP),
    ]
    .into_iter()
    .fold(docx.add_table(table), Docx::add_paragraph)
}

fn access() -> Docx {
    let mut head = HEAD.paragraphs("Accès à votre espace domicilié");
    head.extend([
        line(text("Bonjour,"), GAP),
        line(
            text("Voici les informations d’accès à votre espace domicilié. Vous y voyez si du courrier vous attend."),
            BLOCK_GAP,
        ),
    ]);
    let typed = |label: &str, tag: &str| {
        let label = Paragraph::new().add_run(bold(label));
        spaced(label.add_run(bold(tag).size(28)), GAP)
    };
    let left = TableCell::new()
        .width(6_400, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(spaced(
            Paragraph::new()
                .add_run(bold("Site\u{a0}: "))
                .add_run(text("{SITE}")),
            GAP,
        ))
        .add_paragraph(typed("Identifiant\u{a0}: ", "{IDENTIFIANT}"))
        .add_paragraph(typed("Mot de passe temporaire\u{a0}: ", "{MOT_DE_PASSE}"));
    let right = TableCell::new()
        .width(2_900, WidthType::Dxa)
        .add_paragraph(line(text("{CODE_QR}"), 0).align(AlignmentType::Center))
        .add_paragraph(line(text("Avec un téléphone").size(18), 0).align(AlignmentType::Center));
    let row = TableRow::new(vec![unruled(left), unruled(right)]).cant_split();
    let table = Table::new(vec![row])
        .set_grid(vec![6_400, 2_900])
        .width(9_300, WidthType::Dxa);
    [
        line(text(""), GAP),
        line(
            text("NOTES\u{a0}: vous devrez choisir un nouveau mot de passe lors de votre première connexion. Le mot de passe temporaire est valable jusqu’au {VALABLE_JUSQU_AU}."),
            GAP,
        ),
        line(
            text("Gardez cette lettre en lieu sûr et ne donnez votre mot de passe à personne. Si vous l’oubliez, demandez-en un nouveau à l’accueil."),
            BLOCK_GAP,
        ),
        line(bold("SIGNATURE"), 1_400),
    ]
    .into_iter()
    .fold(written(head).add_table(table), Docx::add_paragraph)
}

#[cfg(test)]
mod tests {
    use super::{super::docx::model_rules::check, *};

    #[test]
    fn each_model_to_start_from_is_taken_back() {
        for kind in Kind::ALL {
            let bytes = of(kind).expect("a document");
            assert_eq!(check(&bytes, kind), Ok(()), "{kind:?}");
        }
    }
}
