//! Tables of keys as JSON Schema, draft 7.

use serde_json::{Map, Value, json};

use super::keys::{Key, Shape};
use crate::bank::parse::{MODE_PARTS, SCHEMA, SCHEMA_LEAST};
use crate::bank::sample::PointMark;

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Kebab-case, as the parser has it.
const KEBAB: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

pub(super) fn question(keys: &[Key]) -> Value {
    let mut schema = table(keys);
    let reviewed = json!({ "required": ["reviewed"] });
    let unreviewed = json!({
        "required": ["unreviewed"], "properties": { "unreviewed": { "const": true } },
    });
    let mut all = vec![json!({ "anyOf": [reviewed, unreviewed] })];
    for (mode, key, _, is_needed) in MODE_PARTS {
        let is_mode =
            json!({ "required": ["mode"], "properties": { "mode": { "const": mode.word() } } });
        let needs = if is_needed { json!({ "required": [key] }) } else { json!({}) };
        let without = json!({ "properties": { key: false } });
        all.push(json!({ "if": is_mode, "then": needs, "else": without }));
    }
    schema["allOf"] = json!(all);
    titled("A question of mock's bank", schema)
}

pub(super) fn round(round: &[Key], looped: &[Key]) -> Value {
    titled("A round or a loop of mock", json!({ "oneOf": [table(round), table(looped)] }))
}

pub(super) fn pack(keys: &[Key]) -> Value {
    titled("A pack of questions for mock", table(keys))
}

fn titled(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!(title);
    schema
}

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut value = shape(key.value);
            value["description"] = json!(key.about);
            (key.name.to_owned(), value)
        })
        .collect();
    let required: Vec<&str> =
        keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    let mut table = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "required": required,
    });
    // A case has a result, or the exception that stands for one; or it is of folders.
    if ["expect", "raises"].iter().all(|name| properties.contains_key(*name)) {
        table["oneOf"] = json!([
            { "required": ["args", "expect"] },
            { "required": ["args", "raises"] },
            { "required": ["folders", "expect_folder"] },
        ]);
    }
    table
}

fn shape(shape: Shape) -> Value {
    let text = || json!({ "type": "string", "pattern": "\\S" });
    let word = |words: Vec<&str>| json!({ "enum": words });
    let number = |low, high| json!({ "type": "integer", "minimum": low, "maximum": high });
    let list = |items: Value| json!({ "type": "array", "items": items });
    let map = |values: Value| json!({ "type": "object", "additionalProperties": values });
    match shape {
        Shape::Version => json!({ "enum": (SCHEMA_LEAST..=SCHEMA).collect::<Vec<_>>() }),
        Shape::Text => text(),
        Shape::RawText => json!({ "type": "string" }),
        Shape::Id => json!({ "type": "string", "pattern": KEBAB }),
        Shape::Word(words) => word(words()),
        Shape::Number(low, high) => number(low, high),
        Shape::Fraction => json!({ "type": "number" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Texts => list(text()),
        Shape::SomeTexts => json!({ "type": "array", "items": text(), "minItems": 1 }),
        Shape::Words(words) => {
            json!({ "type": "array", "items": word(words()), "uniqueItems": true })
        }
        Shape::Numbers(low, high) => list(number(low, high)),
        Shape::Range => {
            json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
        }
        Shape::Pairs => {
            list(json!({ "type": "array", "items": text(), "minItems": 2, "maxItems": 2 }))
        }
        Shape::Anything => json!({}),
        Shape::Items => json!({ "type": "array" }),
        Shape::TextMap => map(text()),
        Shape::NumberMap(low, high) => map(number(low, high)),
        Shape::Order => json!({ "anyOf": [word(vec!["none", "full"]), list(text())] }),
        Shape::Marks => map(mark()),
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => list(table(keys)),
        Shape::NamedTables(keys) => map(table(keys)),
    }
}

/// `"missed"`, or a mark and the words that show it.
fn mark() -> Value {
    let marks: Vec<&str> = PointMark::ALL.iter().map(|mark| mark.word()).collect();
    let quoted = json!({
        "type": "array",
        "items": [{ "enum": marks }],
        "additionalItems": { "type": "string" },
        "minItems": 1,
    });
    json!({ "anyOf": [{ "enum": marks }, quoted] })
}
