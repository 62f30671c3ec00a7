//! A score as it is shown and journaled.

use serde::{Deserialize, Serialize};

use crate::bank::question::Level;
use crate::words::words;

/// A score as it was shown, recomputable from the marks under the same rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// Number of the frozen set of rules.
    pub rules: u32,
    pub dimensions: Vec<DimensionScore>,
    /// Mean in thousandths, 1000–4000; `None` where nothing could be scored, and from rules 3 on
    /// while a core point is open.
    pub mean: Option<u32>,
    /// 1 strong no, 2 no, 3 hire, 4 strong hire. While points are open only where the whole range
    /// lies in one band.
    pub band: Option<u32>,
    /// Where the mean can still end, in thousandths: all open points missed, all met. Only while
    /// points are open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(u32, u32)>,
    /// Core points that nobody has marked and nothing computed, from rules 3 on.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub open: u32,
    /// What the marks rest on, from rules 3 on.
    #[serde(default, skip_serializing_if = "MarkCounts::is_empty")]
    pub basis: MarkCounts,
    /// Low and high end in thousandths, from three scored rounds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<(u32, u32)>,
    /// Loop: the recommendation. Formats 1.0 and 1.1 held a sentence named `recommendation` in
    /// its place, which is left unread: the fold says it again from the same journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommended: Option<Recommended>,
    /// Some marks were taken from bands; no person confirmed them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionScore {
    pub dim: String,
    /// 1–4; `None` is "not seen" or, with a `range`, "open".
    pub score: Option<u32>,
    /// Thousandths of the core weight that was earned, hints paid; open points have earned nothing
    /// yet. 0, and not to be shown, where `verdicts` made the score.
    pub coverage: u32,
    /// Its core points that nobody has marked and nothing computed, from rules 3 on.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub open: u32,
    /// Where the score can still end, 1–4: all open points missed, all met. Only while points are
    /// open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(u32, u32)>,
    /// How many graded answers made the score by themselves, from rules 3 on; 0 where marks made it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub verdicts: u32,
}

/// How many core and bonus points that are met or partly met rest on what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkCounts {
    /// On a sentence of the answer.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub placed: u32,
    /// On what was said.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub aloud: u32,
    /// On the diagram of an outline.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub diagram: u32,
    /// On nothing that anybody else could look at.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unwritten: u32,
    /// On a number, a choice or a case of one's own: nobody had to mark it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub computed: u32,
    /// On the reading of a model that proved itself; no person confirmed it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub read: u32,
}

impl MarkCounts {
    /// Whether nothing is counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == MarkCounts::default()
    }
}

impl std::iter::Sum for MarkCounts {
    fn sum<I: Iterator<Item = MarkCounts>>(counts: I) -> MarkCounts {
        counts.fold(MarkCounts::default(), |sum, of| MarkCounts {
            placed: sum.placed + of.placed,
            aloud: sum.aloud + of.aloud,
            diagram: sum.diagram + of.diagram,
            unwritten: sum.unwritten + of.unwritten,
            computed: sum.computed + of.computed,
            read: sum.read + of.read,
        })
    }
}

/// What is recommended of a loop, and the conditions of a hire that it rests on. It holds no
/// words: those are the view's, and may be mended without a score that no longer agrees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommended {
    pub what: Recommendation,
    pub conditions: Vec<Condition>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recommendation {
    StrongHire,
    Hire,
    /// Fails the level asked for, and meets this one.
    HireAt(Level),
    /// One core round at 2 with a mean of 3: look once more.
    FollowUpRound,
    NoHire,
    StrongNoHire,
    /// Points wait for a mark, and what they come to decides.
    Open,
}

/// One condition of a hire, whether it held, and the figures it was held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    pub id: ConditionId,
    pub holds: bool,
    /// Points that wait for a mark decide it; `holds` is false until then. From rules 3 on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// The loop's mean, where the condition is about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thousandths: Option<u32>,
    /// The rounds that it is about: those that broke it, or that decide it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<RoundMean>,
}

words! {
    /// Conditions of a hire (docs/rules.md, "Loops").
    ConditionId {
        Mean = "mean",
        NoStrongNo = "no-strong-no",
        FewNos = "few-nos",
        CoreRound = "core-round",
        BarRaiser = "bar-raiser",
    }
}

/// A round of a loop, and its mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundMean {
    pub slot: usize,
    /// The mean; while points are open, the low end of where it can end.
    pub thousandths: u32,
    /// While points are open, the high end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u32>,
}

/// Whether a count is left out of a record, so that earlier formats serialise as before.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) fn is_zero(count: &u32) -> bool {
    *count == 0
}
