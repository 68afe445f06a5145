//! Callouts: quotations that begin with `[!NOTE]` or another of the five words that GitHub knows too.

use pulldown_cmark::BlockQuoteKind;

/// How a callout of this kind begins, with its title in words.
#[must_use]
pub fn opening(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => {
            "<div class=\"callout callout--note\" role=\"note\">\n<p class=\"callout__title\">À savoir</p>\n"
        }
        BlockQuoteKind::Tip => {
            "<div class=\"callout callout--tip\" role=\"note\">\n<p class=\"callout__title\">Conseil</p>\n"
        }
        BlockQuoteKind::Important => {
            "<div class=\"callout callout--important\" role=\"note\">\n<p class=\"callout__title\">Important</p>\n"
        }
        BlockQuoteKind::Warning => {
            "<div class=\"callout callout--warning\" role=\"note\">\n<p class=\"callout__title\">Attention</p>\n"
        }
        BlockQuoteKind::Caution => {
            "<div class=\"callout callout--caution\" role=\"note\">\n<p class=\"callout__title\">Danger</p>\n"
        }
    }
}

/// `XYZ` in a plain quotation whose source begins with `[!XYZ]`: a callout that does not exist.
#[must_use]
pub fn unknown(quotation: &str) -> Option<&str> {
    let inner = quotation.trim_start_matches(['>', ' ', '\t']);
    let (name, _) = inner.strip_prefix("[!")?.split_once(']')?;
    Some(name).filter(|name| !name.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::unknown;

    #[test]
    fn a_quotation_that_wants_to_be_a_callout_is_seen() {
        assert_eq!(unknown("> [!ASTUCE]\n> x"), Some("ASTUCE"));
        assert_eq!(unknown("> [lien](/)"), None);
        assert_eq!(unknown("> ![image](a.png)"), None);
    }
}
