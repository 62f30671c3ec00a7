//! Values as people write them in a line: JSON, and the literals of Python and JavaScript.
//!
//! Both are read for every language: a case is typed from memory, and says the same either way.

use serde_json::Number;

use crate::bank::task::value::{FLOAT, Fields, Value};
use crate::grade::code::exact;
use crate::text::invisible_name;

/// What stands between arguments and result, longer ones first.
pub const ARROWS: [&str; 5] = ["->", "=>", "===", "==", "→"];

/// Lists in lists, at most.
const DEPTH_MOST: usize = 100;

/// A line that is read from the left.
pub struct Reader<'a> {
    line: &'a str,
    at: usize,
}

/// Why it cannot be read, as a phrase: "expected `]`, found `->`".
pub type Why = String;

impl<'a> Reader<'a> {
    pub fn new(line: &'a str) -> Reader<'a> {
        Reader { line, at: 0 }
    }

    pub fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    pub fn skip_blanks(&mut self) {
        self.at = self.line.len() - self.rest().trim_start().len();
    }

    /// Takes a piece that comes next, blanks before it left out.
    pub fn take(&mut self, piece: &str) -> bool {
        self.skip_blanks();
        let is_next = self.rest().starts_with(piece);
        if is_next {
            self.at += piece.len();
        }
        is_next
    }

    /// A name that comes next: a letter or `_`, then letters and digits.
    pub fn take_name(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.chars().next().is_none_or(char::is_numeric) {
            return None;
        }
        self.at += end;
        Some(name)
    }

    /// # Errors
    /// What was expected, and what is there.
    pub fn value(&mut self) -> Result<Value, Why> {
        self.nested(0)
    }

    /// Values up to `close`, a comma between them and perhaps after the last.
    ///
    /// # Errors
    /// As `value`.
    pub fn values(&mut self, close: &str) -> Result<Vec<Value>, Why> {
        Ok(self.items(close, 1)?.0)
    }

    pub fn expected(&mut self, what: &str) -> Why {
        self.skip_blanks();
        let rest = self.rest();
        let is_arrow = ARROWS.iter().any(|arrow| rest.starts_with(arrow));
        let is_sum = !is_arrow && rest.starts_with(['*', '+', '-', '/', '%']) && !is_comment(rest);
        let help = if is_sum { ": nothing is computed here, so write the value" } else { "" };
        format!("expected {what}, found {}{help}", found(rest))
    }

    fn nested(&mut self, depth: usize) -> Result<Value, Why> {
        if depth > DEPTH_MOST {
            return Err(format!("it is nested deeper than {DEPTH_MOST} levels"));
        }
        self.skip_blanks();
        if ARROWS.iter().any(|arrow| self.rest().starts_with(arrow)) {
            return Err(self.expected("a value"));
        }
        match self.rest().chars().next() {
            Some('[') => {
                self.at += 1;
                self.items("]", depth + 1).map(|(items, _)| Value::Array(items))
            }
            Some('(') => {
                self.at += 1;
                let (mut items, has_comma) = self.items(")", depth + 1)?;
                // `(x)` is x in brackets, `(x,)` a tuple of one.
                let is_tuple = has_comma || items.len() != 1;
                Ok(if is_tuple { Value::Array(items) } else { items.remove(0) })
            }
            Some('{') => {
                self.at += 1;
                self.entries(depth + 1).map(Value::Object)
            }
            Some(quote @ ('"' | '\'' | '`')) => {
                self.at += 1;
                self.text(quote).map(Value::String)
            }
            Some('0'..='9' | '-' | '+' | '.') => self.number(),
            _ => self.word(depth + 1),
        }
    }

    /// The items, and whether a comma stood among or after them.
    fn items(&mut self, close: &str, depth: usize) -> Result<(Vec<Value>, bool), Why> {
        let (mut items, mut has_comma) = (Vec::new(), false);
        while !self.take(close) {
            items.push(self.nested(depth)?);
            if self.take(",") {
                has_comma = true;
            } else if self.take(close) {
                break;
            } else {
                return Err(self.expected(&format!("`,` or `{close}`")));
            }
        }
        Ok((items, has_comma))
    }

    fn entries(&mut self, depth: usize) -> Result<Fields, Why> {
        let mut entries = Vec::new();
        while !self.take("}") {
            let key = self.key()?;
            if !self.take(":") {
                return Err(match self.rest().starts_with([',', '}']) {
                    true => "a set has no order: write a sorted list".to_owned(),
                    false => self.expected("`:`"),
                });
            }
            entries.push((key, self.nested(depth)?));
            if !self.take(",") && !self.rest().starts_with('}') {
                return Err(self.expected("`,` or `}`"));
            }
        }
        Ok(entries.into_iter().collect())
    }

    fn key(&mut self) -> Result<String, Why> {
        self.skip_blanks();
        if let Some(quote) = self.rest().chars().next().filter(|c| matches!(c, '"' | '\'')) {
            self.at += 1;
            return self.text(quote);
        }
        // JavaScript names its keys bare.
        let before = self.at;
        match self.take_name() {
            Some(name) if !matches!(name, "None" | "True" | "False") => Ok(name.to_owned()),
            _ => {
                self.at = before;
                let found = found(self.rest());
                Err(format!("a key is a text in quotes, found {found}"))
            }
        }
    }

    fn text(&mut self, quote: char) -> Result<String, Why> {
        let mut text = String::new();
        while let Some(c) = self.rest().chars().next() {
            self.at += c.len_utf8();
            match c {
                '\\' => text.push(self.escaped()?),
                '$' if quote == '`' && self.rest().starts_with('{') => {
                    return Err("a template's `${…}` isn't computed here".to_owned());
                }
                c if c == quote => return Ok(text),
                c => text.push(c),
            }
        }
        Err(format!("expected `{quote}` at the end of a text"))
    }

    fn escaped(&mut self) -> Result<char, Why> {
        let Some(letter) = self.rest().chars().next() else {
            return Err("nothing follows the last `\\`".to_owned());
        };
        self.at += letter.len_utf8();
        Ok(match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '0' if !self.rest().starts_with(|c: char| c.is_ascii_digit()) => '\0',
            '\\' | '/' | '"' | '\'' | '`' => letter,
            'x' => self.code(2)?,
            'U' => self.code(8)?,
            'u' => self.unit()?,
            other => return Err(format!("`\\{other}` isn't an escape: write `\\\\{other}`")),
        })
    }

    /// `\u0041`, or two of them for a letter beyond.
    fn unit(&mut self) -> Result<char, Why> {
        let first = self.hex(4)?;
        if let Some(letter) = char::from_u32(first) {
            return Ok(letter);
        }
        let is_pair = self.rest().starts_with("\\u");
        let second = if is_pair {
            self.at += 2;
            self.hex(4)?
        } else {
            0
        };
        let pair = [first, second].map(|unit| u16::try_from(unit).unwrap_or(0));
        let letter = char::decode_utf16(pair).next().and_then(Result::ok);
        letter.ok_or_else(|| "half of a surrogate pair isn't a letter".to_owned())
    }

    fn code(&mut self, digits: usize) -> Result<char, Why> {
        let code = self.hex(digits)?;
        char::from_u32(code).ok_or_else(|| format!("there is no letter U+{code:X}"))
    }

    fn hex(&mut self, digits: usize) -> Result<u32, Why> {
        let text = self.rest().get(..digits).filter(|it| it.chars().all(|c| c.is_ascii_hexdigit()));
        let code = text.and_then(|text| u32::from_str_radix(text, 16).ok());
        let code =
            code.ok_or_else(|| format!("expected {digits} hexadecimal digits after `\\`"))?;
        self.at += digits;
        Ok(code)
    }

    fn number(&mut self) -> Result<Value, Why> {
        let rest = self.rest();
        let mut end = 0;
        let mut before = ' ';
        for c in rest.chars() {
            // `1e-3` goes on behind its sign, and `1 -> 2` does not.
            let is_sign = matches!(c, '+' | '-') && (end == 0 || matches!(before, 'e' | 'E'));
            if !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_') || is_sign) {
                break;
            }
            before = c;
            end += c.len_utf8();
        }
        let written = &rest[..end];
        let number = number(written)?;
        self.at += end;
        Ok(number)
    }

    fn is_assigned(&self) -> bool {
        let rest = self.rest().trim_start();
        rest.starts_with('=') && !ARROWS.iter().any(|arrow| rest.starts_with(arrow))
    }

    fn word(&mut self, depth: usize) -> Result<Value, Why> {
        let before = self.at;
        let word = self.take_name();
        let value = match word {
            Some("null" | "None" | "undefined") => Value::Null,
            Some("true" | "True") => Value::Bool(true),
            Some("false" | "False") => Value::Bool(false),
            Some(name) if self.is_assigned() => {
                return Err(format!("arguments go by their places: leave `{name}=` out"));
            }
            Some("nan" | "NaN") => special("nan"),
            Some("inf" | "Infinity") => special("inf"),
            Some("float") if self.take("(") => return self.float(),
            Some("math" | "np" | "numpy" | "Number" | "Double") if self.take(".") => {
                return self.constant();
            }
            Some("Map") if self.take(".of(") => {
                return self.items(")", depth).and_then(|(items, _)| pairs(items));
            }
            Some(prefix @ ("b" | "f" | "r" | "u")) if self.rest().starts_with(['"', '\'']) => {
                return self.prefixed(prefix);
            }
            Some("List" | "Arrays") if self.take(".of(") || self.take(".asList(") => {
                return self.items(")", depth).map(|(items, _)| Value::Array(items));
            }
            Some("new") => return self.array(depth),
            Some("set" | "frozenset") => {
                return Err("a set has no order: write a sorted list".to_owned());
            }
            _ => {
                self.at = before;
                return Err(self.expected("a value"));
            }
        };
        Ok(value)
    }

    /// A text of Python with a letter before its quotes.
    fn prefixed(&mut self, prefix: &str) -> Result<Value, Why> {
        match prefix {
            "u" => self.value(),
            "r" => {
                let quote = if self.take("'") { '\'' } else { '"' };
                let _double = quote == '"' && self.take("\"");
                let rest = self.rest();
                let end = rest
                    .find(quote)
                    .ok_or_else(|| format!("expected `{quote}` at the end of a text"))?;
                self.at += end + 1;
                Ok(rest[..end].into())
            }
            "b" => Err("bytes can't be given: write a text".to_owned()),
            _ => Err("an f-string isn't computed here: write the text".to_owned()),
        }
    }

    /// What is in `float(…)`.
    fn float(&mut self) -> Result<Value, Why> {
        let value = match self.value()? {
            Value::String(name) => match name.trim_start_matches('+').to_lowercase().as_str() {
                name @ ("inf" | "-inf" | "nan") => special(name),
                "infinity" => special("inf"),
                "-infinity" => special("-inf"),
                _ => number(&name)?,
            },
            value => value,
        };
        if self.take(")") { Ok(value) } else { Err(self.expected("`)`")) }
    }

    /// `math.inf`, `Number.NaN`.
    fn constant(&mut self) -> Result<Value, Why> {
        match self.take_name() {
            Some("inf" | "POSITIVE_INFINITY") => Ok(special("inf")),
            Some("NEGATIVE_INFINITY") => Ok(special("-inf")),
            Some("nan" | "NaN") => Ok(special("nan")),
            _ => Err("only `inf` and `nan` are known by such a name".to_owned()),
        }
    }

    /// `new int[]{1, 2}`, with its `new` taken.
    fn array(&mut self, depth: usize) -> Result<Value, Why> {
        let is_array = self.take_name().is_some() && {
            while self.take("[]") {}
            self.take("{")
        };
        if !is_array {
            return Err("an object that a class makes can't be written here".to_owned());
        }
        self.items("}", depth).map(|(items, _)| Value::Array(items))
    }
}

/// `"a", 1, "b", 2` as an object.
fn pairs(items: Vec<Value>) -> Result<Value, Why> {
    let mut fields = Vec::new();
    let mut items = items.into_iter();
    while let Some(key) = items.next() {
        match (key, items.next()) {
            (Value::String(key), Some(value)) => fields.push((key, value)),
            _ => return Err("`Map.of` takes a text and a value in turn".to_owned()),
        }
    }
    Ok(Value::Object(fields.into_iter().collect()))
}

/// `float("inf")` is one, and so is `float("-inf")` or `float("nan")`.
fn special(name: &str) -> Value {
    let name = if matches!(name, "inf" | "-inf") { name } else { "nan" };
    Value::marked(FLOAT, name)
}

/// A whole number keeps every digit: a fraction near it is another number.
fn number(written: &str) -> Result<Value, Why> {
    let plain = written.trim_start_matches('+').replace('_', "");
    match &*plain {
        "inf" | "Infinity" => return Ok(special("inf")),
        "-inf" | "-Infinity" => return Ok(special("-inf")),
        _ => {}
    }
    // JavaScript marks a long whole number, and Java one that is long or a fraction.
    let plain = match plain.strip_suffix(['n', 'L']) {
        Some(digits) if digits.ends_with(|c: char| c.is_ascii_digit()) => digits.to_owned(),
        _ => plain,
    };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", &*plain), |rest| ("-", rest));
    let wrong = || format!("`{written}` isn't a number");
    let radix =
        |prefix: [&str; 2]| digits.strip_prefix(prefix[0]).or(digits.strip_prefix(prefix[1]));
    let based = [(["0x", "0X"], 16), (["0o", "0O"], 8), (["0b", "0B"], 2)];
    let based = based.into_iter().find_map(|(prefix, base)| Some((radix(prefix)?, base)));
    if let Some((digits, base)) = based {
        let whole = i128::from_str_radix(digits, base).map_err(|_| wrong())?;
        return whole_number(&format!("{sign}{whole}"), written);
    }
    if digits.chars().all(|c| c.is_ascii_digit()) {
        return whole_number(&plain, written);
    }
    let is_decimal = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.contains(|c: char| c.is_ascii_digit());
    let value = is_decimal.then(|| plain.parse::<f64>().ok()).flatten().ok_or_else(wrong)?;
    let number = Number::from_f64(value).map(Value::Number);
    number.ok_or_else(|| format!("`{written}` is too large"))
}

fn whole_number(text: &str, written: &str) -> Result<Value, Why> {
    let digits = text.trim_start_matches('-');
    let trimmed = digits.trim_start_matches('0');
    let plain = match (digits.is_empty(), trimmed.is_empty()) {
        (true, _) => return Err(format!("`{written}` isn't a number")),
        (false, true) => "0".to_owned(),
        (false, false) => format!("{}{trimmed}", if text.starts_with('-') { "-" } else { "" }),
    };
    exact::from_str(&plain).map_err(|_| format!("`{written}` isn't a number"))
}

/// Whether a line, or the rest of one, says nothing to run.
pub fn is_comment(line: &str) -> bool {
    line.is_empty() || line.starts_with('#') || line.starts_with("//")
}

/// What stands there, for a message: an arrow or one letter, one that can't be seen by its code.
fn found(rest: &str) -> String {
    if let Some(arrow) = ARROWS.iter().find(|arrow| rest.starts_with(**arrow)) {
        return format!("`{arrow}`");
    }
    let Some(letter) = rest.chars().next() else { return "the end of the line".to_owned() };
    let Some(unseen) = invisible_name(letter) else {
        let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let shown = if name == 0 { &rest[..letter.len_utf8()] } else { &rest[..name] };
        return format!("`{}`", shown.chars().take(20).collect::<String>());
    };
    format!("U+{:04X} ({unseen})", u32::from(letter))
}
