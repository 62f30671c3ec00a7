use std::os::unix::fs::PermissionsExt;
use std::sync::mpsc;
use std::time::Duration;

use super::*;
use crate::engine::testing::Bench;

const FIELD: &str = "answer";

/// A question on the table, and a folder for its files.
struct Fixture {
    folder: tempfile::TempDir,
    bench: Bench,
    editors: Editors,
}

impl Fixture {
    fn new() -> Fixture {
        let folder = tempfile::tempdir().expect("temporary folder");
        let bench = Bench::practice().at_first_question();
        let field = open_field(&bench.state).map(|field| field.name.clone());
        assert_eq!(field.as_deref(), Some(FIELD));
        Fixture { folder, bench, editors: Editors::default() }
    }

    fn setup(&self, editor: &str) -> Setup {
        Setup {
            folder: self.folder.path().to_owned(),
            saved_in: None,
            editor: editor.to_owned(),
            judging_only: false,
            stories: crate::ui::face::Shelf::default(),
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("edit").join(file_name(&self.bench.state, FIELD))
    }

    fn writes(&mut self, text: &str) {
        self.bench.does(Command::Edit { field: FIELD.to_owned(), text: text.to_owned() });
    }

    fn written(&self) -> String {
        open_field(&self.bench.state).map_or_else(String::new, |field| field.text.clone())
    }

    fn open(&mut self, editor: &str) -> io::Result<Vec<String>> {
        let (setup, written) = (self.setup(editor), self.written());
        self.editors.open(&setup, &self.bench.state, &written, here)
    }

    /// Looks until the editor is closed; what it saved becomes the text of the field.
    fn wait(&mut self) -> Vec<String> {
        let (_held, never) = mpsc::channel::<()>();
        for _ in 0..2000 {
            let looked = self.look();
            if looked.is_over {
                return looked.notices.into_iter().map(|(_, text)| text).collect();
            }
            let _time = never.recv_timeout(Duration::from_millis(10));
        }
        panic!("the editor does not end");
    }

    fn look(&mut self) -> Looked {
        let looked = self.editors.look(&self.bench.state, true);
        if let Some((_, text)) = &looked.saved {
            self.writes(text);
        }
        looked
    }

    fn copies(&self) -> Vec<String> {
        let mut copies: Vec<(String, String)> = fs::read_dir(self.folder.path().join("edit"))
            .expect("readable")
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let name = name(&path);
                name.contains(".conflict-").then(|| (name, fs::read_to_string(path).ok()))
            })
            .filter_map(|(name, text)| Some((name, text?)))
            .collect();
        copies.sort();
        copies.into_iter().map(|(_, text)| text).collect()
    }
}

#[test]
fn what_the_editor_saves_is_the_text() {
    let mut desk = Fixture::new();
    desk.writes("what was there");
    desk.open("sh -c 'cat >>\"$1\" <<\"END\"\nand more\nEND' sh").expect("started");
    assert_eq!(desk.wait(), ["Back from the editor: 5 words in answer."]);
    assert_eq!(desk.written(), "what was there\nand more");
    assert_eq!(desk.look(), Looked::default());
    assert!(desk.copies().is_empty());
}

#[test]
fn one_word_is_one_word() {
    let mut desk = Fixture::new();
    desk.open("sh -c 'echo one >\"$1\"' sh").expect("started");
    assert_eq!(desk.wait(), ["Back from the editor: 1 word in answer."]);
}

#[test]
fn a_file_that_is_empty_for_a_moment_loses_nothing() {
    let mut desk = Fixture::new();
    desk.writes("what was there");
    desk.open("sleep 100 #").expect("started");
    fs::write(desk.file(), "").expect("truncated");
    assert_eq!(desk.look().saved, None);
    fs::write(desk.file(), "new\n").expect("written");
    desk.look();
    assert_eq!(desk.written(), "new");
    fs::write(desk.file(), b"caf\xe9\n").expect("written");
    let looked = desk.look();
    assert!(looked.notices[0].1.contains("Latin-1"), "{looked:?}");
    assert_eq!(desk.written(), "new");
    fs::remove_file(desk.file()).expect("removed");
    assert_eq!(desk.look(), Looked::default());
    let mut open = desk.editors.open.take().expect("open");
    open.child.kill().expect("ended");
    open.child.wait().expect("ended");
}

/// A window that outlives its command, as of an editor that is not told to wait.
#[test]
fn an_editor_that_returns_at_once_is_asked_about_and_still_heard() {
    let mut desk = Fixture::new();
    desk.writes("before");
    desk.open("true").expect("started");
    let told = desk.wait().concat();
    assert!(told.contains("does it need --wait?"), "{told}");
    fs::write(desk.file(), "saved by the window\n").expect("written");
    assert!(desk.editors.is_watching());
    desk.look();
    assert_eq!(desk.written(), "saved by the window");
    // Typing goes on here, and the window saves once more.
    desk.writes("typed here");
    fs::write(desk.file(), "saved again\n").expect("written");
    let told = desk.look().notices.concat_texts();
    assert_eq!(desk.written(), "saved again");
    assert!(told.contains("-answer.conflict-1.md"), "{told}");
    assert_eq!(desk.copies(), ["typed here"]);
}

#[test]
fn a_text_that_nobody_read_is_never_written_over() {
    let mut desk = Fixture::new();
    desk.writes("before");
    desk.open("true").expect("started");
    desk.wait();
    fs::write(desk.file(), "saved by the window\n").expect("written");
    // Opened again before anyone looked.
    desk.open("true").expect("started");
    desk.wait();
    assert_eq!(desk.written(), "saved by the window");
    // Another process knows nothing of what was read.
    fs::write(desk.file(), "left by a session before\n").expect("written");
    desk.editors = Editors::default();
    let told = desk.open("true").expect("started").concat();
    assert!(told.contains("held another text"), "{told}");
    assert_eq!(desk.copies(), ["left by a session before\n"]);
    desk.wait();
    assert_eq!(desk.written(), "saved by the window");
}

#[test]
fn a_text_too_long_for_an_answer_is_not_taken_and_not_written_over() {
    let mut desk = Fixture::new();
    desk.writes("before");
    desk.open("true").expect("started");
    desk.wait();
    let long = "long ".repeat(60_000);
    fs::write(desk.file(), &long).expect("written");
    let told = desk.look().notices.concat_texts();
    assert!(told.contains("wasn't accepted: it has 292 kB, and an answer has 256"), "{told}");
    assert_eq!(desk.written(), "before");
    desk.open("true").expect("started");
    desk.wait();
    assert_eq!(desk.copies(), [long]);
}

#[test]
fn an_editor_that_cannot_start_is_no_visit() {
    let mut desk = Fixture::new();
    desk.open("no-such-editor-anywhere").expect_err("not there");
    desk.open("vi 'unclosed").expect_err("no command line");
    for editor in ["LC_ALL=C no-such-editor-anywhere", "~/no/such/editor"] {
        desk.open(editor).expect("a shell starts");
        let told = desk.wait().concat();
        assert!(told.starts_with("The editor did not start"), "{editor}: {told}");
    }
}

#[test]
fn a_shells_words_are_read_as_a_shell_reads_them() {
    let mut desk = Fixture::new();
    let script = desk.folder.path().join("my editor.sh");
    fs::write(&script, "#!/bin/sh\necho \"$GREETING\" >\"$1\"\n").expect("written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("set");
    desk.open(&format!("GREETING=hello '{}'", script.display())).expect("started");
    desk.wait();
    assert_eq!(desk.written(), "hello");
}

#[test]
fn an_editor_that_fails_after_saving_has_saved() {
    let mut desk = Fixture::new();
    desk.open("sh -c 'echo kept >\"$1\"; exit 3' sh").expect("started");
    let told = desk.wait().concat();
    assert_eq!(
        told,
        "The editor ended with exit status 3; what it saved counts: 1 word in answer."
    );
    assert_eq!(desk.written(), "kept");
    desk.open("sh -c 'exit 1' sh").expect("started");
    assert_eq!(desk.wait(), ["The editor ended with exit status 1; nothing was saved."]);
}

trait Texts {
    fn concat_texts(self) -> String;
}

impl Texts for Vec<(Ink, String)> {
    fn concat_texts(self) -> String {
        self.into_iter().map(|(_, text)| text).collect()
    }
}
