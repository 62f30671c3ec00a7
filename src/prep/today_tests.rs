use super::*;
use crate::prep::plan::tests::{day, digest, plan_for};

fn rounds() -> Vec<Offered> {
    let of = |format: &str, kind: Kind, minutes| Offered {
        format: format.to_owned(),
        title: kind.title().to_owned(),
        kind,
        minutes,
    };
    vec![
        of("coding", Kind::Coding, 60),
        of("behavioral", Kind::Behavioral, 45),
        of("system-design", Kind::SystemDesign, 60),
    ]
}

fn on(date: &str, plans: &[Kept], digests: &[Digest]) -> Today {
    let deck = Deck::new(digests.iter(), &[]);
    Today::new(&Facts {
        digests,
        deck: &deck,
        plans,
        rounds: &rounds(),
        minutes_to_mark: |points| points,
        day: day(date),
        date: day(date),
    })
}

/// Under another name.
fn named(mut kept: Kept, id: &str, company: &str, level: Level) -> Kept {
    kept.plan.id = id.to_owned();
    kept.plan.company = company.to_owned();
    kept.plan.level = level;
    let run = |task: &mut Task| {
        if let (Some(run), Some(_)) = (&mut task.run, task.round) {
            *run = run.replace("senior", level.word());
        }
    };
    kept.plan.tasks.iter_mut().for_each(run);
    kept
}

fn task(thing: &Thing) -> Option<(&str, &str)> {
    match &thing.what {
        What::Task { plan, task, .. } => Some((plan, &task.id)),
        _ => None,
    }
}

fn tasks(today: &Today) -> Vec<(&str, &str)> {
    today.things.iter().filter_map(task).collect()
}

#[test]
fn after_the_interview_the_note_of_thanks_comes_first_and_then_nothing() {
    let plans = [plan_for("2026-11-30", "2026-12-02", 5)];
    let next_day = on("2026-12-03", &plans, &[]);
    assert_eq!(tasks(&next_day).first(), Some(&("acme", "thank-you")), "{next_day:#?}");
    for date in ["2026-12-03", "2026-12-10", "2026-12-16"] {
        let today = on(date, &plans, &[]);
        let ids: Vec<&str> = tasks(&today).into_iter().map(|(_, id)| id).collect();
        let after = ["thank-you", "reflect", "follow-up", "next-round"];
        assert!(ids.iter().all(|id| after.contains(id)), "{date}: {ids:?}");
    }
    for date in ["2026-12-17", "2026-12-23", "2027-03-01"] {
        assert_eq!(tasks(&on(date, &plans, &[])), [], "{date}");
    }
}

#[test]
fn two_interviews_want_one_round_for_the_nearer() {
    let acme = named(plan_for("2026-12-01", "2026-12-20", 5), "acme", "Acme", Level::Mid);
    let zeta = named(plan_for("2026-12-01", "2026-12-10", 5), "zeta", "Zeta", Level::Senior);
    let today = on("2026-12-01", &[acme, zeta], &[]);
    let formats = today.things.iter().filter_map(format_of);
    assert_eq!(formats.filter(|format| *format == "coding").count(), 1, "{today:#?}");
    assert_eq!(tasks(&today).first(), Some(&("zeta", "round-coding-1")), "{today:#?}");
    let What::Task { interview, .. } = &today.things[0].what else { panic!("{today:#?}") };
    assert_eq!(interview.as_deref(), Some("Zeta"));
    let last = today.things.last().expect("a round");
    assert!(matches!(last.what, What::Rehearse { .. }), "{today:#?}");
    assert_eq!(last.command.last().map(String::as_str), Some("senior"), "{last:?}");
}

#[test]
fn a_round_of_the_plan_is_not_offered_again() {
    let kept = plan_for("2026-12-01", "2027-01-12", 5);
    let digests = [
        digest(1, "2026-11-20", Kind::Coding, 3000),
        digest(2, "2026-11-21", Kind::Behavioral, 3000),
        digest(3, "2026-11-22", Kind::SystemDesign, 1000),
    ];
    for days in 0..40 {
        let date = later(day("2026-12-01"), days).to_string();
        let today = on(&date, std::slice::from_ref(&kept), &digests);
        let mut formats: Vec<&str> = today.things.iter().filter_map(format_of).collect();
        let count = formats.len();
        formats.sort_unstable();
        formats.dedup();
        assert_eq!(formats.len(), count, "{date}: {today:#?}");
    }
}
