//! A card as the file of a question.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::card::Card;
use super::made::Made;
use crate::bank::parse::SCHEMA;
use crate::bank::question::{Kind, Level};
use crate::cli::args::bank::ImportArgs;
use crate::score::evidence::sentences::sentences;

/// Phrasings that a point may have.
const PHRASINGS_MOST: usize = 12;

/// What the list says counts, then what the options say, then what most such questions have.
pub(super) fn of(args: &ImportArgs, card: Card, id: String) -> Made {
    let title = card.told_title();
    let kind = card.kind.or(args.kind).unwrap_or(Kind::PhoneScreen);
    let text = text(args, &card, &id, &title, kind);
    let path = PathBuf::from(kind.word()).join(format!("{id}.toml"));
    Made { id, title, files: BTreeMap::from([(path, text)]) }
}

fn text(args: &ImportArgs, card: &Card, id: &str, title: &str, kind: Kind) -> String {
    let mut text = head(&from(&args.file, card.line));
    let levels = match (card.levels.as_slice(), args.level.as_slice()) {
        ([], []) => vec![Level::Mid],
        ([], levels) | (levels, _) => levels.to_vec(),
    };
    let levels: Vec<String> = levels.iter().map(|level| format!("\"{level}\"")).collect();
    let topic = card.topic.as_deref().or(args.topic.as_deref()).unwrap_or("imported");
    let license = card.license.as_deref().or(args.license.as_deref());
    let author = card.author.as_deref().or(args.author.as_deref());
    let model = match &card.answer {
        Some(answer) => block(answer),
        None => quoted("TODO: the answer you would give four points of four"),
    };
    let _written = write!(
        text,
        "schema = {SCHEMA}\nid = \"{id}\"\ntitle = {}\nkind = \"{kind}\"\nmode = \"free\"\n\
         levels = [{}]\ntopic = {}\nminutes = {}\nlicense = {}\nauthor = {}\nunreviewed = true\n\
         prompt = {}\nmodel = {model}\n",
        quoted(title),
        levels.join(", "),
        quoted(topic),
        card.minutes.unwrap_or(6),
        quoted(license.unwrap_or("TODO: who may use it; the list didn't say")),
        quoted(author.unwrap_or("TODO: who wrote it; the list didn't say")),
        block(&card.prompt),
    );
    if !card.refs.is_empty() {
        let refs: Vec<String> = card.refs.iter().map(|text| quoted(text)).collect();
        let _written = writeln!(text, "refs = [{}]", refs.join(", "));
    }
    if let Some(answer) = &card.answer {
        text.push_str(&rubric(answer, kind));
    }
    text
}

/// One point, so that the answer can be compared and marked; a person parts it into three or more.
fn rubric(answer: &str, kind: Kind) -> String {
    let said = sentences(answer).into_iter().filter_map(|range| answer.get(range));
    let said = said.map(|sentence| sentence.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut phrasings: Vec<String> = Vec::new();
    for sentence in said.filter(|sentence| sentence.chars().any(char::is_alphanumeric)) {
        if phrasings.len() < PHRASINGS_MOST && !phrasings.contains(&sentence) {
            phrasings.push(sentence);
        }
    }
    if phrasings.is_empty() {
        phrasings.push(answer.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let phrasings: Vec<String> =
        phrasings.iter().map(|text| format!("  {},\n", quoted(text))).collect();
    format!(
        "\n# To be parted into three points or more, each with six to twelve short phrasings.\n\
         [[rubric]]\nid = \"answer\"\ntext = \"Says what the model answer says\"\ndim = \"{}\"\n\
         weight = 3\nmust = true\nphrasings = [\n{}]\n",
        kind.dimensions()[0],
        phrasings.concat()
    )
}

/// Where it came from, for whoever finishes it.
pub(super) fn from(file: &Path, line: usize) -> String {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = crate::text::SafeText::line(&name).to_string();
    if line == 0 { name } else { format!("{name}, line {line}") }
}

pub(super) fn head(from: &str) -> String {
    format!("# Imported from {from}. `mock bank lint` says what it lacks.\n")
}

pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// A text of several lines as such.
fn block(text: &str) -> String {
    let is_plain = !text.contains("'''")
        && !text.chars().any(|c| c.is_control() && !['\n', '\t'].contains(&c));
    if text.contains('\n') && is_plain { format!("'''\n{text}\n'''") } else { quoted(text) }
}
