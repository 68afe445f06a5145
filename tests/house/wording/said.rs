//! What the product says: the words of its templates, of its strings, of its scripts, of its catalogues of languages,
//! and the titles of its pages. Where a name or a number comes in, there is a hole.

use std::{collections::BTreeSet, path::Path};

use escale_tests::tree;

/// Where something comes in; a quotation writes it « … » too.
const HOLE: char = '…';
/// Where a template chooses: what is before and after may or may not stand together.
const CHOICE: char = '\u{1}';
/// Letters that a piece with holes must have of its own before it may stand for other words.
const LETTERS_AROUND_HOLES: usize = 8;
/// Tags that do not end what a person reads as one piece.
const INLINE: [&str; 6] = ["strong", "em", "span", "b", "a", "code"];

/// Reads the words of a file.
type Reader = fn(&mut Said, &str);
/// Where the words are, in files of which kind, and how they are read.
const SOURCES: [(&str, &str, Reader); 9] = [
    ("worker/templates", "html", Said::template),
    ("worker/templates", "txt", Said::template),
    ("site/templates", "html", Said::template),
    ("site/templates", "txt", Said::template),
    ("worker/src", "rs", Said::program),
    ("site/src", "rs", Said::program),
    ("site/assets/js", "js", Said::script),
    ("content/locales", "ftl", Said::catalogue),
    ("content", "md", Said::title),
];

/// Everything the product says, piece by piece.
#[derive(Default)]
pub(super) struct Said {
    pieces: BTreeSet<String>,
    holed: BTreeSet<String>,
}

/// Words as a person reads them: one kind of space, one apostrophe, nothing around.
pub(super) fn as_read(words: &str) -> String {
    let words = words
        .replace(['\u{a0}', '\u{202f}'], " ")
        .replace('’', "'")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let words: Vec<_> = words.split_whitespace().collect();
    words
        .join(" ")
        .trim_matches(|c| matches!(c, ' ' | ':' | '*' | '.'))
        .to_owned()
}

impl Said {
    /// What the checkout at `root` says.
    pub(super) fn by_the_product(root: &Path) -> Self {
        let mut said = Self::default();
        for (folder, extension, read) in SOURCES {
            for path in tree::files(&root.join(folder), extension) {
                let name = path.to_string_lossy();
                let test = name.ends_with("tests.rs") || name.contains("/tests/");
                if !test {
                    read(&mut said, &tree::read(&path));
                }
            }
        }
        said
    }

    /// Is this on a screen? Either the whole of a piece, holes filled with less than it says itself; or, from two words
    /// on, how one begins.
    pub(super) fn says(&self, words: &str) -> bool {
        let fits = |piece: &&String| 2 * letters(piece) >= letters(words) && fills(piece, words);
        self.pieces.contains(words)
            || self.begins(words)
            || self.holed.iter().any(|piece| fits(&piece))
            || words.contains(HOLE) && self.pieces.iter().any(|piece| fills(words, piece))
    }

    fn begins(&self, words: &str) -> bool {
        words.contains(' ')
            && self
                .pieces
                .range(words.to_owned()..)
                .map_while(|piece| piece.strip_prefix(words))
                .any(|rest| !rest.starts_with(char::is_alphanumeric))
    }

    fn piece(&mut self, words: &str) {
        let words = as_read(words);
        let whole = as_read(words.trim_matches([HOLE, ' ']));
        if words.contains(HOLE) && letters(&whole) >= LETTERS_AROUND_HOLES {
            self.holed.insert(words);
        }
        if !whole.is_empty() {
            self.pieces.insert(whole);
        }
    }

    /// The words of a template: its text, its attributes, the strings it gives to macros.
    pub(super) fn template(&mut self, text: &str) {
        let plain = self.without_expressions(text);
        for inline in [false, true] {
            let mut read = String::new();
            for part in plain.split('<') {
                let (tag, after) = part.split_once('>').unwrap_or(("", part));
                let name = tag.trim_start_matches('/');
                let name = name.split([' ', '\n']).next().unwrap_or_default();
                if !(inline && INLINE.contains(&name)) {
                    self.pieces_of(&read);
                    read.clear();
                }
                let values = tag.split('"').skip(1).step_by(2);
                values.for_each(|value| self.pieces_of(value));
                read.push_str(after);
            }
            self.pieces_of(&read);
        }
    }

    fn pieces_of(&mut self, text: &str) {
        text.split(CHOICE).for_each(|part| self.piece(part));
        self.piece(&text.replace(CHOICE, ""));
    }

    /// Takes out `{{ }}`, `{% %}` and `{# #}`, and takes note of the strings in them.
    fn without_expressions(&mut self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            plain.push_str(before);
            let (end, mark) = match from.get(..2) {
                Some("{{") => ("}}", Some(HOLE)),
                Some("{%") => ("%}", Some(CHOICE)),
                Some("{#") => ("#}", None),
                _ => {
                    plain.push('{');
                    rest = &from[1..];
                    continue;
                }
            };
            let (inside, after) = from[2..].split_once(end).unwrap_or((&from[2..], ""));
            if let Some(mark) = mark {
                plain.push(mark);
                let strings = inside.split('"').skip(1).step_by(2);
                strings.for_each(|string| self.piece(string));
            }
            rest = after;
        }
        plain + rest
    }

    /// The strings of a Rust file, without those of its tests.
    fn program(&mut self, text: &str) {
        let text = text.split("#[cfg(test)]\nmod tests {").next();
        for string in strings(text.unwrap_or_default(), &['"']) {
            self.piece(&with_holes(&string));
        }
    }

    /// The title of a page.
    fn title(&mut self, text: &str) {
        let title = text.lines().find_map(|line| line.strip_prefix("title = "));
        self.piece(title.unwrap_or_default().trim_matches('"'));
    }

    /// The strings of a script.
    fn script(&mut self, text: &str) {
        // Line by line: a regular expression may hold a lone quote.
        for string in text
            .lines()
            .flat_map(|line| strings(line, &['"', '\'', '`']))
        {
            self.piece(&with_holes(&string.replace("${", "{")));
        }
    }

    /// The messages of a catalogue, and their variants.
    fn catalogue(&mut self, text: &str) {
        for line in text.lines() {
            let message = line.split_once(" = ").map_or(line, |(_, message)| message);
            let variant = message.split_once("] ").map_or(message, |(_, words)| words);
            self.piece(&with_holes(variant));
        }
    }
}

/// How many letters these words have.
fn letters(words: &str) -> usize {
    words.chars().filter(|sign| sign.is_alphabetic()).count()
}

/// Does `words` read as `piece`, with anything at its holes?
fn fills(piece: &str, words: &str) -> bool {
    let mut parts = piece.split(HOLE).map(str::trim);
    let Some(mut rest) = parts.next().and_then(|first| words.strip_prefix(first)) else {
        return false;
    };
    let parts: Vec<_> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

/// `{name}`, `{0:?}` or `{ $name }` becomes a hole.
fn with_holes(string: &str) -> String {
    let mut read = String::new();
    let mut parts = string.split('{');
    read.push_str(parts.next().unwrap_or_default());
    for part in parts {
        read.push(HOLE);
        read.push_str(part.split_once('}').map_or("", |(_, after)| after));
    }
    read
}

/// The strings of a program, between these quotes, escapes undone; comments are not strings.
fn strings(text: &str, quotes: &[char]) -> Vec<String> {
    let mut found = Vec::new();
    let mut signs = text.chars().peekable();
    let mut before = ' ';
    while let Some(sign) = signs.next() {
        let quoted = quotes.contains(&sign) && !(before == '\'' && signs.peek() == Some(&'\''));
        if sign == '/' && signs.peek() == Some(&'/') && before != ':' {
            signs.by_ref().find(|sign| *sign == '\n');
        } else if quoted {
            found.push(string(&mut signs, sign));
        }
        before = sign;
    }
    found
}

/// The rest of a string, up to its closing quote.
fn string(signs: &mut std::iter::Peekable<std::str::Chars<'_>>, quote: char) -> String {
    let mut string = String::new();
    while let Some(sign) = signs.next() {
        if sign == quote {
            break;
        }
        if sign != '\\' {
            string.push(sign);
            continue;
        }
        match signs.next() {
            Some('\n') => while signs.next_if(|sign| sign.is_whitespace()).is_some() {},
            Some('u') => {
                let code: String = signs.by_ref().take_while(|sign| *sign != '}').collect();
                let code = u32::from_str_radix(code.trim_start_matches('{'), 16).ok();
                string.extend(code.and_then(char::from_u32));
            }
            Some('n' | 't' | 'r') => string.push(' '),
            Some(other) => string.push(other),
            None => {}
        }
    }
    string
}
