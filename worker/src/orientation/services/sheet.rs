//! A service as anyone reads it: the same sheet in the directory and where its structure looks at it beforehand.

use serde::Serialize;

use super::{
    lists_rules::{self, ASKERS, FEES, MODES, THEMES, TYPES, WELCOMES, label, labels},
    rules::Service,
};
use crate::edge::{
    clock,
    typed::{mail_href, phone_grouped, phone_href},
    words::counted,
};

/// Answers below which a mean says nothing.
const ANSWERS_MIN: i64 = 3;
/// Milliseconds of a day.
const DAY_MS: i64 = 24 * 3600 * 1000;
/// What one can call or write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// As one reads it.
    pub texte: String,
    /// What a link does.
    pub href: String,
}

/// A service, in words.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// Its name.
    pub nom: String,
    /// Whoever offers it.
    pub porteur: String,
    /// What kind of help it is.
    pub genre: Option<&'static str>,
    /// What it helps with.
    pub themes: Vec<String>,
    /// What it does, paragraph by paragraph.
    pub paragraphes: Vec<String>,
    /// Whom it is for.
    pub publics: Vec<String>,
    /// What one has to know beforehand.
    pub conditions: Vec<String>,
    /// What the person must fulfil.
    pub criteres: Vec<String>,
    /// What has to be joined.
    pub documents: Vec<String>,
    /// Where people are received.
    pub accueil: Vec<String>,
    /// The address, line by line.
    pub adresse: Vec<String>,
    /// Who may ask.
    pub demandeurs: Vec<String>,
    /// How one asks.
    pub modes: Vec<String>,
    /// The page where one asks.
    pub lien: Option<String>,
    /// Whom to call.
    pub telephone: Option<Reach>,
    /// Whom to ask for, where everyone may know.
    pub contact_nom: Option<String>,
    /// Whom to write to, where everyone may know.
    pub courriel: Option<Reach>,
    /// What it costs.
    pub frais: Option<&'static str>,
    /// How much, for whom.
    pub frais_precisions: Option<String>,
    /// How long it lasts.
    pub duree: Option<String>,
    /// How fast it answers.
    pub delai: Option<String>,
    /// When it was last written, or looked at by its source.
    pub maj: String,
    /// Where it was imported from.
    pub source: Option<String>,
}

impl Sheet {
    /// The sheet of `service`.
    #[must_use]
    pub fn of(service: &Service) -> Self {
        let content = &service.content;
        let split = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect()
        };
        let public = content.contact_public;
        Self {
            nom: content.nom.clone(),
            porteur: service.porteur.clone(),
            genre: content
                .type_service
                .as_deref()
                .and_then(|code| label(TYPES, code)),
            themes: labels(THEMES, &content.themes),
            paragraphes: split(&content.description),
            publics: content.public_labels(),
            conditions: content.conditions.as_deref().map(split).unwrap_or_default(),
            criteres: content.criteres.clone(),
            documents: content.documents.clone(),
            accueil: labels(WELCOMES, &content.modes_accueil),
            adresse: content.adresse_lines(),
            demandeurs: labels(ASKERS, &content.mobilisable_par),
            modes: labels(MODES, &content.modes_orientation),
            lien: content.lien.clone(),
            telephone: content.telephone.as_deref().map(|kept| Reach {
                texte: phone_grouped(kept),
                href: phone_href(kept),
            }),
            contact_nom: content.contact_nom.clone().filter(|_| public),
            courriel: content
                .courriel
                .as_deref()
                .filter(|_| public)
                .map(written_to),
            frais: content.frais.as_deref().and_then(|code| label(FEES, code)),
            frais_precisions: content.frais_precisions.clone(),
            duree: duration(content.duree_heures, content.duree_semaines),
            delai: delay(service.reponses, service.reponses_ms),
            maj: updated(service),
            source: service.source.clone(),
        }
    }

    /// Is it for everyone?
    #[must_use]
    pub fn for_everyone(service: &Service) -> bool {
        let publics = &service.content.publics;
        publics.is_empty() || publics.iter().any(|code| code == lists_rules::EVERYONE)
    }
}

fn written_to(address: &str) -> Reach {
    Reach {
        texte: address.to_owned(),
        href: mail_href(address),
    }
}

/// The day on which its source last looked at it, or on which its structure last wrote it.
fn updated(service: &Service) -> String {
    let written = service.updated_at.day(clock::zone("Europe/Paris"));
    service.source_maj.unwrap_or(written).long()
}

/// « 2 heures par semaine pendant 12 semaines ».
fn duration(hours: Option<i64>, weeks: Option<i64>) -> Option<String> {
    let hours = hours.map(|count| format!("{} par semaine", counted(count, "heure", "heures")));
    let weeks = weeks.map(|count| counted(count, "semaine", "semaines"));
    match (hours, weeks) {
        (Some(hours), Some(weeks)) => Some(format!("{hours} pendant {weeks}")),
        (hours, weeks) => hours.or(weeks),
    }
}

/// « Répond en 4 jours en moyenne », once there are answers enough.
fn delay(answers: i64, together_ms: i64) -> Option<String> {
    if answers < ANSWERS_MIN {
        return None;
    }
    let mean_ms = together_ms / answers;
    Some(if mean_ms < DAY_MS {
        "Répond en moins d’un jour en moyenne".to_owned()
    } else {
        let days = (mean_ms + DAY_MS / 2) / DAY_MS;
        format!("Répond en {} en moyenne", counted(days, "jour", "jours"))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::rules::samples::service, *};

    #[test]
    fn the_delay_is_told_once_it_means_something() {
        assert_eq!(delay(2, 8 * DAY_MS), None);
        let told = delay(3, 12 * DAY_MS);
        assert_eq!(told.as_deref(), Some("Répond en 4\u{a0}jours en moyenne"));
        let quick = delay(4, DAY_MS);
        assert_eq!(
            quick.as_deref(),
            Some("Répond en moins d’un jour en moyenne")
        );
    }

    #[test]
    fn the_contact_is_told_only_where_everyone_may_know() {
        let mut service = service();
        assert!(Sheet::of(&service).courriel.is_some());
        service.content.contact_public = false;
        let sheet = Sheet::of(&service);
        assert_eq!((sheet.courriel, sheet.contact_nom), (None, None));
    }

    #[test]
    fn an_address_cannot_write_the_rest_of_a_letter() {
        let reach = written_to("a?bcc=b&c%d@exemple.fr");
        assert_eq!(reach.href, "mailto:a%3Fbcc=b%26c%25d@exemple.fr");
    }

    #[test]
    fn a_duration_has_one_part_or_two() {
        let both = duration(Some(2), Some(12));
        assert_eq!(
            both.as_deref(),
            Some("2\u{a0}heures par semaine pendant 12\u{a0}semaines")
        );
        assert_eq!(duration(None, Some(1)).as_deref(), Some("1\u{a0}semaine"));
        assert_eq!(duration(None, None), None);
    }
}
