//! The Latin letter that stands on a key of another layout: a command is a key, whatever letter
//! the layout of the moment makes of it.

/// Letters of a layout, in the order of the keys from Q on.
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбю";
const UKRAINIAN: &str = "йцукенгшщзхїфівапролджєячсмитьбю";
const GREEK: &str = ";ςερτυθιοπ[]ασδφγηξκλ΄'ζχψωβνμ,.";
const HEBREW: &str = "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ";

/// The letter itself, where it is Latin or of a layout that is not known.
pub fn latin(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let place = |layout: &str| layout.chars().position(|known| known == lower);
    let found = [RUSSIAN, UKRAINIAN, GREEK, HEBREW].into_iter().find_map(place);
    let Some(known) = found.and_then(|place| LATIN.chars().nth(place)) else { return letter };
    if lower == letter { known } else { known.to_ascii_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_keeps_its_letter_in_any_layout() {
        let pressed = |letters: &str| letters.chars().map(latin).collect::<String>();
        assert_eq!(pressed("ьзчТі"), "mpxNs");
        assert_eq!(pressed("μπχν"), "mpxn");
        assert_eq!(pressed("m数é"), "m数é");
        for layout in [RUSSIAN, UKRAINIAN, GREEK, HEBREW] {
            assert_eq!(layout.chars().count(), LATIN.chars().count(), "{layout}");
        }
    }
}
