//! What has changed between two versions of a file, and two edits of the same version put together. Pure.

use serde::{Deserialize, Serialize};

use super::rules::{Champ, Content};

/// A field that has changed, in words, as « Historique » keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub champ: Champ,
    /// What it said.
    pub avant: String,
    /// What it says since.
    pub apres: String,
}

/// What a history line says of an edit: the version it made, and what changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The version since.
    pub version: i64,
    /// The fields that changed.
    pub champs: Vec<Change>,
}

/// The fields in which `after` differs from `before`.
#[must_use]
pub fn changes(before: &Content, after: &Content) -> Vec<Change> {
    let differs = |champ: Champ| {
        let (avant, apres) = (before.words(champ), after.words(champ));
        (avant != apres).then_some(Change {
            champ,
            avant,
            apres,
        })
    };
    Champ::ALL.into_iter().filter_map(differs).collect()
}

/// A field that two people have changed, each in their own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Which.
    pub champ: Champ,
    /// What it said when both began.
    pub avant: String,
    /// What the colleague has written.
    pub collegue: String,
    /// What was typed since.
    pub saisi: String,
}

/// Two edits of the same version, put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// All that was typed, and what the colleague has written where nothing was.
    pub content: Content,
    /// What was taken from the colleague.
    pub taken: Vec<Change>,
    /// What both have changed: as typed, until the person decides.
    pub clashes: Vec<Clash>,
}

/// Puts what was `typed` over an older version together with what the file says now; `since` is what colleagues have
/// changed in between, oldest first. A field that nobody typed in follows the colleague: else saving would undo their work.
#[must_use]
pub fn merge(typed: &Content, current: &Content, since: &[Change]) -> Merged {
    let mut merged = Merged {
        content: typed.clone(),
        taken: Vec::new(),
        clashes: Vec::new(),
    };
    for champ in Champ::ALL {
        let (mine, theirs) = (typed.words(champ), current.words(champ));
        let first = since.iter().find(|change| change.champ == champ);
        match first {
            Some(change) if mine != theirs && change.avant == mine => {
                merged.content.take(champ, current);
                merged.taken.push(Change {
                    champ,
                    avant: mine,
                    apres: theirs,
                });
            }
            Some(change) if mine != theirs => merged.clashes.push(Clash {
                champ,
                avant: change.avant.clone(),
                collegue: theirs,
                saisi: mine,
            }),
            _ => {}
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::{
        super::rules::{
            Civilite,
            tests::{content, day},
        },
        *,
    };

    #[test]
    fn what_changed_is_named_in_words() {
        let before = content();
        let mut after = content();
        after.telephone = Some("0712340040".to_owned());
        after.langue = None;
        after.ayants.clear();
        let changed: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|change| (change.champ, change.avant, change.apres))
            .collect();
        let texts = |champ, avant: &str, apres: &str| (champ, avant.to_owned(), apres.to_owned());
        assert_eq!(
            changed,
            [
                texts(
                    Champ::Telephone,
                    "06\u{a0}12\u{a0}34\u{a0}00\u{a0}40",
                    "07\u{a0}12\u{a0}34\u{a0}00\u{a0}40"
                ),
                texts(Champ::Langue, "Wolof", ""),
                texts(Champ::Ayants, "Enfant\u{a0}: D’ALMEIDA Awa, 01/05/2018", ""),
            ]
        );
        assert!(changes(&before, &content()).is_empty());
    }

    #[test]
    fn every_field_is_taken_whole() {
        let mut other = content();
        other.civilite = Civilite::H;
        for text in [&mut other.nom, &mut other.prenom] {
            "Autre".clone_into(text);
        }
        for text in [
            &mut other.surnom,
            &mut other.lieu_naissance,
            &mut other.email,
            &mut other.raison_texte,
        ] {
            *text = Some("autre".to_owned());
        }
        other.telephone = None;
        other.langue = Some("ar".to_owned());
        (other.menage, other.raison) = (None, None);
        other.naissance = day("1990-01-01");
        other.ayants.clear();
        let mut mine = content();
        assert_eq!(changes(&mine, &other).len(), Champ::ALL.len());
        for champ in Champ::ALL {
            mine.take(champ, &other);
        }
        assert_eq!(mine, other);
    }

    #[test]
    fn a_colleague_s_work_is_not_undone_and_what_was_typed_is_kept() {
        let base = content();
        let mut theirs = base.clone();
        theirs.telephone = None;
        theirs.nom = "ALMEIDA".to_owned();
        theirs.email = Some("a@b.fr".to_owned());
        let mut mine = base.clone();
        mine.nom = "D’Almeyda".to_owned();
        mine.email = Some("a@b.fr".to_owned());
        mine.surnom = Some("Nini".to_owned());
        let merged = merge(&mine, &theirs, &changes(&base, &theirs));
        assert_eq!(merged.content.telephone, None, "not typed in: theirs");
        assert_eq!(merged.content.nom, "D’Almeyda", "typed in: mine");
        assert_eq!(merged.content.surnom.as_deref(), Some("Nini"));
        let fields = |changes: &[Change]| changes.iter().map(|it| it.champ).collect::<Vec<_>>();
        assert_eq!(fields(&merged.taken), [Champ::Telephone]);
        assert_eq!(
            merged.clashes,
            [Clash {
                champ: Champ::Nom,
                avant: "D’ALMEIDA".to_owned(),
                collegue: "ALMEIDA".to_owned(),
                saisi: "D’Almeyda".to_owned()
            }]
        );
    }
}
