//! In structure 3, an invitation that waits and a suspended member.

use crate::sql::{Value, insert};

/// Their rows; `id` makes ids of the demo world, and `structure` and `admin` are structure 3 and its administrateur.
pub(crate) fn statements(
    id: fn(&str, i64) -> String,
    hash: String,
    moment: impl Fn(i64) -> i64,
) -> Vec<String> {
    let (structure, suspended) = (id("struct", 3), id("person", 101));
    let member = insert(
        "staff_user",
        vec![
            ("id", suspended.clone().into()),
            ("structure_id", structure.clone().into()),
            ("role", "AGENT".into()),
            ("prenom", "Noé".into()),
            ("nom", "Perrin".into()),
            ("email", "noe@relais.test".into()),
            ("password_hash", hash.into()),
            ("created_at", moment(300).into()),
        ],
    );
    let invited = insert(
        "invitation",
        vec![
            ("id", id("invite", 1).into()),
            ("structure_id", structure.into()),
            ("role", "INSTRUCTEUR".into()),
            ("prenom", "Maya".into()),
            ("nom", "Renaud".into()),
            ("email", "maya@relais.test".into()),
            ("invited_by", id("person", 7).into()),
            ("created_at", moment(2).into()),
        ],
    );
    // The parentheses end the statement as an INSERT ends: the story of the migrations cuts there.
    let suspension = format!(
        "UPDATE staff_user SET statut = 'SUSPENDU' WHERE id = ({});",
        Value::from(suspended)
    );
    vec![member, invited, suspension]
}
