use super::*;

fn setup(folder: &Path, editor: &str) -> Setup {
    Setup {
        folder: folder.to_owned(),
        saved_in: None,
        editor: editor.to_owned(),
        judging_only: false,
    }
}

fn open(editor: &str, text: &str) -> (tempfile::TempDir, io::Result<Editor>) {
    let folder = tempfile::tempdir().expect("temporary folder");
    let editor = Editor::on_own(
        &setup(folder.path(), editor),
        "1-2-answer.md",
        "answer",
        text,
        Editor::here,
    );
    (folder, editor)
}

#[test]
fn what_the_editor_saves_is_the_text() {
    let (_folder, editor) =
        open("sh -c 'cat >>\"$1\" <<\"END\"\nand more\nEND' sh", "what was there");
    let mut editor = editor.expect("started");
    editor.child.wait().expect("ended");
    assert_eq!(editor.poll(true).as_deref(), Some("what was there\nand more"));
    assert_eq!(editor.poll(true), None);
}

#[test]
fn a_file_that_is_empty_for_a_moment_loses_nothing() {
    let (_folder, editor) = open("true", "what was there");
    let mut editor = editor.expect("started");
    fs::write(&editor.path, "").expect("truncated");
    assert_eq!(editor.poll(false), None);
    fs::write(&editor.path, "new\n").expect("written");
    assert_eq!(editor.poll(false).as_deref(), Some("new"));
    fs::write(&editor.path, "").expect("emptied");
    assert_eq!(editor.poll(true).as_deref(), Some(""));
    fs::remove_file(&editor.path).expect("removed");
    assert_eq!(editor.poll(true), None);
}

#[test]
fn an_editor_that_does_not_start_is_an_error() {
    assert!(open("no-such-editor-anywhere", "").1.is_err());
    assert!(open("vi 'unclosed", "").1.is_err());
}
