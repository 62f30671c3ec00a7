//! What goes over the control socket: one request a line down, one answer a line up.
//!
//! ```text
//! down  {"nonce": …, "path": …, "entry": …, "given": 2}      first: load this
//!       ["top", [[3, 1], 2]]                                  then: call this
//! up    NONCE {"k":"up"}                                      the interpreter runs
//!       NONCE {"k":"ready","version":"3.11.7"}                the answer is loaded, or why not
//!       NONCE {"k":"ok","us":12,"cpu":12,"kib":9000,"v":[3]}  one a call
//! ```
//!
//! The nonce is new for each run: a program that writes to the socket by itself is not heard.
//! Expected values are not in it.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::json;

use super::compare::special;
use super::exact::{self, long};
use crate::bank::task::value::Value;

/// What a driver says; which of the other fields it has depends on `what`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Reply {
    #[serde(rename = "k")]
    pub what: Came,
    /// Wall and processor time of the call, microseconds.
    pub us: u64,
    pub cpu: Option<u64>,
    /// Most resident memory so far, KiB.
    pub kib: u64,
    pub v: Value,
    /// A language without JSON of its own answered with this text, of which `v` is one reading.
    #[serde(skip)]
    pub raw: Option<String>,
    /// It returned what a function returns that has no `return`.
    pub nothing: bool,
    /// The exception: its name, those of its ancestors, what it says, where it was raised.
    #[serde(rename = "type")]
    pub kind: String,
    pub bases: Vec<String>,
    pub msg: String,
    pub line: u64,
    pub col: u64,
    pub text: String,
    /// The disk, or what may be written of it, is full.
    pub full: bool,
    pub takes: u64,
    pub names: Vec<String>,
    /// The class that the function is in, where it is in one; of Java, that a class is missing.
    pub holder: String,
    pub version: String,
}

/// What came of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// The interpreter runs.
    Up,
    /// The answer is loaded.
    Ready,
    /// It was not: it does not parse, has no entry point, or that takes other arguments.
    Syntax,
    NoEntry,
    Arity,
    /// A call returned a value; or a text, which [`parse`] makes one.
    Ok,
    Text,
    /// A call did not return a value that can be compared.
    Raised,
    Odd,
    Quit,
    Memory,
    /// The arguments fit no parameters.
    Args,
    /// The driver itself could not go on.
    Broken,
    /// No word of this protocol.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Reads a line; nothing where it does not carry the nonce. A language without JSON of its own
/// answers with a text: JSON if it reads as that, else itself; see [`Reply::result`].
pub fn parse(line: &str, nonce: &str) -> Option<Reply> {
    let text = line.strip_prefix(nonce)?.strip_prefix(' ')?;
    let mut reply: Reply = exact::from_str(text).unwrap_or_else(|error| Reply {
        what: Came::Odd,
        msg: match error.to_string().contains("recursion limit") {
            true => "value that is nested too deeply".to_owned(),
            false => "value that is no JSON".to_owned(),
        },
        ..Reply::default()
    });
    if reply.what == Came::Text {
        let text = std::mem::take(&mut reply.text);
        reply.v = exact::from_str(&text).unwrap_or_else(|_| Value::from(text.as_str()));
        reply.raw = Some(text);
        reply.what = Came::Ok;
    }
    Some(reply)
}

impl Reply {
    /// The result, as far as its reading depends on what is expected: where that is a text, `12` and
    /// `true` are texts as well.
    pub fn result(&self, expected: &Value) -> Cow<'_, Value> {
        match (&self.raw, expected) {
            (Some(raw), Value::String(text)) if raw == text || !self.v.is_string() => {
                Cow::Owned(Value::from(raw.as_str()))
            }
            _ => Cow::Borrowed(&self.v),
        }
    }
}

pub fn load(nonce: &str, path: &str, entry: &str, given: Option<usize>) -> String {
    json!({ "nonce": nonce, "path": path, "entry": entry, "given": given }).to_string()
}

/// How a language reads arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// JSON, with `Infinity`, `-Infinity` and `NaN` beside it.
    Json,
    /// Words for the shell's `eval set --`: texts as they are, all else as JSON.
    Words,
}

pub fn call(wire: Wire, function: &str, args: &[Value]) -> String {
    let mut text = String::new();
    match wire {
        Wire::Json => {
            text.push('[');
            text.push_str(&Value::from(function).to_string());
            text.push_str(",[");
            for (index, arg) in args.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write_json(arg, &mut text);
            }
            text.push_str("]]");
        }
        Wire::Words => {
            text.push_str(&word(function));
            for arg in args {
                let plain = match arg {
                    Value::String(plain) => plain.clone(),
                    other => {
                        let mut json = String::new();
                        write_json(other, &mut json);
                        json
                    }
                };
                text.push(' ');
                text.push_str(&word(&plain));
            }
        }
    }
    text
}

/// `$'…'`: one word of bash on one line, whatever it holds. NUL no word can hold.
fn word(text: &str) -> String {
    let mut word = String::from("$'");
    for letter in text.chars().filter(|letter| *letter != '\0') {
        match letter {
            '\\' => word.push_str("\\\\"),
            '\'' => word.push_str("\\'"),
            '\n' => word.push_str("\\n"),
            '\r' => word.push_str("\\r"),
            letter => word.push(letter),
        }
    }
    word.push('\'');
    word
}

fn write_json(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write_json(item, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            if let Some(digits) = long(value) {
                text.push_str(digits);
                return;
            }
            if let Some(name) = special(value) {
                text.push_str(match name {
                    "inf" => "Infinity",
                    "-inf" => "-Infinity",
                    _ => "NaN",
                });
                return;
            }
            text.push('{');
            for (index, (key, item)) in fields.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                text.push_str(&Value::from(key).to_string());
                text.push(':');
                write_json(item, text);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::task::value::json;

    #[test]
    fn only_the_nonce_is_heard() {
        let line = "abc {\"k\":\"ok\",\"us\":3,\"v\":[1]}";
        let reply = parse(line, "abc").expect("heard");
        assert_eq!((reply.what, reply.us, reply.v), (Came::Ok, 3, json!([1])));
        assert_eq!(parse(line, "abd"), None);
        assert_eq!(parse("{\"k\":\"ok\"}", "abc"), None);
        let deep = format!("abc {{\"k\":\"ok\",\"v\":{}{}}}", "[".repeat(500), "]".repeat(500));
        assert_eq!(parse(&deep, "abc").map(|reply| reply.what), Some(Came::Odd));
        let text = |text: &str| {
            let line = format!("n {}", json!({ "k": "text", "text": text }));
            parse(&line, "n").map(|reply| (reply.what, reply.v))
        };
        assert_eq!(text("[1, 2]"), Some((Came::Ok, json!([1, 2]))));
        let unknown = parse("n {\"k\":\"new\"}", "n").map(|reply| reply.what);
        assert_eq!(unknown, Some(Came::Unknown));
        assert_eq!(text("a b"), Some((Came::Ok, json!("a b"))));
        let cut = parse("n {\"k\":\"ok\",\"v\":\"\\ud800\"}", "n").expect("heard");
        assert_eq!(cut.msg, "value that is no JSON");
    }

    #[test]
    fn a_text_is_a_text_where_one_is_expected() {
        let result = |text: &str, expected: Value| {
            let line = format!("n {}", json!({ "k": "text", "text": text }));
            parse(&line, "n").expect("heard").result(&expected).into_owned()
        };
        for text in ["12", "true", "null", "[1]", "12\u{1}", ""] {
            assert_eq!(result(text, json!("x")), json!(text));
        }
        assert_eq!(result("\"12\"", json!("12")), json!("12"), "written as JSON");
        assert_eq!(result("\"12\"", json!("\"12\"")), json!("\"12\""), "as it is");
        assert_eq!(result("12", json!(12)), json!(12));
        assert_eq!(result("[\"12\"]", json!(["12"])), json!(["12"]));
    }

    #[test]
    fn every_digit_comes_and_goes() {
        let reply = parse("n {\"k\":\"ok\",\"v\":[18446744073709551617]}", "n").expect("heard");
        assert_eq!(reply.v, json!([{ "$int": "18446744073709551617" }]));
        assert_eq!(call(Wire::Json, "f", &[reply.v]), r#"["f",[[18446744073709551617]]]"#);
    }

    #[test]
    fn a_call_is_one_line_in_any_language() {
        let args = [json!("it's\n\\"), json!({ "a": [1.5, { "$float": "-inf" }, null] })];
        let json = call(Wire::Json, "f", &args);
        assert_eq!(json, r#"["f",["it's\n\\",{"a":[1.5,-Infinity,null]}]]"#);
        let words = call(Wire::Words, "f", &args);
        assert_eq!(words, r#"$'f' $'it\'s\n\\' $'{"a":[1.5,-Infinity,null]}'"#);
    }
}
