//! The report: a session as a candidate would show it, scored and drawn.
//!
//! It is a second reading of the [`Transcript`] and holds it whole: what the verdict is and rests
//! on, how the time went, what to practise next. Written as one HTML file that needs nothing else,
//! as Markdown, and as JSON that `docs/report.schema.json` describes ([`JSON_SCHEMA`]):
//!
//! ```text
//! schema      1; rises when a field changes its meaning or goes. Fields may be added.
//! one         the one next thing: what cost most, its command, and how it went against last time
//! verdict     of = "loop" | "round" | "nothing"; word, mean, band, n, interval, spoke_for/against
//! cautions[]  what a reader must know beside the verdict: unconfirmed, overrides, not answered …
//! tracks[]    one for each round that began: spans and moments on the round's interview time
//! next[]      topics to practise, weakest first, with what was lacking and the command
//! transcript  all of `mock transcript --output json`
//! ```
//!
//! Pure and without a clock: the same journal gives the same bytes.

mod cautions;
mod next;
mod one;
mod track;
mod verdict;

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;

use serde::Serialize;

pub use cautions::{Caution, CautionKind};
pub use next::{Practice, PracticeQuestion};
pub use one::{LastTime, OneThing};
pub use track::{Moment, MomentKind, Track, TrackSpan};
pub use verdict::{Verdict, VerdictOf};

use crate::engine::{Stamped, State};
use crate::view::transcript::Transcript;

/// The number of the JSON's schema.
pub const SCHEMA: u32 = 1;

/// JSON Schema (draft 2020-12) of [`Report::json`].
pub const JSON_SCHEMA: &str = include_str!("../../docs/report.schema.json");

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    pub schema: u32,
    /// Absent where nothing was put.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one: Option<OneThing>,
    pub verdict: Verdict,
    pub cautions: Vec<Caution>,
    pub tracks: Vec<Track>,
    pub next: Vec<Practice>,
    pub transcript: Transcript,
}

impl Report {
    /// `events` are the journal's, of which `state` is the fold.
    pub fn new(state: &State, events: &[Stamped]) -> Report {
        Report::of(Transcript::new(state, events))
    }

    pub fn of(transcript: Transcript) -> Report {
        Report {
            schema: SCHEMA,
            one: one::one(&transcript),
            verdict: verdict::verdict(&transcript),
            cautions: cautions::cautions(&transcript),
            tracks: track::tracks(&transcript),
            next: next::next(&transcript),
            transcript,
        }
    }

    /// The same, held against the last round of its kind.
    #[must_use]
    pub fn against(mut self, last: Option<LastTime>) -> Report {
        let round = self.transcript.begun_rounds().next();
        let mean = round.and_then(|(_, round)| round.score()?.mean);
        if let (Some(one), Some(last), Some(mean)) = (&mut self.one, last, mean) {
            one.set_against(last, mean);
        }
        self
    }

    /// # Errors
    /// None that a model of strings and numbers can have; serde's type says otherwise.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}
