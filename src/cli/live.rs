//! A person at the terminal: the face, the journal's thread, signals, and a clock that runs.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use clap::Args;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::console::{Console, Error, Outcome};
use super::run::{prep, word};
use super::table::{self, Keeping, Post};
use super::tools::{self, Means};
use crate::clock::{self, RealClock};
use crate::driver::Driver;
use crate::engine::{Event, Header, State};
use crate::format::plan::Plan;
use crate::grade::sql::Choice;
use crate::grade::workbench::Workbench;
use crate::ids::SessionId;
use crate::journal::file::{self, Journal};
use crate::journal::writer::Log;
use crate::message::{Message, Signal};
use crate::session::{self, Session};
use crate::ui::face::Face;
use crate::ui::lines::{Dialogs, Keys};
use crate::ui::out::Out;
use crate::ui::out::look::{Color, Look};
use crate::ui::plain::{PlainFace, Setup};
use crate::ui::room::theme::{Surroundings, Theme, ThemeName};
use crate::ui::room::{RoomFace, Terminal};
use crate::workspace::Workspace;

/// What happens with a session at the terminal.
pub(super) enum Doing {
    /// A new one; the events tell what was drawn.
    Begin { header: Header, drawn: Vec<Event> },
    /// One that was interrupted goes on.
    GoOn(Session),
    /// One that is over is judged.
    Judge(Session),
}

/// How a person wants to sit.
#[derive(Clone, Debug, Args)]
pub struct Seating {
    /// Plain lines instead of the full screen
    #[arg(long)]
    pub plain: bool,
    /// Colours of the full screen: dark, light, 16 or plain [default: what the terminal says]
    #[arg(long, value_name = "NAME", value_parser = word::<ThemeName>)]
    pub theme: Option<ThemeName>,
    /// Draw the full screen in ASCII alone
    #[arg(long)]
    pub ascii: bool,
    /// Run SQL on this PostgreSQL: postgres://user@host/database, `embedded` or `cluster`
    #[arg(long, value_name = "URL")]
    pub sql: Option<Choice>,
}

/// Seats a person in front of a session until it is over or left.
pub(super) fn sit(
    console: &mut Console,
    keeping: &Keeping<'_>,
    seating: &Seating,
    doing: Doing,
) -> Result<Outcome, Error> {
    // The face writes to the same standard output.
    console.out.flush()?;
    let Post { sender, receiver } = table::post();
    let (state, records, mut log, folder) = open(keeping, &doing, sender.clone())?;
    let scratch = matches!(keeping, Keeping::Nothing).then(|| folder.clone());
    let look = Look::of_environment(color(console.color));
    let files = files(&doing, &state, &folder, sender.clone())?;
    let mut grader = Workbench::new(
        tools::makes(Means::of(seating.sql.as_ref(), console.paths)),
        sender.clone(),
    );
    let setup = Setup {
        saved_in: saved_in(keeping, &state),
        folder,
        editor: editor(),
        judging_only: matches!(doing, Doing::Judge(_)),
    };
    let planned = planned(&state, &doing);
    let is_alone = planned.is_some_and(|plan| plan.candidate_elsewhere);
    let is_room = look.moves && !seating.plain;
    let signals = listen(sender.clone(), is_room)?;
    let mut face = if is_room {
        let terminal = Terminal::open(sender)?;
        let theme = theme(look, seating);
        let face = RoomFace::new(Box::new(terminal), setup, theme);
        Seat::Room(Box::new(if is_alone { face.for_interviewer() } else { face }))
    } else {
        let dialogs = Dialogs::where_possible(look);
        let keys = Keys::stdin(sender, dialogs)?;
        let face = PlainFace::new(Out::stdout(look), Box::new(keys), setup);
        Seat::Plain(Box::new(if is_alone { face.for_interviewer() } else { face }))
    };
    let mut clock = RealClock::new(receiver, state.last_at);
    let prep = prep()?;
    let mut files = files;
    let driver =
        Driver::new(state, records, &mut clock, log.as_mut(), face.as_face(), &mut grader, &prep);
    let driver = match &mut files {
        Some(files) => driver.with_files(files),
        None => driver,
    };
    let result = match doing {
        Doing::Begin { drawn, .. } => driver.begin(drawn),
        Doing::GoOn(_) => driver.reopen(clock::boot_id()),
        Doing::Judge(_) => driver.judge(),
    };
    signals.close();
    if let Some(files) = files {
        files.close();
    }
    let goodbye = face.leave();
    // What was typed is saved even where the terminal went away.
    let closed = log.close();
    if let Some(scratch) = scratch {
        std::fs::remove_dir_all(scratch)?;
    }
    result?;
    closed?;
    for line in goodbye {
        writeln!(console.out, "{line}")?;
    }
    Ok(Outcome::Fine)
}

/// The answer's files, where a candidate sits here who may write some.
fn files(
    doing: &Doing,
    state: &State,
    folder: &Path,
    sender: Sender<Message>,
) -> Result<Option<Workspace>, Error> {
    let is_elsewhere = planned(state, doing).is_some_and(|plan| plan.candidate_elsewhere);
    if is_elsewhere || matches!(doing, Doing::Judge(_)) {
        return Ok(None);
    }
    let newest = matches!(doing, Doing::GoOn(_)).then_some(state.last_wall_ms);
    Ok(Some(Workspace::open(folder.to_owned(), newest, sender)?))
}

/// The face that a person sits in front of.
enum Seat {
    Room(Box<RoomFace>),
    Plain(Box<PlainFace>),
}

impl Seat {
    fn as_face(&mut self) -> &mut dyn Face {
        match self {
            Seat::Room(face) => face.as_mut(),
            Seat::Plain(face) => face.as_mut(),
        }
    }

    /// Gives the terminal back; what is left to say on it.
    fn leave(self) -> Vec<String> {
        match self {
            Seat::Room(face) => face.into_goodbye(),
            Seat::Plain(_) => Vec::new(),
        }
    }
}

fn theme(look: Look, seating: &Seating) -> Theme {
    let var = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(var);
    let (term, colorterm, colorfgbg) = (var("TERM"), var("COLORTERM"), var("COLORFGBG"));
    let around = Surroundings {
        color: look.color,
        term: term.as_deref(),
        colorterm: colorterm.as_deref(),
        colorfgbg: colorfgbg.as_deref(),
        locale: locale.as_deref(),
    };
    Theme::choose(seating.theme, seating.ascii, around)
}

/// The plan of the session, also where it is only about to be journaled.
fn planned<'a>(state: &'a State, doing: &'a Doing) -> Option<&'a Plan> {
    let drawn = match doing {
        Doing::Begin { drawn, .. } => drawn.as_slice(),
        Doing::GoOn(_) | Doing::Judge(_) => &[],
    };
    let drawn = drawn.iter().find_map(|event| match event {
        Event::PlanDrawn { plan } => Some(plan.as_ref()),
        _ => None,
    });
    state.plan.as_ref().or(drawn)
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
pub(super) fn listen(sender: Sender<Message>, is_room: bool) -> Result<Handle, Error> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCONT, SIGWINCH])?;
    // A screen has to be given back before the program stops.
    if is_room {
        signals.add_signal(SIGTSTP)?;
    }
    let handle = signals.handle();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for number in signals.forever() {
            let signal = match number {
                SIGINT => Signal::Interrupt,
                SIGTERM => Signal::Terminate,
                SIGHUP => Signal::Hangup,
                SIGCONT => Signal::Continue,
                SIGTSTP => Signal::Stop,
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
