//! `/edit`: the person's own editor, which has the terminal meanwhile.

use std::io;

use super::PlainFace;
use crate::engine::Stage;
use crate::seat::answer::open_field;
use crate::ui::editor::{edit, here};
use crate::ui::face::{Scene, Turn};
use crate::ui::lines::Want;
use crate::ui::out::Ink;

impl PlainFace {
    pub(super) fn open_editor(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let field = open_field(scene.state).filter(|_| scene.state.stage == Stage::Asking);
        let Some(field) = field else {
            return self.complain("There is nothing to write now.").map(|()| Turn::Wait);
        };
        let written = field.text.clone();
        self.want(Want::Nothing);
        self.say().line("Your editor is open; what you save there is your answer.")?;
        self.out.hold()?;
        match self.editors.open(&self.setup, scene.state, &written, here) {
            Ok(notices) => {
                notices.iter().try_for_each(|notice| self.say().inked(Ink::Amber, notice))?
            }
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
    pub(super) fn look_at_editor(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let takes = !(scene.state.is_exam() && scene.state.paused.is_some());
        let looked = self.editors.look(scene.state, takes);
        if looked.is_over {
            self.out.release()?;
        }
        for (ink, notice) in &looked.notices {
            self.say().inked(*ink, notice)?;
        }
        if looked.saved.is_some() {
            // The line under way goes on from what the file says.
            self.partial = None;
        }
        Ok(looked.saved.map_or(Turn::Wait, |saved| Turn::candidate(edit(saved))))
    }
}
