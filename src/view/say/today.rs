//! What to do today, on one screen.

use crate::figures::{counted, decimal};
use crate::prep::today::{Thing, Today, What, Why};
use crate::view::page::{Block, Ink};
use crate::view::words;

/// Letters of a task's text on this screen: `mock plan` has all of it.
const TASK_MOST: usize = 90;

/// `has_keys` where one key starts a thing.
#[must_use]
pub fn blocks(today: &Today, has_keys: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (title, _, days) in &today.interviews {
        let left = match days {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("in {days} days"),
        };
        blocks.push(Block::inked(Ink::Bold, &format!("{title}: {left}")));
    }
    if !blocks.is_empty() {
        blocks.push(Block::Blank);
    }
    if today.is_new {
        blocks.push(Block::line("mock: rehearse a data-engineering interview in the terminal"));
        blocks.push(Block::Blank);
    } else {
        blocks.push(Block::heading("Today"));
    }
    for (at, thing) in today.things.iter().enumerate() {
        let takes = thing.minutes.map_or(String::new(), about);
        let label = format!("  {}  ", at + 1);
        blocks.push(Block::hanging(Ink::Plain, &label, &format!("{}{takes}", sentence(thing))));
        let typed = typed(thing);
        if !typed.is_empty() {
            let then = tick(thing).filter(|tick| *tick != typed);
            let then = then.map_or(String::new(), |tick| format!(", then {tick}"));
            blocks.push(Block::hanging(Ink::Dim, "     ", &format!("{typed}{then}")));
        }
    }
    blocks.push(Block::Blank);
    let rest = if today.is_new { NEW } else { REST };
    blocks.extend(
        rest.iter()
            .map(|(command, what)| Block::hanging(Ink::Dim, &format!("  {command:22}"), what)),
    );
    blocks.push(Block::Blank);
    if has_keys {
        let last = today.things.len();
        let keys = if last > 1 { format!("1 to {last}") } else { "1".to_owned() };
        blocks.push(Block::inked(
            Ink::Dim,
            &format!("Press {keys} to start, any other key to leave."),
        ));
    } else {
        blocks.push(Block::inked(Ink::Dim, "mock --help lists everything."));
    }
    blocks
}

/// For somebody who has done nothing here yet.
const NEW: &[(&str, &str)] = &[
    ("mock run --minutes 20", "twenty minutes of it"),
    ("mock rounds", "rounds and loops, with their phases"),
    ("mock bank list", "what can be asked"),
    ("mock doctor", "whether this machine has what it takes"),
];

const REST: &[(&str, &str)] =
    &[("mock run", "another round; it asks which"), ("mock history", "how it goes over time")];

/// `, about 12 minutes`; nothing for what takes none.
fn about(minutes: u64) -> String {
    match usize::try_from(minutes) {
        Ok(0) | Err(_) => String::new(),
        Ok(minutes) => format!(", about {}", counted(minutes, "minute")),
    }
}

/// What is typed for it.
#[must_use]
pub fn typed(thing: &Thing) -> String {
    if thing.command.is_empty() {
        return tick(thing).unwrap_or_default();
    }
    format!("mock {}", thing.command.join(" "))
}

/// What is typed once a task is done; a round that is scored needs no tick.
#[must_use]
pub fn tick(thing: &Thing) -> Option<String> {
    match &thing.what {
        What::Task { plan, task, .. } if task.round.is_none() => {
            Some(format!("mock plan done {} --plan {plan}", task.id))
        }
        _ => None,
    }
}

/// What it is, without what it takes.
#[must_use]
pub fn sentence(thing: &Thing) -> String {
    match &thing.what {
        What::Resume { title } => format!("Go on with the {title} you left"),
        What::Mark { title, points: Some(points) } => {
            let points = counted(*points as usize, "point");
            format!("Mark the {title}: {points} to go")
        }
        What::Mark { title, points: None } => format!("Judge the {title}: it isn't scored yet"),
        What::Drill { cards, is_long } => {
            let first = if *is_long { "; the first of them" } else { "" };
            format!("Drill: {} due{first}", counted(*cards, "point"))
        }
        What::Task { interview, task, date, days, is_late, .. } => {
            let interview = interview.as_ref().map(|name| format!(" for {name}"));
            let day = match days {
                ..=0 => String::new(),
                1 => ", tomorrow".to_owned(),
                _ => format!(", {}", date.format("%A")),
            };
            let late = if *is_late { " (from an earlier day)" } else { "" };
            format!("Plan{}{day}: {}{late}", interview.unwrap_or_default(), cut(&task.text))
        }
        What::Rehearse { kind, title, why } => match why {
            Why::Never => format!("{title}: no {} round is scored yet", words::kind(*kind)),
            Why::Last { days, mean } => {
                let ago = match days {
                    0 => "today".to_owned(),
                    1 => "yesterday".to_owned(),
                    days => format!("{days} days ago"),
                };
                format!("{title}: the last one, {ago}, came to {}", decimal(*mean))
            }
        },
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= TASK_MOST {
        return text.trim_end_matches('.').to_owned();
    }
    let cut: String = text.chars().take(TASK_MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', ':', ';']))
}
