//! The figures that README.md prints: `cargo bench` measures all of them, `cargo bench -- journal
//! sql` measures some. Where one misses its limit, the
//! line says so and the exit code is 1.
//!
//! The quality of the matcher is measured on public data that isn't in the repository: name its
//! folder in `MOCK_DATA`, or see `matcher.rs` for where it comes from.

mod check;
mod journal;
mod lint;
mod matcher;
mod measure;
mod report;
mod room;
mod sql;
mod startup;
mod today;

use std::process::ExitCode;

use measure::{Failed, Figures};

type Measure = fn(&mut Figures) -> Result<(), Failed>;

const MEASURES: [(&str, Measure); 9] = [
    ("startup", startup::measure),
    ("today", today::measure),
    ("journal", journal::measure),
    ("lint", lint::measure),
    ("report", report::measure),
    ("sql", sql::measure),
    ("check", check::measure),
    ("room", room::measure),
    ("matcher", matcher::measure),
];

fn main() -> Result<ExitCode, Failed> {
    // The grader's jail, and the program that `check` times, are this program run again.
    if let Some(code) = mock::grade::sandbox::jail::enter(std::env::args_os()) {
        return Ok(code);
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [check::GRADE, solution, cases] =
        &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
    {
        return check::grade(solution, cases);
    }
    // Cargo adds `--bench` itself.
    let wanted: Vec<&String> = arguments.iter().filter(|argument| *argument != "--bench").collect();
    let names = MEASURES.map(|(name, _)| name);
    if let Some(unknown) = wanted.iter().find(|wanted| !names.contains(&wanted.as_str())) {
        return Err(
            format!("nothing here measures {unknown}; there are {}", names.join(", ")).into()
        );
    }
    let mut figures = Figures::default();
    for (name, measure) in MEASURES {
        if wanted.is_empty() || wanted.iter().any(|wanted| *wanted == name) {
            figures.say(name)?;
            measure(&mut figures)?;
        }
    }
    Ok(if figures.is_missed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
