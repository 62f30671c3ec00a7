//! A card's content, from the session in which the point was missed.

use super::card::{Asks, Card, id_of};
use super::digest::{CASE, Marked, marked};
use crate::bank::question::{Ask, Judge};
use crate::engine::State;
use crate::engine::checklist::{CHOICE, Point, question_points};
use crate::engine::event::Mark;
use crate::score::reading::Part;
use crate::score::suggest::suggest;

/// Letters of a question's prompt that remind of it: about two lines of a terminal.
const SITUATION_MOST: usize = 200;

/// The card of that id, if the session put its question and disclosed what judges it.
#[must_use]
pub fn card_of(state: &State, id: &str) -> Option<Card> {
    state.opened_questions().find_map(|(slot, item)| {
        let question = state.question_of(slot, item)?;
        let point = id.strip_prefix(question.ask.id.as_str())?.strip_prefix('/')?;
        let judge = question.judge.as_ref()?;
        let blank = Card {
            id: id_of(&question.ask.id, point),
            asks: Asks::Point,
            title: question.ask.title.clone(),
            topic: question.ask.topic.clone(),
            situation: situation(&question.ask.prompt),
            point: String::new(),
            phrasings: Vec::new(),
            model: String::new(),
            options: Vec::new(),
            session: state.header.session.to_string(),
        };
        if let Some(class) = point.strip_prefix(CASE) {
            return Some(case(blank, class));
        }
        if point == CHOICE {
            return choice(blank, &question.ask, judge);
        }
        let points = question_points(state, slot, item, state.level());
        let found = points.iter().find(|found| found.about.mark_id() == point)?;
        let rest = rest(&marked(state, (slot, item)), &points, &blank);
        Some(Card {
            situation: [blank.situation.clone(), rest].join("\n").trim_end().to_owned(),
            point: found.text.to_owned(),
            phrasings: found.phrasings.to_vec(),
            model: sentence(judge, &question.ask, found).unwrap_or_default(),
            ..blank
        })
    })
}

fn case(blank: Card, class: &str) -> Card {
    let asked = format!(
        "Your code failed hidden data of the class \"{class}\". Which input is that here, and what \
         has to come out?"
    );
    Card {
        asks: Asks::Case,
        situation: format!("{}\n{asked}", blank.situation),
        point: explain(class),
        ..blank
    }
}

/// What tells a point from its siblings without giving it away: what the answer had, and how many
/// points it lacked.
fn rest(marked: &[Marked], points: &[Point<'_>], card: &Card) -> String {
    let of_points = marked.iter().filter(|of| of.asks == Asks::Point);
    let (met, lacked): (Vec<&Marked>, Vec<&Marked>) =
        of_points.partition(|of| of.mark == Mark::Met);
    let text = |of: &&Marked| {
        let point = of.card.split_once('/').map(|(_, point)| point)?;
        points.iter().find(|found| found.about.mark_id() == point).map(|found| found.text)
    };
    let had: Vec<&str> = met.iter().filter_map(text).collect();
    let mut said = match had.as_slice() {
        [] => String::new(),
        had => situation(&format!("Your answer had: {}.", had.join("; "))),
    };
    let at = lacked.iter().position(|of| of.card == card.id).filter(|_| lacked.len() > 1);
    if let Some(at) = at {
        let order =
            format!("Of {} points that it lacked, this is number {}.", lacked.len(), at + 1);
        said = format!("{said} {order}").trim_start().to_owned();
    }
    said
}

/// What a class of awkward data is, in a sentence that holds for any question.
fn explain(class: &str) -> String {
    let text = match class {
        "null" => {
            "A value that is missing: it equals nothing, joins nothing, and drops out of counts."
        }
        "tie" => "Several rows or values that are equally good: which one wins must be decided.",
        "duplicate" => "The same thing twice: a join multiplies it, a sum counts it twice.",
        "boundary" => {
            "A value right at a limit: is the end included, is the first one, the last one?"
        }
        "empty" => "No input at all: an empty list, table or text has its own right answer.",
        "unmatched" => "A key without a partner: an inner join drops it, an outer one gives NULL.",
        other => return format!("Data of the class \"{other}\": name it before you write code."),
    };
    text.to_owned()
}

fn choice(blank: Card, ask: &Ask, judge: &Judge) -> Option<Card> {
    let right = judge.options.iter().find(|option| option.correct)?;
    Some(Card {
        asks: Asks::Choice,
        point: right.text.clone(),
        model: right.why.clone(),
        options: ask.options.clone(),
        ..blank
    })
}

/// The beginning of a prompt, cut between words.
fn situation(prompt: &str) -> String {
    let text = prompt.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= SITUATION_MOST {
        return text;
    }
    let cut: String = text.chars().take(SITUATION_MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

/// The sentence of the model answer in which the words of the point are, as they would be found in
/// an answer.
fn sentence(judge: &Judge, ask: &Ask, point: &Point<'_>) -> Option<String> {
    let part = Part {
        judge,
        points: std::slice::from_ref(point),
        options: &[],
        prompt: &ask.prompt,
        followup: None,
        cause: None,
        fields: &[("model", judge.model.as_str())],
    };
    let reading = suggest(&part);
    let best = reading.points.first()?.at.first()?;
    let text = judge.model.get(best.from..best.to)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
