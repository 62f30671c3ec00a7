//! Words and figures as they are typed.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::bank::task::Language;
use crate::words::UnknownWord;

/// One of the words of a list.
pub fn word<W: FromStr<Err = UnknownWord>>(text: &str) -> Result<W, String> {
    text.parse().map_err(|error: UnknownWord| error.to_string())
}

/// The same, with the words listed by `--help`.
pub fn one_of<W>(words: impl Iterator<Item = &'static str>) -> impl TypedValueParser<Value = W>
where
    W: FromStr<Err = UnknownWord> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words).try_map(|word| word.parse::<W>())
}

/// `--language NAME`: SQL questions are in SQL in any case.
pub fn language(text: &str) -> Result<Language, String> {
    match word::<Language>(text)? {
        Language::Sql => Err("SQL questions are answered in SQL in any case; name the language \
                              of programs"
            .to_owned()),
        language => Ok(language),
    }
}

/// `2027-01-15`.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| format!("`{text}` is no day; write year, month and day, such as 2027-01-15"))
}

/// `18:00`.
pub fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| format!("`{text}` is no time; write hours and minutes, such as 18:00"))
}

/// `1.5x` or `1.5`, from 0.25 to 4, in thousandths.
pub fn factor(text: &str) -> Result<u32, String> {
    let wrong = || format!("`{text}` is no factor; write 0.25x to 4x, such as 1.5x");
    thousandths(text, 0.25, 4.0).ok_or_else(wrong)
}

/// `20`, from 5 to 720.
pub fn minutes(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| (5..=720).contains(number));
    number.ok_or_else(|| "write a whole number of minutes from 5 to 720, such as 20".to_owned())
}

/// `8` or `0.5`, from 0.1 to 1000, in thousandths.
pub fn speed(text: &str) -> Result<u32, String> {
    let wrong = || format!("`{text}` is no speed; write 0.1 to 1000, such as 8");
    thousandths(text, 0.1, 1000.0).ok_or_else(wrong)
}

fn thousandths(text: &str, least: f64, most: f64) -> Option<u32> {
    let number: f64 = text.trim_end_matches(['x', 'X']).parse().ok()?;
    let is_in_range = (least..=most).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0.1 to 1000")]
    is_in_range.then(|| (number * 1000.0).round() as u32)
}
