//! Keys as they are written in settings, `alt-s` and `f2`, and as they are shown, `Alt-S` and `F2`.

use std::fmt;

use crate::bank::walk::did_you_mean;
use crate::message::{Key, KeyCode};

/// Keys with a name, the letters and F1 to F12 apart.
const NAMED: [(&str, KeyCode); 14] = [
    ("enter", KeyCode::Enter),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("esc", KeyCode::Esc),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
];

/// What a terminal sends for these is another key's.
const SAME: [(char, &str); 4] = [('i', "tab"), ('m', "enter"), ('h', "backspace"), ('[', "esc")];

/// One key, as it is written.
///
/// # Errors
/// Why it is no key for an action.
pub fn parse(text: &str) -> Result<Key, String> {
    let spelled = text.to_lowercase();
    let spelled = spelled.strip_prefix('^').map_or(spelled.clone(), |rest| format!("ctrl-{rest}"));
    let mut key = Key::plain(KeyCode::Esc);
    let mut rest = spelled.as_str();
    // The last letter is the key, and may be one of the two that join.
    while let Some((held, after)) =
        rest.split_once(['-', '+']).filter(|(held, after)| !held.is_empty() && !after.is_empty())
    {
        match held {
            "ctrl" | "control" | "c" => key.ctrl = true,
            "alt" | "meta" | "option" | "m" => key.alt = true,
            "shift" | "s" => key.shift = true,
            _ => {
                let near = did_you_mean(held, ["ctrl", "alt", "shift"].into_iter());
                let near = near.unwrap_or_else(|| "there are ctrl, alt and shift".to_owned());
                return Err(format!("`{held}` can't be held down in `{text}`; {near}"));
            }
        }
        rest = after;
    }
    key.code = code(rest).ok_or_else(|| unknown(text, rest))?;
    is_free(key, text).map(|()| key)
}

fn code(name: &str) -> Option<KeyCode> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(KeyCode::Char(letter));
    }
    let number = name.strip_prefix('f').and_then(|number| number.parse().ok());
    if let Some(number) = number.filter(|number| (1..=12).contains(number)) {
        return Some(KeyCode::F(number));
    }
    let name = match name {
        "pgup" => "pageup",
        "pgdn" => "pagedown",
        "escape" => "esc",
        "return" => "enter",
        name => name,
    };
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

fn unknown(text: &str, name: &str) -> String {
    let all = (1..=12).map(|number| format!("f{number}"));
    let all: Vec<String> = NAMED.iter().map(|(name, _)| (*name).to_owned()).chain(all).collect();
    let near = did_you_mean(name, all.iter().map(String::as_str));
    let near = near.unwrap_or_else(|| "write it as alt-s, ctrl-o or f2".to_owned());
    format!("`{text}` is no key; {near}")
}

/// A letter is text, and so is what moves in it.
fn is_free(key: Key, text: &str) -> Result<(), String> {
    let held = key.ctrl || key.alt;
    match key.code {
        KeyCode::F(_) => Ok(()),
        KeyCode::Tab if key.shift && !held => Ok(()),
        KeyCode::Char(letter) if held && key.shift => {
            Err(format!("few terminals tell Shift in `{text}`; leave it out of `{letter}`"))
        }
        KeyCode::Char(letter) if key.ctrl => match SAME.iter().find(|(same, _)| *same == letter) {
            Some((_, other)) => Err(format!("to a terminal `{text}` is {other}")),
            None if letter == 'c' || letter == 'x' || letter == 'j' => {
                Err(format!("`{text}` is needed to write or to leave"))
            }
            None => Ok(()),
        },
        KeyCode::Char('[') if key.alt => {
            Err(format!("terminals begin their own keys with `{text}`"))
        }
        KeyCode::Char(_) if key.alt => Ok(()),
        _ => {
            Err(format!("`{text}` is needed to write; hold Alt or Ctrl with it, or take F2 to F12"))
        }
    }
}

/// As it is written in settings.
pub fn written(key: Key) -> String {
    let held = [(key.ctrl, "ctrl-"), (key.alt, "alt-"), (key.shift, "shift-")];
    let held: String = held.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
    let named = NAMED.iter().find(|(_, code)| *code == key.code).map(|(name, _)| *name);
    match (named, key.code) {
        (Some(name), _) => format!("{held}{name}"),
        (None, KeyCode::Char(letter)) => format!("{held}{letter}"),
        (None, KeyCode::F(number)) => format!("{held}f{number}"),
        (None, code) => format!("{held}{code:?}"),
    }
}

/// `^S`, `F8`, `Alt-S`, `Shift-Tab`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.shift {
            f.write_str("Shift-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') if self.ctrl => f.write_str("^Space"),
            KeyCode::Char(letter) if self.ctrl => write!(f, "^{}", letter.to_ascii_uppercase()),
            KeyCode::Char(letter) if self.alt => write!(f, "{}", letter.to_ascii_uppercase()),
            KeyCode::Char(letter) => write!(f, "{letter}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            code => write!(f, "{code:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_print_as_people_name_them() {
        let shown =
            [Key::ctrl('s'), Key::alt('s'), Key::plain(KeyCode::F(8)), Key::shift(KeyCode::Tab)];
        assert_eq!(shown.map(|key| key.to_string()), ["^S", "Alt-S", "F8", "Shift-Tab"]);
    }

    #[test]
    fn plus_and_minus_join_and_are_keys() {
        assert_eq!(parse("Alt+S"), parse("alt-s"));
        assert_eq!(parse("alt-+").map(|key| key.code), Ok(KeyCode::Char('+')));
        assert_eq!(parse("alt+-").map(|key| key.code), Ok(KeyCode::Char('-')));
        assert_eq!(parse("^+").map(|key| key.code), Ok(KeyCode::Char('+')));
        assert!(parse("alt-[").is_err(), "a terminal's own keys begin so");
        assert!(parse("-").is_err() && parse("+s").is_err());
    }

    #[test]
    fn what_is_written_is_read() {
        for text in ["alt-s", "ctrl-o", "f2", "shift-tab", "alt-f5", "alt-<", "alt-enter"] {
            let found = parse(text);
            match text {
                "alt-enter" => assert!(found.is_err()),
                _ => assert_eq!(found.map(written).as_deref(), Ok(text)),
            }
        }
        for (text, key) in
            [("^O", Key::ctrl('o')), ("M-x", Key::alt('x')), ("Alt+X", Key::alt('x'))]
        {
            assert_eq!(parse(text), Ok(key), "{text}");
        }
    }

    #[test]
    fn a_key_that_text_needs_is_refused_and_a_slip_gets_a_guess() {
        let why = |text: &str| parse(text).expect_err(text);
        assert!(why("s").contains("needed to write"), "{}", why("s"));
        assert!(why("enter").contains("needed to write"), "{}", why("enter"));
        assert!(why("ctrl-i").contains("is tab"), "{}", why("ctrl-i"));
        assert!(why("atl-s").contains("did you mean `alt`?"), "{}", why("atl-s"));
        assert!(why("ctrl-pagup").contains("did you mean `pageup`?"), "{}", why("ctrl-pagup"));
        assert!(why("f13").contains("is no key"), "{}", why("f13"));
    }
}
