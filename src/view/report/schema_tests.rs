//! The published schema against the JSON of sessions of every kind.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{empty, peer, report, verdicts, without};
use crate::engine::Seat;
use crate::engine::event::Event;
use crate::testing::played::{Played, exam, hostile, insert, phone_screen, star};
use crate::time::Span;
use crate::view::report::JSON_SCHEMA;

fn schema() -> Value {
    serde_json::from_str(JSON_SCHEMA).expect("JSON")
}

fn faults(instance: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let faults = validator.iter_errors(instance);
    faults.map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

fn sessions() -> Vec<Played> {
    let mut half = phone_screen();
    without(&mut half, |event| {
        matches!(event, Event::ScoreShown { .. } | Event::SessionEnded { .. })
    });
    let seat = Seat::Interviewer;
    let extended = vec![Event::Extended { by: Span::minutes(5), seat }];
    insert(&mut half, |event| matches!(event, Event::ItemOpened { item: 1 }), extended);
    let mut sessions = vec![phone_screen(), star(), exam(), peer(), hostile(), empty(), half];
    let mut thrown = phone_screen();
    let curveball = Event::CurveballThrown { curveball: 0, text: "The load doubles.".to_owned() };
    insert(&mut thrown, |event| matches!(event, Event::ItemOpened { item: 1 }), vec![curveball]);
    sessions.push(thrown);
    sessions.extend([verdicts::sql(), verdicts::program()]);
    sessions
}

fn json(played: &Played) -> Value {
    serde_json::from_str(&report(played).json().expect("JSON")).expect("JSON")
}

#[test]
fn the_schema_is_one() {
    assert!(jsonschema::meta::is_valid(&schema()));
    assert_eq!(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn every_report_is_valid() {
    for played in sessions() {
        let faults = faults(&json(&played));
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn a_field_nobody_described_is_a_fault() {
    let mut report = json(&phone_screen());
    report["verdict"]["surprise"] = Value::from(1);
    assert_eq!(faults(&report).len(), 1);
    let mut report = json(&phone_screen());
    report["transcript"]["slots"][0]["items"][1]["talk"][0]["surprise"] = Value::from(1);
    assert!(!faults(&report).is_empty());
    let mut report = json(&phone_screen());
    report.as_object_mut().expect("an object").remove("next");
    assert_eq!(faults(&report).len(), 1);
}

/// Objects of the schema, with where they stand.
fn objects<'a>(at: &str, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(map) => {
            if map.contains_key("properties")
                && map["properties"].is_object()
                && map.contains_key("type")
            {
                found.push((at.to_owned(), value));
            }
            map.iter().for_each(|(key, value)| objects(&format!("{at}/{key}"), value, found));
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                objects(&format!("{at}/{index}"), value, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_object_is_closed() {
    let schema = schema();
    let mut found = Vec::new();
    objects("", &schema, &mut found);
    assert!(found.len() > 40, "{} objects", found.len());
    for (at, object) in found {
        assert_eq!(object["additionalProperties"], false, "{at}");
        let known = object["properties"].as_object().expect("an object");
        for name in object["required"].as_array().expect("a list") {
            assert!(known.contains_key(name.as_str().expect("a name")), "{at}: {name}");
        }
    }
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

/// A field that no session ever has is one that the program does not know.
#[test]
fn the_schema_names_no_field_that_is_never_written() {
    let mut written = BTreeSet::new();
    sessions().iter().for_each(|played| keys(&json(played), &mut written));
    let schema = schema();
    let mut found = Vec::new();
    objects("", &schema, &mut found);
    let named = found.iter().flat_map(|(_, object)| object["properties"].as_object());
    let named: BTreeSet<String> = named.flat_map(|map| map.keys().cloned()).collect();
    let never: Vec<&String> = named.difference(&written).collect();
    // What these sessions have no occasion for.
    let rare = ["ask", "cause", "competency", "fix", "time", "truth", "unjoined", "why"];
    let never: Vec<&&String> = never.iter().filter(|name| !rare.contains(&name.as_str())).collect();
    assert!(never.is_empty(), "{never:?}");
}
