//! From marks to dimensions: what was earned of each scored quality, and why.
//!
//! Source: docs/rules.md, "From marks to a round". A round pools its questions' items by dimension.

use crate::bank::question::Kind;
use crate::engine::checklist::Role;
use crate::engine::event::{MarkCounts, Shown};

use super::Mark;
use super::rules::{Rules, band};

/// All that a round's dimensions rest on. Questions are numbered as the caller likes; the round's
/// own items take a number that no question has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub items: Vec<ItemFact>,
    pub hints: Vec<HintFact>,
    pub lifts: Vec<LiftFact>,
    pub flags: Vec<FlagFact>,
    pub grades: Vec<GradeFact>,
}

/// A point with a role of its own, must, core or bonus, as it stands when the score is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFact {
    pub question: usize,
    pub id: String,
    /// The point, in the rubric's words.
    pub text: String,
    pub dim: String,
    /// 1–5.
    pub weight: u32,
    pub role: Role,
    /// As it counts: a point that is met and not written counts as partly met. An open one is
    /// missed until somebody marks it.
    pub mark: Mark,
    pub basis: Basis,
    /// What a person's mark rests on, from rules 3 on.
    pub shown: Option<Shown>,
}

impl ItemFact {
    fn mark_at(&self, end: End) -> Mark {
        match (self.basis, end) {
            (Basis::Open, End::Met) => Mark::Met,
            _ => self.mark,
        }
    }

    /// A core point that is open.
    fn is_waiting(&self) -> bool {
        self.basis == Basis::Open && self.role.is_core()
    }
}

/// How all open points are taken to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Missed,
    Met,
}

/// Who or what decided a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The candidate's tick.
    Own,
    /// The peer's tick, which wins over the candidate's.
    Peer,
    /// The matcher's band, in exam mode: "unconfirmed".
    Band,
    /// A number read from the answer, or a line of a diagram.
    Computed,
    /// The time ran out over an empty answer.
    NotAnswered,
    /// Nobody has judged it, and it is left out.
    Nobody,
    /// Nobody has judged it, and it waits for a mark. From rules 3 on.
    Open,
    /// A model that proved itself, in exam mode: "unconfirmed". From rules 3 on.
    Read,
}

/// A hint taken, and its cost in thousandths of the question's earned weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintFact {
    pub question: usize,
    pub cost: u32,
}

/// A follow-up or a curveball that was answered well, or that nobody has judged. It lifts the dimensions its question has core items in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiftFact {
    pub question: usize,
    pub kind: LiftKind,
    pub text: String,
    pub basis: Basis,
}

/// What was answered well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiftKind {
    Followup,
    /// Lifts from rules 2 on.
    Curveball,
}

/// A red flag that was raised: the most its dimension can score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagFact {
    pub question: usize,
    pub dim: String,
    pub cap: u32,
    pub text: String,
    pub basis: Basis,
}

/// What a grader made of a question's code, 1–4, as [`correctness`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradeFact {
    pub question: usize,
    pub score: u32,
}

/// A scored quality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    pub dim: String,
    /// 1–4; nothing where no core item was asked, "not seen", and while one is open.
    pub score: Option<u32>,
    /// Where it can still end, while core points are open: all missed, all met.
    pub range: Option<(u32, u32)>,
    /// Core points that wait for a mark.
    pub open: u32,
    /// Thousandths of the core weight that was earned, hints paid.
    pub coverage: u32,
    /// Graded answers that made the score by themselves, from rules 3 on; 0 where marks made it.
    pub verdicts: u32,
    /// What its marks rest on, from rules 3 on.
    pub basis: MarkCounts,
    /// Core items it rests on.
    pub asked: usize,
    pub spoke_for: Vec<Reason>,
    pub spoke_against: Vec<Reason>,
    /// Some of it rests on bands, which no person confirmed.
    pub unconfirmed: bool,
}

/// One thing that spoke for or against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub question: usize,
    pub why: Why,
    /// In words of the question, or of the rule.
    pub text: String,
    /// Weight of the item; 0 where none is meant.
    pub weight: u32,
}

/// What kind of reason it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    Item {
        id: String,
        mark: Mark,
        role: Role,
    },
    /// Cost in thousandths.
    Hint(u32),
    Followup,
    Curveball,
    /// The cap.
    RedFlag(u32),
    /// The score of the code, 1–4.
    Graded(u32),
}

/// How code did in its cases, from 1 to 4: all cases 4; only the scaling, or one class of hidden
/// cases, failed 3; the visible cases alone 2; else 1.
#[must_use]
pub const fn correctness(
    visible_pass: bool,
    hidden_classes_failed: usize,
    scaling_failed: bool,
) -> u32 {
    match (visible_pass, hidden_classes_failed, scaling_failed) {
        (true, 0, false) => 4,
        (true, 0, true) | (true, 1, false) => 3,
        (true, _, _) => 2,
        (false, _, _) => 1,
    }
}

/// The dimensions of a round of this kind, in the kind's order, "not seen" ones included.
#[must_use]
pub fn dimensions(rules: &Rules, kind: Kind, facts: &Facts) -> Vec<Dimension> {
    let mut names: Vec<&str> = kind.dimensions().to_vec();
    let homes = Homes::of(rules, kind, facts);
    for item in &facts.items {
        let home = homes.of_points(&item.dim);
        if !names.contains(&home) {
            names.push(home);
        }
    }
    names.into_iter().map(|name| Pool::of(homes, name, facts).dimension(rules)).collect()
}

const CORRECTNESS: &str = "correctness";

/// The dimension that something counts to in a round of a kind.
#[derive(Clone, Copy)]
struct Homes {
    kind: Kind,
    /// Correctness is the verdicts' alone, and points about it count elsewhere.
    by_verdicts: bool,
}

impl Homes {
    fn of(rules: &Rules, kind: Kind, facts: &Facts) -> Homes {
        Homes { kind, by_verdicts: rules.judgement.is_some() && !facts.grades.is_empty() }
    }

    /// The SQL question of a phone screen is judged as application.
    fn of_grades(self) -> &'static str {
        if self.kind == Kind::PhoneScreen { "application" } else { CORRECTNESS }
    }

    fn of_points(self, dim: &str) -> &str {
        let listed = self.kind.dimensions();
        match (self.kind, dim) {
            (Kind::PhoneScreen, CORRECTNESS | "problem-solving" | "testing") => "application",
            (_, CORRECTNESS) if self.by_verdicts => {
                let near = ["problem-solving", "model"];
                let named = listed.iter().find(|dim| near.contains(dim));
                named.or(listed.iter().find(|dim| **dim != CORRECTNESS)).copied().unwrap_or(dim)
            }
            _ => dim,
        }
    }
}

/// What belongs to one dimension.
struct Pool<'a> {
    name: &'a str,
    items: Vec<&'a ItemFact>,
    flags: Vec<&'a FlagFact>,
    grades: Vec<GradeFact>,
    /// The kind scores correctness by itself: a grade is the score, and items are reasons.
    is_graded: bool,
    facts: &'a Facts,
}

impl<'a> Pool<'a> {
    fn of(homes: Homes, name: &'a str, facts: &'a Facts) -> Self {
        let takes_grades = homes.of_grades() == name;
        let grades = if takes_grades { facts.grades.clone() } else { Vec::new() };
        Self {
            name,
            items: facts
                .items
                .iter()
                .filter(|item| homes.of_points(&item.dim) == name && item.mark != Mark::NotAsked)
                .collect(),
            flags: facts.flags.iter().filter(|flag| homes.of_points(&flag.dim) == name).collect(),
            is_graded: !grades.is_empty() && name == CORRECTNESS,
            grades,
            facts,
        }
    }

    fn dimension(&self, rules: &Rules) -> Dimension {
        let is_verdicts_alone = self.is_graded && rules.judgement.is_some();
        let score = self.score_at(rules, End::Missed);
        let open = self.count(|item| item.is_waiting());
        let best = self.score_at(rules, End::Met).filter(|_| open > 0);
        let coverage = self.coverage(rules, End::Missed).filter(|_| !is_verdicts_alone);
        let (spoke_for, spoke_against) = self.reasons(rules);
        Dimension {
            dim: self.name.to_owned(),
            score: score.filter(|_| open == 0),
            range: score.zip(best),
            open,
            coverage: coverage.unwrap_or(0),
            verdicts: if is_verdicts_alone { self.grade_count() } else { 0 },
            basis: rules.judgement.as_ref().map(|_| self.mark_counts()).unwrap_or_default(),
            asked: self.core().count(),
            spoke_for,
            spoke_against,
            unconfirmed: score.is_some() && self.is_unconfirmed(),
        }
    }

    /// The score, were all open points to end alike.
    fn score_at(&self, rules: &Rules, end: End) -> Option<u32> {
        let by_items = || Some(self.score_of_items(rules, self.coverage(rules, end)?, end));
        let score = if self.is_graded { Some(self.score_of_grades(rules)) } else { by_items() };
        let cap = self.flags.iter().map(|flag| flag.cap).min().unwrap_or(4);
        score.map(|score| score.min(cap))
    }

    fn count(&self, is: impl Fn(&ItemFact) -> bool) -> u32 {
        u32::try_from(self.items.iter().filter(|item| is(item)).count()).unwrap_or(u32::MAX)
    }

    /// What points rest on that are met, in whole or in part, and earn or lift.
    fn mark_counts(&self) -> MarkCounts {
        let of = |basis: fn(Basis) -> bool, shown: fn(Option<Shown>) -> bool| {
            self.count(|item| {
                let is_met = matches!(item.mark, Mark::Met | Mark::Partly);
                is_met && basis(item.basis) && shown(item.shown)
            })
        };
        let by_person = |basis| matches!(basis, Basis::Own | Basis::Peer);
        MarkCounts {
            placed: of(by_person, |shown| shown == Some(Shown::Written)),
            aloud: of(by_person, |shown| shown == Some(Shown::Aloud)),
            diagram: of(by_person, |shown| shown == Some(Shown::Diagram)),
            unwritten: of(by_person, |shown| matches!(shown, None | Some(Shown::Unwritten))),
            computed: of(|basis| basis == Basis::Computed, |_| true),
            read: of(|basis| basis == Basis::Read, |_| true),
        }
    }

    fn core(&self) -> impl Iterator<Item = &'a ItemFact> {
        self.items.iter().copied().filter(|item| item.role.is_core())
    }

    /// Thousandths of the core weight earned, hints paid; nothing where there is no core.
    fn coverage(&self, rules: &Rules, end: End) -> Option<u32> {
        let mut earned = 0_u64;
        let mut weight = 0_u64;
        for item in self.core() {
            let mark = match item.mark_at(end) {
                Mark::Met => rules.marks.met,
                Mark::Partly => rules.marks.partly,
                Mark::Missed | Mark::NotAsked => 0,
            };
            earned += u64::from(item.weight)
                * u64::from(mark)
                * u64::from(self.left_by_hints(item.question));
            weight += u64::from(item.weight);
        }
        for grade in self.grades.iter().filter(|_| !self.is_graded) {
            let share = u64::from(grade.score.clamp(1, 4) - 1) * 1000 / 3;
            let pays = u64::from(rules.marks.correctness_weight);
            earned += pays * share * u64::from(self.left_by_hints(grade.question));
            weight += pays;
        }
        let coverage = earned.checked_div(weight * 1000)?;
        u32::try_from(coverage).ok()
    }

    /// Thousandths of a question's earned weight that its hints leave.
    fn left_by_hints(&self, question: usize) -> u32 {
        1000_u32.saturating_sub(self.hint_cost(question))
    }

    fn hint_cost(&self, question: usize) -> u32 {
        let hints = self.facts.hints.iter().filter(|hint| hint.question == question);
        hints.fold(0, |sum, hint| sum.saturating_add(hint.cost))
    }

    fn score_of_items(&self, rules: &Rules, coverage: u32, end: End) -> u32 {
        let musts = || self.core().filter(|item| item.role == Role::Must);
        let all_met = musts().all(|item| item.mark_at(end) == Mark::Met);
        let all_partly = musts().all(|item| item.mark_at(end) != Mark::Missed);
        let cuts = &rules.dimension;
        if coverage >= cuts.four && all_met && self.is_lifted(rules, end) {
            4
        } else if coverage >= cuts.three && all_partly {
            3
        } else if coverage >= cuts.two {
            2
        } else {
            1
        }
    }

    /// What lifts may be open as well: it decides nothing by itself, and is taken to end as the core
    /// points do.
    fn is_lifted(&self, rules: &Rules, end: End) -> bool {
        let mut bonuses = self.items.iter().filter(|item| item.role == Role::Bonus);
        let counts = |lift: &LiftFact| lift.basis != Basis::Open || end == End::Met;
        bonuses.any(|item| item.mark_at(end) == Mark::Met) || self.lifts(rules).any(counts)
    }

    /// Follow-ups and curveballs of questions that have a core item here.
    fn lifts(&self, rules: &Rules) -> impl Iterator<Item = &'a LiftFact> {
        let counts = |kind| kind == LiftKind::Followup || rules.lifts.curveballs;
        self.facts.lifts.iter().filter(move |lift| {
            if !counts(lift.kind) {
                return false;
            }
            self.core().any(|item| item.question == lift.question)
                || self.grades.iter().any(|grade| grade.question == lift.question)
        })
    }

    fn grade_count(&self) -> u32 {
        u32::try_from(self.grades.len()).unwrap_or(u32::MAX)
    }

    /// The mean of the questions' grades: halves upwards and, from rules 3 on, cut as a round's.
    fn score_of_grades(&self, rules: &Rules) -> u32 {
        let count = self.grade_count().max(1);
        let sum: u32 = self.grades.iter().map(|grade| grade.score.clamp(1, 4)).sum();
        if rules.judgement.is_some() {
            return band(rules, sum * 1000 / count);
        }
        (2 * sum + count) / (2 * count)
    }

    fn is_unconfirmed(&self) -> bool {
        let is_unconfirmed = |basis| matches!(basis, Basis::Band | Basis::Read);
        let by_item = !self.is_graded && self.items.iter().any(|item| is_unconfirmed(item.basis));
        by_item || self.flags.iter().any(|flag| is_unconfirmed(flag.basis))
    }

    fn reasons(&self, rules: &Rules) -> (Vec<Reason>, Vec<Reason>) {
        let (mut spoke_for, mut spoke_against) = (Vec::new(), Vec::new());
        for grade in &self.grades {
            let text = format!("code graded {} of 4", grade.score);
            let why = Why::Graded(grade.score);
            let side = if grade.score >= 3 { &mut spoke_for } else { &mut spoke_against };
            side.push(Reason { question: grade.question, why, text, weight: 0 });
        }
        for item in self.items.iter().filter(|item| item.basis != Basis::Open) {
            let why = Why::Item { id: item.id.clone(), mark: item.mark, role: item.role };
            let reason = Reason {
                question: item.question,
                why,
                text: item.text.clone(),
                weight: item.weight,
            };
            match (item.mark, item.role) {
                (Mark::Met, _) => spoke_for.push(reason),
                // What only lifts does not speak against anybody.
                (_, role) if !role.is_core() => {}
                (Mark::Partly | Mark::Missed | Mark::NotAsked, _) => spoke_against.push(reason),
            }
        }
        for lift in self.lifts(rules).filter(|lift| lift.basis != Basis::Open) {
            let (question, text) = (lift.question, lift.text.clone());
            let why = match lift.kind {
                LiftKind::Followup => Why::Followup,
                LiftKind::Curveball => Why::Curveball,
            };
            spoke_for.push(Reason { question, why, text, weight: 0 });
        }
        let mut questions: Vec<usize> = self.core().map(|item| item.question).collect();
        questions.extend(self.grades.iter().map(|grade| grade.question));
        questions.sort_unstable();
        questions.dedup();
        for question in questions {
            let cost = self.hint_cost(question);
            if cost > 0 {
                let text = "hints taken".to_owned();
                spoke_against.push(Reason { question, why: Why::Hint(cost), text, weight: 0 });
            }
        }
        for flag in &self.flags {
            let why = Why::RedFlag(flag.cap);
            let (question, text) = (flag.question, flag.text.clone());
            spoke_against.push(Reason { question, why, text, weight: 0 });
        }
        // The heaviest first; the order of the rubric among equals.
        spoke_for.sort_by_key(|reason| std::cmp::Reverse(reason.weight));
        spoke_against.sort_by_key(|reason| std::cmp::Reverse(reason.weight));
        (spoke_for, spoke_against)
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules;
    use super::*;
    use proptest::prelude::*;

    fn item(dim: &str, weight: u32, role: Role, mark: Mark) -> ItemFact {
        ItemFact {
            question: 0,
            id: format!("{dim}-{weight}"),
            text: "a point".to_owned(),
            dim: dim.to_owned(),
            weight,
            role,
            mark,
            basis: Basis::Own,
            shown: Some(Shown::Written),
        }
    }

    fn scored(kind: Kind, facts: &Facts, dim: &str) -> Dimension {
        dimensions(rules::latest(), kind, facts)
            .into_iter()
            .find(|dimension| dimension.dim == dim)
            .expect("the dimension is listed")
    }

    /// Score of "depth" from weighted core marks, with a follow-up met or not.
    fn depth(items: Vec<ItemFact>, is_lifted: bool) -> Option<u32> {
        let lifts = if is_lifted {
            vec![LiftFact {
                question: 0,
                kind: LiftKind::Followup,
                text: "and then?".to_owned(),
                basis: Basis::Own,
            }]
        } else {
            vec![]
        };
        scored(Kind::PhoneScreen, &Facts { items, lifts, ..Facts::default() }, "depth").score
    }

    #[test]
    fn correctness_is_the_verdicts_alone_and_cut_as_a_round_from_rules_3_on() {
        let graded = |number: u32, grades: &[u32]| {
            let grades = grades.iter().enumerate();
            let grades = grades.map(|(question, &score)| GradeFact { question, score }).collect();
            let items = vec![item("correctness", 3, Core, Missed), item("testing", 1, Core, Met)];
            let facts = Facts { items, grades, ..Facts::default() };
            dimensions(rules::rules(number).expect("known"), Kind::Coding, &facts)
        };
        let of = |dimensions: &[Dimension], name: &str| {
            let found = dimensions.iter().find(|found| found.dim == name).expect("listed");
            (found.score, found.coverage, found.verdicts)
        };
        let told = graded(3, &[2, 4]);
        assert_eq!(of(&told, "correctness"), (Some(3), 0, 2), "no earned share beside it");
        assert_eq!(of(&told, "problem-solving"), (Some(1), 0, 0), "the rubric's point counts here");
        assert_eq!(of(&graded(2, &[2, 3]), "correctness").0, Some(3), "halves upwards");
        for (grades, score) in [([2, 3], 2), ([2, 4], 3), ([3, 4], 4), ([1, 2], 1), ([1, 3], 2)] {
            assert_eq!(of(&graded(3, &grades), "correctness").0, Some(score), "{grades:?}");
        }
    }

    use Mark::{Met, Missed, NotAsked, Partly};
    use Role::{Bonus, Core, Must};

    #[test]
    fn four_needs_coverage_every_must_and_a_lift() {
        let full = || vec![item("depth", 5, Must, Met), item("depth", 3, Core, Met)];
        assert_eq!(depth(full(), false), Some(3), "nothing lifts it");
        assert_eq!(depth(full(), true), Some(4));
        let mut with_bonus = full();
        with_bonus.push(item("depth", 1, Bonus, Met));
        assert_eq!(depth(with_bonus, false), Some(4));
        let mut without = full();
        without.push(item("depth", 1, Bonus, Missed));
        assert_eq!(
            depth(without, false),
            Some(3),
            "a bonus missed costs nothing and lifts nothing"
        );
    }

    #[test]
    fn a_must_met_in_part_gates_four_and_a_must_missed_gates_three() {
        let rest = || {
            [item("depth", 5, Core, Met), item("depth", 5, Core, Met), item("depth", 5, Core, Met)]
        };
        let with = |mark: Mark| {
            let mut items = rest().to_vec();
            items.push(item("depth", 1, Must, mark));
            depth(items, true)
        };
        assert_eq!(with(Met), Some(4));
        assert_eq!(with(Partly), Some(3));
        assert_eq!(with(Missed), Some(2));
        assert_eq!(with(NotAsked), Some(4), "what was not asked is left out");
    }

    #[test]
    fn the_cuts_are_at_85_60_and_30() {
        let of = |met: u32| {
            let items = (0..20).map(|i| item("depth", 1, Core, if i < met { Met } else { Missed }));
            depth(items.collect(), true)
        };
        assert_eq!((of(16), of(17)), (Some(3), Some(4)));
        assert_eq!((of(11), of(12)), (Some(2), Some(3)));
        assert_eq!((of(5), of(6)), (Some(1), Some(2)));
        assert_eq!(of(0), Some(1));
    }

    #[test]
    fn a_dimension_without_a_core_item_is_not_seen() {
        assert_eq!(depth(vec![], true), None);
        assert_eq!(depth(vec![item("depth", 2, Bonus, Met)], true), None);
        assert_eq!(depth(vec![item("depth", 2, Core, NotAsked)], true), None);
    }

    #[test]
    fn hints_cost_a_share_of_their_own_question_alone() {
        let mut other = item("depth", 4, Core, Met);
        other.question = 1;
        let facts = Facts {
            items: vec![item("depth", 4, Core, Met), other],
            hints: vec![HintFact { question: 0, cost: 100 }, HintFact { question: 0, cost: 200 }],
            ..Facts::default()
        };
        let dimension = scored(Kind::PhoneScreen, &facts, "depth");
        assert_eq!(dimension.coverage, 850, "(4·.7 + 4) / 8");
        assert!(dimension.spoke_against.iter().any(|r| r.why == Why::Hint(300) && r.question == 0));
    }

    #[test]
    fn hints_beyond_the_whole_leave_nothing_and_no_debt() {
        let facts = Facts {
            items: vec![item("depth", 4, Core, Met)],
            hints: vec![HintFact { question: 0, cost: 700 }, HintFact { question: 0, cost: 700 }],
            ..Facts::default()
        };
        assert_eq!(scored(Kind::PhoneScreen, &facts, "depth").coverage, 0);
    }

    #[test]
    fn a_red_flag_caps_its_dimension_only() {
        let facts = Facts {
            items: vec![item("depth", 3, Must, Met), item("knowledge", 3, Must, Met)],
            flags: vec![FlagFact {
                question: 0,
                dim: "depth".to_owned(),
                cap: 1,
                text: "claims a global order".to_owned(),
                basis: Basis::Own,
            }],
            ..Facts::default()
        };
        assert_eq!(scored(Kind::PhoneScreen, &facts, "depth").score, Some(1));
        assert_eq!(scored(Kind::PhoneScreen, &facts, "knowledge").score, Some(3));
    }

    #[test]
    fn a_follow_up_lifts_only_where_its_question_was_asked() {
        let mut elsewhere = item("knowledge", 3, Must, Met);
        elsewhere.question = 1;
        let facts = Facts {
            items: vec![item("depth", 3, Must, Met), elsewhere],
            lifts: vec![LiftFact {
                question: 0,
                kind: LiftKind::Followup,
                text: "and then?".to_owned(),
                basis: Basis::Own,
            }],
            ..Facts::default()
        };
        assert_eq!(scored(Kind::PhoneScreen, &facts, "depth").score, Some(4));
        assert_eq!(scored(Kind::PhoneScreen, &facts, "knowledge").score, Some(3));
    }

    #[test]
    fn code_in_a_phone_screen_counts_as_application() {
        let facts = Facts {
            items: vec![item("testing", 5, Core, Met)],
            grades: vec![GradeFact { question: 0, score: 1 }],
            ..Facts::default()
        };
        let dimension = scored(Kind::PhoneScreen, &facts, "application");
        assert_eq!((dimension.coverage, dimension.score), (500, Some(2)));
        assert!(
            dimensions(rules::latest(), Kind::PhoneScreen, &facts)
                .iter()
                .all(|d| d.dim != "testing")
        );
    }

    #[test]
    fn a_grade_is_the_correctness_of_a_coding_round() {
        let facts = Facts {
            items: vec![item("correctness", 5, Must, Missed)],
            grades: vec![GradeFact { question: 0, score: 4 }, GradeFact { question: 1, score: 3 }],
            ..Facts::default()
        };
        assert_eq!(scored(Kind::Coding, &facts, "correctness").score, Some(4), "3.5 rounds up");
        let ungraded = Facts { grades: vec![], ..facts };
        assert_eq!(scored(Kind::Coding, &ungraded, "correctness").score, Some(1), "items decide");
    }

    #[test]
    fn grades_follow_the_cases() {
        assert_eq!(correctness(true, 0, false), 4);
        assert_eq!(correctness(true, 0, true), 3);
        assert_eq!(correctness(true, 1, false), 3);
        assert_eq!(correctness(true, 1, true), 2);
        assert_eq!(correctness(true, 4, false), 2);
        assert_eq!(correctness(false, 0, false), 1);
    }

    #[test]
    fn what_rests_on_bands_says_so() {
        let mut band = item("depth", 3, Core, Met);
        band.basis = Basis::Band;
        let facts =
            Facts { items: vec![band, item("knowledge", 1, Core, Met)], ..Facts::default() };
        assert!(scored(Kind::PhoneScreen, &facts, "depth").unconfirmed);
        assert!(!scored(Kind::PhoneScreen, &facts, "knowledge").unconfirmed);
    }

    #[test]
    fn reasons_stand_heaviest_first_on_their_side() {
        let facts = Facts {
            items: vec![
                item("depth", 1, Core, Met),
                item("depth", 4, Core, Met),
                item("depth", 2, Core, Partly),
                item("depth", 5, Bonus, Missed),
            ],
            ..Facts::default()
        };
        let dimension = scored(Kind::PhoneScreen, &facts, "depth");
        let weights = |side: &[Reason]| side.iter().map(|reason| reason.weight).collect::<Vec<_>>();
        assert_eq!(weights(&dimension.spoke_for), [4, 1]);
        assert_eq!(weights(&dimension.spoke_against), [2]);
    }

    fn any_item() -> impl Strategy<Value = ItemFact> {
        let role = prop_oneof![Just(Must), Just(Core), Just(Bonus)];
        let mark = prop_oneof![Just(Met), Just(Partly), Just(Missed)];
        (1..=5_u32, role, mark).prop_map(|(weight, role, mark)| item("depth", weight, role, mark))
    }

    proptest! {
        #[test]
        fn a_better_mark_never_lowers_a_dimension(
            items in proptest::collection::vec(any_item(), 1..12),
            pick in any::<proptest::sample::Index>(),
            hint in 0..600_u32,
            lifted in any::<bool>(),
        ) {
            let hints = vec![HintFact { question: 0, cost: hint }];
            let lifts = if lifted {
                vec![LiftFact { question: 0, kind: LiftKind::Followup, text: String::new(), basis: Basis::Own }]
            } else {
                vec![]
            };
            let facts = |items: Vec<ItemFact>| Facts { items, hints: hints.clone(), lifts: lifts.clone(), ..Facts::default() };
            let before = scored(Kind::PhoneScreen, &facts(items.clone()), "depth");
            let mut better = items;
            let at = pick.index(better.len());
            better[at].mark = if better[at].mark == Missed { Partly } else { Met };
            let after = scored(Kind::PhoneScreen, &facts(better), "depth");
            prop_assert!(after.coverage >= before.coverage);
            prop_assert!(after.score >= before.score);
        }

        #[test]
        fn one_more_hint_never_raises_it(
            items in proptest::collection::vec(any_item(), 1..12),
            costs in proptest::collection::vec(0..400_u32, 0..4),
        ) {
            let facts = |costs: &[u32]| Facts {
                items: items.clone(),
                hints: costs.iter().map(|&cost| HintFact { question: 0, cost }).collect(),
                ..Facts::default()
            };
            let without = scored(Kind::PhoneScreen, &facts(&[]), "depth");
            let with = scored(Kind::PhoneScreen, &facts(&costs), "depth");
            prop_assert!(with.score <= without.score);
            prop_assert!(with.score.is_none_or(|score| (1..=4).contains(&score)));
        }
    }
}
