use super::index::NAME;
use super::*;
use crate::prep::card::Grade;
use crate::prep::record::{Memory, Review};
use crate::time::Span;

fn at(text: &str) -> Moment {
    Moment { wall_ms: 0, zone: "+00:00".to_owned(), local: text.parse().expect("a time") }
}

fn review(card: &str) -> Fact {
    Fact::Reviewed(Review {
        card: card.to_owned(),
        grade: Grade::Good,
        due: "2026-12-04".parse().expect("a date"),
        memory: Memory { stability: 2_300, difficulty: 5_000 },
        took: Span::seconds(40),
        said: "ordered within a partition".to_owned(),
    })
}

#[test]
fn what_is_added_is_read_back_and_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::new(&Paths::under(folder.path().to_owned()));
    assert_eq!(home.read().expect("nothing yet"), Practice::default());
    let now = at("2026-12-01T02:00:00");
    let added = home.add(&now, |_| vec![review("kafka/a"), review("kafka/b")]).expect("added");
    assert_eq!(added.seq, Some(3));
    let read = home.read().expect("readable");
    assert_eq!(read, added.practice);
    assert_eq!(read.last_review(), Some((3, "kafka/b")));
    assert_eq!(read.cards["kafka/a"].last().expect("one").day.to_string(), "2026-11-30");
    let undone = home.add(&now, |practice| {
        practice.last_review().map(|(seq, _)| Fact::Undone { seq }).into_iter().collect()
    });
    assert_eq!(undone.expect("added").practice.last_review(), Some((2, "kafka/a")));
}

#[test]
fn a_record_of_a_later_version_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::new(&Paths::under(folder.path().to_owned()));
    let header = Json::of(&LogHeader::new()).expect("json");
    let unknown = Json::parse(r#"{"wall_ms":0,"zone":"","day":"2026-11-30","fact":{"Sung":{}}}"#);
    let added: Result<_, journal::Error> =
        home.log.append(&header, |_| Ok((vec![unknown.expect("json")], ())));
    added.expect("added");
    let told = home.read().expect_err("unknown").to_string();
    assert!(told.contains("record 2") && told.contains("update mock"), "{told}");
    assert!(home.add(&at("2026-12-01T12:00:00"), |_| vec![review("a/b")]).is_err());
}

#[test]
fn the_index_follows_the_log_and_may_be_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::new(&Paths::under(folder.path().to_owned()));
    let now = at("2026-12-01T12:00:00");
    assert!(home.overview().expect("made").briefs.is_empty());
    for count in 1..4 {
        home.add(&now, |_| vec![review(&format!("kafka/{count}"))]).expect("added");
        let overview = home.overview().expect("made");
        assert_eq!(overview.briefs.len(), count);
        assert_eq!(home.overview().expect("kept"), overview);
        std::fs::remove_file(home.cache.join(NAME)).expect("there");
        assert_eq!(home.overview().expect("made again"), overview);
    }
    std::fs::write(home.cache.join(NAME), "{\"version\":").expect("spoilt");
    assert_eq!(home.overview().expect("made again").briefs.len(), 3);
}
