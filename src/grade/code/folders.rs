//! Answers that read folders and write one, as a program does that is handed in.
//!
//! Each case has a process and a scratch folder of its own. What is read lies there before anything
//! runs, and what was written is looked at once nothing runs any more: nobody can put a link in its
//! place meanwhile.

use std::path::{Component, Path};

use super::run::{RunFailure, Runner};
use super::wire::{Came, Reply};
use crate::bank::task::value::{Fields, Value};
use crate::bank::task::{CaseFolders, CodeCase, Expected};
use crate::figures::counted;
use crate::grade::sandbox::{Limits, Refused, Scratch, Stop};

/// What is written to.
pub const OUT: &str = "out";

/// Letters of a line that a message quotes.
const QUOTED: usize = 120;

/// Path and text of each file that is laid into the scratch folder.
pub type Laid = Vec<(String, String)>;

/// The folder that a call reads, by its number from 1.
fn source(number: usize) -> String {
    format!("in-{number}")
}

/// Calls the function on each folder of a case, and answers with the lines of the files that it was to
/// write. Those that are not there are left out.
///
/// # Errors
/// Why nothing came back.
pub fn call(
    runner: &mut Runner,
    number: usize,
    entry: &str,
    case: &CodeCase,
    processor_ms: u64,
) -> Result<Reply, RunFailure> {
    runner.renew();
    runner.laid = laid(&case.args).map_err(|why| RunFailure::Refused(Refused::System(why)))?;
    let came = call_each(runner, number, entry, case, processor_ms);
    runner.laid.clear();
    // Nothing ran there before.
    runner.was_first = true;
    came
}

fn call_each(
    runner: &mut Runner,
    number: usize,
    entry: &str,
    case: &CodeCase,
    processor_ms: u64,
) -> Result<Reply, RunFailure> {
    let mut last = Reply { what: Came::Ok, ..Reply::default() };
    let mut us = 0;
    for index in 1..=case.args.len() {
        let args = [Value::from(source(index)), Value::from(OUT)];
        last = runner.call(number, entry, &args, processor_ms)?;
        us += last.us;
        // What it returns is nobody's business.
        if !matches!(last.what, Came::Ok | Came::Odd) {
            return Ok(Reply { us, ..last });
        }
    }
    let scratch = runner.take();
    let v = match &case.expect {
        Expected::Value(Value::Object(files)) => written(scratch.as_ref(), files)?,
        _ => Value::Null,
    };
    Ok(Reply { what: Came::Ok, us, v, raw: None, nothing: false, ..last })
}

/// # Errors
/// What is no folder of texts.
fn laid(folders: &[Value]) -> Result<Laid, String> {
    let mut laid = Laid::new();
    for (index, folder) in folders.iter().enumerate() {
        let Value::Object(files) = folder else {
            return Err(NO_FOLDER.to_owned());
        };
        for (path, text) in files.iter() {
            let is_plain =
                Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
            let Some(text) = text.as_str().filter(|_| is_plain && !path.is_empty()) else {
                return Err(NO_FOLDER.to_owned());
            };
            laid.push((format!("{}/{path}", source(index + 1)), text.to_owned()));
        }
    }
    Ok(laid)
}

pub const NO_FOLDER: &str = "a folder is written as {\"orders.csv\": \"its text\"}";

/// Whether an own case gives folders and expects files.
pub fn is_of_folders(case: &CodeCase) -> bool {
    let is_texts =
        |value: &Value| value.as_object().is_some_and(|files| files.values().all(Value::is_string));
    let is_expected = matches!(&case.expect, Expected::Value(value) if is_texts(value));
    is_expected && laid(&case.args).is_ok() && !case.args.is_empty()
}

/// An own case with its texts as lines, which is how files are compared.
pub fn own(mut case: CodeCase) -> CodeCase {
    if let Expected::Value(Value::Object(files)) = &mut case.expect {
        for text in files.values_mut() {
            *text = text.as_str().unwrap_or_default().lines().collect();
        }
    }
    let given = (1..=case.args.len()).map(source).collect();
    case.folders = Some(CaseFolders { given, expected: "expected".to_owned() });
    case
}

/// Lays the files of a case before anything runs.
///
/// # Errors
/// Where the scratch folder cannot be written.
pub fn lay(scratch: &Scratch, laid: &[(String, String)]) -> std::io::Result<()> {
    if laid.is_empty() {
        return Ok(());
    }
    scratch.make_folder(OUT)?;
    for (path, text) in laid {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        scratch.make_folder(folder)?;
        scratch.put(path, text.as_bytes())?;
    }
    Ok(())
}

/// # Errors
/// Where it is more than may be kept.
fn written(scratch: Option<&Scratch>, wanted: &Fields) -> Result<Value, RunFailure> {
    let mut files = Vec::new();
    let mut left = Limits::ANSWER;
    for name in wanted.keys() {
        let bytes = scratch.and_then(|scratch| scratch.written(OUT, name, left).ok());
        let Some(bytes) = bytes else { continue };
        left = left.checked_sub(bytes.len()).ok_or(RunFailure::Stopped(Stop::AnswerLimit))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        files.push((name.to_owned(), text.lines().collect()));
    }
    Ok(Value::Object(files.into_iter().collect()))
}

/// The first line that is another than the expected one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDifference {
    /// `net.csv, line 3`.
    pub at: String,
    pub expected: String,
    pub got: String,
    /// `expected "a", got "b"`.
    pub what: String,
}

pub fn difference(expected: &Value, got: &Value) -> Option<LineDifference> {
    let files = expected.as_object()?;
    files.iter().find_map(|(name, lines)| {
        let lines = lines.as_array()?;
        match got.as_object().and_then(|got| got.get(name)?.as_array()) {
            Some(got) => in_file(name, lines, got),
            None => Some(LineDifference {
                at: name.to_owned(),
                expected: counted(lines.len(), "line"),
                got: "no such file".to_owned(),
                what: format!("`{OUT}` holds no file of that name"),
            }),
        }
    })
}

fn in_file(name: &str, expected: &[Value], got: &[Value]) -> Option<LineDifference> {
    let same = expected.iter().zip(got).take_while(|(a, b)| a == b).count();
    if same == expected.len() && same == got.len() {
        return None;
    }
    let line = |lines: &[Value]| match lines.get(same) {
        Some(line) => quoted(line.as_str().unwrap_or_default()),
        None => "the end of the file".to_owned(),
    };
    let (expected, got) = (line(expected), line(got));
    let what = format!("expected {expected}, got {got}");
    Some(LineDifference { at: format!("{name}, line {}", same + 1), expected, got, what })
}

fn quoted(line: &str) -> String {
    let mut shown: String = line.chars().take(QUOTED).collect();
    if shown.len() < line.len() {
        shown.push('\u{2026}');
    }
    format!("\u{201c}{shown}\u{201d}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::task::value::json;

    #[test]
    fn the_first_line_that_differs_is_named_with_its_file() {
        let expected = json!({ "net.csv": ["day,net", "2026-05-01,12.50", "2026-05-02,3.00"] });
        let at = |got: Value| difference(&expected, &got).map(|found| (found.at, found.what));
        assert_eq!(at(expected.clone()), None);
        let other = json!({ "net.csv": ["day,net", "2026-05-01,12.5", "2026-05-02,3.00"] });
        let what = "expected \u{201c}2026-05-01,12.50\u{201d}, got \u{201c}2026-05-01,12.5\u{201d}";
        assert_eq!(at(other), Some(("net.csv, line 2".to_owned(), what.to_owned())));
        let short = json!({ "net.csv": ["day,net", "2026-05-01,12.50"], "more.csv": [] });
        let what = "expected \u{201c}2026-05-02,3.00\u{201d}, got the end of the file";
        assert_eq!(at(short), Some(("net.csv, line 3".to_owned(), what.to_owned())));
        let long = json!({ "net.csv": ["day,net", "2026-05-01,12.50", "2026-05-02,3.00", ""] });
        let what = "expected the end of the file, got \u{201c}\u{201d}";
        assert_eq!(at(long), Some(("net.csv, line 4".to_owned(), what.to_owned())));
        let none = at(json!({})).expect("it is missing");
        assert_eq!(none, ("net.csv".to_owned(), "`out` holds no file of that name".to_owned()));
    }

    #[test]
    fn nothing_is_laid_outside_of_its_folder() {
        for path in ["../x", "/etc/x", "a/../../x", ""] {
            assert!(laid(&[json!({ path: "text" })]).is_err(), "{path:?}");
        }
        assert!(laid(&[json!({ "a.csv": 1 })]).is_err());
        assert!(laid(&[json!("a.csv")]).is_err());
        let two = laid(&[json!({ "a/b.csv": "1" }), json!({ "c.csv": "2" })]).expect("plain");
        assert_eq!(two[0], ("in-1/a/b.csv".to_owned(), "1".to_owned()));
        assert_eq!(two[1], ("in-2/c.csv".to_owned(), "2".to_owned()));
    }

    #[test]
    fn what_was_written_is_read_and_no_link_is_followed() {
        let base = tempfile::tempdir().expect("a folder");
        std::fs::write(base.path().join("secret"), "s").expect("written");
        let scratch = Scratch::within(base.path()).expect("a folder");
        lay(&scratch, &[("in-1/sub/a.csv".to_owned(), "1\n".to_owned())]).expect("laid");
        let out = scratch.path().join(OUT);
        std::fs::write(out.join("net.csv"), "day\r\n2026\n").expect("written");
        std::os::unix::fs::symlink(base.path().join("secret"), out.join("link.csv")).expect("link");
        std::fs::create_dir(out.join("folder.csv")).expect("made");
        let wanted = json!({ "net.csv": [], "link.csv": [], "folder.csv": [], "none.csv": [] });
        let wanted = wanted.as_object().expect("an object");
        let read = written(Some(&scratch), wanted).expect("small");
        assert_eq!(read, json!({ "net.csv": ["day", "2026"] }));
        std::fs::rename(&out, scratch.path().join("elsewhere")).expect("moved");
        std::os::unix::fs::symlink(base.path(), &out).expect("link");
        let wanted = json!({ "secret": [] });
        let read = written(Some(&scratch), wanted.as_object().expect("an object")).expect("small");
        assert_eq!(read, json!({}));
    }
}
