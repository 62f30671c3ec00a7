//! A journal's files joined into one chain of records. Pure.
//!
//! Nearly always there is one file, `journal.jsonl`. Where a sync failed, nothing is known of what
//! its file holds beyond the last sync that worked, and asking the same descriptor again may be
//! answered with a false yes (the kernel marks the pages clean: "fsyncgate", PostgreSQL 2018). So
//! everything not yet saved is written again to `journal.2.jsonl`, which continues numbers and
//! checksums from the last saved record. Hence the one rule of reading: **a segment supersedes
//! all that earlier ones hold from its first number on**, be it good, torn or corrupt. A segment
//! without one whole line was never acknowledged and supersedes nothing.

use super::codec::{self, Flaw, Position};

/// The first segment's file name.
pub const FIRST: &str = "journal.jsonl";

/// Before a segment's number.
pub const STEM: &str = "journal";

/// The file name of segment `number`, from 1.
pub fn name(number: u32) -> String {
    name_of(STEM, number)
}

/// The same of a log with another name.
pub fn name_of(stem: &str, number: u32) -> String {
    if number <= 1 { format!("{stem}.jsonl") } else { format!("{stem}.{number}.jsonl") }
}

/// The number of the segment called `name`; `None` for every other file, copies included.
pub fn number(file: &str) -> Option<u32> {
    if file == FIRST {
        return Some(1);
    }
    let digits = file.strip_prefix("journal.")?.strip_suffix(".jsonl")?;
    digits.parse().ok().filter(|&number| number > 1 && name(number) == file)
}

/// The numbers of the segments among a folder's file names, in order.
pub fn numbers(names: &[String]) -> Vec<u32> {
    let mut numbers: Vec<u32> = names.iter().filter_map(|name| number(name)).collect();
    numbers.sort_unstable();
    numbers
}

/// One record of a journal: its number, from 1, and its JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    pub seq: u64,
    pub json: &'a str,
}

/// How the last file that counts ended. `line` counts from 1 within its segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Clean,
    /// The last `bytes` of the segment are a line cut short.
    Torn {
        segment: u32,
        bytes: u64,
    },
    Corrupt {
        segment: u32,
        line: usize,
        flaw: Flaw,
    },
}

/// What a journal's files hold: the records before the first that is not right.
#[derive(Clone, Debug)]
pub struct Contents {
    segments: Vec<Segment>,
    places: Vec<Extent>,
    pub end: End,
}

#[derive(Clone, Debug)]
struct Segment {
    number: u32,
    /// The good part alone.
    text: String,
    /// Of the whole file, in bytes.
    len: u64,
}

/// Where a record's json lies. The record's number is its place in the list plus one.
#[derive(Clone, Debug)]
struct Extent {
    segment: usize,
    crc: u32,
    json: std::ops::Range<usize>,
}

impl Contents {
    /// Joins the files, given in the order of their numbers.
    pub fn join(files: Vec<(u32, Vec<u8>)>) -> Contents {
        let mut contents = Contents { segments: Vec::new(), places: Vec::new(), end: End::Clean };
        for (number, bytes) in files {
            contents.push(number, bytes);
        }
        contents
    }

    /// The records, from the header on.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> + Clone {
        self.places.iter().enumerate().map(|(index, place)| Entry {
            seq: index as u64 + 1,
            json: &self.segments[place.segment].text[place.json.clone()],
        })
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Of the last good record.
    pub fn position(&self) -> Position {
        self.position_at(self.places.len())
    }

    /// The segment that a writer would append to: number, length of its good part, whole length,
    /// both in bytes. `None` where there is no file at all.
    pub fn last_segment(&self) -> Option<(u32, u64, u64)> {
        self.segments.last().map(|last| (last.number, last.text.len() as u64, last.len))
    }

    /// The good records as the bytes of a single segment.
    pub fn encoded(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            let position = Position { seq: index as u64 + 1, crc: place.crc };
            let json = &self.segments[place.segment].text[place.json.clone()];
            codec::line(&mut bytes, position, json);
        }
        bytes
    }

    fn position_at(&self, count: usize) -> Position {
        match self.places[..count].last() {
            Some(place) => Position { seq: count as u64, crc: place.crc },
            None => Position::START,
        }
    }

    fn push(&mut self, number: u32, bytes: Vec<u8>) {
        let len = bytes.len() as u64;
        let next = self.places.len() as u64 + 1;
        let first = if self.segments.is_empty() { Some(Ok(1)) } else { codec::first_seq(&bytes) };
        let start = match first {
            Some(Ok(first)) if (1..=next).contains(&first) => first as usize - 1,
            Some(Ok(found)) => {
                return self.spoilt(number, len, Flaw::Sequence { expected: next, found });
            }
            Some(Err(flaw)) => return self.spoilt(number, len, flaw),
            None => return self.vain(number, len),
        };
        let reading = codec::read_after(&bytes, self.position_at(start));
        if reading.records.is_empty() && !self.segments.is_empty() {
            // Its first line is whole and wrong, so it has shown no right to supersede anything.
            if let codec::End::Corrupt { flaw, .. } = reading.end {
                return self.spoilt(number, len, flaw);
            }
        }
        self.places.truncate(start);
        let segment = self.segments.len();
        self.places.extend(reading.records.into_iter().map(|record| Extent {
            segment,
            crc: record.crc,
            json: record.json,
        }));
        self.end = match reading.end {
            codec::End::Clean => End::Clean,
            codec::End::Torn { offset } => {
                End::Torn { segment: number, bytes: (bytes.len() - offset) as u64 }
            }
            codec::End::Corrupt { line, flaw } => End::Corrupt { segment: number, line, flaw },
        };
        let mut good = bytes;
        good.truncate(reading.good_len);
        // The codec checked the good part, so the conversion cannot fail.
        let text = String::from_utf8(good).unwrap_or_default();
        self.segments.push(Segment { number, text, len });
    }

    /// A later segment whose first line is whole and wrong. An earlier corruption is named first.
    fn spoilt(&mut self, number: u32, len: u64, flaw: Flaw) {
        if !matches!(self.end, End::Corrupt { .. }) {
            self.end = End::Corrupt { segment: number, line: 1, flaw };
        }
        self.segments.push(Segment { number, text: String::new(), len });
    }

    /// A later segment without a whole line. An earlier torn end needs no mending: the segment
    /// that will be appended to supersedes it.
    fn vain(&mut self, number: u32, len: u64) {
        if !matches!(self.end, End::Corrupt { .. }) {
            self.end =
                if len == 0 { End::Clean } else { End::Torn { segment: number, bytes: len } };
        }
        self.segments.push(Segment { number, text: String::new(), len });
    }
}

#[cfg(test)]
#[path = "segments_tests.rs"]
mod tests;
