//! Structures that hold dossiers, and what they hold, put there behind the product's back.

use escale_worker::dossier::rules::{name_key, search_keys};
use serde_json::{Value, json};

use super::{Desk, Usager, new_id, now, number};
use crate::{db, secrets};

/// A structure opératrice with one person of each role.
#[must_use]
pub fn desk() -> Desk {
    let desk = Desk::new();
    desk.set("operatrice", &json!(1));
    desk
}

/// A dossier.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Its id.
    pub id: String,
    /// The number of its carnet.
    pub carnet: String,
    /// The surname.
    pub nom: String,
}

/// A number that no other dossier of this run has.
#[must_use]
pub fn carnet() -> String {
    let number = number();
    let letter = |at: u32| char::from(b'a' + u8::try_from(at % 26).expect("a letter"));
    let (first, last) = (letter(number / 26_000), letter(number / 1000));
    format!("{:03}{first}{last}q", number % 1000)
}

impl Dossier {
    /// A dossier that `desk`, which holds dossiers from then on, has just created, in « Orientation ».
    #[must_use]
    pub fn of(desk: &Desk) -> Self {
        Self::since(desk, now())
    }

    /// The same, created at that time.
    #[must_use]
    pub fn since(desk: &Desk, at: i64) -> Self {
        let dossier = Self {
            id: new_id("dossier"),
            carnet: carnet(),
            nom: secrets::keep(&format!("NOMDUCARNET{}", number())),
        };
        desk.set("operatrice", &json!(1));
        let keys = json!(search_keys(&dossier.nom, "Awa", &dossier.carnet)).to_string();
        db::sql(
            "INSERT INTO dossier (id, carnet, structure_id, depuis_at, nom, prenom, cle_nom, cles, date_naissance, telephone, created_at,
                 updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'Awa', ?6, ?7, '1980-02-03', '06 12 34 56 78', ?4, ?4)",
            &[
                json!(dossier.id), json!(dossier.carnet), json!(desk.id), json!(at), json!(dossier.nom),
                json!(name_key(&dossier.nom)), json!(keys),
            ],
        );
        let _ = dossier.line("CREATION", &desk.id, "ORIENTATION", at);
        dossier
    }

    /// Has an agent of its holder write a line of its log, behind the product's back: it goes to that structure and that tab, at
    /// that time. Gives the line.
    #[must_use]
    pub fn line(&self, genre: &str, vers: &str, statut: &str, at: i64) -> String {
        let id = new_id("ligne");
        let motif = matches!(genre, "ARCHIVAGE" | "RECUPERATION").then_some("AUTRE");
        db::sql(
            "INSERT INTO dossier_evenement (id, dossier_id, rang, genre, structure_id, staff_user_id, staff_nom, de_structure_id, de_statut,
                de_depuis_at, vers_structure_id, vers_statut, vers_depuis_at, motif, texte, created_at)
             SELECT ?1, d.id, d.rang + 1, ?3, d.structure_id, w.id, w.prenom || ' ' || w.nom,
                CASE WHEN d.rang > 0 THEN d.structure_id END, CASE WHEN d.rang > 0 THEN d.statut END,
                CASE WHEN d.rang > 0 THEN d.depuis_at END, ?4, ?5, ?6, ?7, ?7, ?6
             FROM dossier d JOIN staff_user w ON w.structure_id = d.structure_id AND w.role = 'AGENT' WHERE d.id = ?2 LIMIT 1",
            &[json!(id), json!(self.id), json!(genre), json!(vers), json!(statut), json!(at), json!(motif)],
        );
        id
    }

    /// Its holder.
    #[must_use]
    pub fn holder(&self) -> String {
        let holder = self.column("structure_id");
        holder.as_str().expect("a holder").to_owned()
    }

    /// Its holder takes charge of it, at that time; gives the line.
    #[must_use]
    pub fn taken_at(&self, at: i64) -> String {
        self.line("PRISE_EN_CHARGE", &self.holder(), "PRISE_EN_CHARGE", at)
    }

    /// It is archived, at that time.
    pub fn archived_at(&self, at: i64) {
        let _ = self.line("ARCHIVAGE", &self.holder(), "ARCHIVE", at);
    }

    /// It goes to that structure.
    pub fn sent_on_to(&self, desk: &Desk) {
        desk.set("operatrice", &json!(1));
        let _ = self.line("REORIENTATION", &desk.id, "ORIENTATION", now());
    }

    /// An address under that of the dossier.
    #[must_use]
    pub fn path(&self, rest: &str) -> String {
        format!("/gestion/dossiers/{}{rest}", self.id)
    }

    /// A column of its row.
    #[must_use]
    pub fn column(&self, name: &str) -> Value {
        db::value(
            &format!("SELECT {name} FROM dossier WHERE id = ?1"),
            &[json!(self.id)],
        )
    }

    /// How many lines its log has.
    #[must_use]
    pub fn rang(&self) -> i64 {
        self.column("rang").as_i64().expect("a number")
    }

    /// What its log tells, line after line.
    #[must_use]
    pub fn log(&self) -> Vec<Value> {
        db::sql(
            "SELECT * FROM dossier_evenement WHERE dossier_id = ?1 ORDER BY rang",
            &[json!(self.id)],
        )
        .rows
    }

    /// How many rows of that table are about it.
    #[must_use]
    pub fn rows(&self, table: &str) -> i64 {
        let query = format!("SELECT count(*) FROM {table} WHERE dossier_id = ?1");
        db::count(&query, &[json!(self.id)])
    }

    fn put(&self, table: &str, columns: &str, values: &str, more: &[Value]) -> String {
        let id = new_id("dossier");
        let sql = format!(
            "INSERT INTO {table} (id, dossier_id, structure_id, staff_user_id, created_at, {columns})
             SELECT ?1, d.id, d.structure_id, (SELECT w.id FROM staff_user w WHERE w.structure_id = d.structure_id LIMIT 1), ?3, {values}
             FROM dossier d WHERE d.id = ?2"
        );
        db::sql(
            &sql,
            &[&[json!(id), json!(self.id), json!(now())], more].concat(),
        );
        id
    }

    /// A note; gives its id.
    #[must_use]
    pub fn note(&self, texte: &str) -> String {
        self.put("dossier_note", "texte", "?4", &[json!(texte)])
    }

    /// A workshop of an hour; gives its id.
    #[must_use]
    pub fn atelier(&self, jour: &str, statut: &str) -> String {
        let columns = "jour, theme, minutes, statut, updated_at";
        self.put(
            "atelier",
            columns,
            "?4, 'securite', 60, ?5, ?3",
            &[json!(jour), json!(statut)],
        )
    }

    /// A link to that file of its holder; gives its id.
    #[must_use]
    pub fn link(&self, usager: &Usager) -> String {
        let columns = "usager_id, accord_jour";
        self.put(
            "dossier_lien",
            columns,
            "?4, '2026-11-20'",
            &[json!(usager.id)],
        )
    }
}

/// A place of `desk` on the public map, of that name; gives its id.
#[must_use]
pub fn lieu(desk: &Desk, nom: &str, (latitude, longitude): (f64, f64)) -> String {
    use escale_worker::places::position_rules::Position;
    let id = new_id("lieu");
    let (x, y) = Position::new(latitude, longitude).expect("within").cell();
    db::sql(
        "INSERT INTO lieu (rang, id, structure_id, standard_id, pivot, nom, commune, code_postal, code_insee, adresse, latitude, longitude,
             x, y, telephone, horaires, services, date_maj, created_at, updated_at)
         VALUES ((SELECT coalesce(max(rang), 0) + 1 FROM lieu), ?1, ?2, ?1, '12345678900011', ?3, 'Nantes', '44000', '44109', '3 rue du Port',
             ?4, ?5, ?6, ?7, '+33240000000', 'Mo-Fr 09:00-12:00', '[\"demarches\"]', '2026-11-22', ?8, ?8)",
        &[
            json!(id), json!(desk.id), json!(nom), json!(latitude), json!(longitude), json!(x), json!(y), json!(now()),
        ],
    );
    id
}

/// The address of `path` for a dossier of `desk`, with what it names: made anew for each who knocks.
#[must_use]
pub fn filled(path: &str, desk: &Desk, usager: &Usager) -> String {
    if !path.contains("{dossier}") {
        return path.to_owned();
    }
    let dossier = Dossier::of(desk);
    let mut path = path.replace("{dossier}", &dossier.id);
    for (part, thing) in [
        (
            "{note}",
            (|it, _| it.note("Une note")) as fn(&Dossier, &Usager) -> String,
        ),
        ("{atelier}", |it, _| it.atelier("2026-11-20", "PREVU")),
        ("{lien}", |it, usager| it.link(usager)),
    ] {
        if path.contains(part) {
            path = path.replace(part, &thing(&dossier, usager));
        }
    }
    path
}
