//! A structure, for those who run the platform: creating it, inviting its first administrateur, suspending it.

use serde::{Deserialize, Serialize};

use super::{
    pages::STRUCTURES_URL,
    rules::{StructureForm, ZONES},
    store::{self, Kept, Runner},
};
use crate::{
    auth::{Operator, second_factor},
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{InvitationId, StaffId, StructureId},
        page::{Page, View},
    },
    frame::Frame,
    outbox,
    rights::Role,
    structure::members::{
        self, Host, Made, Pending, PendingView, refusal,
        rules::{InvitationForm, Invited},
    },
};

/// « Créer une structure ».
#[derive(Debug, Serialize)]
pub struct NewView {
    frame: Frame,
    formulaire: StructureForm,
    personne: PersonForm,
    fuseaux: [(&'static str, &'static str); 12],
    jeton: StructureId,
    erreurs: Vec<FieldError>,
}

impl View for NewView {
    const TEMPLATE: &'static str = "operator/nouvelle_structure.html";
}

/// One structure.
#[derive(Debug, Serialize)]
pub struct StructureView {
    frame: Frame,
    base: String,
    nom: String,
    adresse: String,
    telephone: Option<String>,
    active: bool,
    membres: i64,
    administrateurs: i64,
    /// Those whose second factor is on.
    proteges: Vec<RunnerView>,
    invitations: Vec<PendingView>,
    personne: PersonForm,
    jeton: InvitationId,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

impl View for StructureView {
    const TEMPLATE: &'static str = "operator/structure.html";
}

/// An administrateur whose second factor is on.
#[derive(Debug, Serialize)]
struct RunnerView {
    nom: String,
    action: String,
}

/// The first administrateur, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    prenom: String,
    nom: String,
    email: String,
}

impl PersonForm {
    fn checked(&self) -> std::result::Result<Invited, Vec<FieldError>> {
        let form = InvitationForm {
            prenom: self.prenom.clone(),
            nom: self.nom.clone(),
            email: self.email.clone(),
            role: Role::Administrateur.code().to_owned(),
        };
        form.checked()
    }
}

fn url_of(id: &StructureId) -> String {
    format!("{STRUCTURES_URL}/structures/{}", id.as_str())
}

fn new_view(me: &Operator, jeton: StructureId) -> NewView {
    NewView {
        frame: Frame::of_operator(me, STRUCTURES_URL),
        formulaire: StructureForm {
            fuseau: "Europe/Paris".to_owned(),
            ..StructureForm::default()
        },
        personne: PersonForm::default(),
        fuseaux: ZONES,
        jeton,
        erreurs: Vec::new(),
    }
}

/// « Créer une structure ».
///
/// # Errors
/// [`Error::Internal`] when there is no randomness.
pub async fn new_form(_cx: Cx, me: Operator) -> Result<Page> {
    Page::show(&new_view(&me, StructureId::new()?))
}

#[derive(Deserialize)]
struct CreateForm {
    #[serde(flatten)]
    structure: StructureForm,
    #[serde(flatten)]
    personne: PersonForm,
    #[serde(default)]
    jeton: String,
}

const USED: Error = Error::Conflict(
    "Ce formulaire a déjà servi pour une autre structure ou une autre personne. Rouvrez «\u{a0}Créer une structure\u{a0}» et recommencez. Rien n’a été créé ni envoyé.",
);

/// « Créer la structure »: it and the invitation of its first administrateur are written together.
///
/// # Errors
/// [`Error::BadRequest`] without its key, [`Error::Conflict`] when it has served, or as the database.
pub async fn create(cx: Cx, me: Operator) -> Result<Page> {
    let form: CreateForm = cx.form()?;
    let id = StructureId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let (structure, who) = match (form.structure.checked(), form.personne.checked()) {
        (Ok(structure), Ok(who)) => (structure, who),
        (structure, who) => {
            let mistakes = [structure.err(), who.err()].into_iter().flatten().flatten();
            return Page::show_again(&NewView {
                formulaire: form.structure,
                personne: form.personne,
                erreurs: mistakes.collect(),
                ..new_view(&me, id)
            });
        }
    };
    let key = InvitationId::parse(id.as_str()).ok_or(Error::INCOMPLETE)?;
    let host = Host {
        id: &me.id,
        nom: &me.nom_complet,
        structure: &id,
        structure_nom: &structure.nom,
        fuseau: structure.fuseau,
    };
    let (invitation, mail) = members::invitation(&host, &key, &who, cx.now)?;
    let created = store::create(&cx, &me, &id, &structure, invitation).await?;
    let made = members::became(&cx, &id, &key, &who).await?;
    if !created || !matches!(made, Made::There | Made::Member) {
        return Err(USED);
    }
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(Page::see_other(format!("{}?fait=creee", url_of(&id))))
}

fn done(code: &str) -> Option<&'static str> {
    match code {
        "creee" => Some(
            "La structure est créée\u{202f}; l’invitation de son administrateur part par e-mail.",
        ),
        "invitee" => Some("L’invitation part par e-mail."),
        "renvoyee" => Some("L’invitation part de nouveau\u{202f}; le lien d’avant ne sert plus."),
        "attendre" => {
            Some("L’invitation vient déjà de partir. Attendez une minute avant de la renvoyer.")
        }
        "annulee" => Some("L’invitation est annulée\u{202f}; son lien ne sert plus."),
        "facteur" => Some(
            "La double authentification est retirée\u{202f}; les connexions en cours de cette personne sont fermées.",
        ),
        "suspendue" => Some("La structure est suspendue\u{a0}: plus personne n’y est connecté."),
        "reactivee" => {
            Some("La structure est réactivée\u{a0}: chacun peut se connecter de nouveau.")
        }
        _ => None,
    }
}

impl StructureView {
    fn of(
        cx: &Cx,
        me: &Operator,
        kept: &Kept,
        (pending, runners): (&[Pending], Vec<Runner>),
    ) -> Result<Self> {
        let base = url_of(&kept.id);
        let invitations = format!("{STRUCTURES_URL}/invitations/{}", kept.id.as_str());
        let in_words = |one: &Pending| PendingView::of(one, &invitations, cx.now, &kept.fuseau);
        Ok(Self {
            frame: Frame::of_operator(me, STRUCTURES_URL),
            nom: kept.nom.clone(),
            adresse: format!("{}, {} {}", kept.adresse, kept.code_postal, kept.ville),
            telephone: kept.telephone.clone(),
            active: kept.statut == "ACTIVE",
            membres: kept.membres,
            administrateurs: kept.administrateurs,
            proteges: runners
                .into_iter()
                .filter(|one| one.facteur)
                .map(|one| RunnerView::of(&one, &base))
                .collect(),
            invitations: pending.iter().map(in_words).collect(),
            personne: PersonForm::default(),
            jeton: InvitationId::new()?,
            erreurs: Vec::new(),
            message: done(&cx.query("fait")),
            base,
        })
    }

    async fn load(cx: &Cx, me: &Operator, kept: &Kept) -> Result<Self> {
        let pending = members::pending(cx, &kept.id).await?;
        let runners = store::administrateurs(&cx.db, &kept.id).await?;
        Self::of(cx, me, kept, (&pending, runners))
    }
}

impl RunnerView {
    fn of(one: &Runner, base: &str) -> Self {
        Self {
            nom: format!("{} {}", one.prenom, one.nom),
            action: format!(
                "{base}/administrateurs/{}/sans-double-authentification",
                one.id.as_str()
            ),
        }
    }
}

async fn asked_for(cx: &Cx) -> Result<Kept> {
    let id = cx.param("structure", StructureId::parse)?;
    store::one(&cx.db, &id).await?.ok_or(Error::NotFound)
}

/// One structure.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or as the database.
pub async fn show(cx: Cx, me: Operator) -> Result<Page> {
    let kept = asked_for(&cx).await?;
    Page::show(&StructureView::load(&cx, &me, &kept).await?)
}

/// « Suspendre »: nobody of it keeps a session.
///
/// # Errors
/// As [`show`].
pub async fn suspend(cx: Cx, me: Operator) -> Result<Page> {
    let kept = asked_for(&cx).await?;
    store::suspend(&cx, &me, &kept.id).await?;
    Ok(Page::see_other(format!(
        "{}?fait=suspendue",
        url_of(&kept.id)
    )))
}

/// « Réactiver ».
///
/// # Errors
/// As [`show`].
pub async fn restore(cx: Cx, me: Operator) -> Result<Page> {
    let kept = asked_for(&cx).await?;
    store::restore(&cx, &me, &kept.id).await?;
    Ok(Page::see_other(format!(
        "{}?fait=reactivee",
        url_of(&kept.id)
    )))
}

#[derive(Deserialize)]
struct TakeAwayForm {
    #[serde(default)]
    confirmation: String,
}

/// « Retirer la double authentification » of an administrateur whom nobody of the structure can help.
///
/// # Errors
/// As [`show`]; [`Error::NotFound`] for somebody who does not run it, [`Error::Conflict`] when somebody else came first.
pub async fn take_factor_away(cx: Cx, me: Operator) -> Result<Page> {
    let kept = asked_for(&cx).await?;
    let member = cx.param("membre", StaffId::parse)?;
    let form: TakeAwayForm = cx.form()?;
    let runners = store::administrateurs(&cx.db, &kept.id).await?;
    if !runners.iter().any(|one| one.id == member) {
        return Err(Error::NotFound);
    }
    if form.confirmation != "oui" {
        return Err(Error::BadRequest("Confirmez le retrait."));
    }
    if !second_factor::take_away(&cx, &me.id, &kept.id, &member).await? {
        return Err(Error::Conflict(
            "Ce compte vient d’être modifié. Rouvrez la structure pour voir où il en est. Rien n’a été modifié par cette demande.",
        ));
    }
    Ok(Page::see_other(format!(
        "{}?fait=facteur",
        url_of(&kept.id)
    )))
}

/// The operateur as whoever invites to that structure.
fn host<'a>(me: &'a Operator, kept: &'a Kept) -> Host<'a> {
    Host {
        id: &me.id,
        nom: &me.nom_complet,
        structure: &kept.id,
        structure_nom: &kept.nom,
        fuseau: &kept.fuseau,
    }
}

#[derive(Deserialize)]
struct InviteForm {
    #[serde(flatten)]
    personne: PersonForm,
    #[serde(default)]
    jeton: String,
}

const SUSPENDED: &str = "La structure est suspendue\u{a0}: réactivez-la avant d’inviter quelqu’un.";

/// « Inviter un administrateur ».
///
/// # Errors
/// As [`show`]; [`Error::BadRequest`] without its key.
pub async fn invite(cx: Cx, me: Operator) -> Result<Page> {
    let kept = asked_for(&cx).await?;
    let form: InviteForm = cx.form()?;
    let mut key = InvitationId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    if kept.statut != "ACTIVE" {
        return Err(Error::NotNow(SUSPENDED));
    }
    let (erreurs, status) = match form.personne.checked() {
        Err(erreurs) => (erreurs, 422),
        Ok(who) => {
            let made = members::invite(&cx, &host(&me, &kept), &key, &who).await?;
            let Some(error) = refusal(made) else {
                return Ok(Page::see_other(format!(
                    "{}?fait=invitee",
                    url_of(&kept.id)
                )));
            };
            if made == Made::Used {
                key = InvitationId::new()?;
            }
            (vec![error], 409)
        }
    };
    let view = StructureView {
        personne: form.personne,
        jeton: key,
        erreurs,
        ..StructureView::load(&cx, &me, &kept).await?
    };
    Ok(Page::show(&view)?.status(status))
}

/// « Renvoyer l’invitation ».
///
/// # Errors
/// As [`show`]; [`Error::NotNow`] when the structure is suspended.
pub async fn send_again(cx: Cx, me: Operator) -> Result<Page> {
    let kept = asked_for(&cx).await?;
    let id = cx.param("invitation", InvitationId::parse)?;
    if kept.statut != "ACTIVE" {
        return Err(Error::NotNow(SUSPENDED));
    }
    let sent = members::send_again(&cx, &host(&me, &kept), &id).await?;
    let said = if sent { "renvoyee" } else { "attendre" };
    Ok(Page::see_other(format!("{}?fait={said}", url_of(&kept.id))))
}

/// « Annuler l’invitation ».
///
/// # Errors
/// As [`show`].
pub async fn take_back(cx: Cx, me: Operator) -> Result<Page> {
    let kept = asked_for(&cx).await?;
    let id = cx.param("invitation", InvitationId::parse)?;
    members::take_back(&cx, &host(&me, &kept), &id).await?;
    Ok(Page::see_other(format!(
        "{}?fait=annulee",
        url_of(&kept.id)
    )))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::{clock::Moment, page},
        operator::pages::samples::me,
        structure::members::pages::samples::pending,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let key = || StructureId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id");
        let mistakes = || {
            let structure = StructureForm::default().checked().expect_err("mistakes");
            let person = PersonForm::default().checked().expect_err("mistakes");
            [structure, person].concat()
        };
        let new = |erreurs| NewView {
            erreurs,
            ..new_view(&me(), key())
        };
        let shown = |active, erreurs| StructureView {
            frame: Frame::of_operator(&me(), STRUCTURES_URL),
            base: url_of(&key()),
            nom: "CCAS de Brest".to_owned(),
            adresse: "2 rue Frézier, 29200 Brest".to_owned(),
            telephone: None,
            active,
            membres: 3,
            administrateurs: 1,
            proteges: vec![RunnerView {
                nom: "Awa Diallo".to_owned(),
                action: "/x".to_owned(),
            }],
            invitations: vec![PendingView::of(
                &pending(None, None),
                "/x",
                Moment(1),
                "Europe/Paris",
            )],
            personne: PersonForm::default(),
            jeton: InvitationId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id"),
            erreurs,
            message: done("creee"),
        };
        vec![
            (NewView::TEMPLATE, page::render(&new(Vec::new()))),
            (NewView::TEMPLATE, page::render(&new(mistakes()))),
            (
                StructureView::TEMPLATE,
                page::render(&shown(true, Vec::new())),
            ),
            (
                StructureView::TEMPLATE,
                page::render(&shown(true, mistakes())),
            ),
            (
                StructureView::TEMPLATE,
                page::render(&shown(false, Vec::new())),
            ),
        ]
    }
}
