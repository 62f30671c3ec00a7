//! Whether two groups of scores differ by more than luck: a permutation test.
//!
//! If when a round was sat made no difference, its score could as well have come in the other group.
//! So all ways to deal the scores into two groups of these sizes are as likely, and the share of
//! them that differ at least as much as what was seen is how often luck alone does that.

/// Deals that are all looked at; beyond them as many are drawn.
const DEALS_MOST: u64 = 20_000;

/// How two groups differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Luck {
    /// Later less earlier, thousandths.
    pub difference: i64,
    /// How often luck alone differs as much, thousandths.
    pub by_luck: u32,
    /// The smallest that `by_luck` can be for groups of these sizes.
    pub least: u32,
}

/// From this share on, in thousandths, a difference is put down to luck.
pub const LUCK_FROM: u32 = 50;

impl Luck {
    /// Whether groups of this size could tell at all.
    #[must_use]
    pub const fn can_tell(self) -> bool {
        self.least < LUCK_FROM
    }

    #[must_use]
    pub const fn is_luck(self) -> bool {
        self.by_luck >= LUCK_FROM
    }
}

/// Both ways: better or worse. Nothing where a group is empty.
#[must_use]
pub fn luck(before: &[u32], after: &[u32]) -> Option<Luck> {
    if before.is_empty() || after.is_empty() {
        return None;
    }
    let all: Vec<i64> = before.iter().chain(after).map(|&score| i64::from(score)).collect();
    let (total, taken) = (all.iter().sum::<i64>(), after.len());
    let sum: i64 = after.iter().map(|&score| i64::from(score)).sum();
    // Compared by sums times both sizes, so that no fraction is cut: |a/n - b/m| · n · m.
    let (n, m) = (i64::try_from(before.len()).ok()?, i64::try_from(taken).ok()?);
    let gap = |sum: i64| (sum * n - (total - sum) * m).abs();
    let seen = gap(sum);
    let ways = ways(all.len(), taken);
    let (mut as_far, mut deals) = (0_u64, 0_u64);
    let mut count = |sum: i64| {
        deals += 1;
        as_far += u64::from(gap(sum) >= seen);
    };
    if ways <= DEALS_MOST {
        every(&all, taken, 0, &mut count);
    } else {
        let mut chance =
            Chance(all.iter().fold(17, |seed, &score| mix(seed ^ score.unsigned_abs())));
        let mut dealt = all.clone();
        for _ in 0..DEALS_MOST {
            for at in 0..taken {
                let from = at + chance.below(dealt.len() - at);
                dealt.swap(at, from);
            }
            count(dealt[..taken].iter().sum());
        }
    }
    let share = |of: u64, all: u64| u32::try_from(of * 1000 / all.max(1)).unwrap_or(1000);
    let difference = sum / m - (total - sum) / n;
    let least = share(if n == m { 2 } else { 1 }, ways.min(DEALS_MOST));
    Some(Luck { difference, by_luck: share(as_far, deals), least })
}

/// In how many ways some of all can be taken; more than we look at is enough to know.
fn ways(all: usize, taken: usize) -> u64 {
    let mut ways = 1_u64;
    for at in 0..taken.min(all - taken) {
        ways = ways * (all - at) as u64 / (at as u64 + 1);
        if ways > DEALS_MOST {
            break;
        }
    }
    ways
}

/// The sum of every way to take so many.
fn every(all: &[i64], taken: usize, sum: i64, count: &mut impl FnMut(i64)) {
    if taken == 0 {
        return count(sum);
    }
    for at in 0..=all.len() - taken {
        every(&all[at + 1..], taken - 1, sum + all[at], count);
    }
}

/// The same deals for the same scores (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mix(self.0) % bound.max(1) as u64).unwrap_or_default()
    }
}

const fn mix(of: u64) -> u64 {
    let of = (of ^ (of >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let of = (of ^ (of >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    of ^ (of >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_against_three_can_never_tell() {
        let found = luck(&[1000, 1000, 1000], &[4000, 4000, 4000]).expect("both");
        assert_eq!((found.difference, found.by_luck, found.least), (3000, 100, 100));
        assert!(!found.can_tell());
        let four = luck(&[1000; 4], &[4000; 4]).expect("both");
        assert_eq!((four.by_luck, four.can_tell(), four.is_luck()), (28, true, false));
    }

    #[test]
    fn the_same_scores_are_luck_however_they_fall() {
        let found = luck(&[2000; 5], &[2000; 5]).expect("both");
        assert_eq!((found.difference, found.by_luck), (0, 1000));
        assert!(luck(&[], &[2000]).is_none() && luck(&[2000], &[]).is_none());
    }

    #[test]
    fn by_hand_two_of_four() {
        // Six ways to take two of 1, 2, 3, 4: only {3, 4} and {1, 2} differ by two.
        let found = luck(&[1000, 2000], &[3000, 4000]).expect("both");
        assert_eq!((found.difference, found.by_luck), (2000, 333));
    }

    #[test]
    fn many_are_drawn_and_agree_with_what_is_known() {
        let (low, high): (Vec<u32>, Vec<u32>) =
            ((0..30).map(|i| 2000 + i).collect(), (0..30).map(|i| 3000 + i).collect());
        let found = luck(&low, &high).expect("both");
        assert_eq!(found.by_luck, 0);
        let mixed: Vec<u32> = (0..30).map(|i| 2000 + i * 37 % 500).collect();
        let other: Vec<u32> = (0..30).map(|i| 2000 + (i * 53 + 11) % 500).collect();
        let found = luck(&mixed, &other).expect("both");
        assert!(found.is_luck(), "{found:?}");
        assert_eq!(luck(&mixed, &other), Some(found), "the same every time");
    }

    /// Of groups that differ by nothing but luck one in twenty is called different, not more.
    #[test]
    fn it_cries_wolf_as_seldom_as_it_says() {
        let mut chance = Chance(3);
        let mut cried = 0;
        for _ in 0..400 {
            let scores: Vec<u32> = (0..12).map(|_| 1000 + chance.below(3000) as u32).collect();
            cried += u32::from(!luck(&scores[..6], &scores[6..]).expect("both").is_luck());
        }
        assert!((5..=35).contains(&cried), "{cried} of 400");
    }
}
