//! What `mock run` asks before a session.

use std::collections::BTreeSet;
use std::io;

use rustix::stdio::stdin;

use crate::bank::question::Level;
use crate::cli::context::Context;
use crate::cli::dialog::guarded;
use crate::cli::error::Error;
use crate::format::{Format, Formats};
use crate::seat::menu::Menu;
use crate::ui::ask as menus;
use crate::ui::out::Out;
use crate::ui::out::look::Look;
use crate::view::page::wrap::cut;

/// Titles that are wider push what stands behind them.
const TITLE_MOST: usize = 16;

/// Columns before a line of a menu, and one that stays free.
const MARKED: usize = 4;

/// The round or loop to rehearse, and unless it is told the level. Esc at the level leads back to
/// the round.
pub(super) fn what(
    context: &mut Context,
    look: Look,
    formats: &Formats,
    is_level_told: bool,
) -> Result<(String, Option<Level>), Error> {
    loop {
        let Some(id) = format(context, look, formats)? else { return Err(nothing_chosen()) };
        if is_level_told {
            return Ok((id, None));
        }
        if let Some(level) = level(context, look)? {
            return Ok((id, Some(level)));
        }
    }
}

/// The first of the list is what most begin with.
fn format(context: &mut Context, look: Look, formats: &Formats) -> Result<Option<String>, Error> {
    let mut all: Vec<Format> = formats.ids().filter_map(|id| formats.get(id)).collect();
    all.sort_by_key(|format| (format.id() != "phone-screen", format.minutes()));
    let width = |format: &Format| format.title().chars().count();
    let width = all.iter().map(width).filter(|width| *width <= TITLE_MOST).max().unwrap_or(0);
    // A menu that moves its cursor has one line for each.
    let most = if look.moves { look.width.saturating_sub(MARKED) } else { usize::MAX };
    let text = |format: &Format| {
        let mut parts = format.parts();
        let mut known = BTreeSet::new();
        parts.retain(|part| known.insert(part.clone()));
        let (title, minutes, parts) = (format.title(), format.minutes(), parts.join(", "));
        cut(&format!("{title:width$}  {minutes:>3} minutes  {parts}"), most)
    };
    let texts: Vec<String> = all.iter().map(text).collect();
    let say = "What do you want to rehearse? --minutes 20 makes any of it shorter.";
    let menu = Menu::list(say, texts.iter().map(String::as_str));
    let chosen = put(context, look, &menu)?;
    Ok(chosen.map(|chosen| all.swap_remove(chosen).id().to_owned()))
}

/// The level the candidate interviews for.
fn level(context: &mut Context, look: Look) -> Result<Option<Level>, Error> {
    let words = Level::ALL.iter().map(|level| level.word());
    let menu = Menu::list("For which level?", words).with_default(1);
    Ok(put(context, look, &menu)?.map(|chosen| Level::ALL[chosen]))
}

fn nothing_chosen() -> Error {
    Error::unknown("nothing was chosen", "mock run --format phone-screen asks nothing")
}

/// Asks until the answer is one of the menu's, `None` for Esc. On a terminal by dialoguer, else by
/// lines.
fn put(context: &mut Context, look: Look, menu: &Menu) -> Result<Option<usize>, Error> {
    context.out.flush()?;
    let mut out = Out::stdout(look);
    loop {
        let line = if look.moves {
            out.dialog_stands();
            out.flush()?;
            dialog(menu, look)?
        } else {
            menus::put(menu, &mut out)?;
            Some(read_line()?)
        };
        out.line_taken();
        let Some(line) = line else { return Ok(None) };
        match menu.read(&line) {
            Ok(choice) => return Ok(Some(choice)),
            Err(wanted) => out.line(&wanted)?,
        }
    }
}

fn dialog(menu: &Menu, look: Look) -> Result<Option<String>, Error> {
    guarded(|| menus::pick(menu, look.color)).map_err(|error| match error.kind() {
        io::ErrorKind::Interrupted => nothing_chosen(),
        _ => error.into(),
    })
}

/// One line, byte by byte: what follows it belongs to the session.
fn read_line() -> Result<String, Error> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    loop {
        // `io::stdin` would keep more than the line, which the session's reader would not see.
        let read = rustix::io::read(stdin(), &mut byte).map_err(io::Error::from)?;
        match (read, byte[0]) {
            (0, _) if bytes.is_empty() => {
                let message = "standard input ended before a round was chosen";
                return Err(Error::unknown(message, "say which: mock run --format phone-screen"));
            }
            (0, _) | (_, b'\n') => break,
            (_, byte) => bytes.push(byte),
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
