//! What came back, as a verdict's sentences: what failed, and what to do about it.

mod advice;

use self::advice::{has_types, help, instead, values, with_article};
use super::compare::{difference, named, show};
use super::exact::{self, whole};
use super::folders;
use super::run::RunFailure;
use super::wire::{Came, Reply};
use crate::bank::task::value::Value;
use crate::bank::task::{CodeCase, Expected, Language};
use crate::engine::verdict::{CaseVerdict, Diff, Outcome, ValueDiff};
use crate::figures::counted;
use crate::grade::excerpt::excerpt;
use crate::grade::sandbox::{Limits, Refused, Stop};

/// Letters of a value that a verdict keeps.
const VALUE: usize = 2_000;

/// Bytes of its own prints that a verdict keeps of a case.
const PRINTED: usize = 4_096;

/// What a sentence may need to know.
#[derive(Clone, Copy)]
pub struct About<'a> {
    pub language: Language,
    pub entry: &'a str,
    pub given: usize,
    pub time_ms: u64,
    pub memory_mb: u32,
}

/// An outcome and its sentence.
pub type Said = (Outcome, String);

/// One case's verdict, told whole; [`hide`] takes away what a candidate may not see.
pub fn case(
    about: &About,
    case: &CodeCase,
    own: bool,
    came: &Result<Reply, RunFailure>,
) -> CaseVerdict {
    let mut verdict = CaseVerdict::new(&case.name, case.visible, own);
    let reply = match came {
        Ok(reply) => reply,
        Err(fault) => {
            (verdict.outcome, verdict.message) = fault_said(about, fault);
            return verdict;
        }
    };
    verdict.took_us = reply.us;
    verdict.memory_kib = (reply.kib > 0).then_some(reply.kib);
    if is_expected_exception(about, reply, &case.expect) {
        return verdict;
    }
    if let Some((outcome, message)) = reply_said(about, reply, &case.expect) {
        (verdict.outcome, verdict.message) = (outcome, message);
        return verdict;
    }
    if case.folders.is_some() {
        return of_folders(about, reply, case, verdict);
    }
    let got = got(about, reply, &case.expect);
    let (wrong, at) = match &case.expect {
        Expected::Value(value) => match wrong(about, reply, case, value) {
            None => return verdict,
            Some(found) => found,
        },
        Expected::Raises(name) => {
            (format!("expected {name} to be raised, got {got}"), String::new())
        }
    };
    verdict.outcome = Outcome::WrongAnswer;
    verdict.message = if at.is_empty() { wrong } else { format!("at {at}: {wrong}") };
    let expected = expected(&case.expect);
    let call = format!("{}({})", about.entry, arguments(&case.args));
    verdict.diff = Some(Diff::Value(ValueDiff { call, expected, got, at }));
    verdict
}

/// Files that were written, against those that had to be.
fn of_folders(
    about: &About,
    reply: &Reply,
    case: &CodeCase,
    mut verdict: CaseVerdict,
) -> CaseVerdict {
    let Expected::Value(expected) = &case.expect else { return verdict };
    if let Some(found) = folders::difference(expected, &reply.v) {
        verdict.outcome = Outcome::WrongAnswer;
        verdict.message = format!("{}: {}", found.at, found.what);
        let (call, ..) = case.told(about.entry);
        let folders::LineDifference { at, expected, got, .. } = found;
        verdict.diff = Some(Diff::Value(ValueDiff { call, expected, got, at }));
    }
    verdict
}

/// What is wrong with a value, and where.
fn wrong(
    about: &About,
    reply: &Reply,
    case: &CodeCase,
    expected: &Value,
) -> Option<(String, String)> {
    // A function of JavaScript that has no `return` returned nothing, not even null.
    let is_undefined = reply.nothing && about.language == Language::Javascript;
    if reply.nothing && (is_undefined || !expected.is_null()) {
        let what = format!(
            "expected {}, but it returned nothing: is a `return` missing?",
            named(expected)
        );
        return Some((what, String::new()));
    }
    let value = reply.result(expected);
    let tolerance = case.float_tol.map(|tolerance| tolerance.0);
    let found = difference(expected, &value, tolerance)?;
    let is_empty = reply.raw.as_deref() == Some("");
    let hint = match about.language {
        Language::Bash if is_empty => ": is an `echo` of the result missing?",
        Language::Bash if ends_with_it(reply, expected) => {
            ": all that is printed is the result, so print notes to `>&2`"
        }
        Language::Javascript if is_unsafe(expected) && whole(&value).is_some() => {
            " (beyond 2^53 numbers lose digits: use BigInt)"
        }
        _ => "",
    };
    Some((format!("{}{hint}", found.what), found.at))
}

/// The shell's function printed more before what was expected.
fn ends_with_it(reply: &Reply, expected: &Value) -> bool {
    let last = reply.raw.as_deref().and_then(|raw| raw.trim_end().rsplit_once('\n'));
    last.is_some_and(|(_, last)| match expected {
        Value::String(text) => last == text,
        value => exact::from_str(last).is_ok_and(|last| difference(value, &last, None).is_none()),
    })
}

/// A whole number that JavaScript's own numbers cannot hold.
fn is_unsafe(value: &Value) -> bool {
    const MOST: u64 = 1 << 53;
    whole(value).is_some() && value.as_i64().is_none_or(|number| number.unsigned_abs() > MOST)
}

/// What is said of a case that failed after others and passes by itself.
pub fn alone(language: Language) -> String {
    let what = match language {
        Language::Python => " (a global, a default argument, a file)",
        Language::Javascript => " (a variable outside the function, a file)",
        Language::Java => " (a static field, a file)",
        Language::Bash | Language::Sql => " (a file)",
    };
    format!("passes alone: something is kept between calls{what}")
}

/// An exception is the answer: that one or a kind of it, as `except` would catch it. Languages name
/// theirs differently, so in others than Python any will do.
fn is_expected_exception(about: &About, reply: &Reply, expected: &Expected) -> bool {
    let Expected::Raises(name) = expected else { return false };
    let is_exit = matches!(name.as_str(), "SystemExit" | "BaseException");
    if reply.what == Came::Quit {
        return is_exit;
    }
    reply.what == Came::Raised && (about.language != Language::Python || reply.bases.contains(name))
}

fn arguments(args: &[Value]) -> String {
    let all: Vec<String> = args.iter().map(|arg| show(arg, VALUE)).collect();
    all.join(", ")
}

fn expected(expected: &Expected) -> String {
    match expected {
        Expected::Value(value) => show(value, VALUE),
        Expected::Raises(name) => format!("raises {name}"),
    }
}

fn got(about: &About, reply: &Reply, expected: &Expected) -> String {
    match (reply.what, expected) {
        (Came::Raised, _) => format!("{}: {}", reply.kind, reply.msg),
        (_, _) if reply.nothing && about.language == Language::Javascript => "undefined".to_owned(),
        (_, Expected::Value(value)) => show(&reply.result(value), VALUE),
        (_, Expected::Raises(_)) => show(&reply.v, VALUE),
    }
}

/// What an answer that is no value says; nothing where there is a value to compare.
pub fn reply_said(about: &About, reply: &Reply, expected: &Expected) -> Option<Said> {
    let too_much = reply.kib > u64::from(about.memory_mb) * 1024;
    Some(match reply.what {
        _ if too_much => (Outcome::MemoryLimit, memory(about)),
        Came::Ok => return None,
        Came::Raised if reply.full => (Outcome::FileLimit, FILES.to_owned()),
        Came::Raised if is_returned(reply, expected) => (
            Outcome::RuntimeError,
            format!("{}: print the result with `echo`; a shell's `return` is a status", reply.msg),
        ),
        Came::Raised => match expected {
            Expected::Raises(name) => {
                (Outcome::WrongAnswer, format!("expected {name}, got {}", raised(about, reply)))
            }
            Expected::Value(_) => (Outcome::RuntimeError, raised(about, reply)),
        },
        Came::Odd => (
            Outcome::WrongAnswer,
            format!(
                "it returned {}, which can't be compared: {}",
                with_article(&reply.msg),
                instead(about.language, &reply.msg).unwrap_or_else(|| values(about.language))
            ),
        ),
        Came::Quit => (
            Outcome::RuntimeError,
            "it ended the program instead of returning: use `return`, not `exit`".to_owned(),
        ),
        Came::Args => (Outcome::RuntimeError, reply.msg.clone()),
        Came::Broken => (
            Outcome::RuntimeError,
            format!(
                "it changed what running it needs, which then failed ({}): leave the language's \
                 own functions as they are",
                reply.msg
            ),
        ),
        Came::NoEntry => (Outcome::Invalid, no_entry(about, reply)),
        Came::Memory => (Outcome::MemoryLimit, memory(about)),
        Came::Up | Came::Ready | Came::Syntax | Came::Arity | Came::Text | Came::Unknown => {
            let what = "the driver did not say what came of the call; please report this";
            (Outcome::RuntimeError, what.to_owned())
        }
    })
}

/// A function of the shell that gave its result to `return`.
fn is_returned(reply: &Reply, expected: &Expected) -> bool {
    let status = reply.kind.strip_prefix("status ").and_then(|status| status.parse::<i64>().ok());
    let Expected::Value(value) = expected else { return false };
    status.is_some_and(|status| value.as_i64().is_some_and(|value| value.rem_euclid(256) == status))
}

/// What stood in the way of a call.
pub fn fault_said(about: &About, fault: &RunFailure) -> Said {
    match fault {
        RunFailure::Refused(refused @ Refused::NoSandbox(_)) => {
            (Outcome::SandboxUnavailable, refused.to_string())
        }
        RunFailure::Refused(refused) => (Outcome::NotGraded, not_started(about, refused)),
        RunFailure::Compiler(said) => (Outcome::Invalid, compiler(said)),
        RunFailure::NotLoaded(reply) => not_loaded(about, reply),
        RunFailure::Loading(stop) => {
            let (outcome, message) = stop_said(*stop);
            (outcome, format!("while the answer was loaded, before any case: {message}"))
        }
        RunFailure::Stopped(stop) => stop_said(*stop),
        RunFailure::Memory => (Outcome::MemoryLimit, memory(about)),
    }
}

fn not_started(about: &About, refused: &Refused) -> String {
    let name = about.language.title();
    format!("{name} did not start: {refused}; `mock doctor` looks at it. Nothing was judged.")
}

const FILES: &str =
    "it writes more than an answer may (16 MiB a file, 32 MiB and 5000 files in all)";

fn memory(about: &About) -> String {
    format!("it needed more than the {} MB that this question allows", about.memory_mb)
}

fn stop_said(stop: Stop) -> Said {
    match stop {
        Stop::Late { spent, limit } => (Outcome::TimeLimit, limit.said(spent)),
        Stop::TimeLimit => (Outcome::TimeLimit, "it did not come to an end".to_owned()),
        Stop::OutputLimit => (
            Outcome::OutputLimit,
            format!("it printed more than {} MiB; print less", Limits::PRINTED >> 20),
        ),
        Stop::AnswerLimit => (
            Outcome::OutputLimit,
            format!("its result is larger than {} MiB", Limits::ANSWER >> 20),
        ),
        Stop::FileLimit => (Outcome::FileLimit, FILES.to_owned()),
        Stop::Ended(status) => ended(status),
    }
}

/// The process is gone, and not by us.
fn ended(status: std::process::ExitStatus) -> Said {
    const XCPU: i32 = 24;
    const XFSZ: i32 = 25;
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    // A signal that the jail could not die of itself is in its exit code, as in a shell.
    let hidden = status.code().and_then(|code| code.checked_sub(128));
    let signal = signal.or(hidden.filter(|signal| (1..32).contains(signal)));
    match (status.code(), signal) {
        (_, Some(XCPU)) => stop_said(Stop::TimeLimit),
        (_, Some(XFSZ)) => (Outcome::FileLimit, FILES.to_owned()),
        (_, Some(signal)) => {
            let why = match signal {
                11 => "segmentation fault: recursion without an end, or a fault in a module",
                6 => "abort",
                9 => "killed; the system may be out of memory",
                _ => "a signal",
            };
            (Outcome::RuntimeError, format!("the program died of signal {signal} ({why})"))
        }
        (code, None) => {
            let code = code.unwrap_or_default();
            let what = format!(
                "the program ended by itself (exit code {code}) before it returned: is there a \
                 call of `exit`?"
            );
            (Outcome::RuntimeError, what)
        }
    }
}

/// `IndexError at line 3: list index out of range`, and what to do where that is known.
fn raised(about: &About, reply: &Reply) -> String {
    let place = if reply.line > 0 { format!(" at line {}", reply.line) } else { String::new() };
    let mut said = format!("{}{place}", reply.kind);
    // Node lists who asked for a module; that is us.
    let message = reply.msg.split("\nRequire stack:").next().unwrap_or_default();
    if !message.is_empty() {
        said.push_str(&format!(": {message}"));
    }
    if let Some(help) = help(about.language, about.entry, reply) {
        said.push_str(&format!(" ({help})"));
    }
    said
}

/// The compiler's first complaints, as they are.
fn compiler(said: &str) -> String {
    let said = cut(said.trim(), 1_500);
    let is_named = said.contains("should be declared in a file named");
    let is_bare = said.contains("class, interface, enum, or record expected");
    let help = match (is_named, is_bare) {
        (true, _) => "\nthe class is called `Solution`: rename yours",
        (_, true) => "\nput the function into `class Solution { … }`",
        _ => "",
    };
    format!("{said}{help}")
}

fn not_loaded(about: &About, reply: &Reply) -> Said {
    match reply.what {
        Came::Syntax => (Outcome::Invalid, syntax(about, reply)),
        Came::NoEntry => (Outcome::Invalid, no_entry(about, reply)),
        Came::Arity if !reply.names.is_empty() => {
            let message = format!(
                "`{}` wants `{}` by name, and the question gives arguments by their places: leave out \
                 the `*` before it",
                about.entry,
                reply.names.join("`, `")
            );
            (Outcome::Invalid, message)
        }
        Came::Arity => {
            let message = format!(
                "`{}` takes {}, and the question calls it with {}",
                about.entry,
                counted(usize::try_from(reply.takes).unwrap_or(usize::MAX), "argument"),
                about.given
            );
            (Outcome::Invalid, message)
        }
        _ => {
            let said = reply_said(about, reply, &Expected::Value(Value::Null));
            let (outcome, message) =
                said.unwrap_or((Outcome::RuntimeError, "it did not load".to_owned()));
            (outcome, format!("while the answer was loaded, before any case: {message}"))
        }
    }
}

/// The line and a caret below its place.
fn syntax(about: &About, reply: &Reply) -> String {
    let help = match about.language {
        Language::Javascript if has_types(&reply.text) => {
            "\nthis looks like TypeScript, which isn't run here: leave out the types"
        }
        _ if reply.text.trim_start().starts_with("```") => {
            "\nleave out the lines with ```, which are Markdown's"
        }
        _ if reply.text.trim_start().starts_with(">>>") => {
            "\nleave out `>>>` and `...`, which are the interpreter's prompts"
        }
        _ => "",
    };
    format!("{}{help}", at_its_place(reply))
}

fn at_its_place(reply: &Reply) -> String {
    let kind = if reply.kind.is_empty() { "SyntaxError" } else { &reply.kind };
    if reply.line == 0 {
        return format!("{kind}: {}", reply.msg);
    }
    let number = reply.line.to_string();
    let head = match reply.col {
        0 => format!("{kind} at line {number}: {}", reply.msg),
        column => format!("{kind} at line {number}, column {column}: {}", reply.msg),
    };
    if reply.text.is_empty() {
        return head;
    }
    let at = |figure| usize::try_from(figure).unwrap_or(0);
    format!("{head}\n{}", excerpt(at(reply.line), &reply.text, at(reply.col)))
}

fn no_entry(about: &About, reply: &Reply) -> String {
    let entry = about.entry;
    match reply.kind.as_str() {
        "class" => {
            return format!("`{entry}` is a class, and the question calls a function: write one");
        }
        "object" => {
            return format!(
                "`{entry}` needs an object, and `Solution` is made of none without arguments: make \
                 `{entry}` static"
            );
        }
        _ => {}
    }
    // A `main` that is called by another name would still be one.
    let near = reply
        .names
        .iter()
        .filter(|name| {
            *name != "main" || about.language == Language::Java && !reply.holder.is_empty()
        })
        .max_by(|a, b| strsim::jaro_winkler(a, entry).total_cmp(&strsim::jaro_winkler(b, entry)));
    match (near, reply.holder.as_str()) {
        (near, _) if about.language == Language::Java && !reply.holder.is_empty() => {
            let has = near.map_or(String::new(), |name| format!("; the answer has `{name}`"));
            format!("there is no class `Solution`{has}: call it that, without a package")
        }
        (_, holder) if !holder.is_empty() => format!(
            "there is no function `{entry}`, only one in the class `{holder}`: move `{entry}` out of \
             the class"
        ),
        (Some(name), _) => format!(
            "there is no function `{entry}`; the answer has `{name}`: name it `{entry}`, the \
             question calls that"
        ),
        (None, _) => format!("there is no function `{entry}`: keep the one of the starter"),
    }
}

/// A hidden case gives away nothing but how it ended.
pub fn hide(verdict: &mut CaseVerdict) {
    verdict.message.clear();
    verdict.printed.clear();
    verdict.diff = None;
}

/// Its own prints, cut.
pub fn printed(text: &str) -> String {
    cut(text, PRINTED)
}

fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end])
}
