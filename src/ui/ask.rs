//! How a menu is asked: on a terminal by dialoguer, elsewhere by lines. The answer reaches the face
//! as the same line either way, so that one reading of it serves both.

use std::io;

use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Confirm, Input, Select};

use super::out::{Ink, Out};
use crate::seat::menu::{Form, Menu};
use crate::text::SafeText;

/// Writes the question. A dialog writes its own for a list and for yes or no.
pub fn put(menu: &Menu, out: &mut Out, has_dialogs: bool) -> io::Result<()> {
    if has_dialogs && menu.form != Form::Keys {
        out.dialog_stands();
        return out.flush();
    }
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
    out.prompt(Ink::Plain, ">")?;
    if has_dialogs {
        out.dialog_stands();
    }
    Ok(())
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
    let texts = menu.choices.iter().map(|choice| SafeText::line(&choice.text));
    let select = Select::with_theme(theme).with_prompt(say).items(texts);
    select.default(menu.default.unwrap_or(0))
}

/// Asks on the terminal and returns the key of the answer. Runs on the keyboard's thread and
/// writes to standard error.
///
/// # Errors
/// `Interrupted` on Ctrl-C; anything else means that the terminal cannot be used.
pub fn interact(menu: &Menu, color: bool) -> io::Result<String> {
    let say = SafeText::line(&menu.say);
    let picked = match menu.form {
        Form::Keys => return one_key(menu),
        Form::List => with_theme(color, |theme| select(menu, theme, say.as_str()).interact())?,
        Form::YesNo => with_theme(color, |theme| {
            // A line like every other: what is typed after the letter belongs to the answer.
            let confirm = Confirm::with_theme(theme).with_prompt(say.as_str());
            let confirm = confirm.wait_for_newline(true);
            Ok(usize::from(!confirm.default(menu.default == Some(0)).interact()?))
        })?,
    };
    Ok(menu.choices[picked].key.clone())
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

fn one_key(menu: &Menu) -> io::Result<String> {
    let term = Term::stderr();
    loop {
        let key = match term.read_key()? {
            console::Key::Enter => String::new(),
            console::Key::Char(key) => key.to_string(),
            _ => continue,
        };
        if let Ok(picked) = menu.read(&key) {
            let choice = &menu.choices[picked];
            term.write_line(&choice.text)?;
            return Ok(choice.key.clone());
        }
    }
}
