//! What the driver's tests are played with: a scripted face, a disk that may be full, a clock that may
//! have slept.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, Sender};

use super::super::*;
use crate::clock::SimulatedClock;
use crate::engine::testing::{Bench, header};
use crate::engine::{Seat, Stage};
use crate::format::plan::{Interviewer, SessionMode};
use crate::grade::Ungraded;
use crate::journal::Error;

/// What the face was told, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// The names of events.
    Shown(Vec<String>),
    Rejected(String, Rejected),
    Woken(Elapsed),
    Told(String),
}

pub type Ear = Rc<RefCell<Vec<Heard>>>;
type OnMessage = Box<dyn FnMut(&Scene<'_>, &Message) -> Turn>;

/// Told of each batch that is shown.
type Watcher = Box<dyn FnMut(&[Stamped])>;

/// Plays turns in order and leaves when they are played.
#[derive(Default)]
pub struct Script {
    pub turns: VecDeque<Turn>,
    pub wake_at: Option<Elapsed>,
    pub on_message: Option<OnMessage>,
    /// Looks at the disk when something is shown.
    pub on_show: Option<Watcher>,
    pub heard: Ear,
}

impl Script {
    pub fn of(turns: impl IntoIterator<Item = Vec<Command>>) -> Script {
        let requests = |commands: Vec<Command>| commands.into_iter().map(Request::candidate);
        let turns = turns.into_iter().map(|commands| match commands.is_empty() {
            true => Turn::Wait,
            false => Turn::Do(requests(commands).collect()),
        });
        Script { turns: turns.collect(), ..Script::default() }
    }

    fn hear(&self, heard: Heard) {
        self.heard.borrow_mut().push(heard);
    }
}

pub fn name(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    text.split([' ', '(']).next().unwrap_or_default().to_owned()
}

impl Face for Script {
    fn show(&mut self, _scene: &Scene<'_>, events: &[Stamped]) -> io::Result<()> {
        if let Some(look) = &mut self.on_show {
            look(events);
        }
        self.hear(Heard::Shown(events.iter().map(|stamped| name(&stamped.event)).collect()));
        Ok(())
    }

    fn turn(&mut self, _scene: &Scene<'_>) -> io::Result<Turn> {
        Ok(self.turns.pop_front().unwrap_or(Turn::Done))
    }

    fn receive(&mut self, scene: &Scene<'_>, message: Message) -> io::Result<Turn> {
        self.hear(Heard::Told(name(&message)));
        Ok(self.on_message.as_mut().map_or(Turn::Wait, |reply| reply(scene, &message)))
    }

    fn rejected(
        &mut self,
        _scene: &Scene<'_>,
        _seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()> {
        self.hear(Heard::Rejected(name(command), why.clone()));
        Ok(())
    }

    fn wake_at(&self, _now: Elapsed) -> Option<Elapsed> {
        self.wake_at
    }

    fn wake(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.wake_at = None;
        self.hear(Heard::Woken(scene.now));
        Ok(Turn::Wait)
    }
}

/// Acknowledges at once, unless it is full.
pub struct Disk {
    pub is_full: Rc<Cell<bool>>,
    sender: Sender<Message>,
    records: u64,
    told: bool,
}

impl Disk {
    pub fn new(sender: Sender<Message>, records: u64) -> Disk {
        Disk { is_full: Rc::default(), sender, records, told: false }
    }

    fn take(&mut self, count: usize) -> bool {
        self.records += count as u64;
        if self.is_full.get() && !self.told {
            self.told = true;
            let cause = "no space".to_owned();
            self.sender.send(Message::NotSaved { cause }).expect("the driver listens");
        }
        !self.is_full.get()
    }
}

impl Log for Disk {
    fn typed(&mut self, _json: Json) {
        self.take(1);
    }

    fn durable(&mut self, jsons: Vec<Json>) {
        if self.take(jsons.len()) {
            self.sender.send(Message::Saved { seq: self.records }).expect("the driver listens");
        }
    }

    fn close(self: Box<Self>) -> Result<(), Error> {
        Ok(())
    }
}

/// A clock whose machine sleeps once, and wakes with a message in the box.
pub struct Sleeper {
    pub inner: SimulatedClock,
    pub sleep: Option<Span>,
    pub untold: Option<Span>,
}

impl Clock for Sleeper {
    fn now(&self) -> Elapsed {
        self.inner.now()
    }

    fn wall_ms(&self) -> i64 {
        self.inner.wall_ms()
    }

    fn wait(&mut self, until: Option<Elapsed>) -> Wake {
        let wake = self.inner.wait(until);
        if let (Wake::Message(Message::Line(_)), Some(slept)) = (&wake, self.sleep.take()) {
            // Nothing is in the box now, so this only moves the time.
            self.inner.wait(Some(self.inner.now() + slept));
            self.untold = Some(slept);
        }
        wake
    }

    fn slept(&mut self) -> Option<Span> {
        self.untold.take()
    }

    fn hold(&mut self) {
        self.inner.hold();
    }

    fn release(&mut self) -> Span {
        self.inner.release()
    }
}

pub fn clock(base: Elapsed) -> (Sender<Message>, SimulatedClock) {
    let (sender, receiver): (_, Receiver<Message>) = mpsc::channel();
    (sender, SimulatedClock::new(receiver, base, 0))
}

/// What was drawn for the engine's small test session.
pub fn drawn(mode: SessionMode) -> Vec<Event> {
    let log = Bench::new(mode, Interviewer::Solo).log;
    log.into_iter().map(|stamped| stamped.event).collect()
}

/// A session that stands where the bench left it.
pub fn session(bench: &Bench) -> (State, u64) {
    (bench.state.clone(), 1 + bench.log.len() as u64)
}

/// Plays a face on a bench's session under a simulated clock and a disk that takes everything.
pub fn play(bench: &Bench, face: &mut Script) -> Result<State, Broken> {
    let (state, records) = session(bench);
    let (sender, mut clock) = clock(bench.now);
    let mut log = Disk::new(sender, records);
    Driver::new(state, records, &mut clock, &mut log, face, &mut Ungraded, &[]).judge()
}

pub fn edit(text: &str) -> Command {
    Command::Edit { field: "answer".to_owned(), text: text.to_owned() }
}

pub fn answer(state: &State) -> &str {
    let (_, item) = state.current().expect("something is asked");
    &item.scored_attempt().and_then(|attempt| attempt.field("answer")).expect("a field").text
}

/// An empty session, to begin.
pub fn blank() -> State {
    State::new(header())
}

pub fn is_asking(state: &State) -> bool {
    state.stage == Stage::Asking
}
