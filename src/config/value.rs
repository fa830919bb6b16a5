//! Single values of `site.toml` that have a form of their own: addresses and colours.
//!
//! Each function takes the text as it was written and gives the value in its normal form, or what is
//! wrong with it, to stand behind the name of the key.

/// The paper of the light theme, which an accent must be legible on.
const PAPER: [u8; 3] = [0xfb, 0xfa, 0xf7];

/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

/// Checks a site's own address: `http(s)`, a host, no query or fragment. Scheme and host come out in
/// lower case, and the address ends in `/`.
pub(super) fn base_url(written: &str) -> Result<String, String> {
    let address = web_address(written)?;
    if address.contains(['?', '#']) {
        return Err("must not hold a query or a fragment (`?`, `#`)".into());
    }
    Ok(if address.ends_with('/') { address } else { address + "/" })
}

/// Checks an absolute `http(s)` address. Scheme and host come out in lower case.
pub(super) fn web_address(written: &str) -> Result<String, String> {
    let written = written.trim();
    let absolute = "must be an absolute address such as `https://example.org/`";
    let (scheme, rest) = written.split_once("://").ok_or(absolute)?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(&*scheme, "http" | "https") {
        return Err(absolute.into());
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if host.is_empty() || host.starts_with(':') {
        return Err(absolute.into());
    }
    if host.contains('@') {
        return Err("must not hold a user name or a password".into());
    }
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(c);
    if let Some(character) = rest.chars().find(|c| forbidden(*c)) {
        return Err(format!("must not hold {character:?}"));
    }
    Ok(format!("{scheme}://{}{path}", host.to_lowercase()))
}

/// Checks an accent: a colour that is legible on light paper, which comes out as `#rrggbb` in lower
/// case.
pub(super) fn accent(written: &str) -> Result<String, String> {
    let colour = colour(written.trim()).ok_or("must be a colour as `#rgb` or `#rrggbb`")?;
    let contrast = contrast(colour, PAPER);
    if contrast < LEAST_CONTRAST {
        // Rounded down: what is too little must not read as if it were enough.
        let contrast = (contrast * 100.0).floor() / 100.0;
        return Err(format!(
            "has a contrast of {contrast:.2}:1 on the light paper, and must have at least {LEAST_CONTRAST}:1"
        ));
    }
    let [red, green, blue] = colour;
    Ok(format!("#{red:02x}{green:02x}{blue:02x}"))
}

fn colour(written: &str) -> Option<[u8; 3]> {
    let digits = written.strip_prefix('#')?;
    let digits: Vec<u8> = digits
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    match digits[..] {
        [red, green, blue] => Some([red * 17, green * 17, blue * 17]),
        [r1, r2, g1, g2, b1, b2] => Some([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2]),
        _ => None,
    }
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The brightness of a colour, 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_out_in_one_form() {
        assert_eq!(base_url("HTTPS://Example.org").as_deref(), Ok("https://example.org/"));
        assert_eq!(base_url("http://localhost:80/A/b").as_deref(), Ok("http://localhost:80/A/b/"));
        for wrong in [
            "",
            "example.org",
            "/a/",
            "ftp://a/",
            "https://",
            "https:///a",
            "https://a/?b",
            "https://a b/",
            "http://u:p@a/",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_accent_is_legible() {
        assert_eq!(accent("#9A3412").as_deref(), Ok("#9a3412"));
        assert_eq!(accent("#048").as_deref(), Ok("#004488"));
        let message = accent("#f2a27a").expect_err("too light");
        assert!(message.starts_with("has a contrast of 1.9"), "{message}");
        for wrong in ["9a3412", "#12", "red", "#12345g", "#ééé"] {
            assert!(accent(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x77; 3], [255; 3]) - 4.478).abs() < 1e-3);
    }
}
