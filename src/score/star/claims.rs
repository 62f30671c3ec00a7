//! Claims with figures: "from 30 to 2 minutes" is 93.3% less, not 95%.

use std::fmt;

use crate::figures::percent;
use crate::score::evidence::sentences::sentences;
use crate::score::quantity::{Quantity, quantities};
use crate::score::rules::StarRules;

/// A pair of figures and the percentage said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The pair as written: "from 30 minutes to under 2 minutes".
    pub figures: String,
    /// Thousandths: 950 is 95%.
    pub said: u32,
    /// What the figures give, in thousandths of the first.
    pub computed: u32,
    pub agrees: bool,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}, said {}", self.figures, percent(self.computed), percent(self.said))
    }
}

/// A pair of figures, from one to another.
struct Change {
    from: Quantity,
    to: Quantity,
}

/// Every percentage that follows a pair of figures in the same or the next sentence.
#[must_use]
pub fn claims(rules: &StarRules, text: &str) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut last: Option<(usize, Change)> = None;
    for (at, range) in sentences(text).into_iter().enumerate() {
        let sentence = &text[range.clone()];
        if let Some(change) = changes(sentence).into_iter().next_back() {
            last = Some((at, offset(change, range.start)));
        }
        let percentages =
            quantities(sentence).into_iter().filter(|q| is_percent(q) && is_claimed(sentence, q));
        for percent in percentages {
            if let Some((from_sentence, change)) = &last
                && at - from_sentence <= 1
                && !is_percent(&change.from)
                && !is_percent(&change.to)
                && let Some(claim) = claim(rules, text, change, &percent, sentence)
            {
                found.push(claim);
            }
        }
    }
    found
}

/// Whether a text gives a before and an after: "from 120 to four", "15 minutes instead of two
/// hours", "used to … since then".
pub(super) fn has_before_and_after(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has_numbers = !quantities(text).is_empty();
    let is_told = ["instead of", "used to", "compared to", "compared with", "down from", "up from"]
        .iter()
        .any(|words| lower.contains(words));
    (has_numbers && is_told)
        || sentences(text).into_iter().any(|range| !changes(&text[range]).is_empty())
}

fn is_percent(quantity: &Quantity) -> bool {
    matches!(quantity.unit.as_str(), "%" | "percent")
}

/// A percentage of change, not a level: "by 95%", "95% faster", "95% less".
fn is_claimed(sentence: &str, percent: &Quantity) -> bool {
    let before = sentence[..percent.range.start].to_lowercase();
    let after = sentence[percent.range.end..].trim_start().to_lowercase();
    let by = before.split_whitespace().rev().take(3).any(|word| word == "by" || word == "a");
    let than = [
        "faster",
        "less",
        "fewer",
        "lower",
        "more",
        "higher",
        "reduction",
        "improvement",
        "increase",
        "cheaper",
        "drop",
        "decrease",
        "slower",
        "quicker",
    ]
    .iter()
    .any(|word| after.starts_with(word));
    by || than
}

/// "from A to B" in one sentence, the second within a few words of the first.
fn changes(sentence: &str) -> Vec<Change> {
    let found = quantities(sentence);
    found
        .windows(2)
        .filter_map(|pair| {
            let [from, to] = pair else { return None };
            let lead = sentence[..from.range.start].to_lowercase();
            let between = sentence[from.range.end..to.range.start].to_lowercase();
            let has_from = lead.split_whitespace().rev().take(4).any(|word| word == "from");
            let has_to = between.split_whitespace().any(|word| word == "to");
            let is_short = between.split_whitespace().count() <= 6;
            let mut from = from.clone();
            if from.unit.is_empty()
                || !from.is_alike(to)
                    && between.trim_start().starts_with("to")
                    && to.unit.is_empty()
            {
                from.unit.clone_from(&to.unit);
            }
            (has_from && has_to && is_short).then(|| Change { from, to: to.clone() })
        })
        .collect()
}

fn offset(change: Change, by: usize) -> Change {
    let moved = |quantity: Quantity| Quantity {
        range: quantity.range.start + by..quantity.range.end + by,
        ..quantity
    };
    Change { from: moved(change.from), to: moved(change.to) }
}

fn claim(
    rules: &StarRules,
    text: &str,
    change: &Change,
    percent: &Quantity,
    sentence: &str,
) -> Option<Claim> {
    if !change.from.is_alike(&change.to) {
        return None;
    }
    let (from, to) = (change.from.in_base_unit().0, change.to.in_base_unit().0);
    let share = |part: u64, whole: u64| {
        let tenths = (part.checked_mul(10_000)?).checked_div(whole)?;
        u32::try_from((tenths + 5) / 10).ok()
    };
    // What was saved of the first; or, grown, what was added to it.
    let computed = share(from.abs_diff(to), from)?;
    let said = u32::try_from(percent.value / 100).ok()?;
    let lead = sentence[..percent.range.start].to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lead.trim_end().ends_with(word));
    let slack =
        if says(&["about", "around", "nearly", "almost", "roughly", "some"]) { 2 } else { 1 }
            * rules.percent_slack;
    let agrees = if says(&["over", "more than", "at least"]) {
        computed + rules.percent_slack >= said
    } else {
        said.abs_diff(computed) <= slack
    };
    let figures = text.get(change.from.range.start..change.to.range.end)?;
    let figures = format!("from {}", figures.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(Claim { figures, said, computed, agrees })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::rules::latest;

    fn read(text: &str) -> Vec<(u32, u32, bool)> {
        claims(&latest().star, text).into_iter().map(|c| (c.said, c.computed, c.agrees)).collect()
    }

    #[test]
    fn thirty_to_two_minutes_is_not_95_percent() {
        let seed = "Reduced query time from 30 minutes to under 2 minutes, improving our reporting \
                    dashboard performance by 95%.";
        assert_eq!(read(seed), [(950, 933, false)]);
        let printed = claims(&latest().star, seed)[0].to_string();
        assert_eq!(printed, "from 30 minutes to under 2 minutes is 93.3%, said 95%");
    }

    #[test]
    fn rounding_is_forgiven() {
        assert_eq!(read("It went from 30 to 2 minutes, 93% less."), [(930, 933, true)]);
        assert_eq!(read("It went from 30 to 2 minutes, by about 95%."), [(950, 933, true)]);
        assert_eq!(read("It went from 30 to 2 minutes, by over 90%."), [(900, 933, true)]);
    }

    #[test]
    fn units_convert_before_they_are_compared() {
        assert_eq!(read("From 2 hours to 15 minutes, by 87.5%."), [(875, 875, true)]);
    }

    #[test]
    fn a_claim_may_stand_in_the_next_sentence_and_no_further() {
        assert_eq!(read("It fell from 40 to 30 minutes. That is 50% less.").len(), 1);
        assert_eq!(read("It fell from 40 to 30 minutes. We cheered. That is 50% less."), []);
    }

    #[test]
    fn growth_is_computed_from_the_first() {
        assert_eq!(read("Throughput rose from 100 to 150 rows, by 50%."), [(500, 500, true)]);
    }

    #[test]
    fn percentages_that_claim_no_change_are_left_alone() {
        assert_eq!(read("It fell from 40 to 30 minutes and 95% of users saw it."), []);
        assert_eq!(read("We cut it by 95%."), [], "no figures to check it against");
        assert_eq!(read("from 0 to 30 minutes, by 95%"), [], "nothing to divide by");
        assert_eq!(read("from 30 rows to 2 minutes, by 95%"), [], "not the same thing");
    }

    #[test]
    fn before_and_after_have_several_forms() {
        for text in [
            "Failures fell from 120 a month to four.",
            "It took 15 minutes instead of two hours.",
            "It used to fail every week, and since then it has happened once in six months.",
        ] {
            assert!(has_before_and_after(text), "{text}");
        }
        assert!(!has_before_and_after("Everybody was happy with the 3 dashboards."));
    }
}
