//! Flags of `mock run`: what they do to the plan, and what is said where they make no sense.

use std::fs;

use mock::engine::State;
use mock::format::plan::{RoundPlan, Slot};
use mock::session;

use crate::environment::{Environment, Ran};

const ANSWERS: &str = "examples/answers-phone-screen.toml";

fn play(environment: &Environment, args: &[&str]) -> State {
    environment.run(&[&["run", "--answers", ANSWERS], args].concat()).expect(0);
    let path = environment.sessions().pop().expect("one");
    session::read(&path).expect("readable").0.state
}

fn rounds(state: &State) -> Vec<&RoundPlan> {
    let slots = &state.plan.as_ref().expect("drawn").slots;
    slots
        .iter()
        .filter_map(|slot| match slot {
            Slot::Round(round) => Some(round),
            Slot::Break { .. } => None,
        })
        .collect()
}

fn minutes(state: &State) -> Option<u64> {
    rounds(state).iter().map(|round| Some(round.budget.0?.0 / 60_000)).sum()
}

#[test]
fn the_time_can_be_shrunk_stretched_and_lifted() {
    let environment = Environment::new();
    let format = ["--format", "phone-screen", "--seed", "1"];
    let total = |flags: &[&str]| minutes(&play(&environment, &[&format, flags].concat()));
    assert_eq!(total(&[]), Some(45));
    assert_eq!(total(&["--minutes", "20"]), Some(20));
    assert_eq!(total(&["--time", "1.5x"]), Some(67));
    assert_eq!(total(&["--untimed"]), None);
}

#[test]
fn topics_are_left_out_or_preferred() {
    let environment = Environment::new();
    let asked = |flags: &[&str]| -> Vec<String> {
        let state = play(&environment, &[&["--format", "phone-screen"], flags].concat());
        state.questions.iter().map(|question| question.ask.topic.clone()).collect()
    };
    for seed in ["1", "2", "3", "4"] {
        let without = asked(&["--without", "kafka-ordering,kafka-delivery", "--seed", seed]);
        assert!(!without.iter().any(|topic| topic.starts_with("kafka")), "{without:?}");
        let with = asked(&["--topic", "kafka-ordering", "--seed", seed]);
        assert!(with.contains(&"kafka-ordering".to_owned()), "{with:?}");
    }
}

#[test]
fn the_clouds_of_the_issue_can_be_left_out() {
    let environment = Environment::new();
    play(&environment, &["--format", "phone-screen", "--without", "azure,gcp"]);
}

#[test]
fn an_advert_weights_what_is_drawn() {
    let environment = Environment::new();
    let advert = environment.home().join("advert.txt");
    fs::write(&advert, "You run Kafka: kafka ordering, Kafka delivery, more Kafka.").expect("ok");
    let advert = advert.display().to_string();
    let count = |flags: &[&str]| {
        let seeds = (1..=8).map(|seed: u32| seed.to_string());
        let drawn = seeds.map(|seed| {
            let format = ["--format", "phone-screen", "--seed", &seed];
            play(&environment, &[&format, flags].concat())
        });
        let questions = drawn.flat_map(|state| state.questions);
        questions.filter(|question| question.ask.topic.starts_with("kafka")).count()
    };
    let (with, without) = (count(&["--job", &advert]), count(&[]));
    assert!(with > without, "{with} against {without}");

    fs::write(environment.home().join("advert.txt"), "We bake bread.").expect("written");
    let ran = refused(&environment, &["--format", "coding", "--job", &advert], 1);
    assert!(ran.err.contains("names no topic"), "{}", ran.err);
    let ran = refused(&environment, &["--job", "no-such-advert.txt"], 1);
    assert!(ran.err.contains("cannot read the advert"), "{}", ran.err);
}

#[test]
fn what_was_missed_is_drawn_again() {
    let environment = Environment::new();
    let ran = refused(&environment, &["--format", "behavioral", "--redo"], 1);
    assert!(ran.err.contains("nothing to redo"), "{}", ran.err);
    // Skipped: passed over unanswered, so it was missed.
    let args = ["run", "--question", "beh-conflict", "--plain"];
    environment.run_with(&args, "\n/skip\ny\n\n\n").expect(0);
    let ran = environment.run_with(&["run", "--format", "behavioral", "--redo"], "\n").expect(0);
    let path = environment.sessions().pop().expect("one");
    let state = session::read(&path).expect("readable").0.state;
    let drawn: Vec<&str> = state.questions.iter().map(|q| q.ask.id.as_str()).collect();
    assert!(drawn.contains(&"beh-conflict"), "{drawn:?}\n{}", ran.out);
}

#[track_caller]
fn refused(environment: &Environment, args: &[&str], code: i32) -> Ran {
    let before = environment.sessions();
    let ran = environment.run(&[&["run"], args].concat()).expect(code);
    assert_eq!(ran.out, "", "{args:?}");
    assert_eq!(environment.sessions(), before, "{args:?}");
    ran
}

#[test]
fn an_unknown_name_gets_the_nearest() {
    let environment = Environment::new();
    for (flag, name, near) in [
        ("--format", "on-site", "onsite"),
        ("--topic", "kafka-orderin", "kafka-ordering"),
        ("--without", "kafka-orderin", "kafka-ordering"),
        ("--question", "ps-kafka-orderin", "ps-kafka-ordering"),
    ] {
        let ran = refused(&environment, &[flag, name], 1);
        assert!(ran.err.contains(&format!("`{name}`")), "{}", ran.err);
        assert!(ran.err.contains(&format!("did you mean `{near}`?")), "{}", ran.err);
    }
}

#[test]
fn a_value_out_of_range_says_what_to_write() {
    let environment = Environment::new();
    for (args, instead) in [
        (["--level", "middle"], "junior, mid, senior"),
        (["--mode", "hard"], "practice, exam"),
        (["--interviewer", "me"], "solo, peer"),
        (["--time", "9x"], "0.25x to 4x"),
        (["--time", "fast"], "0.25x to 4x"),
        (["--minutes", "3"], "from 5 to 720"),
        (["--minutes", "1h"], "from 5 to 720"),
        (["--seed", "x"], "--seed"),
    ] {
        let ran = refused(&environment, &args, 2);
        assert!(ran.err.contains(instead), "{args:?}: {}", ran.err);
    }
}

#[test]
fn flags_that_contradict_each_other_are_refused() {
    let environment = Environment::new();
    for args in [
        &["--time", "2x", "--minutes", "20"][..],
        &["--untimed", "--minutes", "20"],
        &["--untimed", "--time", "2x"],
        &["--question", "beh-conflict", "--redo"],
        &["--answers", ANSWERS, "--interviewer", "peer"],
    ] {
        let ran = refused(&environment, args, 2);
        assert!(ran.err.contains("cannot be"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_question_may_be_named_beside_a_round_that_asks_such_ones() {
    let environment = Environment::new();
    let drawn = |format: &str| {
        let args = ["run", "--question", "ps-acid", "--format", format, "--answers", ANSWERS];
        environment.run(&args)
    };
    for format in ["phone-screen", "onsite"] {
        let is_in = format == "phone-screen";
        let ran = drawn(format).expect(if is_in { 0 } else { 1 });
        assert_eq!(ran.out.contains("ACID"), is_in, "{}", ran.out);
    }
    let ran = drawn("behavioral").expect(1);
    assert!(ran.err.contains("`ps-acid` isn't asked in `behavioral`"), "{}", ran.err);
    assert!(ran.err.contains("leave out --format"), "{}", ran.err);
}

#[test]
fn a_peer_has_a_name_and_a_program_has_none() {
    let environment = Environment::new();
    let refused = |args: &[&str]| environment.run(&[&["run"], args].concat()).expect(2).err;
    let blank = refused(&["--peer", "  ", "--format", "phone-screen"]);
    assert!(blank.contains("--peer wants a name of 1 to 40 letters"), "{blank}");
    let solo = refused(&["--peer", "Ana", "--interviewer", "solo", "--format", "phone-screen"]);
    assert!(solo.contains("leave one of them out"), "{solo}");
    let played = refused(&["--peer", "Ana", "--answers", ANSWERS, "--format", "phone-screen"]);
    assert!(played.contains("--answers plays the candidate alone"), "{played}");
}
