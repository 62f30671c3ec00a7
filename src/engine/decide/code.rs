//! Running what was written, and what came of it.

use super::Decider;
use crate::engine::event::Event;
use crate::engine::rejected::Rejected;
use crate::engine::verdict::{Graded, Reached, Tests};

impl Decider<'_> {
    pub(super) fn run_cases(self) -> Result<Vec<Event>, Rejected> {
        let item = self.require_code()?;
        let attempt = self.attempt()?;
        if attempt.parts > 0 {
            return Err(Rejected::NotRun);
        }
        let cursor = self.state.cursor;
        let is_given = self.state.given_code(cursor.slot, cursor.item).is_some();
        if !is_given && attempt.code().is_none_or(|code| code.trim().is_empty()) {
            return Err(Rejected::NothingToRun);
        }
        if item.runs.last().is_some_and(|run| run.verdict.is_none()) {
            return Err(Rejected::StillRunning);
        }
        Ok(vec![Event::RunStarted { run: item.runs.len() }])
    }

    /// A question whose answer is run is on the table.
    fn require_code(&self) -> Result<&crate::engine::state::ItemState, Rejected> {
        self.require_asking()?;
        let (plan, item) = self.state.current().ok_or(Rejected::NothingAsked)?;
        match plan.what.language() {
            Some(_) => Ok(item),
            None => Err(Rejected::NotRun),
        }
    }

    /// Files a verdict once. It may come when the session has gone on, or is over.
    pub(super) fn file_verdict(self, reached: Reached) -> Result<Vec<Event>, Rejected> {
        self.require_interviewer()?;
        let Reached { slot, item, of, ref verdict } = reached;
        let tests = match of {
            Graded::Run(_) => Tests::Visible,
            Graded::Attempt(_) => Tests::All,
        };
        if verdict.tests != tests || !self.state.ungraded(slot, item).contains(&of) {
            return Err(Rejected::NotYet("after something was run, once"));
        }
        Ok(vec![Event::VerdictReached(reached)])
    }
}
