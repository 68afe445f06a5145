//! The pages of mail: the « Courriers » tab, what its forms record, and « Courrier du jour ».

mod forms;
pub mod morning;
mod portal_part;
pub mod record;
mod tab;
pub mod undo;

pub use portal_part::CredentialsView;
pub use tab::{MailView, show};

#[cfg(test)]
pub(crate) mod samples {
    use super::{morning, tab};
    use crate::edge::error::Result;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let mut rendered = tab::samples::rendered();
        rendered.extend(morning::samples::rendered());
        rendered
    }
}
