//! What the commands of `mock debrief` share.

use serde_json::{Value, json};

use crate::bank::walk::did_you_mean;
use crate::cli::error::Error;
use crate::prep::debrief::{Held, Interview};
use crate::prep::state::Practice;

/// The interview of that name, or the one that was told of last.
pub(super) fn found<'p>(
    practice: &'p Practice,
    id: &str,
) -> Result<(&'p Held, &'p Interview), Error> {
    let all = || practice.interviews.values().filter_map(|held| Some((held, held.interview()?)));
    let newest = || {
        all()
            .max_by_key(|(_, of)| (of.date, practice.interviews[&of.id].last().map(|(seq, _)| seq)))
    };
    let found = if id == LAST { newest() } else { all().find(|(_, of)| of.id == id) };
    found.ok_or_else(|| {
        let help = match did_you_mean(id, all().map(|(_, of)| of.id.as_str())) {
            _ if all().next().is_none() => "`mock debrief` tells of the first".to_owned(),
            Some(near) => near,
            None => "`mock debrief list` names them".to_owned(),
        };
        match id {
            LAST => Error::unknown("no interview is told of yet", "`mock debrief` tells of one"),
            _ => Error::unknown(format!("there is no interview `{id}`"), help),
        }
    })
}

/// In place of an id.
const LAST: &str = "last";

/// What was asked under that number.
pub(super) fn asked(interview: &Interview, number: usize) -> Result<&str, Error> {
    let found = number.checked_sub(1).and_then(|at| interview.asked.get(at));
    found.map(String::as_str).ok_or_else(|| {
        let message =
            format!("nothing that was asked at {} has the number {number}", interview.title());
        let help = match interview.asked.len() {
            0 => format!("`mock debrief mend {} --asked TEXT` adds something", interview.id),
            count => format!("there are 1 to {count}: `mock debrief show {}`", interview.id),
        };
        Error::unknown(message, help)
    })
}

pub(super) fn as_json(held: &Held) -> Value {
    let Some(interview) = held.interview() else { return Value::Null };
    let outcome = held
        .outcome()
        .map(|(day, outcome)| json!({ "day": day, "came": outcome.came, "said": outcome.said }));
    json!({
        "interview": interview.id,
        "company": interview.company,
        "round": interview.round,
        "kind": interview.kind,
        "date": interview.date,
        "with": interview.with,
        "asked": interview.asked,
        "guess": interview.guess,
        "informed": interview.informed,
        "about": interview.about,
        "answer_by": interview.answer_by,
        "remind_on": interview.remind_on(),
        "plan": interview.plan,
        "told": held.told_on(),
        "outcome": outcome,
    })
}
