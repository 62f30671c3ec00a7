use super::*;
use crate::load::{Loaded, Places, load_cards};

const QUESTION: &str = include_str!("../../tests/bank/rerun.toml");

/// A folder with one question and a cache, both of their own.
struct Desk {
    scratch: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { scratch: tempfile::tempdir().expect("a folder") };
        fs::create_dir(desk.folder()).expect("made");
        desk.write(QUESTION);
        desk
    }

    fn folder(&self) -> PathBuf {
        self.scratch.path().join("pack")
    }

    fn write(&self, toml: &str) {
        fs::write(self.folder().join("rerun.toml"), toml).expect("written");
    }

    /// Long after everything was written.
    fn list(&self) -> Loaded {
        let now_ms = crate::clock::wall_ms() + 3_600_000;
        self.list_at(now_ms)
    }

    fn list_at(&self, now_ms: i64) -> Loaded {
        let cache = Cache { folder: &self.scratch.path().join("cache"), now_ms };
        let places = Places { named: vec![self.folder()], ..Places::default() };
        load_cards(&places, Some(cache))
    }

    fn title(&self) -> String {
        self.list().cards["rerun"].title.clone()
    }

    /// The files of the cache.
    fn kept(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.scratch.path().join("cache/cards"));
        let entries = entries.into_iter().flatten();
        entries.map(|entry| entry.expect("readable").path()).collect()
    }

    fn kept_text(&self) -> String {
        fs::read_to_string(&self.kept()[0]).expect("readable")
    }

    /// Puts a title into the cache that no file has: where it is shown, no file was read.
    fn mark(&self) {
        let program = program().expect("known");
        let mut cards = read(&self.kept_text(), &program).expect("sound");
        for kept in cards.values_mut() {
            kept.card.title = "from the cache".to_owned();
        }
        let text = written(&cards, &program).expect("written");
        fs::write(&self.kept()[0], text).expect("written");
    }
}

fn own_title() -> String {
    Desk::new().title()
}

#[test]
fn a_folder_is_read_again_only_where_it_changed() {
    let desk = Desk::new();
    let first = desk.list();
    assert_eq!(desk.list().cards, first.cards);
    desk.mark();
    assert_eq!(desk.title(), "from the cache");
    desk.write(&QUESTION.replacen("title = \"", "title = \"Again: ", 1));
    assert_eq!(desk.title(), format!("Again: {}", own_title()));
    fs::write(desk.folder().join("notes.toml"), "no question").expect("written");
    assert_eq!(desk.list().left_out.len(), 1);
    fs::remove_file(desk.folder().join("rerun.toml")).expect("removed");
    assert!(desk.list().cards.is_empty());
}

#[test]
fn a_file_beside_a_question_belongs_to_it() {
    let desk = Desk::new();
    let folder = desk.folder().join("rerun");
    fs::create_dir(&folder).expect("made");
    fs::rename(desk.folder().join("rerun.toml"), folder.join("question.toml")).expect("moved");
    let before = desk.list().cards["rerun"].digest.clone();
    desk.mark();
    fs::create_dir(folder.join("data")).expect("made");
    fs::write(folder.join("data/rows.sql"), "select 1").expect("written");
    let after = desk.list();
    assert_eq!(after.cards["rerun"].title, own_title());
    assert_ne!(after.cards["rerun"].digest, before);
}

#[test]
fn a_damaged_cache_costs_time_and_nothing_else() {
    let desk = Desk::new();
    let whole = desk.list().cards;
    let text = desk.kept_text();
    let mut damaged: Vec<Vec<u8>> =
        (0..text.len()).step_by(7).map(|end| text.as_bytes()[..end].to_vec()).collect();
    for at in (0..text.len()).step_by(5) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        damaged.push(bytes);
    }
    damaged.push(vec![0xff; 64]);
    for bytes in damaged {
        fs::write(&desk.kept()[0], &bytes).expect("written");
        assert_eq!(desk.list().cards, whole, "{}", String::from_utf8_lossy(&bytes));
        assert_eq!(desk.kept_text(), text, "mended");
    }
}

#[test]
fn another_program_believes_nothing() {
    let desk = Desk::new();
    desk.list();
    desk.mark();
    let text = desk.kept_text();
    let (head, json) = text.split_once('\n').expect("two lines");
    let program = head.rsplit_once(' ').expect("a sum").0.replacen("mock ", "mock 9.", 1);
    let other = format!("{program} {:08x}\n{json}", sum(&program, json.trim_end()));
    assert!(read(&other, &program).is_some(), "sound, for the other");
    fs::write(&desk.kept()[0], other).expect("written");
    assert_eq!(desk.title(), own_title());
}

#[test]
fn faults_are_found_each_time() {
    let desk = Desk::new();
    desk.list();
    desk.write(&QUESTION.replacen("kind = ", "kimd = ", 1));
    for _ in 0..2 {
        let loaded = desk.list();
        assert!(loaded.cards.is_empty() && !loaded.faults.is_empty());
        assert_eq!(loaded.left_out.len(), 1);
    }
}

/// Within one tick of the clock a file may change twice and look the same.
#[test]
fn what_was_just_written_is_not_believed_yet() {
    let desk = Desk::new();
    desk.list_at(crate::clock::wall_ms());
    assert!(desk.kept().is_empty());
}

#[test]
fn without_a_cache_all_is_read() {
    let desk = Desk::new();
    fs::write(desk.scratch.path().join("cache"), "no folder").expect("written");
    assert_eq!((desk.title(), desk.title()), (own_title(), own_title()));
    let places = Places { named: vec![desk.folder()], ..Places::default() };
    assert_eq!(load_cards(&places, None).cards.len(), 1);
}

#[test]
fn folders_not_looked_at_for_long_are_forgotten() {
    let desk = Desk::new();
    desk.list();
    let first = &desk.kept()[0];
    let long_ago = SystemTime::UNIX_EPOCH;
    for number in 0..FILES_MOST {
        let other = first.with_file_name(format!("{number}.json"));
        let file = fs::File::create(other).expect("made");
        file.set_modified(long_ago).expect("dated");
    }
    desk.write(&QUESTION.replacen("title = \"", "title = \"Again: ", 1));
    desk.list();
    assert_eq!(desk.kept().len(), FILES_MOST);
    assert!(first.exists());
}
