//! A round's dimensions, each on the scale from 1 to 4: scored, guessed, and what a peer guessed.

use super::{place, rule, scale_words};
use crate::figures::counted;
use crate::view::page::{Drawing, Pin, Shade, Sign};
use crate::view::standing;
use crate::view::transcript::DimensionPart;
use crate::view::words::title;

const ROW: u32 = 46;

pub(in crate::view::say::report) fn dimensions(of: &str, dimensions: &[DimensionPart]) -> Drawing {
    let mut drawing = Drawing::new(&format!("Dimensions of {of}"));
    let mut top = 0;
    for dimension in dimensions {
        row(&mut drawing, dimension, top);
        top += ROW;
    }
    scale_words(&mut drawing, top + 14);
    drawing.height = top + 20;
    if dimensions.iter().any(|dimension| dimension.score.is_some()) {
        drawing.legend.push((Sign::Dot, Shade::Main, "scored"));
    }
    if dimensions.iter().any(|dimension| dimension.range.is_some()) {
        drawing.legend.push((Sign::Box, Shade::Tint, "open: where it can still end"));
    }
    if dimensions.iter().any(|dimension| dimension.sealed.is_some()) {
        drawing.legend.push((Sign::Diamond, Shade::Text, "your guess, sealed before"));
    }
    if dimensions.iter().any(|dimension| dimension.peer.is_some()) {
        drawing.legend.push((Sign::Triangle, Shade::Text, "interviewer's, sealed before"));
    }
    drawing
}

fn row(drawing: &mut Drawing, dimension: &DimensionPart, top: u32) {
    let (name, y) = (title(dimension.dim.as_str()), top + 30);
    let n = match dimension.verdicts {
        0 => counted(dimension.asked, "point"),
        runs => counted(runs as usize, "verdict"),
    };
    let value = match (dimension.score, dimension.range) {
        (Some(score), _) => format!("{score} of 4, {n}"),
        (None, Some(ends)) => {
            format!("{} of 4, {} of {n} open", standing::whole_range(ends), dimension.open)
        }
        (None, None) => "not seen".to_owned(),
    };
    drawing.words((0, top + 14), Pin::Start, Shade::Text, &name);
    drawing.words((1000, top + 14), Pin::End, Shade::Quiet, &value);
    if let Some((low, high)) = dimension.range.filter(|_| dimension.score.is_none()) {
        let (from, to) = (place(low.min(4) * 1000), place(high.min(4) * 1000));
        drawing.bar((from, to.saturating_sub(from)), (y - 5, 10), Shade::Tint);
    }
    rule(drawing, y);
    let mut told = format!("{name}: {value}");
    let mut guess = |drawing: &mut Drawing, guess: Option<u32>, sign, whose: &str| {
        if let Some(guess) = guess {
            drawing.sign((place(guess.min(4) * 1000), y), sign, Shade::Text);
            told.push_str(&format!(", {whose} {guess}"));
        }
    };
    // The dot stands on top: a sign around it shows that both say the same.
    guess(drawing, dimension.sealed, Sign::Diamond, "you guessed");
    guess(drawing, dimension.peer, Sign::Triangle, "the interviewer guessed");
    if let Some(score) = dimension.score {
        drawing.sign((place(score.min(4) * 1000), y), Sign::Dot, Shade::Main);
    }
    drawing.tell(&format!("{told}."));
}
