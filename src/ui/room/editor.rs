//! The person's own editor: in the room's place, or beside it in tmux, with the room ticking.

use std::io;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use super::RoomFace;
use super::view::SMALLEST;
use super::writing::FieldId;
use crate::engine::{Command, Stage};
use crate::figures::counted;
use crate::seat::answer::open_field;
use crate::text::SafeText;
use crate::ui::editor::{Editor, file_name};
use crate::ui::face::Scene;
use crate::ui::out::{Ink, look};

/// An editor that writes the answer.
pub struct Outside {
    editor: Editor,
    page: FieldId,
    /// It runs in a split of tmux; the terminal is still the room's.
    is_beside: bool,
}

impl Outside {
    pub fn has_terminal(&self) -> bool {
        !self.is_beside
    }
}

impl RoomFace {
    /// Opens the open field. What cannot be opened is said and changes nothing.
    pub(super) fn open_editor(&mut self, scene: &Scene<'_>) {
        let is_asking = scene.state.stage == Stage::Asking && scene.state.paused.is_none();
        let field = open_field(scene.state).filter(|_| is_asking && self.outside.is_none());
        let (Some(field), Some(page)) = (field, self.model.writing.page().cloned()) else {
            let text = "There is nothing to write now, or the editor is open already.";
            return self.model.notify(scene.now, Ink::Red, text);
        };
        let written = self.model.writing.text().unwrap_or_default().to_owned();
        let name = file_name(scene.state, &field.name);
        let setup = self.model.setup.clone();
        let is_beside = std::env::var_os("TMUX").is_some_and(|value| !value.is_empty());
        if !is_beside {
            self.surface.leave();
        }
        let wrap = if is_beside { split } else { Editor::here };
        match Editor::open(&setup, scene.state, &written, wrap) {
            Ok(editor) => {
                if is_beside {
                    let text = format!("Your editor has {name}; what it saves shows up here.");
                    self.model.editor = Some(text);
                }
                self.outside = Some(Outside { editor, page, is_beside });
            }
            Err(error) => {
                let text = format!("The editor did not start: {error}. Set VISUAL or EDITOR.");
                self.model.notify(scene.now, Ink::Red, text);
                if !is_beside && self.surface.enter().is_err() {
                    self.is_blind = true;
                }
            }
        }
    }

    /// In an exam nobody writes on while the clock is stopped.
    pub(super) fn writes_on(&self, scene: &Scene<'_>) -> bool {
        self.outside.is_some() && scene.state.is_exam()
    }

    /// Takes over what was saved, and the terminal once the editor is closed.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn look_outside(&mut self, scene: &Scene<'_>) -> io::Result<Option<Command>> {
        let Some(outside) = &mut self.outside else { return Ok(None) };
        let is_over = outside.editor.is_over();
        let text = outside.editor.poll(is_over);
        let page = outside.page.clone();
        let is_beside = outside.is_beside;
        // The clock is stopped all the same: the machine slept, or the interviewer stopped it.
        let is_late = scene.state.is_exam() && scene.state.paused.is_some();
        if is_late && text.is_some() {
            let text = "What your editor saved while the clock is stopped isn't accepted (exam).";
            self.model.notify(scene.now, Ink::Amber, text);
        }
        let edit = text.filter(|_| !is_late).map(|text| {
            self.model.writing.take_over(&page, &text);
            Command::Edit { field: page.3.clone(), text }
        });
        if is_over {
            self.outside = None;
            self.model.editor = None;
            if !is_beside {
                self.surface.enter()?;
            }
            let words = self.model.writing.text().map_or(0, |text| text.split_whitespace().count());
            let field = SafeText::line(&page.3).to_string();
            let text = format!("Back from the editor: {} in {field}.", counted(words, "word"));
            self.model.notify(scene.now, Ink::Plain, text);
        }
        Ok(edit)
    }
}

/// The editor's command line in a pane of its own. tmux says when it is closed: the child that
/// waits here ends with it.
fn split(words: &[String], path: &Path) -> Process {
    let quoted = |word: &str| format!("'{}'", word.replace('\'', r"'\''"));
    let path = path.to_string_lossy();
    let line: Vec<String> = words.iter().map(String::as_str).chain([&*path]).map(quoted).collect();
    let channel = format!("mock-editor-{}", std::process::id());
    let inside = format!("{}; tmux wait-for -S {channel}", line.join(" "));
    let (width, height) = look::terminal_size().unwrap_or((80, 24));
    let side = side(width, height);
    let script = format!("tmux split-window {side} {} && tmux wait-for {channel}", quoted(&inside));
    let mut process = Process::new("sh");
    process.args(["-c", &script]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    process
}

/// Beside the room where both have enough columns, else below it, in the lines that the room can
/// spare.
fn side(width: usize, height: usize) -> String {
    let (columns, lines) = SMALLEST;
    if width > 2 * usize::from(columns) {
        return "-h".to_owned();
    }
    let spare = height.saturating_sub(usize::from(lines) + 1);
    format!("-v -l {}", spare.clamp(5, height.max(10) / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_keeps_what_it_needs() {
        assert_eq!(side(120, 40), "-v -l 20");
        assert_eq!(side(160, 40), "-h");
        assert_eq!(side(80, 24), "-v -l 7");
    }
}
