//! A question of the bank: what is asked, and all that judges the answer.

use super::question::{cases_of, files};
use crate::bank::card::Card;
use crate::bank::question::{Judge, Level, Question, RubricItem, Side};
use crate::bank::sample::NaturalSample;
use crate::bank::task::ModelAnswer;
use crate::figures::percent;
use crate::view::page::{Block, Listing};

/// A line for each question, with where it is from.
pub fn list(cards: &[(&Card, String)]) -> Block {
    let head = ["id", "kind", "mode", "levels", "min", "topic", "title", "from"];
    let mut listing = Listing::new(&head, &["from", "topic", "kind", "mode"]);
    for (card, from) in cards {
        listing.row(&[
            &card.id,
            card.kind.word(),
            card.mode.word(),
            &levels(&card.levels, " "),
            &card.minutes.to_string(),
            &card.topic,
            &card.title,
            from,
        ]);
    }
    Block::Listing(listing)
}

fn levels(levels: &[Level], parted_by: &str) -> String {
    let levels: Vec<&str> = levels.iter().map(|level| level.word()).collect();
    levels.join(parted_by)
}

/// What a candidate would see.
pub fn asked(question: &Question) -> Vec<Block> {
    let ask = &question.ask;
    let topics: Vec<&str> =
        [&ask.topic].into_iter().chain(&ask.topics).map(String::as_str).collect();
    let mut blocks = vec![
        Block::line(&format!("{} ({})", ask.title, ask.id)),
        Block::line(&format!(
            "{} · {} · {} · {} min · {}",
            ask.kind.title(),
            ask.mode,
            levels(&ask.levels, ", "),
            ask.minutes,
            topics.join(", "),
        )),
        Block::Blank,
        Block::line(&ask.prompt),
    ];
    for (level, brief) in &question.briefs {
        blocks
            .push(Block::section(&format!("Asked of a {level} besides"), vec![Block::line(brief)]));
    }
    for (letter, option) in ('a'..).zip(&ask.options) {
        blocks.push(Block::line(&format!("  {letter}) {option}")));
    }
    blocks.extend(files(ask));
    blocks.extend(cases_of(question.judge.task.as_ref()));
    blocks
}

/// What judges the answer, in the order a debrief would tell it.
pub fn judged(question: &Question) -> Vec<Block> {
    let judge = &question.judge;
    let mut blocks = vec![Block::section("Rubric", rubric(judge))];
    let mut add = |title: &str, inside: Vec<Block>| {
        if !inside.is_empty() {
            blocks.push(Block::section(title, inside));
        }
    };
    let figures = judge.numbers.iter().map(|check| {
        let range = format!("{} to {} {}", check.low, check.high, check.unit);
        verbatim(&format!("{}: {} (accepts {range})", check.text, check.value))
    });
    add("Figures", figures.collect());
    let pairs = judge.outline.iter().flat_map(|outline| &outline.must_connect);
    add(
        "Must be connected",
        pairs.map(|(from, to)| verbatim(&format!("{from} -> {to}"))).collect(),
    );
    model(question, &mut add);
    if let Some(review) = &judge.review {
        let faults = review.faults.iter().map(|fault| {
            let case = fault.case.as_ref().map_or(String::new(), |case| format!(", case {case}"));
            let must = if fault.must { ", must" } else { "" };
            let (lines, text) = (&fault.lines, &fault.text);
            format!("{}, {lines}: {text} (weight {}{must}{case})", fault.id, fault.weight)
        });
        add(&format!("Planted in {}", review.file), items(faults));
        let sound = review.sound.iter().map(|odd| {
            let case = odd.case.as_ref().map_or(String::new(), |case| format!(" (case {case})"));
            format!("{}, {}: {}{case}", odd.id, odd.lines, odd.text)
        });
        add("Odd, and sound", items(sound));
    }
    during(judge, &mut add);
    incident(judge, &mut add);
    let options = ('a'..).zip(&judge.options).map(|(letter, option)| {
        let verdict = if option.correct { "right" } else { "wrong" };
        format!("{letter}) {verdict}: {}", option.why)
    });
    add("Options", items(options));
    add("Common mistakes", items(judge.mistakes.iter().cloned()));
    add("Model answer", vec![verbatim(&judge.model)]);
    add("To read", items(judge.refs.iter().cloned()));
    for sample in &question.natural {
        let title = format!("Sample answer, {}, {}, {}", sample.level, sample.kind, sample.voice);
        add(&title, self::sample(sample));
    }
    for (name, text) in &question.files {
        if !question.ask.shown_files.contains_key(name) {
            add(name, vec![verbatim(text)]);
        }
    }
    blocks
}

fn rubric(judge: &Judge) -> Vec<Block> {
    let mut blocks = Vec::new();
    for item in &judge.rubric {
        let role = role(item);
        let text = format!("{} ({}, weight {}{role})", item.text, item.dim, item.weight);
        blocks.push(verbatim(&text));
        let phrasings = item.phrasings.iter();
        blocks.extend(phrasings.map(|phrasing| verbatim(&format!("    \"{phrasing}\""))));
    }
    let flags = judge.red_flags.iter();
    blocks.extend(flags.map(|flag| {
        verbatim(&format!("Red flag: {} ({} at most {})", flag.text, flag.dim, flag.cap))
    }));
    blocks
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

/// What a data model has to answer, and the rows that are tried on it.
fn model(question: &Question, add: &mut impl FnMut(&str, Vec<Block>)) {
    let Some(sql) = question.sql() else { return };
    let answers = sql.answers.iter().map(ModelAnswer::told);
    add("Views that answer", items(answers));
    let offers = sql.offers.iter().map(|offer| {
        let must = if offer.refused { "refused" } else { "taken" };
        format!("{}, to be {must}: {} ({})", offer.name, offer.insert.trim(), offer.why)
    });
    add("Rows that are offered", items(offers));
}

/// What comes up while the candidate answers.
fn during(judge: &Judge, add: &mut impl FnMut(&str, Vec<Block>)) {
    let clarifications = judge.clarifications.iter();
    let clarifications = clarifications.map(|it| {
        let when = it.side.map_or("", |side| match side {
            Side::BeforeTurn => ", until the change",
            Side::AfterTurn => ", after the change",
        });
        format!("{}{when}: {}", it.ask.join(", "), it.say)
    });
    add("If asked", items(clarifications));
    let hints = judge.hints.iter();
    add("Hints", items(hints.map(|hint| format!("{}: {}", percent(hint.cost), hint.text))));
    let curveballs = judge.curveballs.iter();
    add("Curveballs", items(curveballs.map(|it| format!("after {} min: {}", it.after, it.say))));
    let followups = judge.followups.iter().flat_map(|followup| {
        let model = followup.model.as_ref().map(|model| verbatim(&format!("    {model}")));
        [verbatim(&format!("{}: {}", followup.when, followup.ask))].into_iter().chain(model)
    });
    add("Follow-ups", followups.collect());
    let probes = judge.probes.iter();
    add("Probes", items(probes.map(|probe| format!("{}: {}", probe.when, probe.ask))));
}

fn incident(judge: &Judge, add: &mut impl FnMut(&str, Vec<Block>)) {
    let causes = judge.causes.iter();
    let causes = causes.map(|it| format!("{}: {} Fix: {}", it.id, it.truth, it.fix));
    add("Causes, one of which is drawn", items(causes));
    for reveal in &judge.reveals {
        let title = format!("{} ({} min)", reveal.ask.join(", "), reveal.minutes);
        let say = reveal.say.iter().map(|(cause, say)| verbatim(&format!("{cause}: {say}")));
        add(&title, say.collect());
    }
}

fn sample(sample: &NaturalSample) -> Vec<Block> {
    let marks = sample.marks.iter().map(|(id, mark)| {
        let quotes: Vec<String> =
            mark.quotes.iter().map(|quote| format!("\u{201c}{quote}\u{201d}")).collect();
        verbatim(format!("{id}: {} {}", mark.mark, quotes.join(" ")).trim_end())
    });
    let overall = verbatim(&format!("A reader gives it {} of 4.", sample.overall));
    [verbatim(&sample.text), overall].into_iter().chain(marks).collect()
}

fn verbatim(text: &str) -> Block {
    Block::verbatim(text.trim_end())
}

fn items(entries: impl Iterator<Item = String>) -> Vec<Block> {
    entries.map(|entry| verbatim(&format!("- {entry}"))).collect()
}
