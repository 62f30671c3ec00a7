use super::*;
use crate::score::rules::latest;

fn answer(kind: Kind, text: &str) -> AnswerSeen {
    AnswerSeen {
        slot: 0,
        item: 0,
        title: "a question".to_owned(),
        kind,
        texts: vec![text.to_owned()],
        prose: vec![text.to_owned()],
        is_spoken: false,
        clarified_ms: vec![],
        first_words_ms: Some(90_000),
        silence_ms: Some(10_000),
        used_ms: 300_000,
        over_ms: 0,
        hints: 0,
        flags: 0,
        band: None,
        sealed: None,
        empty_letters: vec![],
    }
}

fn finding(id: &str, answers: Vec<AnswerSeen>) -> Finding {
    of(id, &Observed { answers, ..Observed::default() })
}

fn of(id: &str, observed: &Observed) -> Finding {
    detect(&latest().detectors, observed).into_iter().find(|found| found.id == id).expect("known")
}

fn seen(id: &str, answers: Vec<AnswerSeen>) -> Option<bool> {
    finding(id, answers).seen
}

const TASK: Kind = Kind::SystemDesign;

#[test]
fn every_tip_and_pitfall_of_the_bank_has_its_detector() {
    let tips = include_str!("../../question-bank/prep/tips.toml");
    let tips: toml::Table = tips.parse().expect("valid");
    let ids: Vec<&str> = tips["tips"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|tip| tip["id"].as_str())
        .collect();
    let found = detect(&latest().detectors, &Observed::default());
    assert_eq!(ids.len(), 10);
    assert!(ids.iter().all(|id| found.iter().any(|finding| finding.id == *id)), "{ids:?}");
    assert!(found.iter().all(|finding| finding.seen.is_none() && !finding.rule.is_empty()));
}

#[test]
fn thinking_aloud_is_reasons_without_long_silence() {
    let reasoned = answer(TASK, "I key it by account, because order matters.");
    assert_eq!(seen("think-aloud", vec![reasoned.clone()]), Some(true));
    let silent = AnswerSeen { silence_ms: Some(61_000), ..reasoned.clone() };
    let finding = finding("think-aloud", vec![silent.clone()]);
    assert_eq!(finding.seen, Some(false));
    assert_eq!(finding.signs[0].text, "silent for 1:01");
    let spoken = AnswerSeen { is_spoken: true, ..silent };
    assert_eq!(seen("think-aloud", vec![spoken]), Some(true), "speech is not measured");
    assert_eq!(seen("think-aloud", vec![answer(TASK, "I key it.")]), Some(false));
}

#[test]
fn questions_count_when_asked_before_the_answer() {
    let asked =
        |kind, times: &[u64]| AnswerSeen { clarified_ms: times.to_vec(), ..answer(kind, "x") };
    assert_eq!(seen("ask-questions", vec![asked(TASK, &[1_000, 2_000])]), Some(true));
    assert_eq!(seen("ask-questions", vec![asked(TASK, &[1_000, 95_000])]), Some(false));
    assert_eq!(seen("ask-questions", vec![asked(Kind::Coding, &[1_000])]), Some(true));
    assert_eq!(seen("ask-questions", vec![asked(Kind::PhoneScreen, &[])]), None, "no task");
}

#[test]
fn code_is_no_prose() {
    let query = "channel, country, ".repeat(30);
    let prose = answer(Kind::Review, &query);
    assert_eq!(seen("poor-communication", vec![prose.clone()]), Some(true));
    let code = AnswerSeen { prose: vec!["12: the join repeats rows.".to_owned()], ..prose };
    assert_eq!(seen("poor-communication", vec![code]), Some(false));
}

#[test]
fn rushing_is_a_quick_start_without_a_question() {
    let started = |at: u64| AnswerSeen { first_words_ms: Some(at), ..answer(TASK, "x") };
    assert_eq!(seen("rushing", vec![started(59_999)]), Some(true));
    assert_eq!(seen("rushing", vec![started(60_000)]), Some(false));
    let asked = AnswerSeen { clarified_ms: vec![5_000], ..started(20_000) };
    assert_eq!(seen("rushing", vec![asked]), Some(false));
}

#[test]
fn reasons_are_quoted_one_by_one() {
    let said = "First I key it by account, because order matters.";
    let finding = finding("think-aloud", vec![answer(TASK, said)]);
    assert_eq!(finding.signs[0].text, "gives reasons: \"because\", \"First I\"");
}

#[test]
fn trade_offs_are_quoted() {
    let finding =
        finding("discuss-trade-offs", vec![answer(TASK, "I take Parquet instead of CSV.")]);
    assert_eq!(finding.seen, Some(true));
    assert_eq!(finding.signs[0].text, "\"instead of\"");
    assert_eq!(seen("discuss-trade-offs", vec![answer(TASK, "I take Parquet.")]), Some(false));
}

#[test]
fn edge_cases_are_counted_by_kind() {
    let of = |text: &str| seen("ignoring-edge-cases", vec![answer(Kind::Coding, text)]);
    assert_eq!(of("Nulls and NULL and null values."), Some(true), "one kind only");
    assert_eq!(of("I test nulls and an empty file."), Some(false));
}

#[test]
fn honesty_is_said_and_bluffing_seen() {
    assert_eq!(seen("be-honest", vec![answer(TASK, "I don\u{2019}t know that one.")]), Some(true));
    assert_eq!(seen("be-honest", vec![answer(TASK, "It is so.")]), None, "no occasion");
    let flagged = AnswerSeen { flags: 1, ..answer(TASK, "I'm not sure.") };
    assert_eq!(seen("be-honest", vec![flagged]), Some(false));
    let misjudged = AnswerSeen { sealed: Some(4), band: Some(2), ..answer(TASK, "") };
    assert_eq!(seen("be-honest", vec![misjudged]), Some(false));
}

#[test]
fn staying_positive_shows_after_a_low_answer() {
    let low = AnswerSeen { band: Some(1), ..answer(TASK, "one two three four") };
    assert_eq!(seen("stay-positive", vec![low.clone(), answer(TASK, "one two")]), Some(true));
    assert_eq!(seen("stay-positive", vec![low.clone(), answer(TASK, "one")]), Some(false));
    assert_eq!(seen("stay-positive", vec![low, answer(Kind::Coding, "one")]), None, "not alike");
    assert_eq!(seen("stay-positive", vec![answer(TASK, "My boss was incompetent.")]), Some(false));
    assert_eq!(seen("stay-positive", vec![answer(TASK, " ")]), Some(false));
}

#[test]
fn long_sentences_lists_and_empty_letters_are_hard_to_follow() {
    let of = |text: &str| seen("poor-communication", vec![answer(TASK, text)]);
    assert_eq!(of("I key it by account. It works."), Some(false));
    assert_eq!(of(&format!("It is {}.", "very ".repeat(45))), Some(true));
    assert_eq!(of("Kafka, Spark, Airflow, dbt, Snowflake, Parquet, Iceberg, Trino"), Some(true));
    let letter =
        AnswerSeen { empty_letters: vec!["result".to_owned()], ..answer(TASK, "I did it.") };
    assert_eq!(seen("poor-communication", vec![letter]), Some(true));
    let code = answer(Kind::Coding, "select a b c d e f g h i j");
    assert_eq!(seen("poor-communication", vec![code]), Some(false), "code is not prose");
}

#[test]
fn own_questions_and_practice_are_judged_where_known() {
    let asked = |count: usize| Observed {
        own_questions: Some(vec!["Who is on call?".to_owned(); count]),
        ..Observed::default()
    };
    assert_eq!(of("lack-of-preparation", &asked(1)).seen, Some(true));
    assert_eq!(of("lack-of-preparation", &asked(2)).seen, Some(false));
    let practice = |days_since_scored, days_to_interview, due| Observed {
        practice: Some(PracticeSeen { days_since_scored, days_to_interview, due }),
        ..Observed::default()
    };
    assert_eq!(of("not-practising", &practice(Some(7), Some(20), 0)).seen, Some(false));
    assert_eq!(of("not-practising", &practice(Some(8), Some(20), 0)).seen, Some(true));
    assert_eq!(of("not-practising", &practice(Some(8), None, 0)).seen, Some(false));
    assert_eq!(of("not-practising", &practice(Some(1), None, 3)).seen, Some(true));
}

#[test]
fn overtime_and_hints_are_plain_facts() {
    let late = AnswerSeen { over_ms: 12_000, hints: 2, ..answer(TASK, "x") };
    let over = finding("overtime", vec![late.clone()]);
    assert_eq!((over.seen, over.signs[0].text.as_str()), (Some(true), "over by 0:12"));
    assert_eq!(finding("hints", vec![late]).signs[0].text, "2 hints");
    assert_eq!(seen("hints", vec![answer(TASK, "x")]), Some(false));
}

#[test]
fn good_is_a_tip_followed_or_a_pitfall_avoided() {
    let tip = finding("discuss-trade-offs", vec![answer(TASK, "instead of")]);
    let pitfall = finding("rushing", vec![answer(TASK, "x")]);
    let is_good = |finding: Finding| finding.kind.is_good(finding.seen.expect("an occasion"));
    assert_eq!((is_good(tip), is_good(pitfall)), (Some(true), Some(true)));
    assert_eq!(is_good(finding("overtime", vec![answer(TASK, "x")])), None);
}
