//! A verdict as a person reads it, in a terminal and in a document: its headline, one line a
//! case, and below one that failed how it differs.

mod model;
mod table;

use crate::engine::verdict::{CaseVerdict, Outcome, TableRows, Tests, Verdict};
use crate::figures::{self, decimal_up, duration, memory};
use crate::text::SafeText;
use crate::view::page::wrap::cut;
use crate::view::page::{Block, Check, Ink, Line, plain, quiet, strong};
use crate::view::verdict::{
    CasePart, DiffPart, PlanPart, RowsPart, RunPart, ScalingPart, UnreadPart, VerdictPart,
};
use crate::view::words;

/// A value that differs is cut at this many columns.
const VALUE_MOST: usize = 400;

/// Lines of the own cases of which it is said why they are not run.
const UNREAD_MOST: usize = 4;

/// Lines of what a program printed.
const PRINTED_MOST: usize = 8;

/// How much is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// Hidden cases that passed are counted, long output is cut.
    Short,
    /// The same, but nothing of what the program printed is cut.
    Whole,
    /// Every case.
    Long,
}

/// The whole verdict, as a face says it: its headline, its cases, what else was looked at.
pub fn blocks(verdict: &Verdict) -> Vec<Block> {
    let part = VerdictPart::new(verdict);
    let mut blocks = vec![Block::inked(ink(part.outcome), &part.headline())];
    blocks.extend(message(&part));
    blocks.extend(cases(&part, Depth::Short));
    blocks
}

/// The same on a page of its own, with all that the program printed.
pub fn page(verdict: &Verdict) -> Vec<Block> {
    let part = VerdictPart::new(verdict);
    let mut blocks = vec![Block::inked(ink(part.outcome), &part.headline())];
    blocks.extend(message(&part));
    blocks.extend(cases(&part, Depth::Whole));
    blocks
}

/// Everything below the headline but the message.
pub fn case_blocks(verdict: &Verdict) -> Vec<Block> {
    cases(&VerdictPart::new(verdict), Depth::Short)
}

/// The verdict of an answer handed in, in a document: every case, a hidden one by its classes.
pub fn record(part: &VerdictPart) -> Vec<Block> {
    let mut headline = part.headline();
    if let Some(correctness) = part.correctness {
        headline.push_str(&format!(" · correctness {correctness} of 4"));
    }
    let mut blocks = vec![Block::inked(ink(part.outcome), &headline)];
    blocks.extend(message(part));
    blocks.extend(cases(part, Depth::Long));
    blocks
}

/// What failed, hidden cases as well: for the one who writes the question.
pub fn failed(verdict: &Verdict) -> Vec<Block> {
    let part = VerdictPart::whole(verdict);
    let mut blocks: Vec<Block> = message(&part).into_iter().collect();
    let failed = part.cases.iter().filter(|case| !case.passed());
    let scaling = part.scaling.iter().filter(|it| it.outcome != Outcome::Accepted);
    let plans = part.plan.iter().filter(|it| it.outcome != Outcome::Accepted);
    let failed = failed.map(|case| check(case, Depth::Short));
    blocks.extend(checks(failed.chain(scaling.map(growth)).chain(plans.map(plan))));
    blocks
}

/// How the result of a case differs, with hidden data in the open: once the model answer may be seen.
pub fn difference(case: &CaseVerdict) -> Vec<Block> {
    let part = VerdictPart::difference(case);
    part.map_or_else(Vec::new, |diff| differs(&diff, Depth::Short))
}

/// Rows that someone looked at.
pub fn looked(rows: &TableRows) -> Vec<Block> {
    table::looked(&RowsPart::new(rows))
}

/// `1 of 2 visible cases passed · Python 3.11.7 · 42 ms`.
pub fn headline(verdict: &Verdict) -> String {
    VerdictPart::new(verdict).headline()
}

/// The runs of the visible cases while the answer was written, a line each.
pub fn runs(runs: &[RunPart]) -> Block {
    let row = |(index, run): (usize, &RunPart)| {
        let mut row: Vec<Line> =
            vec![vec![plain(&(index + 1).to_string())], vec![quiet(&run.into_ms.to_string())]];
        match &run.verdict {
            None => row.extend([vec![quiet("no verdict")], Vec::new(), Vec::new()]),
            Some(verdict) => row.extend([
                vec![strong(&words::title(verdict.outcome.word()))],
                vec![plain(&format!("{} of {}", verdict.passed, verdict.of))],
                vec![plain(&verdict.first_fault())],
            ]),
        }
        row
    };
    let rows: Vec<Vec<Line>> = runs.iter().enumerate().map(row).collect();
    Block::Table { head: vec!["run", "time", "verdict", "passed", "what it says"], rows }
}

pub fn ink(outcome: Outcome) -> Ink {
    match outcome {
        Outcome::Accepted => Ink::Bold,
        Outcome::NotGraded | Outcome::SandboxUnavailable => Ink::Amber,
        _ => Ink::Red,
    }
}

/// `wrong answer`, or `not run`.
fn case_words(case: &CasePart) -> String {
    if is_skipped(case) { "not run".to_owned() } else { words(case.outcome) }
}

fn is_skipped(case: &CasePart) -> bool {
    case.outcome == Outcome::NotGraded
}

/// `wrong answer`.
pub fn words(outcome: Outcome) -> String {
    outcome.word().replace('-', " ")
}

impl VerdictPart {
    fn headline(&self) -> String {
        let of = match self.tests {
            Tests::Visible => "visible cases",
            Tests::All => "cases",
        };
        let mut parts = vec![match (self.outcome, self.of) {
            (Outcome::NotGraded, _) => "not graded".to_owned(),
            (Outcome::SandboxUnavailable, _) => "not run: no sandbox".to_owned(),
            (outcome, 0) => words(outcome),
            _ if self.is_model() => model::sum(self),
            (_, 1) if self.tests == Tests::Visible => {
                format!("the visible case {}", if self.passed == 1 { "passed" } else { "failed" })
            }
            (_, all) => match self.failed_besides() {
                Some(what) if self.passed == all => format!("{all} of {all} {of}, {what} failed"),
                _ => format!("{} of {all} {of} passed", self.passed),
            },
        }];
        let skipped = self.cases.iter().filter(|case| is_skipped(case)).count();
        if skipped > 0 && self.outcome != Outcome::NotGraded && !self.is_model() {
            parts[0].push_str(&format!(", {skipped} not run"));
        }
        let own: Vec<&CasePart> = self.cases.iter().filter(|case| case.own).collect();
        if !own.is_empty() {
            let passed = own.iter().filter(|case| case.passed()).count();
            parts.push(format!("{passed} of {} own", own.len()));
        }
        if !self.engine.as_str().is_empty() {
            parts.push(self.engine.to_string());
        }
        if !self.sandbox.as_str().is_empty() {
            parts.push(format!("sandbox {}", self.sandbox));
        }
        if self.took_ms > 0 {
            parts.push(format!("{} ms", self.took_ms));
        }
        parts.join(" · ")
    }

    fn is_model(&self) -> bool {
        self.cases.iter().any(|case| case.model.is_some())
    }

    /// What failed though every case may have passed.
    fn failed_besides(&self) -> Option<&'static str> {
        let is_fault = |outcome| !matches!(outcome, Outcome::Accepted | Outcome::NotGraded);
        let growth = self.scaling.as_ref().is_some_and(|scaling| is_fault(scaling.outcome));
        let plan = self.plan.as_ref().is_some_and(|plan| is_fault(plan.outcome));
        if growth { Some("growth") } else { plan.then_some("plan") }
    }

    /// What it says first of what is wrong.
    fn first_fault(&self) -> String {
        let fault = self.cases.iter().find(|case| !case.passed());
        let message = self.message.as_str().trim();
        match fault {
            Some(case) if message.is_empty() => format!("{}: {}", case.name, case.message),
            _ => message.to_owned(),
        }
    }
}

fn message(part: &VerdictPart) -> Option<Block> {
    let is_said = !part.message.as_str().is_empty();
    is_said.then(|| Block::Message(part.message.clone()))
}

/// What failed comes first, whatever it is: there may be few lines for all of it.
fn cases(part: &VerdictPart, depth: Depth) -> Vec<Block> {
    let others = part.cases.iter().filter(|case| case.model.is_none());
    let (hidden, shown): (Vec<&CasePart>, Vec<&CasePart>) =
        others.partition(|case| case.is_hidden());
    let hidden: Vec<Check> = match depth {
        Depth::Short | Depth::Whole => counted(&hidden),
        Depth::Long => hidden.into_iter().map(by_class).collect(),
    };
    let mut all = if part.is_model() { model::checks(part, depth) } else { Vec::new() };
    all.extend(shown.into_iter().map(|case| check(case, depth)));
    all.extend(hidden);
    all.extend(part.scaling.as_ref().map(growth));
    all.extend(part.plan.as_ref().map(plan));
    all.sort_by_key(|check| (check.passed, check.is_skipped));
    let unread = unread(&part.unread, depth);
    let failed = match unread {
        Some(_) => all.partition_point(|check| !check.passed),
        None => all.len(),
    };
    let passed = all.split_off(failed);
    let mut blocks: Vec<Block> = checks(all).into_iter().collect();
    blocks.extend(unread);
    blocks.extend(checks(passed));
    blocks.extend(model::untried(part));
    blocks
}

/// `2 lines are no runnable cases: line 1, expected …; line 3, …`.
fn unread(lines: &[UnreadPart], depth: Depth) -> Option<Block> {
    let shown = if depth != Depth::Short { lines.len() } else { lines.len().min(UNREAD_MOST) };
    let why = |line: &UnreadPart| format!("line {} `{}`, {}", line.line, line.text, line.why);
    let mut said: Vec<String> = lines.iter().take(shown).map(why).collect();
    if lines.len() > shown {
        said.push(format!("and {} more", lines.len() - shown));
    }
    let count = match lines.len() {
        0 => return None,
        1 => "1 line of your cases can't be run".to_owned(),
        many => format!("{many} lines of your cases can't be run"),
    };
    Some(Block::inked(Ink::Amber, &format!("{count}: {}", said.join("; "))))
}

fn checks(checks: impl IntoIterator<Item = Check>) -> Option<Block> {
    let checks: Vec<Check> = checks.into_iter().collect();
    (!checks.is_empty()).then_some(Block::Checks(checks))
}

/// One case, whole.
fn check(case: &CasePart, depth: Depth) -> Check {
    let name = if case.own { format!("own: {}", case.name) } else { case.name.to_string() };
    let (message, excerpt) = in_two(case.message.as_str());
    // How a result differs says that it is wrong.
    let says = match (case.outcome, message.is_empty()) {
        (Outcome::Accepted, _) => String::new(),
        (Outcome::WrongAnswer, false) => message.to_owned(),
        (Outcome::NotGraded, false) if message.starts_with("not run") => message.to_owned(),
        (_, true) => case_words(case),
        (_, false) => format!("{}: {message}", case_words(case)),
    };
    let diff = case.diff.as_ref().filter(|_| !case.passed());
    let mut below: Vec<Block> = excerpt.filter(|_| !case.passed()).into_iter().collect();
    below.extend(diff.into_iter().flat_map(|diff| differs(diff, depth)));
    // A document shows rows where something is wrong with them.
    if depth != Depth::Long || !case.passed() {
        below.extend(table::results(case));
    }
    below.extend(printed(case.printed.as_str(), depth));
    let check = Check::new(case.passed(), &name, &says);
    Check { below, figures: figures(case), is_skipped: is_skipped(case), ..check }
}

/// The first line of a message, and what goes on below it: a line of the answer with a caret.
fn in_two(message: &str) -> (&str, Option<Block>) {
    match message.split_once('\n') {
        Some((first, rest)) => (first, Some(Block::Message(SafeText::new(rest)))),
        None => (message, None),
    }
}

/// Hidden cases: how many passed, and of what sort those are that did not.
fn counted(hidden: &[&CasePart]) -> Vec<Check> {
    let (passed, failed): (Vec<&CasePart>, Vec<&CasePart>) =
        hidden.iter().partition(|case| case.passed());
    let count = figures::counted(passed.len(), "hidden case");
    let mut checks: Vec<Check> = failed.into_iter().map(by_class).collect();
    if !passed.is_empty() {
        checks.push(Check::new(true, &count, ""));
    }
    checks
}

fn by_class(case: &CasePart) -> Check {
    let says = match case.passed() {
        true => case.name.to_string(),
        false => format!("{} ({})", case.name, case_words(case)),
    };
    let check = Check::new(case.passed(), "hidden:", &says);
    Check { figures: figures(case), is_skipped: is_skipped(case), ..check }
}

/// `1.4 ms, 9 MiB`.
fn figures(case: &CasePart) -> SafeText {
    let memory = case.memory_kib.map_or(String::new(), |kib| format!(", {}", memory(kib)));
    SafeText::line(&format!("{}{memory}", duration(case.took_us)))
}

fn growth(scaling: &ScalingPart) -> Check {
    let points: Vec<String> =
        scaling.points.iter().map(|(size, us)| format!("{size}: {}", duration(*us))).collect();
    let passed = scaling.outcome == Outcome::Accepted;
    // A slope that is no reason would look like one.
    let is_slope_told = !points.is_empty() && (passed || scaling.slope > scaling.max_slope);
    let (slope, most) = (decimal_up(scaling.slope), decimal_up(scaling.max_slope));
    let slope = format!("slope {slope}, at most {most} ({})", points.join(", "));
    let says = match (scaling.message.as_str(), is_slope_told) {
        ("", true) => slope,
        ("", false) => words(scaling.outcome),
        (message, true) => format!("{slope}. {message}"),
        (message, false) => message.to_owned(),
    };
    Check::new(passed, "growth", &says)
}

fn plan(plan: &PlanPart) -> Check {
    let join = |texts: &[SafeText], by: &str| {
        texts.iter().map(SafeText::as_str).collect::<Vec<_>>().join(by)
    };
    let mut says = format!("rows read: {}, buffers: {}", plan.rows_read, plan.buffers);
    if !plan.unmet.is_empty() {
        says = format!("{}; {says}", join(&plan.unmet, "; "));
    }
    let nodes = join(&plan.nodes, " > ");
    let below = if nodes.is_empty() {
        Vec::new()
    } else {
        vec![Block::hanging(Ink::Dim, "      ", &nodes)]
    };
    let passed = plan.outcome == Outcome::Accepted;
    Check { below, ..Check::new(passed, "plan", &says) }
}

fn differs(diff: &DiffPart, depth: Depth) -> Vec<Block> {
    match diff {
        DiffPart::Table { columns, rows, more } => {
            let mut blocks = vec![Block::Lines(table::diff(columns, rows))];
            if *more > 0 {
                blocks.push(Block::inked(Ink::Dim, &format!("  and {more} more rows")));
            }
            blocks
        }
        DiffPart::Value { call, expected, got, at } => {
            let most = if depth != Depth::Short { usize::MAX } else { VALUE_MOST };
            let fact = |name, text: &SafeText| {
                (name, vec![plain(&cut(SafeText::line(text.as_str()).as_str(), most))])
            };
            let facts = [("call", call), ("expected", expected), ("got", got)];
            let facts = facts.map(|(name, text)| fact(name, text));
            let mut blocks = vec![Block::Facts(facts.to_vec())];
            if !at.as_str().is_empty() {
                blocks.push(Block::inked(Ink::Dim, &format!("first difference at {at}")));
            }
            blocks
        }
    }
}

fn printed(printed: &str, depth: Depth) -> Vec<Block> {
    let all = printed.lines().count();
    if all == 0 {
        return Vec::new();
    }
    if depth == Depth::Whole {
        return vec![Block::inked(Ink::Dim, "printed"), Block::verbatim(printed)];
    }
    let shown = if depth == Depth::Long { all } else { all.min(PRINTED_MOST) };
    let lines = printed.lines().take(shown);
    let lines = lines.map(|line| (Ink::Dim, SafeText::new(&format!("  {line}")))).collect();
    let mut blocks = vec![Block::inked(Ink::Dim, "printed"), Block::Lines(lines)];
    if all > shown {
        blocks.push(Block::inked(Ink::Dim, &format!("  and {} more lines", all - shown)));
    }
    blocks
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
