//! `mock check --look` and `--explain`: a query on the visible data that is no run of the answer.

use serde_json::json;

use super::{Target, folder_of, question_in, read_answer};
use crate::bank::question::Ask;
use crate::bank::task::{Language, Task};
use crate::cli::args::rehearse::CheckArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::grade::engines::Engines;
use crate::grade::sql::EXPLAIN;
use crate::session;
use crate::view::say::verdict;
use crate::workspace::layout::Layout;

pub(super) fn look(
    args: &CheckArgs,
    target: &Target,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let found = question(target)?;
    let Some((ask, task @ Task::Sql(sql))) = &found else {
        return Err(Error::unknown(
            "the answer isn't SQL, so there is no data to look at",
            "without --look and --explain the visible cases are run",
        ));
    };
    let path = target.path();
    let text = match &args.look {
        Some(query) => query.clone(),
        None => {
            let layout = Layout::new(folder_of(path), ask, Some(task), Language::Sql);
            format!("{EXPLAIN}{}", read_answer(&layout, ask, path)?)
        }
    };
    let engines = Engines::of(args.sql.server.as_ref(), context.paths);
    let found = engines.sql.and_then(|grader| grader.look(sql, &text));
    let rows = found
        .map_err(|why| Error::unknown(why, "the answer wasn't run, and nothing of this is kept"))?;
    if args.json {
        let report = json!({ "columns": rows.columns, "rows": rows.rows, "more": rows.more });
        writeln!(context.out, "{report:#}")?;
    } else {
        context.put(&verdict::looked(&rows))?;
    }
    Ok(Outcome::Fine)
}

/// What was asked, and what its answer is run on.
fn question(target: &Target) -> Result<Option<(Ask, Task)>, Error> {
    match target {
        Target::Bank { set, .. } => Ok(Some((set.ask.clone(), set.task.clone()))),
        Target::Workspace { session, folder, .. } => {
            let state = session::read(session)?.0.state;
            let (slot, item, _) = question_in(&state, folder)?;
            Ok(state.question_of(slot, item).and_then(|question| {
                let task = question.judge.as_ref()?.task.clone()?;
                Some((question.ask.clone(), task))
            }))
        }
    }
}
