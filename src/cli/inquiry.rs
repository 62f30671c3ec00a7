//! What a command's options leave open, asked one thing after the other where a person sits at a
//! terminal that can be drawn on.

use std::io::{self, IsTerminal};

use super::context::Context;
use super::dialog::guarded;
use super::error::Error;
use crate::seat::menu::Menu;
use crate::ui::ask;

pub(super) struct Inquiry {
    color: bool,
    width: usize,
    /// What is said where the person leaves: what became of it, and what to do instead.
    left: (&'static str, &'static str),
}

impl Inquiry {
    /// Nothing where nobody can be asked.
    ///
    /// # Errors
    /// Where what was written so far cannot be shown.
    pub(super) fn on(
        context: &mut Context,
        left: (&'static str, &'static str),
    ) -> Result<Option<Inquiry>, Error> {
        let look = context.look();
        context.out.flush()?;
        let is_asked = look.moves && io::stderr().is_terminal();
        Ok(is_asked.then_some(Inquiry { color: look.color, width: look.width, left }))
    }

    /// A line that must not be empty.
    pub(super) fn line(
        &self,
        say: &str,
        default: Option<&str>,
        is_right: fn(&str) -> Result<(), String>,
    ) -> Result<String, Error> {
        self.asked(guarded(|| ask::line(say, default, self.color, is_right)))
    }

    /// A line that may be empty.
    pub(super) fn line_or_none(&self, say: &str) -> Result<String, Error> {
        self.asked(guarded(|| ask::line_or_none(say, self.color)))
    }

    /// The place of one of several.
    pub(super) fn pick<'t>(
        &self,
        say: &str,
        texts: impl IntoIterator<Item = &'t str>,
        default: usize,
    ) -> Result<usize, Error> {
        let menu = Menu::list(say, texts).with_default(default);
        let key = self.asked(guarded(|| ask::interact(&menu, self.color)))?;
        Ok(menu.read(&key).unwrap_or(default))
    }

    /// The places of those that are ticked; nothing where the person went back.
    pub(super) fn tick(
        &self,
        say: &str,
        items: &[(String, bool)],
    ) -> Result<Option<Vec<usize>>, Error> {
        self.asked(guarded(|| ask::tick(say, items, self.color, self.width)))
    }

    fn asked<T>(&self, answer: io::Result<T>) -> Result<T, Error> {
        answer.map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => Error::unknown(self.left.0, self.left.1),
            _ => error.into(),
        })
    }
}

/// Anything but nothing.
pub(super) fn not_empty(text: &str) -> Result<(), String> {
    if text.is_empty() { Err("write something".to_owned()) } else { Ok(()) }
}
