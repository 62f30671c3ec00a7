use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn interview() -> Interview {
    Interview {
        id: "acme-coding".to_owned(),
        company: "Acme".to_owned(),
        round: "coding".to_owned(),
        kind: Some(Kind::Coding),
        date: day("2026-12-03"),
        with: String::new(),
        asked: vec!["Longest outage".to_owned()],
        guess: Some(3),
        informed: false,
        about: String::new(),
        answer_by: None,
        plan: "acme".to_owned(),
    }
}

fn outcome(came: Came) -> Outcome {
    Outcome { came, said: String::new() }
}

#[test]
fn the_last_telling_counts_and_each_can_be_taken_back() {
    let mut held = Held::default();
    let today = day("2026-12-03");
    held.tell(2, today, interview());
    assert_eq!(held.last(), Some((2, Did::Told)));
    held.tell(3, today, Interview { with: "Mei".to_owned(), ..interview() });
    held.come(4, today, outcome(Came::Rejected));
    held.come(5, today, outcome(Came::Passed));
    assert_eq!(held.last(), Some((5, Did::Came(Came::Passed))));
    held.take_back(5);
    assert_eq!(held.outcome().expect("one").1.came, Came::Rejected);
    held.take_back(4);
    assert_eq!((held.outcome(), held.last()), (None, Some((3, Did::Mended))));
    held.take_back(3);
    assert_eq!(held.interview().expect("told").with, "");
    held.drop_it(6);
    assert_eq!((held.interview(), held.last()), (None, Some((6, Did::Dropped))));
    held.take_back(6);
    assert!(held.interview().is_some());
    held.take_back(2);
    assert_eq!((held.interview(), held.last()), (None, None));
}

#[test]
fn thanks_are_due_the_next_day_and_a_reminder_on_a_working_day() {
    let mut held = Held::default();
    held.tell(2, day("2026-12-03"), interview());
    let after = follow_ups(&held, 4);
    let ids: Vec<&str> = after.iter().map(|of| of.task.id.as_str()).collect();
    assert_eq!(ids, ["thank-you-acme-coding", "answer-acme-coding"]);
    assert_eq!((after[0].date, after[1].date), (day("2026-12-04"), day("2026-12-10")));
    assert!(after.iter().all(|of| of.done.is_none() && of.task.stage == 4));
    // Promised for a Friday: one asks on the Monday after.
    let promised = Interview { answer_by: Some(day("2026-12-11")), ..interview() };
    assert_eq!(promised.remind_on(), day("2026-12-14"));
    let sunday = Interview { date: day("2026-12-06"), ..interview() };
    assert_eq!(sunday.remind_on(), day("2026-12-14"));
    held.come(3, day("2026-12-08"), outcome(Came::Rejected));
    let after = follow_ups(&held, 4);
    assert_eq!(after[1].done, Some(day("2026-12-08")), "the answer came");
    assert!(after[0].is_moot, "nobody thanks after an answer");
    held.drop_it(4);
    assert_eq!(follow_ups(&held, 4), []);
}

#[test]
fn only_an_answer_is_a_yes_or_a_no() {
    let said: Vec<Option<bool>> = Came::ALL.iter().map(|came| came.is_yes()).collect();
    assert_eq!(said, [Some(true), Some(true), Some(false), None, None]);
}

#[test]
fn an_interview_is_read_back_as_it_was_written() {
    let whole = Interview {
        with: "Mei".to_owned(),
        about: "backfills".to_owned(),
        answer_by: Some(day("2026-12-11")),
        informed: true,
        ..interview()
    };
    for of in [interview(), whole] {
        let text = serde_json::to_string(&of).expect("JSON");
        assert_eq!(serde_json::from_str::<Interview>(&text).expect("read"), of);
    }
}
