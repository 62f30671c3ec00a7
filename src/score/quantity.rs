//! Numbers in prose, with their units: "from 2 hours to 15 minutes", "1.2 GB/s", "a hundred a week".
//!
//! Values are thousandths in whole numbers, so that 1.5 is 1500 and no float enters a judgement.

use std::ops::Range;

use super::evidence::words::{Word, words};

/// A number as said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Thousandths, multipliers such as "k" and "million" worked in.
    pub value: u64,
    /// What is counted, in lower case: `%`, `minutes`, `mb/s`, `brokers`; empty where none follows.
    pub unit: String,
    /// Bytes of the number and its unit in the text.
    pub range: Range<usize>,
}

/// Units that convert into one another: the unit of the family, and thousandths of it.
const FAMILIES: &[(&str, &[(&str, u64)])] = &[
    (
        "second",
        &[
            ("ms", 1),
            ("millisecond", 1),
            ("s", 1000),
            ("sec", 1000),
            ("second", 1000),
            ("min", 60_000),
            ("minute", 60_000),
            ("h", 3_600_000),
            ("hr", 3_600_000),
            ("hour", 3_600_000),
            ("day", 86_400_000),
            ("week", 604_800_000),
        ],
    ),
    ("%", &[("%", 1000), ("percent", 1000)]),
];

/// Powers of a thousand before `b` (bytes), `b/s` and the like.
const PREFIXES: [(char, u64); 5] =
    [('k', 1), ('m', 1_000), ('g', 1_000_000), ('t', 1_000_000_000), ('p', 1_000_000_000_000)];

impl Quantity {
    /// The value in its family's unit (thousandths), and that unit: minutes become seconds, GB/s
    /// become kilobytes a second. Other units stay as they are, in the singular.
    #[must_use]
    pub fn in_base_unit(&self) -> (u64, String) {
        let singular = singular(&self.unit);
        for (base, units) in FAMILIES {
            if let Some((_, factor)) = units.iter().find(|(unit, _)| *unit == singular) {
                return (self.value.saturating_mul(*factor) / 1000, (*base).to_owned());
            }
        }
        if let Some((factor, bytes)) = bytes(&self.unit) {
            return (self.value.saturating_mul(factor), format!("k{bytes}"));
        }
        (self.value, singular.to_owned())
    }

    /// Whether both count the same thing.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        self.in_base_unit().1 == other.in_base_unit().1
    }
}

fn singular(unit: &str) -> &str {
    if unit.len() > 3 { unit.strip_suffix('s').unwrap_or(unit) } else { unit }
}

/// `gb/s` is a million `kb/s`. Binary prefixes (`gib`) count as decimal: estimates are coarse.
fn bytes(unit: &str) -> Option<(u64, String)> {
    let mut letters = unit.chars();
    let prefix = letters.next()?;
    let rest = letters.as_str().trim_start_matches('i');
    let (_, factor) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
    matches!(rest, "b" | "b/s" | "bit/s").then(|| (*factor, rest.to_owned()))
}

/// The numbers of a text in order. Years, and numbers inside names such as `p99`, are none.
#[must_use]
pub fn quantities(text: &str) -> Vec<Quantity> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match number_at(text, &words, at) {
            Some((quantity, next)) => {
                found.push(quantity);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn number_at(text: &str, words: &[Word], at: usize) -> Option<(Quantity, usize)> {
    let first = words[at].lower.as_str();
    let (mut value, attached) = digits(first).or_else(|| Some((number_word(words, at)?, "")))?;
    let mut next = at + 1;
    let mut unit = attached.to_owned();
    if let Some(factor) = multiplier(attached) {
        value = value.saturating_mul(factor);
        unit.clear();
    }
    if unit.is_empty()
        && let Some(factor) = words.get(next).and_then(|word| multiplier(&word.lower))
    {
        value = value.saturating_mul(factor);
        next += 1;
    }
    let mut end = words[next - 1].range.end;
    if text[end..].trim_start().starts_with('%') {
        let blanks = text[end..].len() - text[end..].trim_start().len();
        return Some((
            Quantity {
                value,
                unit: "%".to_owned(),
                range: words[at].range.start..end + blanks + 1,
            },
            next,
        ));
    }
    let is_year = unit.is_empty() && (1_900_000..=2_100_000).contains(&value) && first.len() == 4;
    if unit.is_empty()
        && let Some(word) = words.get(next).filter(|word| touches(text, end, word))
        && is_unit(&word.lower)
    {
        unit.clone_from(&word.lower);
        end = word.range.end;
        next += 1;
    }
    if is_year
        && !FAMILIES.iter().any(|(_, units)| units.iter().any(|(u, _)| *u == singular(&unit)))
    {
        return None;
    }
    (unit, end, next) = with_rate(text, words, unit, end, next);
    Some((Quantity { value, unit, range: words[at].range.start..end }, next))
}

/// Only blanks or a hyphen between a number and its unit: "15 minutes", "15-minute".
fn touches(text: &str, end: usize, word: &Word) -> bool {
    text.get(end..word.range.start)
        .is_some_and(|gap| gap.chars().all(|c| c == ' ' || c == '-' || c == '\n'))
}

/// `mb` and `/s` are one unit, and so are "per second" and "a second" after bytes.
fn with_rate(
    text: &str,
    words: &[Word],
    unit: String,
    end: usize,
    next: usize,
) -> (String, usize, usize) {
    if unit.is_empty() {
        return (unit, end, next);
    }
    let is_second = |word: &Word| matches!(word.lower.as_str(), "s" | "sec" | "second");
    if text[end..].starts_with('/')
        && let Some(word) = words.get(next).filter(|word| is_second(word))
    {
        return (format!("{unit}/s"), word.range.end, next + 1);
    }
    let is_per = words.get(next).is_some_and(|word| matches!(word.lower.as_str(), "per" | "a"));
    if is_per
        && bytes(&unit).is_some()
        && let Some(word) = words.get(next + 1).filter(|word| is_second(word))
    {
        return (format!("{unit}/s"), word.range.end, next + 2);
    }
    (unit, end, next)
}

/// The value of a word that starts with digits, in thousandths, and the letters behind it:
/// `1.5`, `10,000`, `40k`, `156tb`.
fn digits(word: &str) -> Option<(u64, &str)> {
    let length = word
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        .count();
    let (number, tail) = word.split_at(length);
    if number.is_empty() || !tail.chars().all(char::is_alphabetic) {
        return None;
    }
    Some((thousandths(&number.replace(',', ""))?, tail))
}

/// A decimal number in thousandths, cut after the third place; nothing where it is none.
#[must_use]
pub fn thousandths(number: &str) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let places: String = part.chars().chain("000".chars()).take(3).collect();
    whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(places.parse().ok()?)
}

fn number_word(words: &[Word], at: usize) -> Option<u64> {
    let named =
        |word: &str| NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, value)| value * 1000);
    let word = words[at].lower.as_str();
    // "a hundred", "a million": the article is the one.
    let is_article = matches!(word, "a" | "an" | "one");
    let has_multiplier = words.get(at + 1).is_some_and(|next| multiplier(&next.lower).is_some());
    if is_article && has_multiplier && words[at + 1].lower.len() > 1 {
        Some(1000)
    } else {
        named(word)
    }
}

fn multiplier(word: &str) -> Option<u64> {
    match word {
        "k" | "thousand" => Some(1_000),
        "hundred" => Some(100),
        "m" | "million" | "mio" => Some(1_000_000),
        "bn" | "billion" => Some(1_000_000_000),
        "dozen" => Some(12),
        _ => None,
    }
}

/// A word that can be counted: anything but grammar. "120 a month" counts by the month.
fn is_unit(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
        && !matches!(
            word,
            "to" | "and"
                | "or"
                | "of"
                | "in"
                | "on"
                | "at"
                | "by"
                | "is"
                | "was"
                | "were"
                | "the"
                | "from"
                | "for"
                | "with"
                | "but"
                | "so"
                | "we"
                | "i"
                | "it"
                | "that"
                | "then"
                | "instead"
                | "which"
                | "because"
                | "per"
                | "a"
                | "an"
                | "as"
                | "than"
                | "after"
        )
}

const NUMBERS: &[(&str, u64)] = &[
    ("zero", 0),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(u64, String)> {
        quantities(text).into_iter().map(|q| (q.value, q.unit)).collect()
    }

    fn one(value: u64, unit: &str) -> Vec<(u64, String)> {
        vec![(value, unit.to_owned())]
    }

    #[test]
    fn digits_words_and_multipliers_are_numbers() {
        assert_eq!(read("15 minutes"), one(15_000, "minutes"));
        assert_eq!(read("fifteen minutes"), one(15_000, "minutes"));
        assert_eq!(read("40k messages"), one(40_000_000, "messages"));
        assert_eq!(read("1.5 million rows"), one(1_500_000_000, "rows"));
        assert_eq!(read("10,000 rows"), one(10_000_000, "rows"));
        assert_eq!(read("about a hundred customers"), one(100_000, "customers"));
        assert_eq!(read("a 15-minute window"), one(15_000, "minute"));
    }

    #[test]
    fn percent_signs_and_rates_belong_to_the_number() {
        assert_eq!(read("by 95% now"), one(95_000, "%"));
        assert_eq!(read("by 95 percent"), one(95_000, "percent"));
        assert_eq!(read("1200 MB/s of writes"), one(1_200_000, "mb/s"));
        assert_eq!(read("400 MB per second"), one(400_000, "mb/s"));
        assert_eq!(read("156TB"), one(156_000, "tb"));
    }

    #[test]
    fn years_and_names_are_no_quantities() {
        assert_eq!(read("In 2023 the p99 of s3"), vec![]);
        assert_eq!(read("one of them, a person"), vec![]);
    }

    #[test]
    fn a_number_without_a_unit_is_still_one() {
        assert_eq!(
            read("from 30 to 2 minutes"),
            [(30_000, String::new()), (2_000, "minutes".to_owned())]
        );
    }

    #[test]
    fn ranges_cover_number_and_unit() {
        let text = "It fell by 95 % over 2 hours.";
        let cut: Vec<&str> = quantities(text).iter().map(|q| &text[q.range.clone()]).collect();
        assert_eq!(cut, ["95 %", "2 hours"]);
    }

    #[test]
    fn units_of_a_family_convert() {
        let base = |text: &str| quantities(text)[0].in_base_unit();
        assert_eq!(base("2 hours"), (7_200_000, "second".to_owned()));
        assert_eq!(base("15 min"), (900_000, "second".to_owned()));
        assert_eq!(base("1.2 GB/s"), base("1200 MB/s"));
        assert_eq!(base("0.156 PB"), base("156 TB"));
        assert_ne!(base("156 TB").1, base("156 TB/s").1);
        assert_eq!(base("12 brokers").1, "broker");
    }

    #[test]
    fn decimals_are_thousandths() {
        assert_eq!(thousandths("1.5"), Some(1500));
        assert_eq!(thousandths("0.0625"), Some(62));
        assert_eq!(thousandths("x"), None);
        assert_eq!(thousandths("99999999999999999999"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_ranges_stay_inside(text in "\\PC{0,80}") {
            for quantity in quantities(&text) {
                prop_assert!(text.get(quantity.range.clone()).is_some());
                let _ = quantity.in_base_unit();
            }
        }

        #[test]
        fn printed_numbers_read_back(value in 0..1_000_000_u64) {
            let text = format!("{}.{:03} rows", value / 1000, value % 1000);
            prop_assert_eq!(read(&text), one(value, "rows"));
        }
    }
}
