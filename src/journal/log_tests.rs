use std::path::Path;
use std::thread;

use super::*;

fn header() -> Json {
    Json::parse(r#"{"format":"1.0","log":"practice"}"#).expect("json")
}

fn record(text: &str) -> Json {
    Json::parse(format!(r#"{{"said":"{text}"}}"#)).expect("json")
}

fn add(log: &Log, text: &str) -> usize {
    let added: Result<_, Error> =
        log.append(&header(), |contents| Ok((vec![record(text)], contents.len())));
    added.expect("added").0
}

fn said(log: &Log) -> Vec<String> {
    let contents = log.view().expect("readable").expect("there");
    contents.entries().skip(1).map(|entry| entry.json.to_owned()).collect()
}

#[test]
fn it_begins_with_its_header_and_lies_beside_other_files() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("config.toml"), "").expect("written");
    let log = Log::new(home.path().join("deep/er"), "practice");
    assert!(log.view().expect("nothing yet").is_none());
    assert_eq!((add(&log, "a"), add(&log, "b")), (1, 2));
    assert_eq!(said(&log).len(), 2);
    let names = |dir: &Path| -> Vec<String> {
        let mut names = DiskFolder::new(dir).names().expect("readable");
        names.sort();
        names
    };
    assert_eq!(names(&home.path().join("deep/er")), ["practice.jsonl", "practice.lock"]);
}

#[test]
fn every_cut_loses_the_torn_record_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let log = Log::new(home.path(), "practice");
    for text in ["one", "two", "three"] {
        add(&log, text);
    }
    let whole = fs::read(log.path()).expect("readable");
    for cut in 0..whole.len() {
        fs::write(log.path(), &whole[..cut]).expect("cut");
        let lines = whole[..cut].iter().filter(|&&byte| byte == b'\n').count();
        add(&log, "after");
        let found = said(&log);
        assert_eq!(found.len(), lines.saturating_sub(1) + 1, "cut at {cut}");
        assert_eq!(found.last().map(String::as_str), Some(r#"{"said":"after"}"#));
    }
}

#[test]
fn a_damaged_log_is_refused_by_name_and_salvaged() {
    let home = tempfile::tempdir().expect("a folder");
    let log = Log::new(home.path(), "practice");
    for text in ["one", "two", "three"] {
        add(&log, text);
    }
    let text = fs::read_to_string(log.path()).expect("readable");
    fs::write(log.path(), text.replace("two", "tow")).expect("written");
    let refused: Result<((), _), Error> = log.append(&header(), |_| Ok((Vec::new(), ())));
    let told = refused.expect_err("damaged").to_string();
    assert!(told.contains("practice.jsonl, line 3"), "{told}");
    assert!(told.contains("mock sessions salvage practice"), "{told}");
    assert!(log.view().is_err());
    let salvaged = log.salvage().expect("salvaged");
    assert_eq!((salvaged.kept, salvaged.copies.len()), (2, 1));
    assert!(salvaged.copies[0].ends_with("practice.jsonl.damaged-1"), "{salvaged:?}");
    assert_eq!(said(&log), [r#"{"said":"one"}"#]);
    let told = log.salvage().expect_err("sound").to_string();
    assert!(told.contains("mock drill"), "{told}");
}

#[test]
fn processes_that_add_at_once_lose_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let log = Log::new(home.path(), "practice");
    thread::scope(|scope| {
        for writer in 0..4 {
            let log = log.clone();
            scope.spawn(move || {
                for number in 0..25 {
                    add(&log, &format!("{writer}-{number}"));
                }
            });
        }
    });
    let mut found = said(&log);
    assert_eq!(found.len(), 100);
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 100);
}
