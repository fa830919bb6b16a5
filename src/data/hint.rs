//! What an author most likely meant on a line that TOML or YAML cannot read.

/// A help for the line on which byte `offset` of `text` stands; `sign` stands between a key and its
/// value. `None` where nothing common fits.
pub fn for_line(text: &str, offset: usize, sign: char) -> Option<String> {
    let bytes = text.as_bytes();
    // A parser that ran off the end of a line stands on the next one.
    let mut at = offset.min(bytes.len());
    if at > 0 && bytes.get(at).is_none_or(|byte| *byte == b'\n' || *byte == b'\r') {
        at -= 1;
    }
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..)?.lines().next()?;
    let value = line.split_once(sign)?.1.trim();
    if sign == ':' && is_whole_day(value) {
        return None;
    }
    if is_like_a_date(value) {
        Some("put the date in quotes".into())
    } else if value.starts_with('@') {
        Some("put the reference in quotes, or leave the `@` out".into())
    } else if sign == '='
        && value.starts_with(|c: char| c.is_alphabetic())
        && !matches!(value, "true" | "false" | "inf" | "nan")
    {
        Some("put the text in quotes".into())
    } else if sign == ':' && !value.is_empty() && !value.starts_with(['"', '\'', '|', '>', '[', '{']) {
        Some("put the text in quotes if it holds a character that means something in YAML".into())
    } else {
        None
    }
}

/// Whether a value is a day that YAML reads as it stands, so that something else must be wrong.
fn is_whole_day(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether a value begins as an EDTF date may begin and holds a year with what follows one.
fn is_like_a_date(value: &str) -> bool {
    let inner = value.trim_start_matches(['[', '{', '.', '/', ' ', '-']);
    let digits = inner.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'X').count();
    digits == 4 && inner[4..].starts_with(['-', '?', '~', '%', '/', '.', ',', ']', '}'])
        || digits == 3 && inner[3..].starts_with('X')
}
