//! Whether a result is the expected one, and where it first differs.
//!
//! Values are JSON, compared by type: `1` is not `true`, and `"1"` is not `1`. Whole numbers and
//! fractions are both numbers and compare by value (`1` equals `1.0`), since JavaScript has one
//! kind alone; every digit counts, however many there are. With a tolerance t two numbers, of which
//! one at least is a fraction, are equal when they are at most t · max(1, |a|, |b|) apart. The order
//! of keys is free; lists and tuples are both lists, in order. What JSON cannot write stands as an
//! object: `{"$float": "inf" | "-inf" | "nan"}`, and nan equals nan; whole numbers beyond 64 bits
//! as `{"$int": "…"}`.

use super::exact::{long, whole};
use crate::bank::task::value::{FLOAT, Fields, Value};
use crate::figures::counted;

/// The first difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueDifference {
    /// `[2].name`; empty for the whole.
    pub at: String,
    /// `expected 3, got 4`.
    pub what: String,
}

pub fn difference(
    expected: &Value,
    got: &Value,
    tolerance: Option<f64>,
) -> Option<ValueDifference> {
    let mut at = String::new();
    let what = walk(expected, got, tolerance, &mut at)?;
    Some(ValueDifference { at, what })
}

/// On a difference `at` stays at its place.
fn walk(expected: &Value, got: &Value, tolerance: Option<f64>, at: &mut String) -> Option<String> {
    if let (Some(a), Some(b)) = (special(expected), special(got)) {
        return (a != b).then(|| differ(expected, got));
    }
    if is_number(expected) && is_number(got) {
        return (!equal_numbers(expected, got, tolerance)).then(|| differ(expected, got));
    }
    match (expected, got) {
        (Value::Array(a), Value::Array(b)) => items(a, b, tolerance, at),
        (Value::Object(a), Value::Object(b))
            if kind(expected) == "the object" && kind(got) == "the object" =>
        {
            fields(a, b, tolerance, at)
        }
        (a, b) if a == b => None,
        (a, b) if kind(a) == kind(b) => Some(differ(a, b)),
        (a, b) => Some(format!("expected {}, got {}", named(a), named(b))),
    }
}

fn items(
    expected: &[Value],
    got: &[Value],
    tolerance: Option<f64>,
    at: &mut String,
) -> Option<String> {
    let length = at.len();
    for (index, (a, b)) in expected.iter().zip(got).enumerate() {
        at.push_str(&format!("[{index}]"));
        if let Some(what) = walk(a, b, tolerance, at) {
            return Some(what);
        }
        at.truncate(length);
    }
    (expected.len() != got.len()).then(|| {
        format!("expected {}, got {}", counted(expected.len(), "item"), counted(got.len(), "item"))
    })
}

fn fields(
    expected: &Fields,
    got: &Fields,
    tolerance: Option<f64>,
    at: &mut String,
) -> Option<String> {
    let length = at.len();
    let (wanted, by_key) = (expected.by_key(), got.by_key());
    for (key, a) in expected.iter() {
        let Some(b) = by_key.get(key) else {
            return Some(format!("the key {} is missing", quoted(key)));
        };
        at.push_str(&step(key));
        if let Some(what) = walk(a, b, tolerance, at) {
            return Some(what);
        }
        at.truncate(length);
    }
    let extra = got.keys().find(|key| !wanted.contains_key(key))?;
    Some(format!("the key {} is not expected", quoted(extra)))
}

fn step(key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain { format!(".{key}") } else { format!("[{}]", quoted(key)) }
}

fn quoted(text: &str) -> String {
    show(&Value::from(text), BRIEF)
}

fn differ(expected: &Value, got: &Value) -> String {
    format!("expected {}, got {}", show(expected, BRIEF), show(got, BRIEF))
}

fn is_number(value: &Value) -> bool {
    value.is_number() || long(value).is_some()
}

/// From here on a fraction has no digit left after the point: `(2**53 + 3) / 2` is as whole as the
/// right result, and may be another number.
const NO_PLACES: f64 = 4_503_599_627_370_496.0;

fn equal_numbers(expected: &Value, got: &Value, tolerance: Option<f64>) -> bool {
    let (a, b) = (as_f64(expected), as_f64(got));
    match (whole(expected), whole(got)) {
        (Some(a), Some(b)) => a == b,
        _ if tolerance.is_some() => near(a, b, tolerance.unwrap_or_default()),
        (None, None) => a == b,
        (Some(digits), None) => b.abs() < NO_PLACES && exactly(b) == *digits,
        // What was written as `1e30` means that number; so does the fraction nearest to it.
        (None, Some(digits)) => exactly(a) == *digits || a.to_string() == *digits,
    }
}

/// Every digit of a fraction that is whole, as a whole number is written.
fn exactly(number: f64) -> String {
    match number.fract() == 0.0 {
        true => format!("{:.0}", if number == 0.0 { 0.0 } else { number }),
        false => String::new(),
    }
}

fn as_f64(number: &Value) -> f64 {
    let wide = long(number).and_then(|digits| digits.parse().ok());
    number.as_f64().or(wide).unwrap_or(f64::NAN)
}

fn near(a: f64, b: f64, tolerance: f64) -> bool {
    a == b || (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0)
}

/// The number that an object stands for: `inf`, `-inf` or `nan`.
pub fn special(value: &Value) -> Option<&str> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    fields.get(FLOAT)?.as_str().filter(|name| matches!(*name, "inf" | "-inf" | "nan"))
}

/// A value within a sentence, with what it is: `the text "a"`.
pub fn named(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        value => format!("{} {}", kind(value), show(value, BRIEF)),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "the truth value",
        Value::Number(_) => "the number",
        Value::String(_) => "the text",
        Value::Array(_) => "the list",
        Value::Object(_) if special(value).or(long(value)).is_some() => "the number",
        Value::Object(_) => "the object",
    }
}

/// Letters of a value within a sentence.
const BRIEF: usize = 60;

/// A value as people read it, cut after `most` letters.
pub fn show(value: &Value, most: usize) -> String {
    let mut text = String::new();
    write_value(value, &mut text, most);
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Goes on no further than `most` bytes: a result may be very long.
fn write_value(value: &Value, text: &mut String, most: usize) {
    if text.len() > 4 * most {
        return;
    }
    match value {
        _ if special(value).or(long(value)).is_some() => {
            text.push_str(special(value).or(long(value)).unwrap_or_default());
        }
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if text.len() > 4 * most {
                    return;
                }
                text.push_str(if index > 0 { ", " } else { "" });
                write_value(item, text, most);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            text.push('{');
            for (index, (key, item)) in fields.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                text.push_str(&Value::from(key).to_string());
                text.push_str(": ");
                write_value(item, text, most);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bank::task::value::json;

    fn at(expected: Value, got: Value) -> (String, String) {
        let difference = difference(&expected, &got, None).expect("they differ");
        (difference.at, difference.what)
    }

    #[test]
    fn types_are_told_apart() {
        assert_eq!(at(json!(1), json!(true)).1, "expected the number 1, got the truth value true");
        assert_eq!(at(json!("1"), json!(1)).1, "expected the text \"1\", got the number 1");
        assert_eq!(at(json!([]), json!({})).1, "expected the list [], got the object {}");
        assert_eq!(at(json!(0), json!(null)).1, "expected the number 0, got null");
        assert!(difference(&json!(false), &json!(0), Some(1.0)).is_some());
    }

    #[test]
    fn numbers_compare_by_value() {
        assert_eq!(difference(&json!(1), &json!(1.0), None), None);
        assert_eq!(difference(&json!(-0.0), &json!(0), None), None);
        assert!(difference(&json!(0.3), &json!(0.1 + 0.2), None).is_some());
        assert_eq!(difference(&json!(0.3), &json!(0.1 + 0.2), Some(1e-9)), None);
        // Relative for large numbers, absolute for small ones.
        assert_eq!(difference(&json!(1e12), &json!(1e12 + 1.0), Some(1e-9)), None);
        assert!(difference(&json!(0.0), &json!(1e-8), Some(1e-9)).is_some());
        let (big, next) = (9_007_199_254_740_993_i64, 9_007_199_254_740_992_i64);
        assert!(difference(&json!(big), &json!(next), None).is_some(), "beyond a float's digits");
        assert!(difference(&json!(2_000_000), &json!(2_000_001), Some(1e-6)).is_some());
        assert_eq!(difference(&json!(2_000_000.0), &json!(2_000_001), Some(1e-6)), None);
    }

    #[test]
    fn whole_numbers_meet_fractions_digit_by_digit() {
        let long = |digits: &str| json!({ "$int": digits });
        let same = |a: &Value, b: &Value| difference(a, b, None).is_none();
        assert!(!same(&json!(9_007_199_254_740_993_i64), &json!(9_007_199_254_740_992.0)));
        assert!(!same(&json!(4_503_599_627_370_496_i64), &json!(4_503_599_627_370_496.0)));
        assert!(same(&json!(4_503_599_627_370_495_i64), &json!(4_503_599_627_370_495.0)));
        assert!(same(&json!(1e16), &json!(10_000_000_000_000_000_i64)), "JavaScript's own");
        assert!(same(&json!(1e30), &long(&format!("1{}", "0".repeat(30)))));
        assert!(same(&json!(1e23), &long("99999999999999991611392")));
        let (two, next) = (long("18446744073709551616"), long("18446744073709551617"));
        assert!(same(&two, &two) && !same(&two, &next));
        assert!(!same(&next, &json!(18_446_744_073_709_551_616.0)));
        assert!(difference(&two, &next, Some(1e-6)).is_some());
        assert_eq!(at(next, two).1, "expected 18446744073709551617, got 18446744073709551616");
        assert_eq!(
            at(json!("5"), long("-18446744073709551616")).1.split(", ").nth(1),
            Some("got the number -18446744073709551616")
        );
    }

    #[test]
    fn what_json_cannot_write_compares_too() {
        let nan = json!({ "$float": "nan" });
        let inf = json!({ "$float": "inf" });
        assert_eq!(difference(&nan, &nan, None), None);
        assert_eq!(at(inf.clone(), nan).1, "expected inf, got nan");
        assert_eq!(
            at(inf.clone(), json!("inf")).1,
            "expected the number inf, got the text \"inf\""
        );
        assert_eq!(at(json!(1), inf).1, "expected 1, got inf");
    }

    #[test]
    fn the_first_difference_has_a_place() {
        let expected = json!([{ "name": "a", "by day": [1, 2] }, 3]);
        let got = json!([{ "by day": [1, 4], "name": "a" }, 5]);
        assert_eq!(at(expected, got), ("[0][\"by day\"][1]".into(), "expected 2, got 4".into()));
        assert_eq!(
            at(json!([1]), json!([1, 2])),
            ("".into(), "expected 1 item, got 2 items".into())
        );
        assert_eq!(at(json!({ "a": 1 }), json!({})).1, "the key \"a\" is missing");
        assert_eq!(
            at(json!({ "a": {} }), json!({ "a": { "b": 1 } })),
            (".a".into(), "the key \"b\" is not expected".into())
        );
    }

    #[test]
    fn long_values_are_cut() {
        let long = json!(vec![1; 100_000]);
        assert_eq!(show(&long, 9), "[1, 1, 1,…");
        assert_eq!(show(&json!({ "a": ["é", null] }), 80), r#"{"a": ["é", null]}"#);
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                prop::collection::btree_map(".{0,3}", inner, 0..5)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_value_equals_itself_and_differences_go_both_ways(a in any_value(), b in any_value()) {
            prop_assert_eq!(difference(&a, &a, None), None);
            prop_assert_eq!(
                difference(&a, &b, None).is_some(),
                difference(&b, &a, None).is_some()
            );
        }
    }
}
