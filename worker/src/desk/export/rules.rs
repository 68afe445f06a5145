//! What the audit log keeps of an export of the list. Pure.

use serde::{Deserialize, Serialize};

use crate::edge::words;

/// What the audit log keeps of an export of the list: never what was typed in the search box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How many people.
    pub nombre: i64,
    /// Which of them, in words.
    pub choix: String,
}

impl Kept {
    /// In words: « 38 domiciliés, onglet Actifs, échéance dépassée ».
    #[must_use]
    pub fn words(&self) -> String {
        let count = words::counted(self.nombre, "domicilié", "domiciliés");
        format!("{count}, {}", self.choix)
    }
}

/// How many, for those who read numbers: « 20 000 domiciliés ».
#[must_use]
pub fn counted(nombre: i64) -> String {
    words::counted(nombre, "domicilié", "domiciliés")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_keeps_words_and_a_number() {
        let kept = Kept {
            nombre: 38,
            choix: "onglet Actifs".to_owned(),
        };
        assert_eq!(kept.words(), "38\u{a0}domiciliés, onglet Actifs");
    }
}
