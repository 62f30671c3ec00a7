//! One question or talk: what was put, said and answered.

use super::{
    AttemptPart, CausePart, ComputedPart, Disclosed, FieldPart, FilePart, FollowupModel, ItemKind,
    ItemPart, ItemStanding, LatePart, OptionPart, QuestionPart, Said, SaidWhat, StoryPart, Timing,
    evidence, habits, judged, places,
};
use crate::bank::question::{Judge, Kind};
use crate::engine::checklist::Role;
use crate::engine::event::{ClosedBy, FollowupRef, Scope, TimeScope, Warning};
use crate::engine::own::own_text;
use crate::engine::state::{Attempt, DrawnQuestion, Field, Happening, ItemState, What};
use crate::engine::verdict::Outcome;
use crate::engine::{Seat, State};
use crate::format::plan::{Item, ItemWhat};
use crate::score::dimension::ItemFact;
use crate::score::graded::computed_points;
use crate::score::judged::is_not_answered;
use crate::text::SafeText;
use crate::time::Span;
use crate::view::reviewed::reviewed;
use crate::view::verdict::{RunPart, VerdictPart};

pub(super) fn part(state: &State, slot: usize, index: usize) -> Option<ItemPart> {
    let plan = state.item_plan(slot, index)?;
    let found = state.item_state(slot, index)?;
    let standing = standing(state, plan, found);
    // What was not put yet would spoil a session that goes on, and a later one.
    let is_put = !matches!(standing, ItemStanding::NotReached | ItemStanding::Hidden);
    let question = state.question_of(slot, index).filter(|_| is_put);
    let is_current = (state.cursor.slot, state.cursor.item) == (slot, index);
    let reading = || state.item_reading(state.last_at).map(|reading| reading.used);
    let used = found.used.or_else(|| is_current.then(reading).flatten());
    let phases = state.round_plan(slot)?.phases.iter().take(plan.last_phase + 1);
    let prompt = match (&plan.what, question) {
        (_, Some(question)) => SafeText::new(&question.ask.prompt),
        (ItemWhat::Talk { prompt }, None) if is_put => SafeText::new(prompt),
        _ => SafeText::default(),
    };
    let scope = Scope::Question { slot, item: index };
    let may_look = judged::may_look(state, scope) && is_put;
    Some(ItemPart {
        what: match plan.what {
            ItemWhat::Talk { .. } => ItemKind::Talk,
            ItemWhat::Question { .. } => ItemKind::Question,
            ItemWhat::YourQuestions => ItemKind::YourQuestions,
        },
        phases: phases.skip(plan.first_phase).map(|phase| SafeText::line(&phase.name)).collect(),
        state: standing,
        question: question.map(question_part),
        prompt,
        from_ms: found.opened.and(into_round(state, slot, found)),
        timing: Timing::new(used, plan.budget, found.extended),
        story: found.story.as_ref().map(|told| StoryPart {
            id: SafeText::line(&told.id),
            title: SafeText::line(&told.title),
        }),
        talk: if is_put {
            found.happenings.iter().map(|what| said(found, what)).collect()
        } else {
            Vec::new()
        },
        attempts: if is_put { attempts(state, (slot, index), found) } else { Vec::new() },
        runs: if is_put { found.runs.iter().map(RunPart::new).collect() } else { Vec::new() },
        late: found.late.iter().map(late).collect(),
        shape: may_look.then(|| habits::shape(state, slot, index)).flatten(),
        review: may_look.then(|| reviewed(state, slot, index)).flatten(),
        computed: question
            .filter(|_| may_look && is_run(plan, found))
            .map_or_else(Vec::new, |question| computed(question, found)),
        judged: judged::judged(state, scope),
        disclosed: question
            .filter(|_| may_look)
            .and_then(|question| disclosed(question.judge.as_ref()?, plan, found)),
    })
}

/// Whether the score rests on a run of the answer.
fn is_run(plan: &Item, found: &ItemState) -> bool {
    plan.what.language().is_some() && !is_not_answered(found)
}

fn computed(question: &DrawnQuestion, found: &ItemState) -> Vec<ComputedPart> {
    let points = question.judge.as_ref().map(|judge| computed_points(&question.ask, judge, found));
    let part = |point: ItemFact| ComputedPart {
        text: SafeText::new(&point.text),
        weight: point.weight,
        must: point.role == Role::Must,
        mark: point.mark,
    };
    points.into_iter().flatten().map(part).collect()
}

fn into_round(state: &State, slot: usize, found: &ItemState) -> Option<Span> {
    Some(found.from.less(state.slots.get(slot)?.from))
}

fn standing(state: &State, plan: &Item, found: &ItemState) -> ItemStanding {
    if found.opened.is_none() {
        return ItemStanding::NotReached;
    }
    if !found.done {
        let is_hidden = state.is_exam() && state.paused.is_some() && state.ended.is_none();
        return if is_hidden { ItemStanding::Hidden } else { ItemStanding::UnderWay };
    }
    let said_something = found.happenings.iter().any(|h| matches!(h.what, What::Asked { .. }));
    let is_blank = match plan.what {
        ItemWhat::YourQuestions => !said_something,
        ItemWhat::Talk { .. } | ItemWhat::Question { .. } => found.is_blank(),
    };
    match found.closed {
        Some(ClosedBy::Skipped) if !plan.what.is_your_questions() => ItemStanding::Skipped,
        _ if found.spoken => ItemStanding::Spoken,
        Some(ClosedBy::Timeout) if is_blank => ItemStanding::TimedOut,
        _ if is_blank => ItemStanding::NotAnswered,
        _ => ItemStanding::Answered,
    }
}

fn question_part(question: &DrawnQuestion) -> QuestionPart {
    let ask = &question.ask;
    let file = |(name, text): (&String, &String)| FilePart {
        name: SafeText::line(name),
        text: SafeText::new(text),
    };
    QuestionPart {
        id: SafeText::line(&ask.id),
        title: SafeText::line(&ask.title),
        kind: ask.kind,
        mode: ask.mode,
        topic: SafeText::line(&ask.topic),
        competency: ask.competency.as_deref().map(SafeText::line),
        options: ask.options.iter().map(|option| SafeText::new(option)).collect(),
        files: ask.shown_files.iter().map(file).collect(),
        digest: SafeText::line(&question.digest),
    }
}

fn said(found: &ItemState, happening: &Happening) -> Said {
    let (what, by, text) = match &happening.what {
        What::Asked { text } => (SaidWhat::Clarification, Some(Seat::Candidate), text.as_str()),
        What::Answered { text, .. } => (SaidWhat::Answer, Some(Seat::Interviewer), text.as_str()),
        What::Revealed { text, .. } => (SaidWhat::Reveal, Some(Seat::Interviewer), text.as_str()),
        What::Hint { text, by, .. } => (SaidWhat::Hint, Some(*by), text.as_str()),
        What::Followup { ask, .. } => (SaidWhat::Followup, Some(Seat::Interviewer), ask.as_str()),
        What::WentBack { field } => (SaidWhat::WentBack, Some(Seat::Candidate), field.as_str()),
        What::Curveball { text, .. } => (SaidWhat::Curveball, Some(Seat::Interviewer), &**text),
        What::Said { by, text } => (SaidWhat::Remark, Some(*by), text.as_str()),
        What::Paused { reason } => (SaidWhat::Pause, None, reason.text()),
        What::Resumed => (SaidWhat::Resume, None, ""),
        What::Extended { seat, .. } => (SaidWhat::Extension, Some(*seat), ""),
        What::Warned { scope, warning: Warning::Zero } => (SaidWhat::TimeUp, None, scope.word()),
        What::Warned { scope, warning } => (SaidWhat::Warning, None, left(*scope, *warning)),
        What::FirstWords => (SaidWhat::FirstWords, Some(Seat::Candidate), ""),
        What::Ran { run } => {
            let outcome = ran(found, *run).map_or("no verdict yet", Outcome::word);
            (SaidWhat::Run, Some(Seat::Candidate), outcome)
        }
        What::Point => (SaidWhat::Point, Some(Seat::Candidate), ""),
        What::Retried => (SaidWhat::Retry, Some(Seat::Candidate), ""),
    };
    let cost = match happening.what {
        What::Hint { cost, .. } => Some(cost),
        _ => None,
    };
    let span_ms = match happening.what {
        What::Revealed { cost: span, .. } | What::Extended { by: span, .. } => Some(span),
        _ => None,
    };
    let outcome = match happening.what {
        What::Ran { run } => ran(found, run),
        _ => None,
    };
    let cut_into = match &happening.what {
        What::Followup { cut_into, .. } => cut_into.as_deref().map(SafeText::line),
        _ => None,
    };
    let text = SafeText::new(text);
    Said { into_ms: happening.into, what, by, text, outcome, cost, span_ms, cut_into }
}

/// How a run ended, once that is known.
fn ran(found: &ItemState, run: usize) -> Option<Outcome> {
    Some(found.runs.get(run)?.verdict.as_ref()?.outcome)
}

const fn left(scope: TimeScope, warning: Warning) -> &'static str {
    match (scope, warning) {
        (TimeScope::Phase, Warning::Half) => "half of the phase is over",
        (TimeScope::Phase, Warning::FiveMinutes) => "5 minutes left of the phase",
        (TimeScope::Phase, Warning::OneMinute) => "1 minute left of the phase",
        (TimeScope::Phase, Warning::Zero) => "the phase's time is up",
        (TimeScope::Round, Warning::Half) => "half of the round is over",
        (TimeScope::Round, Warning::FiveMinutes) => "5 minutes left of the round",
        (TimeScope::Round, Warning::OneMinute) => "1 minute left of the round",
        (TimeScope::Round, Warning::Zero) => "the round's time is up",
    }
}

/// Every attempt at a question, once it was put.
pub(in crate::view) fn attempts_of(state: &State, slot: usize, item: usize) -> Vec<AttemptPart> {
    state.item_state(slot, item).map_or(Vec::new(), |found| attempts(state, (slot, item), found))
}

fn attempts(state: &State, (slot, item): (usize, usize), found: &ItemState) -> Vec<AttemptPart> {
    let may_look = judged::may_look(state, Scope::Question { slot, item });
    let goes_by_words = judged::goes_by_words(state);
    let question = state.question_of(slot, item);
    let is_review = question.is_some_and(|question| question.ask.kind == Kind::Review);
    let part = |(index, attempt): (usize, &Attempt)| {
        let own: Span = attempt.part(0).map(|field| field.used).sum();
        let shares = attempt.part(0).count() > 1;
        let total = if shares { own } else { Span::ZERO };
        let is_judged = may_look && index == 0;
        let field = |field: &Field| {
            let mut part = field_part(found, field, total);
            if let Some(question) = question {
                let own = own_text(&question.ask, &field.name, &field.text);
                part.words = own.split_whitespace().count();
            }
            if is_judged && goes_by_words {
                part.evidence = evidence::in_field(found, field);
            }
            if is_judged {
                part.marked = places::beside(state, (slot, item), field);
            }
            if is_judged && !goes_by_words {
                part.to_grader = places::to_grader(&field.text);
            }
            part
        };
        AttemptPart {
            scored: index == 0,
            closed: attempt.closed,
            fields: attempt.fields.iter().map(field).collect(),
            // It tells of hidden cases, so it waits for the debrief.
            verdict: attempt.verdict.as_ref().filter(|_| may_look).map(|verdict| {
                let part = VerdictPart::new(verdict);
                // What a mend is worth is counted fault by fault.
                let correctness = part.correctness.filter(|_| !is_review);
                VerdictPart { correctness, ..part }
            }),
        }
    };
    found.attempts.iter().enumerate().map(part).collect()
}

fn field_part(found: &ItemState, field: &Field, total: Span) -> FieldPart {
    let asked = found.followups().find(|(_, _, name)| *name == field.name);
    let share = (field.used.0.saturating_mul(1000)).checked_div(total.0);
    FieldPart {
        name: SafeText::line(&field.name),
        followup: asked.map(|(_, ask, _)| SafeText::new(ask)),
        used_ms: field.used,
        share: share.filter(|_| field.part == 0).and_then(|share| u32::try_from(share).ok()),
        visits: field.visits,
        words: field.text.split_whitespace().count(),
        text: SafeText::new(&field.text),
        evidence: Vec::new(),
        marked: Vec::new(),
        to_grader: Vec::new(),
    }
}

fn late((field, text): (&String, &String)) -> LatePart {
    LatePart { field: SafeText::line(field), text: SafeText::new(text) }
}

impl Disclosed {
    /// What judged a question, shown to whoever may see it.
    pub(in crate::view) fn new(state: &State, slot: usize, index: usize) -> Option<Disclosed> {
        let judge = state.question_of(slot, index)?.judge.as_ref()?;
        disclosed(judge, state.item_plan(slot, index)?, state.item_state(slot, index)?)
    }
}

fn disclosed(judge: &Judge, plan: &Item, found: &ItemState) -> Option<Disclosed> {
    let asked = found.followups().filter_map(|(which, ask, _)| match which {
        FollowupRef::Followup(index) => {
            let model = judge.followups.get(index)?.model.as_ref()?;
            Some(FollowupModel { ask: SafeText::new(ask), model: SafeText::new(model) })
        }
        FollowupRef::Probe(_) => None,
    });
    let thrown = found.curveballs().filter_map(|index| {
        let script = judge.curveballs.get(index)?;
        let model = SafeText::new(script.model.as_ref()?);
        Some(FollowupModel { ask: SafeText::new(&script.say), model })
    });
    let ItemWhat::Question { cause, .. } = plan.what else { return None };
    let cause = cause.and_then(|index| judge.causes.get(index)).map(|cause| CausePart {
        truth: SafeText::new(&cause.truth),
        fix: SafeText::new(&cause.fix),
    });
    let option = |option: &crate::bank::question::QuizOption| OptionPart {
        text: SafeText::new(&option.text),
        correct: option.correct,
        why: SafeText::new(&option.why),
    };
    Some(Disclosed {
        model: SafeText::new(&judge.model),
        followups: asked.collect(),
        curveballs: thrown.collect(),
        cause,
        options: judge.options.iter().map(option).collect(),
        mistakes: judge.mistakes.iter().map(|text| SafeText::new(text)).collect(),
        refs: judge.refs.iter().map(|text| SafeText::new(text)).collect(),
    })
}
