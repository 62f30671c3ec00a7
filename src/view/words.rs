//! Seats, endings, names and moments as a person reads them.

use chrono::{DateTime, FixedOffset, SecondsFormat};

use crate::bank::question::Kind;
use crate::engine::event::ClosedBy;
use crate::engine::{Header, Seat};

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

    #[test]
    fn words_become_titles() {
        assert_eq!(title("problem-solving"), "Problem solving");
        assert_eq!((title("mended"), spoken("mend")), ("Fixed".to_owned(), "fix".to_owned()));
        assert_eq!(title(""), "");
    }
}
