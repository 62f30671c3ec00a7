//! A round's timeline: what lay on the table and what happened, on the round's interview time.

use serde::Serialize;

use crate::engine::verdict::Outcome;
use crate::figures::cost;
use crate::text::SafeText;
use crate::time::Span;
use crate::view::transcript::{ItemKind, ItemPart, RoundPart, Said, SaidWhat, Timing, Transcript};

/// A moment tells its text up to here; all of it stands in the transcript.
const LETTERS_MOST: usize = 160;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Track {
    /// Place of the round in the session.
    pub slot: usize,
    pub title: SafeText,
    pub timing: Timing,
    pub phases: Vec<TrackSpan>,
    pub items: Vec<TrackSpan>,
    /// In order.
    pub moments: Vec<Moment>,
}

/// Something that lasted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrackSpan {
    pub name: SafeText,
    pub from_ms: Span,
    pub timing: Timing,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    pub at_ms: Span,
    /// Place of the question or talk in the round.
    pub item: usize,
    pub kind: MomentKind,
    pub text: SafeText,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MomentKind {
    /// The candidate asked.
    Question,
    Hint,
    Reveal,
    Followup,
    Curveball,
    /// The visible cases were run, and passed.
    RunPassed,
    /// They were run, and did not pass, or have no verdict.
    RunFailed,
    Pause,
    TimeUp,
}

impl MomentKind {
    pub(in crate::view) const ALL: [MomentKind; 9] = [
        MomentKind::Question,
        MomentKind::Hint,
        MomentKind::Reveal,
        MomentKind::Followup,
        MomentKind::Curveball,
        MomentKind::RunPassed,
        MomentKind::RunFailed,
        MomentKind::Pause,
        MomentKind::TimeUp,
    ];

    /// In words, as a legend says it.
    pub(in crate::view) const fn title(self) -> &'static str {
        match self {
            MomentKind::Question => "you asked",
            MomentKind::Hint => "hint",
            MomentKind::Reveal => "shown at a price",
            MomentKind::Followup => "follow-up",
            MomentKind::Curveball => "curveball",
            MomentKind::RunPassed => "run, passed",
            MomentKind::RunFailed => "run, failed",
            MomentKind::Pause => "pause",
            MomentKind::TimeUp => "time was up",
        }
    }

    fn of(said: &Said) -> Option<MomentKind> {
        Some(match said.what {
            SaidWhat::Run if said.outcome == Some(Outcome::Accepted) => MomentKind::RunPassed,
            SaidWhat::Run => MomentKind::RunFailed,
            SaidWhat::Clarification => MomentKind::Question,
            SaidWhat::Hint => MomentKind::Hint,
            SaidWhat::Reveal => MomentKind::Reveal,
            SaidWhat::Followup => MomentKind::Followup,
            SaidWhat::Curveball => MomentKind::Curveball,
            SaidWhat::Pause => MomentKind::Pause,
            SaidWhat::TimeUp => MomentKind::TimeUp,
            SaidWhat::Answer
            | SaidWhat::Remark
            | SaidWhat::Resume
            | SaidWhat::Extension
            | SaidWhat::Warning
            | SaidWhat::FirstWords
            | SaidWhat::Point
            | SaidWhat::WentBack
            | SaidWhat::Retry => return None,
        })
    }
}

pub(super) fn tracks(transcript: &Transcript) -> Vec<Track> {
    transcript.begun_rounds().map(|(slot, round)| track(slot, round)).collect()
}

fn track(slot: usize, round: &RoundPart) -> Track {
    let phases = round.phases.iter().filter_map(|phase| {
        let from_ms = phase.from_ms.filter(|_| phase.begun)?;
        Some(TrackSpan { name: phase.name.clone(), from_ms, timing: phase.timing })
    });
    let put =
        || round.items.iter().enumerate().filter_map(|(at, item)| Some((at, item, item.from_ms?)));
    let items = put().map(|(_, item, from_ms)| TrackSpan {
        name: SafeText::line(&name(item)),
        from_ms,
        timing: item.timing,
    });
    let moments = put().flat_map(|(at, item, from_ms)| {
        item.talk.iter().filter_map(move |said| moment(at, from_ms, said))
    });
    let mut moments: Vec<Moment> = moments.collect();
    moments.sort_by_key(|moment| moment.at_ms);
    Track {
        slot,
        title: round.title.clone(),
        timing: round.timing,
        phases: phases.collect(),
        items: items.collect(),
        moments,
    }
}

fn name(item: &ItemPart) -> String {
    match item.what {
        ItemKind::Question => item.title(),
        ItemKind::Talk => "Talk".to_owned(),
        ItemKind::YourQuestions => "Your questions".to_owned(),
    }
}

fn moment(item: usize, from: Span, said: &Said) -> Option<Moment> {
    let kind = MomentKind::of(said)?;
    let line = SafeText::line(said.text.as_str());
    let text = match line.as_str().char_indices().nth(LETTERS_MOST) {
        Some((cut, _)) => format!("{}…", &line.as_str()[..cut]),
        None => line.to_string(),
    };
    let text = match said.cost {
        Some(share) => format!("{}: {text}", cost(share)),
        None => text,
    };
    Some(Moment { at_ms: from + said.into_ms, item, kind, text: SafeText::line(&text) })
}
