//! Scripted sessions, as a person reads them.

use std::path::PathBuf;

use super::*;
use crate::message::Message;
use crate::testing::plans::{
    EXAM, PRACTICE, behavioral, modelling, onsite, phone_screen, quiz, review,
};
use crate::testing::{Paper, Studio, Untouched};
use crate::ui::out::Look;
use crate::view::report::Report;
use crate::view::transcript::Transcript;

/// A terminal on which nothing moves, as a screen reader has it; what is typed is not shown.
const TYPED: Look = Look { typed: true, ..Look::PIPE };

fn setup() -> Setup {
    Setup {
        folder: PathBuf::from("/nonexistent"),
        saved_in: Some("~/.local/share/mock/sessions".to_owned()),
        editor: String::new(),
        judging_only: false,
        stories: crate::ui::face::Shelf::default(),
    }
}

fn face(look: Look) -> impl FnOnce(Paper, Untouched) -> PlainFace {
    move |paper, keys| PlainFace::new(Out::new(Box::new(paper), look), Box::new(keys), setup())
}

fn studio(look: Look, events: Vec<crate::engine::Event>) -> Studio<PlainFace> {
    Studio::open(events, face(look))
}

const ANSWER: [&str; 9] = [
    "",
    ".",
    "/ask How many partitions does the topic have?",
    "/hint",
    "y",
    "Kafka keeps order inside one partition. So I key every payment by account.",
    ".",
    "I would split the merchant into buckets.",
    ".",
];

#[test]
fn a_phone_screen_question_with_a_clarification_and_a_hint() {
    for width in [80, 120, 20] {
        let mut studio = studio(TYPED.sized(width, 24), phone_screen(PRACTICE));
        studio.lines(&ANSWER);
        insta::assert_snapshot!(format!("phone_screen_{width}"), studio.text());
    }
}

#[test]
fn a_debrief_from_the_guess_to_the_score() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&ANSWER);
    let before = studio.text().len();
    // Guesses, sealed; scope met where it is suggested; key met, which asks where; the follow-up
    // partly; help; no red flag, taken back, and once more; the score; the model; on to the
    // candidate's own questions; the round.
    studio.lines(&["3", "5", "3", "", "m", "m", "2 3", "m 2", "p 3", "?", "n", "u", "n", ""]);
    studio.lines(&["v", "n", "What does on-call look like?", ".", "x", "", "n"]);
    assert!(studio.is_done, "{}", &studio.text()[before..]);
    insta::assert_snapshot!("debrief", &studio.text()[before..]);
}

#[test]
fn a_line_that_means_nothing_at_a_point_is_answered_with_its_keys() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&ANSWER).lines(&["3", "3", ""]);
    let before = studio.text().len();
    studio.line("zzz");
    let told = studio.text()[before..].to_owned();
    assert!(told.contains("Not understood. Keys: m p x "), "{told}");
    assert!(!told.contains(">;") && !told.contains("? ;"), "{told}");
}

#[test]
fn a_review_shows_its_file_by_numbered_lines() {
    let mut studio = studio(TYPED, review(PRACTICE));
    studio.lines(&["", "/show"]);
    insta::assert_snapshot!("review", studio.text());
}

#[test]
fn a_model_lists_its_views_and_rows_and_waits_for_the_turn() {
    let mut studio = studio(TYPED, modelling(PRACTICE));
    studio.lines(&["", "CREATE VIEW answer_1 AS SELECT 1;", ".", ".", ".", "n", "/show"]);
    insta::assert_snapshot!("modelling", studio.text());
}

#[test]
fn star_letters_are_asked_and_timed() {
    let mut studio = studio(TYPED, behavioral(PRACTICE));
    studio.lines(&[
        "",
        "Last spring our nightly load was late.",
        ".",
        "I owned the alerts.",
        ".",
        "I measured the queue",
        "and moved the check to the front.",
        "/back",
        ".",
        ".",
        "Two hours became 15 minutes.",
        ".",
    ]);
    insta::assert_snapshot!("star", studio.text());
}

#[test]
fn warnings_come_as_lines_and_the_prompt_again() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&["", "."]);
    let before = studio.text().len();
    studio.pass(Span::minutes(16)).line("Too late, but kept.").pass(Span::minutes(9));
    insta::assert_snapshot!("warnings", &studio.text()[before..]);
}

#[test]
fn an_exam_pause_hides_the_question_and_brings_it_back() {
    let look = Look { moves: true, ..TYPED };
    let mut studio = studio(look, phone_screen(EXAM));
    studio.lines(&["", ".", "Order holds inside one partition.", "/pause the door"]);
    let text = studio.text();
    let screen = text.rsplit("\x1b[2J").next().expect("cleared").to_owned();
    assert!(!screen.contains("Payments") && !screen.contains("one partition"), "{screen}");
    studio.pass(Span::minutes(3)).line("");
    let back = studio.text()[text.len()..].to_owned();
    insta::assert_snapshot!("exam_pause", format!("{screen}----\n{back}"));
}

#[test]
fn at_zero_an_exam_takes_what_is_written_and_keeps_the_line_under_way() {
    let mut studio = studio(TYPED, phone_screen(EXAM));
    studio.lines(&["", ".", "Order holds inside one partition."]);
    studio.pass(Span::minutes(30)).line("And I key by account.");
    let late = &studio.state.slots[0].items[1].late;
    assert_eq!(late["answer"], "Order holds inside one partition.\nAnd I key by account.");
    let attempt = studio.state.slots[0].items[1].scored_attempt().expect("one");
    assert_eq!(attempt.fields[0].text, "Order holds inside one partition.");
}

#[test]
fn what_is_pasted_is_text_and_runs_no_commands() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.receive(Message::Pasted("one\n/end".to_owned()));
    assert!(studio.text().contains("You pasted 2 lines where no text is written"));
    studio.lines(&["", ".", "Typed first."]);
    studio.receive(Message::Pasted("SELECT 1\n.\n/skip\n\n/hint".to_owned()));
    studio.receive(Message::Pasted(".".to_owned()));
    studio.line("Typed last.");
    let field = crate::seat::answer::open_field(&studio.state).map(|field| field.text.clone());
    let text = "Typed first.\nSELECT 1\n.\n/skip\n\n/hint\n.\nTyped last.";
    assert_eq!(field.as_deref(), Some(text));
    let said = studio.text();
    assert!(said.contains("Pasted: 5 lines") && !said.contains("Take it?"), "{said}");
}

#[test]
fn what_is_not_taken_says_why_and_loses_nothing() {
    let mut studio = studio(TYPED, phone_screen(EXAM));
    studio.lines(&[
        "",
        ".",
        "First.",
        "/extend 5",
        "/hnit",
        "/resume",
        "/hint",
        "y",
        "/hint",
        "//x",
    ]);
    let before = studio.text();
    let attempt = studio.state.slots[0].items[1].scored_attempt().expect("one");
    assert_eq!(attempt.fields[0].text, "First.\n/x");
    insta::assert_snapshot!("rejected", &before[before.find("First.").expect("typed")..]);
}

#[test]
fn a_loop_in_exam_goes_through_phases_break_and_quiz_to_the_end() {
    let mut studio = studio(TYPED, onsite(EXAM));
    studio.lines(&["", "shop -> lake: kafka", ".", "1 TB a day", ".", "/next", "y"]);
    studio.lines(&["By merchant and day.", ".", "", "not yet", "", "7", "2", "."]);
    // The design: a guess for the round, three points, both scores; the quiz; the loop.
    studio.lines(&["3", "", "p 1", "m 1", "n", "", "", "", "4", "", "v", "", "", ""]);
    assert!(studio.is_done, "{}", studio.text());
    insta::assert_snapshot!("onsite", studio.text());
}

#[test]
fn ctrl_c_asks_and_a_second_one_leaves_saved() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&["", "."]);
    let before = studio.text().len();
    studio.signal(Signal::Interrupt).line("p").line("").line("Ordered by key.");
    studio.signal(Signal::Interrupt).signal(Signal::Interrupt);
    assert!(studio.is_done && studio.state.ended.is_none());
    insta::assert_snapshot!("interrupt", &studio.text()[before..]);
}

#[test]
fn a_reopened_session_says_where_it_was() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&["", ".", "/ask How many partitions?", "Ordered by key."]);
    studio.signal(Signal::Terminate);
    assert!(studio.is_done);
    let mut studio = studio.reopened(face(TYPED));
    studio.line("").line("And one consumer each.");
    let attempt = studio.state.slots[0].items[1].scored_attempt().expect("one");
    assert_eq!(attempt.fields[0].text, "Ordered by key.\nAnd one consumer each.");
    insta::assert_snapshot!("reopened", studio.text());
}

#[test]
fn a_pause_is_no_return_whatever_its_reason_says() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&["", ".", "/pause left"]);
    let text = studio.text();
    assert!(text.contains("Paused: left") && !text.contains("Welcome back"), "{text}");
}

#[test]
fn the_end_of_input_leaves_the_session_saved_after_what_was_typed() {
    let mut studio = studio(Look::PIPE, phone_screen(PRACTICE));
    for line in ["", ".", "Ordered by key."] {
        studio.receive(Message::Line(line.to_owned()));
    }
    studio.receive(Message::InputClosed);
    assert!(studio.is_done && studio.state.ended.is_none());
    let attempt = studio.state.slots[0].items[1].scored_attempt().expect("one");
    assert_eq!(attempt.fields[0].text, "Ordered by key.");
    assert!(studio.text().ends_with("mock resume 9S0DFG\n"), "{}", studio.text());
}

#[test]
fn an_answer_aloud_marks_points_and_takes_notes() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&["", "."]);
    let before = studio.text().len();
    studio.lines(&["/speak", "", "", ".", "order inside a partition", "."]);
    assert!(studio.state.slots[0].items[1].spoken);
    insta::assert_snapshot!("aloud", &studio.text()[before..]);
}

#[test]
fn the_journal_that_cannot_be_written_is_told_once_and_its_return_too() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&["", "."]);
    studio.receive(Message::NotSaved { cause: "no space left on the disk".to_owned() });
    studio.line("Kept in memory.").line("This too.");
    studio.receive(Message::SavedAgain);
    studio.line("And this.");
    let text = studio.text();
    assert_eq!(text.matches("NOT SAVED: no space left").count(), 1, "{text}");
    assert_eq!(text.matches("Saved again").count(), 1, "{text}");
}

#[test]
fn while_nothing_can_be_saved_ctrl_c_twice_still_leaves() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&["", "."]);
    studio.receive(Message::NotSaved { cause: "no space left on the disk".to_owned() });
    studio.signal(Signal::Interrupt).signal(Signal::Interrupt);
    assert!(studio.is_done);
    assert!(studio.text().contains("may be lost"), "{}", studio.text());
}

#[test]
fn a_quiz_in_practice_is_scored_without_a_guess() {
    let mut studio = studio(TYPED, quiz(PRACTICE));
    studio.lines(&["", "2", "."]);
    let text = studio.text();
    assert!(text.contains("chosen   you chose 2, which is right"), "{text}");
    assert!(!text.contains("your guess"), "{text}");
}

#[test]
fn what_is_put_off_shows_the_model_and_leads_back_to_the_guess() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&ANSWER);
    let before = studio.text().len();
    studio.lines(&["3", "l", "v", "g", "b", "2", "4", ""]);
    insta::assert_snapshot!("put_off", &studio.text()[before..]);
}

#[test]
fn a_skipped_question_shows_its_model_and_can_be_answered_after_all() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&["", ".", "/skip", "yes"]);
    let before = studio.text().len();
    studio.lines(&["v", "r", "Order holds inside a partition.", ".", "n"]);
    insta::assert_snapshot!("skipped", &studio.text()[before..]);
}

#[test]
fn a_second_attempt_stands_beside_the_first() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    studio.lines(&ANSWER);
    studio.lines(&["3", "3", "", "m", "m 2", "p 3", "n", ""]);
    let before = studio.text().len();
    studio.lines(&["r", "Order holds inside one partition,", "so I key by account.", "."]);
    insta::assert_snapshot!("once_more", &studio.text()[before..]);
    // Transcript and report have both side by side, too.
    let transcript = Transcript::new(&studio.state, &[]).markdown();
    let report = Report::new(&studio.state, &[]).html();
    for page in [transcript, report] {
        for words in ["First and later attempts", "second attempt", "so I key by account."] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}

#[test]
fn the_help_lists_what_can_be_typed_here() {
    let help = |events: Vec<crate::engine::Event>, lines: &[&str]| {
        let mut studio = studio(TYPED, events);
        studio.lines(lines);
        let before = studio.text().len();
        studio.line("/help");
        studio.text()[before..].to_owned()
    };
    let star = help(behavioral(PRACTICE), &[""]);
    assert!(star.contains("/speak") && star.contains("/extend"), "{star}");
    for code in ["/run", "/cases", "/hand", "/resume", "/file"] {
        assert!(!star.contains(code), "{code}: {star}");
    }
    let exam = help(phone_screen(EXAM), &["", "."]);
    assert!(!exam.contains("/extend"), "{exam}");
    let choice = help(quiz(PRACTICE), &[""]);
    assert!(!choice.contains("/edit") && !choice.contains("/speak"), "{choice}");
    let lobby = help(phone_screen(PRACTICE), &[]);
    assert!(!lobby.contains("/skip") && lobby.contains("Enter goes on."), "{lobby}");
}

#[test]
fn a_wrong_option_is_told_beside_the_right_one_and_why_it_is() {
    let mut studio = studio(TYPED, quiz(PRACTICE));
    studio.lines(&["", "1", "."]);
    let text = studio.text();
    assert!(text.contains("chosen   you chose 1; 2 is right: "), "{text}");
}

#[test]
fn where_nothing_moves_nothing_but_lines_is_written() {
    let dumb = Look { plain_letters: true, ..TYPED };
    let mut studio = studio(dumb, onsite(PRACTICE));
    studio.lines(&["", "shop -> lake: kafka", "/speak", "", ".", ".", ".", "."]);
    studio.lines(&["l", "n", "l", ""]).pass(Span::minutes(3));
    assert!(!studio.text().contains('\u{1b}') && !studio.text().contains('\r'));
}

#[test]
fn the_keyboard_is_told_what_is_wanted() {
    let mut studio = studio(TYPED, phone_screen(PRACTICE));
    assert_eq!(studio.wanted(), Want::Lines);
    studio.lines(&["", ".", "/hint"]);
    assert_eq!(studio.wanted(), Want::Answer);
    studio.line("no, thanks");
    assert!(studio.text().contains("Type one of y, n"), "{}", studio.text());
}

/// A home with a folder for stories, of which there are two.
fn with_stories(folder: &std::path::Path) -> Setup {
    let story = |id: &str, title: &str| crate::engine::event::OwnStory {
        id: id.to_owned(),
        title: title.to_owned(),
    };
    let titles = vec![
        story("lost-table", "The table that lost a hundred customers"),
        story("late-load", "The load that was late every Monday"),
    ];
    let folder = Some(folder.join("stories"));
    Setup { stories: crate::ui::face::Shelf { titles, folder }, ..setup() }
}

#[test]
fn titles_are_listed_one_is_noted_and_the_answer_kept() {
    let home = tempfile::tempdir().expect("a folder");
    let setup = with_stories(home.path());
    let mut studio = Studio::open(behavioral(PRACTICE), |paper, keys| {
        PlainFace::new(Out::new(Box::new(paper), TYPED), Box::new(keys), setup)
    });
    let told = |studio: &Studio<PlainFace>| {
        let item = studio.state.item_state(0, 0).expect("the question");
        item.story.as_ref().map(|story| story.id.clone())
    };
    studio.lines(&["", "/story", "/story 7", "/story monday", "/stories"]);
    assert_eq!(told(&studio).as_deref(), Some("late-load"));
    studio.lines(&["/story none"]);
    assert_eq!(told(&studio), None);
    studio.lines(&["It broke.", ".", "It was mine.", ".", "I mended it.", ".", "It ran.", "."]);
    while !studio.text().trim_end().ends_with('>') || !studio.text().contains("keep as a story") {
        let before = studio.text().len();
        studio.lines(&["l"]);
        if studio.text().len() == before {
            break;
        }
        assert!(studio.text().len() < 40_000, "{}", studio.text());
    }
    studio.lines(&["k", "Zero rows, told again"]);
    insta::assert_snapshot!(
        "stories",
        studio.text().replace(&home.path().display().to_string(), "~")
    );
    assert_eq!(told(&studio).as_deref(), Some("zero-rows-told-again"));
    let file = home.path().join("stories/zero-rows-told-again.md");
    let file = std::fs::read_to_string(file).expect("kept");
    assert!(file.contains("## Action\n\nI mended it.\n"), "{file}");
}

#[test]
fn a_title_is_left_with_a_dot_and_a_folder_that_cannot_be_had_is_said() {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(home.path().join("stories"), "in the way").expect("written");
    let setup = with_stories(home.path());
    let mut studio = Studio::open(behavioral(PRACTICE), |paper, keys| {
        PlainFace::new(Out::new(Box::new(paper), TYPED), Box::new(keys), setup)
    });
    studio.lines(&["", "It broke.", ".", ".", ".", ".", "y", "l", "k", "."]);
    assert!(studio.text().contains("Not kept."), "{}", studio.text());
    studio.lines(&["k", ""]);
    assert!(studio.text().contains("can't be kept in"), "{}", studio.text());
    assert_eq!(studio.state.item_state(0, 0).and_then(|item| item.story.clone()), None);
}

#[test]
fn without_stories_it_is_said_how_to_begin_one() {
    let mut studio = studio(TYPED, behavioral(PRACTICE));
    studio.lines(&["", "/story", "/story 1"]);
    assert_eq!(
        studio.text().matches("`mock story new` begins one").count(),
        2,
        "{}",
        studio.text()
    );
    let mut phone = self::studio(TYPED, phone_screen(PRACTICE));
    phone.lines(&["", ".", "/story"]);
    assert!(phone.text().contains("No question that asks for a story"), "{}", phone.text());
}
