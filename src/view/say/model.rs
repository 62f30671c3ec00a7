//! The model answer, after an attempt: in the debrief and in documents alike.

use super::{hidden, reviewed};
use crate::engine::State;
use crate::text::SafeText;
use crate::view::page::{Block, plain, quiet, strong};
use crate::view::reviewed::reviewed;
use crate::view::transcript::Disclosed;

/// Its heading.
pub const TITLE: &str = "Model answer";

/// What a question has to say once it is answered; nothing while its judge is not disclosed.
pub fn blocks(state: &State, slot: usize, item: usize) -> Vec<Block> {
    let Some(disclosed) = Disclosed::new(state, slot, item) else { return Vec::new() };
    let head = vec![Block::Blank, Block::heading(TITLE)];
    // An exam's questions may come again.
    let hidden = match state.is_exam() {
        true => Vec::new(),
        false => hidden::failing(state, slot, item),
    };
    let review = reviewed(state, slot, item).map_or_else(Vec::new, |part| {
        let heading = [Block::Blank, Block::heading(reviewed::TITLE)];
        heading.into_iter().chain(reviewed::blocks(&part)).collect()
    });
    head.into_iter().chain(answer(&disclosed)).chain(review).chain(hidden).collect()
}

/// The model answers of a whole round, each below its question's title.
pub fn of_round(state: &State, slot: usize) -> Vec<Block> {
    let of_item = |(slot, item): (usize, usize)| {
        let title = state.question_of(slot, item).map_or("", |q| &q.ask.title);
        [vec![Block::Blank, Block::heading(title)], blocks(state, slot, item)].concat()
    };
    state.opened_questions().filter(|(of, _)| *of == slot).flat_map(of_item).collect()
}

/// The answer without its heading.
pub(in crate::view::say) fn answer(disclosed: &Disclosed) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(cause) = &disclosed.cause {
        blocks.push(Block::Para(vec![strong("What was wrong: "), plain(cause.truth.as_str())]));
        blocks.push(Block::Para(vec![strong("What fixes it: "), plain(cause.fix.as_str())]));
    }
    if !disclosed.options.is_empty() {
        let options = disclosed.options.iter().map(|option| {
            let verdict = if option.correct { "right: " } else { "wrong: " };
            vec![strong(verdict), plain(&format!("{} · ", option.text)), quiet(option.why.as_str())]
        });
        blocks.push(Block::List(options.collect()));
    }
    if !disclosed.model.as_str().trim().is_empty() {
        blocks.push(Block::Prose(disclosed.model.clone()));
    }
    for script in disclosed.followups.iter().chain(&disclosed.curveballs) {
        blocks.extend([Block::Blank, Block::Para(vec![strong(script.ask.as_str())])]);
        blocks.push(Block::Prose(script.model.clone()));
    }
    blocks.extend(list("Frequent mistakes:", &disclosed.mistakes));
    blocks.extend(list("To read:", &disclosed.refs));
    blocks
}

fn list(title: &str, texts: &[SafeText]) -> Vec<Block> {
    if texts.is_empty() {
        return Vec::new();
    }
    let lines = texts.iter().map(|text| vec![plain(text.as_str())]).collect();
    vec![Block::Blank, Block::para(title), Block::List(lines)]
}
