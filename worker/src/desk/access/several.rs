//! The first credentials of several people at once, chosen in the list: a page to check who, then one answer that shows
//! all of them and one document with a letter a page. As for one person, only that answer ever shows the passwords.

use serde::{Deserialize, Serialize};

use super::{
    pages::PORTAL_OFF,
    paper::{Own, Paper, Ready, titre},
    rules::{SEVERAL_MAX, TEMPORARY_MS},
    store::{self, Candidate},
};
use crate::{
    auth::Staff,
    desk::tabs::{LIST_URL, mail_url},
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::UsagerId,
        page::{Page, View},
    },
    frame::Frame,
};

/// Someone named on one of these pages.
#[derive(Debug, Serialize)]
struct PersonView {
    id: String,
    titre: String,
    numero: i64,
    href: String,
    /// Why they are left as they are.
    mention: &'static str,
}

impl PersonView {
    fn of(person: &Candidate, mention: &'static str) -> Self {
        Self {
            id: person.id.as_str().to_owned(),
            titre: titre(person),
            numero: person.numero,
            href: mail_url(&person.id, "#portail"),
            mention,
        }
    }
}

/// « Donner l’accès au portail à plusieurs personnes »: who will get one, who has one already.
#[derive(Debug, Serialize)]
pub struct ReviewView {
    frame: Frame,
    personnes: Vec<PersonView>,
    deja: Vec<PersonView>,
    structure_active: bool,
    maximum: usize,
    trop: bool,
}

impl View for ReviewView {
    const TEMPLATE: &'static str = "desk/acces_plusieurs.html";
}

/// « Identifiants générés », for several people: shown once.
#[derive(Debug, Serialize)]
pub struct IssuedView {
    frame: Frame,
    comptes: Vec<AccountView>,
    restes: Vec<PersonView>,
    lettres: String,
    fichier: &'static str,
    expire: String,
    site: String,
}

#[derive(Debug, Serialize)]
struct AccountView {
    titre: String,
    numero: i64,
    identifiant: String,
    mot_de_passe: String,
}

impl View for IssuedView {
    const TEMPLATE: &'static str = "desk/acces_donnes.html";
}

fn already(person: &Candidate) -> &'static str {
    match person.actif {
        Some(0) => "A déjà eu un accès, fermé depuis\u{a0}: rouvrez-le sur sa fiche.",
        _ => "A déjà un accès\u{a0}: rien ne change.",
    }
}

/// The ids, each once; the rest of a page that would be too long is left out.
fn chosen(ids: &[String]) -> Result<(Vec<UsagerId>, bool)> {
    let mut chosen: Vec<UsagerId> = Vec::new();
    for id in ids {
        let id = UsagerId::parse(id).ok_or(Error::NotFound)?;
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    let trop = chosen.len() > SEVERAL_MAX;
    chosen.truncate(SEVERAL_MAX);
    Ok((chosen, trop))
}

/// The people of those ids, all of one's structure.
async fn people(cx: &Cx, me: &Staff, ids: &[UsagerId]) -> Result<(Vec<Candidate>, bool)> {
    let (people, on) = store::candidates(&cx.db, &me.structure, ids).await?;
    if people.len() < ids.len() {
        return Err(Error::NotFound);
    }
    Ok((people, on))
}

/// « Donner l’accès au portail », before anything is done.
///
/// # Errors
/// [`Error::NotFound`] when one of them is not of the structure, or as the database.
pub async fn review(cx: Cx, me: Staff) -> Result<Page> {
    let (ids, trop) = chosen(&cx.query_all("usager"))?;
    let (people, on) = people(&cx, &me, &ids).await?;
    Page::show(&ReviewView::of(&me, &people, on, trop))
}

impl ReviewView {
    fn of(me: &Staff, people: &[Candidate], structure_active: bool, trop: bool) -> Self {
        let (new, old): (Vec<&Candidate>, Vec<&Candidate>) =
            people.iter().partition(|person| person.actif.is_none());
        Self {
            frame: Frame::of(me, LIST_URL),
            personnes: new.iter().map(|one| PersonView::of(one, "")).collect(),
            deja: old
                .iter()
                .map(|one| PersonView::of(one, already(one)))
                .collect(),
            structure_active,
            maximum: SEVERAL_MAX,
            trop,
        }
    }
}

#[derive(Deserialize)]
struct SeveralForm {
    #[serde(default)]
    usager: Vec<String>,
}

/// Gives them their credentials. Who has an access by then keeps it as it is: sent twice, no second letter is issued.
///
/// # Errors
/// [`Error::NotFound`] when one of them is not of the structure, [`Error::NotNow`] when the portal is off,
/// [`Error::BadRequest`] when nobody or too many are chosen, or as the database.
pub async fn issue(cx: Cx, me: Staff) -> Result<Page> {
    let form: SeveralForm = cx.form()?;
    let (ids, trop) = chosen(&form.usager)?;
    if ids.is_empty() || trop {
        return Err(Error::BadRequest(
            "Choisissez de 1 à 25 personnes dans la liste.",
        ));
    }
    let (people, on) = people(&cx, &me, &ids).await?;
    if !on {
        return Err(PORTAL_OFF);
    }
    Page::show(&hand_out(&cx, &me, &people).await?)
}

/// Issues what can be issued, and says of everyone what became of them.
async fn hand_out(cx: &Cx, me: &Staff, people: &[Candidate]) -> Result<IssuedView> {
    let (new, old): (Vec<&Candidate>, Vec<&Candidate>) =
        people.iter().partition(|person| person.actif.is_none());
    let ready = new.into_iter().map(Ready::of).collect::<Result<Vec<_>>>()?;
    let head = store::letterhead(&cx.db, &me.structure).await?;
    let mut paper = Paper::of(cx, me, head.ok_or(Error::NotFound)?);
    paper.own = Own::of(cx, me, &ready).await?;
    // The letters are made before anything is written: what is issued must be seen.
    let all: Vec<&Ready> = ready.iter().collect();
    let lettres = paper.letters(cx, me, &all)?;
    let issued = issue_all(cx, me, &ready).await?;
    let (mut winners, mut lost) = (Vec::new(), Vec::new());
    for (one, issued) in ready.iter().zip(issued) {
        if issued { &mut winners } else { &mut lost }.push(one);
    }
    let lettres = if lost.is_empty() {
        lettres
    } else {
        paper.letters(cx, me, &winners)?
    };
    let before = old
        .into_iter()
        .map(|person| PersonView::of(person, already(person)));
    let in_between = lost
        .iter()
        .map(|one| PersonView::of(one.person, CAME_FIRST));
    let restes = before.chain(in_between).collect();
    Ok(IssuedView::of(me, &winners, restes, lettres, &paper))
}

const CAME_FIRST: &str =
    "Un collègue vient de lui donner un accès\u{a0}: aucun courrier n’est fait ici.";

async fn issue_all(cx: &Cx, me: &Staff, ready: &[Ready<'_>]) -> Result<Vec<bool>> {
    if ready.is_empty() {
        return Ok(Vec::new());
    }
    let until = cx.now.plus_ms(TEMPORARY_MS);
    let people: Vec<_> = ready
        .iter()
        .map(|one| (&one.person.id, one.credentials(until)))
        .collect();
    store::issue_several(&cx.db, me, &people, cx.now).await
}

impl IssuedView {
    fn of(
        me: &Staff,
        winners: &[&Ready<'_>],
        restes: Vec<PersonView>,
        lettres: String,
        paper: &Paper,
    ) -> Self {
        let account = |one: &&Ready<'_>| AccountView {
            titre: titre(one.person),
            numero: one.person.numero,
            identifiant: one.identifiant.clone(),
            mot_de_passe: one.password.reveal().to_owned(),
        };
        Self {
            frame: Frame::of(me, LIST_URL),
            comptes: winners.iter().map(account).collect(),
            restes,
            lettres,
            fichier: "acces-portail-plusieurs.docx",
            expire: paper.expire.clone(),
            site: paper.site.clone(),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::{
        auth::password::{PasswordHash, PlainPassword},
        desk::tabs::samples::me,
        edge::{clock::Day, page},
        rights::Role,
    };

    fn person(actif: Option<i64>) -> Candidate {
        let person = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "numero": 8, "civilite": "H", "prenom": "Test", "nom": "Test", "langue": "ar", "actif": actif });
        serde_json::from_value(person).expect("a person")
    }

    fn issued(people: &[Candidate], restes: Vec<PersonView>) -> IssuedView {
        let paper = Paper {
            head: serde_json::from_value(
                json!({ "nom": "Structure", "adresse": "Rue test", "code_postal": "75000", "ville": "Paris" }),
            )
            .expect("a letterhead"),
            date: "22 novembre 2026".to_owned(),
            expire: "22 décembre 2026".to_owned(),
            dernier_jour: Day("2026-12-22".parse().expect("a day")),
            site: "https://escale.example/connexion".to_owned(),
            own: None,
        };
        let ready: Vec<Ready> = people
            .iter()
            .map(|person| Ready {
                person,
                identifiant: "XKBNQXVI".to_owned(),
                password: PlainPassword::known("11375448"),
                hash: PasswordHash::decoy(),
            })
            .collect();
        let winners: Vec<&Ready> = ready.iter().collect();
        let lettres = paper.our_letters(&winners).expect("letters");
        IssuedView::of(&me(Role::Instructeur), &winners, restes, lettres, &paper)
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Instructeur);
        let people = [person(None), person(Some(1)), person(Some(0))];
        let reviews = [
            ReviewView::of(&me, &[], true, false),
            ReviewView::of(&me, &people, true, true),
            ReviewView::of(&me, &people, false, false),
        ];
        let left = PersonView::of(&person(None), CAME_FIRST);
        let issues = [
            issued(&[person(None), person(None)], vec![left]),
            issued(&[], vec![]),
        ];
        let mut rendered: Vec<_> = reviews
            .iter()
            .map(|view| (ReviewView::TEMPLATE, page::render(view)))
            .collect();
        rendered.extend(
            issues
                .iter()
                .map(|view| (IssuedView::TEMPLATE, page::render(view))),
        );
        rendered
    }

    #[test]
    fn each_is_chosen_once_and_not_more_than_can_be_done() {
        let id = |n: usize| format!("{n:022}");
        let ids: Vec<String> = (0..=SEVERAL_MAX).chain([0]).map(id).collect();
        let (few, trop) = chosen(&ids).expect("ids");
        assert_eq!((few.len(), trop), (SEVERAL_MAX, true));
        let (two, trop) = chosen(&[id(1), id(2), id(1)]).expect("ids");
        assert_eq!((two.len(), trop), (2, false));
        assert!(chosen(&["8".to_owned()]).is_err());
    }
}
