//! What a form of a service may hold.

use super::*;
use crate::orientation::services::rules::samples::service;

fn fields(form: &ServiceForm, statut: Statut) -> Vec<&'static str> {
    let errors = form.checked(statut).expect_err("mistakes");
    errors.iter().map(|error| error.champ).collect()
}

#[test]
fn what_is_kept_is_what_was_read() {
    let kept = service().content;
    let form = ServiceForm::of(&kept, 3);
    assert_eq!(form.checked(Statut::Publie), Ok(kept));
}

#[test]
fn a_draft_needs_a_name_and_a_description() {
    assert_eq!(
        fields(&ServiceForm::default(), Statut::Brouillon),
        ["nom", "description"]
    );
    let draft = ServiceForm {
        nom: "Aide".to_owned(),
        description: "À écrire.".to_owned(),
        ..ServiceForm::default()
    };
    assert!(draft.checked(Statut::Brouillon).is_ok());
    assert_eq!(
        fields(&draft, Statut::Publie),
        [
            "themes",
            "accueil",
            "commune",
            "code_postal",
            "demandeurs",
            "modes"
        ]
    );
}

#[test]
fn a_way_to_ask_needs_what_it_is_done_with() {
    let form = ServiceForm {
        modes: [BY_EMAIL, "telephoner", BY_LINK].map(str::to_owned).into(),
        courriel: String::new(),
        telephone: String::new(),
        ..ServiceForm::of(&service().content, 1)
    };
    assert_eq!(
        fields(&form, Statut::Brouillon),
        ["courriel", "telephone", "lien"]
    );
}

#[test]
fn an_address_is_one_that_a_request_can_be_sent_to() {
    for courriel in ["a.@exemple.fr", "a@-exemple.fr", "a..b@exemple.fr"] {
        let form = ServiceForm {
            courriel: courriel.to_owned(),
            ..ServiceForm::of(&service().content, 1)
        };
        assert_eq!(fields(&form, Statut::Publie), ["courriel"], "{courriel}");
    }
}

#[test]
fn what_is_not_in_a_list_is_refused_and_long_is_too_long() {
    let many: Vec<String> = (0..=SHORT_TEXTS_MAX).map(|it| it.to_string()).collect();
    let form = ServiceForm {
        nom: "é".repeat(NOM_CHARS_MAX + 1),
        description: "é".repeat(DESCRIPTION_CHARS_MAX + 1),
        themes: vec!["fax".to_owned()],
        publics: vec![EVERYONE.to_owned(), "femmes".to_owned()],
        criteres: many.join("\n"),
        code_postal: "9320".to_owned(),
        courriel: "a@b".to_owned(),
        telephone: "12".to_owned(),
        lien: "javascript:alert(1)".to_owned(),
        duree_heures: "-1".to_owned(),
        ..ServiceForm::of(&service().content, 1)
    };
    assert_eq!(
        fields(&form, Statut::Brouillon),
        [
            "nom",
            "description",
            "themes",
            "publics",
            "criteres",
            "code_postal",
            "courriel",
            "telephone",
            "duree_heures",
            "lien"
        ]
    );
}
