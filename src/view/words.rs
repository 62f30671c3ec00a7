//! Figures and moments as a person reads them.

use chrono::{DateTime, FixedOffset, SecondsFormat};

use crate::bank::question::Kind;
use crate::engine::event::ClosedBy;
use crate::engine::{Header, Seat};

/// Thousandths as a decimal with two places: 2750 is `2.75`, cut, never rounded up.
pub(crate) fn decimal(thousandths: u32) -> String {
    format!("{}.{:02}", thousandths / 1000, thousandths % 1000 / 10)
}

/// Thousandths as a percentage: 150 is `15%`.
pub(crate) fn percent(thousandths: u32) -> String {
    match thousandths % 10 {
        0 => format!("{}%", thousandths / 10),
        tenth => format!("{}.{tenth}%", thousandths / 10),
    }
}

/// Thousandths of a score that something costs: `−10%`.
pub(crate) fn cost(thousandths: u32) -> String {
    match thousandths {
        0 => "no cost".to_owned(),
        _ => format!("−{}", percent(thousandths)),
    }
}

/// `1 word`, `2 words`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

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

/// A word of a closed list, or a field's name, as a title: `problem-solving` is `Problem solving`.
pub(crate) fn title(word: &str) -> String {
    let spaced = word.replace('-', " ");
    let mut letters = spaced.chars();
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
    fn figures_are_cut_and_never_flatter() {
        assert_eq!(decimal(2750), "2.75");
        assert_eq!(decimal(2749), "2.74");
        assert_eq!(decimal(4000), "4.00");
        assert_eq!((percent(100), percent(125)), ("10%".to_owned(), "12.5%".to_owned()));
    }

    #[test]
    fn words_become_titles() {
        assert_eq!(title("problem-solving"), "Problem solving");
        assert_eq!(title(""), "");
    }
}
