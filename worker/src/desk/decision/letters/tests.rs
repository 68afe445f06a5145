use super::*;
use crate::desk::decision::attestation::attested;
use crate::{desk::tabs::samples::person, edge::clock};

fn head() -> Letterhead {
    let head = serde_json::json!({ "nom": "CCAS d’Essai", "adresse": "3 rue des Essais", "code_postal": "44000", "ville": "Nantes" });
    serde_json::from_value(head).expect("a head")
}

fn words(paragraphs: &[Paragraph]) -> String {
    paragraphs
        .iter()
        .map(Paragraph::raw_text)
        .collect::<Vec<_>>()
        .join("\n")
}

fn today() -> Day {
    Day("2026-12-20".parse().expect("a day"))
}

fn told(statut: &str, change: impl Fn(&mut Usager)) -> String {
    let mut person = person(statut);
    change(&mut person);
    let head = head();
    let paper = Paper {
        head: &head,
        person: &person,
        today: today(),
        zone: clock::zone("Europe/Paris"),
    };
    words(&decision(&paper))
}

#[test]
fn every_letter_says_why_and_how_to_appeal() {
    for statut in ["REFUS", "RADIE"] {
        let told = told(statut, |person| {
            person.motif = Some(Motif::PasDeLien);
            person.motif_texte = Some("Vit et travaille à Lyon.".to_owned());
        });
        for expected in [
            "pas de lien avec la commune.",
            "Vit et travaille à Lyon.",
            "recours gracieux",
            "tribunal administratif",
            "deux mois",
            "R. 421-1",
        ] {
            assert!(
                told.contains(expected),
                "{statut}: no « {expected} » in:\n{told}"
            );
        }
    }
}

#[test]
fn a_refusal_leads_elsewhere_and_says_what_still_holds() {
    let renewal = told("REFUS", |_| ());
    assert!(renewal.contains("L. 264-4") && renewal.contains("Vous pouvez vous adresser à"));
    assert!(
        renewal.contains("reste valable jusqu’au 13 décembre 2027"),
        "{renewal}"
    );
    let first = told("REFUS", |person| {
        (person.debut, person.echeance) = (None, None);
    });
    assert!(!first.contains("reste valable"), "{first}");
}

#[test]
fn the_law_is_cited_where_it_is_the_reason() {
    let told = |motif| told("RADIE", |person| person.motif = Some(motif));
    for motif in Motif::OF_RADIATION {
        let law = matches!(
            motif,
            Motif::ASaDemande | Motif::NonManifestation | Motif::EntreeLogement
        );
        assert_eq!(told(motif).contains("L. 264-5"), law, "{motif:?}");
    }
    assert!(told(Motif::ASaDemande).contains("2\u{a0}courriers et 1\u{a0}colis"));
}

#[test]
fn an_attestation_is_given_while_the_address_holds() {
    let late = Day("2027-12-14".parse().expect("a day"));
    for (statut, renewal, fine) in [
        ("VALIDE", false, true),
        ("INSTRUCTION", true, true),
        ("INSTRUCTION", false, false),
        ("ATTENTE_DECISION", false, false),
        ("REFUS", false, true),
        ("RADIE", false, false),
    ] {
        let mut person = person(statut);
        person.renouvellement = renewal;
        assert_eq!(
            attested(&person, today()).is_some(),
            fine,
            "{statut} {renewal}"
        );
        assert_eq!(attested(&person, late), None, "{statut}");
    }
}
