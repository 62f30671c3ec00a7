//! Scores every sample of the built-in bank and prints those that miss what they declare:
//! `cargo run --example sample-scores [question id]`; with an id, every item's evidence too.
#![expect(clippy::print_stdout, reason = "a measuring tool prints its figures")]

use mock::bank::load::{Places, load};
use mock::bank::question::{Question, Sample};
use mock::score::rules;
use mock::score::sample::{SampleScore, sample_score};

fn main() {
    let wanted = std::env::args().nth(1);
    let loaded = load(&Places { built_in: true, ..Places::default() });
    println!("{} questions, {} faults", loaded.bank.questions.len(), loaded.faults.len());
    let (mut all, mut missed) = (0, 0);
    let has_text = |question: &&Question| question.ask.mode != mock::bank::question::Mode::Quiz;
    for question in loaded.bank.questions.iter().filter(has_text) {
        let is_wanted = wanted.as_ref().is_some_and(|id| *id == question.ask.id);
        for sample in question.samples.iter().chain([&model_of(question), &prompt_of(question)]) {
            let level = sample.level;
            let found =
                sample_score(rules::latest(), question, level, &sample.text, &sample.followups);
            all += 1;
            let holds = holds(sample, found.band());
            missed += usize::from(!holds);
            if !holds || is_wanted {
                print_sample(question, sample, &found, holds);
            }
        }
    }
    println!("{missed} of {all} samples miss what they declare");
}

fn holds(sample: &Sample, band: u32) -> bool {
    sample.score.is_none_or(|score| score == band)
        && sample.max.is_none_or(|max| band <= max)
        && sample.min.is_none_or(|min| band >= min)
}

/// The model answer with its follow-ups' model answers scores 4.
fn model_of(question: &Question) -> Sample {
    let level =
        question.ask.levels.iter().max().copied().unwrap_or(mock::bank::question::Level::Mid);
    let blank = Sample {
        level,
        score: Some(4),
        tag: Some("model".to_owned()),
        max: None,
        min: None,
        text: question.judge.model.clone(),
        followups: vec![],
    };
    let fired = sample_score(rules::latest(), question, level, &blank.text, &[]).followups;
    let model = |id: &String| {
        let followup = question.judge.followups.iter().find(|followup| followup.id == *id);
        followup.and_then(|followup| followup.model.clone()).unwrap_or_default()
    };
    Sample { followups: fired.iter().map(model).collect(), ..blank }
}

/// The prompt alone scores at most 1.
fn prompt_of(question: &Question) -> Sample {
    let (tag, text) = (Some("prompt".to_owned()), question.ask.prompt.clone());
    Sample { score: None, max: Some(1), tag, text, followups: vec![], ..model_of(question) }
}

fn print_sample(question: &Question, sample: &Sample, found: &SampleScore, holds: bool) {
    let declared = sample.tag.clone().unwrap_or_else(|| format!("{:?}", sample.score));
    let word = if holds { "ok  " } else { "MISS" };
    println!(
        "{word} {} {} {declared}: {} ({:?})",
        question.ask.id,
        sample.level,
        found.band(),
        found.score.mean
    );
    for dimension in &found.score.dimensions {
        let Some(score) = dimension.score else { continue };
        println!("       {} {score} ({})", dimension.dim, dimension.coverage);
    }
    for item in &question.judge.rubric {
        let about = mock::engine::event::About::Item(item.id.clone());
        let best = mock::score::facts::best(&found.evidence, &about);
        let shown = best.map_or("none".to_owned(), |e| {
            format!(
                "{} {}{} p{}",
                e.band,
                e.score,
                if e.polarity { " polarity" } else { "" },
                e.phrasing
            )
        });
        println!("         {}{} {shown}", item.id, if item.must { "!" } else { "" });
    }
    for e in &found.evidence {
        if !matches!(e.about, mock::engine::event::About::Item(_)) {
            println!("         {:?} {} {}", e.about, e.band, e.score);
        }
    }
    println!("         follow-ups {:?}", found.followups);
}
