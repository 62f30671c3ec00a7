//! The verdict on the scale from 1 to 4, with how far it may be off and what it is the mean of.

use super::{place, rule, scale_words};
use crate::figures::decimal;
use crate::view::page::{Drawing, Shade, Sign};
use crate::view::report::{Verdict, VerdictOf};
use crate::view::standing;

const MIDDLE: u32 = 30;

/// `rounds` are the titles and means of a loop's scored rounds, both ends of those that are open.
/// Nothing where there is neither a mean nor a range.
pub(in crate::view::say::report) fn scale(
    verdict: &Verdict,
    rounds: &[(&str, (u32, u32))],
) -> Option<Drawing> {
    let ends = verdict.mean.map(|mean| (mean, mean)).or(verdict.range)?;
    let mut drawing = Drawing::new("The verdict on the scale from 1 to 4");
    drawing.height = 66;
    drawing.tell(&format!("{}: {} of 4.", verdict.word, standing::range(ends)));
    let mut bar = |(low, high): (u32, u32), legend: &'static str| {
        let (from, to) = (place(low), place(high));
        drawing.bar((from, to.saturating_sub(from)), (MIDDLE - 10, 20), Shade::Tint);
        drawing.legend.push((Sign::Box, Shade::Tint, legend));
    };
    match (verdict.mean, verdict.interval) {
        (None, _) => bar(ends, "open: where it can still end"),
        (Some(_), Some(interval)) => bar(interval, "where it may lie"),
        (Some(_), None) => {}
    }
    if verdict.mean.is_some() {
        drawing.legend.insert(0, (Sign::Dot, Shade::Main, "mean"));
    }
    if let Some((low, high)) = verdict.interval.filter(|_| verdict.mean.is_some()) {
        drawing.tell(&format!("It may lie anywhere from {} to {}.", decimal(low), decimal(high)));
    }
    rule(&mut drawing, MIDDLE);
    if verdict.of == VerdictOf::Loop {
        for (title, (low, high)) in rounds {
            for end in if low == high { vec![*low] } else { vec![*low, *high] } {
                let x = place(end);
                drawing.line((x, x), (MIDDLE - 8, MIDDLE + 8), Shade::Text);
            }
            drawing.tell(&format!("{title} {}.", standing::range((*low, *high))));
        }
        let has_open = rounds.iter().any(|(_, (low, high))| low != high);
        let legend = if has_open { "one round, or both ends of one" } else { "one round" };
        drawing.legend.push((Sign::Stroke, Shade::Text, legend));
    }
    let guesses = [
        (verdict.own_guess, Sign::Diamond, "your guess, sealed before", "You guessed"),
        (
            verdict.peer_guess,
            Sign::Triangle,
            "interviewer's, sealed before",
            "The interviewer guessed",
        ),
    ];
    for (guess, sign, legend, told) in guesses {
        if let Some(guess) = guess {
            drawing.sign((place(guess.min(4) * 1000), MIDDLE), sign, Shade::Text);
            drawing.legend.push((sign, Shade::Text, legend));
            drawing.tell(&format!("{told} {guess}."));
        }
    }
    if let Some(mean) = verdict.mean {
        drawing.sign((place(mean), MIDDLE), Sign::Dot, Shade::Main);
    }
    scale_words(&mut drawing, 60);
    Some(drawing)
}
