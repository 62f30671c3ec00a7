//! The settings file: TOML that a person may edit by hand. What we change in it leaves their
//! comments and their order as they are.

use std::fs;
use std::io;
use std::path::Path;

use toml_edit::{Document, DocumentMut, Item, Table, TableLike, TomlError, Value};

use super::key::{Form, Key, TABLES};
use crate::files;
use crate::ui::room::keys::{Clash, Keymap, spelled};

/// Its name in the config folder.
pub const NAME: &str = "config.toml";

/// A setting as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub key: Key,
    pub text: String,
}

/// Why a file of settings can't be used, or couldn't be changed.
#[derive(Debug)]
pub enum Fault {
    Io(io::Error),
    /// Each with its line, from 1.
    Lines(Vec<(usize, String)>),
}

impl Fault {
    /// All of it, each place on a line of its own.
    pub fn message(&self, path: &Path) -> String {
        let path = path.display();
        match self {
            Fault::Io(cause) => format!("cannot use the settings in {path}: {cause}"),
            Fault::Lines(faults) => {
                let lines = faults.iter().map(|(line, why)| format!("{path}:{line}: {why}"));
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// Every setting of the file; none where there is no file.
///
/// # Errors
/// All faults of the file at once.
pub fn read(path: &Path) -> Result<Vec<Written>, Fault> {
    match files::read_text(path) {
        Ok(text) => parse(&text).map_err(Fault::Lines),
        Err(cause) if is_absent(&cause) => Ok(Vec::new()),
        Err(cause) => Err(Fault::Io(cause)),
    }
}

/// No settings are there either where the home is a file: who writes into it says so better.
fn is_absent(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Writes one setting; `None` takes it away. A file that has faults elsewhere can be mended so.
///
/// # Errors
/// Where the file is no TOML, or can't be written; it's then as it was.
pub fn change(path: &Path, key: Key, text: Option<&str>) -> Result<(), Fault> {
    // As it is: its line ends are the person's own.
    let before = match files::read(path, files::TEXT_MOST) {
        Ok(bytes) => {
            String::from_utf8(bytes).map_err(|_| Fault::Io(io::ErrorKind::InvalidData.into()))?
        }
        Err(cause) if is_absent(&cause) => String::new(),
        Err(cause) => return Err(Fault::Io(cause)),
    };
    let after = changed(&before, key, text).map_err(|fault| Fault::Lines(vec![fault]))?;
    // A clash that stands in the file already can be mended step by step.
    if matches!(key, Key::Press(_))
        && let (Ok(_), Err(faults)) = (parse(&before), parse(&after))
    {
        return Err(Fault::Lines(faults));
    }
    if after == before {
        return Ok(());
    }
    write(path, &after).map_err(Fault::Io)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    files::replace(path, text.as_bytes())
}

fn changed(before: &str, key: Key, text: Option<&str>) -> Result<String, (usize, String)> {
    let mut document: DocumentMut = before.parse().map_err(|error| broken(before, &error))?;
    let (table, name) = key.path();
    let home: &mut dyn TableLike = match table {
        None => document.as_table_mut(),
        Some(table) => {
            let new = || Item::Table(Table::new());
            let place = match text {
                Some(_) => document.as_table_mut().entry(table).or_insert_with(new),
                None => match document.as_table_mut().get_mut(table) {
                    Some(place) => place,
                    None => return Ok(before.to_owned()),
                },
            };
            let is_table = format!("`{table}` is no table; write [{table}] above its settings");
            place.as_table_like_mut().ok_or((1, is_table))?
        }
    };
    match text {
        None => drop(home.remove(name)),
        Some(text) => put(home, name, value(key, text)),
    }
    Ok(document.to_string())
}

/// What stands beside the value, a comment above all, stays there.
fn put(home: &mut dyn TableLike, name: &str, mut value: Value) {
    match home.get_mut(name).and_then(Item::as_value_mut) {
        Some(before) => {
            *value.decor_mut() = before.decor().clone();
            *before = value;
        }
        None => drop(home.insert(name, Item::Value(value))),
    }
}

fn value(key: Key, text: &str) -> Value {
    match (key.form(), text.parse::<i64>()) {
        (Form::Number { .. }, Ok(number)) => Value::from(number),
        _ => Value::from(text),
    }
}

fn parse(text: &str) -> Result<Vec<Written>, Vec<(usize, String)>> {
    let document = Document::parse(text).map_err(|error| vec![broken(text, &error)])?;
    let mut found = Found { text, settings: Vec::new(), lines: Vec::new(), faults: Vec::new() };
    for (name, item) in document.as_table() {
        match item.as_table_like() {
            Some(inside) if TABLES.contains(&name) => {
                for (key, item) in inside.iter() {
                    found.take(&format!("{name}.{key}"), item, key_span(inside, key));
                }
            }
            _ => found.take(name, item, key_span(document.as_table(), name)),
        }
    }
    found.look_for_clashes();
    found.faults.sort_by_key(|(line, _)| *line);
    if found.faults.is_empty() { Ok(found.settings) } else { Err(found.faults) }
}

fn key_span(table: &dyn TableLike, name: &str) -> Option<usize> {
    table.key(name).and_then(|key| key.span()).map(|span| span.start)
}

struct Found<'t> {
    text: &'t str,
    settings: Vec<Written>,
    /// Where each of them stands.
    lines: Vec<usize>,
    faults: Vec<(usize, String)>,
}

impl Found<'_> {
    fn take(&mut self, name: &str, item: &Item, at: Option<usize>) {
        let at = at.or_else(|| item.span().map(|span| span.start)).unwrap_or(0);
        let taken = Key::named(name).and_then(|key| {
            let text = as_text(key, item).map_err(|why| format!("`{name}`: {why}"))?;
            let text = key.check(&text).map_err(|why| format!("`{name}`: {why}"))?;
            Ok(Written { key, text })
        });
        match taken {
            Ok(written) => {
                self.settings.push(written);
                self.lines.push(line_of(self.text, at));
            }
            Err(why) => self.faults.push((line_of(self.text, at), why)),
        }
    }
}

impl Found<'_> {
    /// One key can't mean two things.
    fn look_for_clashes(&mut self) {
        let Err(clash) = keymap(&self.settings) else { return };
        let is_in = |written: &Written| clash.settings.contains(&written.key.name());
        let at = self.settings.iter().rposition(is_in);
        let line = at.and_then(|at| self.lines.get(at)).copied().unwrap_or(1);
        self.faults.push((line, says(clash)));
    }
}

/// The room's keys under these settings.
fn keymap(settings: &[Written]) -> Result<Keymap, Clash> {
    let presses = settings.iter().filter(|written| matches!(written.key, Key::Press(_)));
    let set: Vec<_> =
        presses.map(|written| (written.key.name(), Key::keys(&written.text))).collect();
    Keymap::with(&set)
}

fn says(Clash { key, settings: [first, second] }: Clash) -> String {
    let name = |setting: &'static str| match setting {
        "" => "leaving".to_owned(),
        setting => format!("`{setting}`"),
    };
    let key = spelled::written(key);
    format!("{key} would be {} and {}; give one of them another key", name(first), name(second))
}

fn as_text(key: Key, item: &Item) -> Result<String, String> {
    match (key.form(), item) {
        (Form::Text, Item::Value(Value::String(text))) => Ok(text.value().clone()),
        (Form::Number { .. }, Item::Value(Value::Integer(number))) => {
            Ok(number.value().to_string())
        }
        (Form::Text, item) => Err(format!("it's text, in quotes, and not {}", kind(item))),
        (Form::Number { .. }, item) => {
            Err(format!("it's a whole number, without quotes, and not {}", kind(item)))
        }
    }
}

fn kind(item: &Item) -> String {
    format!("the {} that is written there", item.type_name())
}

fn broken(text: &str, error: &TomlError) -> (usize, String) {
    let at = error.span().map_or(0, |span| span.start);
    let why = error.message().lines().next().unwrap_or("no TOML").to_owned();
    (line_of(text, at), why)
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# My settings.
level = \"senior\"  # until spring

[reader] # at home
url = \"http://localhost:11434/v1\"
# slow machine
timeout_s = 120
";

    #[test]
    fn comments_and_order_outlive_a_change() {
        let after = changed(FILE, Key::Level, Some("mid")).expect("changed");
        assert_eq!(after, FILE.replace("\"senior\"", "\"mid\""));
        let after = changed(FILE, Key::TimeoutS, Some("30")).expect("changed");
        assert_eq!(after, FILE.replace("120", "30"));
        let after = changed(FILE, Key::Model, Some("qwen3:8b")).expect("changed");
        assert_eq!(after, format!("{FILE}model = \"qwen3:8b\"\n"));
        let after = changed(FILE, Key::TimeoutS, None).expect("changed");
        assert_eq!(after, FILE.replace("# slow machine\ntimeout_s = 120\n", ""));
        assert_eq!(changed(FILE, Key::Theme, None).as_deref(), Ok(FILE));
    }

    #[test]
    fn an_empty_file_gets_its_table() {
        let after = changed("", Key::Url, Some("http://localhost:1/v1")).expect("changed");
        assert_eq!(after, "[reader]\nurl = \"http://localhost:1/v1\"\n");
        assert_eq!(changed("", Key::Url, None).as_deref(), Ok(""));
    }

    #[test]
    fn what_is_read_is_what_stands_there() {
        let found: Vec<(Key, String)> =
            parse(FILE).expect("sound").into_iter().map(|w| (w.key, w.text)).collect();
        let expected = [
            (Key::Level, "senior"),
            (Key::Url, "http://localhost:11434/v1"),
            (Key::TimeoutS, "120"),
        ];
        assert_eq!(found, expected.map(|(key, text)| (key, text.to_owned())));
        // The other two ways to write a table.
        for text in ["reader.model = \"m\"\n", "reader = { model = \"m\" }\n"] {
            assert_eq!(parse(text).expect("sound")[0].text, "m");
            let after = changed(text, Key::Model, Some("n")).expect("changed");
            assert_eq!(after, text.replace("\"m\"", "\"n\""));
        }
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "levle = \"mid\"\n\n[reader]\nmodle = \"x\"\ntimeout_s = \"60\"\nurl = \"ftp://x\"\n\
                    key_env = 7\n\n[raeder]\nurl = \"http://x\"\n";
        let faults = parse(text).expect_err("faulty");
        let lines: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 4, 5, 6, 7, 9], "{faults:#?}");
        let has = |line: usize, words: &str| {
            let found = faults.iter().any(|(at, why)| *at == line && why.contains(words));
            assert!(found, "{words}: {faults:#?}");
        };
        has(1, "did you mean `level`?");
        has(4, "did you mean `reader.model`?");
        has(5, "a whole number, without quotes");
        has(6, "http://");
        has(7, "text, in quotes");
    }

    #[test]
    fn what_is_no_toml_is_refused_with_its_line_and_left_alone() {
        let text = "level = \"mid\"\ntheme = dark\n";
        assert_eq!(parse(text).expect_err("no TOML")[0].0, 2);
        assert_eq!(changed(text, Key::Level, Some("junior")).expect_err("no TOML").0, 2);
        let reader = "reader = 3\n";
        assert!(changed(reader, Key::Url, Some("x")).expect_err("no table").1.contains("[reader]"));
    }

    #[test]
    fn whatever_the_file_holds_is_answered() {
        crate::testing::bytes::feed_text(&[FILE], |text| {
            if let Err(faults) = parse(text) {
                let lines = text.lines().count().max(1);
                assert!(!faults.is_empty(), "refused without a word");
                assert!(faults.iter().all(|(line, why)| *line <= lines + 1 && !why.is_empty()));
            }
            if let Ok(after) = changed(text, Key::Level, Some("junior")) {
                assert!(after.contains("junior"));
            }
        });
    }

    #[test]
    fn a_link_to_a_file_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real.toml"), folder.path().join("config.toml"));
        fs::write(&real, FILE).expect("written");
        std::os::unix::fs::symlink(&real, &link).expect("linked");
        change(&link, Key::Level, Some("junior")).expect("changed");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert!(fs::read_to_string(&real).expect("readable").contains("junior"));
    }
}
