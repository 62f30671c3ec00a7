//! One list of keys, and what is taken elsewhere.

use super::*;

/// Keys that something else has: readline in text, the multiplexers, the terminals themselves.
/// docs/room.md says which of them these are.
const TAKEN: &[&str] = &[
    // readline: every Ctrl-letter, and these with Alt.
    "^A ^B ^D ^E ^F ^G ^H ^I ^J ^K ^M ^N ^O ^P ^Q ^R ^T ^U ^V ^W ^X ^Y",
    "Alt-B Alt-C Alt-D Alt-F Alt-G Alt-L Alt-N Alt-P Alt-R Alt-T Alt-U Alt-Y Alt-. Alt-_ Alt-?",
    // VS Code's terminal, whose own commands these are on one system or another.
    "F1 F3 F5 F6 F10 F11 Alt-F1 Alt-F2 Alt-Left Alt-Right",
    // Menus and full screen of terminals; tabs of GNOME's.
    "F10 F11 Alt-Enter Alt-1 Alt-2 Alt-3 Alt-4 Alt-5 Alt-6 Alt-7 Alt-8 Alt-9",
];

#[test]
fn every_action_is_listed_once_and_no_key_means_two() {
    for list in [&ACTIONS[..], &CONSOLE[..]] {
        for entry in list {
            assert_eq!(list.iter().filter(|other| other.action == entry.action).count(), 1);
            for key in entry.own_keys() {
                let same = |other: &&Entry| other.own_keys().contains(&key);
                assert_eq!(list.iter().filter(same).count(), 1, "{entry:?}");
            }
        }
    }
}

#[test]
fn no_action_stands_on_a_key_that_something_else_takes() {
    let taken: Vec<&str> = TAKEN.iter().flat_map(|keys| keys.split(' ')).collect();
    for entry in ACTIONS {
        // Help is also on `?` and in the palette.
        let is_help = entry.action == Action::Help;
        for key in entry.own_keys().iter().filter(|_| !is_help) {
            assert!(!taken.contains(&key.to_string().as_str()), "{key}: {}", entry.what);
        }
    }
}

#[test]
fn a_key_that_is_set_takes_the_place_of_the_old_ones() {
    let keys = Keymap::with(&[("keys.ask", vec![Key::plain(KeyCode::F(12))])]).expect("no clash");
    assert_eq!(keys.action(Key::plain(KeyCode::F(12))), Some(Action::Ask));
    assert_eq!(keys.action(Key::alt('a')), None);
    assert_eq!(keys.shown(Action::Ask), "F12");
    let none = Keymap::with(&[("keys.ask", Vec::new())]).expect("no clash");
    assert_eq!(none.named(Action::Ask), "“ask” in Alt-X");
    let clash = Keymap::with(&[("keys.ask", vec![Key::alt('h')])]).expect_err("a clash");
    assert_eq!(clash.settings, ["keys.ask", "keys.hint"]);
}

#[test]
fn alt_is_the_key_whatever_the_layout_makes_of_it() {
    let keys = Keymap::default();
    for letter in ['s', 'S', 'ы', 'Ы'] {
        assert_eq!(keys.action(Key::alt(letter)), Some(Action::Done), "{letter}");
    }
}
