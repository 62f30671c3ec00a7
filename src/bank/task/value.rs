//! What a case gives and expects: JSON whose objects keep the order they were written in.
//!
//! serde_json sorts keys, unless a feature says otherwise that every crate beside us would get too; but a
//! program sees the order of a dictionary, and may go by it. On disk and on the wire it is JSON all the
//! same, so that a journal of before is read as it stands.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Number;

/// Keys of the objects that stand for what JSON cannot write: `{"$float": "nan"}`, and a whole number
/// beyond 64 bits, `{"$int": "18446744073709551617"}`.
pub const FLOAT: &str = "$float";
pub const INT: &str = "$int";

/// A value of JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Fields),
}

/// Keys and values in order, each key once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, Value)>);

impl Fields {
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> + Clone {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Looks through all of them: where many are wanted, [`Fields::by_key`] is quicker.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    pub fn by_key(&self) -> BTreeMap<&str, &Value> {
        self.iter().collect()
    }
}

impl FromIterator<(String, Value)> for Fields {
    /// Of two values under one key the later one holds, at the place of the first, as in Python and
    /// JavaScript.
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(entries: I) -> Fields {
        let entries: Vec<(String, Value)> = entries.into_iter().collect();
        let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
        keys.sort_unstable();
        if keys.windows(2).all(|pair| pair[0] != pair[1]) {
            return Fields(entries);
        }
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut kept: Vec<(String, Value)> = Vec::new();
        for (key, value) in entries {
            let place = *places.entry(key.clone()).or_insert(kept.len());
            match kept.get_mut(place) {
                Some(entry) => entry.1 = value,
                None => kept.push((key, value)),
            }
        }
        Fields(kept)
    }
}

impl Value {
    pub fn is_null(&self) -> bool {
        *self == Value::Null
    }

    pub fn is_number(&self) -> bool {
        matches!(self, Value::Number(_))
    }

    pub fn is_string(&self) -> bool {
        matches!(self, Value::String(_))
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&Fields> {
        match self {
            Value::Object(fields) => Some(fields),
            _ => None,
        }
    }

    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// An object of one key.
    pub fn marked(key: &str, value: &str) -> Value {
        Value::Object(Fields(vec![(key.to_owned(), Value::from(value))]))
    }
}

/// As JSON, without blanks.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::Bool(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(number.into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Value {
        Value::Number(number.into())
    }
}

impl From<f64> for Value {
    /// What JSON cannot write is null, as for serde_json.
    fn from(number: f64) -> Value {
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::String(text)
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Value {
        Value::Array(items.into_iter().map(Into::into).collect())
    }
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Value {
        match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(flag) => Value::Bool(flag),
            serde_json::Value::Number(number) => Value::Number(number),
            serde_json::Value::String(text) => Value::String(text),
            serde_json::Value::Array(items) => items.into_iter().collect(),
            serde_json::Value::Object(fields) => {
                let fields = fields.into_iter().map(|(key, value)| (key, value.into()));
                Value::Object(fields.collect())
            }
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Number(number) => number.serialize(serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => serializer.collect_seq(items),
            Value::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields.iter() {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(item) = items.next_element()? {
            read.push(item);
        }
        Ok(Value::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut read: Vec<(String, Value)> = Vec::new();
        while let Some(entry) = fields.next_entry()? {
            read.push(entry);
        }
        Ok(Value::Object(read.into_iter().collect()))
    }
}

/// A value as `serde_json::json!` has it, which sorts the keys of an object.
#[cfg(test)]
macro_rules! json {
    ($($value:tt)*) => {
        $crate::bank::task::value::Value::from(serde_json::json!($($value)*))
    };
}

#[cfg(test)]
pub(crate) use json;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn keys_stay_where_they_were_written() {
        for text in [
            r#"{"b":1,"a":{"z":null,"y":[{"d":1.5,"c":-2}]},"":"é"}"#,
            "{}",
            "[]",
            "[1.5,null,true]",
        ] {
            assert_eq!(read(text).to_string(), text);
        }
        let value = read(r#"{"b":1,"a":{"z":null,"y":2},"c":3}"#);
        let keys: Vec<&str> = value.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["b", "a", "c"]);
    }

    #[test]
    fn a_key_that_comes_twice_has_its_last_value_at_its_first_place() {
        assert_eq!(read(r#"{"b":1,"a":2,"b":3}"#).to_string(), r#"{"b":3,"a":2}"#);
    }

    #[test]
    fn what_is_nested_without_end_is_refused() {
        let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
        let error = serde_json::from_str::<Value>(&deep).expect_err("too deep");
        assert!(error.to_string().contains("recursion limit"), "{error}");
    }

    proptest! {
        #[test]
        fn it_reads_and_writes_what_serde_json_does(text in r#"[-"\\\[\]{}:, a0-9.eé]{0,24}"#) {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            let ours = serde_json::from_str::<Value>(&text);
            prop_assert_eq!(theirs.is_ok(), ours.is_ok());
            if let (Ok(theirs), Ok(ours)) = (theirs, ours) {
                let again: serde_json::Value = serde_json::from_str(&ours.to_string()).expect("JSON");
                prop_assert_eq!(again, theirs);
            }
        }
    }
}
