//! The settings there are: their names, the variables that stand for them, and what each may hold.

use crate::bank::question::Level;
use crate::bank::task::Language;
use crate::bank::walk::did_you_mean;
use crate::cli::args::values::{language, word};
use crate::message;
use crate::reader::address::Address;
use crate::ui::room::keys::{ACTIONS, spelled};
use crate::ui::room::theme::ThemeName;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Level,
    Language,
    Theme,
    ScreenReader,
    Url,
    Model,
    KeyEnv,
    TimeoutS,
    MaxTokens,
    /// What an action of the room stands on: its place in the list of actions.
    Press(usize),
}

/// What a setting is written as in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    Number { least: u32, most: u32 },
}

/// The tables of the file; the other settings stand above them.
pub const TABLES: [&str; 2] = ["reader", "keys"];

/// The theme that fits the terminal.
const AUTO: &str = "auto";

/// A screen reader reads the screen, or none does, whatever the environment says.
const ON: &str = "on";
const OFF: &str = "off";

/// Frees an action's keys: it's found in the list of actions alone.
const NO_KEY: &str = "none";

impl Key {
    const FIXED: [Key; 9] = [
        Key::Level,
        Key::Language,
        Key::Theme,
        Key::ScreenReader,
        Key::Url,
        Key::Model,
        Key::KeyEnv,
        Key::TimeoutS,
        Key::MaxTokens,
    ];

    pub fn all() -> impl Iterator<Item = Key> {
        let is_settable = |index: &usize| !ACTIONS[*index].setting.is_empty();
        let presses = (0..ACTIONS.len()).filter(is_settable).map(Key::Press);
        Key::FIXED.into_iter().chain(presses)
    }

    /// As `mock config set` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Key::Level => "level",
            Key::Language => "language",
            Key::Theme => "theme",
            Key::ScreenReader => "screen_reader",
            Key::Url => "reader.url",
            Key::Model => "reader.model",
            Key::KeyEnv => "reader.key_env",
            Key::TimeoutS => "reader.timeout_s",
            Key::MaxTokens => "reader.max_tokens",
            Key::Press(action) => ACTIONS[action].setting,
        }
    }

    /// The table it stands in, if any, and its name there.
    pub fn path(self) -> (Option<&'static str>, &'static str) {
        match self.name().split_once('.') {
            Some((table, name)) => (Some(table), name),
            None => (None, self.name()),
        }
    }

    /// The environment variable that is stronger than the file, where there is one.
    pub const fn variable(self) -> Option<&'static str> {
        Some(match self {
            Key::Level => "MOCK_LEVEL",
            Key::Language => "MOCK_LANGUAGE",
            Key::Theme => "MOCK_THEME",
            Key::ScreenReader => "MOCK_SCREEN_READER",
            Key::Url => "MOCK_READER_URL",
            Key::Model => "MOCK_READER_MODEL",
            Key::KeyEnv => "MOCK_READER_KEY_ENV",
            Key::TimeoutS => "MOCK_READER_TIMEOUT_S",
            Key::MaxTokens => "MOCK_READER_MAX_TOKENS",
            Key::Press(_) => return None,
        })
    }

    pub const fn default(self) -> Option<&'static str> {
        match self {
            Key::Level => Some("mid"),
            Key::Language => Some("python"),
            Key::TimeoutS => Some("60"),
            Key::MaxTokens => Some("2048"),
            Key::Theme
            | Key::ScreenReader
            | Key::Url
            | Key::Model
            | Key::KeyEnv
            | Key::Press(_) => None,
        }
    }

    /// What happens without it.
    pub fn unset(self) -> String {
        let text = match self {
            Key::Theme => "what the terminal says",
            Key::ScreenReader => "what the environment says",
            Key::Url => "no model reads; nothing is sent",
            Key::Model => "none",
            Key::KeyEnv => "no key is sent",
            Key::Level | Key::Language | Key::TimeoutS | Key::MaxTokens => "the default",
            Key::Press(action) => return as_written(&ACTIONS[action].own_keys()),
        };
        text.to_owned()
    }

    /// The keys that a kept value names.
    pub fn keys(text: &str) -> Vec<message::Key> {
        text.split(' ').filter_map(|key| spelled::parse(key).ok()).collect()
    }

    pub const fn form(self) -> Form {
        match self {
            Key::TimeoutS => Form::Number { least: 1, most: 600 },
            Key::MaxTokens => Form::Number { least: 64, most: 32_768 },
            _ => Form::Text,
        }
    }

    /// The setting of that name.
    ///
    /// # Errors
    /// Says which name is near.
    pub fn named(name: &str) -> Result<Key, String> {
        Key::all().find(|key| key.name() == name).ok_or_else(|| {
            let in_tables = TABLES.map(|table| format!("{table}.{name}"));
            let names = || Key::all().map(Key::name);
            let in_table = names().find(|known| in_tables.iter().any(|name| name == known));
            let near = match in_table {
                Some(known) => Some(format!("did you mean `{known}`?")),
                None => did_you_mean(name, names())
                    .or_else(|| in_tables.iter().find_map(|name| did_you_mean(name, names()))),
            };
            let all = || format!("there are {}", names().collect::<Vec<_>>().join(", "));
            format!("no setting is called `{name}`; {}", near.unwrap_or_else(all))
        })
    }

    /// The value as it is kept.
    ///
    /// # Errors
    /// Why it can't be used.
    pub fn check(self, text: &str) -> Result<String, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err(format!("it's empty; `mock config unset {}` takes it away", self.name()));
        }
        match self {
            Key::Level => word::<Level>(text).map(|level| level.word().to_owned()),
            Key::Language => language(text).map(|language: Language| language.word().to_owned()),
            Key::Theme | Key::ScreenReader if text == AUTO => Ok(text.to_owned()),
            Key::ScreenReader => match text.to_lowercase().as_str() {
                "on" | "yes" | "true" | "1" => Ok(ON.to_owned()),
                "off" | "no" | "false" | "0" => Ok(OFF.to_owned()),
                _ => Err(format!("`{text}` is none of on, off, auto")),
            },
            Key::Theme => word::<ThemeName>(text).map(|theme| theme.word().to_owned()),
            Key::Url => {
                Address::parse(text).map(|address| address.to_string()).map_err(str::to_owned)
            }
            Key::Model => model(text),
            Key::KeyEnv => variable_name(text),
            Key::TimeoutS | Key::MaxTokens => number(text, self.form()),
            Key::Press(_) => presses(text),
        }
    }
}

/// One key, or several with blanks between.
fn presses(text: &str) -> Result<String, String> {
    if text == NO_KEY {
        return Ok(text.to_owned());
    }
    let keys: Result<Vec<_>, _> =
        text.split([' ', ',']).filter(|key| !key.is_empty()).map(spelled::parse).collect();
    keys.map(|keys| as_written(&keys))
}

fn as_written(keys: &[message::Key]) -> String {
    match keys {
        [] => NO_KEY.to_owned(),
        keys => keys.iter().map(|key| spelled::written(*key)).collect::<Vec<_>>().join(" "),
    }
}

fn model(text: &str) -> Result<String, String> {
    if text.chars().any(char::is_control) || text.len() > 200 {
        return Err("a model's name is one line of at most 200 letters".to_owned());
    }
    Ok(text.to_owned())
}

/// The value isn't repeated where it's refused: it may be the key itself.
fn variable_name(text: &str) -> Result<String, String> {
    let is_letter = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let is_name = text.chars().all(is_letter)
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && text.len() <= 64;
    if is_name {
        return Ok(text.to_owned());
    }
    Err("it holds the name of an environment variable in capitals, such as OPENAI_API_KEY; the \
         key itself stays out of files and flags"
        .to_owned())
}

fn number(text: &str, form: Form) -> Result<String, String> {
    let Form::Number { least, most } = form else { return Ok(text.to_owned()) };
    match text.parse::<u32>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number.to_string()),
        _ => Err(format!("`{text}` is no number from {least} to {most}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_found_by_its_name_and_its_default_is_one_it_takes() {
        for key in Key::all() {
            assert_eq!(Key::named(key.name()), Ok(key));
            if let Some(default) = key.default() {
                assert_eq!(key.check(default).as_deref(), Ok(default));
            }
            assert!(key.variable().is_none_or(|name| name.starts_with("MOCK_")));
        }
    }

    #[test]
    fn a_slip_is_answered_with_a_guess() {
        let near = |name: &str| Key::named(name).expect_err("unknown");
        assert!(near("reader.modle").contains("`reader.model`"), "{}", near("reader.modle"));
        assert!(near("timeout_s").contains("`reader.timeout_s`"), "{}", near("timeout_s"));
        assert!(near("lvel").contains("`level`"), "{}", near("lvel"));
        assert!(
            near("qqqqqqqqqqqqqq").contains("there are level, language"),
            "{}",
            near("qqqqqqqqqqqqqq")
        );
    }

    #[test]
    fn a_key_given_as_its_own_name_is_refused_and_not_repeated() {
        for secret in ["sk-proj-1234abcd", "abcdef0123456789", "9LIVES", "two words"] {
            let why = Key::KeyEnv.check(secret).expect_err("no name");
            assert!(!why.contains(secret), "{why}");
        }
        assert_eq!(Key::KeyEnv.check("OPENAI_API_KEY").as_deref(), Ok("OPENAI_API_KEY"));
    }

    #[test]
    fn values_outside_of_what_is_known_are_refused() {
        assert!(Key::Level.check("expert").expect_err("no level").contains("junior, mid, senior"));
        assert!(Key::Language.check("sql").is_err());
        assert!(Key::Theme.check("pink").is_err());
        assert_eq!(Key::ScreenReader.check("Yes").as_deref(), Ok("on"));
        assert!(Key::ScreenReader.check("maybe").expect_err("neither").contains("on, off, auto"));
        assert!(Key::TimeoutS.check("0").expect_err("too short").contains("1 to 600"));
        assert!(Key::MaxTokens.check("many").is_err());
        assert!(Key::Url.check("localhost").expect_err("no scheme").contains("http://"));
        assert!(Key::Model.check("  ").expect_err("empty").contains("unset reader.model"));
    }
}
