use super::*;
use proptest::prelude::*;

const PROMPT: &str =
    "Payments for one account must be applied in order. What order does Kafka promise?";

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// Places of "scope", "key" and "retries", as they are quoted.
fn ranked<'a>(fields: &[&'a str]) -> Vec<Vec<&'a str>> {
    let scope = strings(&["messages are ordered only inside one partition"]);
    let key = strings(&["use the account id as the message key", "partition by account id"]);
    let retries = strings(&["the idempotent producer keeps order when it retries"]);
    let sought = [
        Sought { text: "Order only within a partition", phrasings: &scope },
        Sought { text: "Key by account", phrasings: &key },
        Sought { text: "Idempotent producer, or retries reorder", phrasings: &retries },
    ];
    let found = Ranker::new(PROMPT, &sought).rank(fields);
    let quote = |ranked: Ranked| &fields[ranked.field][ranked.range];
    found.into_iter().map(|places| places.into_iter().map(quote).collect()).collect()
}

const ANSWER: &str = "Hello there. Each partition is a log, so order holds inside a partition. \
                      I key by account id. Idempotence on the producer. Thanks!";

#[test]
fn the_sentence_that_shows_a_point_is_first() {
    let found = ranked(&[ANSWER]);
    assert_eq!(found[0][0], "Each partition is a log, so order holds inside a partition.");
    assert_eq!(found[1][0], "I key by account id.");
    assert_eq!(found[2][0], "Idempotence on the producer.");
}

#[test]
fn a_terse_list_is_an_answer() {
    let found = ranked(&["- partition order\n- key = account id\n- producer idempotence: on"]);
    assert_eq!(found[0][0], "partition order");
    assert_eq!(found[1][0], "key = account id");
    assert_eq!(found[2][0], "producer idempotence: on");
}

#[test]
fn typing_errors_are_read() {
    assert_eq!(ranked(&["Well. the idempotnet producer"])[2][0], "the idempotnet producer");
}

#[test]
fn places_of_all_fields_are_ranked_together() {
    let found = ranked(&["We had a problem.", "I set the account id as the key."]);
    assert_eq!(found[1][0], "I set the account id as the key.");
}

#[test]
fn the_prompt_said_back_shows_nothing() {
    let first = PROMPT.split_inclusive('.').next().expect("a sentence");
    assert!(ranked(&[first]).iter().all(Vec::is_empty));
}

#[test]
fn nothing_said_is_nothing_ranked() {
    for nothing in ["", "  \n", "Ja, das würde ich so machen.", "我不知道。", "لا أعرف", "🙂"]
    {
        assert!(ranked(&[nothing]).iter().all(Vec::is_empty), "{nothing:?}");
    }
    assert!(ranked(&[]).iter().all(Vec::is_empty));
}

#[test]
fn one_word_is_a_place() {
    assert_eq!(ranked(&["idempotence"])[2], ["idempotence"]);
}

#[test]
fn at_most_five_places_of_a_thousand() {
    let bullets: Vec<String> =
        (0..1000).map(|n| format!("- key number {n} of an account")).collect();
    let text = bullets.join("\n");
    let found = ranked(&[&text]);
    assert_eq!(found[1].len(), MOST_PLACES);
    assert_eq!(found[1][0], "key number 0 of an account", "ties stay in the answer's order");
}

#[test]
fn a_score_is_a_part_of_what_the_phrasings_score() {
    let phrasings = strings(&["use the account id as the message key"]);
    let sought = [Sought { text: "Key by account", phrasings: &phrasings }];
    let ranker = Ranker::new("", &sought);
    let score = |text: &str| ranker.rank(&[text])[0].first().map(|place| place.score);
    assert_eq!(score(&phrasings[0]), Some(1000));
    assert!(score("the account id").is_some_and(|score| (200..900).contains(&score)));
    assert_eq!(score("nothing of it"), None);
}

#[test]
fn a_word_of_every_point_tells_less_than_a_word_of_one() {
    let one = strings(&["broker log", "broker log"]);
    let other = strings(&["broker disk", "broker disk"]);
    let sought = [&one, &other].map(|phrasings| Sought { text: "", phrasings });
    let idf = IdfTable::parse("");
    let found = Ranker::with_table(&idf, "", &sought).rank(&["the broker\nthe log\nthe disk"]);
    assert!(found[0][0].score > found[0][1].score);
    assert_eq!((found[0][0].range.clone(), found[1][0].range.clone()), (11..18, 19..27));
}

#[test]
fn a_point_without_words_is_found_nowhere() {
    let sought = [Sought { text: "", phrasings: &[] }];
    assert_eq!(Ranker::new(PROMPT, &sought).rank(&[ANSWER]), [[]]);
}

proptest! {
    #[test]
    fn any_answer_is_ranked_alike_twice(text in "([\\PC\n]|key|account|partition|order| ){0,300}") {
        let found = ranked(&[&text, &text]);
        for places in &found {
            prop_assert!(places.len() <= MOST_PLACES);
        }
        prop_assert_eq!(found, ranked(&[&text, &text]));
    }
}

#[test]
fn a_denial_is_not_said_for_the_point() {
    let adds = strings(&["add more machines against the skew"]);
    let order = strings(&["there is no order across partitions"]);
    let sought = [&adds, &order].map(|phrasings| Sought { text: "", phrasings });
    let ranker = Ranker::new("", &sought);
    let asserted =
        |text: &str| ranker.rank_asserted(&[text]).into_iter().map(|p| p.len()).collect::<Vec<_>>();
    assert_eq!(asserted("I would add more machines."), [1, 0]);
    assert_eq!(asserted("Adding machines wouldn't help."), [0, 0]);
    assert_eq!(asserted("More machines would be the wrong way."), [0, 0]);
    assert_eq!(asserted("There's no order across partitions."), [0, 1]);
    assert_eq!(asserted("There is an order across partitions."), [0, 0]);
    assert_eq!(ranker.rank(&["Adding machines wouldn't help."])[0].len(), 1, "it is still a place");
}
