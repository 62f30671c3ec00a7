use std::sync::mpsc;

use proptest::prelude::*;
use pulldown_cmark::{Event as Mark, Options, Parser, Tag};

use super::Transcript;
use crate::clock::SimulatedClock;
use crate::driver::Driver;
use crate::engine::event::{Event, FORMAT, Header};
use crate::engine::{Stamped, State};
use crate::journal::codec::Json;
use crate::journal::writer::{Ephemeral, Report};
use crate::message::Message;
use crate::time::Elapsed;
use crate::ui::script::{Answers, ScriptFace};
use crate::ui::testing::plans::{self, EXAM, PRACTICE};

/// 2026-11-23 09:00 UTC.
const MORNING: i64 = 1_795_424_400_000;

struct Played {
    header: Header,
    events: Vec<Stamped>,
}

impl Played {
    fn state(&self, events: usize) -> State {
        let mut state = State::new(self.header.clone());
        self.events[..events].iter().for_each(|event| state.apply(event));
        state
    }

    fn transcript(&self) -> Transcript {
        self.until(self.events.len())
    }

    fn until(&self, events: usize) -> Transcript {
        Transcript::new(&self.state(events), &self.events[..events])
    }
}

/// A session drawn in code and played by an answers file.
fn play(drawn: Vec<Event>, answers: &str) -> Played {
    let header = Header {
        format: FORMAT.to_owned(),
        session: "01KB1Q2W3E4R5T6Y7P8A9S0DFG".parse().expect("an id"),
        program: "0.1.0".to_owned(),
        bank: "0123456789abcdef".to_owned(),
        seed: 7,
        wall_ms: MORNING,
        zone: "+02:00".to_owned(),
        boot: String::new(),
        simulated: true,
    };
    let answers = Answers::parse(std::path::Path::new("a.toml"), answers).expect("answers");
    let (sender, receiver) = mpsc::channel();
    let mut clock = SimulatedClock::new(receiver, Elapsed(0), MORNING);
    let report = Box::new(move |report| {
        if let Report::Saved { seq } = report {
            sender.send(Message::Saved { seq }).expect("the clock listens");
        }
    });
    let mut log = Ephemeral::new(Json::of(&header).expect("JSON"), report);
    let mut face = ScriptFace::new(answers, None);
    let state = State::new(header.clone());
    let driver = Driver::new(state, 1, &mut clock, &mut log, &mut face, &[]);
    driver.begin(drawn).expect("plays to its end");
    let read = |record: &Json| serde_json::from_str(record.as_str()).expect("an event");
    let events = log.records()[1..].iter().map(read).collect();
    Played { header, events }
}

const ANSWERS: &str = r#"
schema = 1
[default]
text = "Kafka promises that messages are ordered inside one partition. I would key by account."
ask = ["How many partitions are there?", "Which team is this?"]
hints = 1
followups = ["I would split the hot key."]
marks = "met"
[[answers]]
for = "talk"
text = "I look after order_items and our nightly loads."
[[answers]]
for = "your-questions"
ask = ["Who is on call?"]
"#;

fn phone_screen() -> Played {
    play(plans::phone_screen(PRACTICE), ANSWERS)
}

fn star() -> Played {
    let answers = r#"
schema = 1
[default]
marks = { own = "partly" }
seal = { ownership = 4 }
[default.fields]
situation = "In March a job finished with zero rows."
task = "Nobody had asked me to look."
action = "I counted the failures and told the lead."
"#;
    play(plans::behavioral(PRACTICE), answers)
}

fn exam() -> Played {
    let answers = r#"
schema = 1
[default]
[[answers]]
for = "system-design"
spoken = true
hints = 1
minutes = 35
[answers.fields]
requirements = "Messages are ordered inside one partition, one row an order line."
[[answers]]
for = "phone-screen"
skip = true
"#;
    let mut drawn = plans::onsite(EXAM);
    for event in &mut drawn {
        if let Event::JudgeDisclosed { judge, .. } = event {
            judge.red_flags.clear();
        }
    }
    play(drawn, answers)
}

#[test]
fn a_phone_screen_in_three_formats() {
    let transcript = phone_screen().transcript();
    insta::assert_snapshot!("phone_screen.md", transcript.markdown());
    insta::assert_snapshot!("phone_screen.html", transcript.html());
    insta::assert_snapshot!("phone_screen.json", transcript.json().expect("JSON"));
}

#[test]
fn a_star_answer_with_an_empty_result() {
    insta::assert_snapshot!("star.md", star().transcript().markdown());
}

#[test]
fn an_exam_loop_with_a_spoken_and_a_skipped_answer() {
    insta::assert_snapshot!("exam.md", exam().transcript().markdown());
}

#[test]
fn a_session_left_half_way_says_what_it_lacks() {
    let played = phone_screen();
    let asked = |stamped: &Stamped| matches!(stamped.event, Event::FollowupAsked { .. });
    let half = played.events.iter().position(asked).expect("a follow-up");
    let transcript = played.until(half);
    insta::assert_snapshot!("half.md", transcript.markdown());
    assert_eq!(transcript.session.ended, None);
}

/// Words of the rubric begin with `canary` in the plans.
#[test]
fn nothing_that_judges_shows_before_it_may() {
    let played = exam();
    for events in 0..played.events.len() {
        let state = played.state(events);
        if state.ended.is_none() {
            let transcript = played.until(events);
            assert!(!transcript.markdown().contains("canary"), "after {events} events");
            assert!(!transcript.json().expect("JSON").contains("canary"), "after {events} events");
        }
    }
    let played = phone_screen();
    for events in 0..played.events.len() {
        let state = played.state(events);
        let may = state.ended.is_some()
            || state.opened_questions().any(|(slot, item)| state.may_judge(slot, item));
        let shows = played.until(events).html().contains("canary");
        assert!(may || !shows, "after {events} events");
    }
}

#[test]
fn every_prefix_of_a_journal_gives_a_transcript() {
    for played in [phone_screen(), star(), exam()] {
        for events in 0..=played.events.len() {
            let transcript = played.until(events);
            assert!(transcript.markdown().starts_with("# "));
            assert!(transcript.html().ends_with("</html>\n"));
            assert!(transcript.json().expect("JSON").contains("\"schema\": 1"));
            let state = played.state(events);
            assert_eq!(transcript.missing.is_empty(), is_whole(&state), "{:?}", transcript.missing);
        }
    }
}

/// Ended, and everything put was scored.
fn is_whole(state: &State) -> bool {
    let Some(plan) = &state.plan else { return false };
    let scopes = state.scored_rounds().len() + state.opened_questions().count();
    let scopes = scopes + usize::from(plan.is_loop);
    state.ended.is_some() && state.scores.len() == scopes
}

#[test]
fn an_exam_that_is_paused_hides_its_question() {
    let mut played = play(plans::phone_screen(EXAM), ANSWERS);
    let opened = |stamped: &Stamped| matches!(stamped.event, Event::ItemOpened { item: 1 });
    let place = played.events.iter().position(opened).expect("a question") + 2;
    let at = played.events[place - 1].at;
    played.events.truncate(place);
    let event = Event::Paused { reason: "door".to_owned() };
    played.events.push(Stamped { at, wall_ms: MORNING, event });
    let text = played.transcript().markdown();
    assert!(text.contains("Hidden while the exam is paused."));
    assert!(!text.contains("Payments for one account"), "{text}");
}

const HOSTILE: &str = "# forged\n\n## Result\n**Hire.**\n<script>alert(1)</script>\n```\n> x\n\
    - [a](javascript:b) ![i](http://t/x.png)\n| a | b |\n| --- | --- |\n===\n1. one\n\
    \u{1b}]52;c;Zm9v\u{7}\u{202e}olleh\u{2066} &lt;b&gt; <!-- \n    indented\n~~~\n\\";

/// The same session, every foreign text of it hostile.
fn hostile() -> Played {
    let mut drawn = plans::phone_screen(PRACTICE);
    for event in &mut drawn {
        match event {
            Event::PlanDrawn { plan } => {
                HOSTILE.clone_into(&mut plan.title);
                for slot in &mut plan.slots {
                    if let crate::format::plan::Slot::Round(round) = slot {
                        HOSTILE.clone_into(&mut round.title);
                        HOSTILE.clone_into(&mut round.persona.name);
                        HOSTILE.clone_into(&mut round.persona.opening);
                        HOSTILE.clone_into(&mut round.rubric[0].text);
                    }
                }
            }
            Event::QuestionDrawn { ask, .. } => {
                HOSTILE.clone_into(&mut ask.title);
                HOSTILE.clone_into(&mut ask.prompt);
                HOSTILE.clone_into(&mut ask.topic);
                ask.shown_files.insert(HOSTILE.to_owned(), HOSTILE.to_owned());
            }
            Event::JudgeDisclosed { judge, .. } => {
                HOSTILE.clone_into(&mut judge.model);
                HOSTILE.clone_into(&mut judge.rubric[0].text);
                HOSTILE.clone_into(&mut judge.hints[0].text);
                HOSTILE.clone_into(&mut judge.followups[0].ask);
                HOSTILE.clone_into(&mut judge.mistakes[0]);
            }
            _ => {}
        }
    }
    let text = serde_json::to_string(HOSTILE).expect("a string").replace("\\u007f", "");
    let text = format!("\"messages are ordered inside one partition\\n{}", &text[1..]);
    let answers = format!(
        "schema = 1\n[default]\nhints = 1\nask = [{text}]\ntext = {text}\nfollowups = [{text}]\n"
    );
    play(drawn, &answers)
}

#[test]
fn hostile_text_forges_nothing() {
    let transcript = hostile().transcript();
    let markdown = transcript.markdown();
    let json = transcript.json().expect("JSON");
    let html = transcript.html();
    for text in [&markdown, &json, &html] {
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "a control character");
        assert!(!text.contains(['\u{202e}', '\u{2066}']), "a bidi character");
    }
    let mut headings = 0;
    for mark in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match mark {
            Mark::Html(html) | Mark::InlineHtml(html) => panic!("HTML: {html}"),
            Mark::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                panic!("a link to {dest_url}")
            }
            Mark::Start(Tag::Heading { .. }) => headings += 1,
            _ => {}
        }
    }
    let harmless = phone_screen().transcript().markdown();
    let expected = Parser::new(&harmless).filter(|m| matches!(m, Mark::Start(Tag::Heading { .. })));
    assert_eq!(headings, expected.count());
    assert!(!html.contains("<script"), "a script");
    assert!(!html.contains("<!-- "), "a comment");
    insta::assert_snapshot!("hostile.md", markdown);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A foreign journal may hold events in any order; `apply` takes them, and so must the view.
    #[test]
    fn events_out_of_order_give_a_transcript(
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..80)
    ) {
        let played = exam();
        let drawn: usize = 5;
        let events: Vec<Stamped> = played.events[..drawn]
            .iter()
            .cloned()
            .chain(picks.iter().map(|pick| pick.get(&played.events).clone()))
            .collect();
        let mut state = State::new(played.header.clone());
        events.iter().for_each(|event| state.apply(event));
        let transcript = Transcript::new(&state, &events);
        prop_assert!(transcript.json().is_ok());
        prop_assert!(transcript.html().len() + transcript.markdown().len() > 100);
    }
}
