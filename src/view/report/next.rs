//! What to practise next: the topics that did not go well, weakest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::event::Mark;
use crate::format::plan::SessionMode;
use crate::text::SafeText;
use crate::view::history::PASSED;
use crate::view::transcript::{ItemPart, ItemStanding, MarkAbout, MarkPart, Transcript};

/// Points and references named of one topic.
const NAMED_MOST: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Practice {
    pub topic: SafeText,
    /// Mean of its weakest question, thousandths; absent where it was not answered or not scored.
    pub mean: Option<u32>,
    pub questions: Vec<PracticeQuestion>,
    /// Points that were missed or met in part, the heaviest first.
    pub lacked: Vec<SafeText>,
    pub read: Vec<SafeText>,
    /// Absent where the topic is no word that a shell may be given.
    pub command: Option<String>,
}

/// Where in this session the topic was asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PracticeQuestion {
    pub title: SafeText,
    pub slot: usize,
    pub item: usize,
    pub not_answered: bool,
}

pub(super) fn next(transcript: &Transcript) -> Vec<Practice> {
    let is_exam = transcript.session.mode == Some(SessionMode::Exam);
    let mut topics: BTreeMap<&str, Vec<(usize, usize, &ItemPart)>> = BTreeMap::new();
    for (slot, item, part) in transcript.questions() {
        let Some(question) = &part.question else { continue };
        if is_weak(part) {
            topics.entry(question.topic.as_str()).or_default().push((slot, item, part));
        }
    }
    let practice = |(topic, found): (&str, Vec<(usize, usize, &ItemPart)>)| Practice {
        topic: SafeText::line(topic),
        mean: found.iter().filter_map(|(.., part)| mean(part)).min(),
        lacked: lacked(&found, is_exam),
        read: read(&found),
        command: command(topic),
        questions: found
            .iter()
            .map(|&(slot, item, part)| PracticeQuestion {
                title: SafeText::line(&part.title()),
                slot,
                item,
                not_answered: is_blank(part),
            })
            .collect(),
    };
    let mut practices: Vec<Practice> = topics.into_iter().map(practice).collect();
    practices.sort_by(|a, b| (a.mean, a.topic.as_str()).cmp(&(b.mean, b.topic.as_str())));
    practices
}

/// Not answered, or scored below a hire.
fn is_weak(part: &ItemPart) -> bool {
    is_blank(part) || mean(part).is_some_and(|mean| mean < PASSED)
}

pub(super) fn is_blank(part: &ItemPart) -> bool {
    matches!(part.state, ItemStanding::NotAnswered | ItemStanding::TimedOut | ItemStanding::Skipped)
}

fn mean(part: &ItemPart) -> Option<u32> {
    part.judged.as_ref()?.score.as_ref()?.mean
}

fn lacked(found: &[(usize, usize, &ItemPart)], is_exam: bool) -> Vec<SafeText> {
    let marks = found.iter().filter_map(|(.., part)| part.judged.as_ref()).flat_map(|j| &j.marks);
    let mut lacked: Vec<(Reverse<Mark>, bool, Reverse<u32>, &SafeText)> = marks
        .filter(|mark| {
            mark.core
                && matches!(mark.about, MarkAbout::Point | MarkAbout::Number | MarkAbout::Fault)
        })
        .filter_map(|mark| {
            let stands = counted(mark, is_exam)?;
            let is_short = matches!(stands, Mark::Missed | Mark::Partly);
            is_short.then_some((Reverse(stands), !mark.must, Reverse(mark.weight), &mark.text))
        })
        .collect();
    // Missed before met in part, musts first, then by weight; the rubric's order among equals.
    lacked.sort_by_key(|(mark, is_lift, weight, _)| (*mark, *is_lift, *weight));
    lacked.into_iter().take(NAMED_MOST).map(|(.., text)| text.clone()).collect()
}

/// The mark that counts: a person's, what nobody had to mark, or in an exam of rules 1 and 2 the
/// words'.
pub(super) fn counted(mark: &MarkPart, is_exam: bool) -> Option<Mark> {
    let given = mark.given.iter().find(|given| given.counts).map(|given| given.mark);
    let unmarked = mark.unmarked.map(|unmarked| unmarked.mark);
    given.or(unmarked).or(mark.by_words.filter(|_| is_exam))
}

fn read(found: &[(usize, usize, &ItemPart)]) -> Vec<SafeText> {
    let disclosed = found.iter().filter_map(|(.., part)| part.disclosed.as_ref());
    let mut read: Vec<SafeText> = Vec::new();
    for source in disclosed.flat_map(|disclosed| &disclosed.refs) {
        if !read.contains(source) && read.len() < NAMED_MOST {
            read.push(source.clone());
        }
    }
    read
}

/// A topic comes from a journal, which may be foreign: only a plain slug goes into a command.
pub(super) fn command(topic: &str) -> Option<String> {
    let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_plain = !topic.is_empty() && !topic.starts_with('-') && topic.chars().all(is_slug);
    is_plain.then(|| format!("mock run --topic {topic}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_slug_goes_into_a_command() {
        assert_eq!(command("acid-2").as_deref(), Some("mock run --topic acid-2"));
        for topic in ["", "--help", "a b", "a;rm", "$(a)", "É"] {
            assert_eq!(command(topic), None, "{topic}");
        }
    }
}
