//! One member: their role, keeping them out, ending their account.

use serde::{Deserialize, Serialize};

use super::{
    pages::{MEMBERS_URL, MemberView, roles},
    rules::Change,
    store::{self, Member},
};
use crate::{
    auth::{Staff, second_factor},
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::StaffId,
        page::{Page, View},
    },
    frame::Frame,
    rights::Role,
};

/// « Modifier un compte ».
#[derive(Debug, Serialize)]
pub struct OneView {
    frame: Frame,
    membre: MemberView,
    base: String,
    /// As seen: of two who change the same person, the second is told.
    role: &'static str,
    statut: &'static str,
    roles: Vec<(&'static str, &'static str)>,
    message: Option<&'static str>,
}

impl View for OneView {
    const TEMPLATE: &'static str = "structure/utilisateur.html";
}

impl OneView {
    fn of(me: &Staff, member: &Member, required: bool, message: Option<&'static str>) -> Self {
        Self {
            frame: Frame::of(me, MEMBERS_URL),
            membre: MemberView::of(member, me, required),
            base: url_of(&member.id),
            role: member.role.code(),
            statut: member.statut.code(),
            roles: roles(),
            message,
        }
    }
}

fn url_of(id: &StaffId) -> String {
    format!("{MEMBERS_URL}/{}", id.as_str())
}

fn done(code: &str) -> Option<&'static str> {
    match code {
        "role" => Some(
            "Le rôle est changé\u{202f}; les connexions en cours de cette personne sont fermées.",
        ),
        "meme-role" => Some(
            "Cette personne avait déjà ce rôle\u{a0}: rien n’a changé, et ses connexions restent ouvertes.",
        ),
        "facteur" => Some(
            "La double authentification est retirée\u{202f}; les connexions en cours de cette personne sont fermées.",
        ),
        "suspendu" => Some("Le compte est suspendu\u{202f}; toutes ses connexions sont fermées."),
        "retabli" => Some("Le compte est rétabli\u{a0}: la personne peut se connecter de nouveau."),
        _ => None,
    }
}

async fn asked_for(cx: &Cx, me: &Staff) -> Result<Member> {
    let id = cx.param("membre", StaffId::parse)?;
    store::member(&cx.db, &me.structure, &id)
        .await?
        .ok_or(Error::NotFound)
}

/// « Modifier un compte ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's member, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let member = asked_for(&cx, &me).await?;
    let required = cx.config.second_factor.required;
    Page::show(&OneView::of(
        &me,
        &member,
        required,
        done(&cx.query("fait")),
    ))
}

#[derive(Deserialize)]
struct ChangeForm {
    #[serde(default)]
    role: String,
    #[serde(default)]
    vu_role: String,
    #[serde(default)]
    vu_statut: String,
    #[serde(default)]
    confirmation: String,
}

const LAST: Error = Error::NotNow(
    "Votre structure n’aurait plus d’administrateur qui puisse se connecter. Donnez d’abord ce rôle à quelqu’un d’autre. \
     Rien n’a été modifié.",
);
const MEANWHILE: Error = Error::Conflict(
    "Ce compte vient d’être modifié par quelqu’un d’autre. Rouvrez-le pour voir où il en est. \
     Rien n’a été modifié par cette demande.",
);

/// Carries `change` out over what was seen; `said` is what the page then says.
async fn carry_out(
    cx: &Cx,
    me: &Staff,
    form: &ChangeForm,
    member: &Member,
    change: Change,
) -> Result<()> {
    let seen = (form.vu_role.as_str(), form.vu_statut.as_str());
    if seen != (member.role.code(), member.statut.code()) {
        return Err(MEANWHILE);
    }
    if change.after(member.role, member.statut) == (member.role, member.statut) {
        return Ok(());
    }
    if store::change(&cx.db, me, member, change, cx.now).await? {
        return Ok(());
    }
    // The statement has decided; this only finds the words.
    match store::member(&cx.db, &me.structure, &member.id).await? {
        Some(now) if (now.role, now.statut) == (member.role, member.statut) => Err(LAST),
        _ => Err(MEANWHILE),
    }
}

/// « Changer le rôle ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's member, [`Error::NotNow`] for the last administrateur, [`Error::Conflict`]
/// when somebody else came first, or as the database.
pub async fn change_role(cx: Cx, me: Staff) -> Result<Page> {
    let member = asked_for(&cx, &me).await?;
    let form: ChangeForm = cx.form()?;
    let role = Role::of_code(&form.role).ok_or(Error::BadRequest("Choisissez un rôle."))?;
    carry_out(&cx, &me, &form, &member, Change::Role(role)).await?;
    let said = if role == member.role {
        "meme-role"
    } else {
        "role"
    };
    Ok(Page::see_other(format!(
        "{}?fait={said}",
        url_of(&member.id)
    )))
}

/// « Suspendre le compte ».
///
/// # Errors
/// As [`change_role`].
pub async fn suspend(cx: Cx, me: Staff) -> Result<Page> {
    let member = asked_for(&cx, &me).await?;
    let form: ChangeForm = cx.form()?;
    carry_out(&cx, &me, &form, &member, Change::Suspend).await?;
    Ok(Page::see_other(format!(
        "{}?fait=suspendu",
        url_of(&member.id)
    )))
}

/// « Rétablir le compte ».
///
/// # Errors
/// As [`change_role`].
pub async fn restore(cx: Cx, me: Staff) -> Result<Page> {
    let member = asked_for(&cx, &me).await?;
    let form: ChangeForm = cx.form()?;
    carry_out(&cx, &me, &form, &member, Change::Restore).await?;
    Ok(Page::see_other(format!(
        "{}?fait=retabli",
        url_of(&member.id)
    )))
}

/// « Retirer de la structure ».
///
/// # Errors
/// As [`change_role`]; [`Error::BadRequest`] without the confirmation.
pub async fn remove(cx: Cx, me: Staff) -> Result<Page> {
    let member = asked_for(&cx, &me).await?;
    let form: ChangeForm = cx.form()?;
    if form.confirmation != "oui" {
        return Err(Error::BadRequest("Confirmez le retrait."));
    }
    carry_out(&cx, &me, &form, &member, Change::Remove).await?;
    Ok(Page::see_other(format!("{MEMBERS_URL}?fait=retire")))
}

/// « Retirer la double authentification » of someone who has lost their telephone and their codes.
///
/// # Errors
/// [`Error::NotFound`] for another structure's member, [`Error::NotNow`] for oneself, [`Error::Conflict`] when somebody else
/// came first, or as the database.
pub async fn take_factor_away(cx: Cx, me: Staff) -> Result<Page> {
    let member = asked_for(&cx, &me).await?;
    let form: ChangeForm = cx.form()?;
    if form.confirmation != "oui" {
        return Err(Error::BadRequest("Confirmez le retrait."));
    }
    if member.id == me.id {
        return Err(Error::NotNow(
            "La vôtre se change dans «\u{a0}Mon compte\u{a0}». Rien n’a été modifié.",
        ));
    }
    if !second_factor::take_away(&cx, &me.id, &me.structure, &member.id).await? {
        return Err(MEANWHILE);
    }
    let url = url_of(&member.id);
    Ok(Page::see_other(format!("{url}?fait=facteur")))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, structure::members::pages::samples::member};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        ["ACTIF", "SUSPENDU"]
            .map(|statut| {
                OneView::of(
                    &me(Role::Administrateur),
                    &member(statut),
                    true,
                    done("role"),
                )
            })
            .iter()
            .map(|view| (OneView::TEMPLATE, page::render(view)))
            .collect()
    }
}
