//! One step of the debrief: whose it is, and what can be answered.

use super::scope::sealed_as;
use crate::engine::checklist::Check;
use crate::engine::event::{Mark, Scope};
use crate::engine::{Seat, State};
use crate::score::recommendation::SCALE;
use crate::score::review::Doubt;
use crate::seat::marks;
use crate::seat::menu::Menu;
use crate::view::words;

/// The key that puts judging off.
pub const LATER: &str = "l";

/// The key that keeps a mark which is looked at again.
pub const KEEP: &str = "k";

/// The key that goes on after a score.
pub const GO_ON: &str = "n";

/// The key that shows the model answer.
pub const MODEL: &str = "v";

#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// This seat's guess of a dimension.
    Guess {
        seat: Seat,
        dim: String,
    },
    /// All guesses are given, and are sealed.
    Seal {
        seat: Seat,
        scope: Scope,
        guesses: Vec<(String, u32)>,
    },
    /// A point is marked: its place in the checklist, the length of that, and the point.
    Mark {
        index: usize,
        count: usize,
        check: Check,
    },
    /// The words disagree with a mark, which is looked at again.
    Review {
        check: Check,
        mark: Mark,
        doubt: Doubt,
    },
    Confirm,
    /// The score is being computed.
    Await,
    /// The score is on the screen.
    Look,
    Done,
}

impl Step {
    /// Whose step it is; nobody's where there is nothing to do.
    pub fn seat(&self, state: &State) -> Option<Seat> {
        match self {
            Step::Guess { seat, .. } | Step::Seal { seat, .. } => Some(*seat),
            Step::Mark { .. } | Step::Review { .. } | Step::Confirm => Some(state.judge_seat()),
            Step::Look => Some(Seat::Candidate),
            Step::Await | Step::Done => None,
        }
    }

    /// What can be answered; nothing where the step takes no answer.
    pub fn menu(&self, state: &State, scope: Scope) -> Option<Menu> {
        match self {
            Step::Guess { dim, .. } => Some(guess_menu(state, scope, dim)),
            Step::Mark { check, .. } => Some(mark_menu(check)),
            Step::Review { check, .. } => Some(review_menu(check)),
            Step::Look => Some(look_menu(state, scope)),
            Step::Seal { .. } | Step::Confirm | Step::Await | Step::Done => None,
        }
    }
}

fn guess_menu(state: &State, scope: Scope, dim: &str) -> Menu {
    let dim = words::title(dim);
    let say = match sealed_as(state, scope) {
        Scope::Question { .. } => format!("{dim}: your guess, 1 to 4"),
        Scope::Round { .. } => format!("{dim}, over the whole round: your guess, 1 to 4"),
        Scope::Loop => "The whole loop: your guess, 1 to 4".to_owned(),
    };
    let mut choices: Vec<(&str, &str)> = ["1", "2", "3", "4"].into_iter().zip(SCALE).collect();
    choices.push((LATER, "later"));
    Menu::keys(&say, &choices)
}

fn mark_menu(check: &Check) -> Menu {
    let marks = marks::keys(&check.about).iter().map(|(key, word, _)| (*key, *word));
    Menu::keys("", &marks.chain([(LATER, "later")]).collect::<Vec<_>>())
}

/// Any mark but "not asked": the point was marked as asked before.
fn review_menu(check: &Check) -> Menu {
    let marks = marks::keys(&check.about).iter().filter(|(_, _, mark)| *mark != Mark::NotAsked);
    let marks = marks.map(|(key, word, _)| (*key, *word));
    let keep = [(KEEP, "keep my mark")];
    Menu::keys("", &keep.into_iter().chain(marks).collect::<Vec<_>>()).with_default(0)
}

fn look_menu(state: &State, scope: Scope) -> Menu {
    let has_model = match scope {
        Scope::Question { slot, item } => {
            state.item_state(slot, item).is_some_and(|item| !item.is_blank() || item.spoken)
        }
        // Before a peer a round's model answers come together.
        Scope::Round { .. } => state.has_peer(),
        Scope::Loop => false,
    };
    let choices: &[_] =
        if has_model { &[(GO_ON, "go on"), (MODEL, "model answer")] } else { &[(GO_ON, "go on")] };
    Menu::keys("", choices).with_default(0)
}
