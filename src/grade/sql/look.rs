//! A query that looks at the visible data, or at a plan, and is no answer: nothing of it is judged
//! or journaled.

use super::judge::{Data, Trial};
use super::lex::{Purpose, permitted};
use super::{SqlGrader, ensure};
use crate::bank::sql::tokens;
use crate::bank::task::SqlTask;
use crate::engine::verdict::TableRows;

/// Before a query whose plan is wanted; on its first line, so that errors keep their lines.
pub const EXPLAIN: &str = "EXPLAIN (ANALYZE, BUFFERS) ";

impl SqlGrader {
    /// The first rows of a query on the first visible data set; of an EXPLAIN its lines.
    ///
    /// # Errors
    /// Why there are none, in a sentence.
    pub fn look(&self, task: &SqlTask, text: &str) -> Result<TableRows, String> {
        permitted(text, Purpose::Look)?;
        let data = task.spec.data.iter().find(|data| data.visible);
        let data = Data::of(task, data.ok_or("the question has no visible data")?);
        let trial = Trial { task, code: text, data: &data, plan: None };
        let mut open = self.lock();
        let session = ensure(&self.settings, &mut open)?;
        trial.look(session, tokens(text).next().is_some_and(|first| first.is("EXPLAIN")))
    }
}
