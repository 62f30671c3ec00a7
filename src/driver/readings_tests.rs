//! A model beside the session: what it is given, what waits for it, and what does not.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use super::*;
use crate::bank::question::Trigger;
use crate::driver::testing::Studio;
use crate::engine::event::{About, PointReading, RankedPlace, Reader, Reading, Said};
use crate::engine::{Event, Stage};
use crate::message::Message;
use crate::reader::asked::Asked;
use crate::testing::plans::{PRACTICE, phone_screen};
use crate::ui::face::Setup;
use crate::ui::out::Out;
use crate::ui::out::look::Look;
use crate::ui::plain::PlainFace;

/// What it was given; it answers when the test says so.
type Given = Rc<RefCell<Vec<(PartId, Asked)>>>;

struct Slow(Given);

impl Model for Slow {
    fn start(&mut self, part: PartId, asked: Asked) -> Option<PartRead> {
        self.0.borrow_mut().push((part, asked));
        None
    }
}

/// A phone screen whose one follow-up hangs on what the answer says, at its question.
fn studio() -> (Studio<PlainFace>, Given) {
    let mut drawn = phone_screen(PRACTICE);
    for event in &mut drawn {
        if let Event::JudgeDisclosed { judge, .. } = event {
            let id = judge.rubric[0].id.clone();
            judge.followups.truncate(1);
            judge.followups[0].when = Trigger::Hit(id);
            judge.probes.clear();
        }
    }
    let mut studio = Studio::open(drawn, |paper, keys| {
        let setup = Setup {
            folder: PathBuf::from("/nonexistent"),
            saved_in: None,
            editor: String::new(),
            judging_only: false,
            stories: crate::ui::face::Shelf::default(),
        };
        PlainFace::new(Out::new(Box::new(paper), Look::PIPE), Box::new(keys), setup)
    });
    let given = Given::default();
    studio.read_by(Slow(Rc::clone(&given)));
    studio.lines(&["", "."]);
    (studio, given)
}

fn reading(part: PartId, asked: &Asked, verdict: Said) -> Message {
    let place = RankedPlace { field: asked.fields[0].0.clone(), from: 0, to: 5, score: 1000 };
    let point = PointReading {
        about: asked.points[0].about.clone(),
        verdict: Some(verdict),
        at: if verdict == Said::No { Vec::new() } else { vec![place] },
    };
    Message::PartRead(part.outcome(Ok(Reading {
        reader: Reader::Model,
        version: 1,
        model: "tiny".to_owned(),
        instructions: "abc".to_owned(),
        proof: None,
        points: vec![point],
    })))
}

fn is_asked_on(studio: &Studio<PlainFace>) -> bool {
    let (_, item) = studio.state.current().expect("an item");
    item.followups().count() > 0
}

#[test]
fn a_follow_up_waits_for_the_model_and_goes_by_it() {
    for (verdict, follows) in [(Said::Said, true), (Said::No, false)] {
        let (mut studio, given) = studio();
        studio.lines(&["Well, hello there everybody.", "."]);
        let (part, asked) = given.borrow().last().cloned().expect("given");
        assert!(matches!(asked.points[0].about, About::Item(_)));
        assert_eq!(studio.state.stage, Stage::Settling, "{}", studio.text());
        assert!(studio.text().contains("is thinking …"), "{}", studio.text());
        studio.receive(reading(part, &asked, verdict));
        assert_eq!(is_asked_on(&studio), follows, "{verdict}: {}", studio.text());
        assert_ne!(studio.state.stage, Stage::Settling);
        let item = studio.state.item_state(part.slot, part.item).expect("an item");
        assert!(item.readings.contains_key(&(part.part, Reader::Model)));
    }
}

#[test]
fn after_four_seconds_words_decide_and_the_reading_is_kept_when_it_comes() {
    let (mut studio, given) = studio();
    studio.lines(&["Well, hello there everybody.", "."]);
    studio.pass(Span(3900));
    assert_eq!(studio.state.stage, Stage::Settling);
    studio.pass(Span(200));
    assert_ne!(studio.state.stage, Stage::Settling, "{}", studio.text());
    let (part, asked) = given.borrow().last().cloned().expect("given");
    studio.receive(reading(part, &asked, Said::Half));
    let item = studio.state.item_state(part.slot, part.item).expect("an item");
    assert!(item.readings.contains_key(&(part.part, Reader::Model)));
}

#[test]
fn a_failure_is_told_once_and_nothing_waits_after_it() {
    let (mut studio, given) = studio();
    studio.lines(&["Well, hello there everybody.", "."]);
    let (part, _) = given.borrow().last().cloned().expect("given");
    for _ in 0..2 {
        let failed = part.outcome(Err("it answers 401".to_owned()));
        studio.receive(Message::PartRead(failed));
    }
    assert_ne!(studio.state.stage, Stage::Settling);
    let told = studio.text();
    assert_eq!(told.matches("it answers 401").count(), 1, "{told}");
    assert_eq!(given.borrow().len(), 1, "it is not asked again");
}

#[test]
fn what_was_left_blank_is_read_by_nobody() {
    let (mut studio, given) = studio();
    studio.lines(&["/skip"]);
    assert!(given.borrow().is_empty());
    assert!(!studio.text().contains("thinking"), "{}", studio.text());
}

#[test]
fn what_is_given_is_the_question_what_was_said_the_points_and_the_answer() {
    let (mut studio, given) = studio();
    studio.lines(&["/ask How many partitions does the topic have?"]);
    studio.lines(&["Order holds inside one partition.", "."]);
    let (part, asked) = given.borrow().last().cloned().expect("given");
    assert_eq!((part.slot, part.part), (0, 0));
    assert!(asked.question.starts_with("Payments for one account"), "{}", asked.question);
    assert_eq!(asked.remarks, ["24 partitions, 40k messages a second."]);
    let points: Vec<&About> = asked.points.iter().map(|point| &point.about).collect();
    let item = |id: &str| About::Item(id.to_owned());
    let round = About::RoundItem("asks-first".to_owned());
    assert_eq!(points, [&item("scope"), &item("key"), &About::RedFlag(0), &round]);
    assert_eq!(asked.fields.len(), 1);
    let sentences = asked.sentences();
    let sent = asked.text(&asked.calls(&sentences).all[0], &sentences);
    let judges = ["the account identifier decides the shard", "canary-e", "canary-d", "canary-g"];
    assert!(!judges.iter().any(|secret| sent.contains(secret)), "{sent}");
}
