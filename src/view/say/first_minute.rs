//! The first minute: what happens, and what to press, for someone who never saw the program.

use super::question::cases_of;
use super::situation;
use crate::engine::State;
use crate::engine::state::DrawnQuestion;
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
        blocks.extend(job(state, true, ways).iter().map(|text| Block::line(text)));
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
        let text = job(state, false, ways).join(" ");
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
pub fn job(state: &State, is_alone: bool, ways: &Ways<'_>) -> Vec<String> {
    let Ways { mark, end, .. } = ways;
    let (aloud, judge) = if is_alone {
        (
            "Read the question aloud. Nothing is sent anywhere from here: what you choose is \
             noted, and you say it yourself.",
            "You judge at the end of the round.",
        )
    } else {
        (
            "Read the question aloud.",
            "At the end of the round both of you judge, each without the other's guess.",
        )
    };
    let handed = is_alone.then(|| to_hand_over(state)).flatten();
    let steps = [Some(aloud.to_owned()), handed]
        .into_iter()
        .flatten()
        .chain([format!("As they talk, {mark}."), format!("{end} ends the question. {judge}")]);
    (1..).zip(steps).map(|(number, step): (u32, String)| format!("{number} {step}")).collect()
}

/// What a candidate without this screen has to have before them: of the question on the table, or of
/// all that are drawn before there is one.
pub fn to_hand_over(state: &State) -> Option<String> {
    let asked = match state.current_question() {
        Some(question) => vec![question],
        None => state.questions.iter().collect(),
    };
    let is_seen = |question: &&DrawnQuestion| {
        let task = question.judge.as_ref().and_then(|judge| judge.task.as_ref());
        !question.ask.shown_files.is_empty() || !cases_of(task).is_empty()
    };
    let asked = asked.into_iter().filter(is_seen);
    let shows: Vec<String> =
        asked.map(|question| format!("`mock bank show {}`", question.ask.id)).collect();
    let prints = if shows.len() == 1 { "prints" } else { "print" };
    (!shows.is_empty()).then(|| {
        format!(
            "Give them what {} {prints}, on paper or on a screen of theirs: the whole task, and \
             nothing that judges it.",
            shows.join(", ")
        )
    })
}

/// The same where lines are few.
pub fn job_in_short(is_alone: bool, ways: &Ways<'_>) -> String {
    let sent = if is_alone { ": nothing is sent anywhere" } else { "" };
    format!("Read it aloud{sent}. A number, then m, p or x, marks a point; {} ends.", ways.end)
}
