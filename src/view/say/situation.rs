//! What is said where nothing is asked: the lobby, a pause, a break, between rounds, the end.

use super::{clock, question, talk};
use crate::engine::{PauseReason, Stage, State};
use crate::figures;
use crate::format::plan::{Interviewer, PhasePlan, RoundPlan, SessionMode, Slot};
use crate::time::Elapsed;
use crate::view::page::{Block, Ink};
use crate::view::{standing, words};

/// The plan of the session, before it begins.
pub fn lobby(state: &State, saved_in: Option<&str>, is_alone: bool) -> Vec<Block> {
    let Some(plan) = &state.plan else { return Vec::new() };
    let id = state.header.session.short();
    let saved = match saved_in {
        Some(folder) => {
            format!("Saved as you go in {folder}. To go on later: mock resume {id}")
        }
        None => "This session is kept nowhere.".to_owned(),
    };
    let mut blocks = vec![Block::heading(&plan.title), Block::Rule];
    for slot in &plan.slots {
        match slot {
            Slot::Round(round) => blocks.extend([
                Block::two_sided(Ink::Plain, &round.title, &figures::budget(round.budget)),
                Block::hanging(Ink::Dim, "  ", &phases(round)),
            ]),
            Slot::Break { title, budget } => {
                blocks.push(Block::two_sided(Ink::Dim, title, &figures::budget(*budget)));
            }
        }
    }
    let time = plan.time.as_ref().map_or(String::new(), |time| format!(", time {time}"));
    let how = match plan.mode {
        _ if is_alone => {
            "You lead and judge. The candidate needs nothing, and nobody else sees this screen."
        }
        SessionMode::Practice if plan.interviewer == Interviewer::Peer => {
            "At the end of the round both of you judge, each without the other's guess."
        }
        SessionMode::Practice => {
            "After each question you judge your answer and can see a model answer."
        }
        SessionMode::Exam => {
            "As in an interview: no feedback before the end, and at zero a round is over."
        }
    };
    blocks.extend([
        Block::Blank,
        Block::line(&format!("Level {}, {} mode{time}.", plan.level, plan.mode)),
        Block::line(how),
        Block::line(&saved),
        Block::Blank,
    ]);
    blocks
}

/// `intro 5 minutes · concepts 15 minutes`.
fn phases(round: &RoundPlan) -> String {
    let phase = |phase: &PhasePlan| match phase.budget.0 {
        Some(span) => format!("{} {}", phase.name, span),
        None => phase.name.clone(),
    };
    round.phases.iter().map(phase).collect::<Vec<_>>().join(" · ")
}

/// Why the clock stands, and what is hidden meanwhile.
pub fn pause(state: &State, now: Elapsed) -> Vec<Block> {
    let reason = state.paused.as_ref().map(|pause| &pause.reason);
    let is_back = matches!(reason, Some(PauseReason::Reopened | PauseReason::Left));
    let mut blocks = if is_back {
        let text = format!("You were here: {}.", question::place(state, now));
        vec![
            Block::heading("Welcome back. The clock has stood still since you left."),
            Block::line(&text),
        ]
    } else {
        let text = reason.map_or("", PauseReason::text);
        let why = if text.is_empty() { String::new() } else { format!(": {text}") };
        let clocks = format!("{}.", clock::readings(state, now));
        vec![Block::heading(&format!("Paused{why}")), Block::line(&clocks)]
    };
    if state.is_exam() {
        let text = "The question and your answer are hidden while the clock is stopped (exam).";
        blocks.push(Block::line(text));
    } else if is_back {
        blocks.extend(question::again(state));
    }
    blocks.push(Block::Blank);
    blocks
}

/// Who interviews, and what they open the round with.
pub fn greeting(round: &RoundPlan) -> Vec<Block> {
    let persona = &round.persona;
    let mut blocks = Vec::new();
    if !persona.name.is_empty() {
        let text = format!("Your interviewer: {}", persona.name);
        blocks.push(Block::inked(Ink::Dim, &text));
    }
    if !persona.opening.is_empty() {
        blocks.push(talk::them(&persona.opening));
    }
    blocks
}

pub fn round_over(state: &State) -> [Block; 2] {
    let text = next(state).unwrap_or("That was the last round.".to_owned());
    [Block::Blank, Block::line(&text)]
}

pub fn in_break(state: &State, now: Elapsed) -> Vec<Block> {
    let Some(slot) = state.slot_plan(state.cursor.slot) else { return Vec::new() };
    let heading = format!("{} · {}", slot.title(), clock::readings(state, now));
    let mut blocks = vec![Block::Blank, Block::heading(&heading)];
    blocks.extend(next(state).map(|next| Block::line(&next)));
    blocks.push(Block::line("Enter starts it early; nothing begins by itself."));
    blocks
}

/// `Next: Coding, 45 minutes.`
fn next(state: &State) -> Option<String> {
    let slot = state.slot_plan(state.cursor.slot + 1)?;
    Some(format!("Next: {}, {}.", slot.title(), figures::budget(slot.budget())))
}

/// What can be done with a session that is over; so many points of it wait for a mark.
pub fn end(state: &State, open: usize, is_saved: bool) -> Vec<Block> {
    let id = state.header.session.short();
    let mut blocks = vec![Block::Blank];
    if open > 0 && is_saved {
        let waiting = standing::waiting_in(open, id);
        blocks.push(Block::line(&format!("{}.", words::capital(&waiting))));
    }
    if is_saved {
        blocks.push(Block::line(&format!("The whole session as text: mock transcript {id}")));
    }
    blocks
}

/// Where a session that is left can be found again; `not_saved` says why it could not be written.
pub fn goodbye(state: &State, not_saved: Option<&str>, is_saved: bool) -> Vec<Block> {
    let id = state.header.session.short();
    let mut blocks = Vec::new();
    if let Some(cause) = not_saved {
        let text = format!("NOT SAVED: {cause}. What was typed last may be lost.");
        blocks.push(Block::inked(Ink::Red, &text));
    }
    blocks.push(Block::line(&match (state.stage == Stage::Finished, is_saved) {
        (_, false) => "The session was kept nowhere and ends here.".to_owned(),
        (true, true) => format!("The session is saved. Judge it later: mock score {id}"),
        (false, true) => format!("The session is saved. Go on with: mock resume {id}"),
    }));
    blocks
}
