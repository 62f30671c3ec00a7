//! What the matcher makes of an answer, for those who write phrasings.

use crate::bank::question::{Level, Question};
use crate::engine::event::{About, Band};
use crate::figures::decimal;
use crate::score::evidence::Check;
use crate::score::evidence::ranker::VERSION;
use crate::score::points::Tried;
use crate::text::SafeText;
use crate::view::page::{Block, Ink};

/// What an answer to a question comes to.
pub struct Matched<'a> {
    pub question: &'a Question,
    pub level: Level,
    pub answer: &'a str,
    pub points: Vec<Tried<'a>>,
    /// Ids of the follow-ups that would be asked.
    pub followups: Vec<String>,
    /// Sentences that only say the prompt back.
    pub echoes: usize,
}

pub fn blocks(matched: &Matched<'_>) -> Vec<Block> {
    let ask = &matched.question.ask;
    let mut blocks = vec![
        line(&format!("{} ({}) at {}, words {VERSION}", ask.title, ask.id, matched.level)),
        line("It points at words and judges nothing. `mock explain evidence` says how."),
    ];
    if !ask.options.is_empty() {
        blocks.push(line("A quiz: its options alone decide, whatever the words show."));
    }
    blocks.extend(matched.points.iter().flat_map(|it| point(it, matched.answer)));
    if matched.echoes > 0 {
        blocks.push(Block::Blank);
        blocks.push(match matched.echoes {
            1 => line("1 sentence only says the prompt back and counts for nothing."),
            many => {
                line(&format!("{many} sentences only say the prompt back and count for nothing."))
            }
        });
    }
    let fired = match matched.followups.as_slice() {
        [] => "none".to_owned(),
        ids => ids.join(", "),
    };
    blocks.push(Block::Blank);
    blocks.push(hanging("Follow-ups that would be asked: ", &fired));
    blocks
}

fn point(point: &Tried<'_>, answer: &str) -> Vec<Block> {
    let evidence = &point.trace.evidence;
    let is_found = evidence.band != Band::None;
    let field = match point.field {
        field if is_found && field != "answer" => format!(" in {field}"),
        _ => String::new(),
    };
    let phrasing = match point.phrasing() {
        None => "none written, so nothing can be found".to_owned(),
        Some(_) if evidence.score == 0 => "no word of any of them is said".to_owned(),
        Some(phrasing) => {
            let place = format!("{} of {}", evidence.phrasing + 1, point.phrasings.len());
            let figures =
                format!("share {}, score {}", decimal(evidence.share), decimal(evidence.score));
            format!("{place}, {figures}: “{phrasing}”")
        }
    };
    let mut blocks =
        vec![Block::Blank, line(&point.about.mark_id()), hanging("    point     ", point.text)];
    blocks.extend(point.ranked.iter().enumerate().map(|(at, place)| {
        let said = answer.get(place.range.clone()).unwrap_or("");
        let text = format!("{} “{said}”", decimal(place.score));
        hanging(&format!("    {}         ", at + 1), &text)
    }));
    if point.ranked.is_empty() {
        let nothing = match point.about {
            About::RedFlag(_) => "no sentence raises it",
            _ => "no sentence says a word of it",
        };
        blocks.push(hanging("    -         ", nothing));
    }
    blocks.extend([
        hanging("    matcher 2 ", &format!("{}{field}", band_words(point))),
        hanging("    phrasing  ", &phrasing),
    ]);
    if is_found {
        blocks.push(hanging("    sentence  ", &format!("“{}”", marked(point))));
    }
    let checks = point.trace.checks.iter();
    blocks.extend(checks.map(|check| hanging("    check     ", &told(check, &point.said))));
    blocks
}

fn line(text: &str) -> Block {
    hanging("", text)
}

/// What an answer or a bank says may hold newlines; here it is one paragraph.
fn hanging(label: &str, text: &str) -> Block {
    Block::Text { ink: Ink::Plain, label: SafeText::new(label), text: SafeText::line(text) }
}

fn band_words(point: &Tried<'_>) -> &'static str {
    let is_doubtful = point.trace.checks.contains(&Check::Negation);
    match point.trace.evidence.band {
        Band::Likely => "likely",
        Band::Maybe if is_doubtful => "maybe: check polarity",
        Band::Maybe => "maybe, read this",
        Band::None => "no matching sentence found",
    }
}

/// The sentence with its matched words between asterisks.
fn marked(point: &Tried<'_>) -> String {
    let evidence = &point.trace.evidence;
    let (mut text, mut at) = (String::new(), evidence.range.start);
    for word in &evidence.words {
        let before = point.said.get(at..word.start).unwrap_or("");
        let word_text = point.said.get(word.clone()).unwrap_or("");
        text.push_str(&format!("{before}*{word_text}*"));
        at = word.end;
    }
    text.push_str(point.said.get(at..evidence.range.end).unwrap_or(""));
    text
}

/// Letters of a refused window that are quoted.
const QUOTE_MOST: usize = 120;

fn told(check: &Check, said: &str) -> String {
    let quote = |range: &std::ops::Range<usize>| {
        let text = said.get(range.clone()).unwrap_or("");
        let short: String = text.chars().take(QUOTE_MOST).collect();
        if short.len() < text.len() {
            format!("“{short} …”")
        } else {
            format!("“{short}”")
        }
    };
    match check {
        Check::Negation => {
            "negation: “not” stands on one side only, in sentence or phrasing".to_owned()
        }
        Check::List(range) => format!("list: a better window has no verb: {}", quote(range)),
        Check::Stuffing(range) => {
            format!(
                "stuffing: a better window would prove more than three points: {}",
                quote(range)
            )
        }
        Check::PromptWords(stems) => {
            format!(
                "prompt words: these stems stand in the prompt and weigh less: {}",
                stems.join(", ")
            )
        }
    }
}
