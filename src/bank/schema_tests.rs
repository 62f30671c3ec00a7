//! The tables are what the parser reads, no more and no less.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::bank::pack::manifest;
use crate::bank::parse::{self, Raw};
use crate::bank::walk::noted::{Noted, noting};
use crate::format::parse::format;
use crate::load::{Loaded, Places, load};

/// Keys that are wanted in some files alone: the schema says so in other words.
const SOMETIMES: [(&str, &str); 6] = [
    ("", "reviewed"),
    ("sql", "check"),
    ("code.cases", "args"),
    ("code.cases", "expect"),
    ("", "phases"),
    ("", "slots"),
];

fn built_in() -> Loaded {
    load(&Places { built_in: true, ..Places::default() })
}

/// How the parser asks for such a value. Words of a list that it knows by type are checked by the
/// files themselves.
fn told(shape: Shape) -> String {
    match shape {
        Shape::Version => format!("number 0..{}", u32::MAX),
        Shape::Text | Shape::Id => "text".to_owned(),
        Shape::RawText => "raw".to_owned(),
        Shape::Word(_) => "word".to_owned(),
        Shape::Number(low, high) => format!("number {low}..{high}"),
        Shape::Fraction => "fraction".to_owned(),
        Shape::Flag => "flag".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Texts | Shape::SomeTexts => "texts".to_owned(),
        Shape::Words(_) => "words".to_owned(),
        Shape::Numbers(low, high) => format!("numbers {low}..{high}"),
        Shape::Range => "range".to_owned(),
        Shape::Pairs => "pairs".to_owned(),
        Shape::Anything => "anything".to_owned(),
        Shape::Items => "items".to_owned(),
        Shape::TextMap => "text map".to_owned(),
        Shape::NumberMap(low, high) => format!("number map {low}..{high}"),
        Shape::Order => "value".to_owned(),
        Shape::Marks => "values".to_owned(),
        Shape::Table(_) => "table".to_owned(),
        Shape::Tables(_) => "tables".to_owned(),
        Shape::NamedTables(_) => "named tables".to_owned(),
    }
}

/// Every key of the tables by its path; a name of the file's choosing is `*`.
fn all_keys(path: &str, keys: &'static [Key], into: &mut BTreeMap<(String, String), Key>) {
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    for key in keys {
        assert!(
            into.insert((path.to_owned(), key.name.to_owned()), *key).is_none(),
            "{}",
            key.name
        );
        match key.value {
            Shape::Table(keys) | Shape::Tables(keys) => all_keys(&below(key.name), keys, into),
            Shape::NamedTables(keys) => all_keys(&below(&format!("{}.*", key.name)), keys, into),
            _ => {}
        }
    }
}

/// `draw.sql.levels` as `draw.*.levels`.
fn with_any_name(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('.').collect();
    if parts.len() > 1 && parts[0] == "draw" {
        parts[1] = "*";
    }
    parts.join(".")
}

#[track_caller]
fn same(tables: &'static [Key], noted: Noted) {
    let mut keys = BTreeMap::new();
    all_keys("", tables, &mut keys);
    let mut asked: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for ((path, key), what) in noted {
        asked.entry((with_any_name(&path), key)).or_default().extend(what);
    }
    for (place, what) in &asked {
        let key = keys.get(place).unwrap_or_else(|| panic!("the schema has no {place:?}"));
        let wanted = told(key.value);
        let words = match key.value {
            Shape::Word(words) => format!("word {}", words().join("|")),
            _ => wanted.clone(),
        };
        // Some words are read as texts, and looked up in their list afterwards.
        let is_listed = matches!(key.value, Shape::Words(_)) && what.contains("texts");
        let is_told = what.contains(&wanted) || what.contains(&words) || is_listed;
        // A dimension is one of the kind's; the schema has those of all kinds.
        let is_dimension = place.1 == "dim" && what.iter().any(|what| what.starts_with("word "));
        let is_kind = place == &(String::new(), "kind".to_owned());
        assert!(is_told || is_dimension || is_kind, "{place:?} is {what:?}, not {wanted}");
        let sometimes = SOMETIMES.contains(&(place.0.as_str(), place.1.as_str()));
        assert!(sometimes || key.is_required == what.contains("required"), "{place:?} {what:?}");
    }
    let unread: Vec<_> = keys.keys().filter(|place| !asked.contains_key(*place)).collect();
    assert!(unread.is_empty(), "nothing reads {unread:?}");
}

#[test]
fn the_question_has_the_keys_that_are_read() {
    let loaded = built_in();
    same(
        question::QUESTION,
        noting(|| {
            for question in &loaded.bank.questions {
                let path = &loaded.bank.origins[&question.ask.id].path;
                let (name, toml) = (&question.ask.id, &loaded.bank.texts[path]);
                parse::question(Raw { path, name, toml, files: &question.files }).expect("sound");
            }
            // Not of any built-in file so far.
            let unreviewed = "schema = 2\nunreviewed = true\n";
            let files = BTreeMap::new();
            let _faulty =
                parse::question(Raw { path: "x", name: "x", toml: unreviewed, files: &files });
        }),
    );
}

#[test]
fn rounds_loops_and_packs_have_the_keys_that_are_read() {
    let loaded = built_in();
    let of_kind = |is_loop: bool| {
        noting(|| {
            for id in loaded.formats.ids() {
                if loaded.formats.loops.contains_key(id) == is_loop {
                    let path = &loaded.formats.origins[id].path;
                    format(path, id, &loaded.bank.texts[path]).expect("sound");
                }
            }
        })
    };
    same(round::ROUND, of_kind(false));
    same(round::LOOP, of_kind(true));
    same(
        pack::PACK,
        noting(|| {
            let text = include_str!("../../examples/pack/pack.toml");
            manifest("pack.toml", text).expect("sound");
        }),
    );
}
