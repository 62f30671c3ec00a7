//! Untimed questions with a closed list of answers: menus, checklists, yes or no.

use crate::message::{Key, KeyCode};

/// A question with a closed list of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    pub say: String,
    pub choices: Vec<Choice>,
    /// What Enter alone means.
    pub default: Option<usize>,
    pub form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is typed: `m`, `2`.
    pub key: String,
    /// What it means: `met`.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One key, the choices on one line.
    Keys,
    /// A list to pick from.
    List,
    YesNo,
}

impl Menu {
    /// One key an answer: `[("m", "met"), …]`.
    pub fn keys(say: &str, choices: &[(&str, &str)]) -> Menu {
        let choices = choices
            .iter()
            .map(|(key, text)| Choice { key: (*key).to_owned(), text: (*text).to_owned() })
            .collect();
        Menu { say: say.to_owned(), choices, default: None, form: Form::Keys }
    }

    /// Numbered from 1.
    pub fn list<'a>(say: &str, texts: impl IntoIterator<Item = &'a str>) -> Menu {
        let numbered = texts.into_iter().zip(1..);
        let choices = numbered
            .map(|(text, number)| Choice { key: number.to_string(), text: text.to_owned() })
            .collect();
        Menu { say: say.to_owned(), choices, default: Some(0), form: Form::List }
    }

    pub fn yes_no(say: &str, default: bool) -> Menu {
        let default = Some(usize::from(!default));
        Menu { default, form: Form::YesNo, ..Menu::keys(say, &[("y", "yes"), ("n", "no")]) }
    }

    #[must_use]
    pub fn with_default(self, default: usize) -> Menu {
        Menu { default: Some(default), ..self }
    }

    /// Which choice a line means: its key, its word or the beginning of its word.
    ///
    /// # Errors
    /// What may be typed instead.
    pub fn read(&self, line: &str) -> Result<usize, String> {
        let typed = line.trim().to_lowercase();
        if typed.is_empty() {
            return self.default.ok_or_else(|| self.wanted());
        }
        let exact = |choice: &Choice| choice.key == typed || choice.text.to_lowercase() == typed;
        let begins = |choice: &Choice| choice.text.to_lowercase().starts_with(&typed);
        if let Some(found) = self.choices.iter().position(exact) {
            return Ok(found);
        }
        let mut found = (0..self.choices.len()).filter(|index| begins(&self.choices[*index]));
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(self.wanted()),
        }
    }

    /// The key of the choice that a line means.
    ///
    /// # Errors
    /// What may be typed instead.
    pub fn key_of(&self, line: &str) -> Result<&str, String> {
        self.read(line).map(|picked| self.choices[picked].key.as_str())
    }

    /// The key of the choice that was pressed, if one was; Enter is the default's.
    pub fn pressed(&self, key: Key) -> Option<&str> {
        let index = match key.code {
            KeyCode::Enter => self.default,
            KeyCode::Char(letter) if !key.ctrl && !key.alt => {
                let typed = letter.to_lowercase().to_string();
                self.choices.iter().position(|choice| choice.key == typed)
            }
            _ => None,
        };
        index.map(|index| self.choices[index].key.as_str())
    }

    pub fn offers(&self, key: &str) -> bool {
        self.choices.iter().any(|choice| choice.key == key)
    }

    fn wanted(&self) -> String {
        let keys: Vec<&str> = self.choices.iter().map(|choice| choice.key.as_str()).collect();
        let enter = if self.default.is_some() { ", or Enter" } else { "" };
        format!("Type one of {}{enter}.", keys.join(", "))
    }

    /// The choices in words, the default marked.
    pub fn legend(&self) -> String {
        let word = |(index, choice): (usize, &Choice)| match self.default {
            Some(default) if default == index => format!("{} {} (Enter)", choice.key, choice.text),
            _ => format!("{} {}", choice.key, choice.text),
        };
        self.choices.iter().enumerate().map(word).collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_key_word_or_default() {
        let menu = Menu::keys("", &[("m", "met"), ("p", "partly"), ("x", "missed")]);
        assert_eq!(menu.read(" M "), Ok(0));
        assert_eq!(menu.read("missed"), Ok(2));
        assert_eq!(menu.read("part"), Ok(1));
        assert_eq!(menu.read(""), Err("Type one of m, p, x.".to_owned()));
        assert_eq!(Menu::yes_no("Sure?", false).read(""), Ok(1));
        assert_eq!(Menu::list("Which?", ["one", "two"]).read("2"), Ok(1));
    }

    #[test]
    fn a_key_picks_its_choice_and_enter_the_default() {
        let menu = Menu::keys("", &[("r", "retry"), ("n", "next")]).with_default(1);
        let pressed = |code| menu.pressed(Key::plain(code));
        assert_eq!(pressed(KeyCode::Char('R')), Some("r"));
        assert_eq!(pressed(KeyCode::Enter), Some("n"));
        assert_eq!((pressed(KeyCode::Char('x')), menu.pressed(Key::ctrl('r'))), (None, None));
        assert_eq!(Menu::keys("", &[("r", "retry")]).pressed(Key::plain(KeyCode::Enter)), None);
    }

    #[test]
    fn the_default_is_said() {
        let menu = Menu::keys("", &[("r", "retry"), ("n", "next")]).with_default(1);
        assert_eq!(menu.legend(), "r retry · n next (Enter)");
    }
}
