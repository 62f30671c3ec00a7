//! The titles of one's own stories, at hand in a behavioral round.

use super::*;
use crate::engine::event::OwnStory;
use crate::ui::face::Shelf;

fn told(stage: &Fixture) -> Option<String> {
    let item = stage.studio.state.item_state(0, 0)?;
    item.story.as_ref().map(|story| story.id.clone())
}

fn with_stories(folder: &std::path::Path, count: usize) -> Fixture {
    let titles = ["The table that lost a hundred customers", "The load that was late every Monday"]
        .into_iter()
        .cycle()
        .zip(1..=count)
        .map(|(title, number)| OwnStory { id: format!("story-{number}"), title: title.to_owned() })
        .collect();
    let stories = Shelf { titles, folder: Some(folder.join("stories")) };
    let screen = Screen::new((80, 24));
    let surface = screen.clone();
    let setup = Setup { stories, ..setup() };
    let face = |_, _| RoomFace::new(Box::new(surface), setup, DARK, Keymap::default());
    let events = plans::behavioral(plans::PRACTICE);
    Fixture { studio: Studio::open(events, face), screen }
}

#[test]
fn titles_are_listed_and_one_is_noted() {
    let home = tempfile::tempdir().expect("a folder");
    let mut stage = with_stories(home.path(), 2);
    stage.enter().write("In March our nightly load failed.");
    stage.alt(',');
    insta::assert_snapshot!("stories_listed", stage.every_size());
    let narrow = stage.at((60, 16));
    assert!(narrow.contains("Backspace none   Esc back"), "{narrow}");
    stage.key(Key::plain(KeyCode::Down)).enter();
    assert_eq!(told(&stage).as_deref(), Some("story-2"));
    assert!(stage.text().contains("Noted: you tell"), "{}", stage.text());
    assert_eq!(stage.answer(), "In March our nightly load failed.|||");
    stage.alt(',').press("1");
    assert_eq!(told(&stage).as_deref(), Some("story-1"));
    stage.alt(',').key(Key::plain(KeyCode::Backspace));
    assert_eq!(told(&stage), None);
    stage.alt(',').key(Key::plain(KeyCode::Esc));
    stage.write(" Twice.");
    assert!(stage.answer().starts_with("In March our nightly load failed. Twice."));
}

#[test]
fn a_long_list_scrolls_and_the_palette_finds_it() {
    let home = tempfile::tempdir().expect("a folder");
    let mut stage = with_stories(home.path(), 30);
    stage.enter().alt('x').write("stories").enter();
    stage.key(Key::plain(KeyCode::End));
    assert!(stage.text().contains("> 30  The load"), "{}", stage.text());
    stage.enter();
    assert_eq!(told(&stage).as_deref(), Some("story-30"));
}

#[test]
fn an_answer_is_kept_under_the_title_that_is_given() {
    let home = tempfile::tempdir().expect("a folder");
    let mut stage = with_stories(home.path(), 0);
    stage.enter().alt(',');
    assert!(stage.text().contains("You have no stories yet"), "{}", stage.text());
    stage.write("It broke.").alt('s').alt('s').write("I mended it.").alt('s').alt('s');
    for _ in 0..6 {
        if stage.text().contains("k keeps this answer") {
            break;
        }
        stage.press("y").press("l");
    }
    stage.press("k");
    assert!(stage.text().contains("what you call the story"), "{}", stage.text());
    stage.ctrl('u').write("Zero rows").enter();
    assert_eq!(told(&stage).as_deref(), Some("zero-rows"));
    let file = std::fs::read_to_string(home.path().join("stories/zero-rows.md")).expect("kept");
    assert!(file.contains("title = \"Zero rows\"") && file.contains("I mended it."), "{file}");
    assert!(stage.text().contains("Kept as zero-rows"), "{}", stage.text());
    assert!(!stage.text().contains("k keeps this answer"), "{}", stage.text());
}

#[test]
fn elsewhere_the_key_means_nothing() {
    let mut stage = at_question();
    stage.alt(',');
    assert!(stage.text().contains("has no meaning here"), "{}", stage.text());
}
