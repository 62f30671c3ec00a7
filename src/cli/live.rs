//! A person at the terminal: the face, the journal's thread, signals, and a clock that runs.

use std::fs::DirBuilder;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::console::{Console, Error, Outcome};
use super::run::prep;
use super::table::{self, Keeping, Post};
use crate::clock::{self, RealClock};
use crate::driver::Driver;
use crate::engine::{Event, Header, State};
use crate::ids::SessionId;
use crate::journal::file::{self, Journal};
use crate::journal::writer::Log;
use crate::message::{Message, Signal};
use crate::session::{self, Session};
use crate::ui::lines::{Dialogs, Keys};
use crate::ui::out::Out;
use crate::ui::out::look::{Color, Look};
use crate::ui::plain::{PlainFace, Setup};

/// What happens with a session at the terminal.
pub(super) enum Doing {
    /// A new one; the events tell what was drawn.
    Begin { header: Header, drawn: Vec<Event> },
    /// One that was interrupted goes on.
    GoOn(Session),
    /// One that is over is judged.
    Judge(Session),
}

/// Seats a person in front of a session until it is over or left.
pub(super) fn sit(
    console: &mut Console,
    keeping: &Keeping<'_>,
    doing: Doing,
) -> Result<Outcome, Error> {
    // The face writes to the same standard output.
    console.out.flush()?;
    let Post { sender, receiver } = table::post();
    let (state, records, mut log, folder) = open(keeping, &doing, sender.clone())?;
    let scratch = matches!(keeping, Keeping::Nothing).then(|| folder.clone());
    let look = Look::of_environment(color(console.color));
    let dialogs = Dialogs::where_possible(look);
    let keys = Keys::stdin(sender.clone(), dialogs)?;
    let setup = Setup {
        saved_in: saved_in(keeping, &state),
        folder,
        editor: editor(),
        judging_only: matches!(doing, Doing::Judge(_)),
    };
    let mut face = PlainFace::new(Out::stdout(look), Box::new(keys), setup);
    if is_alone(&state, &doing) {
        face = face.for_interviewer();
    }
    let signals = listen(sender)?;
    let mut clock = RealClock::new(receiver, state.last_at);
    let prep = prep()?;
    let driver = Driver::new(state, records, &mut clock, log.as_mut(), &mut face, &prep);
    let result = match doing {
        Doing::Begin { drawn, .. } => driver.begin(drawn),
        Doing::GoOn(_) => driver.reopen(clock::boot_id()),
        Doing::Judge(_) => driver.judge(),
    };
    signals.close();
    // What was typed is saved even where the terminal went away.
    let closed = log.close();
    if let Some(scratch) = scratch {
        std::fs::remove_dir_all(scratch)?;
    }
    result?;
    closed?;
    Ok(Outcome::Fine)
}

/// Whether the interviewer sits here without the candidate.
fn is_alone(state: &State, doing: &Doing) -> bool {
    let planned = state.plan.as_ref().is_some_and(|plan| plan.candidate_elsewhere);
    let drawn = match doing {
        Doing::Begin { drawn, .. } => drawn.as_slice(),
        Doing::GoOn(_) | Doing::Judge(_) => &[],
    };
    let is_drawn =
        |event: &Event| matches!(event, Event::PlanDrawn { plan } if plan.candidate_elsewhere);
    planned || drawn.iter().any(is_drawn)
}

type Opened = (State, u64, Box<dyn Log>, PathBuf);

fn open(keeping: &Keeping<'_>, doing: &Doing, sender: Sender<Message>) -> Result<Opened, Error> {
    match doing {
        Doing::Begin { header, .. } => {
            let log = table::new_log(keeping, header, sender)?;
            let folder = match keeping {
                Keeping::Disk(store) | Keeping::DiskAtClose(store) => store.path(&header.session),
                Keeping::Nothing => private_folder(&header.session)?,
            };
            Ok((State::new(header.clone()), 1, log, folder))
        }
        Doing::GoOn(session) | Doing::Judge(session) => {
            let opened = Journal::open(&session.path)?;
            // Another process may have written since the first look.
            let again = session::fold(&session.path, &opened.contents)?;
            let log = table::reopened_log(opened.journal, sender)?;
            Ok((again.state, again.records, log, session.path.clone()))
        }
    }
}

/// A folder that only this person can look into, for the editor's files of a session that is kept
/// nowhere.
fn private_folder(session: &SessionId) -> Result<PathBuf, Error> {
    let folder = std::env::temp_dir().join(format!("mock-{session}"));
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder)?;
    Ok(folder)
}

fn saved_in(keeping: &Keeping<'_>, state: &State) -> Option<String> {
    match keeping {
        Keeping::Disk(store) | Keeping::DiskAtClose(store) => {
            Some(store.path(&state.header.session).display().to_string())
        }
        Keeping::Nothing => None,
    }
}

fn editor() -> String {
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_default()
}

pub(super) fn color(choice: clap::ColorChoice) -> Color {
    match choice {
        clap::ColorChoice::Auto => Color::Auto,
        clap::ColorChoice::Always => Color::Always,
        clap::ColorChoice::Never => Color::Never,
    }
}

/// Signals become messages of the one loop. Ctrl-Z keeps its usual meaning.
pub(super) fn listen(sender: Sender<Message>) -> Result<Handle, Error> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCONT, SIGWINCH])?;
    let handle = signals.handle();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for number in signals.forever() {
            let signal = match number {
                SIGINT => Signal::Interrupt,
                SIGTERM => Signal::Terminate,
                SIGHUP => Signal::Hangup,
                SIGCONT => Signal::Continue,
                _ => Signal::Resize,
            };
            if sender.send(Message::Signal(signal)).is_err() {
                break;
            }
        }
    })?;
    Ok(handle)
}

/// A session by the name a person gives, fit to be written to; the newest without one.
pub(super) fn find(
    console: &Console,
    named: Option<&str>,
) -> Result<(session::Store, Session), Error> {
    let store = session::Store::new(console.paths.sessions());
    let id = match named {
        Some(text) => store.find(text)?,
        None => store.last()?,
    };
    let contents = file::view(&store.path(&id))?;
    if let Some(damage) = file::damage(&store.path(&id), &contents) {
        return Err(damage.into());
    }
    let session = session::fold(&store.path(&id), &contents)?;
    Ok((store, session))
}
