//! A file that an editor has, or had and may still write.

use std::fs;
use std::path::Path;

use super::name;
use crate::engine::decide::ANSWER_MOST;
use crate::files::keep_beside;
use crate::text::file::decode;

pub struct Held {
    /// The text that the field got from the file, or gave it.
    last: String,
    /// The file's bytes at the last look.
    seen: Vec<u8>,
    /// The file was empty where it was not before: an editor may be about to write it anew.
    was_empty: bool,
    /// What was seen became the field's text.
    is_taken: bool,
}

#[derive(Default)]
pub struct Came {
    pub text: Option<String>,
    pub notices: Vec<String>,
}

/// A file's text without the line ends that an editor puts behind it.
///
/// # Errors
/// Why it is no text.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    decode(bytes).map(|text| text.trim_end_matches('\n').to_owned())
}

/// What the engine would refuse is refused here, before anything relies on it.
fn short_enough(text: String) -> Result<String, String> {
    match text.len() {
        bytes if bytes > ANSWER_MOST => Err(format!(
            "it has {} kB, and an answer has {} at most",
            bytes >> 10,
            ANSWER_MOST >> 10
        )),
        _ => Ok(text),
    }
}

impl Held {
    /// Of a file that was just written with this text.
    pub fn new(text: &str, bytes: Vec<u8>) -> Held {
        let last = text.trim_end_matches('\n').to_owned();
        Held { last, seen: bytes, was_empty: false, is_taken: true }
    }

    pub fn is_taken(&self) -> bool {
        self.is_taken
    }

    /// Whether the file holds something that nobody has looked at.
    pub fn is_unread(&self, path: &Path) -> bool {
        fs::read(path).is_ok_and(|bytes| bytes != self.seen && !bytes.trim_ascii().is_empty())
    }

    /// The file's text, where it has changed; one that cannot be read is as it was. `written` is
    /// the field's text: where it went on meanwhile, it is kept beside. `refusal` says why nothing is
    /// taken now.
    pub fn look(
        &mut self,
        path: &Path,
        written: &str,
        is_over: bool,
        refusal: Option<&str>,
    ) -> Came {
        let mut came = Came::default();
        let Ok(bytes) = fs::read(path) else { return came };
        if bytes == self.seen {
            return came;
        }
        if bytes.is_empty() && !self.last.is_empty() && !is_over && !self.was_empty {
            self.was_empty = true;
            return came;
        }
        self.was_empty = false;
        let text = text(&bytes).and_then(short_enough);
        self.seen = bytes;
        self.is_taken = refusal.is_none() && text.is_ok();
        match text {
            Err(why) => came.notices.push(format!("{} wasn't accepted: {why}.", name(path))),
            Ok(text) if text == self.last => self.is_taken = true,
            Ok(_) if refusal.is_some() => came.notices.extend(refusal.map(str::to_owned)),
            Ok(text) => {
                let written = written.trim_end_matches('\n');
                let went_on = written != self.last && written != text;
                if went_on && !written.trim().is_empty() {
                    came.notices.push(match keep_beside(path, written.as_bytes()) {
                        Ok(copy) => format!(
                            "{} was saved after you typed here: that text counts; the one from \
                             here is in {}.",
                            name(path),
                            copy.display()
                        ),
                        Err(error) => format!(
                            "{} was saved after you typed here, and counts; the text from here \
                             could not be kept beside it ({error}).",
                            name(path)
                        ),
                    });
                }
                self.last.clone_from(&text);
                came.text = Some(text);
            }
        }
        came
    }
}
