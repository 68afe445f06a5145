//! Any list of places goes out in the standard « Lieux de médiation numérique », and comes in again as it is.

use escale_tests::{
    db,
    http::{Answer, Visitor},
};
use serde_json::{Value, json};

use crate::places_import::{of_import, offer, operateur, put_in};

/// The columns of the standard, in its order (reference.md).
const COLUMNS: &str = "id,pivot,nom,commune,code_postal,code_insee,adresse,complement_adresse,latitude,longitude,typologie,telephone,\
courriels,site_web,horaires,presentation_resume,presentation_detail,source,itinerance,structure_parente,date_maj,services,\
publics_specifiquement_adresses,prise_en_charge_specifique,frais_a_charge,dispositif_programmes_nationaux,formations_labels,\
autres_formations_labels,modalites_acces,modalites_accompagnement,fiche_acces_libre,prise_rdv";

/// The records of a CSV file with commas: quotes, and line ends within them.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut all, mut record, mut cell, mut quoted) =
        (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                all.push(std::mem::take(&mut record));
            }
            other => cell.push(other),
        }
    }
    all
}

/// The closed lists of the standard, as reference.md gives them.
const LISTS: [(&str, &[&str]); 7] = [
    (
        "services",
        &[
            "Aide aux démarches administratives",
            "Maîtrise des outils numériques du quotidien",
            "Insertion professionnelle via le numérique",
            "Utilisation sécurisée du numérique",
            "Parentalité et éducation avec le numérique",
            "Loisirs et créations numériques",
            "Compréhension du monde numérique",
            "Accès internet et matériel informatique",
            "Acquisition de matériel informatique à prix solidaire",
        ],
    ),
    (
        "publics_specifiquement_adresses",
        &[
            "Jeunes",
            "Étudiants",
            "Familles et/ou enfants",
            "Seniors",
            "Femmes",
        ],
    ),
    (
        "prise_en_charge_specifique",
        &[
            "Surdité",
            "Handicaps moteurs",
            "Handicaps mentaux",
            "Illettrisme",
            "Langues étrangères (anglais)",
            "Langues étrangères (autres)",
            "Déficience visuelle",
        ],
    ),
    (
        "frais_a_charge",
        &["Gratuit", "Gratuit sous condition", "Payant"],
    ),
    ("itinerance", &["Itinérant", "Fixe"]),
    (
        "modalites_acces",
        &[
            "Se présenter",
            "Téléphoner",
            "Contacter par mail",
            "Prendre un RDV en ligne",
            "Envoyer un mail avec une fiche de prescription",
        ],
    ),
    (
        "modalites_accompagnement",
        &[
            "En autonomie",
            "Accompagnement individuel",
            "Dans un atelier collectif",
            "À distance",
        ],
    ),
];

fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What of a row breaks a rule of the standard.
fn broken(row: &[String]) -> Vec<String> {
    let names: Vec<&str> = COLUMNS.split(',').collect();
    let of = |name: &str| {
        let at = names.iter().position(|known| *known == name);
        row[at.expect("a column")].as_str()
    };
    let mut wrong = Vec::new();
    let mut rule = |fine: bool, name: &str| {
        if !fine {
            wrong.push(format!("{name}: {}", of(name)));
        }
    };
    for name in [
        "id",
        "pivot",
        "nom",
        "commune",
        "code_postal",
        "adresse",
        "date_maj",
    ] {
        rule(!of(name).is_empty(), name);
    }
    let pivot = of("pivot");
    rule(
        (9..=14).contains(&pivot.len()) && pivot.bytes().all(|b| b.is_ascii_alphanumeric()),
        "pivot",
    );
    rule(digits(of("code_postal"), 5..=5), "code_postal");
    let phone = of("telephone");
    let prefixes = [
        "+33", "+590", "+594", "+262", "+596", "+269", "+687", "+689", "+508", "+681",
    ];
    let numbers = prefixes.iter().any(|it| {
        phone
            .strip_prefix(it)
            .is_some_and(|rest| digits(rest, 6..=9))
    });
    rule(phone.is_empty() || numbers, "telephone");
    rule(
        of("presentation_resume").chars().count() <= 280,
        "presentation_resume",
    );
    let day: Vec<&str> = of("date_maj").split('-').collect();
    rule(
        day.len() == 3 && digits(day[0], 4..=4) && digits(day[1], 2..=2) && digits(day[2], 2..=2),
        "date_maj",
    );
    for name in ["latitude", "longitude"] {
        rule(of(name).is_empty() || of(name).parse::<f64>().is_ok(), name);
    }
    for (name, list) in LISTS {
        rule(
            of(name).is_empty() || of(name).split('|').all(|value| list.contains(&value)),
            name,
        );
    }
    wrong
}

/// A whole place, as a file may hold it.
fn full(source: &str, id: &str) -> String {
    format!(
        "{source}-{id},43493312300029,\"L’\"\"Atelier\"\", deux\",Trouville,51100,51454,12 bis rue,Bât. B,49.2583,4.0317,TIERS_LIEUX,+33180059880,\
         a@exemple.fr|b@exemple.fr,https://a.fr/|https://b.fr/,\"Mo-Fr 09:00-12:00,14:00-18:30; PH off\",Un lieu.,\"Un.\n\nDeux.\",{source},\
         Itinérant|Fixe,Pôle emploi,2022-06-02,Aide aux démarches administratives|Compréhension du monde numérique,Seniors|Femmes,\
         Surdité|Langues étrangères (autres),Gratuit sous condition,Aidants Connect|Point relais CAF,Un label,SudLabs,\
         Se présenter|Téléphoner,En autonomie|À distance,https://acceslibre.beta.gouv.fr/app/1/,https://www.rdv-solidarites.fr/"
    )
}

pub(crate) fn an_export_passes_the_rules_of_the_standard() {
    let source = "essai-export";
    let (mut operateur, _turn) = operateur();
    let head = COLUMNS.replace(char::is_whitespace, "");
    let rows: Vec<String> = ["a", "b"].iter().map(|id| full(source, id)).collect();
    let import = offer(
        &mut operateur,
        &format!(
            "{head}\n{}\n{}\n",
            rows.join("\n"),
            full(source, "c").replace("Se présenter", "Ce lieu n'accueille pas de public")
        ),
    );
    put_in(&mut operateur, &import, &[]);
    let all = Visitor::new().get("/lieux.csv");
    assert_eq!(all.status, 200, "{all:?}");
    let records = records(&all.body);
    assert_eq!(records[0].join(","), head);
    for row in &records[1..] {
        assert_eq!((row.len(), broken(row)), (32, Vec::new()), "{row:?}");
    }
    let ours = |answer: &Answer| answer.body.matches("essai-export-").count();
    assert_eq!(ours(&all), 2, "who welcomes nobody is in no public file");
    let narrowed = Visitor::new().get("/lieux.csv?lieu=51100&service=comprehension&public=seniors");
    assert_eq!(ours(&narrowed), 2, "{narrowed:?}");
    let name = narrowed
        .header("content-disposition")
        .expect("a name")
        .to_owned();
    assert!(
        name.contains("_lieux-de-mediation-numerique_51100.csv"),
        "{name}"
    );
    assert_eq!(ours(&Visitor::new().get("/lieux.csv?lieu=44000")), 0);
    let json = Visitor::new().get("/lieux.geojson?lieu=trouville");
    let read: Value = serde_json::from_str(&json.body).expect("GeoJSON");
    assert_eq!(read["type"], "FeatureCollection");
    let feature = &read["features"][0];
    assert_eq!(
        feature["geometry"],
        json!({ "type": "Point", "coordinates": [4.0317, 49.2583] })
    );
    assert_eq!(
        feature["properties"]["modalites_acces"],
        "Se présenter|Téléphoner"
    );
}

pub(crate) fn importing_an_export_changes_nothing() {
    let source = "essai-retour";
    let (mut operateur, _turn) = operateur();
    let head = COLUMNS.replace(char::is_whitespace, "");
    let rows = ["a", "b"].map(|id| full(source, id).replace("51100", "51199"));
    let import = offer(&mut operateur, &format!("{head}\n{}\n", rows.join("\n")));
    put_in(&mut operateur, &import, &[]);
    let kept = || {
        let rows = db::sql(
            "SELECT * FROM lieu WHERE source = ?1 ORDER BY rang",
            &[json!(source)],
        );
        rows.rows
    };
    let (before, export) = (kept(), Visitor::new().get("/lieux.csv?lieu=51199").body);
    assert_eq!(before.len(), 2);
    let import = offer(&mut operateur, &export);
    put_in(&mut operateur, &import, &[]);
    assert_eq!(
        (of_import(&import, "ecrits"), of_import(&import, "refuses")),
        (json!(0), json!(0))
    );
    assert_eq!(kept(), before);
    assert_eq!(Visitor::new().get("/lieux.csv?lieu=51199").body, export);
}
