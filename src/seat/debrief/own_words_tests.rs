use super::*;
use crate::engine::Command;
use crate::engine::places::words_at;
use crate::seat::testing::{answered, begun};
use crate::testing::plans::{PRACTICE, phone_screen, review};

const QUESTION: Scope = Scope::Question { slot: 0, item: 1 };

/// The sentences of an answer, and what is shown for each.
fn sentences_of(text: &str) -> Vec<(String, String)> {
    let played = answered(phone_screen(PRACTICE), text);
    let words = OwnWords::of(&played.state, QUESTION);
    let of = |sentence: &Sentence| {
        let place = &sentence.place;
        let (from, to) = sentence.shown;
        let source = text_of(&played.state, QUESTION, place).expect("a field");
        let said = words_at(&played.state, QUESTION, place).expect("a place in it");
        (said.to_owned(), source[from..to].to_owned())
    };
    words.sentences.iter().map(of).collect()
}

#[test]
fn every_sentence_has_its_place_and_nothing_of_the_answer_is_left_out() {
    for text in [
        "Order holds per partition. So I key by account; one consumer reads each.",
        "- key by account\n- one consumer\n\n}\n1. retry",
        "def f(x):\n    return {\n        x: 1,\n    }\n",
        "العربية أولا. ثم الثانية، وأخيرا الثالثة",
        "数据按账户分区。每个分区由一个消费者读取",
    ] {
        let found = sentences_of(text);
        let shown: String = found.iter().map(|(_, shown)| shown.as_str()).collect();
        assert_eq!(shown, text, "all of it is shown");
        for (said, shown) in &found {
            assert!(shown.contains(said), "{said} in {shown}");
        }
    }
}

#[test]
fn a_line_without_an_end_can_be_pointed_into() {
    let text = "we key by account, ".repeat(12_000);
    let found = sentences_of(&text);
    assert!(found.len() > 200, "{}", found.len());
    assert!(found.iter().all(|(said, _)| said.len() <= 1000));
    let blob = "x".repeat(200_000);
    assert!(sentences_of(&blob).len() > 100);
}

#[test]
fn words_are_found_as_they_are_written_and_no_others() {
    let text = "Order holds per partition. So I key by account, naïvely.";
    let played = answered(phone_screen(PRACTICE), text);
    let words = OwnWords::of(&played.state, QUESTION);
    let place = words.quoted(&played.state, QUESTION, " key by account, naïvely ").expect("found");
    assert_eq!(words_at(&played.state, QUESTION, &place), Some("key by account, naïvely"));
    assert_eq!(words.touched(&place).count(), 1);
    for quote in ["Key by account", "", "  ", "partition. So we"] {
        assert_eq!(words.quoted(&played.state, QUESTION, quote), None, "{quote:?}");
    }
}

#[test]
fn a_round_points_at_the_words_of_all_its_items() {
    let played = answered(phone_screen(PRACTICE), "By partition.");
    let words = OwnWords::of(&played.state, Scope::Round { slot: 0 });
    assert!(words.sentences.iter().all(|sentence| sentence.place.item.is_some()));
    let titles: Vec<&str> = words.passages.iter().map(|passage| passage.title.as_str()).collect();
    assert_eq!(titles, ["Ordering in Kafka · Answer"]);
    assert_eq!(OwnWords::of(&played.state, Scope::Loop), OwnWords::default());
}

/// Of a file that was handed over only what was changed in it can show a point, behind the notes.
#[test]
fn a_file_that_was_given_is_nobody_s_words() {
    let mut played = begun(review(PRACTICE));
    let scope = Scope::Question { slot: 0, item: 0 };
    let given = played.state.questions[0].ask.shown_files["starter.sql"].clone();
    let code = given.replace("FROM orders o", "FROM buyers AS b");
    let edit = |field: &str, text: String| Command::Edit { field: field.to_owned(), text };
    let open = Command::OpenField { field: "notes".to_owned() };
    let notes = "2: repeats a customer.".to_owned();
    played.candidate(&[Command::Next, edit("code", code), open, edit("notes", notes)]);
    let words = OwnWords::of(&played.state, scope);
    let shown: Vec<&str> = words
        .sentences
        .iter()
        .map(|sentence| {
            let text = text_of(&played.state, scope, &sentence.place).expect("a field");
            &text[sentence.shown.0..sentence.shown.1]
        })
        .collect();
    assert_eq!(shown, ["2: repeats a customer.", "FROM buyers AS b"]);
}
