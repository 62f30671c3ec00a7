use super::*;
use crate::testing::Paper;

fn written(look: Look, write: impl FnOnce(&mut Out) -> io::Result<()>) -> String {
    let paper = Paper::default();
    let mut out = Out::new(Box::new(paper.clone()), look);
    write(&mut out).expect("paper takes everything");
    drop(out);
    paper.text()
}

#[test]
fn foreign_text_cannot_steer_the_terminal() {
    let text = written(Look::PIPE, |out| {
        out.line("a\u{1b}[2Jb")?;
        out.hanging(Ink::Plain, "them\u{9b}  ", "x\u{202e}y")?;
        out.verbatim("\u{1b}]0;t\u{7}z")?;
        out.table(&["head"], &[vec!["c\u{1b}[1m".to_owned()]])
    });
    assert!(!text.contains('\u{1b}') && !text.contains('\u{9b}') && !text.contains('\u{202e}'));
}

#[test]
fn a_prompt_gives_way_to_a_line() {
    let look = Look { typed: true, ..Look::PIPE };
    let text = written(look, |out| {
        out.prompt(Ink::Plain, "6:41 left >")?;
        out.line("1 minute left")?;
        out.prompt(Ink::Plain, ">")
    });
    assert_eq!(text, "6:41 left > \n1 minute left\n> \n");
}

#[test]
fn nothing_is_written_under_an_editor() {
    let paper = Paper::default();
    let mut out = Out::new(Box::new(paper.clone()), Look::PIPE);
    out.hold().expect("held");
    out.line("1 minute left").expect("kept");
    assert_eq!(paper.text(), "");
    out.release().expect("written");
    assert_eq!(paper.text(), "1 minute left\n");
}

#[test]
fn the_normal_screen_comes_back_when_the_writer_is_dropped() {
    let look = Look { typed: true, moves: true, ..Look::PIPE };
    let text = written(look, |out| {
        out.enter_other_screen()?;
        out.line("rubric")
    });
    assert!(text.starts_with("\x1b[?1049h") && text.ends_with("\x1b[?1049l"), "{text:?}");
    let paper = Paper::default();
    let mut out = Out::new(Box::new(paper), Look::PIPE);
    assert!(out.enter_other_screen().is_err());
}

#[test]
fn tables_fit_wide_and_narrow() {
    let rows = [vec!["knowledge".to_owned(), "3".to_owned(), "4".to_owned()]];
    let head = ["", "sealed", "scored"];
    for width in [20, 80] {
        let look = Look::PIPE.sized(width, 24);
        let text = written(look, |out| out.table(&head, &rows));
        assert!(text.lines().all(|line| page::wrap::columns(line) <= width), "{text}");
        assert!(text.contains("knowledge") && text.contains("sealed"), "{text}");
    }
}

#[test]
fn a_closed_output_is_an_error() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
    let mut out = Out::new(Box::new(Closed), Look::PIPE);
    let error = out.line("hello").expect_err("closed");
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
}
