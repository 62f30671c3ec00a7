//! How long a session of 100,000 events takes to read, fold included.
//!
//! `cargo run --release --example reopen [EVENTS]`; the promise is 250 ms for 100,000.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use mock::bank::draw::{TimeWish, Wish, draw_question};
use mock::bank::load::{Places, load};
use mock::bank::question::Level;
use mock::engine::{Event, Header, Stamped};
use mock::format::plan::Interviewer;
use mock::journal::codec::Json;
use mock::journal::file::{Journal, view};
use mock::journal::writer::{Durability, Inline, Log};
use mock::session;
use mock::time::Elapsed;
use rand::SeedableRng;
use rand::rngs::ChaCha12Rng;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let count = std::env::args().nth(1).map_or(Ok(100_000), |count| count.parse::<usize>())?;
    let scratch = tempfile::tempdir()?;
    let path = scratch.path().join("01KB1Q2W3E4R5T6Y7P8A9S0DFG");
    let header = Json::of(&header()?)?;
    let journal = Journal::create(&path, &header)?;
    let mut log = Box::new(Inline::new(journal, Durability::AtClose, Box::new(|_| ())));
    let events = opening()?.into_iter().chain((0..).map(edit)).take(count);
    for (at, event) in (0..).zip(events) {
        let stamped = Stamped { at: Elapsed(at * 37), wall_ms: 1_795_000_000_000, event };
        log.durable(vec![Json::of(&stamped)?]);
        log.tick(Elapsed(at));
    }
    log.close()?;
    let bytes = std::fs::metadata(path.join("journal.jsonl"))?.len();
    say(&format!("{count} events, {:.1} MB", bytes as f64 / 1e6))?;
    time("view: the file to checked records", || view(&path).map_or(0, |found| found.len()))?;
    time("session::read: records to events, folded into a state", || {
        session::read(&path).map_or(0, |(session, _)| session.events.len())
    })
}

fn header() -> Result<Header, Failed> {
    Ok(Header {
        format: mock::engine::event::FORMAT.to_owned(),
        session: "01KB1Q2W3E4R5T6Y7P8A9S0DFG".to_owned().try_into().map_err(|_| "no id")?,
        program: "bench".to_owned(),
        bank: String::new(),
        seed: 1,
        wall_ms: 1_795_000_000_000,
        zone: "+00:00".to_owned(),
        boot: String::new(),
        simulated: false,
    })
}

/// A question drawn, put, and open to be written.
fn opening() -> Result<Vec<Event>, Failed> {
    let bank = load(&Places { built_in: true, ..Places::default() }).bank;
    let wish = Wish {
        level: Level::Mid,
        mode: None,
        interviewer: Interviewer::Solo,
        time: TimeWish::AsWritten,
        topics: Vec::new(),
        without: Vec::new(),
        job: Default::default(),
        seen: Vec::new(),
        redo: Default::default(),
        bar_raiser: false,
        language: mock::bank::task::Language::Python,
    };
    let mut rng = ChaCha12Rng::seed_from_u64(1);
    let drawn = draw_question("ps-kafka-ordering", &bank.rounds, &bank.questions, &wish, &mut rng)?;
    let question = drawn.questions[0];
    Ok(vec![
        Event::PlanDrawn { plan: Box::new(drawn.plan) },
        Event::QuestionDrawn {
            index: 0,
            digest: question.digest.clone(),
            ask: Box::new(question.ask.clone()),
        },
        Event::JudgeDisclosed { index: 0, judge: Box::new(question.judge.clone()) },
        Event::RoundStarted { slot: 0 },
        Event::PhaseStarted { phase: 0 },
        Event::ItemOpened { item: 0 },
        Event::FieldOpened { field: "answer".to_owned() },
    ])
}

/// A line of an answer that grows to some 4,000 bytes, is cut back, and grows again.
fn edit(n: usize) -> Event {
    let line = "Kafka keeps order inside one partition, so I key by account.\n";
    let (at, remove) = match n % 64 {
        0 if n > 0 => (0, 63 * line.len()),
        lines => ((lines.max(1) - 1) * line.len(), 0),
    };
    let insert = if n.is_multiple_of(64) { String::new() } else { line.to_owned() };
    Event::AnswerSpliced { field: "answer".to_owned(), at, remove, insert }
}

/// Runs ten times; prints the median and the worst.
fn time(what: &str, mut work: impl FnMut() -> usize) -> Result<(), Failed> {
    let mut times: Vec<Duration> = Vec::new();
    let mut count = 0;
    for _ in 0..10 {
        let start = now();
        count = work();
        times.push(start.elapsed());
    }
    times.sort();
    let (median, worst) = (times[5].as_millis(), times[9].as_millis());
    say(&format!("{what}: {count}, median {median} ms, worst {worst} ms"))
}

fn say(line: &str) -> Result<(), Failed> {
    Ok(writeln!(io::stdout(), "{line}")?)
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
fn now() -> Instant {
    Instant::now()
}
