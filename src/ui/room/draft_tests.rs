//! Letters as people see them, and readline's keys.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::message::{Key, KeyCode};

/// A text whose cursor stands at `|`.
fn draft(text: &str) -> Draft {
    let cursor = text.find('|').expect("a cursor");
    Draft { cursor, ..Draft::new(&text.replace('|', "")) }
}

fn shown(draft: &Draft) -> String {
    format!("{}|{}", &draft.text[..draft.cursor], &draft.text[draft.cursor..])
}

fn key(name: &str) -> Key {
    let (held, rest) = name.rsplit_once('-').unwrap_or(("", name));
    let code = match rest {
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Back" => KeyCode::Backspace,
        "Del" => KeyCode::Delete,
        "Enter" => KeyCode::Enter,
        "Tab" => KeyCode::Tab,
        "Space" => KeyCode::Char(' '),
        letter => KeyCode::Char(letter.chars().next().expect("a letter")),
    };
    Key { code, ctrl: held == "C", alt: held == "M", shift: held == "S" }
}

/// Before, the keys, after.
fn press(before: &str, keys: &str) -> String {
    let (mut draft, mut kills) = (draft(before), Kills::default());
    for name in keys.split(' ') {
        draft.press(key(name), &mut kills);
    }
    shown(&draft)
}

#[test]
fn what_was_put_into_one_text_is_changed_in_no_other_and_in_no_later_one() {
    let mut kills = Kills::default();
    let mut first = draft("a word and twenty letters|");
    for name in ["C-u", "C-y"] {
        first.press(key(name), &mut kills);
    }
    let mut other = draft("|");
    other.press(key("M-y"), &mut kills);
    assert_eq!(shown(&other), "|");

    first.press(key("C-y"), &mut kills);
    first.replace("short");
    first.press(key("M-y"), &mut kills);
    assert_eq!(first.text(), "short");
}

#[test]
fn readlines_keys_do_what_readline_does() {
    let cases = [
        ("one two|", "C-a", "|one two"),
        ("|one two", "C-e", "one two|"),
        ("a\nb|c\nd", "C-a", "a\n|bc\nd"),
        ("a\nbc|d\ne", "C-p", "a|\nbcd\ne"),
        ("a|\nbcd", "C-n", "a\nb|cd"),
        ("- |item", "M-t", "- |item"),
        ("a|b", "C-b", "|ab"),
        ("a|b", "C-f", "ab|"),
        ("a|bc", "C-d", "a|c"),
        ("ab|c", "C-h", "a|c"),
        ("one |two\nx", "C-k", "one |\nx"),
        ("one |two\nx", "C-k C-k", "one |x"),
        ("one |two\nx", "C-k C-k C-y", "one two\n|x"),
        ("one |two", "C-u", "|two"),
        ("one |two", "C-u C-e C-y", "twoone |"),
        ("a.b c.d|", "C-w", "a.b |"),
        ("a.b c.d|", "M-Back", "a.b c.|"),
        ("one two|", "C-w C-w C-y", "one two|"),
        ("|one two", "M-d", "| two"),
        ("|one two", "M-f", "one| two"),
        ("one, two|", "M-b M-b", "|one, two"),
        ("ab|", "C-t", "ba|"),
        ("a|bc", "C-t", "ba|c"),
        ("one two|", "M-t", "two one|"),
        ("|one two", "M-u", "ONE| two"),
        ("|oNE two", "M-c M-l", "One two|"),
        ("a  |  b", "M-\\", "a|b"),
        ("one|", "C-w C-_", "one|"),
        ("one|", "C-w C-x C-u", "one|"),
        ("k1 k2|", "C-w x C-w C-y M-y", "k1 k2|"),
        ("abc|", "S-Left S-Left C-x C-y", "abc|"),
        ("abc|", "S-Left S-Left X", "aX|"),
        ("abc|d", "C-Space C-b C-b C-w", "a|d"),
        ("a\n|b", "C-u", "a|b"),
        ("ab|", "Tab", "ab  |"),
        ("a|b", "C-j", "a\n|b"),
    ];
    for (before, keys, after) in cases {
        assert_eq!(press(before, keys), after, "{before:?} {keys}");
    }
}

#[test]
fn a_key_takes_a_letter_as_it_is_seen() {
    let letters = ["e\u{301}", "👩‍👩‍👧", "🇩🇪", "각", "நி", "é", "\u{200b}"];
    for letter in letters {
        let before = format!("a{letter}|b");
        assert_eq!(press(&before, "Left"), format!("a|{letter}b"));
        assert_eq!(press(&before, "Left Left Right Right"), before);
        assert_eq!(press(&before, "Back"), "a|b", "{letter:?}");
        assert_eq!(press(&format!("a|{letter}b"), "Del"), "a|b", "{letter:?}");
        assert_eq!(press(&before, "S-Left x"), "ax|b", "{letter:?}");
        assert_eq!(press(&before, "Left Z"), format!("aZ|{letter}b"));
    }
}

#[test]
fn a_word_is_one_step_back() {
    let mut draft = draft("|");
    let mut kills = Kills::default();
    for letter in "one two".chars() {
        draft.press(Key::plain(KeyCode::Char(letter)), &mut kills);
    }
    draft.undo();
    assert_eq!(shown(&draft), "one |");
    draft.undo();
    assert_eq!(shown(&draft), "|");
    draft.redo();
    draft.redo();
    assert_eq!(shown(&draft), "one two|");
    draft.replace("from a file");
    draft.undo();
    assert_eq!(draft.text(), "one two");
}

#[test]
fn what_is_pasted_steers_no_terminal_and_keeps_its_letters() {
    let mut draft = Draft::default();
    draft.insert("a\r\nb\u{1b}[2Jc\rd می\u{200c}خواهم z\u{200b}w");
    assert_eq!(draft.text(), "a\nb[2Jc\nd می\u{200c}خواهم z\u{200b}w");
    assert_eq!(shown_letter("\u{200b}"), "▯");
    assert_eq!(shown_letter("'\u{200c}"), "'▯");
}

#[test]
fn nothing_is_empty_below_while_there_is_text_above() {
    let mut draft = Draft::new(&"line\n".repeat(5));
    draft.rows(40, 8);
    draft.insert(&"more\n".repeat(100));
    assert!(draft.rows(40, 8).0 > 90);
    draft.undo();
    assert_eq!(draft.rows(40, 8).0, 0);
}

#[test]
fn words_are_cut_at_blanks_and_the_cursor_has_a_place_behind_them() {
    let rows = |text: &str, width| {
        let draft = Draft::new(text);
        let rows = draft.laid(width);
        rows.iter().map(|row| text[row.from..row.to].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rows("one two three", 8), ["one two ", "three"]);
    assert_eq!(rows("onetwothree", 4), ["onet", "woth", "ree"]);
    assert_eq!(rows("four", 4), ["four", ""]);
    assert_eq!(rows("a four", 6), ["a ", "four"]);
    assert_eq!(rows("数据管道", 4), ["数据", "管道", ""]);
    assert_eq!(rows("", 4), [""]);
}

proptest! {
    /// The cursor never stands inside a letter, and every row is whole.
    #[test]
    fn any_keys_leave_a_sound_text(
        text in "([a-z \n]|é|e\u{301}|数|🇩🇪|👩‍👩‍👧|\u{200d}|\t){0,40}",
        keys in prop::collection::vec(0usize..30, 0..60),
        width in 1usize..30,
    ) {
        let names = [
            "Left", "Right", "Up", "Down", "Home", "End", "Back", "Del", "Enter", "Tab", "C-a",
            "C-e", "C-k", "C-u", "C-w", "C-y", "M-y", "C-t", "M-t", "M-d", "M-b", "M-f", "C-_",
            "C-z", "S-Left", "S-Up", "x", "Space", "C-Space", "M-u",
        ];
        let (mut draft, mut kills) = (Draft::new(&text), Kills::default());
        for index in keys {
            draft.press(key(names[index]), &mut kills);
            let edges: Vec<usize> =
                draft.text.grapheme_indices(true).map(|(at, _)| at).chain([draft.text.len()]).collect();
            prop_assert!(edges.contains(&draft.cursor), "{:?} at {}", draft.text, draft.cursor);
            let (top, rows) = draft.rows(width, 4);
            prop_assert!(draft.cursor_row(&rows) >= top && draft.cursor_row(&rows) < top + 4);
            let all: String = rows.iter().map(|row| &draft.text[row.from..row.to]).collect();
            prop_assert_eq!(all, draft.text.replace('\n', ""));
        }
    }
}

#[test]
fn words_and_lines_are_counted_as_they_change() {
    let mut draft = Draft::default();
    let mut seed = 7_u64;
    let mut next = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("small") % most
    };
    let texts = ["a", " ", "\n", "two words", "\n\n", "é b", "one\ntwo\n", "\t"];
    for step in 0..400 {
        match next(8) {
            0 => drop(draft.undo()),
            1 => drop(draft.redo()),
            2 => {
                let at = motion::settle(&draft.text, next(draft.text.len() + 1));
                draft.anchor = Some(at);
            }
            3 => draft.cursor = motion::settle(&draft.text, next(draft.text.len() + 1)),
            _ => drop(draft.insert(texts[next(texts.len())])),
        }
        assert_eq!(draft.count(), Count::of(draft.text()), "after step {step}: {:?}", draft.text());
    }
    assert!(draft.count().words > 10, "{:?}", draft.text());
}

#[test]
fn a_tab_takes_the_columns_in_its_row_that_it_is_drawn_with() {
    let mut draft = Draft::new("aaaaaa bbb\tc");
    draft.cursor = draft.text.len();
    let (_, rows) = draft.rows(9, 5);
    let texts: Vec<&str> = rows.iter().map(|row| &draft.text[row.from..row.to]).collect();
    assert_eq!(texts, ["aaaaaa ", "bbb\tc"]);
    assert_eq!(draft.column(&rows[1], draft.cursor), 5);
    for text in ["\tab\tcdefg hi\tj", "a\tb\tc\td\te", "one two\tthree\t\tfour é"] {
        for width in 5..24 {
            let draft = Draft::new(text);
            let (_, rows) = draft.rows(width, 50);
            for row in rows.iter() {
                let end = row.from + draft.text[row.from..row.to].trim_end().len();
                let wide = draft.column(row, end);
                assert!(wide <= width, "{text:?} at {width}: a row of {wide} columns");
            }
        }
    }
}
