//! What is known of a story beside its file: how often it was rehearsed, and told.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::prep::digest::Digest;
use crate::prep::state::Practice;

/// From this telling on a story is told as worn: those who interview one candidate compare notes.
pub const WORN: usize = 3;

/// How often a story was rehearsed and told, by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub rehearsals: usize,
    pub rehearsed: Option<NaiveDate>,
    /// Questions that it was told for, each as often as it was; oldest first.
    pub told: Vec<Told>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub day: NaiveDate,
    pub session: String,
    pub question: String,
}

impl Usage {
    #[must_use]
    pub fn is_worn(&self) -> bool {
        self.told.len() >= WORN
    }
}

/// The usage of every story that was ever rehearsed or told, also of those whose file is gone.
/// Sessions that an answers file played don't count.
#[must_use]
pub fn usage(digests: &[Digest], practice: &Practice) -> BTreeMap<String, Usage> {
    let mut all: BTreeMap<String, Usage> = BTreeMap::new();
    for rehearsed in &practice.rehearsals {
        let usage = all.entry(rehearsed.telling.story.clone()).or_default();
        usage.rehearsals += 1;
        usage.rehearsed = usage.rehearsed.max(Some(rehearsed.day));
    }
    for digest in digests.iter().filter(|digest| !digest.simulated) {
        for put in &digest.questions {
            let Some(story) = &put.story else { continue };
            all.entry(story.clone()).or_default().told.push(Told {
                day: digest.day,
                session: digest.session.clone(),
                question: put.id.clone(),
            });
        }
    }
    // Sessions come newest first.
    all.values_mut().for_each(|usage| usage.told.reverse());
    all
}
