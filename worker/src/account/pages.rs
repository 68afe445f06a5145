//! « Mon compte ».

use serde::{Deserialize, Serialize};

use super::{
    letters::{AskedLetter, ConfirmLetter},
    rules::{CONFIRMATION_MS, IdentityForm, new_address},
    store::{self, Account, Overview},
};
use crate::{
    auth::{
        Person, Staff, gate,
        letters::ChangedLetter,
        new_password::NewPassword,
        password::{PlainPassword, Rule, STAFF_RULES},
        second_factor::{self, Status},
        softlock::Realm,
        trouble::Trouble,
    },
    edge::{
        clock::zone,
        cookies,
        cx::Cx,
        error::{Error, Result, Side},
        form::FieldError,
        ids::{JournalId, LienId},
        page::{Page, View},
        secret::{Purpose, TokenHash},
    },
    frame::Frame,
    outbox::{self, Mail, NewLink, rules::Address},
};

const ACCOUNT_URL: &str = "/gestion/compte";
/// What the links are called that confirm an address.
pub(super) const GENRE: &str = "ADRESSE";

/// « Mon compte ».
#[derive(Debug, Serialize)]
pub struct AccountView {
    frame: Frame,
    email: String,
    /// The address that waits to be confirmed.
    en_attente: Option<String>,
    identite: IdentityForm,
    nouvelle_adresse: String,
    regles: [Rule; 4],
    sessions: Vec<SessionView>,
    connexions: Vec<String>,
    facteur: Status,
    /// May the address be changed here? An operateur's is not.
    change_adresse: bool,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct SessionView {
    depuis: String,
    vue: String,
    /// The one that looks.
    ici: bool,
}

impl View for AccountView {
    const TEMPLATE: &'static str = "account/compte.html";
}

fn done(code: &str) -> Option<&'static str> {
    match code {
        "identite" => Some("Les modifications sont enregistrées."),
        "mot-de-passe" => {
            Some("Votre mot de passe est changé. Vos autres connexions sont fermées.")
        }
        "adresse" => Some(
            "Un e-mail part vers la nouvelle adresse\u{a0}: ouvrez son lien pour la confirmer.",
        ),
        "abandon" => Some("Le changement d’adresse est annulé\u{202f}; son lien ne sert plus."),
        "appareil" => Some(
            "L’appareil est changé\u{a0}: les codes viennent maintenant du nouveau. Vos autres connexions sont fermées.",
        ),
        "desactivee" => Some("La double authentification est désactivée."),
        "deconnexions" => Some("Vos autres connexions sont fermées."),
        _ => None,
    }
}

/// This browser's session.
fn own_session(cx: &Cx) -> Result<TokenHash> {
    cx.token(cookies::Name::Gestion, Purpose::Gestion)
        .map(|token| token.hash())
        .ok_or(Error::SignedOut(Side::Gestion))
}

impl AccountView {
    fn of(
        me: &Person,
        (overview, facteur): (Overview, Status),
        own: &TokenHash,
        message: Option<&'static str>,
    ) -> Self {
        let place = zone(&me.fuseau);
        let Overview {
            account,
            sessions,
            logins,
            pending,
        } = overview;
        Self {
            frame: Frame::of_person(me, ACCOUNT_URL),
            email: account.email,
            en_attente: pending,
            identite: IdentityForm {
                prenom: account.prenom,
                nom: account.nom,
                fonction: account.fonction,
            },
            nouvelle_adresse: String::new(),
            regles: STAFF_RULES,
            sessions: sessions
                .into_iter()
                .map(|session| SessionView {
                    depuis: session.created_at.short(place),
                    vue: session.last_seen_at.short(place),
                    ici: session.token_hash == *own,
                })
                .collect(),
            connexions: logins.into_iter().map(|at| at.short(place)).collect(),
            facteur,
            change_adresse: me.structure.is_some(),
            erreurs: Vec::new(),
            message,
        }
    }

    async fn load(cx: &Cx, me: &Person) -> Result<Self> {
        let overview = store::overview(cx, me)
            .await?
            .ok_or(Error::SignedOut(Side::Gestion))?;
        let facteur = second_factor::status(cx).await?;
        Ok(Self::of(
            me,
            (overview, facteur),
            &own_session(cx)?,
            done(&cx.query("fait")),
        ))
    }
}

/// « Mon compte ».
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Person) -> Result<Page> {
    Page::show(&AccountView::load(&cx, &me).await?)
}

fn back(said: &str) -> Page {
    Page::see_other(format!("{ACCOUNT_URL}?fait={said}"))
}

/// « Enregistrer les modifications » of name and function.
///
/// # Errors
/// As the database.
pub async fn save_identity(cx: Cx, me: Person) -> Result<Page> {
    let form: IdentityForm = cx.form()?;
    match form.checked() {
        Ok(new) => {
            store::save_identity(&cx, &me, &new).await?;
            Ok(back("identite"))
        }
        Err(erreurs) => Page::show_again(&AccountView {
            identite: form,
            erreurs,
            ..AccountView::load(&cx, &me).await?
        }),
    }
}

/// Checks the present password, counted as at the gate; the account, or the mistake beside `champ`.
async fn proved(
    cx: &Cx,
    me: &Person,
    given: &PlainPassword,
    champ: &'static str,
) -> Result<std::result::Result<Account, (u16, FieldError)>> {
    let overview = store::overview(cx, me).await?;
    let account = overview.ok_or(Error::SignedOut(Side::Gestion))?.account;
    let wrong = |message: String| FieldError { champ, message };
    let attempt = match gate::approach(cx, Realm::Gestion, &account.email).await? {
        Ok(attempt) => attempt,
        Err(locked) => {
            return Ok(Err((429, wrong(Trouble::locked(cx.now, locked).message))));
        }
    };
    if !account.password_hash.verify(given) {
        let message = "Ce n’est pas votre mot de passe actuel.".to_owned();
        return Ok(Err((422, wrong(message))));
    }
    attempt.give_back(cx).await?;
    Ok(Ok(account))
}

#[derive(Deserialize)]
struct PasswordForm {
    #[serde(default)]
    actuel: PlainPassword,
    #[serde(flatten)]
    nouveau: NewPassword,
}

const MEANWHILE: Error = Error::Conflict(
    "Votre mot de passe vient d’être modifié ailleurs. Rien n’a été changé par cette demande.",
);

/// « Changer le mot de passe »: the present one is asked for; every other session ends.
///
/// # Errors
/// As the gate and the database.
pub async fn save_password(cx: Cx, me: Person) -> Result<Page> {
    let form: PasswordForm = cx.form()?;
    let account = match proved(&cx, &me, &form.actuel, "actuel").await? {
        Ok(account) => account,
        Err((status, error)) => return again(&cx, &me, vec![error], status).await,
    };
    if let Err(erreurs) = form.nouveau.checked() {
        return again(&cx, &me, erreurs, 422).await;
    }
    let (line, session) = (JournalId::new()?, own_session(&cx)?);
    let letter = ChangedLetter {
        quand: cx.now.short(zone(&me.fuseau)),
    };
    let mail =
        Mail::because(line.as_str(), address_of(&account)?, &letter)?.from(me.structure.as_ref());
    let passwords = (&account.password_hash, &form.nouveau.hash()?);
    let query = mail.query(cx.now);
    if !store::save_password(&cx, &me, (&line, &session), passwords, query).await? {
        return Err(MEANWHILE);
    }
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(back("mot-de-passe"))
}

async fn again(cx: &Cx, me: &Person, erreurs: Vec<FieldError>, status: u16) -> Result<Page> {
    let view = AccountView {
        erreurs,
        ..AccountView::load(cx, me).await?
    };
    Ok(Page::show(&view)?.status(status))
}

fn address_of(account: &Account) -> Result<Address> {
    Address::parse(&account.email)
        .ok_or_else(|| Error::internal("staff_user", "an address nobody can write to"))
}

#[derive(Deserialize)]
struct AddressForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    mot_de_passe: PlainPassword,
}

/// « Changer d’adresse »: a link goes to the new one, and only it changes anything.
///
/// # Errors
/// As the gate and the database.
pub async fn ask_address(cx: Cx, me: Staff) -> Result<Page> {
    let form: AddressForm = cx.form()?;
    let me = Person::from(me);
    let refused = |erreurs, status: u16| {
        let (cx, me, typed) = (&cx, &me, form.email.clone());
        async move {
            let view = AccountView {
                nouvelle_adresse: typed,
                erreurs,
                ..AccountView::load(cx, me).await?
            };
            Ok(Page::show(&view)?.status(status))
        }
    };
    let account = match proved(&cx, &me, &form.mot_de_passe, "mot_de_passe").await? {
        Ok(account) => account,
        Err((status, error)) => return refused(vec![error], status).await,
    };
    let to = match new_address(&form.email, &account.email) {
        Ok(to) => to,
        Err(erreurs) => return refused(erreurs, 422).await,
    };
    let (line, id) = (JournalId::new()?, LienId::new()?);
    let link = NewLink {
        id: &id,
        structure: me.structure.as_ref(),
        genre: GENRE,
        objet: me.id.as_str(),
        pour: Some(to.as_str()),
        lasts_ms: CONFIRMATION_MS,
        reason: Some(line.as_str()),
    };
    let letter = ConfirmLetter {
        prenom: account.prenom.clone(),
    };
    let mail = Mail::because(id.as_str(), to.clone(), &letter)?
        .from(me.structure.as_ref())
        .with_link(&id);
    let warning = warning(&cx, &me, &account, &line)?;
    let others = outbox::end_links_of(me.id.as_str(), GENRE, cx.now, Some(&id));
    let more = [
        link.query(cx.now),
        others,
        mail.query(cx.now),
        warning.query(cx.now),
    ];
    if !store::ask_address(&cx, &me, &line, &account.password_hash, more).await? {
        return Err(MEANWHILE);
    }
    outbox::wake(&cx.env, &[mail.id(), warning.id()]).await;
    Ok(back("adresse"))
}

/// What tells the present address that another was asked for: whoever has only the password is seen before it is too late.
fn warning(cx: &Cx, me: &Person, account: &Account, line: &JournalId) -> Result<Mail> {
    let letter = AskedLetter {
        prenom: account.prenom.clone(),
        quand: cx.now.short(zone(&me.fuseau)),
    };
    let mail = Mail::because(line.as_str(), address_of(account)?, &letter)?;
    Ok(mail.from(me.structure.as_ref()))
}

/// « Annuler ce changement »: the link that was sent serves no more.
///
/// # Errors
/// As the database.
pub async fn forget_address(cx: Cx, me: Staff) -> Result<Page> {
    store::forget_address(&cx, &me.into()).await?;
    Ok(back("abandon"))
}

/// « Déconnecter partout »: every session but this one.
///
/// # Errors
/// As the database.
pub async fn end_others(cx: Cx, me: Person) -> Result<Page> {
    store::end_others(&cx, &me, &own_session(&cx)?).await?;
    Ok(back("deconnexions"))
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        edge::{clock::Moment, page},
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let overview = |pending: Option<&str>| {
            let account = json!({ "prenom": "Awa", "nom": "Diallo", "fonction": "", "email": "awa@exemple.fr", "password_hash": "x" });
            let session = json!({ "token_hash": "x", "created_at": 1, "last_seen_at": 2 });
            Overview {
                account: serde_json::from_value(account).expect("an account"),
                sessions: vec![serde_json::from_value(session).expect("a session")],
                logins: vec![Moment(1_795_384_800_000)],
                pending: pending.map(str::to_owned),
            }
        };
        let status = |active, restants| Status {
            active,
            depuis: active.then(|| "22/11/2026 à 10:00".to_owned()),
            restants,
            obligatoire: active,
        };
        let of = |who: Person, pending, factor| {
            let own = TokenHash::of(&["x"]);
            AccountView::of(&who, (overview(pending), factor), &own, done("identite"))
        };
        let view = |pending| of(me(Role::Agent).into(), pending, status(false, 0));
        let operateur = of(
            crate::operator::pages::samples::me().into(),
            None,
            status(true, 2),
        );
        let administrateur = of(me(Role::Administrateur).into(), None, status(true, 10));
        let mistakes = [
            "prenom",
            "nom",
            "email",
            "mot_de_passe",
            "actuel",
            "nouveau",
            "confirmation",
        ]
        .map(|champ| FieldError {
            champ,
            message: "Recommencez.".to_owned(),
        });
        let wrong = AccountView {
            erreurs: mistakes.to_vec(),
            ..view(Some("autre@exemple.fr"))
        };
        [view(None), wrong, operateur, administrateur]
            .iter()
            .map(|view| (AccountView::TEMPLATE, page::render(view)))
            .collect()
    }
}
