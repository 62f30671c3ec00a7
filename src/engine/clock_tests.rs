//! What the clocks do: phases, rounds, pauses, breaks, and what comes after time.

use super::*;

#[test]
fn a_phase_that_is_over_only_warns() {
    let mut bench = Bench::exam().at_first_question();
    let events = bench.minutes(19).does(Command::Tick);
    assert_eq!(
        warned(&events),
        [
            (TimeScope::Phase, Warning::Half),
            (TimeScope::Round, Warning::Half),
            (TimeScope::Phase, Warning::FiveMinutes),
            (TimeScope::Phase, Warning::OneMinute),
        ]
    );
    let curveball = events.iter().any(|event| matches!(event, Event::CurveballThrown { .. }));
    assert!(curveball, "drawn for minute 4");
    assert!(bench.does(Command::Tick).is_empty(), "a second tick brings nothing");
    let events = bench.minutes(2).does(Command::Tick);
    assert_eq!(
        warned(&events),
        [(TimeScope::Phase, Warning::Zero), (TimeScope::Round, Warning::FiveMinutes)]
    );
    assert_eq!(bench.state.stage, Stage::Asking);
}

#[test]
fn zero_ends_an_exam_round_with_the_last_text_as_answer() {
    let mut bench = Bench::exam().at_first_question();
    bench.writes("answer", "half a thou");
    let events = bench.minutes(30).does(Command::Tick);
    let ends: Vec<&Event> = events.iter().rev().take(3).rev().collect();
    assert_eq!(
        ends,
        [
            &Event::AnswerClosed { by: ClosedBy::Timeout },
            &Event::QuestionClosed,
            &Event::RoundEnded { by: ClosedBy::Timeout },
        ]
    );
    bench.writes("answer", "half a thought");
    let (_, item) = bench.state.current().expect("closed");
    assert_eq!(item.scored_attempt().expect("one").fields[0].text, "half a thou");
    assert_eq!(item.late["answer"], "half a thought");
}

#[test]
fn zero_keeps_what_comes_late_to_a_follow_up() {
    let mut bench = Bench::exam().at_first_question();
    bench.writes("answer", "in time");
    bench.does(Command::Finish);
    bench.interviewer(Command::AskFollowup { which: FollowupRef::Followup(0) });
    bench.minutes(30).does(Command::Tick);
    bench.writes("followup-more", "too late");
    let (_, item) = bench.state.current().expect("closed");
    assert_eq!(item.late["followup-more"], "too late");
    let handed_in = Command::Edit { field: "answer".to_owned(), text: "better".to_owned() };
    assert_eq!(bench.rejects(handed_in), Rejected::FieldNotOpen("answer".to_owned()));
}

#[test]
fn practice_counts_overtime_instead() {
    let mut bench = Bench::practice().at_first_question();
    bench.minutes(30).does(Command::Tick);
    assert_eq!(bench.state.stage, Stage::Asking);
    let round = bench.state.round_reading(bench.now).expect("running");
    assert_eq!(round.remaining(), Remaining::Over(Span::minutes(5)));
}

#[test]
fn the_clock_stands_between_questions_in_practice_and_runs_in_exam() {
    for (mut bench, expected) in [(Bench::practice(), 2), (Bench::exam(), 7)] {
        bench = bench.at_first_question();
        bench.minutes(2).closes();
        bench.minutes(5);
        let used = bench.state.round_reading(bench.now).expect("running").used;
        assert_eq!(used, Span::minutes(expected));
    }
}

#[test]
fn a_pause_stops_every_clock_and_nothing_is_asked_in_it() {
    let mut bench = Bench::exam().at_first_question();
    bench.minutes(1).does(pause());
    assert!(deadlines(&bench.state).is_empty());
    assert_eq!(bench.rejects(Command::Finish), Rejected::Paused);
    assert_eq!(bench.rejects(pause()), Rejected::Paused);
    bench.minutes(100).does(Command::Resume);
    assert_eq!(bench.rejects(Command::Resume), Rejected::NotPaused);
    let used = bench.state.item_reading(bench.now).expect("running").used;
    assert_eq!(used, Span::minutes(1));
}

#[test]
fn an_exam_candidate_cannot_extend_and_a_warning_comes_again_after_an_extension() {
    let mut bench = Bench::exam().at_first_question();
    let extend = || Command::Extend { by: Span::minutes(10) };
    assert_eq!(bench.rejects(extend()), Rejected::Exam("extending the time"));
    let mut bench = Bench::practice().at_first_question();
    bench.minutes(20).does(Command::Tick);
    bench.does(extend());
    let phase = bench.state.phase_reading(bench.now).expect("running");
    assert_eq!(phase.remaining(), Remaining::Left(Span::minutes(10)));
    let again = warned(&bench.minutes(5).does(Command::Tick));
    assert!(again.contains(&(TimeScope::Phase, Warning::FiveMinutes)), "{again:?}");
    let by = Span::minutes(61);
    assert!(matches!(bench.rejects(Command::Extend { by }), Rejected::OutOfRange { .. }));
}

#[test]
fn each_star_letter_is_timed_and_visits_add_up() {
    let mut bench = Bench::practice();
    bench.does(Command::Next);
    for _ in 0..2 {
        bench.does(Command::EndRound);
        bench.does(Command::Next);
        if bench.state.stage == Stage::Break {
            bench.does(Command::Next);
        }
    }
    let open = |field: &str| Command::OpenField { field: field.to_owned() };
    bench.minutes(1).does(open("task"));
    bench.minutes(2).does(pause());
    bench.minutes(50).does(Command::Resume);
    bench.does(open("situation"));
    bench.minutes(3).closes();
    let (_, item) = bench.state.current().expect("closed");
    let used: Vec<u64> =
        item.scored_attempt().expect("one").fields.iter().map(|f| f.used.0 / 60_000).collect();
    assert_eq!(used, [4, 2, 0, 0]);
}

#[test]
fn sleep_is_taken_back_and_the_round_waits() {
    let mut bench = Bench::exam().at_first_question();
    bench.minutes(61).interviewer(Command::NoteSuspend { slept: Span::minutes(60) });
    assert!(bench.state.paused.is_some());
    bench.does(Command::Resume);
    let used = bench.state.item_reading(bench.now).expect("running").used;
    assert_eq!(used, Span::minutes(1));
    assert_eq!(bench.state.slept, Span::minutes(60));
}

#[test]
fn a_reopened_session_waits_and_counts_no_time_in_between() {
    let mut bench = Bench::exam().at_first_question();
    bench.minutes(3).writes("answer", "so far");
    let mut again = State::new(bench.state.header.clone());
    bench.log.iter().for_each(|event| again.apply(event));
    let mut reopened = Bench { now: again.last_at, state: again, log: Vec::new() };
    let (wall_ms, boot) = (1, String::new());
    reopened.interviewer(Command::NoteReopened { wall_ms, boot });
    reopened.minutes(500).does(Command::Resume);
    let used = reopened.state.item_reading(reopened.now).expect("running").used;
    assert_eq!(used, Span::minutes(3));
}

#[test]
fn a_break_warns_and_waits_for_the_candidate() {
    let mut bench = Bench::exam();
    bench.does(Command::Next);
    bench.does(Command::EndRound);
    bench.does(Command::Next);
    assert_eq!(bench.rejects(Command::Finish), Rejected::InBreak);
    let events = bench.minutes(12).does(Command::Tick);
    let expected = [(TimeScope::Round, Warning::OneMinute), (TimeScope::Round, Warning::Zero)];
    assert_eq!(warned(&events), expected);
    assert_eq!(bench.state.stage, Stage::Break);
    bench.does(Command::Next);
    assert_eq!(bench.state.slots[1].used, Some(Span::minutes(12)));
}

#[test]
fn notes_after_a_speech_take_no_letters_time() {
    let mut bench = Bench::practice().at_first_question();
    assert_eq!(bench.rejects(Command::MarkPoint), Rejected::NotSpeaking);
    bench.does(Command::Speak);
    bench.minutes(2).does(Command::MarkPoint);
    bench.minutes(1).does(Command::EndSpeech);
    assert_eq!(bench.rejects(Command::EndSpeech), Rejected::NotSpeaking);
    bench.minutes(4).writes("answer", "keyed by account");
    bench.closes();
    let (_, item) = bench.state.current().expect("closed");
    let field = &item.scored_attempt().expect("one").fields[0];
    assert_eq!((field.used, field.text.as_str()), (Span::minutes(3), "keyed by account"));
    assert!(item.happenings.iter().any(|h| h.what == What::Point && h.into == Span::minutes(2)));
    assert!(item.spoken);
}
