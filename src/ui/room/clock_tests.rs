//! The clock on the screen, and what happens at zero and in a pause.

use super::*;

/// Half, five minutes, one minute, zero, overtime; each with its colour and its word.
#[test]
fn the_clock_says_what_its_colour_says() {
    let mut stage = open(plans::behavioral(plans::PRACTICE));
    stage.enter();
    let mut seen = Vec::new();
    for seconds in [60, 240, 1, 240, 1, 57, 5] {
        stage.pass(seconds);
        let text = stage.text();
        let top = text.lines().next().unwrap_or_default().to_owned();
        let note = text.lines().rev().nth(2).unwrap_or_default().trim().to_owned();
        let cells = stage.screen.cells.borrow();
        let color = cells[(76, 0)].fg;
        seen.push(format!("{top}  {color:?}\n  {note}"));
    }
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn the_countdown_does_not_drift_in_an_hour() {
    let mut stage = open(plans::phone_screen(plans::PRACTICE));
    let begun = stage.studio.now();
    stage.enter();
    for second in 1..=3600u64 {
        stage.studio.pass(Span(1000 - if second == 1 { 50 } else { 0 }));
        assert_eq!(stage.studio.now() - begun, Span::seconds(second));
        let limit = Span::minutes(25);
        let passed = Span::seconds(second);
        let shown = if passed <= limit { limit.less(passed) } else { passed.less(limit) };
        let text = stage.text();
        let top = text.lines().next().expect("a line");
        assert!(top.contains(&shown.to_string()), "{second}: {shown} not in {top}");
    }
}

#[test]
fn a_pause_in_exam_hides_the_question() {
    let mut stage = open(plans::phone_screen(plans::EXAM));
    stage.enter().write("Hello").alt('s').write("my words").alt('w').enter();
    let text = stage.at((120, 40));
    assert!(!text.contains("Payments") && !text.contains("my words"), "{text}");
    stage.enter();
    assert!(stage.text().contains("my words"));
}

#[test]
fn keys_at_zero_are_meant_for_the_answer() {
    let mut stage = open(plans::behavioral(plans::EXAM));
    stage.enter().write("half a thought");
    stage.pass(600);
    stage.studio.receive(Message::Key(Key::plain(KeyCode::Enter)));
    assert!(!stage.studio.is_done && stage.answer().starts_with("half a thought"));
}
