//! « Courriers »: what waits for a domicilié, what came, what was handed over, and the state of their portal.

use serde::{Deserialize, Serialize};

use super::{
    rules::{COUNT_MAX, Mail, NOTE_CHARS_MAX, TypedMail},
    store::{self, Line, Reception, Recorded},
};
use crate::{
    auth::Staff,
    desk::{
        access,
        store::Usager,
        tabs::{LIST_URL, UsagerView, mail_url},
    },
    edge::{
        clock::{self, Moment},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{MailLineId, UsagerId},
        page::{Page, View},
    },
    frame::Frame,
    rights::Right,
};

/// « Courriers »: what waits, receptions and remises, and « Accès au portail usager ».
#[derive(Debug, Serialize)]
pub struct MailView {
    frame: Frame,
    usager: UsagerView,
    attente: WaitingView,
    reception: ReceptionForm,
    remise: TypedMail,
    jetons: Keys,
    erreurs: Vec<FieldError>,
    mouvements: Vec<LineView>,
    portail: PortalView,
    identifiants: Option<CredentialsView>,
    message: Option<&'static str>,
}

/// « Identifiants générés »: shown once, in the answer to the request that made them.
#[derive(Debug, Serialize)]
pub struct CredentialsView {
    /// The identifier.
    pub identifiant: String,
    /// The temporary password.
    pub mot_de_passe: String,
    /// The address of the sign-in page.
    pub site: String,
    /// The letter, as a `data:` address.
    pub lettre: String,
    /// The name under which the letter is saved.
    pub fichier: String,
    /// The last day of the temporary password.
    pub expire: String,
}

#[derive(Debug, Serialize)]
struct WaitingView {
    #[serde(flatten)]
    mail: Mail,
    depuis: Option<String>,
}

/// The idempotency keys of the two forms: sent twice, each is recorded once.
#[derive(Debug, Serialize)]
struct Keys {
    reception: MailLineId,
    remise: MailLineId,
}

#[derive(Debug, Serialize)]
struct LineView {
    date: String,
    texte: String,
    auteur: String,
    note: Option<String>,
}

#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what a template asks is yes or no"
)]
struct PortalView {
    actif: bool,
    structure_active: bool,
    peut_modifier: bool,
    formulaire: bool,
    identifiant: Option<String>,
    etat: String,
    edition: i64,
}

impl View for MailView {
    const TEMPLATE: &'static str = "desk/courriers.html";
}

impl MailView {
    /// The tab as it stands in the database.
    ///
    /// # Errors
    /// [`Error::NotFound`] for another structure's domicilié, or as the database.
    pub async fn load(cx: &Cx, me: &Staff, usager: &UsagerId) -> Result<Self> {
        let found = store::usager_with_mail(&cx.db, &me.structure, usager).await?;
        let (person, lines) = found.ok_or(Error::NotFound)?;
        let access = access::store::access_of(&cx.db, &me.structure, usager).await?;
        let editing = cx.query("modifier") == "portail";
        let view = Self::of(
            me,
            &person,
            lines,
            PortalView::of(access, me, editing, cx.now),
        )?;
        Ok(Self {
            message: done(&cx.query("fait")),
            ..view
        })
    }

    fn of(me: &Staff, person: &Usager, lines: Vec<Line>, portail: PortalView) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let depuis = person.waiting.since().map(|at| at.day(zone).with_weekday());
        Ok(Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, "/courriers"),
            attente: WaitingView {
                mail: person.waiting.mail(),
                depuis,
            },
            reception: ReceptionForm::default(),
            remise: TypedMail::offering(person.waiting.mail()),
            jetons: Keys {
                reception: MailLineId::new()?,
                remise: MailLineId::new()?,
            },
            erreurs: Vec::new(),
            mouvements: lines
                .into_iter()
                .map(|line| LineView::of(line, zone))
                .collect(),
            portail,
            identifiants: None,
            message: None,
        })
    }
}

impl MailView {
    /// The same once the access is open with new credentials, which this page alone shows.
    #[must_use]
    pub fn with_credentials(mut self, new: CredentialsView) -> Self {
        self.portail.actif = true;
        self.portail.formulaire = false;
        self.portail.identifiant = Some(new.identifiant.clone());
        self.portail.etat = format!("Mot de passe temporaire jusqu’au {}", new.expire);
        self.portail.edition += 1;
        self.identifiants = Some(new);
        self
    }
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "reception" => Some("La réception est enregistrée."),
        "remise" => Some("La remise est enregistrée."),
        "acces-ferme" => Some("L’accès au portail est fermé. La personne est déconnectée partout."),
        _ => None,
    }
}

impl LineView {
    fn of(line: Line, zone: chrono_tz::Tz) -> Self {
        let auteur = line.auteur();
        Self {
            date: line.created_at.short(zone),
            texte: line.mouvement.words(line.mail),
            auteur,
            note: line.note,
        }
    }
}

impl PortalView {
    fn of(access: access::store::Access, me: &Staff, editing: bool, now: Moment) -> Self {
        let may_edit = me.role.may(Right::EditPortalAccess);
        let zone = clock::zone(&me.fuseau);
        let account = access.account;
        let etat = match account
            .as_ref()
            .map(|account| (account.temporary_until_at, account.last_login_at))
        {
            None => String::new(),
            Some((Some(until), _)) if until <= now => "Mot de passe temporaire expiré".to_owned(),
            Some((Some(until), _)) => format!(
                "Mot de passe temporaire jusqu’au {}",
                until.day(zone).short()
            ),
            Some((None, Some(login))) => format!("Dernière connexion le {}", login.short(zone)),
            Some((None, None)) => "Jamais connecté".to_owned(),
        };
        Self {
            actif: account.as_ref().is_some_and(|account| account.actif),
            structure_active: access.structure_on,
            peut_modifier: may_edit,
            formulaire: may_edit && editing,
            edition: account.as_ref().map_or(0, |account| account.edition),
            identifiant: account.map(|account| account.identifiant),
            etat,
        }
    }
}

/// « Courriers ».
///
/// # Errors
/// As [`MailView::load`].
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    Page::show(&MailView::load(&cx, &me, &usager).await?)
}

/// « Enregistrer une réception », as typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ReceptionForm {
    courrier: String,
    recommande: String,
    colis: String,
    note: String,
    note_visible: String,
    #[serde(skip_serializing)]
    jeton: String,
}

impl ReceptionForm {
    fn checked(&self) -> std::result::Result<Reception, Vec<FieldError>> {
        let typed = TypedMail {
            courrier: self.courrier.clone(),
            recommande: self.recommande.clone(),
            colis: self.colis.clone(),
        };
        let counts = typed.checked(
            [
                "reception-courrier",
                "reception-recommande",
                "reception-colis",
            ],
            COUNT_MAX,
        );
        let note = self.note.trim();
        let too_long = (note.chars().count() > NOTE_CHARS_MAX).then(|| FieldError {
            champ: "reception-note",
            message: format!("Écrivez au plus {NOTE_CHARS_MAX}\u{a0}caractères."),
        });
        match (counts, too_long) {
            (Ok(mail), None) => Ok(Reception {
                mail,
                note: (!note.is_empty()).then(|| note.to_owned()),
                note_visible: self.note_visible == "oui",
            }),
            (counts, too_long) => Err(counts.err().into_iter().flatten().chain(too_long).collect()),
        }
    }
}

/// Records mail that came in.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn record_reception(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: ReceptionForm = cx.form()?;
    let line = MailLineId::parse(&form.jeton).ok_or(NO_KEY)?;
    let reception = match form.checked() {
        Ok(reception) => reception,
        Err(erreurs) => {
            let mut view = MailView::load(&cx, &me, &usager).await?;
            (view.reception, view.erreurs) = (form, erreurs);
            return Page::show_again(&view);
        }
    };
    match store::receive(&cx.db, &me, &usager, &line, &reception, cx.now).await? {
        Recorded::There => Ok(Page::see_other(mail_url(&usager, "?fait=reception"))),
        Recorded::Refused => {
            let mut view = MailView::load(&cx, &me, &usager).await?;
            view.reception = form;
            view.erreurs = vec![FieldError {
                champ: "",
                message: FORM_USED.to_owned(),
            }];
            Ok(Page::show(&view)?.status(409))
        }
    }
}

const FORM_USED: &str = "Ce formulaire a déjà servi à enregistrer autre chose. Rien de plus n’a été enregistré. \
     Vérifiez ce qui est inscrit, puis envoyez-le de nouveau si c’est nécessaire.";
const NO_KEY: Error = Error::BadRequest("Ce formulaire n’est pas complet.");

#[derive(Debug, Deserialize)]
struct RemiseForm {
    #[serde(flatten)]
    mail: TypedMail,
    #[serde(default)]
    jeton: String,
}

/// Hands over mail to the person who came.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn record_remise(cx: Cx, me: Staff) -> Result<Page> {
    const FIELDS: [&str; 3] = ["remise-courrier", "remise-recommande", "remise-colis"];
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: RemiseForm = cx.form()?;
    let line = MailLineId::parse(&form.jeton).ok_or(NO_KEY)?;
    let checked = form.mail.checked(FIELDS, MAIL_MAX);
    if let Ok(mail) = &checked
        && store::hand_over(&cx.db, &me, &usager, &line, *mail, cx.now).await? == Recorded::There
    {
        return Ok(Page::see_other(mail_url(&usager, "?fait=remise")));
    }
    let mut view = MailView::load(&cx, &me, &usager).await?;
    match checked {
        // Nobody typed wrong: somebody else handed it over first, or the form had served. Show what waits now.
        Ok(mail) => {
            let message = if view.attente.mail.holds(mail) {
                FORM_USED
            } else {
                TOO_MUCH
            };
            view.erreurs = vec![FieldError {
                champ: "",
                message: message.to_owned(),
            }];
            Ok(Page::show(&view)?.status(409))
        }
        Err(erreurs) => {
            (view.remise, view.erreurs) = (form.mail, erreurs);
            Page::show_again(&view)
        }
    }
}

/// The most of one kind that may be handed over at once: all that a shelf can hold.
const MAIL_MAX: i64 = 10_000;
const TOO_MUCH: &str = "Il n’y a pas autant de courrier en attente\u{a0}; un collègue en a peut-être déjà remis. \
     Rien n’a été enregistré. Voici ce qui attend maintenant.";

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::{
            access::store::{Access, Account},
            tabs::samples::{me, person},
        },
        edge::page,
        rights::Role,
    };

    fn line() -> Line {
        let line = json!({ "mouvement": "RECEPTION", "courrier": 2, "recommande": 1, "colis": 0, "note": "Urgent",
            "note_visible": 1, "created_at": 1_795_384_800_000_i64, "prenom": "Farid", "nom": "Demo" });
        serde_json::from_value(line).expect("a line")
    }

    fn account(temporary_until_at: Option<i64>) -> Access {
        let account = Account {
            identifiant: "XKBNQXVI".to_owned(),
            actif: true,
            temporary_until_at: temporary_until_at.map(Moment),
            edition: 1,
            last_login_at: None,
        };
        Access {
            structure_on: true,
            account: Some(account),
        }
    }

    fn view(role: Role, access: Access, editing: bool) -> MailView {
        let me = me(role);
        let portail = PortalView::of(access, &me, editing, Moment(1_795_384_800_000));
        MailView::of(&me, &person("VALIDE"), vec![line()], portail).expect("a view")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let closed = || Access {
            structure_on: false,
            account: None,
        };
        let generated = CredentialsView {
            identifiant: "XKBNQXVI".to_owned(),
            mot_de_passe: "11375448".to_owned(),
            site: "https://escale.example/connexion".to_owned(),
            lettre: "data:,".to_owned(),
            fichier: "acces-portail-8.docx".to_owned(),
            expire: "21 décembre 2026".to_owned(),
        };
        let mistake = FieldError {
            champ: "reception-courrier",
            message: "Écrivez un nombre.".to_owned(),
        };
        let views = [
            view(Role::Facteur, closed(), true),
            view(Role::Instructeur, account(None), true),
            view(Role::Administrateur, account(Some(0)), false),
            view(Role::Gestionnaire, account(Some(i64::MAX / 4)), false)
                .with_credentials(generated),
            MailView {
                erreurs: vec![mistake],
                message: done("remise"),
                ..view(Role::Agent, closed(), false)
            },
        ];
        views
            .iter()
            .map(|view| (MailView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn a_facteur_is_never_shown_the_form_of_the_access() {
        let view = view(Role::Facteur, account(None), true);
        assert!(!view.portail.formulaire && !view.portail.peut_modifier);
    }
}
