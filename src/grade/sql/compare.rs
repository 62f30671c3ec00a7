//! Whether two results are the same, and how they differ.
//!
//! Rows are a multiset: how often each stands counts, where it stands does not, unless the task
//! declares an order. Then the columns of the order have to run as expected, and rows that tie in
//! them may stand in any order.

use std::collections::HashMap;

use super::cell::{Kind, Near, Value, kind_of, title};
use super::pairing::{Row, near};
use crate::bank::sql::column_of;
use crate::engine::verdict::{DiffRow, Side, TableDiff, TableRows};
use crate::figures::{counted, with_article};
use crate::text::{Invisible, invisible};

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
    /// Places of the columns that order the rows; ties are free.
    By(Vec<usize>),
}

impl Order {
    /// From `none`, `full` or `amount desc`: the direction is the reference's own.
    ///
    /// # Errors
    /// Where a column is named that the expected result does not have.
    pub fn read(declared: &[String], columns: &[Column]) -> Result<Order, String> {
        match declared {
            [] => return Ok(Order::Free),
            [one] if one == "none" => return Ok(Order::Free),
            [one] if one == "full" => return Ok(Order::Full),
            _ => {}
        }
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let place = |name: &String| {
            column_of(name, &names).ok_or_else(|| {
                format!("`order` names `{name}`, and the result's columns are {}", listed(&names))
            })
        };
        declared.iter().map(place).collect::<Result<_, _>>().map(Order::By)
    }
}

impl Table {
    /// The first rows of it, as they are kept.
    pub fn first_rows(&self) -> TableRows {
        let cell = |cell: &Option<String>| {
            let text = cell.as_deref();
            text.map(|text| match text.char_indices().nth(CELL_MOST) {
                Some((cut, _)) => format!("{}…", &text[..cut]),
                None => text.to_owned(),
            })
        };
        let row = |row: &Vec<Option<String>>| row.iter().map(cell).collect();
        TableRows {
            columns: self.columns.iter().map(|column| column.name.clone()).collect(),
            rows: self.rows.iter().take(SHOWN).map(row).collect(),
            more: self.rows.len().saturating_sub(SHOWN),
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

/// Rows that are shown of a difference, or of a result.
const SHOWN: usize = 20;
/// Letters that are kept of a cell of a result; a difference keeps its cells whole.
const CELL_MOST: usize = 400;
/// Unmatched rows on a side up to which counterparts are looked for.
const PAIRED: usize = 200;

/// `None` where `got` is as good as `expected`.
pub fn compare(expected: &Table, got: &Table, rules: &Rules) -> Option<TableDifference> {
    let places = match pair_columns(&expected.columns, &got.columns, rules.by_position) {
        Ok(places) => places,
        Err(message) => return Some(TableDifference { message, table: None }),
    };
    let columns: Vec<Column> = places.iter().map(|at| got.columns[*at].clone()).collect();
    let got_rows: Vec<Vec<Option<String>>> =
        got.rows.iter().map(|row| places.iter().map(|at| row[*at].clone()).collect()).collect();
    let pairs = || expected.columns.iter().zip(&columns);
    let want = read_rows(&expected.columns, &expected.rows);
    let have = read_rows(&columns, &got_rows);
    let nears: Vec<Near> =
        pairs().map(|(want, have)| Near::of(have.kind, want.kind, rules.float_tol)).collect();
    let (missing, extra) = unmatched(&want, &have, &nears);
    let names = expected.columns.iter().map(|column| column.name.clone()).collect();
    if !missing.is_empty() || !extra.is_empty() {
        let sides = Sides { want: &want, have: &have, missing, extra, nears: &nears };
        let mut message = sides.message(want.len(), have.len());
        let notes = pairs().filter_map(|(want, have)| of_another_kind(want, have));
        message.extend(notes.map(|note| format!("; {note}")));
        let is_float = |(want, have): (&Column, &Column)| {
            want.kind.is_float() || have.kind.is_float() || want.kind == Kind::Json
        };
        let floats: Vec<bool> = pairs().map(is_float).collect();
        message.extend(sides.rounding(&expected.columns, &floats));
        let table = sides.diff(names, &expected.rows, &got_rows);
        return Some(TableDifference { message, table: Some(table) });
    }
    let key: Vec<usize> = match &rules.order {
        Order::Free => return None,
        Order::Full => (0..expected.columns.len()).collect(),
        Order::By(places) => places.clone(),
    };
    let is_out = |(want, have): (&Row, &Row)| {
        key.iter().any(|at| !have[*at].is_near(&want[*at], nears[*at]))
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

fn read_rows(columns: &[Column], rows: &[Vec<Option<String>>]) -> Vec<Row> {
    let read = |row: &Vec<Option<String>>| {
        let cells = columns.iter().zip(row);
        cells.map(|(c, text)| Value::read(c.kind, c.is_array, text.as_deref())).collect()
    };
    rows.iter().map(read).collect()
}

/// Names of columns that a message lists.
const LISTED: usize = 12;

/// `` `a`, `b` and 1,598 more ``, without the thousands.
fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(LISTED).map(|name| as_seen(name)).collect();
    match names.len() {
        0 => "none at all".to_owned(),
        all if all > LISTED => format!("{} and {} more", shown.join(", "), all - LISTED),
        _ => shown.join(", "),
    }
}

/// `` `total` `` and what nobody sees in it.
fn as_seen(name: &str) -> String {
    match invisible(name).next() {
        Some(Invisible { letter, name: unseen, .. }) => {
            format!("`{name}` (with U+{:04X}, {unseen})", letter as u32)
        }
        None => format!("`{name}`"),
    }
}

/// For each expected column the place of its counterpart.
fn pair_columns(
    expected: &[Column],
    got: &[Column],
    by_position: bool,
) -> Result<Vec<usize>, String> {
    let name = |at: &usize| got[*at].name.as_str();
    if by_position {
        let all: Vec<usize> = (0..got.len()).collect();
        if expected.len() == got.len() {
            return Ok(all);
        }
        let names: Vec<&str> = all.iter().map(name).collect();
        let needed = counted(expected.len(), "column");
        return Err(format!("{needed} needed, {} given: {}", got.len(), listed(&names)));
    }
    let mut free: Vec<usize> = (0..got.len()).collect();
    let mut places = Vec::new();
    let mut absent: Vec<&str> = Vec::new();
    for column in expected {
        match free.iter().position(|at| got[*at].name == column.name) {
            Some(found) => places.push(free.remove(found)),
            None => absent.push(&column.name),
        }
    }
    let mut alike = Vec::new();
    absent.retain(|wanted| {
        let lower = wanted.to_lowercase();
        let found = free.iter().position(|at| got[*at].name.to_lowercase() == lower);
        alike.extend(found.map(|found| (*wanted, free.remove(found))));
        found.is_none()
    });
    if alike.is_empty() && absent.is_empty() && free.is_empty() {
        return Ok(places);
    }
    let mut parts = Vec::new();
    if !alike.is_empty() {
        let pairs = alike.iter().take(LISTED);
        let pairs: Vec<String> =
            pairs.map(|(wanted, at)| format!("`{}` for `{wanted}`", name(at))).collect();
        parts.push(format!("names that differ in case only: {}", pairs.join(", ")));
    }
    if !absent.is_empty() {
        parts.push(format!("columns that are missing: {}", listed(&absent)));
    }
    let is_repeated = |at: &usize| expected.iter().any(|column| column.name == name(at));
    let (repeated, free): (Vec<usize>, Vec<usize>) = free.iter().partition(|at| is_repeated(at));
    if !repeated.is_empty() {
        let names: Vec<&str> = repeated.iter().map(name).collect();
        parts.push(format!("columns that are there once too often: {}", listed(&names)));
    }
    if !free.is_empty() {
        let names: Vec<&str> = free.iter().map(name).collect();
        parts.push(format!("columns that weren't asked for: {}", listed(&names)));
    }
    Err(parts.join("; "))
}

/// What is said of a column whose values can't equal those expected.
fn of_another_kind(want: &Column, have: &Column) -> Option<String> {
    let family = |column: &Column| match column.kind {
        Kind::Integer | Kind::Single | Kind::Float => (Kind::Exact, column.is_array),
        Kind::Padded => (Kind::Text, column.is_array),
        kind => (kind, column.is_array),
    };
    let called = |column: &Column| with_article(&title(column.kind, column.is_array));
    let (is, isnt) = (called(have), called(want));
    (family(want) != family(have) && is != isnt).then(|| {
        // JSON is no thing that can be counted.
        let [is, isnt] = [is, isnt].map(|called| called.replace("a JSON", "JSON"));
        format!("`{}` is {is}, not {isnt}", want.name)
    })
}

/// Places of the rows on either side that have no equal on the other.
fn unmatched(want: &[Row], have: &[Row], nears: &[Near]) -> (Vec<usize>, Vec<usize>) {
    let mut stock: HashMap<&Row, Vec<usize>> = HashMap::new();
    for (at, row) in have.iter().enumerate().rev() {
        stock.entry(row).or_default().push(at);
    }
    let missing: Vec<usize> = (0..want.len())
        .filter(|at| stock.get_mut(&want[*at]).and_then(Vec::pop).is_none())
        .collect();
    let mut extra: Vec<usize> = stock.into_values().flatten().collect();
    extra.sort_unstable();
    let is_exact = nears.iter().all(|near| near.tolerance.is_none());
    if is_exact || missing.is_empty() || extra.is_empty() {
        return (missing, extra);
    }
    near(want, have, missing, extra, nears)
}

struct Sides<'t> {
    want: &'t [Row],
    have: &'t [Row],
    missing: Vec<usize>,
    extra: Vec<usize>,
    nears: &'t [Near],
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

    /// Where rows are wrong by what floating point does to fractions alone: in which column, and
    /// by how much at most.
    fn rounding(&self, columns: &[Column], floats: &[bool]) -> Option<String> {
        let mut worst: Option<(usize, f64)> = None;
        for missing in self.missing.iter().take(PAIRED) {
            let off = |extra: &&usize| off_by(&self.want[*missing], &self.have[**extra], floats);
            let found = self.extra.iter().take(PAIRED).find_map(|extra| off(&extra));
            worst = match (found, worst) {
                (Some(new), Some(old)) if new.1 <= old.1 => Some(old),
                (Some(new), _) => Some(new),
                (None, old) => old,
            };
        }
        let (at, off) = worst?;
        let off = format!("{off:e}");
        // One digit says how little it is.
        let (digits, power) = off.split_once('e')?;
        let digit = digits.chars().next()?;
        let name = &columns[at].name;
        let cure = "numeric is exact, and `round` cuts it";
        Some(format!("; `{name}` is floating point, off by {digit}e{power}: {cure}"))
    }

    fn diff(
        &self,
        columns: Vec<String>,
        want_text: &[Vec<Option<String>>],
        have_text: &[Vec<Option<String>>],
    ) -> TableDiff {
        let mut free = self.extra.clone();
        let mut rows = Vec::new();
        for at in &self.missing {
            let counterpart = self.counterpart(*at, &free);
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
    fn counterpart(&self, missing: usize, free: &[usize]) -> Option<(usize, Vec<usize>)> {
        let want = &self.want[missing];
        let differing = |at: usize| -> Vec<usize> {
            let cells = want.iter().zip(&self.have[at]).zip(self.nears).enumerate();
            let differing = cells.filter(|(_, ((want, have), near))| !have.is_near(want, **near));
            differing.map(|cell| cell.0).collect()
        };
        let near = free.iter().take(PAIRED).enumerate();
        let best = near.map(|(place, at)| (place, differing(*at))).min_by_key(|(_, d)| d.len())?;
        (best.1.len() * 2 <= want.len()).then_some(best)
    }
}

/// The cell in which two rows are furthest apart, where all of them are equal but for numbers of
/// floating point that rounding alone sets apart.
fn off_by(want: &Row, have: &Row, floats: &[bool]) -> Option<(usize, f64)> {
    const ROUNDING: f64 = 1e-9;
    let mut worst: Option<(usize, f64)> = None;
    for (at, (want, have)) in want.iter().zip(have).enumerate() {
        if want == have {
            continue;
        }
        let near = Near { tolerance: Some(ROUNDING), counts_whole: true };
        if !floats[at] || !have.is_near(want, near) {
            return None;
        }
        let off = have.distance(want);
        worst = worst.filter(|worst| worst.1 >= off).or(Some((at, off)));
    }
    worst.filter(|worst| worst.1 > 0.0)
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
