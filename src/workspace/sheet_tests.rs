//! A file and its field, whoever writes last.

use std::path::PathBuf;

use super::*;

const HEAD: &str = "# head\n";
const STARTER: &str = "def f(a):\n    pass\n";

struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Fixture {
        Fixture { folder: tempfile::tempdir().expect("temporary folder") }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("answer.py")
    }

    fn sheet(&self, text: &str) -> Sheet {
        let plan = SheetPlan {
            field: "code",
            path: self.path(),
            head: HEAD.to_owned(),
            starter: STARTER.to_owned(),
        };
        Sheet::new(plan, text.to_owned())
    }

    fn begun(&self, text: &str) -> Sheet {
        let mut sheet = self.sheet(text);
        assert_eq!(sheet.reconcile(Since::Begun).expect("written"), Look::Same);
        sheet
    }

    fn put(&self, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(), bytes).expect("written");
    }

    fn file(&self) -> String {
        fs::read_to_string(self.path()).expect("text")
    }

    fn beside(&self) -> Option<String> {
        self.copy(1)
    }

    fn copy(&self, number: u32) -> Option<String> {
        let name = format!("answer.conflict-{number}.py");
        fs::read_to_string(self.folder.path().join(name)).ok()
    }
}

#[test]
fn an_attempt_before_is_set_aside_and_told_apart_from_what_came_later() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    sheet.typed("first".to_owned());
    sheet.write().expect("written");
    let copy = |number: u32| {
        fs::read_to_string(desk.folder.path().join(format!("answer.before-{number}.py"))).ok()
    };
    for (number, outside) in [(1, None), (2, Some("by another\n"))] {
        if let Some(text) = outside {
            desk.put(text);
        }
        let held = desk.file();
        let mut again = desk.sheet("");
        assert_eq!(again.reconcile(Since::Again).expect("written"), Look::Same);
        let before = again.take_before().expect("set aside");
        assert_eq!((before.name.as_str(), before.is_changed), ("answer.py", outside.is_some()));
        assert_eq!(before.copy, format!("answer.before-{number}.py"));
        assert_eq!(copy(number), Some(held));
        assert!(desk.file().contains("pass") && again.take_notices().is_empty());
        assert_eq!(again.look(), Look::Same);
        again.typed("once more".to_owned());
        again.write().expect("written");
    }
    assert_eq!(desk.beside(), None, "nobody was in conflict");
    // With nothing written there is nothing to keep.
    let desk = Fixture::new();
    desk.begun("");
    let mut again = desk.sheet("");
    again.reconcile(Since::Again).expect("written");
    assert_eq!(again.take_before(), None);
}

fn saved(text: &str) -> Look {
    Look::Saved(text.to_owned())
}

#[test]
fn an_unchanged_starter_is_no_answer() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    assert_eq!(desk.file(), format!("{HEAD}{STARTER}"));
    assert_eq!(sheet.look(), Look::Same);
    desk.put(format!("{HEAD}{STARTER}\n\n"));
    assert_eq!(sheet.look(), Look::Same);
    desk.put(format!("{HEAD}def f(a):\r\n    return a\r\n"));
    assert_eq!(sheet.look(), saved("def f(a):\n    return a"));
    assert_eq!(sheet.look(), Look::Same);
    desk.put(format!("{HEAD}{STARTER}"));
    assert_eq!(sheet.look(), saved(""));
}

#[test]
fn a_file_without_its_head_is_all_answer() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    desk.put("x = 1\n");
    assert_eq!(sheet.look(), saved("x = 1"));
}

#[test]
fn what_is_typed_goes_to_the_file_and_is_not_told_back() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    sheet.typed("a = 1".to_owned());
    sheet.write().expect("written");
    assert_eq!(desk.file(), format!("{HEAD}a = 1\n"));
    assert_eq!((sheet.look(), desk.beside()), (Look::Same, None));
}

#[test]
fn the_last_writer_wins_and_the_other_is_kept() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    sheet.typed("typed here".to_owned());
    desk.put("saved there\n");
    // The backup of the editor is the editor's own.
    fs::write(desk.folder.path().join("answer.py~"), "the editor's").expect("written");
    assert_eq!(sheet.look(), saved("saved there"));
    assert_eq!(desk.copy(1), Some(format!("{HEAD}typed here\n")));
    let told = sheet.take_notices().concat();
    assert!(told.contains("that text counts") && told.contains("answer.conflict-1.py"), "{told}");

    desk.put("saved again\n");
    sheet.typed("typed last".to_owned());
    sheet.write().expect("written");
    assert_eq!(desk.file(), format!("{HEAD}typed last\n"));
    assert_eq!(desk.copy(2).as_deref(), Some("saved again\n"));
    assert_eq!(desk.copy(1), Some(format!("{HEAD}typed here\n")), "nothing is written over");
    let told = sheet.take_notices().concat();
    assert!(told.contains("answer.conflict-2.py"), "{told}");
    let backup = fs::read_to_string(desk.folder.path().join("answer.py~")).expect("there");
    assert_eq!(backup, "the editor's");
}

#[test]
fn what_was_refused_is_not_written_over() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    desk.put(b"caf\xe9 \xe9\n");
    assert!(matches!(sheet.look(), Look::Refused(_)));
    sheet.typed("typed".to_owned());
    sheet.write().expect("written");
    let kept = fs::read(desk.folder.path().join("answer.conflict-1.py")).expect("kept");
    assert_eq!(kept, b"caf\xe9 \xe9\n");
}

#[test]
fn a_mark_at_the_beginning_hides_neither_head_nor_starter() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    desk.put(format!("\u{feff}{HEAD}x = 1\n").replace('\n', "\r\n"));
    assert_eq!(sheet.look(), saved("x = 1"));
    desk.put(format!("\u{feff}{HEAD}{STARTER}").replace('\n', "\r\n"));
    assert_eq!(sheet.look(), saved(""));
}

#[test]
fn a_link_is_written_through() {
    let desk = Fixture::new();
    let real = desk.folder.path().join("repository.py");
    let mut sheet = desk.begun("a = 1");
    fs::rename(desk.path(), &real).expect("moved");
    std::os::unix::fs::symlink("repository.py", desk.path()).expect("linked");
    sheet.typed("a = 2".to_owned());
    sheet.write().expect("written");
    assert!(fs::symlink_metadata(desk.path()).expect("there").is_symlink());
    assert_eq!(fs::read_to_string(real).expect("text"), format!("{HEAD}a = 2\n"));
}

#[test]
fn what_cannot_be_taken_is_told_once() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    desk.put(b"ab\xff");
    assert_eq!(
        sheet.look(),
        Look::Refused(
            "line 1, column 3 (byte 3) isn't UTF-8: it looks like Latin-1 or Windows-1252 (`ÿ`): \
             save it as UTF-8"
                .to_owned()
        )
    );
    assert_eq!(sheet.look(), Look::Same);
    desk.put("x".repeat(ANSWER_MOST + 1));
    assert_eq!(sheet.look(), Look::Refused("it is larger than 256 KiB".to_owned()));
    desk.put("fine");
    assert_eq!(sheet.look(), saved("fine"));
}

#[test]
fn a_file_that_is_away_or_emptied_for_a_moment_is_waited_for() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("some code");
    fs::remove_file(desk.path()).expect("removed");
    assert_eq!(sheet.look(), Look::Same);
    fs::write(desk.folder.path().join("new"), "renamed\n").expect("written");
    fs::rename(desk.folder.path().join("new"), desk.path()).expect("renamed");
    assert_eq!(sheet.look(), saved("renamed"));
    desk.put("");
    assert_eq!(sheet.look(), Look::Emptied);
    // It stays so: this is what the person wants.
    assert_eq!(sheet.look(), saved(""));
}

/// Whether someone else wrote the file is told by what was last written to it, not by the clock.
#[test]
fn files_and_journal_are_reconciled() {
    let desk = Fixture::new();
    desk.begun("from the journal");
    let goes_on = |text: &str| {
        let mut sheet = desk.sheet(text);
        let look = sheet.reconcile(Since::Left(i64::MAX - 1)).expect("written");
        (look, sheet.take_notices().concat())
    };
    // Nobody was at the file: what was typed after its last writing is in the journal alone.
    assert_eq!(goes_on("typed at the end"), (Look::Same, String::new()));
    assert_eq!(desk.file(), format!("{HEAD}typed at the end\n"));
    // A checkout brings an old time with it.
    desk.put("checked out\n");
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1);
    fs::File::options()
        .write(true)
        .open(desk.path())
        .expect("open")
        .set_modified(old)
        .expect("set");
    let (look, told) = goes_on("typed at the end");
    assert_eq!(look, saved("checked out"));
    assert_eq!(desk.beside(), Some(format!("{HEAD}typed at the end\n")));
    assert!(told.contains("while the session was closed: that text counts"), "{told}");
    assert!(told.contains("answer.conflict-1.py"), "{told}");
    // The same text on both sides is nobody's loss.
    assert_eq!(goes_on("checked out"), (Look::Same, String::new()));
    assert_eq!(desk.copy(2), None);
}

/// Sessions of older versions know nothing of what they wrote.
#[test]
fn without_a_record_the_clock_decides_and_says_so() {
    let future = i64::MAX - 1;
    for (newest, look, file, kept) in [
        (
            0,
            saved("from an editor"),
            "from an editor\n".to_owned(),
            format!("{HEAD}from the journal\n"),
        ),
        (future, Look::Same, format!("{HEAD}from the journal\n"), "from an editor\n".to_owned()),
    ] {
        let desk = Fixture::new();
        desk.put("from an editor\n");
        let mut sheet = desk.sheet("from the journal");
        assert_eq!(sheet.reconcile(Since::Left(newest)).expect("written"), look, "{newest:?}");
        assert_eq!((desk.file(), desk.beside()), (file, Some(kept)));
        assert!(sheet.take_notices().concat().contains("answer.conflict-1.py"));
    }
}

#[test]
fn a_folder_in_its_place_is_no_file() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("code");
    fs::remove_file(desk.path()).expect("removed");
    fs::create_dir(desk.path()).expect("made");
    assert_eq!(sheet.look(), Look::Same);
}
