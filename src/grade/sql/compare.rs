//! Whether two results are the same, and how they differ.
//!
//! Rows are a multiset: how often each stands counts, where it stands does not, unless the task
//! declares an order. Then the columns of the order have to run as expected, and rows that tie in
//! them may stand in any order.

use std::collections::HashMap;

use super::cell::{Kind, Value, kind_of, title};
use crate::engine::verdict::{DiffRow, Side, TableDiff};
use crate::figures::counted;

/// What a query gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Cells as PostgreSQL printed them; `None` is NULL.
    pub rows: Vec<Vec<Option<String>>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    pub is_array: bool,
}

impl Column {
    /// `type_name` is PostgreSQL's: `int4`, `_text`.
    pub fn new(name: &str, type_name: &str) -> Column {
        let (kind, is_array) = kind_of(type_name);
        Column { name: name.to_owned(), kind, is_array }
    }
}

/// What counts as the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    pub order: Order,
    pub by_position: bool,
    pub float_tol: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Free,
    Full,
    /// Names of the columns that order the rows; ties are free.
    By(Vec<String>),
}

impl Order {
    /// From `none`, `full` or `amount desc`: the direction is the reference's own.
    pub fn read(declared: &[String]) -> Order {
        match declared {
            [one] if one == "none" => Order::Free,
            [one] if one == "full" => Order::Full,
            [] => Order::Free,
            columns => {
                let name = |text: &String| text.split_whitespace().next().unwrap_or("").to_owned();
                Order::By(columns.iter().map(name).collect())
            }
        }
    }
}

/// How a result differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDifference {
    /// One sentence that names no value: it may be said of hidden data.
    pub message: String,
    /// `None` where the columns already differ.
    pub table: Option<TableDiff>,
}

/// Rows that a difference shows.
const SHOWN: usize = 20;
/// Unmatched rows on a side up to which counterparts are looked for.
const PAIRED: usize = 200;

/// `None` where `got` is as good as `expected`.
pub fn compare(expected: &Table, got: &Table, rules: &Rules) -> Option<TableDifference> {
    let places = match pair_columns(&expected.columns, &got.columns, rules.by_position) {
        Ok(places) => places,
        Err(message) => return Some(TableDifference { message, table: None }),
    };
    let kinds = place_kinds(expected, got, &places);
    let got_rows: Vec<Vec<Option<String>>> =
        got.rows.iter().map(|row| places.iter().map(|at| row[*at].clone()).collect()).collect();
    let want = read_rows(&expected.columns, &expected.rows);
    let have = {
        let columns: Vec<Column> = places.iter().map(|at| got.columns[*at].clone()).collect();
        read_rows(&columns, &got_rows)
    };
    let (missing, extra) = unmatched(&want, &have, rules.float_tol);
    let names = expected.columns.iter().map(|column| column.name.clone()).collect();
    if !missing.is_empty() || !extra.is_empty() {
        let sides = Sides { want: &want, have: &have, missing, extra };
        let mut message = sides.message(want.len(), have.len());
        message.extend(kinds.into_iter().map(|note| format!("; {note}")));
        let table = sides.diff(names, &expected.rows, &got_rows, rules.float_tol);
        return Some(TableDifference { message, table: Some(table) });
    }
    let key: Vec<usize> = match &rules.order {
        Order::Free => return None,
        Order::Full => (0..expected.columns.len()).collect(),
        Order::By(names) => {
            let place = |name: &String| expected.columns.iter().position(|c| c.name == *name);
            names.iter().filter_map(place).collect()
        }
    };
    let is_out = |(want, have): (&Vec<Value>, &Vec<Value>)| {
        key.iter().any(|at| !have[*at].is_near(&want[*at], rules.float_tol))
    };
    let at = want.iter().zip(&have).position(is_out)?;
    let rows = vec![
        DiffRow { side: Side::Missing, cells: expected.rows[at].clone(), differing: Vec::new() },
        DiffRow { side: Side::Extra, cells: got_rows[at].clone(), differing: Vec::new() },
    ];
    Some(TableDifference {
        message: format!("the rows are right, but not their order, from row {} on", at + 1),
        table: Some(TableDiff { columns: names, rows, more: 0 }),
    })
}

type Row = Vec<Value>;

fn read_rows(columns: &[Column], rows: &[Vec<Option<String>>]) -> Vec<Row> {
    let read = |row: &Vec<Option<String>>| {
        let cells = columns.iter().zip(row);
        cells.map(|(c, text)| Value::read(c.kind, c.is_array, text.as_deref())).collect()
    };
    rows.iter().map(read).collect()
}

/// For each expected column the place of its counterpart.
fn pair_columns(
    expected: &[Column],
    got: &[Column],
    by_position: bool,
) -> Result<Vec<usize>, String> {
    let list = |columns: &[Column]| {
        let names: Vec<String> = columns.iter().map(|c| format!("`{}`", c.name)).collect();
        if names.is_empty() { "no columns".to_owned() } else { names.join(", ") }
    };
    if by_position {
        return if expected.len() == got.len() {
            Ok((0..got.len()).collect())
        } else {
            let (want, have) = (expected.len(), got.len());
            Err(format!("{} needed, {} given: {}", counted(want, "column"), have, list(got)))
        };
    }
    let mut free: Vec<usize> = (0..got.len()).collect();
    let mut places = Vec::new();
    let mut absent = Vec::new();
    for column in expected {
        match free.iter().position(|at| got[*at].name == column.name) {
            Some(found) => places.push(free.remove(found)),
            None => absent.push(column.clone()),
        }
    }
    let surplus: Vec<Column> = free.iter().map(|at| got[*at].clone()).collect();
    match (absent.is_empty(), surplus.is_empty()) {
        (true, true) => Ok(places),
        (true, false) => Err(format!("columns that weren't asked for: {}", list(&surplus))),
        (false, true) => Err(format!("columns that are missing: {}", list(&absent))),
        (false, false) => Err(format!(
            "columns that are missing: {}; columns that weren't asked for: {}",
            list(&absent),
            list(&surplus)
        )),
    }
}

/// Columns of another kind than expected, where no value of the one can equal one of the other.
fn place_kinds(expected: &Table, got: &Table, places: &[usize]) -> Vec<String> {
    let family = |column: &Column| match column.kind {
        Kind::Float => (Kind::Exact, column.is_array),
        Kind::Padded => (Kind::Text, column.is_array),
        kind => (kind, column.is_array),
    };
    let pairs = expected.columns.iter().zip(places.iter().map(|at| &got.columns[*at]));
    pairs
        .filter(|(want, have)| family(want) != family(have))
        .map(|(want, have)| {
            let (a, b) = (title(have.kind, have.is_array), title(want.kind, want.is_array));
            format!("`{}` is a {a}, not a {b}", want.name)
        })
        .collect()
}

/// Places of the rows on either side that have no equal on the other.
fn unmatched(want: &[Row], have: &[Row], tolerance: Option<f64>) -> (Vec<usize>, Vec<usize>) {
    let mut stock: HashMap<&Row, Vec<usize>> = HashMap::new();
    for (at, row) in have.iter().enumerate().rev() {
        stock.entry(row).or_default().push(at);
    }
    let missing: Vec<usize> = (0..want.len())
        .filter(|at| stock.get_mut(&want[*at]).and_then(Vec::pop).is_none())
        .collect();
    let mut extra: Vec<usize> = stock.into_values().flatten().collect();
    extra.sort_unstable();
    if tolerance.is_none() || missing.is_empty() || extra.is_empty() {
        return (missing, extra);
    }
    near(want, have, missing, extra, tolerance)
}

/// Takes away rows that are near each other: both sides by size, then the first near one within a
/// short way of where it would stand.
fn near(
    want: &[Row],
    have: &[Row],
    mut missing: Vec<usize>,
    mut extra: Vec<usize>,
    tolerance: Option<f64>,
) -> (Vec<usize>, Vec<usize>) {
    const REACH: usize = 2_000;
    let by_size = |rows: &[Row], a: usize, b: usize| {
        let cells = rows[a].iter().zip(&rows[b]);
        cells.map(|(a, b)| a.by_size(b)).find(|order| order.is_ne()).unwrap_or(a.cmp(&b))
    };
    missing.sort_by(|a, b| by_size(want, *a, *b));
    extra.sort_by(|a, b| by_size(have, *a, *b));
    let is_near = |want: &Row, have: &Row| {
        want.iter().zip(have).all(|(want, have)| have.is_near(want, tolerance))
    };
    let mut left = Vec::new();
    for at in missing {
        let reach = extra.iter().take(REACH);
        match reach.clone().position(|other| is_near(&want[at], &have[*other])) {
            Some(found) => {
                extra.remove(found);
            }
            None => left.push(at),
        }
    }
    left.sort_unstable();
    extra.sort_unstable();
    (left, extra)
}

struct Sides<'t> {
    want: &'t [Row],
    have: &'t [Row],
    missing: Vec<usize>,
    extra: Vec<usize>,
}

impl Sides<'_> {
    fn message(&self, want: usize, have: usize) -> String {
        let mut parts = Vec::new();
        if !self.missing.is_empty() {
            parts.push(format!("{} missing", counted(self.missing.len(), "row")));
        }
        if !self.extra.is_empty() {
            parts.push(format!("{} too many", counted(self.extra.len(), "row")));
        }
        if !self.missing.is_empty() && self.missing.len() == self.extra.len() {
            parts = vec![format!("{} not as expected", counted(self.missing.len(), "row"))];
        }
        let of = if want == have { String::new() } else { format!(", {have} for {want}") };
        parts.join(", ") + &of
    }

    fn diff(
        &self,
        columns: Vec<String>,
        want_text: &[Vec<Option<String>>],
        have_text: &[Vec<Option<String>>],
        tolerance: Option<f64>,
    ) -> TableDiff {
        let mut free = self.extra.clone();
        let mut rows = Vec::new();
        for at in &self.missing {
            let counterpart = self.counterpart(*at, &free, tolerance);
            let (side, cells) = (Side::Missing, want_text[*at].clone());
            match counterpart {
                Some((place, differing)) => {
                    let other = free.remove(place);
                    rows.push(DiffRow { side, cells, differing: differing.clone() });
                    let cells = have_text[other].clone();
                    rows.push(DiffRow { side: Side::Extra, cells, differing });
                }
                None => rows.push(DiffRow { side, cells, differing: Vec::new() }),
            }
        }
        rows.extend(free.iter().map(|at| DiffRow {
            side: Side::Extra,
            cells: have_text[*at].clone(),
            differing: Vec::new(),
        }));
        let more = rows.len().saturating_sub(SHOWN);
        rows.truncate(SHOWN);
        TableDiff { columns, rows, more }
    }

    /// The free row that differs from the missing one in the fewest cells, where that is at most
    /// half of them; by its place among the free ones.
    fn counterpart(
        &self,
        missing: usize,
        free: &[usize],
        tolerance: Option<f64>,
    ) -> Option<(usize, Vec<usize>)> {
        let want = &self.want[missing];
        let differing = |at: usize| -> Vec<usize> {
            let cells = want.iter().zip(&self.have[at]).enumerate();
            cells.filter(|(_, (want, have))| !have.is_near(want, tolerance)).map(|c| c.0).collect()
        };
        let near = free.iter().take(PAIRED).enumerate();
        let best = near.map(|(place, at)| (place, differing(*at))).min_by_key(|(_, d)| d.len())?;
        (best.1.len() * 2 <= want.len()).then_some(best)
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
