//! From flags to what is drawn.

use std::collections::BTreeSet;

use crate::bank::Bank;
use crate::bank::question::{Level, Question};
use crate::bank::task::Language;
use crate::cli::advert::Advert;
use crate::cli::args::draw::DrawArgs;
use crate::cli::error::Error;
use crate::cli::settings::Settings;
use crate::draw::{self, TimeWish, Wish};
use crate::engine::State;
use crate::format::plan::Interviewer;
use crate::session::{self, Store};
use crate::view::progress;

/// Sessions looked back on: what was seen lately is not drawn again.
const LOOK_BACK: usize = 20;

/// Resolves the flags against the bank and what was rehearsed before.
pub(super) fn wish(
    args: &DrawArgs,
    settings: &Settings,
    interviewer: Interviewer,
    bank: &Bank,
    store: &Store,
) -> Result<Wish, Error> {
    let past = past(store);
    let redo = if args.redo { progress::missed(&past) } else { BTreeSet::new() };
    if args.redo && redo.is_empty() {
        return Err(Error::unknown(
            "there is nothing to redo: no earlier question was missed",
            "leave out --redo for a new draw",
        ));
    }
    let job = args.job.as_deref().map(|file| Advert::read(file)?.weights(bank)).transpose()?;
    let wish = Wish {
        level: args.level.or_else(|| settings.level()).unwrap_or(Level::Mid),
        mode: args.mode,
        interviewer,
        time: time(args),
        topics: args.topic.clone(),
        without: args.without.iter().filter(|topic| is_asked(bank, topic)).cloned().collect(),
        job: job.unwrap_or_default(),
        // A seed asks for the same draw, whatever was seen since.
        seen: if args.seed.is_some() { Vec::new() } else { progress::seen(&past) },
        redo,
        bar_raiser: args.bar_raiser,
        language: args.language.or_else(|| settings.language()).unwrap_or(Language::Python),
    };
    let known = draw::check_topics(&bank.questions, &wish);
    known.map_err(|unknown| Error::Unknown(unknown.to_string()))?;
    Ok(wish)
}

/// `false` for a topic the bank knows and no question is about: there is nothing to leave out. A
/// topic it does not know stays, to be refused with the nearest name.
fn is_asked(bank: &Bank, topic: &String) -> bool {
    let is_about =
        |question: &Question| question.ask.topic == *topic || question.ask.topics.contains(topic);
    !bank.topics.contains_key(topic) || bank.questions.iter().any(is_about)
}

fn time(args: &DrawArgs) -> TimeWish {
    match (args.time, args.minutes, args.untimed) {
        (Some(by), ..) => TimeWish::Scaled(by),
        (_, Some(minutes), _) => TimeWish::Minutes(minutes),
        (.., true) => TimeWish::Untimed,
        _ => TimeWish::AsWritten,
    }
}

/// The last sessions, newest first; scripted ones and damaged ones are passed over. A folder that
/// cannot be read holds none: whether it can be written shows when the session is made.
fn past(store: &Store) -> Vec<State> {
    let ids = store.ids().unwrap_or_default();
    let sound = ids.iter().filter_map(|id| session::read(&store.path(id)).ok());
    let states = sound.map(|(session, _)| session.state).filter(|state| !state.header.simulated);
    states.take(LOOK_BACK).collect()
}
