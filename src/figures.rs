//! Figures as people read them: one way to print each kind, wherever it stands.
//!
//! A figure is cut to the digits shown and never rounded up. Nearly every threshold says "at
//! least": a mean of 2.96 that read 3.0 beside "no: at least 3" would contradict itself, and one
//! that is cut cannot. What is held to an "at most" is rounded up for the same reason.

use crate::time::{Budget, Span};

/// Thousandths with two places: 2750 is `2.75`, and 2749 is `2.74`.
#[must_use]
pub fn decimal(thousandths: u32) -> String {
    format!("{}.{:02}", thousandths / 1000, thousandths % 1000 / 10)
}

/// The same for a figure that may be "at most" so much: 1701 is `1.71`.
#[must_use]
pub fn decimal_up(thousandths: u32) -> String {
    decimal(thousandths.saturating_add(9))
}

/// Thousandths with one place: 449 is `0.4`.
#[must_use]
pub fn tenths(thousandths: u64) -> String {
    format!("{}.{}", thousandths / 1000, thousandths % 1000 / 100)
}

/// Thousandths with every place: 2750 is `2.750`.
#[must_use]
pub fn exact(thousandths: u32) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// Thousandths with the places that say something: 1500 is `1.5`, and 1000 is `1`.
#[must_use]
pub fn short(thousandths: u32) -> String {
    exact(thousandths).trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Thousandths as a percentage: 150 is `15%`, and 125 is `12.5%`.
#[must_use]
pub fn percent(thousandths: u32) -> String {
    match thousandths % 10 {
        0 => whole_percent(thousandths),
        tenth => format!("{}.{tenth}%", thousandths / 10),
    }
}

/// Thousandths as a percentage without a place: 125 is `12%`.
#[must_use]
pub fn whole_percent(thousandths: u32) -> String {
    format!("{}%", thousandths / 10)
}

/// Thousandths of a score that something costs: `−10%`.
#[must_use]
pub fn cost(thousandths: u32) -> String {
    match thousandths {
        0 => "no cost".to_owned(),
        _ => format!("−{}", percent(thousandths)),
    }
}

/// `1 word`, `2 words`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// `an int`, `a text`, `a user`, `an hour`: by how the word is said. A capital that stands alone is
/// said as its name: `an E`.
#[must_use]
pub fn with_article(noun: &str) -> String {
    let lower = noun.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let begins = |with: &[&str]| with.iter().any(|with| lower.starts_with(with));
    let is_vowel = match lower.chars().count() {
        1 => begins(&["a", "e", "f", "h", "i", "l", "m", "n", "o", "r", "s", "x", "8"]),
        _ if begins(&["uni", "use", "usual", "util", "eu", "one", "once", "ubi"]) => {
            begins(&["unin", "unim", "unid"])
        }
        _ => begins(&["a", "e", "i", "o", "u", "hour", "honest", "8", "11 ", "18 "]),
    };
    format!("{} {noun}", if is_vowel { "an" } else { "a" })
}

/// Microseconds: `830 µs`, `1.4 ms`, `42 ms`, `2.3 s`.
#[must_use]
pub fn duration(us: u64) -> String {
    match us {
        0..1000 => format!("{us} µs"),
        1000..10_000 => format!("{} ms", tenths(us)),
        10_000..1_000_000 => format!("{} ms", us / 1000),
        _ => format!("{} s", tenths(us / 1000)),
    }
}

/// `830 KiB`, `12 MiB`.
#[must_use]
pub fn memory(kib: u64) -> String {
    if kib < 1024 { format!("{kib} KiB") } else { format!("{} MiB", kib / 1024) }
}

/// `1 minute`, `6 minutes`; as a clock shows it where seconds matter.
#[must_use]
pub fn minutes(span: Span) -> String {
    match (span.0 % 60_000, usize::try_from(span.0 / 60_000)) {
        (0, Ok(minutes)) => counted(minutes, "minute"),
        _ => span.to_string(),
    }
}

/// `6 minutes`, `no limit`.
#[must_use]
pub fn budget(budget: Budget) -> String {
    budget.0.map_or("no limit".to_owned(), minutes)
}

/// `4:12 of 6:00`; the time alone where there is no limit.
#[must_use]
pub fn of_budget(used: Span, budget: Budget) -> String {
    let of = budget.0.map_or(String::new(), |limit| format!(" of {limit}"));
    format!("{used}{of}")
}

/// `4:12 of 6:00`, `7:00 of 8:00, 2:00 of it added`, `6:30 of 6:00, over by 0:30`, `4:12, no
/// limit`. `added` is the part of the budget that extensions gave.
#[must_use]
pub fn spent(used: Span, budget: Budget, added: Span) -> String {
    let mut text = of_budget(used, budget);
    if budget == Budget::UNLIMITED {
        text.push_str(", no limit");
    }
    if added > Span::ZERO {
        text.push_str(&format!(", {added} of it added"));
    }
    // As the two figures before it are printed, in whole seconds: the sum must be right to the eye.
    let over = budget.0.map_or(0, |limit| (used.0 / 1000).saturating_sub(limit.0 / 1000));
    if over > 0 {
        text.push_str(&format!(", over by {}", Span::seconds(over)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_goes_by_how_a_word_is_said() {
        for (noun, said) in [
            ("int", "an int"),
            ("interval", "an interval"),
            ("array of numbers", "an array of numbers"),
            ("text", "a text"),
            ("E", "an E"),
            ("U", "a U"),
            ("`INSERT`", "an `INSERT`"),
            ("user", "a user"),
            ("unit", "a unit"),
            ("unused name", "an unused name"),
            ("uninterrupted run", "an uninterrupted run"),
            ("hour", "an hour"),
            ("JSON", "a JSON"),
            ("ValueError", "a ValueError"),
            ("", "a "),
        ] {
            assert_eq!(with_article(noun), said);
        }
    }

    #[test]
    fn decimals_are_cut_and_never_flatter() {
        assert_eq!([2750, 2749, 4000, 2996].map(decimal), ["2.75", "2.74", "4.00", "2.99"]);
        assert_eq!([449, 960, 1000].map(tenths), ["0.4", "0.9", "1.0"]);
    }

    #[test]
    fn what_may_be_at_most_so_much_is_rounded_up() {
        assert_eq!([1700, 1701, 1699].map(decimal_up), ["1.70", "1.71", "1.70"]);
    }

    #[test]
    fn places_that_say_nothing_may_be_left_out() {
        assert_eq!([2750, 3000].map(exact), ["2.750", "3.000"]);
        assert_eq!([850, 1000, 1500, 35].map(short), ["0.85", "1", "1.5", "0.035"]);
    }

    #[test]
    fn percentages_and_costs() {
        assert_eq!([100, 125, 0].map(percent), ["10%", "12.5%", "0%"]);
        assert_eq!(whole_percent(125), "12%");
        assert_eq!([0, 100, 125].map(cost), ["no cost", "−10%", "−12.5%"]);
    }

    #[test]
    fn one_thing_is_singular() {
        assert_eq!([0, 1, 2].map(|n| counted(n, "case")), ["0 cases", "1 case", "2 cases"]);
    }

    #[test]
    fn durations_in_their_unit() {
        let us = [49, 830, 1432, 42_900, 2_340_000];
        assert_eq!(us.map(duration), ["49 µs", "830 µs", "1.4 ms", "42 ms", "2.3 s"]);
        assert_eq!([830, 12_800].map(memory), ["830 KiB", "12 MiB"]);
    }

    #[test]
    fn budgets_and_what_was_spent_of_them() {
        let six = Budget::of(Span::minutes(6));
        assert_eq!(minutes(Span::minutes(1)), "1 minute");
        assert_eq!(minutes(Span::seconds(90)), "1:30");
        assert_eq!([six, Budget::UNLIMITED].map(budget), ["6 minutes", "no limit"]);
        let of = |used, budget| spent(used, budget, Span::ZERO);
        assert_eq!(of(Span::seconds(252), six), "4:12 of 6:00");
        assert_eq!(of(Span::seconds(390), six), "6:30 of 6:00, over by 0:30");
        let odd = Budget::of(Span(92_700));
        assert_eq!(of(Span(145_300), odd), "2:25 of 1:32, over by 0:53");
        assert_eq!(of(Span(92_900), odd), "1:32 of 1:32");
        assert_eq!(of(Span::seconds(252), Budget::UNLIMITED), "4:12, no limit");
        assert_eq!(of_budget(Span::seconds(252), Budget::UNLIMITED), "4:12");
        let eight = Budget::of(Span::minutes(8));
        let added = Span::minutes(2);
        assert_eq!(spent(Span::minutes(7), eight, added), "7:00 of 8:00, 2:00 of it added");
    }
}
