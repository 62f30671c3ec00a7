//! Keys at the list of one's own stories.

use crate::message::{Key, KeyCode};
use crate::seat::story::{Title, tell, titles};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::{Deed, Model, Panel};

/// Opens the list at the story that is told here.
pub(super) fn open(model: &mut Model, scene: &Scene<'_>) {
    let all = listed(model, scene);
    if all.is_empty() {
        let text = "You have no stories yet: `mock story new` begins one, and the debrief offers to \
                    keep an answer.";
        return model.notify(scene.now, Ink::Plain, text);
    }
    let picked = all.iter().position(|title| title.is_told_here).unwrap_or(0);
    model.panel = Some(Panel::Stories(picked));
}

/// As they are listed.
pub fn listed(model: &Model, scene: &Scene<'_>) -> Vec<Title> {
    titles(scene.state, &model.setup.stories.titles)
}

/// Enter notes what is picked, a number its line; Backspace or Delete takes the note back.
pub(super) fn key(model: &mut Model, scene: &Scene<'_>, picked: usize, key: Key) -> Vec<Deed> {
    let all = listed(model, scene);
    let last = all.len().saturating_sub(1);
    let chosen = match key.code {
        KeyCode::Enter => Some(picked.min(last)),
        KeyCode::Char(digit @ '1'..='9') => {
            let digit = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
            digit.and_then(|digit| digit.checked_sub(1)).filter(|at| *at <= last)
        }
        _ => None,
    };
    if let Some(title) = chosen.and_then(|at| all.get(at)) {
        return vec![Deed::candidate(tell(scene.state, Some(title.story.clone())))];
    }
    let picked = match key.code {
        KeyCode::Backspace | KeyCode::Delete => {
            return vec![Deed::candidate(tell(scene.state, None))];
        }
        KeyCode::Up => picked.saturating_sub(1),
        KeyCode::Down => (picked + 1).min(last),
        KeyCode::Home => 0,
        KeyCode::End => last,
        KeyCode::Char('c') if key.ctrl => return Vec::new(),
        _ if model.keys.action(key) == Some(crate::ui::room::keys::Action::Stories) => {
            return Vec::new();
        }
        _ => picked,
    };
    model.panel = Some(Panel::Stories(picked));
    Vec::new()
}
