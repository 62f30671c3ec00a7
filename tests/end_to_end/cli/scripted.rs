//! `mock run --answers`: whole interviews on a simulated clock.

use std::path::Path;

use mock::engine::event::Event;
use mock::session;

use crate::environment::Environment;

const FORMATS: [&str; 11] = [
    "phone-screen",
    "sql-screen",
    "coding",
    "system-design",
    "behavioral",
    "case-study",
    "take-home",
    "data-modelling",
    "review",
    "onsite",
    "onsite-2026",
];

const EXAMPLES: [&str; 3] = ["phone-screen", "behavioral", "onsite"];

fn example(name: &str) -> String {
    format!("examples/answers-{name}.toml")
}

/// The only session of this environment, sound.
fn only_session(environment: &Environment) -> session::Session {
    let sessions = environment.sessions();
    assert_eq!(sessions.len(), 1, "{sessions:?}");
    read(&sessions[0])
}

fn read(path: &Path) -> session::Session {
    let (session, damage) = session::read(path).expect("readable");
    assert!(damage.is_none(), "{damage:?}");
    session
}

/// What is played is taken, ends, and is scored: on any draw, at any level.
#[test]
fn each_example_plays_each_format() {
    for (format, name) in FORMATS.iter().flat_map(|f| EXAMPLES.map(|e| (*f, e))) {
        let environment = Environment::new();
        let args = ["run", "--format", format, "--answers", &example(name), "--seed", "11"];
        let ran = environment.run(&args).expect(0);
        assert!(!ran.out.contains("not taken"), "{format} with {name}:\n{}", ran.out);
        let state = only_session(&environment).state;
        assert!(state.ended.is_some() && state.header.simulated, "{format} with {name}");
        assert!(!state.scores.is_empty(), "{format} with {name}: nothing is scored");
    }
}

#[test]
fn an_example_fits_any_draw_of_its_own_format() {
    for (name, seed) in EXAMPLES.iter().flat_map(|name| (0..6).map(move |seed| (*name, seed))) {
        let environment = Environment::new();
        let (seed, level) = (seed.to_string(), ["junior", "mid", "senior"][seed % 3]);
        let file = example(name);
        let args = ["run", "--format", name, "--answers", &file, "--seed", &seed, "-l", level];
        let ran = environment.run(&args).expect(0);
        assert!(!ran.out.contains("not taken"), "{name}, seed {seed}:\n{}", ran.out);
        // A decent candidate: neither all at the bottom nor all at the top. What they say of SQL
        // and programs is no code that runs, so rounds with such a question are capped.
        let state = only_session(&environment).state;
        let means: Vec<u32> = state.scores.values().filter_map(|sheet| sheet.mean).collect();
        let most = means.iter().max().expect("scored");
        assert!((1500..4000).contains(most), "{name}, seed {seed}: {means:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_interview_and_the_same_scores() {
    let play = |seed: &str| {
        let environment = Environment::new();
        let file = example("onsite");
        environment.run(&["run", "-f", "onsite", "--answers", &file, "--seed", seed]).expect(0);
        let session = only_session(&environment);
        let events = session.events.into_iter().map(|stamped| stamped.event);
        // How long a run took and what it held is measured, and differs.
        let is_drawn_or_said = |event: &Event| !matches!(event, Event::VerdictReached(_));
        (events.filter(is_drawn_or_said).collect::<Vec<_>>(), session.state.scores)
    };
    let (first, again, other) = (play("7"), play("7"), play("8"));
    assert_eq!(first.0, again.0);
    assert_eq!(first.1, again.1);
    assert_ne!(first.0[0], other.0[0], "another seed draws another plan");
}

#[test]
fn five_hours_are_simulated_with_their_times() {
    let environment = Environment::new();
    let file = example("onsite");
    environment.run(&["run", "-f", "onsite", "--answers", &file, "--seed", "1"]).expect(0);
    let session = only_session(&environment);
    let hours = session.state.last_at.0 as f64 / 3_600_000.0;
    assert!((3.0..6.0).contains(&hours), "{hours} hours");
    assert!(session.events.is_sorted_by_key(|stamped| stamped.at));
}

/// Every key is shown in the example that says so.
#[test]
fn the_phone_screen_example_shows_every_key() {
    let text = std::fs::read_to_string(example("phone-screen")).expect("there");
    let file: toml::Table = toml::from_str(&text).expect("TOML");
    let answers = file["answers"].as_array().expect("a list");
    let shown = |key: &str| {
        answers.iter().any(|answer| answer.get(key).is_some()) || file["default"].get(key).is_some()
    };
    for key in [
        "for",
        "text",
        "fields",
        "ask",
        "hints",
        "minutes",
        "followups",
        "marks",
        "seal",
        "skip",
        "spoken",
    ] {
        assert!(shown(key), "{key}");
    }
}

#[test]
fn an_ephemeral_session_writes_nothing() {
    let environment = Environment::new();
    let file = example("behavioral");
    environment.run(&["run", "-f", "behavioral", "--answers", &file, "--ephemeral"]).expect(0);
    environment.run_with(&["run", "-f", "behavioral", "--ephemeral"], "\nOnce\n.\n").expect(0);
    let left = std::fs::read_dir(environment.home()).expect("there").flatten();
    let left: Vec<_> = left.filter(|entry| entry.file_name() != "cache").collect();
    assert!(left.is_empty(), "{left:?}");
}
