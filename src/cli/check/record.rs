//! A run of a session that nobody has open: it is opened, and left again as it was found. Its
//! clock stands.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::mpsc;

use crate::cli::error::Error;
use crate::clock::{self, SimulatedClock};
use crate::driver::{Driver, reporter};
use crate::engine::event::Event;
use crate::engine::verdict::{Graded, Verdict};
use crate::engine::{Command, Rejected, Seat, Stage, Stamped, State};
use crate::grade::workbench::Bench;
use crate::journal::file::Journal;
use crate::journal::writer::{Durability, Inline};
use crate::message::Message;
use crate::session;
use crate::time::Elapsed;
use crate::ui::face::{Face, Scene, Turn};
use crate::workspace::{self, layout::FIELDS};

/// Whether a run would be taken, were the clock not paused.
pub fn is_open(state: &State) -> bool {
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    state.stage == Stage::Asking && attempt.is_some_and(|attempt| attempt.parts == 0)
}

/// Takes over the files, runs the visible cases, and leaves.
///
/// # Errors
/// Where the journal cannot be opened, or the run is not taken.
pub fn record(path: &Path, folder: &Path, bench: &mut Bench) -> Result<(usize, Verdict), Error> {
    let opened = Journal::open(path)?;
    let session = session::fold(path, &opened.contents)?;
    let state = session.state;
    let (sender, receiver) = mpsc::channel();
    let report = reporter(sender);
    let mut log = Inline::new(opened.journal, Durability::AtClose, report);
    let wall_ms = clock::wall_ms();
    let start_ms = wall_ms.saturating_sub_unsigned(state.last_at.0);
    let mut clock = SimulatedClock::new(receiver, state.last_at, start_ms);
    let mut face = CheckFace::new(&state, folder);
    let driver = Driver::new(state, session.records, &mut clock, &mut log, &mut face, bench, &[]);
    let ran = driver.reopen(clock::boot_id());
    crate::journal::writer::Log::close(Box::new(log))?;
    ran?;
    match (face.verdict, face.refused) {
        (Some(ran), _) => Ok(ran),
        (None, Some(why)) => {
            Err(Error::Unknown(format!("the session did not take the run: {why}")))
        }
        (None, None) => Err(Error::Bug("the run came to nothing".to_owned())),
    }
}

/// Goes on, edits, runs, and leaves once the verdict is there.
struct CheckFace {
    steps: VecDeque<Command>,
    verdict: Option<(usize, Verdict)>,
    refused: Option<String>,
    has_left: bool,
}

impl CheckFace {
    fn new(state: &State, folder: &Path) -> CheckFace {
        let edit = |field: &&str| {
            let text = workspace::read_field(folder, state, field)?;
            Some(Command::Edit { field: (*field).to_owned(), text })
        };
        let edits = FIELDS.iter().filter_map(edit);
        let steps = edits.chain([Command::RunCases]).collect();
        CheckFace { steps, verdict: None, refused: None, has_left: false }
    }
}

impl Face for CheckFace {
    fn show(&mut self, _scene: &Scene<'_>, events: &[Stamped]) -> io::Result<()> {
        for stamped in events {
            if let Event::VerdictReached(reached) = &stamped.event
                && let Graded::Run(run) = reached.of
            {
                self.verdict = Some((run, reached.verdict.as_ref().clone()));
            }
        }
        Ok(())
    }

    fn turn(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if self.has_left {
            return Ok(Turn::Done);
        }
        if scene.state.paused.is_some() && !self.steps.is_empty() {
            return Ok(Turn::candidate(Command::Resume));
        }
        let next = self.steps.pop_front().unwrap_or_else(|| {
            self.has_left = true;
            Command::Leave
        });
        Ok(Turn::candidate(next))
    }

    fn receive(&mut self, _scene: &Scene<'_>, _message: Message) -> io::Result<Turn> {
        Ok(Turn::Wait)
    }

    fn rejected(
        &mut self,
        _scene: &Scene<'_>,
        _seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()> {
        if !matches!(command, Command::Leave) {
            self.refused = Some(why.to_string());
            self.steps.clear();
        }
        Ok(())
    }

    fn wake_at(&self, _now: Elapsed) -> Option<Elapsed> {
        None
    }

    fn wake(&mut self, _scene: &Scene<'_>) -> io::Result<Turn> {
        Ok(Turn::Wait)
    }
}
