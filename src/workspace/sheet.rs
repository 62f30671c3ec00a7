//! One file and the field it stands for, kept alike.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::layout::SheetPlan;
use super::written;
use crate::engine::decide::ANSWER_MOST;
use crate::files::{keep_beside, keep_beside_as, open, replace};

/// What a look at a file came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Look {
    /// As it was, or away for a moment.
    Same,
    /// The field's text by now.
    Saved(String),
    /// It is empty where it was not: an editor may be about to write it anew.
    Emptied,
    /// Why it cannot be taken.
    Refused(String),
}

/// Where a session goes on: what is known of the time before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The question is put now, for the first time.
    Begun,
    /// It is put once more, and begins with an empty page.
    Again,
    /// The session was left; the last thing in its journal is of this time, milliseconds since
    /// 1970.
    Left(i64),
}

pub struct Sheet {
    plan: SheetPlan,
    /// The field's text, as far as is known here.
    text: String,
    /// The text is not in the file yet.
    is_unwritten: bool,
    /// The file's bytes at the last look.
    seen: Option<Vec<u8>>,
    was_emptied: bool,
    /// What a person should know: which text won, and where the other one is.
    notices: Vec<String>,
    /// What became of the attempt before.
    before: Option<Before>,
}

/// A file that was set aside for a new attempt.
#[derive(Debug, PartialEq, Eq)]
pub struct Before {
    pub name: String,
    pub copy: String,
    /// Someone wrote it after the hand-in.
    pub is_changed: bool,
}

/// Names what an attempt before is kept under: `answer.before-1.py`.
const BEFORE: &str = "before";

impl Sheet {
    pub fn new(plan: SheetPlan, text: String) -> Sheet {
        Sheet {
            plan,
            text,
            is_unwritten: false,
            seen: None,
            was_emptied: false,
            notices: Vec::new(),
            before: None,
        }
    }

    pub fn field(&self) -> &'static str {
        self.plan.field
    }

    pub fn path(&self) -> &Path {
        &self.plan.path
    }

    /// What is to be told since this was asked last.
    pub fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    /// What was set aside since this was asked last.
    pub fn take_before(&mut self) -> Option<Before> {
        self.before.take()
    }

    /// The text that the journal has. It goes to the file at the next `write`.
    pub fn typed(&mut self, text: String) {
        self.is_unwritten |= text != self.text;
        self.text = text;
        if !self.is_unwritten
            && let Some(seen) = &self.seen
        {
            // What someone saved has come back: the session has it.
            written::note(self.path(), None, seen);
        }
    }

    /// Brings file and field together where a session begins or goes on. The journal wins, unless
    /// someone else wrote the file since the session was left. The text that gives way is kept
    /// beside, and both are told of.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn reconcile(&mut self, since: Since) -> io::Result<Look> {
        self.is_unwritten = true;
        let found = read(self.path()).ok();
        let Some(found) = found.filter(|found| !self.is_bare(found)) else {
            self.seen = read(self.path()).ok();
            return self.write().map(|()| Look::Same);
        };
        let ours = written::is_ours(self.path(), &found);
        match since {
            Since::Begun => self.write().map(|()| Look::Same),
            Since::Again => {
                let copy = keep_beside_as(self.path(), BEFORE, open(self.path())?)?;
                let (name, copy) = (file_name(self.path()), file_name(&copy));
                self.before = Some(Before { name, copy, is_changed: ours == Some(false) });
                self.seen = Some(found);
                self.write().map(|()| Look::Same)
            }
            Since::Left(_) if ours == Some(true) => {
                self.seen = Some(found);
                self.write().map(|()| Look::Same)
            }
            Since::Left(then) if ours.is_none() && !is_newer(self.path(), then) => {
                self.write().map(|()| Look::Same)
            }
            Since::Left(_) => {
                let look = self.take_saved(found, "while the session was closed");
                // A file that can't be taken stays until something is typed.
                self.is_unwritten &= !matches!(look, Look::Refused(_));
                Ok(look)
            }
        }
    }

    /// Looks whether someone saved the file.
    pub fn look(&mut self) -> Look {
        let bytes = match read(self.path()) {
            Ok(bytes) => bytes,
            // Deleted, or between two names: the next look finds it.
            Err(_) => return Look::Same,
        };
        if self.seen.as_ref() == Some(&bytes) {
            return Look::Same;
        }
        if bytes.is_empty() && self.seen.is_some() && !self.was_emptied {
            self.was_emptied = true;
            return Look::Emptied;
        }
        self.was_emptied = false;
        self.take_saved(bytes, "elsewhere")
    }

    /// Takes what someone saved, and keeps what was typed and not written beside.
    fn take_saved(&mut self, bytes: Vec<u8>, when: &str) -> Look {
        let text = self.plan.read(&bytes);
        match text {
            Err(why) => {
                self.seen = Some(bytes);
                Look::Refused(why)
            }
            Ok(text) if text == self.text => {
                self.is_unwritten = false;
                written::note(self.path(), None, &bytes);
                self.seen = Some(bytes);
                Look::Same
            }
            Ok(text) => {
                self.seen = Some(bytes);
                if std::mem::take(&mut self.is_unwritten) {
                    let typed = self.plan.file_text(&self.text);
                    let is_bare = self.text.is_empty();
                    let kept = (!is_bare).then(|| keep_beside(self.path(), typed.as_bytes()));
                    let name = file_name(self.path());
                    self.notices.push(match kept {
                        None => format!("{name} was saved {when}; it counts."),
                        Some(Ok(copy)) => format!(
                            "{name} was saved {when}: that text counts; yours is in \
                             {}.",
                            file_name(&copy)
                        ),
                        Some(Err(error)) => format!(
                            "{name} was saved {when}: that text counts; the one from \
                             here could not be kept beside it ({error})."
                        ),
                    });
                }
                self.text.clone_from(&text);
                Look::Saved(text)
            }
        }
    }

    /// The field's text as the file has it now.
    pub fn read_text(&self) -> Option<String> {
        self.plan.read(&read(self.path()).ok()?).ok()
    }

    /// Writes what was typed. A file that someone saved meanwhile is kept beside.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&mut self) -> io::Result<()> {
        if !self.is_unwritten {
            return Ok(());
        }
        let text = self.plan.file_text(&self.text);
        let now = read(self.path()).ok();
        if now.as_deref() != Some(text.as_bytes()) {
            if let Some(now) = &now
                && (self.seen.as_ref() != Some(now) || self.plan.read(now).is_err())
                && !self.is_bare(now)
            {
                // The file itself, which may be larger than what was read of it.
                let copy = keep_beside(self.path(), open(self.path())?)?;
                self.notices.push(format!(
                    "{} held another text: the one from here counts, the other is in {}.",
                    file_name(self.path()),
                    file_name(&copy)
                ));
            }
            written::note(self.path(), now.as_deref(), text.as_bytes());
            replace(self.path(), text.as_bytes())?;
        }
        self.seen = Some(text.into_bytes());
        self.is_unwritten = false;
        Ok(())
    }

    /// Nothing is lost with it: it is empty, or what every answer begins with.
    fn is_bare(&self, bytes: &[u8]) -> bool {
        self.plan.read(bytes).is_ok_and(|text| text.is_empty())
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Saved after this time, milliseconds since 1970.
fn is_newer(path: &Path, then: i64) -> bool {
    modified(path).is_some_and(|file| file > then)
}

/// At most a little more than is taken.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let mut bytes = Vec::new();
    file.take(ANSWER_MOST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Milliseconds since 1970.
fn modified(path: &Path) -> Option<i64> {
    let time = fs::metadata(path).ok()?.modified().ok()?;
    let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
