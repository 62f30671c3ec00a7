use super::*;
use crate::bank::seed_map::{Target, seed_map};
use crate::testing::command::{Ran, run_at};

fn guide_at(part: Option<&str>, id: Option<&str>, json: bool) -> Ran {
    let home = tempfile::tempdir().expect("a folder");
    let args = GuideArgs { part: part.map(str::to_owned), id: id.map(str::to_owned), json };
    run_at(home.path(), "2026-12-01T09:00:00", |context| run(&args, context))
}

/// The map of the guide says where each of its units is: a person can open every one.
#[test]
fn whatever_the_map_names_can_be_opened() {
    let text = include_str!("../../question-bank/seed-map.toml");
    let all = seed_map("seed-map.toml", text).expect("valid");
    let mut opened = 0;
    for target in all.iter().flat_map(|entry| &entry.to) {
        let Target::Prep { file, id } = target else { continue };
        let ran = guide_at(Some(&format!("{file}#{id}")), None, false);
        assert!(!ran.fine().trim().is_empty(), "{file}#{id}");
        opened += 1;
    }
    assert!(opened > 50, "{opened}");
}

#[test]
fn parts_are_listed_and_read() {
    insta::assert_snapshot!("parts", guide_at(None, None, false).fine());
    insta::assert_snapshot!("tip", guide_at(Some("tips"), Some("think-aloud"), false).fine());
    let json = guide_at(Some("questions-to-ask"), None, true);
    let json: Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(json["entries"].as_array().expect("entries").len(), 16);
    assert!(guide_at(Some("tip"), None, false).wrong().contains("tips"));
    assert!(guide_at(Some("tips"), Some("nothing"), false).wrong().contains("think-aloud"));
}
