//! « Courrier du jour »: a morning's mail, recorded at a stretch. A few letters of a name, Enter, kind and count, the next.
//!
//! Without a script: a search, its matches each with a small form, and back to the search.

use chrono::Timelike;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        rules::{self, COUNT_MAX, Mail, TypedMail},
        store::{self, Key, Received, Reception, Recorded},
    },
    forms::{FORM_USED, done_for_script, for_script, key, refusal},
};
use crate::{
    auth::Staff,
    desk::{
        list::{
            rules::Search,
            store::{Found, search},
        },
        rules::Statut,
        store::{Usager, usager},
        tabs::mail_url,
    },
    edge::{
        clock::{self, Day, Moment, SECOND_MS},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{MailLineId, UsagerId},
        page::{Page, View},
    },
    frame::Frame,
};

/// Where it is, and its entry in the menu.
pub const MORNING_URL: &str = "/gestion/receptions";

/// The most matches shown: who has more types another letter.
const MATCHES_MAX: usize = 8;

/// « Courrier du jour ».
#[derive(Debug, Serialize)]
pub struct MorningView {
    frame: Frame,
    q: String,
    trouves: Vec<MatchView>,
    saisie: SheetForm,
    erreurs: Vec<FieldError>,
    recues: Vec<ReceivedView>,
    message: Option<&'static str>,
}

impl View for MorningView {
    const TEMPLATE: &'static str = "desk/courrier_du_jour.html";
}

/// Someone whom the search has found.
#[derive(Debug, Serialize)]
struct MatchView {
    id: UsagerId,
    nom: String,
    surnom: Option<String>,
    numero: i64,
    naissance: String,
    statut: &'static str,
    statut_code: Statut,
    alerte: Option<&'static str>,
    jeton: MailLineId,
}

#[derive(Debug, Serialize)]
struct ReceivedView {
    ligne: MailLineId,
    usager: UsagerId,
    href: String,
    nom: String,
    numero: i64,
    texte: String,
    heure: String,
    annulee: bool,
    jeton: MailLineId,
}

/// The small form of a reception, as typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct SheetForm {
    #[serde(skip_serializing)]
    usager: String,
    genre: String,
    nombre: String,
    #[serde(skip_serializing)]
    q: String,
    #[serde(skip_serializing)]
    jeton: String,
    #[serde(skip_serializing)]
    suite: String,
}

impl SheetForm {
    fn fresh() -> Self {
        Self {
            genre: "courrier".to_owned(),
            nombre: "1".to_owned(),
            ..Self::default()
        }
    }
}

impl MatchView {
    fn of_found(found: Found, today: Day) -> Result<Self> {
        Ok(Self {
            nom: format!("{} {}", found.nom.to_uppercase(), found.prenom),
            surnom: found.surnom,
            numero: found.numero,
            naissance: found.date_naissance.short(),
            statut: found.statut.label_for(found.renouvellement),
            statut_code: found.statut,
            alerte: rules::warning(found.statut, found.echeance, today),
            id: found.id,
            jeton: MailLineId::new()?,
        })
    }

    fn of_usager(person: Usager, today: Day) -> Result<Self> {
        Ok(Self {
            nom: format!("{} {}", person.nom.to_uppercase(), person.prenom),
            surnom: person.surnom,
            numero: person.numero,
            naissance: person.date_naissance.short(),
            statut: person.statut.label_for(person.renouvellement),
            statut_code: person.statut,
            alerte: rules::warning(person.statut, person.echeance, today),
            id: person.id,
            jeton: MailLineId::new()?,
        })
    }
}

impl ReceivedView {
    fn of(received: Received, zone: chrono_tz::Tz) -> Result<Self> {
        let local = received.created_at.in_zone(zone);
        Ok(Self {
            href: mail_url(&received.usager_id, ""),
            nom: format!("{} {}", received.nom.to_uppercase(), received.prenom),
            numero: received.numero,
            texte: received.mail.words(),
            heure: format!("{:02}:{:02}", local.hour(), local.minute()),
            annulee: received.annule_at.is_some(),
            ligne: received.id,
            usager: received.usager_id,
            jeton: MailLineId::new()?,
        })
    }
}

/// When the day of `now` began on the structure's wall clock.
fn midnight(now: Moment, zone: chrono_tz::Tz) -> Moment {
    let since = i64::from(now.in_zone(zone).num_seconds_from_midnight());
    now.plus_ms(-since * SECOND_MS)
}

async fn matches(cx: &Cx, me: &Staff, typed: &str) -> Result<Vec<MatchView>> {
    let Some(asked) = Search::of(typed) else {
        return Ok(Vec::new());
    };
    let found = search(&cx.db, &me.structure, &asked, MATCHES_MAX).await?;
    let today = cx.now.day(clock::zone(&me.fuseau));
    found
        .into_iter()
        .map(|one| MatchView::of_found(one, today))
        .collect()
}

async fn view(cx: &Cx, me: &Staff, q: String, trouves: Vec<MatchView>) -> Result<MorningView> {
    let zone = clock::zone(&me.fuseau);
    let received = store::received_today(&cx.db, me, midnight(cx.now, zone)).await?;
    let recues = received.into_iter().map(|one| ReceivedView::of(one, zone));
    Ok(MorningView {
        frame: Frame::of(me, MORNING_URL),
        q,
        trouves,
        saisie: SheetForm::fresh(),
        erreurs: Vec::new(),
        recues: recues.collect::<Result<_>>()?,
        message: match cx.query("fait").as_str() {
            "reception" => Some("La réception est enregistrée."),
            "annulation" => Some("La réception est annulée."),
            _ => None,
        },
    })
}

/// « Courrier du jour ».
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let q = cx.query("q");
    let found = matches(&cx, &me, &q).await?;
    Page::show(&view(&cx, &me, q, found).await?)
}

/// The matches of what is being typed, for the script.
///
/// # Errors
/// As the database.
pub async fn find(cx: Cx, me: Staff) -> Result<Page> {
    Page::json(&matches(&cx, &me, &cx.query("q")).await?)
}

/// Records one reception of the morning.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn record(cx: Cx, me: Staff) -> Result<Page> {
    let form: SheetForm = cx.form()?;
    let line = key(&form.jeton)?;
    let who = UsagerId::parse(&form.usager).ok_or(Error::INCOMPLETE)?;
    let typed = TypedMail::of_kind(&form.genre, &form.nombre).ok_or(Error::INCOMPLETE)?;
    let (status, erreurs) = match typed.checked(["nombre"; 3], COUNT_MAX) {
        Ok(mail) => {
            let key = Key {
                me: &me,
                usager: &who,
                line: &line,
                now: cx.now,
            };
            if store::receive(&cx.db, &key, &only(mail)).await? == Recorded::There {
                if for_script(&form.suite) {
                    return done_for_script(&line);
                }
                return Ok(Page::see_other(format!("{MORNING_URL}?fait=reception")));
            }
            (409, refusal(FORM_USED.to_owned()))
        }
        Err(erreurs) => (422, erreurs),
    };
    let person = usager(&cx.db, &me.structure, &who).await?;
    let today = cx.now.day(clock::zone(&me.fuseau));
    let person = MatchView::of_usager(person.ok_or(Error::NotFound)?, today)?;
    let q = form.q.clone();
    let again = MorningView {
        saisie: form,
        erreurs,
        ..view(&cx, &me, q, vec![person]).await?
    };
    Ok(Page::show(&again)?.status(status))
}

fn only(mail: Mail) -> Reception {
    Reception {
        mail,
        note: None,
        note_visible: false,
    }
}

#[cfg(test)]
pub(super) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::{
            list::row::samples::found,
            tabs::samples::{me, person},
        },
        edge::page,
        rights::Role,
    };

    fn today() -> Day {
        Day("2026-11-22".parse().expect("a day"))
    }

    fn received(undone: bool) -> ReceivedView {
        let received = json!({ "id": "BBBBBBBBBBBBBBBBBBBBBB", "usager_id": "AAAAAAAAAAAAAAAAAAAAAA", "numero": 8, "prenom": "Test",
            "nom": "Test", "courrier": 1, "recommande": 0, "colis": 0, "created_at": 1_795_384_800_000_i64,
            "annule_at": undone.then_some(1_795_384_800_000_i64) });
        let received = serde_json::from_value(received).expect("a reception");
        ReceivedView::of(received, chrono_tz::Tz::Europe__Paris).expect("a view")
    }

    fn morning(q: &str, trouves: Vec<MatchView>) -> MorningView {
        MorningView {
            frame: Frame::of(&me(Role::Facteur), MORNING_URL),
            q: q.to_owned(),
            trouves,
            saisie: SheetForm::fresh(),
            erreurs: Vec::new(),
            recues: Vec::new(),
            message: None,
        }
    }

    pub(in super::super) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let found = |statut| MatchView::of_usager(person(statut), today()).expect("a match");
        let mistake = FieldError {
            champ: "nombre",
            message: "Écrivez un nombre.".to_owned(),
        };
        let views = [
            morning("", Vec::new()),
            morning("dup", Vec::new()),
            MorningView {
                erreurs: vec![mistake],
                ..morning("test", vec![found("VALIDE"), found("RADIE")])
            },
            MorningView {
                recues: vec![received(false), received(true)],
                message: Some("La réception est enregistrée."),
                ..morning("", Vec::new())
            },
        ];
        views
            .iter()
            .map(|view| (MorningView::TEMPLATE, page::render(view)))
            .collect()
    }

    #[test]
    fn a_renewal_is_told_from_a_first_request() {
        let mut renewed = found("ATTENTE_DECISION", "2027-12-13", 3);
        let shown = |found: &Found| {
            MatchView::of_found(found.clone(), today())
                .expect("a match")
                .statut
        };
        assert_eq!(shown(&renewed), "Attente de décision");
        renewed.renouvellement = true;
        assert_eq!(shown(&renewed), "Attente de décision (renouvellement)");
        let mut same = person("ATTENTE_DECISION");
        same.renouvellement = true;
        let same = MatchView::of_usager(same, today()).expect("a match");
        assert_eq!(same.statut, shown(&renewed));
    }

    #[test]
    fn the_day_begins_at_midnight_in_the_structure_s_zone() {
        let zone = clock::zone("Europe/Paris");
        let now = Moment(1_795_384_800_000); // 2026-11-22T23:00:00 in Paris, thereabouts
        let began = midnight(now, zone).in_zone(zone);
        assert_eq!(began.num_seconds_from_midnight(), 0);
        assert_eq!(midnight(now, zone).day(zone), now.day(zone));
    }
}
