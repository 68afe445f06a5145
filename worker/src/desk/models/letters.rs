//! Letters, as the structure wants them: made of its model of that kind when it has one, else the ones we know.

use base64::{Engine, prelude::BASE64_STANDARD};

use super::{
    docx::{fill_rules::Values, several_rules::made},
    people::Person,
    rules::Kind,
    store::{self, House},
    values::{Access, Common},
};
use crate::{
    auth::Staff,
    desk::{
        access::letter::qr_png,
        decision::{
            attestation::{self, Attested},
            letters as ours,
        },
        letter,
        rules::Statut,
    },
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        files::Files,
        ids::ModeleId,
    },
};

/// A model, ready to be filled.
pub struct Model {
    bytes: Vec<u8>,
    kind: Kind,
    /// Its name.
    pub nom: String,
    house: House,
}

/// What can make a letter: the model if there is one, and the structure in any case.
enum Source {
    Model(Model),
    Ours(House),
}

async fn source(cx: &Cx, me: &Staff, kind: Kind) -> Result<Source> {
    let (objet, house) = store::of_kind(&cx.db, &me.structure, kind).await?;
    let house = house.ok_or(Error::NotFound)?;
    let Some(objet) = objet else {
        return Ok(Source::Ours(house));
    };
    // Bytes that are gone are no reason to send someone away without a letter.
    Ok(match Files::of(&cx.env)?.read(&objet).await? {
        Some(bytes) => Source::Model(Model {
            bytes,
            kind,
            nom: kind.label().to_owned(),
            house,
        }),
        None => Source::Ours(house),
    })
}

fn common<'a>(cx: &Cx, me: &'a Staff, house: &'a House) -> Common<'a> {
    let zone = clock::zone(&me.fuseau);
    Common {
        house,
        me,
        today: cx.now.day(zone),
        zone,
    }
}

impl Model {
    /// The structure's model of that kind, if it has one.
    ///
    /// # Errors
    /// As R2 or the database.
    pub async fn of(cx: &Cx, me: &Staff, kind: Kind) -> Result<Option<Self>> {
        Ok(match source(cx, me, kind).await? {
            Source::Model(model) => Some(model),
            Source::Ours(_) => None,
        })
    }

    /// The structure's free letter of that id.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or as R2 or the database.
    pub async fn free(cx: &Cx, me: &Staff, id: &ModeleId) -> Result<Self> {
        let (kept, house) = store::of_id(&cx.db, &me.structure, id).await?;
        let kept = kept.filter(|kept| kept.genre == Kind::Libre);
        let (kept, house) = kept.zip(house).ok_or(Error::NotFound)?;
        let bytes = Files::of(&cx.env)?.read(&kept.objet).await?;
        Ok(Self {
            bytes: bytes.ok_or(Error::NotFound)?,
            kind: Kind::Libre,
            nom: kept.nom,
            house,
        })
    }

    /// One document, a letter a person.
    ///
    /// # Errors
    /// [`Error::Internal`] when it can't be made.
    pub fn letters(&self, cx: &Cx, me: &Staff, people: &[Person]) -> Result<Vec<u8>> {
        let common = common(cx, me, &self.house);
        let values = people.iter().map(|one| common.values(self.kind, one));
        self.filled(&values.collect::<Vec<_>>())
    }

    /// The access letters of those people, as an address that a link can hold: passwords go down with the page that
    /// shows them, and nowhere else.
    ///
    /// # Errors
    /// [`Error::Internal`] when it can't be made.
    pub fn access_letters(
        &self,
        cx: &Cx,
        me: &Staff,
        people: &[(&Person, Access<'_>)],
    ) -> Result<String> {
        let common = common(cx, me, &self.house);
        let mut all = Vec::with_capacity(people.len());
        for (person, access) in people {
            let mut values = common.values(self.kind, person);
            values.texts.extend(access.texts());
            let prefilled = format!("{}?id={}", access.site, access.identifiant);
            values.code = Some(qr_png(&prefilled)?);
            all.push(values);
        }
        let bytes = self.filled(&all)?;
        Ok(format!(
            "data:{};base64,{}",
            letter::KIND,
            BASE64_STANDARD.encode(bytes)
        ))
    }

    fn filled(&self, people: &[Values]) -> Result<Vec<u8>> {
        made(&self.bytes, people).map_err(|why| Error::internal("model", why))
    }
}

/// The attestations of `people`, whose address holds today.
///
/// # Errors
/// As R2 or the database, or [`Error::Internal`] when the document can't be made.
pub async fn attestations(cx: &Cx, me: &Staff, people: &[Person]) -> Result<Vec<u8>> {
    let house = match source(cx, me, Kind::Attestation).await? {
        Source::Model(model) => return model.letters(cx, me, people),
        Source::Ours(house) => house,
    };
    let common = common(cx, me, &house);
    let head = house.letterhead();
    let attested = people.iter().filter_map(|person| {
        Some(Attested {
            paper: common.paper(&head, person),
            days: days(person, common.today)?,
            relatives: &person.ayants_droit,
        })
    });
    attestation::attestations(&attested.collect::<Vec<_>>())
}

fn days(person: &Person, today: Day) -> Option<[Day; 2]> {
    attestation::attested(&person.usager, today)
}

/// The letters that tell `people` what was decided: refused all of them, or all of them radiés.
///
/// # Errors
/// As [`attestations`].
pub async fn decisions(cx: &Cx, me: &Staff, people: &[Person]) -> Result<Vec<u8>> {
    let refused = people.iter().any(|one| one.usager.statut == Statut::Refus);
    let kind = if refused {
        Kind::Refus
    } else {
        Kind::Radiation
    };
    let house = match source(cx, me, kind).await? {
        Source::Model(model) => return model.letters(cx, me, people),
        Source::Ours(house) => house,
    };
    let common = common(cx, me, &house);
    let head = house.letterhead();
    let papers = people.iter().map(|one| common.paper(&head, one));
    ours::decisions(&papers.collect::<Vec<_>>())
}
