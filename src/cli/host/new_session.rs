//! A new session: its name and seed, and the facts that it begins from.

use std::path::PathBuf;

use crate::bank::Bank;
use crate::cli::error::Error;
use crate::cli::folders::is_in;
use crate::clock;
use crate::draw::Drawn;
use crate::engine::event::FORMAT;
use crate::engine::{Event, Header};
use crate::ids::SessionId;
use crate::load::whole_digest;
use crate::score::rules::LATEST;

/// Left to chance: the session's name and, unless one was given, its seed.
pub struct Minted {
    pub id: SessionId,
    pub seed: u64,
    pub wall_ms: i64,
}

/// Seeds are short enough to be typed again.
const SEED_MOST: u64 = 1_000_000_000;

/// # Errors
/// A bug alone: a ULID that is no id.
pub fn mint(seed: Option<u64>) -> Result<Minted, Error> {
    let wall_ms = clock::wall_ms();
    let random = ulid::Ulid::generate().random();
    let ulid = ulid::Ulid::from_parts(u64::try_from(wall_ms).unwrap_or(0), random);
    let id = ulid.to_string().parse().map_err(|_| Error::Bug("a ULID is no id".to_owned()))?;
    let drawn = u64::try_from(ulid.random() % u128::from(SEED_MOST)).unwrap_or(0);
    Ok(Minted { id, seed: seed.unwrap_or(drawn), wall_ms })
}

pub fn header(minted: &Minted, bank: &Bank, simulated: bool) -> Header {
    Header {
        format: FORMAT.to_owned(),
        session: minted.id.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        bank: whole_digest(bank),
        seed: minted.seed,
        wall_ms: minted.wall_ms,
        zone: clock::zone(),
        boot: clock::boot_id(),
        rules: LATEST,
        simulated,
    }
}

/// What was drawn, as the first facts of a session. Questions in the folders of `strangers` may be
/// anybody's.
pub fn opening(drawn: Drawn<'_>, strangers: &[PathBuf]) -> Vec<Event> {
    let level = drawn.plan.level;
    let mut events = vec![Event::PlanDrawn { plan: Box::new(drawn.plan) }];
    for (index, question) in drawn.questions.iter().enumerate() {
        let (digest, ask) = (question.digest.clone(), Box::new(question.ask_at(level)));
        events.push(Event::QuestionDrawn { index, digest, ask });
    }
    for (index, question) in drawn.questions.iter().enumerate() {
        let mut judge = Box::new(question.judge.clone());
        judge.foreign = is_in(question, strangers);
        events.push(Event::JudgeDisclosed { index, judge });
    }
    events
}
