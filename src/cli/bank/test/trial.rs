//! One question on trial: which answers are run, and what each has to come to.

mod review;

use indicatif::ProgressBar;

use super::{mutate, rows};
use crate::bank::parse::TURN;
use crate::bank::question::Question;
use crate::bank::task::{Language, Mutant, SqlAnswer, Task};
use crate::engine::verdict::{CaseVerdict, Outcome, Tests, Verdict};
use crate::grade::Job;
use crate::grade::sql::SqlGrader;
use crate::grade::workbench::Bench;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Failure,
    Warning,
    /// Nothing could be run.
    Missing,
}

/// Something that is not as it should be.
#[derive(Clone, Debug)]
pub struct Finding {
    pub weight: Weight,
    /// The file, or the change of the reference, that was run.
    pub what: String,
    pub message: String,
    /// The verdict with the cases that matter.
    pub verdict: Option<Verdict>,
}

impl Finding {
    pub fn is_failure(&self) -> bool {
        self.weight == Weight::Failure
    }

    pub fn is_missing(&self) -> bool {
        self.weight == Weight::Missing
    }
}

pub struct Trial<'t> {
    question: &'t Question,
    task: &'t Task,
    bench: &'t mut Bench,
    bar: &'t ProgressBar,
    is_foreign: bool,
    runs: usize,
    findings: Vec<Finding>,
    /// Nothing here judges the plan that the question asks for.
    is_without_plan: bool,
}

impl<'t> Trial<'t> {
    /// # Panics
    /// For a question whose answer is not run; the caller has chosen others.
    pub fn of(
        question: &'t Question,
        is_foreign: bool,
        bench: &'t mut Bench,
        bar: &'t ProgressBar,
    ) -> Trial<'t> {
        let task = question.judge.task.as_ref().expect("its answer is run");
        let (runs, findings, is_without_plan) = (0, Vec::new(), false);
        Trial { question, task, bench, bar, is_foreign, runs, findings, is_without_plan }
    }

    /// How many answers were run, and what is wrong.
    pub fn run(mut self, sql: Option<&SqlGrader>) -> (usize, Vec<Finding>) {
        let right: Vec<(String, Language, String)> = self.files("reference");
        let mutants = self.question.mutants.len();
        self.bar.set_length((2 * right.len() + mutants + 2) as u64);
        let (name, language, reference) = match right.first() {
            Some(first) => first.clone(),
            None => return self.without_reference(),
        };
        if !self.passes_twice(&name, language, &reference) {
            // All else rests on it.
            return (self.runs, self.findings);
        }
        for (name, language, code) in right.iter().skip(1).chain(&self.files("alternative")) {
            self.passes(name, *language, code);
        }
        for (name, language, code) in &self.files("starter") {
            self.fails(name, *language, code);
            self.is_planted(name, *language, code);
        }
        for mutant in &self.question.mutants {
            self.is_killed(mutant, language, &reference);
        }
        if let Some(sql) = sql {
            self.any_order(&name, sql);
        }
        self.changed(&reference);
        (self.runs, self.findings)
    }

    fn without_reference(mut self) -> (usize, Vec<Finding>) {
        let message = "there is no file of that name".to_owned();
        self.find(Weight::Failure, "reference", message, None);
        (self.runs, self.findings)
    }

    /// `reference.py`, `alternative.sql`, `alternative-two.sql`: with their language and text.
    fn files(&self, stem: &str) -> Vec<(String, Language, String)> {
        let files = self.question.files.iter().filter(|(path, _)| !path.contains('/'));
        let named = files.filter_map(|(path, text)| {
            let (name, ending) = path.rsplit_once('.')?;
            let is_it = name.starts_with(stem);
            let language = language_of(ending).filter(|_| is_it)?;
            Some((path.clone(), language, text.clone()))
        });
        named.collect()
    }

    fn grade(&mut self, what: &str, language: Language, code: &str, task: &Task) -> Verdict {
        self.bar.set_message(what.to_owned());
        self.bar.inc(1);
        self.runs += 1;
        self.bench.grade(&Job {
            task: task.clone(),
            language,
            code: code.to_owned(),
            own_cases: String::new(),
            tests: Tests::All,
            is_foreign: self.is_foreign,
            is_exam: true,
        })
    }

    /// Runs an answer on everything; nothing where it could not be run, which is told.
    fn verdict(&mut self, what: &str, language: Language, code: &str) -> Option<Verdict> {
        let verdict = self.grade(what, language, code, self.task);
        if !verdict.is_graded() {
            self.find(Weight::Missing, what, format!("it was not run: {}", verdict.message), None);
            return None;
        }
        let is_planned = matches!(self.task, Task::Sql(task) if task.spec.plan.is_some());
        if is_planned && verdict.outcome == Outcome::Accepted && verdict.plan.is_none() {
            // Told once; what the result says is tested all the same.
            if !std::mem::replace(&mut self.is_without_plan, true) {
                self.find(Weight::Missing, what, verdict.message.clone(), None);
            }
        }
        Some(verdict)
    }

    fn find(&mut self, weight: Weight, what: &str, message: String, verdict: Option<Verdict>) {
        self.findings.push(Finding { weight, what: what.to_owned(), message, verdict });
    }

    fn passes(&mut self, what: &str, language: Language, code: &str) -> bool {
        let Some(mut verdict) = self.verdict(what, language, code) else { return false };
        // On a busy machine a right answer may be late once.
        if is_late(&verdict)
            && let Some(again) = self.verdict(what, language, code)
        {
            verdict = again;
        }
        if verdict.outcome == Outcome::Accepted {
            return true;
        }
        let message = "it is right and does not pass".to_owned();
        self.find(Weight::Failure, what, message, Some(verdict));
        false
    }

    fn passes_twice(&mut self, what: &str, language: Language, code: &str) -> bool {
        self.passes(what, language, code) && self.passes(what, language, code)
    }

    fn fails(&mut self, what: &str, language: Language, code: &str) {
        let Some(verdict) = self.verdict(what, language, code) else { return };
        if verdict.outcome == Outcome::Accepted && !self.is_without_plan {
            let message = "nothing is left to write: it passes as it stands".to_owned();
            self.find(Weight::Failure, what, message, None);
        }
    }

    /// A wrong solution passes what the candidate sees, and fails where it is said to.
    fn is_killed(&mut self, mutant: &Mutant, language: Language, reference: &str) {
        let what = format!("mutant {}", mutant.name);
        let (language, code) = match self.code_of(mutant, language, reference) {
            Ok(found) => found,
            Err(message) => return self.find(Weight::Failure, &what, message, None),
        };
        let Some(verdict) = self.verdict(&what, language, &code) else { return };
        let seen: Vec<&CaseVerdict> =
            verdict.cases.iter().filter(|case| case.visible && !case.passed()).collect();
        if verdict.cases.is_empty() {
            let message = "it does not run at all; a wrong solution has to be a plausible one";
            return self.find(Weight::Failure, &what, message.to_owned(), Some(verdict));
        }
        if let Some(case) = seen.first() {
            let message = format!(
                "it fails `{}`, which the candidate sees: it is found out too soon",
                case.name
            );
            return self.find(Weight::Failure, &what, message, Some(only(&verdict, &case.name)));
        }
        if mutant.killed_by == "plan" && self.is_without_plan {
            return;
        }
        self.is_alone(mutant, &verdict);
        if !kills(&verdict, &mutant.killed_by) {
            let others: Vec<&str> = verdict
                .cases
                .iter()
                .filter(|case| !case.passed())
                .map(|case| case.name.as_str())
                .collect();
            let instead = match others.is_empty() {
                true => "nothing kills it".to_owned(),
                false => format!("it fails {} instead", others.join(", ")),
            };
            let message =
                format!("it passes `{}`, which should kill it; {instead}", mutant.killed_by);
            self.find(Weight::Failure, &what, message, None);
        }
    }

    fn code_of(
        &self,
        mutant: &Mutant,
        language: Language,
        reference: &str,
    ) -> Result<(Language, String), String> {
        if mutant.patch.is_empty() {
            let is_file = |path: &str| {
                let file = path.strip_prefix("mutants/")?;
                let (stem, ending) = file.rsplit_once('.')?;
                language_of(ending).filter(|_| stem == mutant.name)
            };
            let found = self
                .question
                .files
                .iter()
                .find_map(|(path, text)| Some((is_file(path)?, text.clone())));
            return found.ok_or_else(|| format!("no file mutants/{}.… is there", mutant.name));
        }
        let mut code = reference.to_owned();
        for (find, with) in &mutant.patch {
            if !code.contains(find.as_str()) {
                return Err(format!("its patch finds nothing: `{find}` is not in the reference"));
            }
            code = code.replacen(find.as_str(), with, 1);
        }
        Ok((language, code))
    }

    /// Rows put in the other way round: what the reference says must not depend on it.
    fn any_order(&mut self, what: &str, sql: &SqlGrader) {
        let Task::Sql(task) = self.task else { return };
        let Some(other) = rows::reordered(task) else { return };
        self.bar.set_message("rows the other way round");
        self.runs += 1;
        // With its data in the open, so that the difference is told.
        let (mut task, mut other) = (task.clone(), other);
        for data in task.spec.data.iter_mut().chain(&mut other.spec.data) {
            data.visible = true;
        }
        let mut verdict = sql.grade_reordered(&task, &other);
        let what = format!("{what}, rows put in in another order");
        if !verdict.is_graded() {
            let message = format!("it was not run: {}", verdict.message);
            return self.find(Weight::Missing, &what, message, None);
        }
        verdict.cases.retain(|case| !case.passed());
        // A plan may well depend on where rows lie.
        verdict.plan = None;
        if !verdict.cases.is_empty() {
            let message = "the reference says something else: order by more, or free the ties";
            self.find(Weight::Failure, &what, message.to_owned(), Some(verdict));
        }
    }

    /// Changes by rule that nothing notices.
    fn changed(&mut self, reference: &str) {
        let Task::Sql(task) = self.task else { return };
        let known = &task.spec.equivalent;
        let mut mutations = mutate::mutations(reference);
        if task.spec.order == ["none"] || task.spec.answer != SqlAnswer::Query {
            mutations.retain(|mutation| mutation.name != mutate::ORDER);
        }
        self.bar.inc_length(mutations.len() as u64);
        for mutation in mutations.iter().filter(|m| !known.contains(&m.name)) {
            let what = format!("change {}", mutation.name);
            let verdict = self.grade(&what, Language::Sql, &mutation.code, self.task);
            if verdict.outcome == Outcome::Accepted && !self.is_without_plan {
                let message = format!(
                    "no data notices it: {}. Add a row that does, or list it under \
                     `[sql] equivalent`",
                    mutation.what
                );
                self.find(Weight::Warning, &what, message, None);
            }
        }
        let stale = known.iter().filter(|name| !mutations.iter().any(|m| m.name == **name));
        for name in stale.cloned().collect::<Vec<_>>() {
            let message = "`[sql] equivalent` lists it, and the reference has no such place";
            self.find(Weight::Warning, &format!("change {name}"), message.to_owned(), None);
        }
    }
}

/// Roughly how long a question's test takes, against others.
pub fn weight(question: &Question) -> usize {
    /// What timing growth costs, against a case; and what a script costs, against a query: its
    /// schema is made and swept away statement by statement.
    const SCALING: usize = 60;
    const SCRIPT: usize = 10;
    let answers = question.mutants.len() + 4;
    match &question.judge.task {
        None => 0,
        Some(Task::Code(task)) => {
            let scaling = task.spec.scaling.as_ref().map_or(0, |_| SCALING);
            answers * (task.spec.cases.len() + scaling)
        }
        Some(Task::Sql(task)) => {
            let each = if task.spec.answer == SqlAnswer::Script { SCRIPT } else { 2 };
            answers * task.spec.data.len() * each
        }
    }
}

fn language_of(ending: &str) -> Option<Language> {
    Language::ALL.iter().copied().find(|language| language.extension() == ending)
}

/// Whether the case, the growth or the plan of that name does.
fn kills(verdict: &Verdict, name: &str) -> bool {
    // One that was not run kills nothing.
    let is_failed = |case: &CaseVerdict| !case.passed() && case.outcome != Outcome::NotGraded;
    let is_turn = |case: &CaseVerdict| case.model.as_ref().is_some_and(|model| model.turn);
    let is_it = |case: &CaseVerdict| match is_turn(case) {
        true => name == TURN,
        false => case.name == name,
    };
    let case = verdict.cases.iter().any(|case| is_it(case) && is_failed(case));
    let scaling = name == "scaling"
        && verdict.scaling.as_ref().is_some_and(|scaling| scaling.outcome != Outcome::Accepted);
    let plan = name == "plan"
        && verdict.plan.as_ref().is_some_and(|plan| plan.outcome != Outcome::Accepted);
    case || scaling || plan
}

/// Whether nothing but time speaks against it.
fn is_late(verdict: &Verdict) -> bool {
    let in_time = |case: &CaseVerdict| case.passed() || case.outcome == Outcome::TimeLimit;
    verdict.outcome != Outcome::Accepted
        && !verdict.cases.is_empty()
        && verdict.cases.iter().all(in_time)
        && verdict.plan.as_ref().is_none_or(|plan| plan.outcome == Outcome::Accepted)
}

fn only(verdict: &Verdict, name: &str) -> Verdict {
    let mut verdict = verdict.clone();
    verdict.cases.retain(|case| case.name == name);
    verdict
}
