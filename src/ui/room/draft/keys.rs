//! What keys do to a text: readline's keys what readline does, and those of desktops that don't
//! clash with them.

use super::{Draft, Kills, Last, Yanked, motion};
use crate::message::{Key, KeyCode};

/// What became of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The text is another now.
    Changed,
    /// The cursor went, or something was copied.
    Moved,
    /// `^X^E`: the text is to be written in an editor.
    Editor,
    /// The key means nothing in a text.
    No,
}

/// Which way a kill goes: so it joins the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Forward,
    Back,
}

impl Draft {
    pub fn press(&mut self, key: Key, kills: &mut Kills) -> Taken {
        let last = std::mem::take(&mut kills.last);
        let chord = std::mem::take(&mut self.chord);
        let revision = self.revision;
        let is_known = match key {
            _ if chord => match self.chorded(key, kills) {
                Taken::No => false,
                Taken::Editor => return Taken::Editor,
                Taken::Changed | Taken::Moved => true,
            },
            Key { ctrl: true, .. } => self.held_ctrl(key, kills, last),
            Key { alt: true, .. } => self.held_alt(key, kills, last),
            Key { code: KeyCode::Char(letter), .. } => {
                self.insert(letter.encode_utf8(&mut [0; 4]));
                true
            }
            _ => self.plain(key),
        };
        match (is_known, self.revision != revision) {
            (false, _) => Taken::No,
            (true, true) => Taken::Changed,
            (true, false) => Taken::Moved,
        }
    }

    /// A key without Ctrl or Alt that is no letter.
    fn plain(&mut self, key: Key) -> bool {
        let (text, at) = (&self.text, self.cursor);
        let to = match key.code {
            KeyCode::Enter => return self.typed("\n"),
            KeyCode::Tab if !key.shift => {
                let start = motion::line_start(text, at);
                let stop = super::tab_to(super::lay::column(&text[start..at], at - start));
                return self.typed(&" ".repeat(stop));
            }
            KeyCode::Backspace => {
                let to = motion::back(text, at);
                return self.erase(to, at);
            }
            KeyCode::Delete => {
                let to = motion::forward(text, at);
                return self.erase(at, to);
            }
            KeyCode::Left => motion::back(text, at),
            KeyCode::Right => motion::forward(text, at),
            KeyCode::Home => motion::line_start(text, at),
            KeyCode::End => motion::line_end(text, at),
            KeyCode::Up => return self.up(-1, key.shift),
            KeyCode::Down => return self.up(1, key.shift),
            _ => return false,
        };
        self.go(to, key.shift)
    }

    fn held_ctrl(&mut self, key: Key, kills: &mut Kills, last: Last) -> bool {
        let (text, at) = (&self.text, self.cursor);
        let to = match key.code {
            KeyCode::Char('a') => motion::line_start(text, at),
            KeyCode::Char('e') => motion::line_end(text, at),
            KeyCode::Char('f') => motion::forward(text, at),
            KeyCode::Char('b') => motion::back(text, at),
            KeyCode::Char('p') | KeyCode::Up => return self.up(-1, key.shift),
            KeyCode::Char('n') | KeyCode::Down => return self.up(1, key.shift),
            KeyCode::Char('d') => return self.plain(Key::plain(KeyCode::Delete)),
            KeyCode::Char('h') => return self.plain(Key::plain(KeyCode::Backspace)),
            KeyCode::Char('j' | 'm') | KeyCode::Enter => return self.typed("\n"),
            KeyCode::Char('k') => {
                let end = motion::line_end(text, at);
                let end = if end == at { motion::forward(text, at) } else { end };
                return self.kill(at, end, Way::Forward, kills, &last);
            }
            KeyCode::Char('u') => {
                let start = motion::line_start(text, at);
                let start = if start == at { motion::back(text, at) } else { start };
                return self.kill(start, at, Way::Back, kills, &last);
            }
            KeyCode::Char('w') if self.selected().is_some() => return self.cut(kills),
            KeyCode::Char('w') => {
                let start = motion::blank_before(text, at);
                return self.kill(start, at, Way::Back, kills, &last);
            }
            KeyCode::Backspace => {
                let start = motion::word_start(text, at);
                return self.kill(start, at, Way::Back, kills, &last);
            }
            KeyCode::Delete => {
                let end = motion::word_end(text, at);
                return self.kill(at, end, Way::Forward, kills, &last);
            }
            KeyCode::Char('y' | 'v') => return self.yank(kills),
            KeyCode::Char('t') => return self.transpose(),
            // Terminals send ^7 for ^_ and ^/.
            KeyCode::Char('z' | '_' | '7' | '/') => {
                self.undo();
                return true;
            }
            KeyCode::Char('x') if self.selected().is_some() => return self.cut(kills),
            KeyCode::Char('x') => {
                self.chord = true;
                return true;
            }
            KeyCode::Char(' ' | '@' | '2') => {
                self.anchor = Some(at);
                self.is_marked = true;
                return true;
            }
            KeyCode::Char('g') => {
                self.is_marked = false;
                return self.go(at, false);
            }
            KeyCode::Left => motion::word_start(text, at),
            KeyCode::Right => motion::word_end(text, at),
            KeyCode::Home => 0,
            KeyCode::End => text.len(),
            _ => return false,
        };
        self.go(to, key.shift)
    }

    fn held_alt(&mut self, key: Key, kills: &mut Kills, last: Last) -> bool {
        let (text, at) = (&self.text, self.cursor);
        let code = match key.code {
            KeyCode::Char(letter) => KeyCode::Char(letter.to_ascii_lowercase()),
            code => code,
        };
        let to = match code {
            KeyCode::Char('b') | KeyCode::Left => motion::word_start(text, at),
            KeyCode::Char('f') | KeyCode::Right => motion::word_end(text, at),
            KeyCode::Char('<') => 0,
            KeyCode::Char('>') => text.len(),
            KeyCode::Char('d') | KeyCode::Delete => {
                let end = motion::word_end(text, at);
                return self.kill(at, end, Way::Forward, kills, &last);
            }
            KeyCode::Backspace => {
                let start = motion::word_start(text, at);
                return self.kill(start, at, Way::Back, kills, &last);
            }
            KeyCode::Char('y') => return self.yank_before(kills, last),
            KeyCode::Char('t') => return self.transpose_words(),
            KeyCode::Char('u') => return self.recase(str::to_uppercase),
            KeyCode::Char('l') => return self.recase(str::to_lowercase),
            KeyCode::Char('c') => return self.recase(capital),
            KeyCode::Char('\\') => {
                let before = text[..at].trim_end_matches([' ', '\t']).len();
                let after = text[at..].trim_start_matches([' ', '\t']).len();
                let end = text.len() - after;
                return self.erase(before, end);
            }
            KeyCode::Enter => return self.typed("\n"),
            _ => return false,
        };
        self.go(to, key.shift)
    }

    /// The second key after `^X`.
    fn chorded(&mut self, key: Key, kills: &mut Kills) -> Taken {
        match (key.code, key.ctrl) {
            (KeyCode::Char('e'), true) => return Taken::Editor,
            (KeyCode::Char('u'), true) => drop(self.undo()),
            (KeyCode::Char('x'), true) => {
                let mark = self.anchor.unwrap_or(0);
                self.anchor = Some(self.cursor);
                self.cursor = mark;
            }
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
                let start = motion::line_start(&self.text, self.cursor);
                self.kill(start, self.cursor, Way::Back, kills, &Last::Other);
            }
            // No chord: the key means what it means.
            _ => return self.press(key, kills),
        }
        Taken::Moved
    }

    fn go(&mut self, to: usize, selects: bool) -> bool {
        let selects = selects || self.is_marked;
        self.anchor = if selects { self.anchor.or(Some(self.cursor)) } else { None };
        self.cursor = to;
        self.wish = None;
        true
    }

    fn up(&mut self, by: isize, selects: bool) -> bool {
        let to = self.by_rows(by);
        let wish = self.wish;
        self.go(to, selects);
        self.wish = wish;
        true
    }

    fn typed(&mut self, text: &str) -> bool {
        self.insert(text);
        true
    }

    /// What is selected goes, else this.
    fn erase(&mut self, from: usize, to: usize) -> bool {
        let range = self.selected().unwrap_or(from..to);
        self.change(range, "");
        true
    }

    fn kill(&mut self, from: usize, to: usize, way: Way, kills: &mut Kills, last: &Last) -> bool {
        if from == to {
            return true;
        }
        let killed = self.text[from..to].to_owned();
        match (last, kills.ring.last_mut(), way) {
            (Last::Kill, Some(newest), Way::Forward) => newest.push_str(&killed),
            (Last::Kill, Some(newest), Way::Back) => newest.insert_str(0, &killed),
            _ => kills.put(&killed),
        }
        kills.last = Last::Kill;
        self.change(from..to, "")
    }

    fn cut(&mut self, kills: &mut Kills) -> bool {
        self.copy(kills);
        let range = self.selected().unwrap_or(self.cursor..self.cursor);
        self.change(range, "")
    }

    fn yank(&mut self, kills: &mut Kills) -> bool {
        let Some(newest) = kills.ring.last().cloned() else { return true };
        let from = self.selected().map_or(self.cursor, |range| range.start);
        self.insert(&newest);
        self.has_yanked(from, kills.ring.len() - 1, kills)
    }

    /// What was just put in becomes the kill before it.
    fn yank_before(&mut self, kills: &mut Kills, last: Last) -> bool {
        let revision = self.revision;
        let yanked = self.yanked.take_if(|yanked| yanked.revision == revision);
        let Some(Yanked { range, kill, .. }) = yanked.filter(|_| matches!(last, Last::Yank)) else {
            return true;
        };
        let kill = kill.checked_sub(1).unwrap_or(kills.ring.len() - 1);
        let Some(text) = kills.ring.get(kill).cloned() else { return true };
        let from = range.start;
        self.change(range, &text);
        self.has_yanked(from, kill, kills)
    }

    fn has_yanked(&mut self, from: usize, kill: usize, kills: &mut Kills) -> bool {
        kills.last = Last::Yank;
        let range = from..self.cursor;
        self.yanked = Some(Yanked { range, kill, revision: self.revision });
        true
    }

    /// The letter before the cursor changes places with the one at it, or before it at the end.
    fn transpose(&mut self) -> bool {
        let end = motion::line_end(&self.text, self.cursor);
        let start = motion::line_start(&self.text, self.cursor);
        let middle = match self.cursor == end {
            true => motion::back(&self.text, self.cursor),
            false => self.cursor,
        };
        let first = motion::back(&self.text, middle);
        if middle <= start || first < start {
            return true;
        }
        let second = motion::forward(&self.text, middle);
        let swapped = format!("{}{}", &self.text[middle..second], &self.text[first..middle]);
        self.change(first..second, &swapped)
    }

    /// The word before the cursor changes places with the one after it.
    fn transpose_words(&mut self) -> bool {
        let text = &self.text;
        let end = motion::word_end(text, self.cursor);
        let second = motion::word_start(text, end);
        let first = motion::word_start(text, second);
        let between = motion::word_end(text, first).min(second);
        let is_word = text[first..].starts_with(char::is_alphanumeric);
        if first == second || !is_word || text[second..end].trim().is_empty() {
            return true;
        }
        let (one, gap, two) = (&text[first..between], &text[between..second], &text[second..end]);
        let swapped = format!("{two}{gap}{one}");
        self.change(first..end, &swapped)
    }

    /// From the cursor to the end of the word.
    fn recase(&mut self, how: fn(&str) -> String) -> bool {
        let end = motion::word_end(&self.text, self.cursor);
        let new = how(&self.text[self.cursor..end]);
        self.change(self.cursor..end, &new)
    }
}

fn capital(word: &str) -> String {
    let at = word.find(char::is_alphanumeric).unwrap_or(0);
    let mut letters = word[at..].chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{}{first}{}", &word[..at], letters.as_str().to_lowercase())
}
