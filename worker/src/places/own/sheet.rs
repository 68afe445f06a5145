//! What a place says, in words: for its own people, and beside what a colleague has typed.

use super::form_rules::PlaceForm;
use crate::{
    edge::{hours::Hours, typed::phone_grouped},
    places::{
        lists_rules::{
            ACCES, ACCOMPAGNEMENTS, Coded, FRAIS, ITINERANCES, PRISES_EN_CHARGE, PUBLICS, SERVICES,
            words,
        },
        standard_rules::Place,
    },
};

/// What is kept that is not what was typed: the label of the field, and its value.
pub(super) fn differences(kept: &Place, typed: &PlaceForm) -> Vec<(&'static str, String)> {
    let form = PlaceForm::of(kept, 0);
    let same = |kept: &str, typed: &str| kept.trim() == typed.replace("\r\n", "\n").trim();
    let mut told: Vec<(&'static str, String)> = texts(&form)
        .into_iter()
        .zip(texts(typed))
        .filter(|((_, kept), (_, typed))| !same(kept, typed))
        .map(|((label, kept), _)| (label, kept.to_owned()))
        .collect();
    let changed = lists(&form).into_iter().zip(lists(typed));
    let changed = changed.filter(|((_, _, kept), (_, _, typed))| kept != typed);
    told.extend(changed.map(|((label, list, kept), _)| (label, labels(list, kept).join(", "))));
    if form.semaine != typed.semaine {
        told.push(("Horaires", hours(kept).join(", ")));
    }
    told
}

fn texts(form: &PlaceForm) -> [(&'static str, &str); 21] {
    [
        ("Nom du lieu", &form.nom),
        ("SIRET ou numéro RNA", &form.pivot),
        ("Genre de lieu", &form.typologie),
        ("Structure parente", &form.structure_parente),
        ("Numéro et rue", &form.adresse),
        ("Complément d’adresse", &form.complement_adresse),
        ("Code postal", &form.code_postal),
        ("Commune", &form.commune),
        ("Code de la commune (INSEE)", &form.code_insee),
        ("Latitude", &form.latitude),
        ("Longitude", &form.longitude),
        ("Téléphone", &form.telephone),
        ("Adresses e-mail", &form.courriels),
        ("Sites web", &form.site_web),
        ("Prise de rendez-vous", &form.prise_rdv),
        ("Fiche Accès Libre", &form.fiche_acces_libre),
        ("En quelques mots", &form.presentation_resume),
        ("En détail", &form.presentation_detail),
        (
            "Programmes nationaux",
            &form.dispositif_programmes_nationaux,
        ),
        ("Formations et labels", &form.formations_labels),
        (
            "Autres formations et labels",
            &form.autres_formations_labels,
        ),
    ]
}

/// The boxes: a label, the list, the codes that are ticked.
type Ticked<'a> = (&'static str, &'static [Coded], &'a [String]);

fn lists(form: &PlaceForm) -> [Ticked<'_>; 7] {
    [
        ("Services", SERVICES, &form.services),
        ("Publics", PUBLICS, &form.publics_specifiquement_adresses),
        (
            "Besoins pris en charge",
            PRISES_EN_CHARGE,
            &form.prise_en_charge_specifique,
        ),
        ("Prix", FRAIS, &form.frais_a_charge),
        ("Comment venir", ACCES, &form.modalites_acces),
        (
            "Accompagnement",
            ACCOMPAGNEMENTS,
            &form.modalites_accompagnement,
        ),
        ("Fixe ou itinérant", ITINERANCES, &form.itinerance),
    ]
}

fn labels(list: &'static [Coded], codes: &[String]) -> Vec<String> {
    let known = codes.iter().filter_map(|code| words(list, code));
    known.map(str::to_owned).collect()
}

fn hours(lieu: &Place) -> Vec<String> {
    let hours = lieu.horaires.as_deref().and_then(Hours::read);
    hours.map(|hours| hours.lines()).unwrap_or_default()
}

/// What a place says, a label and its lines; nothing of what it does not say.
#[must_use]
pub(super) fn facts(lieu: &Place) -> Vec<(&'static str, Vec<String>)> {
    let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    let mut address = vec![lieu.adresse.clone()];
    address.extend(lieu.complement_adresse.clone());
    address.push(format!("{} {}", lieu.code_postal, lieu.commune));
    let position = lieu
        .position()
        .map(|at| format!("{}, {}", at.latitude, at.longitude));
    let text = |text: &Option<String>| {
        text.iter()
            .flat_map(|it| it.lines())
            .map(str::to_owned)
            .collect()
    };
    let facts: Vec<(&'static str, Vec<String>)> = vec![
        ("En quelques mots", text(&lieu.presentation_resume)),
        ("Adresse", address),
        ("Position", position.into_iter().collect()),
        ("Horaires", hours(lieu)),
        (
            "Téléphone",
            lieu.telephone.iter().map(|it| phone_grouped(it)).collect(),
        ),
        ("E-mail", lieu.courriels.clone()),
        (
            "Site web",
            lieu.site_web
                .iter()
                .flat_map(|it| it.split('|'))
                .map(str::to_owned)
                .collect(),
        ),
        ("Prise de rendez-vous", one(&lieu.prise_rdv)),
        ("Services", labels(SERVICES, &lieu.services)),
        ("Publics", labels(PUBLICS, &lieu.publics)),
        (
            "Besoins pris en charge",
            labels(PRISES_EN_CHARGE, &lieu.prises_en_charge),
        ),
        ("Prix", labels(FRAIS, &lieu.frais)),
        ("Comment venir", labels(ACCES, &lieu.acces)),
        (
            "Accompagnement",
            labels(ACCOMPAGNEMENTS, &lieu.accompagnement),
        ),
        ("Fixe ou itinérant", labels(ITINERANCES, &lieu.itinerance)),
        ("En détail", text(&lieu.presentation_detail)),
        ("Programmes nationaux", lieu.programmes.clone()),
        (
            "Formations et labels",
            [&lieu.labels[..], &lieu.autres_labels[..]].concat(),
        ),
        ("Accessibilité", one(&lieu.fiche_acces_libre)),
        ("Genre de lieu", one(&lieu.typologie)),
        ("SIRET ou numéro RNA", vec![lieu.pivot.clone()]),
        ("Structure parente", one(&lieu.structure_parente)),
        ("Source", one(&lieu.source)),
        ("Mis à jour le", vec![lieu.date_maj.short()]),
    ];
    facts
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}
