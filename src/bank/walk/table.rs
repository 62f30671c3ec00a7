//! One table of a file, read key by key.

mod nested;

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::complaints::Complaints;
use super::value::{
    Want, did_you_mean, expect_float, expect_number, expect_printed, expect_string, expect_word,
    nearest, wrong_type,
};
use crate::bank::rule::{self, Rule};
use crate::words::UnknownWord;

/// A table of the file with the keys asked for so far.
pub struct Table<'w, 'i> {
    complaints: &'w Complaints<'w>,
    /// Keys down to it: nothing for the file, `sql.data`.
    path: String,
    /// One of an array of tables.
    is_item: bool,
    table: &'w DeTable<'i>,
    span: Range<usize>,
    asked: Vec<&'static str>,
    /// Required keys that are not there, and what to write. Told at the end: a misspelt key
    /// explains a missing one.
    missing: Vec<(&'static str, String)>,
    /// Recovered from broken TOML: what is missing may merely have been lost, and what is too
    /// much may belong to another table.
    recovered: bool,
}

impl<'w, 'i> Table<'w, 'i> {
    /// `recovered`: the file's TOML was broken, and this is what could be made of it.
    pub(super) fn new(
        complaints: &'w Complaints<'w>,
        table: &'w DeTable<'i>,
        recovered: bool,
    ) -> Self {
        Table {
            complaints,
            path: String::new(),
            is_item: false,
            table,
            span: 0..0,
            asked: Vec::new(),
            missing: Vec::new(),
            recovered,
        }
    }

    /// For messages: `the file`, `[sql]`, `[[rubric]]`.
    fn what(&self) -> String {
        match (self.path.as_str(), self.is_item) {
            ("", _) => "the file".to_owned(),
            (path, true) => format!("[[{path}]]"),
            (path, false) => format!("[{path}]"),
        }
    }

    /// For the test that the schema's tables are what is read here.
    #[cfg(test)]
    fn note(&self, key: &str, what: impl FnOnce() -> String) {
        super::noted::note(&self.path, key, what);
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "only tests look")]
    fn note(&self, _: &str, _: impl FnOnce() -> String) {}

    fn ask(&mut self, key: &'static str) -> Option<&'w Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn require(&mut self, key: &'static str, example: &str) -> Option<&'w Spanned<DeValue<'i>>> {
        let value = self.ask(key);
        self.note(key, || "required".to_owned());
        if value.is_none() {
            self.missing.push((key, format!("write `{key} = {example}`")));
        }
        value
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Keys that are known and no longer read, whatever their values are.
    pub fn pass_over(&mut self, keys: &[&'static str]) {
        self.asked.extend(keys);
    }

    /// Where `key`'s value stands; the table itself if it has none.
    pub fn span_of(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or(self.span.clone(), Spanned::span)
    }

    pub fn complain(&self, rule: Rule, span: Range<usize>, message: String, help: Option<&str>) {
        self.complaints.add(rule, span, message, help);
    }

    /// A complaint of the table as a whole.
    pub fn complain_here(&self, rule: Rule, message: String, help: Option<&str>) {
        self.complaints.add(rule, self.span.clone(), message, help);
    }

    /// A required text that says something.
    pub fn string(&mut self, key: &'static str) -> String {
        self.note(key, || "text".to_owned());
        match self.require(key, "\"…\"") {
            Some(value) => self.text(key, value),
            None => String::new(),
        }
    }

    pub fn maybe_string(&mut self, key: &'static str) -> Option<String> {
        self.note(key, || "text".to_owned());
        let value = self.ask(key)?;
        Some(self.text(key, value))
    }

    /// A text that may be empty, as code that is cut out.
    pub fn maybe_raw_string(&mut self, key: &'static str) -> Option<String> {
        self.note(key, || "raw".to_owned());
        let value = self.ask(key)?;
        expect_string(self.complaints, key, value).map(str::to_owned)
    }

    fn text(&self, key: &str, value: &Spanned<DeValue<'i>>) -> String {
        let text = expect_string(self.complaints, key, value);
        if text.is_some_and(|text| text.trim().is_empty()) {
            self.complaints.schema(value.span(), format!("`{key}` is empty"), None);
        }
        text.unwrap_or_default().to_owned()
    }

    /// A required word of a closed list.
    pub fn word<T: FromStr<Err = UnknownWord>>(&mut self, key: &'static str) -> Option<T> {
        self.note(key, || "word".to_owned());
        let value = self.require(key, "\"…\"")?;
        expect_word(self.complaints, key, value)
    }

    pub fn maybe_word<T: FromStr<Err = UnknownWord>>(&mut self, key: &'static str) -> Option<T> {
        self.note(key, || "word".to_owned());
        let value = self.ask(key)?;
        expect_word(self.complaints, key, value)
    }

    pub fn words<T: FromStr<Err = UnknownWord>>(&mut self, key: &'static str) -> Vec<T> {
        self.note(key, || "words".to_owned());
        let items = self.items(key);
        items.iter().filter_map(|item| expect_word(self.complaints, key, item)).collect()
    }

    /// A required word of a list known only while reading; a wrong one breaks `rule`.
    pub fn word_of(&mut self, rule: Rule, key: &'static str, known: &[&str]) -> String {
        self.note(key, || format!("word {}", known.join("|")));
        match self.require(key, "\"…\"") {
            Some(value) => self.one_of(rule, key, value, known),
            None => String::new(),
        }
    }

    fn one_of(
        &self,
        rule: Rule,
        key: &str,
        value: &Spanned<DeValue<'i>>,
        known: &[&str],
    ) -> String {
        let Some(text) = expect_string(self.complaints, key, value) else { return String::new() };
        if !known.contains(&text) {
            let message = format!("`{key}` is `{text}`, which isn't one of {}", known.join(", "));
            let help = did_you_mean(text, known.iter().copied());
            self.complaints.add(rule, value.span(), message, help.as_deref());
        }
        text.to_owned()
    }

    pub fn maybe_word_of(
        &mut self,
        rule: Rule,
        key: &'static str,
        known: &[&str],
    ) -> Option<String> {
        self.note(key, || format!("word {}", known.join("|")));
        let value = self.ask(key)?;
        Some(self.one_of(rule, key, value, known))
    }

    /// A required whole number within `range`.
    pub fn number(&mut self, key: &'static str, range: RangeInclusive<u32>) -> u32 {
        self.note(key, || format!("number {}..{}", range.start(), range.end()));
        match self.require(key, &range.start().to_string()) {
            Some(value) => expect_number(self.complaints, rule::SCHEMA, key, value, range),
            None => 0,
        }
    }

    pub fn maybe_number(&mut self, key: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
        self.note(key, || format!("number {}..{}", range.start(), range.end()));
        let value = self.ask(key)?;
        Some(expect_number(self.complaints, rule::SCHEMA, key, value, range))
    }

    /// A required number whose range is a rule of its own.
    pub fn ruled_number(
        &mut self,
        rule: Rule,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> u32 {
        self.note(key, || format!("number {}..{}", range.start(), range.end()));
        match self.require(key, &range.start().to_string()) {
            Some(value) => expect_number(self.complaints, rule, key, value, range),
            None => 0,
        }
    }

    /// Whole numbers of a required array.
    pub fn numbers(&mut self, key: &'static str, range: RangeInclusive<u32>) -> Vec<u32> {
        self.note(key, || format!("numbers {}..{}", range.start(), range.end()));
        let items = self.required_items(key, "[1, 2]");
        let number = |item| expect_number(self.complaints, rule::SCHEMA, key, item, range.clone());
        items.iter().map(number).collect()
    }

    pub fn maybe_float(&mut self, key: &'static str) -> Option<f64> {
        self.note(key, || "fraction".to_owned());
        let value = self.ask(key)?;
        expect_float(self.complaints, key, value)
    }

    pub fn float(&mut self, key: &'static str) -> f64 {
        self.note(key, || "fraction".to_owned());
        let value = self.require(key, "0.5");
        value.and_then(|value| expect_float(self.complaints, key, value)).unwrap_or_default()
    }

    /// A number as it is printed in the file, so that no digit is lost.
    pub fn printed_number(&mut self, key: &'static str) -> String {
        self.note(key, || "fraction".to_owned());
        let value = self.require(key, "1");
        value.and_then(|value| expect_printed(self.complaints, key, value)).unwrap_or_default()
    }

    /// Printed numbers of a required array.
    pub fn printed_numbers(&mut self, key: &'static str) -> Vec<String> {
        self.note(key, || "range".to_owned());
        let items = self.required_items(key, "[1, 2]");
        items.iter().filter_map(|item| expect_printed(self.complaints, key, item)).collect()
    }

    /// `false` where the key is left out.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.note(key, || "flag".to_owned());
        let Some(value) = self.ask(key) else { return false };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            other => {
                wrong_type(self.complaints, key, value, Want::Truth, other);
                false
            }
        }
    }

    /// A required local date, as `2026-11-23`.
    pub fn date(&mut self, key: &'static str) -> String {
        self.require(key, "2026-11-23");
        self.maybe_date(key).unwrap_or_default()
    }

    pub fn maybe_date(&mut self, key: &'static str) -> Option<String> {
        self.note(key, || "date".to_owned());
        let value = self.ask(key)?;
        match value.get_ref() {
            DeValue::Datetime(date) if date.date.is_some() && date.time.is_none() => {
                Some(date.to_string())
            }
            other => {
                wrong_type(self.complaints, key, value, Want::Date, other);
                None
            }
        }
    }

    /// Texts of an optional array.
    pub fn strings(&mut self, key: &'static str) -> Vec<String> {
        self.note(key, || "texts".to_owned());
        self.items(key).iter().map(|item| self.text(key, item)).collect()
    }

    /// Texts of a required array.
    pub fn required_strings(&mut self, key: &'static str) -> Vec<String> {
        self.note(key, || "texts".to_owned());
        let items = self.required_items(key, "[\"…\"]");
        items.iter().map(|item| self.text(key, item)).collect()
    }

    /// Arrays of texts of a required array, with their places.
    pub fn string_lists(&mut self, key: &'static str) -> Vec<(Vec<String>, Range<usize>)> {
        self.note(key, || "pairs".to_owned());
        let items = self.required_items(key, "[[\"…\", \"…\"]]");
        let list = |item: &Spanned<DeValue<'i>>| match item.get_ref() {
            DeValue::Array(texts) => {
                let texts = texts.iter().map(|text| self.text(key, text)).collect();
                Some((texts, item.span()))
            }
            other => {
                wrong_type(self.complaints, key, item, Want::Array, other);
                None
            }
        };
        items.iter().filter_map(list).collect()
    }

    /// A value of any type, if it is there.
    pub fn maybe_value(&mut self, key: &'static str) -> Option<&'w Spanned<DeValue<'i>>> {
        self.note(key, || "value".to_owned());
        self.ask(key)
    }

    pub fn required_items(
        &mut self,
        key: &'static str,
        example: &str,
    ) -> &'w [Spanned<DeValue<'i>>] {
        self.require(key, example);
        self.items(key)
    }

    /// The items of an optional array, whatever they are.
    pub fn items(&mut self, key: &'static str) -> &'w [Spanned<DeValue<'i>>] {
        let Some(value) = self.ask(key) else { return &[] };
        match value.get_ref() {
            DeValue::Array(items) => items,
            other => {
                wrong_type(self.complaints, key, value, Want::Array, other);
                &[]
            }
        }
    }

    /// The keys asked for, each once.
    fn known(&self) -> Vec<&'static str> {
        let mut known = self.asked.clone();
        let mut seen = BTreeSet::new();
        known.retain(|key| seen.insert(*key));
        known
    }

    /// Whether every required key that was asked for is there.
    pub fn has_all(&self) -> bool {
        self.missing.is_empty()
    }

    /// Complains of every key nobody asked for, and of every one that is missing. Call it last.
    pub fn finish(&mut self) {
        if self.recovered {
            return;
        }
        let unknown: Vec<_> =
            self.table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())).collect();
        for key in unknown {
            let name = key.get_ref().as_ref();
            let message = format!("{} has no key `{}`", self.what(), name.escape_debug());
            let near = nearest(name, self.asked.iter().copied());
            self.missing.retain(|(missing, _)| Some(*missing) != near);
            let help = near.map_or_else(
                || format!("its keys are {}", self.known().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            self.complaints.schema(key.span(), message, Some(&help));
        }
        for (key, help) in std::mem::take(&mut self.missing) {
            let message = format!("{} has no `{key}`", self.what());
            self.complaints.schema(self.span.clone(), message, Some(&help));
        }
    }
}
