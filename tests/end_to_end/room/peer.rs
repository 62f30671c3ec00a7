//! Two people at one terminal, and the interviewer alone: what judges is seen by nobody else.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use super::{SIZE, start, transcript};
use crate::environment::Environment;
use crate::terminal::{ENTER, ESCAPE, F9, PAGE_DOWN, Signal, TAB, Terminal, alt, ctrl};

/// Marks every word that judges.
const CANARY: &str = "Canary";
/// Marks every word that is sent to the candidate only on purpose.
const UNSENT: &str = "Unsent";

/// A bank of one question, its words marked. Its folder.
pub fn marked_bank(environment: &Environment) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let question = fs::read_to_string(root.join("tests/bank/rerun.toml")).expect("readable");
    let mark = |line: &str| match line.strip_prefix("text = \"") {
        Some(rest) => format!("text = \"{CANARY} {rest}\n"),
        None => format!("{line}\n"),
    };
    let mut text: String = question.lines().map(mark).collect();
    for (judges, marked) in [
        ("junior = \"", CANARY),
        ("mid = \"", CANARY),
        ("senior = \"", CANARY),
        ("model = \"\"\"", CANARY),
        ("mistakes = [\"", CANARY),
        ("{ cost = 0.1, text = \"", UNSENT),
        ("ask = \"", UNSENT),
    ] {
        assert!(text.contains(judges), "{judges} is not in the question");
        text = text.replace(judges, &format!("{judges}{marked} "));
    }
    let folder = environment.home().join("own");
    fs::create_dir_all(&folder).expect("made");
    fs::write(folder.join("rerun.toml"), text).expect("written");
    folder.to_str().expect("a path").to_owned()
}

/// A round of two, and whose eyes the screen is for.
struct Shared {
    room: Terminal,
    is_private: Rc<Cell<bool>>,
}

impl Shared {
    /// At the question, with the candidate in front.
    fn begin(environment: &Environment) -> Shared {
        let bank = marked_bank(environment);
        let args = ["run", "--interviewer", "peer", "--bank", bank.as_str(), "--question", "rerun"];
        let mut room = start(environment, &args, SIZE);
        let is_private = Rc::new(Cell::new(false));
        let may_judge = Rc::clone(&is_private);
        room.watch(move |shown| {
            // One piece of output may hold the curtain's end and what comes behind it.
            let is_allowed = may_judge.get() || shown.starts_with("Interviewer ·");
            assert!(is_allowed || !shown.contains(CANARY), "the candidate sees:\n{shown}");
        });
        room.until("Enter begin");
        room.keys([ENTER]);
        room.until("A nightly import crashed");
        Shared { room, is_private }
    }

    /// Enter at the curtain, by the interviewer.
    #[track_caller]
    fn lift_for_interviewer(&mut self, words: &str) {
        self.lift(words, true);
    }

    #[track_caller]
    fn lift_for_candidate(&mut self, words: &str) {
        self.is_private.set(false);
        self.lift(words, false);
    }

    #[track_caller]
    fn lift(&mut self, words: &str, is_private: bool) {
        self.room.until("then Enter.");
        assert!(!self.room.shows(CANARY), "{}", self.room.lines());
        self.is_private.set(is_private);
        self.room.keys([ENTER]);
        self.room.until(words);
    }
}

/// A whole round with a peer: curtain, marks, hint, follow-up, seals, reveal.
#[test]
fn a_shared_round_shows_the_candidate_nothing_that_judges() {
    let environment = Environment::new();
    let mut shared = Shared::begin(&environment);
    let ask = alt('a');
    let hand_in = alt('s');
    let words = "Rows loaded before the crash appear twice.";
    shared.room.keys([words, ask.as_str(), "Is there a key?", ENTER]);

    shared.lift_for_interviewer("Read the question aloud");
    let room = &mut shared.room;
    room.until("Is there a key?");
    assert!(room.shows(UNSENT) || room.shows("h "), "{}", room.lines());
    room.keys(["t"]);
    room.until("say to the candidate");
    room.keys(["There is one per batch.", ENTER, "1", "m", "N", "said at once", ENTER]);
    room.until("said at once");
    room.keys(["h"]);
    room.until("Enter send it");
    room.keys([ENTER, "q"]);

    shared.lift_for_candidate("Rows loaded before");
    let room = &mut shared.room;
    room.until("Unsent What remained");
    room.until("There is one per batch.");
    assert!(!room.shows(CANARY), "{}", room.lines());
    room.keys([" I overwrite the whole partition in one transaction.", hand_in.as_str()]);

    shared.lift_for_interviewer("points");
    shared.room.keys(["2", "p", "3", "x", "4", "s", "5", "x", "f", ENTER]);
    shared.lift_for_candidate("Follow-up 1");
    shared.room.keys(["I send an idempotency key.", hand_in.as_str()]);
    shared.lift_for_interviewer("points");
    shared.room.keys(["6", "m", "7", "n", "e", ENTER]);
    shared.is_private.set(false);
    shared.room.until("The answer is in");
    shared.room.keys(["n"]);
    both_seal(&mut shared);
    the_rest_is_marked(&mut shared.room);
    shared.lift_for_candidate("how was your interviewer");
    let room = &mut shared.room;
    room.keys(["4", "Kind and clear.", ENTER]);
    room.end(&[0]);

    let left = room.scrolled();
    assert!(!left.contains(CANARY) && !left.contains(UNSENT), "{left}");
    assert!(left.contains("mock transcript"), "{left}");
    let text = transcript(&environment);
    for words in ["said at once", "There is one per batch.", "Kind and clear."] {
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
}

/// Each without the other's guess.
fn both_seal(shared: &mut Shared) {
    for (seat, guess) in [("Candidate", "3"), ("Interviewer", "2")] {
        if seat == "Interviewer" {
            shared.lift_for_interviewer(seat);
        }
        let room = &mut shared.room;
        let is_guessing = |room: &Terminal| room.shows("1 2 3 4") && room.shows(seat);
        while is_guessing(room) {
            assert!(!room.shows(CANARY), "{}", room.lines());
            room.act(guess);
        }
        room.until("Enter seal it");
        room.act(ENTER);
    }
}

/// What the interviewer has not marked yet; then both see both guesses, and the model answer.
fn the_rest_is_marked(room: &mut Terminal) {
    for letter in ["m", "n"].into_iter().cycle().take(30) {
        if room.shows("opened at once") {
            break;
        }
        room.keys([letter]);
    }
    room.until("opened at once");
    assert!(room.shows("1 apart in every dimension"), "{}", room.lines());
    assert!(room.shows("your guess their guess"), "{}", room.lines());
    room.keys(["v"]);
    room.until("Model answer");
    room.keys([ESCAPE, "n"]);
}

/// Whatever ends or stops the program at the console, nothing of it stays on the first screen.
#[test]
fn the_console_leaves_nothing_behind_whatever_ends_it() {
    for signal in [Signal::TERM, Signal::HUP, Signal::TSTP, Signal::INT] {
        let environment = Environment::new();
        let mut shared = Shared::begin(&environment);
        shared.room.keys([F9]);
        shared.lift_for_interviewer("Read the question aloud");
        let room = &mut shared.room;
        room.until(CANARY);
        room.signal(signal);
        if signal == Signal::TSTP {
            room.until_stopped();
            room.assert_restored();
            assert!(!room.shows(CANARY), "{}", room.lines());
            shared.is_private.set(false);
            room.signal(Signal::CONT);
            // Whoever comes back may be the candidate.
            room.until("then Enter.");
            room.signal(Signal::TERM);
        } else if signal == Signal::INT {
            room.until("Stopped by Ctrl-C");
            room.keys([ctrl('c')]);
        }
        room.end(&[0]);
        let left = room.scrolled();
        assert!(!left.contains(CANARY), "after {signal:?}:\n{left}");
    }
}

/// At 60 × 16: the console is the room.
#[test]
fn an_interviewer_alone_has_the_console_as_a_room() {
    let environment = Environment::new();
    let bank = marked_bank(&environment);
    let args = ["interview", "--bank", bank.as_str(), "--question", "rerun"];
    let mut room = start(&environment, &args, (16, 60));
    room.until("Nothing is sent anywhere");
    room.keys([ENTER]);
    room.until("nothing is sent anywhere");
    room.keys(["1", "m", "2", "p", "3", "m", "4", "m", "5", "x", "6", "n"]);
    room.keys([PAGE_DOWN; 3]);
    room.keys(["e", ENTER]);
    let is_marked =
        |room: &Terminal| room.shows("This question") || room.shows("The round as a whole");
    for letter in ["2"; 4].into_iter().chain(["m", "n"].into_iter().cycle().take(20)) {
        if is_marked(&room) {
            break;
        }
        room.keys([letter]);
    }
    assert!(is_marked(&room), "{}", room.lines());
    while !room.is_over() {
        let keys = [("m met", "m"), ("n no", "n"), ("Enter show", ENTER)];
        let found = keys.into_iter().find(|(words, _)| room.shows(words));
        room.act(found.map_or(ENTER, |(_, key)| key));
    }
    room.end(&[0]);
    let left = room.scrolled();
    assert!(!left.contains(CANARY), "{left}");
}

/// A follow-up that comes too early: the answer waits, and is gone on with, even where the program is
/// killed between the two.
#[test]
fn a_followup_cuts_in_and_the_answer_goes_on() {
    let environment = Environment::new();
    let args = ["run", "--peer", "Ana", "--question", "beh-conflict"];
    let mut room = start(&environment, &args, SIZE);
    room.until("Read the question aloud");
    assert!(room.shows("F9") && room.shows("Your interviewer: Ana"), "{}", room.lines());
    room.keys([ENTER]);
    room.until("[ Situation ]");
    room.keys(["The load failed.", TAB, "Mine was the", F9]);
    room.until("then Enter.");
    room.keys([ENTER]);
    room.until("read out");
    room.keys(["f"]);
    room.until("Enter send it");
    room.keys([ENTER]);
    room.until("then Enter.");
    room.keys([ENTER]);
    room.until("Follow-up 1");
    assert!(room.shows("then back to Task"), "{}", room.lines());
    room.keys(["Because it was late."]);
    room.until("saved");
    room.read_for(Duration::from_millis(300));
    room.signal(Signal::KILL);
    drop(room);

    let mut room = start(&environment, &["resume"], SIZE);
    room.until("Mine was the");
    room.keys([ENTER]);
    room.until("then back to Task");
    room.act(&alt('s'));
    room.until("[ Task ]");
    room.until("Mine was the");
    room.keys([" loader.", TAB, "I mended it.", TAB, "It runs."]);
    room.until("It runs.");
    room.signal(Signal::TERM);
    room.end(&[0]);
    let text = transcript(&environment);
    for words in ["Because it was late.", "Mine was the loader.", "I mended it.", "(back to task)"]
    {
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
}
