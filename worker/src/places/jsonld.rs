//! What search engines read of a place: schema.org's words, as a block of data in its page.

use serde_json::{Value, json};

use super::{
    search_store::Place,
    sheet::{Reach, Sheet},
};

/// The data of the page at `url` that shows `place` as `sheet` tells it: nothing that the page does not show.
#[must_use]
pub fn of(place: &Place, sheet: &Sheet, url: &str) -> Value {
    let street = [Some(&place.adresse), place.complement_adresse.as_ref()];
    let street: Vec<&str> = street.into_iter().flatten().map(String::as_str).collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "@id": url,
        "url": url,
        "name": place.nom,
        "address": {
            "@type": "PostalAddress", "streetAddress": street.join(", "), "postalCode": place.code_postal,
            "addressLocality": place.commune, "addressCountry": "FR",
        },
    });
    let free = place.frais.iter().any(|code| code == "gratuit");
    let reach = |it: &Reach| it.texte.clone();
    let more = [
        ("description", place.presentation_resume.clone().map(Value::from)),
        ("telephone", place.telephone.clone().map(Value::from)),
        ("email", sheet.courriels.first().map(reach).map(Value::from)),
        ("sameAs", sheet.sites.first().cloned().map(Value::from)),
        ("openingHours", place.horaires.clone().map(Value::from)),
        ("isAccessibleForFree", free.then(|| true.into())),
        (
            "geo",
            place.latitude.zip(place.longitude).map(|(north, east)| {
                json!({ "@type": "GeoCoordinates", "latitude": north, "longitude": east })
            }),
        ),
    ];
    if let Value::Object(data) = &mut data {
        let known = more
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        data.extend(known);
    }
    data
}

#[cfg(test)]
mod tests {
    use super::{
        super::sheet::samples::{bare, place},
        *,
    };
    use crate::edge::clock::Moment;

    #[test]
    fn what_is_known_is_told_and_nothing_else() {
        let (whole, little) = (place(), bare());
        let of = |place: &Place| {
            of(
                place,
                &Sheet::of(place, Moment(0)),
                "https://escale.example/lieux/a",
            )
        };
        let data = of(&whole);
        assert_eq!(
            data["address"]["streetAddress"],
            "12 rue des Ateliers, Au fond de la cour"
        );
        assert_eq!(data["email"], "bonjour@lefil.example");
        assert_eq!(data["geo"]["longitude"], 2.35);
        assert_eq!(data["isAccessibleForFree"], true);
        let data = of(&little);
        assert_eq!(data.as_object().map(serde_json::Map::len), Some(6));
    }
}
