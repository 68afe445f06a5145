//! Which people an export of the list is of.

use crate::desk::list::choice::{Choice, Filter, Tab};

/// What an export of the list is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A tab, narrowed or not.
    Choice(Choice),
    /// What a search finds.
    Search(String),
}

impl Asked {
    /// Which people these are, in words: « onglet Actifs, échéance dépassée ».
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Search(_) => "résultats d’une recherche, dans tous les statuts".to_owned(),
            Self::Choice(choice) => {
                let tab = match choice.tab {
                    Tab::Tous => "tous les statuts".to_owned(),
                    tab => format!("onglet {}", tab.label()),
                };
                let filter = choice.filter.map(Filter::label).map(str::to_lowercase);
                std::iter::once(tab)
                    .chain(filter)
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        }
    }

    /// May there be people whose request is being prepared: those whom an import refuses?
    #[must_use]
    pub fn may_be_unfinished(&self) -> bool {
        match self {
            Self::Search(_) => true,
            Self::Choice(choice) => {
                matches!(choice.tab, Tab::Tous | Tab::ACompleter | Tab::Attente)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(tab: Tab, filter: Option<Filter>) -> Asked {
        Asked::Choice(Choice::of(tab, filter, None))
    }

    #[test]
    fn what_goes_out_is_said_in_words() {
        let words = |asked: Asked| asked.words().replace('\u{a0}', " ");
        assert_eq!(words(asked(Tab::Tous, None)), "tous les statuts");
        assert_eq!(words(asked(Tab::Refuses, None)), "onglet Refusés");
        assert_eq!(
            words(asked(Tab::Tous, Some(Filter::Depassee))),
            "onglet Actifs, échéance dépassée"
        );
        let search = Asked::Search("Dupont".to_owned());
        assert!(!search.words().contains("Dupont"), "never what was typed");
    }

    #[test]
    fn only_some_lists_hold_people_whom_an_import_refuses() {
        assert!(!asked(Tab::Actifs, None).may_be_unfinished());
        assert!(asked(Tab::Tous, None).may_be_unfinished());
    }
}
