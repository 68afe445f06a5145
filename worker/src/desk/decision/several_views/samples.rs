use super::*;
use crate::{
    desk::{
        decision::views::samples::event,
        tabs::samples::{me, person},
    },
    edge::page,
    rights::Role,
};

fn shown(attend: bool) -> PersonView {
    PersonView {
        id: "AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
        href: "/".to_owned(),
        numero: 8,
        nom: "M. TEST Test".to_owned(),
        echeance: None,
        dernier_passage: attend.then(|| "22/11/2026".to_owned()),
        attend: attend.then(|| "2 courriers".to_owned()),
        valeur: "AAAAAAAAAAAAAAAAAAAAAA.VALIDE.0.0".to_owned(),
        choisie: attend,
    }
}

fn other() -> OtherView {
    OtherView::of(&person("RADIE"), "Radié".to_owned())
}

fn several(personnes: Vec<PersonView>, autres: Vec<OtherView>) -> SeveralView {
    SeveralView {
        frame: Frame::of(&me(Role::Instructeur), LIST_URL),
        attendent: personnes.len() / 2,
        personnes,
        autres,
        jeton: String::new(),
        motifs: forms::choices(&Motif::OF_RADIATION),
        saisie: ReasonForm::default(),
        erreurs: Vec::new(),
    }
}

pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
    let me = me(Role::Instructeur);
    let check = SeveralCheckView {
        frame: Frame::of(&me, LIST_URL),
        personnes: vec![shown(true)],
        proposees: vec!["AAAAAAAAAAAAAAAAAAAAAA".to_owned()],
        jeton: String::new(),
        motif: "Entrée en logement".to_owned(),
        effets: effects_of_radiation("2 courriers"),
        saisie: ReasonForm::default(),
    };
    let done = |autres: Vec<OtherView>, radiees: Vec<OtherView>| SeveralDoneView {
        frame: Frame::of(&me, LIST_URL),
        radiees,
        autres,
        lettres: URL.to_owned(),
    };
    let several = [
        several(vec![], vec![]),
        several(vec![shown(true), shown(false)], vec![other()]),
    ];
    let mut pages: Vec<_> = several
        .iter()
        .map(|view| (SeveralView::TEMPLATE, page::render(view)))
        .collect();
    pages.push((SeveralCheckView::TEMPLATE, page::render(&check)));
    for view in [done(vec![], vec![other()]), done(vec![other()], vec![])] {
        pages.push((SeveralDoneView::TEMPLATE, page::render(&view)));
    }
    pages
}

#[test]
fn who_was_not_ended_by_this_form_is_told_by_whom() {
    let form = HistoryId::new().expect("a key");
    let files = [(person("RADIE"), vec![event("RADIATION")])];
    let view = SeveralDoneView::of(&me(Role::Instructeur), &files, &form);
    assert!(view.radiees.is_empty());
    assert!(
        view.autres
            .iter()
            .any(|other| other.pourquoi.contains("Gwen Demo")),
        "{view:?}"
    );
}
