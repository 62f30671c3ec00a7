//! The person's own editor, on a file in the session's folder.
//!
//! The editor is a child process; its file is looked at every 250 ms and what was saved in it
//! becomes the text of the field. At zero it is not killed. A window may outlive the command that
//! opened it, so the file is looked at for as long as its field is on the table.

mod command;
mod held;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, ExitStatus};

pub use self::command::{EDITORS, words};
use self::held::Held;
use super::face::Setup;
use super::out::Ink;
use super::tty;
use crate::bank::question::{Ask, Mode};
use crate::clock::uptime;
use crate::engine::event::{ClosedBy, Event};
use crate::engine::{Command, Stage, State};
use crate::figures::counted;
use crate::files;
use crate::format::plan::{CASES_FIELD, CODE_FIELD};
use crate::seat::answer::open_field;
use crate::text::SafeText;
use crate::time::Span;
use crate::workspace::layout::sheet_path;

/// How often an open editor's file is looked at.
pub const EDITOR_POLL: Span = Span(250);

/// Nobody writes anything in less, milliseconds: the command has only told a window to open.
const AT_ONCE: u64 = 1000;

/// How a command line is run on a file.
pub type Run = fn(&[String], &Path) -> Process;

/// The editors of a face: the one that is open, and the files that others may still write.
#[derive(Default)]
pub struct Editors {
    open: Option<Open>,
    /// Files of ours, by path; those of a workspace are looked at there.
    held: BTreeMap<PathBuf, Held>,
}

struct Open {
    child: Child,
    began_ms: u64,
    slot: usize,
    item: usize,
    field: String,
    path: PathBuf,
    /// What the file held when the editor began.
    began: Vec<u8>,
}

/// What a look at the editor and its file came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// A field and its text by now.
    pub saved: Option<(String, String)>,
    /// The editor is closed.
    pub is_over: bool,
    /// What a person should know.
    pub notices: Vec<(Ink, String)>,
}

impl Editors {
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether there is anything to look at.
    pub fn is_watching(&self) -> bool {
        self.is_open() || !self.held.is_empty()
    }

    fn of_name(&self, name: &str) -> Option<&PathBuf> {
        self.held.keys().find(|path| path.ends_with(name))
    }

    /// Opens an editor on the open field, which holds `written` by now. What a person should know
    /// of it beside.
    ///
    /// # Errors
    /// It does not start, or the file cannot be written.
    pub fn open(
        &mut self,
        setup: &Setup,
        state: &State,
        written: &str,
        run: Run,
    ) -> io::Result<Vec<String>> {
        let field = open_field(state).ok_or(io::ErrorKind::NotFound)?;
        let watched = sheet_path(&setup.folder, state, &field.name).filter(|_| field.part == 0);
        let (path, notices) = match watched {
            Some(path) => {
                let told = put_watched(&path, written)?;
                (path, told)
            }
            None => {
                let starter = state.current_question().and_then(|question| starter(&question.ask));
                let text = match written {
                    "" => starter.filter(|_| field.part == 0).unwrap_or(""),
                    written => written,
                };
                let path = setup.folder.join("edit").join(file_name(state, &field.name));
                let told = self.put_own(&path, text)?;
                (path, told)
            }
        };
        let began = fs::read(&path).unwrap_or_default();
        let child = run(&command::words(&setup.editor)?, &path).spawn()?;
        let (slot, item) = (state.cursor.slot, state.cursor.item);
        let (field, began_ms) = (field.name.clone(), uptime().awake);
        self.open = Some(Open { child, began_ms, slot, item, field, path, began });
        Ok(notices)
    }

    /// Puts `text` into a file of ours for an editor to begin with. What stands there and was not
    /// taken is never written over.
    fn put_own(&mut self, path: &Path, text: &str) -> io::Result<Vec<String>> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let known = self.held.get(path);
        if known.is_some_and(|held| held.is_unread(path)) {
            // The next look takes it, and keeps what was typed here beside it.
            return Ok(Vec::new());
        }
        let found = fs::read(path).unwrap_or_default();
        let is_taken = known.is_some_and(Held::is_taken);
        let is_other = !found.trim_ascii().is_empty() && held::text(&found).as_deref() != Ok(text);
        let mut notices = Vec::new();
        if is_other && !is_taken {
            let copy = files::keep_beside(path, &*found)?;
            notices.push(format!("{} held another text: it's in {}.", name(path), name(&copy)));
        }
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let bytes = format!("{text}{end}").into_bytes();
        files::replace(path, &bytes)?;
        self.held.insert(path.to_owned(), Held::new(text, bytes));
        Ok(notices)
    }

    /// Looks at the editor and its file. `takes` is false while nothing may be written: what is
    /// saved then is not taken, now or later.
    pub fn look(&mut self, state: &State, takes: bool) -> Looked {
        let mut looked = Looked::default();
        let status = self.open.as_mut().and_then(|open| open.child.try_wait().transpose());
        looked.is_over = status.is_some();
        let path = match &self.open {
            Some(open) => Some(open.path.clone()),
            None => own_path(state).and_then(|name| self.of_name(&name).cloned()),
        };
        if let Some(path) = path {
            self.look_at(&path, state, takes, &mut looked);
        }
        if let (Some(open), Some(status)) = (self.open.take_if(|_| looked.is_over), status) {
            looked.notices.push(open.ended(status.ok(), state));
        }
        looked
    }

    fn look_at(&mut self, path: &Path, state: &State, takes: bool, looked: &mut Looked) {
        let Some(held) = self.held.get_mut(path) else { return };
        let (field, place) = match &self.open {
            Some(open) => (open.field.clone(), (open.slot, open.item)),
            None => {
                let Some(field) = open_field(state) else { return };
                (field.name.clone(), (state.cursor.slot, state.cursor.item))
            }
        };
        let refusal = match place == (state.cursor.slot, state.cursor.item) {
            false => Some("What your editor saved came after its question, and isn't accepted."),
            true if !takes => {
                Some("What your editor saved while the clock is stopped isn't accepted (exam).")
            }
            true => None,
        };
        let is_over = self.open.is_none() || looked.is_over;
        let came = held.look(path, written(state, place, &field), is_over, refusal);
        looked.notices.extend(came.notices.into_iter().map(|text| (Ink::Amber, text)));
        looked.saved = came.text.map(|text| (field, text));
    }
}

impl Open {
    /// What came of it, as a sentence.
    fn ended(mut self, status: Option<ExitStatus>, state: &State) -> (Ink, String) {
        let field = SafeText::line(&self.field).to_string();
        let found = fs::read(&self.path).unwrap_or_default();
        let has_changed = found != self.began;
        let text = held::text(&found).unwrap_or_default();
        let count = count(&text);
        // Of code and cases a person thinks in lines.
        let words = match [CODE_FIELD, CASES_FIELD].contains(&self.field.as_str()) {
            true => counted(text.lines().filter(|line| !line.trim().is_empty()).count(), "line"),
            false => counted(count, "word"),
        };
        let code = status.and_then(|status| status.code());
        let complaint = self.child.stderr.take().map(complaint).unwrap_or_default();
        let is_quick = uptime().awake.saturating_sub(self.began_ms) < AT_ONCE;
        match code {
            Some(126 | 127) if !has_changed => {
                let text = format!(
                    "The editor did not start: it isn't found, or can't be run{complaint}. Set \
                     VISUAL or EDITOR."
                );
                (Ink::Red, text)
            }
            Some(0) if is_quick && !has_changed => {
                let text = format!(
                    "The editor returned at once, with nothing changed: does it need --wait? What \
                     it saves in {} still becomes your answer.",
                    name(&self.path)
                );
                (Ink::Amber, text)
            }
            Some(0) => match self.late_words(state, count) {
                Some(late) => {
                    let late = counted(late, "word");
                    (Ink::Amber, format!("Back from the editor: {late} came after time."))
                }
                None => (Ink::Plain, format!("Back from the editor: {words} in {field}.")),
            },
            code => {
                let how = match code {
                    Some(code) => format!("with exit status {code}"),
                    None => "by a signal".to_owned(),
                };
                let what = match has_changed {
                    true => format!("what it saved counts: {words} in {field}"),
                    false => "nothing was saved".to_owned(),
                };
                (Ink::Amber, format!("The editor ended {how}{complaint}; {what}."))
            }
        }
    }

    /// How many words the file has beyond what counts, where the time ran out meanwhile.
    fn late_words(&self, state: &State, words: usize) -> Option<usize> {
        let item = state.item_state(self.slot, self.item)?;
        let is_out = item.closed == Some(ClosedBy::Timeout);
        let field = item.scored_attempt().filter(|_| is_out)?.field(&self.field)?;
        words.checked_sub(count(&field.text)).filter(|late| *late > 0)
    }
}

/// Whether a person behind an editor should hear of it.
pub fn rings(event: &Event) -> bool {
    matches!(event, Event::TimeWarned { .. } | Event::AnswerClosed { by: ClosedBy::Timeout })
}

/// An editor in this terminal.
pub fn here(words: &[String], path: &Path) -> Process {
    let mut process = Process::new(&words[0]);
    process.args(&words[1..]).arg(path);
    // What is on standard input is no keyboard.
    if let Ok(Some(terminal)) = tty::beside_a_pipe() {
        process.stdin(terminal);
    }
    process
}

/// Puts what is typed and not written yet into a file of the workspace, before it is opened.
fn put_watched(path: &Path, written: &str) -> io::Result<Vec<String>> {
    let text = written.trim_end();
    let found = fs::read(path).unwrap_or_default();
    let is_there = held::text(&found).is_ok_and(|there| there.trim_end() == text);
    if text.trim().is_empty() || is_there {
        return Ok(Vec::new());
    }
    crate::workspace::put(path, format!("{text}\n").as_bytes())
}

/// The text of a field, as the session has it.
fn written<'s>(state: &'s State, (slot, item): (usize, usize), field: &str) -> &'s str {
    let item = state.item_state(slot, item);
    let late = item.and_then(|item| item.late.get(field)).map(String::as_str);
    let field = item.and_then(|item| item.current_attempt()).and_then(|it| it.field(field));
    late.or(field.map(|field| field.text.as_str())).unwrap_or_default()
}

/// The name of the open field's own file.
fn own_path(state: &State) -> Option<String> {
    let is_asking = state.stage == Stage::Asking;
    Some(file_name(state, &open_field(state).filter(|_| is_asking)?.name))
}

/// The last thing it complained of, where that is known.
fn complaint(stderr: impl io::Read) -> String {
    let text = files::text_from(stderr.take(4096)).unwrap_or_default();
    let line = text.lines().rev().find(|line| !line.trim().is_empty());
    line.map_or_else(String::new, |line| format!(" ({})", SafeText::line(line)))
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
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

/// What was saved, as the command that takes it over.
pub fn edit((field, text): (String, String)) -> Command {
    Command::Edit { field, text }
}

#[cfg(test)]
#[path = "editor_tests.rs"]
mod tests;
