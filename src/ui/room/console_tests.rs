//! Two people at one terminal, and the interviewer alone.

use super::*;
use crate::bank::question::Side;
use crate::engine::event::{Mark, Scope};
use crate::engine::{Seat, Stage};
use crate::format::plan::SessionMode;
use crate::testing::plans::{PEER, Wanted, onsite, phone_screen};

const EXAM_PEER: Wanted = Wanted { mode: SessionMode::Exam, ..PEER };

impl Fixture {
    /// Whether what judges may be on the screen: the interviewer sits, or both have judged.
    fn may_show(&self) -> bool {
        let model = &self.studio.face().model;
        let state = &self.studio.state;
        match model.place {
            Some(Situation::Console) => true,
            Some(Situation::Judging(scope)) => {
                let step = model.debrief.step(state, scope);
                step.seat(state) != Some(Seat::Candidate) || state.scores.contains_key(&scope)
            }
            _ => state.scores.keys().any(|scope| matches!(scope, Scope::Round { .. })),
        }
    }

    fn assert_quiet(&self) {
        let text = self.text();
        assert!(self.may_show() || !text.contains("canary"), "{text}");
    }

    /// Met where that is asked, no red flag, until the round has its score.
    fn mark_all(&mut self, slot: usize) {
        for letter in "mn".repeat(12).chars() {
            if self.studio.state.scores.contains_key(&Scope::Round { slot }) {
                return;
            }
            self.key(Key::plain(KeyCode::Char(letter)));
        }
        panic!("no score: {}", self.text());
    }

    fn mark(&self, id: &str) -> Option<(Mark, String)> {
        let scope = Scope::Question { slot: 0, item: 1 };
        let key = (scope, Seat::Interviewer, id.to_owned());
        self.studio.state.marks.get(&key).map(|mark| (mark.mark, mark.note.clone()))
    }
}

/// At the curtain before the console: the candidate has asked something.
fn at_curtain(wanted: Wanted) -> Fixture {
    let mut desk = open(phone_screen(wanted));
    desk.enter().write("Pipelines for a shop.").alt('s');
    desk.write("Kafka only promises order inside one partition").pass(125);
    desk.alt('a').write("How many partitions does the topic have?").enter();
    desk
}

fn at_console(wanted: Wanted) -> Fixture {
    let mut desk = at_curtain(wanted);
    desk.enter();
    assert!(desk.studio.face().model.is_leading());
    desk
}

#[test]
fn the_console_opens_behind_a_curtain() {
    let mut desk = at_curtain(PEER);
    insta::assert_snapshot!("curtain", desk.every_size());
    // Nothing but Enter lifts it.
    desk.press("am1x q").key(Key::plain(KeyCode::Esc)).key(Key::plain(KeyCode::Tab));
    assert!(!desk.studio.face().model.is_leading());
    desk.enter();
    insta::assert_snapshot!("console", desk.every_size());
    let narrow = desk.at((60, 16));
    assert!(narrow.contains("e end"), "the way on: {narrow}");
}

#[test]
fn points_are_ticked_by_one_key_and_noted_by_another() {
    let mut desk = at_console(PEER);
    desk.press("N");
    assert!(desk.text().contains("Mark the point first"), "{}", desk.text());
    desk.press("1m").press("N").write("said it first").enter();
    desk.pass(30).press("2p").press("3n");
    insta::assert_snapshot!("marked", desk.every_size());
    assert_eq!(desk.mark("scope"), Some((Mark::Met, "said it first".to_owned())));
    assert_eq!(desk.mark("key"), Some((Mark::Partly, String::new())));
    assert_eq!(desk.mark("flag:0"), Some((Mark::Missed, String::new())));
    // Another mark keeps the note.
    desk.press("1x");
    assert_eq!(desk.mark("scope"), Some((Mark::Missed, "said it first".to_owned())));
    desk.key(Key::plain(KeyCode::Down)).press("m");
    assert_eq!(desk.mark("key"), Some((Mark::Met, String::new())));
}

/// What there is to do now comes first where lines are few.
#[test]
fn at_the_smallest_size_the_console_shows_what_is_needed_now() {
    let mut desk = at_console(PEER);
    let text = desk.at((60, 16));
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
    assert!(place("they ask") < place("read out"), "{text}");
    assert!(place("read out") < place("Read it aloud"), "{text}");
    assert!(text.contains("> 1 [ ] must have: Order only within"), "{text}");
    desk.press("2m");
    let text = desk.at((60, 16));
    assert!(text.contains("> 2 [m] must have: Key by account"), "{text}");
    assert!(!text.contains("Read it aloud"), "{text}");
    // A list of things to send leaves no count of lines that nobody sees.
    desk.press("f");
    let text = desk.at((60, 16));
    assert!(text.contains("One merchant is 30%") && !text.contains("–0 of"), "{text}");
    desk.key(Key::plain(KeyCode::Esc)).press("q");
    let said = desk.at((60, 16)).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("a answers from the list, t in your own words."), "{said}");
}

/// A mark says that the moment for a follow-up has come, before anyone has read the answer.
#[test]
fn a_followup_is_ready_by_the_interviewers_own_marks() {
    let mut events = phone_screen(PEER);
    for event in &mut events {
        if let Event::JudgeDisclosed { judge, .. } = event {
            judge.followups[0].when = "miss:key".parse().expect("a trigger");
        }
    }
    let mut desk = open(events);
    desk.enter().write("Hi.").alt('s').write("Order.").key(Key::plain(KeyCode::F(9))).enter();
    let fits = |desk: &mut Fixture| desk.at((120, 40)).contains("(fits your marks)");
    assert!(!fits(&mut desk));
    desk.press("2p");
    assert!(!fits(&mut desk), "partly is not missed");
    desk.press("2x");
    assert!(fits(&mut desk), "{}", desk.text());
    desk.press("2m");
    assert!(!fits(&mut desk), "{}", desk.text());
}

#[test]
fn what_is_sent_is_chosen_from_a_list() {
    let mut desk = at_console(PEER);
    desk.press("a");
    let answer = desk.every_size();
    desk.enter();
    let (_, item) = desk.studio.state.current().expect("a question");
    assert_eq!(item.open_request(), None);
    desk.press("h");
    assert!(desk.at((60, 16)).contains("Esc back"), "{}", desk.at((60, 16)));
    insta::assert_snapshot!("offers", format!("{answer}\n\n{}", desk.every_size()));
    desk.key(Key::plain(KeyCode::Esc)).press("h1");
    assert_eq!(desk.studio.state.current().map(|(_, item)| item.hints_taken()), Some(1));
    desk.press("h");
    assert!(desk.text().contains("All hints are given."), "{}", desk.text());
    desk.press("c1").press("t").write("Take your time.").enter().press("+7").enter();
    desk.press("q").enter();
    let seen = desk.at((120, 40));
    for words in ["24 partitions", "What decides", "The load doubles", "Take your time."] {
        assert!(seen.contains(words), "{words} not in {seen}");
    }
    let slot = &desk.studio.state.slots[0];
    assert_eq!(slot.extended, Span::minutes(7));
}

#[test]
fn what_holds_on_the_other_side_of_the_change_is_listed_and_not_sent() {
    let mut events = phone_screen(PEER);
    for event in &mut events {
        if let Event::JudgeDisclosed { judge, .. } = event {
            let mut other = judge.clarifications[0].clone();
            other.ask = vec!["retention".to_owned()];
            judge.clarifications[0].side = Some(Side::AfterTurn);
            judge.clarifications.push(other);
        }
    }
    let mut desk = open(events);
    desk.enter().write("Hi.").alt('s').write("Order.").key(Key::plain(KeyCode::F(9))).enter();
    let heard = |desk: &Fixture| {
        let (_, item) = desk.studio.state.current().expect("a question");
        item.happenings.len()
    };
    let before = heard(&desk);
    desk.press("a1");
    let text = desk.at((120, 40));
    assert!(text.contains("That isn't sent: once the change is said."), "{text}");
    assert_eq!(heard(&desk), before);
    desk.key(Key::plain(KeyCode::Esc)).press("c1").press("a1");
    assert_eq!(heard(&desk), before + 2, "{}", desk.at((120, 40)));
}

#[test]
fn the_clock_stands_and_runs_from_the_console() {
    let mut desk = at_console(PEER);
    desk.press("P").write("the door").enter();
    assert!(desk.studio.state.paused.is_some() && desk.studio.face().model.is_leading());
    let text = desk.text();
    assert!(text.contains("P starts it") && text.contains("paused"), "{text}");
    desk.press("P");
    assert!(desk.studio.state.paused.is_none());
}

#[test]
fn the_interviewer_gives_the_keyboard_back_only_when_nobody_waits() {
    let mut desk = at_console(PEER);
    desk.press("q");
    assert!(
        desk.studio.face().model.is_leading() && desk.text().contains("The candidate is waiting")
    );
    desk.press("a").enter().press("q");
    assert_eq!(desk.studio.face().model.place, Some(Situation::Curtain));
    insta::assert_snapshot!("curtain_back", desk.text());
    // Ticks that come too late are not written into the answer.
    desk.press("1mx").enter();
    assert_eq!(desk.answer(), "Kafka only promises order inside one partition");
    desk.key(Key::plain(KeyCode::F(9)));
    assert_eq!(desk.studio.face().model.place, Some(Situation::Curtain));
}

#[test]
fn panels_of_the_console() {
    let mut desk = at_console(PEER);
    desk.alt('x').write("note");
    let palette = desk.every_size();
    desk.key(Key::plain(KeyCode::Esc)).press("?");
    let help = desk.every_size();
    desk.key(Key::plain(KeyCode::Esc)).press("e");
    let end = desk.every_size();
    desk.key(Key::plain(KeyCode::Esc)).alt('q');
    let whole = desk.every_size();
    insta::assert_snapshot!("panels", [palette, help, end, whole].join("\n\n"));
}

#[test]
fn every_action_of_the_console_is_in_its_palette() {
    let mut desk = at_console(PEER);
    for entry in keys::CONSOLE {
        desk.alt('x').write(entry.what);
        let text = desk.text();
        // Once as it is searched for, once as it is found.
        assert_eq!(text.matches(entry.what).count(), 2, "{} in {text}", entry.what);
        desk.key(Key::plain(KeyCode::Esc));
    }
}

/// A whole round by keys on one terminal, looked at after every key.
#[test]
fn a_round_is_played_and_both_judge_blind() {
    for wanted in [PEER, EXAM_PEER] {
        let is_snapped = wanted.mode == SessionMode::Practice;
        let mut desk = at_console(wanted);
        desk.press("1m").press("a").enter().press("q").enter();
        desk.assert_quiet();
        desk.write(", so I key by account.").alt('s');
        desk.assert_quiet();
        desk.enter().press("f").enter();
        assert_eq!(desk.studio.face().model.place, Some(Situation::Curtain));
        desk.assert_quiet();
        desk.enter().write("Split it by merchant.").alt('s').enter();
        desk.press("2p").press("e");
        desk.enter();
        desk.assert_quiet();
        if desk.studio.state.stage == Stage::Between {
            desk.enter();
        }
        desk.write("How is on-call?\n").alt('s');
        desk.assert_quiet();
        if desk.studio.state.stage == Stage::Between {
            desk.enter();
        }
        let guess = desk.every_size();
        desk.press("332").enter();
        desk.assert_quiet();
        let between = desk.text();
        assert!(between.contains("interviewer's turn to judge"), "{between}");
        desk.enter();
        // The interviewer's own guess, blind.
        let text = desk.text();
        assert!(!text.contains("canary"), "{text}");
        desk.press("231").enter();
        let checklist = desk.every_size();
        desk.mark_all(0);
        let reveal = desk.every_size();
        desk.press("v");
        let answers = desk.text();
        assert!(answers.contains("canary-e"), "{answers}");
        desk.key(Key::plain(KeyCode::Esc)).enter();
        let rating_curtain = desk.text();
        assert!(rating_curtain.contains("candidate"), "{rating_curtain}");
        desk.enter();
        let rating = desk.every_size();
        desk.press("4").write("Kind and clear.").enter();
        assert!(desk.studio.is_done, "{}", desk.text());
        let state = &desk.studio.state;
        let round = Scope::Round { slot: 0 };
        let sealed = |seat| state.sealed.get(&(round, seat)).map(|all| all[0].1);
        assert_eq!((sealed(Seat::Candidate), sealed(Seat::Interviewer)), (Some(3), Some(2)));
        assert_eq!(state.interviewer_rating, Some((4, "Kind and clear.".to_owned())));
        if is_snapped {
            insta::assert_snapshot!("both_guess", guess);
            insta::assert_snapshot!("interviewer_judges", checklist);
            insta::assert_snapshot!("reveal", reveal);
            insta::assert_snapshot!("rating", rating);
        }
    }
}

#[test]
fn a_screen_that_was_out_of_sight_comes_back_behind_the_curtain() {
    let mut desk = at_console(PEER);
    desk.studio.signal(Signal::Continue);
    assert_eq!(desk.studio.face().model.place, Some(Situation::Curtain));
    desk.assert_quiet();
    let goodbye = {
        desk.enter().ctrl('c').ctrl('c');
        assert!(desk.studio.is_done);
        desk.studio.into_face().into_goodbye().join("\n")
    };
    assert!(goodbye.contains("mock resume") && !goodbye.contains("canary"), "{goodbye}");
}

#[test]
fn time_that_runs_out_at_the_console_takes_it_away() {
    let mut desk = at_console(EXAM_PEER);
    desk.alt('q');
    assert!(desk.text().contains("canary"), "{}", desk.text());
    desk.pass(26 * 60);
    desk.assert_quiet();
    assert_eq!(desk.studio.face().model.place, Some(Situation::Curtain), "{}", desk.text());
}

#[test]
fn an_interviewer_alone_leads_through_a_loop() {
    let screen = Screen::new((80, 24));
    let surface = screen.clone();
    let face = |_, _| {
        let face = RoomFace::new(Box::new(surface), setup(), DARK, Keymap::default());
        face.for_interviewer()
    };
    let mut events = onsite(PEER);
    if let Some(Event::PlanDrawn { plan }) = events.first_mut() {
        plan.candidate_elsewhere = true;
    }
    let mut desk = Fixture { studio: Studio::open(events, face), screen };
    let lobby = desk.every_size();
    desk.enter().pass(61).press("1p").press(">").press(">");
    assert_eq!(desk.studio.state.cursor.phase, 2);
    let console = desk.every_size();
    desk.press("e").enter();
    // A round is judged at its end, by the interviewer alone.
    desk.press("2").enter();
    desk.mark_all(0);
    let sheet = desk.every_size();
    desk.enter().enter().enter();
    desk.press("2");
    let quiz = desk.every_size();
    assert_eq!(desk.answer(), "2", "{quiz}");
    desk.press("e").enter().press("3");
    insta::assert_snapshot!("alone", [lobby, console, sheet, quiz].join("\n\n"));
    // The seal, the round's score, the loop's.
    desk.enter().enter().enter();
    assert!(desk.studio.is_done, "{}", desk.text());
    assert!(desk.studio.state.scores.contains_key(&Scope::Loop));
}

#[test]
fn the_countdown_at_the_console_does_not_drift_in_an_hour() {
    let mut desk = open(phone_screen(PEER));
    desk.enter().key(Key::plain(KeyCode::F(9))).enter();
    let begun = desk.studio.now();
    let used = desk.studio.state.round_reading(begun).map(|reading| reading.used);
    let used = used.unwrap_or_default();
    for second in 1..=3600u64 {
        desk.studio.pass(Span::seconds(1));
        assert_eq!(desk.studio.now() - begun, Span::seconds(second));
        let (limit, passed) = (Span::minutes(25), used + Span::seconds(second));
        let shown = if passed <= limit { limit.less(passed) } else { passed.less(limit) };
        let text = desk.text();
        let top = text.lines().next().expect("a line");
        assert!(top.contains(&shown.to_string()), "{second}: {shown} not in {top}");
    }
}

/// Nothing is left on the screen when the interviewer gives it away.
#[test]
fn the_screen_is_wiped_before_the_candidate_looks() {
    let mut desk = at_console(PEER);
    let before = desk.screen.wiped.get();
    desk.press("a").enter().press("q");
    assert_eq!(desk.studio.face().model.place, Some(Situation::Curtain));
    assert!(desk.screen.wiped.get() > before);
    // A window that was smaller for a moment, too, has to be drawn anew.
    let before = desk.screen.wiped.get();
    desk.studio.receive(Message::Signal(Signal::Resize));
    assert!(desk.screen.wiped.get() > before);
}

/// Keys of both seats, the curtain's Enter often.
fn any_key_of_both() -> impl Strategy<Value = Key> {
    prop_oneof![
        5 => prop::sample::select(" amphxsfcrtNPe+>q1234yn?v".chars().collect::<Vec<_>>())
            .prop_map(|letter| Key::plain(KeyCode::Char(letter))),
        4 => Just(Key::plain(KeyCode::Enter)),
        2 => prop::sample::select(vec![
            KeyCode::Esc, KeyCode::Up, KeyCode::Down, KeyCode::PageUp, KeyCode::PageDown,
            KeyCode::Backspace, KeyCode::F(1), KeyCode::F(9),
        ]).prop_map(Key::plain),
        3 => prop::sample::select("asktqp".chars().collect::<Vec<_>>()).prop_map(Key::ctrl),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// No word that judges is ever in a cell that the candidate may see.
    #[test]
    fn no_keys_show_the_candidate_what_judges(
        keys in prop::collection::vec(any_key_of_both(), 1..100),
        size in prop::sample::select(SIZES.to_vec()),
        exam in any::<bool>(),
    ) {
        let mut desk = at_curtain(if exam { EXAM_PEER } else { PEER });
        desk.at(size);
        for (index, key) in keys.into_iter().enumerate() {
            if desk.studio.is_done {
                break;
            }
            desk.key(key);
            if index % 10 == 9 {
                desk.pass(60);
            }
            let text = desk.text();
            prop_assert!(desk.may_show() || !text.contains("canary"), "{}", text);
        }
    }
}
