//! An answer that is kept as a story: the file is written, and the journal notes that it was told.

use super::face::Shelf;
use crate::engine::event::OwnStory;
use crate::engine::{Command, State};
use crate::practice::stories;
use crate::prep::story::TITLE_MOST;
use crate::seat::story::draft;
use crate::text::SafeText;
use crate::view::say;
use crate::view::say::question::STAR_ASKS;

/// What the title of an answer is, where the person gives none: the question's.
pub fn default_title(state: &State, (slot, item): (usize, usize)) -> String {
    let question = state.question_of(slot, item);
    question.map_or(String::new(), |question| SafeText::line(&question.ask.title).to_string())
}

/// Keeps it under this title; what there is to say, and the command that notes it.
///
/// # Errors
/// Why it isn't kept, as a sentence.
pub fn keep(
    shelf: &mut Shelf,
    state: &State,
    (slot, item): (usize, usize),
    title: &str,
) -> Result<(String, Command), String> {
    let title = match SafeText::line(title).to_string() {
        title if title.is_empty() => default_title(state, (slot, item)),
        title => title,
    };
    if title.len() > TITLE_MOST {
        let bytes = title.len();
        return Err(format!("{bytes} bytes are more than the {TITLE_MOST} of a title."));
    }
    let Some(draft) = draft(state, slot, item, &title) else {
        return Err("There is nothing written to keep.".to_owned());
    };
    let Some(folder) = &shelf.folder else {
        return Err("There is no folder for stories here; `mock story new --from` has one.".into());
    };
    let (id, path) = stories::keep(folder, &title, &draft.file(STAR_ASKS))
        .map_err(|cause| format!("The story can't be kept in {}: {cause}.", folder.display()))?;
    let story = OwnStory { id, title };
    shelf.titles.push(story.clone());
    let said = say::story::kept(&story.id, &path.display().to_string());
    Ok((said, Command::TellStory { slot, item, story: Some(story) }))
}
