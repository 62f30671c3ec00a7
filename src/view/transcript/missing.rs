//! What a session lacks, said in words.

use crate::engine::State;
use crate::engine::event::Scope;
use crate::engine::state::SlotState;
use crate::figures::counted;
use crate::format::plan::{Item, Slot};
use crate::text::SafeText;

pub(super) fn missing(state: &State) -> Vec<SafeText> {
    let Some(plan) = &state.plan else {
        return vec![SafeText::line("everything but the first record: nothing was drawn")];
    };
    let mut lines = Vec::new();
    for (index, (slot, found)) in plan.slots.iter().zip(&state.slots).enumerate() {
        of_slot(state, index, slot, found, &mut lines);
    }
    if plan.is_loop && state.ended.is_some() && !state.scores.contains_key(&Scope::Loop) {
        lines.push("the recommendation: the loop was not scored".to_owned());
    }
    if state.ended.is_none() {
        lines.push("the end: the session was left and can be resumed".to_owned());
    }
    lines.iter().map(|line| SafeText::line(line)).collect()
}

fn of_slot(state: &State, index: usize, slot: &Slot, found: &SlotState, lines: &mut Vec<String>) {
    let title = slot.title();
    let Slot::Round(round) = slot else { return };
    if found.started.is_none() {
        lines.push(format!("{title}: not begun"));
        return;
    }
    let is_question = |item: &&Item| item.question().is_some();
    let items = || round.items.iter().zip(&found.items).filter(|(plan, _)| is_question(plan));
    let count = |what: &dyn Fn(&crate::engine::state::ItemState) -> bool| {
        items().filter(|(_, item)| what(item)).count()
    };
    let unreached = count(&|item| item.opened.is_none());
    if unreached > 0 {
        lines.push(format!("{title}: {} not reached", counted(unreached, "question")));
    }
    if count(&|item| item.opened.is_some() && !item.done) > 0 {
        lines.push(format!("{title}: a question is still open"));
    }
    if found.ended.is_none() {
        lines.push(format!("{title}: not ended"));
        return;
    }
    let asked = state.opened_questions().filter(|(slot, _)| *slot == index);
    let unscored = asked.filter(|(slot, item)| {
        !state.scores.contains_key(&Scope::Question { slot: *slot, item: *item })
    });
    match unscored.count() {
        0 => {}
        unscored => lines.push(format!("{title}: {} not scored", counted(unscored, "question"))),
    }
    let has_score = state.scores.contains_key(&Scope::Round { slot: index });
    if !has_score && state.scored_rounds().contains(&index) {
        lines.push(format!("{title}: the round was not scored"));
    }
}
