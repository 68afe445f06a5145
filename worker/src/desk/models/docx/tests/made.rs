//! Letters made of models.

use super::{
    super::{
        package_rules::{Package, relations_in, resolved},
        several_rules::made,
        xml_rules::walk,
    },
    *,
};

#[test]
fn a_plain_document_is_a_model() {
    let docx = Docx::with_text("Bonjour {USAGER_NOM}");
    assert_eq!(wrong(&docx, Kind::Libre), "");
    let letter = made(&docx.zipped(), &[someone("DUBOIS")]).expect("a letter");
    assert_eq!(words(&read(&letter, "word/document.xml")), "Bonjour DUBOIS");
}

const SECTION: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId0\"/><w:footerReference w:type=\"default\" r:id=\"rId1\"/><w:type w:val=\"continuous\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:cols w:space=\"708\"/></w:sectPr>";

/// A letter with a header that names the person, a footer that does not, a logo, a bookmark and a drawing.
fn rich(tail: &str) -> Docx {
    let drawing = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Logo\"/></wp:inline></w:drawing></w:r></w:p>";
    let bound = "<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a\"/></w:sdtPr><w:sdtContent><w:p><w:bookmarkStart w:id=\"0\" w:name=\"a\"/><w:r><w:t>À {USAGER_NOM}</w:t></w:r><w:bookmarkEnd w:id=\"0\"/></w:p></w:sdtContent></w:sdt>";
    Docx::with_body(&format!("{drawing}{bound}{}{tail}{SECTION}", paragraph("{IDENTIFIANT} {MOT_DE_PASSE} {CODE_QR}")))
        .related(&[("header", "header1.xml", "Internal"), ("footer", "footer1.xml", "Internal")])
        .part("word/header1.xml", &part("hdr", "Dossier de {USAGER_NOM}"))
        .part("word/_rels/header1.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/logo.png\"/></Relationships>")
        .part("word/footer1.xml", &part("ftr", "CCAS"))
        .bytes("word/media/logo.png", b"\x89PNG")
}

#[test]
fn several_letters_are_sections_with_headers_of_their_own() {
    for (tail, ends) in [
        (paragraph("Fin"), "in a paragraph"),
        (
            "<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:t>Fin</w:t></w:r></w:p>".to_owned(),
            "with properties",
        ),
        ("<w:p><w:pPr/></w:p>".to_owned(), "with empty properties"),
        ("<w:p/>".to_owned(), "without anything"),
        (
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>".to_owned(),
            "a table",
        ),
    ] {
        let docx = rich(&tail);
        assert_eq!(wrong(&docx, Kind::Acces), "", "{ends}");
        let people = ["DUBOIS", "DIALLO", "MARTIN"].map(someone);
        let letters = made(&docx.zipped(), &people).expect("letters");
        let main = read(&letters, "word/document.xml");
        assert!(walk(&main, &mut |_| {}).is_ok(), "{ends}: {main}");
        for name in ["DUBOIS", "DIALLO", "MARTIN"] {
            let line = format!("À {name}|ID{name} MDP{name} ");
            assert!(words(&main).contains(&line), "{ends}: {}", words(&main));
            assert_eq!(main.matches(&format!("MDP{name}")).count(), 1);
        }
        assert_eq!(main.matches("<w:sectPr>").count(), 3, "{ends}: {main}");
        assert_eq!(main.matches("w:val=\"nextPage\"").count(), 2, "{ends}");
        assert_eq!(main.matches("w:start=\"1\"").count(), 2, "{ends}");
        assert_eq!(main.matches("<w:bookmarkStart").count(), 1);
        assert_eq!(
            main.matches("w14:paraId").count(),
            if ends == "in a paragraph" { 2 } else { 1 },
            "{ends}"
        );
        assert!(!main.contains("dataBinding"));
        for (number, name) in ["DUBOIS", "DIALLO", "MARTIN"].iter().enumerate() {
            let header = if number == 0 {
                "word/header1.xml".to_owned()
            } else {
                format!("word/header1-escale-{number}.xml")
            };
            assert_eq!(
                words(&read(&letters, &header)),
                format!("Dossier de {name}")
            );
            assert_eq!(
                read(&letters, &format!("word/media/escale-code-{number}.png")),
                format!("PNG of {name}")
            );
        }
        assert!(read(&letters, "word/_rels/header1-escale-2.xml.rels").contains("media/logo.png"));
        complete(&letters);
    }
}

/// Every id that the main part names is in its relations, every relation leads to a part, every part has a type, and no
/// drawing has the number of another.
fn complete(docx: &[u8]) {
    let mut package = Package::open(docx).expect("a document");
    package.measure().expect("whole");
    let main = read(docx, "word/document.xml");
    let relations = relations_in(&read(docx, "word/_rels/document.xml.rels")).expect("relations");
    let ids: Vec<&String> = relations.iter().map(|one| &one.id).collect();
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    for named in main
        .split("r:id=\"")
        .chain(main.split("r:embed=\""))
        .skip(1)
    {
        let id = named.split('"').next().unwrap_or_default();
        assert!(
            !id.starts_with("rId") || ids.iter().any(|known| *known == id),
            "{id}"
        );
    }
    let types = read(docx, "[Content_Types].xml");
    assert!(walk(&types, &mut |_| {}).is_ok() && types.contains("\"png\""));
    for one in relations {
        let name = resolved("word/document.xml", &one.target);
        assert!(package.names().contains(&name), "{name}");
        let of_headers = one.target.contains("escale") && one.kind != "image";
        assert!(
            !of_headers || types.contains(&format!("/{name}\"")),
            "{name}: {types}"
        );
    }
    let mut numbers: Vec<&str> = main
        .split("<wp:docPr id=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next())
        .collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all);
}

#[test]
fn one_letter_keeps_everything_else_as_it_was() {
    let docx = rich(&paragraph("Fin")).zipped();
    let letter = made(&docx, &[someone("DUBOIS")]).expect("a letter");
    let (before, after) = (
        read(&docx, "word/document.xml"),
        read(&letter, "word/document.xml"),
    );
    assert!(
        after.contains(SECTION) && after.contains("w14:paraId"),
        "{after}"
    );
    assert_eq!(
        before.matches("<w:p").count(),
        after.matches("<w:p").count()
    );
    assert_eq!(
        read(&letter, "word/footer1.xml"),
        read(&docx, "word/footer1.xml")
    );
    complete(&letter);
}

#[test]
fn sections_within_a_letter_stay() {
    let first =
        "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/></w:sectPr></w:pPr></w:p>";
    let docx = Docx::with_body(&format!("{first}{}{SECTION}", paragraph("{USAGER_NOM}")))
        .related(&[
            ("header", "header1.xml", "Internal"),
            ("footer", "footer1.xml", "Internal"),
        ])
        .part("word/header1.xml", &part("hdr", "x"))
        .part("word/footer1.xml", &part("ftr", "x"));
    let letters = made(&docx.zipped(), &["A", "B"].map(someone)).expect("letters");
    let main = read(&letters, "word/document.xml");
    assert_eq!(main.matches("<w:sectPr>").count(), 4, "{main}");
    assert!(
        main.contains("w:h=\"11906\"/><w:pgNumType w:start=\"1\"/></w:sectPr>"),
        "the first of B begins anew: {main}"
    );
    assert_eq!(main.matches("continuous").count(), 2, "and only it: {main}");
}

#[test]
fn a_model_without_relations_can_show_a_picture() {
    let docx = Docx::with_text("{IDENTIFIANT}{MOT_DE_PASSE}{CODE_QR}");
    let letters = made(&docx.zipped(), &["A", "B"].map(someone)).expect("letters");
    complete(&letters);
}

const LIST: &str = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>Pour {USAGER_NOM}</w:t></w:r></w:p>";
const LISTS: &str = "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4\"/><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"9\"/></w:lvlOverride></w:num><w:num w:numId=\"12\"><w:abstractNumId w:val=\"3\"/></w:num><w:numIdMacAtCleanup w:val=\"1\"/>";

#[test]
fn numbered_lists_begin_anew_in_each_letter() {
    let unnumbered = LIST.replace("\"7\"", "\"0\"");
    let docx = Docx::with_body(&format!("{LIST}{LIST}{unnumbered}"))
        .related(&[("numbering", "numbering.xml", "Internal")])
        .part(
            "word/numbering.xml",
            &format!("<w:numbering {NAMESPACES}>{LISTS}</w:numbering>"),
        );
    assert_eq!(wrong(&docx, Kind::Libre), "");
    let one = made(&docx.zipped(), &[someone("A")]).expect("a letter");
    assert!(read(&one, "word/numbering.xml").contains(LISTS));
    let letters = made(&docx.zipped(), &["A", "B", "C"].map(someone)).expect("letters");
    let main = read(&letters, "word/document.xml");
    let numbers: Vec<&str> = main
        .split("<w:numId w:val=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next())
        .collect();
    assert_eq!(numbers, ["7", "7", "0", "13", "13", "0", "14", "14", "0"]);
    let lists = read(&letters, "word/numbering.xml");
    assert!(walk(&lists, &mut |_| {}).is_ok(), "{lists}");
    for id in ["13", "14"] {
        let (_, list) = lists
            .split_once(&format!("<w:num w:numId=\"{id}\">"))
            .expect("a list");
        let (list, _) = list.split_once("</w:num>").expect("its end");
        assert!(list.starts_with("<w:abstractNumId w:val=\"3\"/>"), "{list}");
        assert!(
            list.contains("w:ilvl=\"0\"><w:startOverride w:val=\"4\"/>"),
            "as its look begins: {list}"
        );
        assert_eq!(list.matches("w:ilvl=\"1\"").count(), 1, "{list}");
        assert_eq!(list.matches("startOverride").count(), 9, "{list}");
    }
    assert!(lists.ends_with("</w:num><w:numIdMacAtCleanup w:val=\"1\"/></w:numbering>"));
}

#[test]
fn each_letter_counts_its_own_pages() {
    let simple =
        "<w:p><w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>";
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> NUMPAGES \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let footer = |more: &str| format!("<w:ftr {NAMESPACES}>{simple}{more}</w:ftr>");
    let docx = Docx::with_body(&format!("{field}{}{SECTION}", paragraph("{USAGER_NOM}")))
        .related(&[
            ("header", "header1.xml", "Internal"),
            ("footer", "footer1.xml", "Internal"),
        ])
        .part("word/header1.xml", &footer(&paragraph("{USAGER_NOM}")))
        .part("word/footer1.xml", &footer(""));
    assert_eq!(wrong(&docx, Kind::Libre), "");
    let names = [
        "word/document.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/header1-escale-1.xml",
    ];
    let one = made(&docx.zipped(), &[someone("A")]).expect("a letter");
    for name in &names[..3] {
        assert!(read(&one, name).contains(" NUMPAGES "), "{name}");
    }
    let letters = made(&docx.zipped(), &["A", "B"].map(someone)).expect("letters");
    for name in names {
        let text = read(&letters, name);
        assert!(
            text.contains(" SECTIONPAGES ") && !text.contains("NUMPAGES"),
            "{name}: {text}"
        );
    }
}
