//! Requests in every statut between the demo structures, and to an imported service whose structure has no account; and a
//! draft.

use escale_worker::orientation::{
    request::rules::{person_key, search_keys},
    rules::{FILES_MS, NAMES_MS, OPEN_MS, REMINDERS_MS},
};

use crate::{
    services::{self, Service},
    sql::{Value, insert},
    world::{World, id},
};

/// A request.
struct Demande {
    /// The structure that sends, and who there.
    from: (i64, i64, &'static str, &'static str),
    /// The service: its number in the directory.
    service: i64,
    nom: &'static str,
    prenom: &'static str,
    motif: &'static str,
    situation: &'static str,
    statut: &'static str,
    /// Days ago: sent, ended.
    days: (i64, Option<i64>),
    rappels: i64,
    seen: bool,
    document: bool,
    refus: Option<&'static str>,
    /// What the service has written with its answer, or before.
    message: Option<&'static str>,
}

const ANGE: (i64, i64, &str, &str) = (1, 4, "Ange Simon", "agent@demo.test");
const CAMILLE: (i64, i64, &str, &str) = (2, 6, "Camille Lefèvre", "admin@autre.test");
const SACHA: (i64, i64, &str, &str) = (3, 7, "Sacha Girard", "admin@relais.test");

const OPEN: Demande = Demande {
    from: ANGE,
    service: 12,
    nom: "",
    prenom: "",
    motif: "",
    situation: "Personnes en situation d’urgence",
    statut: "OUVERTE",
    days: (0, None),
    rappels: 0,
    seen: false,
    document: false,
    refus: None,
    message: None,
};

const DEMANDES: [Demande; 13] = [
    Demande {
        nom: "KONATÉ",
        prenom: "Mariam",
        motif: "Mariam dort chez des proches depuis deux mois. Elle travaille le soir et cherche un studio.",
        days: (1, None),
        document: true,
        ..OPEN
    },
    Demande {
        nom: "PETROV",
        prenom: "Andreï",
        motif: "Sort d’un foyer à la fin du mois. Dossier de logement social déjà déposé.",
        days: (12, None),
        rappels: 1,
        seen: true,
        message: Some("Bonjour,\n\nPouvez-vous nous envoyer son numéro unique d’enregistrement ?"),
        ..OPEN
    },
    Demande {
        nom: "أحمد",
        prenom: "Samir",
        motif: "Cherche un vélo pour son contrat d’apprenti, à 6 km de chez lui.",
        service: 15,
        days: (22, None),
        rappels: 2,
        ..OPEN
    },
    Demande {
        nom: "ROUSSEAU",
        prenom: "Jeanne",
        motif: "Veut apprendre à faire ses démarches seule.",
        situation: "Seniors",
        service: 13,
        statut: "VALIDEE",
        days: (20, Some(15)),
        seen: true,
        document: true,
        message: Some(
            "Bonjour,\n\nNous acceptons votre demande : Jeanne peut venir dès mardi à 9 h 30.",
        ),
        ..OPEN
    },
    Demande {
        nom: "NGUYEN",
        prenom: "Linh",
        motif: "A besoin d’un vélo pour suivre une formation de cuisine.",
        service: 15,
        statut: "REFUSEE",
        days: (40, Some(31)),
        refus: Some("[\"SESSION_COMPLETE\",\"NON_MOBILE\"]"),
        message: Some("Bonjour,\n\nToutes nos places sont prises jusqu’au printemps."),
        ..OPEN
    },
    Demande {
        nom: "BERGER",
        prenom: "Luc",
        motif: "Vit dans sa voiture, souhaite rester près de son travail.",
        statut: "EXPIREE",
        days: (60, Some(30)),
        rappels: 2,
        ..OPEN
    },
    Demande {
        nom: "SILVA",
        prenom: "Ana",
        motif: "Cherche un logement pour elle et ses deux enfants.",
        situation: "Familles",
        statut: "ANNULEE",
        days: (9, Some(7)),
        ..OPEN
    },
    Demande {
        statut: "VALIDEE",
        days: (760, Some(750)),
        seen: true,
        ..OPEN
    },
    Demande {
        from: CAMILLE,
        service: 14,
        nom: "MOREL",
        prenom: "Inès",
        motif: "Doit refaire sa carte vitale et ses papiers après un vol.",
        days: (2, None),
        document: true,
        ..OPEN
    },
    Demande {
        from: SACHA,
        service: 14,
        nom: "DIOP",
        prenom: "Cheikh",
        motif: "Première demande de titre de séjour, dossier presque complet.",
        situation: "Personnes exilées",
        days: (14, None),
        rappels: 1,
        seen: true,
        ..OPEN
    },
    Demande {
        from: SACHA,
        service: 14,
        nom: "LEROY",
        prenom: "Patrick",
        motif: "Ne comprend pas un courrier de la CAF.",
        statut: "VALIDEE",
        days: (25, Some(22)),
        seen: true,
        message: Some("Bonjour,\n\nNous recevons M. Leroy jeudi à 10 h."),
        ..OPEN
    },
    Demande {
        from: CAMILLE,
        service: 14,
        nom: "GARCIA",
        prenom: "Lola",
        motif: "Demande de RSA à déposer.",
        statut: "REFUSEE",
        days: (33, Some(28)),
        seen: true,
        refus: Some("[\"DOUBLON\"]"),
        message: Some("Bonjour,\n\nNous suivons déjà Lola."),
        ..OPEN
    },
    Demande {
        from: CAMILLE,
        service: 13,
        nom: "HAMIDI",
        prenom: "Yasmine",
        motif: "Veut savoir se servir de sa messagerie.",
        days: (5, None),
        ..OPEN
    },
];

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// What a request keeps of a service.
fn copie(number: i64, of: &Service, gone: bool) -> String {
    let structure = of
        .structure
        .map_or_else(|| "null".to_owned(), |it| quoted(&id("struct", it)));
    let (adresse, postal, town) = of.place;
    let (_, courriel, telephone) = of.contact;
    let (courriel, telephone) = if gone {
        (None, None)
    } else {
        (courriel, telephone)
    };
    format!(
        "{{\"id\":{},\"structure_id\":{structure},\"porteur\":{},\"nom\":{},\"adresse_lines\":[{},{}],\"contact_nom\":null,\
         \"courriel\":{},\"telephone\":{},\"publics\":[\"Tous publics\"],\"criteres\":[{}],\"documents\":[{}]}}",
        quoted(&services::service_id(number)),
        quoted(of.porteur),
        quoted(of.nom),
        quoted(adresse),
        quoted(&format!("{postal} {town}")),
        quoted(courriel.unwrap_or_default()),
        telephone.map_or_else(|| "null".to_owned(), quoted),
        quoted(of.criteres),
        quoted(of.documents),
    )
}

/// A line of a timeline, so many days ago.
type Line = (&'static str, &'static str, i64, String);

impl Demande {
    fn lines(&self) -> Vec<Line> {
        let (sent, ended) = self.days;
        let nothing = || "{}".to_owned();
        let mut lines = vec![("ENVOI", "PRESCRIPTEUR", sent, nothing())];
        if self.seen {
            lines.push(("VUE", "SERVICE", sent - 1, nothing()));
        }
        for reminder in 0..self.rappels {
            lines.push(("RAPPEL", "TEMPS", sent - 10 * (reminder + 1), nothing()));
        }
        let said = |text: &str| {
            format!(
                "\"messages\":[{{\"a\":{},\"texte\":{}}}]",
                quoted(self.from.2),
                quoted(text)
            )
        };
        let message = self.message.map(said).unwrap_or_default();
        let answer = match self.statut {
            "VALIDEE" => ("VALIDATION", "SERVICE", format!("{{{message}}}")),
            "REFUSEE" => {
                let motifs = self.refus.unwrap_or("[]");
                let comma = if message.is_empty() { "" } else { "," };
                let detail = format!("{{\"motifs\":{motifs}{comma}{message}}}");
                ("REFUS", "SERVICE", detail)
            }
            "EXPIREE" => ("EXPIRATION", "TEMPS", nothing()),
            "ANNULEE" => (
                "ANNULATION",
                "PRESCRIPTEUR",
                "{\"mot\":\"Elle a trouvé un logement.\"}".to_owned(),
            ),
            _ if !message.is_empty() => {
                ("CONTACT_PRESCRIPTEUR", "SERVICE", format!("{{{message}}}"))
            }
            _ => return lines,
        };
        let at = ended.unwrap_or(sent - 2);
        lines.push((answer.0, answer.1, at, answer.2));
        lines
    }

    fn gone(&self) -> bool {
        self.nom.is_empty()
    }
}

impl World {
    pub(crate) fn orientations(&self) -> Vec<String> {
        let mut statements = Vec::new();
        for (number, demande) in (1..).zip(&DEMANDES) {
            statements.push(self.request(number, demande));
            statements.extend(self.beside_request(number, demande));
        }
        statements.push(self.draft());
        statements
    }

    fn request(&self, number: i64, of: &Demande) -> String {
        let Some(service) = services::numbered(of.service) else {
            return String::new();
        };
        let (structure, person, prescripteur, courriel) = of.from;
        let (sent, ended) = (
            self.moment(of.days.0),
            of.days.1.map(|days| self.moment(days)),
        );
        let decided = matches!(of.statut, "VALIDEE" | "REFUSEE");
        let files_gone = !matches!(of.statut, "OUVERTE" | "VALIDEE") || of.gone();
        let next = match (of.statut, usize::try_from(of.rappels)) {
            ("OUVERTE", Ok(done)) => REMINDERS_MS
                .get(done)
                .map_or(sent + OPEN_MS, |at| sent + at),
            ("VALIDEE", _) if !files_gone => ended.unwrap_or(sent) + FILES_MS,
            _ => sent + NAMES_MS,
        };
        let shown = |text: &'static str| if of.gone() { "" } else { text };
        let mut row: Vec<(&str, Value)> = vec![
            ("id", id("orient", number).into()),
            ("structure_id", id("struct", structure).into()),
            (
                "destinataire_id",
                service.structure.map(|number| id("struct", number)).into(),
            ),
            ("service_id", services::service_id(of.service).into()),
            (
                "service_copie",
                copie(of.service, service, of.gone()).into(),
            ),
            (
                "service_courriel",
                shown(service.contact.1.unwrap_or_default()).into(),
            ),
            ("prescripteur_id", id("person", person).into()),
            ("prescripteur_nom", shown(prescripteur).into()),
            ("prescripteur_courriel", shown(courriel).into()),
            ("nom", of.nom.into()),
            ("prenom", of.prenom.into()),
            ("cle", person_key(of.nom, of.prenom).into()),
        ];
        let contacts = if of.gone() { "[]" } else { "[\"TELEPHONE\"]" };
        row.extend([
            ("contacts", contacts.into()),
            ("telephone", (!of.gone()).then_some("06 12 34 56 78").into()),
            (
                "situations",
                if of.gone() {
                    "[]".into()
                } else {
                    format!("[{}]", quoted(of.situation)).into()
                },
            ),
            (
                "criteres",
                if of.gone() {
                    "[]".into()
                } else {
                    format!("[{}]", quoted(service.criteres)).into()
                },
            ),
            ("motif", of.motif.into()),
            ("statut", of.statut.into()),
            ("sent_at", sent.into()),
            ("expires_at", (sent + OPEN_MS).into()),
            ("rappels", of.rappels.into()),
            ("suite_at", (!of.gone()).then_some(next).into()),
            ("vue_at", of.seen.then(|| self.moment(of.days.0 - 1)).into()),
            ("ended_at", ended.into()),
            (
                "decideur",
                decided
                    .then(|| {
                        if of.gone() {
                            String::new()
                        } else {
                            format!("{}, par son lien", service.porteur)
                        }
                    })
                    .into(),
            ),
            ("motifs", of.refus.into()),
            (
                "fichiers_effaces_at",
                files_gone.then(|| ended.unwrap_or(sent)).into(),
            ),
            ("anonyme_at", of.gone().then(|| self.moment(29)).into()),
        ]);
        insert("orientation", row)
    }

    fn beside_request(&self, number: i64, of: &Demande) -> Vec<String> {
        let structure: Value = id("struct", of.from.0).into();
        let request: Value = id("orient", number).into();
        let mut statements = Vec::new();
        for (rank, (evenement, acteur, days, detail)) in (0_i64..).zip(of.lines()) {
            let by = (acteur == "PRESCRIPTEUR").then(|| id("person", of.from.1));
            let detail = if of.gone() { "{}".to_owned() } else { detail };
            let row = vec![
                ("id", id("orieve", number * 100 + rank).into()),
                ("orientation_id", request.clone()),
                ("structure_id", structure.clone()),
                ("evenement", evenement.into()),
                ("acteur", acteur.into()),
                ("staff_user_id", by.into()),
                ("detail", detail.into()),
                ("created_at", (self.moment(days) + rank).into()),
            ];
            statements.push(insert("orientation_evenement", row));
        }
        if of.document && !of.gone() {
            let row = vec![
                ("id", id("oridoc", number).into()),
                ("structure_id", structure.clone()),
                ("orientation_id", request.clone()),
                ("nom", "Attestation de droits.pdf".into()),
                ("genre", "application/pdf".into()),
                (
                    "octets",
                    i64::try_from(include_bytes!("documents/attestation-de-droits.pdf").len())
                        .unwrap_or(1)
                        .into(),
                ),
                ("objet", format!("demo/orientation-{number}.pdf").into()),
                ("created_at", self.moment(of.days.0).into()),
            ];
            statements.push(insert("orientation_document", row));
        }
        statements.extend(keys(number, of));
        statements
    }

    /// Somebody's draft, half written.
    fn draft(&self) -> String {
        let typed =
            "{\"situations\":[\"jeunes\"],\"conforme\":true,\"nom\":\"FABRE\",\"prenom\":\"Théo\"}";
        insert(
            "orientation_brouillon",
            vec![
                ("id", id("oribro", 1).into()),
                ("structure_id", id("struct", 1).into()),
                ("staff_user_id", id("person", 4).into()),
                ("service_id", services::service_id(13).into()),
                ("donnees", typed.into()),
                ("version", 3.into()),
                ("created_at", self.moment(1).into()),
                ("expires_at", self.moment(-6).into()),
            ],
        )
    }
}

/// What the two searches find it by.
fn keys(number: i64, of: &Demande) -> Vec<String> {
    let service = services::numbered(of.service).filter(|_| !of.gone());
    let Some(service) = service else {
        return Vec::new();
    };
    let sender = (of.from.0, "ENVOYEE");
    let receiver = service.structure.map(|structure| (structure, "RECUE"));
    let mut statements = Vec::new();
    for (structure, sens) in std::iter::once(sender).chain(receiver) {
        for cle in search_keys(of.nom, of.prenom, service.nom) {
            statements.push(insert(
                "orientation_cle",
                vec![
                    ("structure_id", id("struct", structure).into()),
                    ("sens", sens.into()),
                    ("cle", cle.into()),
                    ("orientation_id", id("orient", number).into()),
                ],
            ));
        }
    }
    statements
}
