//! Progress drawn: days of practice, and the rounds of a kind over time.

use chrono::{Datelike, NaiveDate};

use crate::figures::{counted, decimal};
use crate::prep::day::later;
use crate::prep::stats::{DAYS, KindStat, Stats};
use crate::view::page::{Drawing, Pin, Shade, Sign};

/// Pixels of a day.
const DAY: u32 = 16;

/// Rounds that are drawn of one kind.
const ROUNDS_MOST: usize = 20;

/// Pixels from a score of 1 to one of 4.
const SCALE: u32 = 90;

/// What the bars of the calendar mean.
pub(super) const LEGEND: &str = "A column is a week, from Monday down to Sunday, the last one this week. The taller the \
                          bar, the longer: up to 10 minutes, 30, an hour, more.";

pub(super) fn calendar(stats: &Stats, today: NaiveDate) -> Drawing {
    let weeks = DAYS / 7;
    let monday = later(today, -i64::from(today.weekday().num_days_from_monday()));
    let first = later(monday, -7 * (weeks - 1));
    let mut drawing = Drawing::new("Days of practice in the last half year");
    let width = 1000 / u32::try_from(weeks).unwrap_or(1);
    for day in 0..DAYS {
        let date = later(first, day);
        if date > today {
            continue;
        }
        let (week, row) = (day / 7, day % 7);
        let place = |of: i64, by: u32| u32::try_from(of).unwrap_or_default() * by;
        let minutes = stats.days.get(&date).map(|ms| ms / 60_000);
        let height = match minutes {
            None => 2,
            Some(0..=10) => 5,
            Some(11..=30) => 8,
            Some(31..=60) => 11,
            Some(_) => 14,
        };
        let shade = if minutes.is_some() { Shade::Main } else { Shade::Tint };
        let top = place(row, DAY) + (DAY - height) / 2;
        drawing.bar((place(week, width), width - 8), (top, height), shade);
    }
    drawing.height = 7 * DAY;
    drawing.tell(&format!(
        "{} with practice, from {first} to {today}; the taller, the longer.",
        counted(stats.days.len(), "day")
    ));
    drawing
}

pub(super) fn kind(kind: &KindStat) -> Drawing {
    let shown = &kind.means[kind.means.len().saturating_sub(ROUNDS_MOST)..];
    let mut drawing = Drawing::new(&format!("{} rounds over time", kind.kind.title()));
    let height = |score: u32| {
        let above = score.clamp(1000, 4000) - 1000;
        10 + SCALE - above * SCALE / 3000
    };
    for score in [1000, 2000, 3000, 4000] {
        drawing.line((30, 1000), (height(score), height(score)), Shade::Track);
        drawing.words(
            (0, height(score) + 4),
            Pin::Start,
            Shade::Quiet,
            &(score / 1000).to_string(),
        );
    }
    let across = |at: usize| {
        let at = u32::try_from(at).unwrap_or_default();
        60 + at * 900 / u32::try_from(ROUNDS_MOST - 1).unwrap_or(1)
    };
    for (at, pair) in shown.windows(2).enumerate() {
        let y = (height(pair[0]), height(pair[1]));
        drawing.line((across(at), across(at + 1)), y, Shade::Quiet);
    }
    for (at, score) in shown.iter().enumerate() {
        drawing.sign((across(at), height(*score)), Sign::Dot, Shade::Main);
    }
    let scores: Vec<String> = shown.iter().map(|score| decimal(*score)).collect();
    drawing.tell(&format!("{}, oldest first: {}.", counted(kind.n, "round"), scores.join(", ")));
    drawing.height = SCALE + 30;
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::Kind;

    #[test]
    fn every_shape_is_on_the_canvas() {
        let today: NaiveDate = "2026-12-06".parse().expect("a date");
        let mut stats = Stats::default();
        for (days, minutes) in [(0, 5), (3, 25), (90, 50), (180, 200)] {
            stats.days.insert(later(today, -days), minutes * 60_000);
        }
        assert!(calendar(&stats, today).fits());
        for n in [1, 2, 20, 50] {
            let means = (0..n).map(|at| 1000 + at * 3000 / n).collect::<Vec<u32>>();
            let n = means.len();
            let drawn = kind(&KindStat {
                kind: Kind::Coding,
                n,
                minutes: 9,
                means,
                last: today,
                interval: None,
            });
            assert!(drawn.fits(), "{drawn:?}");
        }
    }
}
