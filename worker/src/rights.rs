//! Who may do what: one table. The route table names a right for each page; nothing else decides.

use serde::{Deserialize, Serialize};

/// The role of a person, in their structure; an operateur has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Role {
    /// Hands out mail.
    Facteur,
    /// Welcomes people and hands out mail.
    Agent,
    /// Prepares domiciliations.
    Instructeur,
    /// Decides on them.
    Gestionnaire,
    /// Runs the structure.
    Administrateur,
    /// Runs the platform.
    Operateur,
}

impl Role {
    /// Every role, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::Facteur,
        Self::Agent,
        Self::Instructeur,
        Self::Gestionnaire,
        Self::Administrateur,
        Self::Operateur,
    ];

    /// The roles one may have in a structure, in the order of the table.
    pub const OF_A_STRUCTURE: [Self; 5] = [
        Self::Facteur,
        Self::Agent,
        Self::Instructeur,
        Self::Gestionnaire,
        Self::Administrateur,
    ];

    /// Its code, in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Facteur => "FACTEUR",
            Self::Agent => "AGENT",
            Self::Instructeur => "INSTRUCTEUR",
            Self::Gestionnaire => "GESTIONNAIRE",
            Self::Administrateur => "ADMINISTRATEUR",
            Self::Operateur => "OPERATEUR",
        }
    }

    /// The role of a structure that has this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::OF_A_STRUCTURE
            .into_iter()
            .find(|role| role.code() == code)
    }

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Facteur => "Facteur",
            Self::Agent => "Agent d’accueil",
            Self::Instructeur => "Instructeur",
            Self::Gestionnaire => "Gestionnaire",
            Self::Administrateur => "Administrateur",
            Self::Operateur => "Opérateur",
        }
    }
}

/// Something a person may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Right {
    /// One's own account.
    OwnAccount,
    /// Record mail in and out, see the list, a domicilié's « Courriers » and the statistics.
    RecordMail,
    /// See a domicilié's file.
    SeeFile,
    /// See and download a domicilié's documents.
    SeeDocuments,
    /// Create and edit files, write notes, ask for a renewal, instruct, end a domiciliation (« Radier »).
    EditFiles,
    /// Validate or refuse a domiciliation.
    Decide,
    /// Edit « Accès au portail usager » of a domicilié (seed 000, step 2).
    EditPortalAccess,
    /// Import, export, delete files, list portal accounts.
    ManageFiles,
    /// See the members.
    SeeMembers,
    /// Manage members, the structure's information, documents, notifications and « Portail Usager ».
    ManageStructure,
    /// See the structure's own services, drafts included.
    SeeServices,
    /// Write, publish and withdraw the structure's services.
    EditServices,
    /// See what the structure has sent and received (« Orientations »).
    SeeOrientations,
    /// Send an orientation, follow it, complete it, take it back.
    SendOrientations,
    /// Act on the orientations that the structure has received.
    AnswerOrientations,
    /// Hold dossiers: create, take charge, archive, send on, fetch back (seed 003).
    HoldDossiers,
    /// Erase an archived dossier.
    EraseDossiers,
    /// Write and withdraw the structure's places of the public map.
    EditPlaces,
    /// Create and suspend structures.
    RunPlatform,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 19] = [
        Self::OwnAccount,
        Self::RecordMail,
        Self::SeeFile,
        Self::SeeDocuments,
        Self::EditFiles,
        Self::Decide,
        Self::EditPortalAccess,
        Self::ManageFiles,
        Self::SeeMembers,
        Self::ManageStructure,
        Self::SeeServices,
        Self::EditServices,
        Self::SeeOrientations,
        Self::SendOrientations,
        Self::AnswerOrientations,
        Self::HoldDossiers,
        Self::EraseDossiers,
        Self::EditPlaces,
        Self::RunPlatform,
    ];

    /// Is it about dossiers, which only « structures opératrices » hold? Whoever works elsewhere is told so.
    #[must_use]
    pub fn is_of_operatrices(self) -> bool {
        matches!(self, Self::HoldDossiers | Self::EraseDossiers)
    }

    /// The roles that have it (domain.md « Roles and rights »).
    #[must_use]
    pub const fn holders(self) -> &'static [Role] {
        use Role::{Administrateur, Agent, Facteur, Gestionnaire, Instructeur, Operateur};
        match self {
            Self::OwnAccount | Self::RecordMail => {
                &[Facteur, Agent, Instructeur, Gestionnaire, Administrateur]
            }
            Self::SeeFile
            | Self::SeeDocuments
            | Self::SeeServices
            | Self::SeeOrientations
            | Self::SendOrientations
            | Self::AnswerOrientations
            | Self::HoldDossiers => &[Agent, Instructeur, Gestionnaire, Administrateur],
            Self::EditFiles | Self::EditPortalAccess => {
                &[Instructeur, Gestionnaire, Administrateur]
            }
            Self::Decide
            | Self::ManageFiles
            | Self::SeeMembers
            | Self::EditServices
            | Self::EraseDossiers
            | Self::EditPlaces => &[Gestionnaire, Administrateur],
            Self::ManageStructure => &[Administrateur],
            Self::RunPlatform => &[Operateur],
        }
    }
}

impl Role {
    /// May someone of this role do `right`?
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        right.holders().contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_roles_edit_portal_access() {
        let may = Role::ALL.map(|role| role.may(Right::EditPortalAccess));
        assert_eq!(may, [false, false, true, true, true, false]);
    }

    #[test]
    fn a_form_can_make_nobody_an_operateur() {
        assert_eq!(Role::of_code("OPERATEUR"), None);
        for role in Role::OF_A_STRUCTURE {
            assert_eq!(Role::of_code(role.code()), Some(role));
            assert_eq!(
                serde_json::to_value(role).ok(),
                Some(role.code().into()),
                "the code is the column's"
            );
        }
    }

    #[test]
    fn an_operateur_sees_nothing_of_a_structure() {
        let rights: Vec<_> = Right::ALL
            .into_iter()
            .filter(|right| Role::Operateur.may(*right))
            .collect();
        assert_eq!(rights, [Right::RunPlatform]);
    }
}
