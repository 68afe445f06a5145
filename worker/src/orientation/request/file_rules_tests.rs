//! Files that are what they say, and files that are not.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR0000\0\0\0\0IEND\xaeB`\x82";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9";

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    packed(parts, |name| {
        if name == "mimetype" {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        }
    })
}

fn packed(parts: &[(&str, &[u8])], method: impl Fn(&str) -> CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = method(name);
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("a part");
        writer.write_all(content).expect("its bytes");
    }
    writer.finish().expect("a zip").into_inner()
}

fn office(folder: &str, file: &str, kind: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let types = format!(
        "<Types><Override PartName=\"/{folder}{file}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}\"/></Types>"
    );
    let rels = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"{folder}{file}\"/></Relationships>"
    );
    let main = format!("{folder}{file}");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", rels.as_bytes()),
        (&main, b"<x/>"),
    ];
    parts.extend(more);
    zipped(&parts)
}

/// The same, its first part as it is: what that holds is what a reader of another kind sees first.
fn docx_that_begins_with(name: &str, content: &[u8]) -> Vec<u8> {
    let whole = docx(&[]);
    let mut package = Package::open(&whole).expect("a document");
    let names = package.names().to_vec();
    let texts: Vec<(String, String)> = names
        .iter()
        .map(|name| (name.clone(), package.text(name).expect("text").expect("it")))
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![(name, content)];
    parts.extend(
        texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes())),
    );
    packed(&parts, |_name| CompressionMethod::Stored)
}

fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    office(
        "word/",
        "document.xml",
        "wordprocessingml.document.main+xml",
        more,
    )
}

fn xlsx() -> Vec<u8> {
    office("xl/", "workbook.xml", "spreadsheetml.sheet.main+xml", &[])
}

fn odf(kind: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", mimetype.as_bytes()),
        ("content.xml", b"<office/>"),
    ];
    parts.extend(more);
    zipped(&parts)
}

#[test]
fn the_seven_kinds_are_taken() {
    for (nom, content, genre) in [
        ("Attestation.PDF", PDF.to_vec(), Genre::Pdf),
        ("scan.png", PNG.to_vec(), Genre::Png),
        ("photo.jpg", JPEG.to_vec(), Genre::Jpeg),
        ("photo.JPEG", JPEG.to_vec(), Genre::Jpeg),
        ("lettre.odt", odf("text", &[]), Genre::Odt),
        ("lettre.docx", docx(&[]), Genre::Docx),
        ("budget.ods", odf("spreadsheet", &[]), Genre::Ods),
        ("budget.xlsx", xlsx(), Genre::Xlsx),
    ] {
        assert_eq!(checked(nom, &content), Ok((nom.to_owned(), genre)), "{nom}");
        assert_eq!(Genre::of_media_type(genre.media_type()), Some(genre));
    }
}

#[test]
fn what_is_not_what_it_says_is_refused() {
    for (nom, content) in [
        ("a.pdf", PNG.to_vec()),
        ("a.png", JPEG.to_vec()),
        ("a.jpg", b"MZ\x90\0 renamed".to_vec()),
        ("a.docx", b"MZ\x90\0 renamed".to_vec()),
        ("a.docx", xlsx()),
        ("a.xlsx", docx(&[])),
        ("a.odt", odf("spreadsheet", &[])),
        ("a.odt", docx(&[])),
        ("a.docx", zipped(&[("a.txt", b"a")])),
        ("a.pdf", b"%PDF-1.7\n cut".to_vec()),
    ] {
        assert_eq!(checked(nom, &content), Err(Refusal::Disguised), "{nom}");
    }
    assert_eq!(checked("a.exe", PDF), Err(Refusal::OtherKind));
    assert_eq!(checked("a.svg", b"<svg/>"), Err(Refusal::OtherKind));
    assert_eq!(checked("a.pdf", b""), Err(Refusal::Empty));
}

#[test]
fn a_name_says_what_must_not_be_joined() {
    for nom in [
        "Carte_Vitale-recto.pdf",
        "CarteVitale.pdf",
        "ma carte vitale (2).pdf",
        "Vitale.pdf",
    ] {
        assert_eq!(checked(nom, PDF), Err(Refusal::Vitale), "{nom}");
    }
    for nom in ["255081416802538.pdf", "Awa_2_55_08_14_168_025_38.pdf"] {
        assert_eq!(checked(nom, PDF), Err(Refusal::Nir), "{nom}");
    }
    for nom in ["Mme Vitale.pdf", "IMG_20261122_135149.pdf"] {
        assert!(checked(nom, PDF).is_ok(), "{nom}");
    }
}

#[test]
fn what_is_two_things_at_once_is_refused() {
    let zip = zipped(&[("a.txt", b"a")]);
    let html: &[u8] = b"%PDF-1.7\n<HTML><script>alert(1)</script>\n%%EOF";
    let mut tail = PNG.to_vec();
    tail.extend(b"<script>alert(1)</script>IEND");
    let mut prefixed = b"%PDF-1.7\n".to_vec();
    prefixed.extend(docx(&[]));
    let mut commented = docx(&[]);
    commented.extend(b"<script>");
    // A short sign after the true one: some readers pass over it and find the zip before.
    let decoy: &[u8] = b"PK\x05\x06 too short";
    let pdf = docx_that_begins_with("word/a.bin", b"%PDF-1.7\n%%EOF");
    let page = docx_that_begins_with("word/a.bin", b"<!DOCTYPE html><script>alert(1)</script>");
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.text";
    let packed_kind = packed(
        &[("mimetype", mimetype), ("content.xml", b"<office/>")],
        |_name| CompressionMethod::Deflated,
    );
    for (nom, content) in [
        ("a.pdf", [PDF, &zip, b"%%EOF"].concat()),
        ("a.jpg", [JPEG, &zip].concat()),
        ("a.png", [PNG, &zip].concat()),
        ("a.pdf", html.to_vec()),
        ("a.png", tail),
        ("a.jpg", [JPEG, PDF].concat()),
        ("a.docx", prefixed.clone()),
        ("a.pdf", [&prefixed[..], b"%%EOF"].concat()),
        ("a.docx", commented),
        ("a.jpg", [JPEG, &zip, decoy].concat()),
        ("a.pdf", [PDF, &zip, decoy, b"%%EOF"].concat()),
        ("a.docx", pdf),
        ("a.docx", page),
        ("a.odt", packed_kind),
    ] {
        assert_eq!(checked(nom, &content), Err(Refusal::Disguised), "{nom}");
    }
}

#[test]
fn what_acts_by_itself_is_refused() {
    let template: &[u8] = b"<Relationships><Relationship Id=\"r\" Type=\"http://x/attachedTemplate\" Target=\"https://x.example/a.dotm\" TargetMode=\"External\"/></Relationships>";
    for (nom, content) in [
        ("a.docx", docx(&[("word/vbaProject.bin", b"x")])),
        ("a.docx", docx(&[("word/embeddings/oleObject1.bin", b"x")])),
        ("a.docx", docx(&[("word/media/a.exe", b"MZ")])),
        (
            "a.docx",
            docx(&[("word/_rels/settings.xml.rels", template)]),
        ),
        (
            "a.odt",
            odf("text", &[("Basic/Standard/Module1.xml", b"x")]),
        ),
        (
            "a.ods",
            odf("spreadsheet", &[("Scripts/python/a.py", b"x")]),
        ),
    ] {
        assert_eq!(checked(nom, &content), Err(Refusal::Active), "{nom}");
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = docx(&[("word/media/zeros.bin", &vec![0; 30 * 1024 * 1024])]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert_eq!(checked("a.docx", &bomb), Err(Refusal::Disguised));
    let many: Vec<(String, &[u8])> = (0..400).map(|n| (format!("word/{n}"), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, it)| (name.as_str(), *it)).collect();
    assert_eq!(checked("a.docx", &docx(&many)), Err(Refusal::Disguised));
}

#[test]
fn a_size_has_a_limit_and_a_name_no_trick() {
    let mut big = PDF.to_vec();
    big.resize(OCTETS_MAX - 6, b' ');
    big.extend(b"%%EOF\n");
    assert!(checked("a.pdf", &big).is_ok());
    big.insert(9, b' ');
    assert_eq!(checked("a.pdf", &big), Err(Refusal::TooBig));
    let name = |nom: &str| checked(nom, PDF).map(|(nom, _)| nom);
    assert_eq!(name("C:\\docs\\../a.pdf"), Ok("a.pdf".to_owned()));
    assert_eq!(name(" a\r\n\u{202e}b.pdf "), Ok("a b.pdf".to_owned()));
    assert_eq!(
        name(&format!("{}.pdf", "é".repeat(250))),
        Err(Refusal::OtherKind)
    );
    assert_eq!(
        name(&format!("{}.pdf", "é".repeat(197))),
        Err(Refusal::LongName)
    );
}
