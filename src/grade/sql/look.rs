//! A query that looks at the visible data, or at a plan, and is no answer: nothing of it is judged
//! or journaled.

use super::judge::{Data, Trial};
use super::lex::{Purpose, permitted, statements};
use super::{SqlGrader, ensure};
use crate::bank::task::SqlTask;
use crate::engine::verdict::TableRows;

/// Before a query whose plan is wanted.
pub const EXPLAIN: &str = "EXPLAIN (ANALYZE, BUFFERS)\n";

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
        let first = statements(text).first().map(|statement| statement.text.to_uppercase());
        trial.look(session, first.is_some_and(|text| text.starts_with("EXPLAIN")))
    }
}
