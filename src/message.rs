//! What reaches the one loop from outside: lines, signals, the journal's reports.

use crate::engine::event::Reading;
use crate::engine::verdict::{Reached, TableRows};
use crate::engine::{Command, Seat};

#[derive(Clone, Debug)]
pub enum Message {
    /// Every record up to `seq` is on disk.
    Saved {
        seq: u64,
    },
    /// The journal cannot be written; what comes is kept in memory.
    NotSaved {
        cause: String,
    },
    /// It can again, and everything kept is on disk.
    SavedAgain,
    /// A run or a hand-in was graded.
    Graded(Reached),
    /// A model has read a closed part of an answer, or could not.
    PartRead(PartRead),
    /// What a look at the data found, or why it found nothing.
    Looked(Result<TableRows, String>),
    /// Something to tell the person that is no fact of the session.
    Noticed(String),
    /// A file of the answer was saved: the field and its text.
    FileSaved {
        field: String,
        text: String,
    },
    /// A file of the answer was saved and cannot be taken, or cannot be written.
    FileRefused {
        name: String,
        why: String,
    },
    /// Another process wants the visible cases run.
    RunAsked,
    /// A line typed or piped, without its newline.
    Line(String),
    /// A key, where a face has the whole screen.
    Key(Key),
    /// Text that was pasted in one go.
    Pasted(String),
    /// The line being typed, as it stands; only from a terminal whose lines we edit ourselves.
    Typing(String),
    /// Standard input has ended; nothing more will be typed.
    InputClosed,
    Signal(Signal),
}

/// What a model made of a closed part of the scored attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRead {
    pub slot: usize,
    pub item: usize,
    /// 0 the answer, n its n-th follow-up.
    pub part: usize,
    /// Its reading, or why there is none.
    pub reading: Result<Reading, String>,
}

/// A key that was pressed, with what was held down beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    pub code: KeyCode,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyCode {
    Char(char),
    F(u8),
    Enter,
    Tab,
    Backspace,
    Delete,
    Esc,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    pub const fn ctrl(letter: char) -> Key {
        Key { ctrl: true, ..Key::plain(KeyCode::Char(letter)) }
    }

    pub const fn alt(letter: char) -> Key {
        Key { alt: true, ..Key::plain(KeyCode::Char(letter)) }
    }

    pub const fn shift(code: KeyCode) -> Key {
        Key { shift: true, ..Key::plain(code) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    Terminate,
    Hangup,
    /// Ctrl-Z, and coming back from it.
    Stop,
    Continue,
    Resize,
}

/// A command, and who asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub seat: Seat,
    pub command: Command,
}

impl Request {
    pub fn candidate(command: Command) -> Request {
        Request { seat: Seat::Candidate, command }
    }

    pub fn interviewer(command: Command) -> Request {
        Request { seat: Seat::Interviewer, command }
    }
}
