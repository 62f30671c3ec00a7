//! A file and its field, whoever writes last.

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
        assert_eq!(sheet.reconcile(None).expect("written"), Look::Same);
        sheet
    }

    fn put(&self, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(), bytes).expect("written");
    }

    fn file(&self) -> String {
        fs::read_to_string(self.path()).expect("text")
    }

    fn beside(&self) -> Option<String> {
        fs::read_to_string(self.folder.path().join("answer.py~")).ok()
    }
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
    assert_eq!(sheet.look(), saved("saved there"));
    assert_eq!(desk.beside(), Some(format!("{HEAD}typed here\n")));

    desk.put("saved again\n");
    sheet.typed("typed last".to_owned());
    sheet.write().expect("written");
    assert_eq!(desk.file(), format!("{HEAD}typed last\n"));
    assert_eq!(desk.beside().as_deref(), Some("saved again\n"));
}

#[test]
fn what_cannot_be_taken_is_told_once() {
    let desk = Fixture::new();
    let mut sheet = desk.begun("");
    desk.put(b"ab\xff");
    assert_eq!(sheet.look(), Look::Refused("byte 3 isn't UTF-8".to_owned()));
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

/// The journal wins unless the file is newer.
#[test]
fn files_and_journal_are_reconciled() {
    let future = i64::MAX - 1;
    for (newest, look, file) in [
        (Some(0), saved("from an editor"), "from an editor\n".to_owned()),
        (Some(future), Look::Same, format!("{HEAD}from the journal\n")),
        (None, Look::Same, format!("{HEAD}from the journal\n")),
    ] {
        let desk = Fixture::new();
        desk.put("from an editor\n");
        let mut sheet = desk.sheet("from the journal");
        assert_eq!(sheet.reconcile(newest).expect("written"), look, "{newest:?}");
        assert_eq!(desk.file(), file);
        let is_kept = desk.beside().is_some();
        assert_eq!(is_kept, look == Look::Same, "nothing is lost");
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
