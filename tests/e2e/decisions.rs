//! Decisions: a domiciliation from its request to its end, by those who may; two who decide at once.

use std::thread;

use escale_tests::{
    browser::Browser,
    db,
    http::{Answer, Visitor},
    stories::{Desk, Usager, now, sign_in_portal},
};
use serde_json::{Value, json};

const DECISIONS: &str = "('SOUMIS', 'RETOUR_INSTRUCTION', 'VALIDATION', 'REFUS', 'RADIATION', 'DEMANDE_RENOUVELLEMENT', 'NOUVELLE_DEMANDE')";

/// Puts the file back to where a new one begins.
fn asks_for_the_first_time(usager: &Usager) {
    db::sql(
        "UPDATE usager SET statut = 'INSTRUCTION', debut = NULL, echeance = NULL, premiere_domiciliation = NULL WHERE id = ?1",
        &[json!(usager.id)],
    );
}

/// A column of the file.
pub(crate) fn column(usager: &Usager, name: &str) -> Value {
    db::value(
        &format!("SELECT {name} FROM usager WHERE id = ?1"),
        &[json!(usager.id)],
    )
}

/// Statut and renewal, as the database has them.
pub(crate) fn standing(usager: &Usager) -> String {
    let standing = column(usager, "statut || renouvellement");
    standing.as_str().expect("a standing").to_owned()
}

/// The events of decisions on the file, oldest first.
pub(crate) fn events(usager: &Usager) -> Vec<String> {
    let sql = format!(
        "SELECT evenement FROM historique WHERE usager_id = ?1 AND evenement IN {DECISIONS} ORDER BY created_at"
    );
    let lines = db::sql(&sql, &[json!(usager.id)]).rows;
    lines
        .iter()
        .map(|line| line["evenement"].as_str().expect("an event").to_owned())
        .collect()
}

/// What every form of the page carries.
fn proof(page: &Answer) -> [(&'static str, String); 2] {
    ["jeton", "vu"].map(|name| {
        let value = page.field(name);
        (name, value.unwrap_or_else(|| panic!("no {name}: {page:?}")))
    })
}

/// Sends a form of « Domiciliation » with what its page carried.
fn send(
    person: &mut Visitor,
    usager: &Usager,
    form: &str,
    proof: &[(&'static str, String)],
    fields: &[(&str, &str)],
) -> Answer {
    let mut all: Vec<(&str, &str)> = proof
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    all.extend_from_slice(fields);
    person.post(&usager.tab(form), &all)
}

/// Opens « Domiciliation » and sends one of its forms.
pub(crate) fn decides(
    person: &mut Visitor,
    usager: &Usager,
    form: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let page = person.get(&usager.tab("decision"));
    send(person, usager, form, &proof(&page), fields)
}

pub(crate) const REFUSED: [(&str, &str); 3] = [
    ("motif", "PAS_DE_LIEN"),
    ("texte", "Vit et travaille à Lyon."),
    ("etape", "confirmer"),
];

pub(crate) fn from_the_request_to_the_end() {
    let desk = Desk::new();
    let usager = desk.usager();
    asks_for_the_first_time(&usager);
    let instructs = Browser::computer();
    desk.staff_in(&instructs, "INSTRUCTEUR");
    instructs.open(&usager.tab("dossier"));
    instructs.follow("Soumettre à la décision");
    instructs.press("Soumettre à la décision");
    instructs.sees("La demande est soumise à la décision.");
    instructs.does_not_see("Valider la domiciliation");

    // The counter sees where it stands, and is offered nothing; a facteur does not see the page.
    let page = desk.staff("AGENT").get(&usager.tab("decision"));
    assert!(
        page.says("Un gestionnaire ou un administrateur va décider.")
            && !page.body.contains("name=\"jeton\""),
        "{page:?}"
    );
    assert_eq!(
        desk.staff("FACTEUR").get(&usager.tab("decision")).status,
        403
    );

    let before = now();
    let decides_too = Browser::phone();
    desk.staff_in(&decides_too, "GESTIONNAIRE");
    decides_too.open(&usager.tab("courriers"));
    decides_too.follow("Décider");
    decides_too.press("Valider la domiciliation");
    decides_too.sees("La domiciliation est validée.");
    decides_too.sees("Télécharger l’attestation");
    assert_eq!(standing(&usager), "VALIDE0");
    assert_eq!(
        column(&usager, "date(debut, '+1 year', '-1 day')"),
        column(&usager, "echeance"),
        "a year at most"
    );
    assert_eq!(column(&usager, "premiere_domiciliation = debut"), json!(1));
    let visit = column(&usager, "dernier_passage_at")
        .as_i64()
        .expect("a visit");
    let floor = column(&usager, "passage_plancher_at");
    assert_eq!(json!(visit), floor, "as if they had come");
    assert!(visit <= before + 60_000, "never in the future");

    instructs.open(&usager.tab("courriers"));
    instructs.follow("Demande de renouvellement");
    instructs.press("Ouvrir la demande de renouvellement");
    instructs.sees("Instruction (renouvellement)");
    instructs.sees("La domiciliation actuelle reste valable jusqu’au");
    let running = column(&usager, "date(echeance, '+1 day')");

    // In a small structure the same person decides without a round: from INSTRUCTION.
    let mut administrateur = desk.staff("ADMINISTRATEUR");
    let page = administrateur.get(&usager.tab("decision"));
    let offered =
        ["debut", "echeance", "premiere"].map(|name| (name, page.field(name).expect(name)));
    let days = offered.each_ref().map(|(name, day)| (*name, day.as_str()));
    let answer = send(
        &mut administrateur,
        &usager,
        "validation",
        &proof(&page),
        &days,
    );
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(
        column(&usager, "debut"),
        running,
        "the day after the running end"
    );

    instructs.open(&usager.tab("courriers"));
    instructs.follow("Radier le domicilié");
    instructs.choose("Entrée en logement");
    instructs.press("Continuer vers la radiation");
    instructs.sees("Vérifiez avant de radier");
    instructs.sees("Rien n’est encore enregistré.");
    assert_eq!(standing(&usager), "VALIDE0");
    instructs.press("Modifier");
    assert!(
        instructs.is_chosen("Entrée en logement"),
        "what was chosen is kept"
    );
    instructs.press("Continuer vers la radiation");
    instructs.press("Radier le domicilié");
    instructs.sees("La personne est radiée.");
    instructs.sees("Radiation : entrée en logement");
    assert_eq!(standing(&usager), "RADIE0");

    instructs.follow("Nouvelle demande");
    instructs.press("Ouvrir une nouvelle demande");
    instructs.sees("La nouvelle demande est ouverte.");
    assert_eq!(standing(&usager), "INSTRUCTION0");
    assert!(column(&usager, "echeance").is_null());
    assert_eq!(
        events(&usager),
        [
            "SOUMIS",
            "VALIDATION",
            "DEMANDE_RENOUVELLEMENT",
            "VALIDATION",
            "RADIATION",
            "NOUVELLE_DEMANDE"
        ]
    );
}

pub(crate) fn only_those_who_may_decide() {
    let desk = Desk::new();
    let usager = desk.usager();
    usager.set("statut", &json!("ATTENTE_DECISION"));
    let page = desk.staff("GESTIONNAIRE").get(&usager.tab("decision"));
    let proof = proof(&page);
    for role in ["FACTEUR", "AGENT", "INSTRUCTEUR"] {
        let mut person = desk.staff(role);
        for form in ["validation", "refus", "instruction"] {
            let answer = send(&mut person, &usager, form, &proof, &REFUSED);
            assert_eq!(answer.status, 403, "{role} {form}");
        }
        if role != "INSTRUCTEUR" {
            for form in [
                "soumission",
                "renouvellement",
                "radiation",
                "nouvelle-demande",
            ] {
                let answer = send(&mut person, &usager, form, &proof, &REFUSED);
                assert_eq!(answer.status, 403, "{role} {form}");
            }
        }
    }
    // Who may, but not as things stand: no page of ours makes such a form.
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    for form in [
        "soumission",
        "renouvellement",
        "radiation",
        "nouvelle-demande",
    ] {
        let answer = send(&mut gestionnaire, &usager, form, &proof, &REFUSED);
        assert_eq!(answer.status, 400, "{form}");
    }
    let stranger = Desk::new().staff("ADMINISTRATEUR").post(
        &usager.tab("validation"),
        &[("jeton", &proof[0].1), ("vu", &proof[1].1)],
    );
    assert_eq!(stranger.status, 404);
    assert_eq!(standing(&usager), "ATTENTE_DECISION0");
    assert!(events(&usager).is_empty());
}

pub(crate) fn of_two_who_decide_one_does() {
    let desk = Desk::new();
    let (mut one, mut other) = (desk.staff("GESTIONNAIRE"), desk.staff("ADMINISTRATEUR"));
    for _ in 0..5 {
        let usager = desk.usager();
        usager.set("statut", &json!("ATTENTE_DECISION"));
        let page = one.get(&usager.tab("decision"));
        let (accepts, refuses) = (proof(&page), proof(&other.get(&usager.tab("decision"))));
        let days =
            ["debut", "echeance", "premiere"].map(|name| (name, page.field(name).expect(name)));
        let days = days.each_ref().map(|(name, day)| (*name, day.as_str()));
        let (accepted, refused) = thread::scope(|scope| {
            let accepted = scope.spawn(|| send(&mut one, &usager, "validation", &accepts, &days));
            let refused = scope.spawn(|| send(&mut other, &usager, "refus", &refuses, &REFUSED));
            (
                accepted.join().expect("an answer"),
                refused.join().expect("an answer"),
            )
        });
        let mut statuses = [accepted.status, refused.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        assert_eq!(events(&usager).len(), 1);
        if accepted.status == 303 {
            assert_eq!(standing(&usager), "VALIDE0");
            assert!(
                refused.says("a déjà été validée par Personne"),
                "{refused:?}"
            );
            assert!(
                refused.says("Ce que vous aviez écrit") && refused.says("Vit et travaille à Lyon."),
                "nothing typed is lost: {refused:?}"
            );
        } else {
            assert_eq!(standing(&usager), "REFUS0");
            assert!(
                accepted.says("a déjà été refusée par Personne"),
                "{accepted:?}"
            );
        }
    }
}

pub(crate) fn a_form_sent_again_changes_nothing_more() {
    let desk = Desk::new();
    let usager = desk.usager();
    asks_for_the_first_time(&usager);
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let page = instructeur.get(&usager.tab("decision"));
    let proof = proof(&page);
    for _ in 0..2 {
        let answer = send(&mut instructeur, &usager, "soumission", &proof, &[]);
        assert_eq!(answer.status, 303, "{answer:?}");
    }
    assert_eq!(events(&usager), ["SOUMIS"]);
    let answer = decides(&mut desk.staff("GESTIONNAIRE"), &usager, "instruction", &[]);
    assert_eq!(answer.status, 303, "{answer:?}");
    // The file stands again as that form saw it; the form has served.
    send(&mut instructeur, &usager, "soumission", &proof, &[]);
    assert_eq!(standing(&usager), "INSTRUCTION0");
    assert_eq!(events(&usager), ["SOUMIS", "RETOUR_INSTRUCTION"]);
}

pub(crate) fn a_radiation_sent_again_is_told_as_done() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut instructeur = desk.staff("INSTRUCTEUR");
    let proof = proof(&instructeur.get(&usager.tab("decision")));
    let end = column(&usager, "echeance");
    let confirmed = [("motif", "NON_MANIFESTATION"), ("etape", "confirmer")];
    for _ in 0..2 {
        let answer = send(&mut instructeur, &usager, "radiation", &proof, &confirmed);
        assert_eq!(answer.status, 303, "{answer:?}");
    }
    assert_ne!(column(&usager, "echeance"), end, "cut short by the first");
    assert_eq!(events(&usager), ["RADIATION"]);
    let other = [("motif", "A_SA_DEMANDE"), ("etape", "confirmer")];
    let answer = send(&mut instructeur, &usager, "radiation", &proof, &other);
    assert_eq!(answer.status, 409, "not what was written: {answer:?}");
}

pub(crate) fn days_and_motives_are_checked() {
    let desk = Desk::new();
    let usager = desk.usager();
    usager.set("statut", &json!("ATTENTE_DECISION"));
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let wrong = [
        ("debut", "01/01/2027"),
        ("echeance", "02/01/2028"),
        ("premiere", "31/02/2020"),
    ];
    let answer = decides(&mut gestionnaire, &usager, "validation", &wrong);
    assert_eq!(answer.status, 422);
    assert!(
        answer.says(
            "Une domiciliation dure un an au plus : l’échéance est le 31/12/2027 au plus tard."
        ) && answer.says("Écrivez une date comme 13/12/2027."),
        "all at once: {answer:?}"
    );
    assert_eq!(
        answer.field("premiere").as_deref(),
        Some("31/02/2020"),
        "kept as typed"
    );
    let answer = decides(
        &mut gestionnaire,
        &usager,
        "refus",
        &[("motif", "AUTRE"), ("etape", "confirmer")],
    );
    assert!(
        answer.status == 422 && answer.says("Écrivez le motif"),
        "{answer:?}"
    );
    let answer = decides(
        &mut gestionnaire,
        &usager,
        "refus",
        &[("motif", "ENTREE_LOGEMENT"), ("etape", "confirmer")],
    );
    assert!(
        answer.status == 422 && answer.says("Choisissez un motif."),
        "{answer:?}"
    );
    let checked = decides(&mut gestionnaire, &usager, "refus", &REFUSED[..2]);
    assert!(
        checked.status == 200 && checked.says("Vérifiez avant de refuser"),
        "{checked:?}"
    );
    assert_eq!(standing(&usager), "ATTENTE_DECISION0");
    assert!(events(&usager).is_empty());
}

pub(crate) fn a_refused_renewal_leaves_the_address_until_its_end() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let end = column(&usager, "echeance");
    let (mut instructeur, mut gestionnaire) =
        (desk.staff("INSTRUCTEUR"), desk.staff("GESTIONNAIRE"));
    assert_eq!(
        decides(&mut instructeur, &usager, "renouvellement", &[]).status,
        303
    );
    let home = sign_in_portal(&credentials).get("/portail");
    assert!(
        home.says("Renouvellement en cours") && home.says("Votre adresse reste valable jusqu’au"),
        "{}",
        home.words()
    );
    assert_eq!(
        decides(&mut gestionnaire, &usager, "refus", &REFUSED).status,
        303
    );
    assert_eq!(
        (standing(&usager), column(&usager, "echeance")),
        ("REFUS0".to_owned(), end)
    );
    let page = instructeur.get(&usager.tab("decision"));
    assert!(
        page.says("Le renouvellement a été refusé. L’adresse reste valable jusqu’au"),
        "{page:?}"
    );
    assert_eq!(instructeur.get(&usager.tab("attestation")).status, 200);
    let home = sign_in_portal(&credentials).get("/portail");
    assert!(
        home.says("Votre renouvellement a été refusé")
            && home.says("Motif : pas de lien avec la commune. Vit et travaille à Lyon.")
            && home.says("Votre adresse reste valable jusqu’au"),
        "{}",
        home.words()
    );
    assert_eq!(
        decides(&mut instructeur, &usager, "nouvelle-demande", &[]).status,
        303
    );
    assert_eq!(
        standing(&usager),
        "INSTRUCTION1",
        "while it holds, asking anew is a renewal"
    );
}

pub(crate) fn a_structure_refuses_for_its_own_motives() {
    let desk = Desk::new();
    let usager = desk.usager();
    usager.set("statut", &json!("ATTENTE_DECISION"));
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let mut offered = |genre: Value| {
        desk.set("genre", &genre);
        let page = gestionnaire.get(&usager.tab("decision"));
        let motives = ["HORS_AGREMENT", "PAS_DE_LIEN", "SATURATION", "AUTRE"];
        motives.map(|motif| page.body.contains(&format!("value=\"{motif}\"")))
    };
    assert_eq!(offered(json!(null)), [true; 4]);
    assert_eq!(offered(json!("CCAS")), [false, true, false, true]);
    assert_eq!(offered(json!("ASSOCIATION")), [true, false, true, true]);
    // What is not offered is not taken either.
    let fields = [("motif", "PAS_DE_LIEN"), ("etape", "confirmer")];
    let answer = decides(&mut gestionnaire, &usager, "refus", &fields);
    assert!(
        answer.status == 422 && answer.says("Choisissez un motif."),
        "{answer:?}"
    );
    assert_eq!(standing(&usager), "ATTENTE_DECISION0");
    // What was decided before keeps its motive.
    desk.set("genre", &json!("CCAS"));
    let answer = decides(&mut gestionnaire, &usager, "refus", &fields);
    assert_eq!(answer.status, 303, "{answer:?}");
    desk.set("genre", &json!("ASSOCIATION"));
    let page = gestionnaire.get(&usager.tab("decision"));
    assert!(page.says("Pas de lien avec la commune"), "{page:?}");
}
