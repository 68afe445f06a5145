//! Services and requests of a story.

use serde_json::{Value, json};

use super::{Desk, new_id, now};
use crate::{
    db,
    http::{Answer, Request, Visitor},
    mail, secrets,
};

/// A service that requests can be sent to.
pub struct Service {
    /// Its id.
    pub id: String,
    /// Its name.
    pub nom: String,
    /// Where its e-mails go.
    pub courriel: String,
}

/// What a prescriber answers in the two steps: everything that can be sent.
#[must_use]
pub fn fields(nom: &str, prenom: &str) -> Vec<(&'static str, String)> {
    [
        ("nom", nom),
        ("prenom", prenom),
        ("contacts", "REFERENT"),
        ("motif", "Cherche un logement."),
        ("engagement", "oui"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// A published service of that structure, or an imported one; put there behind the product's back.
#[must_use]
pub fn service(structure: Option<&str>) -> Service {
    let id = new_id("service");
    let nom = format!("Accompagnement {}", &id[18..]);
    let courriel = mail::address("service");
    let imported = structure.is_none();
    db::sql(
        "INSERT INTO service (id, structure_id, source, source_id, porteur, nom, description, mobilisable_par, modes_orientation,
                criteres, documents, adresse, code_postal, commune, courriel, telephone, statut, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, 'Maison des essais', ?5, 'Un service pour essayer.', '[\"professionnels\"]', '[\"envoyer-un-courriel\"]',
                '[\"Habiter Nantes\",\"Avoir plus de 18 ans\"]', '[\"Attestation\"]', '3 rue des Essais', '44000', 'Nantes', ?6,
                '0240000000', 'PUBLIE', ?7, ?7)",
        &[json!(id), json!(structure), json!(imported.then_some("essai")), json!(imported.then_some(&id)), json!(nom), json!(courriel), json!(now())],
    );
    Service { id, nom, courriel }
}

impl Service {
    /// Changes a column, behind the product's back.
    pub fn set(&self, column: &str, value: &Value) {
        db::sql(
            &format!("UPDATE service SET {column} = ?2, version = version + 1 WHERE id = ?1"),
            &[json!(self.id), value.clone()],
        );
    }

    /// A draft of `visitor`'s for it: its address.
    pub fn draft(&self, visitor: &mut Visitor) -> String {
        let answer = visitor.post(&format!("/gestion/services/{}/orienter", self.id), &[]);
        let to = answer.location().unwrap_or_default().to_owned();
        assert!(to.contains("/brouillons/"), "{answer:?}");
        to
    }

    /// A draft with both steps gone through.
    pub fn filled_draft(&self, visitor: &mut Visitor, nom: &str, prenom: &str) -> String {
        let draft = self.draft(visitor);
        let profile = send_step(visitor, &draft, "", &[("situations", "jeunes")]);
        assert_eq!(profile.status, 303, "{profile:?}");
        let fields = fields(nom, prenom);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let demand = send_step(visitor, &draft, "/demande", &fields);
        assert_eq!(demand.status, 303, "{demand:?}");
        draft
    }

    /// A request sent through the pages of the product: its id.
    pub fn request(&self, visitor: &mut Visitor, nom: &str, prenom: &str) -> String {
        let draft = self.filled_draft(visitor, nom, prenom);
        let sent = send_draft(visitor, &draft, &[]);
        assert_eq!(sent.status, 303, "{sent:?}");
        draft.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

/// Sends a step of a draft, as its page shows it; `step` is "" or "/demande".
pub fn send_step(
    visitor: &mut Visitor,
    draft: &str,
    step: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let page = visitor.get(&format!("{draft}{step}"));
    let version = page
        .field("version")
        .unwrap_or_else(|| panic!("no form: {page:?}"));
    let mut all = vec![("version", version.as_str()), ("action", "suite")];
    all.extend(fields);
    let to = if step.is_empty() { "/conformite" } else { step };
    visitor.post(&format!("{draft}{to}"), &all)
}

/// Joins a file to a draft, as its page shows it, with what was typed.
pub fn join_file(
    visitor: &mut Visitor,
    draft: &str,
    typed: &[(&str, &str)],
    (name, content): (&str, &[u8]),
) -> Answer {
    let page = visitor.get(&format!("{draft}/demande"));
    let [version, key] = ["version", "jeton"].map(|name| page.field(name).unwrap_or_default());
    let mut fields = vec![
        ("version", version.as_str()),
        ("jeton", key.as_str()),
        ("action", "joindre"),
    ];
    fields.extend(typed);
    let request = Request::post(&format!("{draft}/demande"));
    visitor.send(request.file(&fields, ("fichier", name), content))
}

/// What the form of « Vérifier et envoyer » says of a draft: its version, and the service's.
#[must_use]
pub fn reviewed(visitor: &mut Visitor, draft: &str) -> [(&'static str, String); 2] {
    let page = visitor.get(&format!("{draft}/verification"));
    ["version", "vu"].map(|name| {
        let value = page.field(name);
        (name, value.unwrap_or_else(|| panic!("no form: {page:?}")))
    })
}

/// Sends a draft from « Vérifier et envoyer », as its page shows it.
pub fn send_draft(visitor: &mut Visitor, draft: &str, more: &[(&str, &str)]) -> Answer {
    let form = reviewed(visitor, draft);
    let mut fields: Vec<_> = form
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields.extend(more);
    visitor.post(&format!("{draft}/envoi"), &fields)
}

/// A service of another structure than `desk`'s, and that structure.
#[must_use]
pub fn receiver() -> (Desk, Service) {
    let other = Desk::new();
    let service = service(Some(&other.id));
    (other, service)
}

/// A name that nothing else of this run has, and that the log must not hold.
#[must_use]
pub fn name() -> String {
    secrets::keep(&format!("Nomdemande{}", super::number()))
}

/// A draft of the person of `desk` who has that role, put there behind the product's back; gives its id.
#[must_use]
pub fn draft_of(desk: &Desk, role: &str) -> String {
    let (id, service) = (new_id("brouill"), service(None));
    db::sql(
        "INSERT INTO orientation_brouillon (id, structure_id, staff_user_id, service_id, created_at, expires_at)
         SELECT ?1, w.structure_id, w.id, ?4, ?5, ?5 + 600000000 FROM staff_user w WHERE w.structure_id = ?2 AND w.email = ?3",
        &[json!(id), json!(desk.id), json!(desk.email(role)), json!(service.id), json!(now())],
    );
    id
}

/// An open request of `desk` with a document, sent through the pages of the product: its id, and the document's.
#[must_use]
pub fn request_with_document(desk: &Desk) -> (String, String) {
    let mut agent = desk.staff("AGENT");
    let draft = service(None).filled_draft(&mut agent, "Diallo", "Awa");
    let typed = fields("Diallo", "Awa");
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let pdf = b"%PDF-1.7\n%%EOF";
    let joined = join_file(&mut agent, &draft, &typed, ("Attestation.pdf", pdf));
    assert_eq!(joined.status, 303, "{joined:?}");
    let sent = send_draft(&mut agent, &draft, &[]);
    assert_eq!(sent.status, 303, "{sent:?}");
    let request = draft.rsplit('/').next().unwrap_or_default().to_owned();
    let document = db::value(
        "SELECT id FROM orientation_document WHERE orientation_id = ?1",
        &[json!(request)],
    );
    (request, document.as_str().expect("a document").to_owned())
}
