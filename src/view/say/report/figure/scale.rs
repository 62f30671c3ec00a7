//! The verdict on the scale from 1 to 4, with how far it may be off and what it is the mean of.

use super::{of_four, place, rule, scale_words};
use crate::figures::decimal;
use crate::view::page::{Drawing, Shade, Sign};
use crate::view::report::{Verdict, VerdictOf};

const MIDDLE: u32 = 30;

/// `rounds` are the titles and means of a loop's scored rounds. Nothing where there is no mean.
pub(in crate::view::say::report) fn scale(
    verdict: &Verdict,
    rounds: &[(&str, u32)],
) -> Option<Drawing> {
    let mean = verdict.mean?;
    let mut drawing = Drawing::new("The verdict on the scale from 1 to 4");
    drawing.height = 66;
    drawing.tell(&format!("{}: {}.", verdict.word, of_four(mean)));
    drawing.legend.push((Sign::Dot, Shade::Main, "mean"));
    if let Some((low, high)) = verdict.interval {
        let (from, to) = (place(low), place(high));
        drawing.bar((from, to.saturating_sub(from)), (MIDDLE - 10, 20), Shade::Tint);
        drawing.tell(&format!("It may lie anywhere from {} to {}.", decimal(low), decimal(high)));
        drawing.legend.push((Sign::Box, Shade::Tint, "where it may lie"));
    }
    rule(&mut drawing, MIDDLE);
    if verdict.of == VerdictOf::Loop {
        for (title, mean) in rounds {
            let x = place(*mean);
            drawing.line((x, x), (MIDDLE - 8, MIDDLE + 8), Shade::Text);
            drawing.tell(&format!("{title} {}.", decimal(*mean)));
        }
        drawing.legend.push((Sign::Stroke, Shade::Text, "one round"));
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
    drawing.sign((place(mean), MIDDLE), Sign::Dot, Shade::Main);
    scale_words(&mut drawing, 60);
    Some(drawing)
}
