//! « Dossier »: all that is written on a file, who may fetch the mail, where it is sent on to.

use serde::Serialize;

use super::{
    others_rules::{ProcurationForm, TransfertForm},
    rules::{self, Content, Course, PROCURATIONS_MAX},
    shown::ShownFile,
    store::{self, Extras, Kept, KeptProcuration, KeptTransfert},
};
use crate::{
    auth::Staff,
    desk::{
        store::Usager,
        tabs::{LIST_URL, UsagerView, file_url},
    },
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{ProcurationId, UsagerId},
        page::{Page, View},
    },
    frame::Frame,
    notifications::{WishView, wish_of},
    rights::Right,
};

/// « Dossier ».
#[derive(Debug, Serialize)]
pub struct FileView {
    frame: Frame,
    usager: UsagerView,
    message: Option<&'static str>,
    erreurs: Vec<FieldError>,
    peut_modifier: bool,
    peut_effacer: bool,
    fiche: ShownFile,
    procurations: Vec<ProcurationView>,
    /// No procuration can be added.
    plein: bool,
    procuration: ProcurationForm,
    jeton: ProcurationId,
    transfert: Option<TransfertView>,
    transfert_saisi: TransfertForm,
    /// What the person wants to be told by e-mail or SMS.
    souhait: WishView,
}

#[derive(Debug, Serialize)]
struct ProcurationView {
    id: String,
    nom: String,
    naissance: Option<String>,
    #[serde(flatten)]
    jours: DaysView,
}

#[derive(Debug, Serialize)]
struct TransfertView {
    nom: String,
    adresse: Vec<String>,
    #[serde(flatten)]
    jours: DaysView,
}

/// From one day to another, and where that stands in words.
#[derive(Debug, Serialize)]
struct DaysView {
    debut: String,
    fin: String,
    etat: Course,
    mention: &'static str,
}

impl DaysView {
    fn of(debut: Day, fin: Day, today: Day) -> Self {
        let etat = rules::course(debut, fin, today);
        Self {
            debut: debut.short(),
            fin: fin.short(),
            etat,
            mention: match etat {
                Course::AVenir => "à venir",
                Course::EnCours => "en cours",
                Course::Terminee => "n’est plus valable",
            },
        }
    }
}

impl ProcurationView {
    fn of(kept: &KeptProcuration, today: Day) -> Self {
        Self {
            id: kept.id.as_str().to_owned(),
            nom: format!("{} {}", kept.nom.to_uppercase(), kept.prenom),
            naissance: kept.date_naissance.map(Day::short),
            jours: DaysView::of(kept.debut, kept.fin, today),
        }
    }
}

impl TransfertView {
    fn of(kept: KeptTransfert, today: Day) -> Self {
        Self {
            nom: kept.nom,
            adresse: kept.adresse.lines().map(str::to_owned).collect(),
            jours: DaysView::of(kept.debut, kept.fin, today),
        }
    }
}

impl View for FileView {
    const TEMPLATE: &'static str = "desk/dossier.html";
}

impl FileView {
    fn of(
        me: &Staff,
        person: &Usager,
        content: &Content,
        extras: Extras,
        souhait: WishView,
        today: Day,
    ) -> Result<Self> {
        let procurations: Vec<ProcurationView> = extras
            .procurations
            .iter()
            .map(|kept| ProcurationView::of(kept, today))
            .collect();
        let plein = i64::try_from(procurations.len()).unwrap_or(i64::MAX) >= PROCURATIONS_MAX;
        Ok(Self {
            frame: Frame::of(me, LIST_URL),
            usager: UsagerView::of(person, me, "/dossier"),
            message: None,
            erreurs: Vec::new(),
            peut_modifier: me.role.may(Right::EditFiles),
            peut_effacer: me.role.may(Right::ManageFiles),
            fiche: ShownFile::of(content),
            procurations,
            plein,
            procuration: ProcurationForm::default(),
            jeton: ProcurationId::new()?,
            transfert: extras.transfert.map(|kept| TransfertView::of(kept, today)),
            transfert_saisi: TransfertForm::default(),
            souhait,
        })
    }

    async fn load(cx: &Cx, me: &Staff, usager: &UsagerId) -> Result<Self> {
        let (person, content, extras) =
            store::file_with_extras(&cx.db, &me.structure, usager).await?;
        let souhait = wish_of(cx, (&me.structure, usager), &me.fuseau).await?;
        Self::of(me, &person, &content, extras, souhait, today(cx, me))
    }
}

fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "modifiee" => Some("Les modifications sont enregistrées."),
        "procuration" => Some("La procuration est ajoutée."),
        "procuration-retiree" => Some("La procuration est retirée."),
        "transfert" => Some("Le transfert est mis en place."),
        "transfert-retire" => Some("Le transfert est retiré."),
        _ => None,
    }
}

/// « Dossier ».
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let mut view = FileView::load(&cx, &me, &usager).await?;
    view.message = done(&cx.query("fait"));
    Page::show(&view)
}

/// Adds a procuration.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn add_procuration(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: ProcurationForm = cx.form()?;
    let mut view = FileView::load(&cx, &me, &usager).await?;
    let what = match form.checked(today(&cx, &me)) {
        Ok(what) => what,
        Err(erreurs) => {
            (view.procuration, view.erreurs) = (form, erreurs);
            return Page::show_again(&view);
        }
    };
    let id = ProcurationId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    if store::add_procuration(&cx.db, &me, &usager, &id, &what, cx.now).await? == Kept::There {
        return Ok(Page::see_other(file_url(
            &usager,
            "/dossier?fait=procuration",
        )));
    }
    let mut view = FileView::load(&cx, &me, &usager).await?;
    let message = if view.plein { FULL } else { FORM_USED };
    (view.procuration, view.erreurs) = (form, vec![FieldError::of_the_form(message)]);
    Ok(Page::show(&view)?.status(409))
}

const FULL: &str = "Cette fiche porte déjà cinq procurations. Retirez-en une avant d’en ajouter une autre. Rien n’a été enregistré.";
const FORM_USED: &str =
    "Ce formulaire a déjà servi à enregistrer autre chose. Rien de plus n’a été enregistré.";

/// Takes a procuration away.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that address, or as the database.
pub async fn delete_procuration(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let id = cx.param("procuration", ProcurationId::parse)?;
    if !store::delete_procuration(&cx.db, &me, &usager, &id, cx.now).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(file_url(
        &usager,
        "/dossier?fait=procuration-retiree",
    )))
}

/// Puts a transfer in place.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn add_transfert(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: TransfertForm = cx.form()?;
    let mut view = FileView::load(&cx, &me, &usager).await?;
    let what = match form.checked(today(&cx, &me)) {
        Ok(what) => what,
        Err(erreurs) => {
            (view.transfert_saisi, view.erreurs) = (form, erreurs);
            return Page::show_again(&view);
        }
    };
    if store::add_transfert(&cx.db, &me, &usager, &what, cx.now).await? == Kept::There {
        return Ok(Page::see_other(file_url(
            &usager,
            "/dossier?fait=transfert",
        )));
    }
    let mut view = FileView::load(&cx, &me, &usager).await?;
    (view.transfert_saisi, view.erreurs) = (form, vec![FieldError::of_the_form(ONE_TRANSFER)]);
    Ok(Page::show(&view)?.status(409))
}

const ONE_TRANSFER: &str = "Un transfert est déjà en place sur cette fiche. Retirez-le avant d’en mettre un autre. Rien n’a été enregistré.";

/// Takes the transfer away.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn delete_transfert(cx: Cx, me: Staff) -> Result<Page> {
    let person = crate::desk::tabs::asked_for(&cx, &me).await?;
    store::delete_transfert(&cx.db, &me, &person.id, cx.now).await?;
    Ok(Page::see_other(file_url(
        &person.id,
        "/dossier?fait=transfert-retire",
    )))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::{
            file::rules::tests::{content, day},
            tabs::samples::{me, person},
        },
        edge::page,
        notifications::wishes::tests::kept,
        rights::Role,
    };

    fn procuration(fin: &str) -> KeptProcuration {
        KeptProcuration {
            id: ProcurationId::new().expect("an id"),
            prenom: "Awa".to_owned(),
            nom: "Diallo".to_owned(),
            date_naissance: Some(day("1990-01-01")),
            debut: day("2026-01-01"),
            fin: day(fin),
        }
    }

    fn view(role: Role, procurations: Vec<KeptProcuration>, transfert: bool) -> FileView {
        let kept = kept(transfert, transfert, true);
        let souhait = WishView::of(&kept, true, "Europe/Paris");
        let transfert = transfert.then(|| KeptTransfert {
            nom: "Test chez Diallo".to_owned(),
            adresse: "1 rue du Port\n44000 Nantes".to_owned(),
            debut: day("2026-12-01"),
            fin: day("2026-12-31"),
        });
        let extras = Extras {
            procurations,
            transfert,
        };
        let today = day("2026-11-22");
        let (me, person) = (me(role), person("VALIDE"));
        FileView::of(&me, &person, &content(), extras, souhait, today).expect("a view")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let full = || {
            [
                "2026-11-21",
                "2026-11-22",
                "2027-01-01",
                "2027-01-02",
                "2027-01-03",
            ]
        };
        let wrong = ProcurationForm::default().checked(day("2026-11-22"));
        let views = [
            view(Role::Agent, Vec::new(), false),
            view(Role::Instructeur, vec![procuration("2026-11-21")], true),
            view(Role::Instructeur, full().map(procuration).into(), false),
            FileView {
                erreurs: wrong.expect_err("mistakes"),
                message: done("modifiee"),
                ..view(Role::Administrateur, Vec::new(), false)
            },
        ];
        views
            .iter()
            .map(|view| (FileView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn an_agent_reads_and_changes_nothing() {
        let html = page::render(&view(Role::Agent, vec![procuration("2027-01-01")], true));
        let html = html.expect("renders");
        assert!(html.contains("DIALLO Awa"));
        let forms = html.matches("<form").count();
        assert_eq!(forms, 1, "only the way out: {html}");
    }

    #[test]
    fn what_has_ended_is_shown_as_ended() {
        let view = view(Role::Agent, vec![procuration("2026-11-21")], true);
        let etats: Vec<_> = view.procurations.iter().map(|it| it.jours.etat).collect();
        assert_eq!(etats, [Course::Terminee]);
    }
}
