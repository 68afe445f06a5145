//! What someone asks of the dashboard: a side, a filter, an age, an order, a page. Read from an address, and written back
//! into one. Pure.

use crate::{
    edge::{
        clock::{DAY_MS, Moment},
        ids::OrientationId,
    },
    orientation::rules::Statut,
};

/// The highest « Page n » that is told: it only counts the pages one has turned.
const PAGE_MAX: i64 = 10_000;
/// Beyond every moment, and exact in D1.
const LAST: Moment = Moment(1 << 53);

/// A tab of the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sens {
    /// Received by one's own services.
    Recues,
    /// Sent from one's own structure.
    Envoyees,
}

impl Sens {
    /// Both, in the order of the screen.
    pub const ALL: [Self; 2] = [Self::Recues, Self::Envoyees];

    /// Its word in an address.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Recues => "recues",
            Self::Envoyees => "envoyees",
        }
    }

    /// Its code in the database.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::Recues => "RECUE",
            Self::Envoyees => "ENVOYEE",
        }
    }

    /// Its words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Recues => "Reçues",
            Self::Envoyees => "Envoyées",
        }
    }

    /// The tab of that word.
    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What narrows a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Nothing.
    Toutes,
    /// Those nobody of the service has opened.
    NonLues,
    /// Those of a statut.
    Of(Statut),
}

impl Filter {
    /// Those a tab has, in the order of the screen.
    #[must_use]
    pub fn of(sens: Sens) -> Vec<Self> {
        let unread = (sens == Sens::Recues).then_some(Self::NonLues);
        let of = Statut::ALL.into_iter().map(Self::Of);
        [Self::Toutes].into_iter().chain(unread).chain(of).collect()
    }

    /// Its word in an address.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Toutes => "toutes",
            Self::NonLues => "non-lues",
            Self::Of(Statut::Ouverte) => "a-traiter",
            Self::Of(Statut::Validee) => "validees",
            Self::Of(Statut::Refusee) => "refusees",
            Self::Of(Statut::Expiree) => "expirees",
            Self::Of(Statut::Annulee) => "annulees",
        }
    }

    /// Its words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Toutes => "Toutes",
            Self::NonLues => "Non lues",
            Self::Of(Statut::Ouverte) => "À traiter",
            Self::Of(Statut::Validee) => "Validées",
            Self::Of(Statut::Refusee) => "Refusées",
            Self::Of(Statut::Expiree) => "Expirées",
            Self::Of(Statut::Annulee) => "Annulées",
        }
    }
}

/// How old a request is at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Ten days: a reminder has gone out.
    Dix,
    /// Twenty.
    Vingt,
}

impl Age {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Dix, Self::Vingt];

    /// Its word in an address.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Dix => "10",
            Self::Vingt => "20",
        }
    }

    /// Its words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Dix => "Plus de 10\u{a0}jours",
            Self::Vingt => "Plus de 20\u{a0}jours",
        }
    }

    fn ms(self) -> i64 {
        match self {
            Self::Dix => 10 * DAY_MS,
            Self::Vingt => 20 * DAY_MS,
        }
    }
}

/// Where a page begins or ends: at a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// The page that follows it.
    After(OrientationId),
    /// The page that precedes it.
    Before(OrientationId),
}

/// What someone asks of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The tab.
    pub sens: Sens,
    /// What narrows it.
    pub filter: Filter,
    /// How old at least.
    pub age: Option<Age>,
    /// The oldest first?
    pub oldest_first: bool,
    /// Which page.
    pub cursor: Option<Cursor>,
    /// How many pages one has turned, from one.
    pub page: i64,
}

impl Choice {
    /// The first page of a tab: what waits for an answer, the oldest first; elsewhere the newest.
    #[must_use]
    pub fn of(sens: Sens, filter: Filter) -> Self {
        Self {
            sens,
            filter,
            age: None,
            oldest_first: waits(filter),
            cursor: None,
            page: 1,
        }
    }

    /// Reads an address; `query` gives the value of a key, empty when it has none. What makes no sense is left out.
    #[must_use]
    pub fn read(sens: Sens, query: impl Fn(&str) -> String) -> Self {
        let (statut, age, tri) = (query("statut"), query("age"), query("tri"));
        let filters = Filter::of(sens);
        let filter = filters.into_iter().find(|one| one.code() == statut);
        let first = Self::of(sens, filter.unwrap_or(Filter::Toutes));
        let id = |key| OrientationId::parse(&query(key));
        let cursor = id("apres")
            .map(Cursor::After)
            .or_else(|| id("avant").map(Cursor::Before));
        let page: i64 = query("page").parse().unwrap_or(1);
        Self {
            age: Age::ALL.into_iter().find(|one| one.code() == age),
            oldest_first: match tri.as_str() {
                "anciennes" => true,
                "recentes" => false,
                _ => first.oldest_first,
            },
            page: if cursor.is_some() {
                page.clamp(1, PAGE_MAX)
            } else {
                1
            },
            cursor,
            ..first
        }
    }

    /// The same, first page, in the other order.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self {
            oldest_first: !self.oldest_first,
            cursor: None,
            page: 1,
            ..self.clone()
        }
    }

    /// The same, first page, of that age at least.
    #[must_use]
    pub fn aged(&self, age: Option<Age>) -> Self {
        Self {
            age,
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
        Self {
            cursor: (page > 1).then_some(cursor),
            page: page.max(1),
            ..self.clone()
        }
    }

    /// When a request of that age was sent: from the first moment on, and before the second.
    #[must_use]
    pub fn bounds(&self, now: Moment) -> (Moment, Moment) {
        let before = self.age.map_or(LAST, |age| now.plus_ms(-age.ms()));
        (Moment(0), before)
    }

    /// Its address: what goes without saying is not said.
    #[must_use]
    pub fn url(&self, list: &str) -> String {
        let mut parts = vec![format!("sens={}", self.sens.code())];
        if self.filter != Filter::Toutes {
            parts.push(format!("statut={}", self.filter.code()));
        }
        parts.extend(self.age.map(|age| format!("age={}", age.code())));
        if self.oldest_first != waits(self.filter) {
            let order = if self.oldest_first {
                "anciennes"
            } else {
                "recentes"
            };
            parts.push(format!("tri={order}"));
        }
        parts.extend(self.cursor.as_ref().map(|cursor| match cursor {
            Cursor::After(id) => format!("apres={}", id.as_str()),
            Cursor::Before(id) => format!("avant={}", id.as_str()),
        }));
        if self.page > 1 {
            parts.push(format!("page={}", self.page));
        }
        format!("{list}?{}", parts.join("&"))
    }
}

/// Do these wait for an answer? Then the oldest comes first.
fn waits(filter: Filter) -> bool {
    matches!(filter, Filter::Of(Statut::Ouverte) | Filter::NonLues)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Choice {
        let pairs: Vec<(&str, &str)> = query
            .split('&')
            .filter_map(|part| part.split_once('='))
            .collect();
        let value = |key: &str| {
            let found = pairs.iter().find(|(name, _)| *name == key);
            found.map_or_else(String::new, |(_, value)| (*value).to_owned())
        };
        Choice::read(Sens::read(&value("sens")).unwrap_or(Sens::Recues), value)
    }

    #[test]
    fn an_address_reads_back() {
        for query in [
            "sens=recues",
            "sens=envoyees&statut=a-traiter",
            "sens=recues&statut=non-lues&age=10&tri=recentes",
            "sens=envoyees&statut=annulees&tri=anciennes&apres=AAAAAAAAAAAAAAAAAAAAAA&page=3",
        ] {
            assert_eq!(read(query).url("/o"), format!("/o?{query}"));
        }
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        assert_eq!(
            read("sens=envoyees&statut=non-lues&age=3&tri=x&apres=y&page=9"),
            Choice::of(Sens::Envoyees, Filter::Toutes)
        );
    }

    #[test]
    fn what_waits_comes_oldest_first() {
        assert!(read("statut=a-traiter").oldest_first);
        assert!(!read("statut=validees").oldest_first);
        assert!(!read("statut=a-traiter").turned().oldest_first);
    }

    #[test]
    fn an_age_counts_from_now() {
        let now = Moment(100 * DAY_MS);
        let (_, before) = read("age=20").bounds(now);
        assert_eq!(before, Moment(80 * DAY_MS));
    }
}
