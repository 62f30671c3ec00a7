//! What a score stands at, in words: a figure, or while points wait for a mark the range in which
//! it can still end. Everything that tells a score words it here.

use crate::engine::event::ScoreSheet;
use crate::figures::{counted, decimal};
use crate::score::recommendation::band_word;
use crate::score::rules;
use crate::view::words;

/// `14 points wait for a mark (about 6 minutes)`.
pub fn waiting(points: usize) -> String {
    let verb = if points == 1 { "waits" } else { "wait" };
    let takes = rules::latest().judgement.as_ref();
    let marked = u32::try_from(points).unwrap_or(u32::MAX);
    let minutes = takes.map_or(0, |rules| rules.minutes_to_mark(marked)) as usize;
    format!("{} {verb} for a mark (about {})", counted(points, "point"), counted(minutes, "minute"))
}

/// `14 points wait for a mark (about 6 minutes: mock score 7Q2M4K)`.
pub fn waiting_in(points: usize, session: &str) -> String {
    format!("{}: mock score {session})", waiting(points).trim_end_matches(')'))
}

/// The same where it is what became of a score: `open: 14 points wait …`.
pub fn open(points: u32, session: &str) -> String {
    format!("open: {}", waiting_in(points as usize, session))
}

/// `2.10 to 3.40`; one figure where both ends are the same.
pub fn range((low, high): (u32, u32)) -> String {
    match low == high {
        true => decimal(low),
        false => format!("{} to {}", decimal(low), decimal(high)),
    }
}

/// The same for a dimension, in whole numbers: `2 to 4`.
pub fn whole_range((low, high): (u32, u32)) -> String {
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

/// The band as it stands alone, where a lone "No" would answer no question: `No hire`.
pub fn headline(band: &str) -> String {
    let whole = if band.ends_with("no") { format!("{band} hire") } else { band.to_owned() };
    words::title(&whole)
}

/// What a round, a question or a loop came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub mean: Option<u32>,
    pub band: Option<u32>,
    pub range: Option<(u32, u32)>,
    /// Core points that wait for a mark.
    pub open: u32,
}

impl Standing {
    pub const fn of(sheet: &ScoreSheet) -> Standing {
        Standing { mean: sheet.mean, band: sheet.band, range: sheet.range, open: sheet.open }
    }

    /// `3.25 hire`, `2.10 to 3.40, open`, and where the whole range lies in one band `2.80 to 3.40
    /// hire, open`. Nothing where nothing was scored.
    pub fn short(self) -> Option<String> {
        let band = self.band.map(|band| format!(" {}", band_word(band))).unwrap_or_default();
        match (self.mean, self.range) {
            (Some(mean), _) => Some(format!("{}{band}", decimal(mean))),
            (None, Some(ends)) => Some(format!("{}{band}, open", range(ends))),
            (None, None) if self.open > 0 => Some("open".to_owned()),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_that_wait_are_counted_with_their_minutes() {
        assert_eq!(waiting(1), "1 point waits for a mark (about 1 minute)");
        assert_eq!(
            open(14, "7Q2M4K"),
            "open: 14 points wait for a mark (about 6 minutes: mock score 7Q2M4K)"
        );
    }

    #[test]
    fn a_band_that_stands_alone_says_of_what_it_is() {
        let all = [1, 2, 3, 4].map(|band| headline(band_word(band)));
        assert_eq!(all, ["Strong no hire", "No hire", "Hire", "Strong hire"]);
    }

    #[test]
    fn a_score_that_is_open_is_a_range_and_never_a_figure() {
        let standing = |mean, band, range, open| Standing { mean, band, range, open }.short();
        assert_eq!(standing(Some(3250), Some(3), None, 0).as_deref(), Some("3.25 hire"));
        let open = standing(None, None, Some((1500, 3400)), 4);
        assert_eq!(open.as_deref(), Some("1.50 to 3.40, open"));
        let decided = standing(None, Some(3), Some((2800, 3400)), 1);
        assert_eq!(decided.as_deref(), Some("2.80 to 3.40 hire, open"));
        assert_eq!(standing(None, None, None, 3).as_deref(), Some("open"));
        assert_eq!(standing(None, None, None, 0), None);
    }
}
