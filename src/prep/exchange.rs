//! Cards to and from other programs: Anki's text, CSV, and all that is known as JSON.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::card::{Asks, Card, OWN};
use super::record::Memory;
use super::state::Reviewed;
use crate::words::words;

words! {
    /// How cards are written.
    Form { Anki = "anki", Csv = "csv", Json = "json" }
}

/// A card and when it is due, as JSON holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchanged {
    #[serde(flatten)]
    pub card: Card,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Last>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suspended: bool,
}

/// The last answer to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    pub day: NaiveDate,
    pub due: NaiveDate,
    pub grade: super::card::Grade,
    pub memory: Memory,
}

impl Last {
    #[must_use]
    pub fn of(review: &Reviewed) -> Last {
        let Reviewed { day, due, grade, memory, .. } = *review;
        Last { day, due, grade, memory }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    schema: u32,
    cards: Vec<Exchanged>,
}

/// Of the JSON; rises when a field changes its meaning.
const SCHEMA: u32 = 1;

/// Columns of the CSV.
const HEAD: [&str; 5] = ["id", "front", "back", "topic", "due"];

/// # Errors
/// None that text can have; the writers' types say otherwise.
pub fn write(form: Form, cards: &[Exchanged]) -> Result<String, String> {
    match form {
        Form::Json => {
            let file = File { schema: SCHEMA, cards: cards.to_vec() };
            serde_json::to_string_pretty(&file).map(|text| text + "\n").map_err(|e| e.to_string())
        }
        Form::Csv => {
            let mut rows: Vec<[String; 5]> = vec![HEAD.map(str::to_owned)];
            rows.extend(cards.iter().map(|of| {
                let due = of.last.as_ref().map_or(String::new(), |last| last.due.to_string());
                [of.card.id.clone(), front(&of.card), back(&of.card), of.card.topic.clone(), due]
            }));
            table(b',', &rows)
        }
        Form::Anki => {
            let head = "#separator:tab\n#html:false\n#guid column:1\n#tags column:4\n";
            let rows: Vec<[String; 4]> = cards
                .iter()
                .map(|of| {
                    let tags = format!("mock {}", of.card.topic).trim_end().to_owned();
                    [of.card.id.clone(), front(&of.card), back(&of.card), tags]
                })
                .collect();
            Ok(format!("{head}{}", table(b'\t', &rows)?))
        }
    }
}

fn table<const N: usize>(delimiter: u8, rows: &[[String; N]]) -> Result<String, String> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(|cause| cause.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|cause| cause.to_string())?;
    String::from_utf8(bytes).map_err(|cause| cause.to_string())
}

fn front(card: &Card) -> String {
    let mut front = format!("{}\n{}", card.title, card.situation);
    for (number, option) in card.options.iter().enumerate() {
        front.push_str(&format!("\n{}. {option}", number + 1));
    }
    front.trim().to_owned()
}

fn back(card: &Card) -> String {
    let parts = [card.point.as_str(), card.model.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// Cards of a file, with its faults by line.
///
/// # Errors
/// What is wrong, where, and what was expected: nothing of the file is taken then.
pub fn read(form: Form, text: &str) -> Result<Vec<Exchanged>, String> {
    match form {
        Form::Json => {
            let file: File = serde_json::from_str(text).map_err(|cause| {
                format!("it is no list of cards as `mock drill --export` writes it: {cause}")
            })?;
            if file.schema > SCHEMA {
                return Err(format!("its schema is {}, and this mock reads {SCHEMA}", file.schema));
            }
            file.cards.into_iter().map(sound).collect()
        }
        Form::Csv => rows(text, b',', 0, None),
        Form::Anki => anki(text),
    }
}

/// A card that another program wrote has to hold what is asked.
fn sound(found: Exchanged) -> Result<Exchanged, String> {
    let Exchanged { card, .. } = &found;
    if card.id.trim().is_empty() || !card.id.contains('/') {
        return Err(format!("a card's id is `{}`; it has to be `question/point`", card.id));
    }
    if card.point.trim().is_empty() {
        return Err(format!("the card {} has no point", card.id));
    }
    Ok(found)
}

/// Lines that begin with `#` say how the rest is written.
fn anki(text: &str) -> Result<Vec<Exchanged>, String> {
    let mut delimiter = b'\t';
    let mut columns = Columns::default();
    let mut skipped = 0;
    let mut rest = text;
    while let Some(line) = rest.strip_prefix('#') {
        let (line, after) = line.split_once('\n').unwrap_or((line, ""));
        rest = after;
        skipped += 1;
        let Some((key, value)) = line.trim().split_once(':') else { continue };
        let column = || value.trim().parse::<usize>().ok().and_then(|at| at.checked_sub(1));
        match key {
            "separator" => delimiter = separator(value.trim())?,
            "guid column" => columns.id = column(),
            "tags column" => columns.topic = column(),
            "deck column" | "notetype column" => columns.other.extend(column()),
            _ => {}
        }
    }
    rows(rest, delimiter, skipped, Some(columns))
}

fn separator(word: &str) -> Result<u8, String> {
    match word.to_ascii_lowercase().as_str() {
        "tab" | "\\t" => Ok(b'\t'),
        "comma" | "," => Ok(b','),
        "semicolon" | ";" => Ok(b';'),
        "pipe" | "|" => Ok(b'|'),
        "colon" | ":" => Ok(b':'),
        "space" => Ok(b' '),
        other => Err(format!("line 1: the separator `{other}` isn't one Anki writes")),
    }
}

/// Where a row has what, from 0.
#[derive(Clone, Debug, Default)]
struct Columns {
    id: Option<usize>,
    front: Option<usize>,
    back: Option<usize>,
    topic: Option<usize>,
    /// Taken by something that no card holds.
    other: Vec<usize>,
}

fn rows(
    text: &str,
    delimiter: u8,
    lines_before: usize,
    columns: Option<Columns>,
) -> Result<Vec<Exchanged>, String> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader =
        builder.delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut columns = columns.map(with_sides);
    let mut cards = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|cause| format!("it is no table: {cause}"))?;
        let line = row.position().map_or(0, csv::Position::line) as usize + lines_before;
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(columns) = &columns else {
            columns = Some(of_head(&row).map_err(|cause| format!("line {line}: {cause}"))?);
            continue;
        };
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
        let (front, back) = (cell(columns.front), cell(columns.back));
        if front.is_empty() || back.is_empty() {
            let side = if front.is_empty() { "front" } else { "back" };
            return Err(format!("line {line}: the card has no {side}"));
        }
        let mut made = own(front, back, cell(columns.topic));
        // What we wrote ourselves comes back as what it was.
        let id = cell(columns.id);
        if id.contains('/') {
            made.card.id = id.to_owned();
        }
        cards.push(made);
    }
    Ok(cards)
}

/// The first two columns that are nothing else.
fn with_sides(mut columns: Columns) -> Columns {
    let taken: Vec<usize> =
        columns.id.into_iter().chain(columns.topic).chain(columns.other.clone()).collect();
    let mut free = (0..).filter(|at| !taken.contains(at));
    columns.front = free.next();
    columns.back = free.next();
    columns
}

fn of_head(row: &csv::StringRecord) -> Result<Columns, String> {
    let at = |name: &str| row.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let columns = Columns {
        id: at("id"),
        front: at("front"),
        back: at("back"),
        topic: at("topic"),
        other: vec![],
    };
    if columns.front.is_none() || columns.back.is_none() {
        return Err("the first line has to name the columns `front` and `back`, and may name \
                    `topic`"
            .to_owned());
    }
    Ok(columns)
}

/// A card of one's own. Its id comes from its front, so that a second import changes the back.
#[must_use]
pub fn own(front: &str, back: &str, topic: &str) -> Exchanged {
    let (title, situation) = front.split_once('\n').unwrap_or((front, ""));
    let words: Vec<&str> = topic.split_whitespace().filter(|word| *word != "mock").collect();
    let card = Card {
        id: format!("{OWN}/{:08x}", crc32fast::hash(front.as_bytes())),
        asks: Asks::Own,
        title: title.trim().to_owned(),
        topic: words.first().copied().unwrap_or(OWN).to_owned(),
        situation: situation.trim().to_owned(),
        point: back.to_owned(),
        phrasings: Vec::new(),
        model: String::new(),
        options: Vec::new(),
        session: String::new(),
    };
    Exchanged { card, last: None, suspended: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards() -> Vec<Exchanged> {
        vec![
            own(
                "What does \"acks=all\" wait for?\nThink of replicas",
                "All in-sync ones,\tyes",
                "kafka",
            ),
            own("Ties", "Decide them; \"rank\" or row_number", ""),
        ]
    }

    #[test]
    fn every_form_is_read_back() {
        let cards = cards();
        for form in Form::ALL {
            let text = write(*form, &cards).expect("written");
            let back = read(*form, &text).expect(&text);
            assert_eq!(back.len(), 2, "{text}");
            for (old, new) in cards.iter().zip(&back) {
                assert_eq!((&old.card.point, &old.card.id), (&new.card.point, &new.card.id));
            }
        }
    }

    #[test]
    fn a_table_from_elsewhere_says_what_is_wrong_with_it() {
        assert!(read(Form::Csv, "question,answer\na,b\n").unwrap_err().contains("line 1"));
        let told = read(Form::Csv, "front,back\na,b\nc,\n").unwrap_err();
        assert_eq!(told, "line 3: the card has no back");
        assert!(read(Form::Json, "{}").unwrap_err().contains("--export"));
        let semicolons = "#separator:semicolon\n#deck column:1\nDeck;front;back\n";
        assert_eq!(read(Form::Anki, semicolons).expect("read")[0].card.point, "back");
    }
}
