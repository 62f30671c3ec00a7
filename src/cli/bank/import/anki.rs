//! Anki's text export: fields parted by a separator that its first lines name.

use std::collections::BTreeSet;

use csv::{ReaderBuilder, StringRecord};

use super::card::{Card, List};
use super::html;
use super::text::Lines;

/// What the lines with `#` at the beginning say.
#[derive(Default)]
struct Head {
    separator: Option<u8>,
    is_html: bool,
    /// Columns, from 0, that hold no side of the card.
    besides: BTreeSet<usize>,
    tags: Option<usize>,
    /// Bytes and lines of the head.
    bytes: usize,
    lines: usize,
}

/// Whether a text begins as such an export does.
pub fn is_export(text: &str) -> bool {
    ["#separator:", "#html:", "#notetype", "#deck", "#tags", "#guid"]
        .iter()
        .any(|begin| text.starts_with(begin))
}

/// # Errors
/// Where the separator isn't one that Anki writes.
pub fn read(text: &str) -> Result<List, String> {
    let head = head(text)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(head.separator.unwrap_or(b'\t'))
        .has_headers(false)
        .flexible(true)
        .from_reader(&text.as_bytes()[head.bytes..]);
    let (mut list, mut lines) = (List::default(), Lines::of(&text[head.bytes..]));
    for record in reader.records() {
        let record = record.map_err(|error| format!("it isn't read as an export: {error}"))?;
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        match card(&record, &head) {
            Ok(card) => list.take(Card { line: line + head.lines, ..card }),
            Err(why) => list.leave(line + head.lines, why),
        }
    }
    Ok(list)
}

fn head(text: &str) -> Result<Head, String> {
    let mut head = Head::default();
    for line in text.split_inclusive('\n').take_while(|line| line.starts_with('#')) {
        head.bytes += line.len();
        head.lines += 1;
        let Some((key, value)) = line[1..].trim().split_once(':') else { continue };
        let column = || value.trim().parse::<usize>().ok().and_then(|column| column.checked_sub(1));
        match key {
            "separator" => head.separator = Some(separator(value.trim())?),
            "html" => head.is_html = value.trim() == "true",
            "tags column" => {
                head.tags = column();
                head.besides.extend(column());
            }
            "notetype column" | "deck column" | "guid column" => head.besides.extend(column()),
            _ => {}
        }
    }
    Ok(head)
}

fn separator(name: &str) -> Result<u8, String> {
    Ok(match name.to_ascii_lowercase().as_str() {
        "tab" | "\\t" => b'\t',
        "comma" | "," => b',',
        "semicolon" | ";" => b';',
        "space" => b' ',
        "pipe" | "|" => b'|',
        "colon" => b':',
        _ => return Err(format!("its separator, `{name}`, isn't known; export it with Tab")),
    })
}

/// The front is the question, the back the answer; further fields belong to the back.
fn card(record: &StringRecord, head: &Head) -> Result<Card, String> {
    let sides = record.iter().enumerate().filter(|(column, _)| !head.besides.contains(column));
    let sides: Vec<&str> = sides.map(|(_, field)| field).collect();
    let (front, back) = sides.split_first().ok_or("it has no front")?;
    if let Some(why) = sides.iter().find_map(|side| html::lacks(side)) {
        return Err(why.to_owned());
    }
    let text = |side: &str| if head.is_html { html::text(side) } else { side.to_owned() };
    let back: Vec<String> =
        back.iter().map(|side| text(side)).filter(|side| !side.trim().is_empty()).collect();
    if back.is_empty() {
        return Err("it has no back".to_owned());
    }
    let tags = head.tags.and_then(|column| record.get(column)).unwrap_or_default();
    let tag = tags.split_whitespace().next().map(|tag| super::text::slug(tag, &BTreeSet::new()));
    Ok(Card { prompt: text(front), answer: Some(back.join("\n")), topic: tag, ..Card::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORT: &str = "#separator:tab\n#html:true\n#tags column:3\n\
        What is ACID?\tAtomicity, &amp; more<br>of it\tdatabases sql\n\
        \"What is a \"\"lake\"\"?\"\t\"files\nand more\"\t\n\
        <img src=\"x.png\">\tA picture\t\n\
        {{c1::Kafka}} keeps order\t\t\n\
        What is a mart?\t\t\n";

    #[test]
    fn fronts_are_questions_and_backs_are_answers() {
        assert!(is_export(EXPORT));
        let list = read(EXPORT).expect("read");
        let told: Vec<(usize, &str, Option<&str>)> = list
            .cards
            .iter()
            .map(|card| (card.line, card.prompt.as_str(), card.answer.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                (4, "What is ACID?", Some("Atomicity, & more\nof it")),
                (5, "What is a \"lake\"?", Some("files\nand more")),
            ]
        );
        assert_eq!(list.cards[0].topic.as_deref(), Some("databases"));
        let left: Vec<(usize, &str)> =
            list.left.iter().map(|(at, why)| (*at, why.as_str())).collect();
        assert_eq!(left[0], (7, "it has a picture"));
        assert!(left[1].0 == 8 && left[1].1.contains("cloze"), "{left:?}");
        assert_eq!(left[2], (9, "it has no back"));
    }

    #[test]
    fn an_unknown_separator_is_told() {
        assert!(read("#separator:bell\na\tb\n").expect_err("unknown").contains("`bell`"));
    }
}
