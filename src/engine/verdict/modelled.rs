//! What was looked at of a data model: its views on each data set, and rows that were tried on it.

use serde::{Deserialize, Serialize};

use super::Verdict;
use crate::words::words;

words! {
    /// What a case of a data model looks at.
    ModelCheck {
        /// A view that answers one of the business's questions.
        Answer = "answer",
        /// A row that has to be refused.
        Refused = "refused",
        /// A sound row, which has to be taken.
        Taken = "taken",
    }
}

words! {
    /// How it was found.
    ModelState {
        Right = "right",
        Wrong = "wrong",
        /// There is no view, table or column of that name.
        Missing = "missing",
        Error = "error",
        /// Something before it ended at a limit.
        NotRun = "not-run",
    }
}

/// What a case of a data model is about, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelCase {
    pub what: ModelCheck,
    pub state: ModelState,
    /// The data set that was loaded before.
    pub data: String,
    /// That data set holds the turn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub turn: bool,
}

/// How many of a data model's views hold on the data of the turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turned {
    pub held: usize,
    pub of: usize,
}

impl Verdict {
    /// Whether the answer was a data model.
    pub fn is_model(&self) -> bool {
        self.cases.iter().any(|case| case.model.is_some())
    }

    /// Views that were right on all data of the turn; nothing where there was none, or nothing was
    /// looked at.
    pub fn turned(&self) -> Option<Turned> {
        let is_of_turn =
            |case: &&super::CaseVerdict| case.model.as_ref().is_some_and(|model| model.turn);
        let mut views: Vec<(&str, bool)> = Vec::new();
        for case in self.cases.iter().filter(is_of_turn) {
            match views.iter_mut().find(|(name, _)| *name == case.name) {
                Some((_, held)) => *held &= case.passed(),
                None => views.push((&case.name, case.passed())),
            }
        }
        let held = views.iter().filter(|(_, held)| *held).count();
        (!views.is_empty()).then_some(Turned { held, of: views.len() })
    }
}
