//! A domicilié in a list, in words.

use chrono_tz::Tz;
use serde::Serialize;

use super::store::Found;
use crate::{
    auth::Staff,
    desk::{
        rules::{self, Nearness, Statut},
        tabs::mail_url,
    },
    edge::{
        clock::{self, Day, Moment},
        ids::UsagerId,
    },
    rights::Right,
};

/// A domicilié in a list.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// Their id.
    pub id: String,
    /// Where their name leads.
    pub href: String,
    /// The number on their file.
    pub numero: i64,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The name they go by.
    pub surnom: Option<String>,
    /// « 03/02/1980 ».
    pub naissance: String,
    /// Where their domiciliation stands, in words.
    pub statut: &'static str,
    /// The same, as a code.
    pub statut_code: Statut,
    /// The end of their domiciliation.
    pub echeance: Option<DayView>,
    /// Their last visit.
    pub passage: Option<DayView>,
    /// « 2 courriers et 1 colis »; empty when nothing waits.
    pub attend: String,
}

/// A day, how near it is, and the words that say so.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// « 13/12/2027 ».
    pub texte: String,
    /// Its colour.
    pub etat: Nearness,
    /// « dans 12 jours », « il y a plus de 3 mois ».
    pub mention: Option<String>,
}

/// Whom a list is for, and when: what its rows are worded by.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    me: &'a Staff,
    /// The structure's zone.
    pub zone: Tz,
    /// Today, there.
    pub today: Day,
}

impl<'a> Reader<'a> {
    /// `me`, now.
    #[must_use]
    pub fn of(me: &'a Staff, now: Moment) -> Self {
        let zone = clock::zone(&me.fuseau);
        Self {
            me,
            zone,
            today: now.day(zone),
        }
    }

    /// Where a file opens: on « Vue d’ensemble », or on « Courriers » for those who see nothing else.
    #[must_use]
    pub fn file_url(self, usager: &UsagerId) -> String {
        if self.me.role.may(Right::SeeFile) {
            format!("/gestion/usagers/{}", usager.as_str())
        } else {
            mail_url(usager, "")
        }
    }

    /// The end of a domiciliation: near or far only while it runs or is being renewed.
    fn end(self, statut: Statut, end: Day) -> DayView {
        let (etat, mention) = match statut {
            Statut::Refus | Statut::Radie => (Nearness::Normal, None),
            Statut::Instruction | Statut::AttenteDecision | Statut::Valide => {
                rules::nearness(end, self.today)
            }
        };
        DayView {
            texte: end.short(),
            etat,
            mention,
        }
    }

    /// A last visit: long ago only for someone whose address holds and depends on it.
    fn visit(self, runs: bool, at: Moment) -> DayView {
        let day = at.day(self.zone);
        let (etat, mention) = if runs {
            rules::absence(day, self.today)
        } else {
            (Nearness::Normal, None)
        };
        DayView {
            texte: day.short(),
            etat,
            mention: mention.map(str::to_owned),
        }
    }

    /// `found`, in words.
    #[must_use]
    pub fn row(self, found: &Found) -> RowView {
        RowView {
            id: found.id.as_str().to_owned(),
            href: self.file_url(&found.id),
            numero: found.numero,
            nom: found.nom.clone(),
            prenom: found.prenom.clone(),
            surnom: found.surnom.clone(),
            naissance: found.date_naissance.short(),
            statut: found.statut.label_for(found.renouvellement),
            statut_code: found.statut,
            echeance: found.echeance.map(|end| self.end(found.statut, end)),
            passage: found
                .dernier_passage_at
                .map(|at| self.visit(found.runs(), at)),
            attend: found.mail().words(),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;

    /// Noon of 22 November 2026 in Paris.
    pub(crate) const NOW: Moment = Moment(1_795_345_200_000);

    pub(crate) fn found(statut: &str, echeance: &str, passage_days_ago: i64) -> Found {
        let found = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "numero": 8, "nom": "TEST", "prenom": "Test", "surnom": "Tintin",
            "date_naissance": "1980-02-03", "telephone": "06 12 34 00 40", "statut": statut, "renouvellement": 0, "echeance": echeance,
            "dernier_passage_at": NOW.0 - passage_days_ago * clock::DAY_MS,
            "courrier_pending": 2, "recommande_pending": 0, "colis_pending": 1 });
        serde_json::from_value(found).expect("a row")
    }
}

#[cfg(test)]
mod tests {
    use super::{
        samples::{NOW, found},
        *,
    };
    use crate::{desk::tabs::samples::me, rights::Role};

    #[test]
    fn who_sees_only_mail_is_led_to_the_mail() {
        let url = |role| {
            Reader::of(&me(role), NOW)
                .row(&found("VALIDE", "2027-12-13", 3))
                .href
        };
        assert!(url(Role::Facteur).ends_with("/courriers"));
        assert!(url(Role::Agent).ends_with("AAAA"));
    }

    #[test]
    fn only_an_address_that_runs_is_at_risk() {
        let me = me(Role::Agent);
        let row = |statut, end| Reader::of(&me, NOW).row(&found(statut, end, 100));
        let at_risk = row("VALIDE", "2026-12-01");
        assert_eq!(at_risk.attend, "2\u{a0}courriers et 1\u{a0}colis");
        assert_eq!(
            at_risk.passage.and_then(|day| day.mention).as_deref(),
            Some("il y a plus de 3\u{a0}mois")
        );
        assert_eq!(
            at_risk.echeance.and_then(|day| day.mention).as_deref(),
            Some("dans 9\u{a0}jours")
        );
        let mut renewed = found("INSTRUCTION", "2026-12-01", 100);
        renewed.renouvellement = true;
        let renewed = Reader::of(&me, NOW).row(&renewed);
        assert_eq!(renewed.statut, "Instruction (renouvellement)");
        assert_eq!(
            renewed.passage.and_then(|day| day.mention).as_deref(),
            Some("il y a plus de 3\u{a0}mois"),
            "the address holds until the decision"
        );
        let asked = row("INSTRUCTION", "2026-12-01");
        assert_eq!(asked.statut, "Instruction");
        assert!(asked.passage.is_some_and(|day| day.mention.is_none()));
        let gone = row("RADIE", "2026-11-01");
        assert!(gone.passage.is_some_and(|day| day.mention.is_none()));
        assert!(gone.echeance.is_some_and(|day| day.mention.is_none()));
    }
}
