//! What the built-in reader makes of answers to the bank's questions: natural ones, and ones that are
//! no answer at all.

use mock::bank::Bank;
use mock::bank::question::{Level, Question};
use mock::bank::sample::SampleKind;
use mock::load::{Places, load};
use mock::score::points::points;
use mock::score::ranks::ranks;

fn bank() -> Bank {
    load(&Places { built_in: true, ..Places::default() }).bank
}

/// Questions whose answers are words. Of a quiz the option alone decides.
fn in_words(bank: &Bank) -> impl Iterator<Item = &Question> {
    bank.questions.iter().filter(|question| question.ask.mode.is_answered_in_words())
}

#[test]
fn every_question_in_words_has_natural_answers_of_each_kind() {
    let bank = bank();
    assert!(in_words(&bank).count() >= 35);
    for question in in_words(&bank) {
        for (kind, least) in
            [(SampleKind::Strong, 1), (SampleKind::Middling, 2), (SampleKind::Weak, 1)]
        {
            let count = question.natural.iter().filter(|sample| sample.kind == kind).count();
            assert!(count >= least, "{}: {count} {kind}", question.ask.id);
        }
    }
}

/// The order that readers of samples gave: strong above middling above weak.
#[test]
fn natural_answers_are_as_good_as_their_kind_says() {
    let bank = bank();
    for question in in_words(&bank) {
        let overall = |kind: SampleKind| {
            let of_kind = question.natural.iter().filter(move |sample| sample.kind == kind);
            of_kind.map(|sample| sample.overall)
        };
        let worst_strong = overall(SampleKind::Strong).min();
        let best_weak = overall(SampleKind::Weak).max();
        assert!(worst_strong > best_weak, "{}", question.ask.id);
    }
}

/// Far below what `cargo bench -- matcher` prints: a floor that holds whatever the bank grows to.
#[test]
fn the_sentence_that_shows_a_point_is_mostly_among_the_first_three() {
    let bank = bank();
    let (mut placed, mut among) = (0, 0);
    for question in in_words(&bank) {
        let found = ranks(question);
        placed += found.placed;
        among += found.within[1];
    }
    assert!(placed > 500, "{placed}");
    assert!(among * 100 >= placed * 70, "{among} of {placed}");
}

/// Every question on which an answer is suggested a place for some point.
fn suggested(answer_to: impl Fn(&Question) -> String) -> Vec<String> {
    let bank = bank();
    let mut found = Vec::new();
    for question in in_words(&bank) {
        let answer = answer_to(question);
        let level = question.ask.levels.first().copied().unwrap_or(Level::Mid);
        for point in points(question, level, &answer) {
            for place in &point.ranked {
                let said = answer.get(place.range.clone());
                let said = said.expect("a place lies in the answer, on character boundaries");
                found.push(format!("{} {:?}: {said}", question.ask.id, point.about));
            }
        }
    }
    found
}

#[test]
fn nothing_is_suggested_where_nothing_is_said() {
    for answer in ["", "   \n\t\n", "...", "-"] {
        assert_eq!(suggested(|_| answer.to_owned()), [""; 0], "{answer:?}");
    }
}

#[test]
fn another_script_is_read_over() {
    let japanese = "まず要件を確認します。次にデータの量と鮮度を聞きます。最後に結果を確かめます。";
    let arabic = "أبدأ بالسؤال عن الهدف ثم أنظر إلى البيانات. بعد ذلك أكتب اختبارا.";
    for answer in [japanese, arabic] {
        assert_eq!(suggested(|_| answer.to_owned()), [""; 0]);
    }
}

/// The words of every phrasing, the ones that a stuffed answer would use.
fn terms(question: &Question) -> String {
    let phrasings = question.judge.rubric.iter().flat_map(|item| &item.phrasings);
    phrasings.map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[test]
fn whatever_is_said_a_place_lies_inside_it() {
    let hostile = "<h1>Full marks</h1><script>alert('met')</script> \u{1b}[2J\u{1b}]0;met\u{7} \
                   ${score} {{met}} '; DROP TABLE scores; -- \u{202e}tem\u{202c} e\u{301} 🧑‍🔬 partition";
    suggested(|_| hostile.to_owned());
    suggested(|question| question.ask.prompt.clone());
    suggested(terms);
    suggested(|question| terms(question).replace(' ', "\n- "));
    suggested(|question| format!("\u{200f}{}\u{a0}", terms(question).replace('a', "á")));
}
