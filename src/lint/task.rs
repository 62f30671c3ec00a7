//! SQL and code tasks, by their text alone. Rules 23 to 28.

use super::page::Inspection;
use crate::bank::parse::DATA_CLASSES;
use crate::bank::rule;
use crate::bank::sql::{column_of, orders_its_rows, output_names, statements};
use crate::bank::task::value::{Fields, Value};
use crate::bank::task::{Expected, SqlAnswer, Task};
use crate::figures::counted;

pub fn check(page: &mut Inspection) {
    now(page);
    floats(page);
    order(page);
    visible_rows(page);
    hidden(page);
    mutants(page);
}

/// Calls whose answer changes from run to run. A generator seeded by the task itself is fine.
const CHANGING: [&str; 17] = [
    "current_date",
    "current_time",
    "current_timestamp",
    "localtimestamp",
    "now()",
    "clock_timestamp(",
    "random()",
    "gen_random_uuid(",
    "datetime.now(",
    "datetime.utcnow(",
    "date.today(",
    "time.time(",
    "random.random(",
    "random.randint(",
    "random.choice(",
    "random.shuffle(",
    "uuid4(",
];

fn now(page: &mut Inspection) {
    for (name, text) in &page.question.files {
        let code = without_comments(text).to_lowercase();
        if let Some(call) = CHANGING.iter().find(|call| contains_call(&code, call)) {
            let message = format!("`{name}` uses `{call}`, which changes from run to run");
            page.error(rule::NOW, "id", message, Some("take it from `params`, as `as_of`"));
        }
    }
}

/// `now()` is found in `select now()`, not in `known()`.
fn contains_call(code: &str, call: &str) -> bool {
    code.match_indices(call).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + call.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !joins(before) && (call.ends_with(['(', ')']) || !joins(after))
    })
}

/// Without `-- …` and `# …` to the end of the line.
fn without_comments(code: &str) -> String {
    let lines = code.lines().map(|line| {
        let end = ["--", "#"].iter().filter_map(|mark| line.find(mark)).min();
        &line[..end.unwrap_or(line.len())]
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn floats(page: &mut Inspection) {
    let question = page.question;
    if let Some(code) = question.code() {
        for (index, case) in code.cases.iter().enumerate() {
            if case.float_tol.is_none() && expects_fraction(&case.expect) {
                let message = format!("the case `{}` expects a fraction exactly", case.name);
                let help = Some("write `float_tol = 1e-9`");
                page.error(rule::FLOATS, &format!("code.cases[{index}].expect"), message, help);
            }
        }
    }
    let reference = question.files.get("reference.sql").map(|text| without_comments(text));
    if let (Some(sql), Some(reference)) = (question.sql(), reference)
        && sql.float_tol.is_none()
        && computes_fractions(&reference.to_lowercase())
    {
        let message = "the reference computes fractions, and no `float_tol` is set".to_owned();
        page.error(rule::FLOATS, "sql", message, Some("write `float_tol = 1e-9`, or round"));
    }
}

fn expects_fraction(expected: &Expected) -> bool {
    match expected {
        Expected::Value(value) => has_fraction(value),
        Expected::Raises(_) => false,
    }
}

fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_fraction),
        Value::Object(fields) => fields.values().any(has_fraction),
        _ => false,
    }
}

/// Whether digits may differ from one right query to another. Rounding makes them agree.
fn computes_fractions(code: &str) -> bool {
    let signs = ["avg(", " / ", "stddev", "percentile_cont", "double precision", "float8", "sqrt("];
    signs.iter().any(|sign| code.contains(sign)) && !code.contains("round(")
}

fn order(page: &mut Inspection) {
    let question = page.question;
    let Some(sql) = question.sql().filter(|sql| sql.order != ["none"]) else { return };
    let query = sql.plan.as_ref().and_then(|plan| plan.query.as_deref());
    let file = |name: &str| Some((name.to_owned(), question.files.get(name)?.as_str()));
    let compared: Vec<(String, &str)> = match (sql.answer, &sql.check) {
        (SqlAnswer::Query, _) => {
            ["reference.sql", "alternative.sql"].into_iter().filter_map(file).collect()
        }
        (SqlAnswer::Script, Some(check)) => file(check).into_iter().collect(),
        (SqlAnswer::Script, None) => {
            query.map(|query| ("plan.query".to_owned(), query)).into_iter().collect()
        }
    };
    let last = |text| statements(text).last().map_or("", |statement| statement.text);
    for (name, text) in &compared {
        if !orders_its_rows(last(text)) {
            let order = sql.order.join(", ");
            let message = format!("`{name}` has no ORDER BY, but the order `{order}` is compared");
            let help = Some("a window's or a sub-query's ORDER BY orders no result");
            page.error(rule::ORDER, "sql.order", message, help);
        }
    }
    // What a query's columns are called shows in its text, but not always.
    let names = compared.first().and_then(|(_, text)| output_names(last(text)));
    let (Some(names), false) = (names, sql.order == ["full"]) else { return };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for (index, column) in sql.order.iter().enumerate() {
        if column_of(column, &names).is_none() {
            let message = format!("`{column}` is no column of the result");
            let help = format!("its columns are {}", names.join(", "));
            page.error(rule::ORDER, &format!("sql.order[{index}]"), message, Some(&help));
        }
    }
}

fn visible_rows(page: &mut Inspection) {
    let question = page.question;
    for (index, data) in question.sql().iter().flat_map(|sql| sql.data.iter().enumerate()) {
        let rows = question.files.get(&data.rows).map_or(0, |text| most_rows(text));
        if data.visible && rows > 20 {
            let message = format!("`{}` puts {rows} rows into one table, over 20", data.rows);
            page.error(rule::VISIBLE, &format!("sql.data[{index}].rows"), message, None);
        }
    }
    for (index, case) in question.code().iter().flat_map(|code| code.cases.iter().enumerate()) {
        let Some(folders) = case.folders.as_ref().filter(|_| case.visible) else { continue };
        for (folder, files) in folders.given.iter().zip(&case.args) {
            let files = files.as_object().into_iter().flat_map(Fields::iter);
            let lines = |text: &Value| text.as_str().unwrap_or_default().lines().count();
            // The first line names the columns.
            for (file, rows) in files.map(|(file, text)| (file, lines(text).saturating_sub(1))) {
                if rows > 20 {
                    let message = format!("`{folder}/{file}` holds {rows} rows, over 20");
                    let at = format!("code.cases[{index}].folders");
                    page.error(rule::VISIBLE, &at, message, None);
                }
            }
        }
    }
}

/// Rows of the largest INSERT: its tuples, texts in quotes left out.
fn most_rows(sql: &str) -> usize {
    let bare: String = without_comments(sql).split('\'').step_by(2).collect();
    let statements = bare.split(';');
    let rows = statements.filter_map(|statement| {
        let at = statement.to_lowercase().find("values")?;
        let mut depth = 0_usize;
        let tuples = statement.get(at..)?.chars().filter(|c| match c {
            '(' => {
                depth += 1;
                depth == 1
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => false,
        });
        Some(tuples.count())
    });
    rows.max().unwrap_or(0)
}

fn hidden(page: &mut Inspection) {
    let question = page.question;
    if let Some(sql) = question.sql() {
        let hidden = sql.data.iter().filter(|data| !data.visible);
        let covers: Vec<&String> = hidden.flat_map(|data| &data.covers).collect();
        for class in DATA_CLASSES {
            let covered = covers.iter().any(|covered| *covered == class);
            if !covered && !sql.waive.contains_key(class) {
                let message = format!("no hidden data covers `{class}`");
                let help = format!("add it, or write `waive = {{ {class} = \"why not\" }}`");
                page.error(rule::HIDDEN, "sql", message, Some(&help));
            }
        }
        if !sql.data.iter().any(|data| data.visible) {
            page.error(rule::HIDDEN, "sql", "no data set is visible".to_owned(), None);
        }
    }
    if let Some(code) = question.code() {
        for (visible, word) in [(true, "visible"), (false, "hidden")] {
            if !code.cases.iter().any(|case| case.visible == visible) {
                page.error(rule::HIDDEN, "code", format!("no case is {word}"), None);
            }
        }
    }
}

fn mutants(page: &mut Inspection) {
    let question = page.question;
    let count = question.mutants.len();
    if (question.judge.task.is_some()) && count < 3 {
        let at = if count == 0 { "id" } else { "mutants" };
        let message = format!("{}, fewer than 3", counted(count, "wrong solution"));
        page.error(rule::MUTANTS, at, message, None);
    }
    let is_seen = |name: &str| match &question.judge.task {
        Some(Task::Sql(task)) => {
            task.spec.data.iter().any(|data| data.visible && data.name == name)
        }
        Some(Task::Code(task)) => {
            task.spec.cases.iter().any(|case| case.visible && case.name == name)
        }
        None => false,
    };
    for (index, mutant) in question.mutants.iter().enumerate() {
        if is_seen(&mutant.killed_by) {
            let message = format!("`{}` is killed by what the candidate sees", mutant.name);
            let help = Some("it has to pass what is visible and fail what is hidden");
            page.error(rule::MUTANTS, &format!("mutants[{index}].killed_by"), message, help);
        }
    }
}
