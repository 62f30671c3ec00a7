//! Natural answers with marks and quotes: how well the built-in reader points at the sentence that
//! shows a point, and how far its score tells whether the point was made at all.
//!
//! A file is a JSON array of `{"question", "writer", "answer", "overall", "marks": {item: {"mark":
//! "met" | "partly" | "missed", "quote"}}}`; the questions are those of the built-in bank. Points
//! that a question no longer has, and quotes that the answer doesn't hold, are counted and left out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use mock::bank::Bank;
use mock::bank::question::Question;
use mock::load::{Places, load};
use mock::score::evidence::{ItemPhrasings, Matcher, Ranked, Ranker, Sought};
use mock::score::suggest::HIT;
use serde::Deserialize;

use crate::measure::{Failed, Figures};

#[derive(Deserialize)]
struct Answer {
    question: String,
    answer: String,
    marks: BTreeMap<String, Marked>,
}

#[derive(Deserialize)]
struct Marked {
    mark: String,
    #[serde(default)]
    quote: Option<String>,
}

/// One point of one answer.
struct Judged {
    is_said: bool,
    /// Where it is shown; none where it is missed.
    shown: Vec<Range<usize>>,
    /// What words 3 ranks for it.
    ranked: Vec<Ranked>,
    /// What matcher 2 scores.
    older: u32,
}

pub fn of_bank(figures: &mut Figures) -> Result<(), Failed> {
    let bank = bank();
    let mut judged = Vec::new();
    let mut answers = 0;
    for question in &bank.questions {
        for sample in &question.natural {
            answers += 1;
            let marks = sample.marks.iter();
            let marks =
                marks.map(|(id, mark)| (id.as_str(), (mark.is_said(), sample.places(mark))));
            judged.extend(judge(question, &sample.text, &marks.collect()));
        }
    }
    print(figures, &format!("natural samples of the bank, {answers} answers"), &judged)
}

pub fn of_file(figures: &mut Figures, path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let answers: Vec<Answer> =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let bank = bank();
    let (mut judged, mut left_out) = (Vec::new(), 0);
    for answer in &answers {
        let Some(question) = bank.question(&answer.question) else {
            left_out += answer.marks.len();
            continue;
        };
        let mut marks = BTreeMap::new();
        for (id, marked) in &answer.marks {
            let is_said = marked.mark != "missed";
            let shown = marked.quote.as_deref().and_then(|quote| find(&answer.answer, quote));
            let is_known = question.judge.rubric.iter().any(|item| item.id == *id);
            if is_known && shown.is_some() == is_said {
                marks.insert(id.as_str(), (is_said, shown.into_iter().collect()));
            } else {
                left_out += 1;
            }
        }
        judged.extend(judge(question, &answer.answer, &marks));
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    print(figures, &format!("{name}, {} answers", answers.len()), &judged)?;
    if left_out > 0 {
        figures.note(&format!("{left_out} points left out: not in the bank, or no such quote"))?;
    }
    Ok(())
}

fn bank() -> Bank {
    load(&Places { built_in: true, ..Places::default() }).bank
}

/// The quote, whatever blanks stand between its words.
fn find(answer: &str, quote: &str) -> Option<Range<usize>> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let first = words.first()?;
    answer.match_indices(first).find_map(|(start, _)| {
        let mut at = start;
        for (number, word) in words.iter().enumerate() {
            let rest = answer.get(at..)?;
            let blank = if number == 0 { 0 } else { rest.len() - rest.trim_start().len() };
            rest[blank..].starts_with(word).then_some(())?;
            at += blank + word.len();
        }
        Some(start..at)
    })
}

type Marks<'a> = BTreeMap<&'a str, (bool, Vec<Range<usize>>)>;

fn judge(question: &Question, answer: &str, marks: &Marks<'_>) -> Vec<Judged> {
    let (prompt, rubric) = (&question.ask.prompt, &question.judge.rubric);
    let sought: Vec<Sought<'_>> =
        rubric.iter().map(|item| Sought { text: &item.text, phrasings: &item.phrasings }).collect();
    let items: Vec<ItemPhrasings<'_>> = rubric
        .iter()
        .map(|item| ItemPhrasings { id: &item.id, phrasings: &item.phrasings })
        .collect();
    let ranked = Ranker::new(prompt, &sought).rank(&[answer]);
    let older = Matcher::builtin().find(prompt, answer, &items);
    let found = rubric.iter().zip(ranked).zip(older).filter_map(|((item, ranked), older)| {
        let (is_said, shown) = marks.get(item.id.as_str())?.clone();
        Some(Judged { is_said, shown, ranked, older: older.score })
    });
    found.collect()
}

impl Judged {
    /// From 0, where the first place that touches the quote is ranked.
    fn rank(&self) -> Option<usize> {
        let touches = |place: &Range<usize>| {
            self.shown.iter().any(|shown| place.start < shown.end && shown.start < place.end)
        };
        self.ranked.iter().position(|ranked| touches(&ranked.range))
    }

    fn score(&self) -> u32 {
        self.ranked.first().map_or(0, |place| place.score)
    }
}

fn print(figures: &mut Figures, name: &str, judged: &[Judged]) -> Result<(), Failed> {
    let placed: Vec<&Judged> = judged.iter().filter(|it| !it.shown.is_empty()).collect();
    let said = judged.iter().filter(|it| it.is_said).count();
    figures.note(&format!(
        "{name}: {} points, {said} made, {} placed",
        judged.len(),
        placed.len()
    ))?;
    if placed.is_empty() {
        return Ok(());
    }
    let within = |count: usize| {
        let hits = placed.iter().filter(|it| it.rank().is_some_and(|rank| rank < count)).count();
        hits as f64 / placed.len() as f64
    };
    let [one, three, five] = [1, 3, 5].map(within);
    figures.at_least(&format!("  words 3: R@1 {one:.3}"), one, 0.57)?;
    figures.at_least(&format!("  words 3: R@3 {three:.3}"), three, 0.82)?;
    figures.note(&format!("  words 3: R@5 {five:.3}"))?;
    let of_older = area(judged, |it| it.older);
    let of_words = area(judged, Judged::score);
    figures.note(&format!(
        "  said or not, area under the curve: words 3 {of_words:.3}, matcher 2 {of_older:.3}"
    ))?;
    let hits: Vec<&Judged> = judged.iter().filter(|it| it.score() >= HIT).collect();
    let share = |all: &[&Judged], is_said: bool| {
        let right = all.iter().filter(|it| it.is_said == is_said).count();
        (right as f64 / all.len().max(1) as f64, right, all.len())
    };
    let (precision, right, all) = share(&hits, true);
    figures.at_least(
        &format!("  hit from {HIT}: precision {precision:.3} ({right} of {all})"),
        precision,
        0.80,
    )?;
    // A miss fires only where not a word was said; the others show why there is no cut.
    for below in [1, 100, 150, 180] {
        let misses: Vec<&Judged> = judged.iter().filter(|it| it.score() < below).collect();
        let (precision, right, all) = share(&misses, false);
        figures
            .note(&format!("  miss below {below}: precision {precision:.3} ({right} of {all})"))?;
    }
    Ok(())
}

/// How often a point that was made scores above one that was not; ties count half.
fn area(judged: &[Judged], score: impl Fn(&Judged) -> u32) -> f64 {
    let of = |is_said: bool| -> Vec<u32> {
        judged.iter().filter(|it| it.is_said == is_said).map(&score).collect()
    };
    let (made, not_made) = (of(true), of(false));
    let wins: f64 = made
        .iter()
        .flat_map(|made| not_made.iter().map(move |not| (made, not)))
        .map(|(made, not)| match made.cmp(not) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        })
        .sum();
    wins / (made.len() * not_made.len()).max(1) as f64
}
