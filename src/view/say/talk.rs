//! What was said: `you`, `them`, `hint`.

use crate::engine::Seat;
use crate::engine::state::{ItemState, What};
use crate::figures;
use crate::view::page::{Block, Ink};

const YOU: &str = "you    ";
const THEM: &str = "them   ";
const HINT: &str = "hint   ";

/// What the interviewer says.
pub fn them(text: &str) -> Block {
    Block::hanging(Ink::Cyan, THEM, text)
}

/// One line of the talk; nothing for happenings that nobody said.
pub fn said(what: &What) -> Vec<Block> {
    match what {
        What::Asked { text } | What::Said { by: Seat::Candidate, text } => {
            vec![Block::hanging(Ink::Plain, YOU, text)]
        }
        What::Answered { text, .. } | What::Said { by: Seat::Interviewer, text } => {
            vec![them(text)]
        }
        What::Revealed { text, cost, .. } => {
            let took = format!("(Looking took {}.)", figures::minutes(*cost));
            vec![them(text), Block::hanging(Ink::Dim, "       ", &took)]
        }
        What::Hint { text, cost, .. } => {
            let text = format!("{text} ({})", figures::cost(*cost));
            vec![Block::hanging(Ink::Amber, HINT, &text)]
        }
        What::Followup { ask, .. } => vec![them(ask)],
        What::Curveball { text, .. } => vec![them(&format!("Something changes. {text}"))],
        _ => Vec::new(),
    }
}

/// Everything that was said on a question, in order.
pub fn all(item: &ItemState) -> Vec<Block> {
    item.happenings.iter().flat_map(|happening| said(&happening.what)).collect()
}
