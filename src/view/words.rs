//! Seats, endings, names and moments as a person reads them.

use chrono::{DateTime, FixedOffset, SecondsFormat};

use crate::bank::question::{Kind, Level};
use crate::engine::event::ClosedBy;
use crate::engine::{Header, Seat};
use crate::format::plan::{Item, RoundPlan};

/// Stands before what was changed while somebody answered.
pub(crate) const CURVEBALL_MET: &str = "curveball met";

/// Who sits in a seat, told to the candidate.
pub(crate) const fn seat(seat: Seat) -> &'static str {
    match seat {
        Seat::Candidate => "you",
        Seat::Interviewer => "interviewer",
    }
}

/// What ended a session or a round.
pub(crate) const fn ended(by: ClosedBy) -> &'static str {
    match by {
        ClosedBy::Candidate => "ended by the candidate",
        ClosedBy::Interviewer => "ended by the interviewer",
        ClosedBy::Skipped => "skipped",
        ClosedBy::Timeout => "the time ran out",
        ClosedBy::Ended => "ended early",
    }
}

/// A word of a closed list, or a field's name, in running text: `problem-solving` is `problem
/// solving`. Two of them are called otherwise than in files and journals.
pub(crate) fn spoken(word: &str) -> String {
    match word {
        "mend" => "fix".to_owned(),
        "mended" => "fixed".to_owned(),
        word => word.replace('-', " "),
    }
}

/// The same as a title: `Problem solving`.
pub(crate) fn title(word: &str) -> String {
    capital(&spoken(word))
}

/// With a capital at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The kind of a round in running text.
pub(crate) fn kind(kind: Kind) -> String {
    kind.title().to_lowercase()
}

/// Of each question that was drawn for want of a better one: what isn't as it should be, and why.
pub(crate) fn made_do(round: &RoundPlan, level: Level) -> Vec<String> {
    let questions = round.items.iter().filter(|item| item.question().is_some()).count();
    let which = |index: usize| {
        let is_it = |item: &&Item| item.question() == Some(index);
        let phase = round.items.iter().find(is_it).and_then(|it| round.phases.get(it.first_phase));
        match phase.filter(|_| questions > 1) {
            Some(phase) => format!("A question of the phase {}", phase.name),
            None => "The question".to_owned(),
        }
    };
    let told = round.made_do.iter().map(|made_do| {
        let levels: Vec<&str> = made_do.levels.iter().map(|level| level.word()).collect();
        let which = which(made_do.question);
        match (levels.split_last(), made_do.was_asked) {
            (None, _) => format!(
                "{which} was asked in an earlier session: the bank has no other of this kind left."
            ),
            (Some((last, before)), was_asked) => {
                let levels = match before {
                    [] => (*last).to_owned(),
                    before => format!("{} and {last}", before.join(", ")),
                };
                let again = if was_asked { ", and was asked in an earlier session" } else { "" };
                format!(
                    "{which} is for {levels}{again}: the bank has no other of this kind for \
                     {level} that fits here and wasn't asked lately."
                )
            }
        }
    });
    told.collect()
}

/// The wall clock at the session's start, in its own zone, as RFC 3339.
pub(crate) fn began(header: &Header) -> String {
    let began = started(header).map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, false));
    began.unwrap_or_default()
}

/// `2026-11-23 09:00`, of RFC 3339.
pub(crate) fn minute(began: &str) -> String {
    let (day, time) = (began.get(..10), began.get(11..16));
    day.zip(time).map_or(String::new(), |(day, time)| format!("{day} {time}"))
}

pub(crate) fn started(header: &Header) -> Option<DateTime<FixedOffset>> {
    let zone: FixedOffset = header.zone.parse().unwrap_or(FixedOffset::east_opt(0)?);
    Some(DateTime::from_timestamp_millis(header.wall_ms)?.with_timezone(&zone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::Mode;
    use crate::engine::testing;
    use crate::format::plan::{ItemWhat, MadeDo};
    use crate::time::Budget;

    #[test]
    fn what_was_drawn_for_want_of_better_says_what_and_why() {
        let what = |question| ItemWhat::Question {
            question,
            mode: Mode::Free,
            cause: None,
            curveball: None,
            language: None,
        };
        let item = |phase, question| Item {
            first_phase: phase,
            last_phase: phase,
            budget: Budget::UNLIMITED,
            what: what(question),
        };
        let mut round =
            testing::round(Kind::Coding, &[("sql", 20), ("program", 20)], vec![item(1, 0)]);
        assert!(made_do(&round, Level::Junior).is_empty());
        let levels = vec![Level::Mid, Level::Senior];
        round.made_do = vec![MadeDo { question: 0, levels, was_asked: false }];
        assert_eq!(
            made_do(&round, Level::Junior),
            ["The question is for mid and senior: the bank has no other of this kind for junior \
              that fits here and wasn't asked lately."]
        );
        round.items.push(item(0, 1));
        round.made_do.push(MadeDo { question: 1, levels: Vec::new(), was_asked: true });
        let told = made_do(&round, Level::Junior);
        assert!(told[0].starts_with("A question of the phase program is for mid"), "{told:?}");
        assert_eq!(
            told[1],
            "A question of the phase sql was asked in an earlier session: the bank has no other of \
             this kind left."
        );
    }

    #[test]
    fn words_become_titles() {
        assert_eq!(title("problem-solving"), "Problem solving");
        assert_eq!((title("mended"), spoken("mend")), ("Fixed".to_owned(), "fix".to_owned()));
        assert_eq!(title(""), "");
    }
}
