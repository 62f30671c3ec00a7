//! How a run time grows: the slope of log time over log size.

/// Times below this are the clock's and the call's own, microseconds.
const FLOOR_US: u64 = 20;

/// Least-squares slope over (size, microseconds): 1 is linear, 2 quadratic. Nothing where there
/// are fewer than two sizes.
pub fn slope(points: &[(u64, u64)]) -> Option<f64> {
    let logs = points.iter().map(|(size, us)| (ln(*size), ln((*us).max(FLOOR_US))));
    let logs: Vec<(f64, f64)> = logs.collect();
    let count = f64::from(u32::try_from(logs.len()).ok()?);
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = logs.iter().map(|point| (point.0 - x).powi(2)).sum();
    let joint: f64 = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    (spread > 0.0).then(|| joint / spread)
}

#[expect(clippy::cast_precision_loss, reason = "sizes and times are far below 2^53")]
fn ln(value: u64) -> f64 {
    (value.max(1) as f64).ln()
}

/// Thousandths, none below zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
pub fn thousandths(slope: f64) -> u32 {
    (slope * 1000.0).round().clamp(0.0, 1e9) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn linear_and_quadratic_are_told_apart() {
        assert_eq!(slope(&[(1000, 500), (2000, 1000), (4000, 2000)]).map(thousandths), Some(1000));
        assert_eq!(slope(&[(1000, 500), (2000, 2000), (4000, 8000)]).map(thousandths), Some(2000));
        assert_eq!(slope(&[(1000, 500), (2000, 500)]).map(thousandths), Some(0));
        assert_eq!(slope(&[(1000, 500)]), None);
        assert_eq!(slope(&[]), None);
    }

    #[test]
    fn times_of_the_clock_itself_have_no_slope() {
        assert_eq!(slope(&[(1000, 1), (2000, 9), (4000, 15)]).map(thousandths), Some(0));
    }

    proptest! {
        #[test]
        fn a_power_is_found_again(power in 5_u32..30, base in 100_u64..1000) {
            let exponent = f64::from(power) / 10.0;
            let time = |n: u64| ((n as f64).powf(exponent) * 1000.0) as u64;
            let points: Vec<(u64, u64)> =
                [base, 2 * base, 4 * base].into_iter().map(|n| (n, time(n))).collect();
            let found = slope(&points).expect("three sizes");
            prop_assert!((found - exponent).abs() < 0.02, "{found} for {exponent}");
        }
    }
}
