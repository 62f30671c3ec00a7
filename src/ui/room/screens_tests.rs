//! What the room shows in each place, at every size.

use super::*;

#[test]
fn lobby() {
    let mut stage = open(plans::onsite(plans::EXAM));
    insta::assert_snapshot!(stage.every_size());
}

#[test]
fn free_question() {
    let mut stage = at_question();
    stage.alt('a').write("How many partitions does the topic have?").enter();
    stage.alt('h').key(Key::plain(KeyCode::Char('y')));
    stage.write("Kafka only promises order inside one partition, so I would key every payment by account id.");
    stage.pass(1);
    insta::assert_snapshot!(stage.every_size());
}

#[test]
fn star_question() {
    let mut stage = open(plans::behavioral(plans::PRACTICE));
    stage.enter().write("In March our nightly load failed for three shops.");
    stage.key(Key::plain(KeyCode::Tab)).write("It was mine to find out why.");
    stage
        .key(Key::plain(KeyCode::Tab))
        .write("I added alerts, then I fixed the retries and told the team.");
    insta::assert_snapshot!(stage.every_size());
}

#[test]
fn outline_with_its_diagram() {
    let mut stage = open(plans::onsite(plans::PRACTICE));
    stage.enter().write("Who reads it?").alt('s').alt('s');
    stage.write("shop db -> kafka: cdc\nkafka -> lake: hourly\nkafka -> flink\nflink -> warehouse");
    insta::assert_snapshot!(stage.every_size());
}

#[test]
fn quiz_by_number() {
    let mut stage = at_quiz();
    stage.key(Key::plain(KeyCode::Char('2')));
    insta::assert_snapshot!(stage.every_size());
    stage.enter();
    assert_eq!(stage.studio.state.item_state(2, 0).map(|item| item.is_blank()), Some(false));
}

fn at_quiz() -> Fixture {
    let mut stage = open(plans::onsite(plans::EXAM));
    stage.enter().write("Who reads it?").alt('s').alt('s').write("a -> b").alt('s');
    stage.write("hot keys").alt('s').enter().enter();
    stage
}

#[test]
fn break_between_rounds() {
    let mut stage = open(plans::onsite(plans::EXAM));
    stage.enter().write("Who reads it?").alt('s').alt('s').write("a -> b").alt('s');
    stage.write("hot keys").alt('s');
    let round_over = stage.every_size();
    stage.enter().pass(62);
    insta::assert_snapshot!(format!("{round_over}\n\n{}", stage.every_size()));
}

/// The question answered, its follow-up too, and the guess sealed.
fn at_first_point() -> Fixture {
    let mut stage = at_question();
    stage.write("Kafka promises order inside one partition. So I key by account.").alt('s');
    stage.write("Split the hot key.").alt('s');
    stage.press("32").enter();
    stage
}

#[test]
fn debrief_from_guess_to_sheet() {
    let mut stage = at_question();
    stage.write("Kafka promises order inside one partition. So I key by account.").alt('s');
    stage.write("Split the hot key.").alt('s').press("3");
    insta::assert_snapshot!("debrief_guess", stage.every_size());
    stage.press("2").enter();
    insta::assert_snapshot!("debrief_point", stage.every_size());
    stage.press("m").press("m");
    insta::assert_snapshot!("debrief_where", stage.every_size());
    stage.key(Key::plain(KeyCode::Down)).enter().press("m").press("n");
    insta::assert_snapshot!("debrief_ready", stage.every_size());
    stage.enter();
    insta::assert_snapshot!("debrief_sheet", stage.every_size());
    stage.key(Key::plain(KeyCode::Char('v')));
    insta::assert_snapshot!("debrief_model", stage.every_size());
}

#[test]
fn a_point_is_judged_with_the_answer_in_sight() {
    for size in SIZES {
        let mut stage = at_first_point();
        for letters in ["m", "x", "l", "u", "a"] {
            let text = stage.at(size);
            assert!(text.contains("So I key by account."), "{size:?} before {letters}:\n{text}");
            stage.press(letters);
        }
    }
}

#[test]
fn keys_of_a_point_are_listed() {
    let mut stage = at_first_point();
    stage.press("?");
    insta::assert_snapshot!("debrief_help", stage.at((80, 24)));
}

/// Answers that nobody expects: whatever the length and the letters, the sentence that is pointed
/// at is in sight.
#[test]
fn a_long_answer_is_looked_at_around_the_sentence_that_is_pointed_at() {
    let bullets: Vec<String> = (1..=1000).map(|number| format!("- step number {number}")).collect();
    let texts = [
        bullets.join("\n"),
        "we key by account, ".repeat(11_000),
        "数据按账户分区。每个分区由一个消费者读取。".repeat(500),
        "العربية أولا ثم الثانية. ".repeat(500),
        "x".repeat(200_000),
    ];
    for text in texts {
        let mut stage = at_question();
        stage.studio.receive(Message::Pasted(text.clone()));
        stage.settle().alt('s').write("Split it.").alt('s').press("32").enter();
        for code in [KeyCode::End, KeyCode::PageUp, KeyCode::Up, KeyCode::Home, KeyCode::Down] {
            stage.key(Key::plain(code));
            for size in SIZES {
                let shown = stage.at(size);
                assert!(shown.contains('▌'), "{code:?} at {size:?}:\n{shown}");
            }
        }
        stage.press("m");
        let mark = stage.studio.state.marks.values().next().expect("marked");
        assert_eq!(mark.grounds.at.len(), 1);
    }
}

#[test]
fn panels() {
    let mut stage = at_question();
    stage.write("Some words").alt('x').write("ti");
    let palette = stage.text();
    stage.key(Key::plain(KeyCode::Esc)).key(Key::plain(KeyCode::F(1)));
    let help = stage.text();
    stage.key(Key::plain(KeyCode::Esc)).ctrl('c');
    let leave = stage.text();
    stage.key(Key::plain(KeyCode::Esc)).alt('w').write("the door").enter();
    insta::assert_snapshot!([palette, help, leave, stage.text()].join("\n\n"));
    assert_eq!(stage.answer(), "Some words");
}

#[test]
fn a_small_terminal_says_what_it_needs() {
    let mut stage = at_question();
    stage.write("kept");
    insta::assert_snapshot!(stage.at((50, 6)));
    stage.write(" too");
    assert_eq!(stage.answer(), "kept too");
}

#[test]
fn ascii_alone_where_the_terminal_knows_no_more() {
    let theme = Theme { name: ThemeName::Plain, ascii: true };
    let mut stage = stage(plans::behavioral(plans::PRACTICE), (80, 24), theme);
    stage.enter().write("déjà vu");
    let text = stage.text();
    assert!(text.is_ascii(), "{text}");
    let cells = stage.screen.cells.borrow();
    assert!(cells.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
}

#[test]
fn foreign_text_steers_no_terminal() {
    let mut events = plans::phone_screen(plans::PRACTICE);
    for event in &mut events {
        if let Event::QuestionDrawn { ask, .. } = event {
            ask.prompt = "a\u{1b}[2Jb\u{202e}c".to_owned();
            ask.title = "t\u{9b}31m\u{200b}".to_owned();
        }
    }
    let mut stage = open(events);
    stage.enter().alt('s');
    let text = stage.text();
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    assert!(!text.contains('\u{202e}') && text.contains("a[2Jbc"), "{text}");
}

/// What a frame may take.
const FRAME_MOST: std::time::Duration = std::time::Duration::from_millis(1);

/// The figure of a frame; `cargo test --release --lib frame_time -- --ignored --nocapture`.
#[test]
#[ignore = "a figure, not a test"]
#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "it measures and tells")]
fn frame_time() {
    let sentence = "Kafka only promises order inside one partition. ";
    let lines = format!("{}\n", sentence.repeat(10).trim_end()).repeat(43);
    let answers = [("of a few words", sentence.to_owned()), ("of 20 KB", lines)];
    for (plan, events) in [
        ("free", plans::phone_screen(plans::PRACTICE)),
        ("star", plans::behavioral(plans::PRACTICE)),
        ("console", plans::phone_screen(plans::PEER)),
    ] {
        for (size, text) in &answers {
            let mut stage = open(events.clone());
            stage.enter();
            if plan == "console" {
                stage.alt('s');
            }
            stage.studio.receive(Message::Pasted(text.clone()));
            if plan == "console" {
                stage.settle().key(Key::plain(KeyCode::F(9))).enter();
                assert!(stage.studio.face().model.is_leading());
            }
            stage.at((200, 50));
            let scene =
                Scene { state: &stage.studio.state, now: stage.studio.now(), not_saved: None };
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
            let begun = std::time::Instant::now();
            for _ in 0..1000 {
                view::render(&stage.studio.face().model, &scene, &mut buffer);
            }
            let frame = begun.elapsed() / 1000;
            let missed = if frame > FRAME_MOST { ": MISSED" } else { "" };
            eprintln!(
                "a frame of 200 × 50, {plan}, an answer {size}: {frame:?}; at most {FRAME_MOST:?}{missed}"
            );
        }
    }
}
