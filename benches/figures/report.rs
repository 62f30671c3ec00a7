//! How long the report of a five-hour onsite takes to write, and how large it is.
//!
//! It plays the onsite of `examples/`, with every answer typed some letters at a time, as a person's
//! journal has it, and its time stretched to five hours. The same journal must give the same bytes.

use std::path::Path;
use std::sync::mpsc;

use mock::bank::question::Level;
use mock::bank::task::Language;
use mock::clock::SimulatedClock;
use mock::draw::{TimeWish, Wish, draw};
use mock::driver::{Driver, reporter};
use mock::engine::{Event, Header, Stamped, State};
use mock::format::plan::Interviewer;
use mock::grade::Ungraded;
use mock::journal::codec::Json;
use mock::journal::writer::Ephemeral;
use mock::load::{Loaded, Places, load};
use mock::time::Elapsed;
use mock::ui::script::{Answers, ScriptFace};
use mock::view::report::Report;
use rand::SeedableRng;
use rand::rngs::ChaCha12Rng;

use crate::measure::{Failed, Figures, Times};

const RUNS: usize = 50;
const LIMIT_MS: f64 = 50.0;
const LIMIT_KB: f64 = 500.0;
/// Letters that a quarter of a second of typing brings.
const LETTERS: usize = 3;
const HOURS_MS: u64 = 5 * 3_600_000;

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let (header, events) = onsite()?;
    let state = fold(&header, &events);
    let last = events.last().map_or(0, |stamped| stamped.at.0);
    let (hours, minutes) = (last / 3_600_000, last / 60_000 % 60);
    figures.note(&format!("{} events over {hours}:{minutes:02} hours", events.len()))?;
    let folded = Times::of(RUNS, || fold(&header, &events));
    figures.note(&format!("events folded: median {:.1} ms", folded.median()))?;
    let written = Times::of(RUNS, || Report::new(&state, &events).html());
    let (median, worst) = (written.median(), written.worst());
    let line = format!("report as HTML: median {median:.1} ms, worst {worst:.1} of {RUNS}");
    figures.at_most(&line, worst, LIMIT_MS)?;
    let one = Report::new(&state, &events);
    let two = Report::new(&fold(&header, &events), &events);
    let kilobytes = one.html().len() as f64 / 1000.0;
    figures.at_most(&format!("its size: {kilobytes:.0} KB"), kilobytes, LIMIT_KB)?;
    if one.html() != two.html() || one.json()? != two.json()? {
        return Err("the same journal gave two different reports".into());
    }
    Ok(())
}

fn fold(header: &Header, events: &[Stamped]) -> State {
    let mut state = State::new(header.clone());
    events.iter().for_each(|event| state.apply(event));
    state
}

/// The onsite of examples/, played and then typed and stretched.
fn onsite() -> Result<(Header, Vec<Stamped>), Failed> {
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
        language: Language::Python,
    };
    let format = formats.get("onsite").ok_or("there is no onsite")?;
    let mut rng = ChaCha12Rng::seed_from_u64(5);
    let drawn = draw(&format, &formats.rounds, &bank.questions, &wish, &mut rng)?;
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
        rules: mock::score::rules::LATEST,
        simulated: true,
    };
    let events = play(&header, opening)?;
    let typed = events.into_iter().flat_map(type_in).collect();
    Ok((header, stretch(typed)))
}

fn play(header: &Header, opening: Vec<Event>) -> Result<Vec<Stamped>, Failed> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/answers-onsite.toml");
    let answers = Answers::parse(&path, &std::fs::read_to_string(&path)?)?;
    let (sender, receiver) = mpsc::channel();
    let mut clock = SimulatedClock::new(receiver, Elapsed(0), header.wall_ms);
    let mut log = Ephemeral::new(Json::of(header)?, reporter(sender));
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
