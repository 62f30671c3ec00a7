use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::ChaCha12Rng;

use super::*;
use crate::bank::question::Level;
use crate::format::plan::{Interviewer, Item, ItemWhat, RoundPlan};
use crate::load::{Loaded, Places, load};
use crate::time::Span;

#[path = "draw/level_tests.rs"]
mod levels;

fn built_in() -> Loaded {
    load(&Places { built_in: true, ..Places::default() })
}

fn wish() -> Wish {
    Wish {
        level: Level::Mid,
        mode: None,
        interviewer: Interviewer::Solo,
        time: TimeWish::AsWritten,
        topics: vec![],
        without: vec![],
        job: BTreeMap::new(),
        seen: vec![],
        redo: BTreeSet::new(),
        bar_raiser: false,
        language: crate::bank::task::Language::Python,
    }
}

fn drawn<'b>(
    loaded: &'b Loaded,
    format: &str,
    wish: &Wish,
    seed: u64,
) -> Result<Drawn<'b>, CannotDraw> {
    let format = loaded.formats.get(format).expect("built in");
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    draw(&format, &loaded.formats.rounds, &loaded.bank.questions, wish, &mut rng)
}

fn ids(drawn: &Drawn<'_>) -> Vec<String> {
    drawn.questions.iter().map(|question| question.ask.id.clone()).collect()
}

fn rounds(plan: &Plan) -> Vec<&RoundPlan> {
    let all = plan.slots.iter();
    all.filter_map(|slot| match slot {
        Slot::Round(round) => Some(round),
        Slot::Break { .. } => None,
    })
    .collect()
}

#[test]
fn the_same_seed_draws_the_same_session() {
    let loaded = built_in();
    let one = drawn(&loaded, "onsite", &wish(), 7).expect("drawn");
    let two = drawn(&loaded, "onsite", &wish(), 7).expect("drawn");
    assert_eq!(one.plan, two.plan);
    let other = drawn(&loaded, "onsite", &wish(), 8).expect("drawn");
    assert_ne!(ids(&one), ids(&other));
}

#[test]
fn a_loop_has_its_slots_and_no_topic_twice() {
    let loaded = built_in();
    for seed in 0..20 {
        let drawn = drawn(&loaded, "onsite", &wish(), seed).expect("drawn");
        let topics: Vec<&str> = drawn.questions.iter().map(|q| q.ask.topic.as_str()).collect();
        let distinct: BTreeSet<&str> = topics.iter().copied().collect();
        assert_eq!(distinct.len(), topics.len(), "seed {seed}: {topics:?}");
        let minutes: u64 =
            drawn.plan.slots.iter().filter_map(|slot| slot.budget().0).map(|b| b.0 / 60_000).sum();
        assert_eq!(minutes, 300, "seed {seed}");
        let personas: BTreeSet<&str> =
            rounds(&drawn.plan).iter().map(|round| round.persona.name.as_str()).collect();
        assert_eq!(personas.len(), rounds(&drawn.plan).len());
    }
}

#[test]
fn inside_a_loop_only_one_slot_is_for_the_candidates_questions() {
    let loaded = built_in();
    let drawn = drawn(&loaded, "onsite", &wish(), 3).expect("drawn");
    let all = rounds(&drawn.plan);
    let asks =
        all.iter().flat_map(|round| &round.items).filter(|item| item.what.is_your_questions());
    assert_eq!(asks.count(), 1);
    // The slot's minutes are shared out over the phases that remain.
    for round in all {
        let phases: Span = round.phases.iter().filter_map(|phase| phase.budget.0).sum();
        let budget = round.budget.0.expect("timed");
        assert!(budget.0.abs_diff(phases.0) < 1000, "{}: {phases} of {budget}", round.id);
    }
}

#[test]
fn a_loop_too_short_for_breaks_has_none_and_keeps_its_minutes() {
    let loaded = built_in();
    let slots = |minutes: u32| {
        let wish = Wish { time: TimeWish::Minutes(minutes), ..wish() };
        drawn(&loaded, "onsite", &wish, 3).expect("drawn").plan.slots
    };
    let is_break = |slot: &Slot| matches!(slot, Slot::Break { .. });
    for (minutes, breaks) in [(12, 0), (59, 0), (60, 3), (300, 3)] {
        let slots = slots(minutes);
        assert_eq!(slots.iter().filter(|slot| is_break(slot)).count(), breaks, "{minutes}");
        let sum: Span = slots.iter().filter_map(|slot| slot.budget().0).sum();
        assert!(sum.0.abs_diff(u64::from(minutes) * 60_000) < 1000, "{minutes}: {sum}");
    }
}

#[test]
fn a_design_question_goes_on_through_all_phases() {
    let loaded = built_in();
    let drawn = drawn(&loaded, "system-design", &wish(), 1).expect("drawn");
    let round = rounds(&drawn.plan)[0];
    let questions: Vec<&Item> =
        round.items.iter().filter(|item| item.question().is_some()).collect();
    assert_eq!(questions.len(), 1);
    assert_eq!((questions[0].first_phase, questions[0].last_phase), (0, round.phases.len() - 1));
}

#[test]
fn each_question_has_its_share_of_the_phase() {
    let loaded = built_in();
    for seed in 0..30 {
        for format in ["phone-screen", "coding", "behavioral", "sql-screen"] {
            let drawn = drawn(&loaded, format, &wish(), seed).expect("drawn");
            let round = rounds(&drawn.plan)[0];
            for (index, phase) in round.phases.iter().enumerate() {
                let inside = round.items.iter().filter(|item| item.first_phase == index);
                let sum: Span = inside.filter_map(|item| item.budget.0).sum();
                let budget = phase.budget.0.expect("timed");
                assert!(
                    budget.0.abs_diff(sum.0) < 1000,
                    "{format} {}: {sum} of {budget}",
                    phase.name
                );
            }
        }
    }
}

#[test]
fn what_was_seen_is_drawn_again_only_when_nothing_else_is_left() {
    let loaded = built_in();
    let first = ids(&drawn(&loaded, "phone-screen", &wish(), 5).expect("drawn"));
    for seed in 0..20 {
        let wish = Wish { seen: vec![first.clone()], ..wish() };
        let again = ids(&drawn(&loaded, "phone-screen", &wish, seed).expect("drawn"));
        assert!(again.iter().all(|id| !first.contains(id)), "seed {seed}: {again:?}");
    }
    let all = loaded.bank.questions.iter().map(|question| question.ask.id.clone()).collect();
    let wish = Wish { seen: vec![all], ..wish() };
    assert!(drawn(&loaded, "phone-screen", &wish, 1).is_ok());
}

#[test]
fn missed_questions_come_back_first_and_left_out_topics_never() {
    let loaded = built_in();
    let redo = BTreeSet::from(["ps-acid".to_owned()]);
    for seed in 0..20 {
        let again = Wish { redo: redo.clone(), seen: vec![vec!["ps-acid".to_owned()]], ..wish() };
        assert!(
            ids(&drawn(&loaded, "phone-screen", &again, seed).expect("drawn"))
                .contains(&"ps-acid".to_owned())
        );
        let without = Wish { without: vec!["acid".to_owned()], ..again };
        assert!(
            !ids(&drawn(&loaded, "phone-screen", &without, seed).expect("drawn"))
                .contains(&"ps-acid".to_owned())
        );
    }
}

#[test]
fn a_topic_asked_for_is_drawn_and_an_unknown_one_is_an_error_with_a_guess() {
    let loaded = built_in();
    for seed in 0..10 {
        let wish = Wish { topics: vec!["kafka-ordering".to_owned()], ..wish() };
        let drawn = drawn(&loaded, "phone-screen", &wish, seed).expect("drawn");
        assert!(drawn.questions.iter().any(|question| question.ask.topic == "kafka-ordering"));
    }
    let misspelt = Wish { topics: vec!["kafka-odering".to_owned()], ..wish() };
    let error = drawn(&loaded, "phone-screen", &misspelt, 1).expect_err("unknown").to_string();
    assert!(error.contains("did you mean `kafka-ordering`"), "{error}");
    let elsewhere = Wish { topics: vec!["kafka-ordering".to_owned()], ..wish() };
    let error = drawn(&loaded, "behavioral", &elsewhere, 1).expect_err("elsewhere");
    assert!(matches!(error, CannotDraw::TopicElsewhere { .. }));
}

#[test]
fn more_topics_than_room_are_no_mistake() {
    let loaded = built_in();
    let topics = ["sql-complex", "sql-window", "sql-recursive"].map(str::to_owned).to_vec();
    for seed in 0..10 {
        let wish = Wish { topics: topics.clone(), ..wish() };
        let drawn = drawn(&loaded, "sql-screen", &wish, seed).expect("drawn");
        let is_asked = |q: &&Question| topics.iter().any(|topic| pick::is_about(q, topic));
        assert!(drawn.questions.iter().any(is_asked), "seed {seed}");
    }
}

/// A warm-up is one at every level, unless a person asked for something harder.
#[test]
fn what_a_round_calls_easy_is_asked_of_juniors() {
    let loaded = built_in();
    for &level in Level::ALL {
        for seed in 0..40 {
            let drawn =
                drawn(&loaded, "sql-screen", &Wish { level, ..wish() }, seed).expect("drawn");
            let first = &drawn.questions[0].ask;
            assert!(first.levels.contains(&Level::Junior), "{level}, seed {seed}: {}", first.id);
        }
    }
    let hard = Wish { topics: vec!["sessions-gaps".to_owned()], ..wish() };
    let is_hard = |seed| {
        let drawn = drawn(&loaded, "sql-screen", &hard, seed).expect("drawn");
        drawn.questions.iter().any(|question| question.ask.topic == "sessions-gaps")
    };
    assert!((0..20).all(is_hard));
}

#[test]
fn an_advert_moves_the_weights() {
    let loaded = built_in();
    let count = |wish: &Wish| {
        let about = |seed| {
            let drawn = drawn(&loaded, "phone-screen", wish, seed).expect("drawn");
            drawn.questions.iter().any(|question| question.ask.topic == "file-formats")
        };
        (0..60).filter(|seed| about(*seed)).count()
    };
    let plain = count(&wish());
    let weighed = count(&Wish { job: BTreeMap::from([("file-formats".to_owned(), 8)]), ..wish() });
    assert!(weighed > plain + 10, "{plain} and {weighed} of 60");
}

#[test]
fn twenty_minutes_keep_the_rounds_shape() {
    let loaded = built_in();
    let wish = Wish { time: TimeWish::Minutes(20), ..wish() };
    for format in ["phone-screen", "coding", "system-design", "behavioral", "onsite"] {
        let drawn = drawn(&loaded, format, &wish, 2).expect("drawn");
        let total: Span = drawn.plan.slots.iter().filter_map(|slot| slot.budget().0).sum();
        assert!(total.0.abs_diff(Span::minutes(20).0) < 60_000, "{format}: {total}");
        assert_eq!(drawn.plan.time.as_deref(), Some("20 minutes"));
    }
}

#[test]
fn one_question_is_drawn_alone_or_in_the_round_it_goes_through() {
    let loaded = built_in();
    let mut rng = ChaCha12Rng::seed_from_u64(1);
    let alone =
        draw_question("ps-acid", &loaded.formats.rounds, &loaded.bank.questions, &wish(), &mut rng);
    assert_eq!(rounds(&alone.expect("drawn").plan)[0].items.len(), 1);
    let id = "case-null-spike";
    let case = draw_question(id, &loaded.formats.rounds, &loaded.bank.questions, &wish(), &mut rng)
        .expect("drawn");
    assert_eq!(ids(&case), [id]);
    assert!(rounds(&case.plan)[0].phases.len() > 1);
    let unknown = draw_question(
        "ps-acidd",
        &loaded.formats.rounds,
        &loaded.bank.questions,
        &wish(),
        &mut rng,
    );
    let error = unknown.expect_err("unknown").to_string();
    assert!(error.contains("did you mean `ps-acid`"), "{error}");
}

#[test]
fn an_incident_has_one_of_its_causes_and_all_come_up() {
    let loaded = built_in();
    let mut seen = BTreeSet::new();
    for seed in 0..40 {
        let mut rng = ChaCha12Rng::seed_from_u64(seed);
        let id = "case-null-spike";
        let drawn =
            draw_question(id, &loaded.formats.rounds, &loaded.bank.questions, &wish(), &mut rng)
                .expect("drawn");
        let round = rounds(&drawn.plan)[0];
        let found = round.items.iter().find_map(|item| match item.what {
            ItemWhat::Question { cause, .. } => cause,
            _ => None,
        });
        seen.insert(found.expect("a cause"));
    }
    assert_eq!(
        seen.len(),
        loaded.bank.question("case-null-spike").expect("built in").judge.causes.len()
    );
}

#[test]
fn a_bar_raiser_sits_in_one_scored_round_of_a_loop() {
    let loaded = built_in();
    let with = Wish { bar_raiser: true, ..wish() };
    let drawn_loop = drawn(&loaded, "onsite", &with, 4).expect("drawn");
    let slot = drawn_loop.plan.bar_raiser.expect("a slot");
    assert!(matches!(&drawn_loop.plan.slots[slot], Slot::Round(round) if round.kind.is_some()));
    assert_eq!(drawn(&loaded, "onsite", &wish(), 4).expect("drawn").plan.bar_raiser, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever is wished for, a plan's items index its questions and its phases.
    #[test]
    fn a_plan_is_sound(
        seed in any::<u64>(),
        level in prop::sample::select(Level::ALL),
        format in prop::sample::select(vec!["phone-screen", "coding", "onsite", "onsite-2026", "case-study", "data-modelling", "review", "take-home"]),
        time in prop_oneof![
            Just(TimeWish::AsWritten), Just(TimeWish::Untimed),
            (250u32..4000).prop_map(TimeWish::Scaled), (5u32..720).prop_map(TimeWish::Minutes),
        ],
    ) {
        let loaded = built_in();
        let drawn = drawn(&loaded, format, &Wish { level, time, ..wish() }, seed).expect("drawn");
        for round in rounds(&drawn.plan) {
            for item in &round.items {
                prop_assert!(item.first_phase <= item.last_phase && item.last_phase < round.phases.len());
                if let Some(question) = item.question() {
                    prop_assert!(question < drawn.questions.len());
                }
                prop_assert_eq!(item.budget.0.is_none(), time == TimeWish::Untimed);
            }
        }
    }
}

#[test]
fn a_loop_draws_one_of_several_rounds_says_which_and_differs_by_level() {
    let loaded = built_in();
    let drawn_at = |level, seed| {
        let drawn = drawn(&loaded, "onsite-2026", &Wish { level, ..wish() }, seed).expect("drawn");
        let own = rounds(&drawn.plan);
        let chosen = own.iter().find(|round| !round.drawn_from.is_empty()).expect("one is chosen");
        let ids: Vec<String> = own.iter().map(|round| round.id.clone()).collect();
        let minutes: u64 =
            drawn.plan.slots.iter().filter_map(|slot| slot.budget().0).map(|it| it.0).sum();
        assert_eq!(minutes, Span::minutes(300).0, "{level}, {seed}");
        (chosen.id.clone(), chosen.drawn(), ids)
    };
    for (level, able) in [
        (Level::Junior, &["data-modelling", "review"][..]),
        (Level::Mid, &["data-modelling", "review"]),
        (Level::Senior, &["data-modelling", "review", "case-study"]),
    ] {
        let chosen: BTreeSet<String> = (0..40).map(|seed| drawn_at(level, seed).0).collect();
        assert_eq!(chosen, able.iter().map(|&id| id.to_owned()).collect(), "{level}");
    }
    let (_, said, senior) = drawn_at(Level::Senior, 1);
    assert_eq!(said.as_deref(), Some("drawn from Data modelling, Review and Case study"));
    let (_, said, junior) = drawn_at(Level::Junior, 1);
    assert_eq!(said.as_deref(), Some("drawn from Data modelling and Review"));
    assert!(
        senior.contains(&"system-design".to_owned())
            && !junior.contains(&"system-design".to_owned())
    );
    assert!(junior.contains(&"sql-screen".to_owned()));
}

/// An opening is said at any length: it counts no minutes and no tasks, and names no part that a
/// short round or a loop leaves out.
#[test]
fn openings_are_true_at_any_length() {
    let loaded = built_in();
    let counted = [
        "minute",
        "hour",
        "a couple",
        "two tasks",
        "three tasks",
        "four stories",
        "one sql",
        "one task",
        "a short query",
        "quarter",
    ];
    for format in loaded.formats.rounds.values() {
        for time in [TimeWish::Minutes(10), TimeWish::AsWritten, TimeWish::Scaled(3000)] {
            for seed in 0..3 {
                let wish = Wish { time, ..wish() };
                let drawn = drawn(&loaded, &format.id, &wish, seed).expect("drawn");
                let round = rounds(&drawn.plan)[0].clone();
                let opening = round.persona.opening.to_lowercase();
                assert!(opening.contains(&round.persona.name.to_lowercase()), "{opening}");
                for word in counted {
                    assert!(!opening.contains(word), "{}: `{word}` in {opening}", round.id);
                }
            }
        }
    }
}

#[test]
fn a_peer_is_greeted_by_their_own_name_or_by_none() {
    let loaded = built_in();
    for name in ["Ana", ""] {
        let mut plan = drawn(&loaded, "onsite", &wish(), 1).expect("drawn").plan;
        plan.seat_peer(name);
        let all = rounds(&plan);
        assert!(all.iter().all(|round| round.persona.name == name));
        assert!(all.iter().all(|round| round.persona.opening.is_empty()));
    }
}

/// Phases, and the field in front as each begins.
type Opens = &'static [(&'static str, Option<&'static str>)];

#[test]
fn what_is_written_in_the_notes_has_them_in_front() {
    let loaded = built_in();
    let cases: [(&str, Opens); 3] = [
        (
            "take-home",
            &[("build", Some("code")), ("readme", Some("notes")), ("defence", Some("notes"))],
        ),
        (
            "data-modelling",
            &[
                ("grain and keys", Some("code")),
                ("model and load", None),
                ("the turn", None),
                ("defend", Some("notes")),
            ],
        ),
        ("review", &[("read", Some("code")), ("fix", None), ("talk", Some("notes"))]),
    ];
    for (format, wanted) in cases {
        let drawn = drawn(&loaded, format, &wish(), 1).expect("drawn");
        let round = rounds(&drawn.plan)[0];
        let item = round.items.iter().find(|item| item.what.language().is_some());
        let Some(item) = item else {
            assert_eq!(format, "review", "some reviews are only read");
            continue;
        };
        let opens: Vec<(&str, Option<String>)> = (item.first_phase..=item.last_phase)
            .map(|at| (round.phases[at].name.as_str(), item.opens(&round.phases, at)))
            .collect();
        let opens: Vec<_> = opens.iter().map(|(name, field)| (*name, field.as_deref())).collect();
        assert_eq!(opens, wanted, "{format}");
    }
}
