//! What the debrief says: of a point, of its mark, and of the words that the mark rests on.

use super::point;
use crate::engine::checklist::Check;
use crate::engine::event::{About, Grounds, Mark, Scope, Shown};
use crate::engine::places::{Standing, standing};
use crate::engine::{Seat, Stage, State};
use crate::text::SafeText;
use crate::view::words::{capital, spoken};

/// `must · weight 3`; empty for what has neither.
pub fn role(check: &Check) -> String {
    // The hidden cause says itself what it is.
    let kind = if check.about == About::Cause { "bonus" } else { point::kind(check) };
    let weight = (check.weight > 0).then(|| format!("weight {}", check.weight));
    let parts = [Some(kind.to_owned()).filter(|kind| !kind.is_empty()), weight];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Judging is put off, and where it goes on.
pub const fn put_off(state: &State) -> &'static str {
    match state.stage {
        Stage::Between => {
            "Left for later: g goes back to it. A guess made after the model answer doesn't count in \
             your calibration."
        }
        _ => "Left for later; you're asked again at the end.",
    }
}

/// Guesses that were given before, or all of them before they are sealed: `Ownership 2, impact 3`.
pub fn guesses(given: &[(String, u32)]) -> String {
    let told: Vec<String> =
        given.iter().map(|(dim, guess)| format!("{} {guess}", spoken(dim))).collect();
    capital(&told.join(", "))
}

/// How a point stands while it is judged.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// A mark was given, and waits for its place.
    pub waits: bool,
    /// There are sentences to point at.
    pub is_written: bool,
    /// A reader suggests one.
    pub is_suggested: bool,
    /// Something was said aloud.
    pub was_spoken: bool,
}

/// What is asked at a point.
pub fn asks(state: &State, check: &Check, asked: Asked) -> String {
    let is_flag = matches!(check.about, About::RedFlag(_));
    let head = match state.judge_seat() {
        _ if is_flag => "Did this come up?",
        Seat::Candidate => "Did you say it?",
        Seat::Interviewer => "Did they say it?",
    };
    let tail = match (asked.waits, asked.is_written) {
        (true, false) if is_flag => "Nothing is written: a said aloud, or n.",
        (true, false) => "Nothing is written: a said aloud, w not written.",
        (true, true) if is_flag => "Show where, Enter takes it; or a said aloud.",
        (true, true) => "Show where, Enter takes it; or a said aloud, w not written.",
        (false, _) if check.is_computed() => "It is computed; a mark of yours comes before that.",
        (false, false) if asked.was_spoken => "",
        (false, false) => "Nothing is written.",
        (false, true) if asked.is_suggested => "Show where.",
        (false, true) if is_flag => "Nothing is suggested; y asks where.",
        (false, true) => "Nothing is suggested; m asks where.",
    };
    format!("{head} {tail}").trim_end().to_owned()
}

/// A sign and a word for what became of a point: `✓ met`.
pub fn mark(check: &Check, mark: Option<Mark>, is_left: bool) -> &'static str {
    match (&check.about, mark) {
        (About::RedFlag(_), Some(Mark::Met)) => "! came up",
        (About::RedFlag(_), Some(_)) => "✓ no",
        (_, Some(Mark::Met)) => "✓ met",
        (_, Some(Mark::Partly)) => "½ partly",
        (_, Some(Mark::Missed)) => "✗ missed",
        (_, Some(Mark::NotAsked)) => "– not asked",
        (_, None) if check.is_computed() => "= computed",
        (_, None) if is_left => "· later",
        (_, None) => "·",
    }
}

/// What a mark rests on: `first suggestion: “…”`, `said aloud`; nothing for what rests on nothing.
pub fn grounds(state: &State, scope: Scope, grounds: &Grounds) -> Option<String> {
    let shown = grounds.shown?;
    let how = point::how(shown, grounds.pick);
    if shown != Shown::Written {
        return Some(how);
    }
    let mut quotes = Vec::new();
    for standing in standing(state, scope, grounds) {
        match standing {
            Standing::At(_, words) => quotes.push(SafeText::line(words).to_string()),
            Standing::Gone => {
                let quote = SafeText::line(&grounds.quote);
                return Some(format!("“{quote}”, which was taken out later"));
            }
            Standing::Outside => {}
        }
    }
    (!quotes.is_empty()).then(|| format!("{how}: “{}”", quotes.join("” “")))
}

/// Said when every point was gone through.
pub fn ready(open: usize) -> String {
    match open {
        0 => "No point the score needs is open. Enter shows the score.".to_owned(),
        1 => "1 point stays open, and with it the score. Enter shows what is known.".to_owned(),
        open => {
            format!("{open} points stay open, and with them the score. Enter shows what is known.")
        }
    }
}
