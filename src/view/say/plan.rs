//! Plans as a page: what is done, due and left out.

use chrono::{Datelike, NaiveDate};

use crate::figures::counted;
use crate::prep::day::{days_between, later};
use crate::prep::plan::Kept;
use crate::prep::plan::lay::{Item, Laid, Why};
use crate::view::page::{Block, Ink, Listing, command, plain};

/// Letters of a task's text in a table; the Markdown has all of it.
const TASK_MOST: usize = 60;

/// Tasks that are named among those left out.
const LEFT_OUT_MOST: usize = 6;

/// For a terminal: the stage under way in weeks, the others in a line.
#[must_use]
pub fn blocks(kept: &Kept, laid: &Laid, today: NaiveDate) -> Vec<Block> {
    let mut blocks = head(kept, laid, today);
    for stage in &laid.stages {
        if stage.items.is_empty() {
            continue;
        }
        let open = stage.items.iter().filter(|item| item.done.is_none()).count();
        let done = stage.items.len() - open;
        blocks.push(Block::Blank);
        blocks.push(Block::heading(&stage.stage.title));
        if open == 0 && stage.stage.days.is_none_or(|(_, to)| to < today) {
            blocks.push(Block::line(&format!("All done: {done}.")));
            continue;
        }
        let mut listing = Listing::new(&["by", "task", "what", "takes"], &["takes"]);
        for item in &stage.items {
            listing.row(&[&when(item, today), &item.task.id, &cut(&item.task.text), &takes(item)]);
        }
        blocks.push(Block::Listing(listing));
    }
    blocks.extend(left_out(laid));
    blocks.push(Block::Blank);
    blocks.push(Block::inked(
        Ink::Dim,
        "`mock plan done TASK` ticks one, `mock plan move TASK DATE` moves it, `mock plan --ics \
         FILE` writes a calendar.",
    ));
    blocks
}

fn head(kept: &Kept, laid: &Laid, today: NaiveDate) -> Vec<Block> {
    let plan = &kept.plan;
    let left = days_left(kept, today);
    vec![
        Block::inked(Ink::Bold, &format!("{}: {left}", plan.title())),
        Block::line(&format!("Plan `{}`: {}", plan.id, figures(kept, laid))),
    ]
}

/// What it is for, and how much of it is done.
fn figures(kept: &Kept, laid: &Laid) -> String {
    let plan = &kept.plan;
    let hours = counted((plan.minutes_a_week / 60) as usize, "hour");
    let (done, open) = (hours_of(laid.minutes_done), hours_of(laid.minutes_left));
    format!("{} for {}, {hours} a week; done {done}, left {open}.", plan.format, plan.level)
}

fn days_left(kept: &Kept, today: NaiveDate) -> String {
    match days_between(today, kept.plan.date) {
        ..=-1 => "over".to_owned(),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// `1 h 30`.
fn hours_of(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

fn takes(item: &Item) -> String {
    if item.task.minutes == 0 { String::new() } else { hours_of(item.task.minutes) }
}

/// `✓ 2026-12-02`, `today`, `Fri 2026-12-04`, with a sign where it moved on.
fn when(item: &Item, today: NaiveDate) -> String {
    if let Some(done) = item.done {
        return format!("done {done}");
    }
    let day = match item.date {
        date if date == today => "today".to_owned(),
        date if date == later(today, 1) => "tomorrow".to_owned(),
        date => format!("{} {date}", date.weekday()),
    };
    if item.moved_on { format!("{day}, moved on") } else { day }
}

fn left_out(laid: &Laid) -> Vec<Block> {
    let of = |why: Why| laid.left_out.iter().filter(move |(_, found)| *found == why);
    let mut blocks = Vec::new();
    let told = [
        (Why::NoTime, "No time for"),
        (Why::Strong, "Going well, so left out"),
        (Why::Past, "Past, or without a day"),
    ];
    for (why, says) in told {
        let count = of(why).count();
        if count == 0 {
            continue;
        }
        let minutes: u32 = of(why).map(|(task, _)| task.minutes).sum();
        let names: Vec<&str> = of(why).map(|(task, _)| &task.id[..]).take(LEFT_OUT_MOST).collect();
        let more = count - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        blocks.push(Block::Blank);
        let takes = hours_of(minutes);
        blocks.push(Block::line(&format!("{says} ({takes}): {}{more}", names.join(", "))));
    }
    blocks
}

/// The whole of it, to keep or to print; the page's title is the plan's.
#[must_use]
pub fn document(kept: &Kept, laid: &Laid, today: NaiveDate) -> Vec<Block> {
    let left = match days_left(kept, today) {
        left if left.starts_with("in ") => format!("Still {}", &left[3..]),
        left if left == "over" => "It is over".to_owned(),
        left => format!("It is {left}"),
    };
    let says = format!("{left}. For this plan: {} ", figures(kept, laid));
    let shows = command(&format!("mock plan --plan {}", kept.plan.id));
    let mut blocks = vec![Block::Para(vec![plain(&says), shows, plain(" shows it as it is now.")])];
    for stage in laid.stages.iter().filter(|stage| !stage.items.is_empty()) {
        let item = |item: &Item| {
            let sign = if item.done.is_some() { "done" } else { "open" };
            let takes = takes(item);
            let takes = if takes.is_empty() { takes } else { format!(" ({takes})") };
            format!("{sign}, {}: {}{takes} [{}]", item.date, item.task.text, item.task.id)
        };
        let items: Vec<String> = stage.items.iter().map(item).collect();
        blocks.push(Block::section(&stage.stage.title, vec![Block::list(items)]));
    }
    blocks.extend(left_out(laid));
    blocks
}

/// There is no plan to show.
#[must_use]
pub fn none() -> Vec<Block> {
    vec![
        Block::line("There is no plan for an interview that is to come."),
        Block::line(
            "Next: `mock plan new --date 2027-01-15 --company NAME`, with the day of yours",
        ),
    ]
}

fn cut(text: &str) -> String {
    let first = match text.split_once(": ") {
        Some((first, _)) if text.chars().count() > TASK_MOST => first,
        _ => text,
    };
    if first.chars().count() <= TASK_MOST {
        return first.trim_end_matches('.').to_owned();
    }
    let cut: String = first.chars().take(TASK_MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', ':', ';']))
}
