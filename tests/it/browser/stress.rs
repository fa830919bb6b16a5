//! A site that is hard on every page: Arabic, with English beside it; very long names, and words that do
//! not break; somebody with 2,000 mentions, 300 events, and 60 participants with a stance on 12 topics.
//!
//! Names and words are made of syllables, so that nobody real says anything.

use crate::folder::Folder;
use crate::generate::{Random, capitalized};
use std::fmt::Write;

const PARTICIPANTS: usize = 60;
const TOPICS: usize = 12;
const EVENTS: usize = 300;
/// Articles that are full of mentions, and how many each has.
const CROWDED: usize = 40;
const MENTIONS: usize = 50;
const SOURCES: usize = 40;

const LANGUAGES: [&str; 2] = ["ar", "en"];
const STANCES: [&str; 8] =
    ["supports", "opposes", "conditional", "doubts", "neutral", "undecided", "no-comment", "unclear"];
const STATUSES: [&str; 6] = ["held", "planned", "tentative", "postponed", "cancelled", "unconfirmed"];
const ROLES: [&str; 5] = ["host", "chair", "speaker", "observer", "absent"];

/// A name that nobody would think of, in Latin letters without a space.
const LONG: &str =
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzende";

/// Writes it into a folder.
pub fn write(site: &Folder) {
    write_settings(site);
    write_sources(site);
    (0..PARTICIPANTS).for_each(|number| write_participant(site, number));
    (0..TOPICS).for_each(|number| write_topic(site, number));
    (0..EVENTS).for_each(|number| write_event(site, number));
    for language in [0, 1] {
        (0..TOPICS).for_each(|topic| write_stances(site, topic, language));
        (0..CROWDED).for_each(|number| write_crowd(site, number, language));
        site.write(&path("articles/everything", language), super::stress_article::text(language));
        site.write(&path("pages/about", language), about(language));
    }
    site.write("static/logo.svg", PICTURE);
    site.write("content/articles/map.svg", PICTURE);
}

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 300\" width=\"900\" height=\"300\">\
                       <path d=\"M0 0h900v300H0z\" fill=\"#777\"/></svg>\n";

/// The file of a record in a language.
fn path(record: &str, language: usize) -> String {
    let suffix = if language == 0 { String::new() } else { format!(".{}", LANGUAGES[language]) };
    format!("content/{record}{suffix}.md")
}

/// The id of a participant: in Arabic, so that addresses are written with percent signs.
pub fn participant(number: usize) -> String {
    format!("مشارك-{number}")
}

pub fn participant_name(number: usize) -> String {
    let mut random = Random::new(1, 1_000 + number as u64);
    match number {
        0 => format!("{} {LONG}", words(1, 3, &mut random)),
        1 => words(0, 30, &mut random),
        _ => words(number % 2, 3, &mut random),
    }
}

/// Some words of a language, the first with a capital letter.
pub fn words(language: usize, count: usize, random: &mut Random) -> String {
    let word = |random: &mut Random| match language {
        0 => arabic(random),
        _ => {
            let length = 1 + random.below(4);
            random.word(length)
        }
    };
    let all: Vec<String> = (0..count).map(|_| word(random)).collect();
    capitalized(&all.join(" "))
}

fn arabic(random: &mut Random) -> String {
    const LETTERS: [&str; 16] =
        ["ب", "ت", "ج", "ح", "خ", "د", "ر", "س", "ش", "ع", "ف", "ق", "ك", "ل", "م", "ن"];
    let mut syllable = || format!("{}{}", random.pick(&LETTERS), random.pick(&["ا", "و", "ي", ""]));
    (0..3).map(|_| syllable()).collect()
}

/// A text in both languages, as a table of TOML.
fn both(count: usize, random: &mut Random) -> String {
    format!("{{ar = \"{}\", en = \"{}\"}}", words(0, count, random), words(1, count, random))
}

fn write_settings(site: &Folder) {
    let random = &mut Random::new(1, 1);
    let text = format!(
        "[site]\ntitle = {}\ndescription = {}\nlanguages = [\"ar\", \"en\"]\nas_of = 2025-06-30\n\
         base_url = \"https://example.org/\"\nlogo = \"logo.svg\"\n\n[footer.text]\nar = \"{} [about](@about)\"\nen = \"{} [about](@about)\"\n",
        both(9, random),
        both(40, random),
        words(0, 40, random),
        words(1, 40, random)
    );
    site.write("site.toml", text);
}

fn write_sources(site: &Folder) {
    let mut text = String::new();
    for number in 0..SOURCES {
        let random = &mut Random::new(1, 2_000 + number as u64);
        let (length, far) = if number == 0 { (40, "way-down/".repeat(40)) } else { (6, String::new()) };
        let language = number % 2;
        let (title, publisher) = (words(language, length, random), words(language, 2, random));
        writeln!(
            text,
            "[src-{number}]\ntitle = \"{title}\"\npublisher = \"{publisher}\"\nlanguage = \"{}\"\n\
             url = \"https://example.org/{far}{number}\"\narchive = \"https://example.net/{far}{number}\"\n\
             date = 2025-0{}-11\n",
            LANGUAGES[language],
            1 + number % 6
        )
        .unwrap();
    }
    site.write("content/sources.toml", text);
}

fn write_participant(site: &Folder, number: usize) {
    let random = &mut Random::new(1, 3_000 + number as u64);
    let kind = ["person", "person", "person", "organization", "country", "group"][number % 6];
    let name = participant_name(number);
    let alias = format!("{} {number}", words(1, 2, random));
    let mut text = format!(
        "+++\nname = \"{name}\"\nkind = \"{kind}\"\nsummary = {}\ndisambiguation = {}\n\
         aliases = [\"{alias}\", {{name = \"{}\", lang = \"ar\"}}]\nclassification = {}\n",
        both(12, random),
        both(2, random),
        words(0, 4, random),
        both(2, random)
    );
    if kind == "person" {
        for year in [2019, 2021, 2023] {
            let end = if year == 2023 { "..".to_owned() } else { format!("{}-12", year + 1) };
            let (title, body) = (both(5, random), participant(3));
            writeln!(
                text,
                "[[roles]]\ntitle = {title}\norganization = \"{body}\"\ndate = \"{year}-01/{end}\""
            )
            .unwrap();
        }
        writeln!(text, "[[links]]\ntitle = \"{LONG}\"\nurl = \"https://example.org/{LONG}\"").unwrap();
        writeln!(text, "[identifiers]\nwikidata = \"Q{number}1\"\nour-own = \"{LONG}\"").unwrap();
    }
    site.write(
        &format!("content/participants/{}.md", participant(number)),
        format!("{text}+++\n{}.\n", words(0, 60, random)),
    );
}

fn write_topic(site: &Folder, number: usize) {
    let random = &mut Random::new(1, 4_000 + number as u64);
    let name = if number == 0 {
        format!("{{ar = \"{}\", en = \"{LONG}\"}}", words(0, 14, random))
    } else {
        both(3, random)
    };
    let text = format!(
        "+++\nname = {name}\nquestion = {}\nsummary = {}\nas_of = 2025-06-01\n+++\n{}.\n",
        both(16, random),
        both(12, random),
        words(0, 50, random)
    );
    site.write(&format!("content/topics/topic-{number}.md"), text);
}

fn write_event(site: &Folder, number: usize) {
    let random = &mut Random::new(1, 5_000 + number as u64);
    let (year, month) = (2001 + number / 12, 1 + number % 12);
    let status = if number < 290 { "held" } else { STATUSES[number % STATUSES.len()] };
    let date = match number % 5 {
        0 => format!("{year}-{month:02}~"),
        1 => format!("{year}-{month:02}-03/{year}-{month:02}-09"),
        _ => format!("{year}-{month:02}-{:02}", 1 + random.below(28)),
    };
    let name = if number == 7 {
        format!("{{ar = \"{}\", en = \"{LONG}\"}}", words(0, 40, random))
    } else {
        both(6, random)
    };
    let mut text = format!(
        "+++\nname = {name}\ndate = \"{date}\"\nstatus = \"{status}\"\nclassification = \"{}\"\n\
         topics = [\"topic-{}\"]\nsources = [\"src-{}\"]\nsummary = {}\nplace = {{name = {}, country = \"{}\"}}\n",
        ["summit", "call", "debate"][number % 3],
        number % TOPICS,
        number % SOURCES,
        both(12, random),
        both(3, random),
        participant(4)
    );
    if number == 7 {
        text += "changes = [{date = 2001-06-01, text = \"Moved.\", status = \"planned\"}]\n";
    }
    let attendees = if number == 7 { PARTICIPANTS } else { 4 };
    for who in 0..attendees {
        let (who, role) = (participant((number * 3 + who) % PARTICIPANTS), ROLES[who % ROLES.len()]);
        writeln!(text, "[[attendees]]\nid = \"{who}\"\nrole = \"{role}\"").unwrap();
    }
    site.write(&format!("content/events/event-{number}.md"), text + "+++\n");
}

/// Everybody's stance on a topic, which some of them changed.
fn write_stances(site: &Folder, topic: usize, language: usize) {
    let random = &mut Random::new(1, 6_000 + 10 * topic as u64 + language as u64);
    let mut text = front_matter(&format!("topics = [\"topic-{topic}\"]\n"), topic, language, random);
    for who in 0..PARTICIPANTS {
        let (id, stance) = (participant(who), STANCES[(who + topic) % STANCES.len()]);
        let date = format!("2025-0{}-{:02}", 1 + topic % 5, 1 + who % 28);
        let said = words(language, 14, random);
        writeln!(
            text,
            "[[{}](@{id}) {said}.]{{.says by={id} on=topic-{topic} stance={stance} date={date}}}\n",
            participant_name(who)
        )
        .unwrap();
        if who % 7 == 0 {
            let said = words(language, 14, random);
            let changed = STANCES[(who + topic + 1) % STANCES.len()];
            writeln!(
                text,
                "[{said}.]{{.holds by={id} on=topic-{topic} stance={changed} date=2025-06-{:02}}}\n",
                1 + topic
            )
            .unwrap();
        }
    }
    site.write(&path(&format!("articles/stances-{topic}"), language), text);
}

/// An article that names the same one over and over.
fn write_crowd(site: &Folder, number: usize, language: usize) {
    let random = &mut Random::new(1, 7_000 + 2 * number as u64 + language as u64);
    let mut text = front_matter("topics = [\"topic-0\"]\n", number, language, random);
    for part in 0..MENTIONS {
        let other = 2 + (number + part) % (PARTICIPANTS - 2);
        writeln!(
            text,
            "{} [{}](@{}) {} [{}](@{}).\n",
            words(language, 6, random),
            participant_name(0),
            participant(0),
            words(language, 8, random),
            participant_name(other),
            participant(other)
        )
        .unwrap();
    }
    site.write(&path(&format!("articles/crowd-{number}"), language), text);
}

fn front_matter(more: &str, number: usize, language: usize, random: &mut Random) -> String {
    let length = if number == 0 { 30 } else { 7 };
    let texts = format!(
        "title = \"{}\"\nsummary = \"{}\"\n",
        words(language, length, random),
        words(language, 20, random)
    );
    if language > 0 {
        return format!("+++\n{texts}+++\n");
    }
    format!(
        "+++\n{texts}date = 2025-0{}-{:02}\nauthors = [\"{}\"]\nsources = [\"src-{}\"]\n{more}+++\n",
        1 + number % 6,
        1 + number % 28,
        words(0, 3, random),
        number % SOURCES
    )
}

fn about(language: usize) -> String {
    let random = &mut Random::new(1, 8_000 + language as u64);
    format!(
        "+++\ntitle = \"{}\"\nsummary = \"{}\"\ntoc = true\n+++\n## {}\n\n{}. [All](/corrections/)\n\n## {LONG}\n\n{}.\n",
        words(language, 5, random),
        words(language, 20, random),
        words(language, 4, random),
        words(language, 60, random),
        words(language, 60, random)
    )
}
