//! A person at the terminal: the face, the journal's thread, signals, and a clock that runs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};

use super::face::{FaceOptions, Front};
use super::given;
use super::log::{Keeping, new_log, reopened_log};
use super::prep::prep;
use super::signals;
use super::stories::stories;
use super::terminal_mark::Mark;
use crate::cli::context::PREFIX;
use crate::cli::error::Error;
use crate::clock::{self, RealClock};
use crate::driver::Driver;
use crate::engine::{Event, Header, State};
use crate::format::plan::Plan;
use crate::grade::engines::Engines;
use crate::grade::workbench::Workbench;
use crate::journal::file::Journal;
use crate::journal::writer::Log;
use crate::message::Message;
use crate::paths::Paths;
use crate::reader::desk::{Chosen, Desk};
use crate::scratch::Folder;
use crate::session::{self, Session};
use crate::ui::face::{Setup, Shelf};
use crate::view::say::situation::saved_after_all;
use crate::workspace::Workspace;

/// What happens with a session at the terminal.
pub enum Doing {
    /// A new one; the events tell what was drawn.
    Begin { header: Header, drawn: Vec<Event> },
    /// One that was interrupted goes on.
    GoOn(Session),
    /// One that is over is judged.
    Judge(Session),
}

/// Seats a person in front of a session until it is over or left. `out` is standard output, which
/// the face writes to as well.
///
/// # Errors
/// Where the journal or the terminal cannot be opened or used.
pub fn run(
    out: &mut dyn Write,
    face: &FaceOptions,
    engines: Engines,
    model: Option<Chosen>,
    keeping: &Keeping<'_>,
    doing: Doing,
) -> Result<(), Error> {
    out.flush()?;
    if let Some(aside) = face.aside {
        // Who sees nothing of it misses nothing else.
        let _unsaid = writeln!(io::stderr(), "{PREFIX}{aside}");
    }
    let is_read = face.has_given && !matches!(doing, Doing::Judge(_));
    let given = if is_read { given::read()? } else { None };
    let (sender, receiver) = mpsc::channel();
    let (state, records, mut log, folder) = open(keeping, &doing, sender.clone())?;
    let scratch = matches!(keeping, Keeping::Nothing).then(|| folder.clone());
    let is_interviewers = planned(&state, &doing).is_some_and(|plan| plan.candidate_elsewhere);
    let mut files = files(&doing, is_interviewers, &state, &folder, sender.clone())?;
    let setup = Setup {
        saved_in: saved_in(keeping, &state),
        folder,
        editor: face.editor.clone(),
        judging_only: matches!(doing, Doing::Judge(_)),
        stories: shelf(&face.paths, is_interviewers),
    };
    let signals = signals::listen(sender.clone(), face.theme.is_some())?;
    let _mark = face.look.moves.then(|| Mark::set(&face.paths)).flatten();
    let prep = prep(Some(&face.paths))?;
    let front = Front::open(face, setup, is_interviewers, sender.clone())?;
    let front = front.with_looker(engines.sql.clone().ok(), sender.clone());
    let mut front = front.with_given(given);
    let mut model = model.map(|chosen| Desk::new(chosen, sender.clone()));
    let mut grader = Workbench::new(engines.makes(), sender);
    let mut clock = RealClock::new(receiver, state.last_at);
    let driver =
        Driver::new(state, records, &mut clock, log.as_mut(), front.as_face(), &mut grader, &prep);
    let driver = match &mut files {
        Some(files) => driver.with_files(files),
        None => driver,
    };
    let driver = match &mut model {
        Some(model) => driver.with_model(model),
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
    let left_unsaved = front.left_unsaved();
    let goodbye = front.leave();
    // What was typed is saved even where the terminal went away.
    let closed = log.close();
    if let Some(scratch) = scratch {
        std::fs::remove_dir_all(scratch)?;
    }
    let state = result?;
    closed?;
    let after_all = left_unsaved.then(|| saved_after_all(&state));
    for line in goodbye.into_iter().chain(after_all) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The candidate's own stories; what can't be read is told by `mock story` and stops no round.
fn shelf(paths: &Paths, is_interviewers: bool) -> Shelf {
    match is_interviewers {
        true => Shelf::default(),
        false => Shelf { titles: stories(paths), folder: Some(paths.stories()) },
    }
}

/// State, number of records, log, and the session's folder.
type Opened = (State, u64, Box<dyn Log>, PathBuf);

fn open(keeping: &Keeping<'_>, doing: &Doing, sender: Sender<Message>) -> Result<Opened, Error> {
    match doing {
        Doing::Begin { header, .. } => {
            let log = new_log(keeping, header, sender)?;
            let folder = match keeping {
                Keeping::Disk(store) | Keeping::DiskAtClose(store) => store.path(&header.session),
                // Gone with the process, however that ends.
                Keeping::Nothing => Folder::new()?.keep(),
            };
            Ok((State::new(header.clone()), 1, log, folder))
        }
        Doing::GoOn(session) | Doing::Judge(session) => {
            let opened = Journal::open(&session.path)?;
            // Another process may have written since the first look.
            let again = session::fold(&session.path, &opened.contents)?;
            let log = reopened_log(opened.journal, sender)?;
            Ok((again.state, again.records, log, session.path.clone()))
        }
    }
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

/// The answer's files, where a candidate sits here who may write some.
fn files(
    doing: &Doing,
    is_interviewers: bool,
    state: &State,
    folder: &Path,
    sender: Sender<Message>,
) -> Result<Option<Workspace>, Error> {
    if is_interviewers || matches!(doing, Doing::Judge(_)) {
        return Ok(None);
    }
    let newest = matches!(doing, Doing::GoOn(_)).then_some(state.last_wall_ms);
    Ok(Some(Workspace::open(folder.to_owned(), newest, sender)?))
}

fn saved_in(keeping: &Keeping<'_>, state: &State) -> Option<String> {
    match keeping {
        Keeping::Disk(store) | Keeping::DiskAtClose(store) => {
            Some(store.path(&state.header.session).display().to_string())
        }
        Keeping::Nothing => None,
    }
}
