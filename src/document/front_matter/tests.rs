//! What front matter means, and what is said about what is wrong in it.

use super::*;
use crate::config::{Html, Limits, Markdown};
use crate::document::annotation::{AttendeeRole, EventStatus};
use crate::document::record::{
    ArticleFields, EventFields, ParticipantFields, SourceFields, TranscriptSpeaker,
};
use crate::document::reference::Reference;
use crate::locale::Text;

fn language(tag: &str) -> Language {
    Language::new(tag).unwrap()
}

fn settings() -> ParseSettings {
    ParseSettings {
        languages: vec![language("en"), language("nl")],
        content: "content".into(),
        markdown: Markdown { wikilinks: false, bare_names: false, smart: false, html: Html::Text },
        limits: Limits { file_bytes: 1 << 20, nesting: 64, events: 100_000, expansion: 100 },
    }
}

fn path(kind: Kind) -> SourcePath {
    SourcePath::new(&format!("content/{}s/x.md", kind.word().replace(' ', "-"))).unwrap()
}

fn read(kind: Kind, text: &str) -> (FrontMatter, Diagnostics) {
    let identity = Identity { kind, id: Id::new("x").unwrap(), language: language("en") };
    parse(&path(kind), text, &settings(), &identity)
}

/// The record of some TOML that holds no mistake.
fn record(kind: Kind, toml: &str) -> Record {
    let (front_matter, diagnostics) = read(kind, &format!("+++\n{toml}\n+++\n"));
    assert!(diagnostics.is_empty(), "{toml}: {diagnostics:?}");
    front_matter.record
}

fn article(toml: &str) -> ArticleFields {
    match record(Kind::Article, toml).fields {
        Fields::Article(fields) => *fields,
        other => panic!("{other:?}"),
    }
}

fn participant(toml: &str) -> ParticipantFields {
    match record(Kind::Participant, toml).fields {
        Fields::Participant(fields) => *fields,
        other => panic!("{other:?}"),
    }
}

fn event(toml: &str) -> EventFields {
    match record(Kind::Event, toml).fields {
        Fields::Event(fields) => *fields,
        other => panic!("{other:?}"),
    }
}

fn source(toml: &str) -> SourceFields {
    match record(Kind::Source, toml).fields {
        Fields::Source(fields) => *fields,
        other => panic!("{other:?}"),
    }
}

fn english(text: &Text) -> &str {
    text.get(&language("en")).unwrap()
}

fn reference(id: &str) -> Reference {
    Reference::Id { id: Id::new(id).unwrap(), anchor: None }
}

/// What is found wrong: code, message, what stands at the place, and what is suggested.
fn findings(kind: Kind, text: &str) -> Vec<String> {
    let (_, mut diagnostics) = read(kind, text);
    diagnostics.sort();
    diagnostics
        .iter()
        .map(|found| {
            let place = &text[found.primary.as_ref().unwrap().range.clone()];
            let near = found.suggestion.as_ref().map(|near| format!(" → {}", near.replacement));
            let help = found.help.as_ref().map(|help| format!(" ({help})"));
            format!(
                "{}: {} @ {place}{}{}",
                found.code,
                found.message,
                near.unwrap_or_default(),
                help.unwrap_or_default()
            )
        })
        .collect()
}

#[test]
fn toml_and_yaml_mean_the_same() {
    let toml = article("title = 'A'\ndate = 2025-03-15\ntopics = ['a', '@b']");
    let yaml = "---\ntitle: A\ndate: 2025-03-15\ntopics: [a, '@b']\n---\nbody";
    let (front_matter, diagnostics) = read(Kind::Article, yaml);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let Fields::Article(fields) = front_matter.record.fields else { panic!("an article") };
    assert_eq!(fields.title.as_ref().unwrap().value, toml.title.unwrap().value);
    assert_eq!(fields.date.unwrap().value, toml.date.unwrap().value);
    let topics = |references: &[crate::diagnostics::Located<Reference>]| {
        references.iter().map(|topic| topic.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(topics(&fields.topics), topics(&toml.topics));
    assert_eq!(&yaml[fields.title.unwrap().range], "A");
    assert_eq!(&yaml[front_matter.body], "body");
    assert_eq!(front_matter.record.range, 0..3);
}

#[test]
fn a_file_without_front_matter_is_all_body() {
    let (front_matter, diagnostics) = read(Kind::Topic, "text");
    assert!(diagnostics.is_empty());
    assert_eq!((front_matter.body, front_matter.record.range), (0..4, 0..0));
}

#[test]
fn a_text_field_takes_a_scalar_as_written() {
    for written in ["NO", "0123", "1.10", "12:30", "2025-03-15", "True", "é"] {
        let (front_matter, diagnostics) = read(Kind::Article, &format!("---\ntitle: {written}\n---\n"));
        assert!(diagnostics.is_empty(), "{written}: {diagnostics:?}");
        let Fields::Article(fields) = front_matter.record.fields else { panic!("an article") };
        assert_eq!(fields.title.unwrap().value, written);
    }
}

#[test]
fn a_text_by_language_may_hold_languages_of_no_page() {
    let name = participant("name = { en = 'Kyiv', uk = 'Київ' }").name;
    assert_eq!(english(&name), "Kyiv");
    assert_eq!(name.get(&language("uk")).unwrap(), "Київ");
    assert_eq!(english(&participant("name = 'Kyiv'").name), "Kyiv");
}

#[test]
fn dates_are_taken_in_all_their_forms() {
    for (written, date) in [
        ("2025-03-15", "2025-03-15"),
        ("2025", "2025"),
        ("'2025-03-11/2025-03-14'", "2025-03-11/2025-03-14"),
        ("2025-03-15 14:00:00z", "2025-03-15T14:00:00Z"),
    ] {
        assert_eq!(event(&format!("date = {written}")).date.unwrap().value.written(), date);
    }
}

#[test]
fn participants_have_aliases_roles_and_links() {
    let fields = participant(
        "kind = 'person'\naliases = ['K', { name = 'S', lang = 'uk', weak = true }]\n\
         identifiers = { wikidata = 'Q1' }\nlinks = [{ title = 'T', url = 'mailto:a@b.example' }]\n\
         [[roles]]\ntitle = 'PM'\norganization = 'uk'\ndate = '2024~/2025~'\n\
         [[memberships]]\norganization = 'The Party'\n[[memberships]]\norganization = '@nato'",
    );
    assert!(fields.aliases[1].weak && !fields.aliases[0].weak);
    assert_eq!(fields.aliases[1].lang, Some(language("uk")));
    assert_eq!(fields.identifiers, [("wikidata".to_owned(), "Q1".to_owned())]);
    assert_eq!(fields.links[0].url.value, "mailto:a@b.example");
    assert_eq!(english(&fields.roles[0].title), "PM");
    let parties = [
        fields.roles[0].organization.clone().unwrap(),
        fields.memberships[0].organization.clone(),
        fields.memberships[1].organization.clone(),
    ];
    let parties = parties.map(|party| (party.reference, party.certain));
    assert_eq!(parties, [(Some(reference("uk")), false), (None, false), (Some(reference("nato")), true)]);
}

#[test]
fn events_have_a_place_and_attendees() {
    let fields = event(
        "status = 'planned'\nplace = { name = 'P', country = 'France', virtual = true, lat = 51.50, lon = -1 }\n\
         [[attendees]]\nid = 'a'\nrole = 'host'\nrepresented_by = ['b', 'c']\npresent = false\n\
         [[attendees]]\nid = '@d'\nrepresented_by = 'e'",
    );
    assert_eq!(fields.status, Some(EventStatus::Planned));
    let place = fields.place.unwrap();
    assert_eq!((place.latitude.as_deref(), place.longitude.as_deref()), (Some("51.50"), Some("-1")));
    assert!(place.is_virtual && place.country.unwrap().reference.is_none());
    let [first, second] = &fields.attendees[..] else { panic!("two attendees") };
    assert_eq!((first.role, first.present), (Some(AttendeeRole::Host), Some(false)));
    assert_eq!((first.represented_by.len(), second.represented_by.len()), (2, 1));
    assert_eq!(second.participant.value, reference("d"));
}

#[test]
fn defaults_take_lists_and_texts_with_spaces() {
    let defaults =
        article("defaults = { at = 'e', src = 'a b', on = ['t'], for = { s = 'uk', m = ['f', 'g'] } }")
            .defaults;
    assert_eq!(defaults.at.unwrap().value, reference("e"));
    assert_eq!((defaults.src.len(), defaults.on.len()), (2, 1));
    assert_eq!(defaults.for_[0].0.value, reference("s"));
    assert_eq!(defaults.for_[1].1.len(), 2);
}

#[test]
fn speakers_of_a_transcript_stand_for_someone_or_nobody() {
    let speakers = article(
        "[transcript]\nat = 'call'\n[transcript.speakers]\nKS = 'keir'\nQ = ''\n\
         Official = { by = 'unnamed', as = 'official' }\nFarmers = { by = 'none', as = 'the union' }\n\
         EM = { by = 'em', as = 'chair' }",
    )
    .transcript
    .unwrap()
    .speakers;
    let labels: Vec<_> = speakers.iter().map(|(label, _)| label.value.as_str()).collect();
    assert_eq!(labels, ["KS", "Q", "Official", "Farmers", "EM"]);
    assert!(matches!(&speakers[0].1, TranscriptSpeaker::Participant(id) if id.value == reference("keir")));
    assert!(matches!(&speakers[1].1, TranscriptSpeaker::Nobody));
    assert!(
        matches!(&speakers[2].1, TranscriptSpeaker::Described { unnamed: true, as_ } if as_ == "official")
    );
    assert!(matches!(&speakers[3].1, TranscriptSpeaker::Described { unnamed: false, .. }));
    assert!(matches!(&speakers[4].1, TranscriptSpeaker::ParticipantAs { as_, .. } if as_ == "chair"));
}

#[test]
fn pictures_are_files_addresses_or_pages_of_the_site() {
    for (src, expected) in [
        ("../a.png", Reference::File(SourcePath::new("content/a.png").unwrap())),
        ("/img/a.png", Reference::Site("/img/a.png".into())),
    ] {
        let image = article(&format!("image = {{ src = '{src}', alt = 'A', credit = 'C' }}")).image.unwrap();
        assert_eq!((image.src.value, english(&image.alt)), (expected, "A"));
    }
}

#[test]
fn a_picture_of_another_host_is_kept_and_reported() {
    let text = "+++\ntitle = 'x'\ndate = 2025-03-15\nimage = { src = 'https://a.example/a.png' }\n+++\n";
    let (front_matter, diagnostics) = read(Kind::Article, text);
    let codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::ForeignPicture]);
    let Fields::Article(article) = front_matter.record.fields else { panic!("it is an article") };
    let src = article.image.unwrap().src.value;
    assert_eq!(src, Reference::Address("https://a.example/a.png".into()));
}

#[test]
fn every_record_takes_the_common_keys() {
    let common = record(
        Kind::Topic,
        "slug = 's'\nredirect_from = ['/a/', '/b.html']\nwas = ['old']\ndraft = true\n\
         publish_after = 2025-03-15T14:00:00+01:00\nallow = ['raw-html']\n\
         anchors = { '#p-1a2b3c4d' = 'p-9f8e7d6c' }\nextra = { mine = 1 }",
    )
    .common;
    assert_eq!(common.slug.unwrap().value, "s");
    assert_eq!((common.redirect_from.len(), common.was[0].value.as_str()), (2, "old"));
    assert_eq!(common.draft, Some(true));
    assert!(common.publish_after.unwrap().value.instant().is_some());
    assert_eq!(common.allow[0].value, "raw-html");
    assert_eq!(common.anchors["p-1a2b3c4d"].value, "p-9f8e7d6c");
    assert!(common.extra.unwrap().get("mine").is_some());
}

#[test]
fn captured_texts_stand_at_the_root_or_beside_the_file() {
    let text = |written: &str| source(&format!("text = '{written}'")).text.unwrap().value;
    assert_eq!(text("captures/a.txt"), "captures/a.txt");
    assert_eq!(text("../_captures/a.txt"), "content/_captures/a.txt");
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    for (kind, toml, expected) in [
        (Kind::Article, "titel = 'a'", "unknown-key: an article has no key `titel` @ titel → title"),
        (
            Kind::Page,
            "colour = 'a'",
            "unknown-key: a page has no key `colour` @ colour (put keys of your own under `extra`)",
        ),
        (
            Kind::Article,
            "authors = 'A'",
            "wrong-type: `authors` must be a list, not a text @ 'A' (write a list: `[…]`)",
        ),
        (
            Kind::Article,
            "authors = [[]]",
            "wrong-type: an entry of `authors` must be a text, not a list @ []",
        ),
        (
            Kind::Article,
            "draft = 'yes'",
            "wrong-type: `draft` must be a boolean, not a text @ 'yes' (write `true` or `false`, without quotes)",
        ),
        (
            Kind::Participant,
            "kind = 'persn'",
            "wrong-type: `kind` cannot be `persn` @ 'persn' → person (it is one of `person`, `organization`, `country`, `group`)",
        ),
        (
            Kind::Article,
            "date = '2025-03'",
            "bad-date: `date` must be a whole day or a date-time @ '2025-03' (write it as `2025-03-15` or `2025-03-15T14:00:00+01:00`)",
        ),
        (
            Kind::Article,
            "publish_after = 2025-03-15",
            "bad-date: `publish_after` must be a date-time with an offset @ 2025-03-15 (write it as `2025-03-15T14:00:00+01:00`)",
        ),
        (
            Kind::Event,
            "topics = ['Troops']",
            "bad-id: `Troops` holds an upper-case letter @ 'Troops' → troops",
        ),
        (
            Kind::Source,
            "url = 'javascript:x'",
            "dangerous-link: `url` is an address that is not allowed: `javascript:x` @ 'javascript:x' (it must begin with one of `https://`, `http://`, and hold no spaces)",
        ),
        (
            Kind::Article,
            "image = { src = 'data:image/png;base64,x' }",
            "data-picture: this picture is written into the text @ 'data:image/png;base64,x' (save it as a file beside this one)",
        ),
        (
            Kind::Article,
            "image = { src = '../../../a.png' }",
            "outside-site: the path `../../../a.png` leaves the site @ '../../../a.png' (put the file into the site's folder)",
        ),
        (
            Kind::Article,
            "allow = ['raw-htm']",
            "unknown-key: no check is called `raw-htm` @ 'raw-htm' → raw-html",
        ),
        (
            Kind::Article,
            "redirect_from = ['a/']",
            "wrong-type: the old address `a/` must begin with one `/` @ 'a/' → /a/",
        ),
        (
            Kind::Article,
            "slug = 'a/b'",
            "wrong-type: the slug `a/b` holds more than one segment of a path @ 'a/b' (write one segment of a path: `leaders-call`)",
        ),
        (
            Kind::Event,
            "attendees = [{ role = 'host' }]",
            "missing-key: `attendees` needs the key `id` here @ { role = 'host' }",
        ),
        (
            Kind::Event,
            "place = { lattitude = 1 }",
            "unknown-key: `place` has no key `lattitude` @ lattitude (its keys are `name`, `country`, `virtual`, `lat`, `lon`)",
        ),
        (
            Kind::Topic,
            "name = { english = 'a' }",
            "unknown-key: `english` is no tag of a language @ english (a table of texts has languages as keys: `{en = \"…\", nl = \"…\"}`)",
        ),
    ] {
        assert_eq!(findings(kind, &format!("+++\n{toml}\n+++\n")), [expected], "{toml}");
    }
}

#[test]
fn yaml_that_reads_a_date_as_something_else_asks_for_quotes() {
    for (date, kind) in [("[2025-03-17..2025-03-21]", "a list"), ("{2025-03-17, 2025-03-18}", "a table")] {
        let expected =
            format!("wrong-type: `date` must be a date, not {kind} @ {date} (put the date in quotes)");
        assert_eq!(findings(Kind::Event, &format!("---\ndate: {date}\n---\n")), [expected]);
    }
}

#[test]
fn front_matter_that_cannot_be_read_is_one_error() {
    for (text, expected) in [
        (
            "+++\ntitle = 'a'\n",
            "front-matter: this front matter is not closed by a line of `+++` @ +++ (put a line `+++` behind its last key)",
        ),
        ("---\n- a\n---\n", "front-matter: front matter must be keys with values, not a list @ - a"),
    ] {
        assert_eq!(findings(Kind::Article, text), [expected]);
    }
    let found = findings(Kind::Article, "+++\ntitle = 'a'\ndate = 2025-03\n+++\n");
    assert!(found[0].ends_with("(put the date in quotes)"), "{found:?}");
    assert_eq!(found.len(), 1);
}

#[test]
fn all_mistakes_are_reported_in_one_run() {
    let found = findings(Kind::Article, "+++\ndate = 1\ngenre = 'x'\ntopics = 2\nfoo = 3\n+++\n");
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn fixed_keys_leave_texts_out_and_ignore_how_a_value_is_written() {
    let keys = |toml: &str| {
        let fixed = record(Kind::Event, toml).fixed;
        fixed.into_iter().map(|(key, (hash, _))| (key, hash)).collect::<Vec<_>>()
    };
    let a = keys(
        "name = 'A'\nslug = 'a'\ndate = 2025-03-15\nplace = { name = 'P', virtual = true }\n\
         attendees = [{ id = '@x', as = 'PM' }]",
    );
    let b = keys(
        "name = 'B'\ndate = '2025-03-15'\nplace = { virtual = true }\nattendees = [{ as = 'MP', id = 'x' }]",
    );
    assert_eq!(a, b);
    let names: Vec<_> = a.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(names, ["attendees[0].id", "date", "place.virtual"]);
    assert_ne!(a, keys("date = '2025-03-16'\nplace = { virtual = true }\nattendees = [{ id = 'x' }]"));
}

#[test]
fn a_register_holds_a_source_per_table() {
    let text = "[src-a]\ntitle = 'A'\ndate = 2025-03-15\n\n[Bad]\ntitl = 'B'\n";
    let register = SourcePath::new("content/sources.toml").unwrap();
    let (records, diagnostics) = parse_register(&register, text, &settings());
    let [record] = &records[..] else { panic!("{records:?}") };
    assert_eq!((record.id.as_str(), &text[record.range.clone()]), ("src-a", "src-a"));
    let found: Vec<_> = diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(found, ["`Bad` holds an upper-case letter", "a source has no key `titl`"]);
}
