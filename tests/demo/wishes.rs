//! Messages to domiciliés: in structure 1, what is set, and a few who want them, in several languages.

use crate::{
    sql::{Value, insert},
    world::{World, id},
};

/// Number, by e-mail, by SMS.
const WISHES: [(i64, bool, bool); 6] = [
    // Arabic, both ways; Wolof, which nothing speaks: French and English.
    (1, true, true),
    (6, true, false),
    (12, false, true),
    // Ukrainian; then without mail; then one who has stopped.
    (25, true, true),
    (37, true, false),
    (39, false, false),
];

impl World {
    /// Every Tuesday and Friday at ten; 50 SMS a month.
    pub(crate) fn wishes(&self) -> Vec<String> {
        let structure = || Value::from(id("struct", 1));
        let settings = insert(
            "notification",
            vec![
                ("structure_id", structure()),
                ("courrier", true.into()),
                ("echeance", true.into()),
                ("absence_60", true.into()),
                ("absence_80", true.into()),
                ("par_email", true.into()),
                ("par_sms", true.into()),
                ("jours", 18.into()),
                ("heure", 10.into()),
                ("sms_par_mois", 50.into()),
                // To be reckoned by the first sweep.
                ("suivant_at", 0.into()),
            ],
        );
        let wish = |(numero, email, sms): (i64, bool, bool)| {
            insert(
                "notification_souhait",
                vec![
                    ("structure_id", structure()),
                    ("usager_id", id("usager", 1_000_000 + numero).into()),
                    ("par_email", email.into()),
                    ("par_sms", sms.into()),
                    ("staff_user_id", id("person", 3).into()),
                    ("accord_at", self.moment(20).into()),
                ],
            )
        };
        std::iter::once(settings).chain(WISHES.map(wish)).collect()
    }
}
