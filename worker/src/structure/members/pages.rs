//! « Utilisateurs »: the members, the invitations that wait, and a new one.

use serde::{Deserialize, Serialize};

use super::{
    Host, Made,
    rules::{InvitationForm, Statut},
    store::{self, Member, Pending},
};
use crate::{
    auth::{Staff, second_factor::rules as factor_rules},
    edge::{
        clock::{Moment, zone},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::InvitationId,
        page::{Page, View},
    },
    frame::Frame,
    outbox::rules::State,
    rights::{Right, Role},
};

/// Where the list is.
pub const MEMBERS_URL: &str = "/gestion/utilisateurs";

/// « Utilisateurs ».
#[derive(Debug, Serialize)]
pub struct MembersView {
    frame: Frame,
    membres: Vec<MemberView>,
    invitations: Vec<PendingView>,
    /// May this person change anything?
    peut_modifier: bool,
    formulaire: InvitationForm,
    roles: Vec<(&'static str, &'static str)>,
    jeton: InvitationId,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

impl View for MembersView {
    const TEMPLATE: &'static str = "structure/utilisateurs.html";
}

/// A member's second factor.
#[derive(Debug, Serialize)]
struct FactorView {
    /// Is it on?
    actif: bool,
    /// Does their role ask for one here?
    demande: bool,
}

/// A member, in words.
#[derive(Debug, Serialize)]
pub(super) struct MemberView {
    href: String,
    pub(super) nom: String,
    email: String,
    role: &'static str,
    fonction: String,
    statut: &'static str,
    suspendu: bool,
    connexion: Option<String>,
    facteur: FactorView,
    /// The person who looks.
    moi: bool,
}

impl MemberView {
    pub(super) fn of(member: &Member, me: &Staff, required: bool) -> Self {
        Self {
            href: format!("{MEMBERS_URL}/{}", member.id.as_str()),
            nom: format!("{} {}", member.prenom, member.nom),
            email: member.email.clone(),
            role: member.role.label(),
            fonction: member.fonction.clone(),
            statut: member.statut.label(),
            suspendu: member.statut == Statut::Suspendu,
            connexion: member
                .last_login_at
                .map(|moment| moment.short(zone(&me.fuseau))),
            facteur: FactorView {
                actif: member.facteur,
                demande: required && factor_rules::is_for(member.role),
            },
            moi: member.id == me.id,
        }
    }
}

/// An invitation, in words.
#[derive(Debug, Serialize)]
pub struct PendingView {
    href: String,
    nom: String,
    email: String,
    role: &'static str,
    /// What becomes of it.
    etat: String,
    attention: bool,
}

impl PendingView {
    /// The invitation in words; its forms are under `base`.
    #[must_use]
    pub fn of(pending: &Pending, base: &str, now: Moment, fuseau: &str) -> Self {
        let (etat, attention) = match (pending.envoi, pending.expires_at) {
            (Some(State::Echec), _) => (
                "E-mail non distribué\u{a0}: vérifiez l’adresse.".to_owned(),
                true,
            ),
            (_, Some(until)) if until > now => (
                format!("Lien valable jusqu’au {}.", until.short(zone(fuseau))),
                false,
            ),
            _ => (
                "Le lien n’est plus valable\u{a0}: renvoyez l’invitation.".to_owned(),
                true,
            ),
        };
        Self {
            href: format!("{base}/{}", pending.id.as_str()),
            nom: format!("{} {}", pending.prenom, pending.nom),
            email: pending.email.clone(),
            role: pending.role.label(),
            etat,
            attention,
        }
    }
}

/// The roles of a structure, for a list to choose from.
#[must_use]
pub(super) fn roles() -> Vec<(&'static str, &'static str)> {
    Role::OF_A_STRUCTURE
        .iter()
        .map(|role| (role.code(), role.label()))
        .collect()
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "invitee" => Some("L’invitation part par e-mail."),
        "renvoyee" => Some("L’invitation part de nouveau\u{202f}; le lien d’avant ne sert plus."),
        "attendre" => {
            Some("L’invitation vient déjà de partir. Attendez une minute avant de la renvoyer.")
        }
        "annulee" => Some("L’invitation est annulée\u{202f}; son lien ne sert plus."),
        "retire" => Some(
            "La personne est retirée\u{202f}; toutes ses connexions sont fermées, et les invitations qu’elle avait envoyées sont annulées.",
        ),
        _ => None,
    }
}

impl MembersView {
    fn of(
        me: &Staff,
        (members, pending): &(Vec<Member>, Vec<Pending>),
        (now, required): (Moment, bool),
        message: Option<&'static str>,
    ) -> Result<Self> {
        let base = format!("{MEMBERS_URL}/invitations");
        let pending_view = |one: &Pending| PendingView::of(one, &base, now, &me.fuseau);
        Ok(Self {
            frame: Frame::of(me, MEMBERS_URL),
            membres: members
                .iter()
                .map(|one| MemberView::of(one, me, required))
                .collect(),
            invitations: pending.iter().map(pending_view).collect(),
            peut_modifier: me.role.may(Right::ManageStructure),
            formulaire: InvitationForm::default(),
            roles: roles(),
            jeton: InvitationId::new()?,
            erreurs: Vec::new(),
            message,
        })
    }

    async fn load(cx: &Cx, me: &Staff) -> Result<Self> {
        let everybody = store::everybody(&cx.db, &me.structure).await?;
        let here = (cx.now, cx.config.second_factor.required);
        Self::of(me, &everybody, here, done(&cx.query("fait")))
    }
}

/// « Utilisateurs ».
///
/// # Errors
/// As the database.
pub async fn list(cx: Cx, me: Staff) -> Result<Page> {
    Page::show(&MembersView::load(&cx, &me).await?)
}

/// The administrateur as whoever invites.
fn host(me: &Staff) -> Host<'_> {
    Host {
        id: &me.id,
        nom: &me.nom_complet,
        structure: &me.structure,
        structure_nom: &me.structure_nom,
        fuseau: &me.fuseau,
    }
}

#[derive(Deserialize)]
struct InviteForm {
    #[serde(flatten)]
    invitation: InvitationForm,
    #[serde(default)]
    jeton: String,
}

/// What went wrong with an invitation that was well written, and where to say so.
#[must_use]
pub fn refusal(made: Made) -> Option<FieldError> {
    let (champ, message) = match made {
        Made::There => return None,
        Made::Member => (
            "email",
            "Cette personne a déjà un compte dans votre structure.",
        ),
        Made::Invited => (
            "email",
            "Cette personne est déjà invitée\u{a0}: vous pouvez lui renvoyer l’invitation.",
        ),
        Made::Full => (
            "",
            "50\u{a0}invitations attendent déjà. Annulez-en une avant d’en envoyer une autre.",
        ),
        Made::Used => (
            "",
            "Ce formulaire a déjà servi. Rien n’a été envoyé\u{a0}: envoyez de nouveau si vous voulez inviter cette personne.",
        ),
    };
    Some(FieldError {
        champ,
        message: message.to_owned(),
    })
}

/// « Envoyer l’invitation ».
///
/// # Errors
/// [`Error::BadRequest`] without its key, or as the database.
pub async fn invite(cx: Cx, me: Staff) -> Result<Page> {
    let form: InviteForm = cx.form()?;
    let mut key = InvitationId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let (erreurs, status) = match form.invitation.checked() {
        Err(erreurs) => (erreurs, 422),
        Ok(who) => {
            let made = super::invite(&cx, &host(&me), &key, &who).await?;
            let Some(error) = refusal(made) else {
                return Ok(Page::see_other(format!("{MEMBERS_URL}?fait=invitee")));
            };
            if made == Made::Used {
                key = InvitationId::new()?;
            }
            (vec![error], 409)
        }
    };
    let view = MembersView {
        formulaire: form.invitation,
        jeton: key,
        erreurs,
        ..MembersView::load(&cx, &me).await?
    };
    Ok(Page::show(&view)?.status(status))
}

/// « Renvoyer l’invitation ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn send_again(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("invitation", InvitationId::parse)?;
    let sent = super::send_again(&cx, &host(&me), &id).await?;
    let said = if sent { "renvoyee" } else { "attendre" };
    Ok(Page::see_other(format!("{MEMBERS_URL}?fait={said}")))
}

/// « Annuler l’invitation ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's, or as the database.
pub async fn take_back(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("invitation", InvitationId::parse)?;
    super::take_back(&cx, &host(&me), &id).await?;
    Ok(Page::see_other(format!("{MEMBERS_URL}?fait=annulee")))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{desk::tabs::samples::me, edge::page};

    pub(crate) fn member(statut: &str) -> Member {
        let member = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "prenom": "Awa", "nom": "Diallo", "email": "awa@exemple.fr",
            "role": "AGENT", "statut": statut, "fonction": "Accueil", "last_login_at": 1_795_384_800_000_i64, "facteur": i64::from(statut == "ACTIF") });
        serde_json::from_value(member).expect("a member")
    }

    pub(crate) fn pending(expires_at: Option<i64>, envoi: Option<&str>) -> Pending {
        let pending = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "prenom": "Awa", "nom": "Diallo", "email": "awa@exemple.fr",
            "role": "AGENT", "created_at": 1, "expires_at": expires_at, "envoi": envoi });
        serde_json::from_value(pending).expect("an invitation")
    }

    #[test]
    fn an_invitation_says_what_becomes_of_it() {
        let said = |expires_at, envoi| {
            PendingView::of(
                &pending(expires_at, envoi),
                "",
                Moment(1_000),
                "Europe/Paris",
            )
        };
        assert!(
            said(Some(2_000), Some("ENVOYE"))
                .etat
                .contains("valable jusqu’au")
        );
        assert!(said(Some(500), Some("ENVOYE")).attention, "over");
        assert!(said(None, None).attention);
        assert!(
            said(Some(2_000), Some("ECHEC"))
                .etat
                .contains("non distribué")
        );
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let everybody = (
            vec![member("ACTIF"), member("SUSPENDU")],
            vec![
                pending(Some(2_000), Some("ENVOYE")),
                pending(None, Some("ECHEC")),
            ],
        );
        let view = |role, erreurs| MembersView {
            erreurs,
            ..MembersView::of(
                &me(role),
                &everybody,
                (Moment(1_000), true),
                done("invitee"),
            )
            .expect("a view")
        };
        let mistakes = InvitationForm::default().checked().expect_err("mistakes");
        [
            view(Role::Gestionnaire, Vec::new()),
            view(Role::Administrateur, Vec::new()),
            view(Role::Administrateur, mistakes),
        ]
        .iter()
        .map(|view| (MembersView::TEMPLATE, page::render(view)))
        .collect()
    }
}
