//! SQL and code tasks: data, cases, wrong solutions and the files they stand in.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use crate::bank::question::Judge;
use crate::bank::rule;
use crate::bank::task::{
    CodeCase, CodeScaling, CodeSpec, CodeTask, Expected, Mutant, Real, SqlAnswer, SqlData, SqlPlan,
    SqlSpec, SqlTask, Task,
};
use crate::bank::walk::Table;

use super::folders;
use super::model;
use super::names::{require_known, require_unique};

/// What hidden data has to cover, together (rule 27).
pub const DATA_CLASSES: [&str; 6] = ["null", "tie", "duplicate", "boundary", "empty", "unmatched"];

type Files = BTreeMap<String, String>;

/// The task of a question, where it has one: `[sql]` or `[code]`.
pub fn read_task(table: &mut Table, files: &Files) -> Option<Task> {
    let sql = read_sql(table, files);
    let code = read_code(table, files);
    let reference = |name: &str| files.get(name).cloned().unwrap_or_default();
    if let Some(spec) = sql {
        let paths =
            spec.data.iter().map(|data| &data.rows).chain([&spec.tables]).chain(&spec.check);
        let kept = paths.filter_map(|path| Some((path.clone(), files.get(path)?.clone())));
        let files = kept.collect();
        return Some(Task::Sql(SqlTask { spec, reference: reference("reference.sql"), files }));
    }
    code.map(|spec| Task::Code(CodeTask { spec, reference: reference("reference.py") }))
}

fn read_sql(table: &mut Table, files: &Files) -> Option<SqlSpec> {
    let mut sql = table.table("sql")?;
    let spec = SqlSpec {
        tables: read_file(&mut sql, "tables", files),
        answer: sql.maybe_word("answer").unwrap_or_default(),
        check: sql.has("check").then(|| read_file(&mut sql, "check", files)),
        time_ms: sql.maybe_number("time_ms", 1..=60_000),
        order: read_order(&mut sql),
        columns: sql.word_of(rule::SCHEMA, "columns", &["names", "positions"]),
        float_tol: sql.maybe_float("float_tol").map(Real),
        waive: sql.string_map("waive"),
        equivalent: sql.strings("equivalent"),
        data: read_data(&mut sql, files),
        plan: read_plan(&mut sql),
        answers: model::read_answers(&mut sql),
        offers: model::read_offers(&mut sql),
    };
    if let Some(plan) = &spec.plan
        && !spec.data.iter().any(|data| data.name == plan.data)
    {
        let message = format!("the plan is made on `{}`, which isn't a data set", plan.data);
        sql.complain(rule::REFERENCES, sql.span_of("plan"), message, None);
    }
    check_script(&sql, &spec);
    model::check(&sql, &spec);
    for class in spec.waive.keys().filter(|class| !DATA_CLASSES.contains(&class.as_str())) {
        let message =
            format!("`waive` names `{class}`, which isn't one of {}", DATA_CLASSES.join(", "));
        sql.complain(rule::SCHEMA, sql.span_of("waive"), message, None);
    }
    sql.finish();
    require_file(table, "sql", "reference.sql", files);
    require_file(table, "sql", "starter.sql", files);
    Some(spec)
}

/// What is compared after a script, and that a query brings its own result.
fn check_script(sql: &Table, spec: &SqlSpec) {
    let query = spec.plan.as_ref().and_then(|plan| plan.query.as_ref());
    match spec.answer {
        SqlAnswer::Script if spec.check.is_none() && query.is_none() && !spec.is_model() => {
            let message = "nothing says what the script should have done".to_owned();
            let help = Some("write `check = \"check.sql\"`, a query last in it");
            sql.complain(rule::SCHEMA, sql.span_of("answer"), message, help);
        }
        SqlAnswer::Script if query.is_none() && spec.plan.is_some() => {
            let message = "after a script, `[sql.plan]` explains its `query`".to_owned();
            sql.complain(rule::SCHEMA, sql.span_of("plan"), message, Some("write `query = \"…\"`"));
        }
        SqlAnswer::Query if spec.check.is_some() || query.is_some() => {
            let key = if spec.check.is_some() { "check" } else { "plan" };
            let message = "a query is its own check, and the one that is explained".to_owned();
            let help = Some("write `answer = \"script\"`, or leave out `check` and `plan.query`");
            sql.complain(rule::SCHEMA, sql.span_of(key), message, help);
        }
        _ => {}
    }
}

fn read_plan(sql: &mut Table) -> Option<SqlPlan> {
    let mut plan = sql.table("plan")?;
    let read = SqlPlan {
        data: plan.string("data"),
        query: plan.maybe_raw_string("query"),
        must: plan.strings("must"),
        must_not: plan.strings("must_not"),
        max_rows_read: plan.maybe_number("max_rows_read", 1..=u32::MAX),
        max_buffers: plan.maybe_number("max_buffers", 1..=u32::MAX),
    };
    let demands = !read.must.is_empty()
        || !read.must_not.is_empty()
        || read.max_rows_read.is_some()
        || read.max_buffers.is_some();
    if !demands {
        let help = Some("write `must`, `must_not`, `max_rows_read` or `max_buffers`");
        plan.complain_here(rule::SCHEMA, "`[sql.plan]` demands nothing".to_owned(), help);
    }
    plan.finish();
    Some(read)
}

/// `none`, `full`, or the columns; all as a list.
fn read_order(sql: &mut Table) -> Vec<String> {
    match sql.maybe_value("order").map(|value| value.get_ref()) {
        Some(DeValue::Array(_)) => sql.strings("order"),
        _ => vec![sql.word_of(rule::SCHEMA, "order", &["none", "full"])],
    }
}

fn read_data(sql: &mut Table, files: &Files) -> Vec<SqlData> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut data in sql.tables("data") {
        places.push(data.span_of("name"));
        let covers = data.strings("covers");
        for class in covers.iter().filter(|class| !DATA_CLASSES.contains(&class.as_str())) {
            let message = format!("`{class}` isn't one of {}", DATA_CLASSES.join(", "));
            data.complain(rule::SCHEMA, data.span_of("covers"), message, None);
        }
        read.push(SqlData {
            name: data.string("name"),
            visible: data.flag("visible"),
            rows: read_file(&mut data, "rows", files),
            turn: data.flag("turn"),
            covers,
        });
        data.finish();
    }
    require_unique(sql, "the data set", read.iter().map(|data| data.name.as_str()).zip(places));
    read
}

fn read_code(table: &mut Table, files: &Files) -> Option<CodeSpec> {
    let mut code = table.table("code")?;
    let spec = CodeSpec {
        entry: code.string("entry"),
        time_ms: code.number("time_ms", 1..=600_000),
        memory_mb: code.number("memory_mb", 1..=65_536),
        cases: read_cases(&mut code, files),
        scaling: read_scaling(&mut code),
    };
    folders::check(&code, &spec);
    code.finish();
    require_file(table, "code", "reference.py", files);
    require_file(table, "code", "starter.py", files);
    Some(spec)
}

fn read_cases(code: &mut Table, files: &Files) -> Vec<CodeCase> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut case in code.tables("cases") {
        places.push(case.span_of("name"));
        let (name, visible) = (case.string("name"), case.flag("visible"));
        read.push(match folders::are_given(&case) {
            true => folders::read(&mut case, name, visible, files),
            false => CodeCase {
                name,
                visible,
                args: case.json_items("args"),
                expect: read_expected(&mut case),
                float_tol: case.maybe_float("float_tol").map(Real),
                folders: None,
            },
        });
        case.finish();
    }
    require_unique(code, "the case", read.iter().map(|case| case.name.as_str()).zip(places));
    read
}

/// `expect` is a value, `raises` the name of an exception; one of them.
fn read_expected(case: &mut Table) -> Expected {
    match case.maybe_string("raises") {
        Some(name) => {
            if case.has("expect") {
                let message = "a case has `expect` or `raises`, not both".to_owned();
                case.complain(rule::SCHEMA, case.span_of("raises"), message, None);
                case.json("expect");
            }
            Expected::Raises(name)
        }
        None => Expected::Value(case.json("expect")),
    }
}

fn read_scaling(code: &mut Table) -> Option<CodeScaling> {
    let mut scaling = code.table("scaling")?;
    let sizes = scaling.numbers("sizes", 1..=u32::MAX);
    let doubling = sizes.windows(2).all(|pair| u64::from(pair[1]) == 2 * u64::from(pair[0]));
    if sizes.len() < 3 || !doubling {
        let message = "`sizes` is not three sizes, each twice the one before".to_owned();
        let help = Some("write `sizes = [1000, 2000, 4000]`");
        scaling.complain(rule::SCHEMA, scaling.span_of("sizes"), message, help);
    }
    let read = CodeScaling {
        generator: scaling.string("generator"),
        sizes: sizes.into_iter().map(u64::from).collect(),
        max_slope: Real(scaling.float("max_slope")),
    };
    scaling.finish();
    Some(read)
}

pub fn read_mutants(table: &mut Table, files: &Files, task: Option<&Task>) -> Vec<Mutant> {
    let killers: BTreeSet<&str> = task.map(killers).unwrap_or_default();
    let is_model = matches!(task, Some(Task::Sql(SqlTask { spec, .. })) if spec.is_model());
    let what = match is_model {
        true => "view or row, which is what a model's wrong solution fails, or `turn`",
        false => "data set or case",
    };
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut mutant in table.tables("mutants") {
        places.push(mutant.span_of("name"));
        let name = mutant.string("name");
        let killed_by = mutant.string("killed_by");
        require_known(&mutant, rule::REFERENCES, "killed_by", &killed_by, what, &killers);
        let patch = read_patch(&mut mutant);
        let in_file = files.keys().any(|path| is_mutant_file(path, &name));
        if patch.is_empty() && !in_file && !name.is_empty() {
            let message = format!("no file `mutants/{name}.…` is beside the question");
            let help = Some("write the file, or a `patch` of the reference");
            mutant.complain(rule::REFERENCES, mutant.span_of("name"), message, help);
        }
        read.push(Mutant { name, killed_by, why: mutant.string("why"), patch });
        mutant.finish();
    }
    require_unique(table, "the mutant", read.iter().map(|mutant| mutant.name.as_str()).zip(places));
    read
}

/// What can kill a mutant: a data set, a case, the scaling or the plan; of a data model a view, a
/// row or the turn.
fn killers(task: &Task) -> BTreeSet<&str> {
    match task {
        Task::Sql(SqlTask { spec, .. }) if spec.is_model() => {
            let views = spec.answers.iter().map(|answer| answer.view.as_str());
            let rows = spec.offers.iter().map(|offer| offer.name.as_str());
            let turn = spec.data.iter().any(|data| data.turn).then_some(model::TURN);
            views.chain(rows).chain(turn).collect()
        }
        Task::Sql(SqlTask { spec, .. }) => {
            let plan = spec.plan.is_some().then_some("plan");
            spec.data.iter().map(|data| data.name.as_str()).chain(plan).collect()
        }
        Task::Code(CodeTask { spec, .. }) => {
            let scaling = spec.scaling.is_some().then_some("scaling");
            spec.cases.iter().map(|case| case.name.as_str()).chain(scaling).collect()
        }
    }
}

fn is_mutant_file(path: &str, name: &str) -> bool {
    let file = path.strip_prefix("mutants/").and_then(|file| file.rsplit_once('.'));
    file.is_some_and(|(stem, _)| stem == name)
}

fn read_patch(mutant: &mut Table) -> Vec<(String, String)> {
    let mut read = Vec::new();
    for mut patch in mutant.tables("patch") {
        read.push((patch.string("find"), patch.maybe_raw_string("with").unwrap_or_default()));
        patch.finish();
    }
    read
}

/// A key that names a file beside the question.
fn read_file(table: &mut Table, key: &'static str, files: &Files) -> String {
    let path = table.string(key);
    if !path.is_empty() {
        require_file(table, key, &path, files);
    }
    path
}

fn require_file(table: &Table, key: &str, path: &str, files: &Files) {
    if !files.contains_key(path) {
        let message = format!("no file `{path}` is beside the question");
        table.complain(rule::REFERENCES, table.span_of(key), message, None);
    }
}

/// What the candidate sees with the prompt: the starter, the tables, the visible data, the folders of
/// visible cases, the file that is reviewed.
pub fn shown_files(files: &Files, judge: &Judge) -> Files {
    let sql = match &judge.task {
        Some(Task::Sql(task)) => Some(&task.spec),
        _ => None,
    };
    let visible = sql.iter().flat_map(|sql| sql.data.iter().filter(|data| data.visible));
    let data = visible.map(|data| data.rows.as_str());
    let reviewed = judge.review.as_ref().map(|review| review.file.as_str());
    let shown: BTreeSet<&str> =
        data.chain(sql.map(|sql| sql.tables.as_str())).chain(reviewed).collect();
    let folders = match &judge.task {
        Some(Task::Code(task)) => folders::shown(&task.spec),
        _ => Vec::new(),
    };
    let is_shown = |path: &str| {
        path.starts_with("starter.")
            || shown.contains(path)
            || folders.iter().any(|folder| folders::inside(folder, path).is_some())
    };
    let picked = files.iter().filter(|(path, _)| is_shown(path));
    picked.map(|(path, text)| (path.clone(), text.clone())).collect()
}
