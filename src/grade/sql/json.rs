//! JSON as PostgreSQL's `jsonb` compares it: numbers are decimals of any size without their scale,
//! keys have no order, and of a key given twice the last counts.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

use super::cell::Decimal;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Json {
    Null,
    Bool(bool),
    Number(Decimal),
    Text(String),
    List(Vec<Json>),
    Map(BTreeMap<String, Json>),
}

/// Lists and maps within each other that are read; deeper ones are compared as text.
const DEPTH_MOST: usize = 256;

/// From here on a whole number may well be a fraction that lost its digits.
const WHOLE_MOST: f64 = 9_007_199_254_740_992.0;

impl Json {
    /// Nothing where it is no JSON, or nested too deeply.
    pub fn parse(text: &str) -> Option<Json> {
        let mut letters = text.chars().peekable();
        let read = value(&mut letters, 0)?;
        skip_space(&mut letters);
        letters.next().is_none().then_some(read)
    }

    /// The same but for numbers, and those near within `tolerance` times the larger of 1 and the
    /// expected one. Two whole numbers below 2^53 count something, and are near nothing else.
    pub fn is_near(&self, expected: &Json, tolerance: f64) -> bool {
        match (self, expected) {
            (Json::Number(got), Json::Number(want)) if got != want => {
                let is_count = |n: &Decimal| n.is_whole() && n.to_f64().abs() < WHOLE_MOST;
                !(is_count(got) && is_count(want)) && got.is_within(want, tolerance)
            }
            (Json::List(got), Json::List(want)) => {
                let mut pairs = got.iter().zip(want);
                got.len() == want.len() && pairs.all(|(got, want)| got.is_near(want, tolerance))
            }
            (Json::Map(got), Json::Map(want)) => {
                let is_near = |(got, want): ((&String, &Json), (&String, &Json))| {
                    got.0 == want.0 && got.1.is_near(want.1, tolerance)
                };
                got.len() == want.len() && got.iter().zip(want).all(is_near)
            }
            _ => self == expected,
        }
    }
}

impl Json {
    /// How far apart the numbers are in which two values of one shape differ, at most.
    pub fn distance(&self, other: &Json) -> f64 {
        match (self, other) {
            (Json::Number(a), Json::Number(b)) => a.distance(b),
            (Json::List(a), Json::List(b)) => {
                a.iter().zip(b).map(|(a, b)| a.distance(b)).fold(0.0, f64::max)
            }
            (Json::Map(a), Json::Map(b)) => {
                a.values().zip(b.values()).map(|(a, b)| a.distance(b)).fold(0.0, f64::max)
            }
            _ => 0.0,
        }
    }
}

type Letters<'t> = Peekable<Chars<'t>>;

fn skip_space(letters: &mut Letters) {
    while letters.next_if(|c| matches!(c, ' ' | '\t' | '\n' | '\r')).is_some() {}
}

fn value(letters: &mut Letters, depth: usize) -> Option<Json> {
    skip_space(letters);
    if depth > DEPTH_MOST {
        return None;
    }
    match letters.peek()? {
        '"' => string(letters).map(Json::Text),
        '[' => list(letters, depth).map(Json::List),
        '{' => map(letters, depth).map(Json::Map),
        _ => {
            let mut word = String::new();
            while let Some(c) = letters.next_if(|c| c.is_ascii_alphanumeric() || "+-.".contains(*c))
            {
                word.push(c);
            }
            match word.as_str() {
                "null" => Some(Json::Null),
                "true" => Some(Json::Bool(true)),
                "false" => Some(Json::Bool(false)),
                number => Decimal::parse(number).map(Json::Number),
            }
        }
    }
}

fn list(letters: &mut Letters, depth: usize) -> Option<Vec<Json>> {
    letters.next();
    let mut items = Vec::new();
    skip_space(letters);
    if letters.next_if_eq(&']').is_some() {
        return Some(items);
    }
    loop {
        items.push(value(letters, depth + 1)?);
        skip_space(letters);
        match letters.next()? {
            ',' => {}
            ']' => return Some(items),
            _ => return None,
        }
    }
}

fn map(letters: &mut Letters, depth: usize) -> Option<BTreeMap<String, Json>> {
    letters.next();
    let mut fields = BTreeMap::new();
    skip_space(letters);
    if letters.next_if_eq(&'}').is_some() {
        return Some(fields);
    }
    loop {
        skip_space(letters);
        let key = letters.peek().filter(|c| **c == '"').is_some().then(|| string(letters))??;
        skip_space(letters);
        letters.next_if_eq(&':')?;
        fields.insert(key, value(letters, depth + 1)?);
        skip_space(letters);
        match letters.next()? {
            ',' => {}
            '}' => return Some(fields),
            _ => return None,
        }
    }
}

/// A text with its quotes, which serde reads.
fn string(letters: &mut Letters) -> Option<String> {
    let mut quoted = String::from(letters.next()?);
    loop {
        let letter = letters.next()?;
        quoted.push(letter);
        match letter {
            '"' => return serde_json::from_str(&quoted).ok(),
            '\\' => quoted.push(letters.next()?),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Json {
        Json::parse(text).expect("JSON")
    }

    #[test]
    fn numbers_are_compared_as_jsonb_does() {
        assert_eq!(read(r#"{"n": 1.0}"#), read(r#"{"n":1}"#));
        assert_eq!(read("[1e2, -0.0, 0.10]"), read("[100, 0, 0.1]"));
        assert_ne!(read("12345678901234567890123"), read("12345678901234567890124"));
        assert_ne!(read("9007199254740993"), read("9007199254740992.0"));
        assert_ne!(read("1"), read("true"));
        assert_ne!(read("1"), read("\"1\""));
    }

    #[test]
    fn keys_have_no_order_and_the_last_of_two_counts() {
        assert_eq!(read(r#"{"a": 1, "b": [2]}"#), read(r#"{"b":[2],"a":1}"#));
        assert_eq!(read(r#"{"a": 1, "a": 2}"#), read(r#"{"a": 2}"#));
        assert_eq!(read(r#"{"\u0061": "\"\\"}"#), read("{\"a\": \"\\\"\\\\\"}"));
        assert_ne!(read("[1, 2]"), read("[2, 1]"));
        assert_ne!(read("[]"), read("{}"));
    }

    #[test]
    fn a_tolerance_is_for_fractions_at_any_depth() {
        let near = |a: &str, b: &str| read(a).is_near(&read(b), 1e-6);
        assert!(near(r#"{"a": [0.30000000000000004]}"#, r#"{"a": [0.3]}"#));
        assert!(near("[1e20, 2.0000001]", "[100000000000000000001, 2]"));
        assert!(!near("2000000", "2000001"));
        assert!(!near("[0.1]", "[0.1, 0.1]"));
        assert!(!near(r#"{"a": 0.1}"#, r#"{"b": 0.1}"#));
        assert!(!near("\"0.1\"", "0.1"));
    }

    #[test]
    fn what_is_no_json_is_left_to_its_text() {
        for text in ["", "[1", "{\"a\" 1}", "{a: 1}", "1 2", "tru", "[1,]", "\"a", "-", "{,}"] {
            assert_eq!(Json::parse(text), None, "{text}");
        }
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Json::parse(&deep(200)).is_some());
        assert_eq!(Json::parse(&deep(100_000)), None);
    }

    proptest! {
        #[test]
        fn what_serde_reads_is_read_alike(text in r#"[\[\]{}:,"0-9a-c.e \\-]{0,24}"#) {
            if let Ok(known) = serde_json::from_str::<serde_json::Value>(&text) {
                let again = Json::parse(&known.to_string());
                // Serde rounds to a double, so the digits may differ; the shape may not.
                prop_assert!(Json::parse(&text).is_some() && again.is_some());
            }
        }
    }
}
