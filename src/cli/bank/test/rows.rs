//! Rows put in in another order.

use crate::bank::task::SqlTask;

/// The same task with the rows of each data set put in the other way round; nothing where that
/// changes nothing.
pub fn reordered(task: &SqlTask) -> Option<SqlTask> {
    let mut other = task.clone();
    let spec = &task.spec;
    for path in spec.data.iter().map(|data| &data.rows).chain([&spec.tables]) {
        if let Some(text) = task.files.get(path) {
            other.files.insert(path.clone(), reversed(text));
        }
    }
    (other != *task).then_some(other)
}

/// The same statements, with the rows of each INSERT … VALUES the other way round.
fn reversed(sql: &str) -> String {
    statements(sql).iter().map(|statement| reversed_values(statement)).collect()
}

/// Statements with their semicolons, split outside of texts and comments.
fn statements(sql: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in outside(sql).into_iter().filter(|(_, byte)| *byte == b';') {
        found.push(&sql[from..=at]);
        from = at + 1;
    }
    found.push(&sql[from..]);
    found
}

fn reversed_values(statement: &str) -> String {
    let bytes = outside(statement);
    let bare: String = {
        let mut bare = vec![b'.'; statement.len()];
        bytes.iter().for_each(|(at, byte)| bare[*at] = byte.to_ascii_lowercase());
        String::from_utf8_lossy(&bare).into_owned()
    };
    let Some(values) = bare.find("insert").and_then(|_| bare.find("values")) else {
        return statement.to_owned();
    };
    let start = values + "values".len();
    let mut tuples: Vec<(usize, usize)> = Vec::new();
    let (mut depth, mut from) = (0_usize, start);
    for (at, byte) in bytes.into_iter().filter(|(at, _)| *at >= start) {
        match byte {
            b'(' => {
                if depth == 0 {
                    from = at;
                }
                depth += 1;
            }
            b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    tuples.push((from, at + 1));
                }
            }
            _ => {}
        }
    }
    let (Some((first, _)), Some((_, last))) = (tuples.first().copied(), tuples.last().copied())
    else {
        return statement.to_owned();
    };
    let rows: Vec<&str> = tuples.iter().rev().map(|(from, to)| &statement[*from..*to]).collect();
    format!("{}{}{}", &statement[..first], rows.join(",\n"), &statement[last..])
}

/// Bytes outside of texts and comments, with their places.
fn outside(sql: &str) -> Vec<(usize, u8)> {
    let bytes = sql.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let inside = match rest {
            [b'-', b'-', ..] => rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()),
            [b'\'', ..] => {
                let close = rest.iter().skip(1).position(|b| *b == b'\'');
                close.map_or(rest.len(), |close| close + 2)
            }
            _ => 0,
        };
        if inside == 0 {
            found.push((at, bytes[at]));
        }
        at += inside.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_each_insert_come_the_other_way_round() {
        let sql = "-- rows; of t\nINSERT INTO t (a, b) VALUES\n  (1, 'x (y)'),\n  (2, f(3));\n\
                   UPDATE t SET a = 1;\nINSERT INTO u VALUES (1), (2), (3);\n";
        let wanted = "-- rows; of t\nINSERT INTO t (a, b) VALUES\n  (2, f(3)),\n(1, 'x (y)');\n\
                      UPDATE t SET a = 1;\nINSERT INTO u VALUES (3),\n(2),\n(1);\n";
        assert_eq!(reversed(sql), wanted);
        assert_eq!(reversed("INSERT INTO t SELECT 1;"), "INSERT INTO t SELECT 1;");
    }
}
