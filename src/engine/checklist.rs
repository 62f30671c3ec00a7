//! What can be judged of a question or a round: the one list that marks, matching and scores go by.

use super::event::{About, FollowupRef, Scope};
use super::state::{ItemState, State};
use crate::bank::question::{Judge, Kind, Level, RubricItem};

/// One thing that can be judged, in the words of the question's file or of the round's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point<'q> {
    pub about: About,
    pub text: &'q str,
    /// Empty for what lifts every dimension of its question.
    pub dim: &'q str,
    pub weight: u32,
    pub role: Role,
    /// Sentences that an answer is held against; none where a finding is computed.
    pub phrasings: &'q [String],
}

impl Point<'_> {
    /// Whether it is the right option of a quiz, which nobody has to mark.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        self.phrasings.is_empty() && matches!(&self.about, About::Item(id) if id == CHOICE)
    }
}

/// What a point does to its dimension, at the candidate's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Core, and gates 3 and 4.
    Must,
    Core,
    /// Lifts its dimension to 4, and earns no weight.
    Bonus,
    /// Lifts the dimensions that its question has core points in.
    Followup,
    /// As a follow-up does, from rules 2 on.
    Curveball,
    /// Once raised, the most its dimension can score.
    Cap(u32),
}

impl Role {
    /// Whether it earns weight, and is missed where it is not met.
    #[must_use]
    pub const fn is_core(self) -> bool {
        matches!(self, Role::Must | Role::Core)
    }
}

/// The one point of a quiz that has no rubric: the right option.
pub const CHOICE: &str = "choice";

/// The dimension of faults that were pointed at.
pub const FOUND: &str = "found";

/// Weight of a point whose file gives it none.
const UNWRITTEN_WEIGHT: u32 = 3;

/// What was put to the candidate besides the question itself: places among the judge's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Put {
    pub followups: Vec<usize>,
    pub curveballs: Vec<usize>,
}

impl Put {
    #[must_use]
    pub fn of(found: &ItemState) -> Put {
        let followups = found.followups().filter_map(|(which, ..)| match which {
            FollowupRef::Followup(index) => Some(index),
            FollowupRef::Probe(_) => None,
        });
        Put { followups: followups.collect(), curveballs: found.curveballs().collect() }
    }

    /// Everything a question has.
    #[must_use]
    pub fn all(judge: &Judge) -> Put {
        Put {
            followups: (0..judge.followups.len()).collect(),
            curveballs: (0..judge.curveballs.len()).collect(),
        }
    }
}

/// The points of a question, at a level.
#[must_use]
pub fn points_of_question<'q>(
    judge: &'q Judge,
    kind: Kind,
    level: Level,
    put: &Put,
) -> Vec<Point<'q>> {
    let computed = |about, text, dim, weight, role| {
        let phrasings: &[String] = &[];
        Point { about, text, dim, weight, role, phrasings }
    };
    let lift =
        |about, text, role, phrasings| Point { about, text, dim: "", weight: 0, role, phrasings };
    let mut points: Vec<Point<'q>> =
        judge.rubric.iter().map(|item| rubric_point(item, level, About::Item)).collect();
    if judge.rubric.is_empty() && !judge.options.is_empty() {
        let about = About::Item(CHOICE.to_owned());
        let dim = kind.dimensions().first().copied().unwrap_or_default();
        points.push(computed(
            about,
            "choosing the right option",
            dim,
            UNWRITTEN_WEIGHT,
            Role::Core,
        ));
    }
    points.extend(judge.numbers.iter().map(|number| {
        let about = About::Number(number.id.clone());
        computed(about, &number.text, &number.dim, number.weight, Role::Core)
    }));
    let faults = judge.review.iter().flat_map(|review| &review.faults);
    points.extend(faults.map(|fault| {
        let role = if fault.must { Role::Must } else { Role::Core };
        computed(About::Fault(fault.id.clone()), &fault.text, FOUND, fault.weight, role)
    }));
    if judge.check.is_some() {
        let text = "The hidden cause, named after evidence for it";
        points.push(computed(About::Cause, text, "diagnosis", UNWRITTEN_WEIGHT, Role::Bonus));
    }
    let followups = put.followups.iter().filter_map(|&index| judge.followups.get(index));
    points.extend(followups.map(|script| {
        let about = About::Followup(script.id.clone());
        lift(about, &script.ask, Role::Followup, &script.phrasings[..])
    }));
    let curveballs = put.curveballs.iter().filter_map(|&index| judge.curveballs.get(index));
    points.extend(curveballs.map(|script| {
        let about = About::Curveball(script.id.clone());
        lift(about, &script.say, Role::Curveball, &script.phrasings[..])
    }));
    points.extend(judge.red_flags.iter().enumerate().map(|(index, flag)| Point {
        about: About::RedFlag(index),
        text: &flag.text,
        dim: &flag.dim,
        weight: 0,
        role: Role::Cap(flag.cap),
        phrasings: &flag.phrasings,
    }));
    points
}

/// The points of a round's own rubric, at a level.
#[must_use]
pub fn points_of_round(rubric: &[RubricItem], level: Level) -> Vec<Point<'_>> {
    rubric.iter().map(|item| rubric_point(item, level, About::RoundItem)).collect()
}

/// Below its `from` an item lifts, and never gates.
fn rubric_point(item: &RubricItem, level: Level, about: fn(String) -> About) -> Point<'_> {
    Point {
        about: about(item.id.clone()),
        text: &item.text,
        dim: &item.dim,
        weight: item.weight,
        role: match (item.is_core(level), item.must) {
            (false, _) => Role::Bonus,
            (true, true) => Role::Must,
            (true, false) => Role::Core,
        },
        phrasings: &item.phrasings,
    }
}

/// One line of the checklist: a point that a person marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub id: String,
    pub about: About,
    pub text: String,
    pub dim: String,
    pub weight: u32,
    pub role: Role,
}

/// How a text says by itself that it is about something new.
pub const OPENINGS: [&str; 2] = ["One more thing", "Something changes"];

/// What a change of the task is called: its first sentence, without the words that only open it.
#[must_use]
pub fn gist(text: &str) -> String {
    let opened = OPENINGS.iter().find_map(|opening| text.trim().strip_prefix(opening));
    let text = opened.filter(|rest| !rest.trim().is_empty()).unwrap_or(text);
    let text = text.trim_start_matches(['.', ',', ':', ' ', '\n']).trim();
    let ends = |(at, sign): &(usize, char)| {
        let behind = text[at + sign.len_utf8()..].chars().next();
        matches!(sign, '.' | '?' | '!') && behind.is_none_or(char::is_whitespace)
    };
    let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at + 1);
    let mut letters = text[..end].chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

impl Check {
    fn of(point: Point<'_>) -> Check {
        let is_change = matches!(point.about, About::Curveball(_));
        Check {
            id: point.about.mark_id(),
            about: point.about,
            text: if is_change { gist(point.text) } else { point.text.to_owned() },
            dim: point.dim.to_owned(),
            weight: point.weight,
            role: point.role,
        }
    }
}

impl Check {
    /// Whether the program finds it out by itself: a number near the expected one, the hidden cause
    /// named. A person may mark it all the same.
    #[must_use]
    pub const fn is_computed(&self) -> bool {
        matches!(self.about, About::Number(_) | About::Fault(_) | About::Cause)
    }
}

impl About {
    /// The id under which a mark about it is kept.
    pub fn mark_id(&self) -> String {
        match self {
            About::Item(id) | About::RoundItem(id) => id.clone(),
            About::RedFlag(index) => format!("flag:{index}"),
            About::Followup(id) => format!("followup:{id}"),
            About::Curveball(id) => format!("curveball:{id}"),
            About::Number(id) => format!("number:{id}"),
            About::Fault(id) => format!("fault:{id}"),
            About::Cause => "cause".to_owned(),
        }
    }
}

/// The checklist of a question or a round; nothing for a loop.
pub fn checklist(state: &State, scope: Scope) -> Vec<Check> {
    let Some(plan) = state.plan.as_ref() else { return Vec::new() };
    let points = match scope {
        Scope::Question { slot, item } => question_points(state, slot, item, plan.level),
        Scope::Round { slot } => state
            .round_plan(slot)
            .map_or_else(Vec::new, |round| points_of_round(&round.rubric, plan.level)),
        Scope::Loop => Vec::new(),
    };
    points.into_iter().filter(|point| !point.is_choice()).map(Check::of).collect()
}

/// The points of a question that was put; none while its judge is not disclosed.
pub fn question_points(state: &State, slot: usize, item: usize, level: Level) -> Vec<Point<'_>> {
    let (Some(question), Some(found)) =
        (state.question_of(slot, item), state.item_state(slot, item))
    else {
        return Vec::new();
    };
    question.judge.as_ref().map_or_else(Vec::new, |judge| {
        points_of_question(judge, question.ask.kind, level, &Put::of(found))
    })
}

/// The dimensions that a checklist speaks to, in its order, each once.
pub fn dimensions(checks: &[Check]) -> Vec<&str> {
    let mut dims: Vec<&str> = Vec::new();
    for check in checks {
        if !check.dim.is_empty() && !dims.contains(&check.dim.as_str()) {
            dims.push(&check.dim);
        }
    }
    dims
}

#[cfg(test)]
mod tests {
    use super::gist;

    #[test]
    fn a_change_is_called_by_its_first_sentence() {
        for (text, called) in [
            ("The load doubles.", "The load doubles."),
            ("The load doubles. What now? Say it.", "The load doubles."),
            ("One more thing. Accounts can now pause. How?", "Accounts can now pause."),
            (
                "Something changes: buyers return 1.5 items a week! Why",
                "Buyers return 1.5 items a week!",
            ),
            ("What if it is late?\nSay why.", "What if it is late?"),
            ("no end", "No end"),
            ("One more thing", "One more thing"),
            ("", ""),
        ] {
            assert_eq!(gist(text), called, "{text}");
        }
    }
}
