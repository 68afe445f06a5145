//! D1, in one place: binding, reading, changes, batches, errors and what they cost.
//!
//! A statement is declared once, in a room's `store.rs`, with [`statements!`]; nothing else can reach the database.

use std::{cell::Cell, rc::Rc};

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use worker::{D1Database, wasm_bindgen::JsValue};

use super::{
    clock::{Day, Moment},
    d1::{self, Given},
    error::{Error, Result},
    ids::{
        AnnonceId, AtelierId, AvisId, AyantDroitId, ConsultationId, CourrielId, DocumentId,
        DossierEventId, DossierId, DossierLienId, DossierNoteId, ErasingId, FermetureId, HistoryId,
        ImportId, InvitationId, JournalId, LienId, LieuId, LoginId, MailLineId, ModeleId, NoteId,
        OrientationDocumentId, OrientationEventId, OrientationId, PriseId, ProcurationId,
        ServiceId, StaffId, StructureId, TourId, UsagerId,
    },
    secret::TokenHash,
};

/// One SQL statement, with numbered parameters, and the name that errors and tests give it.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// `room::NAME`.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
}

/// Declares a room's statements as constants and lists them all in `STATEMENTS`, which the tests explain one by one.
#[macro_export]
macro_rules! statements {
    ($room:literal; $($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* const $name: $crate::edge::db::Statement =
            $crate::edge::db::Statement { name: concat!($room, "::", stringify!($name)), sql: $sql };)*

        /// Every statement of this store.
        pub const STATEMENTS: &[$crate::edge::db::Statement] = &[$($name),*];
    };
}

/// A value bound to a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// SQL NULL.
    Null,
    /// A whole number, exact to 2^53.
    Integer(i64),
    /// Text.
    Text(String),
}

macro_rules! value_from_text {
    ($($type:ty),*) => {$(
        impl From<&$type> for Value {
            fn from(value: &$type) -> Self {
                Self::Text(value.as_str().to_owned())
            }
        }
    )*};
}
value_from_text!(
    AnnonceId,
    AtelierId,
    AvisId,
    AyantDroitId,
    ConsultationId,
    CourrielId,
    DocumentId,
    DossierEventId,
    DossierId,
    DossierLienId,
    DossierNoteId,
    ErasingId,
    FermetureId,
    HistoryId,
    ImportId,
    InvitationId,
    JournalId,
    LienId,
    LieuId,
    LoginId,
    MailLineId,
    ModeleId,
    NoteId,
    OrientationDocumentId,
    OrientationEventId,
    OrientationId,
    PriseId,
    ProcurationId,
    ServiceId,
    StaffId,
    StructureId,
    TourId,
    UsagerId,
    TokenHash,
    String
);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Integer(i64::from(value))
    }
}

impl From<Day> for Value {
    fn from(value: Day) -> Self {
        Self::Text(value.0.to_string())
    }
}

impl From<Moment> for Value {
    fn from(value: Moment) -> Self {
        Self::Integer(value.0)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl Value {
    /// D1 refuses `BigInt`, which is what an `i64` becomes by itself: numbers travel as `f64`.
    #[expect(
        clippy::cast_precision_loss,
        reason = "every number we keep is below 2^53"
    )]
    fn to_js(&self) -> JsValue {
        match self {
            Self::Null => JsValue::NULL,
            Self::Integer(number) => JsValue::from_f64(*number as f64),
            Self::Text(text) => JsValue::from_str(text),
        }
    }
}

/// A statement with its values, ready to run.
#[derive(Debug, Clone)]
pub struct Query {
    statement: Statement,
    values: Vec<Value>,
}

impl Statement {
    /// Gives the parameters their values, in order.
    #[must_use]
    pub fn with(self, values: impl Into<Vec<Value>>) -> Query {
        Query {
            statement: self,
            values: values.into(),
        }
    }
}

/// What the statements of one request cost, as D1 bills it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Trips to the database.
    pub trips: u64,
    /// Rows read.
    pub read: u64,
    /// Rows written.
    pub written: u64,
}

impl Cost {
    /// This and `other`.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            trips: self.trips + other.trips,
            read: self.read + other.read,
            written: self.written + other.written,
        }
    }
}

/// The result of one statement of a batch.
pub struct Outcome {
    statement: Statement,
    given: Given,
    /// How many rows it changed: this tells who won.
    pub changes: usize,
}

impl Outcome {
    fn of(statement: Statement, given: Given) -> Self {
        Self {
            statement,
            changes: usize::try_from(given.changes).unwrap_or(usize::MAX),
            given,
        }
    }

    /// Its rows.
    ///
    /// # Errors
    /// [`Error::Internal`] when a row does not have the shape of `T`.
    pub fn rows<T: DeserializeOwned>(&self) -> Result<Vec<T>> {
        // What serde says can quote a column's value, and the log may hold none.
        let wrong_shape = |_error| Error::internal(self.statement.name, "a row has another shape");
        self.given.rows().map_err(wrong_shape)
    }

    /// Its first row, if it has one.
    ///
    /// # Errors
    /// As [`Outcome::rows`].
    pub fn first<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        Ok(self.rows()?.into_iter().next())
    }
}

/// The database of this request; counts what it costs.
#[derive(Clone)]
pub struct Db {
    d1: Rc<D1Database>,
    cost: Rc<Cell<Cost>>,
}

impl Db {
    /// Wraps the binding.
    #[must_use]
    pub fn new(d1: D1Database) -> Self {
        Self {
            d1: Rc::new(d1),
            cost: Rc::default(),
        }
    }

    /// What was spent so far.
    #[must_use]
    pub fn cost(&self) -> Cost {
        self.cost.get()
    }

    /// Runs `queries` as one transaction, all or nothing, in one trip.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when D1 can't be reached or is overloaded, [`Error::Internal`] for everything else.
    pub async fn batch<const N: usize>(&self, queries: [Query; N]) -> Result<[Outcome; N]> {
        let first = queries.first().map_or(EMPTY, |query| query.statement);
        let outcomes = self.batch_of(queries.into()).await?;
        outcomes.try_into().map_err(|_: Vec<_>| {
            Error::internal(first.name, "D1 answered fewer results than asked")
        })
    }

    /// Runs as many `queries` as there are, as one transaction, all or nothing, in one trip: for forms whose lists may
    /// be short or long.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn batch_of(&self, queries: Vec<Query>) -> Result<Vec<Outcome>> {
        let statements: Vec<Statement> = queries.iter().map(|query| query.statement).collect();
        let mut prepared = Vec::with_capacity(queries.len());
        for query in queries {
            let values: Vec<JsValue> = query.values.iter().map(Value::to_js).collect();
            let bound = d1::bind(&self.d1, query.statement.sql, &values);
            prepared.push(bound.map_err(|error| classify(query.statement, &error))?);
        }
        let first = statements.first().copied().unwrap_or(EMPTY);
        let given = d1::batch(&self.d1, prepared).await;
        let given = given.map_err(|error| classify(first, &error))?;
        self.spent(&given);
        let outcomes = statements.into_iter().zip(given);
        Ok(outcomes
            .map(|(statement, given)| Outcome::of(statement, given))
            .collect())
    }

    /// Runs one statement.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn run(&self, query: Query) -> Result<Outcome> {
        let [outcome] = self.batch([query]).await?;
        Ok(outcome)
    }

    /// The first row of one statement.
    ///
    /// # Errors
    /// As [`Db::batch`] and [`Outcome::rows`].
    pub async fn first<T: DeserializeOwned>(&self, query: Query) -> Result<Option<T>> {
        self.run(query).await?.first()
    }

    /// All rows of one statement.
    ///
    /// # Errors
    /// As [`Db::batch`] and [`Outcome::rows`].
    pub async fn all<T: DeserializeOwned>(&self, query: Query) -> Result<Vec<T>> {
        self.run(query).await?.rows()
    }

    fn spent(&self, given: &[Given]) {
        let mut cost = self.cost.get();
        cost.trips += 1;
        for one in given {
            cost.read += one.read;
            cost.written += one.written;
        }
        self.cost.set(cost);
    }
}

const EMPTY: Statement = Statement {
    name: "empty batch",
    sql: "",
};

/// The one place that reads D1's error text: what may be tried again later is told from what is our fault.
/// The text can hold a JavaScript stack, so only its first line goes on, to the log.
fn classify(statement: Statement, text: &str) -> Error {
    let line = text.lines().next().unwrap_or_default();
    let passing = [
        "overloaded",
        "Network connection lost",
        "storage caused object to be reset",
        "timed out",
        "reset because",
    ];
    let said = format!("{}: {line}", statement.name);
    if passing.iter().any(|sign| text.contains(sign)) {
        Error::Unavailable(said)
    } else {
        Error::Internal(said)
    }
}

/// Reads a 0/1 column as a `bool`, for `#[serde(deserialize_with = "flag")]`.
///
/// # Errors
/// When the column holds no number.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<bool, D::Error> {
    i64::deserialize(deserializer).map(|number| number != 0)
}

/// Reads a column that holds JSON.
///
/// # Errors
/// When the column holds no text, or other JSON.
pub fn json<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> std::result::Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    serde_json::from_str(&text).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_meaning() {
        assert_eq!(Value::from(true), Value::Integer(1));
        assert_eq!(Value::from(None::<i64>), Value::Null);
        assert_eq!(Value::from(Some("a")), Value::Text("a".into()));
        assert_eq!(Value::from(Moment(5)), Value::Integer(5));
    }

    #[test]
    fn a_passing_fault_is_told_from_ours() {
        let error = |text| classify(EMPTY, text);
        assert!(matches!(
            error("D1_ERROR: D1 DB is overloaded."),
            Error::Unavailable(_)
        ));
        assert!(
            matches!(error("D1_ERROR: no such column: x\n  at D1.js:7"), Error::Internal(text) if !text.contains("at D1"))
        );
    }
}
