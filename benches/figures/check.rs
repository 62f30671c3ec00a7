//! A Python answer on ten cases: the whole check, in the sandbox, beside the bare interpreter and
//! pytest, which take turns. pytest goes into an environment of its own in a temporary folder, from
//! the package index; where that can't be reached, it is left out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use mock::bank::task::value;
use mock::bank::task::{CodeCase, CodeSpec, CodeTask, Expected, Language, Task};
use mock::engine::verdict::{Outcome, Tests};
use mock::grade::Job;
use mock::grade::code::{CodeGrader, Toolbox};
use mock::grade::sandbox::Jail;
use serde_json::{Value, json};

use crate::measure::{Failed, Figures, Times, timed};

/// The argument with which this program is the check that is timed.
pub const GRADE: &str = "--grade";

const RUNS: usize = 30;
/// Runs before anything is counted.
const WARM_UP: usize = 2;
/// How much of the bare interpreter's time, and of pytest's, a check may take.
const OF_BARE: f64 = 1.5;
const OF_PYTEST: f64 = 0.5;

const SOLUTION: &str = "\
def solve(rows, least):
    sums = {}
    for name, amount in rows:
        sums[name] = sums.get(name, 0) + amount
    return sorted([name, total] for name, total in sums.items() if total >= least)
";

const BARE: &str = "\
import json
from solution import solve
for args, expected in json.load(open('cases.json')):
    assert solve(*args) == expected
";

const TEST: &str = "\
import json
import pytest
from solution import solve
@pytest.mark.parametrize('args,expected', json.load(open('cases.json')))
def test_solve(args, expected):
    assert solve(*args) == expected
";

pub fn measure(figures: &mut Figures) -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path();
    std::fs::write(folder.join("solution.py"), SOLUTION)?;
    std::fs::write(folder.join("bare.py"), BARE)?;
    std::fs::write(folder.join("test_solution.py"), TEST)?;
    std::fs::write(folder.join("cases.json"), serde_json::to_string(&cases())?)?;
    let python = interpreter()?;
    let mut bare = Command::new(&python);
    bare.arg("bare.py");
    let mut check = Command::new(std::env::current_exe()?);
    check.args([GRADE, "solution.py", "cases.json"]);
    let mut commands = vec![bare, check];
    commands.extend(pytest(folder, &python));
    for command in &mut commands {
        command.current_dir(folder);
    }
    let mut times = vec![Vec::new(); commands.len()];
    for run in 0..RUNS + WARM_UP {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            let (took, done) = timed(|| command.output());
            let done = done?;
            if !done.status.success() {
                let said = [done.stdout, done.stderr].concat();
                return Err(format!("{command:?}: {}", String::from_utf8_lossy(&said)).into());
            }
            if run >= WARM_UP {
                times.push(took);
            }
        }
    }
    let medians: Vec<f64> = times.into_iter().map(|times| Times::new(times).median()).collect();
    let (bare, check) = (medians[0], medians[1]);
    figures.note(&format!(
        "ten cases by the bare interpreter: {bare:.1} ms; medians of {RUNS} runs"
    ))?;
    let ratio = check / bare;
    let line = format!("checked in the sandbox: {check:.1} ms, {ratio:.2} of the bare interpreter");
    figures.at_most(&line, ratio, OF_BARE)?;
    match medians.get(2) {
        Some(pytest) => {
            let ratio = check / pytest;
            let line = format!("by pytest: {pytest:.1} ms; the check takes {ratio:.2} of it");
            figures.at_most(&line, ratio, OF_PYTEST)?;
        }
        None => figures.note("pytest could not be installed, and was not measured")?,
    }
    Ok(())
}

/// The interpreter that `python3` ends up in: a shim on the way would be measured too.
fn interpreter() -> Result<PathBuf, Failed> {
    let asked =
        Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output()?;
    Ok(PathBuf::from(String::from_utf8(asked.stdout)?.trim()))
}

fn pytest(folder: &Path, python: &Path) -> Option<Command> {
    let is_done = |command: &mut Command| command.output().is_ok_and(|done| done.status.success());
    let program = folder.join("venv/bin/python");
    let is_there = is_done(Command::new(python).args(["-m", "venv"]).arg(folder.join("venv")))
        && is_done(Command::new(&program).args(["-m", "pip", "install", "--quiet", "pytest"]));
    let mut command = Command::new(program);
    command.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "test_solution.py"]);
    is_there.then_some(command)
}

/// Ten pairs of arguments and result.
fn cases() -> Vec<Value> {
    let case = |size: u32| {
        let row = |at: u32| json!([format!("n{}", at % 5), at]);
        let rows: Vec<Value> = (0..size * 20).map(row).collect();
        let sum = |name: u32| (0..size * 20).filter(|at| at % 5 == name).sum::<u32>();
        let sums = (0..5).map(|name| (name, sum(name))).filter(|(_, sum)| *sum >= 30);
        let expected: Vec<Value> =
            sums.map(|(name, sum)| json!([format!("n{name}"), sum])).collect();
        json!([[rows, 30], expected])
    };
    (0..10).map(case).collect()
}

/// Grades the answer in one file on the cases in another, as `mock check` does.
pub fn grade(solution: &str, cases: &str) -> Result<ExitCode, Failed> {
    let code = std::fs::read_to_string(solution)?;
    let text = std::fs::read_to_string(cases)?;
    let cases: Vec<(Vec<value::Value>, value::Value)> = serde_json::from_str(&text)?;
    let cases = cases.into_iter().enumerate().map(|(index, (args, expect))| CodeCase {
        name: format!("case {index}"),
        visible: true,
        args,
        expect: Expected::Value(expect),
        float_tol: None,
        folders: None,
    });
    let spec = CodeSpec {
        entry: "solve".to_owned(),
        time_ms: 5_000,
        memory_mb: 256,
        cases: cases.collect(),
        scaling: None,
    };
    let task = CodeTask { spec, reference: String::new() };
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mock-figures-check");
    let mut grader = CodeGrader::new(Jail::this_program(), Toolbox::new(Some(&cache)));
    grader.reveals = true;
    let verdict = grader.grade(&Job {
        task: Task::Code(task),
        language: Language::Python,
        code,
        own_cases: String::new(),
        tests: Tests::All,
        is_foreign: false,
        is_exam: false,
    });
    let is_fine = verdict.outcome == Outcome::Accepted;
    if !is_fine {
        writeln!(io::stdout(), "{}; {}; {}", verdict.engine, verdict.sandbox, verdict.message)?;
    }
    Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
