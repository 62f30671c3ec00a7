//! The one next thing: what cost most in this session, the command that practises it, and how it
//! went against last time.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::next::{command, counted as stands, is_blank};
use crate::engine::event::Mark;
use crate::figures::{counted, decimal};
use crate::format::plan::SessionMode;
use crate::text::SafeText;
use crate::view::history::ROUNDS_LEAST;
use crate::view::standing;
use crate::view::transcript::{ItemPart, MarkAbout, MarkPart, Transcript};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OneThing {
    pub says: SafeText,
    /// Absent where the topic is no word that a shell may be given.
    pub command: Option<String>,
    /// Absent where this was the first round of its kind, or earlier sessions were not looked at.
    pub against: Option<SafeText>,
}

/// The last scored round of the same kind before this session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastTime {
    pub day: NaiveDate,
    /// Thousandths.
    pub mean: u32,
    /// Scored rounds of the kind before this one.
    pub n: usize,
}

/// What a whole question is worth: what one point cost is its share of its question.
const QUESTION: u32 = 1000;

/// A point that was lost, wholly or by half.
struct Lost<'t> {
    topic: &'t str,
    /// Of the question.
    title: &'t str,
    text: &'t SafeText,
    cost: u32,
}

/// Nothing where nothing was put.
pub(super) fn one(transcript: &Transcript) -> Option<OneThing> {
    let is_exam = transcript.session.mode == Some(SessionMode::Exam);
    let mut put = 0;
    let mut blank: u32 = 0;
    let mut open = 0;
    let mut lost: Vec<Lost<'_>> = Vec::new();
    for (.., part) in transcript.questions() {
        put += 1;
        if is_blank(part) {
            blank += 1;
            continue;
        }
        let (found, waiting) = lost_of(part, is_exam);
        lost.extend(found);
        open += waiting;
    }
    if put == 0 {
        return None;
    }
    let mut topics: BTreeMap<&str, (u32, usize)> = BTreeMap::new();
    for point in &lost {
        let (cost, n) = topics.entry(point.topic).or_default();
        *cost += point.cost;
        *n += 1;
    }
    let worst = topics.into_iter().max_by_key(|(topic, (cost, _))| (*cost, Reverse(*topic)));
    let told = |says: String, command: Option<String>| {
        Some(OneThing { says: SafeText::line(&says), command, against: None })
    };
    if blank > 0 && worst.is_none_or(|(_, (cost, _))| blank * QUESTION >= cost) {
        let says = match blank {
            1 => "What cost most: one question was not answered".to_owned(),
            blank => format!("What cost most: {blank} questions were not answered"),
        };
        return told(says, Some("mock run --redo".to_owned()));
    }
    let Some((topic, (cost, n))) = worst else {
        if open > 0 {
            let says = format!("Mark what is open first: {}", standing::waiting(open));
            let id = transcript.session.id.as_str();
            let short = id.get(id.len().saturating_sub(6)..).unwrap_or(id);
            return told(says, Some(format!("mock score {short}")));
        }
        return told(
            "No point that was judged is missing".to_owned(),
            Some("mock today".to_owned()),
        );
    };
    let drill = command(topic).map(|run| run.replacen("mock run", "mock drill", 1));
    let of_topic = lost.iter().filter(|point| point.topic == topic);
    let point = of_topic.clone().max_by_key(|point| point.cost);
    match point.filter(|point| point.cost * 2 > cost) {
        Some(point) => told(format!("What cost most is one point: {}", point.text), drill),
        None => {
            let (titles, points) = (titles(of_topic), counted(n, "point"));
            told(format!("What cost most is {titles}: {points} missed or met in part"), drill)
        }
    }
}

/// The questions of a topic as a person knows them: `Ordering in Kafka`, `Ordering in Kafka and 2
/// more`.
fn titles<'t>(lost: impl Iterator<Item = &'t Lost<'t>>) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for point in lost {
        if !titles.contains(&point.title) {
            titles.push(point.title);
        }
    }
    match titles.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, others @ ..] => format!("{one} and {} more", others.len()),
    }
}

/// Points of a question that were lost, each with its share of what the question was worth; and how
/// many wait for a mark.
fn lost_of(part: &ItemPart, is_exam: bool) -> (Vec<Lost<'_>>, usize) {
    let Some(question) = &part.question else { return (Vec::new(), 0) };
    let marks = part.judged.iter().flat_map(|judged| &judged.marks);
    let is_scored =
        |about| matches!(about, MarkAbout::Point | MarkAbout::Number | MarkAbout::Fault);
    let core: Vec<&MarkPart> = marks.filter(|mark| mark.core && is_scored(mark.about)).collect();
    let open = core.iter().filter(|mark| mark.open).count();
    let of_marks = core.iter().map(|mark| Counted {
        text: &mark.text,
        worth: worth(mark.weight, mark.must),
        halves: halves(stands(mark, is_exam)),
    });
    let computed = part.computed.iter().map(|point| Counted {
        text: &point.text,
        worth: worth(point.weight, point.must),
        halves: halves(Some(point.mark)),
    });
    let counted: Vec<Counted<'_>> = of_marks.chain(computed).collect();
    let all: u32 = counted.iter().map(|point| point.worth).sum();
    // A fault that was neither named nor mended is one thing that was lost.
    let mut lost: Vec<Lost<'_>> = Vec::new();
    for point in counted.iter().filter(|point| point.halves > 0) {
        let cost = point.worth * QUESTION * point.halves / (2 * all.max(1));
        match lost.iter_mut().find(|held| held.text == point.text) {
            Some(held) => held.cost += cost,
            None => lost.push(Lost {
                topic: question.topic.as_str(),
                title: question.title.as_str(),
                text: point.text,
                cost,
            }),
        }
    }
    (lost, open)
}

/// A core point as the score counts it.
struct Counted<'t> {
    text: &'t SafeText,
    worth: u32,
    /// 2 where it was missed, 1 where it was met in part.
    halves: u32,
}

fn worth(weight: u32, must: bool) -> u32 {
    weight.max(1) * if must { 2 } else { 1 }
}

const fn halves(mark: Option<Mark>) -> u32 {
    match mark {
        Some(Mark::Missed) => 2,
        Some(Mark::Partly) => 1,
        Some(Mark::Met | Mark::NotAsked) | None => 0,
    }
}

impl OneThing {
    /// `mean` is what this session's round came to.
    pub(super) fn set_against(&mut self, last: LastTime, mean: u32) {
        let LastTime { day, mean: before, n } = last;
        let went = match mean.cmp(&before) {
            std::cmp::Ordering::Greater => "up from",
            std::cmp::Ordering::Less => "down from",
            std::cmp::Ordering::Equal => "as",
        };
        let caution = if n + 1 < ROUNDS_LEAST { ", too few rounds to tell" } else { "" };
        let figures = format!("{}, {went} {} on {day}", decimal(mean), decimal(before));
        self.against = Some(SafeText::line(&format!("{figures} (n = {}{caution})", n + 1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::plans::{self, PRACTICE};
    use crate::testing::played::play;
    use crate::view::report::Report;

    fn report(default: &str) -> Report {
        let answers = format!("schema = 1\n[default]\n{default}\n");
        Report::of(play(plans::phone_screen(PRACTICE), &answers).transcript())
    }

    fn told(default: &str) -> (String, Option<String>) {
        let one = report(default).one.expect("a question was put");
        (one.says.to_string(), one.command)
    }

    #[test]
    fn what_cost_most_comes_first() {
        let (says, command) =
            told("text = \"In order.\"\nmarks = { scope = \"missed\", key = \"met\" }");
        assert!(says.starts_with("What cost most is one point: Order only"), "{says}");
        assert_eq!(command.as_deref(), Some("mock drill --topic kafka-ordering"));
        let (says, _) = told("text = \"In order.\"\nmarks = \"missed\"");
        assert!(says.contains("is Ordering in Kafka: 2 points"), "{says}");
        let (says, command) = told("skip = true");
        assert!(says.contains("not answered"), "{says}");
        assert_eq!(command.as_deref(), Some("mock run --redo"));
        let (says, _) = told("text = \"In order.\"\nmarks = \"met\"");
        assert!(says.starts_with("No point"), "{says}");
    }

    #[test]
    fn against_last_time_says_how_many_there_were() {
        let day = "2026-11-20".parse().expect("a date");
        let last = LastTime { day, mean: 1000, n: 1 };
        let report = report("text = \"In order.\"\nmarks = \"met\"").against(Some(last));
        let against = report.one.and_then(|one| one.against).expect("one before");
        assert!(
            against.as_str().contains("up from 1.00 on 2026-11-20 (n = 2, too few"),
            "{against}"
        );
        assert!(self::report("text = \"x\"").against(None).one.expect("put").against.is_none());
    }
}
