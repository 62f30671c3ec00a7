//! A loop's recommendation in words. Journals and scores hold none: this is the one place that
//! words it and its conditions.

use crate::bank::question::Level;
use crate::engine::State;
use crate::engine::event::{Condition, ConditionId, Recommendation, Recommended};
use crate::figures::decimal;

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

/// `no hire: not so: at most one round is a no (System design 2.33, Behavioral 2.00)`.
#[must_use]
pub fn sentence(state: &State, recommended: &Recommended) -> String {
    let failed = recommended.conditions.iter().filter(|condition| !condition.holds);
    let why: Vec<String> = failed
        .map(|failed| format!("not so: {} ({})", rule(state, failed.id), figures(state, failed)))
        .collect();
    let why = if why.is_empty() { "every condition holds".to_owned() } else { why.join("; ") };
    format!("{}: {why}", word(recommended.what))
}

/// What a condition asks for.
#[must_use]
pub fn rule(state: &State, id: ConditionId) -> &'static str {
    match (id, state.level()) {
        (ConditionId::Mean, _) => "the mean of the rounds is at least 3",
        (ConditionId::NoStrongNo, _) => "no round is a strong no",
        (ConditionId::FewNos, _) => "at most one round is a no",
        (ConditionId::CoreRound, Level::Junior | Level::Mid) => {
            "the core round, coding or SQL, is a hire"
        }
        (ConditionId::CoreRound, Level::Senior) => "the core round, design, is a hire",
        (ConditionId::BarRaiser, _) => "the bar raiser agrees",
    }
}

/// `2.96`, `Coding 2.50, Behavioral 2.00`, `none`.
#[must_use]
pub fn figures(state: &State, condition: &Condition) -> String {
    if condition.id == ConditionId::BarRaiser {
        return if condition.holds { "agreed" } else { "vetoed" }.to_owned();
    }
    if let Some(mean) = condition.thousandths {
        return decimal(mean);
    }
    let rounds = condition.rounds.iter().map(|round| {
        let title = state.round_plan(round.slot).map_or("round", |plan| plan.title.as_str());
        format!("{title} {}", decimal(round.thousandths))
    });
    let rounds: Vec<String> = rounds.collect();
    if rounds.is_empty() { "none".to_owned() } else { rounds.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::RoundMean;
    use crate::score::rules::{LATEST, rules};
    use crate::testing::played::exam;

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

    #[test]
    fn a_figure_never_contradicts_its_condition() {
        let played = exam();
        let state = played.state(played.events.len());
        let said = |condition: &Condition| {
            format!("{}: {}", rule(&state, condition.id), figures(&state, condition))
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
            sentence(&state, &recommended),
            format!("no hire: not so: the core round, coding or SQL, is a hire ({title} 2.33)")
        );
        let recommended =
            Recommended { what: Recommendation::HireAt(Level::Mid), conditions: Vec::new() };
        assert_eq!(sentence(&state, &recommended), "hire at mid: every condition holds");
    }
}
