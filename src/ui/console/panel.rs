//! Everything the interviewer may look at while a question is on the table.

use crate::bank::question::Judge;
use crate::engine::checklist::checklist;
use crate::engine::event::About;
use crate::engine::state::{ItemState, What};
use crate::engine::{Seat, Stage, State};
use crate::format::plan::{Item, ItemWhat};
use crate::seat::console::letters;
use crate::seat::console::offer::{Offer, Sort, offers};
use crate::seat::marks::key_of;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::view::say::{clock, point};

/// A line without a label, over the whole width.
pub(super) const WHOLE: &str = "";
/// Below a label: nothing in its column.
const SAME: &str = " ";

/// What was written last, at most this many characters of it.
const TAIL: usize = 400;

pub(super) struct Line {
    pub ink: Ink,
    pub label: &'static str,
    pub text: String,
}

fn line(label: &'static str, text: impl Into<String>) -> Line {
    Line { ink: Ink::Plain, label, text: text.into() }
}

fn inked(ink: Ink, label: &'static str, text: impl Into<String>) -> Line {
    Line { ink, label, text: text.into() }
}

pub(super) fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let state = scene.state;
    let mut lines = vec![inked(Ink::Bold, WHOLE, head(scene))];
    let Some((plan, item)) = state.current() else { return lines };
    lines.push(line(WHOLE, ""));
    if let Some(request) = item.open_request() {
        lines.push(inked(Ink::Amber, "they ask", request));
    }
    match &plan.what {
        ItemWhat::Talk { prompt } => lines.push(line("read out", prompt)),
        ItemWhat::YourQuestions => {
            lines.push(line("now", "The candidate asks you. What is typed is kept."));
        }
        ItemWhat::Question { .. } => question(&mut lines, state, plan, item),
    }
    if plan.question().is_none() {
        talk(&mut lines, item);
    }
    lines
}

fn head(scene: &Scene<'_>) -> String {
    let state = scene.state;
    let title = state.current_question().map_or("", |question| question.ask.title.as_str());
    let paused = if state.paused.is_some() { " · PAUSED" } else { "" };
    let readings = clock::readings(state, scene.now);
    format!("Interviewer · {title} · {readings}{paused}")
}

fn question(lines: &mut Vec<Line>, state: &State, plan: &Item, item: &ItemState) {
    let Some(question) = state.current_question() else { return };
    lines.push(line("read out", &question.ask.prompt));
    for (number, option) in (1..).zip(&question.ask.options) {
        lines.push(line(SAME, format!("{number}  {option}")));
    }
    talk(lines, item);
    let Some(judge) = &question.judge else { return };
    rubric(lines, state, judge);
    for (letter, offer) in letters().zip(offers(state, Sort::Clarification)) {
        let label = if letter == "a" { "if asked" } else { SAME };
        let said = format!("{letter}  {}: {}{}", offer.lead, offer.text, noted(&offer));
        lines.push(line(label, said));
    }
    hints(lines, state);
    asks(lines, state);
    for (index, offer) in offers(state, Sort::Curveball).iter().enumerate() {
        let label = if index == 0 { "change" } else { SAME };
        lines.push(line(label, format!("c {}  {}{}", index + 1, offer.text, noted(offer))));
    }
    incident(lines, state, plan, judge);
    if !judge.model.is_empty() {
        lines.push(inked(Ink::Dim, "model", &judge.model));
    }
}

fn rubric(lines: &mut Vec<Line>, state: &State, judge: &Judge) {
    let scope = state.current_scope();
    for (index, check) in checklist(state, scope).iter().enumerate() {
        let mark = state.marks.get(&(scope, Seat::Interviewer, check.id.clone()));
        let kind = match point::kind(check) {
            "" => String::new(),
            kind => format!("{kind}: "),
        };
        let weight =
            if check.weight > 0 { format!(" (weight {})", check.weight) } else { String::new() };
        let note = mark.filter(|mark| !mark.note.is_empty());
        let note = note.map_or(String::new(), |mark| format!(" · {}", mark.note));
        let letter = mark.map_or(" ", |mark| key_of(&check.about, mark.mark));
        let label = if index == 0 { "points" } else { SAME };
        let text = format!("{:>2} [{letter}] {kind}{}{weight}{note}", index + 1, check.text);
        lines.push(line(label, text));
        let About::Item(id) = &check.about else { continue };
        let anchors = judge.rubric.iter().find(|item| item.id == *id).map(|item| &item.anchors);
        for (at, anchor) in anchors.into_iter().flatten() {
            lines.push(inked(Ink::Dim, SAME, format!("       {at}: {anchor}")));
        }
    }
}

/// ` (asked)`, where there is something to note.
fn noted(offer: &Offer) -> String {
    if offer.note.is_empty() { String::new() } else { format!(" ({})", offer.note) }
}

fn hints(lines: &mut Vec<Line>, state: &State) {
    for (index, offer) in offers(state, Sort::Hint).iter().enumerate() {
        let label = if index == 0 { "hints" } else { SAME };
        let key = if offer.is_ready { "h" } else { " " };
        lines.push(line(label, format!("{key}  {}{}", offer.text, noted(offer))));
    }
}

fn asks(lines: &mut Vec<Line>, state: &State) {
    for (index, offer) in offers(state, Sort::Followup).iter().enumerate() {
        let label = if index == 0 { "follow" } else { SAME };
        let ink = if offer.is_ready { Ink::Bold } else { Ink::Plain };
        let text = format!("f {}  {}{}", index + 1, offer.text, noted(offer));
        lines.push(inked(ink, label, text));
    }
}

/// What is really wrong, and what each look shows under it.
fn incident(lines: &mut Vec<Line>, state: &State, plan: &Item, judge: &Judge) {
    let ItemWhat::Question { cause: Some(cause), .. } = plan.what else { return };
    let Some(cause) = judge.causes.get(cause) else { return };
    lines.push(line("cause", format!("{} The fix: {}", cause.truth, cause.fix)));
    for (index, offer) in offers(state, Sort::Reveal).iter().enumerate() {
        let label = if index == 0 { "reveal" } else { SAME };
        let text = format!("r {}  {}{}: {}", index + 1, offer.lead, noted(offer), offer.text);
        lines.push(line(label, text));
    }
}

/// What was said last, and what the candidate has written.
fn talk(lines: &mut Vec<Line>, item: &ItemState) {
    let said = item.happenings.iter().rev().find_map(|happening| match &happening.what {
        What::Said { text, .. } | What::Answered { text, .. } => Some(text),
        _ => None,
    });
    if let Some(text) = said {
        lines.push(line("you said", text));
    }
    let written: Vec<&str> = item.current_attempt().map_or(Vec::new(), |attempt| {
        attempt.fields.iter().map(|field| field.text.as_str()).collect()
    });
    let written = written.join("\n");
    let written = written.trim();
    if !written.is_empty() {
        let skipped = written.chars().count().saturating_sub(TAIL);
        let tail: String = written.chars().skip(skipped).collect();
        let dots = if skipped > 0 { "… " } else { "" };
        lines.push(line("they say", format!("{dots}{tail}")));
    }
}

/// The keys that act now.
pub(super) fn keys(scene: &Scene<'_>) -> String {
    let state = scene.state;
    let Some((plan, _)) = state.current() else { return "Enter go on".to_owned() };
    let mut keys = Vec::new();
    if plan.question().is_some() {
        if state.current_question().is_some_and(|question| !question.ask.options.is_empty()) {
            keys.push("o N their choice");
        }
        keys.push("1 m|p|x [\"their words\"] [note] mark");
        keys.push("a… answer");
        keys.push("h hint");
        if state.current_question().and_then(|q| q.judge.as_ref()).is_some_and(has_asks) {
            keys.push("f N follow up");
        }
        if plan_has_more(state, plan) {
            keys.push("n next phase");
        }
        keys.push("e end the question");
    } else {
        keys.push("e go on");
    }
    keys.push("s TEXT say");
    keys.push("+ N minutes");
    keys.push(if state.paused.is_some() { "p resume" } else { "p pause" });
    keys.push("q back");
    keys.join(" · ")
}

fn has_asks(judge: &Judge) -> bool {
    !judge.followups.is_empty() || !judge.probes.is_empty()
}

fn plan_has_more(state: &State, plan: &Item) -> bool {
    state.stage == Stage::Asking && state.cursor.phase < plan.last_phase
}
