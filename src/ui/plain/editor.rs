//! `/edit`: the person's own editor, which has the terminal meanwhile.

use std::io;

use super::PlainFace;
use crate::engine::{Command, Stage};
use crate::seat::answer::open_field;
use crate::text::SafeText;
use crate::ui::editor::Editor;
use crate::ui::face::{Scene, Turn};
use crate::ui::lines::Want;

impl PlainFace {
    pub(super) fn open_editor(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let field = open_field(scene.state).filter(|_| scene.state.stage == Stage::Asking);
        let Some(field) = field else {
            return self.complain("There is nothing to write now.").map(|()| Turn::Wait);
        };
        let written = field.text.clone();
        self.keys.want(Want::Nothing);
        self.say().line("Your editor is open; what you save there is your answer.")?;
        self.out.hold()?;
        match Editor::open(&self.setup, scene.state, &written, Editor::here) {
            Ok(editor) => self.editor = Some(editor),
            Err(error) => {
                self.out.release()?;
                let text = format!(
                    "The editor did not start: {error}. Set VISUAL or EDITOR, or go on line by \
                     line."
                );
                self.complain(&text)?;
            }
        }
        Ok(Turn::Wait)
    }

    /// Takes over what was saved; once the editor is closed, lines are read again.
    pub(super) fn poll_editor(&mut self) -> io::Result<Turn> {
        let Some(editor) = &mut self.editor else { return Ok(Turn::Wait) };
        let is_over = editor.is_over();
        let text = editor.poll(is_over);
        let field = editor.field.clone();
        let words = editor.last.split_whitespace().count();
        if is_over {
            self.editor = None;
            self.out.release()?;
            let text =
                format!("Back from the editor: {words} words in {}.", SafeText::line(&field));
            self.say().line(&text)?;
        }
        Ok(text.map_or(Turn::Wait, |text| Turn::candidate(Command::Edit { field, text })))
    }
}
