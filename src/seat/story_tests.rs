//! Which story is told, and which answer can be kept.

use crate::engine::decide::decide;
use crate::engine::event::{Event, OwnStory, Scope};
use crate::engine::{Command, Rejected, Seat, Stage, Stamped, State};
use crate::seat::debrief::{Debrief, Step};
use crate::seat::outcome::Outcome;
use crate::seat::situation::{between, between_menu};
use crate::seat::story::{KEEP, can_keep, draft, is_asked, tell, titles};
use crate::seat::testing::{Played, answered, begun};
use crate::testing::plans::{EXAM, PEER, PRACTICE, behavioral, phone_screen};

fn lost_table() -> OwnStory {
    OwnStory { id: "lost-table".to_owned(), title: "The lost table".to_owned() }
}

fn late_load() -> OwnStory {
    OwnStory { id: "late-load".to_owned(), title: "The late load".to_owned() }
}

fn rejected(state: &State, seat: Seat, command: Command) -> Rejected {
    decide(state, state.last_at, seat, command).expect_err("not taken")
}

/// At a behavioral question, with something written in two letters.
fn writing() -> Played {
    let mut played = begun(behavioral(PRACTICE));
    let edit = |field: &str, text: &str| Command::Edit { field: field.into(), text: text.into() };
    played.candidate(&[
        Command::Next,
        edit("situation", "In March a job finished with zero rows."),
        Command::OpenField { field: "action".to_owned() },
        edit("action", "I counted the failures."),
    ]);
    played
}

/// The question is closed; in practice it waits to be judged, and judging is put off.
fn closed() -> (Played, Debrief) {
    let mut played = writing();
    played.candidate(&[Command::Finish]);
    while played.state.stage == Stage::Asking {
        played.candidate(&[Command::Skip]);
    }
    if played.state.stage == Stage::Settling {
        played.interviewer(Command::CloseQuestion);
    }
    (played, Debrief::default())
}

#[test]
fn the_last_story_that_is_named_counts_and_none_takes_it_back() {
    let mut played = writing();
    assert!(is_asked(&played.state));
    let told = |played: &Played| played.state.item_state(0, 0).and_then(|item| item.story.clone());
    for story in [Some(lost_table()), Some(late_load()), None, Some(lost_table())] {
        let command = tell(&played.state, story.clone());
        played.candidate(&[command]);
        assert_eq!(told(&played), story);
    }
    let again = decide(
        &played.state,
        played.state.last_at,
        Seat::Candidate,
        tell(&played.state, Some(lost_table())),
    );
    assert_eq!(again, Ok(Vec::new()), "the same once more is no event");
}

#[test]
fn stories_are_told_by_the_candidate_where_one_is_asked_for() {
    let played = writing();
    let state = &played.state;
    let command = tell(state, Some(lost_table()));
    assert_eq!(rejected(state, Seat::Interviewer, command), Rejected::NotYourSeat(Seat::Candidate));
    let nowhere = Command::TellStory { slot: 7, item: 0, story: None };
    assert_eq!(rejected(state, Seat::Candidate, nowhere), Rejected::NothingAsked);
    let nameless = OwnStory { title: " ".to_owned(), ..lost_table() };
    let command = tell(state, Some(nameless));
    assert!(matches!(rejected(state, Seat::Candidate, command), Rejected::Empty(_)));
    let long = OwnStory { title: "x".repeat(2000), ..lost_table() };
    let command = tell(state, Some(long));
    assert!(matches!(rejected(state, Seat::Candidate, command), Rejected::TooLong { .. }));
    let phone = answered(phone_screen(PRACTICE), "In order.");
    let command = Command::TellStory { slot: 0, item: 1, story: Some(lost_table()) };
    assert_eq!(rejected(&phone.state, Seat::Candidate, command), Rejected::NoStoryAsked);
    assert!(!is_asked(&phone.state));
}

#[test]
fn an_event_of_an_older_journal_that_names_no_story_is_none() {
    let json = r#"{"StoryTold":{"slot":0,"item":0}}"#;
    let event: Event = serde_json::from_str(json).expect("reads");
    assert_eq!(event, Event::StoryTold { slot: 0, item: 0, story: None });
    assert_eq!(serde_json::to_string(&event).expect("writes"), json);
    let mut state = begun(behavioral(PRACTICE)).state.clone();
    let before = state.clone();
    let nowhere = Event::StoryTold { slot: 9, item: 9, story: Some(lost_table()) };
    state.apply(&Stamped { at: state.last_at, wall_ms: before.last_wall_ms, event: nowhere });
    assert_eq!(state, before);
}

#[test]
fn a_title_says_where_it_was_told_before() {
    let mut played = writing();
    let stories = [lost_table(), late_load()];
    let command = tell(&played.state, Some(late_load()));
    played.candidate(&[command]);
    let all = titles(&played.state, &stories);
    assert_eq!(all.iter().map(|title| title.is_told_here).collect::<Vec<_>>(), [false, true]);
    assert!(all.iter().all(|title| title.told_at.is_empty()));
}

#[test]
fn an_answer_that_was_written_and_is_no_story_yet_can_be_kept() {
    let (mut played, mut debrief) = closed();
    assert!(can_keep(&played.state, 0, 0));
    assert!(between_menu(&played.state, &debrief).offers(KEEP));
    assert_eq!(between(&played.state, &mut debrief, KEEP), Outcome::Keep(0, 0));
    let draft = draft(&played.state, 0, 0, "Zero rows").expect("written");
    assert_eq!(draft.letters[2], "I counted the failures.");
    assert_eq!(draft.letters[3], "");
    let command = Command::TellStory { slot: 0, item: 0, story: Some(lost_table()) };
    played.candidate(&[command]);
    assert!(!can_keep(&played.state, 0, 0), "it is kept already");
    assert!(!between_menu(&played.state, &debrief).offers(KEEP));
}

#[test]
fn a_blank_answer_or_another_kind_of_question_is_no_story() {
    let mut blank = begun(behavioral(PRACTICE));
    blank.candidate(&[Command::Next]);
    assert!(!can_keep(&blank.state, 0, 0));
    let phone = answered(phone_screen(PRACTICE), "In order.");
    assert!(!can_keep(&phone.state, 0, 1) && !can_keep(&phone.state, 5, 5));
}

#[test]
fn the_debrief_of_an_exam_offers_it_with_the_score() {
    let mut played = begun(behavioral(EXAM));
    let edit = Command::Edit { field: "situation".into(), text: "It broke.".into() };
    played.candidate(&[Command::Next, edit, Command::EndSession]);
    let scope = Scope::Question { slot: 0, item: 0 };
    let mut debrief = Debrief::new(true);
    debrief.begin(&played.state, scope);
    for _ in 0..40 {
        let key = match debrief.step(&played.state, scope) {
            Step::Guess { .. } => "3",
            Step::Mark { .. } => "x",
            Step::Seal { .. } | Step::Ready => "n",
            Step::Look | Step::Confirm | Step::Await | Step::Done => break,
        };
        let outcome = match debrief.press(&played.state, scope, key) {
            // A red flag is answered with no.
            Outcome::Nothing => debrief.press(&played.state, scope, "n"),
            outcome => outcome,
        };
        played.carry_out(outcome);
    }
    assert!(played.state.scores.contains_key(&scope), "scored");
    let mut debrief = Debrief::default();
    debrief.begin(&played.state, scope);
    assert_eq!(debrief.step(&played.state, scope), Step::Look);
    assert_eq!(debrief.press(&played.state, scope, KEEP), Outcome::Keep(0, 0));
}

#[test]
fn a_peer_session_has_the_same_list() {
    let mut played = begun(behavioral(PEER));
    played.candidate(&[Command::Next]);
    let command = tell(&played.state, Some(lost_table()));
    played.candidate(&[command]);
    assert!(titles(&played.state, &[lost_table()])[0].is_told_here);
}
