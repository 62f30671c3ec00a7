//! When a card is due next: FSRS with its default parameters, and a date that differs from card to
//! card so that what was learned together does not come back together for ever.

use chrono::NaiveDate;
use fsrs::{FSRS, ItemState, MemoryState};

use super::card::Grade;
use super::day::{days_between, later};
use super::record::Memory;

/// The share of cards that should be remembered on the day they are due.
pub const DESIRED_RETENTION: f32 = 0.9;

/// No card stays away longer than this, in days: an interview is sooner.
pub const LONGEST: i64 = 365;

/// Below this many days nothing is spread.
const SPREAD_FROM: f64 = 2.5;

/// How far a date is spread, as a share of the days between these bounds (Anki's ranges).
const SPREAD: [(f64, f64, f64); 3] = [(2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, f64::MAX, 0.05)];

/// The scheduler's own bounds, in thousandths: of days, and of difficulty.
const STABILITY_MOST: u64 = 36_500_000;
const DIFFICULTY: std::ops::RangeInclusive<u64> = 1_000..=10_000;

/// Whether the scheduler could have written it.
#[must_use]
pub fn is_sound(memory: Memory) -> bool {
    (1..=STABILITY_MOST).contains(&memory.stability) && DIFFICULTY.contains(&memory.difficulty)
}

/// Where a card stands after its last answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheduled {
    pub memory: Memory,
    pub due: NaiveDate,
}

/// What an answer of that grade on `today` would come to. `before` is the day of the last answer
/// and what was known then. A clock that was set back counts as no time passed.
#[must_use]
pub fn schedule(
    card: &str,
    before: Option<(NaiveDate, Memory)>,
    today: NaiveDate,
    grade: Grade,
) -> Scheduled {
    let elapsed = before.map_or(0, |(day, _)| days_between(day, today).max(0));
    let elapsed = u32::try_from(elapsed).unwrap_or(u32::MAX);
    let memory = before.map(|(_, memory)| state_of(memory));
    let next = next_state(memory, elapsed, grade);
    let due = match grade {
        // Once more today: it was not known.
        Grade::Again => today,
        Grade::Hard | Grade::Good | Grade::Easy => {
            later(today, days(card, f64::from(next.interval)))
        }
    };
    Scheduled { memory: memory_of(next.memory), due }
}

/// The scheduler refuses only what is no number, which cannot come out of a log of whole ones; a
/// card that it does refuse begins anew.
fn next_state(memory: Option<MemoryState>, elapsed: u32, grade: Grade) -> ItemState {
    let fsrs = FSRS::default();
    let next = fsrs
        .next_states(memory, DESIRED_RETENTION, elapsed)
        .or_else(|_| fsrs.next_states(None, DESIRED_RETENTION, 0));
    let Ok(next) = next else {
        let memory = MemoryState { stability: 1.0, difficulty: 5.0 };
        return ItemState { memory, interval: 1.0 };
    };
    match grade {
        Grade::Again => next.again,
        Grade::Hard => next.hard,
        Grade::Good => next.good,
        Grade::Easy => next.easy,
    }
}

/// Whole days, at least one, spread by the card's own id.
fn days(card: &str, interval: f64) -> i64 {
    let wanted = interval.clamp(1.0, LONGEST as f64);
    if wanted < SPREAD_FROM {
        return wanted.round() as i64;
    }
    let by: f64 = SPREAD
        .iter()
        .map(|(from, to, share)| share * (wanted.min(*to) - from).max(0.0))
        .fold(1.0, |sum, part| sum + part);
    let share = f64::from(crc32fast::hash(card.as_bytes())) / f64::from(u32::MAX);
    let spread = wanted - by + 2.0 * by * share;
    (spread.round() as i64).clamp(2, LONGEST)
}

fn state_of(memory: Memory) -> MemoryState {
    MemoryState {
        stability: memory.stability as f32 / 1000.0,
        difficulty: memory.difficulty as f32 / 1000.0,
    }
}

fn memory_of(state: MemoryState) -> Memory {
    let thousandths = |value: f32| (f64::from(value) * 1000.0).round().max(1.0) as u64;
    Memory { stability: thousandths(state.stability), difficulty: thousandths(state.difficulty) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn after(grades: &[Grade]) -> Scheduled {
        let mut found: Option<(NaiveDate, Scheduled)> = None;
        let mut today = day("2026-11-30");
        for &grade in grades {
            let before = found.map(|(day, scheduled)| (day, scheduled.memory));
            let next = schedule("kafka/key", before, today, grade);
            found = Some((today, next));
            today = next.due;
        }
        found.expect("graded").1
    }

    #[test]
    fn a_better_grade_is_never_due_sooner() {
        let today = day("2026-11-30");
        for before in [None, Some((day("2026-11-20"), after(&[Grade::Good]).memory))] {
            let due: Vec<NaiveDate> =
                Grade::ALL.iter().map(|&grade| schedule("a/b", before, today, grade).due).collect();
            assert!(due.is_sorted(), "{due:?}");
            assert_eq!(due[0], today);
            assert!(due[1] > today);
        }
    }

    #[test]
    fn intervals_grow_while_it_goes_well_and_end_somewhere() {
        let mut last = 0;
        for count in 1..12 {
            let found = after(&vec![Grade::Good; count]);
            assert!(found.memory.stability >= last, "{found:?}");
            last = found.memory.stability;
        }
        let far = schedule("a/b", None, day("2026-11-30"), Grade::Easy);
        let memory = Memory { stability: 90_000_000, ..far.memory };
        let before = Some((day("2020-11-30"), memory));
        let due = schedule("a/b", before, day("2026-11-30"), Grade::Easy).due;
        assert!(due <= day("2027-11-30"), "{due}");
    }

    #[test]
    fn the_same_answer_gives_the_same_date_and_other_cards_other_dates() {
        let before = Some((day("2026-10-01"), Memory { stability: 60_000, difficulty: 5_000 }));
        let due = |card: &str| schedule(card, before, day("2026-11-30"), Grade::Good).due;
        assert_eq!(due("a/b"), due("a/b"));
        let dates: std::collections::BTreeSet<NaiveDate> =
            (0..40).map(|number| due(&format!("q/{number}"))).collect();
        assert!(dates.len() > 5, "{dates:?}");
    }

    #[test]
    fn a_clock_set_back_counts_as_no_time() {
        let before = Some((day("2026-11-30"), Memory { stability: 5_000, difficulty: 5_000 }));
        let same = schedule("a/b", before, day("2026-11-30"), Grade::Good);
        let back = schedule("a/b", before, day("2026-11-20"), Grade::Good);
        assert_eq!(same.memory, back.memory);
    }
}
