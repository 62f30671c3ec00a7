//! Where the parts of a question stand: below each other, or side by side where there is room.

use ratatui::layout::Rect;

/// From this width on question and talk stand left, the answer right.
pub const WIDE: u16 = 130;

/// Columns of the left side at most: a line of prose that reads well, and its margins.
const LEFT_MOST: u16 = 98;

/// Lines by which the answer gets more: a rule that moved with each line would be seen.
const STEP: u16 = 2;

/// The two sides of a wide screen, and the column between them.
pub struct Sides {
    pub left: Rect,
    pub between: u16,
    pub right: Rect,
}

pub fn sides(body: Rect) -> Option<Sides> {
    if body.width < WIDE {
        return None;
    }
    let width = (body.width * 9 / 20).min(LEFT_MOST);
    let between = body.x + width;
    let right = Rect { x: between + 1, width: body.right() - between - 1, ..body };
    Some(Sides { left: Rect { width, ..body }, between, right })
}

/// What a part wants, and what it gets whatever the others want.
#[derive(Clone, Copy)]
pub struct Part {
    pub wants: usize,
    pub least: u16,
}

impl Part {
    /// It gets all that it wants, if the parts before it leave so much.
    pub fn whole(wants: usize) -> Part {
        Part { wants, least: u16::try_from(wants).unwrap_or(u16::MAX) }
    }
}

/// Shares out lines: each part gets what it wants up to its due, what is left goes to those that
/// want more, in this order, and what nobody wants to the last.
pub fn shares<const N: usize>(free: u16, parts: [Part; N]) -> [u16; N] {
    let wants = parts.map(|part| u16::try_from(part.wants).unwrap_or(u16::MAX));
    let mut left = free;
    let mut got = [0; N];
    for (index, part) in parts.iter().enumerate() {
        got[index] = part.least.min(wants[index]).min(left);
        left -= got[index];
    }
    for (index, wanted) in wants.iter().enumerate() {
        let more = wanted.saturating_sub(got[index]).min(left);
        got[index] += more;
        left -= more;
    }
    if let Some(last) = got.last_mut() {
        *last += left;
    }
    got
}

/// Lines that an answer of so many rows wants: room to write on, by steps.
pub fn wanted(rows: usize) -> usize {
    let step = usize::from(STEP);
    (rows / step + 1) * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_where_there_is_text() {
        let part = |wants, least| Part { wants, least };
        // A long question beside a short answer, and the other way round.
        assert_eq!(shares(20, [part(40, 10), part(5, 10)]), [15, 5]);
        assert_eq!(shares(20, [part(3, 10), part(40, 10)]), [3, 17]);
        assert_eq!(shares(20, [part(40, 10), part(40, 10)]), [10, 10]);
        assert_eq!(shares(20, [part(3, 10), part(3, 10)]), [3, 17]);
        assert_eq!(shares(3, [part(40, 2), part(40, 10)]), [2, 1]);
    }
}
