//! A session played in a test: a state, a face, a clock that the test turns, and a world that
//! answers at once.

use std::io::Write;

use super::{Paper, Untouched};
use crate::engine::event::{Event, Header};
use crate::engine::verdict::Verdict;
use crate::engine::{Command, Effect, Stamped, State, deadlines, decide, event, pending};
use crate::grade::{Grader, Ungraded};
use crate::message::{Message, Request, Signal};
use crate::score;
use crate::seat::solo;
use crate::time::{Elapsed, Span};
use crate::ui::face::{Face, Scene, Turn};
use crate::ui::lines::Want;

pub struct Studio<F> {
    pub state: State,
    pub now: Elapsed,
    pub face: F,
    pub paper: Paper,
    pub keys: Untouched,
    pub is_done: bool,
    pub not_saved: Option<String>,
    /// What the grader says of everything; nothing is graded where there is none.
    pub verdict: Option<Verdict>,
}

impl<F: Face> Studio<F> {
    /// Plays the drawn events and lets the face take its first steps.
    pub fn open(events: Vec<Event>, face: impl FnOnce(Paper, Untouched) -> F) -> Studio<F> {
        let (paper, keys) = (Paper::default(), Untouched::default());
        let state = folded(events);
        let face = face(paper.clone(), keys.clone());
        let mut studio = Studio {
            state,
            now: Elapsed(0),
            face,
            paper,
            keys,
            is_done: false,
            not_saved: None,
            verdict: None,
        };
        studio.settle(Turn::Wait);
        studio
    }

    /// The same session with a new face, as after a crash.
    pub fn reopened(self, face: impl FnOnce(Paper, Untouched) -> F) -> Studio<F> {
        let (paper, keys) = (Paper::default(), Untouched::default());
        let face = face(paper.clone(), keys.clone());
        let mut studio = Studio { face, paper, keys, is_done: false, ..self };
        studio.perform(Request::candidate(Command::NoteReopened { wall_ms: 0, boot: "b".into() }));
        studio.settle(Turn::Wait);
        studio
    }

    /// A line typed by a person: the terminal shows it.
    pub fn line(&mut self, line: &str) -> &mut Self {
        writeln!(self.paper, "{line}").expect("paper takes everything");
        self.receive(Message::Line(line.to_owned()))
    }

    /// Lines as a person types them, half a minute apart.
    pub fn lines(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.pass(Span::seconds(30)).line(line);
        }
        self
    }

    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        self.receive(Message::Signal(signal))
    }

    pub fn receive(&mut self, message: Message) -> &mut Self {
        let turn = self.face.receive(&scene(&self.state, self.now, &self.not_saved), message);
        self.settle(turn.expect("written"));
        self
    }

    /// Lets time pass: what is due happens, and the face is woken when it asked for it.
    pub fn pass(&mut self, span: Span) -> &mut Self {
        let end = self.now + span;
        while !self.is_done {
            let due = deadlines::next_deadline(&self.state).map(|deadline| deadline.at);
            let wake = self.face.wake_at(self.now);
            let next = due.into_iter().chain(wake).min().filter(|at| *at <= end);
            let Some(at) = next else { break };
            self.now = self.now.max(at);
            if due.is_some_and(|due| due <= self.now) {
                self.perform(Request::candidate(Command::Tick));
                self.settle(Turn::Wait);
            } else {
                let turn = self.face.wake(&scene(&self.state, self.now, &self.not_saved));
                self.settle(turn.expect("written"));
            }
        }
        self.now = self.now.max(end);
        self
    }

    pub fn wanted(&self) -> Want {
        self.keys.want.borrow().clone()
    }

    pub fn text(&self) -> String {
        self.paper.text()
    }

    fn settle(&mut self, first: Turn) {
        let mut turn = first;
        for _ in 0..200 {
            match turn {
                Turn::Done => {
                    self.is_done = true;
                    return;
                }
                Turn::Do(requests) => {
                    for request in requests {
                        if !self.perform(request) {
                            break;
                        }
                    }
                }
                Turn::Wait => {}
            }
            while let Some(request) = self.world() {
                assert!(self.perform(request), "the world knows what it may do");
            }
            turn = self.face.turn(&scene(&self.state, self.now, &self.not_saved)).expect("written");
            if turn == Turn::Wait {
                return;
            }
        }
        panic!("the face does not come to rest");
    }

    /// Whether the command was taken.
    pub fn perform(&mut self, request: Request) -> bool {
        let Request { seat, command, .. } = request;
        let taken = decide(&self.state, self.now, seat, command.clone());
        let scene_of = |state| scene(state, self.now, &self.not_saved);
        match taken {
            Ok(events) => {
                let at = self.now;
                let stamped: Vec<Stamped> =
                    events.into_iter().map(|event| Stamped { at, wall_ms: 0, event }).collect();
                for event in &stamped {
                    self.state.apply(event);
                }
                self.face.show(&scene_of(&self.state), &stamped).expect("written");
                true
            }
            Err(why) => {
                self.face.rejected(&scene_of(&self.state), seat, &command, &why).expect("written");
                false
            }
        }
    }

    /// What the matcher, the scorer and the program's own interviewer do next.
    fn world(&self) -> Option<Request> {
        let state = &self.state;
        let command = match pending(state).into_iter().next() {
            Some(Effect::MatchEvidence { slot, item, part }) => {
                let found = score::gather::gather(state, slot, item, part);
                Command::FileEvidence { slot, item, part, found }
            }
            Some(Effect::ComputeScore { scope }) => {
                Command::ShowScore { scope, sheet: score::sheet(state, scope) }
            }
            Some(Effect::Grade { slot, item, of }) => {
                let job = crate::grade::Job::of(state, slot, item, of)?;
                let verdict = match &self.verdict {
                    Some(verdict) => Verdict { tests: job.tests, ..verdict.clone() },
                    None => Ungraded.start(job)?,
                };
                let verdict = Box::new(verdict);
                Command::FileVerdict { slot, item, of, verdict }
            }
            None => solo::turn(state, self.now, &[])?,
        };
        Some(Request::interviewer(command))
    }
}

/// The state after these events, all at the beginning.
pub fn folded(events: Vec<Event>) -> State {
    let mut state = State::new(Header {
        format: event::FORMAT.to_owned(),
        session: "01KB1Q2W3E4R5T6Y7P8A9S0DFG".parse().expect("an id"),
        program: "0.1.0".to_owned(),
        bank: String::new(),
        seed: 1,
        wall_ms: 0,
        zone: "UTC".to_owned(),
        boot: String::new(),
        simulated: false,
    });
    for event in events {
        state.apply(&Stamped { at: Elapsed(0), wall_ms: 0, event });
    }
    state
}

fn scene<'a>(state: &'a State, now: Elapsed, not_saved: &'a Option<String>) -> Scene<'a> {
    Scene { state, now, not_saved: not_saved.as_deref() }
}
