//! The map, asked: the squares of a part of it, counted ahead.

use serde::Deserialize;

use super::map_rules::{Part, Point};
use crate::{
    edge::{
        db::Db,
        error::{Error, Result},
        ids::LieuId,
    },
    statements,
};

statements! { "places::map";
    /// ?1 is a JSON list of rows: each is a range of the key. Of a square with one place, the sum of numbers is that place's.
    CELLS = "
        SELECT g.nombre, g.somme_x / g.nombre AS x, g.somme_y / g.nombre AS y, l.id, l.nom
        FROM json_each(?1) c CROSS JOIN lieu_grappe g ON g.niveau = ?2 AND g.y = c.value AND g.x BETWEEN ?3 AND ?4
        LEFT JOIN lieu l ON l.rang = CASE g.nombre WHEN 1 THEN g.rangs END";
}

/// What is to be drawn of a part of the map.
///
/// # Errors
/// As the database.
pub async fn points(db: &Db, part: Part) -> Result<Vec<Point>> {
    #[derive(Deserialize)]
    struct Row {
        nombre: i64,
        x: i64,
        y: i64,
        id: Option<LieuId>,
        nom: Option<String>,
    }
    let lines = serde_json::to_string(&part.rows());
    let lines = lines.map_err(|error| Error::internal("rows", error))?;
    let query = CELLS.with([
        (&lines).into(),
        i64::from(part.level).into(),
        part.x.0.into(),
        part.x.1.into(),
    ]);
    let rows: Vec<Row> = db.all(query).await?;
    let point = |row: Row| match (row.id, row.nom) {
        (Some(id), Some(nom)) => Point::one(row.x, row.y, id.as_str(), &nom),
        _ => Point::Many(row.x, row.y, row.nombre),
    };
    Ok(rows.into_iter().map(point).collect())
}
