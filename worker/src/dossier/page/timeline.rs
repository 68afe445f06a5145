//! The timeline of a dossier: every holder and every move, in words.

use chrono_tz::Tz;
use serde::Serialize;

use super::store::Event;
use crate::dossier::{
    ateliers::views::by,
    motif_rules::label_of,
    rules::{Genre, Statut},
};

/// A line of the timeline.
#[derive(Debug, Serialize)]
pub struct EventView {
    date: String,
    quoi: String,
    qui: String,
    motif: Option<String>,
    texte: Option<String>,
}

/// What was done, and where it led.
fn happened(event: &Event) -> String {
    let label = event.genre.label();
    match (event.genre, &event.de) {
        (Genre::Reorientation, _) => format!("{label} vers {}", event.vers),
        (Genre::Recuperation, Some(from)) => format!("{label} par {}, depuis {from}", event.vers),
        (Genre::Annulation, Some(from)) if *from != event.vers => {
            format!(
                "{label}\u{a0}: de nouveau à {}, dans «\u{a0}{}\u{a0}»",
                event.vers,
                tab(event.vers_statut)
            )
        }
        (Genre::Annulation, _) => format!(
            "{label}\u{a0}: de nouveau dans «\u{a0}{}\u{a0}»",
            tab(event.vers_statut)
        ),
        (Genre::Creation, _) => format!("{label} à {}", event.vers),
        _ => label.to_owned(),
    }
}

fn tab(statut: Statut) -> &'static str {
    statut.label()
}

impl EventView {
    /// `event`, on the clocks of `zone`.
    #[must_use]
    pub fn of(event: &Event, zone: Tz) -> Self {
        Self {
            date: event.created_at.short(zone),
            quoi: happened(event),
            qui: by(event.qui.as_ref(), &event.structure),
            motif: event.motif.as_deref().and_then(label_of).map(str::to_owned),
            texte: event.texte.clone(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    pub(crate) fn event(genre: &str, qui: Option<&str>) -> Event {
        let statut = if genre == "ARCHIVAGE" {
            "ARCHIVE"
        } else {
            "ORIENTATION"
        };
        let motif = (genre == "ARCHIVAGE").then_some("INJOIGNABLE");
        let event = json!({ "genre": genre, "vers_statut": statut, "motif": motif, "texte": motif, "created_at": 1_795_384_800_000_i64,
            "structure": "Association Le Relais", "vers": "CCAS de Villeneuve", "de": (genre != "CREATION").then_some("Association Le Relais"), "qui": qui });
        serde_json::from_value(event).expect("a line")
    }

    #[test]
    fn others_are_named_by_their_structure() {
        let zone = Tz::Europe__Paris;
        let own = EventView::of(&event("REORIENTATION", Some("Camille Demo")), zone);
        assert_eq!(
            (own.qui.as_str(), own.quoi.as_str()),
            ("Camille Demo", "Réorienté vers CCAS de Villeneuve")
        );
        let other = EventView::of(&event("ARCHIVAGE", None), zone);
        assert_eq!(other.qui, "Association Le Relais");
        assert_eq!(other.motif.as_deref(), Some("La personne est injoignable"));
        let fetched = EventView::of(&event("RECUPERATION", None), zone);
        assert_eq!(
            fetched.quoi,
            "Récupéré par CCAS de Villeneuve, depuis Association Le Relais"
        );
    }
}
