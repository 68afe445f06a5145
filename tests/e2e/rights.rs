//! The rights walk: every route of the table × everyone who could knock. What each gets is compared with the table of
//! rights, and with the matrix kept in `tests/output/rights.txt`, so that a change of rights is seen in a review.

use std::{
    fmt::Write as _,
    fs,
    sync::atomic::{AtomicU32, Ordering},
};

use escale_tests::{
    db,
    http::{Request, Visitor},
    stories::{
        Asked, Desk, ROLES, Usager, dossiers, now, requests, sign_in_portal, sign_in_staff, things,
    },
    tree,
};
use escale_worker::{
    rights::Role,
    routes::{Handler, Method, Route, TABLE},
};
use serde_json::json;

/// Someone who knocks at every door.
enum Who {
    Anonymous,
    Domicilie,
    Operateur,
    /// Someone of that role; the file asked for is their own structure's, or another's.
    Staff {
        role: &'static str,
        own: bool,
    },
}

impl Who {
    fn all() -> Vec<Self> {
        let mut all = vec![Self::Anonymous, Self::Domicilie, Self::Operateur];
        all.extend(ROLES.map(|role| Self::Staff { role, own: true }));
        all.extend(ROLES.map(|role| Self::Staff { role, own: false }));
        all
    }

    fn short(&self) -> String {
        let initial = |role: &str| {
            let letters = if role == "ADMINISTRATEUR" {
                "Ad"
            } else {
                &role[..1]
            };
            letters.to_owned()
        };
        match self {
            Self::Anonymous => "an".into(),
            Self::Domicilie => "do".into(),
            Self::Operateur => "op".into(),
            Self::Staff { role, own: true } => initial(role),
            Self::Staff { role, own: false } => format!("{}*", initial(role)),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Anonymous => "anonyme".into(),
            Self::Domicilie => "domicilié".into(),
            Self::Operateur => "opérateur".into(),
            Self::Staff { role, own: true } => role.to_lowercase(),
            Self::Staff { role, own: false } => format!("{}, autre structure", role.to_lowercase()),
        }
    }
}

/// What a door does to someone who knocks.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Door {
    /// It opens; what is behind may still complain of an empty form.
    Open,
    /// Sign in first.
    SignIn,
    /// Not for you.
    Forbidden,
    /// There is no such thing, for you.
    Nothing,
}

impl Door {
    fn of(status: u16, location: Option<&str>) -> Self {
        let to_sign_in = location.is_some_and(|to| {
            let to = to.trim_end_matches("?fin=expiree");
            to == "/connexion" || to == "/gestion/connexion"
        });
        match status {
            401 => Self::SignIn,
            303 if to_sign_in => Self::SignIn,
            403 => Self::Forbidden,
            404 => Self::Nothing,
            _ => Self::Open,
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Open => '✔',
            Self::SignIn => '→',
            Self::Forbidden => '✘',
            Self::Nothing => '?',
        }
    }
}

/// What the table of rights says must happen.
fn expected(route: &Route, who: &Who) -> Door {
    let names_something = [
        "{usager}",
        "{annonce}",
        "{fermeture}",
        "{modele}",
        "{membre}",
        "{invitation}",
        "{import}",
        "{service}",
        "{lieu}",
        "{brouillon}",
        "{orientation}",
        "{dossier}",
    ]
    .iter()
    .any(|part| route.path.contains(part));
    // Anyone may send a request to a service of the directory.
    let names_something = names_something && !route.path.ends_with("/orienter");
    let foreign_file = names_something && matches!(who, Who::Staff { own: false, .. });
    match (route.handler, who) {
        (Handler::Public(_) | Handler::Link(_), _)
        | (Handler::Portal(_), Who::Domicilie)
        | (Handler::Operator(_), Who::Operateur)
        | (Handler::Own(_), Who::Operateur | Who::Staff { .. }) => Door::Open,
        (Handler::Portal(_), _) | (_, Who::Anonymous | Who::Domicilie) => Door::SignIn,
        (Handler::Staff(right, _), Who::Staff { role, .. }) if role_named(role).may(right) => {
            if foreign_file {
                Door::Nothing
            } else {
                Door::Open
            }
        }
        (Handler::Staff(..) | Handler::Operator(_), _) => Door::Forbidden,
    }
}

fn role_named(name: &str) -> Role {
    let named = Role::ALL
        .into_iter()
        .find(|role| format!("{role:?}").to_uppercase() == name);
    named.unwrap_or_else(|| panic!("no role {name}"))
}

struct Scene {
    desk: Desk,
    usager: Usager,
    foreign: Usager,
    foreign_desk: Desk,
    credentials: escale_tests::stories::Credentials,
    /// A line of the usager's ledger.
    line: String,
    /// How many forms were sent: each has a key of its own.
    knocks: AtomicU32,
}

/// The address of `path` for `usager`. What a door may take away is put there anew for each who knocks.
fn fill(path: &str, usager: &Usager) -> String {
    let mut filled = path
        .replace("{usager}", &usager.id)
        .replace("{langue}", "ar");
    for (name, row) in [
        ("{note}", things::note as fn(&Usager) -> String),
        ("{procuration}", things::procuration),
    ] {
        if filled.contains(name) {
            filled = filled.replace(name, &row(usager));
        }
    }
    filled
}

/// A form that is well made, where a badly made one would be refused before it is known whose file it is for.
fn form_for<'a>(path: &str, key: &'a str, line: &'a str) -> Vec<(&'static str, &'a str)> {
    match path.rsplit('/').next() {
        Some("receptions") => vec![("jeton", key), ("courrier", "1")],
        Some("remises" | "retours" | "transferts") => vec![("jeton", key), ("colis", "1")],
        Some("passages") => vec![("jeton", key), ("mouvement", "VISITE")],
        Some("annulations" | "annulation") => vec![("jeton", key), ("ligne", line)],
        Some("prise-en-charge" | "archivage" | "reouverture" | "reorientation") => {
            vec![("jeton", key), ("rang", "1")]
        }
        Some("acces") => vec![("acces", "non"), ("edition", "0")],
        Some("epingle") => vec![("epinglee", "oui")],
        Some("partage") => vec![("partage", "oui")],
        Some("suppression" | "sans-double-authentification") => vec![("confirmation", "oui")],
        Some("role") => vec![
            ("role", "FACTEUR"),
            ("vu_role", "AGENT"),
            ("vu_statut", "ACTIF"),
        ],
        Some("suspension" | "retablissement" | "retrait") => vec![
            ("vu_role", "AGENT"),
            ("vu_statut", "ACTIF"),
            ("confirmation", "oui"),
        ],
        _ => Vec::new(),
    }
}

impl Scene {
    fn knock(&self, visitor: &mut Visitor, route: &Route, who: &Who) -> Door {
        let (desk, usager) = if matches!(who, Who::Staff { own: false, .. }) {
            (&self.foreign_desk, &self.foreign)
        } else {
            (&self.desk, &self.usager)
        };
        let path = dossiers::filled(route.path, desk, usager);
        let mut path = fill(&path, usager);
        path = orientation(&path, desk, who);
        if path.contains("{document}") {
            path = path.replace("{document}", &self.shown_document(desk, usager));
        }
        if path.contains("{annonce}") {
            let id = desk.announcement("Fermeture", "2026-01-01", "2099-01-01");
            path = path.replace("{annonce}", &id);
        }
        if path.contains("{fermeture}") {
            path = path.replace("{fermeture}", &desk.closure());
        }
        if path.contains("{modele}") {
            path = path.replace("{modele}", &a_model(desk));
        }
        path = path.replace("{genre}", "attestation");
        if path.contains("{structure}") {
            let id = things::structure();
            if path.contains("{membre}") {
                path = path.replace("{membre}", &things::with_factor(&id, "ADMINISTRATEUR"));
            }
            let invitation = things::invitation(&id);
            path = path
                .replace("{structure}", &id)
                .replace("{invitation}", &invitation);
        }
        for (part, thing) in [
            (
                "{membre}",
                (|desk| things::with_factor(desk, "AGENT")) as fn(&str) -> String,
            ),
            ("{invitation}", things::invitation),
        ] {
            if path.contains(part) {
                path = path.replace(part, &thing(&desk.id));
            }
        }
        // A token that leads nowhere: whoever has none is told so.
        path = path.replace("{jeton}", &format!("esl_{}", "A".repeat(43)));
        if path.contains("{avis}") {
            let id = things::comment("/aide/", "Un avis");
            if path.ends_with("/a-traiter") {
                escale_tests::db::sql(
                    "UPDATE avis_commentaire SET traite = 1, traite_at = created_at,
                        traite_par = (SELECT id FROM staff_user WHERE structure_id IS NULL LIMIT 1) WHERE id = ?1",
                    &[serde_json::json!(id)],
                );
            }
            path = path.replace("{avis}", &id);
        }
        if path.contains("{courriel}") {
            path = path.replace("{courriel}", &things::failed_mail());
        }
        if path.contains("{service}") {
            path = path.replace("{service}", &things::service(&desk.id, "PUBLIE"));
        }
        if path.contains("{lieu}") {
            path = path.replace("{lieu}", &things::own_place(&desk.id));
        }
        if path.starts_with("/operateur/lieux/") {
            path = path.replace("{import}", &things::places_to_confirm());
        }
        if path.starts_with("/operateur/services/") {
            path = path.replace("{import}", &things::services_to_confirm());
        }
        if path.contains("{orientation}") {
            let asked = Asked::to(Desk::existing(&desk.id));
            if path.contains("{piece}") {
                path = path.replace("{piece}", &asked.with_document().0);
            }
            path = path.replace("{orientation}", &asked.id);
        }
        path = path.replace("{piece}", "AAAAAAAAAAAAAAAAAAAAAA");
        if path.contains("{import}") {
            path = path.replace("{import}", &desk.list_to_confirm(0));
        }
        assert!(!path.contains('{'), "teach the walk to fill {}", route.path);
        let answer = match route.method {
            Method::Get => visitor.get(&path),
            Method::Post => {
                let key = format!("{:022}", self.knocks.fetch_add(1, Ordering::Relaxed));
                visitor.send(Request::post(&path).form(&form_for(route.path, &key, &self.line)))
            }
        };
        assert!(
            answer.status < 500,
            "{} {path} for {}: {answer:?}",
            route.method.as_str(),
            who.name()
        );
        Door::of(answer.status, answer.location())
    }

    /// A document that the domicilié sees; one a knock, since some knocks delete it.
    fn shown_document(&self, desk: &Desk, usager: &Usager) -> String {
        let number = self.knocks.fetch_add(1, Ordering::Relaxed);
        let id = desk.document(usager, &format!("piece-{number}.pdf"), "%PDF-1.7");
        db::sql(
            "UPDATE document SET partage = 1 WHERE id = ?1",
            &[json!(id)],
        );
        id
    }

    fn visitor(&self, who: &Who) -> Visitor {
        match who {
            Who::Anonymous => Visitor::new(),
            Who::Domicilie => sign_in_portal(&self.credentials),
            Who::Operateur => sign_in_staff("operateur@escale.test"),
            Who::Staff { role, .. } => self.desk.staff(role),
        }
    }
}

/// The address of a page of « Orientations »: a draft is of one person, and a knock may delete it or take a request back.
fn orientation(path: &str, desk: &Desk, who: &Who) -> String {
    let mut path = path.to_owned();
    if path.ends_with("/orienter") || path.contains("/fiches/") {
        path = path.replace("{service}", &requests::service(None).id);
    }
    if path.contains("{brouillon}") {
        let role = match who {
            Who::Staff { role, .. } => role,
            _ => "AGENT",
        };
        path = path.replace("{brouillon}", &requests::draft_of(desk, role));
    }
    if path.contains("{orientation}") && !path.contains("/traitement") {
        let (request, document) = requests::request_with_document(desk);
        path = path
            .replace("{orientation}", &request)
            .replace("{document}", &document);
    }
    path
}

/// A model of the structure; another one when a knock has deleted it.
fn a_model(desk: &Desk) -> String {
    let one = "SELECT max(id) FROM modele WHERE structure_id = ?1";
    let there = db::value(one, &[json!(desk.id)]);
    there
        .as_str()
        .map_or_else(|| desk.model("Convocation"), str::to_owned)
}

/// Public rows that send whoever is not expecting them to the sign-in page: that is their work, not a refusal.
const LEAD_TO_SIGN_IN: [&str; 6] = [
    "/gestion/connexion/code",
    "/gestion/connexion/double-authentification",
    "/connexion/nouveau-mot-de-passe",
    "/connexion/annuler",
    "/portail/deconnexion",
    "/gestion/deconnexion",
];

pub(crate) fn every_route_for_everyone() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    let foreign_desk = Desk::with_portal();
    desk.set("operatrice", &json!(1));
    foreign_desk.set("operatrice", &json!(1));
    let line = format!("rights{:0>16}", usager.numero);
    db::sql(
        "INSERT INTO mail_line (id, structure_id, usager_id, mouvement, courrier, staff_user_id, created_at)
         SELECT ?1, ?2, ?3, 'RECEPTION', 1, id, ?4 FROM staff_user WHERE structure_id = ?2 LIMIT 1",
        &[json!(line), json!(desk.id), json!(usager.id), json!(now())],
    );
    let scene = Scene {
        usager,
        credentials,
        line,
        foreign: foreign_desk.usager(),
        foreign_desk,
        desk,
        knocks: AtomicU32::new(1),
    };
    let everyone = Who::all();
    let mut visitors: Vec<Visitor> = everyone.iter().map(|who| scene.visitor(who)).collect();

    let mut matrix = legend(&everyone);
    let mut wrong = Vec::new();
    for route in TABLE
        .iter()
        .filter(|route| !route.path.starts_with("/dev/"))
    {
        let _ = write!(matrix, "{:<4} {:<PATH$}", route.method.as_str(), route.path);
        // Its work is to sign one out elsewhere: whoever has knocked there before.
        let signs_out = route.path == "/gestion/compte/deconnexions";
        for (who, visitor) in everyone.iter().zip(&mut visitors) {
            if signs_out {
                *visitor = scene.visitor(who);
            }
            let public = LEAD_TO_SIGN_IN.contains(&route.path);
            let door = if public {
                Door::Open
            } else {
                scene.knock(visitor, route, who)
            };
            let _ = write!(matrix, "{:>COLUMN$}", door.sign());
            if door != expected(route, who) {
                wrong.push(format!(
                    "{} {} for {}: {door:?}, not {:?}",
                    route.method.as_str(),
                    route.path,
                    who.name(),
                    expected(route, who)
                ));
            }
        }
        matrix.push('\n');
        if signs_out {
            visitors = everyone.iter().map(|who| scene.visitor(who)).collect();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    compare(&matrix);
}

/// How wide the column of the paths is.
const PATH: usize = 66;
/// How wide a person's column is.
const COLUMN: usize = 5;

/// What the matrix says before its rows.
fn legend(everyone: &[Who]) -> String {
    let mut text = String::from(
        "Qui peut quoi : chaque ligne de la table des routes, pour chaque personne qui frappe à la porte.\n\
         ✔ la porte s’ouvre   → se connecter d’abord   ✘ interdit   ? n’existe pas pour cette personne\n\
         an anonyme, do domicilié, op opérateur, F facteur, A agent d’accueil, I instructeur, G gestionnaire,\n\
         Ad administrateur ; avec * : pour la fiche d’une autre structure. Écrit par le test rights.\n\n",
    );
    let _ = write!(text, "{:<1$}", "", PATH + "POST ".len());
    for who in everyone {
        let _ = write!(text, "{:>COLUMN$}", who.short());
    }
    text.push('\n');
    text
}

fn compare(matrix: &str) {
    let kept = tree::root().join("tests/output/rights.txt");
    let new = kept.with_extension("txt.new");
    if fs::read_to_string(&kept).ok().as_deref() == Some(matrix) {
        let _ = fs::remove_file(new);
        return;
    }
    fs::write(&new, matrix).expect("the new matrix");
    panic!(
        "the matrix of rights has changed: compare {} with {}; if the change is wanted, put it in its place",
        new.display(),
        kept.display()
    );
}
