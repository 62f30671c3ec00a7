//! An interviewer at the same terminal: whose turn it is, and on which screen.
//!
//! The console is drawn on the alternate screen and cleared before the candidate looks. What
//! happens meanwhile for the candidate is kept and shown when they are back.

use std::io;

use super::{PlainFace, Stands};
use crate::engine::event::Event;
use crate::engine::{Command, Seat, Stage, State};
use crate::message::Request;
use crate::seat::console::{Instruction, read};
use crate::seat::menu::Menu;
use crate::seat::overlay::Overlay;
use crate::seat::pair::{RATINGS, is_unsaid};
use crate::seat::seating::Seating;
use crate::seat::situation::Situation;
use crate::ui::console;
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;
use crate::view::say::clock;

pub(super) const HAND_OVER: &str = "Hand over to the interviewer, then Enter >";

impl PlainFace {
    fn is_shared(&self, state: &State) -> bool {
        self.debrief.seating(state) == Seating::Shared
    }

    /// An interviewer at this terminal would have nowhere to look unseen.
    pub(super) fn refuse_to_share(&mut self, scene: &Scene<'_>) -> io::Result<Option<Turn>> {
        if !self.is_shared(scene.state) {
            return Ok(None);
        }
        let Some(why) = console::refusal(self.out.look()) else { return Ok(None) };
        self.complain(&format!("Not here: {why}."))?;
        self.leave(scene).map(Some)
    }

    /// Puts the right screen up before anything is written on it.
    pub(super) fn turn_screen(&mut self, scene: &Scene<'_>, place: Situation) -> io::Result<()> {
        if !self.is_shared(scene.state) || matches!(place, Situation::Judging(_)) {
            return Ok(());
        }
        match place {
            Situation::Console => self.seat_interviewer(),
            Situation::Curtain => self.show_kept(scene),
            _ => self.seat_candidate(scene),
        }
    }

    fn seat_interviewer(&mut self) -> io::Result<()> {
        if self.out.is_on_other_screen() {
            return Ok(());
        }
        self.say().enter_other_screen()
    }

    fn seat_candidate(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        self.pair.sit(scene.state, Seat::Candidate);
        self.show_kept(scene)
    }

    /// Back on the normal screen: what happened meanwhile.
    fn show_kept(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        if self.out.is_on_other_screen() {
            self.say().leave_other_screen()?;
            self.say().line("Back to the candidate.")?;
        }
        for event in std::mem::take(&mut self.peer.unshown) {
            self.show_event(scene, &event)?;
        }
        Ok(())
    }

    /// Before a step of the debrief: true where the keyboard has to be handed over first.
    pub(super) fn turn_to(&mut self, scene: &Scene<'_>, seat: Seat) -> io::Result<bool> {
        if !self.is_shared(scene.state) {
            return Ok(false);
        }
        if seat == Seat::Candidate {
            return self.seat_candidate(scene).map(|()| false);
        }
        if self.awaits_interviewer(scene.state, seat) {
            return Ok(true);
        }
        self.seat_interviewer().map(|()| false)
    }

    pub(super) fn awaits_interviewer(&self, state: &State, seat: Seat) -> bool {
        seat == Seat::Interviewer && self.is_shared(state) && self.pair.seated() == Seat::Candidate
    }

    /// Enter at the curtain.
    pub(super) fn hand_over(&mut self, scene: &Scene<'_>, line: &str) -> io::Result<Turn> {
        if line.trim().is_empty() {
            self.pair.sit(scene.state, Seat::Interviewer);
            self.peer.console.first_page();
        }
        Ok(Turn::Wait)
    }

    /// `/hand`: the interviewer wants the keyboard.
    pub(super) fn hand(&mut self, state: &State) -> io::Result<Turn> {
        if self.is_shared(state) {
            self.pair.call_interviewer();
        } else {
            self.complain("The program is your interviewer; /ask asks it something.")?;
        }
        Ok(Turn::Wait)
    }

    pub(super) fn enter_curtain(&mut self, state: &State) -> io::Result<()> {
        self.say().blank()?;
        let why = self.pair.why_curtain(state);
        self.say().line(why)
    }

    pub(super) fn enter_console(&mut self, state: &State) -> io::Result<()> {
        if state.paused.is_some() {
            self.console_notice("The clock is stopped; p starts it.");
        }
        self.peer.console.first_page();
        Ok(())
    }

    pub(super) fn at_console(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if self.debrief.is_alone && is_unsaid(scene.state) && !self.stalled {
            return Ok(Turn::candidate(Command::Speak));
        }
        if self.stands == Stands::Nothing {
            self.peer.console.draw(&mut self.out, scene)?;
        }
        self.ready(Ink::Plain, ">")?;
        Ok(Turn::Wait)
    }

    /// What is said below the panel the next time it is drawn.
    pub(super) fn console_notice(&mut self, text: &str) {
        self.peer.console.notice = Some(text.to_owned());
        self.stands = Stands::Nothing;
    }

    pub(super) fn console_line(&mut self, scene: &Scene<'_>, line: &str) -> io::Result<Turn> {
        match read(scene.state, line) {
            Instruction::Do(command) => return Ok(Turn::Do(vec![Request::interviewer(command)])),
            Instruction::Page => self.peer.console.next_page(),
            Instruction::Complain(why) => self.console_notice(&why),
            Instruction::Back if self.debrief.is_alone => {
                self.overlay = Some(Overlay::Interrupt);
            }
            Instruction::Back if self.pair.give_back(scene.state) => {}
            Instruction::Back => self.console_notice(
                "The candidate is waiting for you: answer with a letter or s TEXT; after an answer, \
                 f N follows up and e ends the question.",
            ),
        }
        Ok(Turn::Wait)
    }

    /// Shows an event, or keeps it until the candidate has the screen again.
    pub(super) fn show_or_keep(&mut self, scene: &Scene<'_>, event: &Event) -> io::Result<()> {
        if let Event::TimeWarned { scope, warning } = event {
            let (_, text) = clock::warning(scene.state, *scope, *warning, scene.now);
            self.peer.console.notice = Some(text);
        }
        if self.debrief.is_alone {
            self.stands = Stands::Nothing;
            let is_told = is_for_interviewer(event) || !has_console(scene.state.stage);
            return if is_told { self.show_event(scene, event) } else { Ok(()) };
        }
        if !self.out.is_on_other_screen() {
            self.peer.console.notice = None;
            return self.show_event(scene, event);
        }
        self.stands = Stands::Nothing;
        if matches!(event, Event::Sealed { .. }) {
            return self.show_event(scene, event);
        }
        // A warning would come late; the candidate's next line says the time.
        if !matches!(event, Event::TimeWarned { .. }) {
            self.peer.unshown.push(event.clone());
        }
        // The candidate has to answer, or the question is over: the console's turn is, too.
        if matches!(event, Event::FollowupAsked { .. } | Event::QuestionClosed) {
            self.pair.end_turn();
        }
        Ok(())
    }

    pub(super) fn ask_rating(&mut self) -> io::Result<()> {
        if self.peer.rating.is_some() {
            return self.ready(Ink::Plain, "In a sentence, or Enter >");
        }
        self.offer(rating_menu())
    }

    pub(super) fn rating_line(&mut self, line: &str) -> io::Result<Turn> {
        if let Some(rating) = self.peer.rating.take() {
            self.pair.is_rated = true;
            let note = line.trim().to_owned();
            return Ok(Turn::candidate(Command::RateInterviewer { rating, note }));
        }
        match rating_menu().read(line) {
            Ok(picked) => {
                let rating = RATINGS[picked].0.parse().ok();
                self.pair.is_rated = rating.is_none();
                self.peer.rating = rating;
            }
            Err(why) => self.complain(&why)?,
        }
        Ok(Turn::Wait)
    }
}

fn rating_menu() -> Menu {
    Menu::keys("For the candidate: how was your interviewer?", &RATINGS)
}

/// Stages that the console shows by itself.
fn has_console(stage: Stage) -> bool {
    matches!(stage, Stage::Asking | Stage::Settling | Stage::Between)
}

/// What the interviewer alone is told in lines; everything else stands on the console.
fn is_for_interviewer(event: &Event) -> bool {
    matches!(
        event,
        Event::RoundEnded { .. }
            | Event::SuspendNoticed { .. }
            | Event::Sealed { .. }
            | Event::ScoreShown { .. }
            | Event::ModelShown { .. }
    )
}

#[cfg(test)]
#[path = "peer_tests.rs"]
mod tests;
