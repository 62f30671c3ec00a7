//! What came of a data model: its answers, the rows it was offered, the turn.

use super::{Depth, checks, differs, words};
use crate::engine::verdict::{ModelCheck, ModelState, Tests};
use crate::view::page::{Block, Check};
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

/// One line a view, a row, and a view after the turn.
pub(super) fn blocks(part: &VerdictPart, depth: Depth) -> Vec<Block> {
    let is_answer = |model: &ModelPart| model.what == ModelCheck::Answer && !model.turn;
    let answers = views(part, &is_answer).into_iter().map(|cases| answer(&cases, depth));
    let rows = views(part, &|model| model.what != ModelCheck::Answer);
    let rows = rows.into_iter().filter_map(|cases| cases.first().map(|case| row(case)));
    let mut blocks: Vec<Block> = checks(answers.chain(rows)).into_iter().collect();
    let turned = views(part, &|model| model.turn);
    if !turned.is_empty() {
        let held = turned.iter().all(|cases| cases.iter().all(|case| case.passed()));
        let title = if held { "After the turn all of them hold:" } else { "After the turn:" };
        blocks.push(Block::para(title));
        blocks.extend(checks(turned.iter().map(|cases| answer(cases, depth))));
    } else if part.tests == Tests::Visible {
        blocks.push(Block::inked(
            crate::view::page::Ink::Dim,
            "Hidden data, hidden rows and the turn are tried once it is handed in.",
        ));
    }
    blocks
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
    let says = match (first.is_hidden(), first.message.as_str()) {
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
    let mut check = Check::new(false, &name, &says);
    check.is_skipped = is_not_run(first);
    check.below = first.diff.as_ref().map_or_else(Vec::new, |diff| differs(diff, depth));
    check
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
