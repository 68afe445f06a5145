//! « Contacter le ou la bénéficiaire », « Contacter le prescripteur ou la prescriptrice ».

use super::{
    actor::Case,
    decision::{Order, over, settle},
    forms_rules::ContactForm,
    letters::{Kind, Post},
    people::{self, Part, Person},
    views::editors::ContactView,
};
use crate::edge::{
    cx::Cx,
    error::{Error, Result},
    page::Page,
};

/// To whom the page writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The person.
    Beneficiary,
    /// Whoever sent the request.
    Prescriber,
}

impl Target {
    /// Whom the message is for, if an e-mail reaches them.
    #[must_use]
    pub fn person(self, case: &Case) -> Option<Person> {
        match self {
            Self::Beneficiary => people::beneficiary(&case.request),
            Self::Prescriber => people::prescriber(&case.request),
        }
    }

    /// Who may receive a copy.
    #[must_use]
    pub fn others(self, case: &Case) -> Vec<Person> {
        let request = &case.request;
        let others = match self {
            Self::Beneficiary => [people::prescriber(request), people::referent(request)],
            Self::Prescriber => [people::referent(request), people::beneficiary(request)],
        };
        others.into_iter().flatten().collect()
    }

    fn evenement(self) -> &'static str {
        match self {
            Self::Beneficiary => "CONTACT_BENEFICIAIRE",
            Self::Prescriber => "CONTACT_PRESCRIPTEUR",
        }
    }
}

/// The editor of a message to the beneficiary, or how else to reach them.
///
/// # Errors
/// As the database.
pub async fn beneficiary_form(cx: Cx, case: Case) -> Result<Page> {
    form(&cx, &case, Target::Beneficiary).await
}

/// The editor of a message to the prescriber.
///
/// # Errors
/// As the database.
pub async fn prescriber_form(cx: Cx, case: Case) -> Result<Page> {
    form(&cx, &case, Target::Prescriber).await
}

async fn form(cx: &Cx, case: &Case, target: Target) -> Result<Page> {
    if !case.standing().may_write(cx.now) {
        return over(cx, case).await;
    }
    Page::show(&ContactView::of(case, target, ContactForm::default())?)
}

/// Sends a message to the beneficiary.
///
/// # Errors
/// As the form or the database.
pub async fn beneficiary(cx: Cx, case: Case) -> Result<Page> {
    send(cx, case, Target::Beneficiary).await
}

/// Sends a message to the prescriber.
///
/// # Errors
/// As the form or the database.
pub async fn prescriber(cx: Cx, case: Case) -> Result<Page> {
    send(cx, case, Target::Prescriber).await
}

async fn send(cx: Cx, case: Case, target: Target) -> Result<Page> {
    let form: ContactForm = cx.form()?;
    let to = target.person(&case).ok_or(Error::NotNow(
        "Aucune adresse e-mail n’est connue pour cette personne\u{a0}: joignez-la autrement.",
    ))?;
    let texte = match form.checked() {
        Ok(texte) => texte,
        Err(erreurs) => {
            let mut view = ContactView::of(&case, target, form)?;
            view.erreurs = erreurs;
            return Page::show_again(&view);
        }
    };
    let mut copies = target.others(&case);
    copies.retain(|person| wants(&form, person.part));
    let order = Order {
        jeton: &form.jeton,
        evenement: target.evenement(),
        statut: None,
        motifs: Vec::new(),
        posts: vec![Post {
            kind: Kind::Message,
            to,
            copies,
            texte,
        }],
        fait: "message",
    };
    settle(&cx, case, order).await
}

fn wants(form: &ContactForm, part: Part) -> bool {
    let ticked = match part {
        Part::Prescripteur => &form.copie_prescripteur,
        Part::Referent => &form.copie_referent,
        Part::Beneficiaire => &form.copie_beneficiaire,
    };
    ticked == "oui"
}
