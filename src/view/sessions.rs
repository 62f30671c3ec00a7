//! Sessions as a list shows them: one line each.

use serde::Serialize;

use crate::bank::question::Level;
use crate::engine::State;
use crate::engine::event::Scope;
use crate::format::plan::SessionMode;
use crate::score::fold;
use crate::text::SafeText;
use crate::time::Span;
use crate::view::{recommendation, standing, words};

/// One session that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionLine {
    pub id: String,
    /// RFC 3339, in the zone it was held in.
    pub started: String,
    pub format: SafeText,
    pub title: SafeText,
    pub level: Option<Level>,
    pub mode: Option<SessionMode>,
    pub standing: Standing,
    /// Interview time so far.
    pub interview_ms: Span,
    /// Questions put, and questions drawn.
    pub asked: usize,
    pub drawn: usize,
    /// Of the loop, or of a single round: thousandths, and 1–4.
    pub mean: Option<u32>,
    /// While points are open: where the mean can still end, and how many wait for a mark.
    pub range: Option<(u32, u32)>,
    pub open: u32,
    pub band: Option<u32>,
    pub recommendation: Option<SafeText>,
    pub simulated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nothing was asked yet.
    Drawn,
    /// To be resumed.
    Interrupted,
    /// Over, and not scored.
    Unscored,
    /// Scored but for points that wait for a mark.
    Open,
    Scored,
}

impl Standing {
    pub const fn words(self) -> &'static str {
        match self {
            Standing::Drawn => "not begun",
            Standing::Interrupted => "interrupted",
            Standing::Unscored => "not scored",
            Standing::Open => "open",
            Standing::Scored => "scored",
        }
    }

    /// What to type next, for a session of this name.
    pub fn next(self, id: &str) -> String {
        match self {
            Standing::Drawn | Standing::Interrupted => format!("mock resume {id}"),
            Standing::Unscored | Standing::Open => format!("mock score {id}"),
            Standing::Scored => format!("mock transcript {id}"),
        }
    }
}

impl SessionLine {
    pub fn new(state: &State) -> SessionLine {
        let plan = state.plan.as_ref();
        let is_loop = plan.is_some_and(|plan| plan.is_loop);
        let scope = if is_loop { Scope::Loop } else { Scope::Round { slot: 0 } };
        let sheet = state.scores.get(&scope);
        let asked = state.opened_questions().count();
        let standing = match (state.ended, sheet) {
            (Some(_), Some(sheet)) if sheet.open > 0 => Standing::Open,
            (Some(_), Some(_)) => Standing::Scored,
            (Some(_), None) if asked == 0 => Standing::Scored,
            (Some(_), None) => Standing::Unscored,
            (None, _) if state.slots.iter().all(|slot| slot.started.is_none()) => Standing::Drawn,
            (None, _) => Standing::Interrupted,
        };
        let text =
            |text: Option<&String>| text.map(|text| SafeText::line(text)).unwrap_or_default();
        SessionLine {
            id: state.header.session.to_string(),
            started: words::began(&state.header),
            format: text(plan.map(|plan| &plan.format)),
            title: text(plan.map(|plan| &plan.title)),
            level: plan.map(|plan| plan.level),
            mode: plan.map(|plan| plan.mode),
            standing,
            interview_ms: state.watch.read(state.last_at),
            asked,
            drawn: state.questions.len(),
            mean: sheet.and_then(|sheet| sheet.mean),
            range: sheet.and_then(|sheet| sheet.range),
            open: sheet.map_or(0, |sheet| sheet.open),
            band: sheet.and_then(|sheet| sheet.band),
            recommendation: sheet
                .and_then(|sheet| Some((sheet, fold::recommended(state, scope, sheet)?)))
                .map(|(sheet, found)| recommendation::sentence(state, &found, sheet))
                .map(|sentence| SafeText::line(&sentence)),
            simulated: state.header.simulated,
        }
    }

    /// `2026-11-23 09:00`.
    pub fn when(&self) -> String {
        words::minute(&self.started)
    }

    /// `3.25 hire`, `2.10 to 3.40, open`, or where it stands.
    pub fn outcome(&self) -> String {
        let SessionLine { mean, band, range, open, .. } = *self;
        let score = standing::Standing { mean, band, range, open }.short();
        score.unwrap_or_else(|| match self.standing {
            Standing::Scored => "nothing to score".to_owned(),
            standing => standing.words().to_owned(),
        })
    }
}
