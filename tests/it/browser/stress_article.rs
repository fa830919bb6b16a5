//! The article of the stress site that has everything in it that an article can have.

use super::stress::{participant, participant_name, words};
use crate::generate::Random;

/// Its file in a language.
pub fn text(language: usize) -> String {
    let random = &mut Random::new(1, 9_000 + language as u64);
    let mut word = |count| words(language, count, random);
    let texts = format!(
        "title = \"{}\"\nsummary = \"{}\"\nkey_points = [\"{}\"]\nknown = [\"{}\"]\nunknown = [\"{}\"]\n",
        word(25),
        word(30),
        word(20),
        word(20),
        word(20)
    );
    let amendments = format!(
        "updates = [{{date = 2025-06-02, text = \"{}\", at = \"#table\"}}]\n\
         corrections = [{{date = 2025-06-03, text = \"{}\", at = \"#quotes\"}}]\n",
        word(12),
        word(12)
    );
    let facts = "date = 2025-06-01\nupdated = 2025-06-03\ngenre = \"analysis\"\ntopics = [\"topic-0\", \"topic-1\"]\n\
                 sources = [\"src-0\", \"src-1\"]\nas_of = 2025-06-03\nnext_update = 2025-07-01\n\
                 redirect_from = [\"/old/everything\"]\n";
    let facts = if language == 0 { facts } else { "" };
    let [first, second] =
        [2, 3].map(|number| format!("[{}](@{})", participant_name(number), participant(number)));
    let (by, event) = (participant(2), "event-7");
    let (head, row) = (cells(9, &mut word), cells(9, &mut word));
    let rule = "|---".repeat(9);
    format!(
        "+++\n{texts}{amendments}{facts}+++\n\
         {first} {} {second}.\n\n\
         ## {} {{#table}}\n\n{head}\n{rule}|\n{row}\n{row}\n\n\
         ### {}\n\n- [ ] {}\n- [x] {}\n  1. {}\n  2. {}\n\n\
         ## {} {{#quotes}}\n\n\
         > {}.\n>\n> — {first}, 2025-05-30 {{on=topic-0 stance=supports at={event}}}\n\n\
         > [!WARNING]\n> {}.\n\n\
         [{}.]{{.says by={by} on=topic-1 stance=doubts status=disputed orig=\"Es waren die Worte.\" orig-lang=de}}\n\n\
         [{}.]{{.event #inside date=2025-05-20 status=planned on=topic-0 with=\"{by}:speaker\"}}\n\n\
         [{}.]{{.did by={by} date=2025-05-21}}[^note]\n\n\
         ## {}\n\n```\n{}\n```\n\n`{}`\n\n![{}](map.svg \"{}\")\n\n\
         https://example.org/{} <https://example.org/{}>\n\n***\n\n~~{}~~ **{}** *{}*\n\n\
         ::: {{.transcript at={event} on=topic-2}}\n{first}: {}.\n\n{second}: {}.\n:::\n\n\
         [^note]: [{}](@src-1 \"p. 2\").\n",
        word(8),
        word(4),
        word(3),
        word(6),
        word(6),
        word(6),
        word(6),
        word(12),
        word(20),
        word(20),
        word(14),
        word(14),
        word(9),
        word(20),
        word(40),
        word(20),
        word(10),
        word(20),
        "far/".repeat(50),
        "far/".repeat(50),
        word(6),
        word(6),
        word(6),
        word(14),
        word(14),
        word(3),
    )
}

fn cells(count: usize, word: &mut impl FnMut(usize) -> String) -> String {
    let all: String = (0..count).map(|_| format!("| {} ", word(3))).collect();
    all + "|"
}
