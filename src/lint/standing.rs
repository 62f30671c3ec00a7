//! Where a question stands: its topic, the rounds that may draw it, its last review. Rules 3, 7, 32.

use chrono::{Days, NaiveDate};

use super::page::Inspection;
use crate::bank::rule;
use crate::bank::walk::did_you_mean;
use crate::format::{PhaseWhat, RoundFormat};

/// 18 months.
const REVIEW_DAYS_MOST: u64 = 548;
/// Drawn minutes fit the phase within a tenth.
const FIT_PERCENT: u32 = 110;

pub fn check(page: &mut Inspection, today: NaiveDate) {
    topic(page);
    fits(page);
    review(page, today);
}

fn topic(page: &mut Inspection) {
    if page.bank.topics.is_empty() {
        return;
    }
    let ask = &page.question.ask;
    let further = ask.topics.iter().enumerate();
    let further = further.map(|(index, topic)| (format!("topics[{index}]"), topic));
    for (at, topic) in std::iter::once(("topic".to_owned(), &ask.topic)).chain(further) {
        if !page.bank.topics.contains_key(topic) {
            let message = format!("the topic `{topic}` isn't in topics.toml");
            let help = did_you_mean(topic, page.bank.topics.keys().map(String::as_str));
            page.error(rule::TOPIC, &at, message, help.as_deref());
        }
    }
}

fn fits(page: &mut Inspection) {
    let longest = page.formats.rounds.values().flat_map(|round| spaces(round, page)).max();
    let minutes = page.question.ask.minutes;
    match longest {
        _ if page.formats.rounds.is_empty() => {}
        None => {
            let message = "no round draws a question of this kind and mode".to_owned();
            page.warning(rule::FITS, "mode", message, Some("`mock rounds` shows what they draw"));
        }
        Some(longest) if minutes * 100 > longest * FIT_PERCENT => {
            let message =
                format!("{minutes} minutes, but the longest phase that may draw it has {longest}");
            page.error(rule::FITS, "minutes", message, None);
        }
        Some(_) => {}
    }
}

/// Minutes of each stretch of `round` that may draw the question.
fn spaces(round: &RoundFormat, page: &Inspection) -> Vec<u32> {
    let ask = &page.question.ask;
    let mut spaces: Vec<u32> = Vec::new();
    let mut last: Option<&str> = None;
    for phase in &round.phases {
        let PhaseWhat::Draw { draw: name } = &phase.what else {
            last = None;
            continue;
        };
        let draw = round.draws.get(name).filter(|draw| draw.means(ask.kind, ask.mode));
        let Some(draw) = draw else {
            last = None;
            continue;
        };
        match spaces.last_mut() {
            Some(space) if last == Some(name) && draw.count == 1 => *space += phase.minutes,
            _ => spaces.push(phase.minutes),
        }
        last = Some(name);
    }
    spaces
}

fn review(page: &mut Inspection, today: NaiveDate) {
    let reviewed = &page.question.source.reviewed;
    if page.question.source.unreviewed {
        let message = "nobody has reviewed it: it is drawn only with --unreviewed".to_owned();
        let help = format!("write `reviewed = {today}` in its place once somebody has");
        return page.warning(rule::REVIEW, "unreviewed", message, Some(&help));
    }
    let Ok(date) = reviewed.parse::<NaiveDate>() else {
        let message = format!("`{reviewed}` isn't a date");
        return page.error(rule::REVIEW, "reviewed", message, None);
    };
    if date.checked_add_days(Days::new(REVIEW_DAYS_MOST)).is_some_and(|due| due < today) {
        let message = format!("last reviewed {reviewed}, more than 18 months ago");
        let help = Some("check it against the tools of today and set the date");
        page.warning(rule::REVIEW, "reviewed", message, help);
    }
}
