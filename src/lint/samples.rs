//! Answers made of phrasings, scored by the words as rules 2 do. Rules 14 to 17, for questions that
//! have no natural samples yet.

use super::natural;
use super::page::Inspection;
use crate::bank::question::{Level, Question};
use crate::bank::rule;
use crate::bank::sample::Sample;
use crate::engine::event::{About, Evidence};
use crate::figures::{cost, decimal, short, whole_percent};
use crate::score::dimension::{Dimension, Reason, Why};
use crate::score::evidence::sentences::sentences;
use crate::score::sample::{SampleScore, rules_by_words, sample_score};
use crate::score::{Band, Mark};

pub fn check(page: &mut Inspection) {
    // A quiz without a rubric is judged by its options alone.
    if page.question.judge.rubric.is_empty() {
        return;
    }
    let question = page.question;
    if !question.natural.is_empty() {
        natural::check(page);
        for sample in &question.samples {
            let message = "a sample made of phrasings beside natural ones tests nothing".to_owned();
            let at = format!("samples[{}]", sample.index);
            page.error(rule::SAMPLES, &at, message, Some("take it out"));
        }
        return;
    }
    prompt(page);
    model(page);
    for sample in &question.samples {
        self::sample(page, sample);
    }
    complete(page);
}

fn prompt(page: &mut Inspection) {
    let question = page.question;
    // The prompt word by word is told as such; with a word before each sentence it is not, as
    // when a candidate says it back in their own way.
    let prompt = question.ask.prompt.as_str();
    let said_back =
        sentences(prompt).into_iter().map(|range| format!("Repeated: {}\n\n", &prompt[range]));
    let said_back: String = said_back.collect();
    for level in &question.ask.levels {
        let score = sample_score(rules_by_words(), question, *level, &said_back, &[]);
        if score.band() > 1 {
            let message = format!("the prompt alone scores {} at {level}, not 1", score.band());
            return page.error(rule::PROMPT_SCORES, "prompt", message, Some(&breakdown(&score)));
        }
    }
}

fn model(page: &mut Inspection) {
    let question = page.question;
    for level in &question.ask.levels {
        let score = model_score(question, *level);
        if score.band() < 4 {
            let message = format!("the model answer scores {} at {level}, not 4", score.band());
            return page.error(rule::MODEL_SCORES, "model", message, Some(&breakdown(&score)));
        }
    }
}

/// The model answer, and the models of the follow-ups that it fires.
fn model_score(question: &Question, level: Level) -> SampleScore {
    let text = &question.judge.model;
    let fired = sample_score(rules_by_words(), question, level, text, &[]).followups;
    let model_of = |id: &String| {
        let followup = question.judge.followups.iter().find(|followup| followup.id == *id);
        followup.and_then(|followup| followup.model.clone()).unwrap_or_default()
    };
    let answers: Vec<String> = fired.iter().map(model_of).collect();
    sample_score(rules_by_words(), question, level, text, &answers)
}

fn sample(page: &mut Inspection, sample: &Sample) {
    let index = sample.index;
    let score = sample_score(
        rules_by_words(),
        page.question,
        sample.level,
        &sample.text,
        &sample.followups,
    );
    let band = score.band();
    let is_negated = sample.tag.as_deref() == Some("negated");
    let rule = if is_negated { rule::NEGATED } else { rule::SAMPLES };
    let name = sample.tag.as_deref().map_or("sample".to_owned(), |tag| format!("{tag} sample"));
    let declared = sample.score.filter(|declared| *declared != band);
    let most = sample.max.filter(|most| band > *most);
    let least = sample.min.filter(|least| band < *least);
    let wrong = declared
        .map(|declared| ("score", format!("declared {declared}")))
        .or_else(|| most.map(|most| ("tag", format!("at most {most}"))))
        .or_else(|| least.map(|least| ("tag", format!("at least {least}"))));
    if let Some((key, wanted)) = wrong {
        let message = format!("this {name} scores {band} at {}, {wanted}", sample.level);
        let at = format!("samples[{index}].{key}");
        return page.error(rule, &at, message, Some(&breakdown(&score)));
    }
    let covered = score.evidence.iter().find(|evidence| proves(evidence));
    if let Some(evidence) = covered.filter(|_| is_negated) {
        let message = format!("this negated sample seems to cover `{}`", evidence.about.mark_id());
        page.warning(rule, &format!("samples[{index}].text"), message, None);
    }
}

/// Whether it speaks for the candidate, and surely.
fn proves(evidence: &Evidence) -> bool {
    evidence.band == Band::Likely && !matches!(evidence.about, About::RedFlag(_))
}

/// What the score rests on, a line a dimension: how it went item by item.
fn breakdown(score: &SampleScore) -> String {
    let seen = score.score.dimensions.iter().filter(|dimension| dimension.score.is_some());
    let mut lines: Vec<String> = seen.map(dimension_line).collect();
    let mean = score.score.mean.map_or(String::new(), decimal);
    let cuts = &rules_by_words().round;
    let [four, three, two] = [cuts.strong_hire, cuts.hire, cuts.no].map(short);
    lines.push(format!("mean {mean}: 4 from {four}, 3 from {three}, 2 from {two}"));
    lines.join("\n")
}

fn dimension_line(dimension: &Dimension) -> String {
    let reasons = dimension.spoke_for.iter().chain(&dimension.spoke_against);
    let reasons: Vec<String> = reasons.map(reason_words).collect();
    format!(
        "{} {} ({} of the core weight): {}",
        dimension.dim,
        dimension.score.unwrap_or(0),
        whole_percent(dimension.coverage),
        reasons.join(", ")
    )
}

fn reason_words(reason: &Reason) -> String {
    match &reason.why {
        Why::Item { id, mark, .. } => match mark {
            Mark::Met => format!("{id} met"),
            Mark::Partly => format!("{id} partly"),
            Mark::Missed => format!("{id} missed"),
            Mark::NotAsked => format!("{id} not asked"),
        },
        Why::Hint(share) => format!("hint {}", cost(*share)),
        Why::Followup => "follow-up met".to_owned(),
        Why::Curveball => "curveball met".to_owned(),
        Why::RedFlag(cap) => format!("red flag \"{}\" caps at {cap}", reason.text),
        Why::Graded(score) => format!("graded {score}"),
    }
}

/// A full set is asked for by `mock bank stats`; here it is only mentioned.
fn complete(page: &mut Inspection) {
    let samples = &page.question.samples;
    let scores = (1..=4).filter(|score| samples.iter().all(|sample| sample.score != Some(*score)));
    let mut missing: Vec<String> = scores.map(|score| format!("score {score}")).collect();
    for tag in ["stuffed", "jargon-free", "negated"] {
        if samples.iter().all(|sample| sample.tag.as_deref() != Some(tag)) {
            missing.push(tag.to_owned());
        }
    }
    if !missing.is_empty() {
        let at = if samples.is_empty() { "id" } else { "samples" };
        let message = format!("no sample for {}", missing.join(", "));
        page.warning(rule::SAMPLES, at, message, None);
    }
}
