use proptest::prelude::*;

use super::*;
use crate::engine::command::Seat;
use crate::engine::event::{Band, ClosedBy, ConditionId, Grounds, Mark, Recommendation, RoundMean};
use crate::format::plan::{Interviewer, SessionMode};
use crate::score::scripted::{Story, header};

impl Story {
    fn score(&self, item: usize) -> RoundScore {
        question(rules::rules(2).expect("known"), &self.state, 0, item)
    }

    fn dim(&self, item: usize, dim: &str) -> Option<u32> {
        let score = self.score(item);
        score.dimensions.into_iter().find(|found| found.dim == dim).and_then(|found| found.score)
    }
}

const GOOD: &str =
    "Messages are ordered only inside one partition. I use the account id as the message key.";

#[test]
fn in_exam_bands_count_and_say_unconfirmed() {
    let mut story = Story::exam();
    story.answer(0, GOOD, ClosedBy::Candidate);
    let score = story.score(0);
    assert_eq!((score.mean, score.unconfirmed), (Some(3000), true));
    assert!(score.dimensions[0].spoke_for.iter().any(|reason| reason.text == "scope"));
}

#[test]
fn in_practice_only_a_person_marks() {
    let mut story = Story::practice();
    story.answer(0, GOOD, ClosedBy::Candidate);
    assert_eq!(story.score(0).mean, None, "nothing is ticked in advance");
    story.mark(0, "scope", Mark::Partly, Seat::Candidate);
    assert_eq!((story.dim(0, "knowledge"), story.dim(0, "application")), (Some(2), None));
    assert!(!story.score(0).unconfirmed);
}

#[test]
fn a_mark_outweighs_the_band() {
    let mut story = Story::exam();
    story.answer(0, GOOD, ClosedBy::Candidate);
    story.mark(0, "scope", Mark::Missed, Seat::Candidate);
    assert_eq!(story.dim(0, "knowledge"), Some(1));
}

#[test]
fn a_peers_mark_wins_over_the_candidates_own() {
    let mut story = Story::new(SessionMode::Practice, Interviewer::Peer, false);
    story.answer(0, GOOD, ClosedBy::Candidate);
    story.mark(0, "scope", Mark::Met, Seat::Candidate);
    story.mark(0, "key", Mark::Met, Seat::Candidate);
    story.mark(0, "scope", Mark::Missed, Seat::Interviewer);
    assert_eq!(story.dim(0, "knowledge"), Some(1), "the peer's");
    assert_eq!(story.dim(0, "application"), Some(3), "what the peer left out is the candidate's");
}

#[test]
fn a_hint_costs_its_share() {
    let mut story = Story::practice();
    story.answer(0, GOOD, ClosedBy::Candidate);
    story.mark(0, "scope", Mark::Met, Seat::Candidate);
    assert_eq!(story.score(0).dimensions[0].coverage, 1000);
    let (hint, text, cost, by) = (0, String::new(), 500, Seat::Interviewer);
    story.tell(Event::HintRevealed { hint, text, cost, by });
    assert_eq!((story.score(0).dimensions[0].coverage, story.dim(0, "knowledge")), (500, Some(2)));
}

#[test]
fn a_follow_up_answered_well_lifts_to_four() {
    let mut story = Story::exam();
    story.answer(0, GOOD, ClosedBy::Candidate);
    story.follow_up(0, "I split the hot key by salting it.");
    assert_eq!(story.dim(0, "knowledge"), Some(4));
}

#[test]
fn a_red_flag_caps_and_a_person_may_lift_it() {
    let mut story = Story::exam();
    story.answer(
        0,
        &format!("{GOOD} Kafka keeps a total order over the whole topic."),
        ClosedBy::Candidate,
    );
    assert_eq!(story.dim(0, "knowledge"), Some(1));
    story.mark(0, "flag:0", Mark::Missed, Seat::Candidate);
    assert_eq!(story.dim(0, "knowledge"), Some(3));
}

#[test]
fn an_empty_answer_scores_one_in_exam_and_is_left_out_in_practice() {
    let mut exam = Story::exam();
    exam.answer(0, "", ClosedBy::Timeout);
    assert_eq!((exam.score(0).mean, exam.score(0).unconfirmed), (Some(1000), false));
    let mut practice = Story::practice();
    practice.answer(0, "  ", ClosedBy::Skipped);
    assert_eq!(practice.score(0).mean, None);
    assert!(judged::is_not_answered(practice.state.item_state(0, 0).expect("opened")));
}

#[test]
fn what_a_peer_heard_counts_without_a_written_word() {
    for mode in [SessionMode::Practice, SessionMode::Exam] {
        let mut story = Story::new(mode, Interviewer::Peer, false);
        story.answer(0, "", ClosedBy::Interviewer);
        story.mark(0, "scope", Mark::Met, Seat::Interviewer);
        assert_eq!(story.dim(0, "knowledge"), Some(3), "{mode}");
    }
}

#[test]
fn a_spoken_answer_rests_on_a_persons_ticks() {
    let mut story = Story::exam();
    story.tell(Event::ItemOpened { item: 0 });
    story.tell(Event::SpeakingChosen);
    story.tell(Event::AnswerClosed { by: ClosedBy::Candidate });
    assert_eq!(story.score(0).mean, None);
    story.mark(0, "scope", Mark::Met, Seat::Candidate);
    assert_eq!(story.score(0).mean, Some(3000));
}

#[test]
fn a_round_pools_its_questions_and_its_own_items() {
    let mut story = Story::practice();
    for (item, mark) in [(0, Mark::Met), (1, Mark::Missed)] {
        story.answer(item, GOOD, ClosedBy::Candidate);
        story.mark(item, "scope", mark, Seat::Candidate);
        story.mark(item, "key", Mark::Met, Seat::Candidate);
    }
    let scope = Scope::Round { slot: 0 };
    let (id, note) = ("example".to_owned(), String::new());
    story.tell(Event::Marked {
        scope,
        id,
        mark: Mark::Met,
        by: Seat::Candidate,
        note,
        grounds: Grounds::default(),
    });
    let sheet = sheet(&story.state, scope);
    let of =
        |dim: &str| sheet.dimensions.iter().find(|d| d.dim == dim).map(|d| (d.score, d.coverage));
    assert_eq!(of("knowledge"), Some((Some(2), 500)));
    assert_eq!(of("application"), Some((Some(3), 1000)));
    assert_eq!(of("communication"), Some((Some(3), 1000)));
    assert_eq!(of("depth"), Some((None, 0)), "not seen");
    assert_eq!((sheet.mean, sheet.band), (Some(2666), Some(2)));
}

#[test]
fn in_exam_the_rounds_own_items_count_only_where_words_show_them() {
    let mut story = Story::exam();
    story.answer(0, GOOD, ClosedBy::Candidate);
    let communication = |story: &Story| {
        let score = round(rules::rules(2).expect("known"), &story.state, 0);
        score.dimensions.into_iter().find(|d| d.dim == "communication").and_then(|d| d.score)
    };
    assert_eq!(communication(&story), None);
    story.answer(1, "For example it happened at my last job.", ClosedBy::Candidate);
    assert_eq!(communication(&story), Some(3));
}

/// A loop of two rounds, the second of them not answered.
fn loop_that_failed() -> Story {
    let mut story = Story::new(SessionMode::Exam, Interviewer::Solo, true);
    story.answer(0, GOOD, ClosedBy::Candidate);
    story.tell(Event::QuestionClosed);
    story.tell(Event::RoundEnded { by: ClosedBy::Candidate });
    story.tell(Event::RoundStarted { slot: 1 });
    story.answer(0, "", ClosedBy::Timeout);
    story.tell(Event::RoundEnded { by: ClosedBy::Timeout });
    story
}

#[test]
fn a_loop_says_why() {
    let sheet = sheet(&loop_that_failed().state, Scope::Loop);
    assert_eq!((sheet.mean, sheet.band, sheet.interval), (Some(2000), Some(2), None));
    let recommended = sheet.recommended.expect("two rounds were scored");
    assert_eq!(recommended.what, Recommendation::NoHire);
    let of = |id| recommended.conditions.iter().find(|condition| condition.id == id);
    let mean = of(ConditionId::Mean).expect("a condition");
    assert_eq!((mean.holds, mean.thousandths), (false, Some(2000)));
    let core = of(ConditionId::CoreRound).expect("a condition");
    assert_eq!(core.rounds, [RoundMean { slot: 1, thousandths: 1000, high: None }]);
}

#[test]
fn the_words_of_an_earlier_formats_recommendation_are_not_compared() {
    let mut story = loop_that_failed();
    let (scope, shown) = (Scope::Loop, sheet(&story.state, Scope::Loop));
    story.tell(Event::ScoreShown { scope, sheet: shown.clone() });
    let mut events = serde_json::to_value(&story.events).expect("JSON");
    let stored = events.as_array_mut().and_then(|events| events.last_mut()).expect("an event");
    let stored = stored["event"]["ScoreShown"]["sheet"].as_object_mut().expect("a sheet");
    stored.remove("recommended");
    stored.insert("recommendation".to_owned(), "no hire: as nobody words it now".into());
    let events: Vec<Stamped> = serde_json::from_value(events).expect("events");
    let found = rescore(&header(), &events);
    assert!(found[0].agrees(), "{found:#?}");
    assert_eq!(found[0].shown, shown, "and it is said again");
}

#[test]
fn a_recommendation_that_does_not_follow_is_found() {
    let mut story = loop_that_failed();
    let (scope, mut shown) = (Scope::Loop, sheet(&story.state, Scope::Loop));
    shown.recommended.as_mut().expect("scored").what = Recommendation::Hire;
    story.tell(Event::ScoreShown { scope, sheet: shown });
    assert!(!rescore(&header(), &story.events)[0].agrees());
}

#[test]
fn rescoring_finds_what_was_shown_and_what_was_not() {
    let mut story = Story::exam();
    story.answer(0, GOOD, ClosedBy::Candidate);
    let scope = Scope::Question { slot: 0, item: 0 };
    let shown = sheet(&story.state, scope);
    story.tell(Event::ScoreShown { scope, sheet: shown.clone() });
    // A mark after the score changes the next score, not the one that was shown.
    story.mark(0, "scope", Mark::Missed, Seat::Candidate);
    story
        .tell(Event::ScoreShown { scope, sheet: ScoreSheet { mean: Some(4000), ..shown.clone() } });
    story.tell(Event::ScoreShown { scope, sheet: ScoreSheet { rules: 99, ..shown } });
    let found = rescore(&header(), &story.events);
    assert_eq!(found.iter().map(Rescored::agrees).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(found[2].again, None, "rules of a later program");
    assert_eq!((found[1].latest.rules, found[1].latest.mean), (rules::LATEST, None), "open there");
}

#[test]
fn every_prefix_of_a_journal_can_be_scored() {
    let mut story = Story::new(SessionMode::Exam, Interviewer::Solo, true);
    story.answer(0, GOOD, ClosedBy::Candidate);
    story.tell(Event::QuestionClosed);
    story.answer(1, "", ClosedBy::Timeout);
    story.tell(Event::RoundEnded { by: ClosedBy::Timeout });
    let mut state = State::new(header());
    for stamped in &story.events {
        for scope in [Scope::Question { slot: 0, item: 0 }, Scope::Round { slot: 0 }, Scope::Loop] {
            let _ = sheet(&state, scope);
        }
        let _ = sheet(&state, Scope::Question { slot: 7, item: 7 });
        state.apply(stamped);
    }
}

fn any_mark() -> impl Strategy<Value = Mark> {
    prop_oneof![Just(Mark::Met), Just(Mark::Partly), Just(Mark::Missed), Just(Mark::NotAsked)]
}

proptest! {
    #[test]
    fn the_same_journal_gives_the_same_score(
        marks in proptest::collection::vec((0..2_usize, 0..4_usize, any_mark()), 0..20),
        exam in any::<bool>(),
    ) {
        let mut story = if exam { Story::exam() } else { Story::practice() };
        story.answer(0, GOOD, ClosedBy::Candidate);
        story.answer(1, "I use an account id.", ClosedBy::Candidate);
        for (item, id, mark) in marks {
            let id = ["scope", "key", "flag:0", "followup:hot"][id];
            story.mark(item, id, mark, Seat::Candidate);
            let scope = Scope::Round { slot: 0 };
            let shown = sheet(&story.state, scope);
            story.tell(Event::ScoreShown { scope, sheet: shown });
        }
        let found = rescore(&header(), &story.events);
        prop_assert!(found.iter().all(Rescored::agrees));
        prop_assert!(found.iter().all(|f| f.shown.band.is_none_or(|band| (1..=4).contains(&band))));
    }
}

#[test]
fn the_first_attempt_alone_is_scored() {
    let mut story = Story::exam();
    story.answer(0, "", ClosedBy::Skipped);
    story.tell(Event::QuestionClosed);
    let before = story.score(0);
    story.tell(Event::RetryOpened);
    story.tell(Event::FieldOpened { field: "answer".to_owned() });
    let (field, insert) = ("answer".to_owned(), GOOD.to_owned());
    story.tell(Event::AnswerSpliced { field, at: 0, remove: 0, insert });
    story.tell(Event::AnswerClosed { by: ClosedBy::Candidate });
    assert_eq!(story.score(0), before);
    assert!(
        story
            .state
            .item_state(0, 0)
            .is_some_and(|found| found.evidence.iter().all(|e| e.band == Band::None))
    );
}

#[test]
fn a_curveball_that_was_met_lifts_from_rules_2_on() {
    let mut story = Story::exam();
    story.tell(Event::ItemOpened { item: 0 });
    story.tell(Event::CurveballThrown { curveball: 0, text: String::new() });
    story.write(&format!("{GOOD} With a unique key the second write would do nothing."));
    story.hand_in(0);
    let scope = Scope::Question { slot: 0, item: 0 };
    let knowledge = |number: u32| {
        let sheet = sheet_under(rules::rules(number)?, &story.state, scope);
        sheet.dimensions.into_iter().find(|found| found.dim == "knowledge")?.score
    };
    assert_eq!((knowledge(1), knowledge(2)), (Some(3), Some(4)));
    let shown = sheet_under(rules::rules(1).expect("known"), &story.state, scope);
    story.tell(Event::ScoreShown { scope, sheet: shown });
    let found = rescore(&header(), &story.events);
    assert!(found[0].agrees() && found[0].differs_under_latest(), "old and new are both told");
}

#[test]
fn a_curveball_that_was_not_thrown_is_not_looked_for() {
    let mut story = Story::exam();
    let text = format!("{GOOD} With a unique key the second write would do nothing.");
    story.answer(0, &text, ClosedBy::Candidate);
    assert_eq!(story.dim(0, "knowledge"), Some(3));
}

#[test]
fn the_mark_before_the_review_is_kept_beside_the_mark_after_it() {
    let mut story = Story::practice();
    story.answer(0, GOOD, ClosedBy::Candidate);
    let scope = Scope::Question { slot: 0, item: 0 };
    let held = |story: &Story| {
        let key = (scope, Seat::Candidate, "scope".to_owned());
        story.state.marks.get(&key).map(|mark| (mark.before_review, mark.mark))
    };
    story.mark(0, "scope", Mark::Missed, Seat::Candidate);
    story.mark(0, "key", Mark::Met, Seat::Candidate);
    story.mark(0, "scope", Mark::Partly, Seat::Candidate);
    assert_eq!(held(&story), Some((None, Mark::Partly)), "a slip, put right before the review");
    story.mark(0, "flag:0", Mark::Missed, Seat::Candidate);
    assert_eq!(held(&story), Some((None, Mark::Partly)), "every point has its mark now");
    story.mark(0, "scope", Mark::Partly, Seat::Candidate);
    assert_eq!(held(&story), Some((Some(Mark::Partly), Mark::Partly)), "looked at, and kept");
    story.mark(0, "scope", Mark::Met, Seat::Candidate);
    assert_eq!(held(&story), Some((Some(Mark::Partly), Mark::Met)), "the first one stays");
    assert_eq!(story.dim(0, "knowledge"), Some(3), "the last one counts");
}
