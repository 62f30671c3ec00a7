//! The model answer, after an attempt.

use std::io;

use crate::engine::State;
use crate::engine::event::FollowupRef;
use crate::ui::out::{Ink, Out};
use crate::ui::plain::PlainFace;

impl PlainFace {
    pub(in crate::ui::plain) fn put_model(
        &mut self,
        state: &State,
        slot: usize,
        item: usize,
    ) -> io::Result<()> {
        put(self.say(), state, slot, item)
    }
}

pub(in crate::ui) fn put(out: &mut Out, state: &State, slot: usize, item: usize) -> io::Result<()> {
    let (Some(question), Some(found)) =
        (state.question_of(slot, item), state.item_state(slot, item))
    else {
        return Ok(());
    };
    let Some(judge) = &question.judge else { return Ok(()) };
    out.blank()?;
    out.heading("Model answer")?;
    out.line(&judge.model)?;
    for (number, option) in (1..).zip(&judge.options) {
        let right = if option.correct { "right" } else { "wrong" };
        out.hanging(Ink::Plain, &format!("  {number}  "), &format!("{right}: {}", option.why))?;
    }
    for (which, ask, _) in found.followups() {
        let FollowupRef::Followup(index) = which else { continue };
        if let Some(model) = judge.followups.get(index).and_then(|script| script.model.as_ref()) {
            out.blank()?;
            out.hanging(Ink::Cyan, "them   ", ask)?;
            out.hanging(Ink::Plain, "       ", model)?;
        }
    }
    for index in found.curveballs() {
        if let Some(model) = judge.curveballs.get(index).and_then(|script| script.model.as_ref()) {
            out.hanging(Ink::Plain, "       ", model)?;
        }
    }
    put_list(out, "Common mistakes", &judge.mistakes)?;
    put_list(out, "Read on", &judge.refs)
}

fn put_list(out: &mut Out, heading: &str, points: &[String]) -> io::Result<()> {
    if points.is_empty() {
        return Ok(());
    }
    out.blank()?;
    out.heading(heading)?;
    points.iter().try_for_each(|point| out.hanging(Ink::Plain, "  - ", point))
}
