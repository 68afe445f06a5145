use super::*;

/// A whole row, by column.
fn full(column: &str) -> &'static str {
    match column {
        "id" => "structure-1",
        "pivot" => "43493312300029",
        "nom" => "Anonymal",
        "commune" => "Reims",
        "code_postal" => "51100",
        "code_insee" => "51454",
        "adresse" => "12 bis rue de Lecourbe",
        "complement_adresse" => "Le patio, bât. B",
        "latitude" => "43.52609",
        "longitude" => "5.41423",
        "typologie" => "TIERS_LIEUX",
        "telephone" => "+33180059880",
        "courriels" => "contact@laquincaillerie.tl|autre@exemple.fr",
        "site_web" => {
            "https://www.laquincaillerie.tl/|https://m.facebook.com/laquincaillerienumerique/"
        }
        "horaires" => "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
        "presentation_resume" => "Notre association propose des formations.",
        "presentation_detail" => "Un.\n\nDeux.",
        "source" => "Hubik",
        "itinerance" => "Fixe|Itinérant",
        "structure_parente" => "Pôle emploi",
        "date_maj" => "2022-06-02",
        "services" => {
            "Insertion professionnelle via le numérique|Aide aux démarches administratives"
        }
        "publics_specifiquement_adresses" => "Familles et/ou enfants|Seniors",
        "prise_en_charge_specifique" => "Langues étrangères (autres)|Surdité",
        "frais_a_charge" => "Gratuit sous condition",
        "dispositif_programmes_nationaux" => "Aidants Connect|Point relais CAF",
        "formations_labels" => "Formé à Mon Espace Santé",
        "autres_formations_labels" => "SudLabs|Normandie Connectée",
        "modalites_acces" => "Se présenter|Téléphoner",
        "modalites_accompagnement" => "À distance",
        "fiche_acces_libre" => {
            "https://acceslibre.beta.gouv.fr/app/29-lampaul/a/bibliotheque/erp/1/"
        }
        "prise_rdv" => "https://www.rdv-solidarites.fr/",
        other => panic!("{other}"),
    }
}

fn with<'a>(column: &'static str, text: &'a str) -> Result<Read, Vec<Wrong>> {
    read(move |name| -> &'a str {
        if name == column { text } else { full(name) }
    })
}

fn place() -> Place {
    read(full).expect("a place").lieu
}

#[test]
fn a_whole_row_is_a_place() {
    let place = place();
    assert_eq!(place.services, ["demarches", "insertion"]);
    assert_eq!(place.itinerance, ["itinerant", "fixe"]);
    assert_eq!(place.latitude, Some(43.52609));
    assert_eq!(place.presentation_detail.as_deref(), Some("Un.\n\nDeux."));
    assert!(place.welcomes() && place.position().is_some());
}

#[test]
fn a_place_is_written_and_read_back() {
    let place = place();
    let row = place.row();
    let of = |name: &str| {
        let index = COLUMNS.iter().position(|column| *column == name);
        row[index.expect("a column")].as_str()
    };
    assert_eq!(of("modalites_acces"), "Se présenter|Téléphoner");
    assert_eq!(of("itinerance"), "Itinérant|Fixe");
    let again = read(of).expect("a place");
    assert_eq!((again.lieu, again.remarques), (place, Vec::new()));
}

#[test]
fn the_required_columns_are_enough() {
    let few = read(|name| {
        if REQUIRED.contains(&name) {
            full(name)
        } else {
            ""
        }
    });
    let place = few.expect("a place").lieu;
    assert!(place.services.is_empty() && place.telephone.is_none());
    assert_eq!(
        place.row().iter().filter(|text| !text.is_empty()).count(),
        7
    );
}

#[test]
fn every_mistake_of_a_row_is_told_at_once() {
    let wrong = read(|name| match name {
        "id" | "date_maj" | "longitude" => "",
        "pivot" => "12-3",
        "code_postal" => "5110",
        "code_insee" => "2C001",
        "latitude" => "43,5",
        "telephone" => "01 80 05 98 80",
        "courriels" => "contact@laquincaillerie.tl|rien",
        "site_web" => "laquincaillerie.tl",
        "services" => "Aide aux démarches administratives|Faire le café",
        "prise_rdv" => "javascript:alert(1)",
        other => full(other),
    });
    let columns: Vec<_> = wrong
        .expect_err("mistakes")
        .iter()
        .map(|it| it.colonne)
        .collect();
    assert_eq!(
        columns,
        [
            "id",
            "pivot",
            "code_postal",
            "code_insee",
            "longitude",
            "telephone",
            "courriels",
            "site_web",
            "date_maj",
            "services",
            "prise_rdv"
        ]
    );
}

#[test]
fn the_rules_of_the_columns_hold() {
    let long = "é".repeat(281);
    for (column, text) in [
        ("presentation_resume", long.as_str()),
        ("latitude", "91"),
        ("latitude", "nord"),
        ("longitude", "181"),
        ("date_maj", "02/06/2022"),
        ("date_maj", "2022-02-31"),
        ("date_maj", "2022-06-02T00:00"),
        ("pivot", "4349331230002900"),
        ("telephone", "+49301234567"),
        ("telephone", "+33 1 80 05"),
        ("itinerance", "fixe"),
        ("modalites_acces", "Se présenter, Téléphoner"),
        ("frais_a_charge", "Gratuit;Payant"),
    ] {
        let wrong = with(column, text).expect_err(text);
        assert_eq!((wrong.len(), wrong[0].colonne), (1, column), "{text}");
    }
    let fine = with("presentation_resume", &long[..560]).expect("a place");
    assert_eq!(
        fine.lieu.presentation_resume.map(|it| it.chars().count()),
        Some(280)
    );
    assert_eq!(with("latitude", "43,52609").expect("a place").lieu, place());
    let curved = with("modalites_acces", "Ce lieu n’accueille pas de public");
    assert!(!curved.expect("a place").lieu.welcomes());
}

#[test]
fn hours_that_cannot_be_read_are_left_out_and_told() {
    let read = with("horaires", "le matin").expect("a place");
    assert_eq!(read.lieu.horaires, None);
    assert_eq!(read.remarques[0].colonne, "horaires");
}

#[test]
fn a_phone_takes_the_prefix_of_the_standard() {
    for (typed, kept) in [
        ("01 40 00 00 00", "+33140000000"),
        ("0590 12 34 56", "+590590123456"),
        ("06 92 12 34 56", "+262692123456"),
        ("+33 1 40 00 00 00", "+33140000000"),
        ("+687 12 34 56", "+687123456"),
        ("rien", "rien"),
    ] {
        assert_eq!(telephone(typed), kept);
    }
}
