//! What happens next to a request, and when.

use chrono_tz::Tz;

use crate::{
    edge::clock::Moment,
    orientation::{
        rules::{NAMES_MS, REMINDERS_MS, Statut},
        store::Request,
        treating::rules::files_due,
    },
};

/// What happens next, in sentences.
pub(super) fn next(request: &Request, statut: Statut, now: Moment, zone: Tz) -> Vec<String> {
    let day = |at: Moment| at.day(zone).short();
    let names = format!(
        "Les noms et les messages de cette demande sont effacés le {}.",
        day(request.sent_at.plus_ms(NAMES_MS))
    );
    match statut {
        Statut::Ouverte => {
            let mut said: Vec<String> = REMINDERS_MS
                .into_iter()
                .map(|after| request.sent_at.plus_ms(after))
                .filter(|at| *at > now)
                .map(|at| {
                    format!("Le {}, un rappel vous est envoyé par e-mail, avec un nouveau lien.", day(at))
                })
                .collect();
            said.push(format!(
                "Le {}, sans réponse de votre part, la demande expire\u{a0}: la personne qui l’a faite en est prévenue.",
                day(request.expires_at)
            ));
            said
        }
        Statut::Validee => {
            let ended = request.ended_at.unwrap_or(now);
            let files = files_due(statut, ended);
            let documents = match request.fichiers_effaces_at {
                Some(at) => format!("Les documents ont été effacés le {}.", day(at)),
                None => format!("Les documents sont effacés le {}.", day(files)),
            };
            vec![documents, names]
        }
        Statut::Refusee | Statut::Expiree | Statut::Annulee => vec![
            "Ce que la demande disait de la personne ne vous est plus montré, et les documents sont effacés.".to_owned(),
            names,
        ],
    }
}
