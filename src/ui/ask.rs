//! Untimed questions: menus, checklists, yes or no.
//!
//! On a terminal dialoguer asks them, elsewhere they are lines; the answer reaches the face as
//! the same line either way, so that one reading of it serves both.

use std::io;

use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Confirm, Select};

use super::out::{Ink, Out};
use crate::text::SafeText;

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

    /// Writes the question. A dialog writes its own for a list and for yes or no.
    pub fn put(&self, out: &mut Out, has_dialogs: bool) -> io::Result<()> {
        if has_dialogs && self.form != Form::Keys {
            out.dialog_stands();
            return out.flush();
        }
        match self.form {
            Form::Keys => {
                if !self.say.is_empty() {
                    out.line(&self.say)?;
                }
                out.inked(Ink::Dim, &self.legend())?;
            }
            Form::YesNo => {
                let default = if self.default == Some(0) { "Y/n" } else { "y/N" };
                out.line(&format!("{} [{default}]", self.say))?;
            }
            Form::List => {
                out.line(&self.say)?;
                for choice in &self.choices {
                    out.hanging(Ink::Plain, &format!("  {}  ", choice.key), &choice.text)?;
                }
                if let Some(choice) = self.default.and_then(|index| self.choices.get(index)) {
                    out.inked(Ink::Dim, &format!("A number; Enter for {}.", choice.key))?;
                }
            }
        }
        out.prompt(Ink::Plain, ">")?;
        if has_dialogs {
            out.dialog_stands();
        }
        Ok(())
    }

    /// Asks on the terminal and returns the key of the answer. Runs on the keyboard's thread and
    /// writes to standard error.
    ///
    /// # Errors
    /// `Interrupted` on Ctrl-C; anything else means that the terminal cannot be used.
    pub fn interact(&self, color: bool) -> io::Result<String> {
        let colorful = ColorfulTheme::default();
        let theme: &dyn Theme = if color { &colorful } else { &SimpleTheme };
        let say = SafeText::line(&self.say);
        let picked = match self.form {
            Form::Keys => return self.one_key(),
            Form::List => {
                let texts = self.choices.iter().map(|choice| SafeText::line(&choice.text));
                let select = Select::with_theme(theme).with_prompt(say.as_str()).items(texts);
                select.default(self.default.unwrap_or(0)).interact()?
            }
            Form::YesNo => {
                let confirm = Confirm::with_theme(theme).with_prompt(say.as_str());
                usize::from(!confirm.default(self.default == Some(0)).interact()?)
            }
        };
        Ok(self.choices[picked].key.clone())
    }

    fn one_key(&self) -> io::Result<String> {
        let term = Term::stderr();
        loop {
            let key = match term.read_key()? {
                console::Key::Enter => String::new(),
                console::Key::Char(key) => key.to_string(),
                _ => continue,
            };
            if let Ok(picked) = self.read(&key) {
                let choice = &self.choices[picked];
                term.write_line(&choice.text)?;
                return Ok(choice.key.clone());
            }
        }
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
    fn the_default_is_said() {
        let menu = Menu::keys("", &[("r", "retry"), ("n", "next")]).with_default(1);
        assert_eq!(menu.legend(), "r retry · n next (Enter)");
    }
}
