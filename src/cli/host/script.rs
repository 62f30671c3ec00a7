//! A session played by an answers file, on a simulated clock.

use std::io;
use std::sync::mpsc;

use super::log::{Keeping, new_log};
use super::prep::prep;
use crate::cli::error::Error;
use crate::clock::SimulatedClock;
use crate::driver::Driver;
use crate::engine::event::OwnStory;
use crate::engine::{Event, Header, State};
use crate::grade::engines::Engines;
use crate::grade::workbench::Bench;
use crate::reader::desk::{self as model, Chosen};
use crate::time::Elapsed;
use crate::ui::script::{Answers, ScriptFace};

/// Plays to the end, on standard output.
///
/// # Errors
/// Where the journal cannot be created or written, or standard output goes away.
pub fn play(
    answers: Answers,
    stories: Vec<OwnStory>,
    engines: Engines,
    model: Option<Chosen>,
    keeping: &Keeping<'_>,
    header: Header,
    drawn: Vec<Event>,
) -> Result<(), Error> {
    let (sender, receiver) = mpsc::channel();
    let mut log = new_log(keeping, &header, sender)?;
    let mut clock = SimulatedClock::new(receiver, Elapsed(0), header.wall_ms);
    let face = ScriptFace::new(answers, Some(Box::new(io::stdout())));
    let mut face = face.with_stories(stories);
    let mut grader = Bench::new(engines.makes());
    let (state, prep) = (State::new(header), prep(None)?);
    let driver = Driver::new(state, 1, &mut clock, log.as_mut(), &mut face, &mut grader, &prep);
    // On a simulated clock the model is waited for.
    let mut model = model.map(model::Bench::new);
    let driver = match &mut model {
        Some(model) => driver.with_model(model),
        None => driver,
    };
    driver.begin(drawn)?;
    Ok(log.close()?)
}
