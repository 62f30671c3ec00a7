//! Evidence in free text: which sentence of an answer may cover which rubric item. It suggests; a
//! person decides. "Matches words, not correctness."
//!
//! Method (docs/rules.md, "Evidence for free text"): stems without stop words; windows of one to
//! three consecutive sentences; a phrasing's share is the idf-weighted part of its stems found in
//! the window, and cuts the bands; among windows of a band the best score wins, which weighs that
//! share against how much else the window says. Integers throughout. `cargo bench -- matcher`
//! measures it.

use std::ops::Range;
use std::sync::LazyLock;

use self::answer::Answer;
use self::idf::IdfTable;
use self::phrasing::Phrasing;
use self::search::{Best, search};
use super::Band;

mod answer;
pub mod idf;
mod keywords;
mod phrasing;
mod polarity;
mod search;
pub(crate) mod sentences;
mod trace;
pub(crate) mod verbs;
pub(crate) mod words;

pub use self::answer::WIDEST_WINDOW;
pub use self::keywords::KeywordMatch;
pub use self::search::MOST_ITEMS_A_WINDOW;
pub use self::trace::{Check, Trace};
pub use crate::engine::event::MATCHER;

/// From this share (thousandths) a sentence is "likely" to cover an item.
pub const LIKELY: u32 = 600;
/// From this share (thousandths) a sentence is "maybe, read this".
pub const MAYBE: u32 = 350;
/// A term of the prompt weighs three tenths: repeating the question proves little.
pub const PROMPT_TENTHS: u32 = 3;

/// Whether window and phrasing agree on "not".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// Both negate, or neither does.
    Agrees,
    /// One negates and the other does not: the right words may say the wrong thing.
    Check,
}

/// An item and the ways a candidate may say it.
#[derive(Debug, Clone, Copy)]
pub struct ItemPhrasings<'a> {
    /// The item's id.
    pub id: &'a str,
    /// Two to four sentences, as docs/bank.md asks.
    pub phrasings: &'a [String],
}

/// What the matcher found for one item: always one entry an item, in the items' order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The item's id.
    pub item: String,
    /// Which of its phrasings matched best.
    pub phrasing: usize,
    /// Bytes of the window in the answer; empty where the band is [`Band::None`].
    pub range: Range<usize>,
    /// Share of the phrasing's weight found, in thousandths. Not for showing: bands are words.
    pub share: u32,
    /// The share weighed against what else the window says, in thousandths: the figure to rank
    /// and to measure by.
    pub score: u32,
    /// The share as a word, lowered where the polarity must be checked.
    pub band: Band,
    /// Whether "not" agrees.
    pub polarity: Polarity,
    /// Bytes of the matched words in the answer, in order, for marking them in the quote.
    pub words: Vec<Range<usize>>,
}

/// The reference matcher: an idf table and the method above.
#[derive(Debug, Clone)]
pub struct Matcher {
    idf: IdfTable,
}

/// Items with their phrasings already stemmed and weighed for one prompt: one answer costs far
/// less than a millisecond with it.
#[derive(Debug, Clone)]
pub struct Prepared<'m> {
    idf: &'m IdfTable,
    /// The prompt's stems, in order and as often as they are there.
    prompt: Vec<String>,
    items: Vec<(String, Vec<Phrasing>)>,
}

impl Matcher {
    /// The matcher with the committed table `idf-1.tsv`, made once a process.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Matcher> =
            LazyLock::new(|| Matcher::with_table(IdfTable::parse(include_str!("idf-1.tsv"))));
        &BUILTIN
    }

    /// A matcher with a table of its own, for measuring on other data. Never for a session.
    #[must_use]
    pub const fn with_table(idf: IdfTable) -> Self {
        Self { idf }
    }

    /// Stems and weighs the items' phrasings for a prompt.
    #[must_use]
    pub fn prepare(&self, prompt: &str, items: &[ItemPhrasings<'_>]) -> Prepared<'_> {
        let prompt = words::stems(prompt);
        let read = |text: &String| Phrasing::read(text, &prompt, &self.idf);
        let items = items
            .iter()
            .map(|item| (item.id.to_owned(), item.phrasings.iter().map(read).collect()))
            .collect();
        Prepared { idf: &self.idf, prompt, items }
    }

    /// What of the items an answer may cover: [`Self::prepare`] and [`Prepared::find`] in one.
    #[must_use]
    pub fn find(&self, prompt: &str, answer: &str, items: &[ItemPhrasings<'_>]) -> Vec<Evidence> {
        self.prepare(prompt, items).find(answer)
    }
}

impl Prepared<'_> {
    /// The best evidence for each item, in the items' order.
    #[must_use]
    pub fn find(&self, answer: &str) -> Vec<Evidence> {
        let answer = Answer::read(answer, &self.prompt);
        let best = self.search(&answer);
        let found = self.items.iter().zip(best);
        found.map(|((id, phrasings), best)| evidence(&answer, id, phrasings, best)).collect()
    }

    /// The same, with the checks that bore on each item: for people who write phrasings.
    #[must_use]
    pub fn trace(&self, answer: &str) -> Vec<Trace> {
        let answer = Answer::read(answer, &self.prompt);
        let best = self.search(&answer);
        let found = self.items.iter().zip(best);
        found
            .map(|((id, phrasings), best)| {
                let evidence = evidence(&answer, id, phrasings, best);
                trace::trace(&answer, phrasings, best, evidence)
            })
            .collect()
    }

    /// The sentences of an answer that only say the prompt back, and so prove nothing.
    #[must_use]
    pub fn echoes(&self, answer: &str) -> Vec<Range<usize>> {
        Answer::read(answer, &self.prompt).echoes().collect()
    }

    fn search(&self, answer: &Answer) -> Vec<Best> {
        let weights = answer.weights(|stem| phrasing::weight(stem, &self.prompt, self.idf));
        search(answer, self.items.iter().map(|(_, phrasings)| phrasings.as_slice()), &weights)
    }
}

fn evidence(answer: &Answer, id: &str, phrasings: &[Phrasing], best: Best) -> Evidence {
    let best = best.kept;
    let unseen = Evidence {
        item: id.to_owned(),
        phrasing: best.map_or(0, |best| best.phrasing),
        range: 0..0,
        share: best.map_or(0, |best| best.share),
        score: best.map_or(0, |best| best.score),
        band: Band::None,
        polarity: Polarity::Agrees,
        words: Vec::new(),
    };
    match best {
        Some(best) if best.band() != Band::None => Evidence {
            range: answer.range(best.window),
            band: best.band(),
            polarity: best.polarity,
            words: answer.matched_words(best.window, &phrasings[best.phrasing]),
            ..unseen
        },
        _ => unseen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PROMPT: &str =
        "Payments for one account must be applied in order. What does Kafka promise?";
    const ITEMS: [(&str, &[&str]); 5] = [
        (
            "scope",
            &[
                "messages are ordered only inside one partition",
                "there is no ordering across partitions of a topic",
            ],
        ),
        ("key", &["use the account id as the message key", "partition the topic by account"]),
        (
            "apply",
            &[
                "one consumer reads each partition in sequence",
                "apply idempotently so redelivery changes nothing",
            ],
        ),
        ("retries", &["enable the idempotent producer so a retry keeps the sequence"]),
        ("lag", &["watch consumer lag on a dashboard"]),
    ];

    fn find(answer: &str) -> Vec<Evidence> {
        let matcher = Matcher::with_table(IdfTable::parse(""));
        let phrasings: Vec<Vec<String>> = ITEMS
            .iter()
            .map(|(_, texts)| texts.iter().map(|&text| text.to_owned()).collect())
            .collect();
        let items: Vec<ItemPhrasings<'_>> = ITEMS
            .iter()
            .zip(&phrasings)
            .map(|((id, _), phrasings)| ItemPhrasings { id, phrasings })
            .collect();
        matcher.find(PROMPT, answer, &items)
    }

    fn band(answer: &str, item: &str) -> Band {
        find(answer).into_iter().find(|e| e.item == item).map_or(Band::None, |e| e.band)
    }

    #[test]
    fn a_plain_sentence_is_likely_and_quoted_with_its_words() {
        let answer =
            "Hello there. Kafka keeps messages ordered only inside one partition. I like it.";
        let found = &find(answer)[0];
        assert_eq!((found.item.as_str(), found.band, found.phrasing), ("scope", Band::Likely, 0));
        assert_eq!(
            &answer[found.range.clone()],
            "Kafka keeps messages ordered only inside one partition."
        );
        let words: Vec<&str> = found.words.iter().map(|range| &answer[range.clone()]).collect();
        assert_eq!(words, ["messages", "ordered", "only", "inside", "one", "partition"]);
    }

    #[test]
    fn the_second_phrasing_may_match_where_the_first_does_not() {
        let found = &find("I would partition that topic by the account.")[1];
        assert_eq!((found.phrasing, found.band), (1, Band::Likely));
    }

    #[test]
    fn two_sentences_may_cover_an_item_together() {
        let answer = "I use the account id. It is the key of each message.";
        let found = &find(answer)[1];
        assert_eq!(found.band, Band::Likely);
        assert_eq!(found.range, 0..answer.len());
    }

    #[test]
    fn a_stray_not_asks_to_check_polarity() {
        let found = &find("I would not use the account id as the message key.")[1];
        assert_eq!((found.band, found.polarity), (Band::Maybe, Polarity::Check));
        assert!(found.share >= LIKELY);
    }

    #[test]
    fn a_missing_not_asks_too() {
        let found = &find("There is an ordering across the partitions of a topic.")[0];
        assert_eq!(found.polarity, Polarity::Check);
        assert_eq!(
            find("There isn't any ordering across partitions of a topic.")[0].band,
            Band::Likely
        );
    }

    #[test]
    fn a_not_next_door_does_not_spoil_a_plain_sentence() {
        assert_eq!(
            band("It is not easy. I use the account id as the message key.", "key"),
            Band::Likely
        );
    }

    #[test]
    fn a_list_of_terms_is_no_answer() {
        let stuffed = "Kafka partition key, account id, message order, consumer sequence, idempotent producer retry";
        assert!(find(stuffed).iter().all(|e| e.band == Band::None), "no verb");
    }

    #[test]
    fn a_list_beside_a_sentence_about_something_else_is_still_a_list() {
        let list = "Account id, message, key.";
        assert_eq!(band(&format!("It is a good day. {list} I like it."), "key"), Band::None);
        assert_eq!(band(&format!("I key it by account. {list}"), "key"), Band::Likely);
        assert!(find("account\nid\nmessage\nuse\nkey").iter().all(|e| e.band == Band::None));
    }

    #[test]
    fn a_window_that_would_prove_four_items_proves_none() {
        let parts = [
            "messages ordered only inside one partition",
            "account id as message key",
            "one consumer reads each partition in sequence",
            "enable idempotent producer so retry keeps sequence",
        ];
        let of = |count: usize| format!("It is {}.", parts[..count].join(", "));
        assert_eq!(find(&of(3)).iter().filter(|e| e.band == Band::Likely).count(), 3);
        assert!(find(&of(4)).iter().all(|e| e.band == Band::None));
    }

    #[test]
    fn the_prompt_alone_proves_nothing() {
        assert!(find(PROMPT).iter().all(|e| e.band != Band::Likely));
    }

    #[test]
    fn every_item_has_an_entry_even_for_silence() {
        let ids: Vec<String> = find("").into_iter().map(|e| e.item).collect();
        assert_eq!(ids, ITEMS.map(|(id, _)| id));
        assert!(find("").iter().all(|e| e.score == 0 && e.range.is_empty() && e.words.is_empty()));
    }

    proptest! {
        #[test]
        fn any_answer_is_read_without_panic_and_twice_alike(answer in "\\PC{0,200}") {
            let found = find(&answer);
            for e in &found {
                prop_assert!(e.share <= 1000 && e.score <= 1000);
                prop_assert!(answer.get(e.range.clone()).is_some());
                prop_assert!(e.words.iter().all(|w| e.range.start <= w.start && w.end <= e.range.end));
            }
            prop_assert_eq!(found, find(&answer));
        }

        #[test]
        fn words_in_any_order_and_number_are_read(picks in proptest::collection::vec(0..12_usize, 0..60)) {
            let known = ["kafka", "not", "partition", "the", "order", "keeps", "key", "account", ".", "\n", ";", "- "];
            let answer = picks.iter().map(|&i| known[i]).collect::<Vec<_>>().join(" ");
            for e in find(&answer) {
                prop_assert_eq!(e.band == Band::None, e.range.is_empty());
                prop_assert!(e.band != Band::Likely || e.polarity == Polarity::Agrees);
            }
        }
    }
}
