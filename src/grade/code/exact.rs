//! JSON whose whole numbers keep every digit.
//!
//! Beyond 64 bits serde_json reads a whole number as a fraction, and the rest of its digits is
//! gone. Here it stands as an object instead, `{"$int": "18446744073709551617"}`, as what JSON cannot
//! write does (see [`super::compare`]); on the wire it is bare digits again.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use crate::bank::task::value::{INT, Value};

/// Fewer digits always fit 64 bits.
const FIT: usize = 18;

/// # Errors
/// Where it is no JSON.
pub fn from_str<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_str(&widened(text))
}

/// The text with long whole numbers as objects.
fn widened(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut wide = String::new();
    let (mut at, mut copied, mut in_text) = (0, 0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if in_text => at += 1,
            b'"' => in_text = !in_text,
            b'-' | b'0'..=b'9' if !in_text => {
                let is_number = |byte: &u8| {
                    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E')
                };
                let end = bytes[at..].iter().position(|byte| !is_number(byte));
                let end = end.map_or(bytes.len(), |length| at + length);
                let number = &text[at..end];
                if is_long(number) {
                    wide.push_str(&text[copied..at]);
                    wide.push_str(&format!("{{\"{INT}\":\"{number}\"}}"));
                    copied = end;
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    wide.push_str(&text[copied..]);
    Cow::Owned(wide)
}

/// A whole number as JSON writes it that fits no 64 bits.
fn is_long(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    digits.len() > FIT
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
        && number.parse::<i64>().is_err()
        && number.parse::<u64>().is_err()
}

/// The digits of a whole number, of whatever length; nothing for a fraction.
pub fn whole(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Number(number) => {
            let is_whole = number.is_i64() || number.is_u64();
            is_whole.then(|| Cow::Owned(number.to_string()))
        }
        _ => long(value).map(Cow::Borrowed),
    }
}

/// The digits that an object stands for.
pub fn long(value: &Value) -> Option<&str> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    let number = fields.get(INT)?.as_str()?;
    let digits = number.strip_prefix('-').unwrap_or(number);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then_some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bank::task::value::json;

    fn read(text: &str) -> Value {
        from_str(text).expect("JSON")
    }

    #[test]
    fn long_whole_numbers_keep_their_digits() {
        assert_eq!(read("18446744073709551617"), json!({ "$int": "18446744073709551617" }));
        assert_eq!(read("-9223372036854775809"), json!({ "$int": "-9223372036854775809" }));
        assert_eq!(read("18446744073709551615"), json!(18446744073709551615_u64));
        assert_eq!(read("-9223372036854775808"), json!(i64::MIN));
        let nested = read(r#"[1, {"a": 100000000000000000000}, "100000000000000000000", 1e30]"#);
        let long = json!({ "$int": "100000000000000000000" });
        assert_eq!(nested, json!([1, { "a": long }, "100000000000000000000", 1e30]));
        assert_eq!(read(r#""\\\"100000000000000000000""#), json!("\\\"100000000000000000000"));
        let many = "9".repeat(5_000);
        assert_eq!(whole(&read(&many)).as_deref(), Some(many.as_str()));
    }

    #[test]
    fn what_is_no_json_stays_none() {
        for text in ["0100000000000000000000", "1-100000000000000000000", "--1", "é1", "1é", "-"]
        {
            assert!(from_str::<Value>(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_reads_what_json_reads(text in r#"[-"\\\[\]{}:, a0-9.eé]{0,24}"#) {
            let plain = serde_json::from_str::<Value>(&text).ok();
            let exact = from_str::<Value>(&text).ok();
            let is_long = text.len() > FIT;
            prop_assert!(is_long || plain == exact, "{text}: {plain:?} {exact:?}");
        }
    }
}
