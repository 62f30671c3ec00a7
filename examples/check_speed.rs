//! One answer in Python on ten cases, graded as `mock check` grades it: for `benches/check.py`,
//! which compares the whole process with the bare interpreter and with pytest.
//!
//! `cargo run --release --example check_speed -- SOLUTION.py CASES.json`
//!
//! CASES.json is a list of `[arguments, result]`; the function is called `solve`.

use std::io::{self, Write};
use std::process::ExitCode;

use mock::bank::task::{CodeCase, CodeSpec, CodeTask, Expected, Language};
use mock::engine::verdict::{Outcome, Tests};
use mock::grade::code::{Answer, CodeGrader, Toolbox};
use mock::grade::sandbox::{Jail, Trust, jail};
use serde_json::Value;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    if let Some(code) = jail::enter(std::env::args_os()) {
        return Ok(code);
    }
    let mut args = std::env::args().skip(1);
    let (Some(solution), Some(cases)) = (args.next(), args.next()) else {
        return Err("give a solution and its cases".into());
    };
    let code = std::fs::read_to_string(solution)?;
    let cases: Vec<(Vec<Value>, Value)> = serde_json::from_str(&std::fs::read_to_string(cases)?)?;
    let cases = cases.into_iter().enumerate().map(|(index, (args, expect))| CodeCase {
        name: format!("case {index}"),
        visible: true,
        args,
        expect: Expected::Value(expect),
        float_tol: None,
    });
    let spec = CodeSpec {
        entry: "solve".to_owned(),
        time_ms: 5_000,
        memory_mb: 256,
        cases: cases.collect(),
        scaling: None,
    };
    let task = CodeTask { spec, reference: String::new() };
    let cache = std::env::temp_dir().join("mock-check-speed");
    let grader = CodeGrader::new(Jail::this_program(), Toolbox::new(Some(&cache)));
    let verdict = grader.grade(&Answer {
        task: &task,
        language: Language::Python,
        code: &code,
        own_cases: "",
        tests: Tests::All,
        trust: Trust::Own,
        reveal: true,
    });
    let passed = verdict.cases.iter().filter(|case| case.passed()).count();
    writeln!(
        io::stdout(),
        "{} of {} pass; {}; {}; {} ms; {}",
        passed,
        verdict.cases.len(),
        verdict.engine,
        verdict.sandbox,
        verdict.took_ms,
        verdict.message
    )?;
    let is_fine = verdict.outcome == Outcome::Accepted;
    Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::from(3) })
}
