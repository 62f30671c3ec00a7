//! The face that a person sits in front of: the full screen, or plain lines.

use std::io;
use std::sync::mpsc::Sender;

use super::seating::Seating;
use crate::message::Message;
use crate::ui::face::Face;
use crate::ui::face::Setup;
use crate::ui::lines::{Dialogs, Keys};
use crate::ui::out::Out;
use crate::ui::plain::PlainFace;
use crate::ui::room::{RoomFace, Terminal};

pub enum Front {
    Room(Box<RoomFace>),
    Plain(Box<PlainFace>),
}

impl Front {
    /// `is_interviewers` where the candidate sits elsewhere.
    ///
    /// # Errors
    /// Where the terminal cannot be set up.
    pub fn open(
        seating: &Seating,
        setup: Setup,
        is_interviewers: bool,
        sender: Sender<Message>,
    ) -> io::Result<Front> {
        Ok(match seating.theme {
            Some(theme) => {
                let terminal = Terminal::open(sender)?;
                let face = RoomFace::new(Box::new(terminal), setup, theme);
                Front::Room(Box::new(if is_interviewers { face.for_interviewer() } else { face }))
            }
            None => {
                let dialogs = Dialogs::where_possible(seating.look);
                let keys = Keys::stdin(sender, dialogs)?;
                let face = PlainFace::new(Out::stdout(seating.look), Box::new(keys), setup);
                Front::Plain(Box::new(if is_interviewers { face.for_interviewer() } else { face }))
            }
        })
    }

    pub fn as_face(&mut self) -> &mut dyn Face {
        match self {
            Front::Room(face) => face.as_mut(),
            Front::Plain(face) => face.as_mut(),
        }
    }

    /// Gives the terminal back; what is left to say on it.
    pub fn leave(self) -> Vec<String> {
        match self {
            Front::Room(face) => face.into_goodbye(),
            Front::Plain(_) => Vec::new(),
        }
    }
}
