//! The person's own editor: in the room's place, or beside it in tmux, with the room ticking.

use std::io;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use super::RoomFace;
use super::view::SMALLEST;
use super::writing::FieldId;
use crate::engine::{Command, Stage};
use crate::seat::answer::open_field;
use crate::ui::editor::{Editors, Looked, edit, file_name, here};
use crate::ui::face::Scene;
use crate::ui::out::{Ink, look};

/// Editors that write the answer.
#[derive(Default)]
pub struct Outside {
    editors: Editors,
    /// What the open one writes.
    page: Option<FieldId>,
    /// It runs in a split of tmux; the terminal is still the room's.
    is_beside: bool,
}

impl Outside {
    pub fn is_open(&self) -> bool {
        self.editors.is_open()
    }

    pub fn has_terminal(&self) -> bool {
        self.is_open() && !self.is_beside
    }

    /// Whether there is anything to look at.
    pub fn is_watching(&self) -> bool {
        self.editors.is_watching()
    }
}

impl RoomFace {
    /// Opens the open field. What cannot be opened is said and changes nothing.
    pub(super) fn open_editor(&mut self, scene: &Scene<'_>) {
        let is_asking = scene.state.stage == Stage::Asking && scene.state.paused.is_none();
        let field = open_field(scene.state).filter(|_| is_asking && !self.outside.is_open());
        let (Some(field), Some(page)) = (field, self.model.writing.page().cloned()) else {
            let text = "There is nothing to write now, or the editor is open already.";
            return self.model.notify(scene.now, Ink::Red, text);
        };
        let written = self.model.writing.text().unwrap_or_default().to_owned();
        let name = file_name(scene.state, &field.name);
        let setup = self.model.setup.clone();
        let is_beside = has_tmux();
        if !is_beside {
            self.surface.leave();
        }
        let wrap = if is_beside { split } else { here };
        match self.outside.editors.open(&setup, scene.state, &written, wrap) {
            Ok(notices) => {
                if is_beside {
                    let text = format!("Your editor has {name}; what it saves shows up here.");
                    self.model.editor = Some(text);
                }
                if !notices.is_empty() {
                    self.model.notify(scene.now, Ink::Amber, notices.join(" "));
                }
                self.outside.page = Some(page);
                self.outside.is_beside = is_beside;
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
        self.outside.is_open() && scene.state.is_exam()
    }

    /// Takes over what was saved, and the terminal once the editor is closed.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn look_outside(&mut self, scene: &Scene<'_>) -> io::Result<Option<Command>> {
        // The clock may be stopped all the same: the machine slept, or the interviewer stopped it.
        let takes = !(scene.state.is_exam() && scene.state.paused.is_some());
        let had_terminal = self.outside.has_terminal();
        let Looked { saved, is_over, notices } = self.outside.editors.look(scene.state, takes);
        let page = match self.outside.page.take_if(|_| is_over) {
            Some(page) => Some(page),
            None => self.outside.page.clone().or_else(|| self.model.writing.page().cloned()),
        };
        if let (Some((_, text)), Some(page)) = (&saved, &page) {
            self.model.writing.take_over(page, text);
        }
        if is_over {
            self.model.editor = None;
            if had_terminal {
                self.surface.enter()?;
            }
        }
        let ink = notices.first().map_or(Ink::Plain, |(ink, _)| *ink);
        let text: Vec<String> = notices.into_iter().map(|(_, text)| text).collect();
        if !text.is_empty() {
            self.model.notify(scene.now, ink, text.join(" "));
        }
        Ok(saved.map(edit))
    }
}

/// Whether the tmux of the environment answers: after another attach its socket may be gone, and
/// the editor then has the terminal.
fn has_tmux() -> bool {
    if std::env::var_os("TMUX").is_none_or(|value| value.is_empty()) {
        return false;
    }
    let mut asked = Process::new("tmux");
    asked.args(["display-message", "-p", "#{pid}"]);
    asked.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    asked.status().is_ok_and(|status| status.success())
}

/// The editor's command line in a pane of its own. The child that waits here ends with it, or with
/// its pane, and with its status.
fn split(words: &[String], path: &Path) -> Process {
    let quoted = |word: &str| format!("'{}'", word.replace('\'', r"'\''"));
    let line: Vec<String> =
        words.iter().map(String::as_str).chain([&*path.to_string_lossy()]).map(quoted).collect();
    let ended = path.with_file_name(format!(".editor-{}", std::process::id()));
    let ended = quoted(&ended.to_string_lossy());
    let inside = format!("{}; echo $? >{ended}", line.join(" "));
    let inside = format!("sh -c {}", quoted(&inside));
    let (width, height) = look::terminal_size().unwrap_or((80, 24));
    let side = side(width, height);
    let script = format!(
        "rm -f {ended}
pane=$(tmux split-window -P -F '#{{pane_id}}' {side} {}) || exit 125
looks=0
until [ -s {ended} ]; do
    sleep 0.2
    looks=$((looks + 1))
    [ $((looks % 10)) -eq 0 ] || continue
    [ \"$(tmux display-message -p -t \"$pane\" '#{{pane_dead}}' 2>/dev/null)\" = 0 ] || break
done
status=$(cat {ended} 2>/dev/null || echo 0)
rm -f {ended}
exit \"$status\"",
        quoted(&inside)
    );
    let mut process = Process::new("sh");
    process.args(["-c", &script]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
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
