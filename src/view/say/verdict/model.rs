//! What came of a data model: its answers, the rows it was offered, the turn.

use super::{Depth, differs, in_two, words};
use crate::engine::verdict::{ModelCheck, ModelState, Tests};
use crate::text::SafeText;
use crate::view::page::{Block, Check, Ink};
use crate::view::verdict::{CasePart, ModelPart, VerdictPart};

/// `4 of 5 answers, 6 of 7 rows, the turn 5 of 5`.
pub(super) fn sum(part: &VerdictPart) -> String {
    let of = |is: &dyn Fn(&ModelPart) -> bool| {
        let views = views(part, is);
        let right = views.iter().filter(|view| view.iter().all(|case| case.passed())).count();
        (right, views.len())
    };
    let (right, answers) = of(&|model| model.what == ModelCheck::Answer && !model.turn);
    let (kept, rows) = of(&|model| model.what != ModelCheck::Answer);
    let (held, turned) = of(&|model| model.turn);
    let mut said = vec![format!("{right} of {answers} answers")];
    if rows > 0 {
        said.push(format!("{kept} of {rows} rows"));
    }
    if turned > 0 {
        said.push(format!("the turn {held} of {turned}"));
    }
    said.join(", ")
}

/// One line a view and a row, and another for a view that the turn breaks.
pub(super) fn checks(part: &VerdictPart, depth: Depth) -> Vec<Check> {
    let is_answer = |model: &ModelPart| model.what == ModelCheck::Answer && !model.turn;
    let turned = views(part, &|model| model.turn);
    let answers = views(part, &is_answer).into_iter().map(|cases| {
        let mut check = answer(&cases, depth);
        if check.passed && turned.iter().any(|after| is_of(after, &cases) && is_right(after)) {
            check.says = SafeText::line(&format!("{}, and after the turn", check.says));
        }
        check
    });
    let rows = views(part, &|model| model.what != ModelCheck::Answer);
    let rows = rows.into_iter().filter_map(|cases| cases.first().map(|case| row(case)));
    let all: Vec<Check> = answers.chain(rows).collect();
    let is_said = |cases: &[&CasePart]| {
        let says =
            |check: &Check| check.passed && cases.first().is_some_and(|c| c.name == check.name);
        is_right(cases) && all.iter().any(says)
    };
    let after: Vec<Check> = turned
        .iter()
        .filter(|cases| !is_said(cases))
        .map(|cases| after_turn(cases, depth))
        .collect();
    all.into_iter().chain(after).collect()
}

/// What is still to come, where only the visible data was looked at.
pub(super) fn untried(part: &VerdictPart) -> Option<Block> {
    let is_seen_alone = part.is_model() && part.tests == Tests::Visible;
    let says = "Hidden data, hidden rows and the turn are tried once it is handed in.";
    is_seen_alone.then(|| Block::inked(Ink::Dim, says))
}

fn is_of(cases: &[&CasePart], others: &[&CasePart]) -> bool {
    cases.first().zip(others.first()).is_some_and(|(one, other)| one.name == other.name)
}

fn is_right(cases: &[&CasePart]) -> bool {
    cases.iter().all(|case| case.passed())
}

/// A view on the data that hold the turn: these rows are what is wrong with it, whatever else they hold.
fn after_turn(cases: &[&CasePart], depth: Depth) -> Check {
    let name = cases.first().map_or(String::new(), |case| case.name.to_string());
    let failed = |case: &&&CasePart| !case.passed();
    let seen = cases.iter().filter(failed).find(|case| !case.is_hidden());
    let Some(first) = seen.or_else(|| cases.iter().find(failed)) else {
        return Check::new(true, &name, "right after the turn");
    };
    let mut says = match is_not_run(first) {
        true => "not run on the turn's rows".to_owned(),
        false => format!("{} once the turn's rows are in", state(first)),
    };
    let (message, _) = in_two(first.message.as_str());
    if !message.is_empty() {
        says.push_str(&format!(": {message}"));
    }
    failing(first, &name, &says, depth)
}

/// The cases of each view or row of a sort, in the order in which they were looked at.
fn views<'p>(part: &'p VerdictPart, is: &dyn Fn(&ModelPart) -> bool) -> Vec<Vec<&'p CasePart>> {
    let mut found: Vec<Vec<&CasePart>> = Vec::new();
    for case in part.cases.iter().filter(|case| case.model.as_ref().is_some_and(is)) {
        match found.iter_mut().find(|held| held.first().is_some_and(|one| one.name == case.name)) {
            Some(held) => held.push(case),
            None => found.push(vec![case]),
        }
    }
    found
}

/// A view on all its data: what is wrong where the candidate sees it, else on which hidden data.
fn answer(cases: &[&CasePart], depth: Depth) -> Check {
    let name = cases.first().map_or(String::new(), |case| case.name.to_string());
    let failed: Vec<&CasePart> = cases.iter().filter(|case| !case.passed()).copied().collect();
    let Some(first) = failed.iter().find(|case| !case.is_hidden()).or(failed.first()) else {
        let hidden = cases.iter().filter(|case| case.is_hidden()).count();
        let says = match hidden {
            0 => "right".to_owned(),
            1 => "right, on a hidden data set too".to_owned(),
            many => format!("right, on {many} hidden data sets too"),
        };
        return Check::new(true, &name, &says);
    };
    let state = state(first);
    let says = match (first.is_hidden(), in_two(first.message.as_str()).0) {
        (false, "") => state,
        (false, message) => format!("{state}: {message}"),
        (true, _) => {
            let classes: Vec<&str> = failed
                .iter()
                .filter_map(|case| case.model.as_ref())
                .flat_map(|model| model.classes.iter().map(|class| class.as_str()))
                .collect();
            match classes.is_empty() {
                true => format!("{state} on hidden data"),
                false => format!("{state} on hidden data ({})", distinct(&classes)),
            }
        }
    };
    failing(first, &name, &says, depth)
}

fn failing(case: &CasePart, name: &str, says: &str, depth: Depth) -> Check {
    let mut below: Vec<Block> = in_two(case.message.as_str()).1.into_iter().collect();
    below.extend(case.diff.iter().flat_map(|diff| differs(diff, depth)));
    Check { below, is_skipped: is_not_run(case), ..Check::new(false, name, says) }
}

fn row(case: &CasePart) -> Check {
    let what = case.model.as_ref().map_or(ModelCheck::Taken, |model| model.what);
    let says = match (what, case.passed(), case.message.as_str()) {
        (ModelCheck::Refused, true, _) => "refused, as it must be".to_owned(),
        (_, true, _) => "taken, as it must be".to_owned(),
        (ModelCheck::Refused, false, "") => format!("{}: it must be refused", state(case)),
        (_, false, "") => format!("{}: it must be taken", state(case)),
        (_, false, message) => message.to_owned(),
    };
    let name = format!("row {}:", case.name);
    Check { is_skipped: is_not_run(case), ..Check::new(case.passed(), &name, &says) }
}

fn is_not_run(case: &CasePart) -> bool {
    case.model.as_ref().is_some_and(|model| model.state == ModelState::NotRun)
}

fn state(case: &CasePart) -> String {
    match &case.model {
        Some(model) => model.state.word().replace('-', " "),
        None => words(case.outcome),
    }
}

fn distinct(classes: &[&str]) -> String {
    let mut named: Vec<&str> = Vec::new();
    for class in classes {
        if !named.contains(class) {
            named.push(class);
        }
    }
    named.join(", ")
}
