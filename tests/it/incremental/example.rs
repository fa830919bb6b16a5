//! The site that is edited: two languages, every kind of record, every kind of annotation.

/// Its files.
pub const FILES: &[(&str, &str)] = &[
    ("site.toml", SITE),
    ("content/index.md", "+++\ntitle = \"Desk\"\n+++\nWhat [Ann Lee][] said, see [the call](@first).\n"),
    ("content/index.nl.md", "+++\ntitle = \"Bureau\"\n+++\nWat [Ann Lee][] zei.\n"),
    ("content/sources.toml", SOURCES),
    ("content/participants/ann-lee.md", ANN),
    ("content/participants/ann-lee.nl.md", "Zij leidt [Noordland](@north).\n"),
    ("content/participants/bob-ray.md", BOB),
    ("content/participants/north.md", NORTH),
    ("content/topics/troops.md", TROOPS),
    ("content/topics/aid.md", AID),
    ("content/events/summit.md", SUMMIT),
    (
        "content/pages/about.md",
        "+++\ntitle = \"About\"\n+++\nWe follow [Bob Ray][] and [the summit](@summit).\n",
    ),
    ("content/articles/first.md", FIRST),
    ("content/articles/first.nl.md", FIRST_NL),
    ("content/articles/second.md", SECOND),
    ("content/articles/third.md", THIRD),
    ("static/info.txt", "for readers\n"),
];

/// The clock: before the embargo of `third`.
pub const NOW: &str = "2025-04-01T00:00:00Z";

/// After the embargo of `third`.
pub const LATER: &str = "2025-06-01T00:00:00Z";

pub const SITE: &str = r##"[site]
title = { en = "Desk", nl = "Bureau" }
languages = ["en", "nl"]
base_url = "https://example.org/"

[publisher.policies]
corrections = "@about"

[[menu]]
title = { en = "People", nl = "Mensen" }
to = "/participants/"

[[menu]]
title = { en = "About", nl = "Over" }
to = "@about"

[footer.text]
en = "See [Ann](@ann-lee)."
nl = "Zie [Ann](@ann-lee)."
"##;

pub const SOURCES: &str = r#"[src-a]
title = "Statement"
url = "https://example.org/a"
date = 2025-03-01

[src-b]
title = "Interview"
publisher = "Paper"
url = "https://example.org/b"

[src-c]
title = "Held paper"
url = "https://example.org/c"
draft = true
"#;

pub const ANN: &str = r#"+++
name = "Ann Lee"
kind = "person"
aliases = ["A. Lee", { name = "Lee", weak = true }]
roles = [{ title = { en = "Prime minister", nl = "Premier" }, organization = "north", date = "2024-01/.." }]
links = [{ title = "Site", url = "https://example.org/ann" }]
+++
She leads [North](@north) and knows [Bob Ray][].
"#;

pub const BOB: &str = r#"---
name: Bob Ray
kind: person
aliases: [Bobby]
memberships:
  - {organization: north, role: member, date: "2023"}
---
He met [Ann](@ann-lee).
"#;

pub const NORTH: &str =
    "+++\nname = { en = \"North\", nl = \"Noordland\" }\nkind = \"country\"\n+++\nA country.\n";

pub const TROOPS: &str = r#"+++
name = { en = "Troops", nl = "Troepen" }
question = { en = "Should troops be sent?", nl = "Moeten er troepen komen?" }
+++
Asked since [the summit](@summit).
"#;

pub const AID: &str = "+++\nname = { en = \"Aid\", nl = \"Hulp\" }\nquestion = \"More aid?\"\n+++\n";

pub const SUMMIT: &str = r#"+++
name = { en = "Summit of North", nl = "Top van Noordland" }
date = "2025-03-10"
topics = ["troops"]
place = { name = "Harbour", country = "north" }
attendees = [{ id = "ann-lee", role = "host", on_behalf_of = "north" }, { id = "bob-ray", role = "speaker" }]
changes = [{ date = "2025-03-01", text = "Moved by a day.", status = "postponed" }]
sources = ["src-a"]
+++
The summit of [North][] was short.
"#;

pub const FIRST: &str = r##"+++
title = "The call"
summary = "What [Ann](@ann-lee) said."
date = 2025-03-11
topics = ["troops"]
sources = ["src-a"]
key_points = ["Ann [spoke](#plan)."]
updates = [{ date = 2025-03-12, text = "A quotation added.", at = "#plan" }]
corrections = [{ date = 2025-03-13, text = "A name corrected." }]
+++
[Ann Lee][] hosted [the summit](@summit). [Ann said that [Bob Ray][] would come]{.says by=ann-lee on=troops stance=supports at=summit}.

## The plan {#plan}

[Troops will go, she said.]{.says #go by=ann-lee for=north on=troops stance=supports date=2025-03-11}

> We shall see.
>
> — [Bob Ray](@bob-ray), 2025-03-11 {on=aid stance=doubts}

[They signed a paper.]{.event #signing date=2025-03-11 with="ann-lee:host bob-ray" on=aid}

[Ann sent a letter to [North][].]{.did by=ann-lee date=2025-03-12 on=aid}[^a]

[^a]: [Interview](@src-b "p. 2").
"##;

pub const FIRST_NL: &str = r##"+++
title = "Het gesprek"
+++
[Ann Lee][] leidde [de top](@summit). [Ann zei dat [Bob Ray][] zou komen]{.says by=ann-lee on=troops stance=supports at=summit}.

## Het plan {#plan}

[Er gaan troepen, zei ze.]{.says #go by=ann-lee for=north on=troops stance=supports date=2025-03-11}

[Zij tekenden een stuk.]{.event #signing date=2025-03-11 with="ann-lee:host bob-ray" on=aid}
"##;

pub const SECOND: &str = r##"+++
title = "The answer"
date = 2025-03-20
topics = ["troops", "aid"]
sources = ["src-b"]
as_of = 2025-03-21
+++
[Bob Ray](@bob-ray "at=summit role=chair") answered [Ann Lee][]: [no troops.]{.says by=bob-ray on=troops stance=opposes re=@first#go}

[Bob had doubted it before.]{.holds by=bob-ray on=troops stance=doubts date=../2025-03-01}

[The signing was repeated.]{.event #signing date=2025-03-11 with=north}

See [the plan](@first#plan) and [Aid][].
"##;

pub const THIRD: &str = r##"+++
title = "The third"
date = 2025-05-01
publish_after = "2025-05-02T08:00:00Z"
topics = ["aid"]
sources = ["src-a"]
+++
[Ann changed her mind.]{.says by=ann-lee on=troops stance=opposes} [A vote.]{.event #vote date=2025-05-01 with=bob-ray}
"##;
