//! What `mock run` asks before a session.

use std::io::{self, Write};
use std::thread;

use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::consts::SIGINT;
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use crate::bank::question::Level;
use crate::cli::context::Context;
use crate::cli::error::Error;
use crate::format::Formats;
use crate::seat::menu::Menu;
use crate::ui::ask as menus;
use crate::ui::out::Out;
use crate::ui::out::look::Look;

/// A dialog hides the cursor while it waits.
const SHOW_CURSOR: &[u8] = b"\x1b[?25h\n";

/// The round or loop to rehearse. The first of the list is what most begin with.
pub(super) fn format(context: &mut Context, formats: &Formats) -> Result<String, Error> {
    let rounds =
        formats.rounds.values().map(|round| (round.id.clone(), &round.title, round.minutes));
    let loops =
        formats.loops.values().map(|looped| (looped.id.clone(), &looped.title, looped.minutes));
    let mut all: Vec<_> = rounds.chain(loops).collect();
    all.sort_by_key(|(id, _, minutes)| (id != "phone-screen", *minutes));
    let width = all.iter().map(|(_, title, _)| title.chars().count()).max().unwrap_or(0);
    let texts: Vec<String> = all
        .iter()
        .map(|(_, title, minutes)| format!("{title:width$}  {minutes:>3} minutes"))
        .collect();
    let menu = Menu::list("What do you want to rehearse?", texts.iter().map(String::as_str));
    let chosen = put(context, &menu)?;
    Ok(all.swap_remove(chosen).0)
}

/// The level the candidate interviews for.
pub(super) fn level(context: &mut Context) -> Result<Level, Error> {
    let words = Level::ALL.iter().map(|level| level.word());
    let menu = Menu::list("For which level?", words).with_default(1);
    Ok(Level::ALL[put(context, &menu)?])
}

/// Asks until the answer is one of the menu's. On a terminal by dialoguer, else by lines.
fn put(context: &mut Context, menu: &Menu) -> Result<usize, Error> {
    context.out.flush()?;
    let look = context.look();
    let mut out = Out::stdout(look);
    loop {
        menus::put(menu, &mut out, look.moves)?;
        let line = if look.moves { dialog(menu, look)? } else { read_line()? };
        out.line_taken();
        match menu.read(&line) {
            Ok(choice) => return Ok(choice),
            Err(wanted) => out.line(&wanted)?,
        }
    }
}

/// Ctrl-C ends the program here, whenever it comes: as a key while the dialog reads, or as a
/// signal before and after. Either way the cursor is shown and the terminal is as it was.
fn dialog(menu: &Menu, look: Look) -> Result<String, Error> {
    let before = tcgetattr(stdin()).ok();
    let mut signals = Signals::new([SIGINT])?;
    let handle = signals.handle();
    let listener = thread::Builder::new().name("menu".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if let Some(before) = &before {
                let _gone = tcsetattr(stdin(), OptionalActions::Now, before);
            }
            let _gone = io::stderr().write_all(SHOW_CURSOR);
            let _never_returns = low_level::emulate_default_handler(signal);
        }
    })?;
    let answer = menus::interact(menu, look.color);
    handle.close();
    // It ends with `close`; a panic in it has nothing to tell.
    let _ended = listener.join();
    answer.map_err(|error| {
        if error.kind() != io::ErrorKind::Interrupted {
            return error.into();
        }
        let _gone = io::stderr().write_all(SHOW_CURSOR);
        Error::unknown("nothing was chosen", "mock run --format phone-screen asks nothing")
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
