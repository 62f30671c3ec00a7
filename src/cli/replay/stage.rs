//! The live face without anyone in front of it, and what a person did while it was live: live,
//! the terminal itself shows what is typed and ticked.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use crate::engine::checklist::checklist;
use crate::engine::event::{About, Event, Mark};
use crate::engine::state::Field;
use crate::engine::{Seat, Stamped, State};
use crate::time::Span;
use crate::ui::face::Setup;
use crate::ui::face::{Face, Scene};
use crate::ui::lines::{Keyboard, Want};
use crate::ui::out::look::Look;
use crate::ui::out::{Ink, Out};
use crate::ui::plain::PlainFace;

pub(super) struct ReplayStage {
    face: PlainFace,
    /// Writes to the same tray as the face.
    out: Out,
    tray: Tray,
    /// Of the open field, what is shown already.
    shown: String,
}

impl ReplayStage {
    pub(super) fn new(look: Look) -> ReplayStage {
        let tray = Tray::default();
        let setup = Setup {
            folder: PathBuf::new(),
            saved_in: None,
            editor: String::new(),
            judging_only: false,
            stories: crate::ui::face::Shelf::default(),
        };
        let face = PlainFace::new(Out::new(Box::new(tray.clone()), look), Box::new(NoKeys), setup);
        let out = Out::new(Box::new(tray.clone()), look);
        ReplayStage { face, out, tray, shown: String::new() }
    }

    /// What was written since it was last taken.
    pub(super) fn take(&mut self) -> Vec<u8> {
        self.tray.0.take()
    }

    pub(super) fn gap(&mut self, gap: Span) -> io::Result<()> {
        self.out.inked(Ink::Dim, &format!("({gap} later)"))
    }

    /// The words of a field are complete once it is left.
    pub(super) fn before(&mut self, state: &State, next: &Stamped) -> io::Result<()> {
        let leaves = matches!(
            next.event,
            Event::AnswerClosed { .. } | Event::FieldOpened { .. } | Event::SessionLeft
        );
        if leaves && let Some(field) = open_field(state) {
            let text = field.text.clone();
            self.show_rest(&text)?;
        }
        Ok(())
    }

    pub(super) fn after(&mut self, state: &State, stamped: &Stamped) -> io::Result<()> {
        match &stamped.event {
            Event::AnswerSpliced { .. } => {
                if let Some(field) = open_field(state) {
                    let text = field.text.clone();
                    self.show_whole_lines(&text)?;
                }
            }
            Event::FieldOpened { .. } | Event::RetryOpened => self.shown.clear(),
            event => self.show_deed(state, event)?,
        }
        let scene = Scene { state, now: stamped.at, not_saved: None };
        self.face.show(&scene, std::slice::from_ref(stamped))
    }

    /// Lines that are finished and follow what is shown.
    fn show_whole_lines(&mut self, text: &str) -> io::Result<()> {
        let Some(new) = text.strip_prefix(self.shown.as_str()) else { return Ok(()) };
        let Some(end) = new.rfind('\n') else { return Ok(()) };
        for line in new[..end].lines() {
            self.out.hanging(Ink::Plain, YOU, line)?;
        }
        let shown = self.shown.len() + end + 1;
        text[..shown].clone_into(&mut self.shown);
        Ok(())
    }

    fn show_rest(&mut self, text: &str) -> io::Result<()> {
        let shown = std::mem::take(&mut self.shown);
        let rest = match text.strip_prefix(shown.as_str()) {
            Some(rest) => rest,
            None => {
                self.out.inked(Ink::Dim, "(edited; it now reads)")?;
                text
            }
        };
        rest.lines().try_for_each(|line| self.out.hanging(Ink::Plain, YOU, line))
    }

    /// What the face leaves to the terminal, or says on another screen.
    fn show_deed(&mut self, state: &State, event: &Event) -> io::Result<()> {
        match event {
            Event::BreakStarted { slot } => {
                let title = state.slot_plan(*slot).map_or("Break", |slot| slot.title());
                self.out.blank()?;
                self.out.heading(title)
            }
            Event::Paused { reason } if reason.text().is_empty() => self.out.line("Paused."),
            Event::Paused { reason } => self.out.line(&format!("Paused: {}", reason.text())),
            Event::SessionLeft => self.out.line("Left, to be resumed."),
            Event::SessionReopened { .. } => self.out.line("Opened again."),
            Event::ClockHeld { held } => {
                let text = format!("Nothing could be saved for {held}; the clock stood still.");
                self.out.line(&text)
            }
            Event::LateTextKept { text, .. } => {
                self.out.inked(Ink::Dim, "After time, kept and not scored:")?;
                self.out.hanging(Ink::Plain, YOU, text)
            }
            Event::Sealed { guesses, by, .. } => {
                let of = |(dim, guess): &(String, u32)| format!("{dim} {guess}");
                let guesses: Vec<String> = guesses.iter().map(of).collect();
                let who = if *by == Seat::Candidate { "You guess" } else { "They guess" };
                self.out.line(&format!("{who}: {}.", guesses.join(", ")))
            }
            Event::Marked { scope, id, mark, note, .. } => {
                let check = checklist(state, *scope).into_iter().find(|check| check.id == *id);
                let is_flag = check.as_ref().is_some_and(|c| matches!(c.about, About::RedFlag(_)));
                let text = check.map_or_else(|| id.clone(), |check| check.text);
                match (is_flag, mark) {
                    (false, mark) => self.out.hanging(Ink::Plain, &format!("{mark:<11}"), &text)?,
                    (true, Mark::Met) => self.out.hanging(Ink::Red, "red flag   ", &text)?,
                    (true, _) => {}
                }
                if note.is_empty() { Ok(()) } else { self.out.hanging(Ink::Dim, NOTE, note) }
            }
            _ => Ok(()),
        }
    }
}

const YOU: &str = "you    ";
const NOTE: &str = "           ";

fn open_field(state: &State) -> Option<&Field> {
    state.current()?.1.current_attempt()?.open_field()
}

/// Where the face writes; emptied after every event.
#[derive(Clone, Default)]
struct Tray(Rc<RefCell<Vec<u8>>>);

impl Write for Tray {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Nobody types.
struct NoKeys;

impl Keyboard for NoKeys {
    fn want(&mut self, _want: Want) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::Event;
    use crate::testing::plans::{self, PRACTICE};
    use crate::testing::played::play;

    fn shown(change: impl Fn(&mut Vec<Stamped>)) -> String {
        let answers = "schema = 1\n[default]\ntext = \"one\\ntwo\\nthree\"\nmarks = \"met\"\n";
        let mut played = play(plans::phone_screen(PRACTICE), answers);
        change(&mut played.events);
        let mut stage = ReplayStage::new(Look::PIPE);
        let mut state = State::new(played.header.clone());
        for stamped in &played.events {
            stage.before(&state, stamped).expect("shown");
            state.apply(stamped);
            stage.after(&state, stamped).expect("shown");
        }
        String::from_utf8(stage.take()).expect("text")
    }

    #[test]
    fn what_was_typed_and_ticked_is_shown_with_what_was_said() {
        let text = shown(|_| {});
        assert!(text.contains("you    one\nyou    two\nyou    three\n"), "{text}");
        assert!(text.contains("met        Key by account"), "{text}");
        assert!(!text.contains("global order"), "a flag that was not raised: {text}");
    }

    #[test]
    fn an_answer_that_was_edited_is_shown_again() {
        let text = shown(|events| {
            let is_typed = |s: &Stamped| matches!(s.event, Event::AnswerSpliced { .. });
            let place = events.iter().position(is_typed).expect("typing") + 1;
            let mut edit = events[place - 1].clone();
            if let Event::AnswerSpliced { at, remove, insert, .. } = &mut edit.event {
                (*at, *remove) = (0, 3);
                "ONE".clone_into(insert);
            }
            events.insert(place, edit);
        });
        let again = "(edited; it now reads)\nyou    ONE\nyou    two\nyou    three\n";
        assert!(text.contains(again), "{text}");
    }
}
