//! Why a dossier is archived, and why one is fetched back: codes and their words. Pure.

macro_rules! motifs {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of])* $variant,)*
        }

        impl $name {
            /// Every one, in the order of the form.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its code, in the database and in the form.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Its words on the screen.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The one of that code.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// Does it need words of one's own?
            #[must_use]
            pub fn needs_words(self) -> bool {
                self == Self::Autre
            }
        }
    };
}

motifs! {
    /// Why a dossier is archived.
    MotifArchivage {
        /// They have learnt what they came for.
        Termine = "TERMINE", "Le parcours d’ateliers est terminé";
        /// They no longer want to (seed 003).
        NeSouhaitePlus = "NE_SOUHAITE_PLUS", "La personne ne souhaite pas, ou plus, suivre d’ateliers";
        /// They no longer can (seed 003).
        NePeutPlus = "NE_PEUT_PLUS", "La personne ne peut pas, ou plus, venir (santé, horaires, trajet…)";
        /// Nobody answers.
        Injoignable = "INJOIGNABLE", "La personne est injoignable";
        /// They do not come.
        Absences = "ABSENCES", "Plusieurs absences sans nouvelles";
        /// They live elsewhere.
        Demenagement = "DEMENAGEMENT", "La personne a déménagé";
        /// There are two.
        Doublon = "DOUBLON", "La personne a un autre dossier";
        /// In words.
        Autre = "AUTRE", "Autre motif";
    }
}

motifs! {
    /// Why a dossier is fetched back.
    MotifRecuperation {
        /// They are at the counter, with their booklet.
        Accueil = "ACCUEIL", "La personne est dans ma structure, avec son carnet";
        /// They have asked for it.
        Demande = "DEMANDE", "La personne demande à suivre ses ateliers ici";
        /// The other structure has asked for it.
        Accord = "ACCORD", "La structure qui suit la personne me l’adresse";
        /// In words.
        Autre = "AUTRE", "Autre motif";
    }
}

/// The words of a reason kept with a line of the log, whichever list it is of.
#[must_use]
pub fn label_of(code: &str) -> Option<&'static str> {
    let of_archiving = MotifArchivage::of_code(code).map(MotifArchivage::label);
    of_archiving.or_else(|| MotifRecuperation::of_code(code).map(MotifRecuperation::label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_and_has_words() {
        for motif in MotifArchivage::ALL {
            assert_eq!(MotifArchivage::of_code(motif.code()), Some(*motif));
            assert!(label_of(motif.code()).is_some());
        }
        for motif in MotifRecuperation::ALL {
            assert_eq!(MotifRecuperation::of_code(motif.code()), Some(*motif));
            assert_eq!(label_of(motif.code()), Some(motif.label()));
        }
        assert_eq!(MotifArchivage::of_code("ACCUEIL"), None);
    }
}
