//! What was said: `you`, `them`, `hint`.

use crate::engine::Seat;
use crate::engine::checklist::OPENINGS;
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
        What::Curveball { text, .. } => vec![them(&change(text))],
        _ => Vec::new(),
    }
}

/// A change of the task, with words before it where it begins without any.
pub fn change(text: &str) -> String {
    let is_opened = OPENINGS.iter().any(|opening| text.starts_with(opening));
    if is_opened { text.to_owned() } else { format!("Something changes. {text}") }
}

/// Everything that was said on a question, in order.
pub fn all(item: &ItemState) -> Vec<Block> {
    item.happenings.iter().flat_map(|happening| said(&happening.what)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_opened_once() {
        assert_eq!(change("One more thing. Buyers return."), "One more thing. Buyers return.");
        assert_eq!(change("The CFO calls."), "Something changes. The CFO calls.");
    }
}
