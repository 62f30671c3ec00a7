//! What was said: `you`, `them`, `hint`.

use std::io;

use super::clock;
use crate::engine::Seat;
use crate::engine::state::{ItemState, What};
use crate::ui::out::{Ink, Out};

const YOU: &str = "you    ";
const THEM: &str = "them   ";
const HINT: &str = "hint   ";

/// One line of the talk; happenings that nobody said are left out.
pub fn put(out: &mut Out, what: &What) -> io::Result<()> {
    match what {
        What::Asked { text } | What::Said { by: Seat::Candidate, text } => {
            out.hanging(Ink::Plain, YOU, text)
        }
        What::Answered { text, .. } | What::Said { by: Seat::Interviewer, text } => {
            out.hanging(Ink::Cyan, THEM, text)
        }
        What::Revealed { text, cost, .. } => {
            out.hanging(Ink::Cyan, THEM, text)?;
            out.hanging(Ink::Dim, "       ", &format!("(Looking took {}.)", clock::minutes(*cost)))
        }
        What::Hint { text, cost, .. } => {
            out.hanging(Ink::Amber, HINT, &format!("{text} ({})", crate::view::words::cost(*cost)))
        }
        What::Followup { ask, .. } => out.hanging(Ink::Cyan, THEM, ask),
        What::Curveball { text, .. } => {
            out.hanging(Ink::Cyan, THEM, &format!("Something changes. {text}"))
        }
        _ => Ok(()),
    }
}

/// Everything that was said on a question, in order.
pub fn put_all(out: &mut Out, item: &ItemState) -> io::Result<()> {
    item.happenings.iter().try_for_each(|happening| put(out, &happening.what))
}
