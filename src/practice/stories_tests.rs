use std::os::unix::fs::symlink;

use super::*;
use crate::prep::story::Draft;

const ASKS: [&str; 4] = ["a", "b", "c", "d"];

fn home() -> (tempfile::TempDir, Paths) {
    let home = tempfile::tempdir().expect("a folder");
    let paths = Paths::under(home.path().to_owned());
    (home, paths)
}

fn file(title: &str) -> String {
    Draft { title: title.to_owned(), ..Draft::default() }.file(ASKS)
}

#[test]
fn a_home_without_the_folder_has_none() {
    let (_home, paths) = home();
    assert_eq!(all(&paths).expect("readable"), Stories::default());
}

#[test]
fn nothing_is_ever_written_over() {
    let (_home, paths) = home();
    let path = make(&paths, "lost-table", &file("One")).expect("made");
    let again = make(&paths, "lost-table", &file("Two")).expect_err("there is one");
    assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
    let (id, beside) = keep(&paths.stories(), "Lost table", &file("Three")).expect("kept");
    assert_eq!(id, "lost-table-2");
    assert_eq!(fs::read_to_string(path).expect("there"), file("One"));
    assert_eq!(fs::read_to_string(beside).expect("there"), file("Three"));
    // A link that leads nowhere is a name that is taken, too.
    symlink("/nowhere", paths.stories().join("link.md")).expect("linked");
    make(&paths, "link", &file("Four")).expect_err("taken");
    let left = fs::read_dir(paths.stories()).expect("readable").count();
    assert_eq!(left, 3, "nothing of ours lies about");
}

#[test]
fn broken_files_are_told_beside_the_sound_ones() {
    let (_home, paths) = home();
    make(&paths, "sound", &file("Sound")).expect("made");
    make(&paths, "broken", "+++\ntitle = 3\n+++\n").expect("made");
    fs::write(paths.stories().join("latin.md"), b"+++\ntitle = \"Z\xfcrich\"\n+++\n").expect("w");
    fs::write(paths.stories().join(".hidden.md"), "x").expect("written");
    fs::write(paths.stories().join("notes.txt"), "x").expect("written");
    fs::create_dir(paths.stories().join("folder.md")).expect("made");
    let stories = all(&paths).expect("readable");
    let ids: Vec<&str> = stories.all.iter().map(|found| found.story.id.as_str()).collect();
    assert_eq!(ids, ["sound"]);
    let told: Vec<(&str, Option<usize>, &str)> = stories
        .broken
        .iter()
        .map(|broken| (broken.id.as_str(), broken.faults[0].line, broken.faults[0].help.as_str()))
        .collect();
    assert_eq!(told[0].0, "broken");
    assert_eq!(told[0].1, Some(2));
    assert!(told[1].0 == "folder" && told[1].2.contains("an ordinary file"), "{told:?}");
    assert_eq!((told[2].0, told[2].2), ("latin", "save it as UTF-8"));
}

#[test]
fn a_story_is_found_by_its_id_or_the_beginning_of_it() {
    let (_home, paths) = home();
    for id in ["lost-table", "lost-key", "migration"] {
        make(&paths, id, &file(id)).expect("made");
    }
    make(&paths, "torn", "+++\n").expect("made");
    let stories = all(&paths).expect("readable");
    let found = |name: &str| stories.find(name).map(|found| found.story.id.clone());
    assert_eq!(found("lost-key").as_deref(), Ok("lost-key"));
    assert_eq!(found("mig").as_deref(), Ok("migration"));
    assert_eq!(found("migration.md").as_deref(), Ok("migration"));
    let several = vec!["lost-key".to_owned(), "lost-table".to_owned()];
    assert_eq!(found("lost"), Err(Lost::Several(several)));
    let near = "did you mean `migration`?".to_owned();
    assert_eq!(found("migratoin"), Err(Lost::None(Some(near))));
    assert_eq!(found(""), Err(Lost::None(None)));
    assert!(matches!(found("torn"), Err(Lost::Broken(broken)) if broken.faults.len() == 1));
}
