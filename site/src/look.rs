//! The one template environment of the product: what a page written by the generator and a page answered by
//! the worker look like is decided here.
//!
//! A variable that a view forgot is an error, never an empty place on the page. A value that is there but
//! empty (`null`) prints nothing. Text is escaped in every `.html` template.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context,
    escape_formatter,
};

use crate::locale::{FRENCH, Filling, LANGUAGES, Language};

/// (logical name, public URL) of each fingerprinted asset: `("portail.css", "/assets/portail-1a2b3c4d.css")`.
pub type AssetUrls = &'static [(&'static str, &'static str)];

/// Builds the environment from templates compiled into the program.
///
/// # Errors
/// When a template does not parse; the error names it and the line.
pub fn environment(
    templates: &'static [(&'static str, &'static str)],
    assets: AssetUrls,
) -> Result<Environment<'static>, Error> {
    let mut environment = bare(assets.to_vec())?;
    for (name, source) in templates {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

/// The same environment from templates and assets read at run time, for the generator.
///
/// # Errors
/// When a template does not parse; the error names it and the line.
#[cfg(feature = "generator")]
pub fn environment_of(
    templates: Vec<(String, String)>,
    assets: Vec<(String, String)>,
) -> Result<Environment<'static>, Error> {
    let mut environment = bare(assets)?;
    for (name, source) in templates {
        environment.add_template_owned(name, source)?;
    }
    Ok(environment)
}

fn bare<S>(assets: Vec<(S, S)>) -> Result<Environment<'static>, Error>
where
    S: AsRef<str> + Send + Sync + 'static,
{
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    environment.set_formatter(print);
    environment.add_function("asset", move |name: &str| asset_url(&assets, name));
    let all: Vec<Value> = LANGUAGES.iter().map(shown).collect();
    environment.add_global("langues", all);
    Ok(in_language(&environment, FRENCH))
}

/// The same environment where `t("a-message", nombre=2)` speaks `language`, and `langue` is what HTML must know of it.
#[must_use]
pub fn in_language(
    environment: &Environment<'static>,
    language: &'static Language,
) -> Environment<'static> {
    let mut environment = environment.clone();
    environment.add_global("langue", shown(language));
    environment.add_function("t", move |key: &str, places: Kwargs| {
        said(language, key, &places)
    });
    environment
}

/// What templates know of a language.
fn shown(language: &Language) -> Value {
    context! {
        code => language.code, lang => language.lang, dir => language.dir(), nom => language.own_name,
        facile => language.easy, relue => language.reviewed,
    }
}

/// A message, its places filled with numbers and words; a name that no catalog carries is a mistake of the template.
fn said(language: &'static Language, key: &str, places: &Kwargs) -> Result<String, Error> {
    let mut fillings = Vec::new();
    for name in places.args() {
        let value: Value = places.get(name)?;
        let filling = match i64::try_from(value.clone()) {
            Ok(number) if value.kind() == ValueKind::Number => Filling::Number(number),
            _ => Filling::Text(value.to_string()),
        };
        fillings.push((name, filling));
    }
    let said = language.say(key, &fillings);
    said.map_err(|mistake| Error::new(ErrorKind::InvalidOperation, mistake.to_string()))
}

/// `asset("portail.css")` in a template. A name no bundle carries is a mistake of the template.
fn asset_url<S: AsRef<str>>(assets: &[(S, S)], name: &str) -> Result<String, Error> {
    assets
        .iter()
        .find(|(known, _)| known.as_ref() == name)
        .map(|(_, url)| url.as_ref().to_owned())
        .ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidOperation,
                format!("no asset is called {name:?}"),
            )
        })
}

/// Prints a value: nothing for `null`, the five characters of HTML escaped in text.
///
/// The library's own escaping also turns `/` into `&#x2f;`, which HTML does not need and which makes each
/// address longer.
fn print(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    let escapes = matches!(state.auto_escape(), AutoEscape::Html);
    match value.as_str() {
        Some(text) if escapes && !value.is_safe() && value.kind() == ValueKind::String => {
            Ok(escape(out, text)?)
        }
        _ => escape_formatter(out, state, value),
    }
}

fn escape(out: &mut Output, text: &str) -> std::fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, after) = rest.split_at(at);
        out.write_str(before)?;
        let mut characters = after.chars();
        out.write_str(match characters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#x27;",
        })?;
        rest = characters.as_str();
    }
    out.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASSETS: AssetUrls = &[("portail.css", "/assets/portail-1a2b3c4d.css")];

    fn rendered(source: &'static str, view: Value) -> Result<String, Error> {
        let templates: &'static [(&str, &str)] = Box::leak(Box::new([("page.html", source)]));
        environment(templates, ASSETS)?
            .get_template("page.html")?
            .render(view)
    }

    #[test]
    fn a_forgotten_variable_is_an_error() {
        for source in [
            "{{ absent }}",
            "{% if absent %}x{% endif %}",
            "{% for x in absent %}{% endfor %}",
        ] {
            assert!(rendered(source, context! {}).is_err(), "{source}");
        }
    }

    #[test]
    fn a_null_prints_nothing() {
        assert_eq!(
            rendered("[{{ rien }}]", context! { rien => () }).unwrap(),
            "[]"
        );
    }

    #[test]
    fn text_is_escaped_and_addresses_stay_readable() {
        let view = context! { texte => "<b a=\"/x\">l'été & co</b>" };
        assert_eq!(
            rendered("{{ texte }}", view).unwrap(),
            "&lt;b a=&quot;/x&quot;&gt;l&#x27;été &amp; co&lt;/b&gt;"
        );
    }

    #[test]
    fn numbers_and_truth_values_print_as_usual() {
        assert_eq!(rendered("{{ n }}", context! { n => 12 }).unwrap(), "12");
    }

    #[test]
    fn an_asset_has_its_fingerprinted_address() {
        assert_eq!(
            rendered("{{ asset('portail.css') }}", context! {}).unwrap(),
            "/assets/portail-1a2b3c4d.css"
        );
    }

    #[test]
    fn a_message_is_said_in_the_language_of_the_environment() {
        let source = r#"{{ langue.dir }} {{ t("accueil-bonjour", prenom="<Awa>") }} {{ t("semaine", semaine=1) }}"#;
        let templates: &'static [(&str, &str)] = Box::leak(Box::new([("page.html", source)]));
        let french = environment(templates, ASSETS).unwrap();
        let said = |it: &Environment<'_>| it.get_template("page.html").unwrap().render(());
        assert_eq!(
            said(&french).unwrap(),
            "ltr Bonjour &lt;Awa&gt;\u{202f}! lundi"
        );
        let arabic = in_language(&french, crate::locale::language("ar").unwrap());
        assert!(said(&arabic).unwrap().starts_with("rtl "));
        assert!(rendered(r#"{{ t("rien") }}"#, context! {}).is_err());
    }

    #[test]
    fn an_unknown_asset_is_named() {
        let error = rendered("{{ asset('autre.css') }}", context! {}).unwrap_err();
        assert!(error.to_string().contains("autre.css"), "{error}");
    }
}
