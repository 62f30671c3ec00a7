//! The JSON Schema that editors get: every sound file keeps it, and a wrong one doesn't.

use std::fs;
use std::path::{Path, PathBuf};

use mock::bank::schema::{Document, schema};
use serde_json::{Value, json};

/// TOML as an editor's checker sees it: a date is a text.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect()
        }
    }
}

fn read(text: &str) -> Value {
    as_json(&toml::Value::Table(text.parse().expect("TOML")))
}

/// What the schema says of a file, a line each.
fn faults(document: Document, file: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&schema(document)).expect("a schema");
    validator.iter_errors(file).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

fn files(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && name != "prep" {
            files(&path, into);
        } else if name.ends_with(".toml")
            && !["topics.toml", "seed-map.toml", "pack.toml"].contains(&name.as_str())
        {
            into.push(path);
        }
    }
}

#[test]
fn every_question_round_and_pack_keeps_its_schema() {
    for (document, dir) in [
        (Document::Question, "question-bank"),
        (Document::Question, "examples/pack"),
        (Document::Round, "rounds"),
    ] {
        let mut found = Vec::new();
        files(Path::new(dir), &mut found);
        assert!(found.len() >= 3, "{dir}");
        for path in found {
            let text = fs::read_to_string(&path).expect("readable");
            let faults = faults(document, &read(&text));
            assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
        }
    }
    let pack = fs::read_to_string("examples/pack/pack.toml").expect("there");
    assert_eq!(faults(Document::Pack, &read(&pack)), [""; 0]);
}

#[test]
fn a_wrong_file_fails() {
    let question =
        fs::read_to_string("examples/pack/phone-screen/jo-bad-rows.toml").expect("there");
    let round = fs::read_to_string("rounds/coding.toml").expect("there");
    let pack = fs::read_to_string("examples/pack/pack.toml").expect("there");
    for (document, text, from, to) in [
        (Document::Question, &question, "title = ", "titel = "),
        (Document::Question, &question, "minutes = 6", "minutes = 600"),
        (Document::Question, &question, "minutes = 6", "minutes = \"6\""),
        (Document::Question, &question, "mode = \"free\"", "mode = \"essay\""),
        (Document::Question, &question, "mode = \"free\"", "mode = \"quiz\""),
        (Document::Question, &question, "weight = 3", "weight = 6"),
        (Document::Question, &question, "dim = \"depth\"", "dim = \"height\""),
        (Document::Question, &question, "reviewed = 2026-11-30", ""),
        (Document::Question, &question, "schema = 1", "schema = 3"),
        (Document::Question, &question, "[\"partly\", \"log it\"]", "[\"nearly\", \"log it\"]"),
        (
            Document::Question,
            &question,
            "[[followups]]",
            "[outline]\nmust_connect = [[\"a\", \"b\"]]\n[[followups]]",
        ),
        (Document::Round, &round, "kind = \"coding\"\n", "kind = \"loop\"\n"),
        (Document::Round, &round, "count = ", "counts = "),
        (Document::Pack, &pack, "license", "licence"),
        (Document::Pack, &pack, "jo-pipelines\"", "Jo\""),
    ] {
        assert!(text.contains(from), "{from}");
        let wrong = read(&text.replacen(from, to, 1));
        assert!(!faults(document, &wrong).is_empty(), "{from} -> {to}");
        assert_eq!(faults(document, &read(text)), [""; 0]);
    }
}
