//! What is being written: an editor for every field, and how its text reaches the engine.

use std::cell::Cell;
use std::collections::BTreeMap;

use ratatui::style::{Modifier, Style};
use ratatui_textarea::{CursorMove, DataCursor, Input, Key as AreaKey, TextArea, WrapMode};

use super::theme::Theme;
use crate::engine::{Command, State};
use crate::format::plan::CODE_FIELD;
use crate::message::{Key, KeyCode};
use crate::text::SafeText;
use crate::time::{Elapsed, Span};
use crate::workspace::layout;

/// Typing goes to the engine at most this often, and before any other command.
const SEND_EVERY: Span = Span(40);

/// The journal's thread has handed typing to the operating system this long after it was sent.
const ON_DISK_AFTER: Span = Span(300);

/// Edits that can be undone.
const UNDO_MOST: usize = 500;

/// A field of the answer: slot, item, attempt, name.
pub type FieldId = (usize, usize, usize, String);

#[derive(Default)]
pub struct Writing {
    sheets: BTreeMap<FieldId, Editor>,
    open: Option<FieldId>,
    sent_at: Elapsed,
    /// Lines that the answer had on the screen last, and whether it has more of them now.
    height: Cell<u16>,
    has_grown: Cell<bool>,
}

struct Editor {
    area: TextArea<'static>,
    /// Changed since it was sent.
    unsent: bool,
}

impl Writing {
    /// Turns to the field that the engine has open.
    pub fn follow(&mut self, state: &State, theme: Theme) {
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
            let text = starter.as_deref().unwrap_or(&field.text);
            Editor { area: area(text.trim_end_matches('\n'), theme), unsent: false }
        });
        self.open = Some(page);
    }

    pub fn page(&self) -> Option<&FieldId> {
        self.open.as_ref()
    }

    pub fn area(&self) -> Option<&TextArea<'static>> {
        Some(&self.sheets.get(self.open.as_ref()?)?.area)
    }

    pub fn text(&self) -> Option<String> {
        self.area().map(|area| area.lines().join("\n"))
    }

    fn sheet(&mut self) -> Option<&mut Editor> {
        self.sheets.get_mut(self.open.as_ref()?)
    }

    /// Changes the open field; whether anything came of it.
    fn change(&mut self, how: impl FnOnce(&mut TextArea<'static>) -> bool) -> bool {
        let Some(sheet) = self.sheet() else { return false };
        let changed = how(&mut sheet.area);
        sheet.unsent |= changed;
        changed
    }

    /// A key that belongs to the text; whether it was taken.
    pub fn key(&mut self, key: Key) -> bool {
        let Some(stroke) = stroke(key) else { return false };
        match stroke {
            Stroke::Type(input) => self.change(|area| area.input_without_shortcuts(input)),
            Stroke::Do(how) => self.change(how),
            Stroke::Move(to) => {
                let Some(sheet) = self.sheet() else { return false };
                match (key.shift, sheet.area.is_selecting()) {
                    (true, false) => sheet.area.start_selection(),
                    (false, true) => sheet.area.cancel_selection(),
                    _ => {}
                }
                sheet.area.move_cursor(to);
                true
            }
        };
        true
    }

    /// Text pasted at once, freed of what could steer a terminal.
    pub fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = SafeText::new(&text);
        self.change(|area| area.insert_str(text.as_str()));
    }

    pub fn undo(&mut self) -> bool {
        self.change(TextArea::undo)
    }

    pub fn redo(&mut self) -> bool {
        self.change(TextArea::redo)
    }

    /// The view tells how many lines it gives to the text.
    pub fn drawn(&self, height: u16) {
        self.has_grown.set(self.has_grown.get() || height > self.height.get());
        self.height.set(height);
    }

    /// Brings the beginning back into sight where there is room for it again: the editor itself
    /// scrolls no further than the cursor needs.
    pub fn unroll(&mut self) -> bool {
        let grown = self.has_grown.take();
        let Some(sheet) = self.sheet().filter(|_| grown) else { return false };
        let DataCursor(row, column) = sheet.area.cursor();
        sheet.area.scroll((i16::MIN + 1, 0));
        let place = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
        sheet.area.move_cursor(CursorMove::Jump(place(row), place(column)));
        true
    }

    /// Copies what is selected, if anything is.
    pub fn copy(&mut self) -> bool {
        let Some(sheet) = self.sheet() else { return false };
        let is_selected = sheet.area.selection_range().is_some_and(|(from, to)| from != to);
        if is_selected {
            sheet.area.copy();
        }
        is_selected
    }

    /// The whole text becomes another; it can be undone.
    pub fn replace(&mut self, text: &str) {
        self.change(|area| {
            area.select_all();
            let cut = area.cut();
            area.insert_str(SafeText::new(text).as_str()) || cut
        });
    }

    /// Text that came from elsewhere, for a field that may not be the open one.
    pub fn take_over(&mut self, page: &FieldId, text: &str) {
        let open = self.open.replace(page.clone());
        self.replace(text);
        if let Some(sheet) = self.sheet() {
            sheet.unsent = false;
        }
        self.open = open;
    }

    /// Everything typed and not sent yet, as commands.
    pub fn unsent(&mut self, now: Elapsed) -> Vec<Command> {
        let mut edits = Vec::new();
        for ((.., field), sheet) in &mut self.sheets {
            if std::mem::take(&mut sheet.unsent) {
                let text = sheet.area.lines().join("\n");
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

/// What the code begins with, where nothing is written yet.
pub fn starter(state: &State) -> Option<String> {
    let (plan, _) = state.current()?;
    let language = plan.what.language()?;
    let question = state.current_question()?;
    let task = question.judge.as_ref().and_then(|judge| judge.task.as_ref());
    Some(layout::starter(&question.ask, task, language))
}

fn area(text: &str, theme: Theme) -> TextArea<'static> {
    let clean = SafeText::new(text);
    let mut area: TextArea<'static> = clean.as_str().split('\n').collect();
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area.set_max_histories(UNDO_MOST);
    area.set_tab_length(4);
    area.set_cursor_line_style(Style::new());
    area.set_cursor_style(theme.selected());
    area.set_selection_style(theme.selected().add_modifier(Modifier::DIM));
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// A line of its own, for a question or a reason.
pub fn line(theme: Theme) -> TextArea<'static> {
    let mut line = area("", theme);
    line.set_wrap_mode(WrapMode::None);
    line
}

/// A key on such a line.
pub fn line_key(line: &mut TextArea<'static>, key: Key) {
    if key.code == KeyCode::Enter {
        return;
    }
    match stroke(key) {
        Some(Stroke::Type(input)) => drop(line.input_without_shortcuts(input)),
        Some(Stroke::Do(how)) => drop(how(line)),
        Some(Stroke::Move(to)) => line.move_cursor(to),
        None => {}
    }
}

enum Stroke {
    Type(Input),
    Do(fn(&mut TextArea<'static>) -> bool),
    Move(CursorMove),
}

/// What a key does to a text. The shortcuts of shells and of desktops that do not clash.
fn stroke(key: Key) -> Option<Stroke> {
    use KeyCode::*;
    let typed = |area_key| {
        Some(Stroke::Type(Input { key: area_key, ctrl: false, alt: false, shift: false }))
    };
    match (key.code, key.ctrl || key.alt) {
        (Char('w'), true) => Some(Stroke::Do(TextArea::delete_word)),
        (Char('u'), true) => Some(Stroke::Do(TextArea::delete_line_by_head)),
        (Char('x'), true) => Some(Stroke::Do(TextArea::cut)),
        (Char('v'), true) => Some(Stroke::Do(TextArea::paste)),
        (Char(_), true) => None,
        (Char(letter), false) => typed(AreaKey::Char(letter)),
        (Enter, _) => typed(AreaKey::Enter),
        (Tab, false) if !key.shift => typed(AreaKey::Tab),
        (Backspace, true) => Some(Stroke::Do(TextArea::delete_word)),
        (Delete, true) => Some(Stroke::Do(TextArea::delete_next_word)),
        (Backspace, false) => typed(AreaKey::Backspace),
        (Delete, false) => typed(AreaKey::Delete),
        (Left, true) => Some(Stroke::Move(CursorMove::WordBack)),
        (Right, true) => Some(Stroke::Move(CursorMove::WordForward)),
        (Left, false) => Some(Stroke::Move(CursorMove::Back)),
        (Right, false) => Some(Stroke::Move(CursorMove::Forward)),
        (Up, _) => Some(Stroke::Move(CursorMove::Up)),
        (Down, _) => Some(Stroke::Move(CursorMove::Down)),
        (Home, true) => Some(Stroke::Move(CursorMove::Top)),
        (End, true) => Some(Stroke::Move(CursorMove::Bottom)),
        (Home, false) => Some(Stroke::Move(CursorMove::Head)),
        (End, false) => Some(Stroke::Move(CursorMove::End)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::room::theme::ThemeName;

    const THEME: Theme = Theme { name: ThemeName::Plain, ascii: false };

    fn writing(text: &str) -> Writing {
        let page = (0, 0, 1, "answer".to_owned());
        let sheet = Editor { area: area(text, THEME), unsent: false };
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
    fn replacing_can_be_undone() {
        let mut writing = writing("one\ntwo");
        writing.replace("three");
        assert_eq!(writing.text().as_deref(), Some("three"));
        writing.undo();
        writing.undo();
        assert_eq!(writing.text().as_deref(), Some("one\ntwo"));
    }

    #[test]
    fn what_is_pasted_steers_no_terminal() {
        let mut writing = writing("");
        writing.paste("a\r\nb\u{1b}[2Jc\rd");
        assert_eq!(writing.text().as_deref(), Some("a\nb[2Jc\nd"));
    }

    #[test]
    fn a_selection_is_typed_over() {
        let mut writing = writing("abc");
        writing.key(Key::shift(KeyCode::Left));
        writing.key(Key::shift(KeyCode::Left));
        writing.key(Key::plain(KeyCode::Char('X')));
        assert_eq!(writing.text().as_deref(), Some("aX"));
    }
}
