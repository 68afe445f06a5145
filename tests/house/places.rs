//! A place is written as a row of the standard and read back as the same place, whatever it says.

use escale_worker::{
    edge::clock::Day,
    places::{
        lists_rules::{
            ACCES, ACCOMPAGNEMENTS, Coded, FRAIS, ITINERANCES, PRISES_EN_CHARGE, PUBLICS, SERVICES,
        },
        standard_rules::{COLUMNS, Place, read},
    },
};
use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, any},
    sample::subsequence,
    test_runner::{Config, TestRunner},
};

/// Words as people write them: quotes, commas, semicolons, accents; no spare space.
const WORDS: &str = "[A-Za-zéÉœ\"',;=+@0-9]{1,12}( [A-Za-zéÉœ\"',;=+@0-9]{1,12}){0,3}";

fn codes(list: &'static [Coded]) -> impl Strategy<Value = Vec<String>> {
    let all: Vec<String> = list.iter().map(|(code, _)| (*code).to_owned()).collect();
    let len = all.len();
    subsequence(all, 0..=len)
}

fn values() -> impl Strategy<Value = Vec<String>> {
    vec(WORDS, 0..4).prop_map(|mut values| {
        let mut seen = Vec::new();
        values.retain(|value| {
            let new = !seen.contains(value);
            seen.push(value.clone());
            new
        });
        values
    })
}

fn position() -> impl Strategy<Value = Option<(f64, f64)>> {
    // To a centimetre, as places are kept.
    let degrees = |max: i32| (-max * 1000..=max * 1000, 0..10_000_i32);
    let number = |(whole, rest): (i32, i32)| {
        let text = format!("{}.{:03}{rest:04}", whole / 1000, (whole % 1000).abs());
        text.parse::<f64>().expect("a number")
    };
    option::of((degrees(84).prop_map(number), degrees(179).prop_map(number)))
}

fn places() -> impl Strategy<Value = Place> {
    let texts = vec(option::of(WORDS), 8);
    let lists = (
        codes(ITINERANCES),
        codes(SERVICES),
        codes(PUBLICS),
        codes(PRISES_EN_CHARGE),
        codes(FRAIS),
        codes(ACCES),
        codes(ACCOMPAGNEMENTS),
    );
    let open = (values(), values(), values());
    let day = (2000..2100_i32, 1..=12_u32, 1..=28_u32);
    let phone = option::of("\\+(33|590|681)[0-9]{6,9}");
    let hours = option::of(Just("Mo-Fr 09:00-12:00,14:00-17:30; PH off".to_owned()));
    (
        (vec(WORDS, 4), texts, lists, open),
        (position(), day, phone, hours, any::<bool>()),
    )
        .prop_map(
            |((needed, texts, lists, open), (position, (year, month, day), phone, hours, web))| {
                let text = |index: usize| texts[index].clone();
                let date = format!("{year}-{month:02}-{day:02}");
                Place {
                    standard_id: needed[0].clone(),
                    pivot: "43493312300029".to_owned(),
                    nom: needed[1].clone(),
                    commune: needed[2].clone(),
                    code_postal: "29200".to_owned(),
                    code_insee: web.then(|| "2A004".to_owned()),
                    adresse: needed[3].clone(),
                    complement_adresse: text(0),
                    latitude: position.map(|(north, _)| north),
                    longitude: position.map(|(_, east)| east),
                    typologie: text(1),
                    telephone: phone,
                    courriels: if web {
                        vec!["a@exemple.fr".to_owned()]
                    } else {
                        Vec::new()
                    },
                    site_web: web.then(|| "https://a.fr|https://b.fr/?c=d,e".to_owned()),
                    horaires: hours,
                    presentation_resume: text(2),
                    presentation_detail: text(3).map(|it| format!("{it}\n\n{it}")),
                    source: text(4),
                    itinerance: lists.0,
                    structure_parente: text(5),
                    date_maj: Day(date.parse().expect("a day")),
                    services: lists.1,
                    publics: lists.2,
                    prises_en_charge: lists.3,
                    frais: lists.4,
                    programmes: open.0,
                    labels: open.1,
                    autres_labels: open.2,
                    acces: lists.5,
                    accompagnement: lists.6,
                    fiche_acces_libre: web.then(|| "https://acceslibre.beta.gouv.fr/1".to_owned()),
                    prise_rdv: None,
                }
            },
        )
}

#[test]
fn a_place_is_written_and_read_back() {
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&places(), |place| {
        let row = place.row();
        let again = read(|name| {
            let at = COLUMNS.iter().position(|column| *column == name);
            row[at.expect("a column")].as_str()
        });
        let again = again.expect("every row of ours is one of the standard");
        assert_eq!((again.lieu, again.remarques), (place, Vec::new()));
        Ok(())
    });
    outcome.unwrap_or_else(|why| panic!("{why}"));
}
