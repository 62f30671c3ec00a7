//! What all measures share: the real clock, the median and the worst of many runs, and the lines
//! that are printed.

use std::io::{self, Write};
use std::time::{Duration, Instant};

pub type Failed = Box<dyn std::error::Error>;

/// Prints a figure a line, and remembers whether one missed its limit.
#[derive(Default)]
pub struct Figures {
    pub is_missed: bool,
}

impl Figures {
    /// The name of what is measured next.
    pub fn say(&mut self, name: &str) -> io::Result<()> {
        writeln!(io::stdout(), "{name}")
    }

    /// A figure without a limit.
    pub fn note(&mut self, line: &str) -> io::Result<()> {
        writeln!(io::stdout(), "  {line}")
    }

    /// A figure that may be at most `limit`, both in the same unit, which the line names.
    pub fn at_most(&mut self, line: &str, measured: f64, limit: f64) -> io::Result<()> {
        self.held(measured <= limit, &format!("{line}; at most {limit}"))
    }

    /// A figure that must be at least `limit`.
    pub fn at_least(&mut self, line: &str, measured: f64, limit: f64) -> io::Result<()> {
        self.held(measured >= limit, &format!("{line}; at least {limit}"))
    }

    fn held(&mut self, is_held: bool, line: &str) -> io::Result<()> {
        self.is_missed |= !is_held;
        self.note(&format!("{line}{}", if is_held { "" } else { ": MISSED" }))
    }
}

/// The times of many runs, shortest first.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn new(mut times: Vec<Duration>) -> Times {
        times.sort_unstable();
        Times(times)
    }

    /// Runs the work so many times.
    pub fn of<T>(runs: usize, mut work: impl FnMut() -> T) -> Times {
        Times::new((0..runs).map(|_| timed(&mut work).0).collect())
    }

    /// Milliseconds.
    pub fn median(&self) -> f64 {
        ms(self.0[self.0.len() / 2])
    }

    /// Milliseconds.
    pub fn least(&self) -> f64 {
        ms(self.0[0])
    }

    /// Milliseconds that so many runs of a hundred stay below.
    pub fn percentile(&self, share: usize) -> f64 {
        ms(self.0[self.0.len() * share / 100])
    }

    /// Milliseconds.
    pub fn worst(&self) -> f64 {
        ms(self.0[self.0.len() - 1])
    }
}

/// How long the work takes, and what it gives.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = now();
    let made = std::hint::black_box(work());
    (start.elapsed(), made)
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::disallowed_methods, reason = "measuring is the purpose")]
fn now() -> Instant {
    Instant::now()
}
