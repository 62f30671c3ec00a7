//! A file that is reviewed: the faults planted in it, and what is odd there and still right.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a reviewed file holds. Lines are those of the file as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Name of the file among those shown.
    pub file: String,
    pub faults: Vec<Planted>,
    /// Odd, and right: whoever mends it breaks it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sound: Vec<Oddity>,
}

/// A fault that was planted. Why it is one is the rubric's point of the same id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    pub id: String,
    pub lines: Lines,
    /// What is wrong, in a few words.
    pub text: String,
    /// 1–5, of being found and of being mended alike.
    pub weight: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must: bool,
    /// The hidden case, or data set, that fails as long as the fault is there; none where the file
    /// is not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
}

/// Code that looks wrong and is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oddity {
    pub id: String,
    pub lines: Lines,
    /// Why it is right.
    pub text: String,
    /// The hidden case that fails once somebody has "mended" it; none where the file is not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
}

/// Lines of a file, from 1: `12`, `12-14`, `3, 12-14`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lines(Vec<RangeInclusive<usize>>);

/// Why a text names no lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoLines(pub String);

impl Lines {
    /// Whether one of them is among `others`.
    pub fn overlaps(&self, others: &RangeInclusive<usize>) -> bool {
        self.0.iter().any(|own| own.start() <= others.end() && others.start() <= own.end())
    }

    pub fn ranges(&self) -> &[RangeInclusive<usize>] {
        &self.0
    }

    /// The last of them; 0 where there is none.
    pub fn last(&self) -> usize {
        self.0.iter().map(|range| *range.end()).max().unwrap_or(0)
    }
}

impl FromStr for Lines {
    type Err = NoLines;

    fn from_str(text: &str) -> Result<Lines, NoLines> {
        let wrong = || NoLines(text.to_owned());
        let number = |text: &str| {
            let number = text.trim().parse::<usize>().ok();
            number.filter(|number| *number > 0).ok_or_else(wrong)
        };
        let range = |part: &str| {
            let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
            let (from, to) = (number(from)?, number(to)?);
            if from <= to { Ok(from..=to) } else { Err(wrong()) }
        };
        text.split(',').map(range).collect::<Result<Vec<_>, _>>().map(Lines)
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, range) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            match range.start() == range.end() {
                true => write!(f, "{comma}{}", range.start())?,
                false => write!(f, "{comma}{}-{}", range.start(), range.end())?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for NoLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` names no lines; write `12`, `12-14` or `3, 12-14`", self.0)
    }
}

impl TryFrom<String> for Lines {
    type Error = NoLines;
    fn try_from(text: String) -> Result<Lines, NoLines> {
        text.parse()
    }
}

impl From<Lines> for String {
    fn from(lines: Lines) -> String {
        lines.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_print_as_they_are_written() {
        for text in ["12", "12-14", "3, 12-14"] {
            assert_eq!(text.parse::<Lines>().expect(text).to_string(), text);
        }
        assert_eq!("3,12–14".parse::<Lines>().expect("a dash").to_string(), "3, 12-14");
        for text in ["", "0", "14-12", "a", "1-", "-3", "3,,4"] {
            assert!(text.parse::<Lines>().is_err(), "{text}");
        }
    }

    #[test]
    fn lines_overlap_where_one_is_in_both() {
        let lines: Lines = "3, 12-14".parse().expect("lines");
        for (other, is_shared) in
            [(1..=2, false), (1..=3, true), (4..=11, false), (14..=20, true), (13..=13, true)]
        {
            assert_eq!(lines.overlaps(&other), is_shared, "{other:?}");
        }
        assert_eq!(lines.last(), 14);
    }
}
