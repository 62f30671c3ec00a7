//! What judges the answer, in the order a debrief would tell it.

use super::Sheet;
use crate::bank::question::{Judge, Question, RubricItem, Sample};
use crate::figures::percent;

pub fn add(page: &mut Sheet, question: &Question) {
    let judge = &question.judge;
    rubric(page, judge);
    numbers(page, judge);
    during(page, judge);
    incident(page, judge);
    options(page, judge);
    list(page, "Common mistakes", &judge.mistakes);
    page.heading("Model answer");
    page.block(&judge.model);
    list(page, "To read", &judge.refs);
    for sample in &question.samples {
        self::sample(page, sample);
    }
    for (name, text) in &question.files {
        if !question.ask.shown_files.contains_key(name) {
            page.heading(name);
            page.block(text);
        }
    }
}

fn rubric(page: &mut Sheet, judge: &Judge) {
    page.heading("Rubric");
    for item in &judge.rubric {
        page.block(&format!("{} ({}, weight {}{})", item.text, item.dim, item.weight, role(item)));
        for phrasing in &item.phrasings {
            page.block(&format!("    \"{phrasing}\""));
        }
    }
    for flag in &judge.red_flags {
        page.block(&format!("Red flag: {} ({} at most {})", flag.text, flag.dim, flag.cap));
    }
}

fn role(item: &RubricItem) -> String {
    let mut role = String::new();
    if item.must {
        role.push_str(", must");
    }
    if item.bonus {
        role.push_str(", bonus");
    }
    if let Some(from) = item.from {
        role.push_str(&format!(", from {from}"));
    }
    role
}

fn numbers(page: &mut Sheet, judge: &Judge) {
    if !judge.numbers.is_empty() {
        page.heading("Figures");
    }
    for check in &judge.numbers {
        let range = format!("{} to {} {}", check.low, check.high, check.unit);
        page.block(&format!("{}: {} (accepts {range})", check.text, check.value));
    }
    if let Some(outline) = judge.outline.as_ref().filter(|outline| !outline.must_connect.is_empty())
    {
        page.heading("Must be connected");
        for (from, to) in &outline.must_connect {
            page.block(&format!("{from} -> {to}"));
        }
    }
}

/// What comes up while the candidate answers.
fn during(page: &mut Sheet, judge: &Judge) {
    let clarifications =
        judge.clarifications.iter().map(|entry| format!("{}: {}", entry.ask.join(", "), entry.say));
    list(page, "If asked", &clarifications.collect::<Vec<_>>());
    let hints = judge.hints.iter();
    let hints = hints.map(|hint| format!("{}: {}", percent(hint.cost), hint.text));
    list(page, "Hints", &hints.collect::<Vec<_>>());
    let curveballs =
        judge.curveballs.iter().map(|ball| format!("after {} min: {}", ball.after, ball.say));
    list(page, "Curveballs", &curveballs.collect::<Vec<_>>());
    if !judge.followups.is_empty() {
        page.heading("Follow-ups");
    }
    for followup in &judge.followups {
        page.block(&format!("{}: {}", followup.when, followup.ask));
        if let Some(model) = &followup.model {
            page.block(&format!("    {model}"));
        }
    }
    let probes = judge.probes.iter().map(|probe| format!("{}: {}", probe.when, probe.ask));
    list(page, "Probes", &probes.collect::<Vec<_>>());
}

fn incident(page: &mut Sheet, judge: &Judge) {
    let causes = judge
        .causes
        .iter()
        .map(|cause| format!("{}: {} Fix: {}", cause.id, cause.truth, cause.fix));
    list(page, "Causes, one of which is drawn", &causes.collect::<Vec<_>>());
    for reveal in &judge.reveals {
        page.heading(&format!("{} ({} min)", reveal.ask.join(", "), reveal.minutes));
        for (cause, say) in &reveal.say {
            page.block(&format!("{cause}: {say}"));
        }
    }
}

fn options(page: &mut Sheet, judge: &Judge) {
    let options = ('a'..).zip(&judge.options).map(|(letter, option)| {
        let verdict = if option.correct { "right" } else { "wrong" };
        format!("{letter}) {verdict}: {}", option.why)
    });
    list(page, "Options", &options.collect::<Vec<_>>());
}

fn sample(page: &mut Sheet, sample: &Sample) {
    let declared = match (sample.score, &sample.tag) {
        (Some(score), _) => format!("scores {score}"),
        (None, Some(tag)) => tag.clone(),
        (None, None) => String::new(),
    };
    page.heading(&format!("Sample answer, {}, {declared}", sample.level));
    page.block(&sample.text);
    for followup in &sample.followups {
        page.block(&format!("On the follow-up: {followup}"));
    }
}

fn list(page: &mut Sheet, heading: &str, entries: &[String]) {
    if !entries.is_empty() {
        page.heading(heading);
    }
    for entry in entries {
        page.block(&format!("- {entry}"));
    }
}
