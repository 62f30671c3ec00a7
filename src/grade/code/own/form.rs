//! The forms in which people write a case: an arrow, an assertion of the language, a call and a comment.

use super::literal::{ARROWS, Reader, Why, is_comment};
use crate::bank::task::value::Value;
use crate::bank::task::{Expected, Language};

/// Arguments and what they should come to.
type Parsed = (Vec<Value>, Expected);

/// Names of functions that take a call and a result, in either order.
const EQUALS: [&str; 7] = [
    "assertEqual",
    "assertEquals",
    "deepEqual",
    "deepStrictEqual",
    "equal",
    "equals",
    "strictEqual",
];

/// A line that was meant to be run, though it may not be as it is.
pub fn looks_like_a_case(line: &str, entry: &str, language: Language) -> bool {
    let calls = |opening: &str| {
        let mut before = line.match_indices(opening).map(|(at, _)| &line[..at]);
        before.any(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    let is_called = calls(&format!("{entry}(")) || calls(&format!("{entry} ("));
    let is_bash = language == Language::Bash && calls(&format!("$({entry} "));
    is_called || is_bash || ARROWS.iter().any(|arrow| line.contains(arrow))
}

/// # Errors
/// What was expected, and what is there.
pub fn parse(line: &str, entry: &str, language: Language) -> Result<Parsed, Why> {
    if let Some(found) = raising(line, entry).or_else(|| wrapped(line, entry)) {
        return found;
    }
    let asserted = line.strip_prefix("assert ");
    let mut reader = Reader::new(asserted.unwrap_or(line));
    let parsed = arguments(&mut reader, entry).and_then(|args| {
        let expect = outcome(&mut reader)?;
        // What an assertion says where it fails.
        if asserted.is_none() || !reader.take(",") {
            ended(&mut reader)?;
        }
        Ok((args, expect))
    });
    match language {
        Language::Bash => parsed.or_else(|why| words(line, entry).ok_or(why)),
        _ => parsed,
    }
}

/// What follows a call: an arrow and a result, an exception, or a comment that holds the result.
fn outcome(reader: &mut Reader<'_>) -> Result<Expected, Why> {
    if ARROWS.iter().any(|arrow| reader.take(arrow)) || reader.take("=") || reader.take(":") {
        return result(reader);
    }
    let before = reader.rest();
    match reader.take_name() {
        Some("raises" | "throws") => return exception(reader),
        Some("is") => return result(reader),
        _ => *reader = Reader::new(before),
    }
    reader.take(";");
    if reader.take("//") || reader.take("#") {
        let _arrow = ARROWS.iter().any(|arrow| reader.take(arrow));
        let commented = result(reader);
        return commented.map_err(|_| Reader::new(before).expected("`->` and the result"));
    }
    Err(Reader::new(before).expected("`->` and the result"))
}

fn ended(reader: &mut Reader<'_>) -> Result<(), Why> {
    reader.take(";");
    reader.skip_blanks();
    match is_comment(reader.rest()) {
        true => Ok(()),
        false => Err(reader.expected("the end of the line")),
    }
}

fn arguments(reader: &mut Reader<'_>, entry: &str) -> Result<Vec<Value>, Why> {
    if let Some(args) = call(reader, entry) {
        return args;
    }
    let is_list = reader.rest().starts_with(['[', '(']);
    match reader.value()? {
        Value::Array(args) if is_list => Ok(args),
        _ => Err(format!("the arguments are a list, as in `[1, 2] -> 3`, or `{entry}(1, 2) -> 3`")),
    }
}

/// `entry(1, 2)`, or the same of a class or an object of it; nothing where no call of it comes next.
fn call(reader: &mut Reader<'_>, entry: &str) -> Option<Result<Vec<Value>, Why>> {
    let mut called = Reader::new(reader.rest());
    let before = called.rest();
    if called.take_name() != Some("new") {
        called = Reader::new(before);
    }
    let _of_a_class = called.take("Solution().") || called.take("Solution.");
    if called.take_name() != Some(entry) || !called.take("(") {
        return None;
    }
    let args = called.values(")");
    *reader = called;
    Some(args)
}

fn result(reader: &mut Reader<'_>) -> Result<Expected, Why> {
    let mut raised = Reader::new(reader.rest());
    if matches!(raised.take_name(), Some("raises" | "throws")) {
        *reader = raised;
        return exception(reader);
    }
    reader.value().map(Expected::Value)
}

fn exception(reader: &mut Reader<'_>) -> Result<Expected, Why> {
    let name = reader.take_name().map(str::to_owned);
    name.map(Expected::Raises).ok_or_else(|| reader.expected("the exception's name"))
}

/// `with pytest.raises(ValueError): call`, `assertRaises(ValueError, entry, 1)`; nothing where the line
/// begins with neither.
fn raising(line: &str, entry: &str) -> Option<Result<Parsed, Why>> {
    let (path, inside) = line.split_once("aises(")?;
    let mut reader = Reader::new(inside);
    let is_raise = ["r", "assertR"].iter().any(|word| {
        path.strip_suffix(word)
            .is_some_and(|before| before.is_empty() || before.ends_with(['.', ' ']))
    });
    if !is_raise {
        return None;
    }
    let name = reader.take_name()?.to_owned();
    let args = match path.starts_with("with ") {
        true => {
            // `match="…"` says how it is worded, which is nobody's business here.
            let (_, after) = reader.rest().split_once("):")?;
            reader = Reader::new(after);
            only_call(&mut reader, entry)
        }
        false if reader.take(",") => {
            let mut called = Reader::new(reader.rest());
            let is_lambda = called.take("lambda:");
            match (is_lambda, called.take_name() == Some(entry)) {
                (true, _) => {
                    reader.take("lambda:");
                    only_call(&mut reader, entry).and_then(|args| close(&mut reader).map(|()| args))
                }
                (false, true) => {
                    reader = called;
                    reader.take(",");
                    reader.values(")")
                }
                (false, false) => Err(reader.expected(&format!("`{entry}`"))),
            }
        }
        false => return None,
    };
    Some(args.and_then(|args| ended(&mut reader).map(|()| (args, Expected::Raises(name)))))
}

/// `assertEqual(call, value)` and its kin, `expect(call).toBe(value)`, `assert(call == value)`,
/// `console.log(call) // value`; nothing where the line begins with none of them.
fn wrapped(line: &str, entry: &str) -> Option<Result<Parsed, Why>> {
    let (path, inside) = line.split_once('(')?;
    let is_path = path.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | ' '));
    let name = path.trim().rsplit(['.', ' ']).next().filter(|_| is_path)?;
    let mut reader = Reader::new(inside);
    let parsed = match name {
        _ if name == entry => return None,
        "assert" => asserted(&mut reader, entry),
        "expect" => expected(&mut reader, entry),
        "log" | "print" | "println" => printed(&mut reader, entry),
        name if EQUALS.contains(&name) => equal(&mut reader, entry),
        _ => return None,
    };
    Some(parsed.and_then(|parsed| ended(&mut reader).map(|()| parsed)))
}

fn only_call(reader: &mut Reader<'_>, entry: &str) -> Result<Vec<Value>, Why> {
    call(reader, entry).unwrap_or_else(|| Err(reader.expected(&format!("`{entry}(…)`"))))
}

fn close(reader: &mut Reader<'_>) -> Result<(), Why> {
    if reader.take(")") { Ok(()) } else { Err(reader.expected("`)`")) }
}

fn asserted(reader: &mut Reader<'_>, entry: &str) -> Result<Parsed, Why> {
    let args = only_call(reader, entry)?;
    let expect = outcome(reader)?;
    close(reader).map(|()| (args, expect))
}

fn equal(reader: &mut Reader<'_>, entry: &str) -> Result<Parsed, Why> {
    let comma = |reader: &mut Reader<'_>| {
        if reader.take(",") { Ok(()) } else { Err(reader.expected("`,`")) }
    };
    let parsed = match call(reader, entry) {
        Some(args) => {
            let args = args?;
            comma(reader)?;
            (args, result(reader)?)
        }
        None => {
            let expect = result(reader)?;
            comma(reader)?;
            (only_call(reader, entry)?, expect)
        }
    };
    if reader.take(",") {
        // What it says where it fails.
        reader.value()?;
    }
    close(reader).map(|()| parsed)
}

fn expected(reader: &mut Reader<'_>, entry: &str) -> Result<Parsed, Why> {
    let args = only_call(reader, entry)?;
    close(reader)?;
    let is_matcher = reader.take(".")
        && matches!(reader.take_name(), Some("toBe" | "toEqual" | "toStrictEqual"))
        && reader.take("(");
    if !is_matcher {
        return Err(reader.expected("`.toBe(…)` or `.toEqual(…)`"));
    }
    let expect = result(reader)?;
    close(reader).map(|()| (args, expect))
}

fn printed(reader: &mut Reader<'_>, entry: &str) -> Result<Parsed, Why> {
    let args = only_call(reader, entry)?;
    // The result is compared within, or follows.
    let is_within = ARROWS.iter().any(|arrow| reader.rest().trim_start().starts_with(arrow));
    if !is_within {
        close(reader)?;
        return outcome(reader).map(|expect| (args, expect));
    }
    let expect = outcome(reader)?;
    close(reader).map(|()| (args, expect))
}

/// A call as the shell writes it, `f 1 "a b" -> 3`, or within `[ "$(f 1)" = 3 ]`.
fn words(line: &str, entry: &str) -> Option<Parsed> {
    let mut line = line.trim_end_matches(';').trim();
    for (open, shut) in [("[[ ", " ]]"), ("[ ", " ]"), ("test ", "")] {
        if let Some(inside) = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(shut)) {
            line = inside.trim();
        }
    }
    let substituted = [("\"$(", ")\""), ("$(", ")")];
    let within = substituted.into_iter().find_map(|(open, shut)| {
        let rest = line.strip_prefix(open)?;
        let at = rest.find(shut)?;
        Some((&rest[..at], &rest[at + shut.len()..]))
    });
    let (called, mut rest) = match within {
        Some((called, rest)) => (called, Reader::new(rest)),
        None => {
            let at = ARROWS.iter().filter_map(|arrow| line.find(&format!(" {arrow} "))).min()?;
            (&line[..at], Reader::new(&line[at..]))
        }
    };
    let words = shlex::split(called)?;
    let (name, args) = words.split_first()?;
    let takes = ARROWS.iter().any(|arrow| rest.take(arrow)) || rest.take("=");
    if name != entry || !takes {
        return None;
    }
    let args = args.iter().map(|word| Value::from(word.as_str())).collect();
    rest.skip_blanks();
    let text = rest.rest().trim_end();
    let mut reader = Reader::new(text);
    let read = result(&mut reader).ok().filter(|_| ended(&mut reader).is_ok());
    let expect = read.or_else(|| {
        let words = shlex::split(text)?;
        Some(Expected::Value(Value::from(words.join(" "))))
    })?;
    Some((args, expect))
}
