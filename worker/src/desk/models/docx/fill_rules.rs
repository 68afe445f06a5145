//! Putting the values of a person where the tags of a part are. Pure.

use super::{
    part_rules::{Paragraph, Part, words_of},
    xml_rules::{Edit, escaped},
};
use crate::{
    desk::models::rules::{Braces, Tag, braces},
    edge::words,
};

/// What the tags of one letter become.
#[derive(Debug, Default, Clone)]
pub struct Values {
    /// Words, over as many lines as they have.
    pub texts: Vec<(Tag, String)>,
    /// The picture of [`Tag::CodeQr`], a PNG.
    pub code: Option<Vec<u8>>,
}

impl Values {
    fn of(&self, tag: Tag) -> &str {
        let found = self.texts.iter().find(|(known, _)| *known == tag);
        found.map_or("", |(_, words)| words)
    }
}

/// Does a part have that tag?
#[must_use]
pub fn holds(part: &Part, tag: Tag) -> bool {
    tags_of(part).contains(&tag)
}

/// The tags of a part, as often as they are there.
#[must_use]
pub fn tags_of(part: &Part) -> Vec<Tag> {
    let mut tags = Vec::new();
    for paragraph in &part.paragraphs {
        for (_, held) in braces(&words_of(paragraph)) {
            if let Braces::Tag(tag) = held {
                tags.push(tag);
            }
        }
    }
    tags
}

/// What changes in `part` for a letter with those `values`; `picture` is the drawing that stands for [`Tag::CodeQr`].
#[must_use]
pub fn edits(part: &Part, values: &Values, picture: &str) -> Vec<Edit> {
    let each = part.paragraphs.iter();
    each.flat_map(|paragraph| of_paragraph(paragraph, values, picture))
        .collect()
}

/// A tag may be cut over several runs, as Word does while people type: its value takes the look of where it begins, and
/// the rest of it goes. Runs without a tag stay as they are.
fn of_paragraph(paragraph: &Paragraph, values: &Values, picture: &str) -> Vec<Edit> {
    let text = words_of(paragraph);
    let tags: Vec<_> = braces(&text)
        .into_iter()
        .filter_map(|(at, held)| match held {
            Braces::Tag(tag) => Some((at, tag)),
            _ => None,
        })
        .collect();
    let mut edits = Vec::new();
    let mut piece_start = 0;
    for piece in paragraph {
        let here = piece_start..piece_start + piece.text.len();
        piece_start = here.end;
        let mut inside = tags
            .iter()
            .filter(|(at, _)| at.start < here.end && here.start < at.end)
            .peekable();
        let (Some((at, name)), Some(_)) = (&piece.at, inside.peek()) else {
            continue;
        };
        let mut written = format!("<{name} xml:space=\"preserve\">");
        let mut from = here.start;
        for (tag_at, tag) in inside {
            let before = text.get(from..tag_at.start.max(from)).unwrap_or_default();
            written.push_str(&escaped(before));
            if here.contains(&tag_at.start) {
                written.push_str(&written_value(*tag, name, values, picture));
            }
            from = tag_at.end.min(here.end);
        }
        written.push_str(&escaped(text.get(from..here.end).unwrap_or_default()));
        written.extend(["</", name, ">"]);
        edits.push(Edit {
            at: at.clone(),
            text: written,
        });
    }
    edits
}

/// The value of `tag` inside an element `name` (`w:t`), which is left and begun again around what is not words.
fn written_value(tag: Tag, name: &str, values: &Values, picture: &str) -> String {
    let between = |what: &str| format!("</{name}>{what}<{name} xml:space=\"preserve\">");
    if tag == Tag::CodeQr {
        return between(picture);
    }
    let prefix = name.strip_suffix('t').unwrap_or_default();
    let lines = words::lines(values.of(tag)).map(|line| escaped(&line).into_owned());
    let lines: Vec<String> = lines.collect();
    lines.join(&between(&format!("<{prefix}br/>")))
}

/// The side of the picture on paper: 3.5 cm, in English Metric Units (360,000 to the centimetre).
const CODE_SIDE_EMU: u32 = 35 * 36_000;

/// The drawing of the picture that the main part knows as `relation`, the `number`th of the document.
#[must_use]
pub fn drawing(relation: &str, number: usize, prefix: &str) -> String {
    let side = CODE_SIDE_EMU;
    let words = "Code QR de la page de connexion";
    format!(
        "<{prefix}drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{side}\" cy=\"{side}\"/>\
         <wp:docPr id=\"{number}\" name=\"Code {number}\" descr=\"{words}\"/>\
         <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"Code {number}\" descr=\"{words}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:embed=\"{relation}\"/>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{side}\" cy=\"{side}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></{prefix}drawing>"
    )
}

#[cfg(test)]
mod tests {
    use super::{super::xml_rules::spliced, *};

    const HEAD: &str =
        "<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";

    fn run(words: &str) -> String {
        format!(
            "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>",
            escaped(words)
        )
    }

    fn part(runs: &[&str]) -> Part {
        let runs: String = runs.iter().map(|words| run(words)).collect();
        Part::read(format!("{HEAD}{runs}</w:p>")).expect("a part")
    }

    fn values(texts: &[(Tag, &str)]) -> Values {
        let owned = |(tag, words): &(Tag, &str)| (*tag, (*words).to_owned());
        Values {
            texts: texts.iter().map(owned).collect(),
            code: None,
        }
    }

    fn filled(part: &Part, values: &Values) -> String {
        let all = 0..part.source.len();
        spliced(&part.source, all, edits(part, values, "<picture/>"))
    }

    fn words(source: &str) -> String {
        let part = Part::read(source.to_owned()).expect("XML");
        part.paragraphs
            .iter()
            .map(words_of)
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn a_tag_split_at_every_place_gives_the_same_letter() {
        let whole = "Pour {USAGER_PRENOM} {USAGER_NOM}, né le 3 février.";
        let values = values(&[(Tag::UsagerPrenom, "Léa"), (Tag::UsagerNom, "R&D <b>")]);
        let expected = "Pour Léa R&D <b>, né le 3 février.";
        let places: Vec<usize> = (0..=whole.len())
            .filter(|at| whole.is_char_boundary(*at))
            .collect();
        for first in &places {
            for second in places.iter().filter(|second| *second >= first) {
                let runs = [&whole[..*first], &whole[*first..*second], &whole[*second..]];
                let letter = filled(&part(&runs), &values);
                assert_eq!(words(&letter), expected, "{runs:?}");
                assert_eq!(
                    letter.matches("<w:rPr><w:b/></w:rPr>").count(),
                    3,
                    "every run stays"
                );
            }
        }
        let each: Vec<String> = whole.chars().map(String::from).collect();
        let each: Vec<&str> = each.iter().map(String::as_str).collect();
        assert_eq!(words(&filled(&part(&each), &values)), expected);
    }

    #[test]
    fn what_stands_between_runs_does_not_matter() {
        let source = format!(
            "{HEAD}<w:r><w:t>{{USAGER</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"0\" w:name=\"a\"/>\
             <w:r><w:rPr><w:i/></w:rPr><w:t>_NOM</w:t></w:r><w:proofErr w:type=\"spellEnd\"/><w:r><w:t>}}</w:t></w:r></w:p>"
        );
        let part = Part::read(source).expect("a part");
        assert_eq!(
            words(&filled(&part, &values(&[(Tag::UsagerNom, "DUBOIS")]))),
            "DUBOIS"
        );
    }

    #[test]
    fn values_are_written_once_and_never_read_again() {
        let hostile = values(&[
            (Tag::UsagerNom, "{MOT_DE_PASSE}</w:t><w:p/>&amp;"),
            (Tag::MotDePasse, "11375448"),
        ]);
        let letter = filled(&part(&["{USAGER_NOM}"]), &hostile);
        assert_eq!(words(&letter), "{MOT_DE_PASSE}</w:t><w:p/>&amp;");
        assert!(!letter.contains("11375448"));
    }

    #[test]
    fn lines_become_breaks_and_what_xml_cannot_hold_goes() {
        let two = values(&[(Tag::AyantsDroit, "DUBOIS Tom\u{2}\r\nDUBOIS Zoé")]);
        let letter = filled(&part(&["a {AYANTS_DROIT} b"]), &two);
        assert!(
            letter.contains("DUBOIS Tom</w:t><w:br/><w:t xml:space=\"preserve\">DUBOIS Zoé b"),
            "{letter}"
        );
        assert_eq!(words(&letter), "a DUBOIS Tom\nDUBOIS Zoé b");
    }

    #[test]
    fn a_value_takes_the_look_of_where_its_tag_begins() {
        let source = format!(
            "{HEAD}<w:r><w:rPr><w:b/></w:rPr><w:t>{{USAGER_</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>NOM}} reste</w:t></w:r></w:p>"
        );
        let letter = filled(
            &Part::read(source).expect("a part"),
            &values(&[(Tag::UsagerNom, "DUBOIS")]),
        );
        assert!(
            letter.contains("<w:b/></w:rPr><w:t xml:space=\"preserve\">DUBOIS</w:t>"),
            "{letter}"
        );
        assert!(
            letter.contains("<w:i/></w:rPr><w:t xml:space=\"preserve\"> reste</w:t>"),
            "{letter}"
        );
    }

    #[test]
    fn a_text_box_is_filled_as_its_paragraph_is() {
        let inner = "<w:p><w:r><w:t>{USAGER_NOM}</w:t></w:r></w:p>";
        let source = format!(
            "{HEAD}<w:r><w:t>À {{USAGER_</w:t><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r><w:r><w:t>NOM}}</w:t></w:r></w:p>"
        );
        let part = Part::read(source).expect("a part");
        assert_eq!(
            words(&filled(&part, &values(&[(Tag::UsagerNom, "DUBOIS")]))),
            "DUBOIS|À DUBOIS"
        );
    }

    #[test]
    fn a_part_without_tags_is_left_as_it_is() {
        let plain = part(&["Rien", " à & remplacer"]);
        assert!(edits(&plain, &Values::default(), "").is_empty());
    }

    #[test]
    fn the_code_is_a_picture() {
        let letter = filled(&part(&["Scannez {CODE_QR} ici"]), &Values::default());
        assert!(
            letter.contains("Scannez </w:t><picture/><w:t xml:space=\"preserve\"> ici"),
            "{letter}"
        );
        let drawn = drawing("rIdA", 3, "w:");
        assert!(
            super::super::xml_rules::walk(&format!("{HEAD}{drawn}</w:p>"), &mut |_| {}).is_ok()
        );
    }
}
