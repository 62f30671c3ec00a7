//! A loop's recommendation in words. Journals and scores hold none: this is the one place that
//! words it and its conditions.

use crate::bank::question::Level;
use crate::engine::State;
use crate::engine::event::{
    Condition, ConditionId, Recommendation, Recommended, Scope, ScoreSheet,
};
use crate::figures::decimal;
use crate::score::fold;
use crate::view::standing;

/// `no hire`, `hire at mid`.
#[must_use]
pub fn word(what: Recommendation) -> String {
    match what {
        Recommendation::StrongHire => "strong hire".to_owned(),
        Recommendation::Hire => "hire".to_owned(),
        Recommendation::HireAt(level) => format!("hire at {level}"),
        Recommendation::FollowUpRound => "follow-up round".to_owned(),
        Recommendation::NoHire => "no hire".to_owned(),
        Recommendation::StrongNoHire => "strong no hire".to_owned(),
        Recommendation::Open => "open".to_owned(),
    }
}

/// `no hire: more than one round is a no (System design 2.33, Behavioral 2.00)`; while points
/// wait for a mark `open: 14 points wait for a mark (about 6 minutes: mock score 7Q2M4K)`.
#[must_use]
pub fn sentence(state: &State, recommended: &Recommended, sheet: &ScoreSheet) -> String {
    if recommended.what == Recommendation::Open {
        return standing::open(sheet.open, state.header.session.short());
    }
    let failed = recommended.conditions.iter().filter(|it| !it.holds && !it.open);
    let why: Vec<String> = failed
        .map(|failed| {
            let figures = figures(state, failed, sheet.range);
            format!("{} ({figures})", broken(state, failed.id))
        })
        .collect();
    let why = if why.is_empty() { "every condition holds".to_owned() } else { why.join("; ") };
    format!("{}: {why}", word(recommended.what))
}

/// What a condition asks for.
#[must_use]
pub fn rule(state: &State, id: ConditionId) -> &'static str {
    // Under rules 1 and 2 a strong no was no "no".
    let counts_strong_nos = fold::rules_of(state).judgement.is_some();
    match (id, state.level()) {
        (ConditionId::Mean, _) => "the mean of the rounds is at least 3",
        (ConditionId::NoStrongNo, _) => "no round is a strong no",
        (ConditionId::FewNos, _) if counts_strong_nos => "at most one round is a no or a strong no",
        (ConditionId::FewNos, _) => "at most one round is a no",
        (ConditionId::CoreRound, Level::Junior | Level::Mid) => {
            "the core round, coding or SQL, is a hire"
        }
        (ConditionId::CoreRound, Level::Senior) => "the core round, design, is a hire",
        (ConditionId::BarRaiser, _) => "the bar raiser agrees",
    }
}

/// What is so where a condition doesn't hold.
fn broken(state: &State, id: ConditionId) -> &'static str {
    let counts_strong_nos = fold::rules_of(state).judgement.is_some();
    match (id, state.level()) {
        (ConditionId::Mean, _) => "the mean of the rounds is below 3",
        (ConditionId::NoStrongNo, _) => "a round is a strong no",
        (ConditionId::FewNos, _) if counts_strong_nos => {
            "more than one round is a no or a strong no"
        }
        (ConditionId::FewNos, _) => "more than one round is a no",
        (ConditionId::CoreRound, Level::Junior | Level::Mid) => {
            "the core round, coding or SQL, is no hire"
        }
        (ConditionId::CoreRound, Level::Senior) => "the core round, design, is no hire",
        (ConditionId::BarRaiser, _) => "the bar raiser doesn't agree",
    }
}

/// `2.96`, `Coding 2.50, Behavioral 2.00`, `none`. `range` is where the loop's mean can still end.
#[must_use]
pub fn figures(state: &State, condition: &Condition, range: Option<(u32, u32)>) -> String {
    if condition.id == ConditionId::BarRaiser {
        return if condition.holds { "agreed" } else { "vetoed" }.to_owned();
    }
    if let Some(mean) = condition.thousandths {
        return range.map_or_else(|| decimal(mean), standing::range);
    }
    let rounds = condition.rounds.iter().map(|round| {
        let title = state.round_plan(round.slot).map_or("round", |plan| plan.title.as_str());
        // A round may leave the list at its high end, which then is its own.
        let own = || state.scores.get(&Scope::Round { slot: round.slot })?.range;
        let high = round.high.or_else(|| own().map(|(_, high)| high));
        let ends = (round.thousandths, high.unwrap_or(round.thousandths));
        format!("{title} {}", standing::range(ends))
    });
    let rounds: Vec<String> = rounds.collect();
    if rounds.is_empty() { "none".to_owned() } else { rounds.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::{MarkCounts, RoundMean};
    use crate::score::rules::{LATEST, rules};
    use crate::testing::played::{exam, open};

    fn condition(id: ConditionId, thousandths: Option<u32>, rounds: &[(usize, u32)]) -> Condition {
        let mean =
            |&(slot, thousandths): &(usize, u32)| RoundMean { slot, thousandths, high: None };
        Condition {
            id,
            holds: false,
            open: false,
            thousandths,
            rounds: rounds.iter().map(mean).collect(),
        }
    }

    fn sheet(open: u32) -> ScoreSheet {
        ScoreSheet {
            rules: LATEST,
            dimensions: Vec::new(),
            mean: None,
            band: None,
            range: (open > 0).then_some((2000, 3400)),
            open,
            basis: MarkCounts::default(),
            interval: None,
            recommended: None,
            unconfirmed: false,
        }
    }

    #[test]
    fn an_open_loop_recommends_nothing_and_says_how_to_go_on() {
        let played = open();
        let state = played.state(played.events.len());
        let id = ConditionId::Mean;
        let mean = Condition { open: true, ..condition(id, Some(2000), &[]) };
        assert_eq!(figures(&state, &mean, Some((2000, 3400))), "2.00 to 3.40");
        let recommended = Recommended { what: Recommendation::Open, conditions: vec![mean] };
        assert_eq!(
            sentence(&state, &recommended, &sheet(14)),
            "open: 14 points wait for a mark (about 6 minutes: mock score 9S0DFG)"
        );
        assert_eq!(
            rule(&state, ConditionId::FewNos),
            "at most one round is a no or a strong no",
            "from rules 3 on"
        );
    }

    #[test]
    fn a_round_that_is_open_is_told_with_both_ends() {
        let played = open();
        let state = played.state(played.events.len());
        let title = &state.round_plan(0).expect("a round").title;
        let mut core = condition(ConditionId::CoreRound, None, &[(0, 1500)]);
        core.rounds[0].high = Some(4000);
        assert_eq!(figures(&state, &core, None), format!("{title} 1.50 to 4.00"));
    }

    #[test]
    fn a_figure_never_contradicts_its_condition() {
        let played = exam();
        let state = played.state(played.events.len());
        let said = |condition: &Condition| {
            format!("{}: {}", rule(&state, condition.id), figures(&state, condition, None))
        };
        let mean = condition(ConditionId::Mean, Some(2960), &[]);
        assert_eq!(said(&mean), "the mean of the rounds is at least 3: 2.96");
    }

    #[test]
    fn the_words_say_what_every_set_of_rules_says() {
        for rules in (1..=LATEST).filter_map(rules) {
            assert_eq!((rules.looped.hire_mean, rules.looped.most_twos), (3000, 1));
        }
    }

    #[test]
    fn a_recommendation_says_what_does_not_hold() {
        let played = exam();
        let state = played.state(played.events.len());
        let title = &state.round_plan(0).expect("a round").title;
        let core = condition(ConditionId::CoreRound, None, &[(0, 2333)]);
        let recommended = Recommended { what: Recommendation::NoHire, conditions: vec![core] };
        assert_eq!(
            sentence(&state, &recommended, &sheet(0)),
            format!("no hire: the core round, coding or SQL, is no hire ({title} 2.33)")
        );
        let recommended =
            Recommended { what: Recommendation::HireAt(Level::Mid), conditions: Vec::new() };
        assert_eq!(sentence(&state, &recommended, &sheet(0)), "hire at mid: every condition holds");
    }
}
