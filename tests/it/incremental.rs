//! After any edits, a build that remembers the one before equals a build from nothing: files byte
//! for byte, pages with their anchors and links, findings, what is held back, and the index.

mod elsewhere;
pub mod example;
mod random;
mod settings;
mod site;

use example::{AID, ANN, BOB, FIRST, FIRST_NL, LATER, NORTH, NOW, SECOND, SOURCES, SUMMIT, THIRD, TROOPS};
use site::{Edit, Kept, Outcome, Site, write};
use std::sync::OnceLock;

/// The example as it is, built from nothing.
fn example_as_it_is() -> &'static Outcome {
    static BUILT: OnceLock<Outcome> = OnceLock::new();
    BUILT.get_or_init(|| {
        let built = Site::new(example::FILES, NOW).build_clean();
        assert!(built.is_published(), "{}", built.part("(findings)").unwrap_or_default());
        built
    })
}

/// Makes one edit after the other with a cache that is kept; each build must equal one from nothing.
/// Then takes back all of them, the last first, with the same claim. Returns the build after the last
/// edit.
fn check(edits: &[Edit]) -> Outcome {
    let mut site = Site::new(example::FILES, NOW);
    let mut kept = Kept::new();
    site.build(&mut kept).assert_equals(example_as_it_is(), "before all edits");
    let mut steps = Vec::new();
    for edit in edits {
        site.edit(edit);
        let clean = site.build_clean();
        site.build(&mut kept).assert_equals(&clean, &format!("after {edit:?}"));
        steps.push((site.clone(), clean, edit));
    }
    let (_, last, mut undone) = steps.pop().expect("there is an edit");
    for (site, clean, edit) in steps.iter().rev() {
        site.build(&mut kept).assert_equals(clean, &format!("after this was taken back: {undone:?}"));
        undone = edit;
    }
    let site = Site::new(example::FILES, NOW);
    site.build(&mut kept).assert_equals(example_as_it_is(), "after all edits were taken back");
    last
}

/// As [`check`], with one edit of which something must be seen, somewhere in the output.
fn check_shown(edit: Edit, shown: &str) {
    assert!(!example_as_it_is().has_text(shown), "`{shown}` is there before the edit");
    assert!(check(&[edit]).has_text(shown), "`{shown}` is not there after the edit");
}

/// A text with one place changed.
fn replaced(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in the text");
    text.replace(old, new)
}

fn edited(path: &'static str, text: &str, old: &str, new: &str) -> Edit {
    write(path, replaced(text, old, new))
}

const ARTICLE: &str = "content/articles/first.md";

#[test]
fn nothing_is_edited() {
    let outcome = check(&[write(ARTICLE, FIRST)]);
    assert!(outcome.is_published());
}

#[test]
fn prose_is_edited() {
    check_shown(edited(ARTICLE, FIRST, "Troops will go, she said.", "Troops will go soon."), "will go soon");
}

#[test]
fn prose_is_inserted_before_everything() {
    check_shown(
        edited(ARTICLE, FIRST, "[Ann Lee][] hosted", "A new opening.\n\n[Ann Lee][] hosted"),
        "A new opening",
    );
}

#[test]
fn an_annotation_is_added() {
    let text = replaced(
        SECOND,
        "See [the plan]",
        "[It was time.]{.says by=ann-lee on=aid stance=neutral} See [the plan]",
    );
    check_shown(write("content/articles/second.md", text), "It was time.");
}

#[test]
fn an_annotation_is_removed() {
    let text = replaced(
        SECOND,
        "[no troops.]{.says by=bob-ray on=troops stance=opposes re=@first#go}",
        "no troops.",
    );
    check(&[write("content/articles/second.md", text)]);
}

#[test]
fn a_stance_is_changed() {
    check(&[edited("content/articles/second.md", SECOND, "stance=opposes", "stance=supports")]);
}

#[test]
fn a_statement_that_others_answer_is_removed() {
    let text = replaced(
        FIRST,
        "[Troops will go, she said.]{.says #go by=ann-lee for=north on=troops stance=supports date=2025-03-11}",
        "Nothing.",
    );
    let dutch = replaced(
        FIRST_NL,
        "[Er gaan troepen, zei ze.]{.says #go by=ann-lee for=north on=troops stance=supports date=2025-03-11}",
        "Niets.",
    );
    check(&[write(ARTICLE, text), write("content/articles/first.nl.md", dutch)]);
}

#[test]
fn a_participant_is_renamed() {
    check_shown(
        edited("content/participants/ann-lee.md", ANN, "name = \"Ann Lee\"", "name = \"Ann Leigh\""),
        "Ann Leigh",
    );
}

#[test]
fn a_participant_gets_another_id() {
    check(&[
        Edit::Remove("content/participants/bob-ray.md"),
        write("content/participants/robert-ray.md", BOB),
        write("content/participants/robert-ray.md", BOB.replace("aliases", "was: [bob-ray]\naliases")),
    ]);
}

#[test]
fn participants_that_come_late_are_named_in_their_places() {
    let path = "content/articles/second.md";
    let participant = |name: &str| format!("---\nname: {name}\nkind: person\n---\n");
    check(&[
        write("content/participants/zed.md", participant("Zed")),
        write("content/participants/abe.md", participant("Abe")),
        write(path, format!("{SECOND}\nThen [Zed](@zed), [Abe](@abe) and [Zed](@zed) came.\n")),
    ]);
}

#[test]
fn an_alias_makes_a_name_resolve() {
    let asked = write("content/articles/second.md", format!("{SECOND}\nSo said [The Boss][].\n"));
    let alias = edited("content/participants/bob-ray.md", BOB, "[Bobby]", "[Bobby, The Boss]");
    let outcome = check(&[asked, alias]);
    assert!(!outcome.part("(findings)").unwrap().contains("The Boss"));
}

#[test]
fn an_alias_makes_a_name_ambiguous() {
    let outcome = check(&[edited("content/participants/bob-ray.md", BOB, "[Bobby]", "[Bobby, Ann Lee]")]);
    assert!(outcome.part("(findings)").unwrap().contains("NameAmbiguous"));
}

#[test]
fn an_alias_becomes_weak() {
    check(&[edited(
        "content/participants/ann-lee.md",
        ANN,
        "\"A. Lee\",",
        "{ name = \"A. Lee\", weak = true },",
    )]);
}

#[test]
fn an_event_gets_a_file_over_its_accounts() {
    let file = "+++\nname = \"Signing of the paper\"\ndate = 2025-03-12\n+++\nA ceremony.\n";
    check_shown(write("content/events/signing.md", file), "Signing of the paper");
}

#[test]
fn an_account_of_an_event_is_removed() {
    let alone =
        replaced(SECOND, "[The signing was repeated.]{.event #signing date=2025-03-11 with=north}", "");
    check(&[write("content/articles/second.md", alone), Edit::Remove(ARTICLE)]);
}

#[test]
fn the_date_of_an_event_is_changed() {
    check_shown(edited("content/events/summit.md", SUMMIT, "2025-03-10", "2025-03-08"), "2025-03-08");
}

#[test]
fn the_place_and_the_attendees_of_an_event_are_changed() {
    let moved = replaced(SUMMIT, "name = \"Harbour\"", "name = \"Castle\"");
    let alone = replaced(&moved, ", { id = \"bob-ray\", role = \"speaker\" }", "");
    check(&[write("content/events/summit.md", moved), write("content/events/summit.md", alone)]);
}

#[test]
fn an_event_is_cancelled() {
    check(&[edited("content/events/summit.md", SUMMIT, "topics =", "status = \"cancelled\"\ntopics =")]);
}

#[test]
fn an_article_is_deleted() {
    check(&[Edit::Remove("content/articles/second.md")]);
    // What others link to is missing then: an error, and the way back.
    let outcome = check(&[Edit::Remove("content/articles/first.nl.md"), Edit::Remove(ARTICLE)]);
    assert!(!outcome.is_published());
}

#[test]
fn the_date_of_an_article_is_changed() {
    check_shown(edited(ARTICLE, FIRST, "\ndate = 2025-03-11", "\ndate = 2025-03-25"), "2025-03-25");
}

#[test]
fn the_title_of_an_article_is_changed() {
    check_shown(edited(ARTICLE, FIRST, "The call", "A long call"), "A long call");
}

#[test]
fn the_genre_and_the_topics_of_an_article_are_changed() {
    let genre = replaced(FIRST, "topics = [\"troops\"]", "genre = \"analysis\"\ntopics = [\"troops\"]");
    let topics = replaced(FIRST, "topics = [\"troops\"]", "topics = [\"aid\"]");
    check(&[write(ARTICLE, genre), write(ARTICLE, topics)]);
}

#[test]
fn an_amendment_is_changed() {
    check_shown(edited(ARTICLE, FIRST, "A name corrected.", "Two names corrected."), "Two names corrected.");
}

#[test]
fn a_draft_is_toggled() {
    check(&[edited(ARTICLE, FIRST, "topics =", "draft = true\ntopics =")]);
    check(&[edited("content/articles/first.nl.md", FIRST_NL, "title =", "draft = true\ntitle =")]);
    check(&[edited("content/participants/bob-ray.md", BOB, "kind:", "draft: true\nkind:")]);
    check(&[edited("content/events/summit.md", SUMMIT, "topics =", "draft = true\ntopics =")]);
}

#[test]
fn a_record_of_a_register_is_a_draft() {
    check(&[write("content/sources.toml", SOURCES.replace("draft = true\n", "")), Edit::Drafts(true)]);
    check(&[write("content/sources.toml", SOURCES.replace("\n[src-b]", "draft = true\n\n[src-b]"))]);
}

#[test]
fn drafts_are_asked_for() {
    check(&[edited(ARTICLE, FIRST, "topics =", "draft = true\ntopics ="), Edit::Drafts(true)]);
}

#[test]
fn an_embargo_ends() {
    check_shown(Edit::Now(LATER), "Ann changed her mind.");
}

#[test]
fn the_clock_moves_and_no_embargo_ends() {
    let later = check(&[Edit::Now("2025-05-01T00:00:00Z")]);
    later.assert_equals(example_as_it_is(), "with the clock moved");
}

#[test]
fn a_translation_comes_and_goes() {
    check(&[
        write(
            "content/articles/second.nl.md",
            "+++\ntitle = \"Het antwoord\"\n+++\n[Bob Ray][] zei niets.\n",
        ),
        Edit::Remove("content/articles/first.nl.md"),
        Edit::Remove("content/participants/ann-lee.nl.md"),
        write("content/events/summit.nl.md", "De top van [Noordland][].\n"),
        Edit::Remove("content/index.nl.md"),
    ]);
}

#[test]
fn what_a_translation_takes_from_the_first_version_changes() {
    let first = |defaults: &str| {
        let text = format!(
            "+++\ntitle = \"A third\"\ndate = 2025-03-20\n{defaults}+++\n[Ann Lee](@ann-lee) spoke.\n"
        );
        write("content/articles/third.md", &text)
    };
    check(&[
        first(""),
        write(
            "content/articles/third.nl.md",
            "+++\ntitle = \"Een derde\"\n+++\n[[Ann Lee](@ann-lee) sprak.]{.says}\n",
        ),
        first("defaults = {date = 2025-03-11}\n"),
        first("defaults = {date = 2025-03-12}\n"),
        first("transcript = {speakers = {AL = \"ann-lee\"}}\n"),
        write("content/articles/third.nl.md", "+++\ntitle = \"Een derde\"\n+++\nAL: Ja.\n"),
        Edit::Remove("content/articles/third.md"),
    ]);
}

#[test]
fn the_version_of_the_main_language_goes() {
    check(&[
        write(
            "content/articles/first.nl.md",
            FIRST_NL.replace("\n+++\n[Ann", "\ndate = 2025-03-11\n+++\n[Ann"),
        ),
        Edit::Remove(ARTICLE),
    ]);
}

#[test]
fn a_record_moves_to_a_folder() {
    check(&[
        Edit::Remove("content/participants/ann-lee.md"),
        write("content/participants/people/ann-lee.md", ANN),
    ]);
    check(&[Edit::Remove(ARTICLE), write("content/articles/2025/first/index.md", FIRST)]);
}

#[test]
fn a_slug_is_changed() {
    check(&[edited(ARTICLE, FIRST, "topics =", "slug = \"phone-call\"\ntopics =")]);
    check(&[edited("content/participants/ann-lee.md", ANN, "kind =", "slug = \"ann\"\nkind =")]);
}

#[test]
fn an_old_address_is_kept() {
    check(&[edited(ARTICLE, FIRST, "topics =", "redirect_from = [\"/old-call/\"]\ntopics =")]);
}

#[test]
fn a_topic_goes_and_comes_back() {
    let outcome = check(&[Edit::Remove("content/topics/troops.md")]);
    assert!(!outcome.is_published(), "what refers to it is an error");
}

#[test]
fn a_topic_is_renamed() {
    check_shown(edited("content/topics/troops.md", TROOPS, "\"Troops\"", "\"Soldiers\""), "Soldiers");
    check_shown(edited("content/topics/aid.md", AID, "More aid?", "Should aid grow?"), "Should aid grow?");
}

#[test]
fn a_country_is_renamed_in_one_language() {
    check_shown(
        edited("content/participants/north.md", NORTH, "\"Noordland\"", "\"Het Noorden\""),
        "Het Noorden",
    );
}

#[test]
fn a_role_and_a_membership_are_changed() {
    check_shown(edited("content/participants/ann-lee.md", ANN, "Prime minister", "Chancellor"), "Chancellor");
    check(&[edited("content/participants/bob-ray.md", BOB, "role: member", "role: chair")]);
}

#[test]
fn a_source_is_changed() {
    check_shown(write("content/sources.toml", replaced(SOURCES, "\"Interview\"", "\"Talk\"")), "Talk");
    check_shown(write("content/sources.toml", replaced(SOURCES, "/b\"", "/new-b\"")), "example.org/new-b");
}

#[test]
fn a_page_and_the_home_page_are_edited() {
    check_shown(write("content/pages/about.md", "+++\ntitle = \"Who we are\"\n+++\nWe.\n"), "Who we are");
    check_shown(
        write("content/index.md", "+++\ntitle = \"Desk\"\n+++\nWelcome to [North][].\n"),
        "Welcome to",
    );
}

#[test]
fn a_profile_is_edited() {
    check_shown(
        edited("content/participants/ann-lee.md", ANN, "She leads", "She has long led"),
        "has long led",
    );
}

#[test]
fn a_static_file_comes_changes_and_goes() {
    check(&[
        write("static/more.txt", "more\n"),
        write("static/more.txt", "still more\n"),
        Edit::Remove("static/info.txt"),
    ]);
}

#[test]
fn a_picture_beside_an_article_comes_and_goes() {
    let outcome = check(&[
        write("content/articles/second.md", format!("{SECOND}\n![A hall](hall.png)\n")),
        write("content/articles/hall.png", "not quite a picture\n"),
        Edit::Remove("content/articles/second.md"),
    ]);
    assert!(outcome.is_published());
}

#[test]
fn an_error_comes_and_goes() {
    let outcome = check(&[
        write("content/articles/second.md", "+++\ntitle = \"broken\n"),
        write("content/articles/second.md", SECOND.replace("@first#plan", "@first#nowhere")),
        write("content/articles/second.md", SECOND.replace("by=bob-ray", "by=nobody-here")),
        write("content/articles/first.md", FIRST.replace("#go", "#gone")),
    ]);
    assert!(!outcome.is_published());
}

#[test]
fn two_records_have_one_id() {
    check(&[write("content/participants/troops.md", BOB), Edit::Remove("content/topics/troops.md")]);
    check(&[write("content/participants/more/ann-lee.md", ANN)]);
    check(&[write("content/events/first.md", SUMMIT)]);
}

#[test]
fn a_held_record_is_mentioned() {
    let mention =
        write("content/articles/second.md", format!("{SECOND}\nSee [the third](@third), [vote](@vote).\n"));
    check(&[mention, Edit::Now(LATER), Edit::Remove("content/articles/third.md")]);
    check(&[edited(
        "content/articles/third.md",
        THIRD,
        "publish_after",
        "was = [\"fourth\"]\npublish_after",
    )]);
}

#[test]
fn many_edits_in_one_build() {
    let mut site = Site::new(example::FILES, NOW);
    let mut kept = Kept::new();
    site.build(&mut kept);
    for edit in [
        edited(ARTICLE, FIRST, "\ndate = 2025-03-11", "\ndate = 2025-03-25"),
        edited("content/events/summit.md", SUMMIT, "2025-03-10", "2025-03-08"),
        edited("content/participants/ann-lee.md", ANN, "name = \"Ann Lee\"", "name = \"Ann Leigh\""),
        Edit::Remove("content/articles/second.md"),
        Edit::Now(LATER),
    ] {
        site.edit(&edit);
    }
    site.build(&mut kept).assert_equals(&site.build_clean(), "after all of them");
}

#[test]
fn a_translation_gets_the_place_that_an_update_names() {
    let named = replaced(FIRST, "at = \"#plan\"", "at = \"#letter\"");
    let named = replaced(&named, "{.did by=ann-lee", "{.did #letter by=ann-lee");
    let there =
        replaced(FIRST_NL, "## Het plan {#plan}", "[Ann schreef een brief]{#letter}.\n\n## Het plan {#plan}");
    let outcome = check(&[write(ARTICLE, named), write("content/articles/first.nl.md", there)]);
    assert!(outcome.is_published(), "{}", outcome.part("(findings)").unwrap_or_default());
    assert!(outcome.has_text("../articles/first/#letter"), "the list in Dutch leads there");
}

#[test]
fn a_captured_text_is_read_in_another_language() {
    let captured = |language: &str| {
        let source = format!("title = \"Statement\"\nlanguage = \"{language}\"\ntext = \"captured/a.txt\"\n");
        write("content/sources.toml", replaced(SOURCES, "title = \"Statement\"\n", &source))
    };
    let quotation = "[\"Not one word\", said Ann.]{.says by=ann-lee on=aid src=src-a} See [the plan]";
    let outcome = check(&[
        write("captured/a.txt", "Other words.\n"),
        write("content/articles/second.md", replaced(SECOND, "See [the plan]", quotation)),
        captured("nl"),
        captured("en"),
        write("captured/a.txt", "Not one word.\n"),
        captured("nl"),
    ]);
    assert!(outcome.is_published(), "{}", outcome.part("(findings)").unwrap_or_default());
}
