//! Letters made for people: a free letter for one, from their file; any letter for several, from the list.

use serde::Serialize;

use super::{
    letters::{self, Model},
    people::{self, Person},
    rules::{Kind, file_word},
    store::{self, Free},
};
use crate::{
    auth::Staff,
    desk::{
        decision::{attestation, several_pages::chosen_once},
        letter::KIND,
        rules::Statut,
        tabs::{LIST_URL, file_url},
    },
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{ModeleId, UsagerId},
        page::{Page, View},
    },
    frame::Frame,
};

/// A free letter for one person.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié or model, or as R2 or the database.
pub async fn one(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("usager", UsagerId::parse)?;
    let modele = cx.param("modele", ModeleId::parse)?;
    let people = people::of(&cx.db, &me.structure, &[id]).await?;
    let person = people.first().ok_or(Error::NotFound)?;
    let model = Model::free(&cx, &me, &modele).await?;
    let name = format!("{}-{}.docx", file_word(&model.nom), person.usager.numero);
    Ok(Page::made_file(
        KIND,
        &name,
        model.letters(&cx, &me, &people)?,
    ))
}

/// « Faire une lettre pour plusieurs personnes »: for whom, and which.
#[derive(Debug, Serialize)]
pub struct ChooseView {
    frame: Frame,
    personnes: Vec<PersonView>,
    /// What can be made: its code, its words.
    lettres: Vec<(String, String)>,
    erreurs: Vec<FieldError>,
}

#[derive(Debug, Serialize)]
struct PersonView {
    id: String,
    titre: String,
    numero: i64,
    href: String,
}

impl View for ChooseView {
    const TEMPLATE: &'static str = "desk/lettres.html";
}

/// The letters that the product knows, for those whose file is where each is meant.
const KNOWN: [(&str, &str, Kind); 3] = [
    (
        "attestation",
        "Attestation d’élection de domicile",
        Kind::Attestation,
    ),
    ("refus", "Lettre de refus", Kind::Refus),
    ("radiation", "Lettre de radiation", Kind::Radiation),
];

/// Is that letter meant for `person` on `today`?
fn is_for(kind: Kind, person: &Person, today: Day) -> bool {
    let usager = &person.usager;
    match kind {
        Kind::Attestation => attestation::attested(usager, today).is_some(),
        Kind::Refus => usager.statut == Statut::Refus,
        Kind::Radiation => usager.statut == Statut::Radie,
        Kind::Libre => true,
        Kind::Acces => false,
    }
}

fn choices(people: &[Person], free: Vec<Free>, today: Day) -> Vec<(String, String)> {
    let all = people.len();
    let known = KNOWN.iter().filter_map(|(code, label, kind)| {
        let count = people
            .iter()
            .filter(|one| is_for(*kind, one, today))
            .count();
        let label = if count == all {
            (*label).to_owned()
        } else {
            let people = if count < 2 { "personne" } else { "personnes" };
            format!("{label} ({count}\u{a0}{people} sur {all}\u{a0}: les autres n’en ont pas)")
        };
        (count > 0).then(|| ((*code).to_owned(), label))
    });
    let free = free
        .into_iter()
        .map(|one| (one.id.as_str().to_owned(), one.nom));
    known.chain(free).collect()
}

impl ChooseView {
    fn of(me: &Staff, people: &[Person], free: Vec<Free>, today: Day) -> Self {
        let shown = |person: &Person| PersonView {
            id: person.usager.id.as_str().to_owned(),
            titre: person.usager.titre(),
            numero: person.usager.numero,
            href: file_url(&person.usager.id, ""),
        };
        Self {
            frame: Frame::of(me, LIST_URL),
            personnes: people.iter().map(shown).collect(),
            lettres: choices(people, free, today),
            erreurs: Vec::new(),
        }
    }
}

/// Those of the query, all of one's structure.
async fn chosen(cx: &Cx, me: &Staff) -> Result<Vec<Person>> {
    let ids = chosen_once(cx.query_all("usager"))?;
    let people = people::of(&cx.db, &me.structure, &ids).await?;
    if people.len() < ids.len() {
        return Err(Error::NotFound);
    }
    Ok(people)
}

fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

/// Which letter, for those chosen in the list.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn choose(cx: Cx, me: Staff) -> Result<Page> {
    let people = chosen(&cx, &me).await?;
    let free = store::free(&cx.db, &me.structure).await?;
    Page::show(&ChooseView::of(&me, &people, free, today(&cx, &me)))
}

/// The letters, in one document.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié or model, [`Error::NotNow`] when the letter is for none of them,
/// or as R2 or the database.
pub async fn file(cx: Cx, me: Staff) -> Result<Page> {
    let mut people = chosen(&cx, &me).await?;
    let wanted = cx.query("lettre");
    if people.is_empty() || wanted.is_empty() {
        let free = store::free(&cx.db, &me.structure).await?;
        let mut view = ChooseView::of(&me, &people, free, today(&cx, &me));
        view.erreurs.push(FieldError {
            champ: if people.is_empty() { "" } else { "lettre" },
            message: "Choisissez une lettre.".to_owned(),
        });
        return Page::show_again(&view);
    }
    let Some((code, _, kind)) = KNOWN.iter().find(|(code, ..)| *code == wanted) else {
        let id = ModeleId::parse(&wanted).ok_or(Error::NotFound)?;
        let model = Model::free(&cx, &me, &id).await?;
        let name = format!("{}-plusieurs.docx", file_word(&model.nom));
        return Ok(Page::made_file(
            KIND,
            &name,
            model.letters(&cx, &me, &people)?,
        ));
    };
    let today = today(&cx, &me);
    people.retain(|person| is_for(*kind, person, today));
    if people.is_empty() {
        return Err(FOR_NOBODY);
    }
    let bytes = match kind {
        Kind::Attestation => letters::attestations(&cx, &me, &people).await?,
        _ => letters::decisions(&cx, &me, &people).await?,
    };
    Ok(Page::made_file(
        KIND,
        &format!("{code}-plusieurs.docx"),
        bytes,
    ))
}

const FOR_NOBODY: Error = Error::NotNow(
    "Cette lettre n’est pour aucune de ces personnes\u{a0}: leur domiciliation vient peut-être de changer.",
);

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        desk::tabs::samples::{me, person},
        edge::page,
        rights::Role,
    };

    fn someone(statut: &str) -> Person {
        Person {
            usager: person(statut),
            ayants_droit: Vec::new(),
        }
    }

    fn free() -> Vec<Free> {
        let free = json!([{ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Convocation" }]);
        serde_json::from_value(free).expect("letters")
    }

    fn day() -> Day {
        Day("2026-12-20".parse().expect("a day"))
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Instructeur);
        let of = |people: &[Person], free| ChooseView::of(&me, people, free, day());
        let mistake = FieldError {
            champ: "lettre",
            message: "Choisissez une lettre.".to_owned(),
        };
        let views = [
            of(&[], vec![]),
            of(&[someone("INSTRUCTION")], vec![]),
            of(&[someone("VALIDE"), someone("RADIE")], free()),
            ChooseView {
                erreurs: vec![mistake],
                ..of(&[someone("REFUS")], free())
            },
        ];
        let render = |view: &ChooseView| (ChooseView::TEMPLATE, page::render(view));
        views.iter().map(render).collect()
    }

    #[test]
    fn a_letter_is_offered_for_those_it_is_meant_for() {
        let people = [someone("VALIDE"), someone("RADIE"), someone("VALIDE")];
        let offered = choices(&people, free(), day());
        let words: Vec<String> = offered
            .iter()
            .map(|(_, words)| words.replace('\u{a0}', " "))
            .collect();
        assert_eq!(
            words,
            [
                "Attestation d’élection de domicile (2 personnes sur 3 : les autres n’en ont pas)",
                "Lettre de radiation (1 personne sur 3 : les autres n’en ont pas)",
                "Convocation"
            ]
        );
        let one = choices(&people[..1], vec![], day());
        assert_eq!(
            one,
            [(
                "attestation".to_owned(),
                "Attestation d’élection de domicile".to_owned()
            )]
        );
    }
}
