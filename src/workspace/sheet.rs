//! One file and the field it stands for, kept alike.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::layout::SheetPlan;
use crate::engine::decide::ANSWER_MOST;
use crate::files::replace;

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

pub struct Sheet {
    plan: SheetPlan,
    /// The field's text, as far as is known here.
    text: String,
    /// The text is not in the file yet.
    is_unwritten: bool,
    /// The file's bytes at the last look.
    seen: Option<Vec<u8>>,
    was_emptied: bool,
}

impl Sheet {
    pub fn new(plan: SheetPlan, text: String) -> Sheet {
        Sheet { plan, text, is_unwritten: false, seen: None, was_emptied: false }
    }

    pub fn field(&self) -> &'static str {
        self.plan.field
    }

    pub fn path(&self) -> &Path {
        &self.plan.path
    }

    /// The text that the journal has. It goes to the file at the next `write`.
    pub fn typed(&mut self, text: String) {
        self.is_unwritten |= text != self.text;
        self.text = text;
    }

    /// Brings file and field together where a session begins or goes on. The journal wins, unless
    /// the file was saved after `newest`, milliseconds since 1970.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn reconcile(&mut self, newest: Option<i64>) -> io::Result<Look> {
        self.is_unwritten = true;
        let is_newer = newest.zip(modified(self.path())).is_some_and(|(old, file)| file > old);
        if is_newer {
            self.is_unwritten = false;
            match self.look() {
                Look::Same if self.seen.is_some() => return Ok(Look::Same),
                Look::Same | Look::Emptied => self.is_unwritten = true,
                told => return Ok(told),
            }
        }
        self.write().map(|()| Look::Same)
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
        let text = self.field_text(&bytes);
        self.seen = Some(bytes);
        match text {
            Err(why) => Look::Refused(why),
            Ok(text) if text == self.text => {
                self.is_unwritten = false;
                Look::Same
            }
            Ok(text) => {
                if self.is_unwritten {
                    self.is_unwritten = false;
                    // What was typed here gives way, and is kept beside.
                    let _best_effort = fs::write(self.beside(), self.file_text());
                }
                self.text.clone_from(&text);
                Look::Saved(text)
            }
        }
    }

    /// The field's text as the file has it now.
    pub fn read_text(&self) -> Option<String> {
        self.field_text(&read(self.path()).ok()?).ok()
    }

    /// Writes what was typed. A file that someone saved meanwhile is kept beside.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&mut self) -> io::Result<()> {
        if !self.is_unwritten {
            return Ok(());
        }
        let text = self.file_text();
        let now = read(self.path()).ok();
        if now.as_deref() != Some(text.as_bytes()) {
            if now.as_ref().is_some_and(|now| self.seen.as_ref() != Some(now) && !self.is_bare(now))
            {
                fs::copy(self.path(), self.beside())?;
            }
            replace(self.path(), text.as_bytes())?;
        }
        self.seen = Some(text.into_bytes());
        self.is_unwritten = false;
        Ok(())
    }

    /// Nothing is lost with it: it is empty, or what every answer begins with.
    fn is_bare(&self, bytes: &[u8]) -> bool {
        self.field_text(bytes).is_ok_and(|text| text.is_empty())
    }

    fn file_text(&self) -> String {
        let text = if self.text.is_empty() { &self.plan.starter } else { &self.text };
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        format!("{}{text}{end}", self.plan.head)
    }

    fn field_text(&self, bytes: &[u8]) -> Result<String, String> {
        if bytes.len() > ANSWER_MOST {
            return Err(format!("it is larger than {} KiB", ANSWER_MOST / 1024));
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|error| format!("byte {} isn't UTF-8", error.valid_up_to() + 1))?;
        let text = text.replace("\r\n", "\n");
        let text = text.strip_prefix(self.plan.head.as_str()).unwrap_or(&text);
        let text = text.trim_end_matches('\n');
        let is_starter = text.trim_end() == self.plan.starter.trim_end();
        Ok(if is_starter { String::new() } else { text.to_owned() })
    }

    /// `answer.sql~`.
    fn beside(&self) -> PathBuf {
        let mut name = self.path().as_os_str().to_owned();
        name.push("~");
        PathBuf::from(name)
    }
}

/// At most a little more than is taken.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    // A pipe would hold up whoever opens it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it isn't a file"));
    }
    let file = fs::File::open(path)?;
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
