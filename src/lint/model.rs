//! A data model: enough views, rows and a turn to tell one from the next. Rule 36.

use super::page::Inspection;
use crate::bank::question::Kind;
use crate::bank::rule;
use crate::bank::sql::{statements, tokens};
use crate::bank::task::SqlSpec;
use crate::figures::counted;

const VIEWS_LEAST: usize = 3;
const REFUSED_LEAST: usize = 2;

pub fn check(page: &mut Inspection) {
    let question = page.question;
    let is_modelling = question.ask.kind == Kind::DataModelling;
    let Some(sql) = question.sql().filter(|sql| sql.is_model()) else {
        if is_modelling {
            let message = "no view says what the model has to answer".to_owned();
            let help = Some("write `mode = \"sql\"` and [[sql.answers]]");
            page.error(rule::MODEL, "kind", message, help);
        }
        return;
    };
    if !is_modelling {
        let message = format!("a data model is asked for in a {} question", question.ask.kind);
        page.error(rule::MODEL, "kind", message, Some("write `kind = \"data-modelling\"`"));
    }
    if sql.answers.len() < VIEWS_LEAST {
        let message = format!("{}, fewer than {VIEWS_LEAST}", counted(sql.answers.len(), "view"));
        page.error(rule::MODEL, "sql.answers", message, None);
    }
    if sql.order != ["none"] {
        let message = "a view has no order".to_owned();
        page.error(rule::MODEL, "sql.order", message, Some("write `order = \"none\"`"));
    }
    offers(page, sql);
    turn(page, sql);
}

fn offers(page: &mut Inspection, sql: &SqlSpec) {
    let refused = sql.offers.iter().filter(|offer| offer.refused).count();
    let at = if sql.offers.is_empty() { "sql" } else { "sql.offers" };
    if refused < REFUSED_LEAST {
        let message =
            format!("{} to be refused, fewer than {REFUSED_LEAST}", counted(refused, "row"));
        page.error(rule::MODEL, at, message, None);
    }
    if refused == sql.offers.len() {
        let message = "no sound row is offered".to_owned();
        let help = Some("a table that takes nothing would refuse all the others");
        page.error(rule::MODEL, at, message, help);
    }
    for (index, offer) in sql.offers.iter().enumerate() {
        let found = statements(&offer.insert);
        let is_insert = |text: &str| tokens(text).next().is_some_and(|word| word.is("INSERT"));
        if found.is_empty() || !found.iter().all(|statement| is_insert(statement.text)) {
            let message = format!("the row `{}` isn't an INSERT", offer.name);
            page.error(rule::MODEL, &format!("sql.offers[{index}].insert"), message, None);
        }
    }
}

/// One change, said half-way, and hidden data that holds it.
fn turn(page: &mut Inspection, sql: &SqlSpec) {
    let changes = page.question.judge.curveballs.len();
    if changes != 1 {
        let at = if changes == 0 { "id" } else { "curveballs" };
        let message = format!("{}, not one: the turn half-way", counted(changes, "curveball"));
        page.error(rule::MODEL, at, message, Some("what the turn's data holds has to be said"));
    }
    if !sql.data.iter().any(|data| data.turn) {
        let message = "no data set holds the turn".to_owned();
        page.error(rule::MODEL, "sql.data", message, Some("write `turn = true` on a hidden one"));
    }
    for (index, _) in sql.data.iter().enumerate().filter(|(_, data)| data.turn && data.visible) {
        let message = "the candidate would see the turn before it is said".to_owned();
        page.error(rule::MODEL, &format!("sql.data[{index}].turn"), message, None);
    }
}
