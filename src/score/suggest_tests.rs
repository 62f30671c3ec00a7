use super::*;
use crate::bank::question::{
    Followup, Judge, Kind, Level, QuizOption, RedFlag, RubricItem, Trigger,
};
use crate::engine::checklist::{Put, points_of_question};

fn judge() -> Judge {
    let item = |id: &str, text: &str, phrasing: &str| RubricItem {
        id: id.to_owned(),
        text: text.to_owned(),
        dim: "knowledge".to_owned(),
        weight: 1,
        must: false,
        bonus: false,
        from: None,
        phrasings: vec![phrasing.to_owned()],
        anchors: std::collections::BTreeMap::new(),
    };
    Judge {
        rubric: vec![
            item("salt", "Salts the hot key", "salt the hot key with a random number"),
            item(
                "ui",
                "Looks at the stages in the UI",
                "compare task times of the stage in the ui",
            ),
        ],
        red_flags: vec![RedFlag {
            text: "Adds machines against skew".to_owned(),
            cap: 2,
            dim: "knowledge".to_owned(),
            phrasings: vec!["add more executors against the skew".to_owned()],
        }],
        followups: vec![Followup {
            id: "join".to_owned(),
            when: Trigger::Always,
            ask: "And for a join with a small table?".to_owned(),
            phrasings: vec!["broadcast the small side".to_owned()],
            model: None,
        }],
        ..Judge::default()
    }
}

fn read(
    judge: &Judge,
    followup: Option<&str>,
    fields: &[(&str, &str)],
) -> Vec<(String, Vec<String>)> {
    let points = points_of_question(judge, Kind::PhoneScreen, Level::Mid, &Put::all(judge));
    let prompt = "One task runs for an hour.";
    let part = Part { judge, points: &points, options: &[], prompt, followup, cause: None, fields };
    let reading = suggest(&part);
    let quote = |at: &RankedPlace| {
        let (_, text) = fields.iter().find(|(name, _)| *name == at.field).expect("a field of it");
        text[at.from..at.to].to_owned()
    };
    let point = |it: &PointReading| (it.about.mark_id(), it.at.iter().map(quote).collect());
    reading.points.iter().map(point).collect()
}

#[test]
fn every_point_that_was_looked_for_is_there_in_order() {
    let judge = judge();
    let found = read(&judge, None, &[("answer", "I'd salt the key. Then the stage in the UI.")]);
    let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["salt", "ui", "flag:0"], "a follow-up only in its own answer");
    assert_eq!(found[0].1[0], "I'd salt the key.");
    assert_eq!(found[1].1[0], "Then the stage in the UI.");
    assert!(found[2].1.is_empty());
}

#[test]
fn a_flag_asks_where_it_was_said_and_not_at_its_denial() {
    let judge = judge();
    let flag = |text: &str| read(&judge, None, &[("answer", text)]).remove(2).1;
    assert_eq!(flag("I'd add more executors.").len(), 1);
    assert!(flag("Adding executors would not help.").is_empty());
    assert!(flag("I'd add a random number to the key.").is_empty(), "a word of it is not it");
    assert!(
        flag("I'd salt it by adding a random number. Adding executors would not help.").is_empty(),
        "nor beside another sentence"
    );
}

#[test]
fn a_follow_up_is_read_in_its_own_answer_beside_the_points() {
    let judge = judge();
    let found = read(&judge, Some("join"), &[("followup-1", "Broadcast it, and salt the key.")]);
    let of = |id: &str| found.iter().find(|(found, _)| found == id).map(|(_, at)| at.len());
    assert_eq!((of("followup:join"), of("salt")), (Some(1), Some(1)));
}

#[test]
fn a_quiz_needs_no_reader() {
    let option = QuizOption { text: "salt".to_owned(), correct: true, why: String::new() };
    let judge = Judge { options: vec![option], ..judge() };
    assert!(read(&judge, None, &[("answer", "salt the key")]).is_empty());
}

/// "Asks before the first table" is shown by no line of SQL, whatever words stand in it.
#[test]
fn code_shows_no_point_of_the_round() {
    let judge = Judge { task: Some(crate::engine::testing::task()), ..judge() };
    let rubric = [RubricItem { id: "asks".to_owned(), ..judge.rubric[0].clone() }];
    let points = crate::engine::checklist::points_of_round(&rubric, Level::Mid);
    let fields = [("code", "SELECT salt, hot_key -- salt the hot key"), ("notes", "Salt the key?")];
    let part = Part {
        judge: &judge,
        points: &points,
        options: &[],
        prompt: "",
        followup: None,
        cause: None,
        fields: &fields,
    };
    let reading = suggest(&part);
    let shown: Vec<&str> = reading.points[0].at.iter().map(|at| at.field.as_str()).collect();
    assert_eq!(shown, ["notes"]);
}
