//! The only writer to the terminal's normal screen.
//!
//! Everything passes `SafeText` on its way out, is cut into words at the width of the terminal
//! (`view::page::rows`), and is coloured last. A closed standard output comes back as an error. While an editor has
//! the terminal, output is held and follows after.

pub mod bar;
pub mod look;
mod prompt;

use std::io::{self, Write};

pub use look::Look;

use self::bar::Bar;
use self::prompt::Prompt;
use crate::text::SafeText;
pub use crate::view::page::Ink;
use crate::view::page::{self, Block, Screen};

/// Leaves the screen as it was found, whatever was on the other one.
const OTHER_SCREEN: &str = "\x1b[?1049h\x1b[2J\x1b[H";
const NORMAL_SCREEN: &str = "\x1b[2J\x1b[H\x1b[?1049l";

pub struct Out {
    sink: Box<dyn Write>,
    look: Look,
    /// A prompt stands on the line of the cursor.
    open_line: bool,
    /// The last line is empty: another empty one would say nothing.
    is_spaced: bool,
    /// What is written while an editor has the terminal.
    held: Option<Vec<u8>>,
    bar: Option<Bar>,
    on_other_screen: bool,
    /// Whether what is typed is shown by us, not by the terminal.
    shows_typing: bool,
    prompt: Option<Prompt>,
}

impl Out {
    pub fn new(sink: Box<dyn Write>, look: Look) -> Out {
        Out {
            sink,
            look,
            open_line: false,
            is_spaced: true,
            held: None,
            bar: None,
            on_other_screen: false,
            shows_typing: false,
            prompt: None,
        }
    }

    /// Standard output, as the environment describes it.
    pub fn stdout(look: Look) -> Out {
        Out::new(Box::new(io::stdout()), look)
    }

    pub fn look(&self) -> Look {
        self.look
    }

    pub fn width(&self) -> usize {
        self.look.width
    }

    /// The terminal has a new size.
    pub fn resize(&mut self, width: usize, height: usize) {
        self.look = self.look.sized(width, height);
    }

    /// What is said, line by line.
    pub fn put(&mut self, blocks: &[Block]) -> io::Result<()> {
        let screen = Screen {
            plain_letters: self.look.plain_letters,
            read_aloud: self.look.read_aloud,
            is_spaced: self.is_spaced && !self.open_line,
            ..Screen::wide(self.look.width)
        };
        for row in page::rows(blocks, screen) {
            let painted = self.look.paint(row.ink, &row.text);
            self.whole_line(&painted)?;
        }
        Ok(())
    }

    /// An empty line, unless there is one.
    pub fn blank(&mut self) -> io::Result<()> {
        self.put(&[Block::Blank])
    }

    /// A paragraph; newlines in it are kept.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.put(&[Block::line(text)])
    }

    pub fn inked(&mut self, ink: Ink, text: &str) -> io::Result<()> {
        self.put(&[Block::inked(ink, text)])
    }

    /// A label, and text that hangs beside it: `them   24 partitions`.
    pub fn hanging(&mut self, ink: Ink, label: &str, text: &str) -> io::Result<()> {
        self.put(&[Block::hanging(ink, label, text)])
    }

    /// A line that is cut to the width already.
    pub fn cut(&mut self, ink: Ink, line: &str) -> io::Result<()> {
        let painted = self.look.paint(ink, SafeText::new(line).as_str());
        self.whole_line(&painted)
    }

    /// Text as it is, line by line, for code and data: nothing is wrapped at words.
    pub fn verbatim(&mut self, text: &str) -> io::Result<()> {
        self.put(&[Block::verbatim(text)])
    }

    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        self.put(&[Block::heading(text)])
    }

    pub fn rule(&mut self) -> io::Result<()> {
        self.put(&[Block::Rule])
    }

    /// Left and right on one line, or one below the other where they do not fit.
    pub fn two_sided(&mut self, ink: Ink, left: &str, right: &str) -> io::Result<()> {
        self.put(&[Block::two_sided(ink, left, right)])
    }

    /// A score sheet or list. On a narrow terminal each row becomes lines of `head: cell`.
    pub fn table(&mut self, head: &[&'static str], rows: &[Vec<String>]) -> io::Result<()> {
        self.put(&[Block::table(head, rows)])
    }

    /// The start of the line on which a person types. Nothing where no person does.
    pub fn prompt(&mut self, ink: Ink, label: &str) -> io::Result<()> {
        if !self.look.typed {
            return self.flush();
        }
        self.clear_bar()?;
        let label = SafeText::line(label);
        let painted = format!("{} ", self.look.paint(ink, label.as_str()));
        let prompt = Prompt::new(painted, label.as_str());
        self.raw(prompt.draw())?;
        self.prompt = self.shows_typing.then_some(prompt);
        self.open_line = true;
        self.flush()
    }

    /// From now on what is typed is shown by us.
    pub fn show_typing_here(&mut self) {
        self.shows_typing = true;
    }

    /// What stands after the prompt.
    pub fn show_typing(&mut self, text: &str) -> io::Result<()> {
        let width = self.look.width;
        let shown = self.prompt.as_mut().map(|prompt| prompt.show(text, width));
        shown.map_or(Ok(()), |shown| self.raw(&shown))
    }

    /// Another label, while nothing is typed.
    pub fn relabel(&mut self, ink: Ink, label: &str) -> io::Result<()> {
        match self.prompt.take_if(|prompt| prompt.is_empty()) {
            Some(prompt) if self.held.is_none() => {
                self.raw(&prompt.erase(self.look.width))?;
                self.open_line = false;
                self.prompt(ink, label)
            }
            _ => Ok(()),
        }
    }

    /// Enter was pressed after this line: the cursor goes to the start of the next.
    pub fn line_ended(&mut self, line: &str) -> io::Result<()> {
        if self.prompt.is_some() {
            self.show_typing(line)?;
            self.raw("\n")?;
        }
        self.line_taken();
        Ok(())
    }

    /// A dialog or the terminal has ended the line itself.
    pub fn line_taken(&mut self) {
        self.is_spaced &= !self.open_line;
        self.open_line = false;
        self.prompt = None;
    }

    /// A dialog stands on the cursor's line.
    pub fn dialog_stands(&mut self) {
        self.open_line = true;
        self.prompt = None;
    }

    /// Whether a prompt stands on the cursor's line.
    pub fn is_prompting(&self) -> bool {
        self.open_line
    }

    /// Wipes what is on the screen; a few empty lines where that cannot be done.
    pub fn clear(&mut self) -> io::Result<()> {
        self.clear_bar()?;
        self.open_line = false;
        self.prompt = None;
        self.is_spaced = true;
        if self.look.moves { self.raw("\x1b[2J\x1b[H") } else { self.raw("\n\n") }
    }

    /// Holds everything back until `release`: an editor has the terminal.
    pub fn hold(&mut self) -> io::Result<()> {
        self.clear_bar()?;
        self.flush()?;
        self.held = Some(Vec::new());
        Ok(())
    }

    /// The terminal's bell, whoever has the screen; nothing where no person sits before it.
    pub fn ring(&mut self) -> io::Result<()> {
        if !self.look.typed {
            return Ok(());
        }
        self.sink.write_all(b"\x07")?;
        self.sink.flush()
    }

    pub fn release(&mut self) -> io::Result<()> {
        if let Some(held) = self.held.take() {
            self.sink.write_all(&held)?;
        }
        self.flush()
    }

    /// Shows or moves the countdown below everything else; nothing where there is no bar.
    pub fn draw_bar(&mut self, text: &str, used: u64, limit: u64) -> io::Result<()> {
        if !self.look.moves || self.open_line || self.held.is_some() || self.on_other_screen {
            return Ok(());
        }
        let bar = self.bar.get_or_insert_with(|| Bar::new(self.look));
        let drawn = bar.draw(text, used, limit);
        self.sink.write_all(&drawn)?;
        self.sink.flush()
    }

    pub fn clear_bar(&mut self) -> io::Result<()> {
        match self.bar.take() {
            Some(bar) => {
                let cleared = bar.clear();
                self.sink.write_all(&cleared)
            }
            None => Ok(()),
        }
    }

    /// Turns to the alternate screen, which leaves nothing behind.
    ///
    /// # Errors
    /// `Unsupported` where the terminal has none.
    pub fn enter_other_screen(&mut self) -> io::Result<()> {
        if !self.look.moves {
            return Err(io::Error::from(io::ErrorKind::Unsupported));
        }
        self.clear_bar()?;
        self.open_line = false;
        self.prompt = None;
        self.on_other_screen = true;
        self.raw(OTHER_SCREEN)?;
        self.flush()
    }

    pub fn leave_other_screen(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.on_other_screen) {
            return Ok(());
        }
        self.open_line = false;
        self.prompt = None;
        self.raw(NORMAL_SCREEN)?;
        self.flush()
    }

    pub fn is_on_other_screen(&self) -> bool {
        self.on_other_screen
    }

    pub fn flush(&mut self) -> io::Result<()> {
        if self.held.is_some() { Ok(()) } else { self.sink.flush() }
    }

    fn whole_line(&mut self, line: &str) -> io::Result<()> {
        self.clear_bar()?;
        if std::mem::take(&mut self.open_line) {
            let end = self.prompt.take().map(|prompt| prompt.erase(self.look.width));
            self.raw(end.as_deref().unwrap_or("\n"))?;
        }
        self.is_spaced = line.is_empty();
        self.raw(line)?;
        self.raw("\n")
    }

    fn raw(&mut self, text: &str) -> io::Result<()> {
        match &mut self.held {
            Some(held) => held.write_all(text.as_bytes()),
            None => self.sink.write_all(text.as_bytes()),
        }
    }
}

impl Drop for Out {
    /// Whatever ended the loop, the normal screen comes back. A terminal that is gone does not
    /// mind.
    fn drop(&mut self) {
        let restored = self
            .release()
            .and_then(|()| self.clear_bar())
            .and_then(|()| self.leave_other_screen())
            .and_then(|()| if self.open_line { self.raw("\n") } else { Ok(()) })
            .and_then(|()| self.sink.flush());
        drop(restored);
    }
}

#[cfg(test)]
#[path = "out_tests.rs"]
mod tests;
