//! A table with a line a question: comma, semicolon or tab.

use csv::{ReaderBuilder, StringRecord};

use super::card::{Card, List};
use super::text::Lines;
use crate::bank::question::Level;

/// Names of columns, in small letters, as lists on the web have them.
const COLUMNS: [(Column, &[&str]); 11] = [
    (Column::Prompt, &["question", "prompt", "front", "questions"]),
    (Column::Answer, &["answer", "model", "back", "solution", "answers", "model answer"]),
    (Column::Title, &["title", "name"]),
    (Column::Id, &["id", "slug", "key"]),
    (Column::Topic, &["topic", "category", "tag", "tags", "section"]),
    (Column::Level, &["level", "levels", "difficulty", "seniority"]),
    (Column::Kind, &["kind", "type", "round"]),
    (Column::Minutes, &["minutes", "time", "min"]),
    (Column::Author, &["author", "by"]),
    (Column::License, &["license", "licence"]),
    (Column::Refs, &["source", "ref", "refs", "reference", "url", "link"]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Prompt,
    Answer,
    Title,
    Id,
    Topic,
    Level,
    Kind,
    Minutes,
    Author,
    License,
    Refs,
}

/// # Errors
/// Where no column holds the questions.
pub fn read(text: &str) -> Result<List, String> {
    let delimiter = delimiter(text.lines().next().unwrap_or_default());
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut list, mut lines) = (List::default(), Lines::of(text));
    let mut head: Option<(Vec<Option<Column>>, usize)> = None;
    for record in reader.records() {
        let record = record.map_err(|error| format!("it isn't read as CSV: {error}"))?;
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        let Some((columns, width)) = &head else {
            let columns = columns(&record);
            let width = columns.len();
            if columns.contains(&Some(Column::Prompt)) {
                head = Some((columns, width));
            } else if width == 1 {
                // One column without a head: questions and nothing else.
                head = Some((vec![Some(Column::Prompt)], 1));
                list.take(card(&record, &[Some(Column::Prompt)], line, &mut Vec::new()));
            } else {
                return Err(no_questions(&record));
            }
            continue;
        };
        if record.len() > *width {
            let (found, head) = (record.len(), *width);
            list.leave(line, format!("{found} fields, and the first line names {head} columns"));
            continue;
        }
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let mut unread = Vec::new();
        let card = card(&record, columns, line, &mut unread);
        list.take(card);
        for why in unread {
            list.unread.push((line, format!("its {why}")));
        }
    }
    Ok(list)
}

fn no_questions(head: &StringRecord) -> String {
    let found: Vec<&str> = head.iter().map(str::trim).collect();
    format!(
        "no column of its first line is called question or prompt; they are {}",
        found.join(", ")
    )
}

/// The one that parts most of the first line; a comma if none does.
fn delimiter(line: &str) -> u8 {
    let count = |wanted: u8| {
        let mut is_quoted = false;
        line.bytes()
            .filter(|byte| {
                is_quoted ^= *byte == b'"';
                *byte == wanted && !is_quoted
            })
            .count()
    };
    // Of two that part alike, the last is taken.
    [b'\t', b';', b','].into_iter().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

fn columns(head: &StringRecord) -> Vec<Option<Column>> {
    let column = |name: &str| {
        let name = name.trim().to_lowercase();
        let found = COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str()));
        found.map(|(column, _)| *column)
    };
    let mut seen = Vec::new();
    // Of two columns with one meaning the first counts.
    head.iter()
        .map(|name| column(name).filter(|column| !seen.contains(column)).inspect(|c| seen.push(*c)))
        .collect()
}

fn card(
    record: &StringRecord,
    columns: &[Option<Column>],
    line: usize,
    unread: &mut Vec<String>,
) -> Card {
    let mut card = Card { line, ..Card::default() };
    for (field, column) in record.iter().zip(columns) {
        let field = field.trim();
        let (Some(column), false) = (column, field.is_empty()) else { continue };
        let text = || Some(field.to_owned());
        match column {
            Column::Prompt => field.clone_into(&mut card.prompt),
            Column::Answer => card.answer = text(),
            Column::Title => card.title = text(),
            Column::Id => card.id = text(),
            Column::Topic => card.topic = Some(super::text::slug(field, &Default::default())),
            Column::Author => card.author = text(),
            Column::License => card.license = text(),
            Column::Refs => card.refs = vec![field.to_owned()],
            Column::Level => match levels(field) {
                levels if levels.is_empty() => unread.push(format!("level, `{field}`")),
                levels => card.levels = levels,
            },
            Column::Kind => match field.to_lowercase().replace(' ', "-").parse() {
                Ok(kind) => card.kind = Some(kind),
                Err(_) => unread.push(format!("kind, `{field}`")),
            },
            Column::Minutes => match field.parse() {
                Ok(minutes) if (1..=480).contains(&minutes) => card.minutes = Some(minutes),
                _ => unread.push(format!("minutes, `{field}`")),
            },
        }
    }
    card
}

/// As this program or the web calls them.
fn levels(field: &str) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for word in field.to_lowercase().split(|c: char| !c.is_ascii_alphabetic()) {
        let level = match word {
            "junior" | "easy" | "beginner" | "basic" | "entry" => Level::Junior,
            "mid" | "medium" | "intermediate" | "middle" => Level::Mid,
            "senior" | "hard" | "advanced" | "expert" => Level::Senior,
            _ => continue,
        };
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_names_and_the_delimiter_by_the_first_line() {
        for text in [
            "Question,Answer,Difficulty\n\"What, exactly, is ACID?\",\"Four\nletters\",hard\n",
            "question;answer;level\n\"What, exactly, is ACID?\";\"Four\nletters\";senior\n",
            "question\tanswer\tlevel\n\"What, exactly, is ACID?\"\t\"Four\nletters\"\tSenior\n",
        ] {
            let list = read(text).expect("read");
            assert_eq!((list.cards.len(), list.left.len()), (1, 0), "{text}");
            let card = &list.cards[0];
            assert_eq!((card.line, card.prompt.as_str()), (2, "What, exactly, is ACID?"));
            assert_eq!(card.answer.as_deref(), Some("Four\nletters"));
            assert_eq!(card.levels, [Level::Senior]);
        }
    }

    #[test]
    fn what_is_not_taken_is_named_by_its_line() {
        let text = "question,answer,minutes\n,nothing\n\nWhat is a lake?,x,6,extra\nWhat is a mart?,x,never\n";
        let list = read(text).expect("read");
        assert_eq!(list.cards.len(), 1);
        let lines =
            |list: &[(usize, String)]| list.iter().map(|(line, _)| *line).collect::<Vec<_>>();
        assert_eq!((lines(&list.left), lines(&list.unread)), (vec![2, 4], vec![5]), "{list:?}");
    }

    #[test]
    fn a_single_column_needs_no_head_and_a_table_does() {
        let list = read("What is a lake?\nWhat is a mart?\n").expect("read");
        assert_eq!(list.cards.len(), 2);
        let why = read("a,b\n1,2\n").expect_err("no head");
        assert!(why.contains("they are a, b"), "{why}");
    }
}
