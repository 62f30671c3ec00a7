//! The shares of a STAR answer, drawn: time and words against the convention.

use crate::figures::whole_percent;
use crate::view::page::{Drawing, Pin, Shade};
use crate::view::transcript::LetterPart;
use crate::view::words::title;

const ROW: u32 = 44;
const BAR: u32 = 18;
/// Below this share a bar has no room for its letter.
const ROOM: u32 = 40;

/// A letter's share in one of the rows, thousandths.
type Share = fn(&LetterPart) -> u32;

pub(super) fn drawing(letters: &[LetterPart]) -> Drawing {
    let mut drawing = Drawing::new("Shares of the answer by STAR letter");
    let rows: [(&str, Share); 3] = [
        ("Your time", |letter| letter.time_share),
        ("Your words", |letter| letter.word_share),
        ("Guide, a convention", |letter| letter.guide),
    ];
    for (index, (name, share)) in (0..).zip(rows) {
        let top = index * ROW;
        drawing.words((0, top + 14), Pin::Start, Shade::Quiet, name);
        row(&mut drawing, letters, top + 20, share);
        let shares: Vec<String> = letters
            .iter()
            .map(|letter| format!("{} {}", title(letter.letter), whole_percent(share(letter))))
            .collect();
        drawing.tell(&format!("{name}: {}.", shares.join(", ")));
    }
    drawing.height = 3 * ROW;
    drawing
}

fn row(drawing: &mut Drawing, letters: &[LetterPart], y: u32, share: Share) {
    const SHADES: [Shade; 4] = [Shade::Tint, Shade::Pale, Shade::Main, Shade::Tint];
    drawing.bar((0, 1000), (y, BAR), Shade::Track);
    let mut x = 0;
    for (letter, shade) in letters.iter().zip(SHADES.into_iter().cycle()) {
        // Shares are cut to whole thousandths, and a foreign journal's may say more.
        let width = share(letter).min(1000 - x);
        if width == 0 {
            continue;
        }
        drawing.bar((x, width), (y, BAR), shade);
        if x > 0 {
            drawing.line((x, x), (y, y + BAR), Shade::OnMain);
        }
        if width >= ROOM {
            let initial: String = title(letter.letter).chars().take(1).collect();
            let on = if shade == Shade::Main { Shade::OnMain } else { Shade::Text };
            drawing.words((x + width / 2, y + 13), Pin::Middle, on, &initial);
        }
        x += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fill_their_rows_and_no_more() {
        let letter = |name, share| LetterPart {
            letter: name,
            words: 1,
            word_share: share,
            used_ms: 1,
            time_share: 900,
            guide: 250,
        };
        let letters = [letter("situation", 500), letter("action", 30), letter("result", 470)];
        let drawing = drawing(&letters);
        assert!(drawing.fits(), "{drawing:?}");
        let desc = drawing.desc.as_str();
        assert!(desc.contains("Your words: Situation 50%, Action 3%, Result 47%."), "{desc}");
    }
}
