//! The loop's promises: what is on disk before it is shown, what a full disk refuses, what a
//! reopened session makes good, and whose turn it is when two things are due.

#[path = "driver/hostile_tests.rs"]
mod hostile;

use std::cell::Cell;
use std::rc::Rc;

use super::testing::scripted::{
    Disk, Heard, Script, Sleeper, answer, blank, clock, drawn, edit, is_asking, name, play, session,
};
use super::*;
use crate::engine::event::ClosedBy;
use crate::engine::testing::Bench;
use crate::engine::{PauseReason, Seat, Stage};
use crate::format::plan::SessionMode;
use crate::grade::Ungraded;
use crate::journal::file::{Journal, view};
use crate::journal::writer::{Durability, Ephemeral, Inline};
use crate::ui::script::{Answers, ScriptFace};

#[test]
fn nothing_is_shown_that_is_not_on_disk() {
    let scratch = tempfile::tempdir().expect("temporary folder");
    let path = scratch.path().join("session");
    let state = blank();
    let header = Json::of(&state.header).expect("a header");
    let (sender, mut clock) = clock(Elapsed(0));
    let journal = Journal::create(&path, &header).expect("created");
    let mut log = Inline::new(journal, Durability::EachCommand, reporter(sender));
    let shown = Rc::new(Cell::new(1));
    let (count, folder) = (Rc::clone(&shown), path.clone());
    let mut face = Script::of([vec![Command::Next], vec![Command::Finish], vec![Command::Next]]);
    face.on_show = Some(Box::new(move |events| {
        count.set(count.get() + events.len());
        let on_disk = view(&folder).expect("readable").len();
        assert!(on_disk >= count.get(), "{on_disk} on disk, {} shown", count.get());
    }));
    let mut grader = Ungraded;
    let driver = Driver::new(state, 1, &mut clock, &mut log, &mut face, &mut grader, &[]);
    let state = driver.begin(drawn(SessionMode::Practice)).expect("played");
    assert!(is_asking(&state) && shown.get() > 12);
}

#[test]
fn a_rejected_command_drops_the_rest_of_its_turn_and_no_other() {
    let bench = Bench::practice();
    let mut face = Script::of([
        vec![Command::Next, Command::RevealHint, Command::Finish],
        vec![Command::Say { text: "hello".to_owned() }],
    ]);
    let state = play(&bench, &mut face).expect("played");
    assert!(is_asking(&state), "the talk was not finished");
    let heard = face.heard.borrow();
    let rejected = Heard::Rejected("RevealHint".to_owned(), Rejected::NoMoreHints);
    assert!(heard.contains(&rejected), "{heard:?}");
    assert!(heard.contains(&Heard::Shown(vec!["Said".to_owned()])), "{heard:?}");
}

/// A face that types, asks for the next question and hints when a line comes, and mends the disk
/// when the next one does.
fn at_a_full_disk(first: Vec<Command>) -> (Result<State, Broken>, Vec<Heard>) {
    let bench = Bench::practice().at_first_question();
    let (state, records) = session(&bench);
    let (sender, mut clock) = clock(bench.now);
    let mut log = Disk::new(sender.clone(), records);
    log.is_full.set(true);
    let is_full = Rc::clone(&log.is_full);
    let mut face = Script::of([first, vec![], vec![], vec![], vec![], vec![], vec![], vec![]]);
    // Between the two lines the disk stays full for a minute.
    face.wake_at = Some(bench.now + Span::minutes(1));
    for line in ["type", "mend"] {
        sender.send(Message::Line(line.to_owned())).expect("open");
    }
    face.on_message = Some(Box::new(move |scene, message| match message {
        Message::Line(line) if line == "type" => {
            assert!(scene.not_saved.is_none(), "the bad news comes after the line");
            Turn::Wait
        }
        Message::NotSaved { .. } => {
            Turn::Do([edit("more words"), Command::RevealHint].map(Request::candidate).to_vec())
        }
        Message::Line(_) => {
            is_full.set(false);
            for mended in [Message::SavedAgain, Message::Saved { seq: u64::MAX }] {
                sender.send(mended).expect("open");
            }
            Turn::Wait
        }
        _ => Turn::Wait,
    }));
    let state =
        Driver::new(state, records, &mut clock, &mut log, &mut face, &mut Ungraded, &[]).judge();
    let heard = face.heard.take();
    (state, heard)
}

#[test]
fn a_full_disk_refuses_all_but_typing() {
    let (state, heard) = at_a_full_disk(vec![edit("words")]);
    let state = state.expect("played");
    assert_eq!(answer(&state), "more words");
    let refused = Heard::Rejected("RevealHint".to_owned(), Rejected::NotSaved);
    assert!(heard.contains(&refused), "{heard:?}");
}

#[test]
fn a_command_behind_one_that_waits_for_the_disk_is_refused_at_once() {
    let wait = Command::Ask { text: "how many partitions?".to_owned() };
    let (state, heard) = at_a_full_disk(vec![wait]);
    let state = state.expect("played");
    let place = |wanted: &Heard| heard.iter().position(|other| other == wanted).expect("heard");
    let refused = place(&Heard::Rejected("RevealHint".to_owned(), Rejected::NotSaved));
    let again = place(&Heard::Told("SavedAgain".to_owned()));
    assert!(refused < again, "{heard:?}");
    let asked = place(&Heard::Shown(vec!["ClarificationAsked".to_owned()]));
    assert!(again < asked, "{heard:?}");
    assert_eq!(answer(&state), "more words", "typing stays in line");
    let (_, item) = state.current().expect("asked");
    assert_eq!(item.hints_taken(), 0);
}

#[test]
fn the_clock_stands_while_nothing_is_saved_and_the_journal_says_how_long() {
    let bench = Bench::practice().at_first_question();
    let (state, records) = session(&bench);
    let (sender, mut clock) = clock(bench.now);
    let mut log = Disk::new(sender.clone(), records);
    let minute = Span::minutes(1);
    let mut face = Script::of([vec![]]);
    face.wake_at = Some(bench.now + minute);
    sender.send(Message::NotSaved { cause: "no space".to_owned() }).expect("open");
    let mut grader = Ungraded;
    let mut driver = Driver::new(state, records, &mut clock, &mut log, &mut face, &mut grader, &[]);
    driver.wait().expect("not saved");
    driver.wait().expect("the face is woken");
    sender.send(Message::SavedAgain).expect("open");
    let state = driver.judge().expect("played");
    assert_eq!((state.held, state.last_at), (minute, bench.now));
    assert!(face.heard.borrow().contains(&Heard::Shown(vec!["ClockHeld".to_owned()])));
}

#[test]
fn a_reopened_session_makes_good_what_was_left_undone() {
    let mut bench = Bench::practice().at_first_question();
    bench.writes("answer", "we say a here");
    bench.does(Command::Finish);
    assert_eq!(pending(&bench.state).len(), 1, "the process died before the matcher ran");
    let (state, records) = session(&bench);
    let (sender, mut clock) = clock(bench.now);
    let mut log = Disk::new(sender, records);
    let mut face = Script::default();
    let mut grader = Ungraded;
    let driver = Driver::new(state, records, &mut clock, &mut log, &mut face, &mut grader, &[]);
    let state = driver.reopen("boot".to_owned()).expect("played");
    assert!(pending(&state).is_empty());
    assert_eq!(state.current().map(|(_, item)| item.filed), Some(1));
    assert_eq!(state.paused.map(|pause| pause.reason), Some(PauseReason::Reopened));
    assert_eq!(
        face.heard.borrow()[0],
        Heard::Shown(vec!["SessionReopened".into(), "Paused".into()])
    );
}

#[test]
fn what_is_due_happens_before_the_face_is_woken() {
    let bench = Bench::practice().at_first_question();
    let due = next_deadline(&bench.state).expect("the curveball").at;
    let mut face = Script::of([vec![], vec![]]);
    face.wake_at = Some(due);
    play(&bench, &mut face).expect("played");
    let thrown = Heard::Shown(vec!["CurveballThrown".to_owned()]);
    assert_eq!(*face.heard.borrow(), [thrown, Heard::Woken(due)]);
}

#[test]
fn sleep_ends_no_exam_even_where_a_line_comes_first() {
    let bench = Bench::exam().at_first_question();
    let (state, records) = session(&bench);
    let (sender, inner) = clock(bench.now);
    let slept = Span::minutes(600);
    let mut clock = Sleeper { inner, sleep: Some(slept), untold: None };
    let mut log = Disk::new(sender.clone(), records);
    let mut face = Script::of([vec![]]);
    face.on_message = Some(Box::new(|_, _| Turn::candidate(edit("after the sleep"))));
    sender.send(Message::Line("after the sleep".to_owned())).expect("open");
    let state =
        Driver::new(state, records, &mut clock, &mut log, &mut face, &mut Ungraded, &[]).judge();
    let state = state.expect("played");
    assert_eq!(state.stage, Stage::Asking, "{:?}", face.heard.borrow());
    assert_eq!(state.slept, slept);
    assert_eq!(state.paused.map(|pause| pause.reason), Some(PauseReason::Slept));
}

#[test]
fn what_the_program_cannot_do_is_tried_once() {
    let mut bench = Bench::practice().at_first_question();
    // A foreign pack: what is asked for has nothing to show for the drawn cause.
    for question in &mut bench.state.questions {
        let judge = question.judge.as_mut().expect("disclosed");
        judge.reveals[0].say.clear();
    }
    bench.does(Command::Ask { text: "show me the disk usage".to_owned() });
    let mut face = Script::of([vec![], vec![Command::Finish]]);
    // Without anything to wait for the loop would end as stalled; a line keeps it going.
    face.wake_at = Some(bench.now);
    let state = play(&bench, &mut face).expect("the loop does not spin");
    assert_eq!(state.stage, Stage::Between, "the candidate went on");
}

/// A scripted session that remembers its events.
struct Remembering {
    inner: ScriptFace,
    events: Vec<Stamped>,
}

impl Face for Remembering {
    fn show(&mut self, scene: &Scene<'_>, events: &[Stamped]) -> io::Result<()> {
        self.events.extend_from_slice(events);
        self.inner.show(scene, events)
    }
    fn turn(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.inner.turn(scene)
    }
    fn receive(&mut self, scene: &Scene<'_>, message: Message) -> io::Result<Turn> {
        self.inner.receive(scene, message)
    }
    fn rejected(
        &mut self,
        scene: &Scene<'_>,
        seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()> {
        self.inner.rejected(scene, seat, command, why)
    }
    fn wake_at(&self, now: Elapsed) -> Option<Elapsed> {
        self.inner.wake_at(now)
    }
    fn wake(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.inner.wake(scene)
    }
}

fn candidate(minutes: f64) -> Remembering {
    let text = format!(
        "schema = 1\n[default]\ntext = \"we say a here, Situation: it broke. Action: I mended it.\"\n\
         ask = [\"how many partitions?\"]\nhints = 1\nminutes = {minutes:.1}\n\
         followups = [\"it shards by key\"]\n"
    );
    let answers = Answers::parse(std::path::Path::new("a.toml"), &text).expect("valid");
    Remembering { inner: ScriptFace::new(answers, None), events: Vec::new() }
}

/// What ended each slot.
fn ends(state: &State) -> Vec<Option<ClosedBy>> {
    state.slots.iter().map(|slot| slot.ended).collect()
}

/// Power may fail between any two records. Whatever is on disk then goes on to its end.
#[test]
fn a_session_cut_after_any_record_can_be_played_to_its_end() {
    for (mode, minutes) in
        [(SessionMode::Practice, 3.0), (SessionMode::Exam, 3.0), (SessionMode::Exam, 45.0)]
    {
        let (sender, mut whole_clock) = clock(Elapsed(0));
        let mut face = candidate(minutes);
        let header = Json::of(&blank().header).expect("a header");
        let mut log = Ephemeral::new(header, reporter(sender));
        let opening = drawn(mode);
        let from = opening.len();
        let mut grader = Ungraded;
        let driver =
            Driver::new(blank(), 1, &mut whole_clock, &mut log, &mut face, &mut grader, &[]);
        let whole = driver.begin(opening).expect("played");
        assert_eq!(log.records().len(), 1 + face.events.len());
        assert_eq!(whole.stage, Stage::Finished);
        for cut in from..face.events.len() {
            let mut state = blank();
            face.events[..cut].iter().for_each(|event| state.apply(event));
            let (sender, mut clock) = clock(state.last_at);
            let records = 1 + cut as u64;
            let mut log = Disk::new(sender, records);
            let mut again = candidate(minutes);
            let mut grader = Ungraded;
            let driver =
                Driver::new(state, records, &mut clock, &mut log, &mut again, &mut grader, &[]);
            let after = name(&face.events[cut - 1].event);
            match driver.reopen("boot".to_owned()) {
                Ok(state) => {
                    assert_eq!(state.stage, Stage::Finished, "{mode}, cut {cut} after {after}");
                    assert_eq!(ends(&state), ends(&whole), "{mode}, cut {cut} after {after}");
                }
                Err(broken) => panic!("{mode}, cut {cut} after {after}: {broken:?}"),
            }
        }
    }
}
