//! A question's file to a `Question`, or every fault of the file at once.
//!
//! Checked here is what a program relies on: types, ranges, ids that exist. What makes a
//! question good is checked by `lint`.

mod code;
mod folders;
pub mod judge;
mod model;
mod names;
mod review;
pub mod samples;

pub use code::DATA_CLASSES;
pub use model::TURN;

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::card::Card;
use crate::bank::fault::Fault;
use crate::bank::question::{Ask, Kind, Level, Mode, Question, Source};
use crate::bank::rule;
use crate::bank::walk::{Table, glance, walk};

/// The version of the schema that is written today.
pub const SCHEMA: u32 = 2;
/// The oldest that is read. It had samples made of phrasings, which are read over.
pub const SCHEMA_LEAST: u32 = 1;

/// A part of a file that belongs to one mode: its key, how messages call it, and whether the mode
/// needs it. A task that is only talked about (tuning, judged by its rubric) may stand without
/// `[sql]` or `[code]`.
pub const MODE_PARTS: [(Mode, &str, &str, bool); 6] = [
    (Mode::Quiz, "options", "[[options]]", true),
    (Mode::Sql, "sql", "[sql]", false),
    (Mode::Python, "code", "[code]", false),
    (Mode::Outline, "outline", "[outline]", true),
    (Mode::Star, "competency", "competency", true),
    (Mode::Star, "probes", "[[probes]]", true),
];

/// A question as it was found, unread.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// For messages: the file's path, or `question-bank/…` for a built-in one.
    pub path: &'a str,
    /// File or folder name without ending: what the id has to be.
    pub name: &'a str,
    pub toml: &'a str,
    /// Files beside it, by relative path with `/`.
    pub files: &'a BTreeMap<String, String>,
}

/// Reads a question. Its digest and its files are left empty: the loader has the bytes.
///
/// # Errors
/// All faults of the file, in its order.
pub fn question(raw: Raw) -> Result<Question, Vec<Fault>> {
    walk(raw.path, raw.toml, |table| {
        let schema = read_schema(table);
        read_question(table, raw, schema)
    })
}

/// Reads a question's card from the keys above the first table, a quarter of the file. `None` where
/// only the whole file can tell. A card says nothing of whether the rest is sound. Its digest is
/// left empty.
pub fn card(raw: Raw) -> Option<Card> {
    glance(above_tables(raw.toml), |table| {
        read_schema(table);
        let kind = table.word("kind").unwrap_or(Kind::PhoneScreen);
        let mode = table.word("mode").unwrap_or(Mode::Free);
        let unreviewed = table.flag("unreviewed");
        let needs = table.strings("needs");
        let ask = read_ask(table, raw, kind, mode);
        Card { needs, ..Card::new(ask, raw.path.to_owned(), unreviewed, String::new()) }
    })
}

/// Up to the first line that begins with a bracket: a table's, or one inside a value, which then has
/// no end and is no TOML.
pub fn above_tables(toml: &str) -> &str {
    toml.find("\n[").map_or(toml, |newline| &toml[..newline])
}

/// Every file states its version first, so that later ones can change.
pub fn read_schema(table: &mut Table) -> u32 {
    let schema = table.number("schema", 0..=u32::MAX);
    if table.has("schema") && !(SCHEMA_LEAST..=SCHEMA).contains(&schema) {
        let span = table.span_of("schema");
        let message =
            format!("`schema` is {schema}; this program reads schema {SCHEMA_LEAST} to {SCHEMA}");
        table.complain(rule::SCHEMA, span, message, Some("a newer `mock` may read it"));
    }
    schema
}

/// The id: kebab-case and the same as the file's name.
pub fn read_id(table: &mut Table, name: &str) -> String {
    let id = table.string("id");
    let span = table.span_of("id");
    if id.is_empty() {
        return id;
    }
    if !is_kebab(&id) {
        let message = format!("the id `{id}` is not kebab-case");
        let help = "lower-case letters, digits and single hyphens, beginning with a letter";
        table.complain(rule::ID, span, message, Some(help));
    } else if id != name {
        let message = format!("the id `{id}` differs from the file's name, `{name}`");
        table.complain(rule::ID, span, message, Some("rename one of them"));
    }
    id
}

pub fn is_kebab(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(part)
}

fn read_question(table: &mut Table, raw: Raw, schema: u32) -> Question {
    let kind = table.word("kind").unwrap_or(Kind::PhoneScreen);
    let mode: Option<Mode> = table.word("mode");
    let (reviewed, unreviewed) = read_review(table);
    let source = Source {
        path: raw.path.to_owned(),
        license: table.string("license"),
        author: table.string("author"),
        reviewed,
        unreviewed,
    };
    let mut judge = judge::read(table, kind);
    judge.task = code::read_task(table, raw.files);
    judge.review = review::read(table, kind, raw.files, judge.task.as_ref());
    let mutants = code::read_mutants(table, raw.files, judge.task.as_ref());
    if let Some(mode) = mode {
        require_parts_of(table, mode);
    }
    let mut ask = read_ask(table, raw, kind, mode.unwrap_or(Mode::Free));
    ask.options = judge.options.iter().map(|option| option.text.clone()).collect();
    ask.hint_costs = judge.hints.iter().map(|hint| hint.cost).collect();
    ask.shown_files = code::shown_files(raw.files, &judge);
    let briefs = read_briefs(table, &ask.levels);
    let (natural, made_samples) = samples::read(table, schema);
    // Kept for the grader of a later release; checked already, so that it can rely on them.
    table.string_map("params");
    Question {
        ask,
        judge,
        source,
        natural,
        made_samples,
        briefs,
        seed: table.strings("seed"),
        needs: table.strings("needs"),
        files: BTreeMap::new(),
        mutants,
        digest: String::new(),
    }
}

/// The date of a review, or that there was none.
fn read_review(table: &mut Table) -> (String, bool) {
    let unreviewed = table.flag("unreviewed");
    if !unreviewed {
        return (table.date("reviewed"), false);
    }
    let reviewed = table.maybe_date("reviewed").unwrap_or_default();
    if table.has("reviewed") {
        let message = "a question is `reviewed` on a date, or `unreviewed`".to_owned();
        let help = Some("leave out `unreviewed` once somebody has reviewed it");
        table.complain(rule::SCHEMA, table.span_of("unreviewed"), message, help);
    }
    (reviewed, true)
}

fn read_ask(table: &mut Table, raw: Raw, kind: Kind, mode: Mode) -> Ask {
    Ask {
        id: read_id(table, raw.name),
        title: table.string("title"),
        kind,
        mode,
        levels: read_levels(table),
        topic: table.string("topic"),
        topics: table.strings("topics"),
        minutes: table.number("minutes", 1..=480),
        prompt: table.string("prompt").trim().to_owned(),
        competency: table.maybe_string("competency"),
        options: Vec::new(),
        hint_costs: Vec::new(),
        shown_files: BTreeMap::new(),
    }
}

fn read_levels(table: &mut Table) -> Vec<Level> {
    let listed = table.required_items("levels", "[\"mid\"]").len();
    let levels: Vec<Level> = table.words("levels");
    let distinct: BTreeSet<_> = levels.iter().collect();
    let span = table.span_of("levels");
    if table.has("levels") && listed == 0 {
        let help = Some("name at least one of junior, mid, senior");
        table.complain(rule::SCHEMA, span, "`levels` is empty".to_owned(), help);
    } else if distinct.len() < levels.len() {
        table.complain(rule::SCHEMA, span, "`levels` names one level twice".to_owned(), None);
    }
    levels
}

/// What is added to the prompt, by level; only for levels the question has.
fn read_briefs(table: &mut Table, levels: &[Level]) -> BTreeMap<Level, String> {
    let mut briefs = BTreeMap::new();
    let Some(mut brief) = table.table("brief") else { return briefs };
    for level in Level::ALL {
        let Some(text) = brief.maybe_string(level.word()) else { continue };
        if !levels.contains(level) {
            let span = brief.span_of(level.word());
            let message =
                format!("`brief` speaks to level `{level}`, which `levels` does not name");
            brief.complain(rule::SCHEMA, span, message, Some("nobody would hear it"));
        }
        briefs.insert(*level, text.trim().to_owned());
    }
    brief.finish();
    briefs
}

/// A mode's own tables are there, and no other mode's.
fn require_parts_of(table: &mut Table, mode: Mode) {
    for (owner, key, shown, is_needed) in MODE_PARTS {
        let (owns, has) = (owner == mode, table.has(key));
        let message = match (owns, has) {
            (true, false) if is_needed => format!("a question of mode `{mode}` needs {shown}"),
            (false, true) => format!("{shown} belongs to mode `{owner}`, not `{mode}`"),
            _ => continue,
        };
        let span = table.span_of(if has { key } else { "mode" });
        table.complain(rule::SCHEMA, span, message, None);
    }
}
