//! How well a reader agrees with people's marks, counted over natural answers.

use std::collections::BTreeMap;

use super::asked::VERDICTS;
use crate::engine::event::{Mark, Said};

/// From so many points on a test says something, and from this agreement on (thousandths) a model
/// may close open points of an exam as unconfirmed. Scoring rules 3 hold the same two figures.
pub const POINTS_LEAST: u32 = 200;
pub const AGREEMENT_LEAST: u32 = 850;

/// One point of one answer: what a person marked, and what a reader made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub mark: Mark,
    /// Nothing where the reader has no reading of it.
    pub verdict: Option<Said>,
    /// Whether the sentence that the person named is the reader's first; `None` where the person
    /// named none.
    pub is_first: Option<bool>,
}

/// One answer, as a reader read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAnswer {
    pub question: String,
    pub kind: String,
    /// A person's 1–4 of the whole answer.
    pub overall: u32,
    pub points: Vec<Judged>,
}

/// Numbers that agree, and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub of: u32,
    pub all: u32,
}

impl Share {
    fn count(&mut self, is_one: bool) {
        self.of += u32::from(is_one);
        self.all += 1;
    }

    /// Cut, so that a share never looks better than it is; 0 of 0 is 0.
    #[must_use]
    pub fn thousandths(self) -> u32 {
        (self.of * 1000).checked_div(self.all).unwrap_or(0)
    }
}

/// All that is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Said or not said: met and partly are said; a point without a reading agrees with nothing.
    pub said_or_not: Share,
    pub by_kind: BTreeMap<String, Share>,
    /// Rows: the four verdicts, and no reading. Columns: met, partly, missed.
    pub table: [[u32; 3]; 5],
    /// The right sentence is named first, of points that were made.
    pub first: Share,
    /// Of two answers to a question that a person judged differently, the better one has more said.
    pub order: Share,
}

impl Tally {
    #[must_use]
    pub fn of(answers: &[ReadAnswer]) -> Tally {
        let mut tally = Tally::default();
        for answer in answers {
            for point in &answer.points {
                tally.point(&answer.kind, point);
            }
        }
        for (at, one) in answers.iter().enumerate() {
            for other in &answers[at + 1..] {
                if one.question == other.question && one.overall != other.overall {
                    let (better, worse) =
                        if one.overall > other.overall { (one, other) } else { (other, one) };
                    tally.order.count(better.said() > worse.said());
                }
            }
        }
        tally
    }

    fn point(&mut self, kind: &str, point: &Judged) {
        let column = match point.mark {
            Mark::Met => 0,
            Mark::Partly => 1,
            Mark::Missed => 2,
            Mark::NotAsked => return,
        };
        let row = point.verdict.map_or(VERDICTS.len(), |verdict| match verdict {
            Said::Said => 0,
            Said::Half => 1,
            Said::No => 2,
            Said::Opposite => 3,
        });
        self.table[row][column] += 1;
        let is_made = point.mark != Mark::Missed;
        let agrees = point.verdict.is_some_and(|it| is_said(it) == is_made);
        self.said_or_not.count(agrees);
        self.by_kind.entry(kind.to_owned()).or_default().count(agrees);
        if let Some(is_first) = point.is_first {
            self.first.count(is_first);
        }
    }

    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.said_or_not.all >= POINTS_LEAST && self.said_or_not.thousandths() >= AGREEMENT_LEAST
    }
}

impl ReadAnswer {
    /// How much of it was said, twice: a half counts one.
    fn said(&self) -> u32 {
        let worth = |point: &Judged| match point.verdict {
            Some(Said::Said) => 2,
            Some(Said::Half) => 1,
            _ => 0,
        };
        self.points.iter().map(worth).sum()
    }
}

const fn is_said(verdict: Said) -> bool {
    matches!(verdict, Said::Said | Said::Half)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(mark: Mark, verdict: Option<Said>, is_first: Option<bool>) -> Judged {
        Judged { mark, verdict, is_first }
    }

    fn answer(question: &str, overall: u32, points: Vec<Judged>) -> ReadAnswer {
        ReadAnswer { question: question.to_owned(), kind: "k".to_owned(), overall, points }
    }

    #[test]
    fn said_or_not_is_counted_and_no_reading_agrees_with_nothing() {
        let tally = Tally::of(&[answer(
            "q",
            3,
            vec![
                judged(Mark::Met, Some(Said::Half), Some(true)),
                judged(Mark::Partly, Some(Said::Opposite), Some(false)),
                judged(Mark::Missed, Some(Said::Opposite), None),
                judged(Mark::Missed, None, None),
                judged(Mark::NotAsked, Some(Said::Said), None),
            ],
        )]);
        assert_eq!(tally.said_or_not, Share { of: 2, all: 4 });
        assert_eq!(tally.by_kind["k"], Share { of: 2, all: 4 });
        assert_eq!(tally.first, Share { of: 1, all: 2 });
        assert_eq!(tally.table, [[0, 0, 0], [1, 0, 0], [0, 0, 0], [0, 1, 1], [0, 0, 1]]);
    }

    #[test]
    fn of_two_answers_to_a_question_the_better_one_has_more_said() {
        let said = |verdict| vec![judged(Mark::Met, Some(verdict), None)];
        let tally = Tally::of(&[
            answer("a", 4, said(Said::Said)),
            answer("a", 1, said(Said::No)),
            answer("a", 2, said(Said::Said)),
            answer("b", 1, said(Said::Said)),
        ]);
        assert_eq!(tally.order, Share { of: 2, all: 3 }, "4 and 2 over 1; a tie is no order");
    }

    #[test]
    fn eighty_five_of_a_hundred_on_two_hundred_points_prove_a_model() {
        let of = |right: u32, all: u32| {
            let point = |at| judged(Mark::Met, (at < right).then_some(Said::Said), None);
            Tally::of(&[answer("q", 3, (0..all).map(point).collect())]).is_proven()
        };
        assert!(of(170, 200) && !of(169, 200));
        assert!(!of(199, 199), "too few points");
        assert!(!of(0, 0));
    }
}
