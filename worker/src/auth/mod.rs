//! Who is there: passwords, sessions, lockout, and the pages where people sign in.
//!
//! Other rooms receive a [`Domicilie`], a [`Staff`], an [`Operator`] or a [`Person`] from the route table, and may use
//! [`password`], [`softlock`]'s names of accounts and the gate of [`second_factor`]; nothing else.

pub mod forgotten_pages;
pub mod gate;
pub mod letters;
pub mod new_password;
pub mod password;
pub mod password_pages;
pub mod portal_pages;
pub mod second_factor;
pub mod softlock;
pub mod staff_pages;
pub mod store;
pub mod trouble;
pub mod way_back;

use escale_site::locale::Language;

use crate::{
    edge::{
        clock::HOUR_MS,
        cookies,
        cx::Cx,
        error::Result,
        ids::{StaffId, StructureId, UsagerId},
        secret::{Purpose, TokenHash},
    },
    rights::Role,
};

/// A staff session sleeps after this long without a page.
pub const STAFF_IDLE_MS: i64 = HOUR_MS;

/// A domicilié, signed in, whose access holds now.
#[derive(Debug, Clone)]
pub struct Domicilie {
    /// Who.
    pub usager: UsagerId,
    /// Where their mail is.
    pub structure: StructureId,
    /// Their session.
    pub session: TokenHash,
    /// The language they read: the one they chose, here or anywhere else.
    pub langue: &'static Language,
}

/// A person of a structure, signed in.
#[derive(Debug, Clone)]
pub struct Staff {
    /// Who.
    pub id: StaffId,
    /// Their structure: every statement of theirs has it.
    pub structure: StructureId,
    /// The structure's name, for the head of the page.
    pub structure_nom: String,
    /// The structure's time zone.
    pub fuseau: String,
    /// First and last name, for the head of the page.
    pub nom_complet: String,
    /// Role.
    pub role: Role,
    /// Does the structure hold dossiers (« structure opératrice »)?
    pub operatrice: bool,
}

/// Someone who runs the platform, signed in.
#[derive(Debug, Clone)]
pub struct Operator {
    /// Who.
    pub id: StaffId,
    /// First and last name, for the head of the page.
    pub nom_complet: String,
}

/// Someone of the staff's side on their own account: of a structure, or an operateur.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub id: StaffId,
    /// Their structure; none for an operateur.
    pub structure: Option<StructureId>,
    /// Where they are, for the head of the page.
    pub lieu: String,
    /// Where it is what time it is.
    pub fuseau: String,
    /// First and last name, for the head of the page.
    pub nom_complet: String,
    /// Role.
    pub role: Role,
    /// Does their structure hold dossiers?
    pub operatrice: bool,
}

impl From<Staff> for Person {
    fn from(me: Staff) -> Self {
        Self {
            id: me.id,
            structure: Some(me.structure),
            lieu: me.structure_nom,
            fuseau: me.fuseau,
            nom_complet: me.nom_complet,
            role: me.role,
            operatrice: me.operatrice,
        }
    }
}

impl From<Operator> for Person {
    fn from(me: Operator) -> Self {
        Self {
            id: me.id,
            structure: None,
            lieu: PLATFORM.to_owned(),
            fuseau: "Europe/Paris".to_owned(),
            nom_complet: me.nom_complet,
            role: Role::Operateur,
            operatrice: false,
        }
    }
}

/// Where operateurs are.
pub const PLATFORM: &str = "Plateforme Escale";

/// A staff session, before it is known whether it is of a structure.
#[derive(Debug, Clone)]
pub struct StaffSession {
    /// Role.
    pub role: Role,
    id: StaffId,
    structure: Option<(StructureId, String, String)>,
    nom_complet: String,
    operatrice: bool,
}

impl StaffSession {
    /// The person, if they work for a structure.
    #[must_use]
    pub fn into_staff(self) -> Option<Staff> {
        let (structure, structure_nom, fuseau) = self.structure?;
        Some(Staff {
            id: self.id,
            structure,
            structure_nom,
            fuseau,
            nom_complet: self.nom_complet,
            role: self.role,
            operatrice: self.operatrice,
        })
    }

    /// The person, on their own account.
    #[must_use]
    pub fn into_person(self) -> Option<Person> {
        match self.clone().into_operator() {
            Some(me) => Some(me.into()),
            None => self.into_staff().map(Person::from),
        }
    }

    /// The person, if they run the platform.
    #[must_use]
    pub fn into_operator(self) -> Option<Operator> {
        (self.role == Role::Operateur).then_some(Operator {
            id: self.id,
            nom_complet: self.nom_complet,
        })
    }
}

/// The domicilié whose browser this is.
///
/// # Errors
/// As the database.
pub async fn domicilie(cx: &Cx) -> Result<Option<Domicilie>> {
    match cx.token(cookies::Name::Portail, Purpose::Portail) {
        Some(token) => {
            let otherwise = cx.request.language();
            store::portal_session(&cx.db, &token.hash(), otherwise, cx.now).await
        }
        None => Ok(None),
    }
}

/// The staff user or operateur whose browser this is.
///
/// # Errors
/// As the database.
pub async fn staff(cx: &Cx) -> Result<Option<StaffSession>> {
    match cx.token(cookies::Name::Gestion, Purpose::Gestion) {
        Some(token) => store::staff_session(&cx.db, &token.hash(), cx.now).await,
        None => Ok(None),
    }
}
