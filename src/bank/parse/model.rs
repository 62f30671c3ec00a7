//! A data model: the views it has to have, and the rows that are tried on it.

use crate::bank::rule;
use crate::bank::task::{ModelAnswer, ModelOffer, SqlAnswer, SqlSpec};
use crate::bank::walk::Table;

use super::names::require_unique;

/// How `killed_by` calls the data that holds the turn.
pub const TURN: &str = "turn";

pub fn read_answers(sql: &mut Table) -> Vec<ModelAnswer> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut answer in sql.tables("answers") {
        places.push(answer.span_of("view"));
        read.push(ModelAnswer {
            view: answer.string("view"),
            ask: answer.string("ask"),
            columns: answer.required_strings("columns"),
        });
        answer.finish();
    }
    require_unique(sql, "the view", read.iter().map(|answer| answer.view.as_str()).zip(places));
    read
}

pub fn read_offers(sql: &mut Table) -> Vec<ModelOffer> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut offer in sql.tables("offers") {
        places.push(offer.span_of("name"));
        read.push(ModelOffer {
            name: offer.string("name"),
            insert: offer.string("insert"),
            refused: offer.flag("refused"),
            visible: offer.flag("visible"),
            why: offer.string("why"),
        });
        offer.finish();
    }
    require_unique(sql, "the row", read.iter().map(|offer| offer.name.as_str()).zip(places));
    read
}

/// What belongs to a data model is there with its views, and nothing else says what is right.
pub fn check(sql: &Table, spec: &SqlSpec) {
    let has_turn = spec.data.iter().any(|data| data.turn);
    if !spec.is_model() {
        let key = if !spec.offers.is_empty() { "offers" } else { "data" };
        if has_turn || !spec.offers.is_empty() {
            let message = "rows are offered and a turn is made where the answer is a data model";
            let help = Some("write `[[sql.answers]]`: the views that it has to have");
            sql.complain(rule::SCHEMA, sql.span_of(key), message.to_owned(), help);
        }
        return;
    }
    if spec.answer != SqlAnswer::Script {
        let message = "a data model is a script: it makes tables and loads them".to_owned();
        let help = Some("write `answer = \"script\"`");
        sql.complain(rule::SCHEMA, sql.span_of("answers"), message, help);
    }
    if spec.check.is_some() || spec.plan.is_some() {
        let key = if spec.check.is_some() { "check" } else { "plan" };
        let message = "the views of a data model are its check".to_owned();
        sql.complain(rule::SCHEMA, sql.span_of(key), message, None);
    }
    for answer in spec.answers.iter().filter(|answer| !is_plain_name(&answer.view)) {
        let message = format!("`{}` is no name that SQL writes without quotes", answer.view);
        let help = Some("lower-case letters, digits and underscores, as `answer_1`");
        sql.complain(rule::ID, sql.span_of("answers"), message, help);
    }
    let is_taken =
        |name: &str| name == TURN || spec.answers.iter().any(|answer| answer.view == name);
    for offer in spec.offers.iter().filter(|offer| is_taken(&offer.name)) {
        let message = format!("the row `{}` is called as something else is", offer.name);
        let help = Some("`killed_by` could mean either");
        sql.complain(rule::ID, sql.span_of("offers"), message, help);
    }
}

fn is_plain_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c == '_';
    name.starts_with(is_letter) && name.chars().all(|c| is_letter(c) || c.is_ascii_digit())
}
