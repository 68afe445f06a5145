use std::io::Write as _;

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::{
    desk::import::{columns_rules::Column, model},
    edge::{words, workbook},
};

const HEADING: &str = "Civilité;Nom;Prénom;Date naissance;Lieu naissance;Statut;Type de domiciliation;Date de début;Date de fin;Téléphone";

fn csv_of(lines: &[&str]) -> String {
    let mut all = vec![HEADING];
    all.extend(lines);
    all.join("\r\n")
}

fn names(sheet: &Sheet) -> Vec<String> {
    let nom = |row: &Row| row.cells[Column::Nom.place()].shown();
    sheet.rows.iter().map(nom).collect()
}

/// A workbook whose only sheet has these rows, as XML.
fn xlsx_of(rows: &str) -> Vec<u8> {
    let empty = workbook::pack(&[workbook::Sheet {
        nom: "Liste",
        rows: vec![],
    }])
    .expect("packed");
    rewritten(&empty, |_, text| {
        text.replace(
            "<sheetData></sheetData>",
            &format!("<sheetData>{rows}</sheetData>"),
        )
    })
}

/// The same workbook, each of its parts changed.
fn rewritten(book: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(book)).expect("a zip");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        let text = change(part.name(), text);
        zip.start_file(part.name(), SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn xlsx_row(number: usize, cells: &[&str]) -> String {
    let cell = |(at, cell): (usize, &&str)| {
        let place = format!("{}{number}", words::column(at));
        match cell.strip_prefix('#') {
            Some(raw) => format!("<c r=\"{place}\"{raw}</c>"),
            None => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
        }
    };
    let cells: String = cells.iter().enumerate().map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

fn heading_row() -> String {
    xlsx_row(1, &HEADING.split(';').collect::<Vec<_>>())
}

#[test]
fn a_text_file_is_read_however_it_is_written() {
    let body = csv_of(&[
        "F;Çelik;Léa;03/02/1980;Lille;VALIDE;PREMIERE;;;0612345678",
        "",
        "H;Œil; Noé ;;;;;;;",
    ]);
    let utf8 = read("l.csv", body.clone().into_bytes()).expect("a list");
    assert_eq!(names(&utf8), ["Çelik", "Œil"]);
    assert_eq!(
        utf8.rows[1].ligne, 4,
        "empty lines are counted as a person counts them"
    );
    let (old, ..) = WINDOWS_1252.encode(&body);
    let marked = format!("\u{feff}{body}").into_bytes();
    let commas = body.replace(';', ",").into_bytes();
    let wide: Vec<u8> = format!("\u{feff}{body}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let told = format!("sep=;\r\n{body}").into_bytes();
    for bytes in [old.into_owned(), marked, commas, wide] {
        let sheet = read("L.CSV", bytes).expect("a list");
        assert_eq!(sheet.rows, utf8.rows);
    }
    assert_eq!(read("l.csv", told).expect("a list").rows[1].ligne, 5);
}

#[test]
fn a_comma_in_a_place_is_no_separator() {
    let body = csv_of(&["F;Roy;Ana;03/02/1980;\"Lille, Nord\r\nFrance\";VALIDE;PREMIERE;;;"]);
    let sheet = read("l.csv", body.into_bytes()).expect("a list");
    assert_eq!(
        sheet.rows[0].cells[Column::LieuNaissance.place()].line(),
        "Lille, Nord France"
    );
}

#[test]
fn a_workbook_says_what_its_formulas_gave() {
    let rows = heading_row()
        + &xlsx_row(
            3,
            &[
                "F",
                "#><f>A1</f><v>12</v>",
                "Léa",
                "#><v>29254</v>",
                "Lille",
                "VALIDE",
                "PREMIERE",
                "# t=\"e\"><f>1/0</f><v>#DIV/0!</v>",
                "",
                "#><v>612345678</v>",
            ],
        );
    let sheet = read("l.xlsx", xlsx_of(&rows)).expect("a list");
    let row = &sheet.rows[0];
    let cell = |column: Column| &row.cells[column.place()];
    assert_eq!(row.ligne, 3);
    assert_eq!(cell(Column::Nom).shown(), "12");
    assert_eq!(
        cell(Column::Naissance)
            .day()
            .map(crate::edge::clock::Day::short)
            .as_deref(),
        Some("03/02/1980")
    );
    assert_eq!(cell(Column::Debut), &Cell::Broken("#DIV/0!".to_owned()));
    assert_eq!(
        cell(Column::Telephone).phone().as_deref(),
        Some("06 12 34 56 78")
    );
}

#[test]
fn a_cell_at_the_far_end_costs_nothing() {
    let rows = heading_row() + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(
        read("l.xlsx", xlsx_of(&rows)).err(),
        Some(Unreadable::NoLine)
    );
}

#[test]
fn what_is_no_list_is_told_why() {
    let why = |nom: &str, bytes: &[u8]| read(nom, bytes.to_vec()).err();
    assert_eq!(why("l.csv", b""), Some(Unreadable::Empty));
    assert_eq!(why("l.csv", b"\r\n ; ;\r\n"), Some(Unreadable::Empty));
    assert_eq!(why("l.pdf", b"%PDF-1.7"), Some(Unreadable::Kind));
    assert_eq!(why("l.xlsx", b"Nom;Prenom"), Some(Unreadable::Broken));
    assert_eq!(why("l.xlsx", b"PK\x03\x04 cut"), Some(Unreadable::Broken));
    assert_eq!(why("l.csv", b"\x89PNG\0\0\0"), Some(Unreadable::Broken));
    assert_eq!(why("l.csv", HEADING.as_bytes()), Some(Unreadable::NoLine));
    assert_eq!(why("l.csv", b"Dupont;Lea"), Some(Unreadable::NoHeading));
    let old = [OLD_OFFICE, b"...Workbook..."].concat();
    assert_eq!(why("l.xlsx", &old), Some(Unreadable::OldExcel));
    assert_eq!(why("l.xls", &old), Some(Unreadable::OldExcel));
    let locked = [OLD_OFFICE, &wide("EncryptedPackage")].concat();
    assert_eq!(why("l.xlsx", &locked), Some(Unreadable::Password));
    assert_eq!(
        read("l.csv", vec![b'a'; OCTETS_MAX + 1]).err(),
        Some(Unreadable::TooBig)
    );
}

#[test]
fn a_bomb_is_left_before_it_opens() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
        .expect("a part");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..=UNPACKED_BYTES_MAX >> 20 {
        zip.write_all(&zeros).expect("written");
    }
    let bytes = zip.finish().expect("a zip").into_inner();
    assert!(bytes.len() < 1 << 20);
    assert_eq!(read("l.xlsx", bytes).err(), Some(Unreadable::Bomb));
}

/// The workbook with one part more.
fn xlsx_with(rows: &str, name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(xlsx_of(rows))).expect("a zip");
    zip.start_file(name, SimpleFileOptions::default())
        .expect("a part");
    zip.write_all(content).expect("written");
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn what_a_workbook_announces_is_not_believed() {
    let one = heading_row() + &xlsx_row(2, &["F", "Roy", "Ana"]);
    let texts = |announced: &str| {
        let texts = format!(
            "<?xml version=\"1.0\"?><sst count=\"1\" {announced}><si><t>Un texte</t></si></sst>"
        );
        let bytes = xlsx_with(&one, "xl/sharedStrings.xml", texts.as_bytes());
        assert!(bytes.len() < 6000);
        read("l.xlsx", bytes).map(|sheet| sheet.rows.len())
    };
    assert_eq!(texts("uniqueCount=\"1\""), Ok(1));
    for announced in [
        "uniqueCount=\"4000000000\"",
        "uniqueCount = '4000000000'",
        "uniqueCount=\"1\" x=\"\" uniqueCount=\"300000000\"",
        "uniqueCount=\"+0400000000\"",
    ] {
        assert_eq!(texts(announced), Err(Unreadable::Bomb), "{announced}");
    }
    let wide: Vec<u8> = "<sst uniqueCount=\"4000000000\"/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let wide = xlsx_with(&one, "xl/sharedStrings.xml", &wide);
    assert_eq!(read("l.xlsx", wide).err(), Some(Unreadable::Bomb));
    // What is held in memory whole is weighed apart.
    for (name, most) in [
        ("xl/sharedStrings.xml", TEXTS_BYTES_MAX),
        ("xl/theme/theme1.xml", PART_BYTES_MAX),
    ] {
        let heavy = vec![b' '; usize::try_from(most).expect("small") + 1];
        let bytes = xlsx_with(&one, name, &heavy);
        assert_eq!(
            read("l.xlsx", bytes).err(),
            Some(Unreadable::Bomb),
            "{name}"
        );
    }
}

#[test]
fn the_list_is_the_first_sheet_that_one_sees() {
    let book = workbook::pack(&[
        workbook::Sheet {
            nom: "Menus",
            rows: vec![],
        },
        workbook::Sheet {
            nom: "Liste",
            rows: vec![],
        },
    ])
    .expect("packed");
    let one = heading_row() + &xlsx_row(2, &["F", "Roy", "Ana"]);
    let with = |hidden: &[&str]| {
        let hidden = |text: String| {
            hidden.iter().fold(text, |text, nom| {
                let seen = format!("<sheet name=\"{nom}\"");
                assert!(!text.contains("<sheets>") || text.contains(&seen), "{text}");
                text.replace(&seen, &format!("{seen} state=\"hidden\""))
            })
        };
        rewritten(&book, |name, text| {
            if name.ends_with("sheet2.xml") {
                let filled = format!("<sheetData>{one}</sheetData>");
                return text.replace("<sheetData></sheetData>", &filled);
            }
            hidden(text)
        })
    };
    assert_eq!(
        names(&read("l.xlsx", with(&["Menus"])).expect("a list")),
        ["Roy"]
    );
    assert_eq!(read("l.xlsx", with(&[])).err(), Some(Unreadable::Empty));
    let none = read("l.xlsx", with(&["Menus", "Liste"])).err();
    assert_eq!(none, Some(Unreadable::NoSheet));
}

#[test]
fn a_lost_quote_swallows_nobody() {
    let people = |quoted: &str| {
        let mut lines = vec!["F;Roy;Ana;03/02/1980;Lille;VALIDE;PREMIERE;;;", quoted];
        lines.extend(["H;Noé;Léo;03/02/1980;Lille;VALIDE;PREMIERE;;;"; 9]);
        csv_of(&lines)
    };
    let why = |text: String| read("l.csv", text.into_bytes()).map(|sheet| sheet.rows.len());
    assert_eq!(
        why(people(
            "H;Sol;\"Zoé\";03/02/1980;\"Saint \"\"X\"\"\r\nNord\";;;;;"
        )),
        Ok(11)
    );
    assert_eq!(why(people("H;Sol;Zo\"é;03/02/1980;Lille;;;;;")), Ok(11));
    for lost in [
        "H;Sol;\"Zoé;03/02/1980;Lille;;;;;",
        "H;Sol;\"Zoé;\"\";\"\"Lille;;;;;",
    ] {
        assert_eq!(why(people(lost)), Err(Unreadable::Quote(3)), "{lost}");
    }
    let told = format!("sep=;\r\n{}", csv_of(&["F;Roy;\"Ana;;;;;;;"]));
    assert_eq!(why(told), Err(Unreadable::Quote(3)));
    let far = people("H;Sol;\"Zoé;03/02/1980;Lille;;;;;") + "\r\nH;Fin;\"Luc\";;;;;;;";
    assert_eq!(why(far), Err(Unreadable::Quote(3)), "closed by another's");
    let words = Unreadable::Quote(3).words();
    assert!(words.contains("ligne\u{a0}3"), "{words}");
}

#[test]
fn twenty_thousand_lines_and_not_one_more() {
    let lines = |count: usize| csv_of(&vec!["H;Roy;Ana;;;;;;;"; count]).into_bytes();
    assert_eq!(
        read("l.csv", lines(LIGNES_MAX)).map(|it| it.rows.len()),
        Ok(LIGNES_MAX)
    );
    assert_eq!(
        read("l.csv", lines(LIGNES_MAX + 1)).err(),
        Some(Unreadable::TooLong)
    );
}

#[test]
fn the_models_are_read_as_lists_without_lines() {
    let book = model::xlsx().expect("packed");
    assert_eq!(read("modele.xlsx", book).err(), Some(Unreadable::NoLine));
    let text = model::csv().into_bytes();
    assert_eq!(read("modele.csv", text).err(), Some(Unreadable::NoLine));
}
