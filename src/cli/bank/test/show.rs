//! What `mock bank test` prints.

use std::io;

use serde_json::{Value, json};

use super::trial::{Finding, Weight};
use super::{LeftOut, Tested};
use crate::cli::context::Context;
use crate::figures::{counted, decimal, tenths};
use crate::text::SafeText;
use crate::ui::out::{Ink, Out};
use crate::view::page::Block;
use crate::view::say::verdict;

/// `took_ms` is the time of the whole.
pub fn text(
    tested: &[Tested],
    left_out: &[LeftOut],
    took_ms: u64,
    context: &mut Context,
) -> io::Result<()> {
    context.out.flush()?;
    let mut out = Out::stdout(context.look());
    out.put(&blocks(tested, left_out, took_ms))?;
    out.flush()
}

fn blocks(tested: &[Tested], left_out: &[LeftOut], took_ms: u64) -> Vec<Block> {
    let mut blocks = Vec::new();
    for one in tested.iter().filter(|one| !one.findings.is_empty()) {
        blocks.push(Block::heading(&one.id));
        blocks.extend(one.findings.iter().flat_map(finding));
        blocks.push(Block::Blank);
    }
    blocks.push(Block::line(&summary(tested, took_ms)));
    blocks.extend(ranks(tested).map(|line| Block::line(&line)));
    blocks.extend(left_out.iter().map(|one| {
        Block::line(&format!("left out: {}, since Python's {} does not import", one.id, one.module))
    }));
    blocks
}

fn finding(finding: &Finding) -> Vec<Block> {
    let (ink, word) = match finding.weight {
        Weight::Failure => (Ink::Red, "fails    "),
        Weight::Warning => (Ink::Amber, "warning  "),
        Weight::Missing => (Ink::Amber, "not run  "),
    };
    let text = format!("{}: {}", finding.what, finding.message);
    let mut blocks = vec![Block::hanging(ink, word, &text)];
    blocks.extend(finding.verdict.as_ref().map(verdict::failed).unwrap_or_default());
    blocks
}

/// How often the reader points at the sentence that a natural sample's mark names.
fn ranks(tested: &[Tested]) -> Option<String> {
    let all = || tested.iter().filter_map(|one| one.ranks.as_ref());
    let placed: usize = all().map(|ranks| ranks.placed).sum();
    let share = |at: usize| {
        let within: usize = all().map(|ranks| ranks.within[at]).sum();
        decimal(u32::try_from(within * 1000 / placed.max(1)).unwrap_or(0))
    };
    let places = counted(placed, "marked sentence");
    let line = format!(
        "{places} of natural samples: {} ranked first, {} among three, {} among five",
        share(0),
        share(1),
        share(2)
    );
    (placed > 0).then_some(line)
}

fn found(tested: &[Tested], weight: Weight) -> usize {
    tested.iter().flat_map(|one| &one.findings).filter(|found| found.weight == weight).count()
}

fn summary(tested: &[Tested], took_ms: u64) -> String {
    let runs: usize = tested.iter().map(|one| one.runs).sum();
    let mut parts = vec![counted(tested.len(), "question"), counted(runs, "answer") + " run"];
    for (weight, noun) in
        [(Weight::Failure, "failure"), (Weight::Warning, "warning"), (Weight::Missing, "answer")]
    {
        match found(tested, weight) {
            0 => {}
            count if weight == Weight::Missing => {
                parts.push(counted(count, noun) + " not run");
            }
            count => parts.push(counted(count, noun)),
        }
    }
    if tested.iter().all(|one| one.findings.is_empty()) {
        parts.push("no fault".to_owned());
    }
    format!("{}, {} s", parts.join(", "), tenths(took_ms))
}

pub fn json(
    tested: &[Tested],
    left_out: &[LeftOut],
    took_ms: u64,
    context: &mut Context,
) -> io::Result<()> {
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
            "ranks": one.ranks.as_ref().map(|ranks| json!({
                "model_without": ranks.unshown,
                "placed": ranks.placed,
                "first": ranks.within[0],
                "among_three": ranks.within[1],
                "among_five": ranks.within[2],
            })),
            "findings": one.findings.iter().map(finding).collect::<Vec<Value>>(),
        })
    };
    let report = json!({
        "questions": tested.iter().map(question).collect::<Vec<Value>>(),
        "left_out": left_out
            .iter()
            .map(|one| json!({ "question": one.id, "needs": one.module }))
            .collect::<Vec<Value>>(),
        "failures": found(tested, Weight::Failure),
        "warnings": found(tested, Weight::Warning),
        "not_run": found(tested, Weight::Missing),
        "seconds": took_ms as f64 / 1000.0,
    });
    writeln!(context.out, "{report:#}")
}
