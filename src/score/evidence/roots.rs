//! Roots and logarithms in integers, since those of the machine's floats differ from one library
//! to the next, and the same words must rank alike everywhere.

/// One, in thousandths.
pub(super) const ONE: u64 = 1000;

/// The square root of a whole number, in thousandths, rounded down.
pub(super) const fn root(of: u64) -> u64 {
    (of * ONE * ONE).isqrt()
}

/// ln(1 + all / some) ÷ ln(1 + all), in thousandths: 1000 where `some` is 1, and less the more of
/// `all` it is. How much a word tells that `some` of `all` points hold.
pub(crate) fn rarity(all: u64, some: u64) -> u64 {
    let (all, some) = (all.max(1), some.max(1));
    (log2(all + some, some) * ONE).checked_div(log2(all + 1, 1)).unwrap_or(ONE)
}

/// Bits behind the point in [`log2`].
const FRACTION: u32 = 16;

/// log₂(above / below) for above ≥ below, in 65,536ths: the whole part by halving, each bit behind
/// the point by a squaring.
fn log2(above: u64, below: u64) -> u64 {
    const POINT: u32 = 32;
    let mut rest = (u128::from(above) << POINT) / u128::from(below);
    let mut found = 0_u64;
    while rest >= 2 << POINT {
        rest >>= 1;
        found += 1;
    }
    for _ in 0..FRACTION {
        rest = (rest * rest) >> POINT;
        found <<= 1;
        if rest >= 2 << POINT {
            rest >>= 1;
            found |= 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_those_of_a_table() {
        let expected = [(0, 0), (1, 1000), (2, 1414), (3, 1732), (4, 2000), (8, 2828), (10, 3162)];
        for (of, expected) in expected {
            assert_eq!(root(of), expected, "root of {of}");
        }
        assert_eq!(root(1_000_000), 1_000_000);
    }

    #[test]
    fn rarities_are_those_of_a_table() {
        // Of six points: ln 7/ln 7, ln 4/ln 7, ln 3/ln 7, ln 2/ln 7.
        let of_six = [(1, 1000), (2, 712), (3, 564), (6, 356)];
        for (some, expected) in of_six {
            assert_eq!(rarity(6, some), expected, "{some} of 6");
        }
        assert_eq!(rarity(1, 1), 1000);
        assert_eq!((rarity(0, 0), rarity(0, 3)), (1000, 415));
    }

    #[test]
    fn logarithms_agree_with_floats() {
        for above in 1..200_u64 {
            let float = (above as f64).log2() * 65_536.0;
            assert!((log2(above, 1) as f64 - float).abs() < 2.0, "log2 of {above}");
        }
    }
}
