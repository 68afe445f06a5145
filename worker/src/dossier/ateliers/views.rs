//! What the page of a dossier shows of its workshops, and the page of one workshop.

use serde::Serialize;

use super::{
    rules::{AtelierForm, Compte, Etat, Parcours, duration, theme_words, themes},
    store::{Agreed, KeptAtelier, KeptParcours, Line, Told},
};
use crate::{
    auth::Staff,
    dossier::page::{HERE, store::Held, views::HeadView},
    edge::{
        clock::{self, Day},
        form::FieldError,
        ids::StructureId,
        page::View,
    },
    frame::Frame,
};

/// A workshop, told.
#[derive(Debug, Serialize)]
pub struct AtelierView {
    id: String,
    date: String,
    theme: String,
    duree: String,
    etat: &'static str,
    etat_code: &'static str,
    /// Whose it is, where it is another structure's.
    chez: Option<String>,
    version: i64,
    /// Its day has come: what became of it can be said.
    a_noter: bool,
    peut_annuler: bool,
    peut_corriger: bool,
}

fn moment(jour: Day, heure: Option<&str>) -> String {
    let at = heure.map(|it| it.replacen(':', "\u{a0}h\u{a0}", 1));
    match at {
        Some(at) => format!("{} à {at}", jour.with_weekday()),
        None => jour.with_weekday(),
    }
}

impl AtelierView {
    fn of(kept: &KeptAtelier, me: &StructureId, open: bool, today: Day) -> Self {
        let what = &kept.what;
        let planned = open && what.etat == Etat::Prevu;
        Self {
            id: kept.id.as_str().to_owned(),
            date: moment(what.jour, what.heure.as_deref()),
            theme: theme_words(&what.theme, what.theme_texte.as_deref()),
            duree: duration(what.minutes),
            etat: what.etat.label(),
            etat_code: what.etat.code(),
            chez: (kept.structure_id != *me).then(|| kept.structure.clone()),
            version: kept.version,
            a_noter: planned && what.jour <= today,
            peut_annuler: planned,
            peut_corriger: open && kept.may_be_changed_by(me),
        }
    }
}

/// All that the page says of workshops.
#[derive(Debug, Serialize)]
pub struct AteliersView {
    /// « Il reste 6 ateliers sur 10 ».
    reste: Option<String>,
    compte: Compte,
    heures_suivies: String,
    /// To come or to be told, the nearest first.
    prevus: Vec<AtelierView>,
    /// Over, the latest first.
    passes: Vec<AtelierView>,
    /// All that was ever agreed, where it has changed.
    convenus: Vec<AgreedView>,
    themes: Vec<(&'static str, &'static str)>,
}

#[derive(Debug, Serialize)]
struct AgreedView {
    texte: String,
    date: String,
    qui: String,
}

fn agreed_words(agreed: Parcours) -> String {
    let count = crate::edge::words::counted(agreed.ateliers, "atelier", "ateliers");
    match agreed.minutes {
        Some(minutes) => format!("{count}, {}", duration(minutes)),
        None => count,
    }
}

/// Who, for colleagues; their structure, for others.
#[must_use]
pub fn by(qui: Option<&String>, structure: &str) -> String {
    qui.cloned().unwrap_or_else(|| structure.to_owned())
}

impl AteliersView {
    /// The workshops as `me` sees them; `open`: can they be changed?
    #[must_use]
    pub fn of(
        me: &Staff,
        (ateliers, parcours, agreed): (&[KeptAtelier], Option<KeptParcours>, &[Agreed]),
        open: bool,
        today: Day,
    ) -> Self {
        let zone = clock::zone(&me.fuseau);
        let parcours = parcours.map(|kept| kept.agreed);
        let states = ateliers.iter().map(|it| (it.what.etat, it.what.minutes));
        let compte = Compte::of(parcours, states);
        let view = |kept: &KeptAtelier| AtelierView::of(kept, &me.structure, open, today);
        let planned = |kept: &&KeptAtelier| kept.what.etat == Etat::Prevu;
        let told = |one: &Agreed| AgreedView {
            texte: agreed_words(one.agreed),
            date: one.created_at.short(zone),
            qui: by(one.qui.as_ref(), &one.structure),
        };
        Self {
            reste: compte.words(parcours),
            compte,
            heures_suivies: duration(compte.minutes_suivies),
            prevus: ateliers.iter().rev().filter(planned).map(view).collect(),
            passes: ateliers
                .iter()
                .filter(|it| !planned(it))
                .map(view)
                .collect(),
            convenus: agreed.iter().map(told).collect(),
            themes: themes(),
        }
    }
}

/// « Corriger l’atelier »: its form, and all it has ever said.
#[derive(Debug, Serialize)]
pub struct AtelierPageView {
    frame: Frame,
    tete: HeadView,
    action: String,
    peut_corriger: bool,
    chez: Option<String>,
    /// The form, as typed.
    pub atelier: AtelierForm,
    themes: Vec<(&'static str, &'static str)>,
    etats: Vec<(&'static str, &'static str)>,
    lignes: Vec<LineView>,
    /// Somebody came first: what they have written.
    pub change: Option<String>,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
}

#[derive(Debug, Serialize)]
struct LineView {
    date: String,
    qui: String,
    texte: String,
    etat: &'static str,
}

impl View for AtelierPageView {
    const TEMPLATE: &'static str = "dossier/atelier.html";
}

/// « mardi 1er décembre 2026 à 14 h 30, Utilisation sécurisée du numérique, 1 h 30 ».
fn told(what: &Told) -> String {
    let theme = theme_words(&what.theme, what.theme_texte.as_deref());
    let at = moment(what.jour, what.heure.as_deref());
    format!("{at}, {theme}, {}", duration(what.minutes))
}

impl AtelierPageView {
    /// The page of `kept`, with its versions, the latest first.
    #[must_use]
    pub fn of(me: &Staff, held: &Held, kept: &KeptAtelier, lines: &[Line]) -> Self {
        let zone = clock::zone(&me.fuseau);
        let tete = HeadView::of(held, me);
        let line = |one: &Line| LineView {
            date: one.created_at.short(zone),
            qui: by(one.qui.as_ref(), &one.structure),
            texte: told(&one.what),
            etat: one.what.etat.label(),
        };
        let open = tete.is_open();
        Self {
            frame: Frame::of(me, HERE),
            action: format!("{}/ateliers/{}", tete.href(), kept.id.as_str()),
            tete,
            peut_corriger: open && kept.may_be_changed_by(&me.structure),
            chez: (kept.structure_id != me.structure).then(|| kept.structure.clone()),
            atelier: AtelierForm::of(&kept.what.clone().into(), kept.version),
            themes: themes(),
            etats: Etat::ALL.map(|etat| (etat.code(), etat.label())).into(),
            lignes: lines.iter().map(line).collect(),
            change: None,
            erreurs: Vec::new(),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        dossier::page::views::samples::held,
        edge::{clock::Moment, error::Result, page},
        rights::Role,
    };

    pub(crate) fn atelier(me: &Staff, etat: &str, jour: &str, own: bool) -> KeptAtelier {
        let structure = if own {
            me.structure.as_str()
        } else {
            "BBBBBBBBBBBBBBBBBBBBBB"
        };
        let kept = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "structure_id": structure, "structure": "Association Le Relais",
            "jour": jour, "heure": "14:30", "theme": "autre", "theme_texte": "Écrire à la CAF", "minutes": 90, "etat": etat, "version": 2 });
        serde_json::from_value(kept).expect("a workshop")
    }

    pub(crate) fn line(qui: Option<&str>) -> Line {
        let line = json!({ "jour": "2026-11-20", "heure": null, "theme": "securite", "theme_texte": null, "minutes": 120,
            "etat": "PREVU", "created_at": 1_795_384_800_000_i64, "structure": "Association Le Relais", "qui": qui });
        serde_json::from_value(line).expect("a line")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let now = Moment(1_795_384_800_000);
        let view = |statut: &str, own: bool| {
            let kept = atelier(&me, "SUIVI", "2026-11-20", own);
            AtelierPageView::of(
                &me,
                &held(statut),
                &kept,
                &[line(Some("Farid Demo")), line(None)],
            )
        };
        let mut wrong = view("PRISE_EN_CHARGE", true);
        wrong.atelier = AtelierForm::default();
        let today = now.day(chrono_tz::Tz::Europe__Paris);
        wrong.erreurs = wrong.atelier.checked(today).expect_err("mistakes");
        let mut late = view("PRISE_EN_CHARGE", true);
        late.change = Some("Farid Demo, le 22/11/2026 à 14:00".to_owned());
        let views = [
            view("PRISE_EN_CHARGE", true),
            view("PRISE_EN_CHARGE", false),
            view("ARCHIVE", true),
            wrong,
            late,
        ];
        views
            .iter()
            .map(|view| (AtelierPageView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn another_structure_s_word_is_read_and_not_changed() {
        let me = me(Role::Agent);
        let kept = atelier(&me, "SUIVI", "2026-11-20", false);
        let view = AtelierPageView::of(&me, &held("PRISE_EN_CHARGE"), &kept, &[]);
        let html = page::render(&view).expect("renders");
        assert!(html.contains("Association Le Relais") && !html.contains("name=\"duree\""));
    }
}
