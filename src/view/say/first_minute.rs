//! The first minute: what happens, and what to press, for someone who never saw the program.

use super::situation;
use crate::engine::State;
use crate::format::plan::Slot;
use crate::view::page::{Block, Ink};

/// How a face names what can be done.
pub struct Ways<'k> {
    pub done: &'k str,
    pub ask: &'k str,
    pub hint: &'k str,
    pub hand_over: &'k str,
    /// Finds everything else.
    pub all: &'k str,
    /// How the interviewer marks a point, and ends a question.
    pub mark: &'k str,
    pub end: &'k str,
}

/// Two or three lines on the page before anything runs.
pub fn lines(state: &State, is_alone: bool, ways: &Ways<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if is_alone {
        blocks.extend(job(true, ways).map(|text| Block::line(&text)));
        return blocks;
    }
    let Ways { done, ask, hint, hand_over, all, .. } = ways;
    if state.has_peer() {
        let round = state.plan.iter().flat_map(|plan| &plan.slots).find_map(|slot| match slot {
            Slot::Round(round) => Some(round),
            Slot::Break { .. } => None,
        });
        blocks.extend(round.into_iter().flat_map(|round| situation::greeting(state, round)));
        let text = format!(
            "Write your answer below the question: it is saved as you type. {done} goes on and \
             hands in, {ask} asks, {all} has everything else. {hand_over} gives the interviewer \
             the keyboard; between you comes a curtain, so that neither sees the other's screen."
        );
        blocks.push(Block::hanging(Ink::Plain, "Candidate    ", &text));
        let text = job(false, ways).join(" ");
        blocks.push(Block::hanging(Ink::Plain, "Interviewer  ", &text));
        return blocks;
    }
    let text = "Enter begins, and the clock runs. Write your answer below the question; it is saved as \
                you type.";
    blocks.push(Block::line(text));
    blocks.push(Block::line(&format!(
        "{done} goes on to the next part and hands in, {ask} asks the interviewer, {hint} takes a \
         hint. {all} has everything else."
    )));
    blocks
}

/// What the interviewer does, one after the other.
pub fn job(is_alone: bool, ways: &Ways<'_>) -> [String; 3] {
    let Ways { mark, end, .. } = ways;
    let (aloud, judge) = if is_alone {
        (
            "1 Read the question aloud. Nothing is sent anywhere from here: what you choose is \
             noted, and you say it yourself.",
            "You judge at the end of the round.",
        )
    } else {
        (
            "1 Read the question aloud.",
            "At the end of the round both of you judge, each without the other's guess.",
        )
    };
    [
        aloud.to_owned(),
        format!("2 As they talk, {mark}."),
        format!("3 {end} ends the question. {judge}"),
    ]
}

/// The same where lines are few.
pub fn job_in_short(is_alone: bool, ways: &Ways<'_>) -> String {
    let sent = if is_alone { ": nothing is sent anywhere" } else { "" };
    format!("Read it aloud{sent}. A number, then m, p or x, marks a point; {} ends.", ways.end)
}
