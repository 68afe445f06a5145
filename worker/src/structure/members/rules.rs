//! Who may be invited, and what may become of a member. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    edge::{
        clock::DAY_MS,
        form::{Checks, FieldError},
    },
    outbox::rules::{Address, one_line},
    rights::Role,
};

/// How long an invitation's link holds, in milliseconds.
pub const INVITATION_MS: i64 = 7 * DAY_MS;
/// An invitation that nobody answered is forgotten so many days after its last link ended.
pub const INVITATION_KEPT_DAYS: i64 = 90;
/// How many invitations a structure may have waiting.
pub const PENDING_MAX: i64 = 50;
/// The longest first name, name or function, in characters.
pub const NAME_CHARS_MAX: usize = 100;

/// Someone who may be invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// Where the invitation goes.
    pub email: Address,
    /// What they will be able to do.
    pub role: Role,
}

/// « Inviter un collègue », as typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// Address.
    pub email: String,
    /// Role, as its code.
    pub role: String,
}

/// A name of 1 to 100 characters on one line; every mistake is noted beside `champ`.
pub fn check_name(typed: &str, champ: &'static str, ask: &str, checks: &mut Checks) -> String {
    let name = one_line(typed);
    checks.require(!name.is_empty(), champ, ask);
    checks.require(
        name.chars().count() <= NAME_CHARS_MAX,
        champ,
        "Écrivez 100\u{a0}caractères au plus.",
    );
    name
}

impl InvitationForm {
    /// The person, or every mistake.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self) -> Result<Invited, Vec<FieldError>> {
        let mut checks = Checks::default();
        let prenom = check_name(&self.prenom, "prenom", "Écrivez le prénom.", &mut checks);
        let nom = check_name(&self.nom, "nom", "Écrivez le nom.", &mut checks);
        let email = Address::parse(&self.email);
        checks.require(
            email.is_some(),
            "email",
            "Écrivez une adresse e-mail, par exemple prenom@exemple.fr.",
        );
        let role = Role::of_code(&self.role);
        checks.require(role.is_some(), "role", "Choisissez un rôle.");
        let (Some(email), Some(role)) = (email, role) else {
            return Err(checks.done(()).err().unwrap_or_default());
        };
        checks.done(Invited {
            prenom,
            nom,
            email,
            role,
        })
    }
}

/// What a member's account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Statut {
    /// They may come in.
    Actif,
    /// They may not, until an administrateur says so.
    Suspendu,
    /// They never will again.
    Retire,
}

impl Statut {
    /// Its code, in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Actif => "ACTIF",
            Self::Suspendu => "SUSPENDU",
            Self::Retire => "RETIRE",
        }
    }

    /// Its words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Actif => "Actif",
            Self::Suspendu => "Suspendu",
            Self::Retire => "Retiré",
        }
    }
}

/// Something an administrateur does to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Gives them another role.
    Role(Role),
    /// Keeps them out.
    Suspend,
    /// Lets them in again.
    Restore,
    /// Ends their account.
    Remove,
}

impl Change {
    /// What the audit log calls it.
    #[must_use]
    pub fn event(self) -> &'static str {
        match self {
            Self::Role(_) => "MEMBRE_ROLE",
            Self::Suspend => "MEMBRE_SUSPENDU",
            Self::Restore => "MEMBRE_RETABLI",
            Self::Remove => "MEMBRE_RETIRE",
        }
    }

    /// Role and statut after it, for somebody who has these now.
    #[must_use]
    pub fn after(self, role: Role, statut: Statut) -> (Role, Statut) {
        match self {
            Self::Role(new) => (new, statut),
            Self::Suspend => (role, Statut::Suspendu),
            Self::Restore => (role, Statut::Actif),
            Self::Remove => (role, Statut::Retire),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(prenom: &str, email: &str, role: &str) -> InvitationForm {
        InvitationForm {
            prenom: prenom.to_owned(),
            nom: "Diallo".to_owned(),
            email: email.to_owned(),
            role: role.to_owned(),
        }
    }

    #[test]
    fn an_invitation_is_read_as_typed() {
        let read = form(" Awa\r\nBcc: x ", "Awa@Exemple.fr", "AGENT")
            .checked()
            .expect("somebody");
        assert_eq!(
            (read.prenom.as_str(), read.email.as_str(), read.role),
            ("Awa Bcc: x", "awa@exemple.fr", Role::Agent)
        );
    }

    #[test]
    fn every_mistake_is_told_and_nobody_becomes_an_operateur() {
        let fields = |form: &InvitationForm| -> Vec<&str> {
            let mistakes = form.checked().expect_err("mistakes");
            mistakes.iter().map(|mistake| mistake.champ).collect()
        };
        assert_eq!(
            fields(&InvitationForm::default()),
            ["prenom", "nom", "email", "role"]
        );
        assert_eq!(
            fields(&form("Awa", "awa@exemple.fr", "OPERATEUR")),
            ["role"]
        );
        assert_eq!(
            fields(&form(&"é".repeat(101), "awa@exemple.fr", "AGENT")),
            ["prenom"]
        );
    }

    #[test]
    fn a_change_touches_one_thing() {
        let admin = (Role::Administrateur, Statut::Actif);
        let after = |change: Change| change.after(admin.0, admin.1);
        assert_eq!(
            after(Change::Role(Role::Agent)),
            (Role::Agent, Statut::Actif)
        );
        assert_eq!(
            after(Change::Suspend),
            (Role::Administrateur, Statut::Suspendu)
        );
        assert_eq!(
            after(Change::Remove),
            (Role::Administrateur, Statut::Retire)
        );
        assert_eq!(after(Change::Restore), admin);
    }
}
