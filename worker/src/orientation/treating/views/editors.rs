//! The editors of messages, and the page where an answer is checked before it goes out.

use serde::Serialize;

use super::{MessageView, PhoneView};
use crate::{
    edge::{error::Result, form::FieldError, ids::OrientationEventId, page::View},
    frame::Frame,
    orientation::{
        rules::{Contact, MESSAGE_CHARS_MAX, Motif},
        treating::{
            actor::Case,
            contact_pages::Target,
            forms_rules::{AcceptForm, ContactForm, RefuseForm},
            letters::Post,
            people::{self, Part, Person},
        },
    },
};

/// « Contacter… ».
#[derive(Debug, Serialize)]
pub struct ContactView {
    frame: Option<Frame>,
    base: String,
    action: String,
    titre: &'static str,
    /// To whom; none where no e-mail reaches them.
    a: Option<String>,
    autrement: OtherWays,
    copies: Vec<CopyView>,
    saisie: ContactForm,
    message_max: usize,
    repondre_a: String,
    /// Mistakes in what was typed.
    pub erreurs: Vec<FieldError>,
}

impl View for ContactView {
    const TEMPLATE: &'static str = "orientation/contact.html";
}

/// How to reach somebody whom no e-mail reaches.
#[derive(Debug, Serialize)]
struct OtherWays {
    contacts: Vec<&'static str>,
    telephone: Option<PhoneView>,
    autre: Option<String>,
    disponibilite: Option<String>,
}

/// Somebody who may have a copy.
#[derive(Debug, Serialize)]
struct CopyView {
    champ: &'static str,
    label: String,
    coche: bool,
}

impl ContactView {
    /// The editor, as `form` was typed.
    ///
    /// # Errors
    /// [`crate::edge::error::Error::Internal`] when the platform gives no randomness.
    pub fn of(case: &Case, target: Target, form: ContactForm) -> Result<Self> {
        let jeton = match OrientationEventId::parse(&form.jeton) {
            Some(jeton) => jeton,
            None => OrientationEventId::new()?,
        };
        let (titre, path) = match target {
            Target::Beneficiary => ("Contacter le ou la bénéficiaire", "beneficiaire"),
            Target::Prescriber => (
                "Contacter le prescripteur ou la prescriptrice",
                "prescripteur",
            ),
        };
        let request = &case.request;
        let copies = target.others(case);
        Ok(Self {
            frame: case.frame(),
            base: case.base.clone(),
            action: format!("{}/{path}", case.base),
            titre,
            a: target.person(case).map(|person| person.words()),
            autrement: OtherWays {
                contacts: request
                    .contacts
                    .iter()
                    .copied()
                    .map(Contact::label)
                    .collect(),
                telephone: request.telephone.as_deref().map(PhoneView::of),
                autre: request.autre_contact.clone(),
                disponibilite: request.disponibilite.clone(),
            },
            copies: copies.iter().map(|other| copy(other, &form)).collect(),
            saisie: ContactForm {
                jeton: jeton.as_str().to_owned(),
                ..form
            },
            message_max: MESSAGE_CHARS_MAX,
            repondre_a: request.service.courriel.clone(),
            erreurs: Vec::new(),
        })
    }
}

fn copy(person: &Person, form: &ContactForm) -> CopyView {
    let (champ, typed) = match person.part {
        Part::Prescripteur => ("copie_prescripteur", &form.copie_prescripteur),
        Part::Referent => ("copie_referent", &form.copie_referent),
        Part::Beneficiaire => ("copie_beneficiaire", &form.copie_beneficiaire),
    };
    CopyView {
        champ,
        label: format!("Envoyer une copie à {}", person.words()),
        coche: typed == "oui",
    }
}

/// « Valider la demande ».
#[derive(Debug, Serialize)]
pub struct AcceptView {
    frame: Option<Frame>,
    base: String,
    a: Vec<String>,
    beneficiaire: String,
    /// Does an e-mail reach the person?
    ecrit: bool,
    saisie: AcceptForm,
    message_max: usize,
    erreurs: Vec<FieldError>,
}

impl View for AcceptView {
    const TEMPLATE: &'static str = "orientation/validation.html";
}

impl AcceptView {
    /// The editors, as `form` was typed.
    #[must_use]
    pub fn of(case: &Case, form: AcceptForm, erreurs: Vec<FieldError>) -> Self {
        let request = &case.request;
        Self {
            frame: case.frame(),
            base: case.base.clone(),
            a: words(&people::professionals(request)),
            beneficiaire: people::beneficiary_name(request),
            ecrit: people::beneficiary(request).is_some(),
            saisie: form,
            message_max: MESSAGE_CHARS_MAX,
            erreurs,
        }
    }
}

fn words(people: &[Person]) -> Vec<String> {
    people.iter().map(Person::words).collect()
}

/// « Refuser la demande ».
#[derive(Debug, Serialize)]
pub struct RefuseView {
    frame: Option<Frame>,
    base: String,
    a: Vec<String>,
    motifs: Vec<MotifView>,
    /// Does an e-mail reach the person?
    ecrit: bool,
    saisie: RefuseForm,
    message_max: usize,
    /// What somebody wrote was kept, although another message was asked for.
    pub garde: bool,
    erreurs: Vec<FieldError>,
}

impl View for RefuseView {
    const TEMPLATE: &'static str = "orientation/refus.html";
}

#[derive(Debug, Serialize)]
struct MotifView {
    code: &'static str,
    label: &'static str,
    coche: bool,
}

impl RefuseView {
    /// The form, as typed.
    #[must_use]
    pub fn of(case: &Case, form: RefuseForm, erreurs: Vec<FieldError>) -> Self {
        let chosen = form.motifs();
        Self {
            frame: case.frame(),
            base: case.base.clone(),
            a: words(&people::professionals(&case.request)),
            motifs: Motif::ALL
                .into_iter()
                .map(|motif| MotifView {
                    code: motif.code(),
                    label: motif.label(),
                    coche: chosen.contains(&motif),
                })
                .collect(),
            ecrit: people::beneficiary(&case.request).is_some(),
            saisie: form,
            message_max: MESSAGE_CHARS_MAX,
            garde: false,
            erreurs,
        }
    }
}

/// An answer about to go out.
#[derive(Debug, Serialize)]
pub struct CheckView {
    frame: Option<Frame>,
    base: String,
    action: String,
    titre: &'static str,
    beneficiaire: String,
    motifs: Vec<&'static str>,
    messages: Vec<MessageView>,
    effets: Vec<&'static str>,
    /// What the form carries along: names and values.
    champs_caches: Vec<(&'static str, String)>,
    bouton: &'static str,
    /// « danger » or « primary ».
    genre: &'static str,
}

impl View for CheckView {
    const TEMPLATE: &'static str = "orientation/verifier.html";
}

const FINAL: &str = "La réponse est définitive\u{a0}: elle ne peut plus être changée.";

impl CheckView {
    /// « Valider la demande », checked.
    #[must_use]
    pub fn accept(case: &Case, form: &AcceptForm, posts: &[Post]) -> Self {
        let mut effets = vec!["La demande passe à «\u{a0}Validée\u{a0}»."];
        if people::beneficiary(&case.request).is_none() {
            effets.push(
                "Aucune adresse e-mail n’est connue pour la personne\u{a0}: joignez-la autrement.",
            );
        }
        effets.push(FINAL);
        Self {
            action: format!("{}/validation", case.base),
            titre: "Valider la demande",
            effets,
            champs_caches: vec![
                ("jeton", form.jeton.clone()),
                ("message_prescripteur", form.message_prescripteur.clone()),
                ("message_beneficiaire", form.message_beneficiaire.clone()),
            ],
            bouton: "Valider la demande",
            genre: "primary",
            ..Self::of(case, posts)
        }
    }

    /// « Refuser la demande », checked.
    #[must_use]
    pub fn refuse(case: &Case, form: &RefuseForm, motifs: &[Motif], posts: &[Post]) -> Self {
        let codes = motifs
            .iter()
            .map(|motif| ("motif", motif.code().to_owned()));
        let mut champs = vec![
            ("jeton", form.jeton.clone()),
            ("message", form.message.clone()),
            ("propose", form.propose.clone()),
            ("aussi_beneficiaire", form.aussi_beneficiaire.clone()),
        ];
        let told = posts
            .iter()
            .flat_map(|post| &post.copies)
            .any(|copy| copy.part == Part::Beneficiaire);
        champs.extend(codes);
        Self {
            action: format!("{}/refus", case.base),
            titre: "Refuser la demande",
            motifs: motifs.iter().map(|motif| motif.label()).collect(),
            effets: vec![
                "La demande passe à «\u{a0}Refusée\u{a0}».",
                if told {
                    "Le bénéficiaire reçoit une copie de votre message."
                } else {
                    "Le bénéficiaire sera informé par la personne qui l’accompagne\u{a0}: aucun e-mail ne lui est envoyé."
                },
                FINAL,
            ],
            champs_caches: champs,
            bouton: "Refuser la demande",
            genre: "danger",
            ..Self::of(case, posts)
        }
    }

    fn of(case: &Case, posts: &[Post]) -> Self {
        let shown = |post: &Post| MessageView {
            a: post.to.words(),
            copies: words(&post.copies),
            texte: post.texte.clone(),
        };
        Self {
            frame: case.frame(),
            base: case.base.clone(),
            action: String::new(),
            titre: "",
            beneficiaire: people::beneficiary_name(&case.request),
            motifs: Vec::new(),
            messages: posts.iter().map(shown).collect(),
            effets: Vec::new(),
            champs_caches: Vec::new(),
            bouton: "",
            genre: "primary",
        }
    }
}
