//! What a model may not hold. A letter made of it is opened by colleagues and sent to people: it must do nothing but show
//! itself. So what is known to be harmless is let in, and everything else is refused, with words. Pure.

use super::{
    package_rules::{Checked, NOT_WORD, Package, Relation, illegible, relations_in},
    part_rules::Part,
    xml_rules::{Node, attribute, attributes, walk},
};

/// What parts may say of others.
const HARMLESS: &[&str] = &[
    "officeDocument",
    "core-properties",
    "extended-properties",
    "custom-properties",
    "thumbnail",
    "styles",
    "stylesWithEffects",
    "settings",
    "webSettings",
    "fontTable",
    "theme",
    "numbering",
    "footnotes",
    "endnotes",
    "header",
    "footer",
    "image",
    "hyperlink",
    "customXml",
    "customXmlProps",
    "glossaryDocument",
    "font",
    "printerSettings",
    "people",
    "classificationlabels",
];
/// What parts may be.
const KNOWN_FILES: &[&str] = &[
    "xml", "rels", "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf",
    "svg", "odttf",
];
/// Fields that only count, date or point at a place of the document. Others can fetch a picture or a text from elsewhere
/// when the letter is opened (INCLUDEPICTURE, INCLUDETEXT, LINK, DATABASE) or start a program (DDE, MACROBUTTON).
const HARMLESS_FIELDS: &[&str] = &[
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "PRINTDATE",
    "HYPERLINK",
    "REF",
    "PAGEREF",
    "NOTEREF",
    "STYLEREF",
    "SEQ",
    "TOC",
    "TC",
    "SYMBOL",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "AUTHOR",
    "TITLE",
    "SUBJECT",
    "QUOTE",
];
/// Where a link that someone follows may lead.
const SCHEMES: &[&str] = &["http://", "https://", "mailto:", "tel:"];

const MACROS: &str = "Ce document contient des macros, c’est-à-dire un programme. Enregistrez-le en «\u{a0}Document Word (.docx)\u{a0}», qui n’en garde pas, puis choisissez-le à nouveau.";
const WORD_TEMPLATE: &str = "C’est un modèle au sens de Word (.dotx). Enregistrez-le en «\u{a0}Document Word (.docx)\u{a0}», puis choisissez-le à nouveau.";
const OBJECTS: &str = "Ce document contient un objet incorporé\u{a0}: un classeur, un graphique, un autre fichier ou un contrôle. Remplacez-le par du texte ou par une image, puis choisissez le document à nouveau.";
const TRACKED: &str = "Ce document contient des modifications suivies ou des commentaires, qui resteraient dans toutes les lettres. Acceptez ou refusez les modifications, supprimez les commentaires, enregistrez, puis choisissez-le à nouveau.";
const HIDDEN_FIELD: &str = "Ce document contient un champ calculé par un autre champ. Remplacez-le par du texte, puis choisissez le document à nouveau.";

/// Everything about the file but its words.
///
/// # Errors
/// The first thing that it may not hold, in French.
pub fn check(package: &mut Package) -> Checked<()> {
    kinds(package)?;
    package.measure()?;
    let names = package.names().to_vec();
    for name in &names {
        let extension = extension(name);
        if extension == "rels" {
            let text = package.text(name)?.unwrap_or_default();
            let relations = relations_in(&text)?;
            relations.iter().try_for_each(relation)?;
        } else if extension == "svg" {
            let text = package.text(name)?.unwrap_or_default();
            drawing(&text)?;
        } else if extension == "xml" {
            definitions(package, name)?;
        }
    }
    Ok(())
}

fn extension(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or_default();
    let (_, extension) = file.rsplit_once('.').unwrap_or_default();
    extension.to_lowercase()
}

/// What the file says that its parts are, and what their names say.
fn kinds(package: &mut Package) -> Checked<()> {
    let main = package.main()?;
    let types = package.text("[Content_Types].xml")?.ok_or(NOT_WORD)?;
    let mut all = Vec::new();
    let mut of_main = String::new();
    walk(&types, &mut |step| {
        if let Node::Open(tag) | Node::Empty(tag) = &step.node {
            let kind = attribute(tag, "ContentType").unwrap_or_default();
            if attribute(tag, "PartName").is_some_and(|name| name.trim_start_matches('/') == main) {
                of_main.clone_from(&kind);
            }
            all.push(kind.to_lowercase());
        }
    })
    .map_err(illegible)?;
    let any = |signs: &[&str]| {
        all.iter()
            .any(|kind| signs.iter().any(|sign| kind.contains(sign)))
    };
    let has = |sign: &str| {
        package
            .names()
            .iter()
            .any(|name| name.to_lowercase().contains(sign))
    };
    if any(&["macroenabled", "vbaproject", "ms-word.vba"]) || has("vbaproject") || has("vbadata") {
        return Err(MACROS.to_owned());
    }
    if any(&["oleobject", "activex", "office.controlproperties"])
        || has("embeddings/")
        || has("activex")
    {
        return Err(OBJECTS.to_owned());
    }
    if of_main.ends_with("wordprocessingml.template.main+xml") {
        return Err(WORD_TEMPLATE.to_owned());
    }
    if !of_main.ends_with("wordprocessingml.document.main+xml") {
        return Err(NOT_WORD.to_owned());
    }
    let known = |name: &&String| {
        let extension = extension(name);
        name.ends_with('/')
            || KNOWN_FILES.contains(&extension.as_str())
            || extension == "bin" && name.to_lowercase().contains("printersettings")
    };
    if let Some(other) = package.names().iter().find(|name| !known(name)) {
        return Err(format!(
            "{OBJECTS} (Fichier trouvé dans le document\u{a0}: {other}.)"
        ));
    }
    Ok(())
}

/// What a part says of another, or of a place outside.
fn relation(one: &Relation) -> Checked<()> {
    let target = shown(&one.target);
    match one.kind.as_str() {
        "hyperlink" if one.external => {
            if leads_well(&one.target) {
                return Ok(());
            }
            Err(leads_astray(&one.target))
        }
        "attachedTemplate" => Err(format!(
            "Ce document est attaché à un modèle extérieur («\u{a0}{target}\u{a0}»), que Word irait chercher à chaque ouverture. Recopiez son contenu dans un document neuf, puis choisissez-le à nouveau."
        )),
        _ if one.external => Err(outside(&one.target)),
        "vbaProject" | "wordVbaData" | "keyMapCustomizations" | "attachedToolbars" => {
            Err(MACROS.to_owned())
        }
        "oleObject"
        | "package"
        | "control"
        | "activeXControlBinary"
        | "chart"
        | "aFChunk"
        | "subDocument"
        | "ctrlProp" => Err(OBJECTS.to_owned()),
        // Many programs write an empty list of comments; those that are there are found in the text.
        kind if kind.starts_with("comments") => Ok(()),
        kind if HARMLESS.contains(&kind) => Ok(()),
        kind => Err(format!(
            "Ce document contient quelque chose que nous ne savons pas vérifier («\u{a0}{}\u{a0}»). Recopiez son texte et ses images dans un document neuf, puis choisissez-le à nouveau.",
            shown(kind)
        )),
    }
}

/// May someone be led there?
fn leads_well(target: &str) -> bool {
    let to = target.trim().to_lowercase();
    SCHEMES.iter().any(|scheme| to.starts_with(scheme)) || to.starts_with('#')
}

fn leads_astray(target: &str) -> String {
    format!(
        "Ce document contient un lien vers «\u{a0}{}\u{a0}». Une lettre ne peut mener qu’à une page web (http, https), une adresse e-mail ou un téléphone. Corrigez ou enlevez ce lien, puis choisissez le document à nouveau.",
        shown(target)
    )
}

/// The words of a field's instruction; those between quotes are one.
fn field_words(instruction: &str) -> Vec<String> {
    let (mut words, mut quoted) = (Vec::new(), false);
    let mut word: Option<String> = None;
    for sign in instruction.chars() {
        match sign {
            '"' | '“' | '”' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            _ if sign.is_whitespace() && !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    words
}

/// A HYPERLINK leads where a link may, or to a place of the document (`\l`).
fn link(instruction: &str) -> Checked<()> {
    let words = field_words(instruction);
    let mut words = words.iter().skip(1);
    while let Some(word) = words.next() {
        match word.to_lowercase().as_str() {
            // Each is followed by a word of its own: a place, a tip, a window.
            "\\l" | "\\o" | "\\t" => drop(words.next()),
            "\\h" | "\\m" | "\\n" => {}
            _ if leads_well(word) => {}
            _ => return Err(leads_astray(word)),
        }
    }
    Ok(())
}

fn outside(target: &str) -> String {
    format!(
        "Ce document va chercher quelque chose à l’extérieur quand on l’ouvre («\u{a0}{}\u{a0}»)\u{a0}: qui le fournit saurait quand la lettre est ouverte et par qui. Mettez l’image ou le texte dans le document lui-même, puis choisissez-le à nouveau.",
        shown(target)
    )
}

/// A piece of the file, short enough to be shown.
fn shown(text: &str) -> String {
    const CHARS_MAX: usize = 80;
    let readable: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(CHARS_MAX + 1)
        .collect();
    match readable.char_indices().nth(CHARS_MAX) {
        Some((at, _)) => format!("{}…", readable.get(..at).unwrap_or_default()),
        None => readable,
    }
}

/// No part defines types or entities, and each is whole.
fn definitions(package: &mut Package, name: &str) -> Checked<()> {
    let text = package.text(name)?.unwrap_or_default();
    walk(&text, &mut |_| {}).map_err(illegible)
}

/// A vector picture draws, and does nothing else.
fn drawing(text: &str) -> Checked<()> {
    let mut wrong = None;
    walk(text, &mut |step| {
        if let Node::Open(tag) | Node::Empty(tag) = &step.node {
            if matches!(step.name, "script" | "foreignObject" | "iframe") {
                wrong = Some(OBJECTS.to_owned());
            }
            for (name, value) in attributes(tag) {
                let leads = name.rsplit(':').next() == Some("href") && !name.starts_with("xmlns");
                if leads && !value.starts_with('#') && !value.starts_with("data:image/") {
                    wrong = Some(outside(&value));
                }
            }
        }
    })
    .map_err(illegible)?;
    wrong.map_or(Ok(()), Err)
}

/// What a part of words may not hold.
///
/// # Errors
/// The first thing that it may not hold, in French.
pub fn check_part(part: &Part) -> Checked<()> {
    if part.tracked {
        return Err(TRACKED.to_owned());
    }
    if !part.embedded.is_empty() {
        return Err(OBJECTS.to_owned());
    }
    if let Some(target) = part.outside.first() {
        return Err(outside(target));
    }
    if part.hidden_field {
        return Err(HIDDEN_FIELD.to_owned());
    }
    let name = |field: &String| {
        field
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_uppercase()
    };
    let harmless = |name: &String| name.is_empty() || HARMLESS_FIELDS.contains(&name.as_str());
    match part.fields.iter().map(name).find(|name| !harmless(name)) {
        Some(name) => Err(format!(
            "Ce document contient un champ «\u{a0}{}\u{a0}», que Word calculerait à l’ouverture de chaque lettre. Remplacez-le par du texte, ou par une balise, puis choisissez le document à nouveau.",
            shown(&name)
        )),
        None => {
            let links = part
                .fields
                .iter()
                .filter(|field| name(field) == "HYPERLINK");
            links.map(String::as_str).try_for_each(link)
        }
    }
}
