//! What a prescriber does to a request that is sent: one more document, taking it back.

use serde::Deserialize;

use super::{
    request_pages::{asked_for, view_of},
    store,
};
use crate::{
    auth::Staff,
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{OrientationDocumentId, OrientationEventId},
        page::Page,
    },
    orientation::{
        link::RequestLink,
        request::{
            fields_rules::{AUTRE_CHARS_MAX, clean_text, has_nir},
            file_rules::Refusal,
            files::{self, Fine},
            letters::{CancelledLetter, DocumentLetter},
            rules::DOCUMENTS_MAX,
            store::{NewFile, Prescriber, prescriber},
            views::BOARD_URL,
        },
        rules::Statut,
        store::Request,
    },
    outbox::{self, Mail, rules::Address},
};

pub(super) fn url(request: &Request, rest: &str) -> String {
    format!("{BOARD_URL}/{}{rest}", request.id.as_str())
}

/// The request in the path, if `me`'s structure has sent it: the one that received it can't do this.
pub(super) async fn own(cx: &Cx, me: &Staff) -> Result<Request> {
    let request = asked_for(cx, me).await?;
    if request.structure_id == me.structure {
        Ok(request)
    } else {
        Err(Error::NotFound)
    }
}

async fn refused(
    cx: &Cx,
    me: &Staff,
    request: &Request,
    (error, status): (FieldError, u16),
) -> Result<Page> {
    let mut view = view_of(cx, me, request).await?;
    view.erreurs = vec![error];
    Ok(Page::show(&view)?.status(status))
}

fn wrong_file(message: &str) -> FieldError {
    FieldError {
        champ: "fichier",
        message: message.to_owned(),
    }
}

const OVER: &str = "Le service a répondu, ou la demande a pris fin entre-temps. Voici où elle en est\u{a0}: rien de plus n’a été enregistré.";
const FULL: &str = "Dix documents sont déjà joints à cette demande.";
const USED: &str =
    "Ce formulaire a déjà servi à ajouter un autre document. Choisissez le fichier à nouveau.";

/// « Ajouter le document ».
///
/// # Errors
/// [`Error::NotFound`] when `me`'s structure has not sent it, [`Error::BadRequest`] without the form's key, or as R2 or
/// the database.
pub async fn add_file(mut cx: Cx, me: Staff) -> Result<Page> {
    let request = own(&cx, &me).await?;
    if cx.too_large {
        let error = wrong_file(Refusal::TooBig.words());
        return refused(&cx, &me, &request, (error, 413)).await;
    }
    let form = cx.upload().await?;
    let key = OrientationDocumentId::parse(&form.text("jeton")).ok_or(Error::INCOMPLETE)?;
    let fine = match files::checked(form.file("fichier").await?) {
        Ok(fine) => fine,
        Err(refusal) => {
            return refused(&cx, &me, &request, (wrong_file(refusal.words()), 422)).await;
        }
    };
    let nom = fine.nom.clone();
    if keep(&cx, &me, &request, &key, fine).await?
        || store::has_file(&cx.db, &me, &request.id, &key, &nom).await?
    {
        return Ok(Page::see_other(url(&request, "?fait=document")));
    }
    let now = own(&cx, &me).await?;
    let documents = crate::orientation::store::documents(&cx.db, &now).await?;
    let error = if now.statut != Statut::Ouverte {
        FieldError::of_the_form(OVER)
    } else if i64::try_from(documents.len()).is_ok_and(|count| count >= DOCUMENTS_MAX) {
        // There is no field any more that an error could lead to.
        FieldError::of_the_form(FULL)
    } else {
        wrong_file(USED)
    };
    refused(&cx, &me, &now, (error, 409)).await
}

/// Puts the document there, with its line, a fresh link and the e-mail to the service; false when it could not be.
async fn keep(
    cx: &Cx,
    me: &Staff,
    request: &Request,
    key: &OrientationDocumentId,
    fine: Fine,
) -> Result<bool> {
    // One form, one document, one line: they have one id.
    let line = OrientationEventId::parse(key.as_str()).ok_or(Error::INCOMPLETE)?;
    let octets = i64::try_from(fine.bytes.len()).unwrap_or(i64::MAX);
    let objet = files::put(cx, me, fine.genre, fine.bytes).await?;
    let new = NewFile {
        nom: &fine.nom,
        genre: fine.genre.media_type(),
        octets,
        objet: &objet,
    };
    let mut queries = store::add_file(me, request, (key, &line), &new, cx.now)?;
    let link = RequestLink::because(&line);
    let mail = Address::parse(&request.service_courriel)
        .map(|to| {
            let letter = DocumentLetter {
                service: request.service.nom.clone(),
                beneficiaire: format!("{} {}", request.prenom, request.nom),
                document: fine.nom.clone(),
                prescripteur: request.prescripteur_nom.clone(),
                structure: me.structure_nom.clone(),
                jusqu_au: request.expires_at.day(clock::zone(&me.fuseau)).long(),
                repondre_a: request.prescripteur_courriel.clone(),
            };
            Mail::because(line.as_str(), to, &letter)
        })
        .transpose()?;
    let mail = mail.map(|mail| {
        mail.with_link(link.id())
            .from(Some(&me.structure))
            .about(request.id.as_str())
    });
    let to = link.to(&me.structure, &request.id, &request.service_courriel);
    queries.push(to.query(cx.now));
    queries.extend(mail.iter().map(|mail| mail.query(cx.now)));
    let outcomes = cx.db.batch_of(queries).await?;
    let added = outcomes.first().is_some_and(|outcome| outcome.changes > 0);
    if added {
        let ids: Vec<_> = mail.iter().map(Mail::id).collect();
        outbox::wake(&cx.env, &ids).await;
    } else {
        files::take_back(cx, objet).await;
    }
    Ok(added)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CancelForm {
    jeton: String,
    raison: String,
}

impl CancelForm {
    fn checked(&self) -> std::result::Result<Option<String>, FieldError> {
        let raison = clean_text(&self.raison, 2 * AUTRE_CHARS_MAX);
        let wrong = |message: &str| FieldError {
            champ: "raison",
            message: message.to_owned(),
        };
        if raison.chars().count() > AUTRE_CHARS_MAX {
            return Err(wrong("Écrivez 300\u{a0}caractères au plus."));
        }
        if has_nir(&raison) {
            return Err(wrong(
                "Retirez le numéro de sécurité sociale\u{a0}: il ne doit pas circuler ici.",
            ));
        }
        Ok(Some(raison).filter(|text| !text.is_empty()))
    }
}

/// « Annuler la demande ».
///
/// # Errors
/// [`Error::NotFound`] when `me`'s structure has not sent it, [`Error::BadRequest`] without the form's key, or as the
/// database.
pub async fn cancel(cx: Cx, me: Staff) -> Result<Page> {
    let request = own(&cx, &me).await?;
    let form: CancelForm = cx.form()?;
    let line = OrientationEventId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let raison = match form.checked() {
        Ok(raison) => raison,
        Err(error) => {
            let mut view = view_of(&cx, &me, &request).await?;
            view.erreurs = vec![error];
            view.raison.clone_from(&form.raison);
            return Page::show_again(&view);
        }
    };
    let who = prescriber(&cx.db, &me).await?;
    let mails = cancelled_mails(&me, &request, (&line, &who), raison.as_deref())?;
    let about = |mail: Mail| mail.about(request.id.as_str());
    let mails: Vec<Mail> = mails.into_iter().map(about).collect();
    let mut queries = store::cancel(&me, &request.id, &line, raison.as_deref(), cx.now)?;
    queries.extend(mails.iter().map(|mail| mail.query(cx.now)));
    let outcomes = cx.db.batch_of(queries).await?;
    let won = outcomes.get(1).is_some_and(|outcome| outcome.changes > 0);
    if won {
        let ids: Vec<_> = mails.iter().map(Mail::id).collect();
        outbox::wake(&cx.env, &ids).await;
    }
    if won || store::cancelled_by(&cx.db, &me, &request.id, &line).await? {
        return Ok(Page::see_other(url(&request, "?fait=annulee")));
    }
    let now = own(&cx, &me).await?;
    refused(&cx, &me, &now, (FieldError::of_the_form(OVER), 409)).await
}

/// To the service, to the person, and to those of the sending who have not taken it back themselves; each address once.
fn told_of_the_end(request: &Request, who: &Prescriber) -> Vec<(Address, Reader)> {
    let own = Address::parse(&who.email);
    let mut told: Vec<(Address, Reader)> = Vec::new();
    for (address, reader) in [
        (Some(request.service_courriel.as_str()), Reader::Service),
        (request.courriel.as_deref(), Reader::Person),
        (Some(request.prescripteur_courriel.as_str()), Reader::Other),
        (request.referent_courriel.as_deref(), Reader::Other),
    ] {
        let Some(to) = address.and_then(Address::parse) else {
            continue;
        };
        let own = reader == Reader::Other && Some(&to) == own.as_ref();
        if !own && told.iter().all(|(known, _)| *known != to) {
            told.push((to, reader));
        }
    }
    told
}

/// Who reads that a request is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Service,
    Person,
    Other,
}

pub(super) fn cancelled_mails(
    me: &Staff,
    request: &Request,
    (line, who): (&OrientationEventId, &Prescriber),
    raison: Option<&str>,
) -> Result<Vec<Mail>> {
    let letter = |reader| CancelledLetter {
        service: request.service.nom.clone(),
        porteur: request.service.porteur.clone(),
        beneficiaire: format!("{} {}", request.prenom, request.nom),
        pour_la_personne: reader == Reader::Person,
        pour_le_service: reader == Reader::Service,
        prescripteur: who.nom_complet(),
        structure: me.structure_nom.clone(),
        courriel: who.email.clone(),
        raison: raison.unwrap_or_default().to_owned(),
        repondre_a: who.email.clone(),
    };
    let mut mails = Vec::new();
    for (to, reader) in told_of_the_end(request, who) {
        let mail = Mail::because(line.as_str(), to, &letter(reader))?;
        mails.push(mail.from(Some(&me.structure)));
    }
    Ok(mails)
}
