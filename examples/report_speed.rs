//! How long the report of a five-hour onsite takes to write, and how large it is.
//!
//! `cargo run --release --example report_speed [SESSION FOLDER]`; the promise is 50 ms and 500 KB,
//! and the same bytes each time. Without a folder it plays the onsite of examples/, with every
//! answer typed some letters at a time, as a person's journal has it, and its time stretched to
//! five hours.

use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use mock::bank::draw::{TimeWish, Wish, draw};
use mock::bank::load::{Places, load};
use mock::bank::question::Level;
use mock::bank::task::Language;
use mock::clock::SimulatedClock;
use mock::driver::Driver;
use mock::engine::{Event, Header, Stamped, State};
use mock::format::plan::Interviewer;
use mock::grade::Ungraded;
use mock::journal::codec::Json;
use mock::journal::writer::{Ephemeral, Report as Saved};
use mock::message::Message;
use mock::session;
use mock::time::Elapsed;
use mock::ui::script::{Answers, ScriptFace};
use mock::view::report::Report;
use rand::SeedableRng;
use rand::rngs::ChaCha12Rng;

type Failed = Box<dyn std::error::Error>;

const RUNS: usize = 50;
/// Letters that a quarter of a second of typing brings.
const LETTERS: usize = 3;
const HOURS_MS: u64 = 5 * 3_600_000;

fn main() -> Result<(), Failed> {
    let (header, events) = match std::env::args().nth(1) {
        Some(folder) => {
            let (session, _) = session::read(Path::new(&folder)).map_err(|e| e.to_string())?;
            (session.header, session.events)
        }
        None => onsite()?,
    };
    let state = fold(&header, &events);
    let last = events.last().map_or(0, |stamped| stamped.at.0);
    say(&format!(
        "{} events over {}:{:02} hours",
        events.len(),
        last / 3_600_000,
        last / 60_000 % 60
    ))?;
    time("fold of the events", || fold(&header, &events).slots.len())?;
    time("report: gathered", || Report::new(&state, &events).tracks.len())?;
    time("report: gathered and written as HTML", || Report::new(&state, &events).html().len())?;
    let one = Report::new(&state, &events);
    let two = Report::new(&fold(&header, &events), &events);
    let json = one.json()?;
    say(&format!(
        "HTML {} bytes, Markdown {}, JSON {}",
        one.html().len(),
        one.markdown().len(),
        json.len()
    ))?;
    let is_same = one.html() == two.html() && json == two.json()?;
    say(&format!("twice the same bytes: {}", if is_same { "yes" } else { "NO" }))
}

fn fold(header: &Header, events: &[Stamped]) -> State {
    let mut state = State::new(header.clone());
    events.iter().for_each(|event| state.apply(event));
    state
}

/// The onsite of examples/, played and then typed and stretched.
fn onsite() -> Result<(Header, Vec<Stamped>), Failed> {
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
        language: Language::Python,
    };
    let format = bank.format("onsite").ok_or("there is no onsite")?;
    let mut rng = ChaCha12Rng::seed_from_u64(5);
    let drawn = draw(&format, &bank.rounds, &bank.questions, &wish, &mut rng)?;
    let mut opening = vec![Event::PlanDrawn { plan: Box::new(drawn.plan) }];
    for (index, question) in drawn.questions.iter().enumerate() {
        let (digest, ask) = (question.digest.clone(), Box::new(question.ask.clone()));
        opening.push(Event::QuestionDrawn { index, digest, ask });
    }
    for (index, question) in drawn.questions.iter().enumerate() {
        opening.push(Event::JudgeDisclosed { index, judge: Box::new(question.judge.clone()) });
    }
    let header = Header {
        format: mock::engine::event::FORMAT.to_owned(),
        session: "01KB1Q2W3E4R5T6Y7P8A9S0DFG".to_owned().try_into().map_err(|_| "no id")?,
        program: "bench".to_owned(),
        bank: String::new(),
        seed: 5,
        wall_ms: 1_795_000_000_000,
        zone: "+00:00".to_owned(),
        boot: String::new(),
        simulated: true,
    };
    let events = play(&header, opening)?;
    let typed = events.into_iter().flat_map(type_in).collect();
    Ok((header, stretch(typed)))
}

fn play(header: &Header, opening: Vec<Event>) -> Result<Vec<Stamped>, Failed> {
    let path = Path::new("examples/answers-onsite.toml");
    let answers = Answers::parse(path, &std::fs::read_to_string(path)?)?;
    let (sender, receiver) = mpsc::channel();
    let mut clock = SimulatedClock::new(receiver, Elapsed(0), header.wall_ms);
    let reporter = Box::new(move |saved| {
        if let Saved::Saved { seq } = saved {
            // The clock listens for as long as the session is played.
            let _gone = sender.send(Message::Saved { seq });
        }
    });
    let mut log = Ephemeral::new(Json::of(header)?, reporter);
    let mut face = ScriptFace::new(answers, None);
    let (state, mut grader) = (State::new(header.clone()), Ungraded);
    let driver = Driver::new(state, 1, &mut clock, &mut log, &mut face, &mut grader, &[]);
    driver.begin(opening).map_err(|_| "the session broke off")?;
    let read = |record: &Json| serde_json::from_str(record.as_str());
    Ok(log.records()[1..].iter().map(read).collect::<Result<_, _>>()?)
}

/// One insertion as many small ones.
fn type_in(stamped: Stamped) -> Vec<Stamped> {
    let Event::AnswerSpliced { field, at, remove, insert } = &stamped.event else {
        return vec![stamped];
    };
    let letters: Vec<char> = insert.chars().collect();
    let mut at = *at;
    let mut remove = *remove;
    let mut typed = Vec::new();
    for piece in letters.chunks(LETTERS) {
        let insert: String = piece.iter().collect();
        let next = at + insert.len();
        let event = Event::AnswerSpliced { field: field.clone(), at, remove, insert };
        typed.push(Stamped { event, ..stamped.clone() });
        (at, remove) = (next, 0);
    }
    if typed.is_empty() { vec![stamped] } else { typed }
}

/// The same with its moments moved apart until the last is five hours in.
fn stretch(mut events: Vec<Stamped>) -> Vec<Stamped> {
    let last = events.last().map_or(1, |stamped| stamped.at.0).max(1);
    for stamped in &mut events {
        stamped.at = Elapsed(stamped.at.0 * HOURS_MS.max(last) / last);
    }
    events
}

/// Prints the median and the worst of many runs.
fn time(what: &str, mut work: impl FnMut() -> usize) -> Result<(), Failed> {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..RUNS {
        let start = now();
        std::hint::black_box(work());
        times.push(start.elapsed());
    }
    times.sort();
    let (median, worst) = (times[RUNS / 2], times[RUNS - 1]);
    say(&format!("{what}: median {median:.1?}, worst {worst:.1?} of {RUNS}"))
}

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
fn now() -> Instant {
    Instant::now()
}

fn say(line: &str) -> Result<(), Failed> {
    Ok(writeln!(io::stdout(), "{line}")?)
}
