//! Journals of past versions score as they did, bit for bit, on any machine.
//!
//! Each folder under `tests/golden/scores-rules-N` is a session as the program of those rules
//! recorded it, scores included. They are never edited; new rules get a folder of their own.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mock::engine::event::{Scope, ScoreSheet};
use mock::score::fold::{Rescored, rescore};
use mock::session;
use mock::view::recommendation;
use sha2::{Digest, Sha256};

fn golden(rules: u32) -> Vec<PathBuf> {
    let folder = format!("tests/golden/scores-rules-{rules}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("golden journals")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().expect("a folder").to_string_lossy().into_owned()
}

fn rescored(path: &Path) -> Vec<Rescored> {
    let (session, damage) = session::read(path).expect("a journal");
    assert!(damage.is_none(), "{}: {damage:?}", path.display());
    rescore(&session.header, &session.events)
}

/// `2.750 hire: knowledge 3 (.812), depth – …`.
fn line(sheet: &ScoreSheet) -> String {
    let mut line = match (sheet.mean, sheet.range, sheet.band) {
        (Some(mean), _, Some(band)) => format!("{mean} band {band}"),
        (None, Some((low, high)), Some(band)) => format!("{low} to {high} band {band}"),
        (None, Some((low, high)), None) => format!("{low} to {high}"),
        _ => "nothing to score".to_owned(),
    };
    if sheet.open > 0 {
        let _ = write!(line, ", {} open", sheet.open);
    }
    if let Some((low, high)) = sheet.interval {
        let _ = write!(line, " ({low} to {high})");
    }
    for dim in &sheet.dimensions {
        let score = match (dim.score, dim.range) {
            (Some(score), _) => score.to_string(),
            (None, Some((low, high))) => format!("{low}..{high}"),
            (None, None) => "-".to_owned(),
        };
        let _ = write!(line, ", {} {score}/{}", dim.dim, dim.coverage);
    }
    if sheet.unconfirmed {
        line.push_str(", unconfirmed");
    }
    if let Some(recommended) = &sheet.recommended {
        let _ = write!(line, "; {}", recommendation::word(recommended.what));
        for condition in recommended.conditions.iter().filter(|condition| !condition.holds) {
            let _ = write!(line, ", {} no", condition.id);
        }
    }
    line
}

fn scope(scope: Scope) -> String {
    match scope {
        Scope::Question { slot, item } => format!("slot {slot} item {item}"),
        Scope::Round { slot } => format!("slot {slot}"),
        Scope::Loop => "loop".to_owned(),
    }
}

/// Digests of the journals, then every score as shown, and under the latest rules where they say
/// otherwise.
fn told(rules: u32) -> String {
    let mut text = String::new();
    for path in golden(rules) {
        let bytes = fs::read(path.join("journal.jsonl")).expect("a journal");
        let digest = Sha256::digest(&bytes);
        let digest: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let _ = writeln!(text, "{} {digest}", name(&path));
        for found in rescored(&path) {
            let _ = writeln!(text, "  {}: {}", scope(found.scope), line(&found.shown));
            if found.differs_under_latest() {
                let _ = writeln!(text, "    latest: {}", line(&found.latest));
            }
        }
    }
    text
}

#[test]
fn every_golden_score_is_folded_again_bit_for_bit() {
    let mut count = 0;
    for rules in [1, 2] {
        for path in golden(rules) {
            let found = rescored(&path);
            assert!(!found.is_empty(), "{} shows no score", path.display());
            for found in found {
                assert_eq!(found.shown.rules, rules, "{}", path.display());
                assert!(found.agrees(), "{}: {found:#?}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 60, "{count} scores");
}

#[test]
fn the_scores_of_rules_1() {
    insta::assert_snapshot!(told(1));
}

#[test]
fn the_scores_of_rules_2() {
    insta::assert_snapshot!(told(2));
}
