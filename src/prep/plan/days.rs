//! The minutes that are free on each of some days.

use chrono::NaiveDate;

use crate::prep::day::{days_between, later};

/// Days in a row, each with the same share of minutes.
pub(super) struct Days {
    from: NaiveDate,
    share: u32,
    free: Vec<u32>,
}

impl Days {
    /// Both days are included; none where `to` is before `from`.
    pub(super) fn new(from: NaiveDate, to: NaiveDate, share: u32) -> Days {
        let count = usize::try_from(days_between(from, to) + 1).unwrap_or_default();
        Days { from, share, free: vec![share; count] }
    }

    /// Takes the minutes from that day. What is longer than a day's share takes from the days behind
    /// it as well: whoever spends three hours on a Monday has had the hours of half a week.
    pub(super) fn take(&mut self, date: NaiveDate, minutes: u32) {
        let Ok(at) = usize::try_from(days_between(self.from, date)) else { return };
        let mut left = minutes;
        for free in self.free.iter_mut().skip(at) {
            let taken = left.min(*free);
            *free -= taken;
            left -= taken;
        }
    }

    /// The first day, from that one on, with room for so many minutes: what is left of its share, or
    /// an empty day and what it needs of the days behind it.
    pub(super) fn first(&self, not_before: NaiveDate, minutes: u32) -> Option<NaiveDate> {
        let skipped = usize::try_from(days_between(self.from, not_before)).unwrap_or_default();
        let has_room = |at: &usize| match self.free[*at] {
            free if minutes <= free => true,
            free if free < self.share => false,
            _ => {
                let behind = self.free[*at..].iter().map(|free| u64::from(*free));
                behind.sum::<u64>() >= u64::from(minutes)
            }
        };
        let at = (skipped..self.free.len()).find(has_room)?;
        Some(later(self.from, i64::try_from(at).ok()?))
    }

    /// The day from that one on, else the last one before it, that holds nothing or has enough left
    /// of its share. Takes the minutes from that day alone.
    pub(super) fn nearest(&mut self, wanted: NaiveDate, minutes: u32) -> Option<NaiveDate> {
        let wanted = usize::try_from(days_between(self.from, wanted)).unwrap_or_default();
        let has_room = |at: &usize| self.free[*at] == self.share || minutes <= self.free[*at];
        let count = self.free.len();
        let from = wanted.min(count);
        let at = (from..count).find(has_room).or_else(|| (0..from).rev().find(has_room))?;
        self.free[at] = self.free[at].saturating_sub(minutes);
        Some(later(self.from, i64::try_from(at).ok()?))
    }
}
