//! How it goes over time, from outside: sessions that were really sat, over a pipe.

use std::fs;

use icalendar::{Calendar, Component};
use serde_json::Value;

use crate::environment::{Environment, Ran};

const QUIZ: &str = "ps-quiz-aws-nat";
const RIGHT: &str = "3";
const WRONG: &str = "1";

/// Answers one quiz question, which needs no marks to be scored.
fn sit(environment: &Environment, choice: &str) {
    let input = format!("\n{choice}\n.\n\n\n\n\n");
    let ran = environment.run_with(&["run", "--question", QUIZ], &input).expect(0);
    assert!(ran.out.contains("The round: mean"), "{ran:#?}");
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:#?}"))
}

#[test]
fn stats_count_what_was_sat_and_say_how_little_that_is() {
    let environment = Environment::of_columns(80);
    sit(&environment, WRONG);
    sit(&environment, RIGHT);
    // What an answers file played is listed apart.
    let answers = "examples/answers-phone-screen.toml";
    environment
        .run(&["run", "--format", "phone-screen", "--seed", "7", "--answers", answers])
        .expect(0);
    let stats = json(&environment.run(&["stats", "--json"]).expect(0));
    assert_eq!((&stats["sessions"], &stats["simulated_left_out"]), (&2.into(), &1.into()));
    assert_eq!(stats["kinds"][0]["means"], serde_json::json!([1000, 3000]));
    assert_eq!(stats["kinds"][0]["interval"], Value::Null);
    let plain = environment.run(&["stats"]).expect(0);
    assert!(plain.out.contains("too few to tell"), "{}", plain.out);
    assert!(plain.out.lines().all(|line| line.chars().count() <= 80), "{}", plain.out);
    let file = environment.home().join("stats.html");
    environment.run(&["stats", "--html", file.to_str().expect("a path")]).expect(0);
    let page = fs::read_to_string(&file).expect("written");
    assert!(page.contains("<svg") && !page.contains("<script"));
    let told = environment.run(&["stats", "--html", "/nowhere/stats.html"]).expect(1);
    assert!(told.err.contains("cannot write /nowhere/stats.html"), "{told:#?}");
}

#[test]
fn two_sessions_are_compared_point_by_point() {
    let environment = Environment::new();
    sit(&environment, WRONG);
    sit(&environment, RIGHT);
    let ids: Vec<String> = environment
        .sessions()
        .iter()
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    let compared = json(&environment.run(&["compare", &ids[1], &ids[0], "--json"]).expect(0));
    assert_eq!(compared["sessions"][0]["id"], ids[0].as_str(), "the older one first");
    let marks = &compared["questions"][0]["points"][0]["marks"];
    assert_eq!(marks, &serde_json::json!(["missed", "met"]));
    let plain = environment.run(&["compare", "last", &ids[0]]).expect(0);
    assert!(plain.out.contains("Where the network bill comes from"), "{}", plain.out);
    let told = environment.run(&["compare", "last", &ids[1]]).expect(1);
    assert!(told.err.contains("name two"), "{told:#?}");
}

#[test]
fn history_is_narrowed_by_kind_topic_day_and_attempts() {
    let environment = Environment::new();
    sit(&environment, WRONG);
    sit(&environment, RIGHT);
    let rounds = |args: &[&str]| {
        let ran = environment.run(&[&["history", "--json"], args].concat()).expect(0);
        json(&ran)["rounds"].as_array().expect("rounds").len()
    };
    assert_eq!(rounds(&[]), 2);
    assert_eq!(rounds(&["--kind", "phone-screen"]), 2);
    assert_eq!(rounds(&["--kind", "coding"]), 0);
    assert_eq!(rounds(&["--topic", "aws"]), 2);
    assert_eq!(rounds(&["--topic", "kafka-ordering"]), 0);
    assert_eq!(rounds(&["--since", "2026-01-01"]), 2);
    assert_eq!(rounds(&["--since", "2099-01-01"]), 0);
    let attempts = json(&environment.run(&["history", "--attempts", "--json"]).expect(0));
    assert_eq!(attempts[0]["question"], QUIZ);
    assert_eq!(attempts[0]["attempts"].as_array().map(Vec::len), Some(2));
    let told = environment.run(&["history", "--kind", "codding"]).expect(2);
    assert!(told.err.contains("coding"), "{told:#?}");
}

#[test]
fn the_guide_opens_its_parts_and_entries_and_guesses_what_was_meant() {
    let environment = Environment::of_columns(80);
    let parts = environment.run(&["guide"]).expect(0);
    for part in ["timeline", "questions-to-ask", "resources", "tips"] {
        assert!(parts.out.contains(part), "{}", parts.out);
        let all = environment.run(&["guide", part]).expect(0);
        assert!(all.out.lines().all(|line| line.chars().count() <= 80), "{}", all.out);
        let json = json(&environment.run(&["guide", part, "--json"]).expect(0));
        for entry in json["entries"].as_array().expect("entries") {
            let id = entry["id"].as_str().expect("an id");
            let one = environment.run(&["guide", &format!("{part}#{id}")]).expect(0);
            assert!(one.out.len() < all.out.len() && one.out.len() > 40, "{part}#{id}");
        }
    }
    for (args, near) in [
        (&["guide", "tipps"][..], "did you mean `tips`?"),
        (&["guide", "tips", "rushin"], "did you mean `rushing`?"),
        (&["guide", "ddia"], "did you mean `mock guide resources ddia`?"),
    ] {
        let told = environment.run(args).expect(1);
        assert!(told.err.contains(near), "{told:#?}");
    }
}

/// The file is read back by the parser of the crate, which did not write its lines.
#[test]
fn a_calendar_is_read_back_and_a_later_one_updates_it() {
    let environment = Environment::new();
    let new =
        ["plan", "new", "--date", "2099-01-15", "--company", "Böhm & Söhne", "--time", "14:00"];
    environment.run(&new).expect(0);
    let file = environment.home().join("plan.ics");
    let calendar = || -> Calendar {
        environment.run(&["plan", "--ics", file.to_str().expect("a path")]).expect(0);
        let text = fs::read_to_string(&file).expect("written");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        text.parse().expect("a calendar")
    };
    let uids = |calendar: &Calendar| -> Vec<String> {
        let events = calendar.components.iter().filter_map(|component| component.as_event());
        let mut uids: Vec<String> =
            events.map(|event| event.get_uid().expect("a UID").to_owned()).collect();
        uids.sort();
        uids
    };
    let first = calendar();
    let before = uids(&first);
    let plan = json(&environment.run(&["plan", "--json"]).expect(0));
    let tasks = plan[0]["stages"].as_array().expect("stages").iter();
    let tasks = tasks.map(|stage| stage["tasks"].as_array().expect("tasks").len()).sum::<usize>();
    assert_eq!(before.len(), tasks + 1);
    let interview = "böhm-söhne.interview@mock-interview";
    let mut events = first.components.iter().filter_map(|component| component.as_event());
    let day = events.find(|event| event.get_uid() == Some(interview)).expect("there");
    assert_eq!(day.property_value("DTSTART"), Some("20990115T140000"));
    assert_eq!(day.get_summary(), Some("Interview: Böhm & Söhne"));
    environment.run(&["plan", "move", "outfit", "2099-01-13"]).expect(0);
    environment.run(&["plan", "done", "business-model"]).expect(0);
    assert_eq!(uids(&calendar()), before);
}
