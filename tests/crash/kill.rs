//! kill -9: what was acknowledged is in the journal, and the session goes on.

use mock::engine::event::Event;
use mock::session::{self, Session};
use rand::rngs::ChaCha12Rng;
use rand::{RngExt, SeedableRng};

use super::said;
use super::script::{Script, script};
use super::times;
use crate::environment::{Environment, Live};

/// Kills for each script; one more run goes to its end, to know how much there is to say.
const KILLS_EACH: usize = 10;

#[test]
fn nothing_acknowledged_is_lost_at_any_moment() {
    let kills = times(20, 200, 1000);
    let mut rng = ChaCha12Rng::seed_from_u64(9);
    for seed in 0..kills.div_ceil(KILLS_EACH) {
        let script = script(u64::try_from(seed).expect("small"));
        let (out, events) = undisturbed(&script);
        for _ in 0..KILLS_EACH {
            killed(&script, rng.random_range(0..out.len() * 9 / 10), &events);
        }
    }
}

/// What is said, and what happens, when nobody kills it.
fn undisturbed(script: &Script) -> (String, Vec<Event>) {
    let environment = Environment::new();
    let ran = environment.run_with(&script.args(), &script.input()).expect(0);
    let session = read(&environment).expect("begun");
    said::is_on_disk(&ran.out, &session);
    (ran.out, events(session))
}

/// The only session, if it was begun.
#[track_caller]
fn read(environment: &Environment) -> Option<Session> {
    let path = environment.sessions().pop()?;
    let (session, damage) = session::read(&path).expect("a killed session opens");
    assert!(damage.is_none(), "{damage:?}");
    Some(session)
}

/// What happened in the interview; a session that was left says so at its end. A verdict comes when
/// the grader is done, between any two other events, and holds times that were measured.
fn events(session: Session) -> Vec<Event> {
    let happened = session.events.into_iter().map(|stamped| stamped.event);
    let is_asynchronous =
        |event: &Event| matches!(event, Event::SessionLeft | Event::VerdictReached(_));
    happened.filter(|event| !is_asynchronous(event)).collect()
}

/// Kills the program once so many bytes of its output were read. The lines are all on their way
/// by then, so that it dies at work and not while it waits.
fn killed(script: &Script, bytes: usize, whole: &[Event]) {
    let environment = Environment::new();
    let mut live = Live::start(environment.mock(&script.args()));
    script.lines.iter().for_each(|line| live.type_in(&format!("{line}\n")));
    while live.text().len() <= bytes && live.read_on() {}
    live.child.kill().expect("it can be killed");
    let ran = live.finish();
    assert!(!ran.err.contains("panicked"), "{}", ran.err);

    let Some(session) = read(&environment) else {
        assert_eq!(ran.out, "", "something was said before anything was saved");
        return;
    };
    said::is_on_disk(&ran.out, &session);
    let (is_over, is_drawn) = (session.state.ended.is_some(), session.state.plan.is_some());
    let before = events(session);
    is_prefix(&before, whole);

    let again = if is_over { "score" } else { "resume" };
    if is_drawn {
        let ran = environment.run(&[again]).expect(0);
        assert!(ran.out.contains("saved") || is_over, "{}", ran.out);
    }
    let after = events(read(&environment).expect("still there"));
    is_prefix(&before, &after);
}

/// Says the first event that differs, not two whole sessions.
#[track_caller]
fn is_prefix(before: &[Event], whole: &[Event]) {
    for (number, event) in before.iter().enumerate() {
        assert_eq!(Some(event), whole.get(number), "event {number} of {}", before.len());
    }
}
