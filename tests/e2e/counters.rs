//! The counters of « Statistiques » are true: whatever is done and undone, they say what a recount says, and what was seen
//! to be done.

use std::collections::BTreeMap;

use escale_tests::{
    db,
    http::Visitor,
    stories::{Desk, Usager, sign_in_portal},
};
use serde_json::{Value, json};

use crate::decisions::decides;

/// Where the counters of `desk` say otherwise than a recount: nothing, when they are true.
pub(crate) fn wrong_counters(desk: &Desk) -> Vec<Value> {
    let structure = [json!(desk.id)];
    let columns = db::sql("PRAGMA table_info(activite_jour)", &[]).rows;
    let names: Vec<&str> = columns
        .iter()
        .filter_map(|row| row["name"].as_str())
        .collect();
    let sums: Vec<String> = names
        .iter()
        .skip(3)
        .map(|name| format!("abs({name})"))
        .collect();
    let (names, something) = (names.join(", "), sums.join(" + "));
    let days = |table: &str| {
        format!("SELECT {names} FROM {table} WHERE structure_id = ?1 AND {something} > 0")
    };
    let people = |table: &str| {
        format!(
            "SELECT dimension, valeur, nombre FROM {table} WHERE structure_id = ?1 AND nombre <> 0"
        )
    };
    let mut wrong = Vec::new();
    for (kept, recounted) in [
        (days("activite_jour"), days("activite_recomptee")),
        (people("effectif"), people("effectif_recompte")),
    ] {
        wrong.extend(db::sql(&format!("{kept} EXCEPT {recounted}"), &structure).rows);
        wrong.extend(db::sql(&format!("{recounted} EXCEPT {kept}"), &structure).rows);
    }
    wrong
}

/// The sum of a column over all the days of `desk`.
fn sum(desk: &Desk, column: &str) -> i64 {
    db::count(
        &format!("SELECT coalesce(sum({column}), 0) FROM activite_jour WHERE structure_id = ?1"),
        &[json!(desk.id)],
    )
}

/// Numbers that look drawn by lot, the same each time; others with `ESCALE_GRAINE`.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new() -> Self {
        let asked = std::env::var("ESCALE_GRAINE").ok();
        Self(
            asked
                .and_then(|text| text.parse().ok())
                .unwrap_or(20_261_122),
        )
    }

    /// From 0, below `sides`.
    pub(crate) fn throw(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.throw(among.len())]
    }
}

/// The forms of mail: where each is sent, what it counts of each kind, and what once.
const WAYS: [(&str, [&str; 3], Option<&str>); 5] = [
    (
        "receptions",
        ["courrier_recu", "recommande_recu", "colis_recu"],
        None,
    ),
    (
        "remises",
        ["courrier_remis", "recommande_remis", "colis_remis"],
        Some("remises"),
    ),
    (
        "remises",
        ["courrier_remis", "recommande_remis", "colis_remis"],
        Some("remises_mandataire"),
    ),
    (
        "retours",
        ["courrier_retourne", "recommande_retourne", "colis_retourne"],
        None,
    ),
    (
        "transferts",
        [
            "courrier_transfere",
            "recommande_transfere",
            "colis_transfere",
        ],
        None,
    ),
];

/// Who shows themselves, and what counts it.
const PASSAGES: [(&str, &str); 2] = [("VISITE", "visites"), ("APPEL", "appels")];

/// What a line that was accepted counts for, by column.
type Effect = BTreeMap<&'static str, i64>;

/// Someone whose ledger is written in, and what should be counted of it.
struct Trial<'a> {
    desk: &'a Desk,
    agent: Visitor,
    usager: Usager,
    procuration: String,
    lines: Vec<(String, Effect, bool)>,
    sent: u32,
}

impl Trial<'_> {
    /// Sends a form; a line that was written counts for `effect`.
    fn send(
        &mut self,
        form: &str,
        mut fields: Vec<(&str, String)>,
        effect: &[(&'static str, i64)],
    ) {
        self.sent += 1;
        let key = format!("{}{:08}", &self.desk.id[8..], self.sent);
        fields.push(("jeton", key.clone()));
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = self.agent.post(&self.usager.tab(form), &pairs);
        assert!(
            [303, 409, 422].contains(&answer.status),
            "{form}: {answer:?}"
        );
        if answer.status == 303 {
            self.lines
                .push((key, effect.iter().copied().collect(), false));
        }
    }

    /// A form of mail, one of [`WAYS`].
    fn mail(&mut self, way: usize, counts: [usize; 3]) {
        let (form, columns, one) = WAYS[way];
        let names = ["courrier", "recommande", "colis"];
        let typed = names.iter().zip(counts);
        let mut fields: Vec<(&str, String)> = typed
            .map(|(name, count)| (*name, count.to_string()))
            .collect();
        if one == Some("remises_mandataire") {
            fields.push(("a", self.procuration.clone()));
        }
        let counts = counts.map(|count| i64::try_from(count).expect("few"));
        let effect = columns.into_iter().zip(counts);
        let effect: Vec<_> = effect.chain(one.map(|column| (column, 1))).collect();
        self.send(form, fields, &effect);
    }

    /// A call or a visit, one of [`PASSAGES`].
    fn passage(&mut self, (what, column): (&str, &'static str)) {
        let fields = vec![("mouvement", what.to_owned())];
        self.send("passages", fields, &[(column, 1)]);
    }

    fn undo(&mut self, at: usize) {
        let Some((line, _, undone)) = self.lines.get(at).cloned() else {
            return;
        };
        self.sent += 1;
        let key = format!("{}{:08}", &self.desk.id[8..], self.sent);
        let status = self
            .agent
            .post(
                &self.usager.tab("annulations"),
                &[("ligne", &line), ("jeton", &key)],
            )
            .status;
        assert!(
            status == 409 || (status == 303 && !undone),
            "{status} for a line undone: {undone}"
        );
        self.lines[at].2 |= status == 303;
    }

    /// One gesture of the desk, drawn by lot.
    fn gesture(&mut self, dice: &mut Dice) {
        let counts = [dice.throw(3), dice.throw(2), dice.throw(2)];
        match dice.throw(10) {
            0..3 => self.mail(0, [counts[0] + 1, counts[1], counts[2]]),
            way @ 3..7 => self.mail(way - 2, counts),
            7 => self.passage(dice.pick(&PASSAGES)),
            _ => {
                let at = dice.throw(self.lines.len().max(1));
                self.undo(at);
            }
        }
    }

    /// Every gesture once, and undone at once: none of it may stay.
    fn each_gesture_undone(&mut self) {
        for way in 0..WAYS.len() {
            self.mail(0, [1, 1, 1]);
            self.mail(way, [1, 1, 1]);
            self.undo_last();
        }
        for passage in PASSAGES {
            self.passage(passage);
            self.undo_last();
        }
    }

    fn undo_last(&mut self) {
        let last = self.lines.len() - 1;
        self.undo(last);
        assert!(self.lines[last].2, "{:?} is not undone", self.lines[last]);
    }
}

pub(crate) fn counters_agree_with_a_recount() {
    let desk = Desk::with_portal();
    let (usager, credentials) = desk.usager_with_portal();
    usager.has_a_transfert("+1 days");
    let procuration = usager.has_a_mandataire("Léa", "DUPONT", "+1 days");
    let mut trial = Trial {
        agent: desk.staff("AGENT"),
        desk: &desk,
        usager,
        procuration,
        lines: Vec::new(),
        sent: 0,
    };
    let mut dice = Dice::new();
    for _ in 0..80 {
        trial.gesture(&mut dice);
    }
    trial.each_gesture_undone();
    let mut expected = Effect::new();
    for (_, effect, _) in trial.lines.iter().filter(|(_, _, undone)| !undone) {
        for (column, count) in effect {
            *expected.entry(column).or_default() += count;
        }
    }
    let undone = trial.lines.iter().filter(|(_, _, undone)| *undone).count();
    assert!(
        undone > 10 && expected.len() == 16,
        "{undone} undone; {expected:?}"
    );
    for (column, count) in &expected {
        assert_eq!(sum(&desk, column), *count, "{column}");
    }
    let _ = (sign_in_portal(&credentials), sign_in_portal(&credentials));
    assert_eq!(sum(&desk, "connexions"), 2);
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
}

/// Each motive through the pages of the product, each on a file of its own.
pub(crate) fn every_decision_is_counted_by_its_motive() {
    let desk = Desk::new();
    let mut gestionnaire = desk.staff("GESTIONNAIRE");
    let mut decide = |usager: &Usager, action: &str, fields: &[(&str, &str)]| {
        let fields = [fields, &[("etape", "confirmer")]].concat();
        let answer = decides(&mut gestionnaire, usager, action, &fields);
        assert_eq!(answer.status, 303, "{action} {fields:?}: {answer:?}");
    };
    for (motif, column) in [
        ("A_SA_DEMANDE", "fin_a_sa_demande"),
        ("PLUS_DE_LIEN", "fin_plus_de_lien"),
        ("FIN_DE_DOMICILIATION", "fin_fin_de_domiciliation"),
        ("NON_MANIFESTATION", "fin_non_manifestation"),
        ("NON_RESPECT_REGLEMENT", "fin_non_respect"),
        ("ENTREE_LOGEMENT", "fin_entree_logement"),
        ("AUTRE", "fin_autre"),
    ] {
        decide(
            &desk.usager(),
            "radiation",
            &[("motif", motif), ("texte", "Parti.")],
        );
        assert_eq!(sum(&desk, column), 1, "{column}");
    }
    let asks = || {
        let usager = desk.usager();
        usager.set("statut", &json!("ATTENTE_DECISION"));
        usager
    };
    for (motif, column) in [
        ("HORS_AGREMENT", "refus_hors_agrement"),
        ("PAS_DE_LIEN", "refus_pas_de_lien"),
        ("SATURATION", "refus_saturation"),
        ("AUTRE", "refus_autre"),
    ] {
        decide(
            &asks(),
            "refus",
            &[("motif", motif), ("texte", "Ailleurs.")],
        );
        assert_eq!(sum(&desk, column), 1, "{column}");
    }
    let renews = asks();
    renews.set("renouvellement", &json!(1));
    let mut looks = desk.staff("GESTIONNAIRE");
    for (usager, column) in [(asks(), "premieres"), (renews, "renouvellements")] {
        let page = looks.get(&usager.tab("decision"));
        let proposed = ["debut", "echeance", "premiere"].map(|name| (name, page.field(name)));
        let fields: Vec<(&str, &str)> = proposed
            .iter()
            .filter_map(|(name, value)| Some((*name, value.as_deref()?)))
            .collect();
        decide(&usager, "validation", &fields);
        assert_eq!(sum(&desk, column), 1, "{column}");
    }
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
    let page = desk.staff("FACTEUR").get("/gestion/statistiques");
    for words in [
        "Première domiciliation 1 Renouvellement 1 Total 2",
        "Entrée en logement 1 Autre 1 Total 7",
        "Plus de place dans la structure 1 Autre 1 Total 4",
    ] {
        assert!(page.says(words), "« {words} »: {}", page.words());
    }
}

/// The comparison can fail: counters changed behind the product's back are seen.
pub(crate) fn a_wrong_counter_is_seen() {
    let desk = Desk::new();
    let usager = desk.usager();
    let mut agent = desk.staff("AGENT");
    let key = format!("{}compteur", &desk.id[8..]);
    let visit = [("mouvement", "VISITE"), ("jeton", key.as_str())];
    assert_eq!(agent.post(&usager.tab("passages"), &visit).status, 303);
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
    for (table, change, back) in [
        (
            "activite_jour",
            "visites = visites + 1",
            "visites = visites - 1",
        ),
        ("activite_jour", "fin_autre = 1", "fin_autre = 0"),
        ("effectif", "nombre = nombre + 1", "nombre = nombre - 1"),
    ] {
        let set = |what: &str| {
            db::sql(
                &format!("UPDATE {table} SET {what} WHERE structure_id = ?1"),
                &[json!(desk.id)],
            )
        };
        assert!(set(change).changes > 0);
        assert_ne!(wrong_counters(&desk), Vec::<Value>::new(), "{change}");
        set(back);
    }
}
