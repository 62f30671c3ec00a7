//! The candidate's own stories, as a session has them: what they are called.

use crate::engine::event::OwnStory;
use crate::paths::Paths;
use crate::practice::stories::all;

/// Those that can be read; none where the folder can't.
pub fn stories(paths: &Paths) -> Vec<OwnStory> {
    let found = all(paths).unwrap_or_default().all.into_iter();
    found.map(|found| OwnStory { id: found.story.id, title: found.story.title }).collect()
}
