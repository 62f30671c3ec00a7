//! The half of a question the candidate does not see.

use std::ops::Range;

use crate::bank::question::{
    Cause, Clarification, Curveball, Followup, Hint, Judge, Kind, Level, NumberCheck, Outline,
    Probe, QuizOption, RedFlag, Reveal, RubricItem, Side, Trigger,
};
use crate::bank::rule;
use crate::bank::walk::{Table, did_you_mean};

use super::names::require_unique;

/// The letters a `miss:` check may look into, before its dot.
const STAR_CHECKS: [&str; 4] = ["situation.", "task.", "action.", "result."];

pub fn read(table: &mut Table, kind: Kind) -> Judge {
    let rubric = read_rubric(table, kind);
    let numbers = read_numbers(table, kind);
    let rubric_ids = rubric.iter().map(|item| item.id.as_str());
    let ids: Vec<&str> = rubric_ids.chain(numbers.iter().map(|check| check.id.as_str())).collect();
    let causes = read_causes(table);
    Judge {
        clarifications: read_clarifications(table),
        hints: read_hints(table),
        followups: read_followups(table, &ids),
        curveballs: read_curveballs(table),
        red_flags: read_red_flags(table, kind, rubric.first()),
        mistakes: table.strings("mistakes"),
        model: table.string("model").trim().to_owned(),
        refs: table.strings("refs"),
        options: read_options(table),
        probes: read_probes(table, &ids),
        outline: read_outline(table),
        reveals: read_reveals(table, &causes),
        check: table.maybe_word_of(rule::SCHEMA, "check", &["cause+reveal"]),
        rubric,
        numbers,
        causes,
        review: None,
        task: None,
        foreign: false,
    }
}

/// Also of a round: its items judge the whole of it.
pub fn read_rubric(table: &mut Table, kind: Kind) -> Vec<RubricItem> {
    let mut places = Vec::new();
    let mut rubric = Vec::new();
    for mut item in table.tables("rubric") {
        places.push(item.span_of("id"));
        rubric.push(read_item(&mut item, kind));
        item.finish();
    }
    unique_ids(table, "the rubric item", rubric.iter().map(|item| item.id.as_str()), places);
    rubric
}

fn read_item(item: &mut Table, kind: Kind) -> RubricItem {
    let read = RubricItem {
        id: item.string("id"),
        text: item.string("text"),
        dim: item.word_of(rule::DIMENSION, "dim", kind.dimensions()),
        weight: read_weight(item),
        must: item.flag("must"),
        bonus: item.flag("bonus"),
        from: item.maybe_word::<Level>("from"),
        phrasings: item.required_strings("phrasings"),
        anchors: item.string_map("anchors"),
    };
    if read.must && read.bonus {
        let message = "an item cannot be both `must` and `bonus`".to_owned();
        item.complain(rule::SCHEMA, item.span_of("bonus"), message, None);
    }
    read
}

fn read_weight(table: &mut Table) -> u32 {
    table.ruled_number(rule::WEIGHTS, "weight", 1..=5)
}

fn read_numbers(table: &mut Table, kind: Kind) -> Vec<NumberCheck> {
    let mut places = Vec::new();
    let mut numbers = Vec::new();
    for mut check in table.tables("numbers") {
        places.push(check.span_of("id"));
        let (low, high) = read_accept(&mut check);
        numbers.push(NumberCheck {
            id: check.string("id"),
            text: check.string("text"),
            value: check.printed_number("value"),
            unit: check.string("unit"),
            low,
            high,
            weight: read_weight(&mut check),
            dim: check.word_of(rule::DIMENSION, "dim", kind.dimensions()),
        });
        check.finish();
    }
    unique_ids(table, "the number check", numbers.iter().map(|check| check.id.as_str()), places);
    numbers
}

fn read_accept(check: &mut Table) -> (String, String) {
    let accept = check.printed_numbers("accept");
    match accept.as_slice() {
        [low, high] => (low.clone(), high.clone()),
        found => {
            if check.has("accept") {
                let message = format!("`accept` has {} numbers, not 2", found.len());
                let help = Some("write `accept = [low, high]`");
                check.complain(rule::SCHEMA, check.span_of("accept"), message, help);
            }
            Default::default()
        }
    }
}

fn read_clarifications(table: &mut Table) -> Vec<Clarification> {
    let mut read = Vec::new();
    for mut entry in table.tables("clarifications") {
        let ask = read_key_words(&mut entry);
        let say = entry.string("say");
        read.push(Clarification { ask, say, side: read_side(&mut entry) });
        entry.finish();
    }
    read
}

/// `until = "turn"` or `after = "turn"`: what a curveball makes untrue, or true.
fn read_side(entry: &mut Table) -> Option<Side> {
    let until = entry.maybe_word_of(rule::CLARIFICATIONS, "until", &["turn"]);
    let after = entry.maybe_word_of(rule::CLARIFICATIONS, "after", &["turn"]);
    match (until, after) {
        (Some(_), Some(_)) => {
            let message = "`until` and `after` together: it would never be said".to_owned();
            let help = "write two entries, one for each side of the turn";
            entry.complain(rule::CLARIFICATIONS, entry.span_of("after"), message, Some(help));
            None
        }
        (Some(_), None) => Some(Side::BeforeTurn),
        (None, Some(_)) => Some(Side::AfterTurn),
        (None, None) => None,
    }
}

/// Words that unlock a clarification or a reveal: at least one, in lower case as they are matched.
fn read_key_words(entry: &mut Table) -> Vec<String> {
    let ask = entry.required_strings("ask");
    if entry.has("ask") && ask.is_empty() {
        let help = Some("name 2 to 5 words of the question that unlocks it");
        entry.complain(rule::SCHEMA, entry.span_of("ask"), "`ask` is empty".to_owned(), help);
    }
    for word in ask.iter().filter(|word| **word != word.to_lowercase()) {
        let message = format!("`{word}` is not in lower case");
        let help = "questions are matched in lower case";
        entry.complain(rule::SCHEMA, entry.span_of("ask"), message, Some(help));
    }
    ask
}

fn read_hints(table: &mut Table) -> Vec<Hint> {
    let mut read = Vec::new();
    for mut hint in table.tables("hints") {
        let cost = hint.float("cost");
        if !(0.0..=1.0).contains(&cost) {
            let message = format!("`cost` is {cost}, outside 0 to 1");
            let help = Some("a share of the question's weight, as 0.1");
            hint.complain(rule::HINTS, hint.span_of("cost"), message, help);
        }
        #[expect(clippy::cast_possible_truncation, reason = "clamped to 0–1000")]
        #[expect(clippy::cast_sign_loss, reason = "clamped to 0–1000")]
        let cost = (cost * 1000.0).round().clamp(0.0, 1000.0) as u32;
        read.push(Hint { cost, text: hint.string("text") });
        hint.finish();
    }
    read
}

fn read_followups(table: &mut Table, items: &[&str]) -> Vec<Followup> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for (index, mut followup) in table.tables("followups").into_iter().enumerate() {
        places.push(followup.span_of("id"));
        read.push(Followup {
            id: followup.maybe_string("id").unwrap_or_else(|| format!("f{}", index + 1)),
            when: read_trigger(&mut followup, items),
            ask: followup.string("ask"),
            phrasings: followup.required_strings("phrasings"),
            model: followup.maybe_string("model"),
        });
        followup.finish();
    }
    unique_ids(table, "the follow-up", read.iter().map(|followup| followup.id.as_str()), places);
    read
}

/// A trigger whose rubric item exists.
fn read_trigger(table: &mut Table, items: &[&str]) -> Trigger {
    let text = table.string("when");
    if text.is_empty() {
        return Trigger::Always;
    }
    let span = table.span_of("when");
    let trigger = text.parse::<Trigger>().unwrap_or_else(|wrong| {
        table.complain(rule::SCHEMA, span.clone(), wrong.to_string(), None);
        Trigger::Always
    });
    if let Trigger::Hit(id) | Trigger::Miss(id) = &trigger {
        let star_check = STAR_CHECKS.iter().any(|letter| id.starts_with(letter));
        let star_check = star_check && matches!(trigger, Trigger::Miss(_));
        if !items.contains(&id.as_str()) && !star_check {
            let message = format!("`when` names `{id}`, but no rubric item has that id");
            let help = did_you_mean(id, items.iter().copied())
                .unwrap_or_else(|| format!("the ids are {}", items.join(", ")));
            table.complain(rule::REFERENCES, span, message, Some(&help));
        }
    }
    trigger
}

fn read_curveballs(table: &mut Table) -> Vec<Curveball> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut curveball in table.tables("curveballs") {
        places.push(curveball.span_of("id"));
        read.push(Curveball {
            id: curveball.string("id"),
            after: curveball.number("after", 1..=480),
            say: curveball.string("say"),
            phrasings: curveball.strings("phrasings"),
            model: curveball.maybe_string("model"),
        });
        curveball.finish();
    }
    unique_ids(table, "the curveball", read.iter().map(|ball| ball.id.as_str()), places);
    read
}

fn read_red_flags(table: &mut Table, kind: Kind, first: Option<&RubricItem>) -> Vec<RedFlag> {
    let mut read = Vec::new();
    for mut flag in table.tables("red_flags") {
        let dim = flag.maybe_word_of(rule::DIMENSION, "dim", kind.dimensions());
        let first_dim = || first.map(|item| item.dim.clone()).unwrap_or_default();
        read.push(RedFlag {
            text: flag.string("text"),
            cap: flag.number("cap", 1..=3),
            dim: dim.unwrap_or_else(first_dim),
            phrasings: flag.required_strings("phrasings"),
        });
        flag.finish();
    }
    read
}

fn read_options(table: &mut Table) -> Vec<QuizOption> {
    let mut read = Vec::new();
    for mut option in table.tables("options") {
        read.push(QuizOption {
            text: option.string("text"),
            correct: option.flag("correct"),
            why: option.string("why"),
        });
        option.finish();
    }
    let correct = read.iter().filter(|option| option.correct).count();
    if table.has("options") && (read.len(), correct) != (4, 1) {
        let message = format!(
            "a quiz has four options, one correct; here are {}, {correct} correct",
            read.len()
        );
        table.complain(rule::QUIZ, table.span_of("options"), message, None);
    }
    read
}

fn read_probes(table: &mut Table, items: &[&str]) -> Vec<Probe> {
    let mut read = Vec::new();
    for mut probe in table.tables("probes") {
        read.push(Probe { when: read_trigger(&mut probe, items), ask: probe.string("ask") });
        probe.finish();
    }
    read
}

fn read_outline(table: &mut Table) -> Option<Outline> {
    let mut outline = table.table("outline")?;
    let pairs = outline.string_lists("must_connect");
    let mut must_connect = Vec::new();
    for (pair, span) in pairs {
        if let [from, to] = pair.as_slice() {
            must_connect.push((from.clone(), to.clone()));
        } else {
            let message = format!("a connection joins 2 words, not {}", pair.len());
            outline.complain(rule::SCHEMA, span, message, Some("write [\"source\", \"ingest\"]"));
        }
    }
    outline.finish();
    Some(Outline { must_connect })
}

fn read_causes(table: &mut Table) -> Vec<Cause> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut cause in table.tables("causes") {
        places.push(cause.span_of("id"));
        read.push(Cause {
            id: cause.string("id"),
            truth: cause.string("truth"),
            fix: cause.string("fix"),
        });
        cause.finish();
    }
    unique_ids(table, "the cause", read.iter().map(|cause| cause.id.as_str()), places);
    read
}

fn read_reveals(table: &mut Table, causes: &[Cause]) -> Vec<Reveal> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut reveal in table.tables("reveals") {
        places.push(reveal.span_of("id"));
        let id = reveal.string("id");
        let ask = read_key_words(&mut reveal);
        let minutes = reveal.number("minutes", 0..=60);
        let say = reveal.string_map("say");
        let span = reveal.span_of("say");
        for cause in causes.iter().filter(|cause| !say.contains_key(&cause.id)) {
            let message = format!("`say` has no text for the cause `{}`", cause.id);
            reveal.complain(rule::REFERENCES, span.clone(), message, None);
        }
        for name in say.keys().filter(|name| causes.iter().all(|cause| cause.id != **name)) {
            let message = format!("`say` names `{name}`, but no cause has that id");
            let help = did_you_mean(name, causes.iter().map(|cause| cause.id.as_str()));
            reveal.complain(rule::REFERENCES, span.clone(), message, help.as_deref());
        }
        read.push(Reveal { id, ask, minutes, say });
        reveal.finish();
    }
    unique_ids(table, "the reveal", read.iter().map(|reveal| reveal.id.as_str()), places);
    read
}

fn unique_ids<'n>(
    table: &Table,
    what: &str,
    ids: impl Iterator<Item = &'n str>,
    places: Vec<Range<usize>>,
) {
    require_unique(table, what, ids.zip(places));
}
