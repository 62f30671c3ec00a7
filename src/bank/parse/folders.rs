//! Cases of folders: what a program that is handed in reads, and what it has to write.

use std::collections::BTreeMap;

use crate::bank::rule;
use crate::bank::task::value::{Fields, Value};
use crate::bank::task::{CaseFolders, CodeCase, CodeSpec, Expected};
use crate::bank::walk::Table;

type Files = BTreeMap<String, String>;

/// Keys of a case that calls with values.
const OF_VALUES: [&str; 4] = ["args", "expect", "raises", "float_tol"];

/// Whether a case is one of folders.
pub fn are_given(case: &Table) -> bool {
    case.has("folders") || case.has("expect_folder")
}

pub fn read(case: &mut Table, name: String, visible: bool, files: &Files) -> CodeCase {
    for key in OF_VALUES {
        if !case.has(key) {
            continue;
        }
        let message = format!("a case of folders has no `{key}`");
        case.complain(rule::SCHEMA, case.span_of(key), message, None);
        case.pass_over(&[key]);
    }
    let given = case.strings("folders");
    let expected = case.maybe_string("expect_folder").unwrap_or_default();
    for (key, is_there, example) in [
        ("folders", !given.is_empty(), "folders = [\"data/first\"]"),
        ("expect_folder", case.has("expect_folder"), "expect_folder = \"expected/first\""),
    ] {
        if !is_there {
            let message = format!("a case of folders needs `{key}`");
            case.complain_here(rule::SCHEMA, message, Some(&format!("write `{example}`")));
        }
    }
    let args = given.iter().map(|folder| {
        let texts = found(case, "folders", folder, files).into_iter();
        Value::Object(texts.map(|(path, text)| (path, Value::from(text))).collect())
    });
    let args = args.collect();
    let lines = found(case, "expect_folder", &expected, files).into_iter();
    if let Some((path, _)) = lines.clone().find(|(path, _)| path.contains('/')) {
        let message = format!("`{expected}/{path}` lies in a folder of its own");
        let help = Some("what is compared lies directly in the folder that is written to");
        case.complain(rule::SCHEMA, case.span_of("expect_folder"), message, help);
    }
    let lines: Fields = lines.map(|(path, text)| (path, lines_of(text))).collect();
    CodeCase {
        name,
        visible,
        args,
        expect: Expected::Value(Value::Object(lines)),
        float_tol: None,
        folders: Some(CaseFolders { given, expected }),
    }
}

/// The files of a folder, by their path in it. A folder without any is a fault.
fn found<'f>(
    case: &Table,
    key: &'static str,
    folder: &str,
    files: &'f Files,
) -> Vec<(String, &'f str)> {
    let inside = files.iter().filter_map(|(path, text)| Some((inside(folder, path)?, text)));
    let found: Vec<_> = inside.map(|(path, text)| (path.to_owned(), text.as_str())).collect();
    if found.is_empty() && !folder.is_empty() {
        let message = format!("no file lies in `{folder}`, beside the question");
        case.complain(rule::REFERENCES, case.span_of(key), message, None);
    }
    found
}

/// A path below a folder; nothing for one that is elsewhere.
pub fn inside<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    path.strip_prefix(folder.trim_end_matches('/'))?.strip_prefix('/')
}

fn lines_of(text: &str) -> Value {
    text.lines().collect()
}

/// One answer is called in one way.
pub fn check(code: &Table, spec: &CodeSpec) {
    let of_folders = spec.cases.iter().filter(|case| case.folders.is_some()).count();
    if of_folders > 0 && of_folders < spec.cases.len() {
        let message = "some cases are of folders, and some of values".to_owned();
        let help = Some("one function can't be called in both ways");
        code.complain(rule::SCHEMA, code.span_of("cases"), message, help);
    }
    if of_folders > 0 && spec.scaling.is_some() {
        let message = "growth is timed on values, and these cases are of folders".to_owned();
        code.complain(rule::SCHEMA, code.span_of("scaling"), message, Some("leave it out"));
    }
}

/// The folders of visible cases.
pub fn shown(spec: &CodeSpec) -> Vec<&str> {
    let visible = spec.cases.iter().filter(|case| case.visible);
    let folders = visible.filter_map(|case| case.folders.as_ref());
    let names = folders.flat_map(|folders| folders.given.iter().chain([&folders.expected]));
    names.map(String::as_str).filter(|name| !name.is_empty()).collect()
}
