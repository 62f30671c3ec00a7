//! Values that hold others: tables, maps, anything as JSON.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::DeValue;

use super::Table;
use crate::bank::rule;
use crate::bank::task::value::Value;
use crate::bank::walk::value::{Want, as_json, expect_number, wrong_type};

impl<'w, 'i> Table<'w, 'i> {
    /// Any value as JSON.
    pub fn json(&mut self, key: &'static str) -> Value {
        self.note(key, || "anything".to_owned());
        let value = self.require(key, "…");
        value.map_or(Value::Null, |value| as_json(self.complaints, key, value))
    }

    pub fn json_items(&mut self, key: &'static str) -> Vec<Value> {
        self.note(key, || "items".to_owned());
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
        self.note(key, || "values".to_owned());
        self.require(key, example);
        self.map_entries(key, example).collect()
    }

    /// A table of texts under keys of the file's own choosing.
    pub fn string_map(&mut self, key: &'static str) -> BTreeMap<String, String> {
        self.note(key, || "text map".to_owned());
        let entries = self.map_entries(key, "{ name = \"…\" }");
        entries.map(|(name, value)| (name.to_owned(), self.text(name, value))).collect()
    }

    /// A table of whole numbers under keys of the file's own choosing.
    pub fn number_map(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> BTreeMap<String, u32> {
        self.note(key, || format!("number map {}..{}", range.start(), range.end()));
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
        self.note(key, || "table".to_owned());
        let value = self.ask(key)?;
        self.as_table(key, false, key, value)
    }

    pub fn required_table(&mut self, key: &'static str, example: &str) -> Option<Table<'w, 'i>> {
        self.require(key, example)?;
        self.table(key)
    }

    /// Sub-tables under keys of the file's own choosing: `[draw.<name>]`.
    pub fn named_tables(&mut self, key: &'static str) -> Vec<(String, Table<'w, 'i>)> {
        self.note(key, || "named tables".to_owned());
        let entries: Vec<_> = self.map_entries(key, "{ name = { … } }").collect();
        let tables = entries.into_iter().filter_map(|(name, value)| {
            let table = self.as_table(&format!("{key}.{name}"), false, name, value)?;
            Some((name.to_owned(), table))
        });
        tables.collect()
    }

    /// An array of tables; `what` is how messages call one of them.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'w, 'i>> {
        self.note(key, || "tables".to_owned());
        let items = self.items(key);
        let tables = items.iter().filter_map(|item| self.as_table(key, true, key, item));
        tables.collect()
    }

    /// `below` is the table's path from here on.
    fn as_table(
        &self,
        below: &str,
        is_item: bool,
        key: &str,
        value: &'w Spanned<DeValue<'i>>,
    ) -> Option<Table<'w, 'i>> {
        match value.get_ref() {
            DeValue::Table(table) => {
                let path = match self.path.as_str() {
                    "" => below.to_owned(),
                    above => format!("{above}.{below}"),
                };
                let new = Table::new(self.complaints, table, self.recovered);
                Some(Table { path, is_item, span: value.span(), ..new })
            }
            other => {
                wrong_type(self.complaints, key, value, Want::Table("{ key = \"…\" }"), other);
                None
            }
        }
    }
}
