//! How a menu is asked: before a session by dialoguer, where the terminal can do it; in one, and
//! elsewhere, by a line, so that nothing typed there is ever swallowed.

use std::io;

use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, MultiSelect, Select};
use unicode_segmentation::UnicodeSegmentation;

use super::out::{Ink, Out};
use crate::seat::menu::{Form, Menu};
use crate::text::SafeText;
use crate::view::page::wrap::columns;

/// Writes the question.
pub fn put(menu: &Menu, out: &mut Out) -> io::Result<()> {
    match menu.form {
        Form::Keys => {
            if !menu.say.is_empty() {
                out.line(&menu.say)?;
            }
            out.inked(Ink::Dim, &menu.legend())?;
        }
        Form::YesNo => {
            let default = if menu.default == Some(0) { "Y/n" } else { "y/N" };
            out.line(&format!("{} [{default}]", menu.say))?;
        }
        Form::List => {
            out.line(&menu.say)?;
            for choice in &menu.choices {
                out.hanging(Ink::Plain, &format!("  {}  ", choice.key), &choice.text)?;
            }
            if let Some(choice) = menu.default.and_then(|index| menu.choices.get(index)) {
                out.inked(Ink::Dim, &format!("A number; Enter for {}.", choice.key))?;
            }
        }
    }
    out.prompt(Ink::Plain, ">")
}

/// A list on the terminal: the key of the answer, or `None` for Esc. It writes to standard error.
///
/// # Errors
/// As of [`interact`].
pub fn pick(menu: &Menu, color: bool) -> io::Result<Option<String>> {
    let say = format!("{} (Esc goes back)", SafeText::line(&menu.say));
    let picked = with_theme(color, |theme| select(menu, theme, &say).interact_opt())?;
    Ok(picked.map(|picked| menu.choices[picked].key.clone()))
}

fn with_theme<T>(
    color: bool,
    ask: impl FnOnce(&dyn Theme) -> dialoguer::Result<T>,
) -> io::Result<T> {
    Ok(if color { ask(&ColorfulTheme::default())? } else { ask(&SimpleTheme)? })
}

fn select<'t>(menu: &Menu, theme: &'t dyn Theme, say: &str) -> Select<'t> {
    // Blanks that make columns stay.
    let text = |text: &str| SafeText::new(text).as_str().replace('\n', " ");
    let texts = menu.choices.iter().map(|choice| text(&choice.text));
    let select = Select::with_theme(theme).with_prompt(say).items(texts);
    select.default(menu.default.unwrap_or(0))
}

/// A list on the terminal that has to be answered: the key of the answer. It writes to standard
/// error.
///
/// # Errors
/// `Interrupted` on Ctrl-C; anything else means that the terminal cannot be used.
pub fn interact(menu: &Menu, color: bool) -> io::Result<String> {
    let say = SafeText::line(&menu.say);
    let picked = with_theme(color, |theme| select(menu, theme, say.as_str()).interact())?;
    Ok(menu.choices[picked].key.clone())
}

/// A list of which several may be ticked: the places of those that are, or `None` for Esc. It writes
/// to standard error, and an item takes one line of `width` columns.
///
/// # Errors
/// `Interrupted` on Ctrl-C; anything else means that the terminal cannot be used.
pub fn tick(
    say: &str,
    items: &[(String, bool)],
    color: bool,
    width: usize,
) -> io::Result<Option<Vec<usize>>> {
    // Before an item stand a cursor and a box; a line that the terminal wraps is drawn twice.
    const BEFORE: usize = 8;
    let say = format!("{} (Space ticks, Enter keeps, Esc goes back)", SafeText::line(say));
    let items = items.iter().map(|(text, is_ticked)| {
        let text = SafeText::line(text);
        (cut(text.as_str(), width.saturating_sub(BEFORE).max(1)), *is_ticked)
    });
    let items: Vec<(String, bool)> = items.collect();
    with_theme(color, |theme| {
        MultiSelect::with_theme(theme)
            .with_prompt(&say)
            .items_checked(items)
            .report(false)
            .interact_opt()
    })
}

/// As much of a text as so many columns hold.
fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.graphemes(true) {
        if columns(&kept) + columns(letter) + 1 > width {
            break;
        }
        kept.push_str(letter);
    }
    kept + "…"
}

/// Asks for a line on the terminal that may be left empty. Writes to standard error.
///
/// # Errors
/// As of [`line`].
pub fn line_or_none(say: &str, color: bool) -> io::Result<String> {
    let answer = with_theme(color, |theme| {
        Input::<String>::with_theme(theme).with_prompt(say).allow_empty(true).interact_text()
    })?;
    Ok(answer.trim().to_owned())
}

/// Asks for a line on the terminal until `is_right` takes it. Writes to standard error.
///
/// # Errors
/// `Interrupted` on Ctrl-C; anything else means that the terminal cannot be used.
pub fn line(
    say: &str,
    default: Option<&str>,
    color: bool,
    is_right: fn(&str) -> Result<(), String>,
) -> io::Result<String> {
    let colorful = ColorfulTheme::default();
    let theme: &dyn Theme = if color { &colorful } else { &SimpleTheme };
    let mut input = Input::<String>::with_theme(theme).with_prompt(say);
    if let Some(default) = default {
        input = input.default(default.to_owned());
    }
    let answer = input.validate_with(|text: &String| is_right(text.trim())).interact_text()?;
    Ok(answer.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_cut_between_letters_and_says_so() {
        assert_eq!(cut("How much data?", 14), "How much data?");
        assert_eq!(cut("How much data?", 9), "How much…");
        assert_eq!(cut("数据量有多大", 7), "数据量…");
    }
}
