use super::super::found::{ItemPhrasings, LIKELY};
use super::super::idf::IdfTable;
use super::*;
use proptest::prelude::*;

const PROMPT: &str = "Payments for one account must be applied in order. What does Kafka promise?";
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
    let answer = "Hello there. Kafka keeps messages ordered only inside one partition. I like it.";
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
