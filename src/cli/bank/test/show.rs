//! What `mock bank test` prints.

use std::io;

use serde_json::{Value, json};

use super::Tested;
use super::trial::{Finding, Weight};
use crate::cli::context::Console;
use crate::text::SafeText;
use crate::ui::out::{Ink, Out};
use crate::view::say::verdict;

/// `tenths` of a second for the whole.
pub fn text(tested: &[Tested], tenths: u64, console: &mut Console) -> io::Result<()> {
    console.out.flush()?;
    let mut out = Out::stdout(console.look());
    for one in tested.iter().filter(|one| !one.findings.is_empty()) {
        out.heading(&one.id)?;
        for finding in &one.findings {
            put(&mut out, finding)?;
        }
        out.blank()?;
    }
    out.line(&summary(tested, tenths))?;
    out.flush()
}

fn put(out: &mut Out, finding: &Finding) -> io::Result<()> {
    let (ink, word) = match finding.weight {
        Weight::Failure => (Ink::Red, "fails    "),
        Weight::Warning => (Ink::Amber, "warning  "),
        Weight::Missing => (Ink::Amber, "not run  "),
    };
    out.hanging(ink, word, &format!("{}: {}", finding.what, finding.message))?;
    match &finding.verdict {
        Some(verdict) => out.put(&verdict::failed(verdict)),
        None => Ok(()),
    }
}

fn counted(tested: &[Tested], weight: Weight) -> usize {
    tested.iter().flat_map(|one| &one.findings).filter(|found| found.weight == weight).count()
}

fn summary(tested: &[Tested], tenths: u64) -> String {
    let plural =
        |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let runs: usize = tested.iter().map(|one| one.runs).sum();
    let mut parts = vec![plural(tested.len(), "question"), plural(runs, "answer") + " run"];
    for (weight, noun) in
        [(Weight::Failure, "failure"), (Weight::Warning, "warning"), (Weight::Missing, "answer")]
    {
        match counted(tested, weight) {
            0 => {}
            count if weight == Weight::Missing => {
                parts.push(plural(count, noun) + " not run");
            }
            count => parts.push(plural(count, noun)),
        }
    }
    if tested.iter().all(|one| one.findings.is_empty()) {
        parts.push("no fault".to_owned());
    }
    format!("{}, {}.{} s", parts.join(", "), tenths / 10, tenths % 10)
}

pub fn json(tested: &[Tested], tenths: u64, console: &mut Console) -> io::Result<()> {
    let finding = |finding: &Finding| {
        json!({
            "weight": match finding.weight {
                Weight::Failure => "failure",
                Weight::Warning => "warning",
                Weight::Missing => "not-run",
            },
            "what": SafeText::line(&finding.what).as_str(),
            "message": finding.message,
            "verdict": finding.verdict,
        })
    };
    let question = |one: &Tested| {
        json!({
            "question": one.id,
            "runs": one.runs,
            "took_ms": one.took_ms,
            "findings": one.findings.iter().map(finding).collect::<Vec<Value>>(),
        })
    };
    let report = json!({
        "questions": tested.iter().map(question).collect::<Vec<Value>>(),
        "failures": counted(tested, Weight::Failure),
        "warnings": counted(tested, Weight::Warning),
        "not_run": counted(tested, Weight::Missing),
        "seconds": tenths as f64 / 10.0,
    });
    writeln!(console.out, "{report:#}")
}
