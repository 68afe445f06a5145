//! A request sent to a service, put there behind the product's back, and links to it.

use escale_worker::edge::secret::{PlainToken, Purpose};
use serde_json::{Value, json};

use super::{DAY_MS, Desk, new_id, now, number};
use crate::{db, mail, secrets};

/// A request, and the addresses of everyone who hears of it.
pub struct Asked {
    /// Its id.
    pub id: String,
    /// The structure that sends it.
    pub sender: Desk,
    /// The service's structure, where it has an account.
    pub receiver: Option<Desk>,
    /// Where links go.
    pub service: String,
    /// Whoever sends it.
    pub prescripteur: String,
    /// Whoever accompanies the person.
    pub referent: String,
    /// The person.
    pub beneficiaire: String,
    /// The person's surname.
    pub nom: String,
}

impl Default for Asked {
    fn default() -> Self {
        Self::new()
    }
}

impl Asked {
    /// A request sent today to a service whose structure has no account.
    #[must_use]
    pub fn new() -> Self {
        Self::of(None)
    }

    /// A request sent today to a service of `desk`.
    #[must_use]
    pub fn to(desk: Desk) -> Self {
        Self::of(Some(desk))
    }

    fn of(receiver: Option<Desk>) -> Self {
        let asked = Self {
            id: new_id("request"),
            sender: Desk::new(),
            receiver,
            service: mail::address("service"),
            prescripteur: mail::address("prescripteur"),
            referent: mail::address("referent"),
            beneficiaire: mail::address("beneficiaire"),
            nom: secrets::keep(&format!("NOMSECRET{}", number())),
        };
        let service = asked.with_service();
        asked.sent(&service);
        asked
    }

    fn with_service(&self) -> String {
        let id = new_id("service");
        db::sql(
            "INSERT INTO service (id, structure_id, source, source_id, porteur, nom, description, courriel, statut, created_at, updated_at)
             VALUES (?1, ?2, 'essai', ?1, 'Association Le Relais', 'Atelier vélo', 'Réparer son vélo.', ?3, 'PUBLIE', ?4, ?4)",
            &[json!(id), json!(self.receiver.as_ref().map(|desk| &desk.id)), json!(self.service), json!(now())],
        );
        id
    }

    fn copy(&self, service: &str) -> String {
        json!({
            "id": service, "structure_id": self.receiver.as_ref().map(|desk| &desk.id), "porteur": "Association Le Relais",
            "nom": "Atelier vélo", "adresse_lines": ["3 rue du Port", "44000 Nantes"], "contact_nom": "Paul Martin",
            "courriel": self.service, "telephone": "02 40 00 00 00", "publics": ["Tous publics"],
            "criteres": ["Habiter Nantes", "Être majeur"], "documents": ["Une pièce d’identité"],
        })
        .to_string()
    }

    fn sent(&self, service: &str) {
        let sent = now();
        db::sql(
            "INSERT INTO orientation (id, structure_id, destinataire_id, service_id, service_copie, service_courriel, prescripteur_id,
                 prescripteur_nom, prescripteur_courriel, prescripteur_telephone, referent_nom, referent_courriel, nom, prenom, cle,
                 contacts, telephone, courriel, disponibilite, situations, situation_autre, criteres, motif, sent_at, expires_at, suite_at)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, w.id, 'Farid Demo', ?7, '01 02 03 04 05', 'Gwen Olivier', ?8, ?9, 'Awa', 'cle',
                    '[\"TELEPHONE\",\"COURRIEL\"]', '06 12 34 56 78', ?10, 'Le mardi', '[\"Familles\"]', 'Attend un enfant',
                    '[\"Habiter Nantes\"]', ?11, ?12, ?13, ?14
             FROM staff_user w WHERE w.structure_id = ?2 AND w.role = 'AGENT'",
            &[
                json!(self.id), json!(self.sender.id), json!(self.receiver.as_ref().map(|desk| &desk.id)), json!(service),
                json!(self.copy(service)), json!(self.service), json!(self.prescripteur), json!(self.referent), json!(self.nom),
                json!(self.beneficiaire), json!("Cherche à se déplacer.\nA un vélo en panne."), json!(sent),
                json!(sent + 30 * DAY_MS), json!(sent + 10 * DAY_MS),
            ],
        );
        self.line("ENVOI", "PRESCRIPTEUR");
        db::sql(
            "INSERT INTO orientation_cle (structure_id, sens, cle, orientation_id) VALUES (?1, 'ENVOYEE', 'awa', ?2)",
            &[json!(self.sender.id), json!(self.id)],
        );
    }

    fn line(&self, evenement: &str, acteur: &str) {
        db::sql(
            "INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            &[
                json!(new_id("event")),
                json!(self.id),
                json!(self.sender.id),
                json!(evenement),
                json!(acteur),
                json!(now()),
            ],
        );
    }

    /// The path of a link to it that holds for thirty days.
    #[must_use]
    pub fn link(&self) -> String {
        self.link_of("ORIENTATION", &self.id)
    }

    /// The path of a link of that kind about `objet`, whatever they are.
    #[must_use]
    pub fn link_of(&self, genre: &str, objet: &str) -> String {
        let (id, token) = (
            new_id("lien"),
            PlainToken::new(Purpose::Lien).expect("randomness"),
        );
        db::sql(
            "INSERT INTO lien (id, structure_id, genre, objet_id, pour, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            &[
                json!(id),
                json!(self.sender.id),
                json!(genre),
                json!(objet),
                json!(self.service),
                json!(now() - 1),
                json!(now() + 30 * DAY_MS),
            ],
        );
        db::sql(
            "INSERT INTO lien_jeton (token_hash, lien_id) VALUES (?1, ?2)",
            &[json!(token.hash().as_str()), json!(id)],
        );
        format!("/orientations/{}", secrets::keep(token.reveal()))
    }

    /// The path of it for the people of the service's structure.
    #[must_use]
    pub fn desk_path(&self) -> String {
        format!("/gestion/orientations/{}/traitement", self.id)
    }

    /// Joins a PDF to it; gives the document's id and the object in R2.
    #[must_use]
    pub fn with_document(&self) -> (String, String) {
        let usager = self.sender.usager();
        let kept = self.sender.document(&usager, "piece.pdf", "%PDF-1.7 essai");
        let objet = objet_of(&kept);
        let id = new_id("piece");
        db::sql(
            "INSERT INTO orientation_document (id, structure_id, orientation_id, nom, genre, octets, objet, created_at)
             VALUES (?1, ?2, ?3, 'Pièce d’identité.pdf', 'application/pdf', 14, ?4, ?5)",
            &[json!(id), json!(self.sender.id), json!(self.id), json!(objet), json!(now())],
        );
        (id, objet)
    }

    /// A column of its row.
    #[must_use]
    pub fn column(&self, column: &str) -> Value {
        db::value(
            &format!("SELECT {column} FROM orientation WHERE id = ?1"),
            &[json!(self.id)],
        )
    }

    /// Changes a column, behind the product's back.
    pub fn set(&self, column: &str, value: &Value) {
        db::sql(
            &format!("UPDATE orientation SET {column} = ?2 WHERE id = ?1"),
            &[json!(self.id), value.clone()],
        );
    }

    /// Lets so many days go by: everything about it is so much older, and time has its turn.
    pub fn days_go_by(&self, days: i64) {
        let ms = days * DAY_MS;
        db::sql(
            "UPDATE orientation SET sent_at = sent_at - ?2, expires_at = expires_at - ?2, suite_at = suite_at - ?2,
                 ended_at = ended_at - ?2, vue_at = vue_at - ?2 WHERE id = ?1",
            &[json!(self.id), json!(ms)],
        );
    }

    /// The kinds of its lines, in order.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let rows = db::sql(
            "SELECT evenement FROM orientation_evenement WHERE orientation_id = ?1 ORDER BY created_at, rowid",
            &[json!(self.id)],
        )
        .rows;
        rows.iter()
            .filter_map(|row| row["evenement"].as_str().map(str::to_owned))
            .collect()
    }

    /// How many e-mails its lines have written, whatever became of them.
    #[must_use]
    pub fn mails(&self) -> i64 {
        db::count(
            "SELECT count(*) FROM courriel c WHERE c.objet_id = ?1",
            &[json!(self.id)],
        )
    }
}

fn objet_of(document: &str) -> String {
    let objet = db::value(
        "SELECT objet FROM document WHERE id = ?1",
        &[json!(document)],
    );
    objet.as_str().expect("an object").to_owned()
}
