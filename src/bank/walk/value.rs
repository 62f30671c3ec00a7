//! Single values: what was expected, what was found, and what to write instead.

use std::ops::RangeInclusive;
use std::str::FromStr;

use toml::Spanned;
use toml::de::DeValue;

use crate::bank::rule::Rule;
use crate::bank::task::value::{FLOAT, INT, Value};
use crate::words::UnknownWord;

use super::complaints::Complaints;

pub fn expect_string<'v>(
    complaints: &Complaints,
    key: &str,
    value: &'v Spanned<DeValue<'_>>,
) -> Option<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.as_ref()),
        other => {
            wrong_type(complaints, key, value, Want::Text, other);
            None
        }
    }
}

pub fn expect_word<T: FromStr<Err = UnknownWord>>(
    complaints: &Complaints,
    key: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<T> {
    let text = expect_string(complaints, key, value)?;
    match text.parse() {
        Ok(word) => Some(word),
        Err(UnknownWord { word, known }) => {
            let message = format!("`{key}` is `{word}`, which isn't one of {}", known.join(", "));
            let help = did_you_mean(text, known.iter().copied());
            complaints.schema(value.span(), message, help.as_deref());
            None
        }
    }
}

pub fn expect_number(
    complaints: &Complaints,
    rule: Rule,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    range: RangeInclusive<u32>,
) -> u32 {
    let DeValue::Integer(integer) = value.get_ref() else {
        wrong_type(complaints, key, value, Want::Number("a whole number"), value.get_ref());
        return *range.start();
    };
    // What the TOML parser could not read it has complained of already.
    if integer.as_str().is_empty() {
        return *range.start();
    }
    let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
    match number.filter(|number| range.contains(number)) {
        Some(number) => number,
        None => {
            let (low, high) = (range.start(), range.end());
            let message = format!("`{key}` is {integer}, outside {low} to {high}");
            complaints.add(rule, value.span(), message, None);
            *range.start()
        }
    }
}

pub fn expect_printed(
    complaints: &Complaints,
    key: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<String> {
    match value.get_ref() {
        DeValue::Integer(integer) if integer.radix() == 10 => Some(integer.as_str().to_owned()),
        DeValue::Float(float) if float.as_str().parse().is_ok_and(f64::is_finite) => {
            Some(float.as_str().to_owned())
        }
        other => {
            wrong_type(complaints, key, value, Want::Number("a number, as 80 or 0.5"), other);
            None
        }
    }
}

pub fn expect_float(
    complaints: &Complaints,
    key: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<f64> {
    expect_printed(complaints, key, value).and_then(|printed| printed.parse().ok())
}

/// What a key should have held. The texts say it with an example.
#[derive(Clone, Copy, Debug)]
pub enum Want<'e> {
    Text,
    Truth,
    Date,
    Number(&'e str),
    Array,
    Table(&'e str),
}

impl Want<'_> {
    fn words(self) -> String {
        match self {
            Want::Text => "a text in quotes".to_owned(),
            Want::Truth => "true or false".to_owned(),
            Want::Date => "a date without quotes, as 2026-11-23".to_owned(),
            Want::Number(words) => words.to_owned(),
            Want::Array => "an array, as [\"…\", \"…\"]".to_owned(),
            Want::Table(example) => format!("a table, as {example}"),
        }
    }
}

pub fn wrong_type(
    complaints: &Complaints,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    want: Want<'_>,
    found: &DeValue<'_>,
) {
    let message = format!("`{key}` is {}, not {}", type_name(found), want.words());
    let help = instead(want, found);
    complaints.schema(value.span(), message, help.as_deref());
}

/// What to write, where it follows from what was found.
fn instead(want: Want<'_>, found: &DeValue<'_>) -> Option<String> {
    match (want, found) {
        (Want::Text, DeValue::Integer(number)) => Some(format!("write `\"{number}\"`")),
        (Want::Text, DeValue::Boolean(flag)) => Some(format!("write `\"{flag}\"`")),
        (Want::Array, DeValue::String(text)) => Some(format!("write `[{:?}]`", shorten(text))),
        (Want::Table(_), _) => None,
        (_, DeValue::String(text)) => Some(format!("write `{}` without quotes", shorten(text))),
        _ => None,
    }
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= 30 {
        text.to_owned()
    } else {
        text.chars().take(29).chain(['…']).collect()
    }
}

/// As a person calls it: `a text`, `a whole number`.
pub fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(float) if float.as_str().contains("inf") => "infinity",
        DeValue::Float(float) if float.as_str().contains("nan") => "no number at all (nan)",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

/// TOML as JSON, keys in the order of the file and numbers with every digit. Dates become texts.
pub fn as_json(complaints: &Complaints, key: &str, value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Boolean(flag) => (*flag).into(),
        DeValue::Datetime(date) => date.to_string().into(),
        DeValue::Integer(integer) => {
            whole(integer.as_str(), integer.radix()).unwrap_or_else(|| {
                let message = format!("`{key}` holds a number beyond 64 bits that isn't decimal");
                complaints.schema(value.span(), message, Some("write its decimal digits"));
                Value::Null
            })
        }
        DeValue::Float(float) => match float.as_str().trim_start_matches('+') {
            "nan" | "-nan" => Value::marked(FLOAT, "nan"),
            name @ ("inf" | "-inf") => Value::marked(FLOAT, name),
            _ => expect_float(complaints, key, value).map_or(Value::Null, Value::from),
        },
        DeValue::Array(items) => items.iter().map(|item| as_json(complaints, key, item)).collect(),
        DeValue::Table(table) => {
            // The table sorts its keys; their places are those of the file.
            let mut entries: Vec<_> = table.iter().collect();
            entries.sort_by_key(|(name, _)| name.span().start);
            let fields = entries.into_iter().map(|(name, value)| {
                (name.get_ref().as_ref().to_owned(), as_json(complaints, key, value))
            });
            Value::Object(fields.collect())
        }
    }
}

/// A whole number with all of its digits.
fn whole(digits: &str, radix: u32) -> Option<Value> {
    if let Ok(number) = i64::from_str_radix(digits, radix) {
        return Some(number.into());
    }
    if let Ok(number) = u64::from_str_radix(digits, radix) {
        return Some(number.into());
    }
    (radix == 10).then(|| Value::marked(INT, digits.trim_start_matches('+')))
}

/// The known word nearest to what was written, if it is near.
pub fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    known
        .map(|word| (strsim::normalized_damerau_levenshtein(written, word), word))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// As a help line.
pub fn did_you_mean<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    nearest(written, known).map(|word| format!("did you mean `{word}`?"))
}
