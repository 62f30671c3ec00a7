//! `/story`: titles of one's own stories, and which one is told; and an answer that is kept as one.

use std::io;

use super::PlainFace;
use crate::engine::event::{Event, OwnStory};
use crate::seat::story::{is_asked, tell, titles};
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;
use crate::ui::story::{default_title, keep};
use crate::view::say;

/// What takes the note back.
const NONE: [&str; 2] = ["none", "0"];

impl PlainFace {
    pub(super) fn story(&mut self, scene: &Scene<'_>, wanted: &str) -> io::Result<Turn> {
        if !is_asked(scene.state) {
            return self
                .complain("No question that asks for a story is open.")
                .map(|()| Turn::Wait);
        }
        if wanted.is_empty() {
            return self.list_stories(scene).map(|()| Turn::Wait);
        }
        if NONE.contains(&wanted.to_lowercase().as_str()) {
            return Ok(Turn::candidate(tell(scene.state, None)));
        }
        match self.story_called(wanted) {
            Some(story) => Ok(Turn::candidate(tell(scene.state, Some(story)))),
            None => {
                let count = self.setup.stories.titles.len();
                let text = match count {
                    0 => NO_STORIES.to_owned(),
                    1 => "Type /story 1, or words of its title.".to_owned(),
                    _ => format!("Type a number from 1 to {count}, or words of one title alone."),
                };
                self.complain(&text).map(|()| Turn::Wait)
            }
        }
    }

    /// By its number, its id, or words that no other title has.
    fn story_called(&self, wanted: &str) -> Option<OwnStory> {
        let all = &self.setup.stories.titles;
        if let Ok(number) = wanted.parse::<usize>() {
            return all.get(number.checked_sub(1)?).cloned();
        }
        if let Some(story) = all.iter().find(|story| story.id == wanted) {
            return Some(story.clone());
        }
        let words = wanted.to_lowercase();
        let has = |story: &&OwnStory| story.title.to_lowercase().contains(&words);
        let mut found = all.iter().filter(has);
        match (found.next(), found.next()) {
            (Some(story), None) => Some(story.clone()),
            _ => None,
        }
    }

    fn list_stories(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        let all = titles(scene.state, &self.setup.stories.titles);
        if all.is_empty() {
            return self.say().line(NO_STORIES);
        }
        for (number, title) in (1..).zip(all) {
            let text = say::story::choice(&title.story.title, &title.told_at, title.is_told_here);
            self.say().hanging(Ink::Plain, &format!("{number:>3}  "), &text)?;
        }
        self.say().inked(Ink::Dim, "/story 2 notes that you tell the second; /story none, none.")
    }

    /// The answer of a slot's item is to be kept: its title is asked for.
    pub(super) fn ask_title(&mut self, scene: &Scene<'_>, at: (usize, usize)) -> io::Result<()> {
        let title = default_title(scene.state, at);
        self.say().line(&format!(
            "What do you call the story? Enter for “{title}”; a lone . leaves it."
        ))?;
        self.keeping = Some(at);
        Ok(())
    }

    pub(super) fn title_line(
        &mut self,
        scene: &Scene<'_>,
        at: (usize, usize),
        line: &str,
    ) -> io::Result<Turn> {
        if line.trim() == "." {
            return self.say().line("Not kept.").map(|()| Turn::Wait);
        }
        match keep(&mut self.setup.stories, scene.state, at, line) {
            Ok((said, command)) => {
                self.say().line(&said)?;
                Ok(Turn::candidate(command))
            }
            Err(why) => self.complain(&why).map(|()| Turn::Wait),
        }
    }

    /// One that was chosen while its question is on the table; of one that was kept is told already.
    pub(super) fn show_story(&mut self, scene: &Scene<'_>, event: &Event) -> io::Result<()> {
        let Event::StoryTold { slot, item, story } = event else { return Ok(()) };
        let cursor = scene.state.cursor;
        if (*slot, *item) != (cursor.slot, cursor.item) || !is_asked(scene.state) {
            return Ok(());
        }
        self.say().line(&say::story::noted(story.as_ref()))
    }
}

const NO_STORIES: &str = "You have no stories yet: `mock story new` begins one, and the debrief offers \
                          to keep an answer.";
