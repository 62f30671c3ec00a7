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

use serde::Deserialize;
use serde_json::{Value, json};

use super::compare::special;

/// An answer of a driver; which fields it has depends on `k`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// `up`, `ready`, `syntax`, `no_entry`, `arity`, `ok`, `raised`, `odd`, `quit`, `memory`.
    pub k: String,
    /// Wall and processor time of the call, microseconds.
    pub us: u64,
    pub cpu: Option<u64>,
    /// Most resident memory so far, KiB.
    pub kib: u64,
    pub v: Value,
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
    pub version: String,
}

/// Reads a line; nothing where it does not carry the nonce. A language without JSON of its own
/// answers with a text: JSON if it reads as that, else itself.
pub fn parse(line: &str, nonce: &str) -> Option<Answer> {
    let text = line.strip_prefix(nonce)?.strip_prefix(' ')?;
    // A driver writes sound JSON; what is nested beyond reading is all that can be wrong with it.
    let mut answer: Answer = serde_json::from_str(text).unwrap_or_else(|_| Answer {
        k: "odd".to_owned(),
        msg: "value that is nested too deeply".to_owned(),
        ..Answer::default()
    });
    if answer.k == "text" {
        let text = std::mem::take(&mut answer.text);
        answer.v = serde_json::from_str(&text).unwrap_or(Value::String(text));
        answer.k = "ok".to_owned();
    }
    Some(answer)
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
                text.push_str(&Value::from(key.as_str()).to_string());
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

    #[test]
    fn only_the_nonce_is_heard() {
        let line = "abc {\"k\":\"ok\",\"us\":3,\"v\":[1]}";
        let answer = parse(line, "abc").expect("heard");
        assert_eq!((answer.k.as_str(), answer.us, answer.v), ("ok", 3, json!([1])));
        assert_eq!(parse(line, "abd"), None);
        assert_eq!(parse("{\"k\":\"ok\"}", "abc"), None);
        let deep = format!("abc {{\"k\":\"ok\",\"v\":{}{}}}", "[".repeat(500), "]".repeat(500));
        assert_eq!(parse(&deep, "abc").map(|answer| answer.k), Some("odd".to_owned()));
        let text = |text: &str| {
            let line = format!("n {}", json!({ "k": "text", "text": text }));
            parse(&line, "n").map(|answer| (answer.k, answer.v))
        };
        assert_eq!(text("[1, 2]"), Some(("ok".to_owned(), json!([1, 2]))));
        assert_eq!(text("a b"), Some(("ok".to_owned(), json!("a b"))));
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
