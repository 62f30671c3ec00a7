//! Near-copies among prompts. Rule 9.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::page::{Scope, fault_at, plain_words};
use crate::bank::fault::Fault;
use crate::bank::{Bank, rule};

/// Shared over all word triples, in percent, from which two prompts are near-copies.
const ALIKE_PERCENT: usize = 60;

/// Pairs that share no triple are never looked at: an index leads from a triple to its prompts.
pub fn check(bank: &Bank, scope: Scope, faults: &mut Vec<Fault>) {
    let questions: Vec<_> = bank.questions.iter().collect();
    let grams: Vec<BTreeSet<u64>> =
        questions.iter().map(|question| triples(&question.ask.prompt)).collect();
    let mut prompts_with: HashMap<u64, Vec<usize>> = HashMap::new();
    for (later, its) in grams.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for gram in its {
            let prompts = prompts_with.entry(*gram).or_default();
            for earlier in prompts.iter() {
                *shared.entry(*earlier).or_default() += 1;
            }
            prompts.push(later);
        }
        for (earlier, both) in shared {
            let all = its.len() + grams[earlier].len() - both;
            if both * 100 >= all * ALIKE_PERCENT {
                let ids = [&questions[later].ask.id, &questions[earlier].ask.id];
                faults.extend(fault(bank, scope, ids, both * 100 / all));
            }
        }
    }
}

/// At the later of the two by id, unless only the other is being checked.
fn fault(bank: &Bank, scope: Scope, ids: [&String; 2], percent: usize) -> Option<Fault> {
    let checked = |id: &String| {
        let origin = bank.origins.get(id)?;
        (scope.built_in || !origin.built_in).then_some(origin)
    };
    let (origin, other) = match (checked(ids[0]), checked(ids[1])) {
        (Some(origin), _) => (origin, ids[1]),
        (None, Some(origin)) => (origin, ids[0]),
        (None, None) => return None,
    };
    let message = format!("the prompt shares {percent}% of its word triples with `{other}`");
    let help = Some("ask something else, or drop one of the two");
    Some(fault_at(bank, origin, rule::SIMILAR, "prompt", message, help))
}

fn triples(text: &str) -> BTreeSet<u64> {
    let words = plain_words(text);
    let hash = |triple: &[String]| {
        let mut hasher = DefaultHasher::new();
        triple.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(3).map(hash).collect()
}
