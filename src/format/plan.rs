//! One session's instance of a format: which questions, in which phases, with which budgets.

use serde::{Deserialize, Serialize};

use crate::bank::question::{Kind, Level, Mode, RubricItem};
use crate::bank::task::Language;
use crate::time::Budget;
use crate::words::words;

words! {
    /// Whether feedback comes after each question or only at the end.
    SessionMode { Practice = "practice", Exam = "exam" }
}

words! {
    /// Who takes the interviewer's seat.
    Interviewer { Solo = "solo", Peer = "peer" }
}

/// Everything drawn when a session is created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub format: String,
    pub title: String,
    pub level: Level,
    pub mode: SessionMode,
    pub interviewer: Interviewer,
    /// The candidate is in the room or on a call, not at this machine: no text of theirs is kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub candidate_elsewhere: bool,
    /// How the time was changed, for the report: `1.5x`, `20 minutes`, `untimed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Whether this is a loop; a single round has one slot.
    pub is_loop: bool,
    /// The slot whose interviewer has a veto: a round of theirs below "hire" is no hire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bar_raiser: Option<usize>,
    pub slots: Vec<Slot>,
}

impl Plan {
    /// A person interviews: nobody who was made up for the round greets the candidate.
    pub fn seat_peer(&mut self, name: &str) {
        for slot in &mut self.slots {
            if let Slot::Round(round) = slot {
                round.persona = Persona { name: name.to_owned(), opening: String::new() };
            }
        }
    }

    /// Whether every item is in phases that its round has. Whatever is drawn does; a foreign
    /// journal may say anything.
    pub fn fits_together(&self) -> bool {
        self.slots.iter().all(|slot| match slot {
            Slot::Break { .. } => true,
            Slot::Round(round) => round.items.iter().all(|item| {
                item.first_phase <= item.last_phase && item.last_phase < round.phases.len()
            }),
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "slot")]
#[expect(clippy::large_enum_variant, reason = "a plan has a handful of slots, and most are rounds")]
pub enum Slot {
    Round(RoundPlan),
    Break { title: String, budget: Budget },
}

impl Slot {
    pub fn title(&self) -> &str {
        match self {
            Slot::Round(round) => &round.title,
            Slot::Break { title, .. } => title,
        }
    }

    pub fn budget(&self) -> Budget {
        match self {
            Slot::Round(round) => round.budget,
            Slot::Break { budget, .. } => *budget,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundPlan {
    pub id: String,
    pub title: String,
    /// `None` for a slot of the candidate's own questions: it is not scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    pub budget: Budget,
    /// The interviewer of this slot, by name and manner.
    pub persona: Persona,
    /// For choices inside the round: curveballs, causes.
    pub seed: u64,
    pub phases: Vec<PhasePlan>,
    pub items: Vec<Item>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rubric: Vec<RubricItem>,
    /// Dimension weights where they are not equal.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub weights: std::collections::BTreeMap<String, u32>,
    /// Titles of the rounds of which this one was drawn for its slot; empty where there was no
    /// choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drawn_from: Vec<String>,
    /// Questions that were drawn for want of better ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made_do: Vec<MadeDo>,
}

/// A question that isn't for the candidate's level, or was asked lately, because the bank has no
/// other left that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeDo {
    /// Its index among the session's questions.
    pub question: usize,
    /// The levels it is for; empty where the candidate's is among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub was_asked: bool,
}

impl RoundPlan {
    /// `drawn from Data modelling, Review and Case study`; nothing where there was no choice.
    pub fn drawn(&self) -> Option<String> {
        let (last, before) = self.drawn_from.split_last()?;
        Some(format!("drawn from {} and {last}", before.join(", ")))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    pub name: String,
    /// The words they open with.
    pub opening: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhasePlan {
    pub name: String,
    /// What the program says as it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<String>,
    /// Follow-ups and curveballs come in it, in the middle of the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub push: bool,
    /// What was drawn to change half-way is said as it begins.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub turn: bool,
    /// The notes of an answer that is run are open as it begins.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub notes: bool,
    pub budget: Budget,
}

/// One thing on the table during a round. It lasts from one phase to another, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub first_phase: usize,
    pub last_phase: usize,
    pub budget: Budget,
    pub what: ItemWhat,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemWhat {
    Talk {
        prompt: String,
    },
    /// An index into the session's drawn questions, and what was drawn inside it.
    Question {
        question: usize,
        mode: Mode,
        /// Index of the hidden cause of an incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<usize>,
        /// Index of the curveball that will be thrown, and when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        curveball: Option<usize>,
        /// What the answer is written in, where it is run: its fields are the code, notes and own cases.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<Language>,
    },
    YourQuestions,
}

/// The fields of an answer that is run: the code, what is said about it, and the candidate's own
/// cases, one a line.
pub const CODE_FIELD: &str = "code";
pub const NOTES_FIELD: &str = "notes";
pub const CASES_FIELD: &str = "cases";

/// The letters of a STAR answer, as field names.
pub const STAR_FIELDS: [&str; 4] = ["situation", "task", "action", "result"];

impl Item {
    /// The question's index among the session's, if it is one.
    pub fn question(&self) -> Option<usize> {
        match self.what {
            ItemWhat::Question { question, .. } => Some(question),
            _ => None,
        }
    }

    /// Whether the item goes on through several phases.
    pub fn spans_phases(&self) -> bool {
        self.last_phase > self.first_phase
    }

    /// The first of its phases in which the interviewer pushes.
    pub fn push_phase(&self, phases: &[PhasePlan]) -> Option<usize> {
        let mut own = self.first_phase..=self.last_phase;
        own.find(|phase| self.spans_phases() && phases.get(*phase).is_some_and(|it| it.push))
    }

    /// Whether each of its phases has a field of its own. The files of an answer that is run are the
    /// same in all of them.
    pub fn is_written_by_phase(&self) -> bool {
        self.spans_phases() && self.what.language().is_none()
    }

    /// The fields of its answer, in order, before any follow-up.
    pub fn fields(&self, phases: &[PhasePlan]) -> Vec<String> {
        match &self.what {
            ItemWhat::Talk { .. } => vec!["notes".to_owned()],
            ItemWhat::YourQuestions => Vec::new(),
            ItemWhat::Question { mode: Mode::Star, .. } => {
                STAR_FIELDS.iter().map(|field| (*field).to_owned()).collect()
            }
            // Its files are the same in every phase.
            ItemWhat::Question { language: Some(_), .. } => {
                [CODE_FIELD, NOTES_FIELD, CASES_FIELD].map(str::to_owned).to_vec()
            }
            ItemWhat::Question { .. } if self.spans_phases() => phases
                [self.first_phase..=self.last_phase]
                .iter()
                .map(|phase| phase.name.clone())
                .collect(),
            ItemWhat::Question { .. } => vec!["answer".to_owned()],
        }
    }

    /// The field that is in front as one of its phases begins; nothing where one writes on where one
    /// was.
    pub fn opens(&self, phases: &[PhasePlan], phase: usize) -> Option<String> {
        let nth = phase.checked_sub(self.first_phase)?;
        if self.what.language().is_none() {
            return self.fields(phases).into_iter().nth(nth);
        }
        let is_talked_about = phases.get(phase).is_some_and(|phase| phase.notes);
        match is_talked_about {
            true => Some(NOTES_FIELD.to_owned()),
            false => (nth == 0).then(|| CODE_FIELD.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(first_phase: usize, last_phase: usize, mode: Mode) -> Item {
        let what =
            ItemWhat::Question { question: 0, mode, cause: None, curveball: None, language: None };
        Item { first_phase, last_phase, budget: Budget::UNLIMITED, what }
    }

    #[test]
    fn a_question_over_phases_has_a_field_for_each() {
        let phases: Vec<PhasePlan> = ["requirements", "estimate", "wrap-up"]
            .iter()
            .map(|name| PhasePlan {
                name: (*name).to_owned(),
                say: None,
                push: false,
                turn: false,
                notes: false,
                budget: Budget::UNLIMITED,
            })
            .collect();
        assert_eq!(item(0, 1, Mode::Outline).fields(&phases), ["requirements", "estimate"]);
        assert_eq!(item(0, 0, Mode::Free).fields(&phases), ["answer"]);
        assert_eq!(item(2, 2, Mode::Star).fields(&phases), STAR_FIELDS);
    }
}
