//! One cell of a result: what PostgreSQL printed, read by its type so that equal values are equal.

use std::borrow::Cow;
use std::str::FromStr;

use super::json::Json;

/// What a column holds, as far as comparing needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bool,
    /// Whole numbers: compared exactly, whatever the tolerance.
    Integer,
    /// `numeric`: decimals, compared digit by digit without their scale.
    Exact,
    /// `real`.
    Single,
    /// `double precision`.
    Float,
    /// Compared letter by letter.
    Text,
    /// `char(n)`: padded by PostgreSQL, and the padding means nothing.
    Padded,
    /// Dates and timestamps; a date is its first moment.
    Moment,
    Time,
    Interval,
    Json,
    /// Anything else, by its text.
    Other,
}

/// The kind of a type by PostgreSQL's name for it, and whether it is an array of that kind.
pub fn kind_of(type_name: &str) -> (Kind, bool) {
    let (name, is_array) = match type_name.strip_prefix('_') {
        Some(element) => (element, true),
        None => (type_name, false),
    };
    let kind = match name {
        "bool" => Kind::Bool,
        "int2" | "int4" | "int8" | "oid" => Kind::Integer,
        "numeric" => Kind::Exact,
        "float4" => Kind::Single,
        "float8" => Kind::Float,
        "text" | "varchar" | "name" | "unknown" => Kind::Text,
        "bpchar" => Kind::Padded,
        "date" | "timestamp" | "timestamptz" => Kind::Moment,
        "time" | "timetz" => Kind::Time,
        "interval" => Kind::Interval,
        "json" | "jsonb" => Kind::Json,
        _ => Kind::Other,
    };
    (kind, is_array)
}

/// How a kind is called when it stands where another was expected.
pub fn title(kind: Kind, is_array: bool) -> String {
    let word = match kind {
        Kind::Bool => "boolean",
        Kind::Integer | Kind::Exact => "number",
        Kind::Single | Kind::Float => "floating-point number",
        Kind::Text | Kind::Padded => "text",
        Kind::Moment => "date or timestamp",
        Kind::Time => "time of day",
        Kind::Interval => "interval",
        Kind::Json => "JSON",
        Kind::Other => "value of another type",
    };
    match (is_array, kind) {
        (false, _) => word.to_owned(),
        (true, Kind::Json | Kind::Text | Kind::Padded) => format!("array of {word}"),
        (true, Kind::Other) => "array of another type".to_owned(),
        (true, Kind::Moment) => "array of dates or timestamps".to_owned(),
        (true, Kind::Time) => "array of times of day".to_owned(),
        (true, _) => format!("array of {word}s"),
    }
}

/// How far a number may be from the expected one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Near {
    /// Times the larger of 1 and the expected one; nothing where all of it counts.
    pub tolerance: Option<f64>,
    /// Whether two whole numbers have to be the same all the same: they count something.
    pub counts_whole: bool,
}

impl Near {
    /// Of a column of this kind where the expected one is of that kind. A tolerance is for what
    /// fractions do: a column of whole numbers is exact, and where neither is of floating point
    /// two whole numbers are compared as such.
    pub fn of(got: Kind, want: Kind, tolerance: Option<f64>) -> Near {
        let counts_whole = want == Kind::Integer || !got.is_float() && !want.is_float();
        Near { tolerance, counts_whole }
    }
}

impl Kind {
    pub fn is_float(self) -> bool {
        matches!(self, Kind::Single | Kind::Float)
    }
}

/// A value in its one form. `PartialEq` is exact; [`Value::is_near`] allows for floats.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    Null,
    Bool(bool),
    Number(Decimal),
    NotANumber,
    /// Infinity; true for the positive one.
    Infinite(bool),
    Text(String),
    Moment(String),
    Time(String),
    /// Microseconds, with months of 30 days and days of 24 hours, as PostgreSQL compares them.
    Interval(i128),
    Json(Json),
    Array(Vec<Value>),
    Other(String),
}

/// `± 0.d1 d2 d3… × 10^exponent`, the first and last digit not zero; zero has no digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    negative: bool,
    exponent: i64,
    digits: String,
}

impl Decimal {
    /// Reads `-12.50`, `1e+20`, `.5`.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, power) = match rest.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i64>().ok()?),
            None => (rest, 0),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all: String = [whole, part].concat();
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let significant = all.trim_start_matches('0');
        let leading = all.len() - significant.len();
        let digits = significant.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Decimal { negative: false, exponent: 0, digits });
        }
        let before_point = i64::try_from(whole.len()).ok()? - i64::try_from(leading).ok()?;
        let exponent = power.checked_add(before_point)?;
        Some(Decimal { negative, exponent, digits })
    }

    pub fn to_f64(&self) -> f64 {
        let sign = if self.negative { "-" } else { "" };
        let digits = if self.digits.is_empty() { "0" } else { &self.digits };
        // Digits and an exponent always parse.
        format!("{sign}0.{digits}e{}", self.exponent).parse().unwrap_or(f64::NAN)
    }

    pub fn distance(&self, other: &Decimal) -> f64 {
        (self.to_f64() - other.to_f64()).abs()
    }

    /// Whether nothing stands behind the point.
    pub fn is_whole(&self) -> bool {
        i64::try_from(self.digits.len()).is_ok_and(|digits| digits <= self.exponent.max(0))
    }

    /// No further from `expected` than `tolerance` times the larger of 1 and that.
    pub fn is_within(&self, expected: &Decimal, tolerance: f64) -> bool {
        let (got, expected) = (self.to_f64(), expected.to_f64());
        (got - expected).abs() <= tolerance * expected.abs().max(1.0)
    }
}

impl Value {
    /// Reads what PostgreSQL printed under `DateStyle = ISO`, `IntervalStyle = postgres` and
    /// `TimeZone = UTC`.
    pub fn read(kind: Kind, is_array: bool, text: Option<&str>) -> Value {
        let Some(text) = text else { return Value::Null };
        if is_array {
            return read_array(kind, text).map_or_else(|| Value::Other(text.into()), Value::Array);
        }
        match kind {
            Kind::Bool => Value::Bool(text == "t"),
            Kind::Integer | Kind::Exact => read_number(text),
            Kind::Single => read_number(&all_digits::<f32>(text)),
            Kind::Float => read_number(&all_digits::<f64>(text)),
            Kind::Text => Value::Text(text.to_owned()),
            Kind::Padded => Value::Text(text.trim_end_matches(' ').to_owned()),
            Kind::Moment => Value::Moment(first_moment(text)),
            Kind::Time => Value::Time(text.trim_end_matches("+00").to_owned()),
            Kind::Interval => {
                read_interval(text).map_or_else(|| Value::Other(text.into()), Value::Interval)
            }
            Kind::Json => Json::parse(text).map_or_else(|| Value::Other(text.into()), Value::Json),
            Kind::Other => Value::Other(text.to_owned()),
        }
    }

    /// Equal, or near as numbers may be.
    pub fn is_near(&self, expected: &Value, near: Near) -> bool {
        let Some(tolerance) = near.tolerance else { return self == expected };
        match (self, expected) {
            (Value::Number(got), Value::Number(want)) if got != want => {
                let is_whole = got.is_whole() && want.is_whole();
                !(is_whole && near.counts_whole) && got.is_within(want, tolerance)
            }
            (Value::Array(got), Value::Array(want)) => {
                let mut pairs = got.iter().zip(want);
                got.len() == want.len() && pairs.all(|(got, want)| got.is_near(want, near))
            }
            (Value::Json(got), Value::Json(want)) => got.is_near(want, tolerance),
            _ => self == expected,
        }
    }

    /// How far apart two numbers are, or the numbers that differ in two lists or pieces of JSON.
    pub fn distance(&self, other: &Value) -> f64 {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => a.distance(b),
            (Value::Array(a), Value::Array(b)) => {
                a.iter().zip(b).map(|(a, b)| a.distance(b)).fold(0.0, f64::max)
            }
            (Value::Json(a), Value::Json(b)) => a.distance(b),
            _ => 0.0,
        }
    }
}

/// PostgreSQL prints as few digits of a floating-point number as tell it from all others. Of a
/// large whole one these are not its own: 2^62 is printed as 4.611686018427388e+18.
fn all_digits<F>(text: &str) -> Cow<'_, str>
where
    F: FromStr + Into<f64>,
{
    let number: Option<f64> = text.parse::<F>().ok().map(Into::into);
    match number.filter(|number| number.is_finite() && text.contains('e')) {
        Some(number) if number.abs() >= 1e15 => Cow::Owned(format!("{number:.0}")),
        _ => Cow::Borrowed(text),
    }
}

fn read_number(text: &str) -> Value {
    match text {
        "NaN" => Value::NotANumber,
        "Infinity" => Value::Infinite(true),
        "-Infinity" => Value::Infinite(false),
        _ => Decimal::parse(text).map_or_else(|| Value::Other(text.into()), Value::Number),
    }
}

/// `2026-01-01` and `2026-01-01 00:00:00+00` are one moment.
fn first_moment(text: &str) -> String {
    let text = text.trim_end_matches("+00");
    text.strip_suffix(" 00:00:00").unwrap_or(text).to_owned()
}

/// `1 year 2 mons -3 days 04:05:06.7` in microseconds.
fn read_interval(text: &str) -> Option<i128> {
    const SECOND: i128 = 1_000_000;
    const DAY: i128 = 86_400 * SECOND;
    let mut total = 0;
    let mut words = text.split(' ');
    while let Some(word) = words.next() {
        if word.contains(':') {
            total += read_clock(word)?;
            continue;
        }
        let count: i128 = word.parse().ok()?;
        total += count
            * match words.next()? {
                "year" | "years" => 12 * 30 * DAY,
                "mon" | "mons" => 30 * DAY,
                "day" | "days" => DAY,
                _ => return None,
            };
    }
    Some(total)
}

/// `-04:05:06.7` in microseconds.
fn read_clock(word: &str) -> Option<i128> {
    let (sign, word) = match word.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, word.trim_start_matches('+')),
    };
    let mut parts = word.splitn(3, ':');
    let hours: i128 = parts.next()?.parse().ok()?;
    let minutes: i128 = parts.next()?.parse().ok()?;
    let seconds = parts.next().unwrap_or("0");
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    let part = format!("{part:0<6}");
    let micros: i128 = part.get(..6)?.parse().ok()?;
    let whole: i128 = whole.parse().ok()?;
    Some(sign * (((hours * 60 + minutes) * 60 + whole) * 1_000_000 + micros))
}

/// `{1,NULL,"a b",{2}}`. Nothing where bounds are printed or it does not parse.
fn read_array(kind: Kind, text: &str) -> Option<Vec<Value>> {
    let mut letters = text.chars().peekable();
    let read = array_body(kind, &mut letters)?;
    letters.next().is_none().then_some(read)
}

fn array_body(
    kind: Kind,
    letters: &mut std::iter::Peekable<std::str::Chars<'_>>,
) -> Option<Vec<Value>> {
    if letters.next()? != '{' {
        return None;
    }
    let mut items = Vec::new();
    if letters.peek() == Some(&'}') {
        letters.next();
        return Some(items);
    }
    loop {
        items.push(match letters.peek()? {
            '{' => Value::Array(array_body(kind, letters)?),
            '"' => {
                letters.next();
                let mut text = String::new();
                loop {
                    match letters.next()? {
                        '"' => break,
                        '\\' => text.push(letters.next()?),
                        letter => text.push(letter),
                    }
                }
                Value::read(kind, false, Some(&text))
            }
            _ => {
                let mut text = String::new();
                while let Some(letter) = letters.next_if(|c| !matches!(c, ',' | '}')) {
                    text.push(letter);
                }
                let text = (text != "NULL").then_some(text);
                Value::read(kind, false, text.as_deref())
            }
        });
        match letters.next()? {
            ',' => {}
            '}' => return Some(items),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(type_name: &str, text: &str) -> Value {
        let (kind, is_array) = kind_of(type_name);
        Value::read(kind, is_array, Some(text))
    }

    fn same(a: (&str, &str), b: (&str, &str)) -> bool {
        value(a.0, a.1) == value(b.0, b.1)
    }

    #[test]
    fn numbers_have_no_scale() {
        assert!(same(("numeric", "1.0"), ("numeric", "1.00")));
        assert!(same(("int4", "1"), ("numeric", "1.000")));
        assert!(same(("float8", "1e+20"), ("numeric", "100000000000000000000")));
        assert!(same(("numeric", "-0.00"), ("int4", "0")));
        assert!(same(("numeric", "0.0012"), ("float8", "1.2e-3")));
        assert!(!same(("numeric", "1.0"), ("numeric", "1.01")));
        assert!(!same(("int4", "10"), ("int4", "1")));
        assert!(!same(("int4", "-1"), ("int4", "1")));
    }

    #[test]
    fn whole_numbers_beyond_53_bits_are_exact() {
        assert!(!same(("int8", "9007199254740993"), ("float8", "9.007199254740992e+15")));
        assert!(same(("int8", "9007199254740992"), ("float8", "9.007199254740992e+15")));
        assert!(same(("int8", "4611686018427387904"), ("float8", "4.611686018427388e+18")));
        assert!(same(("int8", "4611686018427387904"), ("float4", "4.611686e+18")));
        assert!(!same(("int8", "4611686018427388000"), ("float8", "4.611686018427388e+18")));
        assert!(same(("float8", "1e+300"), ("float8", "1e+300")));
        assert!(same(("float8", "1e-300"), ("numeric", "1e-300")));
        assert_eq!(value("float8", "Infinity"), Value::Infinite(true));
    }

    #[test]
    fn text_is_exact() {
        assert!(!same(("text", "1.0"), ("text", "1.00")));
        assert!(!same(("text", "a"), ("text", "A")));
        assert!(!same(("text", "1"), ("int4", "1")));
        assert!(!same(("text", "t"), ("bool", "t")));
        assert!(same(("bpchar", "ab  "), ("text", "ab")));
        assert!(!same(("text", "ab "), ("text", "ab")));
    }

    #[test]
    fn an_empty_text_is_no_null() {
        assert_ne!(value("text", ""), Value::Null);
        assert_eq!(Value::read(Kind::Text, false, None), Value::Null);
        assert_ne!(value("text", "NULL"), Value::Null);
    }

    #[test]
    fn a_date_is_its_first_moment() {
        assert!(same(("date", "2026-01-01"), ("timestamp", "2026-01-01 00:00:00")));
        assert!(same(("date", "2026-01-01"), ("timestamptz", "2026-01-01 00:00:00+00")));
        assert!(!same(("date", "2026-01-01"), ("timestamp", "2026-01-01 00:00:01")));
        assert!(!same(("timestamp", "2026-01-01 10:00:00"), ("timestamp", "2026-01-01 11:00:00")));
    }

    #[test]
    fn intervals_are_lengths() {
        assert!(same(("interval", "1 day"), ("interval", "24:00:00")));
        assert!(same(("interval", "1 mon"), ("interval", "30 days")));
        assert!(same(("interval", "-00:00:01.5"), ("interval", "-00:00:01.500000")));
        assert!(!same(("interval", "1 day"), ("interval", "23:59:59")));
        assert_eq!(value("interval", "1 year 2 mons -3 days +04:05:06.7"), {
            let days = 360 + 60 - 3;
            Value::Interval(((days * 24 + 4) * 3600 + 5 * 60 + 6) * 1_000_000 + 700_000)
        });
    }

    #[test]
    fn arrays_are_read_item_by_item() {
        assert!(same(("_numeric", "{1.0,2}"), ("_int4", "{1,2.00}")));
        assert!(!same(("_int4", "{1,2}"), ("_int4", "{2,1}")));
        assert_eq!(value("_text", "{}"), Value::Array(Vec::new()));
        assert_eq!(
            value("_text", r#"{"a, b",NULL,"NULL","q\"\\"}"#),
            Value::Array(vec![
                Value::Text("a, b".into()),
                Value::Null,
                Value::Text("NULL".into()),
                Value::Text("q\"\\".into()),
            ])
        );
        assert_eq!(
            value("_int4", "{{1},{2}}"),
            Value::Array(vec![value("_int4", "{1}"), value("_int4", "{2}")])
        );
        assert_eq!(value("_int4", "[0:1]={1,2}"), Value::Other("[0:1]={1,2}".into()));
    }

    #[test]
    fn json_is_compared_by_value() {
        assert!(same(("json", r#"{"a": 1, "b":[2]}"#), ("jsonb", r#"{"b": [2], "a": 1}"#)));
        assert!(!same(("json", "[1, 2]"), ("json", "[2, 1]")));
        assert!(same(("jsonb", r#"{"n": 1.00}"#), ("json", r#"{"n":1}"#)));
        assert!(!same(("jsonb", "12345678901234567890123"), ("jsonb", "12345678901234567890124")));
        assert!(!same(("jsonb", "null"), ("text", "null")));
    }

    #[test]
    fn tolerance_is_for_numbers_alone() {
        let by = |tolerance| Near { tolerance, counts_whole: false };
        let near =
            |a: &str, b: &str, tol| value("float8", a).is_near(&value("numeric", b), by(tol));
        assert!(near("0.1000000001", "0.1", Some(1e-9)));
        assert!(!near("0.1000000001", "0.1", None));
        assert!(near("1000000.1", "1000000", Some(1e-6)));
        assert!(!near("1000002", "1000000", Some(1e-6)));
        assert!(near("NaN", "NaN", Some(1e-6)));
        assert!(!near("NaN", "1", Some(1e9)));
        assert!(!near("Infinity", "1", Some(1e9)));
        assert!(!value("text", "1").is_near(&value("text", "2"), by(Some(10.0))));
        assert!(value("_float8", "{1.0000001}").is_near(&value("_float8", "{1}"), by(Some(1e-3))));
        let (a, b) = (value("jsonb", "[0.30000000000000004]"), value("jsonb", "[0.3]"));
        assert!(a.is_near(&b, by(Some(1e-9))) && !a.is_near(&b, by(None)));
    }

    #[test]
    fn a_tolerance_frees_no_whole_number() {
        let near = |got: (&str, &str), want: (&str, &str)| {
            let near = Near::of(kind_of(got.0).0, kind_of(want.0).0, Some(1e-6));
            value(got.0, got.1).is_near(&value(want.0, want.1), near)
        };
        assert!(!near(("int8", "2000000"), ("int8", "2000001")));
        assert!(!near(("float8", "2000000"), ("int4", "2000001")));
        assert!(!near(("int8", "2000000"), ("numeric", "2000001")), "a sum of bigint is numeric");
        assert!(!near(("_int4", "{2000000}"), ("_int4", "{2000001}")));
        assert!(near(("float8", "2.9999999999"), ("int4", "3")));
        assert!(near(("numeric", "2000000.5"), ("numeric", "2000001")));
        assert!(near(("float8", "1e+20"), ("float8", "1.0000000001e+20")));
        assert!(near(("int4", "2000000"), ("float8", "2000001")), "a floating sum has few digits");
    }

    proptest! {
        #[test]
        fn a_decimal_is_its_number(whole in any::<i64>(), zeros in 0_usize..5) {
            let plain = Decimal::parse(&whole.to_string());
            let scaled = Decimal::parse(&format!("{whole}.{}", "0".repeat(zeros)));
            prop_assert_eq!(&plain, &scaled);
            #[expect(clippy::cast_precision_loss, reason = "the nearest double is what is meant")]
            let near = whole as f64;
            prop_assert_eq!(plain.map(|decimal| decimal.to_f64()), Some(near));
        }

        #[test]
        fn any_text_is_read(text in ".{0,40}", name in "_?(int4|numeric|date|interval|json|text)") {
            let once = value(&name, &text);
            prop_assert_eq!(once.clone(), value(&name, &text));
            let near = Near { tolerance: Some(1e-9), counts_whole: false };
            prop_assert!(once.is_near(&once, near));
        }
    }
}
