//! The evidence matcher as a filter, for measuring it on graded answers of one's own.
//!
//! Standard input is JSON Lines, an answer a line:
//! `{"id": "a1", "question": "…", "points": [{"id": "p1", "phrasings": ["…", "…"]}], "answer": "…"}`.
//! For each the same line of standard output says what was found, points in the same order:
//! `{"id": "a1", "points": [{"id": "p1", "score": 0.71, "band": "likely", "start": 0, "end": 42}]}`.
//!
//! - `score`, 0 to 1 in thousandths: how much of the best phrasing the best window says (F2: the
//!   weighted share of the phrasing, weighed against how much else the window says). It is to be
//!   ranked and cut by whoever measures; a session never shows it.
//! - `band`: `likely`, `maybe` or `none`, as a session would say. It is cut from the share of the
//!   phrasing alone, and knows of negation, so it is no function of `score`.
//! - `start`, `end`: the best window in the answer, in Unicode characters (as Python slices), end
//!   exclusive; absent where the band is `none`.
//! - `id`s may be strings or numbers, and come back as they came.
//!
//! `--idf-from FILE` weighs words by their rarity among the file's texts, one a line; without it
//! by the table of the built-in bank, as in a session. A line that cannot be read gives
//! `{"line": 3, "error": "…"}`, the rest goes on, and the exit code is 1.
//!
//! ```sh
//! cargo run --release --example match_points -- --idf-from texts.txt < answers.jsonl
//! ```

use std::error::Error;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use mock::score::Band;
use mock::score::evidence::idf::IdfTable;
use mock::score::evidence::{Evidence, ItemPhrasings, Matcher};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Asked {
    id: Value,
    question: String,
    points: Vec<Point>,
    answer: String,
}

#[derive(Deserialize)]
struct Point {
    id: Value,
    phrasings: Vec<String>,
}

#[derive(Serialize)]
struct Found<'a> {
    id: &'a Value,
    points: Vec<PointFound<'a>>,
}

#[derive(Serialize)]
struct PointFound<'a> {
    id: &'a Value,
    score: f64,
    band: Band,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let matcher = matcher()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut is_sound = true;
    for (number, line) in (1..).zip(io::stdin().lock().split(b'\n')) {
        let (reply, is_answered) = reply(&matcher, number, &line?);
        is_sound &= is_answered;
        writeln!(out, "{reply}")?;
    }
    out.flush()?;
    Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The line that answers a line, and whether that one could be read.
fn reply(matcher: &Matcher, number: u64, line: &[u8]) -> (String, bool) {
    let read = serde_json::from_slice::<Asked>(line);
    let told = read.and_then(|asked| serde_json::to_string(&found(matcher, &asked)));
    match told {
        Ok(told) => (told, true),
        Err(error) => (json!({ "line": number, "error": error.to_string() }).to_string(), false),
    }
}

fn matcher() -> Result<Matcher, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(Matcher::builtin().clone()),
        ["--idf-from", path] => {
            let texts = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
            Ok(Matcher::with_table(IdfTable::of(texts.lines())))
        }
        _ => Err("usage: match_points [--idf-from FILE] < answers.jsonl".into()),
    }
}

fn found<'a>(matcher: &Matcher, asked: &'a Asked) -> Found<'a> {
    let items: Vec<ItemPhrasings<'_>> =
        asked.points.iter().map(|p| ItemPhrasings { id: "", phrasings: &p.phrasings }).collect();
    let evidence = matcher.find(&asked.question, &asked.answer, &items);
    let points = asked.points.iter().zip(evidence);
    Found {
        id: &asked.id,
        points: points
            .map(|(point, evidence)| point_found(point, &asked.answer, &evidence))
            .collect(),
    }
}

fn point_found<'a>(point: &'a Point, answer: &str, evidence: &Evidence) -> PointFound<'a> {
    let is_found = evidence.band != Band::None;
    let characters = |byte: usize| is_found.then(|| answer[..byte].chars().count());
    PointFound {
        id: &point.id,
        score: f64::from(evidence.score) / 1000.0,
        band: evidence.band,
        start: characters(evidence.range.start),
        end: characters(evidence.range.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> (Value, bool) {
        let (told, is_answered) = reply(Matcher::builtin(), 3, line.as_bytes());
        (serde_json::from_str(&told).expect("JSON"), is_answered)
    }

    const POINTS: &str = r#"[
        {"id": "scope", "phrasings": ["messages are ordered only inside one partition"]},
        {"id": 7, "phrasings": ["watch consumer lag on a dashboard"]}
    ]"#;

    #[test]
    fn points_come_back_in_order_with_their_window_in_characters() {
        let answer = "Größe zählt. Messages are ordered only inside one partition.";
        let line = format!(
            r#"{{"id": "a", "question": "Why?", "points": {POINTS}, "answer": "{answer}"}}"#
        );
        let (told, is_answered) = told(&line);
        assert!(is_answered);
        assert_eq!(told["id"], "a");
        let points = told["points"].as_array().expect("points");
        assert_eq!((&points[0]["id"], &points[0]["band"]), (&json!("scope"), &json!("likely")));
        assert!(points[0]["score"].as_f64().is_some_and(|score| (0.9..=1.0).contains(&score)));
        assert_eq!((&points[0]["start"], &points[0]["end"]), (&json!(13), &json!(60)));
        assert_eq!(points[1], json!({ "id": 7, "score": 0.0, "band": "none" }));
    }

    #[test]
    fn a_line_that_is_none_says_its_number() {
        for line in ["", "{", r#"{"id": 1}"#, "[]"] {
            let (told, is_answered) = told(line);
            assert!(!is_answered && told["line"] == 3 && told["error"].is_string(), "{told}");
        }
    }

    #[test]
    fn nothing_to_look_for_and_nothing_said_are_answered_too() {
        let empty = r#"{"id": null, "question": "", "points": [], "answer": ""}"#;
        assert_eq!(told(empty), (json!({ "id": null, "points": [] }), true));
        let bare =
            r#"{"id": 1, "question": "", "points": [{"id": 2, "phrasings": []}], "answer": "x"}"#;
        assert_eq!(told(bare).0["points"][0]["band"], "none");
    }
}
