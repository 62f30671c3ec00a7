//! Near-copies among prompts. Rule 9.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::page::{FaultyFile, Scope, plain_words};
use crate::bank::fault::Fault;
use crate::bank::{Bank, Origin, rule};

/// Shared over all word triples, in percent, from which two prompts are near-copies.
const ALIKE_PERCENT: usize = 60;

/// Pairs that share no triple are never looked at: an index leads from a triple to its prompts. Each
/// file is told of the prompt that is most like its own, and how many others are alike.
pub fn check(bank: &Bank, scope: Scope, faults: &mut Vec<Fault>) {
    let questions = &bank.questions;
    let grams: Vec<BTreeSet<u64>> =
        questions.iter().map(|question| triples(&question.ask.prompt)).collect();
    let mut prompts_with: HashMap<u64, Vec<usize>> = HashMap::new();
    // Of each earlier prompt: how many triples it shares with the later one that is looked at.
    let mut shared = vec![0; questions.len()];
    let mut found: BTreeMap<&str, Alike> = BTreeMap::new();
    for (later, its) in grams.iter().enumerate() {
        let mut sharing = Vec::new();
        for gram in its {
            let prompts = prompts_with.entry(*gram).or_default();
            for &earlier in prompts.iter() {
                if shared[earlier] == 0 {
                    sharing.push(earlier);
                }
                shared[earlier] += 1;
            }
            prompts.push(later);
        }
        for earlier in sharing {
            let both = std::mem::take(&mut shared[earlier]);
            let all = its.len() + grams[earlier].len() - both;
            if both * 100 >= all * ALIKE_PERCENT {
                let ids = [later, earlier].map(|index| questions[index].ask.id.as_str());
                if let Some((origin, other)) = checked(bank, scope, ids) {
                    let alike = found.entry(&origin.path).or_insert_with(|| Alike::none(origin));
                    alike.add(both * 100 / all, other);
                }
            }
        }
    }
    faults.extend(found.values().map(|alike| alike.fault(bank)));
}

/// The near-copies of one file's prompt.
struct Alike<'b> {
    origin: &'b Origin,
    percent: usize,
    /// The nearest; of several the first.
    nearest: &'b str,
    count: usize,
}

impl<'b> Alike<'b> {
    fn none(origin: &'b Origin) -> Alike<'b> {
        Alike { origin, percent: 0, nearest: "", count: 0 }
    }

    fn add(&mut self, percent: usize, other: &'b str) {
        self.count += 1;
        if percent > self.percent || (percent == self.percent && other < self.nearest) {
            (self.percent, self.nearest) = (percent, other);
        }
    }

    fn fault(&self, bank: &Bank) -> Fault {
        let Alike { percent, nearest, count, .. } = self;
        let others = match count - 1 {
            0 => String::new(),
            1 => format!(", and {ALIKE_PERCENT}% or more with one other"),
            others => format!(", and {ALIKE_PERCENT}% or more with {others} others"),
        };
        let message =
            format!("the prompt shares {percent}% of its word triples with `{nearest}`{others}");
        let help = Some("ask something else, or drop one of the two");
        FaultyFile::new(bank, self.origin).fault(rule::SIMILAR, "prompt", message, help)
    }
}

/// Which of the two is told of the other: the later by id, unless only the other is being checked.
fn checked<'b>(
    bank: &'b Bank,
    scope: Scope,
    [later, earlier]: [&'b str; 2],
) -> Option<(&'b Origin, &'b str)> {
    let checked = |id: &str| {
        let origin = bank.origins.get(id)?;
        (scope.built_in || !origin.built_in).then_some(origin)
    };
    let first = checked(later).map(|origin| (origin, earlier));
    first.or_else(|| checked(earlier).map(|origin| (origin, later)))
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
