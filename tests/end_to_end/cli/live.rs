//! A person's session over pipes: `mock run` and lines, typed one by one or all at once.

use mock::engine::State;
use mock::engine::event::{Event, Scope};
use mock::session;
use rustix::process::{Pid, Signal, kill_process};

use crate::environment::{Environment, Live};

const QUESTION: [&str; 5] = ["run", "--question", "ps-kafka-ordering", "--seed", "3"];

fn last(environment: &Environment) -> session::Session {
    let path = environment.sessions().pop().expect("one");
    let (session, damage) = session::read(&path).expect("readable");
    assert!(damage.is_none(), "{damage:?}");
    session
}

fn answer(state: &State) -> &str {
    let attempt = state.slots[0].items[0].scored_attempt().expect("opened");
    &attempt.fields[0].text
}

#[test]
fn a_whole_question_piped_in_at_once() {
    let environment = Environment::new();
    let lines = "\n/ask How many partitions does the topic have?\n/hint\ny\n\
        Kafka orders only inside one partition.\nI key every payment by account.\n.\n";
    // Follow-ups come until the question is closed; then guesses, marks, the model, the end.
    let rest = "Split the hot key.\n.\nRoute each key to one thread.\n.\n";
    let judged = "p 1\nn\n".repeat(12);
    let input = format!("{lines}{rest}{}\n{judged}n\nn\n", "3\n".repeat(3));
    let ran = environment.run_with(&QUESTION, &input).expect(0);
    for wanted in [
        "Ordering in Kafka",
        "you    How many partitions",
        "them   24 partitions",
        "hint   What decides where a record lands?",
        "The answer is in",
        "Sealed.",
    ] {
        assert!(ran.out.contains(wanted), "`{wanted}` is not in:\n{}", ran.out);
    }
    let session = last(&environment);
    let state = &session.state;
    let written = "Kafka orders only inside one partition.\nI key every payment by account.";
    assert_eq!(answer(state), written);
    let scope = Scope::Question { slot: 0, item: 0 };
    assert!(state.scores.contains_key(&scope), "not scored:\n{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no escapes in a pipe");
}

#[test]
fn input_that_ends_in_the_middle_saves_and_says_how_to_go_on() {
    let environment = Environment::new();
    let ran = environment.run_with(&QUESTION, "\nKafka orders a partition.\nAnd a half li");
    let ran = ran.expect(0);
    let session = last(&environment);
    let id = session.header.session.short();
    assert!(ran.out.contains("Input has ended."), "{}", ran.out);
    let end = format!("The session is saved. Go on with: mock resume {id}\n");
    assert!(ran.out.ends_with(&end), "{}", ran.out);
    assert_eq!(answer(&session.state), "Kafka orders a partition.\nAnd a half li");

    let ran = environment.run_with(&["resume"], "\nThe second half.\n/time\n").expect(0);
    for wanted in ["Welcome back", "question 1 of 1", "And a half li"] {
        assert!(ran.out.contains(wanted), "`{wanted}` is not in:\n{}", ran.out);
    }
    let session = last(&environment);
    let written = "Kafka orders a partition.\nAnd a half li\nThe second half.";
    assert_eq!(answer(&session.state), written);
    let reopened = |event: &Event| matches!(event, Event::SessionReopened { .. });
    assert_eq!(session.events.iter().filter(|stamped| reopened(&stamped.event)).count(), 1);
}

/// Nobody types ahead of what they have read.
#[test]
fn a_talk_line_by_line() {
    let environment = Environment::new();
    let mut live = Live::start(environment.mock(&QUESTION));
    live.wait_for("mock resume");
    live.type_in("\n");
    live.wait_for("Write line by line");
    live.type_in("/ask How many partitions are there?\n");
    live.wait_for("them   24 partitions");
    live.type_in("/hnit\n");
    live.wait_for("did you mean /hint?");
    live.type_in("/hint\n");
    live.wait_for("Take it?");
    live.type_in("n\n/time\n");
    live.wait_for("question 0:0");
    live.type_in("One partition is ordered.\n/show\n");
    live.wait_for("Your answer so far:");
    live.type_in("/pause the door\n");
    live.wait_for("Paused: the door");
    live.type_in("\n");
    live.wait_for("The clock runs");
    live.type_in("/end\n");
    live.wait_for("End the session?");
    live.type_in("s\n");
    live.wait_for("your guess, 1 to 4");
    live.type_in("l\n");
    let ran = live.finish().expect(0);
    assert!(ran.out.contains("mock score"), "{}", ran.out);
    let session = last(&environment);
    assert!(session.state.ended.is_some() && session.state.scores.is_empty());

    let ran = environment.run_with(&["score"], &("3\n".repeat(3) + "\n" + &"p 1\nn\n".repeat(14)));
    let ran = ran.expect(0);
    assert!(!last(&environment).state.scores.is_empty(), "{}", ran.out);
}

#[test]
fn a_signal_to_end_leaves_the_session_saved() {
    let environment = Environment::new();
    for signal in [Signal::TERM, Signal::HUP] {
        let mut live = Live::start(environment.mock(&QUESTION));
        live.wait_for("mock resume");
        live.type_in("\nOne partition is ordered.\n/time\n");
        live.wait_for("question 0:0");
        kill_process(Pid::from_child(&live.child), signal).expect("sent");
        while live.read_on() {}
        let ran = live.finish().expect(0);
        assert!(ran.out.contains("Go on with: mock resume"), "{signal:?}: {}", ran.out);
        assert_eq!(answer(&last(&environment).state), "One partition is ordered.");
    }
}

/// Without a terminal `mock run` reads its menus from the same lines.
#[test]
fn with_no_format_it_asks() {
    let environment = Environment::new();
    let ran = environment.run_with(&["run"], "1\n2\n\n").expect(0);
    assert!(ran.out.contains("What do you want to rehearse?"), "{}", ran.out);
    assert_eq!(last(&environment).state.plan.expect("drawn").format, "phone-screen");
    let ran = Environment::new().run(&["run"]).expect(1);
    assert!(ran.err.contains("mock run --format"), "{}", ran.err);
}
