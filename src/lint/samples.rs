//! Answers beside a question. Rule 16.

use super::natural;
use super::page::Inspection;
use crate::bank::rule;
use crate::figures::counted;

pub fn check(page: &mut Inspection) {
    let question = page.question;
    if question.made_samples > 0 {
        let samples = counted(question.made_samples, "sample");
        let message = format!("{samples} made of phrasings: they test nothing");
        let help = "write answers as people give them (docs/bank.md), or take these out";
        page.warning(rule::SAMPLES, "samples", message, Some(help));
    }
    if !question.natural.is_empty() {
        natural::check(page);
    } else if question.is_judged_by_words() {
        let message = "no answer as people give it, to test readers with".to_owned();
        page.warning(rule::SAMPLES, "id", message, Some("docs/bank.md says what a sample is"));
    }
}
