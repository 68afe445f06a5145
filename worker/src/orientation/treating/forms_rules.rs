//! The forms of the treating page: what was typed, and every mistake in it. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    edge::form::{Checks, FieldError},
    orientation::{
        messages_rules::{self, Fault, Subject, TO_WRITE},
        rules::Motif,
    },
};

/// « Contacter… »: a message, and who receives a copy.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct ContactForm {
    /// The key of the form: sent twice, it writes once.
    #[serde(default)]
    pub jeton: String,
    /// The message.
    #[serde(default)]
    pub message: String,
    /// « oui »: to the prescriber too.
    #[serde(default)]
    pub copie_prescripteur: String,
    /// « oui »: to whoever accompanies the person too.
    #[serde(default)]
    pub copie_referent: String,
    /// « oui »: to the beneficiary too.
    #[serde(default)]
    pub copie_beneficiaire: String,
}

impl ContactForm {
    /// The message as it will be sent.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self) -> Result<String, Vec<FieldError>> {
        messages_rules::checked(&self.message).map_err(|fault| vec![mistake("message", fault)])
    }
}

/// « Valider la demande »: two messages.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct AcceptForm {
    /// The key of the form.
    #[serde(default)]
    pub jeton: String,
    /// What is asked: check (nothing), `modifier`, `confirmer`.
    #[serde(default)]
    pub etape: String,
    /// To the prescriber, and to whoever accompanies the person.
    #[serde(default)]
    pub message_prescripteur: String,
    /// To the beneficiary, who may have no e-mail address.
    #[serde(default)]
    pub message_beneficiaire: String,
}

/// What « Valider la demande » sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// To the prescriber.
    pub prescripteur: String,
    /// To the beneficiary; none where no e-mail can reach them.
    pub beneficiaire: Option<String>,
}

impl AcceptForm {
    /// The two messages as they will be sent; the second only where an e-mail reaches the beneficiary.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self, to_beneficiary: bool) -> Result<Acceptance, Vec<FieldError>> {
        let prescripteur = messages_rules::checked(&self.message_prescripteur);
        let beneficiaire =
            to_beneficiary.then(|| messages_rules::checked(&self.message_beneficiaire));
        let mut mistakes = Vec::new();
        if let Err(fault) = prescripteur {
            mistakes.push(mistake("message_prescripteur", fault));
        }
        if let Some(Err(fault)) = beneficiaire {
            mistakes.push(mistake("message_beneficiaire", fault));
        }
        match (prescripteur, beneficiaire.transpose()) {
            (Ok(prescripteur), Ok(beneficiaire)) => Ok(Acceptance {
                prescripteur,
                beneficiaire,
            }),
            _ => Err(mistakes),
        }
    }
}

/// « Refuser la demande »: why, and a message.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct RefuseForm {
    /// The key of the form.
    #[serde(default)]
    pub jeton: String,
    /// What is asked: check (nothing), `proposer`, `remplacer`, `modifier`, `confirmer`.
    #[serde(default)]
    pub etape: String,
    /// Codes of motives.
    #[serde(default)]
    pub motif: Vec<String>,
    /// The message.
    #[serde(default)]
    pub message: String,
    /// The message that was last proposed: whatever differs from it was written by somebody.
    #[serde(default)]
    pub propose: String,
    /// « oui »: a copy to the beneficiary, whom somebody else tells otherwise.
    #[serde(default)]
    pub aussi_beneficiaire: String,
}

/// What « Refuser la demande » sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub motifs: Vec<Motif>,
    /// What to say.
    pub message: String,
    /// To the beneficiary too.
    pub au_beneficiaire: bool,
}

impl RefuseForm {
    /// The motives that were ticked, in the order of the list.
    #[must_use]
    pub fn motifs(&self) -> Vec<Motif> {
        motifs(&self.motif)
    }

    /// Has somebody written something of their own, that a proposal would take away?
    #[must_use]
    pub fn is_edited(&self) -> bool {
        let (typed, proposed) = (bare(&self.message), bare(&self.propose));
        !typed.is_empty() && typed != proposed
    }

    /// Is the message one that was proposed for other motives, and that nobody has touched since? It says what was not
    /// chosen, or leaves out what was.
    #[must_use]
    pub fn is_of_other_motives(&self, about: &Subject) -> bool {
        let motifs = self.motifs();
        let typed = letters(&self.message);
        let proposed = |motifs: &[Motif]| letters(&messages_rules::refused(motifs, about));
        if motifs.is_empty() || typed.is_empty() || typed == proposed(&motifs) {
            return false;
        }
        // The hidden field says what was proposed last; a form of before the last change may not.
        let known: Vec<Motif> = motifs
            .iter()
            .copied()
            .filter(|motif| *motif != Motif::Autre)
            .collect();
        !self.is_edited()
            || (known.len() < motifs.len() && !known.is_empty() && typed == proposed(&known))
            || (Motif::ALL.into_iter()).any(|one| motifs != [one] && typed == proposed(&[one]))
    }

    /// Takes the message proposed for the motives that are ticked.
    pub fn take_proposal(&mut self, about: &Subject) {
        let proposed = messages_rules::refused(&self.motifs(), about);
        self.message.clone_from(&proposed);
        self.propose = proposed;
    }

    /// The motives, and the message as it will be sent.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self, about: &Subject) -> Result<Refusal, Vec<FieldError>> {
        let motifs = self.motifs();
        let mut checks = Checks::default();
        checks.require(!motifs.is_empty(), "motif", "Choisissez au moins un motif.");
        let message = self.said(about);
        if let Err(fault) = message {
            checks.require(false, "message", fault.words());
        }
        checks.done(())?;
        Ok(Refusal {
            motifs,
            message: message.unwrap_or_default(),
            au_beneficiaire: self.aussi_beneficiaire == "oui",
        })
    }

    /// « Autre » says nothing by itself: no proposed message without its gap does either. And no message goes out under
    /// motives that it was not proposed for, unless somebody has made it their own.
    fn said(&self, about: &Subject) -> Result<String, Fault> {
        let motifs = self.motifs();
        let other = motifs.contains(&Motif::Autre);
        if self.is_of_other_motives(about) {
            return Err(if other {
                Fault::Unwritten
            } else {
                Fault::OtherMotives
            });
        }
        let message = messages_rules::checked(&self.message)?;
        let proposed = letters(&messages_rules::refused(&motifs, about));
        if other && proposed == letters(&message) {
            Err(Fault::Unwritten)
        } else {
            Ok(message)
        }
    }
}

/// The motives of those codes, each once, in the order of the list.
#[must_use]
pub fn motifs(codes: &[String]) -> Vec<Motif> {
    Motif::ALL
        .into_iter()
        .filter(|motif| codes.iter().any(|code| code == motif.code()))
        .collect()
}

/// What a message says, its gap and the way it is set aside.
fn letters(text: &str) -> String {
    let said = text.replace(TO_WRITE, "");
    said.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Without what a browser or a person adds without meaning it.
fn bare(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn mistake(champ: &'static str, fault: Fault) -> FieldError {
    FieldError {
        champ,
        message: fault.words().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about() -> Subject {
        Subject {
            beneficiaire: "Awa Diallo".to_owned(),
            service: "Atelier vélo".to_owned(),
            porteur: "Le Relais".to_owned(),
            adresse: String::new(),
            contact: String::new(),
            telephone: String::new(),
            courriel: "velo@relais.example".to_owned(),
        }
    }

    fn refusal(motif: &[&str], message: &str) -> RefuseForm {
        RefuseForm {
            motif: motif.iter().map(|&code| code.to_owned()).collect(),
            message: message.to_owned(),
            ..RefuseForm::default()
        }
    }

    #[test]
    fn autre_needs_a_reason_of_one_s_own() {
        let proposed = messages_rules::refused(&[Motif::Autre], &about());
        for unwritten in [
            proposed.clone(),
            proposed.replace(TO_WRITE, ""),
            proposed.replace(TO_WRITE, " … "),
        ] {
            let mistakes = refusal(&["AUTRE"], &unwritten).checked(&about());
            assert_eq!(
                mistakes.map_err(|mistakes| mistakes.iter().map(|m| m.champ).collect::<Vec<_>>()),
                Err(vec!["message"]),
                "{unwritten}"
            );
        }
        let written = proposed.replace(TO_WRITE, "nos locaux ferment");
        let refused = refusal(&["AUTRE"], &written).checked(&about());
        assert_eq!(
            refused.map(|refused| refused.motifs),
            Ok(vec![Motif::Autre])
        );
    }

    fn faults(form: &RefuseForm) -> Vec<String> {
        let mistakes = form.checked(&about()).err().unwrap_or_default();
        mistakes.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn a_proposal_never_goes_out_under_other_motives() {
        let full = messages_rules::refused(&[Motif::SessionComplete], &about());
        for propose in [full.clone(), String::new()] {
            let form = |motif: &[&str]| RefuseForm {
                propose: propose.clone(),
                ..refusal(motif, &full)
            };
            assert!(faults(&form(&["SESSION_COMPLETE"])).is_empty());
            assert_eq!(
                faults(&form(&["SESSION_COMPLETE", "AUTRE"])),
                [Fault::Unwritten.words()],
                "«\u{a0}autre\u{a0}» without a reason"
            );
            assert_eq!(faults(&form(&["AUTRE"])), [Fault::Unwritten.words()]);
            assert_eq!(faults(&form(&["DOUBLON"])), [Fault::OtherMotives.words()]);
        }
        let two = [Motif::NonMobile, Motif::Doublon];
        let message = messages_rules::refused(&two, &about());
        let without_script = refusal(&["NON_MOBILE", "DOUBLON", "AUTRE"], &message);
        assert_eq!(faults(&without_script), [Fault::Unwritten.words()]);
        let stale = RefuseForm {
            propose: message.replace('\n', "\r\n"),
            ..refusal(&["DOUBLON", "EN_EMPLOI", "NON_MOBILE"], &message)
        };
        assert_eq!(faults(&stale), [Fault::OtherMotives.words()]);
        let gap = messages_rules::refused(&[Motif::Autre], &about());
        let no_longer = RefuseForm {
            propose: gap.clone(),
            ..refusal(&["DOUBLON"], &gap)
        };
        assert_eq!(faults(&no_longer), [Fault::OtherMotives.words()]);
        let own = refusal(&["DOUBLON", "AUTRE"], "Nos locaux ferment.");
        assert!(faults(&own).is_empty() && !own.is_of_other_motives(&about()));
    }

    #[test]
    fn the_form_comes_back_with_the_message_of_its_motives() {
        let full = messages_rules::refused(&[Motif::SessionComplete], &about());
        let mut form = refusal(&["SESSION_COMPLETE", "AUTRE"], &full);
        form.take_proposal(&about());
        assert!(form.message.contains(TO_WRITE) && !form.is_edited());
        assert!(!form.is_of_other_motives(&about()));
    }

    #[test]
    fn every_mistake_of_a_refusal_is_told_at_once() {
        let mistakes = refusal(&["INCONNU"], "")
            .checked(&about())
            .expect_err("two");
        let fields: Vec<_> = mistakes.iter().map(|mistake| mistake.champ).collect();
        assert_eq!(fields, ["motif", "message"]);
    }

    #[test]
    fn what_somebody_wrote_is_told_from_what_was_proposed() {
        let mut form = refusal(&[], "Bonjour,\r\n\r\nNon.");
        assert!(form.is_edited());
        form.propose = "Bonjour,\n\nNon. ".to_owned();
        assert!(!form.is_edited());
        form.message = "  ".to_owned();
        assert!(!form.is_edited());
    }

    #[test]
    fn the_beneficiary_s_message_is_only_asked_for_where_it_can_arrive() {
        let form = AcceptForm {
            message_prescripteur: "Oui.".to_owned(),
            ..AcceptForm::default()
        };
        assert_eq!(form.checked(false).map(|sent| sent.beneficiaire), Ok(None));
        let mistakes = form.checked(true).expect_err("one");
        assert_eq!(mistakes.len(), 1);
        assert_eq!(
            AcceptForm::default().checked(true).expect_err("two").len(),
            2
        );
    }

    #[test]
    fn motives_come_once_and_in_order() {
        let codes = ["AUTRE", "DOUBLON", "AUTRE"].map(str::to_owned);
        assert_eq!(motifs(&codes), [Motif::Doublon, Motif::Autre]);
    }
}
