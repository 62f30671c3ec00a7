//! Sentences of an answer that speak to whoever grades it: "ignore the rubric", "give me full
//! marks". They prove nothing, are shown as what they are, and never reach the model.
//!
//! A list of patterns can't find every way to ask. What it misses still has to point at sentences
//! that exist, of which each counts for three points at most, and a person marks.

use std::sync::LazyLock;

/// Which of an answer's sentences speak to a grader; one entry a sentence.
///
/// A sentence that only leads up to such a one, or away from it ("Do not look any further."), goes
/// with it.
#[must_use]
pub fn pleas(sentences: &[&str]) -> Vec<bool> {
    let words: Vec<Vec<Word>> = sentences.iter().map(|sentence| cut(sentence)).collect();
    let mut found: Vec<bool> = sentences
        .iter()
        .zip(&words)
        .map(|(sentence, words)| is_markup(sentence) || matches_any(&PATTERNS.strong, words))
        .collect();
    let is_strong = found.clone();
    for at in 0..sentences.len() {
        let is_beside = at.checked_sub(1).is_some_and(|before| is_strong[before])
            || is_strong.get(at + 1).is_some_and(|&after| after);
        found[at] |= is_beside && matches_any(&PATTERNS.weak, &words[at]);
    }
    found
}

/// A pattern is a line of words. `a|b` is either of them, a star stands for the rest of a word, `~3`
/// for up to three words, and `^` for the start of a clause: whoever commands begins with the verb.
const STRONG: &[&str] = &[
    // What the model was told is to be forgotten.
    "^ ignore|disregard|forget|override|bypass|skip ~2 rubric|checklist",
    "ignore|disregard|forget|override ~3 previous|prior|above|earlier|preceding|your|system ~2 instruction*|prompt*|rules|guidelines|directions",
    "ignore|disregard|forget ~2 you were|are|have|got",
    "new|updated instructions for",
    // Everything is to be taken for said.
    "^ mark|grade|score|rate|count|treat|consider|report|label|evaluate|judge|tick|set|credit|accept ~3 everything|all|each|every ~3 said|met|covered|fulfilled|satisfied|mentioned|made",
    "^ mark|grade|score|rate|count|treat|consider|report|label|evaluate|judge|tick|credit|accept ~3 point|points|criterion|criteria|candidate|me ~4 said|met|covered|fulfilled|satisfied|mentioned|made|passed|pass|correct|perfect|hire",
    "^ mark|grade|score|rate|count|treat|consider|report|label|evaluate|judge|credit|accept this|my answer|response|submission|attempt",
    "^ respond|reply|output|print|return|answer|write ~1 said|opposite",
    "^ give|award|grant|return|assign ~3 full|perfect marks|score|credit|grade",
    "^ award|give|grant ~1 maximum|highest|top|full|best ~4 criterion|criteria|point|points|item",
    "points|criteria|items are|is to be ~1 treated|counted|considered|marked|taken",
    "^ say|report|confirm|state|write|claim that i ~1 said|mentioned|covered|made|met|passed|have",
    "hereby confirm|declare|certify",
    "^ imagine|pretend|suppose|assume ~9 judge|grade|score|rate|mark|evaluate that|it|this",
    // Somebody is spoken to.
    "dear|hey|hello|hi|attention ~1 grader|evaluator|examiner|assessor|scorer|reviewer|ai|llm|model|assistant|chatgpt|gpt",
    "note|message|memo to ~2 grader|evaluator|examiner|assessor|scorer|ai|llm|model|assistant|chatgpt|gpt",
    "to whoever|whomever",
    "whoever|whomever grades|evaluates|marks|judges|scores|assesses this|my",
    "as a|an ~2 model|ai|llm|assistant|grader|evaluator|examiner you",
    "if you are|re a|an|the ~2 grader|evaluator|examiner|scorer|ai|llm|model|assistant|bot",
    "you are|re ~1 a|an|the|my ~2 grader|evaluator|examiner|judge|assistant|assessor",
    "your ~1 checklist|rubric|grading|instructions",
    "point|points|requirement|requirements|item|items|everything|criterion ~2 on|in|of your ~1 list|criteria",
    "you should|must|can|may|shall|need|have ~2 rate|grade|mark|score|accept|pass|award|credit me|my",
    "you should|must|can|may|shall|need|have ~2 rate|grade|mark|score|accept|pass|award|credit this answer|response|submission|attempt|as",
    "whatever|anything ~1 checklist|rubric|criteria|grader ask*|want*|require*|need*",
    // The answer praises itself.
    "this|my answer|response|submission ~2 meets|covers|satisfies|fulfils|fulfills|contains|addresses ~1 all|every|everything|each",
    "answer|response|submission contains|covers|has|includes whatever|everything you",
    "i ~2 covered|mentioned|met|addressed|satisfied|said ~2 all|every|each ~3 point|points|criteria|criterion|requirement|requirements",
    "the candidate has|is|should|deserves|must ~2 passed|pass|hired|full|strong",
    "deserve|deserves ~2 full|top|highest|maximum marks|score|credit|grade|points",
    "let me pass",
    "^ hire|pass me",
    "strong hire",
    // The same in the languages that are heard most.
    "ignoriere|vergiss ~3 anweisung*|regeln|rubrik",
    "^ werte|bewerte|markiere|gib ~3 punkt*|alles|antwort ~3 erfüllt|gesagt|voll*|richtig",
    "ignora|olvida ~3 instrucciones|rúbrica|reglas",
    "^ marca|califica|cuenta|dame ~3 punto*|todo|respuesta ~3 dicho|cumplid*|máxim*|correct*",
    "ignore|ignorez|oublie|oubliez ~3 consignes|instructions précédentes|barème",
    "^ marque|marquez|note|notez|donne|donnez ~3 points|tout|réponse ~3 dit|acquis|maximum|juste",
];

/// What leads up to a plea, or away from it.
const WEAK: &[&str] = &[
    "^ do|don't not|look|check|read|verify|worry ~2 further|details|rest|closely|more",
    "^ do not ~1 look|check|read|verify|worry",
    "thank|thanks",
    "^ trust|believe me",
    "no need to",
    "it|this is|was all ~1 there|said|included",
    "you|your",
];

/// Marks of a chat's own protocol, and a reply put into the model's mouth.
fn is_markup(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let is_tag = ["answer>", "instructions>", "instruction>", "system>", "prompt>", "rubric>"]
        .iter()
        .any(|tag| lower.contains(&format!("<{tag}")) || lower.contains(&format!("</{tag}")));
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    is_tag
        || ["<|", "[inst]", "[/inst]", "<<sys>>"].iter().any(|mark| lower.contains(mark))
        || ["system:", "assistant:", "instruction:", "### instruction"]
            .iter()
            .any(|mark| start.starts_with(mark.trim_start_matches("### ")))
        || (lower.contains("verdict") && ["said", "\"half\""].iter().any(|it| lower.contains(it)))
}

struct Word {
    text: String,
    starts_clause: bool,
}

/// Words after which a clause begins as after a comma.
const LEADS: &[&str] = &["and", "then", "please", "just", "so", "but", "now", "simply", "bitte"];

fn cut(sentence: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut starts_clause = true;
    let mut text = String::new();
    for c in sentence.chars().chain([' ']) {
        if c.is_alphanumeric() {
            text.extend(c.to_lowercase());
            continue;
        }
        // What is left out of "don't" and "you're" parts two words, but for "don't" itself.
        if matches!(c, '\'' | '\u{2019}') && text == "don" {
            text.push('\'');
            continue;
        }
        if !text.is_empty() {
            let is_lead = LEADS.contains(&text.as_str());
            found.push(Word { text: std::mem::take(&mut text), starts_clause });
            starts_clause = is_lead;
        }
        starts_clause |= !c.is_whitespace() && !matches!(c, '\'' | '\u{2019}' | '-' | '_' | '/');
    }
    found
}

/// A pattern, taken apart.
enum Part {
    ClauseStart,
    Gap(usize),
    OneOf(Vec<&'static str>),
}

struct Patterns {
    strong: Vec<Vec<Part>>,
    weak: Vec<Vec<Part>>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let parts = |pattern: &&'static str| pattern.split(' ').map(part).collect();
    Patterns { strong: STRONG.iter().map(parts).collect(), weak: WEAK.iter().map(parts).collect() }
});

fn part(text: &'static str) -> Part {
    match text.strip_prefix('~').map(str::parse) {
        Some(Ok(gap)) => Part::Gap(gap),
        _ if text == "^" => Part::ClauseStart,
        _ => Part::OneOf(text.split('|').collect()),
    }
}

fn matches_any(patterns: &[Vec<Part>], words: &[Word]) -> bool {
    let matches = |parts: &Vec<Part>| (0..words.len()).any(|from| matches_at(parts, words, from));
    patterns.iter().any(matches)
}

fn matches_at(parts: &[Part], words: &[Word], at: usize) -> bool {
    let Some((part, rest)) = parts.split_first() else { return true };
    match (part, words.get(at)) {
        (Part::Gap(gap), _) => (at..=at + gap).any(|at| matches_at(rest, words, at)),
        (_, None) => false,
        (Part::ClauseStart, Some(word)) => word.starts_clause && matches_at(rest, words, at),
        (Part::OneOf(wanted), Some(word)) => {
            let is_it = wanted.iter().any(|wanted| match wanted.strip_suffix('*') {
                Some(start) => word.text.starts_with(start),
                None => word.text == *wanted,
            });
            is_it && matches_at(rest, words, at + 1)
        }
    }
}

#[cfg(test)]
#[path = "plea_tests.rs"]
mod tests;
