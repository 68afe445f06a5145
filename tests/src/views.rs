//! The list of the help's pictures, `content/images/vues.json`: what `make pictures` takes and what the house checks.

use serde::Deserialize;

use crate::tree;

/// What is to be on one picture.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The name of its file in `content/images/`, without `.png`.
    pub nom: String,
    /// Who signs in: an e-mail address of the staff or a domicilié's identifier of the demo world; nobody when there is none.
    pub qui: Option<String>,
    /// The page that is opened.
    pub adresse: String,
    /// What is then done, in this order.
    #[serde(default)]
    pub gestes: Vec<Gesture>,
    /// Words that must be on the screen before the picture is taken.
    pub voir: Option<String>,
    /// The words on the button or the link to outline.
    pub bouton: Option<String>,
    /// Words to scroll to; without them, to the button.
    pub vers: Option<String>,
    /// `telephone` (360 px wide) or `ordinateur`.
    pub ecran: String,
}

/// One thing that a person does, by the words on the screen.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gesture {
    /// Opens a page.
    Ouvrir(String),
    /// Follows a link.
    Suivre(String),
    /// Presses a button.
    Presser(String),
    /// Ticks a box or chooses an answer, by its label.
    Choisir(String),
    /// Picks an entry of a list: label, entry.
    Prendre(String, String),
    /// Writes in a field: label, value; `{identifiant}` and `{mot_de_passe}` are what the letter said.
    Remplir(String, String),
    /// Chooses a file of the repository: label, file.
    Joindre(String, String),
    /// Waits for words.
    Voir(String),
    /// Keeps the identifier and the temporary password that the page shows.
    LireLaLettre,
}

/// Every view, in the order in which they are taken: one can rest on what those before it have done.
#[must_use]
pub fn all() -> Vec<View> {
    let path = tree::root().join("content/images/vues.json");
    serde_json::from_str(&tree::read(&path))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
