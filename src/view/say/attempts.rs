//! A later attempt beside the first one, which alone scores: verdict, cases, and what was written.

use crate::engine::State;
use crate::engine::verdict::Outcome;
use crate::figures::counted;
use crate::format::plan::{CASES_FIELD, CODE_FIELD};
use crate::text::SafeText;
use crate::time::Span;
use crate::view::page::{Block, Line, plain, strong};
use crate::view::transcript::{AttemptPart, FieldPart, attempts};
use crate::view::verdict::VerdictPart;
use crate::view::words;

/// What is said as a later attempt begins.
pub fn begins(state: &State) -> &'static str {
    let is_blank = state.current().is_some_and(|(_, item)| item.is_blank() && !item.spoken);
    match is_blank {
        true => "From an empty page. It counts as unanswered, so this is practice alone.",
        false => "Once more, from an empty page. The first attempt scores.",
    }
}

/// The first attempt and the latest one of a question that is closed; nothing where there is one.
/// How the first did is left out until a guess of it is sealed.
pub fn blocks(state: &State, slot: usize, item: usize) -> Vec<Block> {
    let mut all = attempts(state, slot, item);
    let is_sealed = state.sealed.keys().any(|(scope, _)| scope.covers(slot, item));
    if let Some(first) = all.first_mut().filter(|_| !is_sealed) {
        first.verdict = None;
    }
    told(&all)
}

fn told(all: &[AttemptPart]) -> Vec<Block> {
    let [first, .., latest] = all else { return Vec::new() };
    let mut blocks = vec![Block::Blank, Block::heading(&heading(all.len()))];
    blocks.extend(table(all));
    for (attempt, title) in [(first, "First attempt"), (latest, name(all.len()))] {
        let fields = attempt.fields.iter().filter(|field| is_written(field));
        let texts: Vec<Block> = fields.flat_map(text).collect();
        blocks.push(Block::Blank);
        blocks.push(Block::heading(title));
        match texts.is_empty() {
            true => blocks.push(Block::line("Nothing written.")),
            false => blocks.extend(texts),
        }
    }
    blocks
}

fn heading(count: usize) -> String {
    format!("First attempt and {}", name(count).to_lowercase())
}

/// `Second attempt`.
pub(in crate::view::say) const fn name(number: usize) -> &'static str {
    match number {
        1 => "First attempt",
        2 => "Second attempt",
        3 => "Third attempt",
        4 => "Fourth attempt",
        _ => "Latest attempt",
    }
}

/// What can be counted of the first attempt and of the latest one.
pub(in crate::view::say) fn table(all: &[AttemptPart]) -> Option<Block> {
    let [first, .., latest] = all else { return None };
    let both = [first, latest];
    let mut rows = Vec::new();
    let mut row = |title: &str, cells: [String; 2]| {
        let cells = cells.iter().map(|cell| vec![strong(cell)]);
        let row: Vec<Line> = [vec![plain(title)]].into_iter().chain(cells).collect();
        rows.push(row);
    };
    let verdicts = both.map(|attempt| attempt.verdict.as_ref());
    if verdicts.iter().any(Option::is_some) {
        row("verdict", verdicts.map(outcome));
        row("cases passed", verdicts.map(cases));
    }
    let has_growth = |verdict: &Option<&VerdictPart>| verdict.is_some_and(|v| v.scaling.is_some());
    if verdicts.iter().any(has_growth) {
        row("growth", verdicts.map(growth));
    }
    row(
        "time",
        both.map(|attempt| own(attempt).map(|field| field.used_ms).sum::<Span>().to_string()),
    );
    row("written", both.map(written));
    let head = vec![
        "",
        "first attempt",
        match all.len() {
            2 => "second attempt",
            _ => "latest attempt",
        },
    ];
    Some(Block::Table { head, rows })
}

/// The fields of the answer itself, without those of follow-ups.
fn own(attempt: &AttemptPart) -> impl Iterator<Item = &FieldPart> {
    attempt.fields.iter().filter(|field| field.followup.is_none())
}

const NONE: &str = "–";

fn outcome(verdict: Option<&VerdictPart>) -> String {
    verdict.map_or(NONE.to_owned(), |verdict| words::title(verdict.outcome.word()))
}

fn cases(verdict: Option<&VerdictPart>) -> String {
    match verdict {
        Some(verdict) if verdict.of > 0 => format!("{} of {}", verdict.passed, verdict.of),
        _ => NONE.to_owned(),
    }
}

fn growth(verdict: Option<&VerdictPart>) -> String {
    let scaling = verdict.and_then(|verdict| verdict.scaling.as_ref());
    let word = |passed: bool| if passed { "passed" } else { "failed" };
    scaling.map_or(NONE, |scaling| word(scaling.outcome == Outcome::Accepted)).to_owned()
}

/// `41 words`; of code its lines.
fn written(attempt: &AttemptPart) -> String {
    let code = own(attempt).find(|field| field.name.as_str() == CODE_FIELD);
    match code {
        Some(code) => {
            let lines = code.text.as_str().lines().filter(|line| !line.trim().is_empty());
            counted(lines.count(), "line")
        }
        None => counted(own(attempt).map(|field| field.words).sum(), "word"),
    }
}

fn is_written(field: &FieldPart) -> bool {
    !field.text.as_str().trim().is_empty()
}

fn text(field: &FieldPart) -> Vec<Block> {
    let name = field.name.as_str();
    let title = match &field.followup {
        Some(ask) => ask.clone(),
        None => SafeText::line(&words::title(name)),
    };
    let text = match [CODE_FIELD, CASES_FIELD].contains(&name) {
        true => Block::Code { name: SafeText::default(), text: field.text.clone() },
        false => Block::Prose(field.text.clone()),
    };
    vec![Block::Para(vec![strong(title.as_str())]), text]
}
