//! A review on trial: the file as it is shown has every fault and nothing else wrong, and a solution
//! with one fault left in fails that fault's case alone.

use super::{Trial, Weight, language_of};
use crate::bank::task::{Language, Mutant};
use crate::engine::verdict::{CaseVerdict, Verdict};

impl Trial<'_> {
    /// The file that is reviewed passes what is visible and what guards sound code, and fails the
    /// case of each fault.
    pub(super) fn is_planted(&mut self, name: &str, language: Language, code: &str) {
        let Some(review) = self.question.judge.review.clone() else { return };
        // A starter in another language is that of a task that is written.
        if language_of(review.file.rsplit('.').next().unwrap_or_default()) != Some(language) {
            return;
        }
        let Some(verdict) = self.verdict(name, language, code) else { return };
        let failed =
            |name: &str| verdict.cases.iter().any(|case| case.name == name && !case.passed());
        let faults = review.faults.iter().filter_map(|fault| fault.case.as_deref());
        let missing: Vec<&str> = faults.filter(|case| !failed(case)).collect();
        let seen = verdict.cases.iter().filter(|case| case.visible && !case.passed());
        let sound = review.sound.iter().filter_map(|odd| odd.case.as_deref());
        let broken: Vec<&str> =
            sound.filter(|case| failed(case)).chain(seen.map(|case| case.name.as_str())).collect();
        if !missing.is_empty() {
            let message = format!("its fault is there, and it passes {}", missing.join(", "));
            self.find(Weight::Failure, name, message, None);
        }
        if !broken.is_empty() {
            let message = format!("nothing is wrong there, and it fails {}", broken.join(", "));
            self.find(Weight::Failure, name, message, Some(verdict.clone()));
        }
    }

    /// Told line by line, a fault that was let through must not make another look let through.
    pub(super) fn is_alone(&mut self, mutant: &Mutant, verdict: &Verdict) {
        let Some(review) = self.question.judge.review.clone() else { return };
        let faults = review.faults.iter().filter_map(|fault| fault.case.as_deref());
        let sound = review.sound.iter().filter_map(|odd| odd.case.as_deref());
        let told: Vec<&str> = faults.chain(sound).collect();
        let fails = |case: &&CaseVerdict| {
            !case.passed() && case.name != mutant.killed_by && told.contains(&case.name.as_str())
        };
        let others: Vec<&str> =
            verdict.cases.iter().filter(fails).map(|case| case.name.as_str()).collect();
        if !others.is_empty() {
            let what = format!("mutant {}", mutant.name);
            let message = format!(
                "besides `{}` it fails {}: a case has to tell of one place alone",
                mutant.killed_by,
                others.join(", ")
            );
            self.find(Weight::Failure, &what, message, None);
        }
    }
}
