//! The person's own editor, on a file in the session's folder.
//!
//! The editor is a child process; its file is looked at every 250 ms and what was saved in it
//! becomes the text of the field. At zero it is not killed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process};

use which::which;

use super::face::Setup;
use crate::bank::question::{Ask, Mode};
use crate::engine::State;
use crate::files;
use crate::seat::answer::open_field;
use crate::time::Span;
use crate::workspace::layout::sheet_path;

/// How often an open editor's file is looked at.
pub const EDITOR_POLL: Span = Span(250);

/// Tried in this order where no editor is set.
pub const EDITORS: [&str; 3] = ["nano", "vim", "vi"];

pub struct Editor {
    child: Child,
    path: PathBuf,
    pub field: String,
    /// What the file held when it was last looked at.
    pub last: String,
    /// The file was empty where it was not before: an editor may be about to write it anew.
    was_empty: bool,
    /// The workspace looks at the file; here only the editor's end matters.
    is_watched: bool,
}

impl Editor {
    /// On the open field, which holds `written` by now. `run` says how a command line is run on a
    /// file.
    pub fn open(
        setup: &Setup,
        state: &State,
        written: &str,
        run: fn(&[String], &Path) -> Process,
    ) -> io::Result<Editor> {
        let field = open_field(state).ok_or(io::ErrorKind::NotFound)?;
        let watched = sheet_path(&setup.folder, state, &field.name);
        if let Some(path) = watched.filter(|_| field.part == 0) {
            return Editor::on_watched(setup, path, &field.name, written, run);
        }
        let starter = state.current_question().and_then(|question| starter(&question.ask));
        let text = match written {
            "" => starter.filter(|_| field.part == 0).unwrap_or(""),
            written => written,
        };
        Editor::on_own(setup, &file_name(state, &field.name), &field.name, text, run)
    }

    /// An editor in this terminal.
    pub fn here(words: &[String], path: &Path) -> Process {
        let mut process = Process::new(&words[0]);
        process.args(&words[1..]).arg(path);
        process
    }

    /// An editor on a file of its own.
    fn on_own(
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
    fn on_watched(
        setup: &Setup,
        path: PathBuf,
        field: &str,
        text: &str,
        run: fn(&[String], &Path) -> Process,
    ) -> io::Result<Editor> {
        let is_there =
            fs::read(&path).is_ok_and(|bytes| bytes.trim_ascii_end() == text.trim_end().as_bytes());
        if !text.trim().is_empty() && !is_there {
            files::replace(&path, format!("{}\n", text.trim_end()).as_bytes())?;
        }
        let child = start(&setup.editor, &path, run)?;
        let (field, last) = (field.to_owned(), text.to_owned());
        Ok(Editor { child, path, field, last, was_empty: false, is_watched: true })
    }

    /// Whether it was closed.
    pub fn is_over(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// The file's text, where it has changed. One that cannot be read is as it was.
    pub fn poll(&mut self, is_over: bool) -> Option<String> {
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
        let found = EDITORS.into_iter().find(|name| which(name).is_ok());
        let name =
            found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no editor found"))?;
        return run(&[name.to_owned()], path).spawn();
    }
    let words = shlex::split(editor).filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("`{editor}` isn't a command line"))
    })?;
    run(&words, path).spawn()
}

/// A name in which every session's field has its own file: `2-3-answer.sql`.
pub fn file_name(state: &State, field: &str) -> String {
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
fn starter(ask: &Ask) -> Option<&str> {
    let is_starter = |name: &str| name.starts_with("starter");
    let found = ask.shown_files.iter().find(|(name, _)| is_starter(name));
    found.map(|(_, text)| text.as_str())
}

#[cfg(test)]
#[path = "editor_tests.rs"]
mod tests;
