//! The day of the interview on one page: what is done when, what to have in mind, what to ask.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::day::days_between;
use super::plan::Kept;
use crate::bank::prep::Stage;

/// The stage of the guide that is the day itself.
const THE_DAY: &str = "the-day";

/// Something of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub id: String,
    pub text: String,
    /// Minutes before the interview begins; nothing for what holds during it.
    pub before: Option<u32>,
    /// When that is, where the time is known.
    pub at: Option<NaiveDateTime>,
}

/// The interview that the page is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub plan: String,
    pub title: String,
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    /// Below 0 once it is over.
    pub days: i64,
}

/// What the clock says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clock {
    /// No interview is planned.
    Unset,
    /// So many days to go.
    Days(i64),
    /// Tomorrow: what is done this evening.
    Eve(Vec<String>),
    /// Today, at a time that nobody gave.
    Today,
    /// Minutes until it begins, and the id of the step that is next; none where all are past.
    Before { minutes: i64, next: Option<String> },
    /// It began so many minutes ago.
    Began { minutes: i64 },
    /// So many days ago.
    Over(i64),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub meeting: Option<Meeting>,
    pub clock: Clock,
    /// Before it begins, by the clock.
    pub before: Vec<Step>,
    /// While it goes on.
    pub during: Vec<Step>,
}

/// The plan whose interview is next; without one the last that is over and not past its end.
#[must_use]
pub fn next(plans: &[Kept], today: NaiveDate) -> Option<&Kept> {
    let to_come = plans.iter().filter(|kept| kept.plan.date >= today);
    let over = || {
        let over = plans.iter().filter(|kept| kept.plan.date < today);
        let open = over.filter(|kept| kept.ends().is_some_and(|last| last >= today));
        open.max_by_key(|kept| kept.plan.date)
    };
    to_come.min_by_key(|kept| (kept.plan.date, kept.plan.at)).or_else(over)
}

/// `at` is a time that was given for this page alone.
#[must_use]
pub fn day(guide: &[Stage], kept: Option<&Kept>, at: Option<NaiveTime>, now: NaiveDateTime) -> Day {
    let meeting = kept.map(|Kept { plan, .. }| Meeting {
        plan: plan.id.clone(),
        title: plan.title(),
        date: plan.date,
        time: at.or(plan.at),
        days: days_between(now.date(), plan.date),
    });
    let begins = match &meeting {
        Some(meeting) => meeting.time.map(|time| meeting.date.and_time(time)),
        // Nothing is planned, and a time was given: that is today.
        None => at.map(|time| now.date().and_time(time)),
    };
    let items = guide.iter().filter(|stage| stage.id == THE_DAY).flat_map(|stage| &stage.items);
    let steps = items.map(|item| Step {
        id: item.id.clone(),
        text: item.text.clone(),
        before: item.before,
        at: begins.zip(item.before).and_then(|(begins, before)| {
            begins.checked_sub_signed(TimeDelta::minutes(i64::from(before)))
        }),
    });
    let (before, during): (Vec<Step>, Vec<Step>) = steps.partition(|step| step.before.is_some());
    let days = meeting.as_ref().map(|meeting| meeting.days);
    let clock = clock(guide, &before, days, begins, now);
    Day { meeting, clock, before, during }
}

fn clock(
    guide: &[Stage],
    before: &[Step],
    days: Option<i64>,
    begins: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> Clock {
    match (days, begins) {
        (None, None) => Clock::Unset,
        (Some(days), _) if days < 0 => Clock::Over(-days),
        (Some(1), _) => {
            let items = guide.iter().flat_map(|stage| &stage.items);
            Clock::Eve(items.filter(|item| item.eve).map(|item| item.text.clone()).collect())
        }
        (Some(days), _) if days > 1 => Clock::Days(days),
        (_, None) => Clock::Today,
        (_, Some(begins)) => {
            let minutes = (begins - now).num_minutes();
            if now >= begins {
                return Clock::Began { minutes: -minutes };
            }
            let next = before.iter().find(|step| step.at.is_some_and(|at| at >= now));
            Clock::Before { minutes, next: next.map(|step| step.id.clone()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::prep::timeline;
    use crate::bank::question::Level;
    use crate::prep::plan::make::{Wanted, make};

    fn guide() -> Vec<Stage> {
        timeline(include_str!("../../question-bank/prep/timeline.toml")).expect("valid")
    }

    fn kept(id: &str, date: &str, at: Option<&str>) -> Kept {
        let wanted = Wanted {
            id: id.to_owned(),
            company: id.to_owned(),
            date: date.parse().expect("a date"),
            at: at.map(|at| at.parse().expect("a time")),
            today: "2026-12-01".parse().expect("a date"),
            level: Level::Mid,
            format: "onsite".to_owned(),
            minutes_a_week: 300,
            rounds: vec![],
            topics: vec![],
        };
        Kept::new(make(&wanted, &guide()))
    }

    fn told(kept: &Kept, now: &str) -> Clock {
        day(&guide(), Some(kept), None, now.parse().expect("a time")).clock
    }

    #[test]
    fn the_clock_counts_days_then_steps_then_minutes() {
        let acme = kept("acme", "2026-12-10", Some("14:00:00"));
        assert_eq!(told(&acme, "2026-12-01T09:00:00"), Clock::Days(9));
        let Clock::Eve(eve) = told(&acme, "2026-12-09T23:30:00") else { panic!("an eve") };
        assert!(eve.iter().any(|text| text.contains("what to wear")), "{eve:?}");
        let next = |now: &str| match told(&acme, now) {
            Clock::Before { minutes, next } => (minutes, next.unwrap_or_default()),
            other => panic!("{other:?}"),
        };
        assert_eq!(next("2026-12-10T08:00:00"), (360, "test-av".to_owned()));
        assert_eq!(next("2026-12-10T13:00:00"), (60, "test-av".to_owned()), "right now");
        assert_eq!(next("2026-12-10T13:31:00"), (29, "clear-desk".to_owned()));
        assert_eq!(next("2026-12-10T13:55:00"), (5, String::new()));
        assert_eq!(told(&acme, "2026-12-10T14:00:00"), Clock::Began { minutes: 0 });
        assert_eq!(told(&acme, "2026-12-10T15:30:00"), Clock::Began { minutes: 90 });
        assert_eq!(told(&acme, "2026-12-12T09:00:00"), Clock::Over(2));
        let open = kept("acme", "2026-12-10", None);
        assert_eq!(told(&open, "2026-12-10T09:00:00"), Clock::Today);
    }

    #[test]
    fn a_time_after_midnight_begins_its_steps_the_evening_before() {
        let early = kept("acme", "2026-12-10", Some("00:30:00"));
        let page =
            day(&guide(), Some(&early), None, "2026-12-10T00:05:00".parse().expect("a time"));
        let first = page.before[0].at.expect("a time");
        assert_eq!(first.to_string(), "2026-12-09 23:30:00");
        let Clock::Before { minutes: 25, next: Some(next) } = page.clock else { panic!("before") };
        assert_eq!(next, "clear-desk");
    }

    #[test]
    fn without_a_plan_a_time_may_be_given() {
        let now = "2026-12-10T09:00:00".parse().expect("a time");
        let page = day(&guide(), None, None, now);
        assert_eq!((page.clock, page.before.len()), (Clock::Unset, 5));
        assert!(page.before.iter().all(|step| step.at.is_none()) && page.during.len() >= 3);
        let at = day(&guide(), None, Some("10:30:00".parse().expect("a time")), now);
        assert_eq!(at.clock, Clock::Before { minutes: 90, next: Some("test-av".to_owned()) });
    }

    #[test]
    fn the_next_interview_comes_before_the_last() {
        let plans = [
            kept("past", "2026-12-02", None),
            kept("later", "2026-12-20", None),
            kept("soon", "2026-12-08", None),
        ];
        let of = |today: &str| {
            next(&plans, today.parse().expect("a date")).map(|kept| kept.plan.id.clone())
        };
        assert_eq!(of("2026-12-05").as_deref(), Some("soon"));
        assert_eq!(of("2026-12-21").as_deref(), Some("later"), "over, and still to be followed up");
        assert_eq!(of("2027-02-01"), None);
    }
}
