//! Every parser of bytes from outside answers whatever comes: with what it read or with why not,
//! within its bounds, and never by a panic. Those of the settings and of archives are tested where
//! they are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::bytes::{feed, feed_text};
use crate::bank::parse::{Raw, card, question};
use crate::bank::task::Language;
use crate::engine::decide::ANSWER_MOST;
use crate::format::parse::format;
use crate::grade::code::own::own_cases;
use crate::journal::file;
use crate::prep::story::Story;
use crate::session;
use crate::text::file::decode;
use crate::ui::script::Answers;
use crate::workspace::layout::SheetPlan;

const QUESTION: &str = include_str!("../../question-bank/coding/algo-dag/question.toml");
const STAR: &str = include_str!("../../question-bank/behavioral/beh-conflict.toml");
const ROUND: &str = include_str!("../../rounds/coding.toml");
const LOOP: &str = include_str!("../../rounds/onsite.toml");
const ANSWERS: &str = include_str!("../../examples/answers-coding.toml");
const CASES: &str = "waves({'a': ['b']}) -> {\"waves\": [[1, -2.5e3]], 'x': None}  # mine\n\
                     [[3, 1, 2], (4,)] => [3, 0x1f]\n[] -> raises ValueError\nan empty list\n";
const STORY: &str = "+++\ntitle = \"The table\"\ncompetencies = [\"Learning\", 'x']\nyear = 2024\n\
                     [mine]\nmood = 3\n+++\n\n## Situation\n<!-- where -->\nText\n# Notes\n";

#[test]
fn bank_questions() {
    let files = BTreeMap::new();
    feed_text(&[QUESTION, STAR], |toml| {
        let raw = Raw { path: "bank/question.toml", name: "algo-dag", toml, files: &files };
        let _card = card(raw);
        if let Err(faults) = question(raw) {
            assert!(!faults.is_empty(), "refused without a word");
            for fault in faults {
                let span = fault.span.start..fault.span.end;
                assert!(span.start <= span.end && span.end <= toml.len(), "{span:?}");
                assert!(!fault.message.is_empty());
            }
        }
    });
}

#[test]
fn rounds_and_loops() {
    feed_text(&[ROUND, LOOP], |toml| {
        if let Err(faults) = format("rounds/coding.toml", "coding", toml) {
            assert!(!faults.is_empty(), "refused without a word");
        }
    });
}

#[test]
fn answers_files() {
    feed_text(&[ANSWERS], |toml| {
        if let Err(fault) = Answers::parse(Path::new("answers.toml"), toml) {
            assert!(!fault.to_string().is_empty());
        }
    });
}

#[test]
fn stories() {
    feed_text(&[STORY], |text| {
        if let Err(faults) = Story::parse("story", text) {
            let lines = text.lines().count() + 1;
            assert!(!faults.is_empty(), "refused without a word");
            for fault in faults {
                assert!(fault.line.is_none_or(|line| (1..=lines).contains(&line)), "{fault:?}");
                assert!(!fault.cause.is_empty() && !fault.help.is_empty(), "{fault:?}");
            }
        }
    });
}

/// A session that was really played.
fn journal() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/scores-rules-3");
    let mut found = vec![folder];
    while let Some(folder) = found.pop() {
        for entry in std::fs::read_dir(folder).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.push(path);
            } else if path.extension().is_some_and(|ending| ending == "jsonl") {
                return std::fs::read(path).expect("readable");
            }
        }
    }
    panic!("no golden journal")
}

#[test]
fn journals() {
    let whole = journal();
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    let short = lines.iter().take(6).copied().collect::<Vec<_>>().concat();
    let path = Path::new("session");
    feed(&[&short], |bytes| {
        let Ok(contents) = file::of_segments(path, vec![(1, bytes.to_vec())]) else { return };
        if let Ok(session) = session::fold(path, &contents) {
            assert_eq!(session.records, contents.len() as u64);
        }
        // What is read is what was written: nothing that was changed passes the chain.
        let encoded = contents.encoded();
        assert!(short.starts_with(&encoded) || bytes.starts_with(&encoded));
    });
}

#[test]
fn own_cases_of_programs() {
    feed_text(&[CASES], |text| {
        let language = Language::ALL[text.len() % Language::ALL.len()];
        let own = own_cases(text, "waves", language);
        let lines = text.lines().count();
        assert!(own.cases.len() + own.unread.len() <= lines);
        assert!(own.unread.iter().all(|line| (1..=lines).contains(&line.line)));
        assert!(own.unread.iter().all(|line| !line.why.is_empty()));
    });
}

#[test]
fn files_of_a_workspace() {
    let plan = SheetPlan {
        field: "code",
        path: PathBuf::from("answer.py"),
        head: "# head\n".to_owned(),
        starter: "def f(a):\n    pass\n".to_owned(),
    };
    let seeds: [&[u8]; 4] = [
        b"# head\ndef f(a):\n    pass\n",
        b"\xef\xbb\xbf# head\r\nx = 1\r\n",
        b"\xff\xfex\0=\0",
        b"caf\xe9\n",
    ];
    feed(&seeds, |bytes| match plan.read(bytes) {
        Ok(text) => {
            assert!(text.len() <= ANSWER_MOST && !text.contains("\r\n"));
            // What was read is written back and read as the same again, but for a starter that
            // now stands behind the head.
            let again = plan.read(plan.file_text(&text).as_bytes());
            assert_eq!(again.as_ref(), Ok(&text));
        }
        Err(why) => assert!(!why.is_empty() && (decode(bytes).is_err() || bytes.contains(&0))),
    });
}
