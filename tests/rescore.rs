//! Journals of past versions score as they did, bit for bit, on any machine.
//!
//! Each folder under `tests/golden/scores-rules-N` is a session as the program of those rules
//! recorded it, scores included. They are never edited; new rules get a folder of their own.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mock::engine::Seat;
use mock::engine::event::{Event, Recommendation, Scope, ScoreSheet};
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
    for rules in 1..=mock::score::rules::LATEST {
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

#[test]
fn the_scores_of_rules_3() {
    insta::assert_snapshot!(told(3));
}

/// What the golden sessions of rules 3 must hold, so that the test above means something: each way in
/// which a mark is shown, verdicts of code, a peer's, marks taken back and corrected, and open points.
#[test]
fn the_golden_sessions_of_rules_3_hold_all_that_is_new() {
    let sheets: Vec<ScoreSheet> =
        golden(3).iter().flat_map(|path| rescored(path)).map(|found| found.shown).collect();
    let has = |is: &dyn Fn(&ScoreSheet) -> bool| sheets.iter().any(is);
    assert!(has(&|s| s.basis.placed > 0 && s.basis.aloud > 0));
    assert!(has(&|s| s.basis.unwritten > 0) && has(&|s| s.basis.computed > 0));
    assert!(has(&|s| s.dimensions.iter().any(|dim| dim.verdicts > 0 && dim.score.is_some())));
    assert!(has(&|s| s.open > 0 && s.mean.is_none() && s.range.is_some() && s.band.is_none()));
    assert!(has(&|s| s.open > 0 && s.band.is_some()), "a range in one band");
    let is_open_loop = |sheet: &ScoreSheet| {
        let what = sheet.recommended.as_ref().map(|recommended| recommended.what);
        what == Some(Recommendation::Open)
    };
    assert!(has(&is_open_loop));
    let events: Vec<Event> = golden(3)
        .iter()
        .flat_map(|path| session::read(path).expect("a journal").0.events)
        .map(|stamped| stamped.event)
        .collect();
    let is_peers = |event: &Event| {
        let Event::Marked { by, grounds, .. } = event else { return false };
        *by == Seat::Interviewer && !grounds.quote.is_empty()
    };
    assert!(events.iter().any(is_peers), "marked while it was still being written");
    assert!(events.iter().any(|event| matches!(event, Event::Unmarked { .. })));
    assert!(events.iter().any(|event| matches!(event, Event::AnswerRead { .. })));
}

/// A score that was corrected after the session's end is shown again, from the marks as they stood.
#[test]
fn a_score_shown_twice_is_folded_from_the_marks_before_each() {
    let path = golden(3).into_iter().find(|path| name(path) == "behavioral").expect("recorded");
    let rounds: Vec<Rescored> = rescored(&path)
        .into_iter()
        .filter(|found| matches!(found.scope, Scope::Round { .. }))
        .collect();
    assert!(rounds.len() > 1 && rounds.iter().all(Rescored::agrees));
    assert!(rounds.windows(2).any(|two| two[0].shown != two[1].shown));
}
