//! Messages, with what fills their places.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::{FRENCH, Language, Mistake};

/// What fills a place in a message.
#[derive(Debug, Clone)]
pub enum Filling {
    /// Words, as they are.
    Text(String),
    /// A number: the message may agree with it.
    Number(i64),
}

impl From<&str> for Filling {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Filling {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Filling {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

type Catalog = FluentBundle<FluentResource>;

thread_local! {
    /// The catalogs that were needed so far; each is read once per isolate.
    static CATALOGS: RefCell<BTreeMap<&'static str, Rc<Catalog>>> = const { RefCell::new(BTreeMap::new()) };
}

/// A message agrees with what it finds under this name, which is not always the number that it shows.
const AGREES: &str = "-accord";

/// What a message agrees with to agree with `number`: the rules for Arabic and Romanian in our library (`intl_pluralrules`
/// 7.0) forget that beyond a hundred they agree with what is left over.
fn agreeing(code: &str, number: i64) -> i64 {
    let alone = if code == "ar" { 3 } else { 2 };
    match number {
        ..=99 => number,
        _ if number % 100 < alone => 100 + number % 100,
        _ => number % 100,
    }
}

impl Language {
    /// The message `key`, its places filled. In a language written from right to left, what fills them is kept apart by
    /// invisible characters, so that a French name does not turn the sentence around.
    ///
    /// # Errors
    /// When no catalog has it, or it asks for what is not there. What only French has is said in French, rather than not
    /// at all; a test refuses such a catalog.
    pub fn say(&self, key: &str, fillings: &[(&str, Filling)]) -> Result<String, Mistake> {
        let catalog = self.catalog()?;
        let wrong = || self.mistake(format!("the message {key}"));
        let Some(message) = catalog.get_message(key) else {
            return match self.code {
                "fr" => Err(wrong()),
                _ => FRENCH.say(key, fillings),
            };
        };
        let pattern = message.value().ok_or_else(wrong)?;
        let mut args = FluentArgs::with_capacity(fillings.len() * 2);
        for (name, filling) in fillings {
            match filling {
                Filling::Text(text) => args.set(*name, FluentValue::from(text.as_str())),
                Filling::Number(number) => {
                    args.set(
                        format!("{name}{AGREES}"),
                        FluentValue::from(agreeing(self.code, *number)),
                    );
                    args.set(*name, FluentValue::from(*number));
                }
            }
        }
        let mut errors = Vec::new();
        let said = catalog.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            Ok(said.into_owned())
        } else {
            Err(wrong())
        }
    }

    fn mistake(&self, what: impl Into<String>) -> Mistake {
        Mistake {
            code: self.code,
            what: what.into(),
        }
    }

    fn catalog(&self) -> Result<Rc<Catalog>, Mistake> {
        if let Some(known) = CATALOGS.with_borrow(|known| known.get(self.code).cloned()) {
            return Ok(known);
        }
        let read = Rc::new(self.read()?);
        CATALOGS.with_borrow_mut(|known| known.insert(self.code, Rc::clone(&read)));
        Ok(read)
    }

    fn read(&self) -> Result<Catalog, Mistake> {
        let code = self.lang.parse();
        let code = code.map_err(|_code| self.mistake("its code"))?;
        let text = match self.code {
            "ar" | "ro" => self.catalog.replace(" ->", &format!("{AGREES} ->")),
            _ => self.catalog.to_owned(),
        };
        let messages = FluentResource::try_new(text);
        let messages = messages.map_err(|_mistakes| self.mistake("its catalog"))?;
        let mut catalog = FluentBundle::new(vec![code]);
        catalog.set_use_isolating(self.rtl);
        if self.code == "fa" {
            catalog.set_formatter(Some(|value, _| match value {
                FluentValue::Number(number) => {
                    super::language("fa").map(|it| it.digits(&number.as_string()))
                }
                _ => None,
            }));
        }
        let twice = |_twice| self.mistake("a message is there twice");
        catalog.add_resource(messages).map_err(twice)?;
        Ok(catalog)
    }
}

/// The same without the invisible characters that keep directions apart, for where there is no place for them.
#[must_use]
pub fn without_marks(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}'))
        .collect()
}
