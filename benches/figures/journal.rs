//! How long a session of 100,000 events takes to read, fold included, and how long a command waits
//! until it is saved.

use std::sync::mpsc;
use std::time::Instant;

use mock::bank::question::Level;
use mock::draw::{TimeWish, Wish, draw_question};
use mock::engine::{Event, Header, Stamped};
use mock::format::plan::Interviewer;
use mock::journal::codec::Json;
use mock::journal::file::{Journal, view};
use mock::journal::writer::{Durability, Inline, Log, Writer};
use mock::load::{Loaded, Places, load};
use mock::session;
use mock::time::Elapsed;
use rand::SeedableRng;
use rand::rngs::ChaCha12Rng;

use crate::measure::{Failed, Figures, Times};

const EVENTS: u64 = 100_000;
/// Milliseconds in which a session of that length is open again.
const LIMIT: f64 = 250.0;

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let path = scratch.path().join("01KB1Q2W3E4R5T6Y7P8A9S0DFG");
    let header = Json::of(&header()?)?;
    let journal = Journal::create(&path, &header)?;
    let mut log = Box::new(Inline::new(journal, Durability::AtClose, Box::new(|_| ())));
    for (at, event) in (0..EVENTS).zip(opening()?.into_iter().chain((0..).map(edit))) {
        log.durable(vec![stamped(at, event)?]);
        log.tick(Elapsed(at));
    }
    log.close()?;
    let bytes = std::fs::metadata(path.join("journal.jsonl"))?.len();
    figures.note(&format!("{EVENTS} events, {:.1} MB", bytes as f64 / 1e6))?;
    let viewed = Times::of(10, || view(&path).is_ok());
    time(figures, "checked record by record", &viewed)?;
    time(figures, "opened for writing", &Times::of(10, || Journal::open(&path).is_ok()))?;
    time(figures, "read and folded", &Times::of(10, || session::read(&path).is_ok()))?;

    let (sender, reports) = mpsc::channel();
    let report = move |report| drop(sender.send(report));
    let clock = real_clock();
    let journal = Journal::open(&path)?.journal;
    let mut writer =
        Writer::spawn(journal, Durability::EachCommand, Box::new(clock), Box::new(report))?;
    let next = stamped(EVENTS, edit(0))?;
    let saved = Times::of(200, || {
        writer.durable(vec![next.clone()]);
        reports.recv().is_ok()
    });
    let (median, worst) = (saved.median(), saved.worst());
    figures
        .note(&format!("a command until it is saved: median {median:.1} ms, worst {worst:.1}"))?;
    Ok(())
}

fn time(figures: &mut Figures, what: &str, times: &Times) -> Result<(), Failed> {
    let (median, worst) = (times.median(), times.worst());
    let line = format!("{what}: median {median:.0} ms, worst {worst:.0}");
    Ok(figures.at_most(&line, median, LIMIT)?)
}

fn stamped(at: u64, event: Event) -> Result<Json, Failed> {
    let stamped = Stamped { at: Elapsed(at * 37), wall_ms: 1_795_000_000_000, event };
    Ok(Json::of(&stamped)?)
}

#[expect(clippy::disallowed_methods, reason = "the writer syncs by the real clock")]
fn real_clock() -> impl Fn() -> Elapsed {
    let start = Instant::now();
    move || Elapsed(start.elapsed().as_millis() as u64)
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
        rules: mock::score::rules::LATEST,
        simulated: false,
    })
}

/// A question drawn, put, and open to be written.
fn opening() -> Result<Vec<Event>, Failed> {
    let Loaded { bank, formats, .. } = load(&Places { built_in: true, ..Places::default() });
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
    let drawn =
        draw_question("ps-kafka-ordering", &formats.rounds, &bank.questions, &wish, &mut rng)?;
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
