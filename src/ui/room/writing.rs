//! What is being written: a draft of every field, and how its text reaches the engine.

use std::collections::BTreeMap;

use super::draft::{Draft, Kills, Taken};
use crate::engine::{Command, State};
use crate::format::plan::CODE_FIELD;
use crate::message::Key;
use crate::time::{Elapsed, Span};
use crate::workspace::layout;

/// Typing goes to the engine at most this often, and before any other command.
const SEND_EVERY: Span = Span(40);

/// The journal's thread has handed typing to the operating system this long after it was sent.
const ON_DISK_AFTER: Span = Span(300);

/// A field of the answer: slot, item, attempt, name.
pub type FieldId = (usize, usize, usize, String);

#[derive(Default)]
pub struct Writing {
    sheets: BTreeMap<FieldId, Sheet>,
    open: Option<FieldId>,
    sent_at: Elapsed,
    /// What was cut, for all fields and lines.
    pub kills: Kills,
}

struct Sheet {
    draft: Draft,
    /// Changed since it was sent.
    unsent: bool,
}

impl Writing {
    /// Turns to the field that the engine has open.
    pub fn follow(&mut self, state: &State) {
        self.open = None;
        let Some((_, item)) = state.current() else { return };
        let Some(field) = item.current_attempt().and_then(|attempt| attempt.open_field()) else {
            return;
        };
        let cursor = state.cursor;
        let page = (cursor.slot, cursor.item, item.attempts.len(), field.name.clone());
        self.sheets.entry(page.clone()).or_insert_with(|| {
            let is_code = field.name == CODE_FIELD && field.text.is_empty();
            let starter = is_code.then(|| starter(state)).flatten();
            let draft = match starter {
                Some(starter) => begun(&starter, state.given_code(page.0, page.1).is_some()),
                None => Draft::new(field.text.trim_end_matches('\n')),
            };
            Sheet { draft, unsent: false }
        });
        self.open = Some(page);
    }

    pub fn page(&self) -> Option<&FieldId> {
        self.open.as_ref()
    }

    pub fn draft(&self) -> Option<&Draft> {
        Some(&self.sheets.get(self.open.as_ref()?)?.draft)
    }

    pub fn text(&self) -> Option<&str> {
        self.draft().map(Draft::text)
    }

    fn sheet(&mut self) -> Option<&mut Sheet> {
        self.sheets.get_mut(self.open.as_ref()?)
    }

    /// Changes the open field; whether anything came of it.
    fn change(&mut self, how: impl FnOnce(&mut Draft) -> bool) -> bool {
        let Some(sheet) = self.sheet() else { return false };
        let changed = how(&mut sheet.draft);
        sheet.unsent |= changed;
        changed
    }

    /// A key that belongs to the text.
    pub fn key(&mut self, key: Key) -> Taken {
        let open = self.open.as_ref();
        let Some(sheet) = open.and_then(|open| self.sheets.get_mut(open)) else { return Taken::No };
        let taken = sheet.draft.press(key, &mut self.kills);
        sheet.unsent |= taken == Taken::Changed;
        taken
    }

    /// Text pasted at once.
    pub fn paste(&mut self, text: &str) {
        self.change(|draft| draft.insert(text));
    }

    pub fn undo(&mut self) -> bool {
        self.change(Draft::undo)
    }

    pub fn redo(&mut self) -> bool {
        self.change(Draft::redo)
    }

    /// Copies what is selected, if anything is.
    pub fn copy(&mut self) -> bool {
        let open = self.open.as_ref().and_then(|open| self.sheets.get(open));
        open.is_some_and(|sheet| sheet.draft.copy(&mut self.kills))
    }

    /// The whole text becomes another; it can be undone.
    pub fn replace(&mut self, text: &str) {
        self.change(|draft| draft.replace(text));
    }

    /// Text that came from elsewhere, for a field that may not be the open one.
    pub fn take_over(&mut self, page: &FieldId, text: &str) {
        if let Some(sheet) = self.sheets.get_mut(page) {
            sheet.draft.replace(text);
            sheet.unsent = false;
        }
    }

    /// Everything typed and not sent yet, as commands.
    pub fn unsent(&mut self, now: Elapsed) -> Vec<Command> {
        let mut edits = Vec::new();
        for ((.., field), sheet) in &mut self.sheets {
            if std::mem::take(&mut sheet.unsent) {
                let text = sheet.draft.text().to_owned();
                edits.push(Command::Edit { field: field.clone(), text });
            }
        }
        if !edits.is_empty() {
            self.sent_at = now;
        }
        edits
    }

    /// When typing has to be sent, if there is any.
    pub fn due(&self) -> Option<Elapsed> {
        let is_unsent = self.sheets.values().any(|sheet| sheet.unsent);
        is_unsent.then(|| self.sent_at + SEND_EVERY)
    }

    /// Whether what was typed is with the operating system by now.
    pub fn is_saved(&self, now: Elapsed) -> bool {
        self.due().is_none() && now >= self.sent_at + ON_DISK_AFTER
    }

    /// When `is_saved` will become true, where it is not yet.
    pub fn saved_at(&self, now: Elapsed) -> Option<Elapsed> {
        let at = self.sent_at + ON_DISK_AFTER;
        (at > now).then_some(at)
    }
}

/// Where writing begins: a file that is reviewed is read from its first line, and below a comment
/// there is a line of its own.
fn begun(starter: &str, is_read: bool) -> Draft {
    let text = starter.trim_end_matches('\n');
    if is_read {
        return Draft::new(text).at_the_top();
    }
    let last = text.lines().next_back().unwrap_or_default().trim_start();
    let is_comment = ["--", "#", "//"].iter().any(|mark| last.starts_with(mark));
    Draft::new(&if is_comment { format!("{text}\n") } else { text.to_owned() })
}

/// What the code begins with, where nothing is written yet.
pub fn starter(state: &State) -> Option<String> {
    let (plan, _) = state.current()?;
    let language = plan.what.language()?;
    let question = state.current_question()?;
    let task = question.judge.as_ref().and_then(|judge| judge.task.as_ref());
    Some(layout::starter(&question.ask, task, language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::KeyCode;

    fn writing(text: &str) -> Writing {
        let page = (0, 0, 1, "answer".to_owned());
        let sheet = Sheet { draft: Draft::new(text), unsent: false };
        Writing { sheets: [(page.clone(), sheet)].into(), open: Some(page), ..Writing::default() }
    }

    #[test]
    fn typing_is_sent_whole_and_once() {
        let mut writing = writing("a");
        assert_eq!(writing.due(), None);
        writing.key(Key::plain(KeyCode::Char('b')));
        writing.key(Key::plain(KeyCode::Enter));
        assert_eq!(writing.due(), Some(Elapsed(0) + SEND_EVERY));
        let sent = writing.unsent(Elapsed(500));
        let edit = Command::Edit { field: "answer".to_owned(), text: "ab\n".to_owned() };
        assert_eq!(sent, [edit]);
        assert_eq!((writing.unsent(Elapsed(600)), writing.due()), (Vec::new(), None));
        assert!(!writing.is_saved(Elapsed(501)) && writing.is_saved(Elapsed(900)));
    }

    #[test]
    fn a_file_is_read_from_its_top_and_nothing_is_typed_into_a_comment() {
        let begins = |starter: &str, is_read| {
            let draft = begun(starter, is_read);
            (draft.cursor(), draft.text().to_owned())
        };
        assert_eq!(begins("SELECT 1\n-- end\n", true), (0, "SELECT 1\n-- end".to_owned()));
        assert_eq!(begins("-- stg(a, b)\n", false), (13, "-- stg(a, b)\n".to_owned()));
        assert_eq!(begins("def f():\n    pass\n", false), (17, "def f():\n    pass".to_owned()));
        assert_eq!(begins("f() {\n    # here\n", false).1, "f() {\n    # here\n");
    }

    #[test]
    fn replacing_can_be_undone() {
        let mut writing = writing("one\ntwo");
        writing.replace("three");
        assert_eq!(writing.text(), Some("three"));
        writing.undo();
        assert_eq!(writing.text(), Some("one\ntwo"));
    }

    #[test]
    fn what_is_pasted_steers_no_terminal() {
        let mut writing = writing("");
        writing.paste("a\r\nb\u{1b}[2Jc\rd");
        assert_eq!(writing.text(), Some("a\nb[2Jc\nd"));
    }

    #[test]
    fn a_selection_is_typed_over() {
        let mut writing = writing("abc");
        writing.key(Key::shift(KeyCode::Left));
        writing.key(Key::shift(KeyCode::Left));
        writing.key(Key::plain(KeyCode::Char('X')));
        assert_eq!(writing.text(), Some("aX"));
    }
}
