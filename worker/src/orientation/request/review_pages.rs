//! « Vérifier et envoyer », the sending, the notice for the beneficiary.

use serde::Deserialize;

use super::{
    draft_pages::{asked_for, to_the_request},
    letters::{BeneficiaryLetter, ReceivedLetter, ReferentLetter, SentLetter},
    review_views::{DoubleView, NoticeView, ReviewView, sign_of},
    rules::Demand,
    store::{self, Double, Draft, Prescriber, Sending},
    views::{BOARD_URL, ClosedView, draft_url},
};
use crate::{
    auth::Staff,
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{OrientationEventId, OrientationId},
        page::Page,
    },
    frame::Frame,
    orientation::{
        link::RequestLink,
        rules::OPEN_MS,
        services::{
            rules::{Oriented, Service},
            store as services,
        },
    },
    outbox::{self, Mail, rules::Address},
};

/// The service of a draft, as it is now, if requests can be sent to it.
struct Open {
    service: Service,
    copie: Oriented,
    courriel: Address,
}

async fn open_service(cx: &Cx, draft: &Draft) -> Result<Option<Open>> {
    let service = services::published(&cx.db, &draft.service_id).await?;
    Ok(service.and_then(|service| {
        let copie = service.oriented()?;
        let courriel = Address::parse(&copie.courriel)?;
        Some(Open {
            service,
            copie,
            courriel,
        })
    }))
}

/// Where a draft that can't be sent yet is completed.
fn to_complete(draft: &Draft) -> Page {
    let step = if draft.typed.mistakes_of_profile().is_empty() {
        "/demande?verifier=oui"
    } else {
        "?verifier=oui"
    };
    Page::see_other(draft_url(&draft.id, step))
}

/// What the page is made of.
struct Ready {
    open: Open,
    demand: Demand,
    who: Prescriber,
    double: Option<Double>,
}

/// The draft as it would be sent now; or the page that says why it can't be.
async fn ready(cx: &Cx, me: &Staff, draft: &Draft) -> Result<std::result::Result<Ready, Page>> {
    let Some(open) = open_service(cx, draft).await? else {
        return Ok(Err(Page::show(&ClosedView::of(me, draft))?.status(409)));
    };
    let Ok(demand) = draft.typed.checked(&open.copie) else {
        return Ok(Err(to_complete(draft)));
    };
    let who = store::prescriber(&cx.db, me).await?;
    let double = store::double(&cx.db, me, &draft.service_id, &demand.cle, cx.now).await?;
    Ok(Ok(Ready {
        open,
        demand,
        who,
        double,
    }))
}

impl Ready {
    async fn view(&self, cx: &Cx, me: &Staff, draft: &Draft) -> Result<ReviewView> {
        let files = store::files_of(&cx.db, me, &draft.id).await?;
        let around = (&self.who, files);
        let view = ReviewView::of(me, draft, &self.open.copie, &self.demand, around)?;
        Ok(ReviewView {
            double: self.double.as_ref().map(|one| DoubleView::of(me, one)),
            ..view
        })
    }

    async fn again(
        &self,
        cx: &Cx,
        me: &Staff,
        draft: &Draft,
        (error, status): (FieldError, u16),
    ) -> Result<Page> {
        let view = ReviewView {
            erreurs: vec![error],
            ..self.view(cx, me, draft).await?
        };
        Ok(Page::show(&view)?.status(status))
    }
}

/// « Vérifier et envoyer ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft of `me`'s, or as the database.
pub async fn review(cx: Cx, me: Staff) -> Result<Page> {
    let draft = match asked_for(&cx, &me).await? {
        Ok(draft) => draft,
        Err(sent) => return Ok(to_the_request(&sent)),
    };
    match ready(&cx, &me, &draft).await? {
        Ok(ready) => Page::show(&ready.view(&cx, &me, &draft).await?),
        Err(page) => Ok(page),
    }
}

/// The form that sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SendForm {
    version: String,
    vu: String,
    doublon: String,
}

const ELSEWHERE: &str = "Ce brouillon a été modifié dans une autre fenêtre. Voici ce qu’il dit maintenant\u{a0}: relisez, puis envoyez.";
const CHANGED: &str = "La fiche du service a changé depuis que vous l’avez lue. Relisez les critères et les documents demandés, puis envoyez.";
const DOUBLE: &str = "Votre structure a déjà envoyé une demande pour cette personne à ce service. Cochez la case si vous voulez l’envoyer quand même.";

impl SendForm {
    /// Why it can't be sent as it is.
    fn refused(
        &self,
        seen: i64,
        draft: &Draft,
        ready: &Ready,
    ) -> Result<Option<(FieldError, u16)>> {
        Ok(if seen != draft.version {
            Some((FieldError::of_the_form(ELSEWHERE), 409))
        } else if self.vu != sign_of(&ready.open.copie)? {
            Some((FieldError::of_the_form(CHANGED), 409))
        } else if ready.double.is_some() && self.doublon != "oui" {
            let message = DOUBLE.to_owned();
            let champ = "doublon";
            Some((FieldError { champ, message }, 422))
        } else {
            None
        })
    }
}

fn sent_url(id: &OrientationId) -> String {
    format!("{BOARD_URL}/{}?fait=envoyee", id.as_str())
}

/// « Envoyer la demande »: the request, its line, its link and its e-mails, in one batch; the draft is no more.
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft of `me`'s, [`Error::BadRequest`] for a form that is not the page's, or as
/// the database.
pub async fn send(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("brouillon", OrientationId::parse)?;
    let Some(draft) = store::draft(&cx.db, &me, &id, cx.now).await? else {
        return already_sent(&cx, &me, &id).await;
    };
    let form: SendForm = cx.form()?;
    let seen = form.version.parse::<i64>();
    let seen = seen.map_err(|_no_number| Error::INCOMPLETE)?;
    let ready = match ready(&cx, &me, &draft).await? {
        Ok(ready) => ready,
        Err(page) => return Ok(page),
    };
    if let Some(why) = form.refused(seen, &draft, &ready)? {
        return ready.again(&cx, &me, &draft, why).await;
    }
    if write(&cx, &me, &draft, &ready).await? {
        return Ok(Page::see_other(sent_url(&id)));
    }
    if store::sent(&cx.db, &me, &id).await? {
        return Ok(Page::see_other(sent_url(&id)));
    }
    // Between reading and writing, another window or the service has changed something.
    let why = (FieldError::of_the_form(CHANGED), 409);
    ready.again(&cx, &me, &draft, why).await
}

/// The same form sent twice has sent it once.
async fn already_sent(cx: &Cx, me: &Staff, id: &OrientationId) -> Result<Page> {
    if store::sent(&cx.db, me, id).await? {
        Ok(Page::see_other(sent_url(id)))
    } else {
        Err(Error::NotFound)
    }
}

/// Writes it all; false when the draft or the service is no longer what was read.
async fn write(cx: &Cx, me: &Staff, draft: &Draft, ready: &Ready) -> Result<bool> {
    // One draft, one request, one first line: they have one id.
    let line = OrientationEventId::parse(draft.id.as_str())
        .ok_or_else(|| Error::internal("sending", "an id has another shape"))?;
    let sending = Sending {
        id: &draft.id,
        version: draft.version,
        service: &ready.open.service,
        copie: &ready.open.copie,
        prescriber: &ready.who,
        demand: &ready.demand,
    };
    let (mut queries, last) = store::statements_of(me, &sending, &line, cx.now)?;
    let link = RequestLink::because(&line);
    queries.push(
        link.to(&me.structure, &draft.id, ready.open.courriel.as_str())
            .query(cx.now),
    );
    let joined = store::files_of(&cx.db, me, &draft.id).await?;
    let joined: Vec<String> = joined.into_iter().map(|file| file.nom).collect();
    let mails = ready.mails(me, draft, (&line, &link), (joined, cx.now))?;
    queries.extend(mails.iter().map(|mail| mail.query(cx.now)));
    queries.push(last);
    let outcomes = cx.db.batch_of(queries).await?;
    let sent = outcomes.first().is_some_and(|outcome| outcome.changes > 0);
    if sent {
        let ids: Vec<_> = mails.iter().map(Mail::id).collect();
        outbox::wake(&cx.env, &ids).await;
    }
    Ok(sent)
}

impl Ready {
    fn beneficiaire(&self) -> String {
        format!("{} {}", self.demand.prenom, self.demand.nom)
    }

    fn received(&self, me: &Staff, jusqu_au: String, joints: Vec<String>) -> ReceivedLetter {
        let mut situations = self.demand.situations.clone();
        situations.extend(self.demand.situation_autre.clone());
        ReceivedLetter {
            service: self.open.copie.nom.clone(),
            beneficiaire: self.beneficiaire(),
            situations,
            criteres: self.demand.criteres.clone(),
            demandes: self.open.copie.documents.clone(),
            joints,
            motif: self.demand.motif.clone(),
            prescripteur: self.who.nom_complet(),
            structure: me.structure_nom.clone(),
            jusqu_au,
            repondre_a: self.who.email.clone(),
        }
    }

    /// The e-mails of the sending, each to be written if the line is.
    fn mails(
        &self,
        me: &Staff,
        draft: &Draft,
        (line, link): (&OrientationEventId, &RequestLink<'_>),
        (joined, now): (Vec<String>, clock::Moment),
    ) -> Result<Vec<Mail>> {
        let why = line.as_str();
        let zone = clock::zone(&me.fuseau);
        let until = now.plus_ms(OPEN_MS).day(zone).long();
        let copie = &self.open.copie;
        let received = self.received(me, until.clone(), joined);
        let to_service = Mail::because(why, self.open.courriel.clone(), &received)?;
        let mut mails = vec![to_service.with_link(link.id())];
        let own = Address::parse(&self.who.email);
        if let Some(own) = own.clone() {
            let letter = SentLetter {
                service: copie.nom.clone(),
                porteur: copie.porteur.clone(),
                beneficiaire: self.beneficiaire(),
                id: draft.id.as_str().to_owned(),
                jusqu_au: until,
                beneficiaire_prevenu: self.demand.courriel.is_some(),
            };
            mails.push(Mail::because(why, own, &letter)?);
        }
        let other = self.demand.referent.as_ref();
        if let Some(referent) = other.filter(|one| Some(&one.courriel) != own.as_ref()) {
            let letter = ReferentLetter {
                referent: referent.nom.clone(),
                service: copie.nom.clone(),
                porteur: copie.porteur.clone(),
                beneficiaire: self.beneficiaire(),
                prescripteur: self.who.nom_complet(),
                structure: me.structure_nom.clone(),
                courriel: self.who.email.clone(),
            };
            mails.push(Mail::because(why, referent.courriel.clone(), &letter)?);
        }
        if let Some(to) = &self.demand.courriel {
            mails.push(Mail::because(why, to.clone(), &self.to_the_person(me))?);
        }
        let id = draft.id.as_str();
        let whole = |mail: Mail| mail.from(Some(&me.structure)).about(id);
        Ok(mails.into_iter().map(whole).collect())
    }

    fn to_the_person(&self, me: &Staff) -> BeneficiaryLetter {
        let copie = &self.open.copie;
        BeneficiaryLetter {
            prenom: self.demand.prenom.clone(),
            service: copie.nom.clone(),
            porteur: copie.porteur.clone(),
            adresse: copie.adresse_lines.clone(),
            telephone: copie.telephone.clone(),
            prescripteur: self.who.nom_complet(),
            structure: me.structure_nom.clone(),
            courriel: self.who.email.clone(),
        }
    }
}

/// The notice for the beneficiary, before the sending.
///
/// # Errors
/// [`Error::NotFound`] when there is no such draft of `me`'s, or as the database.
pub async fn notice(cx: Cx, me: Staff) -> Result<Page> {
    let draft = match asked_for(&cx, &me).await? {
        Ok(draft) => draft,
        Err(sent) => return Ok(to_the_request(&sent)),
    };
    let porteur = services::published(&cx.db, &draft.service_id)
        .await?
        .map(|service| service.porteur);
    Page::show(&NoticeView {
        frame: Frame::of(&me, BOARD_URL),
        retour: draft_url(&draft.id, "/demande"),
        service: draft.service,
        porteur: porteur.unwrap_or_default(),
        prescripteur: me.nom_complet.clone(),
        structure: me.structure_nom.clone(),
    })
}
