//! Whether the run time grows no faster than it may: the answer at growing sizes, against the
//! reference's result at each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::compare::difference;
use super::report::{About, fault_said, reply_said};
use super::run::{RunFailure, RunSpec, Runner};
use super::slope::{slope, thousandths};
use super::wire::{Came, Reply};
use crate::bank::task::value::Value;
use crate::bank::task::{CodeScaling, CodeTask, Expected, Language};
use crate::engine::verdict::{Outcome, ScalingVerdict};
use crate::figures::decimal_up;
use crate::grade::sandbox::Refused;

/// Rounds over all sizes. The least time of each counts, since other work only adds to it.
const ROUNDS: usize = 3;

/// More rounds before a slope that is too steep is believed.
const MORE_ROUNDS: usize = 4;

/// Processor time of one call at the largest size, milliseconds: enough for n² at sizes made for n.
const CALL_MS: u64 = 10_000;

/// For the reference and the generator.
const REFERENCE_MS: u64 = 30_000;

/// Prints of the timed calls are nobody's.
const NO_CASE: usize = usize::MAX;

/// What references said, by all that it rests on: an answer that is graded again, or another to the
/// same question, asks for nothing anew.
#[derive(Clone, Debug, Default)]
pub struct Known(Arc<Mutex<HashMap<String, Arc<Vec<Size>>>>>);

/// Questions whose results are kept; a round has fewer, and their arguments may be large.
const KNOWN_MOST: usize = 4;

/// Arguments and the expected result at one size.
#[derive(Debug)]
struct Size {
    size: u64,
    args: Vec<Value>,
    expected: Value,
}

/// Times the answer's runner; `reference` is set up as its runner is, with the task's reference.
/// The expected results come from another process, and never enter the answer's.
pub fn judge(
    about: &About,
    task: &CodeTask,
    scaling: &CodeScaling,
    (reference, known): (RunSpec, &Known),
    answer: &mut Runner,
) -> ScalingVerdict {
    let mut verdict = ScalingVerdict {
        outcome: Outcome::NotGraded,
        points: Vec::new(),
        slope: 0,
        max_slope: thousandths(scaling.max_slope.0),
        message: String::new(),
    };
    let sizes = match known.expect(task, scaling, reference) {
        Ok(sizes) => sizes,
        Err(why) => {
            verdict.message = why;
            return verdict;
        }
    };
    let tolerance = task.spec.cases.iter().filter_map(|case| Some(case.float_tol?.0));
    let tolerance = tolerance.fold(None, |most: Option<f64>, t| Some(most.map_or(t, |m| m.max(t))));
    verdict.points = sizes.iter().map(|size| (size.size, u64::MAX)).collect();
    for round in 0..ROUNDS + MORE_ROUNDS {
        for (size, point) in sizes.iter().zip(&mut verdict.points) {
            match time(about, size, tolerance, answer) {
                Ok(us) => point.1 = point.1.min(us),
                Err((outcome, message)) => {
                    verdict.points.retain(|(_, us)| *us < u64::MAX);
                    verdict.outcome = outcome;
                    verdict.message = message;
                    return verdict;
                }
            }
        }
        verdict.slope = slope(&verdict.points).map_or(0, thousandths);
        if round + 1 >= ROUNDS && verdict.slope <= verdict.max_slope {
            verdict.outcome = Outcome::Accepted;
            return verdict;
        }
    }
    verdict.outcome = Outcome::TimeLimit;
    verdict.message = steep(&verdict);
    verdict
}

fn steep(verdict: &ScalingVerdict) -> String {
    let (first, last) = (verdict.points.first(), verdict.points.last());
    let (small, large) = (first.copied().unwrap_or_default(), last.copied().unwrap_or_default());
    format!(
        "from size {} to {} its time grows from {} to {} ms, as n to the power of {}; at most \
         {} is asked",
        small.0,
        large.0,
        small.1 / 1000,
        large.1 / 1000,
        decimal_up(verdict.slope),
        decimal_up(verdict.max_slope)
    )
}

/// One timed call; its result has to be right as well.
fn time(
    about: &About,
    size: &Size,
    tolerance: Option<f64>,
    answer: &mut Runner,
) -> Result<u64, (Outcome, String)> {
    let at = |(outcome, message): (Outcome, String)| {
        (outcome, format!("at size {}: {message}", size.size))
    };
    let about = About { time_ms: CALL_MS, ..*about };
    let came = answer.call(NO_CASE, about.entry, &size.args, CALL_MS);
    let came = came.map_err(|fault| at(fault_said(&about, &fault)))?;
    if let Some(said) = reply_said(&about, &came, &Expected::Value(Value::Null)) {
        return Err(at(said));
    }
    match difference(&size.expected, &came.result(&size.expected), tolerance) {
        Some(_) => Err(at((Outcome::WrongAnswer, "its result is wrong".to_owned()))),
        // Processor time where it is known: a busy machine does not make code slower than it is.
        None => Ok(came.cpu.unwrap_or(came.us)),
    }
}

impl Known {
    fn expect(
        &self,
        task: &CodeTask,
        scaling: &CodeScaling,
        setup: RunSpec,
    ) -> Result<Arc<Vec<Size>>, String> {
        let key = format!(
            "{} {} {:?} {}",
            task.spec.entry, scaling.generator, scaling.sizes, task.reference
        );
        // A panic under it leaves no half-made state.
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sizes) = known().get(&key) {
            return Ok(Arc::clone(sizes));
        }
        let sizes = Arc::new(expect(task, scaling, setup)?);
        let mut known = known();
        if known.len() >= KNOWN_MOST {
            known.clear();
        }
        known.insert(key, Arc::clone(&sizes));
        Ok(sizes)
    }
}

/// What the generator gives and the reference returns.
fn expect(task: &CodeTask, scaling: &CodeScaling, setup: RunSpec) -> Result<Vec<Size>, String> {
    let mut runner = Runner::new(RunSpec { given: None, ..setup });
    let mut sizes = Vec::new();
    for size in &scaling.sizes {
        let made = ask(&mut runner, &scaling.generator, &[Value::from(*size)])?;
        let Value::Array(args) = made.v else {
            return Err(format!(
                "the question's `{}` gives no list of arguments; tell its author",
                scaling.generator
            ));
        };
        let expected = ask(&mut runner, &task.spec.entry, &args)?.v;
        sizes.push(Size { size: *size, args, expected });
    }
    Ok(sizes)
}

fn ask(runner: &mut Runner, function: &str, args: &[Value]) -> Result<Reply, String> {
    let failed = |why: String| format!("the question's `{function}` failed: {why}");
    let reply =
        runner.call(NO_CASE, function, args, REFERENCE_MS).map_err(|fault| match fault {
            RunFailure::Refused(refused @ Refused::NoSandbox(_)) => refused.to_string(),
            fault => failed(format!("{fault:?}")),
        })?;
    if reply.what == Came::Ok {
        Ok(reply)
    } else {
        Err(failed(format!("{} {}", reply.kind, reply.msg)))
    }
}

/// Which language a reference is in.
pub const REFERENCE: Language = Language::Python;
