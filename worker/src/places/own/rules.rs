//! A place of a structure, as kept. Pure.

use serde::{Deserialize, Deserializer};

use crate::{edge::ids::LieuId, places::standard_rules::Place};

/// What the standard's `source` says of a place that was written here.
pub const SOURCE: &str = "Escale";

/// A place of one's structure.
#[derive(Debug, Clone, Deserialize)]
pub struct Own {
    /// Its id.
    pub id: LieuId,
    /// How often it was written.
    pub version: i64,
    /// Has the structure withdrawn it?
    #[serde(deserialize_with = "yes")]
    pub retire: bool,
    /// Is it in the directory?
    #[serde(deserialize_with = "yes")]
    pub public: bool,
    /// What it says.
    #[serde(flatten)]
    pub lieu: Place,
}

fn yes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    i64::deserialize(deserializer).map(|number| number != 0)
}

/// What the standard calls the place that is written in the form of this key.
#[must_use]
pub fn standard_id(key: &LieuId) -> String {
    format!("escale-{}", key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_chooses_a_key_chooses_no_id() {
        let wanted = LieuId::of_standard("the next import has it");
        let id = LieuId::of_standard(&standard_id(&wanted));
        assert_ne!(id, wanted);
    }
}
