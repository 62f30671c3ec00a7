//! A session under the rules alone: what is asked for happens at once, and the world answers.

use crate::engine::event::Event;
use crate::engine::{Command, Effect, Seat, Stage, Stamped, State, decide, pending};
use crate::message::Request;
use crate::score;
use crate::seat::outcome::Outcome;
use crate::seat::solo;
use crate::testing::plans::folded;
use crate::time::Elapsed;

pub struct Played {
    pub state: State,
    pub now: Elapsed,
}

impl Played {
    pub fn of(events: Vec<Event>) -> Played {
        let mut played = Played { state: folded(events), now: Elapsed(0) };
        played.settle();
        played
    }

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
                self.perform(request);
                self.settle();
            }
        }
        self
    }

    fn perform(&mut self, Request { seat, command }: Request) {
        let events = decide(&self.state, self.now, seat, command).expect("taken");
        for event in events {
            self.state.apply(&Stamped { at: self.now, wall_ms: 0, event });
        }
    }

    /// What the matcher, the scorer and the program as interviewer have to do.
    fn settle(&mut self) {
        while let Some(command) = self.owed() {
            self.perform(Request::interviewer(command));
        }
    }

    fn owed(&self) -> Option<Command> {
        let state = &self.state;
        match pending(state).into_iter().next() {
            Some(Effect::MatchEvidence { slot, item, part }) => {
                let found = score::gather::gather(state, slot, item, part);
                Some(Command::FileEvidence { slot, item, part, found })
            }
            Some(Effect::ComputeScore { scope }) => {
                Some(Command::ShowScore { scope, sheet: score::sheet(state, scope) })
            }
            Some(Effect::Grade { .. }) | None => solo::turn(state, self.now, &[]),
        }
    }
}

/// The question of the phone screen, answered and closed.
pub fn answered(events: Vec<Event>, text: &str) -> Played {
    let mut played = Played::of(events);
    played.reach_question();
    let edit = Command::Edit { field: "answer".to_owned(), text: text.to_owned() };
    played.candidate(&[edit, Command::Finish]);
    if !played.state.has_peer() {
        played.candidate(&[Command::Skip]);
    }
    played
}
