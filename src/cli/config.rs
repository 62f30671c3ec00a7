//! `mock config`: settings that outlive a session.

use serde_json::json;

use super::args::config::{ConfigArgs, ConfigCommand, SetArgs, ShowArgs};
use super::context::Context;
use super::error::{Error, Outcome};
use super::settings::file;
use super::settings::key::Key;
use super::settings::{OFFLINE_VARIABLE, Settings, path};
use crate::view::page::Block;

/// # Errors
/// Where a setting is unknown or can't be used, or the file can't be read or written.
pub fn run(args: &ConfigArgs, context: &mut Context) -> Result<Outcome, Error> {
    match &args.command {
        ConfigCommand::Show(args) => show(args, context),
        ConfigCommand::Set(args) => set(args, context),
        ConfigCommand::Unset(args) => change(&args.key, None, context),
        ConfigCommand::Path => {
            writeln!(context.out, "{}", path(context.paths).display())?;
            Ok(Outcome::Fine)
        }
    }
}

fn set(args: &SetArgs, context: &mut Context) -> Result<Outcome, Error> {
    let key = Key::named(&args.key).map_err(Error::Unknown)?;
    let text = key
        .check(&args.value)
        .map_err(|why| Error::unknown(format!("`{}`: {why}", key.name()), "nothing was changed"))?;
    change(key.name(), Some(&text), context)
}

fn change(name: &str, text: Option<&str>, context: &mut Context) -> Result<Outcome, Error> {
    let key = Key::named(name).map_err(Error::Unknown)?;
    let path = path(context.paths);
    file::change(&path, key, text)
        .map_err(|fault| Error::unknown(fault.message(&path), "nothing was changed"))?;
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if let Some(variable) = key.variable().filter(is_set) {
        context.tell(format_args!("{variable} is set in the environment, and is stronger"))?;
    }
    Ok(Outcome::Fine)
}

fn show(args: &ShowArgs, context: &mut Context) -> Result<Outcome, Error> {
    let settings = Settings::load(context.paths)?;
    if args.json {
        let listed = Key::all().map(|key| {
            let set = settings.setting(key);
            json!({
                "key": key.name(),
                "value": set.map(|setting| &setting.text),
                "from": set.map(|setting| setting.source),
                "variable": key.variable(),
            })
        });
        let report = json!({
            "path": path(context.paths),
            "offline": settings.offline.is_some(),
            "settings": listed.collect::<Vec<_>>(),
        });
        writeln!(context.out, "{report:#}")?;
        return Ok(Outcome::Fine);
    }
    let rows: Vec<Vec<String>> = Key::all().map(|key| row(key, &settings).to_vec()).collect();
    let mut blocks = vec![Block::table(&["setting", "value", "from"], &rows), Block::Blank];
    if settings.offline.is_some() {
        let line = format!("{OFFLINE_VARIABLE} is set: nothing is sent, whatever stands above.");
        blocks.push(Block::line(&line));
    }
    blocks.push(Block::line(
        "A flag beats the environment, the environment beats the file, the file beats the default.",
    ));
    blocks.push(Block::line(&format!("The file is {}.", path(context.paths).display())));
    context.put(&blocks)?;
    Ok(Outcome::Fine)
}

fn row(key: Key, settings: &Settings) -> [String; 3] {
    let (value, from) = match settings.setting(key) {
        Some(setting) => (setting.text.clone(), setting.source.word().to_owned()),
        None => (format!("({})", key.unset()), "not set".to_owned()),
    };
    let value = match key {
        Key::KeyEnv if settings.setting(key).is_some() => format!("{value} ({})", held(&value)),
        _ => value,
    };
    [key.name().to_owned(), value, from]
}

/// Whether the variable holds a key, which itself is shown nowhere.
fn held(variable: &str) -> &'static str {
    let is_set = std::env::var_os(variable).is_some_and(|key| !key.is_empty());
    if is_set { "which holds a key" } else { "which isn't set" }
}
