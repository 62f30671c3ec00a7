//! How a meaning looks: four palettes, and letters for terminals that know only ASCII.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::colours::Shade;
use crate::ui::out::Ink;
use crate::words::words;

words! {
    /// `--theme`.
    ThemeName { Dark = "dark", Light = "light", Sixteen = "16", Plain = "plain" }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub name: ThemeName,
    /// The terminal shows ASCII alone.
    pub ascii: bool,
}

/// What the environment says of the terminal's colours and letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// Colours are wanted at all: no NO_COLOR, no `--color never`.
    pub color: bool,
    pub term: Option<&'a str>,
    pub colorterm: Option<&'a str>,
    /// `15;0`: foreground and background, as some terminals tell.
    pub colorfgbg: Option<&'a str>,
    /// What the terminal answered when it was asked whether its background is light.
    pub is_light: Option<bool>,
    /// The first that is set of LC_ALL, LC_CTYPE and LANG.
    pub locale: Option<&'a str>,
}

impl Theme {
    /// The theme asked for, else what fits the surroundings.
    pub fn choose(asked: Option<ThemeName>, ascii: bool, around: Surroundings<'_>) -> Theme {
        let is_utf8 = around.locale.is_none_or(|locale| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        });
        let name = match asked {
            _ if !around.color => ThemeName::Plain,
            Some(name) => name,
            None if !around.has_256() => ThemeName::Sixteen,
            None if around.is_light.unwrap_or_else(|| around.says_light()) => ThemeName::Light,
            None => ThemeName::Dark,
        };
        Theme { name, ascii: ascii || !is_utf8 }
    }

    pub fn style(self, ink: Ink) -> Style {
        let base = Style::new();
        let color = |dark: u8, light: u8, sixteen: Color| match self.name {
            ThemeName::Dark => base.fg(Color::Indexed(dark)),
            ThemeName::Light => base.fg(Color::Indexed(light)),
            ThemeName::Sixteen => base.fg(sixteen),
            ThemeName::Plain => base,
        };
        match ink {
            Ink::Plain => base,
            Ink::Bold => base.add_modifier(Modifier::BOLD),
            Ink::Dim if matches!(self.name, ThemeName::Dark | ThemeName::Light) => {
                color(246, 242, Color::Reset)
            }
            Ink::Dim => base.add_modifier(Modifier::DIM),
            Ink::Amber => color(215, 130, Color::Yellow),
            Ink::Red => color(203, 160, Color::Red).add_modifier(Modifier::BOLD),
            Ink::Cyan => color(116, 24, Color::Cyan),
        }
    }

    /// Code.
    pub fn code(self, shade: Shade) -> Style {
        let color = |dark: u8, light: u8, sixteen: Color| match self.name {
            ThemeName::Dark => Style::new().fg(Color::Indexed(dark)),
            ThemeName::Light => Style::new().fg(Color::Indexed(light)),
            ThemeName::Sixteen => Style::new().fg(sixteen),
            ThemeName::Plain => Style::new(),
        };
        match shade {
            Shade::Comment => self.style(Ink::Dim),
            Shade::Text => color(108, 22, Color::Green),
            Shade::Number => color(180, 94, Color::Magenta),
            Shade::Word => color(110, 25, Color::Cyan),
            Shade::Name => color(223, 90, Color::Yellow),
        }
    }

    /// Whether code has colours at all.
    pub fn has_colours(self) -> bool {
        self.name != ThemeName::Plain
    }

    /// Lines that only separate.
    pub fn rule(self) -> Style {
        match self.name {
            ThemeName::Dark => Style::new().fg(Color::Indexed(239)),
            ThemeName::Light => Style::new().fg(Color::Indexed(250)),
            ThemeName::Sixteen | ThemeName::Plain => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The part of a bar that is filled.
    pub fn bar(self) -> Style {
        match self.name {
            ThemeName::Dark => Style::new().fg(Color::Indexed(109)),
            ThemeName::Light => Style::new().fg(Color::Indexed(31)),
            ThemeName::Sixteen => Style::new().fg(Color::Cyan),
            ThemeName::Plain => Style::new(),
        }
    }

    /// A key that can be pressed.
    pub fn key(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What is selected or is under the cursor.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }
}

impl Surroundings<'_> {
    pub fn has_256(self) -> bool {
        let is_rich = |value: &str| value.contains("256") || value.contains("direct");
        self.term.is_some_and(is_rich)
            || self.colorterm.is_some_and(|value| matches!(value, "truecolor" | "24bit"))
    }

    /// A background of 7 or 9 to 15 is bright in every palette of sixteen.
    fn says_light(self) -> bool {
        let background = self.colorfgbg.and_then(|value| value.rsplit(';').next()?.parse().ok());
        background.is_some_and(|color: u8| color == 7 || (9..=15).contains(&color))
    }
}

/// Puts a letter of ASCII where there is another.
pub fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            let letter = stand_in(cell.symbol());
            cell.set_symbol(letter);
        }
    }
}

fn stand_in(symbol: &str) -> &'static str {
    match symbol {
        "─" | "━" | "−" | "–" | "┈" => "-",
        "▯" => "?",
        "∅" => "0",
        "↵" => "$",
        "│" | "┃" | "├" | "└" | "┌" | "┐" | "┘" | "▏" => "|",
        "█" => "#",
        "░" | "·" | "…" => ".",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "▶" | "▸" | "→" | "▌" => ">",
        "←" => "<",
        "↑" => "^",
        "↓" => "v",
        "✓" => "+",
        "✗" => "x",
        "½" => "/",
        "×" => "x",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RICH: Surroundings<'_> = Surroundings {
        color: true,
        term: Some("xterm-256color"),
        colorterm: None,
        colorfgbg: None,
        is_light: None,
        locale: Some("en_GB.UTF-8"),
    };

    #[test]
    fn the_surroundings_choose_unless_someone_does() {
        let name = |asked, around| Theme::choose(asked, false, around).name;
        assert_eq!(name(None, RICH), ThemeName::Dark);
        assert_eq!(name(None, Surroundings { colorfgbg: Some("0;15"), ..RICH }), ThemeName::Light);
        for (is_light, wanted) in [(true, ThemeName::Light), (false, ThemeName::Dark)] {
            let around = Surroundings { is_light: Some(is_light), ..RICH };
            assert_eq!(name(None, around), wanted);
        }
        assert_eq!(name(None, Surroundings { term: Some("linux"), ..RICH }), ThemeName::Sixteen);
        assert_eq!(name(Some(ThemeName::Light), RICH), ThemeName::Light);
        let without = Surroundings { color: false, ..RICH };
        assert_eq!(name(Some(ThemeName::Light), without), ThemeName::Plain);
    }

    #[test]
    fn a_locale_without_utf8_gets_ascii() {
        assert!(!Theme::choose(None, false, RICH).ascii);
        assert!(Theme::choose(None, true, RICH).ascii);
        assert!(Theme::choose(None, false, Surroundings { locale: Some("C"), ..RICH }).ascii);
    }

    #[test]
    fn no_colour_means_no_colour() {
        let theme = Theme { name: ThemeName::Plain, ascii: false };
        let inks = Ink::ALL.iter().map(|ink| theme.style(*ink));
        let shades = [Shade::Text, Shade::Number, Shade::Word, Shade::Name];
        let inks = inks.chain(shades.map(|shade| theme.code(shade)));
        let all = inks.chain([theme.rule(), theme.bar(), theme.key(), theme.selected()]);
        assert!(all.into_iter().all(|style| style.fg.is_none() && style.bg.is_none()));
    }
}
