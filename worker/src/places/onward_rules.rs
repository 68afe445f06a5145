//! Somebody looks for a place to send a dossier on to: the directory remembers which one from page to page, and each place
//! leads back to it. Nothing is read of the dossier here: who may send it is asked where it is sent. Pure.

use crate::{
    dossier::board::rules::dossier_url,
    edge::ids::{DossierId, LieuId},
};

/// The part of an address that names the dossier.
const PART: &str = "reorienter";

/// For which dossier one looks, if for one.
#[derive(Debug, Clone, Default)]
pub struct Onward(Option<DossierId>);

impl Onward {
    /// Reads an address; `query` gives the value of a key, empty when it has none.
    #[must_use]
    pub fn read(query: impl Fn(&str) -> String) -> Self {
        Self(DossierId::parse(&query(PART)))
    }

    /// Does one look for a dossier?
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.is_some()
    }

    /// The dossier, for the form that looks again.
    #[must_use]
    pub fn id(&self) -> Option<String> {
        self.0.as_ref().map(|id| id.as_str().to_owned())
    }

    /// The part of an address that goes on looking for it.
    #[must_use]
    pub fn part(&self) -> Option<(&'static str, String)> {
        self.id().map(|id| (PART, id))
    }

    /// `path`, going on looking for it.
    #[must_use]
    pub fn on(&self, path: &str) -> String {
        match &self.0 {
            Some(id) => format!("{path}?{PART}={}", id.as_str()),
            None => path.to_owned(),
        }
    }

    /// Where one left the dossier.
    #[must_use]
    pub fn back(&self) -> Option<String> {
        self.0.as_ref().map(|id| dossier_url(id, "/reorientation"))
    }

    /// Where the dossier is sent to that place.
    #[must_use]
    pub fn to(&self, lieu: &LieuId) -> Option<String> {
        let id = self.0.as_ref()?;
        let rest = format!("/reorientation?vers={}", lieu.as_str());
        Some(dossier_url(id, &rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_leads_back_to_the_dossier() {
        let id = "AAAAAAAAAAAAAAAAAAAAAA";
        let onward = Onward::read(|name| {
            let value = if name == "reorienter" { id } else { "" };
            value.to_owned()
        });
        assert_eq!(onward.on("/lieux"), format!("/lieux?reorienter={id}"));
        let lieu = LieuId::parse(id).expect("an id");
        let back = format!("/gestion/dossiers/{id}/reorientation?vers={id}");
        assert_eq!(onward.to(&lieu), Some(back));
        let none = Onward::read(|_| "x".to_owned());
        assert!(!none.is_set() && none.part().is_none() && none.to(&lieu).is_none());
        assert_eq!(none.on("/lieux"), "/lieux");
    }
}
