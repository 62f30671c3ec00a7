//! What keys do, and what they never do.

use super::*;

#[test]
fn a_question_that_is_typed_asks_nobody() {
    let mut stage = at_question();
    stage.write("Is it ordered? How many partitions? hint y n q");
    assert_eq!(stage.answer(), "Is it ordered? How many partitions? hint y n q");
    let (_, item) = stage.studio.state.current().expect("a question");
    assert_eq!((item.hints_taken(), item.open_request()), (0, None));
}

#[test]
fn a_hint_is_taken_only_after_its_cost_was_shown() {
    let mut stage = at_question();
    stage.alt('h');
    assert!(stage.text().contains("−10%"), "{}", stage.text());
    stage.enter();
    assert_eq!(stage.studio.state.current().map(|(_, item)| item.hints_taken()), Some(0));
    stage.alt('h').key(Key::plain(KeyCode::Char('y')));
    assert_eq!(stage.studio.state.current().map(|(_, item)| item.hints_taken()), Some(1));
}

#[test]
fn an_exam_reveals_nothing_before_its_end() {
    let mut stage = open(plans::phone_screen(plans::EXAM));
    stage.enter().write("Hello").alt('s');
    let mut seen = stage.at((120, 40));
    stage.write("inside one partition").alt('s').write("split").alt('s');
    seen.push_str(&stage.at((120, 40)));
    stage.alt('w').enter();
    seen.push_str(&stage.at((120, 40)));
    assert!(!seen.contains("canary"), "{seen}");
}

#[test]
fn not_saved_is_said_in_words() {
    let mut stage = at_question();
    let cause = "no space left on device".to_owned();
    stage.studio.receive(Message::NotSaved { cause });
    stage.write("still typed");
    let text = stage.text();
    assert!(text.contains("NOT SAVED") && text.contains("no space left"), "{text}");
}

#[test]
fn leaving_says_where_to_go_on() {
    let mut stage = at_question();
    stage.write("kept").ctrl('c').ctrl('c');
    assert!(stage.studio.is_done);
    assert_eq!(stage.answer(), "kept");
    let goodbye = stage.studio.into_face().into_goodbye();
    assert!(goodbye.iter().any(|line| line.contains("mock resume")), "{goodbye:?}");
}

#[test]
fn stepping_out_to_the_shell_stops_the_program_and_comes_back() {
    let mut stage = at_question();
    stage.write("kept").alt('x').write("step out").enter();
    assert_eq!(stage.screen.stopped.get(), 1);
    stage.write(" too");
    assert_eq!(stage.answer(), "kept too");
}

/// Keys of all kinds, commands included; not those that end the question or the session.
fn any_key() -> impl Strategy<Value = Key> {
    let letter = prop_oneof![Just(' '), Just('é'), Just('数'), proptest::char::range('a', 'z')];
    prop_oneof![
        8 => letter.prop_map(|letter| Key::plain(KeyCode::Char(letter))),
        2 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Backspace, KeyCode::Delete, KeyCode::Left, KeyCode::Right,
            KeyCode::Up, KeyCode::Down, KeyCode::Home, KeyCode::End, KeyCode::PageUp,
            KeyCode::PageDown, KeyCode::Tab, KeyCode::Esc, KeyCode::F(1), KeyCode::F(6),
        ]).prop_map(Key::plain),
        2 => prop::sample::select("atknpwuxyzvs_ ".chars().collect::<Vec<_>>()).prop_map(Key::ctrl),
        2 => prop::sample::select("ahqwzxmibfdy".chars().collect::<Vec<_>>()).prop_map(Key::alt),
        1 => prop::sample::select(vec![KeyCode::Left, KeyCode::Up, KeyCode::Tab]).prop_map(Key::shift),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Whatever is pressed, at whatever size: nothing panics, and the engine holds the text that
    /// the editor shows.
    #[test]
    fn any_keys_keep_the_model_sound(
        keys in prop::collection::vec(any_key(), 1..120),
        sizes in prop::collection::vec((0u16..140, 0u16..50), 1..6),
        star in any::<bool>(),
    ) {
        let events = if star {
            plans::behavioral(plans::PRACTICE)
        } else {
            plans::phone_screen(plans::PRACTICE)
        };
        let mut stage = open(events);
        stage.enter();
        for (index, key) in keys.into_iter().enumerate() {
            stage.key(key);
            if index % 20 == 0 {
                stage.at(sizes[index / 20 % sizes.len()]);
            }
        }
        stage.settle();
        let face = stage.studio.face();
        let shown = face.model.writing.text();
        let state = &stage.studio.state;
        let open = state.current().and_then(|(_, item)| item.current_attempt()?.open_field());
        if state.stage == crate::engine::Stage::Asking {
            prop_assert_eq!(shown, open.map(|field| field.text.as_str()));
        }
    }
}

#[test]
fn a_terminal_that_goes_away_while_it_is_drawn_on_takes_no_letter_with_it() {
    let mut stage = at_question();
    for letter in "typed".chars() {
        stage.screen.gone.set(letter == 'd');
        stage.studio.receive(Message::Key(Key::plain(KeyCode::Char(letter))));
    }
    stage.settle();
    assert!(stage.studio.is_done, "the session was left");
    assert_eq!(stage.answer(), "typed");
}

/// The kernel sends both signals when a terminal hangs up, and either may be heard first.
#[test]
fn a_hang_up_takes_no_letter_with_it_whichever_of_its_signals_is_heard_first() {
    for signals in [[Signal::Hangup, Signal::Continue], [Signal::Continue, Signal::Hangup]] {
        let mut stage = at_question();
        for letter in "typed".chars() {
            stage.studio.receive(Message::Key(Key::plain(KeyCode::Char(letter))));
        }
        stage.screen.gone.set(true);
        for signal in signals {
            stage.studio.receive(Message::Signal(signal));
        }
        stage.settle();
        assert!(stage.studio.is_done, "{signals:?}");
        assert_eq!(stage.answer(), "typed", "{signals:?}");
    }
}
