//! The drawing under way.

use rand::{Rng, RngExt};

use super::wish::Wish;
use crate::bank::question::Question;
use crate::format::plan::{MadeDo, Persona};

/// First names of the program's interviewers.
const PERSONAS: [&str; 8] = ["Amara", "Jonas", "Mei", "Tomás", "Priya", "Ewa", "Kofi", "Leila"];

/// What is dealt so far, and the source of chance.
pub(super) struct Hand<'a, 'w, R> {
    pub(super) bank: &'a [Question],
    pub(super) wish: &'w Wish,
    pub(super) rng: &'w mut R,
    pub(super) questions: Vec<&'a Question>,
    /// Of the round that is being dealt.
    pub(super) made_do: Vec<MadeDo>,
    personas: Vec<&'static str>,
}

impl<'a, 'w, R: Rng> Hand<'a, 'w, R> {
    pub(super) fn new(bank: &'a [Question], wish: &'w Wish, rng: &'w mut R) -> Self {
        let mut personas = PERSONAS.to_vec();
        for last in (1..personas.len()).rev() {
            personas.swap(last, rng.random_range(0..=last));
        }
        Hand { bank, wish, rng, questions: Vec::new(), made_do: Vec::new(), personas }
    }

    /// Each slot has its own interviewer; names come round again after all were used.
    pub(super) fn persona(&mut self, opening: &str) -> Persona {
        let name = self.personas.remove(0);
        self.personas.push(name);
        Persona { name: name.to_owned(), opening: opening.replace("{name}", name) }
    }
}
