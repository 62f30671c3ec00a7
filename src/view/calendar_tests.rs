use std::collections::BTreeMap;

use super::*;
use crate::bank::prep::timeline;
use crate::bank::question::{Kind, Level};
use crate::prep::digest::Digest;
use crate::prep::plan::lay::lay;
use crate::prep::plan::make::{Wanted, make};
use crate::prep::plan::tests::{day, digest};
use crate::prep::plan::withdrawn::withdrawn;

const WRITTEN: i64 = 1_796_000_000_000;

fn kept() -> Kept {
    let guide = timeline(include_str!("../../question-bank/prep/timeline.toml")).expect("valid");
    let wanted = Wanted {
        id: "acme".to_owned(),
        company: "Acme, Böhm; & Söhne".to_owned(),
        date: "2027-01-12".parse().expect("a date"),
        at: None,
        today: "2026-12-01".parse().expect("a date"),
        level: Level::Senior,
        format: "onsite".to_owned(),
        minutes_a_week: 480,
        rounds: vec![("coding".into(), "Coding".into(), Kind::Coding, 75)],
        topics: vec![],
    };
    Kept::new(make(&wanted, &guide))
}

fn written(kept: &Kept) -> String {
    written_on(kept, &[], kept.plan.made)
}

fn written_on(kept: &Kept, history: &[Digest], today: NaiveDate) -> String {
    let laid = lay(kept, history, today);
    let planned = Planned { kept, laid: &laid, withdrawn: withdrawn(kept, history, &laid) };
    calendar(&[planned], "18:30".parse().expect("a time"), WRITTEN)
}

/// UID, status and summary of each entry, as another parser reads them.
fn entries(text: &str) -> BTreeMap<String, (String, String)> {
    let read: Calendar = text.parse().expect("a calendar");
    let of = |event: &Event| {
        let value = |name: &str| event.property_value(name).expect(name).to_owned();
        let uid = event.get_uid().expect("a UID").trim_end_matches("@mock-interview");
        (uid.to_owned(), (value("STATUS"), value("SUMMARY")))
    };
    read.components.iter().filter_map(|component| component.as_event()).map(of).collect()
}

/// The lines of the file as RFC 5545 has them: folded ones joined.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_file_is_as_the_standard_has_it() {
    let text = written(&kept());
    let lines = lines(&text);
    assert_eq!((lines[0].as_str(), lines[1].as_str()), ("BEGIN:VCALENDAR", "VERSION:2.0"));
    assert!(lines.iter().any(|line| line.starts_with("PRODID:")));
    let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    let events = count("BEGIN:VEVENT");
    assert!(events > 10);
    for each in ["END:VEVENT", "UID:", "DTSTAMP:", "DTSTART", "SUMMARY:", "SEQUENCE:"] {
        assert_eq!(count(each), events, "{each}");
    }
    let mut uids: Vec<&String> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), events);
    assert!(lines.contains(&"SUMMARY:Interview: Acme\\, Böhm\\; & Söhne".to_owned()), "{text}");
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20270112".to_owned()), "{text}");
}

#[test]
fn another_parser_reads_days_and_times_back() {
    let kept = kept();
    let laid = lay(&kept, &[], kept.plan.made);
    let read: Calendar = written(&kept).parse().expect("a calendar");
    let events: Vec<&Event> =
        read.components.iter().filter_map(|component| component.as_event()).collect();
    assert_eq!(events.len(), laid.items().count() + 1);
    for item in laid.items() {
        let uid = format!("acme.{}@mock-interview", item.task.id);
        let event = events.iter().find(|event| event.get_uid() == Some(&uid)).expect(&uid);
        let starts = event.property_value("DTSTART").expect("a start");
        let day = item.date.format("%Y%m%d").to_string();
        let expected = if item.task.round.is_some() { format!("{day}T183000") } else { day };
        assert_eq!(starts, expected, "{uid}");
        if item.task.round.is_none() {
            let next = crate::prep::day::later(item.date, 1).format("%Y%m%d").to_string();
            assert_eq!(event.property_value("DTEND"), Some(next.as_str()), "{uid}: the whole day");
        } else {
            assert!(event.property_value("DTEND").expect("an end").ends_with("T194500"));
        }
    }
}

#[test]
fn a_later_file_updates_an_earlier_one() {
    let mut kept = kept();
    let uids = |text: &str| -> Vec<String> {
        lines(text).into_iter().filter(|line| line.starts_with("UID:")).collect()
    };
    let (old, day) = (uids(&written(&kept)), "2027-01-05".parse().expect("a date"));
    kept.moved.insert("business-model".to_owned(), day);
    let laid = lay(&kept, &[], kept.plan.made);
    let planned = Planned { kept: &kept, laid: &laid, withdrawn: vec![] };
    let later = calendar(&[planned], "18:30".parse().expect("a time"), WRITTEN + 60_000);
    let (mut before, mut after) = (old, uids(&later));
    before.sort();
    after.sort();
    assert_eq!(before, after);
    let sequence = |text: &str| {
        let line = lines(text).into_iter().find(|line| line.starts_with("SEQUENCE:"));
        line.and_then(|line| line[9..].parse::<i64>().ok()).expect("a number")
    };
    assert!(sequence(&later) > sequence(&written(&kept)));
}

#[test]
fn what_drops_out_is_taken_out_and_what_is_done_has_a_sign() {
    let mut kept = kept();
    let first = entries(&written(&kept));
    assert_eq!(first["acme.round-coding-2"].0, "CONFIRMED");
    assert!(!first.contains_key("acme.open-source"), "it was never in it");
    kept.done.insert("business-model".to_owned(), day("2026-12-03"));
    let mut history = vec![
        digest(1, "2026-12-02", Kind::Coding, 3500),
        digest(2, "2026-12-03", Kind::Coding, 3600),
        digest(3, "2026-12-03", Kind::Behavioral, 1500),
    ];
    history[1].rounds.clear();
    history.push(digest(4, "2026-12-04", Kind::Coding, 3600));
    let second = entries(&written_on(&kept, &history[..3], day("2026-12-03")));
    assert_eq!(second["acme.round-coding-1"].1, "\u{2713} Coding");
    assert_eq!(second["acme.topic-behavioral-topic"].0, "CONFIRMED");
    let (status, summary) = &second["acme.business-model"];
    assert_eq!((status.as_str(), summary.starts_with('\u{2713}')), ("CONFIRMED", true));
    // The rounds went well without the second rehearsal of the plan, and so did the topic.
    kept.plan.since = Some(history[1].session.clone());
    for number in 5..8 {
        history.push(digest(number, "2026-12-05", Kind::Behavioral, 3900));
    }
    let third = entries(&written_on(&kept, &history, day("2026-12-06")));
    assert_eq!(third["acme.topic-behavioral-topic"].0, "CANCELLED", "{third:#?}");
    assert_eq!(third["acme.round-coding-2"].0, "CANCELLED", "{third:#?}");
}

#[test]
fn a_plan_that_is_given_up_is_taken_out() {
    let kept = kept();
    let laid = lay(&kept, &[], kept.plan.made);
    let planned = Planned { kept: &kept, laid: &laid, withdrawn: vec![] };
    let out = entries(&without(&planned, WRITTEN));
    let first = entries(&written(&kept));
    assert_eq!(out.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>());
    assert!(out.values().all(|(status, _)| status == "CANCELLED"), "{out:#?}");
}
