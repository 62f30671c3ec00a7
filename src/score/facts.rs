//! From a question's rubric and its marks to the facts a score is folded from. Sessions and
//! samples differ only in where a mark comes from.

use crate::bank::question::{Judge, Kind, Level, RubricItem};
use crate::engine::event::{About, Band, Evidence, Mark};

use super::dimension::{Basis, Facts, FlagFact, HintFact, ItemFact, LiftFact, LiftKind, Role};
use super::reading::is_better;

/// What was decided about one thing, and by whom.
pub type Decided = (Mark, Basis);

/// One question of a round.
#[derive(Debug, Clone, Copy)]
pub struct QuestionFacts<'a> {
    /// Its number among the round's questions.
    pub number: usize,
    pub kind: Kind,
    pub judge: &'a Judge,
    pub level: Level,
    /// Ids of the follow-ups that were asked.
    pub followups: &'a [String],
    /// Ids of the curveballs that were thrown.
    pub curveballs: &'a [String],
    /// Costs of the hints taken, thousandths.
    pub hints: &'a [u32],
}

/// Weight and dimension of naming the hidden cause: it lifts, as the engine's checklist says.
const CAUSE: (&str, u32) = ("diagnosis", 3);

/// Id and weight of the one item of a quiz that has no rubric: the right option, which counts to
/// the first dimension of its kind.
pub(super) const CHOICE: (&str, u32) = ("choice", 3);

/// Adds a question's facts. `decide` says what stands for each thing; nothing means that it was
/// not judged and is left out.
pub fn add_question(
    facts: &mut Facts,
    question: &QuestionFacts<'_>,
    decide: impl Fn(&About) -> Option<Decided>,
) {
    let QuestionFacts { number, judge, level, .. } = *question;
    let fact = |about: &About, text: &str, dim: &str, weight: u32, role: Role| {
        let (mark, basis) = decide(about).unwrap_or((Mark::NotAsked, Basis::Nobody));
        let (id, text, dim) = (about.mark_id(), text.to_owned(), dim.to_owned());
        ItemFact { question: number, id, text, dim, weight, role, mark, basis }
    };
    for item in &judge.rubric {
        let about = About::Item(item.id.clone());
        facts.items.push(fact(&about, &item.text, &item.dim, item.weight, role(item, level)));
    }
    if judge.rubric.is_empty() && !judge.options.is_empty() {
        let dim = question.kind.dimensions().first().copied().unwrap_or_default();
        let about = About::Item(CHOICE.0.to_owned());
        facts.items.push(fact(&about, "the right option", dim, CHOICE.1, Role::Core));
    }
    for check in &judge.numbers {
        let about = About::Number(check.id.clone());
        facts.items.push(fact(&about, &check.text, &check.dim, check.weight, Role::Core));
    }
    if judge.check.is_some() {
        let text = "the hidden cause, named after evidence for it";
        facts.items.push(fact(&About::Cause, text, CAUSE.0, CAUSE.1, Role::Bonus));
    }
    facts.hints.extend(question.hints.iter().map(|&cost| HintFact { question: number, cost }));
    let followups = judge.followups.iter().filter(|f| question.followups.contains(&f.id));
    let followups =
        followups.map(|f| (LiftKind::Followup, About::Followup(f.id.clone()), f.ask.clone()));
    let curveballs = judge.curveballs.iter().filter(|c| question.curveballs.contains(&c.id));
    let curveballs =
        curveballs.map(|c| (LiftKind::Curveball, About::Curveball(c.id.clone()), c.say.clone()));
    for (kind, about, text) in followups.chain(curveballs) {
        if let Some((Mark::Met, basis)) = decide(&about) {
            facts.lifts.push(LiftFact { question: number, kind, text, basis });
        }
    }
    for (index, flag) in judge.red_flags.iter().enumerate() {
        if let Some((Mark::Met, basis)) = decide(&About::RedFlag(index)) {
            let (dim, text) = (flag.dim.clone(), flag.text.clone());
            facts.flags.push(FlagFact { question: number, dim, cap: flag.cap, text, basis });
        }
    }
}

/// Adds the round's own items under a number that no question has.
pub fn add_round_items(
    facts: &mut Facts,
    number: usize,
    items: &[RubricItem],
    level: Level,
    decide: impl Fn(&About) -> Option<Decided>,
) {
    for item in items {
        let about = About::RoundItem(item.id.clone());
        let (mark, basis) = decide(&about).unwrap_or((Mark::NotAsked, Basis::Nobody));
        facts.items.push(ItemFact {
            question: number,
            id: item.id.clone(),
            text: item.text.clone(),
            dim: item.dim.clone(),
            weight: item.weight,
            role: role(item, level),
            mark,
            basis,
        });
    }
}

/// What an item is at a level: below its `from` it lifts, and never gates.
#[must_use]
pub fn role(item: &RubricItem, level: Level) -> Role {
    match (item.is_core(level), item.must) {
        (false, _) => Role::Bonus,
        (true, true) => Role::Must,
        (true, false) => Role::Core,
    }
}

/// The mark that a band stands for where nobody confirmed one: likely is met, maybe is partly. A
/// doubt of polarity earns nothing: the right words may say the opposite.
#[must_use]
pub fn mark_of(evidence: Option<&Evidence>) -> Mark {
    match evidence {
        Some(Evidence { band: Band::Likely, .. }) => Mark::Met,
        Some(Evidence { band: Band::Maybe, polarity: false, .. }) => Mark::Partly,
        _ => Mark::Missed,
    }
}

/// The best evidence about a thing.
#[must_use]
pub fn best<'a>(evidence: &'a [Evidence], about: &About) -> Option<&'a Evidence> {
    evidence.iter().filter(|found| found.about == *about).fold(None, |held, found| match held {
        Some(held) if !is_better(found, held) => Some(held),
        _ => Some(found),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::question::{Curveball, Followup, QuizOption, RedFlag, Trigger};

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

    fn facts(level: Level, followups: &[String], mark: Option<Mark>) -> Facts {
        let mut facts = Facts::default();
        let judge = judge();
        let question = QuestionFacts {
            number: 3,
            kind: Kind::PhoneScreen,
            judge: &judge,
            level,
            followups,
            curveballs: followups,
            hints: &[100],
        };
        add_question(&mut facts, &question, |_| mark.map(|mark| (mark, Basis::Own)));
        facts
    }

    #[test]
    fn an_item_gates_from_its_level_up_and_lifts_below() {
        let roles =
            |level| facts(level, &[], None).items.iter().map(|item| item.role).collect::<Vec<_>>();
        assert_eq!(roles(Level::Mid), [Role::Must, Role::Bonus, Role::Bonus]);
        assert_eq!(roles(Level::Senior), [Role::Must, Role::Must, Role::Bonus]);
    }

    #[test]
    fn what_nobody_judged_is_not_asked() {
        let facts = facts(Level::Mid, &["next".to_owned()], None);
        assert!(
            facts
                .items
                .iter()
                .all(|item| (item.mark, item.basis) == (Mark::NotAsked, Basis::Nobody))
        );
        assert!(facts.flags.is_empty() && facts.lifts.is_empty());
    }

    #[test]
    fn flags_and_follow_ups_count_when_met() {
        let asked = ["next".to_owned()];
        assert_eq!(facts(Level::Mid, &asked, Some(Mark::Met)).flags.len(), 1);
        assert_eq!(facts(Level::Mid, &asked, Some(Mark::Met)).lifts.len(), 1);
        assert_eq!(facts(Level::Mid, &[], Some(Mark::Met)).lifts.len(), 0, "never asked");
        assert_eq!(facts(Level::Mid, &asked, Some(Mark::Partly)).lifts.len(), 0);
        assert_eq!(facts(Level::Mid, &asked, Some(Mark::Partly)).flags.len(), 0);
    }

    #[test]
    fn a_curveball_that_was_thrown_and_met_lifts() {
        let lifts = |thrown: &str, mark| {
            let lifts = facts(Level::Mid, &[thrown.to_owned()], Some(mark)).lifts;
            lifts.iter().map(|lift| lift.kind).collect::<Vec<_>>()
        };
        assert_eq!(lifts("twist", Mark::Met), [LiftKind::Curveball]);
        assert_eq!(lifts("twist", Mark::Partly), []);
        assert_eq!(lifts("other", Mark::Met), [], "never thrown");
    }

    #[test]
    fn a_quiz_without_a_rubric_is_one_point_of_the_first_dimension() {
        let option = QuizOption { text: "a".to_owned(), correct: true, why: String::new() };
        let judge = Judge { options: vec![option], ..Judge::default() };
        let mut facts = Facts::default();
        let question = QuestionFacts {
            number: 0,
            kind: Kind::PhoneScreen,
            judge: &judge,
            level: Level::Mid,
            followups: &[],
            curveballs: &[],
            hints: &[],
        };
        add_question(&mut facts, &question, |_| Some((Mark::Met, Basis::Computed)));
        assert_eq!((facts.items[0].dim.as_str(), facts.items[0].mark), ("knowledge", Mark::Met));
    }

    #[test]
    fn hints_keep_the_number_of_their_question() {
        assert_eq!(facts(Level::Mid, &[], None).hints, [HintFact { question: 3, cost: 100 }]);
    }

    #[test]
    fn bands_stand_for_marks_and_a_doubt_for_none() {
        assert_eq!(mark_of(Some(&evidence(Band::Likely, false, 700))), Mark::Met);
        assert_eq!(mark_of(Some(&evidence(Band::Maybe, false, 400))), Mark::Partly);
        assert_eq!(mark_of(Some(&evidence(Band::Maybe, true, 900))), Mark::Missed);
        assert_eq!(mark_of(None), Mark::Missed);
    }

    #[test]
    fn the_best_evidence_is_the_surest() {
        let found = [
            evidence(Band::Maybe, true, 900),
            evidence(Band::Maybe, false, 400),
            evidence(Band::Likely, false, 601),
        ];
        assert_eq!(best(&found, &About::Cause).map(|e| e.score), Some(601));
        assert_eq!(best(&found[..2], &About::Cause).map(|e| e.score), Some(400));
        assert_eq!(best(&found, &About::RedFlag(0)), None);
    }
}
