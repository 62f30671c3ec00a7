//! The lists of the console as lines: what judges, and what can be sent.

use crate::bank::question::Judge;
use crate::engine::checklist::{Check, Role, checklist};
use crate::engine::event::About;
use crate::engine::state::{ItemState, MarkState, What};
use crate::engine::verdict::Outcome;
use crate::engine::{Seat, State};
use crate::format::plan::ItemWhat;
use crate::seat::console::offer::{Offer, Sort};
use crate::seat::marks::key_of;
use crate::text::SafeText;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::Action;
use crate::ui::room::model::Model;
use crate::ui::room::view::canvas::rows;
use crate::ui::room::view::ways::with_ways;
use crate::view::page::Row;
use crate::view::page::wrap::{columns, hanging, wrap};
use crate::view::say::{self, first_minute, talk};

/// Columns of a label: `follow-up `.
const LABEL: usize = 10;

/// `> 1 [m] must have ` before a point's words.
const POINT: usize = LABEL + 18;

/// `  weight 3  at 12:10` behind them.
const TAIL: usize = 20;

/// `> 1 [m] ` before a point's words where columns are few, and up to which width they are.
const SHORT_POINT: usize = 8;
const NARROW: usize = 76;

/// How many lines there are for it all.
#[derive(Clone, Copy)]
pub struct Lines {
    /// Those that the question's text may take.
    pub prompt: usize,
    /// There is no room for what was told on the first page.
    pub are_few: bool,
}

/// Lines, and those of them that must be in sight.
#[derive(Default)]
pub struct Sections {
    pub rows: Vec<Row>,
    pub focus: (usize, usize),
}

impl Sections {
    /// The question and the checklist, the prompt cut to so many lines.
    pub fn judged(model: &Model, scene: &Scene<'_>, width: usize, lines: Lines) -> Sections {
        let mut sections = Sections::default();
        let chosen = model.peer.check(scene.state).map(|(index, _)| index);
        match lines.are_few {
            // The question is what is needed first.
            true => {
                sections.put_ask(scene.state, width, lines.prompt);
                sections.put_job(model, scene.state, width, lines);
            }
            false => {
                sections.put_job(model, scene.state, width, lines);
                sections.put_ask(scene.state, width, lines.prompt);
            }
        }
        sections.put_shown(model, scene.state, width);
        sections.put_rubric(scene.state, width, chosen);
        sections
    }

    /// Everything that can be sent, and what was said last.
    pub fn sent(model: &Model, scene: &Scene<'_>, width: usize) -> Sections {
        let mut sections = Sections::default();
        sections.put_offers(model, scene.state, width);
        sections.put_cause(scene.state, width);
        if let Some((_, item)) = scene.state.current() {
            if let Some(text) = run_last(item) {
                sections.put("last run", Ink::Plain, &text, width);
            }
            if let Some(text) = said_last(item) {
                sections.put("said last", Ink::Cyan, &text, width);
            }
        }
        sections
    }

    /// All of it on one page.
    pub fn whole(model: &Model, scene: &Scene<'_>, width: usize) -> Sections {
        let mut sections = Sections::default();
        sections.put_ask(scene.state, width, usize::MAX);
        sections.put_rubric(scene.state, width, None);
        sections.put_offers(model, scene.state, width);
        sections.put_cause(scene.state, width);
        let judge = scene.state.current_question().and_then(|question| question.judge.as_ref());
        if let Some(judge) = judge.filter(|judge| !judge.model.is_empty()) {
            sections.put("model", Ink::Dim, &judge.model, width);
        }
        if let Some(question) = scene.state.current_question() {
            let shown = [say::question::files(&question.ask), say::question::cases(scene.state)];
            sections.rows.extend(rows(width, &shown.concat()));
        }
        if let Some((_, item)) = scene.state.current() {
            let talk = rows(width, &talk::all(item));
            if !talk.is_empty() {
                sections.rows.push(Row { ink: Ink::Plain, text: String::new() });
                sections.rows.extend(talk);
            }
        }
        sections
    }

    fn put(&mut self, label: &str, ink: Ink, text: &str, width: usize) {
        let text = SafeText::new(text);
        let lines = hanging(&format!("{label:<LABEL$}"), text.as_str(), width);
        self.rows.extend(lines.into_iter().map(|text| Row { ink, text }));
    }

    /// What there is to do, until the first point is marked.
    fn put_job(&mut self, model: &Model, state: &State, width: usize, lines: Lines) {
        if state.marks.keys().any(|(_, seat, _)| *seat == Seat::Interviewer) {
            return;
        }
        let is_alone = model.debrief.is_alone;
        if lines.are_few {
            let text = with_ways(model, |ways| first_minute::job_in_short(is_alone, ways));
            return self.put("you", Ink::Cyan, &text, width);
        }
        let job = with_ways(model, |ways| first_minute::job(state, is_alone, ways));
        for (index, text) in job.iter().enumerate() {
            self.put(if index == 0 { "you" } else { "" }, Ink::Cyan, text, width);
        }
        self.rows.push(Row { ink: Ink::Plain, text: String::new() });
    }

    fn put_ask(&mut self, state: &State, width: usize, most: usize) {
        let Some((plan, item)) = state.current() else { return };
        let (text, options) = match (&plan.what, state.current_question()) {
            (ItemWhat::Talk { prompt }, _) => (prompt.as_str(), &[][..]),
            (ItemWhat::Question { .. }, Some(question)) => {
                (question.ask.prompt.as_str(), &question.ask.options[..])
            }
            _ => ("The candidate asks you. What is typed is kept.", &[][..]),
        };
        // Somebody waits for it.
        if let Some(request) = item.open_request() {
            self.put("they ask", Ink::Amber, request, width);
        }
        let from = self.rows.len();
        self.put("read out", Ink::Plain, text, width);
        if self.rows.len() - from > most {
            self.rows.truncate(from + most);
            if let Some(last) = self.rows.last_mut() {
                last.text.push_str(" …");
                last.text = super::super::canvas::cut(&last.text, width);
            }
        }
        let chosen = item.current_attempt().and_then(|attempt| attempt.fields.first());
        let chosen = chosen.and_then(|field| field.text.trim().parse::<usize>().ok());
        for (number, option) in (1..).zip(options) {
            let mark = if chosen == Some(number) { ">" } else { " " };
            self.put("", Ink::Plain, &format!("{mark} {number}  {option}"), width);
        }
    }

    /// What a candidate has to see besides the words, and who sits elsewhere has to be shown.
    fn put_shown(&mut self, model: &Model, state: &State, width: usize) {
        let Some(question) = state.current_question() else { return };
        let files = question.ask.shown_files.keys().map(String::as_str).collect::<Vec<_>>();
        let told = say::question::shown(state, &files);
        if !told.is_empty() && model.debrief.is_alone {
            let text = format!("{told}: {} has them", model.keys.named(Action::Question));
            self.put("show them", Ink::Plain, &text, width);
        }
    }

    /// Each point; below the chosen one what each mark would look like, below all where none is.
    fn put_rubric(&mut self, state: &State, width: usize, chosen: Option<usize>) {
        let judge = state.current_question().and_then(|question| question.judge.as_ref());
        let Some(judge) = judge else { return };
        for (index, check) in checklist(state, state.current_scope()).iter().enumerate() {
            let is_chosen = chosen == Some(index);
            let from = self.rows.len();
            self.rows.extend(point(state, check, index, is_chosen, width));
            if is_chosen || chosen.is_none() {
                self.rows.extend(anchors(judge, check, width));
            }
            if is_chosen {
                self.focus = (from, self.rows.len());
            }
        }
    }

    fn put_offers(&mut self, model: &Model, state: &State, width: usize) {
        let sorts = [
            ("if asked", 'a', Sort::Clarification),
            ("hints", 'h', Sort::Hint),
            ("follow-up", 'f', Sort::Followup),
            ("change", 'c', Sort::Curveball),
            ("show", 'r', Sort::Reveal),
        ];
        for (name, key, sort) in sorts {
            for (index, offer) in model.peer.offers(state, sort).iter().enumerate() {
                let label = if index == 0 { name } else { "" };
                let can = if offer.command.is_some() { key } else { ' ' };
                let ink = match (offer.command.is_some(), offer.is_ready) {
                    (false, _) => Ink::Dim,
                    (true, true) if sort != Sort::Hint => Ink::Bold,
                    (true, _) => Ink::Plain,
                };
                let label = format!("{label:<LABEL$}{can}  ");
                let lines = hanging(&label, &said(offer), width);
                self.rows.extend(lines.into_iter().map(|text| Row { ink, text }));
            }
        }
    }

    /// What is really wrong in an incident.
    fn put_cause(&mut self, state: &State, width: usize) {
        let judge = state.current_question().and_then(|question| question.judge.as_ref());
        let cause = state.current().and_then(|(plan, _)| match plan.what {
            ItemWhat::Question { cause, .. } => cause,
            _ => None,
        });
        let cause = judge.zip(cause).and_then(|(judge, cause)| judge.causes.get(cause));
        if let Some(cause) = cause {
            let text = format!("{} The fix: {}", cause.truth, cause.fix);
            self.put("cause", Ink::Plain, &text, width);
        }
    }
}

/// `partitions → 24 partitions, 40k messages a second. (asked already)`.
pub fn said(offer: &Offer) -> String {
    let lead = if offer.lead.is_empty() { String::new() } else { format!("{} → ", offer.lead) };
    let note = if offer.note.is_empty() { String::new() } else { format!("  ({})", offer.note) };
    SafeText::line(&format!("{lead}{}{note}", offer.text)).to_string()
}

/// `points    > 1 [m] must have Order only within a partition   weight 3  at 2:10`.
fn point(state: &State, check: &Check, index: usize, is_chosen: bool, width: usize) -> Vec<Row> {
    let key = (state.current_scope(), Seat::Interviewer, check.id.clone());
    let mark = state.marks.get(&key);
    let letter = mark.map_or(" ", |mark| key_of(&check.about, mark.mark));
    let cursor = if is_chosen { ">" } else { " " };
    let ink = if is_chosen { Ink::Bold } else { Ink::Plain };
    if width < NARROW {
        let head = format!("{cursor}{:>2} [{letter}] ", index + 1);
        let lines = hanging(&head, &in_short(state, check, mark), width);
        let mut rows: Vec<Row> = lines.into_iter().map(|text| Row { ink, text }).collect();
        rows.extend(noted(mark, width));
        return rows;
    }
    let label = if index == 0 { "points" } else { "" };
    let head = format!("{label:<LABEL$}{cursor}{:>2} [{letter}] {:<10}", index + 1, kind(check));
    let text = SafeText::line(&check.text);
    let tail = tail(state, check, mark);
    let body = wrap(text.as_str(), width.saturating_sub(POINT + TAIL).max(12));
    let row = |(at, line): (usize, &String)| {
        let (head, tail) = if at == 0 { (head.as_str(), tail.as_str()) } else { ("", "") };
        let gap = width.saturating_sub(POINT + columns(line) + columns(tail));
        let text = format!("{head:<POINT$}{line}{}{tail}", " ".repeat(gap));
        Row { ink, text: text.trim_end().to_owned() }
    };
    let mut rows: Vec<Row> = body.iter().enumerate().map(row).collect();
    rows.extend(noted(mark, width));
    rows
}

/// Columns before a point's words.
const fn before_words(width: usize) -> usize {
    if width < NARROW { SHORT_POINT } else { POINT }
}

/// What the interviewer wrote beside a mark.
fn noted(mark: Option<&MarkState>, width: usize) -> Vec<Row> {
    let Some(note) = mark.map(|mark| &mark.note).filter(|note| !note.is_empty()) else {
        return Vec::new();
    };
    let label = format!("{}note  ", " ".repeat(before_words(width)));
    let lines = hanging(&label, SafeText::line(note).as_str(), width);
    lines.into_iter().map(|text| Row { ink: Ink::Cyan, text }).collect()
}

/// `must have: Order only within a partition (weight 3, at 2:10)`.
fn in_short(state: &State, check: &Check, mark: Option<&MarkState>) -> String {
    let kind = kind(check);
    let kind = if kind.is_empty() { String::new() } else { format!("{kind}: ") };
    let tail: Vec<String> = [weight(check), minute(state, mark)].into_iter().flatten().collect();
    let tail = if tail.is_empty() { String::new() } else { format!(" ({})", tail.join(", ")) };
    SafeText::line(&format!("{kind}{}{tail}", check.text)).to_string()
}

fn kind(check: &Check) -> &'static str {
    match check.about {
        About::RedFlag(_) => "red flag",
        About::Followup(_) => "follow-up",
        About::Number(_) => "figure",
        About::Fault(_) => "fault",
        About::Cause => "cause",
        _ if check.role == Role::Must => "must have",
        _ if !check.role.is_core() => "bonus",
        _ => "",
    }
}

/// The weight, and the minute of the question at which it was marked.
fn tail(state: &State, check: &Check, mark: Option<&MarkState>) -> String {
    let (weight, minute) = (weight(check), minute(state, mark));
    format!("{:>10}{:>10}", weight.unwrap_or_default(), minute.unwrap_or_default())
}

fn weight(check: &Check) -> Option<String> {
    (check.weight > 0).then(|| format!("weight {}", check.weight))
}

fn minute(state: &State, mark: Option<&MarkState>) -> Option<String> {
    let opened = state.current().and_then(|(_, item)| item.opened);
    mark.zip(opened).map(|(mark, opened)| format!("at {}", mark.at - opened))
}

fn anchors(judge: &Judge, check: &Check, width: usize) -> Vec<Row> {
    let About::Item(id) = &check.about else { return Vec::new() };
    let item = judge.rubric.iter().find(|item| item.id == *id);
    let anchors = item.into_iter().flat_map(|item| &item.anchors);
    let lines = anchors.flat_map(|(at, text)| {
        let indent = " ".repeat(before_words(width));
        let label = format!("{indent}{}  ", SafeText::line(at).as_str());
        hanging(&label, SafeText::line(text).as_str(), width)
    });
    lines.map(|text| Row { ink: Ink::Dim, text }).collect()
}

/// `3: wrong-answer, 2 of 3 cases`: the candidate's last run, or what was handed in.
fn run_last(item: &ItemState) -> Option<String> {
    let tried = item.runs.len();
    let run = item.runs.last().and_then(|run| run.verdict.as_ref());
    let handed_in = item.scored_attempt().and_then(|attempt| attempt.verdict.as_ref());
    let name = if handed_in.is_some() { "handed in".to_owned() } else { tried.to_string() };
    let verdict = handed_in.or(run)?;
    let passed = verdict.cases.iter().filter(|case| case.outcome == Outcome::Accepted).count();
    Some(format!("{name}: {}, {passed} of {} cases", verdict.outcome, verdict.cases.len()))
}

/// What either of the two said last.
fn said_last(item: &ItemState) -> Option<String> {
    // What still waits for an answer stands above already.
    let open = item.open_request();
    item.happenings.iter().rev().find_map(|happening| match &happening.what {
        What::Asked { text } if Some(text.as_str()) == open => None,
        What::Asked { text } | What::Said { by: Seat::Candidate, text } => {
            Some(format!("they: {text}"))
        }
        What::Answered { text, .. } | What::Said { by: Seat::Interviewer, text } => {
            Some(format!("you: {text}"))
        }
        What::Hint { text, .. } => Some(format!("you, a hint: {text}")),
        What::Followup { ask, .. } => Some(format!("you: {ask}")),
        What::Curveball { text, .. } => Some(format!("you: {}", talk::change(text))),
        What::Revealed { text, .. } => Some(format!("you showed: {text}")),
        _ => None,
    })
}
