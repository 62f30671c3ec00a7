//! `/edit`: the person's own editor on a file in the session's folder.
//!
//! The editor is a child process that has the terminal; its file is looked at every 250 ms and
//! what was saved in it becomes the text of the field. At zero it is not killed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process};

use super::{PlainFace, Setup};
use crate::bank::question::{Ask, Mode};
use crate::engine::{Command, Stage, State};
use crate::seat::answer::open_field;
use crate::text::SafeText;
use crate::ui::face::{Scene, Turn};
use crate::ui::lines::Want;
use crate::workspace::layout::sheet_path;

/// Tried in this order where no editor is set.
pub(in crate::ui) const EDITORS: [&str; 3] = ["nano", "vim", "vi"];

pub(in crate::ui) struct Editor {
    child: Child,
    path: PathBuf,
    field: String,
    /// What the file held when it was last looked at.
    last: String,
    /// The file was empty where it was not before: an editor may be about to write it anew.
    was_empty: bool,
    /// The workspace looks at the file; here only the editor's end matters.
    is_watched: bool,
}

impl Editor {
    pub(in crate::ui) fn open(
        setup: &Setup,
        name: &str,
        field: &str,
        text: &str,
    ) -> io::Result<Editor> {
        Editor::open_with(setup, name, field, text, Editor::here)
    }

    /// An editor in this terminal.
    pub(in crate::ui) fn here(words: &[String], path: &Path) -> Process {
        let mut process = Process::new(&words[0]);
        process.args(&words[1..]).arg(path);
        process
    }

    /// `run` says how a command line is run on a file.
    pub(in crate::ui) fn open_with(
        setup: &Setup,
        name: &str,
        field: &str,
        text: &str,
        run: fn(&[String], &Path) -> Process,
    ) -> io::Result<Editor> {
        let folder = setup.folder.join("edit");
        fs::create_dir_all(&folder)?;
        let path = folder.join(name);
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        fs::write(&path, format!("{text}{end}"))?;
        let child = start(&setup.editor, &path, run)?;
        Ok(Editor {
            child,
            path,
            field: field.to_owned(),
            last: text.to_owned(),
            was_empty: false,
            is_watched: false,
        })
    }

    /// An editor on a file of the workspace, which holds `text` before it opens.
    pub(in crate::ui) fn open_watched(
        setup: &Setup,
        path: PathBuf,
        field: &str,
        text: &str,
        run: fn(&[String], &Path) -> Process,
    ) -> io::Result<Editor> {
        let is_there =
            fs::read(&path).is_ok_and(|bytes| bytes.trim_ascii_end() == text.trim_end().as_bytes());
        if !text.trim().is_empty() && !is_there {
            crate::workspace::replace(&path, format!("{}\n", text.trim_end()).as_bytes())?;
        }
        let child = start(&setup.editor, &path, run)?;
        let (field, last) = (field.to_owned(), text.to_owned());
        Ok(Editor { child, path, field, last, was_empty: false, is_watched: true })
    }

    /// Whether it was closed.
    pub(in crate::ui) fn is_over(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// The file's text, where it has changed. One that cannot be read is as it was.
    pub(in crate::ui) fn poll(&mut self, is_over: bool) -> Option<String> {
        let bytes = fs::read(&self.path).ok()?;
        if self.is_watched {
            String::from_utf8_lossy(&bytes).trim_end().clone_into(&mut self.last);
            return None;
        }
        let text = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
        if text.is_empty() && !self.last.is_empty() && !is_over && !self.was_empty {
            self.was_empty = true;
            return None;
        }
        self.was_empty = false;
        (text != self.last).then(|| {
            self.last.clone_from(&text);
            text
        })
    }
}

fn start(editor: &str, path: &Path, run: fn(&[String], &Path) -> Process) -> io::Result<Child> {
    if editor.trim().is_empty() {
        let found = EDITORS.into_iter().find(|name| is_installed(name));
        let name =
            found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no editor found"))?;
        return run(&[name.to_owned()], path).spawn();
    }
    let words = shlex::split(editor).filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("`{editor}` is no command line"))
    })?;
    run(&words, path).spawn()
}

fn is_installed(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// A name in which every session's field has its own file: `2-3-answer.sql`.
pub(in crate::ui) fn file_name(state: &State, field: &str) -> String {
    let ending = match state.current_question().map(|question| question.ask.mode) {
        Some(Mode::Sql) => "sql",
        Some(Mode::Python) => "py",
        _ => "md",
    };
    let field: String =
        field.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("{}-{}-{field}.{ending}", state.cursor.slot + 1, state.cursor.item + 1)
}

/// Where nothing is written yet, code begins with the starter that came with the question.
pub(in crate::ui) fn starter(ask: &Ask) -> Option<&str> {
    let is_starter = |name: &str| name.starts_with("starter");
    let found = ask.shown_files.iter().find(|(name, _)| is_starter(name));
    found.map(|(_, text)| text.as_str())
}

impl PlainFace {
    pub(super) fn open_editor(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let field = open_field(scene.state).filter(|_| scene.state.stage == Stage::Asking);
        let Some(field) = field else {
            return self.complain("There is nothing to write now.").map(|()| Turn::Wait);
        };
        let starter = scene.state.current_question().and_then(|question| starter(&question.ask));
        let text = match field.text.as_str() {
            "" => starter.filter(|_| field.part == 0).unwrap_or(""),
            written => written,
        };
        let watched = sheet_path(&self.setup.folder, scene.state, &field.name);
        self.keys.want(Want::Nothing);
        self.say().line("Your editor is open; what you save there is your answer.")?;
        self.out.hold()?;
        let name = file_name(scene.state, &field.name);
        let opened = match watched.filter(|_| field.part == 0) {
            Some(path) => {
                Editor::open_watched(&self.setup, path, &field.name, &field.text, Editor::here)
            }
            None => Editor::open(&self.setup, &name, &field.name, text),
        };
        match opened {
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

#[cfg(test)]
mod tests;
