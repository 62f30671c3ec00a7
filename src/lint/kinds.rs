//! What one kind or mode of question needs. Rules 21, 22, 29, 30, 31.

use std::collections::BTreeSet;

use super::page::{Inspection, plain_words};
use crate::bank::question::{Kind, Mode};
use crate::bank::rule;

pub fn check(page: &mut Inspection) {
    clarifications(page);
    options(page);
    probes(page);
    causes(page);
    numbers(page);
    curveballs(page);
}

fn clarifications(page: &mut Inspection) {
    let judge = &page.question.judge;
    let before = judge.clarifications.iter().filter(|it| it.holds(false));
    let (kind, count) = (page.question.ask.kind, before.count());
    let sided: Vec<usize> = (0..judge.clarifications.len())
        .filter(|at| judge.curveballs.is_empty() && judge.clarifications[*at].side.is_some())
        .collect();
    for index in sided {
        let message = "it is said on one side of a turn, and the question has no curveball";
        let help = Some("write the change as `[[curveballs]]`, or leave out `until` and `after`");
        let place = format!("clarifications[{index}]");
        page.error(rule::CLARIFICATIONS, &place, message.to_owned(), help);
    }
    if matches!(kind, Kind::SystemDesign | Kind::CaseStudy | Kind::DataModelling) && count < 2 {
        let message = format!("{count} clarifications; a {kind} question needs 2");
        page.error(rule::CLARIFICATIONS, "clarifications", message, None);
    }
}

fn options(page: &mut Inspection) {
    let options = &page.question.judge.options;
    let lengths = options.iter().map(|option| option.text.chars().count());
    if let (Some(shortest), Some(longest)) = (lengths.clone().min(), lengths.max())
        // Short options differ by more without telling anything.
        && longest > 2 * shortest.max(10)
    {
        let message = format!("options of {shortest} to {longest} characters");
        page.warning(rule::QUIZ, "options", message, Some("unlike lengths give the answer away"));
    }
    let mut seen = BTreeSet::new();
    for (index, option) in options.iter().enumerate() {
        if !seen.insert(plain_words(&option.text)) {
            let message = "an option says the same as one before it".to_owned();
            page.error(rule::QUIZ, &format!("options[{index}].text"), message, None);
        }
    }
}

fn probes(page: &mut Inspection) {
    let count = page.question.judge.probes.len();
    if page.question.ask.mode == Mode::Star && count < 3 {
        let message = format!("{count} probes; a STAR question needs 3");
        page.error(rule::PROBES, "probes", message, None);
    }
}

fn causes(page: &mut Inspection) {
    let ask = &page.question.ask;
    let judge = &page.question.judge;
    let causes = &judge.causes;
    let is_incident = ask.kind == Kind::CaseStudy && ask.mode == Mode::Free;
    if causes.is_empty() && !is_incident {
        return;
    }
    if causes.len() < 2 {
        let message =
            format!("{} causes; a hidden one needs another to be confused with", causes.len());
        page.error(rule::CAUSES, "causes", message, None);
    }
    for (index, cause) in causes.iter().enumerate() {
        for other in &causes[..index] {
            let separates = |reveal: &&crate::bank::question::Reveal| {
                reveal.say.get(&cause.id) != reveal.say.get(&other.id)
            };
            if !judge.reveals.iter().any(|reveal| separates(&reveal)) {
                let message =
                    format!("no reveal distinguishes the cause `{}` from `{}`", cause.id, other.id);
                page.error(rule::CAUSES, &format!("causes[{index}]"), message, None);
            }
        }
    }
    let tells_nothing = |say: &std::collections::BTreeMap<String, String>| {
        say.values().collect::<BTreeSet<_>>().len() <= 1
    };
    if !judge.reveals.iter().any(|reveal| tells_nothing(&reveal.say)) {
        let message = "no reveal is a decoy".to_owned();
        let help = Some("give one reveal the same text for every cause");
        page.error(rule::CAUSES, "reveals", message, help);
    }
}

fn numbers(page: &mut Inspection) {
    for (index, check) in page.question.judge.numbers.iter().enumerate() {
        let parse = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
        let (low, value, high) = (parse(&check.low), parse(&check.value), parse(&check.high));
        if !(low <= value && value <= high) {
            let message =
                format!("{} is outside the accepted {} to {}", check.value, check.low, check.high);
            page.error(rule::NUMBERS, &format!("numbers[{index}].value"), message, None);
        }
    }
}

/// A change thrown in after the question's end would never be thrown.
fn curveballs(page: &mut Inspection) {
    let minutes = page.question.ask.minutes;
    for (index, ball) in page.question.judge.curveballs.iter().enumerate() {
        if ball.after >= minutes {
            let message = format!("after {} minutes of {minutes}, it would never come", ball.after);
            page.error(rule::PHASES, &format!("curveballs[{index}].after"), message, None);
        }
    }
}
