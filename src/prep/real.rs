//! Real interviews beside what was guessed of them and what rehearsals had come to.

use chrono::NaiveDate;

use super::debrief::{Came, Held, Interview};
use super::digest::Digest;
use crate::score::recommendation::HIRE;

/// Standard deviations on either side that hold 95 in 100.
const Z: f64 = 1.96;

/// A real interview and what foresaw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Real<'a> {
    pub interview: &'a Interview,
    pub came: Option<Came>,
    /// The last scored rehearsal of its kind before it.
    pub mock: Option<Mock>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mock {
    pub day: NaiveDate,
    /// Thousandths.
    pub mean: u32,
    /// 1–4.
    pub band: u32,
}

/// How often something foresaw what came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub n: usize,
    pub right: usize,
}

impl Tally {
    /// Where the share lies in 95 of 100 such records, in thousandths (Wilson's interval, which
    /// holds for few); nothing of none.
    #[must_use]
    pub fn interval(&self) -> Option<(u32, u32)> {
        if self.n == 0 {
            return None;
        }
        let (n, share) = (self.n as f64, self.right as f64 / self.n as f64);
        let middle = share + Z * Z / (2.0 * n);
        let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
        let thousandths = |share: f64| (share.clamp(0.0, 1.0) * 1000.0).round() as u32;
        Some((thousandths((middle - reach) / scale), thousandths((middle + reach) / scale)))
    }
}

/// By date. Digests come newest first.
#[must_use]
pub fn reals<'a>(held: impl Iterator<Item = &'a Held>, digests: &[Digest]) -> Vec<Real<'a>> {
    let mut reals: Vec<Real<'a>> = held
        .filter_map(|held| {
            let interview = held.interview()?;
            let came = held.outcome().map(|(_, outcome)| outcome.came);
            Some(Real { interview, came, mock: mock(interview, digests) })
        })
        .collect();
    reals.sort_by(|a, b| {
        (a.interview.date, &a.interview.id).cmp(&(b.interview.date, &b.interview.id))
    });
    reals
}

/// A rehearsal on the day itself may have been after it.
fn mock(interview: &Interview, digests: &[Digest]) -> Option<Mock> {
    let kind = interview.kind?;
    let before = digests.iter().filter(|digest| digest.day < interview.date);
    let rounds = before.flat_map(|digest| digest.scored().map(move |round| (digest, round)));
    let of_kind = rounds.filter(|(_, round)| round.kind == kind);
    let (digest, round) = of_kind.max_by(|(a, _), (b, _)| a.session.cmp(&b.session))?;
    Some(Mock { day: digest.day, mean: round.mean?, band: round.band? })
}

impl Real<'_> {
    /// The guess, where it was sealed before the outcome was known.
    #[must_use]
    pub fn foresight(&self) -> Option<u32> {
        self.interview.guess.filter(|_| !self.interview.informed)
    }
}

/// How often the guess foresaw the outcome.
#[must_use]
pub fn guesses(reals: &[Real<'_>]) -> Tally {
    tally(reals.iter().filter_map(|real| Some((real.foresight()?, real.came?.is_yes()?))))
}

/// How often the rehearsal before it did.
#[must_use]
pub fn mocks(reals: &[Real<'_>]) -> Tally {
    tally(reals.iter().filter_map(|real| Some((real.mock?.band, real.came?.is_yes()?))))
}

fn tally(all: impl Iterator<Item = (u32, bool)>) -> Tally {
    all.fold(Tally::default(), |sum, (said, is_yes)| Tally {
        n: sum.n + 1,
        right: sum.right + usize::from((said >= HIRE) == is_yes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::{Kind, Level};
    use crate::format::plan::SessionMode;
    use crate::prep::digest::{Round, Stands};
    use crate::time::Span;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn held(number: u64, date: &str, guess: Option<u32>, came: Option<Came>) -> Held {
        let mut held = Held::default();
        let interview = Interview {
            id: format!("acme-{number}"),
            company: "Acme".to_owned(),
            round: "coding".to_owned(),
            kind: Some(Kind::Coding),
            date: day(date),
            with: String::new(),
            asked: vec![],
            guess,
            informed: false,
            about: String::new(),
            answer_by: None,
            plan: "acme".to_owned(),
        };
        held.tell(number * 2, day(date), interview);
        if let Some(came) = came {
            let outcome = crate::prep::debrief::Outcome { came, said: String::new() };
            held.come(number * 2 + 1, day(date), outcome);
        }
        held
    }

    fn digest(number: u32, on: &str, kind: Kind, mean: u32, simulated: bool) -> Digest {
        Digest {
            session: format!("01KB1Q2W3E4R5T6Y7P8A9S{number:04}"),
            day: day(on),
            title: kind.title().to_owned(),
            format: kind.word().to_owned(),
            level: Level::Mid,
            mode: SessionMode::Practice,
            stands: Stands::Scored,
            simulated,
            took: Span::minutes(40),
            rounds: vec![Round {
                kind,
                title: kind.title().to_owned(),
                mean: Some(mean),
                band: Some((mean + 500) / 1000),
                range: None,
                open: 0,
                unconfirmed: false,
                dims: vec![],
                gaps: vec![],
                used: Span::minutes(40),
                budget: None,
                hints: 0,
            }],
            questions: vec![],
            points: vec![],
        }
    }

    #[test]
    fn the_last_rehearsal_of_the_kind_before_the_day_is_held_against_it() {
        let held = [held(1, "2026-12-03", Some(3), Some(Came::Passed))];
        let digests = [
            digest(6, "2026-12-02", Kind::Coding, 4000, true),
            digest(5, "2026-12-04", Kind::Coding, 1000, false),
            digest(4, "2026-12-03", Kind::Coding, 1000, false),
            digest(3, "2026-12-02", Kind::Behavioral, 1000, false),
            digest(2, "2026-12-01", Kind::Coding, 3100, false),
            digest(1, "2026-11-20", Kind::Coding, 1500, false),
        ];
        let found = reals(held.iter(), &digests);
        assert_eq!(found[0].mock, Some(Mock { day: day("2026-12-01"), mean: 3100, band: 3 }));
        assert_eq!((guesses(&found).right, mocks(&found).right), (1, 1));
        assert_eq!(reals(held.iter(), &[])[0].mock, None);
    }

    #[test]
    fn what_nobody_answered_or_was_guessed_too_late_is_not_counted() {
        let mut all = [
            held(1, "2026-12-01", Some(3), Some(Came::Passed)),
            held(2, "2026-12-02", Some(4), Some(Came::Rejected)),
            held(3, "2026-12-03", Some(1), Some(Came::Rejected)),
            held(4, "2026-12-04", Some(3), Some(Came::Silence)),
            held(5, "2026-12-05", Some(3), None),
            held(6, "2026-12-06", None, Some(Came::Offer)),
        ];
        let found = reals(all.iter(), &[]);
        assert_eq!(guesses(&found), Tally { n: 3, right: 2 });
        assert_eq!(mocks(&found), Tally::default());
        let late = Interview { informed: true, ..found[0].interview.clone() };
        all[0].tell(20, day("2026-12-09"), late);
        assert_eq!(guesses(&reals(all.iter(), &[])), Tally { n: 2, right: 1 });
    }

    /// The figures of Wilson's formula without a correction, as R's `prop.test` has them.
    #[test]
    fn few_records_leave_much_open() {
        assert_eq!(Tally { n: 7, right: 5 }.interval(), Some((359, 918)));
        assert_eq!(Tally { n: 1, right: 1 }.interval(), Some((207, 1000)));
        assert_eq!(Tally { n: 10, right: 0 }.interval(), Some((0, 278)));
        assert_eq!(Tally::default().interval(), None);
    }
}
