//! A session that a seat asks something of, with nobody who watches.

use std::io;

use crate::engine::event::Event;
use crate::engine::{Command, Rejected, Seat, Stage, Stamped};
use crate::message::{Message, Request};
use crate::score::rules::LATEST;
use crate::seat::outcome::Outcome;
use crate::testing::Studio;
use crate::time::Elapsed;
use crate::ui::face::{Face, Scene, Turn};

pub type Played = Studio<Nobody>;

/// A face that shows nothing and wants nothing. What is asked for has to be taken.
pub struct Nobody;

impl Face for Nobody {
    fn show(&mut self, _scene: &Scene<'_>, _events: &[Stamped]) -> io::Result<()> {
        Ok(())
    }

    fn turn(&mut self, _scene: &Scene<'_>) -> io::Result<Turn> {
        Ok(Turn::Wait)
    }

    fn receive(&mut self, _scene: &Scene<'_>, _message: Message) -> io::Result<Turn> {
        Ok(Turn::Wait)
    }

    fn rejected(
        &mut self,
        _scene: &Scene<'_>,
        _seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()> {
        panic!("{command:?}: {why}")
    }

    fn wake_at(&self, _now: Elapsed) -> Option<Elapsed> {
        None
    }

    fn wake(&mut self, _scene: &Scene<'_>) -> io::Result<Turn> {
        Ok(Turn::Wait)
    }
}

/// A session at its very beginning.
pub fn begun(events: Vec<Event>) -> Played {
    Studio::open_under(LATEST, events, |_, _| Nobody)
}

impl Studio<Nobody> {
    pub fn candidate(&mut self, commands: &[Command]) -> &mut Played {
        let requests = commands.iter().cloned().map(Request::candidate).collect();
        self.carry_out(Outcome::Do(requests))
    }

    /// Through the lobby and the talk of the phone screen, to its question.
    pub fn reach_question(&mut self) -> &mut Played {
        self.candidate(&[Command::Next, Command::Finish]);
        // An exam goes on by itself.
        if self.state.stage == Stage::Between { self.candidate(&[Command::Next]) } else { self }
    }

    pub fn interviewer(&mut self, command: Command) -> &mut Played {
        self.carry_out(Outcome::ask(Seat::Interviewer, command))
    }

    pub fn carry_out(&mut self, outcome: Outcome) -> &mut Played {
        if let Outcome::Do(requests) = outcome {
            for request in requests {
                self.ask(request);
            }
        }
        self
    }
}

/// The question of the phone screen, answered and closed.
pub fn answered(events: Vec<Event>, text: &str) -> Played {
    let mut played = begun(events);
    played.reach_question();
    let edit = Command::Edit { field: "answer".to_owned(), text: text.to_owned() };
    played.candidate(&[edit, Command::Finish]);
    if !played.state.has_peer() {
        played.candidate(&[Command::Skip]);
    }
    played
}
