//! What is said where nothing is asked: the lobby, a pause, a break, between rounds, the end.

use super::first_minute::{self, Ways};
use super::{clock, question, talk};
use crate::bank::parse::is_kebab;
use crate::bank::question::Level;
use crate::engine::event::{Scope, ScoreSheet};
use crate::engine::state::Attempt;
use crate::engine::{PauseReason, Stage, State};
use crate::figures;
use crate::format::plan::{Interviewer, PhasePlan, RoundPlan, SessionMode, Slot};
use crate::time::Elapsed;
use crate::view::history::PASSED;
use crate::view::page::{Block, Ink};
use crate::view::standing::Standing;
use crate::view::{recommendation, standing, words};

/// The plan of the session, before it begins.
pub fn lobby(state: &State, saved_in: Option<&str>, is_alone: bool, ways: &Ways<'_>) -> Vec<Block> {
    let Some(plan) = &state.plan else { return Vec::new() };
    let id = state.header.session.short();
    // A command has a line to itself, so that it can be copied whole.
    let saved = match saved_in {
        Some(folder) => vec![
            Block::line(&format!("Saved as you go in {folder}.")),
            Block::line(&format!("To go on later: mock resume {id}")),
        ],
        None => vec![Block::line("This session is kept nowhere.")],
    };
    let mut blocks = vec![Block::heading(&plan.title), Block::Rule];
    for slot in &plan.slots {
        match slot {
            Slot::Round(round) => blocks.extend(
                [
                    Block::two_sided(Ink::Plain, &round.title, &figures::budget(round.budget)),
                    Block::hanging(Ink::Dim, "  ", &phases(round)),
                ]
                .into_iter()
                .chain(round.drawn().map(|drawn| Block::hanging(Ink::Dim, "  ", &drawn)))
                .chain(made_do(round, plan.level)),
            ),
            Slot::Break { title, budget } => {
                blocks.push(Block::two_sided(Ink::Dim, title, &figures::budget(*budget)));
            }
        }
    }
    let time = plan.time.as_ref().map_or(String::new(), |time| format!(", time {time}"));
    let how = match plan.mode {
        _ if is_alone && first_minute::to_hand_over(state).is_some() => {
            "You lead and judge, and nobody else sees this screen."
        }
        _ if is_alone => {
            "You lead and judge. The candidate needs nothing, and nobody else sees this screen."
        }
        SessionMode::Practice if plan.interviewer == Interviewer::Peer => {
            "There is no program between you: one of you answers, the other leads and marks."
        }
        SessionMode::Practice => {
            "After each question you judge your answer and can see a model answer."
        }
        SessionMode::Exam => {
            "As in an interview: no feedback before the end, and at zero a round is over."
        }
    };
    blocks.push(Block::Blank);
    blocks.extend(first_minute::lines(state, is_alone, ways));
    blocks.extend([
        Block::Blank,
        Block::line(&format!("Level {}, {} mode{time}.", plan.level, plan.mode)),
        Block::line(how),
    ]);
    blocks.extend(saved);
    blocks.push(Block::Blank);
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

/// What was drawn for want of something better.
fn made_do(round: &RoundPlan, level: Level) -> impl Iterator<Item = Block> {
    let told = words::made_do(round, level).into_iter();
    told.map(|text| Block::hanging(Ink::Dim, "  ", &text))
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

/// Who interviews, and what they open the round with. A peer opens it themselves, and isn't the
/// one that an earlier version made up for the round.
pub fn greeting(state: &State, round: &RoundPlan) -> Vec<Block> {
    let persona = &round.persona;
    if state.has_peer() && !persona.opening.is_empty() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    if !persona.name.is_empty() {
        let text = format!("Your interviewer: {}", persona.name);
        blocks.push(Block::inked(Ink::Dim, &text));
    }
    if !persona.opening.is_empty() {
        blocks.push(talk::them(&persona.opening));
    }
    blocks.extend(state.plan.iter().flat_map(|plan| made_do(round, plan.level)));
    blocks
}

/// A question is closed: what was given, and the time it took.
pub fn closed(state: &State, now: Elapsed) -> Vec<Block> {
    let Some((plan, item)) = state.current() else { return Vec::new() };
    let Some(reading) = state.item_reading(now).filter(|_| plan.question().is_some()) else {
        return Vec::new();
    };
    let is_blank = item.current_attempt().is_none_or(Attempt::is_blank) && !item.spoken;
    let what = if is_blank { "Nothing was answered" } else { "The answer is in" };
    let stands = if state.is_exam() { "" } else { " The clock stands still." };
    let used = figures::of_budget(reading.used, reading.budget);
    vec![Block::inked(Ink::Dim, &format!("{what}: {used}.{stands}"))]
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

/// What came of a session that is over, and what can be done with it; so many points of it wait for
/// a mark.
pub fn end(state: &State, open: usize, is_saved: bool) -> Vec<Block> {
    let id = state.header.session.short();
    let mut blocks = vec![Block::Blank];
    blocks.extend(came_of(state));
    if open > 0 && is_saved {
        let waiting = standing::waiting_in(open, id);
        blocks.push(Block::line(&format!("{}.", words::capital(&waiting))));
    }
    if is_saved {
        blocks.push(Block::line(&format!("Drawn as one page: mock report {id} --open")));
        blocks.push(Block::line(&format!("The whole session as text: mock transcript {id}")));
    }
    if let Some(topic) = weakest(state) {
        blocks.push(Block::line(&format!("To practise next: mock run --topic {topic}")));
    }
    blocks
}

/// Whether every round that began has its score, and nothing in it is open.
fn is_judged(state: &State) -> bool {
    let rounds = state.scored_rounds();
    let is_done = |slot: &usize| {
        state.scores.get(&Scope::Round { slot: *slot }).is_some_and(|sheet| sheet.open == 0)
    };
    !rounds.is_empty() && rounds.iter().all(is_done)
}

/// What a session that was judged came to, before its marks are looked at again; nothing where it
/// still waits for some.
pub fn judged(state: &State) -> Vec<Block> {
    if !is_judged(state) {
        return Vec::new();
    }
    let mut blocks = vec![Block::line("This session is judged.")];
    blocks.extend(came_of(state));
    blocks.push(Block::line("Its marks can be corrected below; Ctrl-C leaves them as they are."));
    blocks
}

/// A line for each scored round, and one for the loop.
fn came_of(state: &State) -> Vec<Block> {
    let line = |title: &str, came: &str| Block::line(&format!("{title}: {came}"));
    let scored = |(scope, sheet): (&Scope, &ScoreSheet)| match (scope, &sheet.recommended) {
        (Scope::Question { .. }, _) => None,
        (Scope::Round { slot }, _) => {
            let title = state.slot_plan(*slot)?.title();
            Some(line(title, &Standing::of(sheet).short()?))
        }
        (Scope::Loop, Some(made)) => {
            let title = state.plan.as_ref().map_or("The loop", |plan| plan.title.as_str());
            // Why, the sheet before it has said.
            let word = match sheet.open {
                0 => recommendation::word(made.what),
                _ => recommendation::sentence(state, made, sheet),
            };
            Some(line(title, &word))
        }
        (Scope::Loop, None) => None,
    };
    state.scores.iter().filter_map(scored).collect()
}

/// The topic of the question that went worst, if one was no hire. A topic is somebody's text: only
/// what is one word to a shell is given to it.
fn weakest(state: &State) -> Option<&str> {
    let no_hire = state.scores.iter().filter_map(|(scope, sheet)| match (scope, sheet.mean) {
        (Scope::Question { slot, item }, Some(mean)) if mean < PASSED => Some((mean, slot, item)),
        _ => None,
    });
    let (_, slot, item) = no_hire.min()?;
    let topic = &state.question_of(*slot, *item)?.ask.topic;
    is_kebab(topic).then_some(topic.as_str())
}

/// Once the last attempt to write has succeeded after a goodbye that doubted it.
pub fn saved_after_all(state: &State) -> String {
    let id = state.header.session.short();
    format!("It could be written in the end. The session is saved. Go on with: mock resume {id}")
}

/// Where a session that is left can be found again; `not_saved` says why it could not be written.
pub fn goodbye(state: &State, not_saved: Option<&str>, is_saved: bool) -> Vec<Block> {
    let id = state.header.session.short();
    let mut blocks = Vec::new();
    if let Some(cause) = not_saved {
        let text = format!("NOT SAVED: {cause}. What was typed last may be lost.");
        blocks.push(Block::inked(Ink::Red, &text));
        if is_saved {
            let text = format!(
                "Everything before that is kept. Make room on that disk, then: mock resume {id}"
            );
            blocks.push(Block::line(&text));
            return blocks;
        }
    }
    blocks.push(Block::line(&match (state.stage == Stage::Finished, is_saved) {
        (_, false) => "The session was kept nowhere and ends here.".to_owned(),
        (true, true) if is_judged(state) => {
            format!("The session is saved and judged. As one page: mock report {id} --open")
        }
        (true, true) => format!("The session is saved. Judge it later: mock score {id}"),
        (false, true) => format!("The session is saved. Go on with: mock resume {id}"),
    }));
    blocks
}
