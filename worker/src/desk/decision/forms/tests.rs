use super::*;
use crate::desk::tabs::samples::person;

fn today() -> Day {
    Day("2026-11-22".parse().expect("a day"))
}

fn wrong(debut: &str, echeance: &str, premiere: &str) -> Vec<&'static str> {
    wrong_for(false, [debut, echeance, premiere])
}

fn wrong_for(renouvellement: bool, [debut, echeance, premiere]: [&str; 3]) -> Vec<&'static str> {
    let form = AcceptForm {
        debut: debut.into(),
        echeance: echeance.into(),
        premiere: premiere.into(),
        preuve: Proof::default(),
    };
    let errors = form
        .checked(today(), renouvellement)
        .err()
        .unwrap_or_default();
    errors.iter().map(|error| error.champ).collect()
}

#[test]
fn what_is_offered_is_right() {
    for statut in ["INSTRUCTION", "ATTENTE_DECISION", "VALIDE"] {
        let form = AcceptForm::offered(&person(statut), today());
        assert!(
            wrong(&form.debut, &form.echeance, "22/11/2020").is_empty(),
            "{form:?}"
        );
    }
}

#[test]
fn a_domiciliation_lasts_a_year_at_most_and_is_not_over() {
    let none: [&str; 0] = [];
    assert_eq!(wrong("22/11/2026", "21/11/2027", "22/11/2026"), none);
    assert_eq!(wrong("22/11/2026", "22/11/2026", "01/01/2020"), none);
    let echeance = ["validation-echeance"];
    assert_eq!(wrong("22/11/2026", "22/11/2027", "22/11/2026"), echeance);
    assert_eq!(wrong("22/11/2026", "21/11/2026", "22/11/2026"), echeance);
    assert_eq!(wrong("22/11/2025", "21/11/2026", "22/11/2025"), echeance);
    assert_eq!(
        wrong("22/11/2024", "21/11/2025", "22/11/2024"),
        ["validation-debut"]
    );
    assert_eq!(
        wrong("22/11/2026", "21/11/2027", "23/11/2026"),
        ["validation-premiere"]
    );
    assert_eq!(
        wrong("", "31/02/2027", "hier"),
        [
            "validation-debut",
            "validation-echeance",
            "validation-premiere"
        ]
    );
}

#[test]
fn only_a_renewal_begins_after_today() {
    let days = ["23/11/2026", "22/11/2027", "22/11/2020"];
    assert_eq!(wrong_for(false, days), ["validation-debut"]);
    let none: [&str; 0] = [];
    assert_eq!(wrong_for(true, days), none);
    let far = ["24/11/2027", "24/11/2027", "22/11/2020"];
    assert_eq!(wrong_for(true, far), ["validation-debut"]);
}

#[test]
fn a_motive_is_one_of_the_list_and_autre_is_written_out() {
    let checked = |motif: &str, texte: &str| {
        let form = ReasonForm {
            motif: motif.into(),
            texte: texte.into(),
            ..ReasonForm::default()
        };
        form.checked(&Motif::OF_REFUSAL, ["motif", "texte"])
    };
    let fields = |errors: Vec<FieldError>| -> Vec<_> {
        errors.into_iter().map(|error| error.champ).collect()
    };
    let saturation = checked("SATURATION", "  ").expect("a reason");
    assert_eq!(
        (saturation.motif, saturation.texte),
        (Motif::Saturation, None)
    );
    assert!(checked("AUTRE", "Dossier vide").is_ok());
    assert_eq!(
        fields(checked("AUTRE", " ").expect_err("no text")),
        ["texte"]
    );
    assert_eq!(
        fields(checked("ENTREE_LOGEMENT", "").expect_err("of a radiation")),
        ["motif"]
    );
    assert_eq!(
        fields(checked("", &"a".repeat(1001)).expect_err("both")),
        ["motif", "texte"]
    );
}

#[test]
fn a_form_is_for_an_action_that_was_open() {
    let proof = Proof::new(&person("VALIDE")).expect("a proof");
    assert!(proof.checked(Action::Radier).is_ok());
    assert!(proof.checked(Action::Valider).is_err());
    assert!(Proof::default().checked(Action::Radier).is_err());
}

#[test]
fn of_several_each_is_chosen_once_and_not_too_many() {
    let seen = seen(&person("VALIDE")).code();
    let chosen = |ids: &mut dyn Iterator<Item = usize>| {
        let form = SeveralForm {
            usager: ids.map(|n| format!("{n:022}.{seen}")).collect(),
            ..SeveralForm::default()
        };
        form.chosen().map(|chosen| chosen.len())
    };
    assert!(matches!(chosen(&mut std::iter::repeat_n(7, 1200)), Ok(1)));
    assert!(matches!(
        chosen(&mut (0..PEOPLE_MAX).chain(0..PEOPLE_MAX)),
        Ok(PEOPLE_MAX)
    ));
    assert!(matches!(
        chosen(&mut (0..=PEOPLE_MAX)),
        Err(Error::BadRequest(_))
    ));
}
