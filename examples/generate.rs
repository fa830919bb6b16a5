//! Writes a large site in our format, to measure and test with.
//!
//! `cargo run --example generate -- DIR --articles 1000 --seed 1 [--words 450] [--mentions 15]
//! [--languages nl,en] [--participants N]`
//!
//! The same arguments write the same bytes on every machine. Names and words are made of
//! syllables, so that nobody real says anything. Mentions follow Zipf's law: the participant of
//! rank n is drawn with a weight of 1/n. What is written is valid: a build of it reports nothing.
//! What is annotated is drawn apart from the words, so that all languages of an article agree.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What was asked for.
pub struct Options {
    /// Where the site is written to.
    pub folder: PathBuf,
    /// How many articles there are, each in all languages.
    pub articles: usize,
    /// Another seed gives another site.
    pub seed: u64,
    /// Words an article, at least.
    pub words: usize,
    /// Mentions an article, at least.
    pub mentions: usize,
    /// The first is the main one; never empty.
    pub languages: Vec<String>,
    /// At least 20: every tenth is a country and every tenth an organization.
    pub participants: usize,
}

/// The generator of Steele, Lea and Flood (`SplitMix64`): small, and the same everywhere.
pub struct Random(u64);

/// Who and what the articles tell of.
struct World {
    participants: Vec<Participant>,
    /// Sums of the weights of the participants up to each.
    weights: Vec<u64>,
    topics: Vec<String>,
    events: Vec<Event>,
    sources: usize,
    languages: Vec<String>,
    /// A vocabulary for each language.
    vocabularies: Vec<Vec<String>>,
}

struct Participant {
    id: String,
    name: String,
    kind: &'static str,
}

struct Event {
    id: String,
    date: String,
    /// All of them persons, with the roles that they had.
    attendees: Vec<(usize, &'static str)>,
    country: usize,
}

/// What an article is about; the same in each of its languages.
struct Article<'a> {
    world: &'a World,
    event: &'a Event,
    number: usize,
    /// Draws what is annotated.
    plan: Random,
    /// Draws the words.
    prose: Random,
    language: usize,
    sources: [usize; 3],
}

const STANCES: [&str; 6] = ["supports", "opposes", "conditional", "doubts", "neutral", "undecided"];
const ROLES: [&str; 4] = ["host", "chair", "participant", "speaker"];

fn main() -> Result<(), String> {
    generate(&options(std::env::args().skip(1).collect())?)
}

/// Writes a site.
///
/// # Errors
/// What the disk says, with the path.
pub fn generate(options: &Options) -> Result<(), String> {
    let world = world(options);
    write_site(options, &world)?;
    write_participants(options, &world)?;
    write_topics(options, &world)?;
    write_events(options, &world)?;
    (0..options.articles).try_for_each(|number| write_article(options, &world, number))
}

/// Reads a command line: the folder, then flags with their values.
///
/// # Errors
/// What is wrong with it, in words.
pub fn options(arguments: Vec<String>) -> Result<Options, String> {
    let (folder, flags) = arguments.split_first().ok_or("say which folder to write to")?;
    let mut values = [1000, 1, 450, 15, 0];
    let mut languages = vec!["en".to_owned()];
    for flag in flags.chunks(2) {
        let [name, value] = flag else { return Err(format!("`{}` wants a value", flag[0])) };
        let names = ["--articles", "--seed", "--words", "--mentions", "--participants"];
        if let Some(at) = names.iter().position(|known| known == name) {
            values[at] = value.parse().map_err(|error| format!("`{name} {value}`: {error}"))?;
        } else if name == "--languages" {
            languages = value.split(',').map(str::to_owned).collect();
        } else {
            return Err(format!("`{name}` is not known"));
        }
    }
    let [articles, seed, words, mentions, participants] = values;
    // Every tenth is a country and every tenth an organization: there must be one of each.
    let participants = if participants == 0 { (articles / 5).min(2000) } else { participants }.max(20);
    Ok(Options {
        folder: folder.into(),
        articles,
        seed: seed as u64,
        words,
        mentions,
        languages,
        participants,
    })
}

impl Random {
    /// A sequence of its own for each purpose.
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mut random = Self(seed ^ purpose.wrapping_mul(0xd134_2543_de82_ef95));
        random.draw();
        random
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.draw() % limit.max(1) as u64) as usize
    }

    /// One of a list, which is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A day of the month `month`, counted from January 2016.
    fn day(&mut self, month: usize) -> String {
        format!("{}-{:02}-{:02}", 2016 + month / 12, 1 + month % 12, 1 + self.below(24))
    }

    /// A word of some syllables.
    pub fn word(&mut self, syllables: usize) -> String {
        const CONSONANTS: [&str; 16] =
            ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "br"];
        const VOWELS: [&str; 7] = ["a", "e", "i", "o", "u", "é", "ai"];
        (0..syllables).map(|_| format!("{}{}", self.pick(&CONSONANTS), self.pick(&VOWELS))).collect()
    }
}

/// A word with a capital letter in front.
pub fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn world(options: &Options) -> World {
    let mut random = Random::new(options.seed, 1);
    let mut taken = BTreeSet::new();
    // Nobody shares a name with another, so that no name is ambiguous.
    let mut fresh = |random: &mut Random| loop {
        let word = random.word(3 + taken.len() % 2);
        if taken.insert(word.clone()) {
            return word;
        }
    };
    let mut participant = |number: usize| {
        let (kind, words) = match number % 10 {
            3 => ("organization", vec![fresh(&mut random), "institute".into()]),
            7 => ("country", vec![fresh(&mut random)]),
            _ => ("person", vec![fresh(&mut random), fresh(&mut random)]),
        };
        let name: Vec<String> = words.iter().map(|word| capitalized(word)).collect();
        Participant { id: words.join("-"), name: name.join(" "), kind }
    };
    let participants: Vec<Participant> = (0..options.participants).map(&mut participant).collect();
    let weight = |sum: &mut u64, rank: u64| {
        *sum += 1_000_000 / rank;
        Some(*sum)
    };
    let weights = (1..=participants.len() as u64).scan(0, weight).collect();
    let topics = (options.articles / 50).clamp(6, 60);
    let topics = (0..topics).map(|_| format!("topic-{}", fresh(&mut random))).collect();
    let vocabulary = |language: usize| -> Vec<String> {
        let mut random = Random::new(options.seed, 100 + language as u64);
        (0..600).map(|number| random.word(1 + number % 4)).collect()
    };
    let vocabularies = (0..options.languages.len()).map(vocabulary).collect();
    let (sources, languages) = ((options.articles / 2).max(3), options.languages.clone());
    let mut world =
        World { participants, weights, topics, events: Vec::new(), sources, languages, vocabularies };
    let count = (options.articles / 10).max(3);
    world.events =
        (0..count).map(|at| world.event(fresh(&mut random), at * 110 / count, &mut random)).collect();
    world
}

impl World {
    /// Makes an event of a month, with six persons.
    fn event(&self, word: String, month: usize, random: &mut Random) -> Event {
        let mut seen = BTreeSet::new();
        while seen.len() < 6 {
            seen.insert(self.draw_person(random));
        }
        let attendees = seen.into_iter().map(|person| (person, *random.pick(&ROLES))).collect();
        let country = 7 + 10 * random.below(self.participants.len() / 10);
        Event { id: format!("event-{word}"), date: random.day(month), attendees, country }
    }

    /// Draws a participant by Zipf's law.
    fn draw(&self, random: &mut Random) -> usize {
        let total = self.weights.last().copied().unwrap_or(1);
        let drawn = random.draw() % total;
        self.weights.partition_point(|sum| *sum <= drawn)
    }

    fn draw_person(&self, random: &mut Random) -> usize {
        let mut drawn = self.draw(random);
        while self.participants[drawn].kind != "person" {
            drawn = self.draw(random);
        }
        drawn
    }

    /// A phrase of some words of a language, without a full stop; common words more often.
    fn phrase(&self, language: usize, length: usize, random: &mut Random) -> String {
        let vocabulary = &self.vocabularies[language];
        let mut word = || {
            let limit = 1 + random.below(vocabulary.len());
            vocabulary[random.below(limit)].as_str()
        };
        (0..length).map(|_| word()).collect::<Vec<_>>().join(" ")
    }

    /// A capitalised phrase in each language, as an inline table of TOML (` = `) or YAML (`: `).
    fn localized(&self, separator: &str, length: usize, random: &mut Random) -> String {
        let phrase = |(number, language): (usize, &String)| {
            format!("{language}{separator}\"{}\"", capitalized(&self.phrase(number, length, random)))
        };
        let entries: Vec<String> = self.languages.iter().enumerate().map(phrase).collect();
        format!("{{{}}}", entries.join(", "))
    }
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let path = folder.join(name);
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| std::fs::write(&path, text)).map_err(|error| format!("`{}`: {error}", path.display()))
}

fn write_site(options: &Options, world: &World) -> Result<(), String> {
    let title = world.localized(" = ", 3, &mut Random::new(options.seed, 2));
    let text = format!("[site]\ntitle = {title}\nlanguages = {:?}\n", options.languages);
    write(&options.folder, "site.toml", &text)?;
    let mut sources = String::new();
    for number in 0..world.sources {
        let mut random = Random::new(options.seed, 10_000_000 + number as u64);
        let [title, publisher] = [5, 2].map(|length| capitalized(&world.phrase(0, length, &mut random)));
        let month = number * 110 / world.sources;
        let date = random.day(month);
        sources += &format!(
            "[src-{number}]\ntitle = \"{title}\"\npublisher = \"{publisher}\"\n\
             url = \"https://example.org/source/{number}\"\ndate = {date}\n\n"
        );
    }
    write(&options.folder, "content/sources.toml", &sources)
}

fn write_participants(options: &Options, world: &World) -> Result<(), String> {
    for (number, Participant { id, name, kind }) in world.participants.iter().enumerate() {
        let mut random = Random::new(options.seed, 20_000_000 + number as u64);
        let mut front = format!("name = \"{name}\"\nkind = \"{kind}\"\n");
        if let ("person", Some((given, family))) = (*kind, name.split_once(' ')) {
            let initial: String = given.chars().take(1).collect();
            let title = world.localized(" = ", 2, &mut random);
            let organization = &world.participants[3 + 10 * random.below(options.participants / 10)].id;
            front += &format!(
                "sort_name = \"{family}, {given}\"\n\
                 aliases = [\"{initial}. {family}\", {{name = \"{family}\", weak = true}}]\n\
                 roles = [{{title = {title}, organization = \"{organization}\", date = \"2015-01/..\"}}]\n"
            );
        }
        let body = capitalized(&world.phrase(0, 20, &mut random));
        let path = format!("content/participants/{kind}/{id}.md");
        write(&options.folder, &path, &format!("+++\n{front}+++\n{body}.\n"))?;
    }
    Ok(())
}

fn write_topics(options: &Options, world: &World) -> Result<(), String> {
    for (number, id) in world.topics.iter().enumerate() {
        let mut random = Random::new(options.seed, 30_000_000 + number as u64);
        let [name, question] = [2, 7].map(|length| world.localized(": ", length, &mut random));
        let text = format!("---\nname: {name}\nquestion: {question}\n---\n");
        write(&options.folder, &format!("content/topics/{id}.md"), &text)?;
    }
    Ok(())
}

fn write_events(options: &Options, world: &World) -> Result<(), String> {
    for (number, event) in world.events.iter().enumerate() {
        let mut random = Random::new(options.seed, 50_000_000 + number as u64);
        let [name, place] = [4, 1].map(|length| world.localized(" = ", length, &mut random));
        // The kinds of event are few.
        let classification = ["summit", "call", "debate"][number % 3];
        let (topic, source) = (&world.topics[number % world.topics.len()], number % world.sources);
        let country = &world.participants[event.country].id;
        let mut text = format!(
            "+++\nname = {name}\ndate = \"{}\"\nclassification = \"{classification}\"\n\
             place = {{name = {place}, country = \"{country}\"}}\ntopics = [\"{topic}\"]\n\
             sources = [\"src-{source}\"]\nattendees = [\n",
            event.date
        );
        for (who, role) in &event.attendees {
            text += &format!("  {{id = \"{}\", role = \"{role}\"}},\n", world.participants[*who].id);
        }
        write(&options.folder, &format!("content/events/{}.md", event.id), &(text + "]\n+++\n"))?;
    }
    Ok(())
}

fn write_article(options: &Options, world: &World, number: usize) -> Result<(), String> {
    let event = &world.events[number * world.events.len() / options.articles];
    for (language, code) in options.languages.iter().enumerate() {
        let mut plan = Random::new(options.seed, 70_000_000 + number as u64);
        let sources = [0; 3].map(|_| plan.below(world.sources));
        let prose = Random::new(plan.draw(), language as u64);
        let mut article = Article { world, event, number, plan, prose, language, sources };
        let mut text = article.front_matter();
        // Everybody is mentioned somewhere, however rarely drawn.
        for due in (number..world.participants.len()).step_by(options.articles) {
            let mention = article.mention(due);
            text += &format!("{} {mention} {}.\n\n", article.opening(4), article.words(4));
        }
        text += &article.body(options.words, options.mentions);
        let suffix = if language == 0 { String::new() } else { format!(".{code}") };
        let year = &event.date[..4];
        write(&options.folder, &format!("content/articles/{year}/briefing-{number}{suffix}.md"), &text)?;
    }
    Ok(())
}

impl Article<'_> {
    fn words(&mut self, length: usize) -> String {
        self.world.phrase(self.language, length, &mut self.prose)
    }

    fn opening(&mut self, length: usize) -> String {
        capitalized(&self.words(length))
    }

    fn sentence(&mut self) -> String {
        let length = 6 + self.prose.below(14);
        self.opening(length) + "."
    }

    fn mention(&self, who: usize) -> String {
        let Participant { id, name, .. } = &self.world.participants[who];
        format!("[{name}](@{id})")
    }

    fn topic(&mut self) -> String {
        self.plan.pick(&self.world.topics).clone()
    }

    /// What a translation repeats comes first; the rest is said once.
    fn front_matter(&mut self) -> String {
        let (title, summary) = (self.opening(6), self.sentence());
        let (point, known, unknown) = (self.sentence(), self.sentence(), self.sentence());
        let texts = format!(
            "title = \"{title}\"\nsummary = \"{summary}\"\nkey_points = [\"{point}\"]\nknown = [\"{known}\"]\n\
             unknown = [\"{unknown}\"]\n"
        );
        let (first, second) = (self.topic(), self.topic());
        let topics = if first == second { vec![first] } else { vec![first, second] };
        let genre = ["report", "analysis", "background"][self.number % 3];
        if self.language > 0 {
            return format!("+++\n{texts}+++\n");
        }
        let mut sources = self.sources.map(|source| format!("src-{source}")).to_vec();
        sources.dedup();
        format!(
            "+++\n{texts}date = {}\ngenre = \"{genre}\"\nauthors = [\"Desk\"]\ntopics = {topics:?}\n\
             sources = {sources:?}\ndefaults = {{at = \"{}\"}}\n+++\n",
            self.event.date, self.event.id
        )
    }

    /// Sections with every kind of annotation in turn, until there are enough words and mentions.
    fn body(&mut self, words: usize, mentions: usize) -> String {
        let mut text = String::new();
        let (mut written, mut mentioned, mut part) = (0, 0, self.plan.below(8));
        while written < words || mentioned < mentions {
            if part % 4 == 0 {
                let heading = self.opening(3);
                text += &format!("## {heading} {{#part-{part}}}\n\n");
            }
            let piece = if mentioned < mentions { self.annotated(part) } else { String::new() };
            mentioned += 2;
            // The plan draws what the words need not agree on, so that both stop alike.
            let sentences = 1 + self.plan.below(4);
            let filler: Vec<String> = (0..sentences).map(|_| self.sentence()).collect();
            written += 12 * sentences + if piece.is_empty() { 0 } else { 24 };
            part += 1;
            text += &format!("{piece}{}\n\n", filler.join(" "));
        }
        let note = self.opening(3);
        text + &format!("{note}.[^source]\n\n[^source]: [{note}](@src-{} \"p. 2\").\n", self.sources[0])
    }

    /// One annotated piece with two mentions.
    fn annotated(&mut self, part: usize) -> String {
        let Event { id: event, date, attendees, .. } = self.event;
        let first = self.plan.below(attendees.len());
        let ((speaker, role), (other, _)) = (attendees[first], attendees[(first + 1) % attendees.len()]);
        let drawn = self.world.draw(&mut self.plan);
        let id = |who: usize| self.world.participants[who].id.as_str();
        let (by, with) = (id(speaker), id(other));
        let name = &self.world.participants[drawn].name;
        let (topic, stance) = (self.topic(), *self.plan.pick(&STANCES));
        let (source, number) = (self.sources[part % 3], self.number);
        let about = format!("on={topic} stance={stance} src=src-{source}");
        let [a, b, c] = [speaker, other, drawn].map(|who| self.mention(who));
        let (w, x) = (self.opening(5), self.words(6));
        let title = format!(" \"at={event} role={role}\")");
        match part % 8 {
            0 => format!("[{w} {a} {x} {c}]{{.says by={by} to={} {about}}}. ", id(drawn)),
            1 => format!(
                "{w} {}. [{w} {x}]{{.holds by={by} {about}}}. {w} [{name}][]. ",
                a.replace(')', &title)
            ),
            2 => format!("[{a} {x} {c}]{{.did by={by} date={date} src=src-{source}}}. "),
            3 => format!(
                "{b}. [{w} {c} {x}]{{.event #event-{number}-{part} date={date} with=\"{by}:{role} {with}\" \
                 src=src-{source}}}. "
            ),
            4 => format!("::: {{.says by=\"{by} {with}\" {about}}}\n{w} {a} {b}.\n\n- {x}\n- {w}\n:::\n\n"),
            5 => format!("> {w} {x} {c}.\n>\n> — {a}, {date} {{{about}}}\n\n"),
            6 => format!(
                "| {w} | {x} |\n|---|---|\n| {a} | [{w}]{{.says {about}}} |\n\
                 | {b} | [{x}]{{.says {about}}} |\n\n"
            ),
            _ => format!(
                "::: {{.transcript at={event} on={topic} src=src-{source}}}\n{a}: {w} {x}.\n\n{b}: {x} {w}.\n:::\n\n"
            ),
        }
    }
}
