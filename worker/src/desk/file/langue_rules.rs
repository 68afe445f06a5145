//! The languages a person may speak best: every code of ISO 639-1, in French. Pure.

/// A language: its code and its name.
pub type Language = (&'static str, &'static str);

/// Those most spoken at a desk, first in the list. French is no entry: it is what nothing chosen means.
pub const COMMON: [Language; 30] = [
    ("ar", "Arabe"),
    ("en", "Anglais"),
    ("es", "Espagnol"),
    ("pt", "Portugais"),
    ("ro", "Roumain"),
    ("uk", "Ukrainien"),
    ("ru", "Russe"),
    ("fa", "Persan, dari"),
    ("ps", "Pachto"),
    ("tr", "Turc"),
    ("ku", "Kurde"),
    ("bn", "Bengali"),
    ("ur", "Ourdou"),
    ("ta", "Tamoul"),
    ("wo", "Wolof"),
    ("bm", "Bambara"),
    ("ff", "Peul"),
    ("ln", "Lingala"),
    ("ti", "Tigrigna"),
    ("am", "Amharique"),
    ("so", "Somali"),
    ("sq", "Albanais"),
    ("sr", "Serbe"),
    ("ka", "Géorgien"),
    ("hy", "Arménien"),
    ("bg", "Bulgare"),
    ("it", "Italien"),
    ("zh", "Chinois"),
    ("vi", "Vietnamien"),
    ("ht", "Créole haïtien"),
];

/// All the others, by name.
pub const OTHERS: [Language; 152] = [
    ("ab", "Abkhaze"),
    ("aa", "Afar"),
    ("af", "Afrikaans"),
    ("ak", "Akan"),
    ("de", "Allemand"),
    ("an", "Aragonais"),
    ("as", "Assamais"),
    ("av", "Avar"),
    ("ae", "Avestique"),
    ("ay", "Aymara"),
    ("az", "Azéri"),
    ("ba", "Bachkir"),
    ("eu", "Basque"),
    ("bi", "Bichelamar"),
    ("be", "Biélorusse"),
    ("my", "Birman"),
    ("bs", "Bosnien"),
    ("br", "Breton"),
    ("ks", "Cachemiri"),
    ("ca", "Catalan"),
    ("ch", "Chamorro"),
    ("ny", "Chichewa"),
    ("si", "Cingalais"),
    ("ko", "Coréen"),
    ("kw", "Cornique"),
    ("co", "Corse"),
    ("cr", "Cri"),
    ("hr", "Croate"),
    ("da", "Danois"),
    ("dz", "Dzongkha"),
    ("eo", "Espéranto"),
    ("et", "Estonien"),
    ("ee", "Ewe"),
    ("fo", "Féroïen"),
    ("fj", "Fidjien"),
    ("fi", "Finnois"),
    ("fy", "Frison"),
    ("gd", "Gaélique écossais"),
    ("gl", "Galicien"),
    ("cy", "Gallois"),
    ("lg", "Ganda"),
    ("el", "Grec"),
    ("kl", "Groenlandais"),
    ("gn", "Guarani"),
    ("gu", "Gujarati"),
    ("ha", "Haoussa"),
    ("he", "Hébreu"),
    ("hz", "Héréro"),
    ("hi", "Hindi"),
    ("ho", "Hiri motu"),
    ("hu", "Hongrois"),
    ("io", "Ido"),
    ("ig", "Igbo"),
    ("id", "Indonésien"),
    ("ia", "Interlingua"),
    ("ie", "Interlingue"),
    ("iu", "Inuktitut"),
    ("ik", "Inupiaq"),
    ("ga", "Irlandais"),
    ("is", "Islandais"),
    ("ja", "Japonais"),
    ("jv", "Javanais"),
    ("kn", "Kannada"),
    ("kr", "Kanouri"),
    ("kk", "Kazakh"),
    ("km", "Khmer"),
    ("ki", "Kikuyu"),
    ("rw", "Kinyarwanda"),
    ("ky", "Kirghize"),
    ("rn", "Kirundi"),
    ("kv", "Komi"),
    ("kg", "Kongo"),
    ("kj", "Kuanyama"),
    ("lo", "Lao"),
    ("la", "Latin"),
    ("lv", "Letton"),
    ("li", "Limbourgeois"),
    ("lt", "Lituanien"),
    ("lu", "Luba-katanga"),
    ("lb", "Luxembourgeois"),
    ("mk", "Macédonien"),
    ("ms", "Malais"),
    ("ml", "Malayalam"),
    ("dv", "Maldivien"),
    ("mg", "Malgache"),
    ("mt", "Maltais"),
    ("gv", "Mannois"),
    ("mi", "Maori"),
    ("mr", "Marathi"),
    ("mh", "Marshallais"),
    ("mn", "Mongol"),
    ("na", "Nauruan"),
    ("nv", "Navajo"),
    ("nd", "Ndébélé du Nord"),
    ("nr", "Ndébélé du Sud"),
    ("ng", "Ndonga"),
    ("nl", "Néerlandais"),
    ("ne", "Népalais"),
    ("no", "Norvégien"),
    ("nb", "Norvégien bokmål"),
    ("nn", "Norvégien nynorsk"),
    ("oc", "Occitan"),
    ("or", "Odia"),
    ("oj", "Ojibwé"),
    ("om", "Oromo"),
    ("os", "Ossète"),
    ("ug", "Ouïghour"),
    ("uz", "Ouzbek"),
    ("pi", "Pali"),
    ("pa", "Pendjabi"),
    ("pl", "Polonais"),
    ("qu", "Quechua"),
    ("rm", "Romanche"),
    ("se", "Same du Nord"),
    ("sm", "Samoan"),
    ("sg", "Sango"),
    ("sa", "Sanskrit"),
    ("sc", "Sarde"),
    ("sn", "Shona"),
    ("sd", "Sindhi"),
    ("cu", "Slavon d’église"),
    ("sk", "Slovaque"),
    ("sl", "Slovène"),
    ("st", "Sotho du Sud"),
    ("su", "Soundanais"),
    ("sv", "Suédois"),
    ("sw", "Swahili"),
    ("ss", "Swati"),
    ("tg", "Tadjik"),
    ("tl", "Tagalog"),
    ("ty", "Tahitien"),
    ("tt", "Tatar"),
    ("cs", "Tchèque"),
    ("ce", "Tchétchène"),
    ("cv", "Tchouvache"),
    ("te", "Télougou"),
    ("th", "Thaï"),
    ("bo", "Tibétain"),
    ("to", "Tongien"),
    ("ts", "Tsonga"),
    ("tn", "Tswana"),
    ("tk", "Turkmène"),
    ("tw", "Twi"),
    ("ve", "Venda"),
    ("vo", "Volapük"),
    ("wa", "Wallon"),
    ("xh", "Xhosa"),
    ("ii", "Yi du Sichuan"),
    ("yi", "Yiddish"),
    ("yo", "Yoruba"),
    ("za", "Zhuang"),
    ("zu", "Zoulou"),
];

/// The name of the language of that code; the code itself when it is none of ours.
#[must_use]
pub fn label(code: &str) -> String {
    find(code).map_or_else(|| code.to_owned(), |(_, name)| name.to_owned())
}

/// The language of that code.
#[must_use]
pub fn find(code: &str) -> Option<Language> {
    COMMON
        .into_iter()
        .chain(OTHERS)
        .find(|(known, _)| *known == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_language_is_there_once() {
        let codes: BTreeSet<&str> = COMMON
            .iter()
            .chain(&OTHERS)
            .map(|(code, _)| *code)
            .collect();
        let names: BTreeSet<&str> = COMMON
            .iter()
            .chain(&OTHERS)
            .map(|(_, name)| *name)
            .collect();
        assert_eq!(codes.len(), COMMON.len() + OTHERS.len());
        assert_eq!(names.len(), codes.len());
        assert!(
            codes
                .iter()
                .all(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()))
        );
        assert!(!codes.contains("fr"), "French is what nothing chosen means");
    }

    #[test]
    fn a_code_is_said_in_french() {
        assert_eq!(label("ar"), "Arabe");
        assert_eq!(label("xx"), "xx");
    }
}
