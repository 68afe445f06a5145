//! Words as a person reads them.

/// `text` with ordinary spaces and apostrophes, and one space where there were several: « l’accès » is « l'accès ».
#[must_use]
pub fn normal(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '\u{202f}' | '\u{a0}' => ' ',
            '’' => '\'',
            other => other,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of an HTML page: no tags, no scripts, entities read.
#[must_use]
pub fn of_html(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        words.push_str(&rest[..start]);
        words.push(' ');
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |end| start + end + 1);
        rest = &rest[end..];
    }
    words.push_str(rest);
    let read = words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    normal(&read)
}

/// The value of `attribute` in the first tag of `html` that contains `mark`.
#[must_use]
pub fn attribute(html: &str, mark: &str, attribute: &str) -> Option<String> {
    let at = html.find(mark)?;
    let start = html[..at].rfind('<')?;
    let tag = &html[start..start + html[start..].find('>')?];
    let value = tag.split(&format!("{attribute}=\"")).nth(1)?;
    Some(
        value
            .split('"')
            .next()?
            .replace("&#x2f;", "/")
            .replace("&amp;", "&"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_does_not_matter() {
        assert_eq!(normal("«\u{202f}l’accès\u{a0}»\n  ici"), "« l'accès » ici");
    }

    #[test]
    fn a_page_is_its_words() {
        assert_eq!(
            of_html("<h1>Bonjour\n<b>à</b> tous</h1>&amp; merci"),
            "Bonjour à tous & merci"
        );
    }

    #[test]
    fn an_attribute_is_found_by_a_mark_in_its_tag() {
        let html = r#"<a href="/x">x</a><input name="jeton" value="abc">"#;
        assert_eq!(
            attribute(html, "name=\"jeton\"", "value").as_deref(),
            Some("abc")
        );
        assert_eq!(attribute(html, "name=\"autre\"", "value"), None);
    }
}
