//! The line a person types on, where we show what is typed: it can be taken away and drawn again.

use crate::text::SafeText;
use crate::view::page::wrap::columns;

#[derive(Debug)]
pub(super) struct Prompt {
    /// Label and a space, coloured.
    painted: String,
    label: usize,
    typed: String,
}

impl Prompt {
    pub fn new(painted: String, label: &str) -> Prompt {
        Prompt { painted, label: columns(label) + 1, typed: String::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// What shows the label alone.
    pub fn draw(&self) -> &str {
        &self.painted
    }

    /// What makes the typed text on the screen into `text`.
    pub fn show(&mut self, text: &str, width: usize) -> String {
        let text = SafeText::new(text).as_str().replace(['\n', '\t'], " ");
        let shown = match text.strip_prefix(&self.typed) {
            Some(more) => more.to_owned(),
            None => format!("{}{}{text}", self.erase(width), self.painted),
        };
        let has_changed = !shown.is_empty();
        self.typed = text;
        let total = self.label + columns(&self.typed);
        // At the edge a terminal waits for the next letter before it goes on to the next row;
        // one space makes it go, so that rows can be counted.
        let edge = if has_changed && total.is_multiple_of(width.max(1)) { " \r" } else { "" };
        shown + edge
    }

    /// What takes label and text away, and leaves the cursor where the label began.
    pub fn erase(&self, width: usize) -> String {
        match (self.label + columns(&self.typed)) / width.max(1) {
            0 => "\r\x1b[J".to_owned(),
            rows => format!("\r\x1b[{rows}A\x1b[J"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_is_drawn() {
        let mut prompt = Prompt::new("9:59 left > ".to_owned(), "9:59 left >");
        assert_eq!(prompt.show("key", 80), "key");
        assert_eq!(prompt.show("key b", 80), " b");
        assert_eq!(prompt.show("key b", 80), "");
        assert_eq!(prompt.show("key", 80), "\r\x1b[J9:59 left > key");
    }

    #[test]
    fn a_text_over_several_rows_is_taken_away_whole() {
        let mut prompt = Prompt::new("> ".to_owned(), ">");
        assert_eq!(prompt.show("12345678", 10), "12345678 \r");
        assert_eq!(prompt.erase(10), "\r\x1b[1A\x1b[J");
        prompt.show("123456789012345678901234567", 10);
        assert_eq!(prompt.erase(10), "\r\x1b[2A\x1b[J");
    }

    #[test]
    fn typed_escapes_stay_harmless() {
        let mut prompt = Prompt::new("> ".to_owned(), ">");
        assert_eq!(prompt.show("a\u{1b}[2Jb\u{202e}", 80), "a[2Jb");
    }
}
