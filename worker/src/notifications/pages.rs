//! « Notifications »: what the structure sends, when, how it went.

use chrono_tz::Tz;
use escale_site::locale::{LANGUAGES, language};
use serde::{Deserialize, Serialize};

use super::{
    has_sms,
    opening_rules::Doors,
    previews::{Preview, previews, trial},
    settings_rules::{Settings, SettingsForm},
    store::settings::{self, Failure, Round, Wanted, Whole},
    time_rules::{month, next},
};
use crate::{
    auth::Staff,
    edge::{
        clock::{self, Moment},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        page::{Page, View},
        words::counted,
    },
    frame::Frame,
    outbox::{self, Mail, rules::Address},
};

const URL: &str = "/gestion/notifications";
const DAYS: [&str; 7] = [
    "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche",
];

/// « Notifications ».
#[derive(Debug, Serialize)]
pub struct SettingsView {
    frame: Frame,
    formulaire: SettingsForm,
    jours: Vec<DayView>,
    heures: Vec<(String, String)>,
    version: i64,
    /// Can SMS be sent at all?
    sms: bool,
    /// « Prochain envoi : mardi… », where there is one.
    prochain: Option<String>,
    personnes: String,
    par_email: String,
    par_sms: String,
    /// SMS used up this month, of how many.
    sms_du_mois: Option<(i64, i64)>,
    sms_epuises: bool,
    envois: Vec<RoundView>,
    apercus: Vec<Preview>,
    langues: Vec<(&'static str, &'static str)>,
    erreurs: Vec<FieldError>,
    conflit: bool,
    message: Option<&'static str>,
}

impl View for SettingsView {
    const TEMPLATE: &'static str = "notifications/reglages.html";
}

#[derive(Debug, Serialize)]
struct DayView {
    numero: String,
    nom: &'static str,
    coche: bool,
}

#[derive(Debug, Serialize)]
struct RoundView {
    quand: String,
    texte: String,
    echoues: String,
    en_cours: bool,
}

impl RoundView {
    fn of(round: &Round, zone: Tz) -> Self {
        let written = [
            counted(round.emails, "e-mail", "e-mails"),
            format!("{} SMS", round.sms),
        ];
        Self {
            quand: round.du_at.short(zone),
            texte: format!(
                "{} écrits, {}",
                written.join(" et "),
                counted(round.envoyes, "envoyé", "envoyés")
            ),
            echoues: counted(round.echoues, "échec", "échecs"),
            en_cours: round.etat == "EN_COURS",
        }
    }
}

impl SettingsView {
    fn of(me: &Staff, whole: &Whole, sms: bool, now: Moment) -> Result<Self> {
        let zone = clock::zone(&me.fuseau);
        let kept = whole.kept.as_ref();
        let settings = kept.map_or_else(Settings::default, |kept| kept.settings.settings());
        let formulaire = SettingsForm::of(settings);
        let Wanted {
            nombre,
            emails,
            sms: texted,
        } = whole.wanted;
        let bounded = sms && settings.sms;
        Ok(Self {
            frame: Frame::of(me, URL),
            jours: days(&formulaire),
            formulaire,
            heures: (0..24)
                .map(|hour| (hour.to_string(), format!("{hour}\u{a0}h")))
                .collect(),
            version: kept.map_or(0, |kept| kept.version),
            sms,
            prochain: kept
                .and_then(|kept| kept.suivant_at)
                .filter(|at| *at > now)
                .map(|at| at.short(zone)),
            personnes: counted(
                nombre,
                "personne a demandé des messages",
                "personnes ont demandé des messages",
            ),
            par_email: counted(emails, "par e-mail", "par e-mail"),
            par_sms: counted(texted, "par SMS", "par SMS"),
            sms_du_mois: bounded.then_some((whole.sms, settings.sms_par_mois)),
            sms_epuises: bounded && whole.sms >= settings.sms_par_mois,
            envois: whole
                .rounds
                .iter()
                .map(|round| RoundView::of(round, zone))
                .collect(),
            apercus: previews(whole, now.day(zone), sms)?,
            langues: LANGUAGES.iter().map(|it| (it.code, it.name)).collect(),
            erreurs: Vec::new(),
            conflit: false,
            message: None,
        })
    }

    fn with(self, formulaire: SettingsForm) -> Self {
        Self {
            jours: days(&formulaire),
            formulaire,
            ..self
        }
    }
}

fn days(form: &SettingsForm) -> Vec<DayView> {
    (1..)
        .zip(DAYS)
        .map(|(number, nom)| {
            let numero: String = number.to_string();
            DayView {
                coche: form.jour.contains(&numero),
                numero,
                nom,
            }
        })
        .collect()
}

async fn whole(cx: &Cx, me: &Staff) -> Result<Whole> {
    let mois = month(cx.now, clock::zone(&me.fuseau));
    settings::whole(&cx.db, &me.structure, &mois).await
}

async fn view(cx: &Cx, me: &Staff) -> Result<SettingsView> {
    SettingsView::of(me, &whole(cx, me).await?, has_sms(&cx.config), cx.now)
}

/// « Notifications ».
///
/// # Errors
/// As the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let message = match cx.query("fait").as_str() {
        "modifiees" => Some("Les modifications sont enregistrées."),
        "essai" => Some("L’essai part vers votre adresse."),
        _ => None,
    };
    Page::show(&SettingsView {
        message,
        ..view(&cx, &me).await?
    })
}

#[derive(Deserialize)]
struct Seen {
    #[serde(default)]
    version: String,
}

/// « Enregistrer les modifications ».
///
/// # Errors
/// [`Error::BadRequest`] when the form does not say what was seen, or as the database.
pub async fn save(cx: Cx, me: Staff) -> Result<Page> {
    let form: SettingsForm = cx.form()?;
    let seen: i64 = cx
        .form::<Seen>()?
        .version
        .parse()
        .map_err(|_none| Error::INCOMPLETE)?;
    let new = match form.checked(has_sms(&cx.config)) {
        Ok(new) => new,
        Err(erreurs) => {
            return Page::show_again(&SettingsView {
                version: seen,
                erreurs,
                ..view(&cx, &me).await?.with(form)
            });
        }
    };
    let following = next(new, clock::zone(&me.fuseau), cx.now);
    if settings::save(&cx.db, &me, new, (seen, following), cx.now).await? {
        return Ok(Page::see_other(format!("{URL}?fait=modifiees")));
    }
    let view = SettingsView {
        conflit: true,
        ..view(&cx, &me).await?.with(form)
    };
    Ok(Page::show(&view)?.status(409))
}

#[derive(Deserialize)]
struct Trial {
    #[serde(default)]
    langue: String,
}

/// « Envoyer un essai à mon adresse ».
///
/// # Errors
/// [`Error::BadRequest`] for a language that is not offered, or as the database.
pub async fn try_out(cx: Cx, me: Staff) -> Result<Page> {
    let language = language(&cx.form::<Trial>()?.langue).ok_or(Error::INCOMPLETE)?;
    let own = settings::own_address(&cx.db, &me).await?;
    let own = own.ok_or(Error::NotFound)?;
    let to = Address::parse(&own.email).ok_or(Error::NotFound)?;
    let today = cx.now.day(clock::zone(&me.fuseau));
    let letter = trial(
        &whole(&cx, &me).await?,
        language,
        &own.prenom,
        today,
        Doors::Today,
    )?;
    let mail = Mail::new(to, &letter)?.from(Some(&me.structure));
    cx.db.run(mail.query(cx.now)).await?;
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(Page::see_other(format!("{URL}?fait=essai")))
}

/// Messages that could not be sent.
#[derive(Debug, Serialize)]
pub struct FailuresView {
    frame: Frame,
    echecs: Vec<FailureView>,
}

impl View for FailuresView {
    const TEMPLATE: &'static str = "notifications/echecs.html";
}

#[derive(Debug, Serialize)]
struct FailureView {
    qui: String,
    href: Option<String>,
    canal: &'static str,
    quand: String,
    pourquoi: String,
}

impl FailureView {
    fn of(failure: Failure, zone: Tz) -> Self {
        let who = failure.prenom.zip(failure.nom).zip(failure.numero);
        Self {
            qui: who.map_or_else(
                || "Fiche effacée".to_owned(),
                |((prenom, nom), numero)| {
                    format!("{} {prenom}, n°\u{a0}{numero}", nom.to_uppercase())
                },
            ),
            href: failure
                .usager
                .map(|id| format!("/gestion/usagers/{id}/notifications")),
            canal: if failure.canal == "SMS" {
                "SMS"
            } else {
                "E-mail"
            },
            quand: failure.created_at.short(zone),
            pourquoi: failure.erreur.unwrap_or_default(),
        }
    }
}

/// « Messages non envoyés ».
///
/// # Errors
/// As the database.
pub async fn failures(cx: Cx, me: Staff) -> Result<Page> {
    let zone = clock::zone(&me.fuseau);
    let echecs = settings::failures(&cx.db, &me.structure).await?;
    Page::show(&FailuresView {
        frame: Frame::of(&me, URL),
        echecs: echecs
            .into_iter()
            .map(|failure| FailureView::of(failure, zone))
            .collect(),
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    const NOW: Moment = Moment(1_795_384_800_000);

    fn kept_whole(sms: i64) -> Whole {
        let kept = json!({ "courrier": 1, "echeance": 1, "absence_60": 1, "absence_80": 0, "par_email": 1, "par_sms": 1,
            "jours": 18, "heure": 10, "sms_par_mois": 200, "suivant_at": 1_795_500_000_000_i64, "version": 3 });
        let round = json!({ "du_at": 1_795_384_800_000_i64, "etat": "FAIT", "emails": 3, "sms": 1, "envoyes": 3, "echoues": 1 });
        let place = json!({ "nom": "CCAS", "adresse": "1 rue Neuve, 75000 Paris" });
        Whole {
            kept: Some(serde_json::from_value(kept).expect("settings")),
            wanted: Wanted {
                nombre: 3,
                emails: 2,
                sms: 2,
            },
            rounds: vec![serde_json::from_value(round).expect("a sending")],
            sms,
            place: Some(serde_json::from_value(place).expect("a place")),
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Administrateur);
        let view = |whole: &Whole, sms| SettingsView::of(&me, whole, sms, NOW).expect("a view");
        let bare = Whole {
            kept: None,
            wanted: Wanted::default(),
            rounds: Vec::new(),
            ..kept_whole(0)
        };
        let wrong = SettingsForm {
            courrier: "oui".to_owned(),
            ..SettingsForm::default()
        };
        let views = [
            view(&bare, false),
            view(&kept_whole(12), true),
            view(&kept_whole(200), true),
            SettingsView {
                erreurs: wrong.checked(true).expect_err("mistakes"),
                conflit: true,
                message: Some("Les modifications sont enregistrées."),
                ..view(&kept_whole(12), true).with(wrong)
            },
        ];
        let failure = |usager: Option<&str>| {
            let failure = json!({ "canal": "SMS", "erreur": "HTTP 400", "created_at": 1_795_384_800_000_i64, "usager": usager,
                "prenom": usager, "nom": usager, "numero": usager.map(|_| 8) });
            let failure = serde_json::from_value(failure).expect("a failure");
            FailureView::of(failure, clock::zone("Europe/Paris"))
        };
        let failures = [vec![], vec![failure(Some("Awa")), failure(None)]].map(|echecs| {
            let view = FailuresView {
                frame: Frame::of(&me, URL),
                echecs,
            };
            (FailuresView::TEMPLATE, page::render(&view))
        });
        views
            .iter()
            .map(|view| (SettingsView::TEMPLATE, page::render(view)))
            .chain(failures)
            .collect()
    }
}
