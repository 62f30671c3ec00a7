//! `mock today` in a home of somebody who has practised for long: 500 sessions and 5,000 cards.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use mock::engine::Header;
use mock::journal::codec::{Json, Position, encode};
use mock::paths::Paths;
use mock::practice::Home;
use mock::prep::card::{Card, Grade};
use mock::prep::exchange::own;
use mock::prep::record::{Entry, Fact, Memory, Review};
use mock::session;
use mock::time::Span;

use crate::measure::{Failed, Figures, Times, ms, timed};

const MOCK: &str = env!("CARGO_BIN_EXE_mock");
const SESSIONS: usize = 500;
const CARDS: usize = 5_000;
const RUNS: usize = 40;

/// The whole process, from the index; and once without one.
pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let home = tempfile::tempdir()?;
    let command = |arguments: &[&str]| {
        let mut command = Command::new(MOCK);
        command.args(arguments).env_clear().env("MOCK_HOME", home.path()).env("TZ", "UTC");
        command.current_dir(env!("CARGO_MANIFEST_DIR"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let answers = "examples/answers-phone-screen.toml";
    let played = ["run", "--answers", answers, "--format", "phone-screen", "--seed", "1"];
    if !command(&played).status()?.success() {
        return Err("the session could not be played".into());
    }
    sessions(&home.path().join("sessions"))?;
    cards(home.path())?;
    let run = || -> Result<f64, Failed> {
        let (took, status) = timed(|| command(&["today"]).status());
        if status?.success() { Ok(ms(took)) } else { Err("`mock today` failed".into()) }
    };
    let first = run()?;
    figures.note(&format!("{SESSIONS} sessions, {CARDS} cards, no index yet: {first:.0} ms"))?;
    let times = Times::of(RUNS, || command(&["today"]).status());
    let line = format!(
        "mock today, {SESSIONS} sessions, {CARDS} cards: median {:.1} ms, least {:.1}",
        times.median(),
        times.least()
    );
    figures.at_most(&line, times.median(), 50.0)?;
    let times = Times::of(RUNS, || command(&["drill", "--due"]).status());
    figures.note(&format!("mock drill --due: median {:.1} ms", times.median()))?;
    Ok(())
}

/// Copies of the one session, as a person's, each a day after the one before.
fn sessions(root: &Path) -> Result<(), Failed> {
    let first = fs::read_dir(root)?.next().ok_or("no session")??.path();
    let (played, _) = session::read(&first)?;
    let events: Vec<Json> = played.events.iter().filter_map(|event| Json::of(event).ok()).collect();
    for number in 0..SESSIONS {
        let id = format!("01KB1Q2W3E4R5T6Y7P8A9S{number:04}");
        let header = Header {
            session: id.parse().map_err(|_| "no id")?,
            simulated: false,
            wall_ms: played.header.wall_ms + i64::try_from(number)? * 86_400_000,
            ..played.header.clone()
        };
        let mut bytes = Vec::new();
        let header = Json::of(&header).map_err(|flaw| flaw.to_string())?;
        let mut position = encode(&mut bytes, Position::START, &header);
        for event in &events {
            position = encode(&mut bytes, position, event);
        }
        let folder = root.join(&id);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("journal.jsonl"), bytes)?;
    }
    Ok(fs::remove_dir_all(first)?)
}

/// Cards with three answers each, due over the next two months.
fn cards(home: &Path) -> Result<(), Failed> {
    let day = mock::clock::today();
    let entry = |fact| Entry { wall_ms: 0, zone: "+00:00".to_owned(), day, fact };
    let of = |number: usize| {
        let topic = format!("topic-{}", number % 60);
        let card: Card = own(&format!("What is number {number}?"), "A number", &topic).card;
        let due = mock::prep::day::later(day, i64::try_from(number % 60).unwrap_or(0));
        let review = || Review {
            card: card.id.clone(),
            grade: Grade::Good,
            due,
            memory: Memory { stability: 20_000, difficulty: 5_000 },
            took: Span::seconds(40),
            said: String::new(),
        };
        let mut facts = vec![entry(Fact::Reviewed(review())); 3];
        facts.insert(0, entry(Fact::Taken { card: Box::new(card.clone()) }));
        facts
    };
    let home = Home::new(&Paths::under(home.to_owned()));
    home.add_entries(|_| (0..CARDS).flat_map(of).collect())?;
    Ok(())
}
