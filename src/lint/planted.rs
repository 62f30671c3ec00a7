//! A review: enough faults, each told from the others, and sound code to be left alone. Rule 37.

use super::page::Inspection;
use crate::bank::review::{Lines, Review};
use crate::bank::rule;
use crate::bank::task::Task;

const FAULTS_LEAST: usize = 3;
const SOUND_LEAST: usize = 2;

/// A fault or an oddity: where it stands in the file, its name, its lines and its case.
type Place<'r> = (String, &'r str, &'r Lines, Option<&'r str>);

pub fn check(page: &mut Inspection) {
    let question = page.question;
    let Some(review) = &question.judge.review else { return };
    for (key, count, least) in
        [("faults", review.faults.len(), FAULTS_LEAST), ("sound", review.sound.len(), SOUND_LEAST)]
    {
        if count < least {
            let at = if count == 0 { "id" } else { key };
            let message = format!("{count} [[{key}]], fewer than {least}");
            page.error(rule::PLANTED, at, message, None);
        }
    }
    let places = places(review);
    lines(page, review, &places);
    reasons(page, review);
    cases(page, &places);
}

fn places(review: &Review) -> Vec<Place<'_>> {
    let faults = review.faults.iter().enumerate().map(|(at, fault)| {
        (format!("faults[{at}]"), fault.id.as_str(), &fault.lines, fault.case.as_deref())
    });
    let sound = review.sound.iter().enumerate().map(|(at, odd)| {
        (format!("sound[{at}]"), odd.id.as_str(), &odd.lines, odd.case.as_deref())
    });
    faults.chain(sound).collect()
}

/// In the file, and each line in one place alone: naming it points at one thing.
fn lines(page: &mut Inspection, review: &Review, places: &[Place<'_>]) {
    let length = page.question.files.get(&review.file).map_or(0, |text| text.lines().count());
    for (index, (at, id, lines, _)) in places.iter().enumerate() {
        if length > 0 && lines.last() > length {
            let message = format!("`{id}` is at {lines}, and `{}` has {length} lines", review.file);
            page.error(rule::PLANTED, &format!("{at}.lines"), message, None);
        }
        let shares =
            |other: &&Place<'_>| other.2.ranges().iter().any(|range| lines.overlaps(range));
        if let Some((_, other, ..)) = places[..index].iter().find(shares) {
            let message = format!("`{id}` and `{other}` share a line");
            let help = Some("naming it would point at both");
            page.error(rule::PLANTED, &format!("{at}.lines"), message, help);
        }
    }
}

/// Why a fault is one is a point that a person marks.
fn reasons(page: &mut Inspection, review: &Review) {
    for (index, fault) in review.faults.iter().enumerate() {
        let rubric = &page.question.judge.rubric;
        let is_reason = rubric.iter().any(|item| item.id == fault.id && item.dim == "explained");
        if !is_reason {
            let message = format!("no rubric item `{}` says why it is a fault", fault.id);
            let help = format!("write [[rubric]] with id = \"{}\", dim = \"explained\"", fault.id);
            page.error(rule::PLANTED, &format!("faults[{index}].id"), message, Some(&help));
        }
    }
}

/// A hidden case of its own for each place, which kills a wrong solution.
fn cases(page: &mut Inspection, places: &[Place<'_>]) {
    let question = page.question;
    let hidden: Vec<&str> = match &question.judge.task {
        Some(Task::Sql(task)) => {
            let data = task.spec.data.iter().filter(|data| !data.visible);
            data.map(|data| data.name.as_str()).collect()
        }
        Some(Task::Code(task)) => {
            let cases = task.spec.cases.iter().filter(|case| !case.visible);
            cases.map(|case| case.name.as_str()).collect()
        }
        None => Vec::new(),
    };
    for (index, (at, id, _, case)) in places.iter().enumerate() {
        let (at, found) = (format!("{at}.case"), case.filter(|case| hidden.contains(case)));
        match (question.judge.task.is_some(), case) {
            (false, None) => {}
            (false, Some(_)) => {
                let message = "the file is not run, so no case tells".to_owned();
                page.error(rule::PLANTED, &at, message, None);
            }
            (true, None) => {
                let message = format!("no hidden case tells whether `{id}` is there");
                let place = at.trim_end_matches(".case").to_owned();
                page.error(rule::PLANTED, &place, message, Some("write `case = \"…\"`"));
            }
            (true, Some(case)) if found.is_none() => {
                let message = format!("`{case}` is no hidden case");
                let help = format!("the hidden ones are {}", hidden.join(", "));
                page.error(rule::REFERENCES, &at, message, Some(&help));
            }
            (true, Some(case)) => {
                if places[..index].iter().any(|other| other.3 == Some(*case)) {
                    let message = format!("`{case}` tells of another place already");
                    page.error(rule::PLANTED, &at, message, None);
                }
                if !question.mutants.iter().any(|mutant| mutant.killed_by == **case) {
                    let message = format!("no wrong solution is killed by `{case}`");
                    let help = Some(
                        "write one with this fault left in, or this oddity \u{201c}mended\u{201d}",
                    );
                    page.error(rule::PLANTED, &at, message, help);
                }
            }
        }
    }
}
