//! One round's plan: phases with budgets, and the items in them.

use rand::{Rng, RngExt};

use super::cannot::CannotDraw;
use super::factor::Factor;
use super::hand::Hand;
use crate::bank::question::{Kind, Question};
use crate::format::plan::{Item, ItemWhat, PhasePlan, RoundPlan};
use crate::format::{PhaseFormat, PhaseWhat, RoundFormat};
use crate::time::{Budget, Span};

/// A round's place in a loop: its slot's minutes, and whether the loop has a slot for the
/// candidate's questions.
#[derive(Clone, Copy)]
pub(super) struct InLoop {
    pub(super) minutes: u32,
    pub(super) has_questions: bool,
}

/// Whether one question of this kind goes on through several phases of the round.
pub(super) fn spans_phases(round: &RoundFormat, kind: Kind) -> bool {
    round.kind == kind && round.phases.windows(2).any(|pair| continues(round, &pair[0], &pair[1]))
}

/// Neighbouring phases that name the same rule of one question share that question.
fn continues(round: &RoundFormat, before: &PhaseFormat, after: &PhaseFormat) -> bool {
    match (&before.what, &after.what) {
        (PhaseWhat::Draw { draw: a }, PhaseWhat::Draw { draw: b }) => {
            a == b && round.draws.get(a).is_some_and(|rule| rule.count == 1)
        }
        _ => false,
    }
}

impl<'a, R: Rng> Hand<'a, '_, R> {
    pub(super) fn round(
        &mut self,
        format: &RoundFormat,
        factor: Factor,
        place: Option<InLoop>,
    ) -> Result<RoundPlan, CannotDraw> {
        let leaves_out = |phase: &&PhaseFormat| {
            place.is_some_and(|place| place.has_questions) && phase.what == PhaseWhat::YourQuestions
        };
        let phases: Vec<&PhaseFormat> =
            format.phases.iter().filter(|phase| !leaves_out(phase)).collect();
        let written: u32 = phases.iter().map(|phase| phase.minutes).sum();
        let minutes = place.map_or(written, |place| place.minutes);
        // The slot's minutes are shared out over the phases that remain.
        let share = |phase: &PhaseFormat| {
            Span(Span::minutes(u64::from(phase.minutes * minutes)).0 / u64::from(written.max(1)))
        };
        let plans: Vec<PhasePlan> = phases
            .iter()
            .map(|phase| PhasePlan {
                name: phase.name.clone(),
                say: phase.say.clone(),
                push: phase.push,
                turn: phase.turn,
                notes: phase.notes,
                budget: factor.budget_of(share(phase)),
            })
            .collect();
        let mut items = Vec::new();
        let mut first = 0;
        while first < phases.len() {
            let mut last = first;
            while last + 1 < phases.len() && continues(format, phases[last], phases[last + 1]) {
                last += 1;
            }
            self.deal(format, factor, &phases, &plans, (first, last), &mut items)?;
            first = last + 1;
        }
        Ok(RoundPlan {
            id: format.id.clone(),
            title: format.title.clone(),
            kind: Some(format.kind),
            budget: factor.budget(minutes),
            persona: self.persona(&format.opening),
            seed: self.rng.random(),
            phases: plans,
            items,
            rubric: format.rubric.clone(),
            weights: format.weights.clone(),
            drawn_from: Vec::new(),
            made_do: std::mem::take(&mut self.made_do),
        })
    }

    /// Puts what the phases `first..=last` hold among the items.
    fn deal(
        &mut self,
        format: &RoundFormat,
        factor: Factor,
        phases: &[&PhaseFormat],
        plans: &[PhasePlan],
        (first, last): (usize, usize),
        items: &mut Vec<Item>,
    ) -> Result<(), CannotDraw> {
        let item = |budget, what| Item { first_phase: first, last_phase: last, budget, what };
        match &phases[first].what {
            PhaseWhat::Talk { prompt } => {
                items.push(item(plans[first].budget, ItemWhat::Talk { prompt: prompt.clone() }));
            }
            PhaseWhat::YourQuestions => {
                items.push(item(plans[first].budget, ItemWhat::YourQuestions))
            }
            PhaseWhat::Draw { draw } => {
                let minutes: u32 = phases[first..=last].iter().map(|phase| phase.minutes).sum();
                let budget = sum(&plans[first..=last]);
                let Some(rule) = format.draws.get(draw) else {
                    let sought = "a rule of that name".to_owned();
                    let (round, draw) = (format.id.clone(), draw.clone());
                    return Err(CannotDraw::NoQuestion { round, draw, sought });
                };
                let count = factor.count(rule.count);
                // Half the questions fill half the phase, so that each keeps its share.
                let wanted = minutes * count / rule.count.max(1);
                let set = self.pick(&format.id, draw, rule, count, wanted)?;
                let total: u32 = set.iter().map(|question| question.ask.minutes).sum();
                for question in set {
                    let share = budget.0.map(|span| {
                        Span(span.0 * u64::from(question.ask.minutes) / u64::from(total.max(1)))
                    });
                    let what = self.ask(question);
                    let made_do = self.made_do(rule, self.questions.len() - 1);
                    self.made_do.extend(made_do);
                    items.push(item(Budget(share), what));
                }
            }
        }
        Ok(())
    }

    /// Deals a question, and draws what is hidden inside it.
    fn ask(&mut self, question: &'a Question) -> ItemWhat {
        let mut among = |count: usize| (count > 0).then(|| self.rng.random_range(0..count));
        let cause = among(question.judge.causes.len());
        let curveball = among(question.judge.curveballs.len());
        self.questions.push(question);
        ItemWhat::Question {
            question: self.questions.len() - 1,
            mode: question.ask.mode,
            cause,
            curveball,
            language: question.judge.task.as_ref().map(|task| task.language(self.wish.language)),
        }
    }

    /// A round of one question and nothing else.
    pub(super) fn alone(&mut self, question: &'a Question) -> RoundPlan {
        let budget = Factor::of(self.wish.time, question.ask.minutes).budget(question.ask.minutes);
        let what = self.ask(question);
        let items = vec![Item { first_phase: 0, last_phase: 0, budget, what }];
        RoundPlan {
            id: question.ask.kind.word().to_owned(),
            title: question.ask.kind.title().to_owned(),
            kind: Some(question.ask.kind),
            budget,
            persona: self.persona("One question, then. I'm {name}; begin when you are ready."),
            seed: self.rng.random(),
            phases: vec![PhasePlan {
                name: "question".to_owned(),
                say: None,
                push: false,
                turn: false,
                notes: false,
                budget,
            }],
            items,
            rubric: Vec::new(),
            weights: std::collections::BTreeMap::new(),
            drawn_from: Vec::new(),
            made_do: Vec::new(),
        }
    }

    /// The slot of a loop in which the candidate asks.
    pub(super) fn questions_slot(&mut self, budget: Budget) -> RoundPlan {
        RoundPlan {
            id: "your-questions".to_owned(),
            title: "Your questions".to_owned(),
            kind: None,
            budget,
            persona: self
                .persona("I'm {name}. What would you like to know about the team and the work?"),
            seed: self.rng.random(),
            phases: vec![PhasePlan {
                name: "your questions".to_owned(),
                say: None,
                push: false,
                turn: false,
                notes: false,
                budget,
            }],
            items: vec![Item {
                first_phase: 0,
                last_phase: 0,
                budget,
                what: ItemWhat::YourQuestions,
            }],
            rubric: Vec::new(),
            weights: std::collections::BTreeMap::new(),
            drawn_from: Vec::new(),
            made_do: Vec::new(),
        }
    }
}

fn sum(plans: &[PhasePlan]) -> Budget {
    let spans: Option<Span> = plans.iter().map(|plan| plan.budget.0).sum::<Option<Span>>();
    Budget(spans)
}
