//! The files of a question whose answer is run: a folder of the session, open to any editor.
//!
//! ```text
//! sessions/01KB…/workspace/2-sql-top-n/
//!     question.md   answer.sql   notes.md   cases.txt   data/…
//! ```
//!
//! A thread of its own keeps the files and the answer alike: what is saved in a file becomes a
//! [`Message::FileSaved`], what is typed in the program is written to the file. The last writer
//! wins, and what it wrote over stays in `answer.conflict-1.sql`; an attempt before stays in
//! `answer.before-1.sql`. The journal is the truth; the
//! files are a way to write it.

pub mod checks;
mod keeper;
pub mod layout;
mod sheet;
mod written;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use self::checks::CheckAnswer;
use self::keeper::{Keeper, Request};
use self::layout::Layout;
use self::sheet::Since;
use crate::engine::event::{ClosedBy, Event};
use crate::engine::verdict::{Graded, Verdict};
use crate::engine::{Rejected, Stage, Stamped, State};
use crate::files::{keep_beside, replace};
use crate::message::Message;

/// How long the loop waits for files to be open, at most.
const OPENED_WITHIN: Duration = Duration::from_secs(1);

/// What the one loop tells of the session, so that the files follow it.
pub trait Files {
    /// Events were applied.
    fn follow(&mut self, state: &State, events: &[Stamped]);

    /// `mock check` asks for a run, which comes next.
    fn run_asked(&mut self);

    /// A run was not taken, whoever asked for it.
    fn run_refused(&mut self, why: &Rejected);
}

/// The workspace of a session at the terminal.
pub struct Workspace {
    session: PathBuf,
    keeper: Keeper,
    place: Option<Place>,
    /// Texts of the fields as the keeper was told.
    told: Vec<String>,
    /// Wall time of the last thing journaled before this process, milliseconds since 1970, where
    /// the session goes on.
    newest: Option<i64>,
    /// `mock check` has asked for a run that has not begun.
    is_asked: bool,
    /// The run that it waits for.
    asked: Option<usize>,
}

/// Slot, item and attempt whose files are open.
type Place = (usize, usize, usize);

impl Workspace {
    /// `session` is the session's folder. `newest` where the session goes on.
    ///
    /// # Errors
    /// Where the operating system gives no thread.
    pub fn open(
        session: PathBuf,
        newest: Option<i64>,
        sender: Sender<Message>,
    ) -> std::io::Result<Workspace> {
        let keeper = Keeper::spawn(sender)?;
        Ok(Workspace {
            session,
            keeper,
            place: None,
            told: Vec::new(),
            newest,
            is_asked: false,
            asked: None,
        })
    }

    /// Writes what is not in the files yet, and lets go of them.
    pub fn close(self) {
        self.keeper.close();
    }

    fn begin(&mut self, state: &State, place: Place) {
        let Some(layout) = Layout::of(&self.session, state) else { return };
        let texts = texts(state, &layout);
        self.told.clone_from(&texts);
        self.place = Some(place);
        let layout = Box::new(layout);
        let begun = if place.2 > 1 { Since::Again } else { Since::Begun };
        let since = self.newest.take().map_or(begun, Since::Left);
        let (done, opened) = mpsc::channel();
        self.keeper.send(Request::Open { layout, texts, since, done });
        // Whoever is told of the files finds them. A disk that is slower than this is not waited for.
        let _there_or_late = opened.recv_timeout(OPENED_WITHIN);
    }

    /// What was typed goes to the files.
    fn update(&mut self, state: &State) {
        let Some(attempt) = state.current().and_then(|(_, item)| item.current_attempt()) else {
            return;
        };
        for (index, name) in layout::FIELDS.iter().enumerate() {
            let text = attempt.field(name).map_or("", |field| field.text.as_str());
            if self.told.get(index).is_some_and(|told| told != text) {
                text.clone_into(&mut self.told[index]);
                self.keeper.send(Request::Write { index, text: text.to_owned() });
            }
        }
    }

    fn verdict_reached(&mut self, of: Graded, verdict: &Verdict) {
        if let Graded::Run(run) = of
            && self.asked == Some(run)
        {
            self.asked = None;
            let answer = CheckAnswer::Ran { run, verdict: Box::new(verdict.clone()) };
            self.keeper.send(Request::Answer(Box::new(answer)));
        }
    }
}

impl Files for Workspace {
    fn follow(&mut self, state: &State, events: &[Stamped]) {
        let is_open = state.stage == Stage::Asking;
        let place = place(state).filter(|_| is_open);
        match place {
            Some(place) if self.place != Some(place) => self.begin(state, place),
            Some(_) => self.update(state),
            None => {}
        }
        for stamped in events {
            match &stamped.event {
                Event::RunStarted { run } if self.is_asked => {
                    self.is_asked = false;
                    self.asked = Some(*run);
                }
                Event::VerdictReached(reached) => {
                    self.verdict_reached(reached.of, &reached.verdict)
                }
                // After the time is over an editor may still be open: its text is kept as late. A
                // follow-up that cut in leaves the code as open as it was.
                Event::AnswerClosed { by } if *by != ClosedBy::Timeout && place.is_none() => {
                    self.keeper.send(Request::Shut);
                }
                _ => {}
            }
        }
    }

    fn run_asked(&mut self) {
        self.is_asked = true;
    }

    fn run_refused(&mut self, why: &Rejected) {
        if std::mem::take(&mut self.is_asked) {
            self.keeper
                .send(Request::Answer(Box::new(CheckAnswer::Refused { why: why.to_string() })));
        }
    }
}

/// The text of a field of the question on the table, as its file in `folder` has it; nothing
/// where the file cannot be taken.
pub fn read_field(folder: &Path, state: &State, field: &str) -> Option<String> {
    let session = folder.parent()?.parent()?;
    let layout = Layout::of(session, state)?;
    let plan = layout.sheets.into_iter().find(|sheet| sheet.field == field)?;
    sheet::Sheet::new(plan, String::new()).read_text()
}

/// Puts a text into a file of a question, ahead of the thread that keeps it. One that someone else
/// wrote meanwhile is kept beside, and told of.
///
/// # Errors
/// The file cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> std::io::Result<Vec<String>> {
    let found = crate::files::read(path, crate::files::TEXT_MOST).ok();
    let mut notices = Vec::new();
    if let Some(found) = &found
        && written::is_ours(path, found) == Some(false)
    {
        let copy = keep_beside(path, found.as_slice())?;
        let name = |path: &Path| path.file_name().unwrap_or_default().display().to_string();
        notices.push(format!("{} held another text: it's in {}.", name(path), name(&copy)));
    }
    written::note(path, found.as_deref(), bytes);
    replace(path, bytes).map(|()| notices)
}

/// Where an answer that is run is being written, if one is.
fn place(state: &State) -> Option<Place> {
    let (plan, item) = state.current()?;
    plan.what.language()?;
    let attempt = item.current_attempt()?;
    let is_first_part = attempt.parts == 0;
    let cursor = state.cursor;
    is_first_part.then_some((cursor.slot, cursor.item, item.attempts.len()))
}

fn texts(state: &State, layout: &Layout) -> Vec<String> {
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    let text = |name: &str| attempt.and_then(|attempt| attempt.field(name));
    let of = |sheet: &layout::SheetPlan| text(sheet.field).map_or("", |field| &field.text);
    layout.sheets.iter().map(|sheet| of(sheet).to_owned()).collect()
}

#[cfg(test)]
#[path = "workspace_tests.rs"]
mod tests;
