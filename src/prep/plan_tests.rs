use chrono::NaiveDate;

use super::lay::{Item, Laid, Why, lay};
use super::make::{Wanted, make};
use super::*;
use crate::bank::prep::timeline;
use crate::format::plan::SessionMode;
use crate::prep::digest::{Digest, Put, Round, Stands};
use crate::time::Span;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(crate) fn plan_for(today: &str, date: &str, hours: u32) -> Kept {
    let guide = timeline(include_str!("../../question-bank/prep/timeline.toml")).expect("valid");
    let rounds = [
        ("coding", "Coding", Kind::Coding, 60),
        ("behavioral", "Behavioral", Kind::Behavioral, 45),
        ("system-design", "System design", Kind::SystemDesign, 60),
    ];
    let rounds = rounds.map(|(id, title, kind, minutes)| (id.into(), title.into(), kind, minutes));
    let wanted = Wanted {
        id: "acme".to_owned(),
        company: "Acme".to_owned(),
        date: day(date),
        at: None,
        today: day(today),
        level: Level::Senior,
        format: "onsite".to_owned(),
        minutes_a_week: hours * 60,
        rounds: rounds.to_vec(),
        topics: vec![("kafka-ordering".to_owned(), "Ordering in Kafka".to_owned())],
    };
    let plan = make(&wanted, &guide);
    Kept::new(plan)
}

pub(crate) fn digest(number: u32, day: &str, kind: Kind, mean: u32) -> Digest {
    Digest {
        session: format!("01KB1Q2W3E4R5T6Y7P8A9S{number:04}"),
        day: day.parse().expect("a date"),
        title: kind.title().to_owned(),
        format: kind.word().to_owned(),
        level: Level::Senior,
        mode: SessionMode::Practice,
        stands: Stands::Scored,
        simulated: false,
        took: Span::minutes(40),
        rounds: vec![Round {
            kind,
            title: kind.title().to_owned(),
            mean: Some(mean),
            band: Some(mean / 1000),
            range: None,
            open: 0,
            unconfirmed: false,
            dims: vec![],
            gaps: vec![],
            used: Span::minutes(40),
            budget: Some(Span::minutes(45)),
            hints: 0,
        }],
        questions: vec![Put {
            id: "q".to_owned(),
            topic: format!("{kind}-topic"),
            kind,
            mean: Some(mean),
            blank: false,
            story: None,
        }],
        points: vec![],
    }
}

fn item<'l>(laid: &'l Laid, id: &str) -> &'l Item {
    laid.items().find(|item| item.task.id == id).unwrap_or_else(|| panic!("{id}: {laid:#?}"))
}

#[test]
fn six_weeks_have_the_stages_of_the_guide() {
    let kept = plan_for("2026-12-01", "2027-01-12", 8);
    let days: Vec<_> = kept.plan.stages.iter().map(|stage| stage.days.expect("days")).collect();
    assert_eq!(days[0], (day("2026-12-01"), day("2026-12-21")));
    assert_eq!(days[1], (day("2026-12-22"), day("2027-01-04")));
    assert_eq!(days[2], (day("2027-01-05"), day("2027-01-11")));
    assert_eq!(days[3], (day("2027-01-12"), day("2027-01-12")));
    assert_eq!(days[4].0, day("2027-01-13"));
    let laid = lay(&kept, &[], day("2026-12-01"));
    for stage in &laid.stages {
        let (from, to) = stage.stage.days.expect("days");
        assert!(stage.items.iter().all(|item| (from..=to).contains(&item.date)), "{stage:#?}");
    }
}

#[test]
fn less_time_keeps_what_matters_and_says_what_is_left_out() {
    for (today, hours) in
        [("2026-12-28", 5), ("2027-01-08", 5), ("2027-01-11", 5), ("2026-12-01", 1)]
    {
        let kept = plan_for(today, "2027-01-12", hours);
        let laid = lay(&kept, &[], day(today));
        let all = laid.items().count() + laid.left_out.len();
        assert_eq!(all, kept.plan.tasks.len(), "{today}: nothing vanishes unsaid");
        for (at, stage) in laid.stages.iter().enumerate().take(3) {
            let Some((from, to)) = stage.stage.days else {
                assert!(stage.items.is_empty());
                continue;
            };
            let days = u32::try_from((to - from).num_days() + 1).expect("days");
            let minutes: u32 = stage.items.iter().map(|item| item.task.minutes).sum();
            // What is done whatever happens has its place, be the days ever so few.
            let longest = stage.items.iter().map(|item| item.task.minutes).max();
            let most = (hours * 60 * days / 7).max(longest.unwrap_or_default());
            assert!(minutes <= most, "{today}, stage {at}: {minutes}");
            // Of two that take the same, the one that matters less is never kept for the other.
            for (out, why) in laid.left_out.iter().filter(|(out, _)| out.stage == at) {
                let kept_less = |item: &&Item| {
                    item.task.matters > out.matters && item.task.minutes >= out.minutes
                };
                assert!(stage.items.iter().find(kept_less).is_none(), "{why:?}: {out:?}");
            }
        }
        assert!(laid.items().any(|item| item.task.stage == 3), "the day itself stays");
    }
}

#[test]
fn missed_days_move_on_and_ticked_ones_stay() {
    let mut kept = plan_for("2026-12-01", "2027-01-12", 8);
    let first = lay(&kept, &[], day("2026-12-01"));
    let early = first.items().next().expect("one").task.id.clone();
    kept.done.insert(early.clone(), day("2026-12-02"));
    let later = lay(&kept, &[], day("2026-12-15"));
    assert_eq!(item(&later, &early).done, Some(day("2026-12-02")));
    for item in later.items().filter(|item| item.done.is_none()) {
        assert!(item.date >= day("2026-12-15"), "{item:?}");
        assert!(item.task.stage > 2 || item.date < day("2027-01-12"), "{item:?}");
    }
    // What lies ahead holds still, or gives way to what matters more and was missed.
    for old in first.items().filter(|item| item.date >= day("2026-12-22")) {
        let new = later.items().find(|item| item.task.id == old.task.id);
        let gives_way = old.task.matters == 3 && old.task.stage < DAY;
        assert!(new.map_or(gives_way, |new| new.date == old.date), "{old:?}, {new:?}");
    }
    kept.moved.insert("business-model".to_owned(), day("2027-01-03"));
    let moved = lay(&kept, &[], day("2026-12-15"));
    assert_eq!(item(&moved, "business-model").date, day("2027-01-03"));
}

#[test]
fn sessions_tick_rounds_weak_ones_come_first_and_strong_ones_drop_out() {
    let kept = plan_for("2026-12-01", "2027-01-12", 8);
    let today = day("2026-12-10");
    let history = [
        digest(1, "2026-11-20", Kind::Coding, 3500),
        digest(2, "2026-12-03", Kind::Coding, 3600),
        digest(3, "2026-12-04", Kind::SystemDesign, 1800),
        digest(4, "2026-12-05", Kind::Behavioral, 3000),
    ];
    let laid = lay(&kept, &history, today);
    assert_eq!(item(&laid, "round-coding-1").done, Some(day("2026-12-03")));
    assert!(
        laid.left_out
            .iter()
            .any(|(task, why)| { task.id == "round-coding-2" && *why == Why::Strong })
    );
    let design = item(&laid, "round-system-design-2").date;
    assert!(design <= item(&laid, "round-behavioral-2").date);
    let weak = item(&laid, "topic-system-design-topic");
    assert_eq!((weak.task.stage, weak.done), (0, None));
    assert!(weak.date <= day("2026-12-13"), "weak now is practised now: {weak:?}");
    let run = "mock run --topic system-design-topic --minutes 20";
    assert_eq!(weak.task.run.as_deref(), Some(run));
    // Better since: it is in the plan no more.
    let mut better = history.to_vec();
    for number in 5..8 {
        better.push(digest(number, "2026-12-08", Kind::SystemDesign, 3400));
    }
    let laid = lay(&kept, &better, today);
    assert!(!laid.items().any(|item| item.task.id == "topic-system-design-topic"));
}
