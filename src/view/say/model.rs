//! The model answer, after an attempt.

use super::talk::them;
use crate::engine::State;
use crate::engine::event::FollowupRef;
use crate::view::page::{Block, Ink};

pub fn blocks(state: &State, slot: usize, item: usize) -> Vec<Block> {
    let (Some(question), Some(found)) =
        (state.question_of(slot, item), state.item_state(slot, item))
    else {
        return Vec::new();
    };
    let Some(judge) = &question.judge else { return Vec::new() };
    let beside = |text: &str| Block::hanging(Ink::Plain, "       ", text);
    let mut blocks = vec![Block::Blank, Block::heading("Model answer"), Block::line(&judge.model)];
    for (number, option) in (1..).zip(&judge.options) {
        let right = if option.correct { "right" } else { "wrong" };
        let text = format!("{right}: {}", option.why);
        blocks.push(Block::hanging(Ink::Plain, &format!("  {number}  "), &text));
    }
    for (which, ask, _) in found.followups() {
        let FollowupRef::Followup(index) = which else { continue };
        if let Some(model) = judge.followups.get(index).and_then(|script| script.model.as_ref()) {
            blocks.extend([Block::Blank, them(ask), beside(model)]);
        }
    }
    for index in found.curveballs() {
        let script = judge.curveballs.get(index);
        blocks.extend(script.and_then(|script| script.model.as_deref()).map(beside));
    }
    blocks.extend(list("Common mistakes", &judge.mistakes));
    blocks.extend(list("Read on", &judge.refs));
    blocks
}

/// The model answers of a whole round, each below its question's title.
pub fn of_round(state: &State, slot: usize) -> Vec<Block> {
    let of_item = |(slot, item): (usize, usize)| {
        let title = state.question_of(slot, item).map_or("", |q| &q.ask.title);
        [vec![Block::Blank, Block::heading(title)], blocks(state, slot, item)].concat()
    };
    state.opened_questions().filter(|(of, _)| *of == slot).flat_map(of_item).collect()
}

fn list(heading: &str, points: &[String]) -> Vec<Block> {
    if points.is_empty() {
        return Vec::new();
    }
    let points = points.iter().map(|point| Block::hanging(Ink::Plain, "  - ", point));
    [Block::Blank, Block::heading(heading)].into_iter().chain(points).collect()
}
