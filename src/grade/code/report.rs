//! What came back, as a verdict's sentences: what failed, and what to do about it.

use serde_json::Value;

use super::compare::{difference, show};
use super::run::RunFailure;
use super::wire::{Came, Reply};
use crate::bank::task::{CodeCase, Expected, Language};
use crate::engine::verdict::{CaseVerdict, Diff, Outcome, ValueDiff};
use crate::figures::counted;
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
    let call = || format!("{}({})", about.entry, arguments(&case.args));
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
    let got = got(reply);
    let (wrong, at) = match &case.expect {
        Expected::Value(value) => {
            match difference(value, &reply.v, case.float_tol.map(|tolerance| tolerance.0)) {
                None => return verdict,
                Some(found) => (found.what, found.at),
            }
        }
        Expected::Raises(name) => {
            (format!("expected {name} to be raised, got {got}"), String::new())
        }
    };
    verdict.outcome = Outcome::WrongAnswer;
    verdict.message = if at.is_empty() { wrong } else { format!("at {at}: {wrong}") };
    let expected = expected(&case.expect);
    verdict.diff = Some(Diff::Value(ValueDiff { call: call(), expected, got, at }));
    verdict
}

/// An exception is the answer: that one or a kind of it, as `except` would catch it. Languages name
/// theirs differently, so in others than Python any will do.
fn is_expected_exception(about: &About, reply: &Reply, expected: &Expected) -> bool {
    let Expected::Raises(name) = expected else { return false };
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

fn got(reply: &Reply) -> String {
    match reply.what {
        Came::Raised => format!("{}: {}", reply.kind, reply.msg),
        _ => show(&reply.v, VALUE),
    }
}

/// What an answer that is no value says; nothing where there is a value to compare.
pub fn reply_said(about: &About, reply: &Reply, expected: &Expected) -> Option<Said> {
    let too_much = reply.kib > u64::from(about.memory_mb) * 1024;
    Some(match reply.what {
        _ if too_much => (Outcome::MemoryLimit, memory(about)),
        Came::Ok => return None,
        Came::Raised if reply.full => (Outcome::FileLimit, FILES.to_owned()),
        Came::Raised => match expected {
            Expected::Raises(name) => {
                (Outcome::WrongAnswer, format!("expected {name}, got {}", raised(reply)))
            }
            Expected::Value(_) => (Outcome::RuntimeError, raised(reply)),
        },
        Came::Odd => (
            Outcome::WrongAnswer,
            format!(
                "it returned a {}, which cannot be compared: return lists, texts, numbers, truth \
                 values, None or dictionaries of them",
                reply.msg
            ),
        ),
        Came::Quit => (
            Outcome::RuntimeError,
            "it ended the program instead of returning: use `return`, not `exit`".to_owned(),
        ),
        Came::NoEntry => (Outcome::Invalid, no_entry(about, reply)),
        Came::Memory => (Outcome::MemoryLimit, memory(about)),
        Came::Up | Came::Ready | Came::Syntax | Came::Arity | Came::Text | Came::Unknown => {
            let what = "the driver did not say what came of the call; please report this";
            (Outcome::RuntimeError, what.to_owned())
        }
    })
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
            let (outcome, message) = stop_said(about, *stop);
            (outcome, format!("while the answer was loaded, before any case: {message}"))
        }
        RunFailure::Stopped(stop) => stop_said(about, *stop),
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

fn stop_said(about: &About, stop: Stop) -> Said {
    match stop {
        Stop::TimeLimit => {
            (Outcome::TimeLimit, format!("it was still running after {} ms", about.time_ms))
        }
        Stop::OutputLimit => (
            Outcome::OutputLimit,
            format!("it printed more than {} MiB; print less", Limits::PRINTED >> 20),
        ),
        Stop::AnswerLimit => (
            Outcome::OutputLimit,
            format!("its result is larger than {} MiB", Limits::ANSWER >> 20),
        ),
        Stop::FileLimit => (Outcome::FileLimit, FILES.to_owned()),
        Stop::Ended(status) => ended(about, status),
    }
}

/// The process is gone, and not by us.
fn ended(about: &About, status: std::process::ExitStatus) -> Said {
    const XCPU: i32 = 24;
    const XFSZ: i32 = 25;
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    // A signal that the jail could not die of itself is in its exit code, as in a shell.
    let hidden = status.code().and_then(|code| code.checked_sub(128));
    let signal = signal.or(hidden.filter(|signal| (1..32).contains(signal)));
    match (status.code(), signal) {
        (_, Some(XCPU)) => stop_said(about, Stop::TimeLimit),
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
            let what = format!("the program ended by itself (exit code {code}) before it returned");
            (Outcome::RuntimeError, what)
        }
    }
}

/// `IndexError at line 3: list index out of range`.
fn raised(reply: &Reply) -> String {
    let place = if reply.line > 0 { format!(" at line {}", reply.line) } else { String::new() };
    let help = match reply.kind.as_str() {
        "PermissionError" => " (an answer may write its own folder alone, and use no network)",
        "RecursionError" => " (does every branch come nearer to its end?)",
        _ => "",
    };
    match reply.msg.is_empty() {
        true => format!("{}{place}{help}", reply.kind),
        false => format!("{}{place}: {}{help}", reply.kind, reply.msg),
    }
}

/// The compiler's first complaints, as they are.
fn compiler(said: &str) -> String {
    cut(said.trim(), 1_500)
}

fn not_loaded(about: &About, reply: &Reply) -> Said {
    match reply.what {
        Came::Syntax => (Outcome::Invalid, syntax(reply)),
        Came::NoEntry => (Outcome::Invalid, no_entry(about, reply)),
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
fn syntax(reply: &Reply) -> String {
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
    let column = usize::try_from(reply.col).unwrap_or(0).clamp(1, 200);
    // Tabs stay tabs, so that the caret stands below its letter.
    let before = reply.text.chars().take(column - 1);
    let gap: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let margin = " ".repeat(number.len());
    format!("{head}\n{number} | {}\n{margin} | {gap}^", cut(&reply.text, 200))
}

fn no_entry(about: &About, reply: &Reply) -> String {
    let entry = about.entry;
    let near = reply
        .names
        .iter()
        .max_by(|a, b| strsim::jaro_winkler(a, entry).total_cmp(&strsim::jaro_winkler(b, entry)));
    match near {
        Some(name) => format!(
            "there is no function `{entry}`; the answer has `{name}`: name it `{entry}`, the \
             question calls that"
        ),
        None => format!("there is no function `{entry}`: keep the one of the starter"),
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
