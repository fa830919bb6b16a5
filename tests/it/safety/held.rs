//! Drafts and embargoes: a site full of what is held back is built to the same bytes as one that never
//! had it, over the output of a build that published it, and names none of it anywhere.

use crate::folder::Folder;
use assert_cmd::Command;

/// Stands in everything that is held, and in nothing that is published.
const WORD: &str = "zqx";

const DRAFT: &str = "draft = true";
const EMBARGO: &str = "publish_after = 2025-05-01T00:00:00Z";

/// Published texts. `⟦held¦bare⟧` is the first part where the site has what is held, and the second
/// where it never had.
const PUBLISHED: &[(&str, &str)] = &[
    (
        "site.toml",
        "[site]\ntitle = 'Test'\nlanguages = ['en', 'nl']\nbase_url = 'https://example.org/'\n\
         [publisher.policies]\nethics = '@about'\n[[menu]]\ntitle = 'About'\nto = '@about'\n\
         [footer]\ntext = 'See ⟦[that page](@zqx-page)¦that page⟧.'\n",
    ),
    ("content/index.md", "+++\ntitle = 'Home'\n+++\n\nBy ⟦[someone](@zqx-person)¦someone⟧.\n"),
    ("content/pages/about.md", "+++\ntitle = 'About'\n+++\n\nRead ⟦[the draft](@zqx-draft)¦the draft⟧.\n"),
    (
        "content/articles/open.md",
        "+++\ntitle = 'Open'\ndate = 2025-03-15\ntopics = ['peace'⟦, 'zqx-topic'¦⟧]\nsources = ['paper'⟦, 'zqx-source', \
         'zqx-file'¦⟧]\nsummary = 'What ⟦[someone](@zqx-person)¦someone⟧ said'\n\
         key_points = ['With ⟦[someone](@zqx-person)¦someone⟧']\n\
         updates = [{date = 2025-03-16, text = 'Added ⟦[a person](@zqx-person)¦a person⟧'}]\n+++\n\n\
         [Ada][] met ⟦[someone](@zqx-person \"at=call role=host\")¦someone⟧ at ⟦[an event](@zqx-event)¦an event⟧ \
         on ⟦[a topic](@zqx-topic)¦a topic⟧.\n\n\
         [A joint statement.]{.says by=\"ada⟦ zqx-person¦⟧\" on=\"peace⟦ zqx-topic¦⟧\" stance=supports \
         src=\"paper⟦ zqx-source¦⟧\"⟦ for=zqx-person¦⟧⟦ at=zqx-event¦⟧}\n\n\
         [It happened.]{.event #meeting date=2025-03-14 with=\"ada bert:host⟦ zqx-person:chair¦⟧\"⟦ on=zqx-topic¦⟧}\n\n\
         [They left.]{.did by=bert⟦ with=zqx-person¦⟧ date=2025-03-13 src=\"paper⟦ zqx-file¦⟧\"}\n\n\
         > Quoted words.\n>\n> — [Ada](@ada) and ⟦[someone](@zqx-person)¦someone⟧\n\n\
         A note.[^1] See ⟦[a place](@zqx-draft#zqx-anchor)¦a place⟧ and ⟦[the file]\
         (../articles/zqx-draft/index.md)¦the file⟧.\n\n\
         [^1]: ⟦[Held source](@zqx-source \"p. 2\")¦Held source⟧.\n",
    ),
    (
        "content/articles/open.nl.md",
        "+++\ntitle = 'Open, nl'\n+++\n\n[Ada][] sprak ⟦[iemand](@zqx-person)¦iemand⟧.\n",
    ),
    (
        "content/articles/second.md",
        "+++\ntitle = 'Second'\ndate = 2025-03-10\n+++\n\n[Ada][] and [Bert][] met.\n",
    ),
    (
        "content/participants/ada.md",
        "+++\nname = 'Ada'\nkind = 'person'\n⟦memberships = [{organization = '@zqx-org'}]\n¦⟧\
         roles = [{title = 'Minister', date = '2024/..'⟦, organization = '@zqx-org', on_behalf_of = 'zqx-org'¦⟧}]\n+++\n\n\
         Knows ⟦[someone](@zqx-person)¦someone⟧.\n",
    ),
    ("content/participants/bert.md", "+++\nname = 'Bert'\nkind = 'person'\n⟦parent = 'zqx-org'\n¦⟧+++\n"),
    (
        "content/events/call.md",
        "+++\nname = 'Call'\ndate = 2025-03-12\n⟦parent = 'zqx-event'\n¦⟧place = {name = 'Hall'⟦, country = \
         '@zqx-org'¦⟧}\nattendees = [{id = 'ada'⟦, on_behalf_of = 'zqx-org', represented_by = 'zqx-person'¦⟧}\
         ⟦, {id = 'zqx-person', role = 'host'}¦⟧]\n⟦sources = ['zqx-source']\n¦⟧+++\n\nAbout ⟦[someone](@zqx-person)¦someone⟧.\n",
    ),
    ("content/topics/peace.md", "+++\nname = 'Peace'\nquestion = 'Is it?'\n+++\n"),
    (
        "content/sources.toml",
        "[paper]\ntitle = 'The Paper'\n⟦[zqx-source]\ntitle = 'Zqx source'\npublisher = 'Zqx'\nHELD\n¦⟧",
    ),
];

/// What is held back. `HELD` becomes what holds it.
const HELD: &[(&str, &str)] = &[
    (
        "content/articles/zqx-draft/index.md",
        "+++\ntitle = 'Zqx draft'\ndate = 2025-03-30\nslug = 'zqx-slug'\nredirect_from = ['/zqx-old/']\n\
         was = ['zqx-was']\nanchors = {'zqx-old-anchor' = 'zqx-anchor'}\ntopics = ['peace']\nsources = ['paper']\n\
         image = {src = 'zqx-picture.png', alt = 'Zqx alt'}\n\
         corrections = [{date = 2025-03-31, text = 'Zqx corrected'}]\nHELD\n\
         transcript = {at = 'call', speakers = {ZQX = 'ada'}}\n+++\n\n\
         ## Zqx heading {#zqx-anchor}\n\nZQX: words of [Ada][] and [Bert][].\n\n\
         [Zqx statement]{.says by=ada on=peace stance=opposes date=2025-03-29}\n\n\
         [Zqx event]{.event #zqx-inline date=2025-03-28 with=ada}\n\n\
         [Zqx account]{.event #meeting date=2025-03-14 with=bert:speaker status=cancelled}\n\n\
         [Bert](@bert \"at=call role=chair\") ![Zqx](zqx-inner.png) [file](zqx-file.pdf) [Zqx Person][]\n",
    ),
    (
        "content/articles/second.nl.md",
        "+++\ntitle = 'Zqx vertaling'\nslug = 'zqx-vertaling'\ndraft = true\n+++\n\n[Ada][] en zqx [Bert][].\n",
    ),
    (
        "content/participants/zqx-person.md",
        "+++\nname = {en = 'Zqx Person', nl = 'Zqx Persoon'}\nkind = 'person'\naliases = ['Zqx Alias', 'Bertt']\n\
         was = ['zqx-former']\nroles = [{title = 'Zqx role', organization = 'ada', date = '2024/..'}]\nHELD\n+++\n\n\
         Zqx profile with [Ada][].\n",
    ),
    (
        "content/participants/zqx-alias-less-person.md",
        "+++\nname = 'Zqx Other'\nkind = 'person'\nHELD\n+++\n",
    ),
    ("content/participants/zqx-org.md", "+++\nname = 'Zqx Org'\nkind = 'organization'\nHELD\n+++\n"),
    (
        "content/events/zqx-event.md",
        "+++\nname = 'Zqx event'\ndate = 2025-03-11\nplace = {name = 'Zqx place'}\nattendees = [{id = 'ada'}, {id = 'bert'}]\n\
         changes = [{date = 2025-03-09, text = 'Zqx change', status = 'postponed'}]\nHELD\n+++\n",
    ),
    ("content/topics/zqx-topic.md", "+++\nname = 'Zqx topic'\nquestion = 'Zqx?'\nHELD\n+++\n"),
    ("content/sources/zqx-file.md", "+++\ntitle = 'Zqx file'\nHELD\n+++\n\nZqx [Ada][].\n"),
    ("content/pages/zqx-page.md", "+++\ntitle = 'Zqx page'\nslug = 'zqx-page-slug'\nHELD\n+++\n\nZqx.\n"),
    ("content/articles/zqx-draft/zqx-picture.png", "zqx"),
    ("content/articles/zqx-draft/zqx-inner.png", "zqx"),
    ("content/articles/zqx-draft/zqx-file.pdf", "zqx"),
];

fn write_published(site: &Folder, has_held: bool, held_by: &str) {
    for (path, text) in PUBLISHED {
        let mut written = String::new();
        for part in text.split('⟦') {
            match part.split_once('⟧') {
                Some((choice, rest)) => {
                    let (held, bare) = choice.split_once('¦').expect("both parts stand there");
                    written.push_str(if has_held { held } else { bare });
                    written.push_str(rest);
                }
                None => written.push_str(part),
            }
        }
        site.write(path, written.replace("HELD", held_by));
    }
}

fn write_held(site: &Folder, held_by: &str) {
    HELD.iter().for_each(|(path, text)| site.write(path, text.replace("HELD", held_by)));
}

fn build(site: &Folder, now: &str, flags: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.current_dir(site.path()).args(["build", "--now", now]).args(flags);
    command.env_remove("SOURCE_DATE_EPOCH").assert().success();
}

#[test]
fn what_is_held_leaves_no_trace() {
    let bare = Folder::new();
    write_published(&bare, false, "");
    build(&bare, "2025-04-01", &[]);
    let bare = bare.files("public");
    for held_by in [DRAFT, EMBARGO] {
        let site = Folder::new();
        write_published(&site, true, held_by);
        write_held(&site, held_by);
        // An earlier build published all of it, so that there is old output to go.
        build(&site, "2025-06-01", &["--drafts"]);
        assert!(site.files("public").contains_key("articles/zqx-slug/index.html"), "{held_by}");
        build(&site, "2025-04-01", &[]);
        let files = site.files("public");
        for (path, bytes) in &files {
            assert!(!path.to_lowercase().contains(WORD), "{held_by}: {path}");
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            assert!(!text.contains(WORD), "{held_by}: {path}");
        }
        let (names, bare_names): (Vec<_>, Vec<_>) = (files.keys().collect(), bare.keys().collect());
        assert_eq!(names, bare_names, "{held_by}");
        // The manifest last: it says no more than that some page differs.
        for (path, bytes) in files.iter().rev() {
            let (held, bare) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&bare[path]));
            assert_eq!(held, bare, "{held_by}: {path}");
        }
    }
}

#[test]
fn what_is_held_is_suggested_to_nobody() {
    let site = Folder::new();
    write_published(&site, true, DRAFT);
    write_held(&site, DRAFT);
    let near = "[Zqx Persn][] [Zqx Alias][] [Bertt][] [a](@zqx-persn) [b](@zqx-wass) [c](../articles/zqx-draff.md)\n";
    site.write("content/articles/near.md", format!("+++\ntitle = 'N'\ndate = 2025-03-15\n+++\n\n{near}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.current_dir(site.path()).args(["build", "--now", "2025-04-01", "--format", "json"]);
    let output = command.env_remove("SOURCE_DATE_EPOCH").assert().code(1).get_output().clone();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let found: Vec<&str> = said.lines().filter(|line| line.contains("near.md")).collect();
    assert!(found.len() >= 5, "{said}");
    for line in found {
        for name in ["zqx-person", "zqx person", "zqx-was`", "zqx-draft", "zqx topic"] {
            assert!(!line.to_lowercase().contains(name), "{name} in {line}");
        }
    }
}
