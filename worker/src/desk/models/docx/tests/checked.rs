//! What is a model, and what is not.

use super::{super::model_rules::check, *};

#[test]
fn what_is_no_document_is_refused() {
    let cases: [(&[u8], &str); 4] = [
        (b"", "n’est pas un document Word"),
        (b"%PDF-1.7", "n’est pas un document Word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted",
            "sans mot de passe",
        ),
        (b"PK\x03\x04 cut", "abîmé ou incomplet"),
    ];
    for (bytes, why) in cases {
        let wrong = check(bytes, Kind::Libre).expect_err("no document").join("");
        assert!(wrong.contains(why), "{wrong}");
    }
    let mut cut = Docx::with_text("Bonjour").zipped();
    cut.truncate(cut.len() / 2);
    assert!(check(&cut, Kind::Libre).is_err());
    let empty = Docx::with_text("x").part("word/document.xml", "<a/>");
    assert!(wrong(&empty, Kind::Libre).contains("n’est pas un document Word"));
}

#[test]
fn unknown_and_unclosed_tags_are_told_with_the_words_around() {
    let docx = Docx::with_body(
        &[
            "Madame {USAGER_NON}, bonjour",
            "Le {DATE_JOUR, à Nantes",
            "Votre code : {MOT_DE_PASSE}",
            "fin }",
        ]
        .map(paragraph)
        .concat(),
    )
    .related(&[
        ("header", "header1.xml", "Internal"),
        ("footnotes", "footnotes.xml", "Internal"),
    ])
    .part("word/header1.xml", &part("hdr", "{LOGO} {CODE_QR}"))
    .part("word/footnotes.xml", &part("footnotes", "{USAGER_NOM}"));
    let told = wrong(&docx, Kind::Libre).replace('\u{a0}', " ");
    for expected in [
        "Dans le texte, « Madame {USAGER_NON}, bonjour » : la balise {USAGER_NON} n’existe pas.",
        "Dans le texte, « Le {DATE_JOUR, à Nantes » : une accolade « { » n’est pas fermée.",
        "{MOT_DE_PASSE} n’existe que pour l’accès au portail.",
        "« fin } » : une accolade « } » ferme une balise qui n’est pas ouverte.",
        "Dans l’en-tête, « {LOGO} {CODE_QR} » : la balise {LOGO} n’existe pas.",
        "la balise {CODE_QR} ne peut être que dans le texte.",
        "Dans une note, « {USAGER_NOM} » : une balise ne peut pas être dans une note",
    ] {
        assert!(told.contains(expected), "no « {expected} » in:\n{told}");
    }
    let long = format!("{} {{X}} {}", "é".repeat(100), "à".repeat(100));
    let told = wrong(&Docx::with_text(&long), Kind::Libre);
    assert!(
        told.contains(&format!("…{} {{X}} {}…", "é".repeat(29), "à".repeat(29))),
        "{told}"
    );
    let many = Docx::with_text(
        &(0..40)
            .map(|n| format!("{{X{n}}}"))
            .collect::<Vec<_>>()
            .join(" "),
    );
    assert!(wrong(&many, Kind::Libre).ends_with("Et 25\u{a0}autres erreurs du même genre."));
}

#[test]
fn an_access_letter_holds_both_credentials() {
    let told = wrong(&Docx::with_text("Bonjour {USAGER_NOM}"), Kind::Acces);
    assert!(told.contains("Il manque la balise {IDENTIFIANT}"), "{told}");
    assert!(
        told.contains("Il manque la balise {MOT_DE_PASSE}"),
        "{told}"
    );
    let fine = Docx::with_text("{IDENTIFIANT} / {MOT_DE_PASSE}");
    assert_eq!(wrong(&fine, Kind::Acces), "");
}

fn refused(cases: &[(Docx, &str)]) {
    for (docx, why) in cases {
        let told = wrong(docx, Kind::Libre);
        assert!(told.contains(why), "no « {why} » in « {told} »");
    }
}

#[test]
fn what_would_act_when_opened_is_refused() {
    let plain = || Docx::with_text("Bonjour");
    let cases = [
        (plain().bytes("word/vbaProject.bin", b"x"), "macros"),
        (
            plain().part(
                "[Content_Types].xml",
                &TYPES.replace("document.main", "document.macroEnabled.main"),
            ),
            "macros",
        ),
        (
            plain().part(
                "[Content_Types].xml",
                &TYPES.replace("document.main", "template.main"),
            ),
            "(.dotx)",
        ),
        (
            plain().bytes("word/embeddings/a.xlsx", b"x"),
            "objet incorporé",
        ),
        (plain().bytes("word/a.exe", b"x"), "a.exe"),
        (
            plain().related(&[("image", "https://traceur.test/a.png", "External")]),
            "traceur.test",
        ),
        (
            plain().related(&[("image", "file://srv/a.png", "external")]),
            "à l’extérieur",
        ),
        (
            plain().related(&[("attachedTemplate", "file:///C:/m.dotm", "External")]),
            "modèle extérieur",
        ),
        (
            plain().related(&[("oleObject", "a.bin", "Internal")]),
            "objet incorporé",
        ),
        (
            plain().related(&[("aFChunk", "a.xml", "Internal")]),
            "objet incorporé",
        ),
        (
            Docx::with_body("<w:p><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"),
            "commentaires",
        ),
        (
            plain().related(&[("inconnu", "a.xml", "Internal")]),
            "pas vérifier",
        ),
        (
            plain().related(&[("hyperlink", "file:///etc/passwd", "External")]),
            "ne peut mener",
        ),
        (
            plain().related(&[("hyperlink", "javascript:alert(1)", "External")]),
            "ne peut mener",
        ),
    ];
    refused(&cases);
}

#[test]
fn what_would_act_from_within_the_text_is_refused() {
    let plain = || Docx::with_text("Bonjour");
    let field = |instruction: &str| {
        Docx::with_body(&format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> {instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        ))
    };
    let inside = |what: &str| Docx::with_body(&format!("<w:p><w:r>{what}</w:r></w:p>"));
    let nested = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>";
    let cases = [
        (field("INCLUDEPICTURE \"http://a.test\""), "INCLUDEPICTURE"),
        (field("DDEAUTO c:\\\\cmd"), "DDEAUTO"),
        (
            Docx::with_body("<w:p><w:fldSimple w:instr=\"includetext x\"/></w:p>"),
            "INCLUDETEXT",
        ),
        (Docx::with_body(nested), "calculé par un autre champ"),
        (inside("<w:object/>"), "objet incorporé"),
        (
            inside("<w:pict><v:imagedata src=\"http://a.test/a.png\"/></w:pict>"),
            "à l’extérieur",
        ),
        (
            Docx::with_body("<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>"),
            "modifications suivies",
        ),
        (
            plain().part(
                "word/media/a.svg",
                "<svg><image href=\"http://a.test\"/></svg>",
            ),
            "à l’extérieur",
        ),
        (
            plain().part("word/media/a.svg", "<svg><script/></svg>"),
            "objet incorporé",
        ),
        (
            plain().part(
                "word/styles.xml",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
            ),
            "définitions XML",
        ),
        (Docx::with_text("&nbsp;"), "définitions XML"),
        (plain().part("../evade.xml", "<a/>"), "abîmé"),
        (plain().part("WORD/document.xml", "<a/>"), "abîmé"),
    ];
    refused(&cases);
}

#[test]
fn what_is_harmless_is_taken() {
    let docx = Docx::with_body(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PA</w:instrText></w:r><w:r><w:instrText>GE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
    )
    .related(&[
        ("hyperlink", "https://www.telerecours.fr", "External"),
        ("hyperlink", "mailto:a@b.fr", "External"),
        ("image", "media/logo.png", "Internal"),
        ("styles", "styles.xml", "Internal"),
        ("comments", "comments.xml", "Internal"),
    ])
    .bytes("word/media/logo.png", b"\x89PNG")
    .part("word/media/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"#a\"/></svg>")
    .part("word/styles.xml", "<?xml version=\"1.0\"?><a/>");
    assert_eq!(wrong(&docx, Kind::Libre), "");
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![b' '; 21 * 1024 * 1024];
    let bomb = Docx::with_text("x")
        .bytes("word/media/a.png", &zeros)
        .zipped();
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let told = check(&bomb, Kind::Libre).expect_err("a bomb").join("");
    assert!(told.contains("beaucoup plus gros"), "{told}");

    // The same, but it says that it is small: both in its own header and in the list at the end.
    let mut liar = bomb;
    let real = u32::try_from(zeros.len()).expect("a size").to_le_bytes();
    let places: Vec<usize> = liar
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == real)
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        liar[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    let told = check(&liar, Kind::Libre).expect_err("a liar").join("");
    assert!(
        told.contains("beaucoup plus gros") || told.contains("abîmé"),
        "{told}"
    );

    let long = Docx::with_text(&"mot ".repeat(300_000));
    assert!(wrong(&long, Kind::Libre).contains("trop long"));
    let many = (0..301).fold(Docx::with_text("x"), |docx, n| {
        docx.part(&format!("word/p{n}.xml"), "<a/>")
    });
    assert!(wrong(&many, Kind::Libre).contains("trop de morceaux"));
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let mut docx = Docx::with_text("Bonjour")
        .part("word/Xocument.xml", "<a/>")
        .zipped();
    let (from, to) = (b"word/Xocument.xml", b"word/document.xml");
    let places: Vec<usize> = docx
        .windows(from.len())
        .enumerate()
        .filter(|(_, it)| *it == from)
        .map(|(at, _)| at)
        .collect();
    for at in places {
        docx[at..at + to.len()].copy_from_slice(to);
    }
    assert!(check(&docx, Kind::Libre).is_err());
}

#[test]
fn a_field_leads_only_where_a_link_may() {
    let with = |instruction: &str| {
        let written = instruction.replace('"', "&quot;");
        let simple = format!(
            "<w:p><w:fldSimple w:instr=\"{written}\"><w:r><w:t>ici</w:t></w:r></w:fldSimple></w:p>"
        );
        let halves = instruction.split_at(instruction.len() / 2);
        let half = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
        let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let long = format!(
            "<w:p>{}{}{}{}{}</w:p>",
            sign("begin"),
            half(halves.0),
            half(halves.1),
            sign("separate"),
            sign("end")
        );
        [simple, long].map(|body| wrong(&Docx::with_body(&body), Kind::Libre))
    };
    for good in [
        " HYPERLINK \"https://www.service-public.fr/x y\" \\o \"Voir: la page\" \\t \"_blank\" ",
        "hyperlink mailto:a@exemple.fr \\h",
        " HYPERLINK \\l \"_Toc1\" ",
        " HYPERLINK \"tel:0102030405\" \\n ",
    ] {
        assert_eq!(with(good), ["", ""], "{good}");
    }
    for bad in [
        " HYPERLINK \"file:///C:/x.exe\" ",
        " HYPERLINK \"\\\\\\\\serveur\\\\partage\" \\l \"a\" ",
        " HYPERLINK \\l \"a\" \"javascript:alert(1)\" ",
        " HYPERLINK \\h ms-word:ofe|u|http ",
        "HYPERLINK \"programme.exe\"",
    ] {
        for told in with(bad) {
            assert!(told.contains("contient un lien vers"), "{bad}: {told}");
        }
    }
}
