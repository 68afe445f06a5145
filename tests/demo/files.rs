//! One domicilié's file as the desk would have written it: the person, the decisions, the mail, and each in « Historique ».

use chrono::Months;
use escale_worker::{desk::list::rules, edge::clock::Day};

use crate::{
    beside::BESIDE,
    people::{Person, Situation},
    sql::{Value, insert},
    world::{World, id},
};

/// What waits or moves: courriers, avis de passage, colis.
pub(crate) type Counts = (i64, i64, i64);

/// A file being written: its rows so far.
pub(crate) struct File<'w> {
    pub(crate) world: &'w World,
    structure: i64,
    numero: i64,
    rows: i64,
    statements: Vec<String>,
}

/// Why mail moves, beside its counts.
#[derive(Default)]
pub(crate) struct Movement {
    pub(crate) mandataire: Option<&'static str>,
    pub(crate) note: Option<&'static str>,
    /// The line that it undoes, and what that line was.
    pub(crate) annule: Option<(String, &'static str)>,
}

impl World {
    /// All that is written of a person.
    pub(crate) fn file(&self, structure: i64, numero: i64, person: &Person) -> Vec<String> {
        let mut file = File {
            world: self,
            structure,
            numero,
            rows: 0,
            statements: Vec::new(),
        };
        file.identity(person);
        file.decisions(person.situation);
        if structure == 1 {
            file.past(numero, person);
        }
        file.mail(person);
        if let Some(beside) = BESIDE.iter().find(|beside| beside.nom == person.nom) {
            file.beside(beside);
        }
        file.statements
    }
}

impl File<'_> {
    fn usager(&self) -> String {
        id("usager", self.structure * 1_000_000 + self.numero)
    }

    /// Who did it: in structure 1 somebody of that role, elsewhere the only person there is.
    pub(crate) fn by(&self, role: &str) -> Value {
        let number = match (self.structure, role) {
            (1, "GESTIONNAIRE") => 2,
            (1, "INSTRUCTEUR") => 3,
            (1, "AGENT") => 4,
            (1, _) => 5,
            (2, _) => 6,
            _ => 7,
        };
        id("person", number).into()
    }

    /// A row of this file that happened so many days ago; the later it is written, the later in the day. Gives its id.
    pub(crate) fn row(
        &mut self,
        table: &str,
        days_ago: i64,
        mut row: Vec<(&'static str, Value)>,
    ) -> String {
        row.push(("created_at", self.at(days_ago).into()));
        self.timeless(table, row)
    }

    /// The same for what has no age.
    pub(crate) fn timeless(&mut self, table: &str, mut row: Vec<(&'static str, Value)>) -> String {
        self.rows += 1;
        let number = self.structure * 1_000_000 + self.numero * 1_000 + self.rows;
        let id = id("record", number);
        row.push(("id", id.clone().into()));
        self.part(table, row);
        id
    }

    /// The same for what has no id either.
    pub(crate) fn part(&mut self, table: &str, mut row: Vec<(&'static str, Value)>) {
        row.push(("structure_id", self.structure_id()));
        row.push(("usager_id", self.usager().into()));
        self.statements.push(insert(table, row));
    }

    fn structure_id(&self) -> Value {
        id("struct", self.structure).into()
    }

    /// When the next row would be, were it of that day.
    pub(crate) fn at(&self, days_ago: i64) -> i64 {
        self.after(days_ago, self.rows)
    }

    /// A day at the counter: the first row of a file at eight o’clock (UTC), then one each five minutes.
    fn after(&self, days_ago: i64, rows: i64) -> i64 {
        const MINUTE_MS: i64 = 60_000;
        self.world.midnight(days_ago) + (8 * 60 + rows * 5) * MINUTE_MS
    }

    /// A line of « Historique ».
    pub(crate) fn event(
        &mut self,
        evenement: &str,
        days_ago: i64,
        role: &str,
        detail: Vec<(&'static str, Value)>,
    ) {
        let row = vec![
            ("evenement", evenement.into()),
            ("detail", Value::Object(detail)),
            ("staff_user_id", self.by(role)),
        ];
        let _ = self.row("historique", days_ago, row);
    }

    fn identity(&mut self, person: &Person) {
        let alone = if person.civilite == "F" {
            "FEMME_SEULE"
        } else {
            "HOMME_SEUL"
        };
        let raisons = [
            "ERRANCE",
            "HEBERGEMENT_INSTABLE",
            "RUPTURE",
            "EXPULSION",
            "ARRIVEE",
        ];
        let raison = raisons
            .into_iter()
            .cycle()
            .nth(usize::try_from(self.numero).unwrap_or(0));
        let created = person.situation.created();
        let mut row: Vec<(&str, Value)> = vec![
            ("id", self.usager().into()),
            ("structure_id", self.structure_id()),
            ("numero", self.numero.into()),
            ("civilite", person.civilite.into()),
            ("prenom", person.prenom.into()),
            ("nom", person.nom.into()),
            ("surnom", person.surnom.into()),
            ("cle_tri", rules::sort_key(names_of(person)).into()),
            ("date_naissance", person.naissance.into()),
            ("telephone", person.telephone.into()),
            ("email", person.email.into()),
            ("langue", person.langue.into()),
            ("menage", person.menage.unwrap_or(alone).into()),
            ("raison", raison.into()),
            ("created_at", self.at(created).into()),
        ];
        row.extend(self.standing(person.situation));
        self.statements.push(insert("usager", row));
        self.search_keys(person);
        let numero = vec![("numero", self.numero.into())];
        self.event("FICHE_CREEE", created, "INSTRUCTEUR", numero);
    }

    /// What the search box finds a person by, as the desk writes it.
    fn search_keys(&mut self, person: &Person) {
        let Ok(naissance) = person.naissance.parse().map(Day) else {
            return;
        };
        let names = names_of(person);
        for key in rules::search_keys(names, self.numero, naissance, person.telephone) {
            self.part("usager_cle", vec![("cle", key.into())]);
        }
    }

    pub(crate) fn day(&self, days_from_today: i64) -> Value {
        self.world.day(days_from_today).to_string().into()
    }

    /// First and last day of the domiciliation that runs or ran.
    fn days(&self, situation: Situation) -> Option<(Value, Value)> {
        match situation {
            Situation::Active { echeance, .. } | Situation::Renouvelle { echeance, .. } => {
                Some((self.day(echeance - 364), self.day(echeance)))
            }
            Situation::Radie(ago, ..) => Some((self.day(-ago - 200), self.day(-ago))),
            Situation::Until(echeance) => {
                let debut = echeance
                    .parse()
                    .ok()
                    .map(Day)?
                    .0
                    .checked_sub_months(Months::new(12))?;
                let debut = debut.min(self.world.day(-20)).to_string();
                Some((debut.into(), echeance.into()))
            }
            Situation::Instruction(_) | Situation::AttenteDecision(_) | Situation::Refus(..) => {
                None
            }
        }
    }

    /// The columns that say where a file stands.
    fn standing(&self, situation: Situation) -> Vec<(&'static str, Value)> {
        let mut row: Vec<(&'static str, Value)> = vec![("statut", situation.statut().into())];
        if let Some((debut, echeance)) = self.days(situation) {
            row.push(("premiere_domiciliation", debut.clone()));
            row.push(("debut", debut));
            row.push(("echeance", echeance));
        }
        if let Some(ago) = situation.validated() {
            row.push(("passage_plancher_at", self.world.moment(ago).into()));
        }
        if let Some(ago) = situation.decided() {
            // Its event comes after those of the file made, submitted and, for one that has ended, validated.
            let before = 2 + i64::from(matches!(situation, Situation::Radie(..)));
            row.push(("decided_at", self.after(ago, before).into()));
        }
        match situation {
            Situation::Refus(_, motif, texte) | Situation::Radie(_, motif, texte) => {
                row.push(("motif", motif.into()));
                row.push(("motif_texte", texte.into()));
            }
            Situation::Renouvelle { .. } => row.push(("renouvellement", true.into())),
            _ => {}
        }
        row
    }

    fn decisions(&mut self, situation: Situation) {
        let submitted = match situation {
            Situation::AttenteDecision(ago) => Some(ago),
            Situation::Refus(ago, ..) => Some(ago + 3),
            other => other.validated().map(|ago| ago + 3),
        };
        if let Some(ago) = submitted {
            self.event("SOUMIS", ago, "INSTRUCTEUR", Vec::new());
        }
        if let (Some(ago), Some((debut, echeance))) = (situation.validated(), self.days(situation))
        {
            let days = vec![("debut", debut), ("echeance", echeance)];
            self.event("VALIDATION", ago, "GESTIONNAIRE", days);
        }
        match situation {
            Situation::Renouvelle {
                demande, soumis, ..
            } => {
                self.event("DEMANDE_RENOUVELLEMENT", demande, "INSTRUCTEUR", Vec::new());
                if soumis {
                    self.event("SOUMIS", demande - 2, "INSTRUCTEUR", Vec::new());
                }
            }
            Situation::Refus(ago, motif, texte) => {
                let why = vec![("motif", motif.into()), ("texte", texte.into())];
                self.event("REFUS", ago, "GESTIONNAIRE", why);
            }
            Situation::Radie(ago, motif, texte) => {
                let why = vec![("motif", motif.into()), ("texte", texte.into())];
                self.event("RADIATION", ago, "INSTRUCTEUR", why);
            }
            _ => {}
        }
    }

    /// A line of the ledger, and its event.
    pub(crate) fn line(
        &mut self,
        mouvement: &'static str,
        counts: Counts,
        days_ago: i64,
        more: Movement,
    ) -> String {
        let (courrier, recommande, colis) = counts;
        let role = if mouvement == "RECEPTION" {
            "FACTEUR"
        } else {
            "AGENT"
        };
        let shown = matches!(mouvement, "VISITE" | "APPEL" | "TRANSFERT")
            || mouvement == "REMISE" && more.mandataire.is_none();
        let (annule, undone) = more.annule.unzip();
        let row = vec![
            ("mouvement", mouvement.into()),
            ("courrier", courrier.into()),
            ("recommande", recommande.into()),
            ("colis", colis.into()),
            ("passage", shown.into()),
            ("mandataire", more.mandataire.into()),
            ("note", more.note.into()),
            ("annule_id", annule.into()),
            ("staff_user_id", self.by(role)),
        ];
        let line = self.row("mail_line", days_ago, row);
        let detail = vec![
            ("courrier", courrier.into()),
            ("recommande", recommande.into()),
            ("colis", colis.into()),
            ("mandataire", more.mandataire.into()),
            ("annule", undone.into()),
        ];
        self.event(mouvement, days_ago, role, detail);
        line
    }

    /// The lines that make the last visit and what waits; the database counts them.
    fn mail(&mut self, person: &Person) {
        let none = Movement::default;
        let seen = person.situation.seen();
        if let Some(ago) = seen {
            let came = (1 + self.numero % 2, 0, 0);
            match self.numero % 3 {
                0 => drop(self.line("VISITE", (0, 0, 0), ago, none())),
                1 => drop(self.line("APPEL", (0, 0, 0), ago, none())),
                _ => {
                    let _ = self.line("RECEPTION", came, ago + 6, none());
                    let _ = self.line("REMISE", came, ago, none());
                }
            }
        }
        // Of those who were not seen for long, some of it has waited for long.
        let (courrier, recommande, colis) = person.attente;
        let old = if seen.is_some_and(|ago| ago > 30) {
            courrier / 2
        } else {
            0
        };
        if old > 0 {
            let _ = self.line("RECEPTION", (old, 0, 0), 27, none());
        }
        if courrier + recommande + colis > 0 {
            let since = seen
                .unwrap_or(6)
                .min(person.situation.created())
                .clamp(1, 6);
            let _ = self.line(
                "RECEPTION",
                (courrier - old, recommande, colis),
                since,
                none(),
            );
        }
    }
}

fn names_of(person: &Person) -> rules::Names<'_> {
    rules::Names {
        nom: person.nom,
        prenom: person.prenom,
        surnom: person.surnom,
    }
}
