//! How long a journal of 100,000 events takes to recover, and a command to be saved.
//!
//! `cargo run --release --example recover [EVENTS]`; the promise is 250 ms for 100,000.

use std::io::{self, Write};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use mock::journal::codec::{self, Json};
use mock::journal::file::{Journal, view};
use mock::journal::writer::{Durability, Inline, Log, Writer};
use mock::time::Elapsed;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let events = std::env::args().nth(1).map_or(Ok(100_000), |events| events.parse::<u64>())?;
    let scratch = tempfile::tempdir()?;
    let path = scratch.path().join("session");
    let header = Json::parse(r#"{"format":"1.0","program":"bench"}"#)?;

    let mut log = Box::new(Inline::new(
        Journal::create(&path, &header)?,
        Durability::AtClose,
        Box::new(|_| ()),
    ));
    let start = now();
    for n in 0..events {
        log.durable(vec![event(n)?]);
        log.tick(Elapsed(n));
    }
    log.close()?;
    say(&format!("write {events} events, one sync: {} ms", start.elapsed().as_millis()))?;

    let bytes = std::fs::read(path.join("journal.jsonl"))?;
    say(&format!("size: {:.1} MB", bytes.len() as f64 / 1e6))?;
    best("read the bytes, checksums and JSON syntax", || codec::read(&bytes).records.len())?;
    best("view: the file to checked records", || view(&path).map_or(0, |read| read.len()))?;
    best("open for writing: view, lock, sync", || {
        Journal::open(&path).map_or(0, |opened| opened.contents.len())
    })?;
    best("view, and every record parsed to a Value", || {
        view(&path).map_or(0, |read| {
            let parsed = |json| serde_json::from_str::<serde_json::Value>(json).is_ok();
            read.entries().filter(|entry| parsed(entry.json)).count()
        })
    })?;

    let (sender, reports) = mpsc::channel();
    let report = move |report| drop(sender.send(report));
    let start = now();
    let clock = move || Elapsed(start.elapsed().as_millis() as u64);
    let journal = Journal::open(&path)?.journal;
    let mut writer =
        Writer::spawn(journal, Durability::EachCommand, Box::new(clock), Box::new(report))?;
    let mut times = Vec::new();
    for n in 0..200 {
        let start = now();
        writer.durable(vec![event(n)?]);
        reports.recv()?;
        times.push(start.elapsed());
    }
    times.sort();
    say(&format!(
        "a command until Saved, through the thread: median {} us, worst {} us",
        times[100].as_micros(),
        times[199].as_micros()
    ))
}

/// Of the shapes and lengths a session has: an edit of some 200 bytes, now and then a longer one.
fn event(n: u64) -> Result<Json, Failed> {
    let insert =
        "SELECT user_id, count(*) FROM orders \"o\"\n".repeat(1 + (n % 20 / 19) as usize * 10);
    let event = serde_json::json!({
        "at": n * 37, "kind": "AnswerSpliced", "field": {"question": "sql-orders-0042", "part": "answer"},
        "splice": {"at": n % 4000, "remove": n % 3, "insert": insert},
    });
    Ok(Json::of(&event)?)
}

/// Runs ten times; prints the median and the worst.
fn best(what: &str, mut work: impl FnMut() -> usize) -> Result<(), Failed> {
    let mut times: Vec<Duration> = Vec::new();
    let mut count = 0;
    for _ in 0..10 {
        let start = now();
        count = work();
        times.push(start.elapsed());
    }
    times.sort();
    let (median, worst) = (times[5].as_millis(), times[9].as_millis());
    say(&format!("{what}: {count} records, median {median} ms, worst {worst} ms"))
}

fn say(line: &str) -> Result<(), Failed> {
    Ok(writeln!(io::stdout(), "{line}")?)
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
fn now() -> Instant {
    Instant::now()
}
