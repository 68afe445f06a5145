//! Bad input: a clear page with the right status, never a 500, and nothing is written.

use escale_tests::{
    db,
    http::{Request, Visitor, encode},
    stories::{Asked, Credentials, Desk, Usager, dossiers, requests, sign_in_portal, things},
};
use escale_worker::routes::{Handler, Method, Route, TABLE};
use serde_json::{Value, json};

const MEGABYTE: usize = 1 << 20;

/// Forms that ask nothing: sending them empty is right.
const ASK_NOTHING: [&str; 34] = [
    "/gestion/exporter",
    "/gestion/journal/export",
    "/gestion/usagers/{usager}/export",
    "/notifications/arret/{jeton}",
    "/gestion/services/{service}/orienter",
    "/gestion/orientations/brouillons/{brouillon}/suppression",
    "/orientations/{jeton}/lecture",
    "/orientations/{jeton}/lien",
    "/gestion/orientations/{orientation}/traitement/lecture",
    "/operateur/services/fiches/{service}/retrait",
    "/operateur/services/fiches/{service}/retour",
    "/operateur/lieux/fiches/{lieu}/reprise",
    "/operateur/courriels/essai",
    "/operateur/avis/{avis}/traite",
    "/operateur/avis/{avis}/a-traiter",
    "/operateur/avis/{avis}/suppression",
    "/gestion/adresse/{jeton}",
    "/gestion/compte/adresse/abandon",
    "/gestion/compte/deconnexions",
    "/gestion/utilisateurs/invitations/{invitation}/renvoi",
    "/gestion/utilisateurs/invitations/{invitation}/annulation",
    "/operateur/structures/{structure}/suspension",
    "/operateur/structures/{structure}/reactivation",
    "/operateur/invitations/{structure}/{invitation}/renvoi",
    "/operateur/invitations/{structure}/{invitation}/annulation",
    "/operateur/courriels/{courriel}/renvoi",
    "/operateur/courriels/{courriel}/abandon",
    "/connexion/annuler",
    "/portail/deconnexion",
    "/gestion/deconnexion",
    "/gestion/usagers/{usager}/transfert/suppression",
    "/gestion/usagers/{usager}/procurations/{procuration}/suppression",
    "/gestion/usagers/{usager}/notes/{note}/suppression",
    "/gestion/dossiers/{dossier}/liens/recherche",
];

/// The id of a note or a procuration that nobody has: what could be taken away by an empty form is not there.
const NO_SUCH_THING: &str = "AAAAAAAAAAAAAAAAAAAAAC";

/// The token of a link that nobody was sent.
const LOST_TOKEN: &str = "esl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn fill(path: &str, usager: &str) -> String {
    path.replace("{usager}", usager)
        .replace("{langue}", "ar")
        .replace("{note}", NO_SUCH_THING)
        .replace("{procuration}", NO_SUCH_THING)
        .replace("{fermeture}", NO_SUCH_THING)
        .replace("{import}", NO_SUCH_THING)
        .replace("{avis}", NO_SUCH_THING)
}

fn draft_id(desk: &Desk) -> String {
    requests::draft_of(desk, "ADMINISTRATEUR")
}

fn request_id(desk: &Desk) -> String {
    requests::service(None).request(&mut desk.staff("AGENT"), "Diallo", "Awa")
}

struct Scene {
    desk: Desk,
    usager: Usager,
    foreign: Usager,
    credentials: Credentials,
    document: String,
    annonce: String,
    modele: String,
}

impl Scene {
    /// The address of `path` for this scene's people and things.
    fn fill(&self, path: &str) -> String {
        let path = path.replace("{lien}", NO_SUCH_THING);
        let path = path.replace("{note}", NO_SUCH_THING);
        let path = dossiers::filled(&path, &self.desk, &self.usager);
        let mut filled = fill(&path, &self.usager.id)
            .replace("{document}", &self.document)
            .replace("{annonce}", &self.annonce)
            .replace("{modele}", &self.modele)
            .replace("{jeton}", LOST_TOKEN);
        if filled.contains("{brouillon}") && filled.ends_with("suppression") {
            filled = filled.replace("{brouillon}", NO_SUCH_THING);
        }
        if filled.ends_with("/orienter") || filled.contains("/fiches/") {
            filled = filled.replace("{service}", &requests::service(None).id);
        }
        if filled.ends_with("{lieu}/structure") {
            filled = filled.replace("{lieu}", &things::own_place(""));
        }
        if filled.contains("{orientation}/traitement") {
            let asked = Asked::to(Desk::existing(&self.desk.id));
            filled = filled.replace("{orientation}", &asked.id);
        }
        for (part, thing) in [
            ("{brouillon}", draft_id as fn(&Desk) -> String),
            ("{orientation}", request_id),
        ] {
            if filled.contains(part) {
                filled = filled.replace(part, &thing(&self.desk));
            }
        }
        if filled.contains("{structure}") {
            let id = things::structure();
            if filled.contains("{membre}") {
                filled = filled.replace("{membre}", &things::with_factor(&id, "ADMINISTRATEUR"));
            }
            filled = filled.replace("{structure}", &id);
        }
        for (part, thing) in [
            (
                "{service}",
                (|desk| things::service(desk, "PUBLIE")) as fn(&str) -> String,
            ),
            (
                "{membre}",
                (|desk| things::member(desk, "AGENT")) as fn(&str) -> String,
            ),
            ("{lieu}", things::own_place),
            ("{invitation}", things::invitation),
            ("{courriel}", |_| things::failed_mail()),
        ] {
            if filled.contains(part) {
                filled = filled.replace(part, &thing(&self.desk.id));
            }
        }
        filled
    }

    fn new() -> Self {
        let desk = Desk::with_portal();
        desk.set("operatrice", &json!(1));
        let (usager, credentials) = desk.usager_with_portal();
        let foreign = Desk::with_portal().usager_with_portal().0;
        Self {
            document: desk.document(&usager, "piece.pdf", "%PDF-1.7"),
            annonce: desk.announcement("Fermeture", "2026-01-01", "2099-01-01"),
            modele: desk.model("Convocation"),
            desk,
            usager,
            foreign,
            credentials,
        }
    }

    /// Someone who may use `route`.
    fn who_may(&self, route: &Route) -> Visitor {
        match route.handler {
            Handler::Public(_) | Handler::Link(_) => Visitor::new(),
            Handler::Portal(_) => sign_in_portal(&self.credentials),
            Handler::Staff(..) | Handler::Own(_) => self.desk.staff("ADMINISTRATEUR"),
            Handler::Operator(_) => escale_tests::stories::sign_in_staff("operateur@escale.test"),
        }
    }

    /// Every row of the two people's data, their sessions aside.
    fn rows(&self) -> Vec<Value> {
        let ids = [json!(self.usager.id), json!(self.foreign.id)];
        let mut rows = Vec::new();
        for (table, column) in [
            ("usager", "id"),
            ("mail_line", "usager_id"),
            ("note", "usager_id"),
            ("procuration", "usager_id"),
            ("transfert", "usager_id"),
            ("ayant_droit", "usager_id"),
            ("portal_account", "usager_id"),
            ("historique", "usager_id"),
            ("notification_souhait", "usager_id"),
            ("document", "usager_id"),
        ] {
            let order = if table == "historique" {
                // An export asks nothing, and is written down.
                "AND evenement NOT IN ('CONNEXION_PORTAIL', 'DOSSIER_EXPORTE')"
            } else {
                ""
            };
            rows.extend(
                db::sql(
                    &format!("SELECT * FROM {table} WHERE {column} IN (?1, ?2) {order}"),
                    &ids,
                )
                .rows,
            );
        }
        for query in [
            "SELECT * FROM structure WHERE id = ?1",
            "SELECT * FROM annonce WHERE structure_id = ?1",
            "SELECT * FROM modele WHERE structure_id = ?1",
            "SELECT count(*) FROM dossier_evenement WHERE structure_id = ?1 AND rang > 1",
            "SELECT count(*) FROM service WHERE structure_id = ?1 AND version > 1",
            "SELECT count(*) FROM lieu WHERE structure_id = ?1 AND version > 1",
        ] {
            rows.extend(db::sql(query, &[json!(self.desk.id)]).rows);
        }
        rows.into_iter().map(without_sign_in_times).collect()
    }
}

fn without_sign_in_times(mut row: Value) -> Value {
    if let Some(row) = row.as_object_mut() {
        row.remove("last_login_at");
    }
    row
}

/// What may come in place of a form, and the statuses that are a clear refusal of it.
fn attacks(path: &str) -> Vec<(&'static str, Request, &'static [u16])> {
    const REFUSED: &[u16] = &[303, 400, 409, 422];
    const FORM: &str = "application/x-www-form-urlencoded";
    let post = || Request::post(path);
    let everywhere = |value: &str| {
        let names = [
            "identifiant",
            "mot_de_passe",
            "email",
            "nouveau",
            "confirmation",
            "actuel",
            "courrier",
            "recommande",
            "colis",
            "note",
            "jeton",
            "ligne",
            "mouvement",
            "usager",
            "genre",
            "nombre",
            "acces",
            "edition",
            "actif",
            "passage",
            "nom",
            "prenom",
            "naissance",
            "telephone",
            "langue",
            "ayant_nom",
            "version",
            "texte",
            "epinglee",
            "adresse",
            "debut",
            "fin",
            "vu",
            "motif",
            "etape",
            "echeance",
            "premiere",
            "usager",
            "propose",
            "titre",
            "partage",
            "confirmation",
            "code",
            "secours",
            "retour",
            "page",
            "utile",
            "commentaire",
        ];
        names
            .map(|name| format!("{name}={}", encode(value)))
            .join("&")
    };
    let mut attacks: Vec<(&'static str, Request, &'static [u16])> = vec![
        ("invalid UTF-8", post().body(FORM, b"identifiant=\xff\xfe&courrier=\xc3\x28&acces=\xff&nouveau=\xff&actif=\xff"), &[400, 401]),
        ("encoded invalid UTF-8", post().body(FORM, b"identifiant=%FF&courrier=%FF&acces=%FF&nouveau=%FF&actif=%FF&email=%FF"), &[400, 401]),
        ("not a form", post().body("application/json", b"{}"), &[415]),
        ("a picture", post().body("multipart/form-data; boundary=x", b"--x--"), &[415]),
        ("10 MB", post().body(FORM, &vec![b'a'; 10 * MEGABYTE]), &[413]),
        ("SQL", post().body(FORM, everywhere("' OR 1=1 --").as_bytes()), REFUSED),
        ("HTML", post().body(FORM, everywhere("<script>alert(1)</script>").as_bytes()), REFUSED),
        ("huge values", post().body(FORM, everywhere(&"9".repeat(1300)).as_bytes()), REFUSED),
        ("negative numbers", post().body(FORM, everywhere("-1").as_bytes()), REFUSED),
        ("NUL", post().body(FORM, everywhere("a\0b").as_bytes()), &[400, 401]),
        ("the same field twice", post().body(FORM, b"courrier=1&courrier=2&acces=oui&acces=non&nouveau=a&nouveau=b&actif=oui&actif=non&identifiant=a&identifiant=b&email=a&email=b&code=1&code=2"), &[400, 401, 422]),
    ];
    if !ASK_NOTHING.contains(&path) {
        attacks.push(("an empty form", post().form(&[]), REFUSED));
    }
    attacks
}

pub(crate) fn bad_input_is_refused_and_writes_nothing() {
    let scene = Scene::new();
    let mut wrong = Vec::new();
    for route in TABLE
        .iter()
        .filter(|route| route.method == Method::Post && !route.path.starts_with("/dev/"))
    {
        let own = scene.fill(route.path);
        assert!(
            !own.contains('{'),
            "teach this story to fill {}",
            route.path
        );
        let mut visitor = scene.who_may(route);
        let before = scene.rows();
        for (what, request, expected) in attacks(&own) {
            let answer = visitor.send(request);
            let fine = expected.contains(&answer.status)
                || matches!(answer.status, 401 | 429)
                || answer.status == 404 && own.contains(NO_SUCH_THING)
                || answer.status == 410 && own.contains(LOST_TOKEN)
                || answer.status == 409 && route.path.contains("{membre}")
                || route.takes_a_file() && matches!(answer.status, 400 | 415 | 422)
                || route.path == "/gestion/acces" && answer.status == 404
                || ASK_NOTHING.contains(&route.path) && answer.status < 500;
            if !fine {
                wrong.push(format!("{what} to {}: {answer:?}", route.path));
            }
            if answer.body.contains("<script>alert(1)") {
                wrong.push(format!("{what} to {} comes back unescaped", route.path));
            }
        }
        if route.path.contains("{usager}") {
            for id in [
                "inconnu",
                "AAAAAAAAAAAAAAAAAAAAAA",
                scene.foreign.id.as_str(),
                "..%2F..",
                "%00",
            ] {
                let path = route.path.replace("{usager}", id);
                let answer = visitor.post(
                    &fill(&path, id).replace("{document}", &scene.document),
                    &[
                        ("acces", "oui"),
                        ("edition", "0"),
                        ("epinglee", "oui"),
                        ("courrier", "1"),
                        ("jeton", "AAAAAAAAAAAAAAAAAAAAAB"),
                        ("ligne", "AAAAAAAAAAAAAAAAAAAAAC"),
                        ("mouvement", "VISITE"),
                        ("partage", "oui"),
                        ("confirmation", "oui"),
                    ],
                );
                if answer.status != 404 {
                    wrong.push(format!("id {id} to {}: {answer:?}", route.path));
                }
            }
        }
        if scene.rows() != before {
            wrong.push(format!("{} has written something", route.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
