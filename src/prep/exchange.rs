//! Cards to and from other programs: Anki's text, CSV, and all that is known as JSON.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::card::{Asks, Card, OWN};
use super::day::days_between;
use super::record::Memory;
use super::schedule::{LONGEST, is_sound};
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
                format!("it is no list of cards as `mock drill export` writes it: {cause}")
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
    let Exchanged { card, last, .. } = &found;
    let halves = card.id.split_once('/').map(|(of, point)| (of.trim(), point.trim()));
    if halves.is_none_or(|(of, point)| of.is_empty() || point.is_empty()) {
        return Err(format!("a card's id is `{}`; it has to be `question/point`", card.id));
    }
    if card.point.trim().is_empty() {
        return Err(format!("the card {} has no point", card.id));
    }
    if let Some(Last { day, due, memory, .. }) = last {
        // As the scheduler writes them.
        if !(0..=LONGEST).contains(&days_between(*day, *due)) {
            return Err(format!(
                "the card {} is due on {due}, which isn't within {LONGEST} days after {day}",
                card.id
            ));
        }
        if !is_sound(*memory) {
            return Err(format!(
                "what is remembered of the card {} isn't a figure of FSRS",
                card.id
            ));
        }
    }
    Ok(found)
}

/// Lines that begin with `#` say how the rest is written.
fn anki(text: &str) -> Result<Vec<Exchanged>, String> {
    let mut delimiter = b'\t';
    let mut columns = Columns::default();
    let (mut is_html, mut named) = (false, None);
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
            "html" => is_html = value.trim().eq_ignore_ascii_case("true"),
            "columns" => named = Some(value.to_owned()),
            "guid column" => columns.id = column(),
            "tags column" => columns.topic = column(),
            "deck column" | "notetype column" => columns.other.extend(column()),
            _ => {}
        }
    }
    if let Some(named) = named {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader =
            reader.delimiter(delimiter).has_headers(false).from_reader(named.as_bytes());
        let head = reader.records().next().and_then(Result::ok).unwrap_or_default();
        let at = |name: &str| head.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
        (columns.front, columns.back) = (at("front"), at("back"));
    }
    let mut cards = rows(rest, delimiter, skipped, Some(columns))?;
    if is_html {
        // An id is of the text as the file has it, so that a second import finds the card.
        for Exchanged { card, .. } in &mut cards {
            for text in [&mut card.title, &mut card.situation, &mut card.point] {
                *text = without_tags(text);
            }
        }
    }
    Ok(cards)
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

/// What a person reads of a note that Anki wrote as HTML.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>') else { break };
        text.push_str(&rest[..at]);
        let tag = rest[at + 1..at + end].trim_start_matches('/').to_ascii_lowercase();
        if ["br", "div", "p", "li", "tr"]
            .iter()
            .any(|of| tag == *of || tag.starts_with(&format!("{of} ")))
        {
            text.push('\n');
        }
        rest = &rest[at + end + 1..];
    }
    text.push_str(rest);
    // The ampersand last: `&amp;lt;` is the text `&lt;`.
    let names = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    for (name, letter) in names {
        text = text.replace(name, letter);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The first two columns that are nothing else, where no line names them.
fn with_sides(mut columns: Columns) -> Columns {
    if columns.front.is_some() && columns.back.is_some() {
        return columns;
    }
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
    fn a_date_and_a_memory_that_no_scheduler_writes_are_refused() {
        let mut cards = cards();
        let memory = Memory { stability: 20_000, difficulty: 5_000 };
        let day: NaiveDate = "2026-11-30".parse().expect("a date");
        let grade = super::super::card::Grade::Good;
        let last = |due: &str, memory| {
            Some(Last { day, due: due.parse().expect("a date"), grade, memory })
        };
        let mut told = |last| {
            cards[0].last = last;
            read(Form::Json, &write(Form::Json, &cards).expect("written")).err().unwrap_or_default()
        };
        assert_eq!(told(last("2027-11-30", memory)), "");
        assert!(told(last("9999-12-31", memory)).contains("within 365 days after 2026-11-30"));
        assert!(told(last("2026-11-01", memory)).contains("within 365 days"));
        assert!(told(last("2027-01-01", Memory { stability: 1 << 60, ..memory })).contains("FSRS"));
        cards[0].card.id = "/".to_owned();
        let told = read(Form::Json, &write(Form::Json, &cards).expect("written")).unwrap_err();
        assert!(told.contains("`question/point`"), "{told}");
    }

    #[test]
    fn a_table_from_elsewhere_says_what_is_wrong_with_it() {
        assert!(read(Form::Csv, "question,answer\na,b\n").unwrap_err().contains("line 1"));
        let told = read(Form::Csv, "front,back\na,b\nc,\n").unwrap_err();
        assert_eq!(told, "line 3: the card has no back");
        assert!(read(Form::Json, "{}").unwrap_err().contains("`mock drill export`"));
        let anki = "#separator:tab\n#html:true\n#columns:Back\tFront\nIn-sync&nbsp;replicas<br>&lt;all&gt;\t<b>ISR</b>?\n";
        let card = &read(Form::Anki, anki).expect("read")[0].card;
        assert_eq!((card.title.as_str(), card.point.as_str()), ("ISR?", "In-sync replicas\n<all>"));
        let semicolons = "#separator:semicolon\n#deck column:1\nDeck;front;back\n";
        assert_eq!(read(Form::Anki, semicolons).expect("read")[0].card.point, "back");
    }
}
