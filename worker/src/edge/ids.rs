//! Identifiers: random, opaque, never in sequence, so that a URL tells nothing and guesses nothing.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{error::Error, random};

/// Bytes of randomness in an id: 128 bits.
const ID_BYTES: usize = 16;
/// Characters of an id in a URL: 16 bytes in base64url without padding.
pub const ID_CHARS: usize = 22;

fn new_id() -> Result<String, Error> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<ID_BYTES>()?))
}

fn looks_like_an_id(text: &str) -> bool {
    text.len() == ID_CHARS
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A new one, never given before.
            ///
            /// # Errors
            /// [`Error::Internal`] when the platform gives no randomness.
            pub fn new() -> Result<Self, Error> {
                new_id().map(Self)
            }

            /// Reads one from a URL or a form; `None` when it can't be one.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                looks_like_an_id(text).then(|| Self(text.to_owned()))
            }

            /// Its text, as in the database and in URLs.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// A structure (tenant).
    StructureId;
    /// A domicilié.
    UsagerId;
    /// A person working for a structure, or an operateur.
    StaffId;
    /// A line of the mail ledger; also the idempotency key of the form that wrote it.
    MailLineId;
    /// A line of « Historique ».
    HistoryId;
    /// A sign-in to the portal.
    LoginId;
    /// Someone of the household of a domicilié.
    AyantDroitId;
    /// A procuration.
    ProcurationId;
    /// A note on a file.
    NoteId;
    /// A document of a file.
    DocumentId;
    /// An announcement of a structure.
    AnnonceId;
    /// Days on which a structure is closed.
    FermetureId;
    /// Files erased together; also the idempotency key of the form that asked for it.
    ErasingId;
    /// A model of a structure's letters.
    ModeleId;
    /// An e-mail of the outbox.
    CourrielId;
    /// A secret link sent by e-mail.
    LienId;
    /// Someone invited to a structure.
    InvitationId;
    /// One taking of an e-mail by whoever sends it.
    PriseId;
    /// A line of the audit log.
    JournalId;
    /// An imported list.
    ImportId;
    /// That somebody saw a file, on one day.
    ConsultationId;
    /// One sending of messages to the domiciliés of a structure.
    TourId;
    /// A service of the directory.
    ServiceId;
    /// A place of the directory of places.
    LieuId;
    /// A request sent to a service.
    OrientationId;
    /// A line of what became of a request.
    OrientationEventId;
    /// A document joined to a request.
    OrientationDocumentId;
    /// A page that a draft of a request is written in.
    DraftWindowId;
    /// A dossier of a beneficiary.
    DossierId;
    /// A line of the log of a dossier; also the idempotency key of the form that wrote it.
    DossierEventId;
    /// A workshop of a dossier; also the idempotency key of the form that planned it.
    AtelierId;
    /// A note of a dossier's diagnosis; also the idempotency key of its form.
    DossierNoteId;
    /// A link of a dossier to a file or a request; also the idempotency key of its form.
    DossierLienId;
    /// What a reader of the help adds to their answer.
    AvisId;
}

/// The id that these parts always give: what is written for the same reason twice is written once.
fn derived(parts: &[&str]) -> String {
    let digest = parts
        .iter()
        .fold(Sha256::new(), |hash, part| {
            hash.chain_update(part).chain_update([0])
        })
        .finalize();
    let half: Vec<u8> = digest.iter().copied().take(ID_BYTES).collect();
    BASE64_URL_SAFE_NO_PAD.encode(half)
}

impl JournalId {
    /// The id of the line that says `event` because of `reason`, the key of a form: a form sent again writes no second one.
    #[must_use]
    pub fn for_reason(reason: &str, event: &str) -> Self {
        Self(derived(&[reason, event]))
    }
}

impl LienId {
    /// The id of the link that `reason` (the key of a form, the id of a row) makes for `what`, a reader's address or the kind
    /// of link: done again it makes no second one, and a form that names two people, one after the other, never leads the
    /// second where the first was to go.
    #[must_use]
    pub fn for_reason(reason: &str, what: &str) -> Self {
        Self(derived(&[reason, what]))
    }
}

impl ServiceId {
    /// The id of what `source` calls so: imported again, it is the same service at the same address.
    #[must_use]
    pub fn of_source(source: &str, id: &str) -> Self {
        Self(derived(&[source, id]))
    }
}

impl LieuId {
    /// The id of what the standard of places calls so: imported again, it is the same place at the same address.
    #[must_use]
    pub fn of_standard(id: &str) -> Self {
        Self(derived(&["lieu", id]))
    }
}

impl CourrielId {
    /// The id of the e-mail of that template which `reason`, the id of a row, sends to `address`: a form sent again sends
    /// no second one.
    #[must_use]
    pub fn for_reason(reason: &str, template: &str, address: &str) -> Self {
        Self(derived(&[reason, template, address]))
    }
}

impl LienId {
    /// The id of the link that this e-mail carries.
    #[must_use]
    pub fn of_mail(mail: &CourrielId) -> Self {
        Self(derived(&[mail.as_str(), "lien"]))
    }
}

impl OrientationEventId {
    /// The id of the line that `step` writes for `request`: a step of time, or the key of a form. The same step taken
    /// twice writes one line.
    #[must_use]
    pub fn of_step(request: &OrientationId, step: &str) -> Self {
        Self(derived(&[request.as_str(), step]))
    }
}

impl DossierEventId {
    /// The id of the line that a form of the page with this key writes about `dossier`: sent again, it writes no second one.
    #[must_use]
    pub fn of_form(key: &Self, dossier: &DossierId, what: &str) -> Self {
        Self(derived(&[key.as_str(), dossier.as_str(), what]))
    }

    /// The id of the line that the form with this key writes when it fetches the dossier of that number: sent again it writes
    /// no second one, and sent with another number it is another one.
    #[must_use]
    pub fn of_fetching(key: &Self, carnet: &str) -> Self {
        Self(derived(&[key.as_str(), carnet]))
    }
}

impl HistoryId {
    /// The id of the line that the form with this key writes for `usager`: one form that changes many files writes a line
    /// for each, and the same ones when it is sent again.
    #[must_use]
    pub fn of_one(&self, usager: &UsagerId) -> Self {
        let digest = Sha256::new()
            .chain_update(self.as_str())
            .chain_update(usager.as_str())
            .finalize();
        let half: Vec<u8> = digest.iter().copied().take(ID_BYTES).collect();
        Self(BASE64_URL_SAFE_NO_PAD.encode(half))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_no_two_are_equal() {
        let (one, two) = (
            UsagerId::new().expect("randomness"),
            UsagerId::new().expect("randomness"),
        );
        assert_eq!(UsagerId::parse(one.as_str()), Some(one.clone()));
        assert_ne!(one, two);
    }

    #[test]
    fn a_form_has_one_line_for_each_person() {
        let form = HistoryId::new().expect("randomness");
        let people = [1, 2].map(|_| UsagerId::new().expect("randomness"));
        let [one, two] = people.each_ref().map(|person| form.of_one(person));
        assert_ne!(one, two);
        assert_eq!(one, form.of_one(&people[0]));
        assert_eq!(HistoryId::parse(one.as_str()), Some(one));
    }

    #[test]
    fn what_cannot_be_an_id_is_none() {
        for text in [
            "",
            "8",
            "' OR 1=1 --",
            "AAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAAé",
        ] {
            assert_eq!(UsagerId::parse(text), None, "{text:?}");
        }
    }
}
