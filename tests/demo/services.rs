//! Services in every state: of the three structures, and imported ones whose structure has no account.

use crate::{
    sql::{Value, insert},
    world::{World, id},
};

/// A service of the demo world. Lists are separated by `|`.
pub(crate) struct Service {
    /// Its structure; none: imported.
    pub(crate) structure: Option<i64>,
    pub(crate) porteur: &'static str,
    statut: &'static str,
    pub(crate) nom: &'static str,
    description: &'static str,
    genre: &'static str,
    themes: &'static str,
    publics: &'static str,
    modes: &'static str,
    demandeurs: &'static str,
    pub(crate) criteres: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) place: (&'static str, &'static str, &'static str),
    pub(crate) contact: (
        Option<&'static str>,
        Option<&'static str>,
        Option<&'static str>,
    ),
    /// Answers, and days they took together.
    reponses: (i64, i64),
}

const EMPTY: Service = Service {
    structure: Some(1),
    porteur: "DomiFa Compte Test",
    statut: "PUBLIE",
    nom: "",
    description: "",
    genre: "accompagnement",
    themes: "",
    publics: "",
    modes: "envoyer-un-courriel|telephoner",
    demandeurs: "usagers|professionnels",
    criteres: "",
    documents: "",
    place: ("Rue test", "75000", "Paris"),
    contact: (None, None, None),
    reponses: (0, 0),
};

static SERVICES: [Service; 15] = [
    Service {
        nom: "Accompagnement vers le logement",
        description: "Une travailleuse sociale fait le point sur votre situation, puis vous aide à demander un logement social ou une place en résidence sociale.\n\nUn premier rendez-vous d’une heure, puis un rendez-vous par mois.",
        themes: "logement-hebergement|difficultes-administratives-ou-juridiques",
        publics: "familles|femmes|personnes-en-situation-durgence",
        criteres: "Être domicilié dans la commune\nAvoir un titre de séjour en cours, ou être français ou européen",
        documents: "Pièce d’identité\nAttestation de domiciliation\nDernier avis d’imposition",
        contact: (
            Some("Odile Ferrand"),
            Some("logement@demo.test"),
            Some("01 40 00 00 01"),
        ),
        reponses: (7, 28),
        ..EMPTY
    },
    Service {
        nom: "Épicerie solidaire",
        description: "Faire ses courses pour 10 % du prix habituel, deux fois par mois, pendant six mois.",
        genre: "aide-materielle",
        themes: "equipement-et-alimentation|difficultes-financieres",
        criteres: "Ressources inférieures à 10 € par jour et par personne",
        documents: "Justificatifs de ressources des trois derniers mois",
        contact: (None, Some("epicerie@demo.test"), None),
        ..EMPTY
    },
    Service {
        nom: "Permanence d’accès aux droits",
        description: "Chaque jeudi après-midi, sans rendez-vous : RSA, assurance maladie, papiers d’identité.",
        genre: "information",
        themes: "difficultes-administratives-ou-juridiques|sante",
        modes: "se-presenter|telephoner",
        demandeurs: "usagers",
        contact: (None, None, Some("01 40 00 00 02")),
        ..EMPTY
    },
    Service {
        statut: "BROUILLON",
        nom: "Atelier cuisine",
        description: "À compléter avec l’équipe.",
        genre: "atelier",
        modes: "",
        demandeurs: "professionnels",
        ..EMPTY
    },
    Service {
        structure: Some(2),
        porteur: "CCAS de Villeneuve",
        nom: "Bilan de mobilité",
        description: "Trouver comment aller au travail ou en formation : permis, location d’un scooter, transports en commun.",
        themes: "mobilite|trouver-un-emploi",
        publics: "jeunes|demandeurs-emploi",
        place: ("1 place de la Mairie", "59491", "Villeneuve-d’Ascq"),
        contact: (
            Some("Paul Lambert"),
            Some("mobilite@autre.test"),
            Some("03 20 00 00 01"),
        ),
        reponses: (3, 2),
        ..EMPTY
    },
    Service {
        structure: Some(2),
        porteur: "CCAS de Villeneuve",
        statut: "RETIRE",
        nom: "Aide aux vacances",
        description: "Une aide pour partir en famille. Reprendra l’an prochain.",
        genre: "aide-financiere",
        themes: "famille",
        publics: "familles",
        place: ("1 place de la Mairie", "59491", "Villeneuve-d’Ascq"),
        contact: (None, Some("vacances@autre.test"), None),
        ..EMPTY
    },
    Service {
        structure: Some(3),
        porteur: "Association Le Relais",
        nom: "Français pour débuter",
        description: "Deux matinées par semaine pour apprendre à parler, lire et écrire, avec des bénévoles.",
        genre: "formation",
        themes: "lecture-ecriture-calcul",
        publics: "personnes-exilees",
        criteres: "Être disponible deux matinées par semaine",
        place: ("12 quai du Canal", "31000", "Toulouse"),
        contact: (
            Some("Samira Haddad"),
            Some("francais@relais.test"),
            Some("05 61 00 00 01"),
        ),
        ..EMPTY
    },
    Service {
        structure: Some(3),
        porteur: "Association Le Relais",
        nom: "Vestiaire",
        description: "Des vêtements propres et adaptés à la saison, choisis sur place.",
        genre: "aide-materielle",
        themes: "equipement-et-alimentation",
        modes: "se-presenter",
        demandeurs: "usagers|professionnels",
        place: ("12 quai du Canal", "31000", "Toulouse"),
        ..EMPTY
    },
    Service {
        structure: None,
        porteur: "Mission locale du Val d’Orge (inventée)",
        nom: "Atelier CV et entretien",
        description: "Préparer son CV et s’entraîner à l’entretien, en petit groupe, le mardi matin.",
        genre: "atelier",
        themes: "preparer-sa-candidature|trouver-un-emploi",
        publics: "jeunes",
        place: ("5 allée des Tilleuls", "91220", "Brétigny-sur-Orge"),
        contact: (
            Some("Accueil"),
            Some("accueil@mission-locale.test"),
            Some("01 60 00 00 01"),
        ),
        ..EMPTY
    },
    Service {
        structure: None,
        porteur: "Centre de santé des Remparts (inventé)",
        nom: "Consultation dentaire sans avance de frais",
        description: "Soins dentaires courants, tiers payant, interprète par téléphone.",
        themes: "sante",
        place: ("2 rue des Remparts", "35000", "Rennes"),
        contact: (None, Some("dentaire@remparts.test"), Some("02 99 00 00 01")),
        ..EMPTY
    },
    Service {
        structure: None,
        porteur: "Ressourcerie du Port (inventée)",
        nom: "Ordinateurs reconditionnés",
        description: "Un ordinateur à prix solidaire et une heure de prise en main.",
        genre: "aide-materielle",
        themes: "numerique",
        publics: "beneficiaires-des-minimas-sociaux|etudiants",
        modes: "se-presenter|utiliser-lien-mobilisation",
        place: ("18 quai des Docks", "44000", "Nantes"),
        ..EMPTY
    },
    // Those that the requests of the demo world are for.
    Service {
        structure: Some(2),
        porteur: "CCAS de Villeneuve",
        nom: "Chercher un logement pas à pas",
        description: "Un rendez-vous par mois pour chercher un logement, constituer le dossier et préparer l’entrée.",
        themes: "logement-hebergement",
        demandeurs: "professionnels",
        criteres: "Être domicilié dans la métropole lilloise",
        documents: "Attestation de domiciliation",
        place: ("1 place de la Mairie", "59491", "Villeneuve-d’Ascq"),
        contact: (None, Some("logement@autre.test"), Some("03 20 00 00 01")),
        ..EMPTY
    },
    Service {
        structure: Some(3),
        porteur: "Association Le Relais",
        nom: "Ateliers numériques du matin",
        description: "Apprendre à se servir d’un ordinateur et d’un téléphone, en petit groupe, à son rythme.",
        genre: "atelier",
        themes: "numerique",
        demandeurs: "professionnels",
        criteres: "Pouvoir venir deux matins par semaine",
        documents: "Aucun document obligatoire",
        place: ("12 quai du Canal", "31000", "Toulouse"),
        contact: (None, Some("ateliers@relais.test"), Some("05 61 00 00 01")),
        ..EMPTY
    },
    Service {
        nom: "Aide aux démarches administratives",
        description: "Une permanence pour les dossiers de la CAF, de la CPAM et de la préfecture, sur rendez-vous.",
        themes: "difficultes-administratives-ou-juridiques",
        demandeurs: "professionnels",
        criteres: "Habiter ou être domicilié à Paris",
        documents: "Pièce d’identité",
        contact: (None, Some("demarches@demo.test"), Some("01 40 00 00 01")),
        ..EMPTY
    },
    Service {
        structure: None,
        porteur: "Mobilité pour tous (inventée)",
        nom: "Location solidaire de vélos",
        description: "Un vélo en bon état pour trois mois, avec casque et antivol, pour aller au travail ou en formation.",
        genre: "aide-materielle",
        themes: "mobilite",
        demandeurs: "professionnels",
        criteres: "Avoir un emploi ou une formation en vue",
        documents: "Justificatif d’emploi ou de formation",
        place: ("8 rue des Ateliers", "59000", "Lille"),
        contact: (None, Some("contact@mobilite.test"), Some("03 20 00 00 02")),
        ..EMPTY
    },
];

/// The service of that number, the first being 1.
pub(crate) fn numbered(number: i64) -> Option<&'static Service> {
    SERVICES.get(usize::try_from(number - 1).ok()?)
}

/// The id of the service of that number.
pub(crate) fn service_id(number: i64) -> String {
    id("offers", number)
}

fn list(text: &str, mark: char) -> Value {
    let items = text.split(mark).filter(|item| !item.is_empty());
    let items: Vec<String> = items.map(|item| format!("\"{item}\"")).collect();
    format!("[{}]", items.join(",")).into()
}

/// Every INSERT of the services.
pub(crate) fn statements(world: &World) -> Vec<String> {
    (1..)
        .zip(&SERVICES)
        .map(|(number, service)| row(world, number, service))
        .collect()
}

fn row(world: &World, number: i64, service: &Service) -> String {
    let (adresse, code_postal, commune) = service.place;
    let (contact, courriel, telephone) = service.contact;
    let imported = service.structure.is_none();
    let link = service.modes.contains("lien");
    insert(
        "service",
        vec![
            ("id", service_id(number).into()),
            (
                "structure_id",
                service.structure.map(|it| id("struct", it)).into(),
            ),
            ("source", imported.then_some("demonstration").into()),
            (
                "source_id",
                imported.then(|| format!("demo-{number}")).into(),
            ),
            (
                "source_maj",
                imported.then(|| world.day(-20).to_string()).into(),
            ),
            ("porteur", service.porteur.into()),
            ("statut", service.statut.into()),
            ("nom", service.nom.into()),
            ("description", service.description.into()),
            ("type_service", service.genre.into()),
            ("themes", list(service.themes, '|')),
            ("publics", list(service.publics, '|')),
            ("modes_orientation", list(service.modes, '|')),
            ("mobilisable_par", list(service.demandeurs, '|')),
            ("modes_accueil", list("en-presentiel", '|')),
            (
                "lien",
                link.then_some("https://ressourcerie.test/ordinateurs")
                    .into(),
            ),
            ("criteres", list(service.criteres, '\n')),
            ("documents", list(service.documents, '\n')),
            ("adresse", adresse.into()),
            ("code_postal", code_postal.into()),
            ("commune", commune.into()),
            ("contact_nom", contact.into()),
            ("courriel", courriel.into()),
            ("telephone", telephone.into()),
            ("contact_public", (imported || number == 1).into()),
            ("frais", "gratuit".into()),
            ("reponses", service.reponses.0.into()),
            ("reponses_ms", (service.reponses.1 * 86_400_000).into()),
            ("created_at", world.moment(60 - number).into()),
            ("updated_at", world.moment(30 - number).into()),
        ],
    )
}
