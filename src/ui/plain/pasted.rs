//! Text that was pasted: part of an answer, and nothing else. A line of it that reads like a command
//! or a lone `.` is text as well.

use std::io;

use super::{PlainFace, Stands};
use crate::engine::{Command, Stage};
use crate::figures::counted;
use crate::seat::answer;
use crate::seat::situation::Situation;
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;

impl PlainFace {
    pub(super) fn take_pasted(&mut self, scene: &Scene<'_>, text: String) -> io::Result<Turn> {
        let stood = std::mem::replace(&mut self.stands, Stands::Nothing);
        self.out.line_ended(text.lines().next().unwrap_or_default())?;
        let lines = counted(text.lines().count().max(1), "line");
        if let Some(turn) = self.late_line(scene, &text, &stood)? {
            return Ok(turn);
        }
        if !self.takes_text(scene) {
            let said = format!("You pasted {lines} where no text is written: nothing was done.");
            return self.complain(&said).map(|()| Turn::Wait);
        }
        let turn = if answer::asks_own(scene.state) {
            Turn::candidate(Command::Ask { text })
        } else {
            let said = format!("Pasted: {lines}, kept as text; /show shows the answer.");
            self.say().inked(Ink::Dim, &said)?;
            let before = self.committed(scene);
            self.replace_text(scene, super::typing::joined(&before, &text))?
        };
        Ok(self.without_partial(turn))
    }

    /// Whether a line would be one of an answer.
    fn takes_text(&self, scene: &Scene<'_>) -> bool {
        matches!(self.place, Some(Situation::Asking(..)))
            && scene.state.stage == Stage::Asking
            && scene.state.paused.is_none()
            && self.overlay.is_none()
            && self.speech.is_none()
            && !answer::is_choice(scene.state)
    }
}
