//! Identifiers: codes that name a participant elsewhere, and where they lead.
//!
//! A link is made only of a code that has the form that its register gives: a wrong link is worse than
//! none.

use super::record::web_address;
use crate::page::view::participant::Identifier;

/// Makes an identifier of a key and a value as an author wrote them.
pub fn identifier(key: &str, value: &str) -> Identifier {
    let known = key.to_ascii_lowercase();
    Identifier {
        label: label(&known).map_or_else(|| key.to_owned(), str::to_owned),
        value: value.to_owned(),
        href: href(&known, value.trim()).or_else(|| web_address(value.trim())),
    }
}

fn label(key: &str) -> Option<&'static str> {
    Some(match key {
        "wikidata" => "Wikidata",
        "wikipedia" => "Wikipedia",
        "lei" => "LEI",
        "isni" => "ISNI",
        "viaf" => "VIAF",
        "gnd" => "GND",
        "orcid" => "ORCID",
        _ => return None,
    })
}

fn href(key: &str, value: &str) -> Option<String> {
    let compact: String = value.chars().filter(|character| !matches!(character, ' ' | '-')).collect();
    let (form, address): (bool, String) = match key {
        "wikidata" => (is_wikidata(value), format!("https://www.wikidata.org/wiki/{value}")),
        "lei" => (
            value.len() == 20 && value.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()),
            format!("https://search.gleif.org/#/record/{value}"),
        ),
        "isni" => (is_isni(&compact), format!("https://isni.org/isni/{compact}")),
        "orcid" => (is_isni(&compact) && value.len() == 19, format!("https://orcid.org/{value}")),
        "viaf" => (is_number(value), format!("https://viaf.org/viaf/{value}")),
        "gnd" => (is_gnd(value), format!("https://d-nb.info/gnd/{value}")),
        _ => return None,
    };
    form.then_some(address)
}

fn is_number(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_wikidata(value: &str) -> bool {
    value.strip_prefix('Q').is_some_and(is_number)
}

/// Fifteen digits and a check digit, which may be an X (ISO 27729; an ORCID is one).
fn is_isni(compact: &str) -> bool {
    let digits = compact.strip_suffix('X').unwrap_or(compact);
    compact.len() == 16 && is_number(digits)
}

fn is_gnd(value: &str) -> bool {
    value.len() >= 8 && value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_right_form_lead_to_their_register() {
        for (key, value, expected) in [
            ("wikidata", "Q42", Some("https://www.wikidata.org/wiki/Q42")),
            ("Wikidata", "42", None),
            ("isni", "0000 0001 2103 2683", Some("https://isni.org/isni/0000000121032683")),
            ("orcid", "0000-0002-1825-0097", Some("https://orcid.org/0000-0002-1825-0097")),
            ("viaf", "113230702", Some("https://viaf.org/viaf/113230702")),
            ("gnd", "118540238", Some("https://d-nb.info/gnd/118540238")),
            ("lei", "529900T8BM49AURSDO55", Some("https://search.gleif.org/#/record/529900T8BM49AURSDO55")),
            ("lei", "529900", None),
            ("wikipedia", "A name", None),
            (
                "wikipedia",
                "https://en.wikipedia.org/wiki/A_name",
                Some("https://en.wikipedia.org/wiki/A_name"),
            ),
            ("isni", "éééééééé", None),
        ] {
            assert_eq!(identifier(key, value).href.as_deref(), expected, "{key} {value}");
        }
    }

    #[test]
    fn an_unknown_register_keeps_the_authors_name_for_it() {
        assert_eq!(identifier("Kvk", "1").label, "Kvk");
        assert_eq!(identifier("viaf", "1").label, "VIAF");
    }
}
