//! From a question's rubric and its marks to the facts a score is folded from. Sessions and
//! samples differ only in where a mark comes from.

use crate::engine::checklist::{Point, Role};
use crate::engine::event::{About, Band, Evidence, Mark, Shown};

use super::dimension::{Basis, Facts, FlagFact, HintFact, ItemFact, LiftFact, LiftKind};

/// What was decided about one thing, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    pub mark: Mark,
    pub basis: Basis,
    /// What a person's mark rests on, from rules 3 on.
    pub shown: Option<Shown>,
}

impl Decided {
    #[must_use]
    pub const fn by(mark: Mark, basis: Basis) -> Decided {
        Decided { mark, basis, shown: None }
    }
}

/// Adds the facts of a question's points, or of a round's, under a number of the caller's choice;
/// `hints` are the costs of those taken, in thousandths. `decide` says what stands for each point;
/// nothing means that it was not judged and is left out.
pub fn add(
    facts: &mut Facts,
    question: usize,
    points: &[Point<'_>],
    hints: &[u32],
    decide: impl Fn(&About) -> Option<Decided>,
) {
    facts.hints.extend(hints.iter().map(|&cost| HintFact { question, cost }));
    for point in points {
        let decided = decide(&point.about);
        let (dim, text) = (point.dim.to_owned(), point.text.to_owned());
        let Decided { mark, basis, shown } =
            decided.unwrap_or(Decided::by(Mark::NotAsked, Basis::Nobody));
        let is_met = mark == Mark::Met;
        let lifts = is_met || basis == Basis::Open;
        match point.role {
            role @ (Role::Must | Role::Core | Role::Bonus) => {
                let (id, weight) = (point.about.mark_id(), point.weight);
                let item = ItemFact { question, id, text, dim, weight, role, mark, basis, shown };
                facts.items.push(item);
            }
            Role::Followup if lifts => {
                facts.lifts.push(LiftFact { question, kind: LiftKind::Followup, text, basis });
            }
            Role::Curveball if lifts => {
                facts.lifts.push(LiftFact { question, kind: LiftKind::Curveball, text, basis });
            }
            Role::Cap(cap) if is_met => {
                facts.flags.push(FlagFact { question, dim, cap, text, basis });
            }
            Role::Followup | Role::Curveball | Role::Cap(_) => {}
        }
    }
}

/// The mark that a band stands for where nobody confirmed one: likely is met, maybe is partly. A
/// doubt of polarity earns nothing: the right words may say the opposite.
#[must_use]
pub fn mark_of(evidence: Option<&Evidence>) -> Mark {
    match evidence.map(|found| (found.band, found.polarity)) {
        Some((Band::Likely, _)) => Mark::Met,
        Some((Band::Maybe, false)) => Mark::Partly,
        Some((Band::Maybe, true) | (Band::None, _)) | None => Mark::Missed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::{
        Curveball, Followup, Judge, Kind, Level, QuizOption, RedFlag, RubricItem, Trigger,
    };
    use crate::engine::checklist::{Put, points_of_question};

    fn evidence(band: Band, polarity: bool, score: u32) -> Evidence {
        Evidence {
            about: About::Cause,
            field: String::new(),
            range: (0, 0),
            words: vec![],
            phrasing: 0,
            score,
            band,
            polarity,
        }
    }

    fn judge() -> Judge {
        let item = |id: &str, must, from| RubricItem {
            id: id.to_owned(),
            text: id.to_owned(),
            dim: "depth".to_owned(),
            weight: 2,
            must,
            bonus: false,
            from,
            phrasings: vec![],
            anchors: std::collections::BTreeMap::new(),
        };
        Judge {
            rubric: vec![item("a", true, None), item("b", true, Some(Level::Senior))],
            followups: vec![Followup {
                id: "next".to_owned(),
                when: Trigger::Always,
                ask: "and then?".to_owned(),
                phrasings: vec![],
                model: None,
            }],
            curveballs: vec![Curveball {
                id: "twist".to_owned(),
                after: 5,
                say: "And now?".to_owned(),
                phrasings: vec![],
                model: None,
            }],
            red_flags: vec![RedFlag {
                text: "wrong".to_owned(),
                cap: 1,
                dim: "depth".to_owned(),
                phrasings: vec![],
            }],
            check: Some("cause+reveal".to_owned()),
            ..Judge::default()
        }
    }

    /// `put` says whether the follow-up was asked and the curveball thrown.
    fn facts(level: Level, put: bool, mark: Option<Mark>) -> Facts {
        let mut facts = Facts::default();
        let judge = judge();
        let put = if put { Put::all(&judge) } else { Put::default() };
        let points = points_of_question(&judge, Kind::PhoneScreen, level, &put);
        add(&mut facts, 3, &points, &[100], |_| mark.map(|mark| Decided::by(mark, Basis::Own)));
        facts
    }

    #[test]
    fn an_item_gates_from_its_level_up_and_lifts_below() {
        let roles = |level| {
            facts(level, false, None).items.iter().map(|item| item.role).collect::<Vec<_>>()
        };
        assert_eq!(roles(Level::Mid), [Role::Must, Role::Bonus, Role::Bonus]);
        assert_eq!(roles(Level::Senior), [Role::Must, Role::Must, Role::Bonus]);
    }

    #[test]
    fn what_nobody_judged_is_not_asked() {
        let facts = facts(Level::Mid, true, None);
        assert!(
            facts
                .items
                .iter()
                .all(|item| (item.mark, item.basis) == (Mark::NotAsked, Basis::Nobody))
        );
        assert!(facts.flags.is_empty() && facts.lifts.is_empty());
    }

    #[test]
    fn flags_and_what_was_put_count_when_met() {
        let kinds = |put, mark| {
            let lifts = facts(Level::Mid, put, Some(mark)).lifts;
            lifts.iter().map(|lift| lift.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(true, Mark::Met), [LiftKind::Followup, LiftKind::Curveball]);
        assert_eq!(kinds(true, Mark::Partly), []);
        assert_eq!(kinds(false, Mark::Met), [], "never asked, never thrown");
        assert_eq!(facts(Level::Mid, true, Some(Mark::Met)).flags.len(), 1);
        assert_eq!(facts(Level::Mid, true, Some(Mark::Partly)).flags.len(), 0);
    }

    #[test]
    fn a_quiz_without_a_rubric_is_one_point_of_the_first_dimension() {
        let option = QuizOption { text: "a".to_owned(), correct: true, why: String::new() };
        let judge = Judge { options: vec![option], ..Judge::default() };
        let put = Put::default();
        let points = points_of_question(&judge, Kind::PhoneScreen, Level::Mid, &put);
        let mut facts = Facts::default();
        add(&mut facts, 0, &points, &[], |_| Some(Decided::by(Mark::Met, Basis::Computed)));
        assert_eq!((facts.items[0].dim.as_str(), facts.items[0].mark), ("knowledge", Mark::Met));
    }

    #[test]
    fn hints_keep_the_number_of_their_question() {
        assert_eq!(facts(Level::Mid, false, None).hints, [HintFact { question: 3, cost: 100 }]);
    }

    #[test]
    fn bands_stand_for_marks_and_a_doubt_for_none() {
        assert_eq!(mark_of(Some(&evidence(Band::Likely, false, 700))), Mark::Met);
        assert_eq!(mark_of(Some(&evidence(Band::Maybe, false, 400))), Mark::Partly);
        assert_eq!(mark_of(Some(&evidence(Band::Maybe, true, 900))), Mark::Missed);
        assert_eq!(mark_of(None), Mark::Missed);
    }
}
