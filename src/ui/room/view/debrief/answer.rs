//! The candidate's own words, sentence by sentence, with the one that is pointed at in sight.
//!
//! Only what is seen is wrapped: an answer may be very long.

use std::collections::VecDeque;

use ratatui::layout::Rect;

use crate::engine::State;
use crate::engine::event::Scope;
use crate::engine::places::text_of;
use crate::seat::debrief::Offer;
use crate::text::SafeText;
use crate::ui::out::Ink;
use crate::ui::room::view::canvas::{Canvas, in_sight};
use crate::view::page::Row;
use crate::view::page::wrap::{columns, hanging, wrap};
use crate::view::say::point::suggestion;

/// Bytes shown of what stands between two sentences.
const BETWEEN_MOST: usize = 160;

/// The number of a sentence has one key.
const NUMBERED: usize = 9;

/// Draws as much of the answer as has room, and says which sentences are seen, and of how many;
/// nothing where all are.
pub fn draw(
    state: &State,
    scope: Scope,
    offer: &Offer,
    canvas: &mut Canvas<'_>,
    area: Rect,
) -> Option<String> {
    let height = usize::from(area.height);
    let sheet = Sheet { state, scope, offer, width: usize::from(area.width) };
    let count = offer.words.sentences.len();
    let focus = offer.at.unwrap_or(0);
    let window = sheet.window(focus, height);
    canvas.rows(area, &window.rows, window.skip);
    (window.first > 0 || window.last + 1 < count || window.rows.len() > height)
        .then(|| format!("{} sentences", in_sight(window.first + 1, window.last + 1, count)))
}

struct Sheet<'a> {
    state: &'a State,
    scope: Scope,
    offer: &'a Offer,
    width: usize,
}

/// Lines around a sentence, and how many of them are above what is seen.
struct Window {
    rows: Vec<Row>,
    skip: usize,
    first: usize,
    last: usize,
}

impl Sheet<'_> {
    /// From the first sentence on where all of them fit, else around the one in focus.
    fn window(&self, focus: usize, height: usize) -> Window {
        let count = self.offer.words.sentences.len();
        let mut lists: VecDeque<Vec<Row>> = VecDeque::new();
        let (mut first, mut last) = (focus, focus);
        lists.extend((focus < count).then(|| self.sentence(focus)));
        let (mut above, mut below) = (0, lists.iter().map(Vec::len).sum::<usize>());
        // A third of the room is for what comes before, and all that nothing comes after.
        while above + below < height || above < height / 3 && first > 0 {
            if (first == 0 || above >= height / 3) && last + 1 < count {
                last += 1;
                let rows = self.sentence(last);
                below += rows.len();
                lists.push_back(rows);
            } else if first > 0 {
                first -= 1;
                let rows = self.sentence(first);
                above += rows.len();
                lists.push_front(rows);
            } else {
                break;
            }
        }
        let rows: Vec<Row> = lists.into_iter().flatten().collect();
        let most = rows.len().saturating_sub(height);
        let skip = above.saturating_sub(height / 3).min(most);
        Window { rows, skip, first, last }
    }

    /// A sentence, below the title of its part where it is the first of several parts'.
    fn sentence(&self, index: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        let passages = &self.offer.words.passages;
        let opens = passages.iter().find(|passage| passage.sentences.start == index);
        if let Some(passage) = opens.filter(|_| passages.len() > 1) {
            let title = SafeText::line(&passage.title);
            rows.push(Row { ink: Ink::Dim, text: format!("   {title}") });
        }
        let is_pointed = self.offer.at == Some(index);
        let is_taken = self.offer.taken.contains(&index);
        let rank = self.offer.rank_of(index).filter(|rank| *rank <= NUMBERED);
        let label = format!(
            "{}{}{} ",
            if is_pointed { "▌" } else { " " },
            rank.map_or(" ".to_owned(), |rank| rank.to_string()),
            if is_taken { "+" } else { " " },
        );
        let ink = match (is_pointed || is_taken, rank) {
            (true, _) => Ink::Bold,
            (false, _) => Ink::Plain,
        };
        let text = SafeText::new(&self.text(index)).to_string();
        let mut lines: Vec<String> = wrap(&text, self.width.saturating_sub(columns(&label)));
        lines.retain(|line| !line.trim().is_empty());
        let mut lines = hanging(&label, &lines.join("\n"), self.width);
        if let (true, Some(rank), Some(last)) =
            (is_pointed, self.offer.rank_of(index), lines.last_mut())
        {
            let note = format!("  ← {}", suggestion(rank));
            if columns(last) + columns(&note) <= self.width {
                last.push_str(&note);
            }
        }
        rows.extend(lines.into_iter().map(|text| Row { ink, text }));
        rows
    }

    /// Its words, with the lines around it that no sentence claims.
    fn text(&self, index: usize) -> String {
        let sentence = &self.offer.words.sentences[index];
        let place = &sentence.place;
        let Some(source) = text_of(self.state, self.scope, place) else { return String::new() };
        let slice = |from: usize, to: usize| source.get(from..to).unwrap_or("");
        let before = slice(sentence.shown.0, place.from);
        let before = before.split_once('\n').map_or(before.trim_start(), |(_, lines)| lines);
        let before = &before[ceil(before, before.len().saturating_sub(BETWEEN_MOST))..];
        let after = slice(place.to, sentence.shown.1);
        let after = &after[..ceil(after, after.len().min(BETWEEN_MOST))];
        format!("{before}{}{}", slice(place.from, place.to), after.trim_end())
    }
}

/// The next boundary of a letter.
fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
