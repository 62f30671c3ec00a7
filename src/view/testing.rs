//! Sessions for the tests of views: drawn in code, played by an answers file.

use std::path::Path;
use std::sync::mpsc;

use crate::clock::SimulatedClock;
use crate::driver::Driver;
use crate::engine::event::{Event, FORMAT, Header};
use crate::engine::{Stamped, State};
use crate::grade::Ungraded;
use crate::journal::codec::Json;
use crate::journal::writer::{Ephemeral, Report};
use crate::message::Message;
use crate::time::Elapsed;
use crate::ui::script::{Answers, ScriptFace};
use crate::view::transcript::Transcript;

/// 2026-11-23 09:00 UTC.
pub(crate) const MORNING: i64 = 1_795_424_400_000;

pub(crate) struct Played {
    pub(crate) header: Header,
    pub(crate) events: Vec<Stamped>,
}

impl Played {
    pub(crate) fn state(&self, events: usize) -> State {
        let mut state = State::new(self.header.clone());
        self.events[..events].iter().for_each(|event| state.apply(event));
        state
    }

    pub(crate) fn transcript(&self) -> Transcript {
        self.until(self.events.len())
    }

    pub(crate) fn until(&self, events: usize) -> Transcript {
        Transcript::new(&self.state(events), &self.events[..events])
    }
}

/// A session drawn in code and played by an answers file.
pub(crate) fn play(drawn: Vec<Event>, answers: &str) -> Played {
    let header = Header {
        format: FORMAT.to_owned(),
        session: "01KB1Q2W3E4R5T6Y7P8A9S0DFG".parse().expect("an id"),
        program: "0.1.0".to_owned(),
        bank: "0123456789abcdef".to_owned(),
        seed: 7,
        wall_ms: MORNING,
        zone: "+02:00".to_owned(),
        boot: String::new(),
        simulated: true,
    };
    let answers = Answers::parse(Path::new("a.toml"), answers).expect("answers");
    let (sender, receiver) = mpsc::channel();
    let mut clock = SimulatedClock::new(receiver, Elapsed(0), MORNING);
    let report = Box::new(move |report| {
        if let Report::Saved { seq } = report {
            sender.send(Message::Saved { seq }).expect("the clock listens");
        }
    });
    let mut log = Ephemeral::new(Json::of(&header).expect("JSON"), report);
    let mut face = ScriptFace::new(answers, None);
    let state = State::new(header.clone());
    let mut grader = Ungraded;
    let driver = Driver::new(state, 1, &mut clock, &mut log, &mut face, &mut grader, &[]);
    driver.begin(drawn).expect("plays to its end");
    let read = |record: &Json| serde_json::from_str(record.as_str()).expect("an event");
    let events = log.records()[1..].iter().map(read).collect();
    Played { header, events }
}
