//! A round on its interview time: phases, questions, what happened, and where the budget ends.

use crate::figures::counted;
use crate::time::Span;
use crate::view::page::{Drawing, Pin, Shade, Sign};
use crate::view::report::{MomentKind, Track, TrackSpan};

/// Tops and heights of the rows.
const PHASES: (u32, u32) = (18, 20);
const ITEMS: (u32, u32) = (42, 20);
const MOMENTS: u32 = 76;
const MOMENT: u32 = 18;
/// A bar narrower than this has no room for a word.
const ROOM: u32 = 30;

/// The time that a drawing is as wide as; the same for all rounds, so that they compare.
#[derive(Clone, Copy, Debug)]
pub(in crate::view::say::report) struct Axis {
    length: Span,
    step: Span,
}

impl Axis {
    pub(in crate::view::say::report) fn of(tracks: &[Track]) -> Axis {
        let lengths = tracks
            .iter()
            .map(|track| track.timing.used_ms.max(track.timing.budget_ms.unwrap_or_default()));
        let ends = tracks.iter().flat_map(|track| &track.moments).map(|moment| moment.at_ms);
        let longest = lengths.chain(ends).max().unwrap_or_default().max(Span::minutes(1));
        // At most eight steps, of minutes that people count in.
        let steps = [1, 2, 5, 10, 15, 30, 60, 120, 240].map(Span::minutes);
        let fits = |step: &Span| longest.0.div_ceil(step.0) <= 8;
        Axis { length: longest, step: steps.into_iter().find(fits).unwrap_or(longest) }
    }

    fn x(self, at: Span) -> u32 {
        let thousandths = at.min(self.length).0.saturating_mul(1000) / self.length.0.max(1);
        u32::try_from(thousandths).unwrap_or(1000)
    }
}

pub(in crate::view::say::report) fn lane(axis: Axis, track: &Track) -> Drawing {
    let mut drawing = Drawing::new(&format!("Timeline of {}", track.title));
    let kinds: Vec<MomentKind> = MomentKind::ALL
        .into_iter()
        .filter(|kind| track.moments.iter().any(|moment| moment.kind == *kind))
        .collect();
    let bottom = MOMENTS + u32::try_from(kinds.len()).unwrap_or(0) * MOMENT;
    minutes(&mut drawing, axis, bottom);
    spans(&mut drawing, axis, &track.phases, PHASES);
    spans(&mut drawing, axis, &track.items, ITEMS);
    if let Some(budget) = track.timing.budget_ms {
        let x = axis.x(budget);
        drawing.line((x, x), (PHASES.0 - 6, bottom), Shade::Over);
        drawing.legend.push((Sign::Stroke, Shade::Over, "end of the budget"));
    }
    for (row, kind) in (0..).zip(&kinds) {
        let y = MOMENTS + row * MOMENT;
        let moments = track.moments.iter().filter(|moment| moment.kind == *kind);
        let mut count = 0;
        for moment in moments {
            let (sign, shade) = sign(*kind);
            drawing.sign((axis.x(moment.at_ms), y), sign, shade);
            count += 1;
        }
        let (sign, shade) = sign(*kind);
        drawing.legend.push((sign, shade, kind.title()));
        drawing.tell(&format!("{}: {}.", kind.title(), counted(count, "time")));
    }
    drawing.height = bottom + 4;
    drawing
}

fn minutes(drawing: &mut Drawing, axis: Axis, bottom: u32) {
    let mut at = Span::ZERO;
    while at <= axis.length {
        let x = axis.x(at);
        drawing.line((x, x), (PHASES.0 - 4, bottom), Shade::Track);
        let pin = match x {
            0 => Pin::Start,
            // Words in the middle of the last step would stand over the edge.
            960.. => Pin::End,
            _ => Pin::Middle,
        };
        drawing.words((x, 10), pin, Shade::Quiet, &format!("{}′", at.whole_minutes()));
        at += axis.step;
    }
}

fn spans(drawing: &mut Drawing, axis: Axis, spans: &[TrackSpan], rows: (u32, u32)) {
    for (index, span) in spans.iter().enumerate() {
        let (from, to) = (axis.x(span.from_ms), axis.x(span.from_ms + span.timing.used_ms));
        // A hair is left between neighbours, and something is seen of the shortest.
        let width = to.saturating_sub(from).saturating_sub(2).max(2).min(1000 - from);
        let shade = if index % 2 == 0 { Shade::Tint } else { Shade::Pale };
        drawing.bar((from, width), rows, shade);
        if width >= ROOM {
            drawing.label((from, width), rows, Shade::Text, span.name.as_str());
        }
        drawing.tell(&format!("{} from {} for {}.", span.name, span.from_ms, span.timing.used_ms));
    }
}

const fn sign(kind: MomentKind) -> (Sign, Shade) {
    match kind {
        MomentKind::Question => (Sign::Dot, Shade::Quiet),
        MomentKind::Hint => (Sign::Triangle, Shade::Text),
        MomentKind::Reveal => (Sign::Ring, Shade::Quiet),
        MomentKind::Followup => (Sign::Diamond, Shade::Text),
        MomentKind::Curveball => (Sign::Plus, Shade::Text),
        MomentKind::RunPassed => (Sign::Square, Shade::Main),
        MomentKind::RunFailed => (Sign::Cross, Shade::Text),
        MomentKind::Pause => (Sign::Box, Shade::Quiet),
        MomentKind::TimeUp => (Sign::Stroke, Shade::Text),
    }
}
