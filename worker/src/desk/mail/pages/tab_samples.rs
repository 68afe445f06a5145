//! The tab in each state it has.

use serde_json::json;

use super::*;
use crate::{
    desk::{
        access::store::{Access, Account, Login},
        tabs::samples::{me, person},
    },
    edge::{clock::Moment, page},
    rights::Role,
};

const NOW: i64 = 1_795_384_800_000;

fn line(mouvement: &str, courrier: i64, undone: bool) -> Line {
    let annule = undone.then_some(NOW);
    let line = json!({ "id": "BBBBBBBBBBBBBBBBBBBBBB", "mouvement": mouvement, "courrier": courrier, "recommande": 0, "colis": 0,
        "mandataire": (mouvement == "REMISE").then_some("Léa Dupont"), "note": "Urgent", "note_visible": 1, "created_at": NOW,
        "prenom": "Farid", "nom": "Demo", "annule_at": annule, "annule_prenom": annule.map(|_| "Ines"), "annule_nom": annule.map(|_| "Demo") });
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
        logins: [true, false]
            .map(|passage| Login {
                created_at: Moment(1_795_384_800_000),
                passage,
            })
            .into(),
    }
}

fn closed() -> Access {
    Access {
        structure_on: false,
        account: None,
        logins: Vec::new(),
    }
}

fn tab() -> Tab {
    let procuration = json!({ "id": "CCCCCCCCCCCCCCCCCCCCCC", "prenom": "Léa", "nom": "Dupont", "fin": "2027-01-31" });
    let transfert =
        json!({ "nom": "Chez Awa", "adresse": "1 rue du Port, Nantes", "fin": "2027-01-31" });
    Tab {
        usager: person("VALIDE"),
        lines: vec![
            line("VISITE", 0, false),
            line("RECEPTION", 2, false),
            line("REMISE", 1, false),
            line("RECEPTION", 1, true),
        ],
        more: true,
        procurations: vec![serde_json::from_value(procuration).expect("a procuration")],
        transfert: Some(serde_json::from_value(transfert).expect("a transfert")),
    }
}

fn nothing() -> Tab {
    Tab {
        lines: Vec::new(),
        more: false,
        procurations: Vec::new(),
        transfert: None,
        ..tab()
    }
}

fn today() -> Day {
    Day("2026-11-22".parse().expect("a day"))
}

fn view(role: Role, tab: &Tab, access: Access, editing: bool) -> MailView {
    let me = me(role);
    let portail = PortalView::of(access, &me, editing, Moment(NOW));
    MailView::of(&me, tab, editing, portail, today()).expect("a view")
}

pub(in super::super) fn rendered() -> Vec<(&'static str, Result<String>)> {
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
    let ended = Tab {
        usager: person("RADIE"),
        ..nothing()
    };
    let views = [
        view(Role::Facteur, &nothing(), closed(), true),
        view(Role::Facteur, &ended, closed(), false),
        view(Role::Instructeur, &tab(), account(None), true),
        view(Role::Administrateur, &tab(), account(Some(0)), false),
        view(
            Role::Gestionnaire,
            &tab(),
            account(Some(i64::MAX / 4)),
            false,
        )
        .with_credentials(generated),
        MailView {
            message: done("remise"),
            ..view(Role::Agent, &tab(), closed(), false)
                .with_reception(ReceptionForm::default(), vec![mistake])
        },
    ];
    views
        .iter()
        .map(|view| (MailView::TEMPLATE, page::render(view)))
        .collect()
}

#[test]
fn a_facteur_is_never_shown_the_form_of_the_access() {
    let view = view(Role::Facteur, &tab(), account(None), true);
    assert!(!view.portail.formulaire && !view.portail.peut_modifier);
}

#[test]
fn only_what_may_be_undone_offers_it() {
    let offers = |older| {
        let access = closed();
        let view = view(Role::Facteur, &tab(), access, older);
        let offers: Vec<bool> = view
            .mouvements
            .iter()
            .map(|line| line.annuler.is_some())
            .collect();
        offers
    };
    assert_eq!(offers(false), [true, true, true, false]);
}

#[test]
fn whoever_comes_second_is_told_why() {
    let view = view(Role::Facteur, &tab(), closed(), false);
    let mail = |courrier| Mail {
        courrier,
        ..Mail::default()
    };
    let why = |courrier, exit: &Exit| view.why_it_stays(mail(courrier), exit);
    assert!(why(9, &Exit::Domicilie).contains("par Farid Demo"));
    assert_eq!(why(1, &Exit::Domicilie), FORM_USED);
    let other = crate::edge::ids::ProcurationId::new().expect("an id");
    assert!(why(1, &Exit::Mandataire(other)).contains("procuration"));
}

#[test]
fn mail_for_someone_whose_address_does_not_hold_is_warned_of() {
    let warned = |statut: &str, echeance: &str| {
        let mut tab = nothing();
        tab.usager = person(statut);
        tab.usager.echeance = Some(Day(echeance.parse().expect("a day")));
        let view = view(Role::Facteur, &tab, closed(), false);
        page::render(&view)
            .expect("a page")
            .contains("Vérifiez avant d’enregistrer")
    };
    assert!(warned("RADIE", "2027-12-13"));
    assert!(warned("REFUS", "2026-11-21"));
    assert!(
        !warned("REFUS", "2026-11-22"),
        "only the renewal is refused"
    );
    assert!(!warned("VALIDE", "2027-12-13"));
}
