//! What someone asks of the list: a tab, a filter, an order, a page. Read from an address, and written back into one.

use chrono_tz::Tz;

use crate::{
    desk::rules::{ABSENCE_MONTHS, ABSENCE_NOTED_MONTHS, Statut},
    edge::{
        clock::{Day, Moment},
        ids::UsagerId,
    },
};

/// The highest « Page n » that is told: it only counts the pages one has turned.
const PAGE_MAX: i64 = 10_000;

/// Declares an enumeration whose variants each have a word in addresses and words on the screen.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $code:literal $label:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant),*
        }

        impl $name {
            /// All of them, in the order of the screen.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its word in an address.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// Its words on the screen.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            fn read(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words! {
    /// A tab of the list.
    Tab {
        /// Everyone.
        Tous "tous" "Tous",
        /// Running.
        Actifs "actifs" "Actifs",
        /// Being prepared.
        ACompleter "a-completer" "À compléter",
        /// Waiting for the decision.
        Attente "attente" "Attente de décision",
        /// Refused.
        Refuses "refuses" "Refusés",
        /// Ended by decision.
        Radies "radies" "Radiés",
    }
}

impl Tab {
    /// The statut of those it shows; `None`: all of them.
    #[must_use]
    pub fn statut(self) -> Option<Statut> {
        match self {
            Self::Tous => None,
            Self::Actifs => Some(Statut::Valide),
            Self::ACompleter => Some(Statut::Instruction),
            Self::Attente => Some(Statut::AttenteDecision),
            Self::Refuses => Some(Statut::Refus),
            Self::Radies => Some(Statut::Radie),
        }
    }
}

words! {
    /// What narrows a tab: one at a time.
    Filter {
        /// The domiciliation is over.
        Depassee "echeance-depassee" "Échéance dépassée",
        /// It ends within 15 days.
        Echeance16 "echeance-16" "Échéance < 16\u{a0}jours",
        /// It ends within 60 days.
        Echeance61 "echeance-61" "Échéance < 61\u{a0}jours",
        /// Not seen for two months.
        Passage2 "passage-2" "Dernier passage > 2\u{a0}mois",
        /// Not seen for three months.
        Passage3 "passage-3" "Dernier passage > 3\u{a0}mois",
        /// Mail waits for them.
        Courrier "courrier" "Courrier en attente",
    }
}

words! {
    /// What the list is sorted by.
    Sort {
        /// Name, then first name.
        Nom "nom" "Nom",
        /// Number of the file.
        Numero "numero" "Numéro",
        /// End of the domiciliation.
        Echeance "echeance" "Échéance",
        /// Last visit.
        Passage "passage" "Dernier passage",
    }
}

impl Filter {
    /// The only order in which an index has the people it keeps.
    #[must_use]
    pub fn sort(self) -> Sort {
        match self {
            Self::Depassee | Self::Echeance16 | Self::Echeance61 => Sort::Echeance,
            Self::Passage2 | Self::Passage3 => Sort::Passage,
            Self::Courrier => Sort::Nom,
        }
    }

    /// The only tab where it means something, if there is one: the domiciliation must run, and those of whom it runs
    /// while a renewal is instructed are in two other tabs.
    #[must_use]
    pub fn tab(self) -> Option<Tab> {
        match self {
            Self::Depassee | Self::Echeance16 | Self::Echeance61 => Some(Tab::Actifs),
            Self::Passage2 | Self::Passage3 => Some(Tab::Tous),
            Self::Courrier => None,
        }
    }
}

/// Where a page of the list begins or ends: at a person, never at a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// The page that follows them.
    After(UsagerId),
    /// The page that precedes them.
    Before(UsagerId),
}

/// What the sorted column may be, from `from` on and below `below`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// Anything.
    None,
    /// Days: from that day on, or from ever.
    Days(Option<Day>, Day),
    /// Moments.
    Moments(Moment, Moment),
}

/// What someone asks of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The tab.
    pub tab: Tab,
    /// What narrows it.
    pub filter: Option<Filter>,
    /// What it is sorted by.
    pub sort: Sort,
    /// From the last to the first.
    pub descending: bool,
    /// Which page.
    pub cursor: Option<Cursor>,
    /// How many pages one has turned, from one.
    pub page: i64,
}

impl Choice {
    /// Reads an address; `query` gives the value of a key, empty when it has none. What makes no sense is left out.
    #[must_use]
    pub fn read(query: impl Fn(&str) -> String) -> Self {
        let filter = Filter::read(&query("filtre"));
        let tab = Tab::read(&query("onglet")).unwrap_or(Tab::Tous);
        let id = |key| UsagerId::parse(&query(key));
        let cursor = id("apres")
            .map(Cursor::After)
            .or_else(|| id("avant").map(Cursor::Before));
        let page = query("page").parse().unwrap_or(1);
        Self {
            page: if cursor.is_some() {
                page.clamp(1, PAGE_MAX)
            } else {
                1
            },
            cursor,
            descending: query("sens") == "desc",
            ..Self::of(tab, filter, Sort::read(&query("tri")))
        }
    }

    /// The first page of a tab.
    #[must_use]
    pub fn of(tab: Tab, filter: Option<Filter>, sort: Option<Sort>) -> Self {
        Self {
            tab: filter.and_then(Filter::tab).unwrap_or(tab),
            sort: filter.map(Filter::sort).or(sort).unwrap_or(Sort::Nom),
            filter,
            descending: false,
            cursor: None,
            page: 1,
        }
    }

    /// The same list, first page, sorted by `sort`: the other way round if it is already.
    #[must_use]
    pub fn sorted_by(&self, sort: Sort) -> Self {
        Self {
            sort,
            descending: self.sort == sort && !self.descending,
            cursor: None,
            page: 1,
            ..self.clone()
        }
    }

    /// The same list, from another place.
    #[must_use]
    pub fn at(&self, cursor: Cursor) -> Self {
        let page = match cursor {
            Cursor::After(_) => self.page + 1,
            Cursor::Before(_) => self.page - 1,
        };
        // The first page is shown from its beginning: someone may have come before the first of a moment ago.
        Self {
            cursor: (page > 1).then_some(cursor),
            page: page.max(1),
            ..self.clone()
        }
    }

    /// Its address: what goes without saying is not said.
    #[must_use]
    pub fn url(&self, list: &str) -> String {
        let mut parts = Vec::new();
        if self.tab != Tab::Tous {
            parts.push(format!("onglet={}", self.tab.code()));
        }
        if let Some(filter) = self.filter {
            parts.push(format!("filtre={}", filter.code()));
        } else if self.sort != Sort::Nom {
            parts.push(format!("tri={}", self.sort.code()));
        }
        if self.descending {
            parts.push("sens=desc".to_owned());
        }
        parts.extend(self.place());
        address(list, &parts)
    }

    /// The address of that page of a list that leaves nothing else to choose.
    #[must_use]
    pub fn page_url(&self, list: &str) -> String {
        address(list, &self.place())
    }

    /// Where in the list.
    fn place(&self) -> Vec<String> {
        let cursor = self.cursor.as_ref().map(|cursor| match cursor {
            Cursor::After(id) => format!("apres={}", id.as_str()),
            Cursor::Before(id) => format!("avant={}", id.as_str()),
        });
        let page = (self.page > 1).then(|| format!("page={}", self.page));
        cursor.into_iter().chain(page).collect()
    }

    /// What the filter asks of the sorted column, on `today` in `zone`.
    #[must_use]
    pub fn bounds(&self, today: Day, zone: Tz) -> Bounds {
        let before =
            |months| Bounds::Moments(SEEN_ONCE, today.minus_months(months).begins_at(zone));
        match self.filter {
            None | Some(Filter::Courrier) => Bounds::None,
            Some(Filter::Depassee) => Bounds::Days(None, today),
            Some(Filter::Echeance16) => Bounds::Days(Some(today), today.plus_days(16)),
            Some(Filter::Echeance61) => Bounds::Days(Some(today), today.plus_days(61)),
            Some(Filter::Passage2) => before(ABSENCE_NOTED_MONTHS),
            Some(Filter::Passage3) => before(ABSENCE_MONTHS),
        }
    }
}

fn address(list: &str, parts: &[String]) -> String {
    if parts.is_empty() {
        list.to_owned()
    } else {
        format!("{list}?{}", parts.join("&"))
    }
}

/// Someone who was never seen has no last visit to be late from.
pub const SEEN_ONCE: Moment = Moment(1);

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "AAAAAAAAAAAAAAAAAAAAAA";

    fn read(query: &str) -> Choice {
        let pairs: Vec<(&str, &str)> = query
            .split('&')
            .filter_map(|part| part.split_once('='))
            .collect();
        Choice::read(|key| {
            pairs
                .iter()
                .find(|(name, _)| *name == key)
                .map(|(_, value)| (*value).to_owned())
                .unwrap_or_default()
        })
    }

    #[test]
    fn an_address_reads_back() {
        for query in [
            "",
            "?onglet=radies",
            "?onglet=actifs&filtre=echeance-16&sens=desc",
            "?filtre=courrier",
            "?onglet=attente&tri=passage&sens=desc&apres=AAAAAAAAAAAAAAAAAAAAAA&page=3",
            "?avant=AAAAAAAAAAAAAAAAAAAAAA&page=2",
        ] {
            let url = format!("/gestion{query}");
            assert_eq!(read(query.trim_start_matches('?')).url("/gestion"), url);
        }
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        assert_eq!(
            read("onglet=nulle-part&tri=x&apres=Dupont&page=-3&filtre=%00"),
            read("")
        );
        assert_eq!(read("page=7").page, 1, "a page without its beginning");
        let far = read(&format!("apres={ID}&page=99999999999999999999"));
        assert_eq!(far.page, 1);
    }

    #[test]
    fn a_filter_has_its_tab_and_its_order() {
        let choice = read("onglet=radies&filtre=echeance-16&tri=nom");
        assert_eq!((choice.tab, choice.sort), (Tab::Actifs, Sort::Echeance));
        let choice = read("onglet=radies&filtre=passage-2&tri=nom");
        assert_eq!((choice.tab, choice.sort), (Tab::Tous, Sort::Passage));
        let choice = read("onglet=radies&filtre=courrier&tri=echeance");
        assert_eq!((choice.tab, choice.sort), (Tab::Radies, Sort::Nom));
    }

    #[test]
    fn a_column_turns_round_when_asked_again() {
        let choice = read("tri=echeance");
        assert!(choice.sorted_by(Sort::Echeance).descending);
        assert!(
            !choice
                .sorted_by(Sort::Echeance)
                .sorted_by(Sort::Echeance)
                .descending
        );
        assert!(!choice.sorted_by(Sort::Nom).descending);
    }

    #[test]
    fn a_domiciliation_that_ends_today_is_not_over() {
        let today = Day("2026-11-22".parse().expect("a day"));
        let bounds =
            |filter| Choice::of(Tab::Tous, Some(filter), None).bounds(today, Tz::Europe__Paris);
        assert_eq!(bounds(Filter::Depassee), Bounds::Days(None, today));
        assert_eq!(
            bounds(Filter::Echeance16),
            Bounds::Days(Some(today), today.plus_days(16))
        );
        assert_eq!(bounds(Filter::Courrier), Bounds::None);
        let two_months = Day("2026-09-22".parse().expect("a day"));
        assert_eq!(
            bounds(Filter::Passage2),
            Bounds::Moments(SEEN_ONCE, two_months.begins_at(Tz::Europe__Paris))
        );
    }
}
