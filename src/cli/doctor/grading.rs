//! What runs answers: languages, and the sandbox as it holds in fact.

use super::finding::Finding;
use crate::bank::task::{CodeCase, CodeSpec, CodeTask, Expected, Language, Task};
use crate::engine::verdict::{Outcome, Tests};
use crate::grade::Job;
use crate::grade::code::CodeGrader;
use crate::grade::engines::Engines;
use crate::grade::sandbox::{Layers, why_not_apart};
use crate::paths::Paths;

/// A line for SQL, one for each language, and one for the sandbox.
pub(super) fn findings(paths: &Paths) -> Vec<Finding> {
    let engines = Engines::of(None, paths);
    let grader = engines.code();
    let mut findings = vec![sql(&engines)];
    let mut first = None;
    for found in grader.tools.languages() {
        let about = about(found.language);
        findings.push(match found.tool {
            Ok(tool) => {
                first.get_or_insert(found.language);
                let program = tool.programs.first().map(|path| path.display().to_string());
                Finding::ok(about, format!("{}, {}", tool.version, program.unwrap_or_default()))
            }
            Err(missing) => Finding::warning(about, missing.why, missing.advice),
        });
    }
    findings.push(sandbox(&grader, first));
    findings
}

/// Starts PostgreSQL, as a round would.
fn sql(engines: &Engines) -> Finding {
    const ABOUT: &str = "sql";
    let grader = engines.sql.as_ref().map_err(Clone::clone);
    match grader.and_then(|grader| Ok((grader.open()?, grader.equipment()?))) {
        Ok((opened, has)) => {
            let found = format!("{}, open in {} ms; {has}", opened.engine, opened.took_ms);
            Finding::ok(ABOUT, found)
        }
        Err(why) => {
            let advice = "until then SQL is judged as text alone; --sql URL names another server";
            Finding::warning(ABOUT, why, advice)
        }
    }
}

const fn about(language: Language) -> &'static str {
    match language {
        Language::Sql => "sql",
        Language::Python => "python",
        Language::Javascript => "node",
        Language::Java => "java",
        Language::Bash => "bash",
    }
}

/// Runs a program and says what held it.
fn sandbox(grader: &CodeGrader, language: Option<Language>) -> Finding {
    const ABOUT: &str = "sandbox";
    let code = match language {
        Some(Language::Python) => "def f():\n    return 1\n",
        Some(Language::Javascript) => "function f() { return 1; }\n",
        Some(Language::Bash) => "f() { echo 1; }\n",
        _ => return Finding::warning(ABOUT, "no language to try it with", "install Python 3"),
    };
    let task = CodeTask { spec: spec(), reference: String::new() };
    let verdict = grader.grade(&Job {
        task: Task::Code(task),
        language: language.unwrap_or(Language::Python),
        code: code.to_owned(),
        own_cases: String::new(),
        tests: Tests::Visible,
        is_foreign: false,
        is_exam: false,
    });
    let advice = "answers of your own are run all the same; packs of others are not";
    let held = &verdict.sandbox;
    match verdict.outcome {
        Outcome::Accepted if Layers::parse(held) == Layers::ALL => {
            Finding::ok(ABOUT, format!("{held}, tried in {} ms", verdict.took_ms))
        }
        Outcome::Accepted if Layers::parse(held).confined => {
            let absent = why_not_apart(|path| std::fs::read_to_string(path).ok());
            Finding::warning(ABOUT, format!("{held}, without L2: {}", absent.cause), absent.cure)
        }
        Outcome::Accepted => {
            Finding::warning(ABOUT, format!("{held} alone: limits, and no confinement"), advice)
        }
        outcome => {
            let why = verdict.cases.first().map_or(&verdict.message, |case| &case.message);
            Finding::problem(ABOUT, format!("{outcome}: {why}"), "please report this")
        }
    }
}

fn spec() -> CodeSpec {
    let case = CodeCase {
        name: "one".to_owned(),
        visible: true,
        args: Vec::new(),
        expect: Expected::Value(1_i64.into()),
        float_tol: None,
        folders: None,
    };
    CodeSpec {
        entry: "f".to_owned(),
        time_ms: 10_000,
        memory_mb: 256,
        cases: vec![case],
        scaling: None,
    }
}
