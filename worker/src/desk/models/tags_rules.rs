//! The tags of a model: which there are, what they become, and where they are in a text. Pure.

use std::ops::Range;

use super::rules::Kind;

/// Where a tag may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In every model.
    Everywhere,
    /// In the letters that tell a decision against the person.
    Decisions,
    /// In the letter of a refusal.
    Refusal,
    /// In the letter of a radiation.
    Radiation,
    /// In the access letter: nothing else ever knows a password.
    Access,
}

impl Scope {
    fn holds(self, kind: Kind) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Decisions => matches!(kind, Kind::Refus | Kind::Radiation),
            Self::Refusal => kind == Kind::Refus,
            Self::Radiation => kind == Kind::Radiation,
            Self::Access => kind == Kind::Acces,
        }
    }

    /// Which models they are for, in words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Everywhere => "tous les modèles",
            Self::Decisions => "le refus et la radiation",
            Self::Refusal => "le refus",
            Self::Radiation => "la radiation",
            Self::Access => "l’accès au portail",
        }
    }
}

macro_rules! tags {
    ($($name:ident $code:literal $scope:ident $meaning:literal $example:literal;)*) => {
        /// A tag that a letter replaces.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Tag {
            $(#[doc = $meaning] $name),*
        }

        impl Tag {
            /// All of them, in the order of the screen.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name, without the braces.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// Where it may be.
            #[must_use]
            pub fn scope(self) -> Scope {
                match self { $(Self::$name => Scope::$scope),* }
            }

            /// What it becomes, in words.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning),* }
            }

            /// What it becomes, for instance.
            #[must_use]
            pub fn example(self) -> &'static str {
                match self { $(Self::$name => $example),* }
            }
        }
    };
}

tags! {
    StructureNom "STRUCTURE_NOM" Everywhere "Le nom de votre structure" "CCAS de Villeneuve";
    StructureAdresse "STRUCTURE_ADRESSE" Everywhere "Sa rue" "3 rue de la Mairie";
    StructureCodePostal "STRUCTURE_CODE_POSTAL" Everywhere "Son code postal" "44000";
    StructureVille "STRUCTURE_VILLE" Everywhere "Sa ville" "Villeneuve";
    StructureTelephone "STRUCTURE_TELEPHONE" Everywhere "Son téléphone" "02 40 00 00 00";
    AgentNom "AGENT_NOM" Everywhere "La personne de votre équipe qui fait la lettre" "Camille Martin";
    AgentRole "AGENT_ROLE" Everywhere "Son rôle" "Instructeur";
    DateJour "DATE_JOUR" Everywhere "Le jour où la lettre est faite" "28 décembre 2026";
    Civilite "USAGER_CIVILITE" Everywhere "M. ou Mme" "Mme";
    Salutation "USAGER_SALUTATION" Everywhere "Monsieur ou Madame" "Madame";
    UsagerNom "USAGER_NOM" Everywhere "Le nom de la personne, en majuscules" "DUBOIS";
    UsagerPrenom "USAGER_PRENOM" Everywhere "Son prénom" "Léa";
    UsagerSurnom "USAGER_SURNOM" Everywhere "Son surnom" "Lili";
    UsagerNumero "USAGER_NUMERO" Everywhere "Son numéro dans votre structure" "128";
    UsagerNaissance "USAGER_DATE_NAISSANCE" Everywhere "Sa date de naissance" "3 février 1980";
    UsagerLieuNaissance "USAGER_LIEU_NAISSANCE" Everywhere "Son lieu de naissance" "Lyon";
    UsagerTelephone "USAGER_TELEPHONE" Everywhere "Son téléphone" "06 00 00 00 00";
    UsagerEmail "USAGER_EMAIL" Everywhere "Son adresse e-mail" "lea@exemple.fr";
    AyantsDroit "AYANTS_DROIT" Everywhere "Les personnes domiciliées avec elle, une par ligne" "DUBOIS Tom, 4 mai 2019";
    Debut "DOMICILIATION_DEBUT" Everywhere "Le premier jour de la domiciliation" "22 novembre 2026";
    Fin "DOMICILIATION_FIN" Everywhere "Son dernier jour" "21 novembre 2027";
    Premiere "PREMIERE_DOMICILIATION" Everywhere "Le premier jour de la toute première" "1er mai 2020";
    DernierPassage "DERNIER_PASSAGE" Everywhere "Le jour du dernier passage" "13 octobre 2026";
    Courrier "COURRIER_EN_ATTENTE" Everywhere "Ce qui attend la personne" "2 courriers et 1 colis";
    Objet "OBJET" Decisions "Ce que dit la lettre, en un titre" "Refus de votre demande de domiciliation";
    DateDecision "DATE_DECISION" Decisions "Le jour de la décision" "20 novembre 2026";
    Motif "MOTIF" Decisions "Le motif, et ce qui a été écrit à côté" "hors agrément de la structure";
    PhraseAdresse "PHRASE_ADRESSE" Refusal "Si l’adresse reste valable après un renouvellement refusé, la phrase qui le dit" "Votre adresse actuelle reste valable jusqu’au 21 novembre 2027…";
    PhraseCourrier "PHRASE_COURRIER" Radiation "Si du courrier attend, la phrase qui le dit" "Du courrier vous attend (2 courriers, au 28 décembre 2026)…";
    Site "SITE" Access "L’adresse de la page de connexion" "https://escale.example/connexion";
    Identifiant "IDENTIFIANT" Access "L’identifiant de la personne (obligatoire)" "XKBNQXVI";
    MotDePasse "MOT_DE_PASSE" Access "Son mot de passe temporaire (obligatoire)" "11375448";
    Valable "VALABLE_JUSQU_AU" Access "Le dernier jour de ce mot de passe" "27 janvier 2027";
    CodeQr "CODE_QR" Access "Le code QR de la page de connexion, identifiant rempli" "(une image)";
}

impl Tag {
    /// Reads what stands between two braces; people write « {usager_nom} » and « { USAGER_NOM } » as well.
    #[must_use]
    pub fn read(inside: &str) -> Option<Self> {
        let name = inside.trim().to_uppercase();
        Self::ALL.iter().copied().find(|tag| tag.code() == name)
    }

    /// May it be in a model of that kind?
    #[must_use]
    pub fn fits(self, kind: Kind) -> bool {
        self.scope().holds(kind)
    }
}

/// The tags without which a model of that kind is no use.
#[must_use]
pub fn required(kind: Kind) -> &'static [Tag] {
    match kind {
        Kind::Acces => &[Tag::Identifiant, Tag::MotDePasse],
        _ => &[],
    }
}

/// What braces hold in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Braces<'a> {
    /// A tag.
    Tag(Tag),
    /// Something that is no tag.
    Unknown(&'a str),
    /// `{` that nothing closes on its line.
    Unclosed,
    /// `}` that nothing opened.
    Unopened,
}

/// All that braces hold in `text`, in order, each with its place in bytes, braces included. A line's end closes nothing.
#[must_use]
pub fn braces(text: &str) -> Vec<(Range<usize>, Braces<'_>)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, sign) in text.char_indices() {
        match (sign, open) {
            ('{' | '\n', Some(start)) => {
                found.push((start..start + 1, Braces::Unclosed));
                open = (sign == '{').then_some(at);
            }
            ('{', None) => open = Some(at),
            ('}', None) => found.push((at..at + 1, Braces::Unopened)),
            ('}', Some(start)) => {
                let inside = text.get(start + 1..at).unwrap_or_default();
                let held = Tag::read(inside).map_or(Braces::Unknown(inside), Braces::Tag);
                found.push((start..at + 1, held));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| (start..start + 1, Braces::Unclosed)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_as_people_write_them() {
        let held = |text| -> Vec<Braces> { braces(text).into_iter().map(|(_, it)| it).collect() };
        assert_eq!(
            held("À {usager_nom}, { USAGER_PRENOM\u{a0}}"),
            [Braces::Tag(Tag::UsagerNom), Braces::Tag(Tag::UsagerPrenom)]
        );
        assert_eq!(held("{USAGER_NON}"), [Braces::Unknown("USAGER_NON")]);
        assert_eq!(held("{}"), [Braces::Unknown("")]);
        assert_eq!(
            held("{USAGER_NOM et {DATE_JOUR} le }"),
            [
                Braces::Unclosed,
                Braces::Tag(Tag::DateJour),
                Braces::Unopened
            ]
        );
        assert_eq!(
            held("{USAGER_\nNOM}"),
            [Braces::Unclosed, Braces::Unopened],
            "a line's end closes nothing"
        );
        assert!(held("Rien ici (non plus) [là]").is_empty());
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "é{DATE_JOUR}à";
        let (at, _) = braces(text).remove(0);
        assert_eq!(text.get(at), Some("{DATE_JOUR}"));
    }

    #[test]
    fn each_tag_has_a_name_of_its_own_that_reads_back() {
        for tag in Tag::ALL {
            assert_eq!(Tag::read(tag.code()), Some(*tag));
            let plain = |c: char| c.is_ascii_uppercase() || c == '_';
            assert!(tag.code().chars().all(plain), "{tag:?}");
            assert!(!tag.meaning().is_empty() && !tag.example().is_empty());
        }
    }

    #[test]
    fn passwords_are_for_one_letter_only() {
        for kind in Kind::ALL {
            let may = Tag::MotDePasse.fits(kind);
            assert_eq!(may, kind == Kind::Acces, "{kind:?}");
            assert!(required(kind).iter().all(|tag| tag.fits(kind)));
        }
    }
}
