//! Rows whose numbers are near each other and no more, paired one to one.

use std::collections::{BTreeSet, HashMap};

use super::cell::{Near, Value};

/// A result's row.
pub type Row = Vec<Value>;

/// Rows that are tried for one: so many near ones in the column that tells them apart best.
const REACH: usize = 2_000;

/// Takes away rows that are near each other. What is left on either side has none on the other.
///
/// Rows are parted by all cells that are equal or nothing, and then stand by size in one column, so
/// that only those are compared which may be near. The cost is that of sorting, where the column
/// tells rows apart.
pub fn near(
    want: &[Row],
    have: &[Row],
    missing: Vec<usize>,
    extra: Vec<usize>,
    nears: &[Near],
) -> (Vec<usize>, Vec<usize>) {
    let mut parts: HashMap<Vec<Option<&Value>>, Part> = HashMap::new();
    for at in missing {
        parts.entry(exact(&want[at])).or_default().want.push(at);
    }
    for at in extra {
        parts.entry(exact(&have[at])).or_default().have.push(at);
    }
    let (mut missing, mut extra) = (Vec::new(), Vec::new());
    for part in parts.into_values() {
        let (want, have) = part.paired(want, have, nears);
        missing.extend(want);
        extra.extend(have);
    }
    missing.sort_unstable();
    extra.sort_unstable();
    (missing, extra)
}

/// The cells of a row that are equal to another's or not near it at all.
fn exact(row: &Row) -> Vec<Option<&Value>> {
    let is_loose =
        |value: &&Value| !matches!(value, Value::Number(_) | Value::Array(_) | Value::Json(_));
    row.iter().map(|value| Some(value).filter(is_loose)).collect()
}

/// Places of rows that may be near each other.
#[derive(Default)]
struct Part {
    want: Vec<usize>,
    have: Vec<usize>,
}

impl Part {
    fn paired(self, want: &[Row], have: &[Row], nears: &[Near]) -> (Vec<usize>, Vec<usize>) {
        if self.want.is_empty() || self.have.is_empty() {
            return (self.want, self.have);
        }
        let column = self.telling_column(want, have);
        let by_size = |rows: &[Row], places: &[usize]| {
            let size = |at: usize| column.map_or(0.0, |column| size(&rows[at][column]));
            let mut sized: Vec<(f64, usize)> = places.iter().map(|at| (size(*at), *at)).collect();
            sized.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            sized
        };
        let (wanted, found) = (by_size(want, &self.want), by_size(have, &self.have));
        let tolerance = column.and_then(|column| nears[column].tolerance).unwrap_or(0.0);
        let is_near = |want: &Row, have: &Row| {
            let mut cells = want.iter().zip(have).zip(nears);
            cells.all(|((want, have), near)| have.is_near(want, *near))
        };
        let mut left = Vec::new();
        let mut is_taken = vec![false; found.len()];
        let mut first = 0;
        for (size, at) in wanted {
            // A little wider than the tolerance itself, which is what decides.
            let off = tolerance * size.abs().max(1.0) * 1.000_001;
            let is_past = |at: usize| is_taken[at] || tolerance < 1.0 && found[at].0 < size - off;
            while first < found.len() && is_past(first) {
                first += 1;
            }
            let mut near = (first..found.len()).take_while(|other| found[*other].0 <= size + off);
            let tried = near.by_ref().filter(|other| !is_taken[*other]).take(REACH);
            let pair = { tried }.find(|other| is_near(&want[at], &have[found[*other].1]));
            match pair {
                Some(other) => is_taken[other] = true,
                None => left.push(at),
            }
        }
        let free = found.iter().zip(&is_taken).filter(|(_, is_taken)| !**is_taken);
        (left, free.map(|((_, at), _)| *at).collect())
    }

    /// The column of numbers that has the most of them; nothing where no column is of numbers alone.
    fn telling_column(&self, want: &[Row], have: &[Row]) -> Option<usize> {
        let rows = || {
            let want = self.want.iter().map(|at| &want[*at]);
            want.chain(self.have.iter().map(|at| &have[*at]))
        };
        let columns = rows().next().map_or(0, Vec::len);
        let is_number = |column: &usize| rows().all(|row| matches!(row[*column], Value::Number(_)));
        let different = |column: &usize| {
            rows().map(|row| size(&row[*column]).to_bits()).collect::<BTreeSet<u64>>().len()
        };
        (0..columns).filter(is_number).max_by_key(different)
    }
}

fn size(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.to_f64(),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell::Decimal;
    use super::*;

    fn number(text: &str) -> Value {
        Value::Number(Decimal::parse(text).expect("a number"))
    }

    fn nears(columns: usize, tolerance: f64) -> Vec<Near> {
        vec![Near { tolerance: Some(tolerance), counts_whole: false }; columns]
    }

    fn all(rows: &[Row]) -> Vec<usize> {
        (0..rows.len()).collect()
    }

    #[test]
    fn many_rows_without_a_counterpart_are_soon_told() {
        let rows = |part: &str| -> Vec<Row> {
            (0..60_000).map(|n| vec![number("7"), number(&format!("{n}.{part}"))]).collect()
        };
        let (want, have) = (rows("25"), rows("75"));
        let (missing, extra) = near(&want, &have, all(&want), all(&have), &nears(2, 1e-9));
        assert_eq!((missing.len(), extra.len()), (60_000, 60_000));
        let mut turned = want.clone();
        turned.reverse();
        let none = near(&want, &turned, all(&want), all(&turned), &nears(2, 1e-9));
        assert_eq!(none, (vec![], vec![]));
    }

    proptest! {
        /// Against every row tried with every other.
        #[test]
        fn nothing_near_is_left_on_both_sides(
            want in prop::collection::vec((0_u8..6, 0_u8..3), 0..20),
            have in prop::collection::vec((0_u8..6, 0_u8..3), 0..20),
            tolerance in prop::sample::select(vec![1e-9, 0.3, 2.0]),
        ) {
            let rows = |pairs: &[(u8, u8)]| -> Vec<Row> {
                let text = |n: u8| if n == 2 { Value::Null } else { Value::Text(n.to_string()) };
                pairs.iter().map(|(a, b)| vec![number(&format!("{a}.5")), text(*b)]).collect()
            };
            let (want, have) = (rows(&want), rows(&have));
            let nears = nears(2, tolerance);
            let (missing, extra) = near(&want, &have, all(&want), all(&have), &nears);
            prop_assert_eq!(want.len() - missing.len(), have.len() - extra.len());
            for at in &missing {
                for other in &extra {
                    let mut cells = want[*at].iter().zip(&have[*other]).zip(&nears);
                    let is_near = cells.all(|((want, have), near)| have.is_near(want, *near));
                    prop_assert!(!is_near, "{:?} {:?}", want[*at], have[*other]);
                }
            }
        }
    }
}
