//! One function a detector. Figures come from the frozen rules.

use super::cue_lists::{BLAME, EDGE_CASES, HONESTY, REASONS, TRADE_OFFS};
use super::{AnswerSeen, Finding, FindingKind, Observed, Sign};
use crate::figures::counted;
use crate::score::cues::{cues, has_cue};
use crate::score::evidence::sentences::sentences;
use crate::score::evidence::verbs::has_verb;
use crate::score::evidence::words::words;
use crate::score::rules::DetectorRules;
use crate::time::Span;

pub(super) fn think_aloud(rules: &DetectorRules, observed: &Observed) -> Finding {
    let silent: Vec<Sign> = observed
        .answers
        .iter()
        .filter_map(|answer| {
            let silence = answer.silence_ms.filter(|&ms| ms > rules.silence_ms)?;
            (!answer.is_spoken).then(|| answer.sign(format!("silent for {}", Span(silence))))
        })
        .collect();
    let written: Vec<&AnswerSeen> = observed.answers.iter().filter(|a| a.words() > 0).collect();
    let reasoned = written.iter().filter(|answer| has_cue(&answer.whole(), REASONS));
    let mut signs = silent.clone();
    signs.extend(reasoned.clone().map(|answer| {
        let whole = answer.whole();
        answer.sign(format!("gives reasons: {}", listed(&whole, REASONS)))
    }));
    Finding {
        id: "think-aloud",
        kind: FindingKind::Tip,
        rule: format!(
            "no silence over {} while a question is open, and reasons in at least half of the answers",
            Span(rules.silence_ms)
        ),
        seen: (!written.is_empty())
            .then(|| silent.is_empty() && 2 * reasoned.count() >= written.len()),
        signs,
    }
}

pub(super) fn ask_questions(rules: &DetectorRules, observed: &Observed) -> Finding {
    let wanted = |answer: &AnswerSeen| {
        if answer.is_open() { rules.clarifications_open } else { rules.clarifications_other }
    };
    let tasks: Vec<&AnswerSeen> = observed.answers.iter().filter(|a| a.is_task()).collect();
    let asked = |answer: &&&AnswerSeen| answer.asked_first() >= wanted(answer);
    Finding {
        id: "ask-questions",
        kind: FindingKind::Tip,
        rule: format!(
            "clarifying questions before the answer is begun: {} in design and incidents, {} in other tasks",
            rules.clarifications_open, rules.clarifications_other
        ),
        seen: (!tasks.is_empty()).then(|| 2 * tasks.iter().filter(asked).count() >= tasks.len()),
        signs: tasks
            .iter()
            .map(|answer| answer.sign(format!("{} asked before the answer", answer.asked_first())))
            .collect(),
    }
}

pub(super) fn trade_offs(observed: &Observed) -> Finding {
    let written = observed.answers.iter().filter(|answer| answer.words() > 0);
    let signs: Vec<Sign> = written.clone().filter_map(|answer| named(answer, TRADE_OFFS)).collect();
    Finding {
        id: "discuss-trade-offs",
        kind: FindingKind::Tip,
        rule: "an answer weighs options against each other: \"instead of\", \"at the cost of\", \"I would switch if\"".to_owned(),
        seen: written.clone().next().is_some().then_some(!signs.is_empty()),
        signs,
    }
}

pub(super) fn honest(rules: &DetectorRules, observed: &Observed) -> Finding {
    let mut signs: Vec<Sign> =
        observed.answers.iter().filter_map(|answer| named(answer, HONESTY)).collect();
    let is_marked = !signs.is_empty();
    let mut is_bluffed = false;
    let mut is_misjudged = false;
    for answer in &observed.answers {
        if answer.flags > 0 {
            is_bluffed = true;
            signs.push(answer.sign("a red flag was raised"));
        }
        if let (Some(sealed), Some(band)) = (answer.sealed, answer.band)
            && sealed.abs_diff(band) > rules.seal_distance
        {
            is_misjudged = true;
            signs.push(answer.sign(format!("sealed {sealed}, scored {band}")));
        }
    }
    // Nobody has to be unsure: silence about doubts alone tells nothing.
    let seen = (is_marked || is_bluffed || is_misjudged).then_some(!is_bluffed && !is_misjudged);
    Finding {
        id: "be-honest",
        kind: FindingKind::Tip,
        rule: format!(
            "what is not known is said, no red flag is raised, and a sealed guess is within {} of the score",
            rules.seal_distance
        ),
        seen,
        signs,
    }
}

pub(super) fn positive(rules: &DetectorRules, observed: &Observed) -> Finding {
    let mut signs = Vec::new();
    for answer in &observed.answers {
        if answer.is_blank() {
            signs.push(answer.sign("closed without an answer"));
        }
        signs.extend(named(answer, BLAME));
    }
    let mut is_tested = false;
    for pair in observed.answers.windows(2) {
        let [low, next] = pair else { continue };
        if low.kind != next.kind || low.band.is_none_or(|band| band > 2) || low.is_blank() {
            continue;
        }
        is_tested = true;
        let share = (next.words() * 1000).checked_div(low.words()).unwrap_or(1000);
        if !next.is_spoken && share < rules.drop_off as usize {
            let text = format!(
                "{} after {} scored low",
                counted(next.words(), "word"),
                counted(low.words(), "word")
            );
            signs.push(next.sign(text));
        }
    }
    Finding {
        id: "stay-positive",
        kind: FindingKind::Tip,
        rule: format!(
            "no answer is left empty, nobody is blamed, and the answer after a low one does not shrink below {}% of its words",
            rules.drop_off / 10
        ),
        seen: (is_tested || !signs.is_empty()).then_some(signs.is_empty()),
        signs,
    }
}

pub(super) fn rushing(rules: &DetectorRules, observed: &Observed) -> Finding {
    let tasks: Vec<&AnswerSeen> =
        observed.answers.iter().filter(|a| a.is_task() && a.first_words_ms.is_some()).collect();
    let signs: Vec<Sign> = tasks
        .iter()
        .filter(|answer| answer.asked_first() == 0)
        .filter_map(|answer| {
            let begun = answer.first_words_ms.filter(|&ms| ms < rules.rushing_ms)?;
            Some(answer.sign(format!("begun after {}, nothing asked", Span(begun))))
        })
        .collect();
    Finding {
        id: "rushing",
        kind: FindingKind::Pitfall,
        rule: format!(
            "a task is begun within {} and before any clarifying question",
            Span(rules.rushing_ms)
        ),
        seen: (!tasks.is_empty()).then_some(!signs.is_empty()),
        signs,
    }
}

pub(super) fn edge_cases(rules: &DetectorRules, observed: &Observed) -> Finding {
    let tasks: Vec<&AnswerSeen> =
        observed.answers.iter().filter(|a| a.is_task() && a.words() > 0).collect();
    let mut is_left_out = false;
    let signs = tasks
        .iter()
        .map(|answer| {
            let whole = answer.whole();
            let classes: Vec<&str> = EDGE_CASES
                .iter()
                .filter(|(_, list)| has_cue(&whole, list))
                .map(|(class, _)| *class)
                .collect();
            is_left_out |= classes.len() < rules.edge_cases;
            let named = if classes.is_empty() { "none".to_owned() } else { classes.join(", ") };
            answer.sign(format!("named: {named}"))
        })
        .collect();
    Finding {
        id: "ignoring-edge-cases",
        kind: FindingKind::Pitfall,
        rule: format!("a task's answer names fewer than {} kinds of edge cases", rules.edge_cases),
        seen: (!tasks.is_empty()).then_some(is_left_out),
        signs,
    }
}

pub(super) fn hard_to_follow(rules: &DetectorRules, observed: &Observed) -> Finding {
    let mut signs = Vec::new();
    let written: Vec<&AnswerSeen> = observed.answers.iter().filter(|a| a.words() > 0).collect();
    for answer in &written {
        for letter in &answer.empty_letters {
            signs.push(answer.sign(format!("{letter} is empty")));
        }
        for text in &answer.prose {
            signs.extend(hard_sentences(rules, answer, text));
        }
    }
    Finding {
        id: "poor-communication",
        kind: FindingKind::Pitfall,
        rule: format!(
            "a sentence of over {} words, a list of terms without a verb, or a STAR letter left empty",
            rules.long_sentence_words
        ),
        seen: (!written.is_empty()).then_some(!signs.is_empty()),
        signs,
    }
}

/// Words from which a line without a verb is a list and no heading.
const LIST_WORDS: usize = 8;

fn hard_sentences(rules: &DetectorRules, answer: &AnswerSeen, text: &str) -> Vec<Sign> {
    // The one field of an early coding round is code, and a spoken answer's notes aren't what was said.
    if answer.is_spoken || matches!(answer.kind, crate::bank::question::Kind::Coding) {
        return Vec::new();
    }
    let mut signs = Vec::new();
    for range in sentences(text) {
        let sentence = &text[range];
        let said = words(sentence);
        let start: String = sentence.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
        if said.len() > rules.long_sentence_words {
            signs.push(answer.sign(format!("{} words in one sentence: \"{start} …\"", said.len())));
        } else if said.len() >= LIST_WORDS && !has_verb(&said) && !sentence.contains("->") {
            signs.push(answer.sign(format!("a list without a verb: \"{start} …\"")));
        }
    }
    signs
}

pub(super) fn unprepared(rules: &DetectorRules, observed: &Observed) -> Finding {
    let asked = observed.own_questions.as_deref();
    let signs = asked.unwrap_or_default();
    Finding {
        id: "lack-of-preparation",
        kind: FindingKind::Pitfall,
        rule: format!("fewer than {} questions of your own in their phase", rules.own_questions),
        seen: asked.map(|asked| asked.len() < rules.own_questions),
        signs: signs.iter().map(|text| Sign { at: None, text: format!("asked: {text}") }).collect(),
    }
}

pub(super) fn not_practising(rules: &DetectorRules, observed: &Observed) -> Finding {
    let practice = observed.practice.unwrap_or_default();
    let is_idle = practice.days_to_interview.is_some()
        && practice.days_since_scored.is_none_or(|days| days > rules.idle_days);
    let mut signs = Vec::new();
    if let Some(days) = practice.days_since_scored {
        signs.push(Sign { at: None, text: format!("last scored round {days} days ago") });
    }
    if practice.due > 0 {
        signs.push(Sign { at: None, text: format!("{} repetitions are due", practice.due) });
    }
    Finding {
        id: "not-practising",
        kind: FindingKind::Pitfall,
        rule: format!(
            "no scored round in {} days while an interview is ahead, or repetitions left undone",
            rules.idle_days
        ),
        seen: observed.practice.map(|_| is_idle || practice.due > 0),
        signs,
    }
}

pub(super) fn overtime(observed: &Observed) -> Finding {
    let over = observed.answers.iter().filter(|answer| answer.over_ms > 0);
    let signs: Vec<Sign> =
        over.map(|answer| answer.sign(format!("over by {}", Span(answer.over_ms)))).collect();
    Finding {
        id: "overtime",
        kind: FindingKind::Fact,
        rule: "a question took longer than its time".to_owned(),
        seen: (!observed.answers.is_empty()).then_some(!signs.is_empty()),
        signs,
    }
}

pub(super) fn hints(observed: &Observed) -> Finding {
    let helped = observed.answers.iter().filter(|answer| answer.hints > 0);
    let taken = |count: usize| counted(count, "hint");
    let signs: Vec<Sign> = helped.map(|answer| answer.sign(taken(answer.hints))).collect();
    Finding {
        id: "hints",
        kind: FindingKind::Fact,
        rule: "a hint was taken; its cost is in the score already".to_owned(),
        seen: (!observed.answers.is_empty()).then_some(!signs.is_empty()),
        signs,
    }
}

fn named(answer: &AnswerSeen, list: &'static str) -> Option<Sign> {
    let whole = answer.whole();
    has_cue(&whole, list).then(|| answer.sign(listed(&whole, list)))
}

/// Its words that are of the list, three at most, each in quotes.
fn listed(text: &str, list: &'static str) -> String {
    let found = cues(text, list).into_iter().take(3);
    let quoted = found.filter_map(|cue| Some(format!("\"{}\"", text.get(cue.range)?)));
    quoted.collect::<Vec<_>>().join(", ")
}
