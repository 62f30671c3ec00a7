//! The four letters, with the time and the words each has taken so far.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::engine::State;
use crate::figures::whole_percent;
use crate::format::plan::STAR_FIELDS;
use crate::score::rules;
use crate::score::star::{Letter, Share, StarAnswer, shares_of};
use crate::time::{Elapsed, Span};
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::model::Model;
use crate::view::say::question::STAR_ASKS;
use crate::view::words::title;

/// Tabs, and a bar a letter.
pub const LINES: u16 = 5;

/// Room for `1:10  31%   48   20%`.
const FIGURES: u16 = 30;

pub fn draw(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(shares) = measured(model, scene.state, scene.now) else { return };
    let open = open_letter(scene.state);
    let names = STAR_FIELDS.iter().enumerate();
    let x = canvas.tabs(area, names.map(|(i, name)| (Some(i) == open, title(name))));
    if area.height < LINES {
        return small(canvas, area, &shares);
    }
    let from = area.right().saturating_sub(FIGURES);
    if x < from {
        canvas.text(from, area.y, FIGURES, Ink::Dim, "   time  share  words  guide");
    }
    for (share, y) in shares.iter().zip(area.y + 1..) {
        let letter = title(share.letter).chars().next().unwrap_or(' ').to_string();
        canvas.text(area.x, y, 1, Ink::Bold, &letter);
        let width = from.saturating_sub(area.x + 2);
        canvas.bar(area.x + 2, y, width, u64::from(share.time_share), 1000, ["█", "░"]);
        let text = format!(
            "{:>7} {:>6} {:>6} {:>6}",
            Span(share.used_ms).to_string(),
            whole_percent(share.time_share),
            share.words,
            whole_percent(share.guide)
        );
        canvas.text(from, y, FIGURES, Ink::Plain, &text);
    }
}

/// All on one line.
fn small(canvas: &mut Canvas<'_>, area: Rect, shares: &[Share; 4]) {
    let letter = |share: &Share| {
        let name = title(share.letter);
        format!(
            "{} {} {}/{}",
            name.chars().next().unwrap_or(' '),
            Span(share.used_ms),
            whole_percent(share.time_share),
            whole_percent(share.guide)
        )
    };
    let text: Vec<String> = shares.iter().map(letter).collect();
    canvas.text(area.x, area.y + 1, area.width, Ink::Dim, &text.join("  "));
}

/// What the open letter asks for.
pub fn asks(state: &State) -> Option<&'static str> {
    open_letter(state).map(|letter| STAR_ASKS[letter])
}

fn open_letter(state: &State) -> Option<usize> {
    let attempt = state.current()?.1.current_attempt()?;
    let open = attempt.open_field()?;
    STAR_FIELDS.iter().position(|field| *field == open.name)
}

/// The shares at `now`: the open letter's time runs.
fn measured(model: &Model, state: &State, now: Elapsed) -> Option<[Share; 4]> {
    let (_, item) = state.current()?;
    let attempt = item.current_attempt()?;
    let running = |index: usize| match attempt.open {
        Some(open) if open.index == index => state.watch.read(now).less(open.from),
        _ => Span::ZERO,
    };
    let letter = |name: &str| {
        let found = attempt.fields.iter().position(|field| field.name == name);
        found.map_or(Letter::default(), |index| {
            let field = &attempt.fields[index];
            Letter { text: &field.text, used_ms: (field.used + running(index)).0 }
        })
    };
    let answer = StarAnswer { letters: STAR_FIELDS.map(letter), is_spoken: item.spoken };
    let counts = answer.letters.map(|letter| model.words.of(letter.text));
    Some(shares_of(&rules::latest().star, &answer, counts))
}
