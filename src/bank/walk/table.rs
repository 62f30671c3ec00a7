//! One table of a file, read key by key.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::complaints::Complaints;
use super::value::{
    Want, as_json, did_you_mean, expect_float, expect_number, expect_printed, expect_string,
    expect_word, nearest, wrong_type,
};
use crate::bank::rule::{self, Rule};
use crate::words::UnknownWord;

/// A table of the file with the keys asked for so far.
pub struct Table<'w, 'i> {
    complaints: &'w Complaints<'w>,
    /// What it is, for messages: `the file`, `[[rubric]]`.
    what: String,
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
        what: String,
        table: &'w DeTable<'i>,
        span: Range<usize>,
        recovered: bool,
    ) -> Self {
        Table { complaints, what, table, span, asked: Vec::new(), missing: Vec::new(), recovered }
    }

    fn ask(&mut self, key: &'static str) -> Option<&'w Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn require(&mut self, key: &'static str, example: &str) -> Option<&'w Spanned<DeValue<'i>>> {
        let value = self.ask(key);
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
        match self.require(key, "\"…\"") {
            Some(value) => self.text(key, value),
            None => String::new(),
        }
    }

    pub fn maybe_string(&mut self, key: &'static str) -> Option<String> {
        let value = self.ask(key)?;
        Some(self.text(key, value))
    }

    /// A text that may be empty, as code that is cut out.
    pub fn maybe_raw_string(&mut self, key: &'static str) -> Option<String> {
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
        let value = self.require(key, "\"…\"")?;
        expect_word(self.complaints, key, value)
    }

    pub fn maybe_word<T: FromStr<Err = UnknownWord>>(&mut self, key: &'static str) -> Option<T> {
        let value = self.ask(key)?;
        expect_word(self.complaints, key, value)
    }

    pub fn words<T: FromStr<Err = UnknownWord>>(&mut self, key: &'static str) -> Vec<T> {
        let items = self.items(key);
        items.iter().filter_map(|item| expect_word(self.complaints, key, item)).collect()
    }

    /// A required word of a list known only while reading; a wrong one breaks `rule`.
    pub fn word_of(&mut self, rule: Rule, key: &'static str, known: &[&str]) -> String {
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
        let value = self.ask(key)?;
        Some(self.one_of(rule, key, value, known))
    }

    /// A required whole number within `range`.
    pub fn number(&mut self, key: &'static str, range: RangeInclusive<u32>) -> u32 {
        match self.require(key, &range.start().to_string()) {
            Some(value) => expect_number(self.complaints, rule::SCHEMA, key, value, range),
            None => 0,
        }
    }

    pub fn maybe_number(&mut self, key: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
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
        match self.require(key, &range.start().to_string()) {
            Some(value) => expect_number(self.complaints, rule, key, value, range),
            None => 0,
        }
    }

    /// Whole numbers of a required array.
    pub fn numbers(&mut self, key: &'static str, range: RangeInclusive<u32>) -> Vec<u32> {
        let items = self.required_items(key, "[1, 2]");
        let number = |item| expect_number(self.complaints, rule::SCHEMA, key, item, range.clone());
        items.iter().map(number).collect()
    }

    pub fn maybe_float(&mut self, key: &'static str) -> Option<f64> {
        let value = self.ask(key)?;
        expect_float(self.complaints, key, value)
    }

    pub fn float(&mut self, key: &'static str) -> f64 {
        let value = self.require(key, "0.5");
        value.and_then(|value| expect_float(self.complaints, key, value)).unwrap_or_default()
    }

    /// A number as it is printed in the file, so that no digit is lost.
    pub fn printed_number(&mut self, key: &'static str) -> String {
        let value = self.require(key, "1");
        value.and_then(|value| expect_printed(self.complaints, key, value)).unwrap_or_default()
    }

    /// Printed numbers of a required array.
    pub fn printed_numbers(&mut self, key: &'static str) -> Vec<String> {
        let items = self.required_items(key, "[1, 2]");
        items.iter().filter_map(|item| expect_printed(self.complaints, key, item)).collect()
    }

    /// `false` where the key is left out.
    pub fn flag(&mut self, key: &'static str) -> bool {
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
        let Some(value) = self.require(key, "2026-11-23") else { return String::new() };
        match value.get_ref() {
            DeValue::Datetime(date) if date.date.is_some() && date.time.is_none() => {
                date.to_string()
            }
            other => {
                wrong_type(self.complaints, key, value, Want::Date, other);
                String::new()
            }
        }
    }

    /// Texts of an optional array.
    pub fn strings(&mut self, key: &'static str) -> Vec<String> {
        self.items(key).iter().map(|item| self.text(key, item)).collect()
    }

    /// Texts of a required array.
    pub fn required_strings(&mut self, key: &'static str) -> Vec<String> {
        let items = self.required_items(key, "[\"…\"]");
        items.iter().map(|item| self.text(key, item)).collect()
    }

    /// Arrays of texts of a required array, with their places.
    pub fn string_lists(&mut self, key: &'static str) -> Vec<(Vec<String>, Range<usize>)> {
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

    /// Any value as JSON.
    pub fn json(&mut self, key: &'static str) -> serde_json::Value {
        let value = self.require(key, "…");
        value.map_or(serde_json::Value::Null, |value| as_json(self.complaints, key, value))
    }

    pub fn json_items(&mut self, key: &'static str) -> Vec<serde_json::Value> {
        self.required_items(key, "[ … ]")
            .iter()
            .map(|item| as_json(self.complaints, key, item))
            .collect()
    }

    /// The values of a required table under keys of the file's own choosing, whatever they are.
    pub fn required_values(
        &mut self,
        key: &'static str,
        example: &str,
    ) -> Vec<(&'w str, &'w Spanned<DeValue<'i>>)> {
        self.require(key, example);
        self.map_entries(key, example).collect()
    }

    /// A table of texts under keys of the file's own choosing.
    pub fn string_map(&mut self, key: &'static str) -> BTreeMap<String, String> {
        let entries = self.map_entries(key, "{ name = \"…\" }");
        entries.map(|(name, value)| (name.to_owned(), self.text(name, value))).collect()
    }

    /// A table of whole numbers under keys of the file's own choosing.
    pub fn number_map(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> BTreeMap<String, u32> {
        let complaints = self.complaints;
        let entries = self.map_entries(key, "{ name = 1 }");
        entries
            .map(|(name, value)| {
                (
                    name.to_owned(),
                    expect_number(complaints, rule::SCHEMA, name, value, range.clone()),
                )
            })
            .collect()
    }

    fn map_entries(
        &mut self,
        key: &'static str,
        example: &str,
    ) -> impl Iterator<Item = (&'w str, &'w Spanned<DeValue<'i>>)> + use<'w, 'i> {
        let table = self.ask(key).and_then(|value| match value.get_ref() {
            DeValue::Table(table) => Some(table),
            other => {
                wrong_type(self.complaints, key, value, Want::Table(example), other);
                None
            }
        });
        let entries = table.into_iter().flat_map(|table| table.iter());
        entries.map(|(name, value)| (name.get_ref().as_ref(), value))
    }

    /// A sub-table under a fixed key.
    pub fn table(&mut self, key: &'static str) -> Option<Table<'w, 'i>> {
        let value = self.ask(key)?;
        self.as_table(format!("[{key}]"), key, value)
    }

    pub fn required_table(&mut self, key: &'static str, example: &str) -> Option<Table<'w, 'i>> {
        self.require(key, example)?;
        self.table(key)
    }

    /// Sub-tables under keys of the file's own choosing: `[draw.<name>]`.
    pub fn named_tables(&mut self, key: &'static str) -> Vec<(String, Table<'w, 'i>)> {
        let entries: Vec<_> = self.map_entries(key, "{ name = { … } }").collect();
        let tables = entries.into_iter().filter_map(|(name, value)| {
            let table = self.as_table(format!("[{key}.{name}]"), name, value)?;
            Some((name.to_owned(), table))
        });
        tables.collect()
    }

    /// An array of tables; `what` is how messages call one of them.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'w, 'i>> {
        let items = self.items(key);
        let tables = items.iter().filter_map(|item| self.as_table(format!("[[{key}]]"), key, item));
        tables.collect()
    }

    fn as_table(
        &self,
        what: String,
        key: &str,
        value: &'w Spanned<DeValue<'i>>,
    ) -> Option<Table<'w, 'i>> {
        match value.get_ref() {
            DeValue::Table(table) => {
                Some(Table::new(self.complaints, what, table, value.span(), self.recovered))
            }
            other => {
                wrong_type(self.complaints, key, value, Want::Table("{ key = \"…\" }"), other);
                None
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
            let message = format!("{} has no key `{}`", self.what, name.escape_debug());
            let near = nearest(name, self.asked.iter().copied());
            self.missing.retain(|(missing, _)| Some(*missing) != near);
            let help = near.map_or_else(
                || format!("its keys are {}", self.known().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            self.complaints.schema(key.span(), message, Some(&help));
        }
        for (key, help) in std::mem::take(&mut self.missing) {
            let message = format!("{} has no `{key}`", self.what);
            self.complaints.schema(self.span.clone(), message, Some(&help));
        }
    }
}
