//! Time against budget: each bar's stroke is the end of its own budget.

use crate::figures::spent;
use crate::time::{Budget, Span};
use crate::view::page::{Drawing, Pin, Shade, Sign};
use crate::view::report::Track;
use crate::view::transcript::Timing;

const ROW: u32 = 40;
const BAR: (u32, u32) = (20, 10);
/// Where the budget ends; what is past it has the rest of the width.
const LIMIT: u32 = 800;

/// The round and its phases; nothing where nothing had a limit.
pub(in crate::view::say::report) fn budget(track: &Track) -> Option<Drawing> {
    let phases = track.phases.iter().filter(|_| track.phases.len() > 1);
    let mut rows = vec![("The whole round", track.timing)];
    rows.extend(phases.map(|phase| (phase.name.as_str(), phase.timing)));
    if rows.iter().all(|(_, timing)| timing.budget_ms.is_none()) {
        return None;
    }
    let mut drawing = Drawing::new(&format!("Time against budget in {}", track.title));
    for (index, (name, timing)) in (0..).zip(rows) {
        row(&mut drawing, name, timing, index * ROW);
        drawing.height = (index + 1) * ROW;
    }
    drawing.legend =
        vec![(Sign::Stroke, Shade::Text, "the budget of each"), (Sign::Box, Shade::Main, "used")];
    if track.timing.over_ms > Span::ZERO
        || track.phases.iter().any(|p| p.timing.over_ms > Span::ZERO)
    {
        drawing.legend.push((Sign::Box, Shade::Over, "over"));
    }
    Some(drawing)
}

fn row(drawing: &mut Drawing, name: &str, timing: Timing, top: u32) {
    let (y, used) = (top + BAR.0, timing.used_ms);
    let value = spent(used, Budget(timing.budget_ms), Span::ZERO);
    drawing.words((0, top + 14), Pin::Start, Shade::Text, name);
    drawing.words((1000, top + 14), Pin::End, Shade::Quiet, &value);
    if let Some(budget) = timing.budget_ms {
        let limit = u64::from(LIMIT);
        let width = (used.0.saturating_mul(limit) / budget.0.max(1)).min(1000);
        let width = u32::try_from(width).unwrap_or(1000);
        drawing.bar((0, LIMIT), (y, BAR.1), Shade::Track);
        drawing.bar((0, width.min(LIMIT)), (y, BAR.1), Shade::Main);
        if width > LIMIT {
            drawing.bar((LIMIT, width - LIMIT), (y, BAR.1), Shade::Over);
        }
        drawing.line((LIMIT, LIMIT), (y - 3, y + BAR.1 + 3), Shade::Text);
    }
    drawing.tell(&format!("{name}: {value}."));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SafeText;
    use crate::view::page::Shape;

    fn track(used: Span, budget: Option<Span>) -> Track {
        let over = used.less(budget.unwrap_or(used));
        let timing =
            Timing { used_ms: used, budget_ms: budget, extended_ms: Span::ZERO, over_ms: over };
        let title = SafeText::line("Coding");
        Track { slot: 0, title, timing, phases: vec![], items: vec![], moments: vec![] }
    }

    fn is_over(shape: &Shape) -> bool {
        matches!(shape, Shape::Bar { shade: Shade::Over, .. })
    }

    #[test]
    fn what_is_past_the_budget_is_drawn_apart_and_told() {
        let within = budget(&track(Span::minutes(45), Some(Span::minutes(45)))).expect("a limit");
        assert!(within.fits() && !within.shapes.iter().any(is_over));
        let over = budget(&track(Span::minutes(47), Some(Span::minutes(45)))).expect("a limit");
        assert!(over.fits() && over.shapes.iter().any(is_over));
        assert!(over.desc.as_str().contains("47:00 of 45:00, over by 2:00"), "{}", over.desc);
        let far = budget(&track(Span::minutes(999), Some(Span::minutes(1)))).expect("a limit");
        assert!(far.fits());
    }

    #[test]
    fn without_a_limit_there_is_nothing_to_draw() {
        assert_eq!(budget(&track(Span::minutes(45), None)), None);
    }
}
