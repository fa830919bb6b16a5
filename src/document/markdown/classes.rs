//! Which classes and keys are ours, and what is near one of them.

use super::attributes::Attributes;
use super::report::Report;
use crate::diagnostics::Code;
use crate::document::Class;

/// What attributes make of the text that they stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One of our four classes.
    Ours(Class),
    /// `.context`.
    Context,
    /// `.transcript`.
    Transcript,
    /// Anything else: classes, id, `lang` and `dir` pass through.
    Plain,
}

/// Where attributes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    Span,
    Block,
    Heading,
    /// A quotation's attribution, which is a statement without saying so.
    Attribution,
    /// The end of a transcript's turn, likewise.
    Turn,
    /// A mention's title.
    Title,
}

/// Classes that mean something to us.
pub const OURS: &[&str] = &["says", "holds", "did", "event", "context", "transcript"];
const RESERVED: &[&str] = &["list", "view", "timeline"];

const SAYS: &[&str] = &[
    "by",
    "for",
    "to",
    "on",
    "stance",
    "mode",
    "via",
    "date",
    "at",
    "as",
    "lang",
    "orig",
    "orig-lang",
    "status",
    "re",
    "same",
    "src",
    "loc",
];
const HOLDS: &[&str] = &["by", "for", "on", "stance", "date", "src", "loc"];
const DID: &[&str] = &["by", "for", "with", "on", "date", "at", "src", "loc"];
const EVENT: &[&str] = &["date", "status", "with", "on", "place", "src"];
const CONTEXT: &[&str] = &["at", "date", "src", "on"];
const TITLE: &[&str] = &["at", "role", "as", "on_behalf_of", "represented_by", "mode", "present"];

/// Whether a key says something of an annotation, and of nothing else.
pub fn is_key_of_ours(key: &str) -> bool {
    const COMMON: [&str; 4] = ["lang", "dir", "date", "place"];
    let lists = [SAYS, HOLDS, DID, EVENT, CONTEXT];
    !COMMON.contains(&key) && lists.iter().any(|list| list.contains(&key))
}

/// Whether a class is one of ours or near one.
pub fn is_near_ours(class: &str) -> bool {
    OURS.contains(&class) || near(class).is_some()
}

/// The class of ours that is meant by one that is not ours.
fn near(class: &str) -> Option<&'static str> {
    if OURS.contains(&class) || RESERVED.contains(&class) {
        return None;
    }
    let folded = class.to_lowercase();
    // Words that are further from ours than one letter.
    let slip = match &*folded {
        "say" | "said" | "saying" => Some("says"),
        "hold" | "held" => Some("holds"),
        "do" | "does" | "done" => Some("did"),
        "happened" => Some("event"),
        _ => None,
    };
    slip.or_else(|| {
        OURS.iter().copied().find(|ours| {
            // Too many words of three letters lie one letter away from `did`.
            let enough = ours.len() > 3 || folded == *ours;
            folded.len() < 32 && enough && crate::text::distance(&folded, ours) <= 1
        })
    })
}

/// Settles what attributes mean at their place, and reports classes that cannot stand there, classes
/// near ours, and keys that are none. `None` where the text must stay as written.
pub fn settle(attributes: &Attributes, site: Site, report: &mut Report<'_>) -> Option<Meaning> {
    for range in &attributes.curly {
        report.say(Code::CurlyQuotes, "typographic quotes around a value; write `\"`", range.clone());
    }
    let mut meaning = None;
    for class in &attributes.classes {
        if let Some(ours) = near(&class.value) {
            let message = format!("`.{}` is none of our classes", class.value);
            report.push(
                report
                    .diagnostic(Code::MalformedAnnotation, message, class.range.clone())
                    .did_you_mean(Some(format!(".{ours}"))),
            );
            return None;
        }
        if site == Site::Block && RESERVED.contains(&&*class.value) {
            let message = format!("`.{}` on a block is kept for later use", class.value);
            report.say(Code::MalformedAnnotation, message, class.range.clone());
            return None;
        }
        let Some(found) = meaning_of(&class.value) else { continue };
        if meaning.is_some() {
            let message = format!("`.{}` is a second class of ours; nest them instead", class.value);
            report.say(Code::MalformedAnnotation, message, class.range.clone());
            return None;
        }
        if let Some(wrong) = misplaced(found, site) {
            let message = format!("`.{}` {wrong}", class.value);
            report.say(Code::MalformedAnnotation, message, class.range.clone());
            return None;
        }
        meaning = Some(found);
    }
    let meaning = match site {
        Site::Attribution | Site::Turn => Meaning::Ours(Class::Says),
        _ => meaning.unwrap_or(Meaning::Plain),
    };
    check_keys(attributes, meaning, site, report).then_some(meaning)
}

fn meaning_of(class: &str) -> Option<Meaning> {
    match class {
        "says" => Some(Meaning::Ours(Class::Says)),
        "holds" => Some(Meaning::Ours(Class::Holds)),
        "did" => Some(Meaning::Ours(Class::Did)),
        "event" => Some(Meaning::Ours(Class::Event)),
        "context" => Some(Meaning::Context),
        "transcript" => Some(Meaning::Transcript),
        _ => None,
    }
}

fn misplaced(meaning: Meaning, site: Site) -> Option<&'static str> {
    match (meaning, site) {
        (Meaning::Context | Meaning::Transcript, Site::Block)
        | (Meaning::Ours(_), Site::Span | Site::Block) => None,
        (Meaning::Ours(Class::Event), Site::Heading)
        | (Meaning::Ours(Class::Says), Site::Attribution | Site::Turn) => None,
        (Meaning::Context | Meaning::Transcript, Site::Span) => Some("stands on `:::` blocks"),
        (_, Site::Heading) => Some("does not stand on headings; of ours only `.event` does"),
        (_, Site::Title) => Some("does not stand in a link's title"),
        _ => Some("does not stand here: this is a statement already"),
    }
}

fn check_keys(attributes: &Attributes, meaning: Meaning, site: Site, report: &mut Report<'_>) -> bool {
    let (known, extra): (&[&str], &[&str]) = match (meaning, site) {
        (_, Site::Title) => (TITLE, &[]),
        (Meaning::Ours(Class::Says), _) => (SAYS, &["dir"]),
        (Meaning::Ours(Class::Holds), _) => (HOLDS, &["lang", "dir"]),
        (Meaning::Ours(Class::Did), _) => (DID, &["lang", "dir"]),
        (Meaning::Ours(Class::Event), Site::Heading) => (EVENT, &["at", "lang", "dir"]),
        (Meaning::Ours(Class::Event), _) => (EVENT, &["lang", "dir"]),
        (Meaning::Context | Meaning::Transcript, _) => (CONTEXT, &["lang", "dir"]),
        (Meaning::Plain, Site::Heading) => return true,
        (Meaning::Plain, _) => return check_plain(attributes, report),
    };
    let mut fine = true;
    for pair in &attributes.pairs {
        let key = &*pair.key.value;
        if !known.contains(&key) && !extra.contains(&key) {
            fine = false;
            let nearest = crate::text::nearest(key, known.iter().copied()).map(str::to_owned);
            let message = format!("`{key}` is no attribute {}", of_what(meaning, site));
            report.push(
                report.diagnostic(Code::UnknownKey, message, pair.key.range.clone()).did_you_mean(nearest),
            );
        }
    }
    fine
}

fn of_what(meaning: Meaning, site: Site) -> &'static str {
    match (meaning, site) {
        (_, Site::Title) => "of a mention",
        (_, Site::Attribution) => "of a quotation",
        (_, Site::Turn) => "of a turn",
        (Meaning::Ours(Class::Says), _) => "of `.says`",
        (Meaning::Ours(Class::Holds), _) => "of `.holds`",
        (Meaning::Ours(Class::Did), _) => "of `.did`",
        (Meaning::Ours(Class::Event), _) => "of `.event`",
        (Meaning::Context, _) => "of `.context`",
        (Meaning::Transcript, _) => "of `.transcript`",
        (Meaning::Plain, _) => "here",
    }
}

/// A group with keys of ours and no class at all has lost its class; beside a class that is none of ours
/// they say nothing.
fn check_plain(attributes: &Attributes, report: &mut Report<'_>) -> bool {
    const TELLING: [&str; 7] = ["by", "stance", "on", "src", "via", "re", "same"];
    if let Some(class) = attributes.classes.first() {
        let Some(pair) = attributes.pairs.iter().find(|pair| TELLING.contains(&&*pair.key.value)) else {
            return true;
        };
        let message = format!("`{}` says nothing beside `.{}`", pair.key.value, class.value);
        let help = "the classes that take it are `.says`, `.holds`, `.did` and `.event`";
        let diagnostic = report.diagnostic(Code::MalformedAnnotation, message, pair.key.range.clone());
        report.push(diagnostic.help(help));
        return false;
    }
    let lost = attributes.pairs.iter().find(|pair| {
        let key = &*pair.key.value;
        !matches!(key, "lang" | "dir") && (SAYS.contains(&key) || DID.contains(&key) || EVENT.contains(&key))
    });
    let Some(pair) = lost else { return true };
    let message =
        format!("`{}` needs one of `.says`, `.holds`, `.did` and `.event` beside it", pair.key.value);
    report.say(Code::MalformedAnnotation, message, pair.key.range.clone());
    false
}
