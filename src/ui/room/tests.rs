//! The room without a terminal: keys in, cells out, on a clock that the test turns.

mod code;

use std::cell::{Cell, RefCell};
use std::io;
use std::path::PathBuf;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::terminal::Surface;
use super::theme::{Theme, ThemeName};
use super::*;
use crate::engine::event::Event;
use crate::message::{Key, KeyCode};
use crate::testing::{Studio, plans};

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 40)];

/// A screen that can be looked at.
#[derive(Clone)]
struct Screen {
    cells: Rc<RefCell<Buffer>>,
    /// Every look at the clock is a frame later, so that everything is drawn.
    uptime: Rc<Cell<u64>>,
    /// How often it was emptied.
    wiped: Rc<Cell<u32>>,
    /// How often the program would have been stopped.
    stopped: Rc<Cell<u32>>,
}

impl Screen {
    fn new((width, height): (u16, u16)) -> Screen {
        let buffer = Buffer::empty(Rect::new(0, 0, width, height));
        Screen {
            cells: Rc::new(RefCell::new(buffer)),
            uptime: Rc::default(),
            wiped: Rc::default(),
            stopped: Rc::default(),
        }
    }

    fn resize(&self, (width, height): (u16, u16)) {
        *self.cells.borrow_mut() = Buffer::empty(Rect::new(0, 0, width, height));
    }
}

impl Surface for Screen {
    fn draw(&mut self, draw: &mut dyn FnMut(&mut Buffer)) -> io::Result<()> {
        draw(&mut self.cells.borrow_mut());
        Ok(())
    }

    fn wipe(&mut self) -> io::Result<()> {
        self.cells.borrow_mut().reset();
        self.wiped.set(self.wiped.get() + 1);
        Ok(())
    }

    fn leave(&mut self) {}

    /// The program that runs the tests must go on.
    fn stop(&mut self) -> io::Result<()> {
        self.stopped.set(self.stopped.get() + 1);
        Ok(())
    }

    fn enter(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn uptime(&self) -> u64 {
        self.uptime.set(self.uptime.get() + FRAME_MS);
        self.uptime.get()
    }
}

struct Desk {
    studio: Studio<RoomFace>,
    screen: Screen,
}

fn setup() -> Setup {
    Setup {
        // No editor is ever started here: there is no such folder, and it cannot be made.
        folder: PathBuf::from("/dev/null/nowhere"),
        saved_in: Some("/sessions/01KB1Q2W".to_owned()),
        editor: "false".to_owned(),
        judging_only: false,
    }
}

fn stage(events: Vec<Event>, size: (u16, u16), theme: Theme) -> Desk {
    let screen = Screen::new(size);
    let surface = screen.clone();
    let face = |_, _| RoomFace::new(Box::new(surface), setup(), theme);
    Desk { studio: Studio::open(events, face), screen }
}

const DARK: Theme = Theme { name: ThemeName::Dark, ascii: false };

fn open(events: Vec<Event>) -> Desk {
    stage(events, (80, 24), DARK)
}

impl Desk {
    fn key(&mut self, key: Key) -> &mut Desk {
        self.studio.receive(Message::Key(key));
        self.settle()
    }

    /// Typing reaches the engine a moment later.
    fn settle(&mut self) -> &mut Desk {
        if !self.studio.is_done {
            self.studio.pass(Span(50));
        }
        self
    }

    fn enter(&mut self) -> &mut Desk {
        self.key(Key::plain(KeyCode::Enter))
    }

    fn ctrl(&mut self, letter: char) -> &mut Desk {
        self.key(Key::ctrl(letter))
    }

    /// A word a second, as someone writes who thinks.
    fn write(&mut self, text: &str) -> &mut Desk {
        for letter in text.chars() {
            let code = if letter == '\n' { KeyCode::Enter } else { KeyCode::Char(letter) };
            self.studio.receive(Message::Key(Key::plain(code)));
            if letter == ' ' {
                self.studio.pass(Span::seconds(1));
            }
        }
        self.settle()
    }

    fn pass(&mut self, seconds: u64) -> &mut Desk {
        self.studio.pass(Span::seconds(seconds));
        self
    }

    fn at(&mut self, size: (u16, u16)) -> String {
        self.screen.resize(size);
        self.studio.receive(Message::Signal(Signal::Resize));
        self.text()
    }

    fn text(&self) -> String {
        lines(&self.screen.cells.borrow()).join("\n")
    }

    /// The same moment at every size, below each other.
    fn every_size(&mut self) -> String {
        let all = SIZES.map(|size| format!("{} × {}\n{}", size.0, size.1, self.at(size)));
        self.at((80, 24));
        all.join("\n\n")
    }

    fn answer(&self) -> String {
        let attempt = self.studio.state.current().and_then(|(_, item)| item.current_attempt());
        let fields = attempt.map_or(&[][..], |attempt| &attempt.fields);
        fields.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join("|")
    }
}

fn lines(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    let line = |cells: &[ratatui::buffer::Cell]| {
        let mut text = String::new();
        let mut skip = 0;
        for cell in cells {
            if skip == 0 {
                text.push_str(cell.symbol());
                skip = crate::view::page::wrap::columns(cell.symbol()).max(1);
            }
            skip -= 1;
        }
        text.trim_end().to_owned()
    };
    buffer.content.chunks(width).map(line).collect()
}

/// The concept question of the phone screen, with the intro behind.
fn at_question() -> Desk {
    let mut stage = open(plans::phone_screen(plans::PRACTICE));
    stage.enter().write("Pipelines for a shop.").ctrl('s');
    stage
}

#[test]
fn lobby() {
    let mut stage = open(plans::onsite(plans::EXAM));
    insta::assert_snapshot!(stage.every_size());
}

#[test]
fn free_question() {
    let mut stage = at_question();
    stage.ctrl('a').write("How many partitions does the topic have?").enter();
    stage.ctrl('t').key(Key::plain(KeyCode::Char('y')));
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
    stage.enter().write("Who reads it?").ctrl('s').ctrl('s');
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

fn at_quiz() -> Desk {
    let mut stage = open(plans::onsite(plans::EXAM));
    stage.enter().write("Who reads it?").ctrl('s').ctrl('s').write("a -> b").ctrl('s');
    stage.write("hot keys").ctrl('s').enter().enter();
    stage
}

#[test]
fn break_between_rounds() {
    let mut stage = open(plans::onsite(plans::EXAM));
    stage.enter().write("Who reads it?").ctrl('s').ctrl('s').write("a -> b").ctrl('s');
    stage.write("hot keys").ctrl('s');
    let round_over = stage.every_size();
    stage.enter().pass(62);
    insta::assert_snapshot!(format!("{round_over}\n\n{}", stage.every_size()));
}

#[test]
fn debrief_from_guess_to_sheet() {
    let mut stage = at_question();
    stage.write("Kafka promises order inside one partition. So I key by account.").ctrl('s');
    stage.write("Split the hot key.").ctrl('s');
    stage.key(Key::plain(KeyCode::Char('3')));
    insta::assert_snapshot!("debrief_guess", stage.every_size());
    stage.key(Key::plain(KeyCode::Char('2')));
    stage.key(Key::plain(KeyCode::Char('m')));
    insta::assert_snapshot!("debrief_checklist", stage.every_size());
    for letter in ['m', 'm', 'n'] {
        stage.key(Key::plain(KeyCode::Char(letter)));
    }
    insta::assert_snapshot!("debrief_doubt", stage.every_size());
    stage.enter().enter();
    insta::assert_snapshot!("debrief_sheet", stage.every_size());
    stage.key(Key::plain(KeyCode::Char('v')));
    insta::assert_snapshot!("debrief_model", stage.every_size());
}

#[test]
fn panels() {
    let mut stage = at_question();
    stage.write("Some words").ctrl('k').write("ti");
    let palette = stage.text();
    stage.key(Key::plain(KeyCode::Esc)).key(Key::plain(KeyCode::F(1)));
    let help = stage.text();
    stage.key(Key::plain(KeyCode::Esc)).ctrl('c');
    let leave = stage.text();
    stage.key(Key::plain(KeyCode::Esc)).ctrl('p').write("the door").enter();
    insta::assert_snapshot!([palette, help, leave, stage.text()].join("\n\n"));
    assert_eq!(stage.answer(), "Some words");
}

#[test]
fn stepping_out_to_the_shell_stops_the_program_and_comes_back() {
    let mut stage = at_question();
    stage.write("kept").ctrl('k').write("step out").enter();
    assert_eq!(stage.screen.stopped.get(), 1);
    stage.write(" too");
    assert_eq!(stage.answer(), "kept too");
}

#[test]
fn a_small_terminal_says_what_it_needs() {
    let mut stage = at_question();
    stage.write("kept");
    insta::assert_snapshot!(stage.at((50, 6)));
    stage.write(" too");
    assert_eq!(stage.answer(), "kept too");
}

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
    stage.ctrl('t');
    assert!(stage.text().contains("−10%"), "{}", stage.text());
    stage.enter();
    assert_eq!(stage.studio.state.current().map(|(_, item)| item.hints_taken()), Some(0));
    stage.ctrl('t').key(Key::plain(KeyCode::Char('y')));
    assert_eq!(stage.studio.state.current().map(|(_, item)| item.hints_taken()), Some(1));
}

#[test]
fn an_exam_reveals_nothing_before_its_end() {
    let mut stage = open(plans::phone_screen(plans::EXAM));
    stage.enter().write("Hello").ctrl('s');
    let mut seen = stage.at((120, 40));
    stage.write("inside one partition").ctrl('s').write("split").ctrl('s');
    seen.push_str(&stage.at((120, 40)));
    stage.ctrl('p').enter();
    seen.push_str(&stage.at((120, 40)));
    assert!(!seen.contains("canary"), "{seen}");
}

#[test]
fn a_pause_in_exam_hides_the_question() {
    let mut stage = open(plans::phone_screen(plans::EXAM));
    stage.enter().write("Hello").ctrl('s').write("my words").ctrl('p').enter();
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
fn leaving_says_where_to_go_on() {
    let mut stage = at_question();
    stage.write("kept").ctrl('c').ctrl('c');
    assert!(stage.studio.is_done);
    assert_eq!(stage.answer(), "kept");
    let goodbye = stage.studio.into_face().into_goodbye();
    assert!(goodbye.iter().any(|line| line.contains("mock resume")), "{goodbye:?}");
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
    stage.enter().ctrl('s');
    let text = stage.text();
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    assert!(!text.contains('\u{202e}') && text.contains("a[2Jbc"), "{text}");
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
        2 => prop::sample::select("atkqpwuxyzv".chars().collect::<Vec<_>>()).prop_map(Key::ctrl),
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
        let shown = stage.studio.face().model.writing.text();
        let state = &stage.studio.state;
        let open = state.current().and_then(|(_, item)| item.current_attempt()?.open_field());
        if state.stage == crate::engine::Stage::Asking {
            prop_assert_eq!(shown, open.map(|field| field.text.clone()));
        }
    }
}

mod console;

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
                stage.ctrl('s');
            }
            stage.studio.receive(Message::Pasted(text.clone()));
            if plan == "console" {
                stage.settle().key(Key::plain(KeyCode::F(9))).enter();
                assert!(stage.studio.face().model.is_leading());
            }
            stage.at((120, 40));
            let scene =
                Scene { state: &stage.studio.state, now: stage.studio.now(), not_saved: None };
            let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
            let begun = std::time::Instant::now();
            for _ in 0..1000 {
                view::render(&stage.studio.face().model, &scene, &mut buffer);
            }
            let frame = begun.elapsed() / 1000;
            eprintln!("a frame of 120 × 40, {plan}, an answer {size}: {frame:?}");
        }
    }
}
