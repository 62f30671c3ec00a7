//! What a score rests on, as the command line tells it.

use serde_json::Value;

use crate::environment::Environment;

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn every_rule_is_listed_and_one_is_explained_with_its_source() {
    let environment = Environment::of_columns(80);
    let list = environment.run(&["explain"]).expect(0).out;
    for id in
        ["dimension", "place", "open", "interval", "words", "seal", "star.result.number", "rushing"]
    {
        assert!(list.contains(&format!("  {id} ")), "{id}: {list}");
    }
    insta::assert_snapshot!(
        "explain_interval",
        environment.run(&["explain", "interval"]).expect(0).out
    );
    let star = environment.run(&["explain", "star", "--json"]).expect(0).out;
    let star = json(&star);
    let found = star["explained"].as_array().expect("rules");
    assert!(found.len() > 8 && found.iter().all(|rule| rule["group"] == "star"), "{star:#}");
    let by_probe = environment.run(&["explain", "result.number"]).expect(0).out;
    assert!(by_probe.contains("career-centre advice"), "{by_probe}");
}

#[test]
fn a_rule_that_is_misspelt_is_guessed() {
    let ran = Environment::new().run(&["explain", "intervall"]).expect(1);
    assert_eq!(ran.err, "mock: no rule is called `intervall`; did you mean `interval`?\n");
    let ran = Environment::new().run(&["explain", "horoscope"]).expect(1);
    assert_eq!(ran.err, "mock: no rule is called `horoscope`; `mock explain` lists all\n");
}

#[test]
fn calibration_without_a_guess_says_how_to_get_one() {
    let environment = Environment::new();
    let ran = environment.run(&["calibration"]).expect(0);
    assert!(ran.out.starts_with("No sealed guess has met a score yet"), "{}", ran.out);
    // An answers file guesses nothing of its own.
    let answers = "examples/answers-phone-screen.toml";
    environment
        .run(&["run", "--format", "phone-screen", "--seed", "7", "--answers", answers])
        .expect(0);
    let ran = environment.run(&["calibration"]).expect(0);
    assert!(
        ran.out.contains("Sessions played from an answers file, not counted: 1\n"),
        "{}",
        ran.out
    );
    let report = json(&environment.run(&["calibration", "--json"]).expect(0).out);
    assert_eq!(report["simulated_left_out"], 1);
    assert_eq!(report["dimensions"].as_array().map(Vec::len), Some(0));
}

const ANSWER: &str = "Kafka's messages are ordered only inside one partition.\n\
    I would not use the account id as the message key.\n\
    Payments for one account must be applied in order.\n\
    Idempotent producer, retry, sequence.\n";

#[test]
fn an_answer_is_matched_with_its_ranked_sentences_and_its_checks() {
    let environment = Environment::new();
    let args = ["bank", "match", "ps-kafka-ordering", "--level", "mid", "--answer", "-"];
    let text = environment.run_with(&args, ANSWER).expect(0).out;
    insta::assert_snapshot!("bank_match", text);
    let report = environment.run_with(&[&args[..], &["--json"]].concat(), ANSWER).expect(0).out;
    let report = json(&report);
    let point = |id: &str| -> &Value {
        let points = report["points"].as_array().expect("points");
        points.iter().find(|point| point["id"] == id).expect("listed")
    };
    assert_eq!(point("scope")["band"], "maybe");
    assert_eq!(point("scope")["quote"], ANSWER.lines().next().expect("a line"));
    let checks = report["points"].as_array().expect("points").iter();
    let checks: Vec<&Value> =
        checks.flat_map(|it| it["checks"].as_array().expect("some")).collect();
    for name in ["negation", "list", "prompt-words"] {
        assert!(checks.iter().any(|check| check["check"] == name), "{name}: {checks:?}");
    }
    assert_eq!(report["sentences_of_the_prompt"], 1);
    let first = |id: &str| {
        let place = &point(id)["ranked"][0];
        let at =
            |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("small");
        &ANSWER[at("start")..at("end")]
    };
    assert_eq!(first("scope"), ANSWER.lines().next().expect("a line"));
    assert_eq!(first("retries"), "Idempotent producer, retry, sequence.", "a list is an answer");
    assert!(report.get("score").is_none(), "words score nothing");
}

#[test]
fn an_answer_that_cannot_be_read_or_held_against_anything_is_said() {
    let environment = Environment::new();
    let ran = environment.run(&["bank", "match", "ps-kafka-orderin", "--answer", "-"]).expect(1);
    assert!(ran.err.contains("did you mean `ps-kafka-ordering`"), "{}", ran.err);
    let ran = environment.run(&["bank", "match", "ps-acid", "--answer", "nowhere.txt"]).expect(1);
    assert!(ran.err.starts_with("mock: cannot read the answer nowhere.txt: "), "{}", ran.err);
    assert!(
        ran.err.ends_with("; give a text file in UTF-8, or - for standard input\n"),
        "{}",
        ran.err
    );
}

#[test]
fn escape_sequences_of_an_answer_reach_no_terminal() {
    let environment = Environment::new();
    let answer = "Messages are ordered only inside \u{1b}[31mone\u{1b}]0;title\u{7} partition.";
    let ran =
        environment.run_with(&["bank", "match", "ps-kafka-ordering", "--answer", "-"], answer);
    assert!(!ran.expect(0).out.contains('\u{1b}'));
}
