//! A question is two things kept apart: what the candidate may see, and what judges the answer.
//!
//! `Ask` reaches the candidate's screen and journal at the draw; `Judge` may come later (a peer
//! who brings the pack discloses it at the debrief). docs/bank.md has the schema of the files.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::review::Review;
use super::sample::NaturalSample;
use super::task::{CodeSpec, Mutant, SqlSpec, Task};
use crate::words::words;

/// One question of the bank, whole: as a file holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub ask: Ask,
    pub judge: Judge,
    pub source: Source,
    /// Answers that people could give, marked by a reader.
    pub natural: Vec<NaturalSample>,
    /// Answers made of phrasings, which declare a score of the matcher; none beside natural ones.
    /// Samples made of phrasings, which schema 1 had: read over.
    pub made_samples: usize,
    /// What the interviewer adds to the prompt for a candidate of a level.
    pub briefs: BTreeMap<Level, String>,
    /// Sections of the seed guide it covers.
    pub seed: Vec<String>,
    /// Python modules it needs to be drawn.
    pub needs: Vec<String>,
    /// Source files beside the question, by relative path.
    pub files: BTreeMap<String, String>,
    pub mutants: Vec<Mutant>,
    /// SHA-256 of the question's bytes and its files, as 64 hex digits.
    pub digest: String,
}

impl Question {
    /// The question as a candidate of that level gets it: what its brief adds is asked with the
    /// prompt, and from then on is part of it.
    pub fn ask_at(&self, level: Level) -> Ask {
        let mut ask = self.ask.clone();
        if let Some(brief) = self.briefs.get(&level) {
            ask.prompt = format!("{}\n\n{brief}", ask.prompt);
        }
        ask
    }

    /// Whether words that people say are judged, so that natural samples of them test readers: in a
    /// coding question they are little beside the code; a model's grain and trade-offs, and why a
    /// fault is one, are said and not run.
    pub fn is_judged_by_words(&self) -> bool {
        let is_argued = matches!(self.ask.kind, Kind::DataModelling | Kind::Review);
        self.ask.mode.is_answered_in_words() || is_argued
    }

    pub fn sql(&self) -> Option<&SqlSpec> {
        match &self.judge.task {
            Some(Task::Sql(task)) => Some(&task.spec),
            _ => None,
        }
    }

    pub fn code(&self) -> Option<&CodeSpec> {
        match &self.judge.task {
            Some(Task::Code(task)) => Some(&task.spec),
            _ => None,
        }
    }
}

/// Where a question comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// `built in`, or the path of the file.
    pub path: String,
    pub license: String,
    pub author: String,
    /// ISO date, `2026-11-23`; empty where nobody has.
    pub reviewed: String,
    /// Nobody has reviewed it yet, so that it is drawn only if asked for.
    pub unreviewed: bool,
}

/// What the candidate may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    pub id: String,
    pub title: String,
    pub kind: Kind,
    pub mode: Mode,
    pub levels: Vec<Level>,
    pub topic: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Its own minutes.
    pub minutes: u32,
    pub prompt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competency: Option<String>,
    /// Quiz: the four options, in the order shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Costs of its hints in thousandths; known before a hint is taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hint_costs: Vec<u32>,
    /// Code and SQL: tables, data and the starter as shown with the prompt, by file name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shown_files: BTreeMap<String, String>,
}

/// What judges the answer. Never shown to a candidate before the debrief.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judge {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clarifications: Vec<Clarification>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub followups: Vec<Followup>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub curveballs: Vec<Curveball>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rubric: Vec<RubricItem>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub red_flags: Vec<RedFlag>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<String>,
    pub model: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<QuizOption>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<Probe>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outline: Option<Outline>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<NumberCheck>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reveals: Vec<Reveal>,
    /// `cause+reveal`: the cause counts once named after a reveal that separates it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// What was planted in the file that is reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// What is run, where the answer is code or SQL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
    /// It came from a folder that was named for this session, and may be a stranger's: its code
    /// is run in the sandbox or not at all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub foreign: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarification {
    /// Key words of a clarifying question that unlocks it.
    pub ask: Vec<String>,
    pub say: String,
    /// On which side of the question's change it is true; on both if there's none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

impl Clarification {
    /// Whether it may be said, now that the task has changed or before it has.
    pub fn holds(&self, has_turned: bool) -> bool {
        self.side.is_none_or(|side| (side == Side::AfterTurn) == has_turned)
    }
}

words! {
    /// A side of the change that a question's curveball makes.
    Side { BeforeTurn = "before-turn", AfterTurn = "after-turn" }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// Thousandths of the question's earned weight.
    pub cost: u32,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followup {
    pub id: String,
    pub when: Trigger,
    pub ask: String,
    pub phrasings: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// A change of the task, thrown in while the candidate answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curveball {
    pub id: String,
    /// Minutes into the question.
    pub after: u32,
    pub say: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrasings: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// One checkable point of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RubricItem {
    pub id: String,
    pub text: String,
    /// One of the kind's dimensions.
    pub dim: String,
    /// 1–5.
    pub weight: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bonus: bool,
    /// A core item from this level up, a bonus below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Level>,
    pub phrasings: Vec<String>,
    /// What it looks like, per score (`"1"`–`"4"`) or per level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub anchors: BTreeMap<String, String>,
}

impl RubricItem {
    /// Whether the item is expected of someone at `level`, rather than a lift.
    pub fn is_core(&self, level: Level) -> bool {
        !self.bonus && self.from.is_none_or(|from| level >= from)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedFlag {
    pub text: String,
    /// The most its dimension can score, 1–3.
    pub cap: u32,
    /// The dimension it caps; the first rubric item's where none is named.
    pub dim: String,
    pub phrasings: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizOption {
    pub text: String,
    #[serde(default)]
    pub correct: bool,
    pub why: String,
}

/// A question after a STAR answer, asked when its trigger holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    pub when: Trigger,
    pub ask: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Pairs of words that some line of the candidate's diagram must join.
    pub must_connect: Vec<(String, String)>,
}

/// An estimate the answer should contain, and the range that passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberCheck {
    pub id: String,
    pub text: String,
    /// Printed forms, so that figures survive the journal byte for byte.
    pub value: String,
    pub unit: String,
    pub low: String,
    pub high: String,
    pub weight: u32,
    pub dim: String,
}

/// A hidden truth of an incident; one is drawn for a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    pub id: String,
    pub truth: String,
    pub fix: String,
}

/// A dashboard, log or command the candidate may ask to see. Looking takes minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reveal {
    pub id: String,
    pub ask: Vec<String>,
    pub minutes: u32,
    /// What is seen, by cause.
    pub say: BTreeMap<String, String>,
}

/// When a follow-up or probe is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Trigger {
    Always,
    /// The rubric item with this id was likely covered.
    Hit(String),
    /// The rubric item, or the STAR check (`result.number`), was not found.
    Miss(String),
    /// From this level up.
    Level(Level),
    /// The answer took fewer than this many minutes.
    UsedUnder(u32),
    /// The Action says "we" more often than "I".
    WeOverI,
}

/// Why a `when` is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotATrigger(pub String);

impl FromStr for Trigger {
    type Err = NotATrigger;

    fn from_str(text: &str) -> Result<Self, NotATrigger> {
        let wrong = || NotATrigger(text.to_owned());
        match text {
            "always" => return Ok(Trigger::Always),
            "we>i" => return Ok(Trigger::WeOverI),
            _ => {}
        }
        if let Some(minutes) = text.strip_prefix("used<") {
            return minutes.trim().parse().map(Trigger::UsedUnder).map_err(|_| wrong());
        }
        match text.split_once(':') {
            Some(("hit", id)) if !id.is_empty() => Ok(Trigger::Hit(id.to_owned())),
            Some(("miss", id)) if !id.is_empty() => Ok(Trigger::Miss(id.to_owned())),
            Some(("level", level)) => level.parse().map(Trigger::Level).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trigger::Always => f.write_str("always"),
            Trigger::Hit(id) => write!(f, "hit:{id}"),
            Trigger::Miss(id) => write!(f, "miss:{id}"),
            Trigger::Level(level) => write!(f, "level:{level}"),
            Trigger::UsedUnder(minutes) => write!(f, "used<{minutes}"),
            Trigger::WeOverI => f.write_str("we>i"),
        }
    }
}

impl TryFrom<String> for Trigger {
    type Error = NotATrigger;
    fn try_from(text: String) -> Result<Self, NotATrigger> {
        text.parse()
    }
}

impl From<Trigger> for String {
    fn from(trigger: Trigger) -> String {
        trigger.to_string()
    }
}

impl fmt::Display for NotATrigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` isn't a trigger; write hit:ID, miss:ID, always, level:senior, used<3 or we>i",
            self.0
        )
    }
}

words! {
    /// What a round of this kind of question is called.
    Kind {
        PhoneScreen = "phone-screen",
        Coding = "coding",
        SystemDesign = "system-design",
        Behavioral = "behavioral",
        CaseStudy = "case-study",
        TakeHome = "take-home",
        DataModelling = "data-modelling",
        Review = "review",
    }
}

words! {
    /// How the question is answered.
    Mode {
        Free = "free",
        Quiz = "quiz",
        Sql = "sql",
        Python = "python",
        Outline = "outline",
        Star = "star",
    }
}

impl Mode {
    /// Whether the answer is words, and not code or a choice.
    #[must_use]
    pub fn is_answered_in_words(self) -> bool {
        match self {
            Mode::Free | Mode::Outline | Mode::Star => true,
            Mode::Quiz | Mode::Sql | Mode::Python => false,
        }
    }
}

words! {
    /// The seniority the candidate interviews for.
    Level { Junior = "junior", Mid = "mid", Senior = "senior" }
}

impl Level {
    /// The level below, if there is one.
    pub fn below(self) -> Option<Level> {
        match self {
            Level::Junior => None,
            Level::Mid => Some(Level::Junior),
            Level::Senior => Some(Level::Mid),
        }
    }
}

impl Kind {
    /// The scored qualities of a round of this kind (docs/rules.md, "From marks to a round").
    pub const fn dimensions(self) -> &'static [&'static str] {
        match self {
            Kind::PhoneScreen => &["knowledge", "application", "depth", "communication"],
            Kind::Coding => &["problem-solving", "correctness", "testing", "communication"],
            Kind::SystemDesign => {
                &["requirements", "design", "modelling", "scale", "reliability", "communication"]
            }
            Kind::Behavioral => &["ownership", "impact", "judgement", "growth", "communication"],
            Kind::CaseStudy => {
                &["incident-handling", "diagnosis", "remediation", "prevention", "communication"]
            }
            Kind::TakeHome => &["correctness", "code", "structure", "writing", "extra"],
            Kind::DataModelling => {
                &["requirements", "model", "correctness", "evolution", "communication"]
            }
            Kind::Review => &["found", "explained", "mended", "restraint", "communication"],
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Kind::PhoneScreen => "Phone screen",
            Kind::Coding => "Coding",
            Kind::SystemDesign => "System design",
            Kind::Behavioral => "Behavioral",
            Kind::CaseStudy => "Case study",
            Kind::TakeHome => "Take-home",
            Kind::DataModelling => "Data modelling",
            Kind::Review => "Review",
        }
    }
}

/// Whether a file shown with a question is what its code begins with.
pub fn is_starter(name: &str) -> bool {
    name.starts_with("starter.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn triggers_print_as_they_are_written() {
        for text in ["always", "hit:key", "miss:result.number", "level:senior", "used<3", "we>i"] {
            let trigger: Trigger = text.parse().expect(text);
            assert_eq!(trigger.to_string(), text);
        }
        for text in ["hit:", "used<x", "level:ceo", "sometimes"] {
            assert!(text.parse::<Trigger>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_item_from_senior_is_no_core_item_for_mid() {
        let mut item = RubricItem {
            id: "x".into(),
            text: String::new(),
            dim: String::new(),
            weight: 1,
            must: false,
            bonus: false,
            from: Some(Level::Senior),
            phrasings: vec![],
            anchors: BTreeMap::new(),
        };
        assert!(!item.is_core(Level::Mid));
        assert!(item.is_core(Level::Senior));
        item.bonus = true;
        assert!(!item.is_core(Level::Senior));
    }

    proptest! {
        #[test]
        fn any_trigger_text_parses_or_fails_without_panic(text in "\\PC*") {
            if let Ok(trigger) = text.parse::<Trigger>() {
                prop_assert_eq!(trigger.to_string().parse::<Trigger>(), Ok(trigger));
            }
        }
    }
}
