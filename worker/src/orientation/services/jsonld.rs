//! What search engines read of a service: schema.org's words, as a block of data in its page.

use serde_json::{Map, Value, json};

use super::{
    lists_rules::{PUBLICS, THEMES, TYPES, label, labels},
    rules::Service,
    sheet::Sheet,
};

/// The data of the page at `url` that shows `service`.
#[must_use]
pub fn of(service: &Service, url: &str) -> Value {
    let content = &service.content;
    let public_body = matches!(service.genre.as_deref(), Some("CCAS" | "CIAS"));
    let kind = |public, other| if public_body { public } else { other };
    let mut provider = object(json!({
        "@type": kind("GovernmentOrganization", "Organization"),
        "name": service.porteur,
    }));
    if let Some(contact) = contact(service) {
        provider.insert("contactPoint".to_owned(), contact);
    }
    let mut data = object(json!({
        "@context": "https://schema.org",
        "@type": kind("GovernmentService", "Service"),
        "@id": url,
        "url": url,
        "name": content.nom,
        "description": content.description,
        "provider": provider,
        "category": labels(THEMES, &content.themes),
    }));
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            data.insert(name.to_owned(), value);
        }
    };
    let kind = content.type_service.as_deref();
    add(
        "serviceType",
        kind.and_then(|code| label(TYPES, code)).map(Value::from),
    );
    let town = content.commune.as_ref();
    add(
        "areaServed",
        town.map(|town| json!({ "@type": "City", "name": town })),
    );
    add(
        "audience",
        (!Sheet::for_everyone(service)).then(|| {
            let audience = labels(PUBLICS, &content.publics);
            let one = |words: &String| json!({ "@type": "Audience", "audienceType": words });
            audience.iter().map(one).collect()
        }),
    );
    add("availableChannel", channel(service));
    add(
        "offers",
        (content.frais.as_deref() == Some("gratuit"))
            .then(|| json!({ "@type": "Offer", "price": "0", "priceCurrency": "EUR" })),
    );
    Value::Object(data)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Only what the page itself shows.
fn contact(service: &Service) -> Option<Value> {
    let sheet = Sheet::of(service);
    let mut contact = object(json!({ "@type": "ContactPoint", "availableLanguage": "fr" }));
    let reach = [
        ("name", sheet.contact_nom),
        ("telephone", service.content.telephone.clone()),
        ("email", sheet.courriel.map(|it| it.texte)),
    ];
    let mut any = false;
    for (name, value) in reach {
        if let Some(value) = value {
            any = true;
            contact.insert(name.to_owned(), value.into());
        }
    }
    any.then_some(Value::Object(contact))
}

/// Where one goes, or which page one opens.
fn channel(service: &Service) -> Option<Value> {
    let content = &service.content;
    let mut channel = object(json!({ "@type": "ServiceChannel" }));
    if let Some(link) = &content.lien {
        channel.insert("serviceUrl".to_owned(), link.clone().into());
    }
    if let Some(town) = &content.commune {
        let mut address = object(json!({
            "@type": "PostalAddress", "addressLocality": town, "addressCountry": "FR",
        }));
        if let Some(street) = &content.adresse {
            address.insert("streetAddress".to_owned(), street.clone().into());
        }
        if let Some(code) = &content.code_postal {
            address.insert("postalCode".to_owned(), code.clone().into());
        }
        let place = json!({ "@type": "Place", "address": address });
        channel.insert("serviceLocation".to_owned(), place);
    }
    (channel.len() > 1).then_some(Value::Object(channel))
}

#[cfg(test)]
mod tests {
    use super::{super::rules::samples::service, *};
    use crate::edge::page::in_a_page;

    #[test]
    fn nothing_ends_the_element_it_is_in() {
        let mut service = service();
        service.content.nom = "</script><script>alert(1)</script><!--".to_owned();
        let data = of(&service, "https://escale.example/services/a");
        let text = in_a_page(&data);
        assert!(!text.contains(['<', '>', '&']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(data));
    }

    #[test]
    fn data_say_where_for_whom_and_for_how_much() {
        let mut service = service();
        let data = of(&service, "https://escale.example/services/a");
        let address = &data["availableChannel"]["serviceLocation"]["address"];
        assert_eq!(address["streetAddress"], "2 rue de la Mairie");
        assert_eq!(address["postalCode"], "93200");
        assert_eq!(address["addressLocality"], "Villeneuve");
        assert_eq!(data["audience"][0]["audienceType"], "Familles");
        assert_eq!(data["offers"]["price"], "0");
        service.content.frais = Some("payant".to_owned());
        service.content.publics = Vec::new();
        let data = of(&service, "https://escale.example/services/a");
        assert_eq!(
            (&data["offers"], &data["audience"]),
            (&Value::Null, &Value::Null)
        );
    }

    #[test]
    fn data_say_what_the_page_says() {
        let mut service = service();
        let data = of(&service, "https://escale.example/services/a");
        assert_eq!(data["@type"], "GovernmentService");
        assert_eq!(data["areaServed"]["name"], "Villeneuve");
        assert_eq!(
            data["provider"]["contactPoint"]["email"],
            "logement@exemple.test"
        );
        service.content.contact_public = false;
        service.genre = None;
        let data = of(&service, "https://escale.example/services/a");
        assert_eq!(data["@type"], "Service");
        assert_eq!(data["provider"]["contactPoint"]["email"], Value::Null);
        assert!(!data.to_string().contains("Ferrand"), "{data}");
    }
}
