//! A file of schema 1 as one of schema 2: only what follows from the file itself. Comments and
//! order stay.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use super::parse::samples::is_natural;
use super::parse::{SCHEMA, SCHEMA_LEAST};

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Migrated {
    /// It has the schema of today.
    Current,
    /// It states no schema, or one that isn't known.
    NotOurs,
    Changed {
        text: String,
        /// How many samples became comments.
        samples: usize,
    },
}

const TAKEN_OUT: &str =
    "# Taken out by `mock bank migrate`: made of phrasings, so they test no reader.\n";

/// # Errors
/// Where the file is no TOML.
pub fn migrate(text: &str) -> Result<Migrated, String> {
    let mut file: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        error.message().lines().next().unwrap_or_default().to_owned()
    })?;
    match file.get("schema").and_then(Item::as_integer) {
        Some(schema) if schema == i64::from(SCHEMA) => return Ok(Migrated::Current),
        Some(schema) if schema == i64::from(SCHEMA_LEAST) => {}
        _ => return Ok(Migrated::NotOurs),
    }
    if let Some(value) = file.get_mut("schema").and_then(Item::as_value_mut) {
        let decor = value.decor().clone();
        *value = Value::from(i64::from(SCHEMA));
        *value.decor_mut() = decor;
    }
    let taken = take_samples(&mut file);
    let samples = taken.len();
    let mut text = file.to_string();
    if samples > 0 {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push('\n');
        text.push_str(TAKEN_OUT);
        text.extend(taken.iter().map(commented));
    }
    Ok(Migrated::Changed { text, samples })
}

/// Samples made of phrasings, out of the file.
fn take_samples(file: &mut DocumentMut) -> Vec<Table> {
    let mut taken = Vec::new();
    match file.get_mut("samples") {
        Some(Item::ArrayOfTables(samples)) => {
            let (kept, made): (Vec<Table>, Vec<Table>) = std::mem::take(samples)
                .into_iter()
                .partition(|sample| is_natural(&|key| sample.contains_key(key)));
            samples.extend(kept);
            taken = made;
        }
        Some(Item::Value(Value::Array(samples))) => {
            samples.retain(|sample| {
                let Some(sample) = sample.as_inline_table() else { return true };
                let is_kept = is_natural(&|key| sample.contains_key(key));
                if !is_kept {
                    taken.push(sample.clone().into_table());
                }
                is_kept
            });
        }
        _ => {}
    }
    let is_empty = match file.get("samples") {
        Some(Item::ArrayOfTables(samples)) => samples.is_empty(),
        Some(Item::Value(Value::Array(samples))) => samples.is_empty(),
        _ => false,
    };
    if is_empty && !taken.is_empty() {
        file.remove("samples");
    }
    taken
}

/// The sample as it stood, each line a comment.
fn commented(sample: &Table) -> String {
    let mut alone = DocumentMut::new();
    let mut samples = ArrayOfTables::new();
    samples.push(sample.clone());
    alone.insert("samples", Item::ArrayOfTables(samples));
    let text = alone.to_string();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("# {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "# Mine.\nschema = 1   # the first\nid = \"a\"\n\n[[rubric]]\nid = \"x\" # a point\n\n\
        [[samples]]\nlevel = \"mid\"\nscore = 3\ntext = \"said\"\n\n\
        [[samples]] # natural\nkind = \"weak\"\ntext = \"hm\"\n[samples.marks]\nx = \"missed\"\n\n\
        # at the end\n[[followups]]\nwhen = \"always\"\n";

    #[test]
    fn the_number_rises_and_what_tests_nothing_becomes_a_comment() {
        let Ok(Migrated::Changed { text, samples }) = migrate(OLD) else { panic!("{OLD}") };
        assert_eq!(samples, 1);
        let (kept, taken) = text.split_once(TAKEN_OUT).expect("said");
        assert_eq!(
            kept,
            "# Mine.\nschema = 2   # the first\nid = \"a\"\n\n[[rubric]]\nid = \"x\" # a point\n\n\
             [[samples]] # natural\nkind = \"weak\"\ntext = \"hm\"\n[samples.marks]\nx = \"missed\"\n\n\
             # at the end\n[[followups]]\nwhen = \"always\"\n\n"
        );
        assert_eq!(taken, "# [[samples]]\n# level = \"mid\"\n# score = 3\n# text = \"said\"\n");
        assert_eq!(migrate(&text), Ok(Migrated::Current));
    }

    #[test]
    fn samples_on_one_line_go_too() {
        let old = "schema = 1\nsamples = [{ score = 3, text = \"a\" }]\n";
        let Ok(Migrated::Changed { text, .. }) = migrate(old) else { panic!("{old}") };
        assert!(text.starts_with("schema = 2\n\n# Taken out"), "{text}");
        assert!(text.ends_with("# score = 3\n# text = \"a\"\n"), "{text}");
    }

    #[test]
    fn nothing_else_is_touched() {
        assert_eq!(migrate("schema = 2\n"), Ok(Migrated::Current));
        assert_eq!(migrate("schema = 7\n"), Ok(Migrated::NotOurs));
        assert_eq!(migrate("[[topics]]\n"), Ok(Migrated::NotOurs));
        assert!(migrate("schema = \n").is_err());
    }
}
