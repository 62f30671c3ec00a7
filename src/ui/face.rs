//! What the one loop asks of a face: the plain one, a script, later the room.
//!
//! A face holds no rule of the interview. It shows facts, and turns what a person does into
//! commands; `decide` says which of them stand.

use std::io;
use std::path::PathBuf;

use crate::engine::event::OwnStory;
use crate::engine::{Command, Rejected, Seat, Stamped, State};
use crate::message::{Message, Request};
use crate::time::{Elapsed, Span};

/// What a face may look at.
pub struct Scene<'a> {
    pub state: &'a State,
    pub now: Elapsed,
    /// Why the journal cannot be written, while it cannot.
    pub not_saved: Option<&'a str>,
}

/// What a face is told of the world around the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The session's folder: editor files go there.
    pub folder: PathBuf,
    /// Where the lobby says the session is saved; nothing where it is kept nowhere.
    pub saved_in: Option<String>,
    /// The editor's command line: `$VISUAL`, else `$EDITOR`, else empty for the first found.
    pub editor: String,
    /// Debrief alone: `mock score SESSION`.
    pub judging_only: bool,
    pub stories: Shelf,
}

/// The candidate's own stories: what they call them, and the folder that keeps a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    pub titles: Vec<OwnStory>,
    /// Nothing where the candidate's own folder is elsewhere.
    pub folder: Option<PathBuf>,
}

/// Whether the person is leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Stay,
    /// `Leave` was sent; say goodbye when it is carried out.
    Leaving,
    Left,
}

/// How long a step that was rejected waits before it is tried again.
pub const STALLED_RETRY: Span = Span(2000);

/// A reason as a sentence of its own.
pub fn sentence(why: &Rejected) -> String {
    let why = why.to_string();
    let mut letters = why.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// What the face wants once everything is carried out.
#[derive(Debug, PartialEq, Eq)]
pub enum Turn {
    /// These commands, in order; one that is rejected drops those after it.
    Do(Vec<Request>),
    /// Nothing until a message comes or time is due.
    Wait,
    /// The face is done with the session: over and judged, or left to be resumed.
    Done,
}

impl Turn {
    pub fn candidate(command: Command) -> Turn {
        Turn::Do(vec![Request::candidate(command)])
    }
}

/// A way to sit in front of a session.
///
/// The loop calls `show` after every batch of events, `turn` whenever nothing is outstanding,
/// `receive` for each message, and `wake` when the time of `wake_at` has come. Errors of the
/// terminal end the loop with the session saved.
pub trait Face {
    /// Shows what just happened. The events are applied already.
    fn show(&mut self, scene: &Scene<'_>, events: &[Stamped]) -> io::Result<()>;

    /// Nothing is outstanding: what next? Called again after each change, so it must not repeat
    /// a prompt that still stands.
    fn turn(&mut self, scene: &Scene<'_>) -> io::Result<Turn>;

    /// A line, a signal, the end of input.
    fn receive(&mut self, scene: &Scene<'_>, message: Message) -> io::Result<Turn>;

    /// A command was not taken.
    fn rejected(
        &mut self,
        scene: &Scene<'_>,
        seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()>;

    /// When it wants to be woken for its own sake: to move a countdown, to look at a file.
    fn wake_at(&self, now: Elapsed) -> Option<Elapsed>;

    fn wake(&mut self, scene: &Scene<'_>) -> io::Result<Turn>;
}
