//! Is this file a model? Everything that is wrong with its tags is told at once, with the words around. Pure.

use super::{
    fill_rules::tags_of,
    package_rules::{Checked, Package, resolved},
    part_rules::{Part, words_of},
    safety_rules,
};
use crate::desk::models::rules::{Braces, Kind, Tag, braces, required};

/// How many mistakes are told: whoever corrects these finds the others the next time.
const TOLD_MAX: usize = 15;
/// How many characters of a paragraph are shown on each side of a mistake.
const AROUND_CHARS: usize = 30;

/// Where words are in a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Header,
    Footer,
    Note,
}

impl Place {
    fn of(relation: &str) -> Option<Self> {
        match relation {
            "header" => Some(Self::Header),
            "footer" => Some(Self::Footer),
            "footnotes" | "endnotes" => Some(Self::Note),
            _ => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Text => "Dans le texte",
            Self::Header => "Dans l’en-tête",
            Self::Footer => "Dans le pied de page",
            Self::Note => "Dans une note",
        }
    }
}

/// Checks a file that should be a model of that kind.
///
/// # Errors
/// All that is wrong with it, in French.
pub fn check(bytes: &[u8], kind: Kind) -> Result<(), Vec<String>> {
    let parts = safe_parts(bytes).map_err(|why| vec![why])?;
    let mut wrong: Vec<String> = Vec::new();
    for (place, part) in &parts {
        for mistake in mistakes(*place, part, kind) {
            // A text box is there twice in a document: for Word today, and for the Word of ten years ago.
            if !wrong.contains(&mistake) {
                wrong.push(mistake);
            }
        }
    }
    let there: Vec<Tag> = parts.iter().flat_map(|(_, part)| tags_of(part)).collect();
    for tag in required(kind).iter().filter(|tag| !there.contains(tag)) {
        let (code, meaning) = (tag.code(), tag.meaning());
        wrong.push(format!(
            "Il manque la balise {{{code}}} ({meaning})\u{a0}: sans elle, la personne ne pourrait pas se connecter."
        ));
    }
    if wrong.len() > TOLD_MAX {
        let more = wrong.len() - TOLD_MAX;
        wrong.truncate(TOLD_MAX);
        wrong.push(if more == 1 {
            "Et une autre erreur du même genre.".to_owned()
        } else {
            format!("Et {more}\u{a0}autres erreurs du même genre.")
        });
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The parts that hold words, once everything else is known to be harmless.
fn safe_parts(bytes: &[u8]) -> Checked<Vec<(Place, Part)>> {
    let mut package = Package::open(bytes)?;
    safety_rules::check(&mut package)?;
    let main = package.main()?;
    let mut parts = vec![(Place::Text, package.part(&main)?)];
    for relation in package.relations(&main)? {
        if let Some(place) = Place::of(&relation.kind) {
            parts.push((place, package.part(&resolved(&main, &relation.target))?));
        }
    }
    parts
        .iter()
        .try_for_each(|(_, part)| safety_rules::check_part(part))?;
    match parts.first() {
        Some((_, part)) if part.body.is_some() => Ok(parts),
        _ => Err(super::package_rules::NOT_WORD.to_owned()),
    }
}

fn mistakes(place: Place, part: &Part, kind: Kind) -> Vec<String> {
    let mut told = Vec::new();
    for paragraph in &part.paragraphs {
        let text = words_of(paragraph);
        for (at, held) in braces(&text) {
            let what = match held {
                Braces::Tag(_) if place == Place::Note => {
                    "une balise ne peut pas être dans une note de bas de page ou de fin.".to_owned()
                }
                Braces::Tag(Tag::CodeQr) if place != Place::Text => {
                    "la balise {CODE_QR} ne peut être que dans le texte.".to_owned()
                }
                Braces::Tag(tag) if tag.fits(kind) => continue,
                Braces::Tag(tag) => format!(
                    "la balise {{{}}} n’existe que pour {}.",
                    tag.code(),
                    tag.scope().label()
                ),
                Braces::Unknown(inside) => format!("la balise {{{}}} n’existe pas.", short(inside)),
                Braces::Unclosed => "une accolade «\u{a0}{\u{a0}» n’est pas fermée.".to_owned(),
                Braces::Unopened => {
                    "une accolade «\u{a0}}\u{a0}» ferme une balise qui n’est pas ouverte."
                        .to_owned()
                }
            };
            let around = around(&text, at.start, at.end);
            told.push(format!(
                "{}, «\u{a0}{around}\u{a0}»\u{a0}: {what}",
                place.words()
            ));
        }
    }
    told
}

fn short(inside: &str) -> String {
    const CHARS_MAX: usize = 40;
    let mut kept: String = inside.chars().take(CHARS_MAX).collect();
    if kept.len() < inside.len() {
        kept.push('…');
    }
    kept
}

/// The words of a paragraph around what is between `start` and `end`.
fn around(text: &str, start: usize, end: usize) -> String {
    let before = text.get(..start).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(AROUND_CHARS - 1)
        .map_or(0, |(at, _)| at);
    let after = text.get(end..).unwrap_or_default();
    let to = after
        .char_indices()
        .nth(AROUND_CHARS)
        .map_or(after.len(), |(at, _)| at)
        + end;
    let shown = text.get(from..to).unwrap_or_default().replace('\n', " ");
    let cut = |yes: bool| if yes { "…" } else { "" };
    format!("{}{}{}", cut(from > 0), shown.trim(), cut(to < text.len()))
}
