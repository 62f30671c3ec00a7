//! One step of the debrief: whose it is, and what can be answered.

use super::scope::is_unmarked;
use crate::bank::question::Mode;
use crate::engine::checklist::Check;
use crate::engine::event::{About, Scope};
use crate::engine::{Seat, State};
use crate::format::plan::ItemWhat;
use crate::score::recommendation::SCALE;
use crate::seat::marks::{self, ALOUD, DIAGRAM, UNWRITTEN};
use crate::seat::menu::Menu;
use crate::seat::story;
use crate::view::words;

/// The key that puts judging off, or leaves a point open.
pub const LATER: &str = "l";

/// The key that goes on: seals, shows the score, leaves it.
pub const GO_ON: &str = "n";

/// The key that takes the last guess back.
pub const BACK: &str = "b";

/// The key that takes the last mark back.
pub const UNDO: &str = "u";

/// The key that goes past all points that have a mark.
pub const TO_THE_END: &str = "e";

/// Enter at a point: its mark is kept, or a mark that waits gets the place that is pointed at.
pub const ENTER: &str = "enter";

/// The key that goes back to a guess that was put off.
pub const GUESS: &str = "g";

/// The key that shows the model answer.
pub const MODEL: &str = "v";

#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// This seat's guess of a dimension.
    Guess {
        seat: Seat,
        dim: String,
    },
    /// All guesses are given, and can be taken back until they are sealed.
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
    /// Every point was gone through; the marks can be taken back until the score is shown.
    Ready,
    /// There is nothing to mark.
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
            Step::Mark { .. } | Step::Ready | Step::Confirm => Some(state.judge_seat()),
            Step::Look => Some(Seat::Candidate),
            Step::Await | Step::Done => None,
        }
    }

    /// What can be answered; nothing where the step takes no answer.
    pub fn menu(&self, state: &State, scope: Scope) -> Option<Menu> {
        match self {
            Step::Guess { dim, .. } => Some(guess_menu(state, scope, dim)),
            Step::Seal { .. } => {
                let choices = [(GO_ON, "seal it"), (BACK, "take the last guess back")];
                Some(Menu::keys("", &choices).with_default(0))
            }
            Step::Mark { check, .. } => Some(mark_menu(state, scope, check)),
            Step::Ready => {
                let choices = [(GO_ON, "show the score"), (UNDO, "undo the last mark")];
                Some(Menu::keys("", &choices).with_default(0))
            }
            Step::Look => Some(look_menu(state, scope)),
            Step::Confirm | Step::Await | Step::Done => None,
        }
    }

    /// Whether a key means something here. Numbers choose a sentence.
    pub fn offers(&self, state: &State, scope: Scope, key: &str) -> bool {
        let is_asked = matches!(self, Step::Guess { .. } | Step::Seal { .. });
        let is_point = matches!(self, Step::Mark { .. });
        self.menu(state, scope).is_some_and(|menu| menu.offers(key))
            || is_asked && [LATER, BACK].contains(&key)
            || is_point && (key == ENTER || key.parse::<usize>().is_ok())
    }
}

fn guess_menu(state: &State, scope: Scope, dim: &str) -> Menu {
    let dim = words::title(dim);
    let say = match state.sealed_with(scope) {
        Some(Scope::Round { .. }) => format!("{dim}, over the whole round: your guess, 1 to 4"),
        _ => format!("{dim}: your guess, 1 to 4"),
    };
    let mut choices: Vec<(&str, &str)> = ["1", "2", "3", "4"].into_iter().zip(SCALE).collect();
    choices.push((LATER, "later"));
    Menu::keys(&say, &choices)
}

/// Marks, ways to mean a point that no sentence shows, and the way on.
fn mark_menu(state: &State, scope: Scope, check: &Check) -> Menu {
    let marks = marks::keys(&check.about).iter().map(|(key, word, _)| (*key, *word));
    let mut choices: Vec<(&str, &str)> = marks.collect();
    let at = choices.len() - usize::from(choices.len() > 2);
    let is_flag = matches!(check.about, About::RedFlag(_));
    let mut others = vec![(ALOUD, "said aloud")];
    if draws(state, scope) {
        others.push((DIAGRAM, "in the diagram"));
    }
    if !is_flag {
        others.push((UNWRITTEN, "not written"));
    }
    choices.splice(at..at, others);
    choices.push((UNDO, "undo"));
    choices.push(match is_unmarked(state, scope, check) {
        true => (LATER, "later"),
        false => (TO_THE_END, "to the end"),
    });
    Menu::keys("", &choices)
}

/// Whether the answer of a scope may be drawn.
fn draws(state: &State, scope: Scope) -> bool {
    let is_outline = |slot: usize, item: usize| {
        state
            .item_plan(slot, item)
            .is_some_and(|plan| matches!(plan.what, ItemWhat::Question { mode: Mode::Outline, .. }))
    };
    scope != Scope::Loop
        && state
            .opened_questions()
            .any(|(slot, item)| scope.covers(slot, item) && is_outline(slot, item))
}

fn look_menu(state: &State, scope: Scope) -> Menu {
    let has_model = match scope {
        Scope::Question { .. } => true,
        // Before a peer a round's model answers come together.
        Scope::Round { .. } => state.has_peer(),
        Scope::Loop => false,
    };
    let mut choices = vec![(GO_ON, "go on")];
    if has_model {
        choices.push((MODEL, "model answer"));
    }
    if let Scope::Question { slot, item } = scope
        && story::can_keep(state, slot, item)
    {
        choices.push((story::KEEP, story::KEEP_SAYS));
    }
    Menu::keys("", &choices).with_default(0)
}
