//! What kind of point it is, and what a mark on it says: worded once for checklists, score sheets
//! and documents.

use crate::engine::checklist::{Check, Role};
use crate::engine::event::{Mark, Shown};
use crate::view::transcript::MarkAbout;
use crate::view::words;

/// `red flag`, `must`; empty for an ordinary core point, which needs no word.
pub const fn kind_of(about: MarkAbout, must: bool, core: bool) -> &'static str {
    match about {
        MarkAbout::RedFlag => "red flag",
        MarkAbout::Followup => "follow-up",
        MarkAbout::Curveball => "curveball",
        MarkAbout::Cause => "hidden cause",
        MarkAbout::Number => "estimate",
        MarkAbout::Fault => "planted fault",
        MarkAbout::Point if must => "must",
        MarkAbout::Point if !core => "bonus",
        MarkAbout::Point => "",
    }
}

/// The same for a line of the checklist.
pub fn kind(check: &Check) -> &'static str {
    let about = MarkAbout::of(&check.about);
    kind_of(about, check.role == Role::Must, check.role.is_core())
}

/// The same before the point's text: `Must: `. The hidden cause says itself what it is.
pub fn lead(check: &Check) -> String {
    match (MarkAbout::of(&check.about), kind(check)) {
        (MarkAbout::Cause, _) => "Bonus: ".to_owned(),
        (_, "") => String::new(),
        (_, kind) => format!("{}: ", words::capital(kind)),
    }
}

/// What a mark says of a point. A red flag is raised or not; everything else is met or missed.
pub const fn mark_word(about: MarkAbout, mark: Mark) -> &'static str {
    match (about, mark) {
        (MarkAbout::RedFlag, Mark::Met | Mark::Partly) => "raised",
        (MarkAbout::RedFlag, Mark::Missed) => "not raised",
        (_, Mark::Met) => "met",
        (_, Mark::Partly) => "partly",
        (_, Mark::Missed) => "missed",
        (_, Mark::NotAsked) => "not asked",
    }
}

/// How a mark came about: `first suggestion`, `another sentence`, `said aloud`. `pick` is the rank
/// of the suggestion that was taken.
pub fn how(shown: Shown, pick: Option<u32>) -> String {
    match (shown, pick) {
        (Shown::Written, Some(rank)) => suggestion(usize::try_from(rank).unwrap_or(usize::MAX)),
        (Shown::Written, None) => "another sentence".to_owned(),
        (Shown::Aloud, _) => "said aloud".to_owned(),
        (Shown::Diagram, _) => "in the diagram".to_owned(),
        (Shown::Unwritten, _) => "not written".to_owned(),
    }
}

/// `first suggestion`, for the sentence that a reader ranks there.
pub fn suggestion(rank: usize) -> String {
    match rank {
        1 => "first suggestion".to_owned(),
        2 => "second suggestion".to_owned(),
        3 => "third suggestion".to_owned(),
        more => format!("suggestion {more}"),
    }
}
