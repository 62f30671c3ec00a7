//! What `mock run` asks before a session, and what `mock` alone says to do next.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use signal_hook::{flag, low_level};

use super::console::{Console, Error, Outcome};
use super::live::color;
use crate::bank::Bank;
use crate::bank::question::Level;
use crate::session::Store;
use crate::ui::ask::Menu;
use crate::ui::out::Out;
use crate::ui::out::look::Look;

/// The round or loop to rehearse. The first of the list is what most begin with.
pub(super) fn format(console: &mut Console, bank: &Bank) -> Result<String, Error> {
    let rounds = bank.rounds.values().map(|round| (round.id.clone(), &round.title, round.minutes));
    let loops =
        bank.loops.values().map(|looped| (looped.id.clone(), &looped.title, looped.minutes));
    let mut all: Vec<_> = rounds.chain(loops).collect();
    all.sort_by_key(|(id, _, minutes)| (id != "phone-screen", *minutes));
    let width = all.iter().map(|(_, title, _)| title.chars().count()).max().unwrap_or(0);
    let texts: Vec<String> = all
        .iter()
        .map(|(_, title, minutes)| format!("{title:width$}  {minutes:>3} minutes"))
        .collect();
    let menu = Menu::list("What do you want to rehearse?", texts.iter().map(String::as_str));
    let chosen = put(console, &menu)?;
    Ok(all.swap_remove(chosen).0)
}

/// The level the candidate interviews for.
pub(super) fn level(console: &mut Console) -> Result<Level, Error> {
    let words = Level::ALL.iter().map(|level| level.word());
    let menu = Menu::list("For which level?", words).with_default(1);
    Ok(Level::ALL[put(console, &menu)?])
}

/// Asks until the answer is one of the menu's. On a terminal by dialoguer, else by lines.
fn put(console: &mut Console, menu: &Menu) -> Result<usize, Error> {
    console.out.flush()?;
    let look = Look::of_environment(color(console.color));
    let mut out = Out::stdout(look);
    loop {
        menu.put(&mut out, look.moves)?;
        let line = if look.moves { dialog(menu, look)? } else { read_line()? };
        out.line_taken();
        match menu.read(&line) {
            Ok(choice) => return Ok(choice),
            Err(wanted) => out.line(&wanted)?,
        }
    }
}

/// Ctrl-C in a dialog would end the program with the cursor hidden, so it is caught meanwhile.
fn dialog(menu: &Menu, look: Look) -> Result<String, Error> {
    let caught = Arc::new(AtomicBool::new(false));
    let id = flag::register(SIGINT, Arc::clone(&caught))?;
    let answer = menu.interact(look.color);
    low_level::unregister(id);
    answer.map_err(|error| {
        if error.kind() != io::ErrorKind::Interrupted {
            return error.into();
        }
        // A terminal that is gone has no cursor to show.
        let _gone = io::stderr().write_all(b"\x1b[?25h\n");
        Error::unknown("nothing was chosen", "mock run --format phone-screen asks nothing")
    })
}

/// One line, byte by byte: what follows it belongs to the session.
fn read_line() -> Result<String, Error> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    loop {
        // `io::stdin` would keep more than the line, which the session's reader would not see.
        let read = rustix::io::read(rustix::stdio::stdin(), &mut byte).map_err(io::Error::from)?;
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

/// With no arguments: what to do next.
pub(super) fn what_next(console: &mut Console) -> Result<Outcome, Error> {
    let store = Store::new(console.paths.sessions());
    let ids = store.ids()?;
    let out = &mut console.out;
    writeln!(out, "mock: rehearse a data-engineering interview in the terminal\n")?;
    if let Some(session) = store.interrupted()? {
        let title = session.state.plan.as_ref().map_or("session", |plan| plan.title.as_str());
        let title = crate::text::SafeText::line(title);
        let id = session.header.session.short();
        writeln!(out, "  mock resume {id:<24} go on with the {title} you left")?;
    }
    if let Some(last) = ids.first() {
        writeln!(out, "  mock transcript {:<20} read the last session", last.short())?;
        writeln!(out, "  {:<36} how it goes over time", "mock history")?;
        writeln!(out, "  {:<36} the next one; it asks which", "mock run")?;
        writeln!(out, "  {:<36} what went badly before", "mock run --redo")?;
    } else {
        writeln!(out, "  {:<36} a first round; it asks which", "mock run")?;
        writeln!(out, "  {:<36} twenty minutes of it", "mock run --minutes 20")?;
        writeln!(out, "  {:<36} rounds and loops, with their phases", "mock rounds")?;
        writeln!(out, "  {:<36} what can be asked", "mock bank list")?;
        writeln!(out, "  {:<36} whether this machine has what it takes", "mock doctor")?;
    }
    writeln!(out, "\nmock --help lists everything.")?;
    Ok(Outcome::Fine)
}
