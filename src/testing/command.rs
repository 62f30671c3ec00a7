//! A command run in a scratch home at a time of one's choice.

use std::path::Path;

use chrono::NaiveDateTime;

use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::paths::Paths;
use crate::prep::day::Moment;
use crate::ui::out::look::Color;

/// What a command wrote, and how it came out.
pub struct Ran {
    pub out: String,
    pub err: String,
    pub outcome: Result<Outcome, Error>,
}

impl Ran {
    /// What it wrote, where it went well.
    #[track_caller]
    pub fn fine(&self) -> &str {
        assert!(matches!(self.outcome, Ok(Outcome::Fine)), "{:?} {}", self.outcome, self.err);
        &self.out
    }

    /// What it says went wrong.
    #[track_caller]
    pub fn wrong(&self) -> String {
        match &self.outcome {
            Err(error) => error.to_string(),
            Ok(outcome) => panic!("{outcome:?}: {}", self.out),
        }
    }
}

pub fn moment(local: &str) -> Moment {
    let local: NaiveDateTime = local.parse().expect("a time");
    Moment { wall_ms: local.and_utc().timestamp_millis(), zone: "+00:00".to_owned(), local }
}

/// On a terminal of 80 columns without colours.
pub fn run_at(
    home: &Path,
    now: &str,
    command: impl FnOnce(&mut Context) -> Result<Outcome, Error>,
) -> Ran {
    run_with(home, now, Color::Never, command)
}

/// The same with colours.
pub fn run_in_colour(
    home: &Path,
    now: &str,
    command: impl FnOnce(&mut Context) -> Result<Outcome, Error>,
) -> Ran {
    run_with(home, now, Color::Always, command)
}

fn run_with(
    home: &Path,
    now: &str,
    color: Color,
    command: impl FnOnce(&mut Context) -> Result<Outcome, Error>,
) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let paths = Paths::under(home.to_owned());
    let now = moment(now);
    let mut context = Context {
        out: &mut out,
        err: &mut err,
        columns: Some(80),
        colour: color == Color::Always,
        color,
        today: now.date(),
        now,
        paths: &paths,
    };
    let outcome = command(&mut context);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { out: text(out), err: text(err), outcome }
}
