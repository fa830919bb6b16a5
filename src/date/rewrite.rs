//! Near misses: what an author who wrote `15-03-2025` or `March 2025` would have to write.

use super::parse;

/// Months as authors write them, in English and Dutch, by their first three letters.
const MONTHS: [(&str, &[&str]); 12] = [
    ("January", &["jan"]),
    ("February", &["feb"]),
    ("March", &["mar", "maa", "mrt"]),
    ("April", &["apr"]),
    ("May", &["may", "mei"]),
    ("June", &["jun"]),
    ("July", &["jul"]),
    ("August", &["aug"]),
    ("September", &["sep"]),
    ("October", &["oct", "okt"]),
    ("November", &["nov"]),
    ("December", &["dec"]),
];

/// The English name of a month (1 to 12), for messages.
pub(super) fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1].0
}

/// What may have been meant, in backticks: one date, or two where the order of day and month is
/// not plain. Every date that it names parses.
pub(super) fn suggestion(text: &str) -> Option<String> {
    let mut found: Vec<String> = respelled(text).into_iter().filter(|date| parses(date, text)).collect();
    found.truncate(1);
    if found.is_empty() {
        found = reordered(text).into_iter().filter(|date| parses(date, text)).collect();
        found.dedup();
    }
    (!found.is_empty()).then(|| found.iter().map(|date| format!("`{date}`")).collect::<Vec<_>>().join(" or "))
}

fn parses(date: &str, text: &str) -> bool {
    date != text && parse::strict(date).is_ok()
}

/// The same characters, put right: case, spaces, dashes, dots, brackets, qualifiers, quarters.
fn respelled(text: &str) -> Vec<String> {
    let joined: String = text.trim().replace(['–', '—'], "/").replace(['…'], "..").replace("...", "..");
    let mut compact: String = joined.chars().filter(|character| !character.is_whitespace()).collect();
    compact.make_ascii_uppercase();
    let mut candidates = vec![compact.clone()];
    if let Some(at) = joined.find(' ').filter(|at| *at == 10) {
        candidates.push(format!("{}T{}", &joined[..at], joined[at + 1..].replace(' ', "")));
    }
    candidates.push(format!("[{compact}]"));
    if let Some((year, quarter)) = compact.split_once("-Q")
        && let Ok(number @ 1..=4) = quarter.parse::<u8>()
    {
        candidates.push(format!("{year}-{}", 32 + number));
    }
    for qualifier in ['?', '~', '%'] {
        if compact.contains(qualifier) && !compact.contains('/') {
            candidates.push(format!("{}{qualifier}", compact.replace(qualifier, "")));
        }
    }
    if let Some((start, end)) = compact.rsplit_once(['+', '-'])
        && start.contains('T')
        && end.len() == 4
        && end.is_ascii()
    {
        let sign = &compact[start.len()..=start.len()];
        candidates.push(format!("{start}{sign}{}:{}", &end[..2], &end[2..]));
    }
    candidates
}

/// Year, month and day found among numbers and names of months.
fn reordered(text: &str) -> Vec<String> {
    let words: Vec<&str> =
        text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if let [digits] = words.as_slice()
        && digits.len() == 8
        && digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return vec![format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])];
    }
    if words.len() > 3 {
        return Vec::new();
    }
    let (mut year, mut name, mut numbers) = (None, None, Vec::new());
    for word in &words {
        let number = word.parse::<u16>().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()));
        match number {
            Some(number) if word.len() == 4 && year.is_none() => year = Some((number, numbers.is_empty())),
            Some(number) if word.len() <= 2 => numbers.push(number),
            None if name.is_none() => match month_of(word) {
                Some(month) => name = Some(month),
                None => return Vec::new(),
            },
            _ => return Vec::new(),
        }
    }
    let Some((year, first)) = year else { return Vec::new() };
    match (name, numbers.as_slice()) {
        (Some(month), []) => vec![format!("{year:04}-{month:02}")],
        (Some(month), [day]) => vec![format!("{year:04}-{month:02}-{day:02}")],
        (None, [month]) => vec![format!("{year:04}-{month:02}")],
        (None, [month, day]) if first => vec![format!("{year:04}-{month:02}-{day:02}")],
        (None, [a, b]) => vec![format!("{year:04}-{b:02}-{a:02}"), format!("{year:04}-{a:02}-{b:02}")],
        _ => Vec::new(),
    }
}

/// The month that a word names.
fn month_of(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let found = MONTHS.iter().position(|(_, starts)| starts.iter().any(|start| word.starts_with(start)))?;
    Some(found + 1)
}
