//! Screens besides a question and its debrief, at every size, and what people do on them.

use super::*;
use crate::engine::event::Scope;
use crate::testing::plans::PEER;

#[test]
fn a_talk_a_speech_and_ones_own_questions() {
    let mut stage = open(plans::phone_screen(plans::PRACTICE));
    stage.enter().write("Pipelines for a shop.");
    let talk = stage.every_size();
    stage.alt('s').key(Key::plain(KeyCode::F(8))).pass(20).enter();
    let speech = stage.every_size();
    stage.alt('s').write("key by account").alt('s').write("split").alt('s');
    stage.press("32").enter().press("xxxn").enter().enter();
    let own = stage.every_size();
    assert!(own.contains("your turn to ask"), "{own}");
    insta::assert_snapshot!("talk_speech_own", [talk, speech, own].join("\n\n"));
}

#[test]
fn a_pause_and_what_lies_on_top() {
    let mut stage = at_question();
    stage.write("Some words").alt('q');
    let question = stage.every_size();
    stage.key(Key::plain(KeyCode::Esc)).key(Key::plain(KeyCode::F(1)));
    let help = stage.every_size();
    stage.key(Key::plain(KeyCode::Esc)).alt('x').write("ti");
    let palette = stage.every_size();
    stage.key(Key::plain(KeyCode::Esc)).ctrl('c');
    let menu = stage.every_size();
    stage.key(Key::plain(KeyCode::Esc)).alt('a').write("Who");
    let line = stage.every_size();
    stage.key(Key::plain(KeyCode::Esc)).alt('w').write("the door").enter();
    let pause = stage.every_size();
    insta::assert_snapshot!("on_top", [question, help, palette, menu, line, pause].join("\n\n"));
}

/// Skipped, then judged no further; and the end of it all.
#[test]
fn a_question_that_is_skipped_and_the_end() {
    let mut stage = open(plans::behavioral(plans::PRACTICE));
    stage.enter().key(Key::plain(KeyCode::F(7))).press("y");
    let between = stage.every_size();
    assert_eq!(between.matches("v model answer").count(), SIZES.len(), "{between}");
    insta::assert_snapshot!("skipped", between);
}

/// The interviewer asks before the answer is in: the candidate is told, answers, and goes on.
#[test]
fn a_followup_that_cuts_in() {
    let mut desk = open(plans::phone_screen(PEER));
    desk.enter().write("Hello.").alt('s').write("Kafka only promises order inside");
    desk.key(Key::plain(KeyCode::F(9))).enter().press("f").enter().enter();
    let cut_in = desk.every_size();
    assert!(cut_in.contains("Follow-up 1") && cut_in.contains("done, back"), "{cut_in}");
    desk.write("Split the key.").alt('s');
    let back = desk.every_size();
    assert!(back.contains("Kafka only promises order inside"), "{back}");
    desk.write(" one partition.");
    assert!(desk.answer().starts_with("Kafka only promises order inside one partition."));
    insta::assert_snapshot!("cut_in", [cut_in, back].join("\n\n"));
}

#[test]
fn a_guess_is_taken_back_until_it_is_sealed() {
    let mut stage = at_question();
    stage.write("Kafka promises order inside one partition.").alt('s');
    stage.write("Split the hot key.").alt('s').press("33");
    assert!(stage.text().contains("Enter seals your guess"), "{}", stage.text());
    let back = Key::plain(KeyCode::Backspace);
    stage.key(back).key(back).press("21");
    let scope = Scope::Question { slot: 0, item: 1 };
    let sealed = |stage: &Fixture| -> Option<Vec<u32>> {
        let found = stage.studio.state.sealed.get(&(scope, Seat::Candidate))?;
        Some(found.iter().map(|(_, guess)| *guess).collect())
    };
    assert_eq!(sealed(&stage), None);
    stage.enter();
    assert_eq!(sealed(&stage), Some(vec![2, 1]));
}

#[test]
fn a_page_scrolls_by_its_keys_and_closes_by_esc_q_and_its_own() {
    let mut stage = at_question();
    stage.at((60, 16));
    let letter = |letter| Key::plain(KeyCode::Char(letter));
    // The clock apart.
    let page = |stage: &Fixture| stage.text().split_once('\n').expect("lines").1.to_owned();
    let open = [Key::plain(KeyCode::F(1)), Key::alt('q')];
    for opens in open {
        for closes in [Key::plain(KeyCode::Esc), letter('q'), opens] {
            stage.key(opens);
            let first = page(&stage);
            assert!(stage.studio.face().model.panel.is_some());
            for (down, up) in [
                (Key::plain(KeyCode::End), Key::plain(KeyCode::Home)),
                (letter('G'), letter('g')),
                (letter('j'), letter('k')),
                (Key::plain(KeyCode::PageDown), Key::plain(KeyCode::PageUp)),
            ] {
                stage.key(down);
                let is_short = opens == Key::alt('q');
                assert!(is_short || page(&stage) != first, "{down}:\n{first}");
                stage.key(up);
                assert_eq!(page(&stage), first, "{up}");
            }
            stage.key(closes);
            assert!(stage.studio.face().model.panel.is_none(), "{closes}");
        }
    }
    assert_eq!(stage.answer(), "", "nothing of it was typed");
}

#[test]
fn every_row_of_the_help_has_a_way_to_it() {
    let mut stage = at_question();
    stage.key(Key::plain(KeyCode::F(1)));
    let text = stage.at((200, 90));
    let rows = text.lines().skip(3).filter(|line| !line.trim().is_empty());
    for row in rows.filter(|row| !row.starts_with('─')) {
        assert!(!row.starts_with("  "), "no key: {row}");
    }
    assert!(text.contains("(Alt-X)      empty this part of the answer"), "{text}");
    assert!(text.find("Keys that act here") < text.find("Not at the moment"), "{text}");
}

/// A drawing is told of where one can be made, and its arrows keep all their words.
#[test]
fn an_outline_says_what_is_drawn() {
    let mut stage = open(plans::onsite(plans::PRACTICE));
    stage.enter().write("Who reads it?").alt('s').alt('s');
    let empty = stage.text();
    assert!(empty.contains("is drawn at once"), "{empty}");
    stage.key(Key::plain(KeyCode::F(1)));
    assert!(stage.at((200, 90)).contains("a -> b: how"), "{}", stage.text());
    stage.key(Key::plain(KeyCode::Esc));
    stage.write("gateway -> kafka: events keyed by the user, exactly once");
    let drawn = stage.at((80, 24));
    assert!(!drawn.contains('…'), "{drawn}");
}

/// What is said is never cut where the answer can spare a line.
#[test]
fn a_long_sentence_below_the_answer_is_shown_whole() {
    let mut stage = at_question();
    let text = "answer.py was saved elsewhere: that text counts; yours is in answer.conflict-1.py.";
    stage.studio.receive(Message::Noticed(text.to_owned()));
    for size in SIZES {
        let shown = stage.at(size).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains("answer.conflict-1.py."), "{size:?}: {shown}");
    }
}

/// What is on standard input is the first answer, and can be taken out again.
#[test]
fn a_text_that_came_by_a_pipe_is_put_into_the_first_answer() {
    let given = |events: Vec<Event>, text: &str| {
        let screen = Screen::new((80, 24));
        let (surface, text) = (screen.clone(), Some(text.to_owned()));
        let face = move |_, _| {
            RoomFace::new(Box::new(surface), setup(), DARK, Keymap::default()).with_given(text)
        };
        let mut stage = Fixture { studio: Studio::open(events, face), screen };
        stage.enter();
        stage
    };
    let mut stage = given(plans::coding(plans::PRACTICE), "SELECT 1\nFROM t\n\n");
    stage.settle();
    assert_eq!(stage.answer(), "SELECT 1\nFROM t||");
    let said = "Standard input is in Code (2 lines); ^Z takes it out.";
    assert!(stage.text().contains(said), "{}", stage.text());
    stage.ctrl('z');
    assert!(stage.answer().starts_with("-- Columns"), "{}", stage.answer());
    // A talk is no answer: it waits for the question.
    let mut stage = given(plans::phone_screen(plans::PRACTICE), "By account.");
    stage.settle();
    assert_eq!(stage.answer(), "");
    stage.write("Pipelines.").alt('s').settle();
    assert_eq!(stage.answer(), "By account.");
    // Nobody is asked for a text there.
    let mut stage = given(plans::quiz(plans::PRACTICE), "2");
    stage.settle();
    assert_eq!(stage.answer(), "");
}

/// Time that runs out ends an exam, and what was written is in it.
#[test]
fn time_that_runs_out_ends_the_session() {
    let mut stage = open(plans::behavioral(plans::EXAM));
    stage.enter().write("Half a story.").pass(11 * 60);
    assert_eq!(stage.answer().split('|').next(), Some("Half a story."));
    for key in "1234mnxs".chars().cycle().take(60) {
        if stage.studio.is_done {
            break;
        }
        stage.key(Key::plain(KeyCode::Char(key))).enter();
    }
    assert!(stage.studio.is_done, "{}", stage.text());
    let goodbye = stage.studio.into_face().into_goodbye().join("\n");
    assert!(goodbye.contains("mock report") && goodbye.contains("mock transcript"), "{goodbye}");
}
