//! « Courriers »: what waits for a domicilié, what came, what was handed over, and the state of their portal.

use chrono_tz::Tz;
use serde::Serialize;

use super::{
    super::{
        rules::{Exit, Mail, TypedMail, warning},
        store::{self, Line, Procuration, Tab, Transfert},
        undo_rules::{Step, undoable},
    },
    forms::{ExitForm, FORM_USED, ReceptionForm, VisitForm, refusal},
    portal_part::{CredentialsView, PortalView},
};
use crate::{
    auth::Staff,
    desk::{
        access,
        tabs::{LIST_URL, UsagerView, mail_url},
    },
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{MailLineId, UsagerId},
        page::{Page, View},
    },
    frame::Frame,
};

/// « Courriers »: what waits, receptions and remises, and « Accès au portail usager ».
#[derive(Debug, Serialize)]
pub struct MailView {
    frame: Frame,
    usager: UsagerView,
    /// What to know before mail is recorded for someone whose address does not hold.
    alerte: Option<&'static str>,
    attente: WaitingView,
    mandataires: Vec<MandataireView>,
    transfert: Option<TransfertView>,
    reception: ReceptionForm,
    sortie: ExitForm,
    passage: VisitForm,
    jetons: Keys,
    erreurs: Vec<FieldError>,
    mouvements: Vec<LineView>,
    pages: PagesView,
    portail: PortalView,
    identifiants: Option<CredentialsView>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct WaitingView {
    #[serde(flatten)]
    mail: Mail,
    depuis: Option<String>,
    dernier_passage: Option<String>,
}

/// Someone who may fetch the mail today.
#[derive(Debug, Serialize)]
struct MandataireView {
    id: String,
    nom: String,
    fin: String,
}

/// Where mail is sent on today.
#[derive(Debug, Serialize)]
struct TransfertView {
    nom: String,
    adresse: String,
    fin: String,
}

/// The idempotency keys of the forms: sent twice, each is recorded once.
#[derive(Debug, Serialize)]
struct Keys {
    rapide: MailLineId,
    reception: MailLineId,
    sortie: MailLineId,
    passage: MailLineId,
}

#[derive(Debug, Serialize)]
struct LineView {
    id: MailLineId,
    date: String,
    texte: String,
    auteur: String,
    note: Option<String>,
    note_visible: bool,
    annulee: Option<String>,
    /// The key of « Annuler », where that is possible.
    annuler: Option<MailLineId>,
    sortie: bool,
}

/// The lines before and after those shown.
#[derive(Debug, Serialize)]
struct PagesView {
    recentes: Option<String>,
    suite: Option<String>,
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
        let today = cx.now.day(clock::zone(&me.fuseau));
        // A form sent from a page of older lines comes back to the latest.
        let before = MailLineId::parse(&cx.query("avant"));
        let tab = store::tab(&cx.db, &me.structure, usager, before.as_ref(), today)
            .await?
            .ok_or(Error::NotFound)?;
        let access = access::store::access_of(&cx.db, &me.structure, usager).await?;
        let editing = cx.query("modifier") == "portail";
        let portail = PortalView::of(access, me, editing, cx.now);
        let view = Self::of(me, &tab, before.is_some(), portail, today)?;
        Ok(Self {
            message: done(&cx.query("fait")),
            ..view
        })
    }

    fn of(me: &Staff, tab: &Tab, older: bool, portail: PortalView, today: Day) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let person = &tab.usager;
        let waiting = person.waiting.mail();
        let last = tab.lines.last().map(|line| line.id.as_str());
        let suite = last.filter(|_| tab.more).map(|id| {
            let query = format!("?avant={id}#mouvements");
            mail_url(&person.id, &query)
        });
        let new = MailLineId::new;
        Ok(Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, "/courriers"),
            alerte: warning(person.statut, person.echeance, today),
            attente: WaitingView {
                mail: waiting,
                depuis: person.waiting.since().map(|at| at.day(zone).with_weekday()),
                dernier_passage: person.dernier_passage_at.map(|at| at.day(zone).short()),
            },
            mandataires: tab.procurations.iter().map(MandataireView::of).collect(),
            transfert: tab.transfert.as_ref().map(TransfertView::of),
            reception: ReceptionForm::default(),
            sortie: ExitForm {
                mail: TypedMail::offering(waiting),
                ..ExitForm::default()
            },
            passage: VisitForm::default(),
            jetons: Keys {
                rapide: new()?,
                reception: new()?,
                sortie: new()?,
                passage: new()?,
            },
            erreurs: Vec::new(),
            pages: PagesView {
                recentes: older.then(|| mail_url(&person.id, "#mouvements")),
                suite,
            },
            mouvements: lines(&tab.lines, waiting, older, zone)?,
            portail,
            identifiants: None,
            message: None,
        })
    }

    /// Why mail that was to leave has not: somebody came first, that exit is closed, or the form had served.
    pub(super) fn why_it_stays(&self, mail: Mail, exit: &Exit) -> String {
        let open = match exit {
            Exit::Mandataire(id) => self.mandataires.iter().any(|one| one.id == id.as_str()),
            Exit::Transfert => self.transfert.is_some(),
            Exit::Domicilie | Exit::Retour => true,
        };
        if !open {
            let what = if matches!(exit, Exit::Transfert) {
                "Aucun transfert n’est en vigueur aujourd’hui."
            } else {
                "Cette procuration n’est pas valable aujourd’hui."
            };
            return format!("{what} Rien n’a été enregistré.");
        }
        if self.attente.mail.holds(mail) {
            return FORM_USED.to_owned();
        }
        let gone = self
            .mouvements
            .iter()
            .find(|line| line.sortie && line.annulee.is_none());
        let gone = gone.map_or_else(String::new, |line| {
            format!(
                "\u{a0}; dernière sortie, par {}, le {}, {}",
                line.auteur, line.date, line.texte
            )
        });
        format!(
            "Il n’y a pas autant de courrier en attente{gone}. Rien de plus n’a été enregistré. Voici ce qui attend maintenant."
        )
    }

    /// The same with what was refused as a whole.
    pub(super) fn with_refusal(self, message: String) -> Self {
        Self {
            erreurs: refusal(message),
            ..self
        }
    }

    /// The same with a reception as typed and its mistakes.
    pub(super) fn with_reception(self, reception: ReceptionForm, erreurs: Vec<FieldError>) -> Self {
        Self {
            reception,
            erreurs,
            ..self
        }
    }

    /// The same with what was to leave as typed and its mistakes.
    pub(super) fn with_exit(self, sortie: ExitForm, erreurs: Vec<FieldError>) -> Self {
        Self {
            sortie,
            erreurs,
            ..self
        }
    }

    /// The same with a call or a visit as typed and its mistakes.
    pub(super) fn with_visit(self, passage: VisitForm, erreurs: Vec<FieldError>) -> Self {
        Self {
            passage,
            erreurs,
            ..self
        }
    }

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
        "retour" => Some("Le retour à l’expéditeur est enregistré."),
        "transfert" => Some("Le transfert est enregistré."),
        "appel" => Some("L’appel est noté."),
        "visite" => Some("La visite est notée."),
        "annulation" => Some("La ligne est annulée."),
        "acces-ferme" => Some("L’accès au portail est fermé. La personne est déconnectée partout."),
        _ => None,
    }
}

/// The lines as shown. Of older ones it is not known here what has left since: « Annuler » is offered, and the ledger
/// decides.
fn lines(lines: &[Line], waiting: Mail, older: bool, zone: Tz) -> Result<Vec<LineView>> {
    let steps: Vec<Step> = lines
        .iter()
        .map(|line| Step {
            mouvement: line.mouvement,
            mail: line.mail,
            undone: line.annule_at.is_some(),
        })
        .collect();
    let verdicts = undoable(waiting, &steps);
    let view = |(line, may): (&Line, bool)| {
        let undone = line.undone();
        let may = may || older && undone.is_none();
        Ok(LineView {
            id: line.id.clone(),
            date: line.created_at.short(zone),
            texte: line.words(),
            auteur: line.auteur(),
            note: line.note.clone(),
            note_visible: line.note_visible,
            annulee: undone.map(|(at, who)| format!("Annulée par {who} le {}", at.short(zone))),
            annuler: may.then(MailLineId::new).transpose()?,
            sortie: line.mouvement.takes_out(),
        })
    };
    lines.iter().zip(verdicts).map(view).collect()
}

impl MandataireView {
    fn of(procuration: &Procuration) -> Self {
        Self {
            id: procuration.id.as_str().to_owned(),
            nom: format!("{} {}", procuration.prenom, procuration.nom),
            fin: procuration.fin.short(),
        }
    }
}

impl TransfertView {
    fn of(transfert: &Transfert) -> Self {
        Self {
            nom: transfert.nom.clone(),
            adresse: transfert.adresse.clone(),
            fin: transfert.fin.short(),
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

#[cfg(test)]
#[path = "tab_samples.rs"]
pub(super) mod samples;
