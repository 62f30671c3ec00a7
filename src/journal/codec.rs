//! The journal as bytes: one record a line, each chained to the one before. Pure.
//!
//! A line is `seq crc8hex {json}\n`. `seq` counts from 1, in decimal. The crc is the CRC-32 (the
//! one of zip) of the previous record's crc as four little-endian bytes (zero before the first
//! record), then `seq `, then the json; eight lower-case hex digits. The json is one object
//! without control characters, so a newline always ends a record and never stands inside one.
//!
//! Reading is strict: the prefix is encoded again and compared byte for byte, because a reader
//! that parses numbers accepts `+7`, `007` and upper-case hex, and so misses flipped bits.

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use serde::de::IgnoredAny;

/// A place in the chain: the last record's number and crc. The next record follows from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub seq: u64,
    pub crc: u32,
}

impl Position {
    /// Before the first record.
    pub const START: Position = Position { seq: 0, crc: 0 };
}

/// The text of one record: a JSON object on one line, known to be recordable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    /// # Errors
    /// What makes the text unfit for a record; the reader would refuse the same.
    pub fn parse(text: impl Into<String>) -> Result<Json, Flaw> {
        let text = text.into();
        check_json(&text)?;
        Ok(Json(text))
    }

    /// # Errors
    /// `value` does not serialize, or not to an object.
    pub fn of(value: &impl Serialize) -> Result<Json, Flaw> {
        Json::parse(serde_json::to_string(value).map_err(|error| Flaw::Json(error.to_string()))?)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Appends the line that follows `after` to `out`; gives the position of the new record.
pub fn encode(out: &mut Vec<u8>, after: Position, json: &Json) -> Position {
    let position = follow(after, json.as_str());
    line(out, position, json.as_str());
    position
}

/// Appends a line whose place in the chain is known already, as when a good record is copied.
pub(super) fn line(out: &mut Vec<u8>, position: Position, json: &str) {
    out.extend_from_slice(Prefix::at(position).bytes());
    out.extend_from_slice(json.as_bytes());
    out.push(b'\n');
}

/// One whole record inside the bytes that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub seq: u64,
    pub crc: u32,
    /// Of the line's first byte.
    pub offset: usize,
    /// The json's bytes; always valid UTF-8.
    pub json: Range<usize>,
}

/// How a reading ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// After the last line's newline.
    Clean,
    /// In a last line without its newline, which starts at `offset`: a write was cut short.
    Torn { offset: usize },
    /// At a line that is whole and wrong. `line` counts from 1.
    Corrupt { line: usize, flaw: Flaw },
}

/// What `read` made of some bytes: records up to the first that is not right, never one beyond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub records: Vec<Record>,
    /// Bytes up to the end of the last good record.
    pub good_len: usize,
    /// Of the last good record.
    pub position: Position,
    pub end: End,
}

/// Reads a journal's first segment.
pub fn read(bytes: &[u8]) -> Reading {
    read_after(bytes, Position::START)
}

/// Reads a segment whose first record follows `after`.
pub fn read_after(bytes: &[u8], after: Position) -> Reading {
    // One pass over the whole is several times faster than one per line.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let mut reading =
        Reading { records: Vec::new(), good_len: 0, position: after, end: End::Clean };
    while reading.good_len < bytes.len() {
        let offset = reading.good_len;
        let Some(length) = text[offset..].find('\n') else {
            reading.end = rest(&bytes[offset..], offset, reading.records.len() + 1);
            break;
        };
        match decode(&text[offset..offset + length], reading.position) {
            Ok((position, prefix)) => {
                let json = offset + prefix..offset + length;
                reading.records.push(Record { seq: position.seq, crc: position.crc, offset, json });
                reading.position = position;
                reading.good_len = offset + length + 1;
            }
            Err(flaw) => {
                reading.end = End::Corrupt { line: reading.records.len() + 1, flaw };
                break;
            }
        }
    }
    reading
}

/// The number the first whole line claims, for finding a segment's place in the chain before its
/// checksums can be tried. `None` where there is no whole line.
pub fn first_seq(bytes: &[u8]) -> Option<Result<u64, Flaw>> {
    let line = &bytes[..bytes.iter().position(|&byte| byte == b'\n')?];
    let digits = line.split(|&byte| byte == b' ').next().unwrap_or_default();
    let seq = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
    Some(seq.ok_or(Flaw::Shape))
}

/// The bytes after the last newline of the valid text: torn, unless a newline follows the byte
/// that is not UTF-8.
fn rest(bytes: &[u8], offset: usize, line: usize) -> End {
    if bytes.contains(&b'\n') {
        End::Corrupt { line, flaw: Flaw::NotUtf8 }
    } else {
        End::Torn { offset }
    }
}

/// Checks one line, without its newline. Gives its position and the length of its prefix.
fn decode(line: &str, after: Position) -> Result<(Position, usize), Flaw> {
    let length = digits(after.seq + 1) + Prefix::AFTER_DIGITS;
    let Some(json) = line.get(length..) else { return Err(misplaced(line, after)) };
    let position = follow(after, json);
    if line.as_bytes()[..length] != *Prefix::at(position).bytes() {
        return Err(misplaced(line, after));
    }
    check_json(json)?;
    Ok((position, length))
}

/// Names what is wrong with a line whose prefix is not the one expected.
fn misplaced(line: &str, after: Position) -> Flaw {
    let expected = after.seq + 1;
    let mut parts = line.splitn(3, ' ');
    let (seq, crc, json) = (parts.next(), parts.next(), parts.next());
    let whole = crc.is_some_and(|crc| crc.len() == 8) && json.is_some();
    match seq.unwrap_or_default().parse::<u64>() {
        Ok(found) if found != expected && whole => Flaw::Sequence { expected, found },
        Ok(found) if found == expected && whole => Flaw::Checksum,
        _ => Flaw::Shape,
    }
}

/// The one rule for a record's text, for writer and reader alike.
fn check_json(json: &str) -> Result<(), Flaw> {
    // Looks at every byte because the compiler can make that wide: 22 MB then read in 58 ms, and
    // in 95 with a search that stops at the first.
    if let Some(byte) = json.bytes().min().filter(|&byte| byte < b' ') {
        return Err(Flaw::Control(byte));
    }
    if !json.starts_with('{') || !json.ends_with('}') {
        return Err(Flaw::NotAnObject);
    }
    serde_json::from_str::<IgnoredAny>(json).map_err(|error| Flaw::Json(error.to_string()))?;
    Ok(())
}

/// The position of the record that says `json` after `after`.
fn follow(after: Position, json: &str) -> Position {
    let seq = after.seq + 1;
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&after.crc.to_le_bytes());
    hasher.update(Prefix::at(Position { seq, crc: 0 }).number());
    hasher.update(json.as_bytes());
    Position { seq, crc: hasher.finalize() }
}

/// `seq crc8hex `, built on the stack: reading builds one for every line.
struct Prefix {
    buffer: [u8; Prefix::LONGEST],
    digits: usize,
}

impl Prefix {
    /// A space, eight hex digits, a space.
    const AFTER_DIGITS: usize = 10;
    const LONGEST: usize = 20 + Prefix::AFTER_DIGITS;

    fn at(position: Position) -> Prefix {
        let mut buffer = [b' '; Prefix::LONGEST];
        let digits = digits(position.seq);
        let mut left = position.seq;
        for place in buffer[..digits].iter_mut().rev() {
            *place = b'0' + (left % 10) as u8;
            left /= 10;
        }
        let hex = buffer[digits + 1..digits + 9].iter_mut();
        for (place, shift) in hex.zip((0..32).step_by(4).rev()) {
            *place = b"0123456789abcdef"[(position.crc >> shift & 0xf) as usize];
        }
        Prefix { buffer, digits }
    }

    /// `seq `, the part that the checksum covers.
    fn number(&self) -> &[u8] {
        &self.buffer[..=self.digits]
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[..self.digits + Prefix::AFTER_DIGITS]
    }
}

/// How many decimal digits `seq` takes.
fn digits(seq: u64) -> usize {
    seq.checked_ilog10().unwrap_or_default() as usize + 1
}

/// What is wrong with a line, or with a text that was to become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    NotUtf8,
    /// The line is not `seq crc8hex {json}`.
    Shape,
    Sequence {
        expected: u64,
        found: u64,
    },
    Checksum,
    /// A byte below 0x20; JSON allows them between tokens alone, where we need none.
    Control(u8),
    NotAnObject,
    /// The JSON parser's own words.
    Json(String),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::NotUtf8 => write!(f, "it is not UTF-8 text"),
            Flaw::Shape => write!(f, "it is not `number checksum {{json}}`"),
            Flaw::Sequence { expected, found } => {
                write!(f, "it is record {found} where record {expected} belongs")
            }
            Flaw::Checksum => write!(f, "its checksum does not fit what it says"),
            Flaw::Control(byte) => write!(f, "it holds the control character 0x{byte:02x}"),
            Flaw::NotAnObject => write!(f, "its text is not a JSON object"),
            Flaw::Json(cause) => write!(f, "its text is not JSON: {cause}"),
        }
    }
}

impl std::error::Error for Flaw {}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;
