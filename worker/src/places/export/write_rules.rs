//! How places are written: CSV of the standard, `GeoJSON` (RFC 7946), the name of the file. Pure.

use serde_json::{Map, Value, json};

use crate::{
    edge::clock::Day,
    places::standard_rules::{COLUMNS, Place},
};

/// Places in one file: what a worker holds in its memory, and reads in one answer.
pub const FILE_ROWS_MAX: usize = 10_000;
/// Where what is asked for names no place.
const EVERYWHERE: &str = "france";
/// The longest name of a place in the name of a file, in characters.
const NAME_CHARS_MAX: usize = 40;

/// The first line.
///
/// # Errors
/// When the file does not take it.
pub fn csv_head(file: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
    file.write_record(COLUMNS)
}

/// A line. Its values stay as they are, even one that a workbook would take for a formula (a phone begins with « + »): this
/// file is exchanged between programs, and a sign added before a value would change it.
///
/// # Errors
/// When the file does not take it.
pub fn csv_row(file: &mut csv::Writer<Vec<u8>>, lieu: &Place) -> Result<(), csv::Error> {
    file.write_record(lieu.row())
}

/// A feature: a point, or none for a place whose position nobody knows; the columns of the standard that say something, as
/// its CSV writes them.
#[must_use]
pub fn feature(lieu: &Place) -> Value {
    let row = lieu.row();
    let properties: Map<String, Value> = COLUMNS
        .into_iter()
        .zip(row)
        .filter(|(_, text)| !text.is_empty())
        .map(|(column, text)| (column.to_owned(), Value::String(text)))
        .collect();
    let geometry = lieu
        .position()
        .map(|at| json!({ "type": "Point", "coordinates": [at.longitude, at.latitude] }));
    json!({ "type": "Feature", "id": lieu.standard_id, "geometry": geometry, "properties": properties })
}

/// `YYYY-MM-DD_{SIRET}_lieux-de-mediation-numerique_{territoire}.csv`, as the standard names files. Without a SIRET, its place
/// is left out: a number that is nobody's would be worse.
#[must_use]
pub fn file_name(today: Day, siret: Option<&str>, place: &str, extension: &str) -> String {
    let plain: String = place
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            c if c.is_ascii_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let name: String = words.join("-").chars().take(NAME_CHARS_MAX).collect();
    let name = if name.is_empty() { EVERYWHERE } else { &name };
    let siret = siret.map(|siret| format!("{siret}_")).unwrap_or_default();
    format!(
        "{}_{siret}lieux-de-mediation-numerique_{name}.{extension}",
        today.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::standard_rules::read;

    fn place(latitude: &'static str) -> Place {
        let read = read(|column| match column {
            "id" => "a",
            "pivot" => "43493312300029",
            "nom" => "L’\"Atelier\", à deux",
            "commune" => "Reims",
            "code_postal" => "51100",
            "adresse" => "1 rue",
            "date_maj" => "2022-06-02",
            "telephone" => "+33180059880",
            "latitude" => latitude,
            "longitude" if !latitude.is_empty() => "4.03",
            _ => "",
        });
        read.expect("a place").lieu
    }

    #[test]
    fn a_row_is_quoted_where_it_must_be_and_never_changed() {
        let mut file = csv::Writer::from_writer(Vec::new());
        csv_head(&mut file).expect("written");
        csv_row(&mut file, &place("")).expect("written");
        let text = String::from_utf8(file.into_inner().expect("a file")).expect("UTF-8");
        let row = text.lines().nth(1).expect("a row");
        assert!(
            row.starts_with("a,43493312300029,\"L’\"\"Atelier\"\", à deux\",Reims,51100,,1 rue,"),
            "{row}"
        );
        assert!(row.contains(",+33180059880,"), "{row}");
    }

    #[test]
    fn a_feature_is_a_point_or_nowhere() {
        let feature = feature(&place("49.25"));
        assert_eq!(feature["geometry"]["coordinates"], json!([4.03, 49.25]));
        assert_eq!(feature["properties"]["code_postal"], json!("51100"));
        assert_eq!(feature["properties"].get("source"), None);
        assert_eq!(super::feature(&place(""))["geometry"], Value::Null);
    }

    #[test]
    fn a_file_is_named_as_the_standard_says() {
        let day = Day("2026-11-22".parse().expect("a day"));
        let name = |place: &str| file_name(day, Some("43493312300029"), place, "csv");
        assert_eq!(
            name(""),
            "2026-11-22_43493312300029_lieux-de-mediation-numerique_france.csv"
        );
        assert_eq!(
            file_name(day, None, "44", "geojson"),
            "2026-11-22_lieux-de-mediation-numerique_44.geojson"
        );
        assert!(name("Saint-Étienne ").ends_with("_saint-etienne.csv"));
        assert!(name("../\"44").ends_with("_44.csv"));
    }
}
