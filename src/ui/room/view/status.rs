//! Below the answer: what the program has to say at the left, what was written at the right.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::bank::question::Mode;
use crate::figures::counted;
use crate::format::plan::CODE_FIELD;
use crate::score::rules;
use crate::time::Span;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::draft::Draft;
use crate::ui::room::model::Model;
use crate::view::page::wrap::{columns, wrap};

/// Lines of what is said at most.
const SAID_MOST: usize = 2;

/// Columns behind what is said, where `saved` stands.
const BESIDE: u16 = 10;

/// From this height on the answer can spare a line for a long sentence.
const TALL: u16 = 5;

/// Lines that it takes of an answer of this size: one more where a sentence needs it.
pub fn lines(model: &Model, scene: &Scene<'_>, area: Rect) -> u16 {
    let is_long = said(model, scene).is_some_and(|(_, text)| rows(&text, area.width).len() > 1);
    1 + u16::from(is_long && area.height >= TALL)
}

fn said(model: &Model, scene: &Scene<'_>) -> Option<(Ink, String)> {
    match (scene.not_saved, model.said(scene.now)) {
        (Some(cause), _) => {
            Some((Ink::Red, format!("Not saved: {cause}. The clock stands still.")))
        }
        (None, said) => said.map(|(ink, text)| (ink, text.to_owned())),
    }
}

/// What is said, cut where the last line stands beside what was written.
fn rows(text: &str, width: u16) -> Vec<String> {
    let (whole, short) = (usize::from(width), usize::from(width.saturating_sub(BESIDE)));
    if columns(text) <= short {
        return vec![text.to_owned()];
    }
    let mut rows = wrap(text, whole);
    if rows.len() > SAID_MOST {
        let rest = rows.split_off(SAID_MOST - 1).join(" ");
        rows.push(rest);
    } else if rows.len() == 1 {
        rows = wrap(text, short);
    }
    rows
}

pub fn draw(
    model: &Model,
    scene: &Scene<'_>,
    mode: Option<Mode>,
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let last = area.bottom().saturating_sub(1);
    let (ink, saved) = match scene.not_saved {
        Some(_) => (Ink::Red, "NOT SAVED"),
        None if model.writing.is_saved(scene.now) => (Ink::Dim, "saved"),
        None => (Ink::Dim, "saving"),
    };
    let mut right = canvas.right(area.right(), last, ink, saved);
    let said = said(model, scene);
    let mut rows = match &said {
        Some((_, text)) if area.height > 1 => rows(text, area.width),
        Some((_, text)) => vec![text.clone()],
        None => Vec::new(),
    };
    let beside = rows.pop().unwrap_or_default();
    let room = usize::from(right.saturating_sub(area.x));
    let written = model.writing.draft().filter(|_| mode != Some(Mode::Quiz));
    let is_code = model.writing.page().is_some_and(|page| page.3 == CODE_FIELD);
    let measure = if is_code { lines_of } else { measure };
    if let Some(measure) = written.map(|draft| format!("{} · ", measure(draft))) {
        // What is said matters more than what is counted.
        let needed = if beside.is_empty() { 0 } else { columns(&beside) + 2 };
        if columns(&measure) + needed <= room {
            right = canvas.right(right, last, Ink::Dim, &measure);
        }
    }
    let Some((ink, _)) = said else { return };
    for (row, y) in rows.iter().zip(area.y..) {
        canvas.text(area.x, y, area.width, ink, row);
    }
    canvas.text(area.x, last, right.saturating_sub(area.x + 2), ink, &beside);
}

/// The last line counts unless it is empty.
fn lines_of(draft: &Draft) -> String {
    let is_open = !draft.is_empty() && !draft.text().ends_with('\n');
    counted(draft.count().newlines + usize::from(is_open), "line")
}

/// `41 words, 0:17 aloud`, at the pace of conversation.
fn measure(draft: &Draft) -> String {
    let words = draft.count().words;
    let aloud = words as u64 * 60_000 / u64::from(rules::latest().star.words_a_minute.max(1));
    match words {
        1 => "1 word".to_owned(),
        _ => format!("{words} words, {} aloud", Span(aloud)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_has_two_lines_and_leaves_room_beside_the_last() {
        assert_eq!(rows("Saved.", 60), ["Saved."]);
        let text = "Once more, from an empty page. The first attempt scores. What was there before \
                    is in answer.before-1.py.";
        for width in [60, 80] {
            let rows = rows(text, width);
            assert_eq!((rows.len(), rows.join(" ")), (2, text.to_owned()), "{width}");
        }
        let almost = "x ".repeat(29);
        let rows = rows(almost.trim(), 60);
        assert!(rows.iter().all(|row| row.len() <= 50), "{rows:?}");
    }
}
