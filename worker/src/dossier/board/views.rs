//! What the board shows.

use serde::Serialize;

use super::{
    rules::{BOARD_URL, Choice, Cursor, dossier_url},
    store::{Count, Done, Row, Rows},
};
use crate::{
    auth::Staff,
    desk::list::view::PageView,
    dossier::{
        motif_rules::label_of,
        rules::{Genre, Statut, UNDO_MS, can_be_undone},
    },
    edge::{
        clock::{self, MINUTE_MS, Moment, SECOND_MS},
        ids::DossierEventId,
        page::View,
        words::counted,
    },
    frame::Frame,
    rights::Right,
};

/// What was done is said for so long, in milliseconds: a page left open says nothing old.
const SAID_MS: i64 = 10 * MINUTE_MS;

/// « Demandes bénéficiaires ».
#[derive(Debug, Serialize)]
pub struct BoardView {
    frame: Frame,
    onglets: Vec<TabView>,
    /// The tab one is in, by its word in an address; none while one searches.
    ici: Option<&'static str>,
    texte: String,
    trouve: Option<String>,
    precisez: bool,
    dossiers: Vec<RowView>,
    /// Nothing at all, in any tab.
    rien: bool,
    page: PageView,
    fait: Option<DoneView>,
    /// The key of the forms of this page.
    jeton: String,
}

impl View for BoardView {
    const TEMPLATE: &'static str = "dossier/tableau.html";
}

#[derive(Debug, Serialize)]
struct TabView {
    label: &'static str,
    href: String,
    nombre: i64,
    ici: bool,
}

#[derive(Debug, Serialize)]
struct RowView {
    url: String,
    rang: i64,
    nom: String,
    naissance: Option<String>,
    carnet: String,
    statut: &'static str,
    statut_code: &'static str,
    depuis: String,
    /// What brought it there, in words.
    origine: Option<String>,
}

/// What has just been done.
#[derive(Debug, Serialize)]
struct DoneView {
    nom: String,
    /// What follows the name.
    phrase: String,
    /// The number, where it has just been given.
    carnet: Option<String>,
    /// The sign that has turned red: `charge`, `archive`; else none.
    rouge: Option<&'static str>,
    /// The tab it went to, or its page.
    lien: Option<(String, &'static str)>,
    /// Where « Annuler » is sent, while it can be.
    annuler: Option<String>,
    ligne: String,
    /// How long it can still be undone, in seconds.
    secondes: i64,
}

fn origin(row: &Row) -> Option<String> {
    if let Some(from) = &row.venu_de {
        let how = match row.genre {
            Genre::Recuperation => "récupéré chez",
            Genre::Annulation => "revenu de",
            _ => "réorienté par",
        };
        return Some(format!("{how} {from}"));
    }
    let motif = row.motif.as_deref().and_then(label_of);
    match row.genre {
        Genre::Creation => Some("créé ici".to_owned()),
        Genre::Reouverture => Some("rouvert".to_owned()),
        Genre::Archivage => motif.map(str::to_owned),
        _ => None,
    }
}

impl RowView {
    fn of(row: &Row, me: &Staff) -> Self {
        let zone = clock::zone(&me.fuseau);
        Self {
            url: dossier_url(&row.id, ""),
            rang: row.rang,
            nom: format!("{} {}", row.nom, row.prenom),
            naissance: row.date_naissance.map(clock::Day::short),
            carnet: row.carnet.clone(),
            statut: row.statut.label(),
            statut_code: row.statut.code(),
            depuis: row.depuis_at.day(zone).short(),
            origine: origin(row),
        }
    }
}

impl DoneView {
    fn of(done: &Done, now: Moment) -> Option<Self> {
        if now.0 - done.created_at.0 > SAID_MS {
            return None;
        }
        let tab = |statut: Statut| {
            let url = Choice::of(statut).url();
            (url, "Voir cet onglet")
        };
        let here = done.ici.then(|| tab(done.vers_statut));
        let (phrase, rouge, lien) = match done.genre {
            Genre::Creation => {
                let own = dossier_url(&done.dossier_id, "");
                let words = "a un dossier, dans l’onglet «\u{a0}Orientation\u{a0}».";
                (words.to_owned(), None, Some((own, "Ouvrir le dossier")))
            }
            Genre::PriseEnCharge => (went("Prise en charge"), Some("charge"), here),
            Genre::Archivage => (went("Archives"), Some("archive"), here),
            Genre::Reouverture => (went("Orientation"), None, here),
            Genre::Recuperation => (
                "est maintenant dans votre onglet «\u{a0}Orientation\u{a0}». La structure qui tenait le dossier est prévenue.".to_owned(),
                None,
                here,
            ),
            Genre::Reorientation => {
                let words = format!("est réorienté vers {}, qui est prévenue.", done.vers);
                (words, None, None)
            }
            Genre::Annulation => {
                let words = format!("est revenu dans «\u{a0}{}\u{a0}».", done.vers_statut.label());
                (words, None, here)
            }
        };
        let left = done.created_at.plus_ms(UNDO_MS).0 - now.0;
        let undoable = done.genre.can_be_undone()
            && done.rang == done.rang_present
            && can_be_undone(done.created_at, now);
        Some(Self {
            nom: format!("{} {}", done.prenom, done.nom),
            phrase,
            carnet: (done.genre == Genre::Creation).then(|| done.carnet.clone()),
            rouge,
            lien,
            annuler: undoable.then(|| dossier_url(&done.dossier_id, "/annulation")),
            ligne: done.id.as_str().to_owned(),
            secondes: (left / SECOND_MS).clamp(1, UNDO_MS / SECOND_MS),
        })
    }
}

fn went(tab: &str) -> String {
    format!("est passé dans «\u{a0}{tab}\u{a0}».")
}

fn number(counts: &[Count], statut: Statut) -> i64 {
    let of = counts.iter().find(|one| one.statut == statut);
    of.map_or(0, |one| one.nombre)
}

fn around(choice: &Choice, rows: &Rows) -> PageView {
    let (before, after) = match choice.cursor {
        None => (false, rows.more),
        Some(Cursor::After(_)) => (true, rows.more),
        Some(Cursor::Before(_)) => (rows.more, true),
    };
    let first = rows.found.first().filter(|_| before);
    let last = rows.found.last().filter(|_| after);
    PageView {
        numero: choice.page,
        precedente: first.map(|one| choice.at(Cursor::Before(one.id.clone())).url()),
        suivante: last.map(|one| choice.at(Cursor::After(one.id.clone())).url()),
    }
}

impl BoardView {
    /// A page of a tab.
    #[must_use]
    pub fn of(
        me: &Staff,
        choice: &Choice,
        rows: &Rows,
        counts: &[Count],
        key: &DossierEventId,
    ) -> Self {
        let tab = |statut: Statut| TabView {
            label: statut.label(),
            href: Choice::of(statut).url(),
            nombre: number(counts, statut),
            ici: statut == choice.statut,
        };
        Self {
            frame: Frame::of(me, BOARD_URL),
            onglets: Statut::ALL.map(tab).into(),
            ici: Some(choice.statut.slug()),
            texte: String::new(),
            trouve: None,
            precisez: false,
            dossiers: rows.found.iter().map(|row| RowView::of(row, me)).collect(),
            rien: counts.iter().all(|count| count.nombre == 0),
            page: around(choice, rows),
            fait: None,
            jeton: key.as_str().to_owned(),
        }
    }

    /// The same, of what a search has found.
    #[must_use]
    pub fn searched(mut self, typed: String, rows: &Rows) -> Self {
        let found = i64::try_from(rows.found.len()).unwrap_or(i64::MAX);
        self.trouve = Some(match found {
            0 => "Aucun dossier trouvé".to_owned(),
            _ => counted(found, "dossier trouvé", "dossiers trouvés"),
        });
        self.precisez = rows.more;
        self.texte = typed;
        self.ici = None;
        for tab in &mut self.onglets {
            tab.ici = false;
        }
        self.page = PageView {
            numero: 1,
            precedente: None,
            suivante: None,
        };
        self
    }

    /// The same, with what has just been done.
    #[must_use]
    pub fn after(mut self, done: Option<&Done>, now: Moment) -> Self {
        self.fait = done.and_then(|done| DoneView::of(done, now));
        self
    }
}

/// A structure that holds no dossiers: why, and who can change it.
#[derive(Debug, Serialize)]
pub struct NotHereView {
    frame: Frame,
    peut_regler: bool,
}

impl View for NotHereView {
    const TEMPLATE: &'static str = "dossier/pas_operatrice.html";
}

impl NotHereView {
    /// As `me` sees it.
    #[must_use]
    pub fn of(me: &Staff) -> Self {
        Self {
            frame: Frame::of(me, BOARD_URL),
            peut_regler: me.role.may(Right::ManageStructure),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::me,
        edge::{error::Result, page},
        rights::Role,
    };

    pub(crate) const NOW: Moment = Moment(1_795_384_800_000);

    fn row(statut: &str, genre: &str, motif: Option<&str>, from: Option<&str>) -> Row {
        let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "carnet": "000ysz", "statut": statut, "rang": 3,
            "depuis_at": NOW.0, "nom": "DIALLO", "prenom": "Awa", "date_naissance": "1980-02-03", "genre": genre,
            "motif": motif, "venu_de": from });
        serde_json::from_value(row).expect("a row")
    }

    fn done(genre: &str, statut: &str, here: i64) -> Done {
        let done = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "dossier_id": "AAAAAAAAAAAAAAAAAAAAAA", "rang": 3, "genre": genre,
            "created_at": NOW.0 - 2000, "vers_statut": statut, "de_statut": null, "carnet": "000ysz", "nom": "DIALLO",
            "prenom": "Awa", "rang_present": 3, "ici": here, "vers": "Le Relais" });
        serde_json::from_value(done).expect("a line")
    }

    fn counts() -> Vec<Count> {
        Statut::ALL.map(|statut| Count { statut, nombre: 3 }).into()
    }

    fn view(statut: Statut, found: Vec<Row>, counts: &[Count]) -> BoardView {
        let key = DossierEventId::new().expect("randomness");
        let more = found.len() > 1;
        let rows = Rows { found, more };
        BoardView::of(&me(Role::Agent), &Choice::of(statut), &rows, counts, &key)
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let new = vec![
            row("ORIENTATION", "CREATION", None, None),
            row("ORIENTATION", "REORIENTATION", None, Some("Le Relais")),
        ];
        let taken = vec![row("PRISE_EN_CHARGE", "PRISE_EN_CHARGE", None, None)];
        let over = vec![row("ARCHIVE", "ARCHIVAGE", Some("TERMINE"), None)];
        let all = [new.clone(), taken.clone(), over.clone()].concat();
        let rows = Rows {
            found: all.clone(),
            more: true,
        };
        let mut views = vec![
            view(Statut::PriseEnCharge, taken, &counts()),
            view(Statut::Archive, over, &counts()),
            view(Statut::Archive, vec![], &counts()),
            view(Statut::Orientation, vec![], &[]),
            view(Statut::Orientation, all, &counts()).searched("awa".to_owned(), &rows),
            view(Statut::Orientation, vec![], &counts())
                .searched("zz".to_owned(), &Rows::default()),
        ];
        for (genre, statut, here) in [
            ("CREATION", "ORIENTATION", 1),
            ("PRISE_EN_CHARGE", "PRISE_EN_CHARGE", 1),
            ("ARCHIVAGE", "ARCHIVE", 1),
            ("REOUVERTURE", "ORIENTATION", 1),
            ("REORIENTATION", "ORIENTATION", 0),
            ("RECUPERATION", "ORIENTATION", 1),
            ("ANNULATION", "PRISE_EN_CHARGE", 1),
        ] {
            let done = done(genre, statut, here);
            views.push(view(Statut::Orientation, new.clone(), &counts()).after(Some(&done), NOW));
        }
        let not_here = [Role::Agent, Role::Administrateur].map(|role| {
            let view = NotHereView::of(&me(role));
            (NotHereView::TEMPLATE, page::render(&view))
        });
        let boards = views
            .iter()
            .map(|view| (BoardView::TEMPLATE, page::render(view)));
        boards.chain(not_here).collect()
    }

    #[test]
    fn what_was_done_can_be_undone_for_ten_seconds_and_is_said_for_a_while() {
        let done = done("ARCHIVAGE", "ARCHIVE", 1);
        let at = |ms| DoneView::of(&done, done.created_at.plus_ms(ms));
        let shown = at(2000).expect("said");
        assert!(shown.annuler.is_some() && shown.secondes == 8);
        assert!(at(16_000).expect("said").annuler.is_none());
        assert!(at(SAID_MS + 1).is_none());
        let again = Done {
            rang_present: 4,
            ..done.clone()
        };
        let shown = DoneView::of(&again, NOW).expect("said");
        assert!(shown.annuler.is_none(), "something was done since");
    }
}
