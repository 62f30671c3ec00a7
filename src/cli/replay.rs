//! `mock replay`: a recorded session, drawn by the face that drew it live.
//!
//! Everything shown comes from the journal. The clock serves to wait between events and for
//! nothing else, so that a replay into a file is the same every time.

mod stage;

use std::io::IsTerminal;
use std::sync::mpsc;

use self::stage::ReplayStage;
use super::args::look_back::ReplayArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::host::signals;
use super::named;
use crate::clock::{Clock, RealClock, Wake};
use crate::engine::State;
use crate::message::{Message, Signal};
use crate::session::Session;
use crate::time::{Elapsed, Span};
use crate::ui::out::look::Look;

/// The longest wait between two events, at any speed: a person watches.
const WAIT_MOST: Span = Span::seconds(3);

/// From here on a gap is named, since the wait for it is cut.
const GAP_NAMED: Span = Span::minutes(1);

/// # Errors
/// Where there is no such session, or the output cannot be written.
pub fn run(args: &ReplayArgs, context: &mut Context) -> Result<Outcome, Error> {
    let session = named::read(&args.named, context)?;
    let look = Look { color: context.colour, ..Look::PIPE };
    let look = look.sized(context.columns.map_or(look.width, usize::from), look.height);
    let is_watched = context.columns.is_some() && std::io::stdout().is_terminal();
    match args.speed.or(is_watched.then_some(1000)) {
        None => play(&session, look, context, &mut |_| Ok(Go::On))?,
        Some(speed) => paced(&session, look, context, speed)?,
    }
    Ok(Outcome::Fine)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Go {
    On,
    Stop,
}

/// Plays with waits; Ctrl-C and a terminal that goes away end them.
fn paced(session: &Session, look: Look, context: &mut Context, speed: u32) -> Result<(), Error> {
    let (sender, receiver) = mpsc::channel();
    let signals = signals::listen(sender, false)?;
    let mut clock = RealClock::new(receiver, Elapsed(0));
    let played = play(session, look, context, &mut |gap: Span| {
        let wait = Span(gap.0.saturating_mul(1000) / u64::from(speed.max(1))).min(WAIT_MOST);
        Ok(pause(&mut clock, wait))
    });
    signals.close();
    played
}

fn pause(clock: &mut RealClock, wait: Span) -> Go {
    let until = clock.now() + wait;
    loop {
        match clock.wait(Some(until)) {
            Wake::Message(Message::Signal(
                Signal::Interrupt | Signal::Terminate | Signal::Hangup,
            )) => return Go::Stop,
            Wake::Deadline | Wake::Nothing => return Go::On,
            Wake::Message(_) => {}
        }
    }
}

/// Feeds the events one by one; `wait` is given the recorded time between two of them.
fn play(
    session: &Session,
    look: Look,
    context: &mut Context,
    wait: &mut dyn FnMut(Span) -> Result<Go, Error>,
) -> Result<(), Error> {
    let mut state = State::new(session.header.clone());
    let mut stage = ReplayStage::new(look);
    let mut before = Elapsed(0);
    for stamped in &session.events {
        let gap = stamped.at - before;
        before = stamped.at;
        if gap >= GAP_NAMED {
            stage.gap(gap)?;
        }
        context.out.write_all(&stage.take())?;
        context.out.flush()?;
        if gap > Span::ZERO && wait(gap)? == Go::Stop {
            writeln!(context.out)?;
            return Ok(());
        }
        stage.before(&state, stamped)?;
        state.apply(stamped);
        stage.after(&state, stamped)?;
    }
    context.out.write_all(&stage.take())?;
    Ok(())
}
