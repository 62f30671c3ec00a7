//! What a person has set: by a flag, by the environment, in the file of settings, or not at all.

pub mod file;
pub mod key;

use std::collections::BTreeMap;
use std::path::PathBuf;

use self::key::Key;
use super::error::Error;
use crate::bank::question::Level;
use crate::bank::task::Language;
use crate::paths::Paths;
use crate::ui::room::keys::Keymap;
use crate::ui::room::theme::ThemeName;
use crate::words::words;

words! {
    /// Where a setting came from; a later one is stronger.
    Source {
        Default = "default",
        File = "file",
        Environment = "environment",
        Flag = "flag",
    }
}

/// Switches the model reader off, whatever else is set.
pub const OFFLINE_VARIABLE: &str = "MOCK_OFFLINE";

/// One setting, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub text: String,
    pub source: Source,
}

/// All settings, the strongest source of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    all: BTreeMap<Key, Setting>,
    /// Nothing may be sent, and what said so.
    pub offline: Option<Source>,
}

impl Settings {
    /// Reads the file and the environment.
    ///
    /// # Errors
    /// Where either holds what can't be used: all faults of the file at once.
    pub fn load(paths: &Paths) -> Result<Settings, Error> {
        let path = path(paths);
        let written = file::read(&path).map_err(|fault| {
            let help =
                "fix the file, or use `mock config set`; `mock config path` says where it is";
            Error::unknown(fault.message(&path), help)
        })?;
        let variable = |name: &str| std::env::var_os(name);
        let text = |name: &str| variable(name).map(|value| value.to_string_lossy().into_owned());
        Settings::resolve(written, text).map_err(|why| {
            Error::unknown(why, "fix the variable, or take it out of the environment")
        })
    }

    fn resolve(
        written: Vec<file::Written>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Settings, String> {
        let mut settings = Settings::default();
        for key in Key::all() {
            if let Some(default) = key.default() {
                settings.put(key, default.to_owned(), Source::Default);
            }
        }
        for setting in written {
            settings.put(setting.key, setting.text, Source::File);
        }
        for key in Key::all() {
            let Some(name) = key.variable() else { continue };
            // An empty variable is how a shell takes one away.
            let set = variable(name).filter(|text| !text.trim().is_empty());
            if let Some(text) = set {
                let text = key.check(&text).map_err(|why| format!("{name}: {why}"))?;
                settings.put(key, text, Source::Environment);
            }
        }
        settings.offline = variable(OFFLINE_VARIABLE)
            .is_some_and(|text| is_yes(&text))
            .then_some(Source::Environment);
        Ok(settings)
    }

    /// A weaker source never takes the place of a stronger one.
    fn put(&mut self, key: Key, text: String, source: Source) {
        if self.all.get(&key).is_none_or(|before| before.source <= source) {
            self.all.insert(key, Setting { text, source });
        }
    }

    /// What a flag says, if it was given.
    ///
    /// # Errors
    /// Where it can't be used.
    pub fn put_flag(&mut self, key: Key, flag: &str, text: Option<&str>) -> Result<(), Error> {
        if let Some(text) = text {
            let text = key.check(text).map_err(|why| Error::Usage(format!("{flag}: {why}")))?;
            self.put(key, text, Source::Flag);
        }
        Ok(())
    }

    pub fn setting(&self, key: Key) -> Option<&Setting> {
        self.all.get(&key)
    }

    pub fn text(&self, key: Key) -> Option<&str> {
        self.setting(key).map(|setting| setting.text.as_str())
    }

    pub fn number(&self, key: Key) -> Option<u32> {
        self.text(key)?.parse().ok()
    }

    /// The level, where the person has set one.
    pub fn level(&self) -> Option<Level> {
        self.own(Key::Level)?.parse().ok()
    }

    /// The language of programs, where the person has set one.
    pub fn language(&self) -> Option<Language> {
        self.own(Key::Language)?.parse().ok()
    }

    /// The theme, where the person has set one.
    pub fn theme(&self) -> Option<ThemeName> {
        self.own(Key::Theme)?.parse().ok()
    }

    /// Whether somebody hears the screen, where the person has said so.
    pub fn screen_reader(&self) -> Option<bool> {
        match self.own(Key::ScreenReader)? {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        }
    }

    /// Which key means what in the room. The file was read, so no key means two things.
    pub fn keymap(&self) -> Keymap {
        let press = |key: Key| {
            let is_press = matches!(key, Key::Press(_));
            is_press.then(|| self.text(key)).flatten().map(|text| (key.name(), Key::keys(text)))
        };
        let set: Vec<_> = Key::all().filter_map(press).collect();
        Keymap::with(&set).unwrap_or_default()
    }

    fn own(&self, key: Key) -> Option<&str> {
        self.setting(key).filter(|found| found.source > Source::Default).map(|s| s.text.as_str())
    }
}

/// Where the file of settings is, or would be.
pub fn path(paths: &Paths) -> PathBuf {
    paths.config.join(file::NAME)
}

/// Anything but a plain no: whoever sets it at all wants nothing to be sent.
fn is_yes(text: &str) -> bool {
    !matches!(text.trim().to_lowercase().as_str(), "" | "0" | "no" | "false" | "off")
}

#[cfg(test)]
mod tests {
    use super::file::Written;
    use super::*;

    fn resolve(written: &[(Key, &str)], environment: &[(&str, &str)]) -> Result<Settings, String> {
        let written =
            written.iter().map(|&(key, text)| Written { key, text: text.to_owned() }).collect();
        Settings::resolve(written, |name| {
            environment.iter().find(|(key, _)| *key == name).map(|(_, text)| (*text).to_owned())
        })
    }

    #[test]
    fn a_flag_beats_the_environment_that_beats_the_file_that_beats_the_default() {
        let source = |settings: &Settings| {
            let found = settings.setting(Key::TimeoutS).expect("set");
            (found.text.clone(), found.source)
        };
        let file = [(Key::TimeoutS, "20")];
        let environment = [("MOCK_READER_TIMEOUT_S", "30")];
        let settings = resolve(&[], &[]).expect("sound");
        assert_eq!(source(&settings), ("60".to_owned(), Source::Default));
        let settings = resolve(&file, &[]).expect("sound");
        assert_eq!(source(&settings), ("20".to_owned(), Source::File));
        let mut settings = resolve(&file, &environment).expect("sound");
        assert_eq!(source(&settings), ("30".to_owned(), Source::Environment));
        settings.put_flag(Key::TimeoutS, "--reader-timeout", Some("40")).expect("sound");
        assert_eq!(source(&settings), ("40".to_owned(), Source::Flag));
        settings.put(Key::TimeoutS, "50".to_owned(), Source::File);
        assert_eq!(source(&settings), ("40".to_owned(), Source::Flag));
    }

    #[test]
    fn a_default_is_no_wish_of_the_person() {
        let settings = resolve(&[], &[]).expect("sound");
        assert_eq!((settings.level(), settings.language(), settings.theme()), (None, None, None));
        let set = [(Key::Level, "senior"), (Key::Language, "java"), (Key::Theme, "light")];
        let settings = resolve(&set, &[]).expect("sound");
        assert_eq!(settings.level(), Some(Level::Senior));
        assert_eq!(settings.language(), Some(Language::Java));
        assert_eq!(settings.theme(), Some(ThemeName::Light));
    }

    #[test]
    fn a_bad_variable_is_named() {
        let why = resolve(&[], &[("MOCK_LEVEL", "expert")]).expect_err("no level");
        assert!(why.starts_with("MOCK_LEVEL: `expert`"), "{why}");
        let settings = resolve(&[(Key::Level, "junior")], &[("MOCK_LEVEL", "")]).expect("sound");
        assert_eq!(settings.level(), Some(Level::Junior));
    }

    #[test]
    fn offline_is_anything_but_a_plain_no() {
        let offline = |text| resolve(&[], &[("MOCK_OFFLINE", text)]).expect("sound").offline;
        for text in ["1", "yes", "TRUE", "please"] {
            assert_eq!(offline(text), Some(Source::Environment), "{text}");
        }
        for text in ["", "0", "no", "False", "off"] {
            assert_eq!(offline(text), None, "{text}");
        }
    }
}
