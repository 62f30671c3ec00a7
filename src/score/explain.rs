//! Every rule a score rests on, in words: what `mock explain` prints.
//!
//! Figures come from the set of rules and from the matcher's own constants; nothing is typed
//! twice, so that an explanation cannot differ from what is counted.

mod explained;
mod judged;
mod matched;

pub use explained::{Explained, Group};

use super::detectors::{FindingKind, Observed, detect};
use super::rules::Rules;
use super::star::{self, StarAnswer};
use explained::TIPS;

const CLOCK: &str = "the session's clock";

/// Every rule of a set, in the order of the groups.
#[must_use]
pub fn explain(rules: &Rules) -> Vec<Explained> {
    let mut all = judged::score(rules);
    all.extend(judged::of_loop(rules));
    all.extend(matched::evidence(rules));
    all.extend(judged::seals(rules));
    all.extend(star_checks(rules));
    all.extend(detectors(rules));
    all
}

fn star_checks(rules: &Rules) -> Vec<Explained> {
    let [situation, task, action, result] = rules.star.shares.map(|share| share / 10);
    let shares = Explained {
        id: "star.shares".to_owned(),
        group: Group::Star,
        rule: format!(
            "Words and measured time of each letter are shown beside {situation}% situation, \
             {task}% task, {action}% action, {result}% result. An answer that was typed counts \
             {} words a minute.",
            rules.star.words_a_minute
        ),
        source: "convention (University of Washington)".to_owned(),
        effect: INFORMS,
    };
    // The checks of an answer that says nothing: their rules and sources are the same.
    let checks = star::read(&rules.star, &StarAnswer::default()).checks;
    let checks = checks.into_iter().map(|check| Explained {
        id: format!("star.{}", check.id),
        group: Group::Star,
        rule: sentence(check.rule),
        source: check.source.to_owned(),
        effect: INFORMS,
    });
    [shares].into_iter().chain(checks).collect()
}

const INFORMS: &str = "informs, and may prompt a probe; never scores";

fn detectors(rules: &Rules) -> Vec<Explained> {
    let found = detect(&rules.detectors, &Observed::default());
    let found = found.into_iter().map(|finding| Explained {
        id: finding.id.to_owned(),
        group: Group::Detectors,
        rule: match finding.kind {
            FindingKind::Tip => format!("A tip, followed where {}.", finding.rule),
            FindingKind::Pitfall => format!("A pitfall, met where {}.", finding.rule),
            FindingKind::Fact => format!("A fact: {}.", finding.rule),
        },
        source: if finding.kind == FindingKind::Fact { CLOCK } else { TIPS }.to_owned(),
        effect: "evidence for a person's marks on communication and requirements; never a mark",
    });
    found.collect()
}

fn sentence(rule: &str) -> String {
    let mut letters = rule.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::rules::{latest, rules};
    use super::*;
    use std::collections::BTreeSet;

    fn of(id: &str) -> Explained {
        explain(latest()).into_iter().find(|rule| rule.id == id).expect("explained")
    }

    #[test]
    fn every_rule_has_an_id_of_its_own_and_says_where_it_comes_from() {
        let all = explain(latest());
        let ids: BTreeSet<&str> = all.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids.len(), all.len());
        assert!(Group::ALL.iter().all(|group| !ids.contains(group.word())));
        for rule in &all {
            assert!(!rule.source.is_empty() && rule.rule.ends_with('.'), "{rule:?}");
        }
        let groups: BTreeSet<Group> = all.iter().map(|rule| rule.group).collect();
        assert_eq!(groups.len(), Group::ALL.len());
    }

    #[test]
    fn figures_are_those_of_the_rules() {
        let mut other = latest().clone();
        other.dimension.three = 555;
        other.looped.interval_from = 7;
        other.detectors.rushing_ms = 12_000;
        let texts: Vec<String> = explain(&other).into_iter().map(|rule| rule.rule).collect();
        for figure in [".555", "from 7 scored", "0:12"] {
            assert!(texts.iter().any(|text| text.contains(figure)), "{figure}: {texts:#?}");
        }
    }

    #[test]
    fn star_checks_and_detectors_are_all_there() {
        assert!(of("star.result.number").rule.contains("number"));
        assert!(of("rushing").rule.starts_with("A pitfall, met where a task is begun within"));
        // The check's own sentence says its figures in words.
        assert_eq!((latest().star.short_ms, latest().star.long_ms), (60_000, 240_000));
        assert!(of("star.length").rule.contains("one to four minutes"));
    }

    #[test]
    fn a_curveball_lifts_from_rules_2_on() {
        assert!(of("lift").rule.contains("curveball"));
        let old = explain(rules(1).expect("the first"));
        assert!(old.iter().all(|rule| rule.id != "lift" || !rule.rule.contains("curveball")));
    }
}
