//! « + Bénéficiaire »: a number is given once, and what is asked about the numbers of others is counted.

use escale_tests::{
    db,
    stories::dossiers::{Dossier, carnet, desk},
};
use serde_json::json;

use crate::{
    dossiers::key as new_key,
    dossiers_fetch::{fetch, said},
    dossiers_moves::key,
};

pub(crate) fn numbers_are_given_once() {
    let here = desk();
    let mut agent = here.staff("AGENT");
    let mut send = |key: &str, fields: &[(&str, &str)]| {
        let mut all = vec![("jeton", key), ("nom", "Diallo"), ("prenom", "Awa")];
        all.extend_from_slice(fields);
        agent.post("/gestion/dossiers", &all)
    };
    let own = |sql: &str| db::count(sql, &[json!(here.id)]);
    let born = ("date_naissance", "03/02/1980");
    assert_eq!(send(&new_key(200), &[born]).status, 303);
    assert_eq!(send(&new_key(200), &[born]).status, 303, "the same form");
    assert_eq!(
        own("SELECT count(*) FROM dossier WHERE structure_id = ?1"),
        1
    );

    let twice = send(&new_key(201), &[born]);
    assert!(
        twice.status == 409 && twice.says("Est-ce la même personne ?"),
        "{twice:?}"
    );
    assert_eq!(
        send(&new_key(201), &[born, ("malgre_tout", "oui")]).status,
        303
    );

    let number = carnet();
    let typed = format!("{} {}", &number[..3], number[3..].to_uppercase());
    let booklet = [("carnet_choix", "existant"), ("carnet", typed.as_str())];
    assert_eq!(send(&new_key(202), &booklet).status, 303);
    assert_eq!(
        own(
            "SELECT count(*) FROM dossier WHERE structure_id = ?1 AND carnet = (SELECT max(carnet) FROM dossier WHERE structure_id = ?1)"
        ),
        1
    );
    let taken = send(&new_key(203), &booklet);
    assert!(
        taken.status == 409 && taken.says("Ce numéro de carnet a déjà un dossier."),
        "{taken:?}"
    );
    assert!(
        taken.says("Ouvrez le dossier") || taken.says("Ouvrir le dossier"),
        "{taken:?}"
    );
    let elsewhere = Dossier::of(&desk());
    let theirs = [
        ("carnet_choix", "existant"),
        ("carnet", elsewhere.carnet.as_str()),
    ];
    let taken = send(&new_key(204), &theirs);
    assert!(
        taken.status == 409 && taken.says("Récupérer un dossier"),
        "{taken:?}"
    );
    assert!(
        !taken.body.contains(&elsewhere.id) && !taken.says(&elsewhere.nom),
        "{taken:?}"
    );
    let wrong = send(
        &new_key(205),
        &[("carnet_choix", "existant"), ("carnet", "ysz000")],
    );
    assert!(
        wrong.status == 422 && wrong.says("3 chiffres puis 3 lettres"),
        "{wrong:?}"
    );
    assert_eq!(
        own("SELECT count(*) FROM dossier_evenement WHERE structure_id = ?1"),
        3
    );
}

pub(crate) fn a_number_held_elsewhere_is_a_try() {
    let (here, there) = (desk(), desk());
    let (own, theirs) = (Dossier::of(&here), Dossier::of(&there));
    let mut agent = here.staff("AGENT");
    let mut forms = 600;
    let mut create = |carnet: &str| {
        forms += 1;
        let key = key(forms);
        let fields = [
            ("jeton", key.as_str()),
            ("nom", "Diallo"),
            ("prenom", "Awa"),
            ("carnet_choix", "existant"),
            ("carnet", carnet),
        ];
        agent.post("/gestion/dossiers", &fields)
    };
    assert_eq!(create(&carnet()).status, 303, "a free number is no try");
    for number in 0..5 {
        let taken = create(&theirs.carnet);
        assert!(
            taken.status == 409 && taken.says("Récupérer un dossier"),
            "{number}: {taken:?}"
        );
    }
    let free = carnet();
    let [held, unknown] = [theirs.carnet.as_str(), free.as_str()].map(|number| {
        let answer = create(number);
        assert_eq!(answer.status, 429, "{answer:?}");
        said(&answer, [number, number])
    });
    assert_eq!(held, unknown, "nothing more is told");
    let mine = create(&own.carnet);
    assert!(
        mine.status == 409 && mine.says("Ouvrir le dossier"),
        "{mine:?}"
    );
    let held = "SELECT count(*) FROM dossier WHERE structure_id = ?1";
    assert_eq!(db::count(held, &[json!(here.id)]), 2);
    // It is one limit with « Récupérer », and each is in the journal, without the number.
    let right = (theirs.nom.as_str(), theirs.carnet.as_str());
    assert_eq!(fetch(&mut agent, right, &key(650)).status, 429);
    let noted = "SELECT count(*) FROM journal WHERE structure_id = ?1 AND evenement = 'DOSSIER_ESSAI_DE_NUMERO' AND detail = '{}'";
    assert_eq!(db::count(noted, &[json!(here.id)]), 5);
}
