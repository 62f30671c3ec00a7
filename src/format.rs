//! How an interview is cut up: rounds and their phases, loops and their slots.
//!
//! A format is what a file in `rounds/` says. A plan is one session's instance of it: drawn,
//! scaled, and copied into the journal, so that later edits of the files change no old session.

pub mod parse;
pub mod plan;

use std::collections::BTreeMap;

use crate::bank::Origin;
use crate::bank::question::{Kind, Level, Mode, RubricItem};

/// What `--format` names.
#[derive(Clone, Debug, PartialEq)]
pub enum Format {
    Round(RoundFormat),
    Loop(LoopFormat),
}

impl Format {
    pub fn id(&self) -> &str {
        match self {
            Format::Round(round) => &round.id,
            Format::Loop(looped) => &looped.id,
        }
    }

    /// The round itself, or the rounds of the loop that are known.
    pub fn rounds<'f>(
        &'f self,
        known: &'f BTreeMap<String, RoundFormat>,
    ) -> impl Iterator<Item = &'f RoundFormat> {
        let (own, slots) = match self {
            Format::Round(round) => (Some(round), &[][..]),
            Format::Loop(looped) => (None, &looped.slots[..]),
        };
        let named = slots.iter().flat_map(|slot| slot.what.rounds());
        own.into_iter().chain(named.filter_map(move |round| known.get(round)))
    }

    pub fn title(&self) -> &str {
        match self {
            Format::Round(round) => &round.title,
            Format::Loop(looped) => &looped.title,
        }
    }

    pub const fn minutes(&self) -> u32 {
        match self {
            Format::Round(round) => round.minutes,
            Format::Loop(looped) => looped.minutes,
        }
    }

    /// What happens in it, in order: phases, or the rounds of a loop without its breaks.
    pub fn parts(&self) -> Vec<String> {
        match self {
            Format::Round(round) => round.phases.iter().map(|phase| phase.name.clone()).collect(),
            Format::Loop(looped) => {
                let slots = looped.slots.iter().filter_map(|slot| match &slot.what {
                    SlotFormat::Round { rounds, .. } => Some(rounds.join(" or ")),
                    SlotFormat::Questions { .. } => Some("your questions".to_owned()),
                    SlotFormat::Break { .. } => None,
                });
                slots.collect()
            }
        }
    }

    /// Where it comes from; the loader sets it.
    pub fn path_mut(&mut self) -> &mut String {
        match self {
            Format::Round(round) => &mut round.path,
            Format::Loop(looped) => &mut looped.path,
        }
    }
}

/// The rounds and loops there are, by id. The two share their ids: `--format` names either.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Formats {
    pub rounds: BTreeMap<String, RoundFormat>,
    pub loops: BTreeMap<String, LoopFormat>,
    /// Where each is from.
    pub origins: BTreeMap<String, Origin>,
}

impl Formats {
    /// Those of rounds, then those of loops.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rounds.keys().chain(self.loops.keys()).map(String::as_str)
    }

    pub fn get(&self, id: &str) -> Option<Format> {
        let round = self.rounds.get(id).cloned().map(Format::Round);
        round.or_else(|| self.loops.get(id).cloned().map(Format::Loop))
    }

    /// Adds a round or loop, or replaces the one of the same id and says so.
    pub fn put(&mut self, format: Format) -> bool {
        let id = format.id().to_owned();
        let was_round = self.rounds.remove(&id).is_some();
        let was_loop = self.loops.remove(&id).is_some();
        match format {
            Format::Round(round) => drop(self.rounds.insert(id, round)),
            Format::Loop(looped) => drop(self.loops.insert(id, looped)),
        }
        was_round || was_loop
    }
}

/// One timed interview of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundFormat {
    pub id: String,
    pub title: String,
    pub kind: Kind,
    /// The interviewer's first words; `{name}` stands for theirs.
    pub opening: String,
    /// Minutes such rounds take in the field: shortest, longest.
    pub range: (u32, u32),
    /// Minutes it takes here: the sum of its phases.
    pub minutes: u32,
    pub phases: Vec<PhaseFormat>,
    pub draws: BTreeMap<String, Draw>,
    /// Items judged over the whole round: communication, requirements.
    pub rubric: Vec<RubricItem>,
    /// Weights of the dimensions where they are not equal.
    pub weights: BTreeMap<String, u32>,
    /// `built in`, or the path of the file.
    pub path: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseFormat {
    pub name: String,
    /// What the interviewer says as it begins.
    pub say: Option<String>,
    /// Where a question goes on into it, the interviewer asks its follow-ups here, in the middle of
    /// the answer.
    pub push: bool,
    /// The change that a question holds is told as it begins.
    pub turn: bool,
    /// An answer that is run is talked about: its notes are open as the phase begins.
    pub notes: bool,
    pub minutes: u32,
    pub what: PhaseWhat,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhaseWhat {
    /// The interviewer says something and the candidate answers, unscored.
    Talk { prompt: String },
    /// Questions drawn by the named rule. Where neighbouring phases name the same rule with
    /// `count = 1`, one question goes on through all of them.
    Draw { draw: String },
    /// The candidate asks. Left out of a round inside a loop that has its own slot for it.
    YourQuestions,
}

/// How a phase picks its questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    pub kind: Kind,
    pub count: u32,
    /// Any mode of the kind where empty.
    pub modes: Vec<Mode>,
    /// Weights of topics. Without a weight a topic isn't drawn at all.
    pub topics: BTreeMap<String, u32>,
    /// What a topic weighs that isn't named.
    pub others: u32,
    pub levels: LevelWeights,
    pub distinct_topics: bool,
    /// Those that the lowest level is asked come first, whatever the candidate's level.
    pub is_easy: bool,
    /// Questions of this many last sessions are drawn only if nothing else is left.
    pub avoid_seen: u32,
}

impl Draw {
    /// Whether questions of this kind and mode are meant at all.
    pub fn means(&self, kind: Kind, mode: Mode) -> bool {
        self.kind == kind && (self.modes.is_empty() || self.modes.contains(&mode))
    }

    /// What a question weighs by its own topic; nothing where the rule leaves that topic out.
    pub fn topic_weight(&self, topic: &str) -> u32 {
        self.topics.get(topic).copied().unwrap_or(self.others)
    }
}

/// How likely a question is whose levels lie below, at or above the candidate's. Those at their
/// level come first; the others are weighed against each other where too few of them are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelWeights {
    pub below: u32,
    pub at: u32,
    pub above: u32,
}

impl Default for LevelWeights {
    fn default() -> Self {
        LevelWeights { below: 1, at: 8, above: 1 }
    }
}

impl LevelWeights {
    pub fn of(self, question: &[Level], candidate: Level) -> u32 {
        if question.contains(&candidate) {
            self.at
        } else if question.iter().any(|level| *level > candidate) {
            self.above
        } else {
            self.below
        }
    }
}

/// Several rounds and breaks, as an onsite has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoopFormat {
    pub id: String,
    pub title: String,
    pub range: (u32, u32),
    pub minutes: u32,
    pub slots: Vec<LoopSlot>,
    pub path: String,
}

impl LoopFormat {
    /// The slots that a candidate of this level has.
    pub fn slots_at(&self, level: Level) -> impl Iterator<Item = &SlotFormat> {
        let slots = self.slots.iter().filter(move |slot| slot.is_for(level));
        slots.map(|slot| &slot.what)
    }
}

/// One place in a loop, and who has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoopSlot {
    pub what: SlotFormat,
    /// Candidates of other levels go without it; empty for all.
    pub levels: Vec<Level>,
}

impl LoopSlot {
    pub fn is_for(&self, level: Level) -> bool {
        self.levels.is_empty() || self.levels.contains(&level)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotFormat {
    /// Of several rounds one is drawn.
    Round {
        rounds: Vec<String>,
        minutes: u32,
    },
    Break {
        title: String,
        minutes: u32,
    },
    Questions {
        minutes: u32,
    },
}

impl SlotFormat {
    /// Ids of the rounds that may take place in it.
    pub fn rounds(&self) -> &[String] {
        match self {
            SlotFormat::Round { rounds, .. } => rounds,
            SlotFormat::Break { .. } | SlotFormat::Questions { .. } => &[],
        }
    }

    pub const fn minutes(&self) -> u32 {
        match self {
            SlotFormat::Round { minutes, .. }
            | SlotFormat::Break { minutes, .. }
            | SlotFormat::Questions { minutes } => *minutes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_weigh_by_distance() {
        let weights = LevelWeights { below: 1, at: 3, above: 2 };
        assert_eq!(weights.of(&[Level::Junior, Level::Mid], Level::Mid), 3);
        assert_eq!(weights.of(&[Level::Junior], Level::Mid), 1);
        assert_eq!(weights.of(&[Level::Senior], Level::Mid), 2);
    }
}
