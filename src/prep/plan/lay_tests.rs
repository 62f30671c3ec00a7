use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::bank::question::Kind;
use crate::prep::plan::tests::{day, digest, plan_for};

fn item<'l>(laid: &'l Laid, id: &str) -> Option<&'l Item> {
    laid.items().find(|item| item.task.id == id)
}

fn why(laid: &Laid, id: &str) -> Option<Why> {
    laid.left_out.iter().find(|(task, _)| task.id == id).map(|(_, why)| *why)
}

/// Minutes of the open tasks of each day before the interview, and the longest of them.
fn loads(laid: &Laid) -> BTreeMap<NaiveDate, (u32, u32)> {
    let mut loads: BTreeMap<NaiveDate, (u32, u32)> = BTreeMap::new();
    let open = laid.items().filter(|item| item.task.stage < DAY && item.done.is_none());
    for item in open {
        let (sum, longest) = loads.entry(item.date).or_default();
        *sum += item.task.minutes;
        *longest = item.task.minutes.max(*longest);
    }
    loads
}

#[test]
fn the_day_is_over_once_it_is_over_and_the_note_of_thanks_comes() {
    let kept = plan_for("2026-11-30", "2026-12-02", 5);
    for today in ["2026-12-03", "2026-12-10", "2026-12-16"] {
        let laid = lay(&kept, &[], day(today));
        let left: Vec<usize> = laid.items().map(|item| item.task.stage).collect();
        assert!(left.iter().all(|stage| *stage > DAY), "{today}: {laid:#?}");
        assert_eq!(item(&laid, "thank-you").map(|it| it.date), Some(day(today)), "{today}");
        assert_eq!(why(&laid, "test-av"), Some(Why::Past));
        assert!(!kept.is_over(day(today)));
    }
    assert!(kept.is_over(day("2026-12-17")));
}

#[test]
fn missed_days_never_pile_up() {
    let kept = plan_for("2026-11-30", "2027-01-15", 5);
    for ahead in 0..46 {
        let today = later(day("2026-11-30"), ahead);
        let laid = lay(&kept, &[], today);
        for (date, (sum, longest)) in loads(&laid) {
            assert!(sum <= longest.max(60), "{today}: {sum} minutes on {date}");
        }
        let left: u32 = loads(&laid).values().map(|(sum, _)| sum).sum();
        let most = u32::try_from(46 - ahead).expect("days") * 60;
        assert!(left <= most, "{today}: {left} minutes are left for {most}");
    }
    let laid = lay(&kept, &[], day("2027-01-13"));
    assert_eq!(why(&laid, "review-databases"), Some(Why::NoTime), "{laid:#?}");
}

#[test]
fn of_what_was_missed_what_matters_most_comes_first() {
    let kept = plan_for("2026-11-30", "2027-01-15", 5);
    let laid = lay(&kept, &[], day("2027-01-13"));
    let matters = |matters| {
        let of = |(task, why): &&(Task, Why)| {
            task.matters == matters && task.minutes > 0 && *why == Why::NoTime
        };
        laid.left_out.iter().filter(of).map(|(task, _)| task.minutes).min()
    };
    for out in [1, 2] {
        let Some(shortest) = matters(out) else { continue };
        let longer = laid.items().find(|item| {
            let is_before = item.task.stage < DAY;
            is_before && item.task.matters > out && item.task.minutes >= shortest
        });
        assert!(longer.is_none(), "{out}: {longer:?}");
    }
}

#[test]
fn what_is_done_or_moved_is_in_it_without_room() {
    let mut kept = plan_for("2026-11-30", "2027-01-15", 5);
    let laid = lay(&kept, &[], day("2026-12-01"));
    assert_eq!(why(&laid, "build-projects"), Some(Why::NoTime));
    kept.moved.insert("build-projects".to_owned(), day("2026-12-10"));
    let laid = lay(&kept, &[], day("2026-12-01"));
    assert_eq!(item(&laid, "build-projects").map(|it| it.date), Some(day("2026-12-10")));
    kept.moved.clear();
    kept.done.insert("build-projects".to_owned(), day("2026-12-01"));
    let laid = lay(&kept, &[], day("2026-12-02"));
    assert_eq!(item(&laid, "build-projects").map(|it| it.done), Some(Some(day("2026-12-01"))));
    assert_eq!((laid.minutes_done, why(&laid, "build-projects")), (480, None));
}

#[test]
fn weak_topics_push_nothing_out_that_is_done() {
    let kept = plan_for("2026-12-01", "2026-12-12", 5);
    let history: Vec<Digest> = [Kind::Behavioral, Kind::Behavioral, Kind::Coding]
        .into_iter()
        .zip(1..)
        .map(|(kind, number)| digest(number, "2026-12-02", kind, 1500))
        .collect();
    let laid = lay(&kept, &history, day("2026-12-02"));
    for id in ["round-behavioral-1", "round-behavioral-2", "round-coding-1"] {
        assert!(item(&laid, id).is_some_and(|it| it.done.is_some()), "{id}: {laid:#?}");
    }
    assert_eq!(laid.minutes_done, 45 + 45 + 60);
}

#[test]
fn a_short_plan_has_rounds_and_no_day_of_nineteen_hours() {
    for (ahead, rounds) in [(0, 0), (1, 1), (2, 1), (3, 1)] {
        let date = later(day("2026-12-01"), ahead).to_string();
        let kept = plan_for("2026-12-01", &date, 5);
        let laid = lay(&kept, &[], day("2026-12-01"));
        let count = laid.items().filter(|item| item.task.round.is_some()).count();
        assert!(count >= rounds, "{ahead} days ahead: {laid:#?}");
        let on_the_day: u32 = laid
            .items()
            .filter(|item| item.date == kept.plan.date)
            .map(|item| item.task.minutes)
            .sum();
        assert!(on_the_day <= 60, "{ahead} days ahead: {on_the_day}");
        assert_eq!(laid.items().count() + laid.left_out.len(), kept.plan.tasks.len());
    }
}

#[test]
fn a_scored_round_moves_no_other_task() {
    let kept = plan_for("2026-11-30", "2027-01-15", 5);
    let today = day("2026-12-01");
    let before = lay(&kept, &[], today);
    let after = lay(&kept, &[digest(1, "2026-12-01", Kind::Behavioral, 1800)], today);
    for old in before.items().filter(|item| item.task.id != "round-behavioral-2") {
        let new = item(&after, &old.task.id).expect("still there");
        assert_eq!(new.date, old.date, "{}", old.task.id);
    }
}

#[test]
fn a_round_that_went_badly_comes_again_sooner() {
    let kept = plan_for("2026-11-30", "2027-01-15", 8);
    let today = day("2026-12-02");
    let planned = item(&lay(&kept, &[], today), "round-behavioral-2").map(|item| item.date);
    let badly = [digest(1, "2026-12-02", Kind::Behavioral, 1800)];
    let laid = lay(&kept, &badly, today);
    let sooner = item(&laid, "round-behavioral-2").map(|item| item.date);
    assert!(sooner < planned && sooner > Some(today), "{sooner:?}, {planned:?}");
}

#[test]
fn rounds_before_the_plan_do_none_of_its_tasks() {
    let mut kept = plan_for("2026-12-01", "2027-01-12", 5);
    let history = [
        digest(1, "2026-12-01", Kind::Coding, 3000),
        digest(2, "2026-12-01", Kind::Behavioral, 3000),
    ];
    kept.plan.since = Some(history[0].session.clone());
    let laid = lay(&kept, &history, day("2026-12-01"));
    assert_eq!(item(&laid, "round-coding-1").map(|it| it.done), Some(None));
    let done = Some(Some(day("2026-12-01")));
    assert_eq!(item(&laid, "round-behavioral-1").map(|it| it.done), done);
    // A plan of an earlier version goes by the day.
    kept.plan.since = None;
    let laid = lay(&kept, &history, day("2026-12-01"));
    assert_eq!(item(&laid, "round-coding-1").map(|it| it.done), done);
}

#[test]
fn what_was_put_beyond_the_interview_lies_before_it() {
    let mut kept = plan_for("2026-12-01", "2027-01-12", 5);
    kept.moved.insert("outfit".to_owned(), day("2027-03-10"));
    let laid = lay(&kept, &[], day("2026-12-01"));
    assert_eq!(item(&laid, "outfit").map(|it| it.date), Some(day("2027-01-11")));
    // What comes afterwards may be put off, and the plan stays until then.
    kept.moved.insert("follow-up".to_owned(), day("2027-02-20"));
    assert!(!kept.is_over(day("2027-02-20")) && kept.is_over(day("2027-02-21")));
}

/// A plan and what happened to it.
#[derive(Clone, Debug)]
struct Life {
    kept: Kept,
    history: Vec<Digest>,
    today: NaiveDate,
}

const KINDS: [Kind; 3] = [Kind::Coding, Kind::Behavioral, Kind::SystemDesign];

fn lives() -> impl Strategy<Value = Life> {
    let span = (0..400_i64, 0..70_i64, 1..=20_u32, 0..90_i64);
    let facts = prop::collection::vec((0..40_usize, 0..75_i64), 0..8);
    let sat = prop::collection::vec((-10..75_i64, 0..3_usize, 1000..4000_u32), 0..6);
    (span, facts.clone(), facts, sat).prop_map(
        |((from, ahead, hours, at), done, moved, mut sat)| {
            let made = later(day("2026-11-30"), from);
            let date = later(made, ahead);
            let today = later(made, at.min(ahead + 16));
            let mut kept = plan_for(&made.to_string(), &date.to_string(), hours);
            let count = kept.plan.tasks.len();
            let id = |at: usize| kept.plan.tasks[at % count].id.clone();
            let done: Vec<_> = done.into_iter().map(|(at, by)| (id(at), later(made, by))).collect();
            let moved: Vec<_> =
                moved.into_iter().map(|(at, by)| (id(at), later(made, by))).collect();
            kept.done.extend(done.into_iter().filter(|(_, by)| *by <= today));
            kept.moved.extend(moved);
            sat.sort_unstable();
            let history = sat.into_iter().zip(1..).map(|((by, kind, mean), number)| {
                digest(number, &later(made, by).to_string(), KINDS[kind], mean)
            });
            let history = history.filter(|sat| sat.day <= today).collect();
            Life { kept, history, today }
        },
    )
}

proptest! {
    #[test]
    fn a_day_holds_its_share_or_one_task_and_none_is_lost(life in lives()) {
        let Life { kept, history, today } = life;
        let laid = lay(&kept, &history, today);
        let eve = later(kept.plan.date, -1);
        for task in &kept.plan.tasks {
            let found = laid.items().filter(|item| item.task.id == task.id).count();
            let out = laid.left_out.iter().filter(|(out, _)| out.id == task.id).count();
            prop_assert_eq!(found + out, 1, "{}", &task.id);
            if kept.done.contains_key(&task.id) {
                prop_assert_eq!(found, 1, "{} is done", &task.id);
            }
        }
        let by_hand = |item: &&Item| kept.moved.contains_key(&item.task.id);
        for item in laid.items().filter(|item| item.done.is_none()) {
            prop_assert!(item.date >= today, "{:?}", item);
            prop_assert!(item.task.stage >= DAY || item.date <= eve, "{:?}", item);
            let moved = kept.moved.get(&item.task.id).filter(|to| **to >= today);
            if let (Some(to), ..DAY) = (moved, item.task.stage) {
                prop_assert_eq!(item.date, (*to).min(eve), "{:?}", item);
            }
        }
        for (date, (sum, longest)) in loads(&laid) {
            let on_day = |item: &&Item| item.date == date;
            // A person who puts a task on a day may fill it as they like.
            if laid.items().filter(on_day).any(|item| by_hand(&item)) {
                continue;
            }
            let share = a_day(&kept.plan);
            prop_assert!(sum <= longest.max(share), "{} minutes on {}: {:#?}", sum, date, laid);
        }
    }

    #[test]
    fn a_scored_round_holds_all_others_still(life in lives(), at in 0..3_usize, mean in 1000..4000_u32) {
        let Life { kept, mut history, today } = life;
        let before = lay(&kept, &history, today);
        let kind = KINDS[at];
        history.push(digest(900, &today.to_string(), kind, mean));
        let after = lay(&kept, &history, today);
        // Rounds come and go as the last ones went, and so do topics.
        let is_still = |task: &Task| {
            let follows = task.round.is_some_and(|round| round.nth > 1 || round.kind == kind);
            !follows && !task.id.starts_with("topic-")
        };
        let places = |laid: &Laid| -> BTreeMap<String, NaiveDate> {
            let still = laid.items().filter(|item| is_still(&item.task));
            still.map(|item| (item.task.id.clone(), item.date)).collect()
        };
        prop_assert_eq!(places(&before), places(&after));
    }
}
