//! What a service may do with a request as it stands, and the words for it. Pure.

use crate::{
    edge::clock::{MINUTE_MS, Moment},
    orientation::rules::{Acteur, FILES_MS, Statut},
};

/// A fresh link is sent after this long at the earliest, in milliseconds: nobody's mailbox is filled.
pub const RESEND_AFTER_MS: i64 = 10 * MINUTE_MS;
/// The most messages in twenty-four hours: a leaked link can't be used to flood people.
pub const MESSAGES_A_DAY: i64 = 20;
/// The most fresh links in twenty-four hours.
pub const LINKS_A_DAY: i64 = 5;
/// The most fresh links of a request: whoever finds an old link can't fill the service's mailbox for ever.
pub const LINKS_MAX: i64 = 30;
/// What somebody is told who has written too many messages.
pub const TOO_MANY: &str = "Trop de messages sont déjà partis à propos de cette demande ces dernières vingt-quatre heures\u{a0}: le vôtre n’a pas été envoyé. Réessayez demain, ou téléphonez.";

/// Where a request stands now, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// As kept.
    pub statut: Statut,
    /// The last moment at which it can be answered.
    pub expires_at: Moment,
    /// Its names are gone.
    pub anonyme: bool,
    /// Its files are gone.
    pub sans_fichiers: bool,
}

impl Standing {
    /// The statut that people see: a request whose time is over has expired, even before time has written it down.
    #[must_use]
    pub fn statut(&self, now: Moment) -> Statut {
        if self.statut == Statut::Ouverte && now >= self.expires_at {
            Statut::Expiree
        } else {
            self.statut
        }
    }

    /// Can it be accepted or refused?
    #[must_use]
    pub fn may_decide(&self, now: Moment) -> bool {
        self.statut(now) == Statut::Ouverte
    }

    /// Can messages be sent about it? Also once it is accepted: an appointment has to be made.
    #[must_use]
    pub fn may_write(&self, now: Moment) -> bool {
        !self.anonyme && matches!(self.statut(now), Statut::Ouverte | Statut::Validee)
    }

    /// Does the service still need what it says of the person? Not once it is over without being accepted.
    #[must_use]
    pub fn may_read(&self, now: Moment) -> bool {
        self.may_write(now)
    }

    /// Is a fresh link of any use?
    #[must_use]
    pub fn may_have_a_link(&self, now: Moment) -> bool {
        match self.statut(now) {
            Statut::Ouverte => true,
            Statut::Validee => !self.anonyme && !self.sans_fichiers,
            Statut::Refusee | Statut::Expiree | Statut::Annulee => false,
        }
    }
}

/// When time has the next thing to do with a request that ends like this: its files.
#[must_use]
pub fn files_due(statut: Statut, ended: Moment) -> Moment {
    if statut == Statut::Validee {
        ended.plus_ms(FILES_MS)
    } else {
        ended
    }
}

/// What became of a request that is over, before « le 12/11/2026 ».
#[must_use]
pub fn outcome(statut: Statut) -> &'static str {
    match statut {
        Statut::Ouverte => "Cette demande attend une réponse",
        Statut::Validee => "Cette demande a été validée",
        Statut::Refusee => "Cette demande a été refusée",
        Statut::Expiree => "Cette demande a expiré sans réponse",
        Statut::Annulee => "Cette demande a été annulée par la personne qui l’avait faite",
    }
}

/// What somebody reads who answers second; `who` and `when` are of whoever answered first.
#[must_use]
pub fn already(statut: Statut, who: Option<&str>, when: Option<&str>) -> String {
    let when = when.map(|when| format!(" le {when}")).unwrap_or_default();
    match (statut, who.filter(|who| !who.is_empty())) {
        (Statut::Validee | Statut::Refusee, Some(who)) => {
            let outcome = if statut == Statut::Validee {
                "validée"
            } else {
                "refusée"
            };
            format!("Cette demande a déjà été traitée par {who}{when}\u{a0}: elle est {outcome}.")
        }
        _ => format!("{}{when}.", outcome(statut)),
    }
}

/// A line of the timeline, in words that suit the service.
#[must_use]
pub fn event_words(code: &str, acteur: Acteur) -> &'static str {
    match (code, acteur) {
        ("ENVOI", _) => "Demande envoyée",
        ("VUE", _) => "Le service a pris connaissance de la demande",
        ("LIEN", _) => "Nouveau lien envoyé au service",
        ("RAPPEL", _) => "Rappel envoyé au service",
        ("CONTACT_BENEFICIAIRE", _) => "Message au bénéficiaire",
        ("CONTACT_PRESCRIPTEUR", Acteur::Prescripteur) => "Message du prescripteur",
        ("CONTACT_PRESCRIPTEUR", _) => "Message au prescripteur",
        ("DOCUMENT", _) => "Document ajouté",
        ("VALIDATION", _) => "Demande validée",
        ("REFUS", _) => "Demande refusée",
        ("EXPIRATION", _) => "Demande expirée, sans réponse",
        ("ANNULATION", _) => "Demande annulée par la personne qui l’avait faite",
        _ => "Demande modifiée",
    }
}

/// Who answers by a link: the service, and the address that the link was sent to, which others may only guess.
#[must_use]
pub fn link_holder(porteur: &str, masked: &str) -> String {
    let name: String = porteur.chars().take(200).collect();
    let address: String = masked.chars().take(60).collect();
    format!("{name} (lien envoyé à {address})")
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Moment = Moment(1_000_000);

    fn standing(statut: Statut) -> Standing {
        Standing {
            statut,
            expires_at: END,
            anonyme: false,
            sans_fichiers: false,
        }
    }

    #[test]
    fn a_request_can_be_answered_until_its_last_moment() {
        let open = standing(Statut::Ouverte);
        assert!(open.may_decide(END.plus_ms(-1)));
        assert!(!open.may_decide(END));
        assert_eq!(open.statut(END), Statut::Expiree);
        assert!(!open.may_have_a_link(END) && !open.may_read(END));
        for statut in Statut::ALL {
            let decides = standing(statut).may_decide(END.plus_ms(-1));
            assert_eq!(decides, statut == Statut::Ouverte, "{statut:?}");
        }
    }

    #[test]
    fn an_accepted_request_is_read_until_its_names_go() {
        let accepted = standing(Statut::Validee);
        assert!(accepted.may_read(END.plus_ms(1)) && accepted.may_have_a_link(END));
        let without = Standing {
            sans_fichiers: true,
            ..accepted
        };
        assert!(without.may_read(END) && !without.may_have_a_link(END));
        let nameless = Standing {
            anonyme: true,
            ..without
        };
        assert!(!nameless.may_read(END) && !nameless.may_write(END));
    }

    #[test]
    fn whoever_comes_second_is_told_who_came_first() {
        let said = already(Statut::Refusee, Some("Le Relais"), Some("22/11/2026"));
        assert_eq!(
            said,
            "Cette demande a déjà été traitée par Le Relais le 22/11/2026\u{a0}: elle est refusée."
        );
        let said = already(Statut::Annulee, None, Some("22/11/2026"));
        assert!(
            said.contains("annulée") && said.ends_with("le 22/11/2026."),
            "{said}"
        );
    }

    #[test]
    fn whoever_answers_by_a_link_fits_into_the_column() {
        assert!(
            link_holder(&"P".repeat(200), &"a".repeat(254))
                .chars()
                .count()
                <= 300
        );
    }

    #[test]
    fn every_kind_of_line_has_words_of_its_own() {
        let codes = [
            "ENVOI",
            "VUE",
            "LIEN",
            "RAPPEL",
            "CONTACT_BENEFICIAIRE",
            "CONTACT_PRESCRIPTEUR",
            "DOCUMENT",
            "VALIDATION",
            "REFUS",
            "EXPIRATION",
            "ANNULATION",
        ];
        let words: std::collections::BTreeSet<_> = codes
            .iter()
            .map(|code| event_words(code, Acteur::Service))
            .collect();
        assert_eq!(words.len(), codes.len());
        assert!(!words.contains("Demande modifiée"));
    }

    #[test]
    fn files_go_at_once_unless_the_person_was_accepted() {
        assert_eq!(files_due(Statut::Refusee, END), END);
        assert_eq!(files_due(Statut::Validee, END), END.plus_ms(FILES_MS));
    }
}
