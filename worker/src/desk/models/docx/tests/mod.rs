//! Models as Word and others write them, good and bad, through the whole of it: checked, filled, read again.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    fill_rules::Values,
    model_rules::check,
    part_rules::{Part, words_of},
};
use crate::desk::models::rules::{Kind, Tag};

mod checked;
mod made;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#;

/// A document in the making: names and contents of its parts.
struct Docx(Vec<(String, Vec<u8>)>);

impl Docx {
    fn with_body(body: &str) -> Self {
        let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
        Self(Vec::new())
            .part("[Content_Types].xml", TYPES)
            .part("_rels/.rels", ROOT)
            .part("word/document.xml", &document)
    }

    fn with_text(text: &str) -> Self {
        Self::with_body(&paragraph(text))
    }

    fn part(self, name: &str, content: &str) -> Self {
        self.bytes(name, content.as_bytes())
    }

    fn bytes(mut self, name: &str, content: &[u8]) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), content.to_vec()));
        self
    }

    /// With relations of the main part: type, target, mode.
    fn related(self, relations: &[(&str, &str, &str)]) -> Self {
        let one = |(rank, (kind, target, mode)): (usize, &(&str, &str, &str))| {
            format!(
                "<Relationship Id=\"rId{rank}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\" TargetMode=\"{mode}\"/>"
            )
        };
        let all: String = relations.iter().enumerate().map(one).collect();
        let text = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        );
        self.part("word/_rels/document.xml.rels", &text)
    }

    fn zipped(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in &self.0 {
            zip.start_file(name.as_str(), options).expect("a part");
            zip.write_all(content).expect("written");
        }
        zip.finish().expect("a zip").into_inner()
    }
}

fn paragraph(text: &str) -> String {
    format!("<w:p w14:paraId=\"00000001\"><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn part(kind: &str, text: &str) -> String {
    format!("<w:{kind} {NAMESPACES}>{}</w:{kind}>", paragraph(text))
}

fn wrong(docx: &Docx, kind: Kind) -> String {
    check(&docx.zipped(), kind).map_or_else(|all| all.join("\n"), |()| String::new())
}

fn someone(nom: &str) -> Values {
    Values {
        texts: vec![
            (Tag::UsagerNom, nom.to_owned()),
            (Tag::Identifiant, format!("ID{nom}")),
            (Tag::MotDePasse, format!("MDP{nom}")),
        ],
        code: Some(format!("PNG of {nom}").into_bytes()),
    }
}

/// The text of a part of a document that was made.
fn read(docx: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(docx)).expect("a zip");
    let mut text = String::new();
    let mut part = zip.by_name(name).unwrap_or_else(|_| panic!("no {name}"));
    part.read_to_string(&mut text).expect("text");
    text
}

fn words(xml: &str) -> String {
    let part = Part::read(xml.to_owned()).expect("XML");
    let each = part.paragraphs.iter().map(words_of);
    each.filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("|")
}
