//! Stories of one's own in a behavioral round: their titles at hand, which one is told, and an answer
//! that is kept as a new one.

use crate::bank::question::Mode;
use crate::engine::event::OwnStory;
use crate::engine::{Command, Stage, State};
use crate::prep::story::Draft;
use crate::score::star::letters_of;

/// The key that keeps an answer as a story.
pub const KEEP: &str = "k";

/// What it says beside the key.
pub const KEEP_SAYS: &str = "keep as a story";

/// A title as the list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    pub story: OwnStory,
    /// It is told for the question on the table.
    pub is_told_here: bool,
    /// Earlier questions of this session that it was told for, by their titles.
    pub told_at: Vec<String>,
}

/// Whether the question on the table asks for a story.
pub fn is_asked(state: &State) -> bool {
    state.stage == Stage::Asking && is_star(state, state.cursor.slot, state.cursor.item)
}

/// The stories, each with where it was told in this session.
pub fn titles(state: &State, stories: &[OwnStory]) -> Vec<Title> {
    let here = (state.cursor.slot, state.cursor.item);
    let is_told = |(slot, item): (usize, usize), id: &str| {
        let told = state.item_state(slot, item).and_then(|found| found.story.as_ref());
        told.is_some_and(|told| told.id == id)
    };
    let title = |(slot, item)| state.question_of(slot, item).map(|of| of.ask.title.clone());
    let of = |story: &OwnStory| Title {
        is_told_here: is_told(here, &story.id),
        told_at: state
            .opened_questions()
            .filter(|at| *at != here && is_told(*at, &story.id))
            .filter_map(title)
            .collect(),
        story: story.clone(),
    };
    stories.iter().map(of).collect()
}

/// Notes which story is told for the question on the table.
pub fn tell(state: &State, story: Option<OwnStory>) -> Command {
    Command::TellStory { slot: state.cursor.slot, item: state.cursor.item, story }
}

/// Whether an answer can be kept: a story that was written, and is none of those that are kept.
pub fn can_keep(state: &State, slot: usize, item: usize) -> bool {
    let found = state.item_state(slot, item);
    is_star(state, slot, item)
        && found.is_some_and(|found| found.story.is_none() && letters_of(found).is_some())
}

/// What a story that keeps the answer begins with.
pub fn draft(state: &State, slot: usize, item: usize, title: &str) -> Option<Draft> {
    let letters = letters_of(state.item_state(slot, item)?)?;
    let competency = state.question_of(slot, item)?.ask.competency.clone();
    Some(Draft {
        title: title.to_owned(),
        competencies: competency.into_iter().collect(),
        letters,
        ..Draft::default()
    })
}

fn is_star(state: &State, slot: usize, item: usize) -> bool {
    state.question_of(slot, item).is_some_and(|question| question.ask.mode == Mode::Star)
}
