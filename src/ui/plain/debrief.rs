//! The debrief in lines: what is said before each of its menus.

use std::io;

use super::peer::HAND_OVER;
use super::{PlainFace, Told};
use crate::engine::checklist::Check;
use crate::engine::event::{Mark, Scope};
use crate::engine::{Seat, State};
use crate::score::review::Doubt;
use crate::seat::debrief::Step;
use crate::seat::outcome::Outcome;
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;
use crate::view::say::review;
use crate::view::say::sheet::{lead, title};

impl PlainFace {
    pub(super) fn enter_judging(&mut self, scene: &Scene<'_>, scope: Scope) -> io::Result<()> {
        self.debrief.begin(scope);
        let title = title(scene.state, scope);
        let out = self.say();
        out.blank()?;
        out.heading(&title)?;
        out.rule()
    }

    /// Asks for the next thing that the score of `scope` needs.
    pub(super) fn judge(&mut self, scene: &Scene<'_>, scope: Scope) -> io::Result<Turn> {
        let step = self.debrief.step(scene.state, scope);
        if let Some(seat) = step.seat(scene.state)
            && self.turn_to(scene, seat)?
        {
            self.ready(Ink::Plain, HAND_OVER)?;
            return Ok(Turn::Wait);
        }
        match &step {
            Step::Guess { .. } => self.lead_guess()?,
            Step::Mark { index, count, check } => self.lead_mark(*index, *count, check)?,
            Step::Review { check, mark, doubt } => {
                self.lead_review(scene.state, scope, check, *mark, *doubt)?;
            }
            Step::Seal { .. } | Step::Confirm | Step::Await | Step::Look | Step::Done => {}
        }
        if let Some(menu) = step.menu(scene.state, scope) {
            return self.offer(menu).map(|()| Turn::Wait);
        }
        match self.debrief.advance(scene.state, scope) {
            Outcome::Noted => self.stand(scene),
            // A step that was just rejected waits.
            Outcome::Do(_) if self.stalled => Ok(Turn::Wait),
            outcome => self.carry(scene, outcome),
        }
    }

    fn lead_guess(&mut self) -> io::Result<()> {
        if self.first_time(Told::GuessFirst) {
            self.say().line(
                "First your own guess, before anything is revealed: 1 strong no, 2 no, 3 hire, \
                 4 strong hire.",
            )?;
        }
        Ok(())
    }

    fn lead_mark(&mut self, index: usize, count: usize, check: &Check) -> io::Result<()> {
        if matches!(self.stands, super::Stands::Menu(_)) {
            return Ok(());
        }
        if self.first_time(Told::MarkFirst) {
            let text =
                "Then your own mark of each point, before you see what was found in your answer.";
            self.say().inked(Ink::Dim, text)?;
        }
        self.say().blank()?;
        let head = format!("{} of {count} · {}{}", index + 1, lead(check), check.text);
        self.say().inked(Ink::Bold, &head)
    }

    fn lead_review(
        &mut self,
        state: &State,
        scope: Scope,
        check: &Check,
        mark: Mark,
        doubt: Doubt,
    ) -> io::Result<()> {
        if matches!(self.stands, super::Stands::Menu(_)) {
            return Ok(());
        }
        if self.first_time(Told::MatchesWords) {
            self.say().blank()?;
            self.say().inked(Ink::Dim, review::MATCHES_WORDS)?;
        }
        self.say().blank()?;
        self.say().put(&review::blocks(state, scope, check, mark, doubt))
    }

    pub(super) fn judging_line(
        &mut self,
        scene: &Scene<'_>,
        scope: Scope,
        line: &str,
    ) -> io::Result<Turn> {
        let step = self.debrief.step(scene.state, scope);
        let seat = step.seat(scene.state).unwrap_or(Seat::Candidate);
        if self.awaits_interviewer(scene.state, seat) {
            return self.hand_over(scene, line);
        }
        let Some(menu) = step.menu(scene.state, scope) else { return Ok(Turn::Wait) };
        match menu.key_of(line) {
            Ok(key) => {
                let outcome = self.debrief.press(scene.state, scope, key);
                self.carry(scene, outcome)
            }
            Err(why) => self.complain(&why).map(|()| Turn::Wait),
        }
    }
}
