//! A list in Markdown: headings and list items that ask something, and what is below them.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::card::{Card, List};

/// Words that a question without a question mark begins with.
const ASKING: [&str; 22] = [
    "explain",
    "describe",
    "compare",
    "design",
    "discuss",
    "define",
    "tell",
    "walk",
    "what",
    "why",
    "how",
    "when",
    "which",
    "who",
    "where",
    "name",
    "list",
    "give",
    "write",
    "implement",
    "contrast",
    "outline",
];

/// A heading, or an item of a list: where it is, its text, and how deep it is.
struct Piece {
    range: Range<usize>,
    text: String,
    depth: Depth,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Heading(HeadingLevel),
    Item(usize),
}

/// Every question of the text.
pub fn read(text: &str) -> List {
    let pieces = pieces(text);
    let mut list = List::default();
    // Below a question everything is its answer.
    let mut answered = 0;
    let mut section: Option<&str> = None;
    for (index, piece) in pieces.iter().enumerate() {
        let line = text[..piece.range.start].matches('\n').count() + 1;
        if piece.range.start < answered {
            continue;
        }
        if !is_asking(&piece.text) {
            match piece.depth {
                Depth::Heading(_) => section = Some(&piece.text),
                Depth::Item(_) => {
                    let text: String = piece.text.chars().take(60).collect();
                    list.leave(line, format!("it asks nothing: {text}"));
                }
            }
            continue;
        }
        let (from, to) = answer(text, &pieces, index);
        answered = to;
        let topic = section.map(|section| super::text::slug(section, &Default::default()));
        list.take(Card {
            line,
            prompt: piece.text.clone(),
            answer: Some(unindented(&text[from..to])),
            topic,
            ..Card::default()
        });
    }
    list
}

/// Headings and items in the order of the text, each with its own first paragraph.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    // The piece whose text is being read.
    let mut open: Option<usize> = None;
    let mut depth = 0;
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                open = Some(pieces.len());
                pieces.push(Piece { range, text: String::new(), depth: Depth::Heading(level) });
            }
            Event::Start(Tag::Item) => {
                depth += 1;
                open = Some(pieces.len());
                pieces.push(Piece { range, text: String::new(), depth: Depth::Item(depth) });
            }
            Event::End(TagEnd::Item) => {
                depth -= 1;
                open = None;
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph)
            | Event::Start(Tag::List(_) | Tag::CodeBlock(_) | Tag::BlockQuote(_)) => open = None,
            Event::Text(words) | Event::Code(words) => {
                if let Some(piece) = open.and_then(|open| pieces.get_mut(open)) {
                    piece.text.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(piece) = open.and_then(|open| pieces.get_mut(open)) {
                    piece.text.push(' ');
                }
            }
            _ => {}
        }
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

/// Ends with a question mark, or begins as a question does.
fn is_asking(text: &str) -> bool {
    let text = text.trim();
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let first = first.map(str::to_lowercase).unwrap_or_default();
    let is_long = text.split_whitespace().count() > 2;
    text.ends_with('?') || is_long && ASKING.contains(&first.as_str())
}

/// Bytes of what is below a piece: to its item's end, or to the next heading of its level.
fn answer(text: &str, pieces: &[Piece], index: usize) -> (usize, usize) {
    let piece = &pieces[index];
    match piece.depth {
        Depth::Heading(level) => {
            let next = pieces[index + 1..].iter().find(|next| {
                matches!(next.depth, Depth::Heading(other) if other <= level || is_asking(&next.text))
            });
            (piece.range.end, next.map_or(text.len(), |next| next.range.start))
        }
        Depth::Item(_) => {
            let own = &text[piece.range.clone()];
            // Its first paragraph is the question.
            let first = own.find("\n\n").or_else(|| own.find('\n')).unwrap_or(own.len());
            (piece.range.start + first, piece.range.end)
        }
    }
}

/// Without what indents a list's item, and the "Answer:" before it.
fn unindented(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let margin = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let full = lines.iter().filter(|line| !line.trim().is_empty());
    let least = full.map(margin).min().unwrap_or(0);
    let lines = lines.iter().map(|line| line.get(least..).unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join("\n");
    let text = text.trim();
    let marks = ["**Answer:**", "**Answer**:", "Answer:", "**A:**", "A:"];
    let mark = marks.iter().find(|mark| text.starts_with(**mark));
    mark.map_or(text, |mark| text[mark.len()..].trim_start()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String, String)> {
        let cards = read(text).cards.into_iter();
        cards.map(|card| (card.line, card.prompt, card.answer.unwrap_or_default())).collect()
    }

    fn wanted(line: usize, prompt: &str, answer: &str) -> (usize, String, String) {
        (line, prompt.to_owned(), answer.to_owned())
    }

    #[test]
    fn a_heading_that_asks_has_what_is_below_it_as_its_answer() {
        let text = "# Data\n\nWords.\n\n## What is a *lake*?\n\nFiles.\n\n- raw\n- why not?\n\n\
                    ## Marts\n\n### Explain a data mart\n\nA part.\n";
        assert_eq!(
            told(text),
            [
                wanted(5, "What is a lake?", "Files.\n\n- raw\n- why not?"),
                wanted(14, "Explain a data mart", "A part."),
            ]
        );
        assert_eq!(read(text).cards[1].topic.as_deref(), Some("marts"));
    }

    #[test]
    fn an_item_that_asks_is_a_question_and_another_is_told() {
        let text =
            "1. What is `ACID`?\n2. Why use\n   Kafka?\n\n   Answer: For order.\n3. See below\n";
        assert_eq!(
            told(text),
            [wanted(1, "What is ACID?", ""), wanted(2, "Why use Kafka?", "For order.")]
        );
        assert_eq!(read(text).left, [(6, "it asks nothing: See below".to_owned())]);
    }

    #[test]
    fn nested_items_belong_to_the_question_above_or_are_questions_of_a_section() {
        let text = "- Databases\n  - What is a B-tree?\n    - a tree\n  - What is a heap?\n";
        assert_eq!(
            told(text),
            [wanted(2, "What is a B-tree?", "- a tree"), wanted(4, "What is a heap?", "")]
        );
    }
}
