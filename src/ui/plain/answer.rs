//! Lines typed while a question is on the table.

use std::io;

use super::slash::{COMMANDS, Slash, Typed, read};
use super::typing::joined;
use super::{PlainFace, Stands};
use crate::engine::event::ClosedBy;
use crate::engine::{Command, Stage, State};
use crate::figures::budget;
use crate::seat::answer;
use crate::seat::overlay::{Overlay, next_hint_cost};
use crate::time::Span;
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;
use crate::view::say::{clock, question};

/// A terminal hands on no more than this of a line that it edits itself.
const TERMINAL_LINE: usize = 4095;

/// Whether a command of the help means anything here.
fn fits(state: &State, (name, argument, _): &(&str, &str, &str)) -> bool {
    let argument = if *argument == "MINUTES" { "1" } else { argument };
    match read(&format!("/{name} {argument}")) {
        Typed::Slash(command) => command.fits(state),
        Typed::Text(_) | Typed::Done | Typed::Unknown(_) => false,
    }
}

impl PlainFace {
    pub(super) fn answer_line(&mut self, scene: &Scene<'_>, line: &str) -> io::Result<Turn> {
        let cuts = self.out.look().typed && !self.keys.shows_typing();
        if cuts && line.len() >= TERMINAL_LINE {
            let text = format!(
                "The terminal may have cut this line at {TERMINAL_LINE} bytes. /edit takes lines \
                 of any length."
            );
            self.complain(&text)?;
        }
        match read(line) {
            Typed::Slash(command) => self.slash(scene, command),
            Typed::Unknown(why) => self.complain(&why).map(|()| Turn::Wait),
            Typed::Done | Typed::Text(_) if self.speech.is_some() => self.speech_line(scene, line),
            Typed::Done => self.done(scene),
            Typed::Text(text) => self.text(scene, text),
        }
    }

    fn text(&mut self, scene: &Scene<'_>, text: String) -> io::Result<Turn> {
        if answer::asks_own(scene.state) {
            let is_blank = text.trim().is_empty();
            return Ok(if is_blank { Turn::Wait } else { Turn::candidate(Command::Ask { text }) });
        }
        if answer::is_choice(scene.state) {
            return self.choose(scene, &text);
        }
        let before = self.committed(scene);
        if before.is_empty() && text.trim().is_empty() {
            return Ok(Turn::Wait);
        }
        self.replace_text(scene, joined(&before, &text))
    }

    /// A quiz is answered by the number of an option.
    fn choose(&mut self, scene: &Scene<'_>, text: &str) -> io::Result<Turn> {
        let options = scene.state.current_question().map_or(&[][..], |q| &q.ask.options);
        let number = text.trim().parse::<usize>().unwrap_or(0);
        let Some(command) = answer::choose(scene.state, number) else {
            self.complain(&format!("Type a number from 1 to {}.", options.len()))?;
            return Ok(Turn::Wait);
        };
        let chosen = format!("{number}  {}", options[number - 1]);
        self.say().hanging(Ink::Plain, "Chosen: ", &chosen)?;
        self.say().inked(Ink::Dim, "A lone . hands it in; another number changes it.")?;
        Ok(Turn::candidate(command))
    }

    /// A lone `.`: the next letter or phase, or the answer goes in.
    fn done(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        match answer::go_on(scene.state) {
            None => Ok(Turn::Wait),
            // What is piped in says what it means.
            Some(Command::Finish) if self.out.look().typed => {
                match Overlay::before_hand_in(scene.state) {
                    Some(overlay) => self.overlaid(overlay),
                    None => Ok(Turn::candidate(Command::Finish)),
                }
            }
            Some(command) => Ok(Turn::candidate(command)),
        }
    }

    /// A command, wherever it is typed; the engine rejects what does not fit.
    pub(super) fn slash(&mut self, scene: &Scene<'_>, command: Slash) -> io::Result<Turn> {
        let command = match command {
            Slash::Ask(text) => Command::Ask { text },
            Slash::Next => return self.next(scene),
            Slash::Back => return self.back(scene),
            Slash::Pause(reason) => Command::Pause { reason },
            Slash::Resume => Command::Resume,
            Slash::Extend(minutes) => Command::Extend { by: Span(minutes.saturating_mul(60_000)) },
            Slash::Speak => Command::Speak,
            Slash::Run => Command::RunCases,
            Slash::Submit => return self.done(scene),
            Slash::File => return self.tell_files(scene),
            Slash::Field(name) => Command::OpenField { field: name.to_owned() },
            Slash::Edit => return self.open_editor(scene),
            Slash::Undo => return self.undo(scene),
            Slash::Hint if next_hint_cost(scene.state).is_none() => Command::RevealHint,
            Slash::Hint => return self.overlaid(Overlay::Hint),
            Slash::Skip => return self.overlaid(Overlay::Skip),
            Slash::Clear => return self.overlaid(Overlay::Clear),
            Slash::Hand => return self.hand(scene.state),
            Slash::End => return self.overlaid(Overlay::End),
            Slash::Time => return self.tell_time(scene),
            Slash::Story(wanted) => return self.story(scene, &wanted),
            Slash::Show => return self.show_again(scene),
            Slash::Help => return self.help(scene),
        };
        Ok(Turn::candidate(command))
    }

    fn overlaid(&mut self, overlay: Overlay) -> io::Result<Turn> {
        self.overlay = Some(overlay);
        Ok(Turn::Wait)
    }

    fn next(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        match scene.state.stage {
            Stage::Asking if self.speech.is_some() => self.speech_line(scene, "."),
            Stage::Asking => self.done(scene),
            _ => Ok(Turn::candidate(Command::Next)),
        }
    }

    fn back(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        match answer::go_back(scene.state) {
            Some(command) => Ok(Turn::candidate(command)),
            None => self.complain("There is no part before this one.").map(|()| Turn::Wait),
        }
    }

    fn undo(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let text = self.committed(scene);
        if text.is_empty() {
            return self.complain("There is no line to take back.").map(|()| Turn::Wait);
        }
        let kept = text.rsplit_once('\n').map_or("", |(kept, _)| kept).to_owned();
        self.say().line("The last line is taken back.")?;
        self.replace_text(scene, kept)
    }

    pub(super) fn replace_text(&mut self, scene: &Scene<'_>, text: String) -> io::Result<Turn> {
        let field = answer::open_field(scene.state).map(|field| field.name.clone());
        Ok(field.map_or(Turn::Wait, |field| Turn::candidate(Command::Edit { field, text })))
    }

    fn tell_time(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let readings = clock::readings(scene.state, scene.now);
        let question = match scene.state.item_reading(scene.now) {
            Some(reading) if scene.state.stage == Stage::Asking => {
                format!(" · question {} of {}", reading.used, budget(reading.budget))
            }
            _ => String::new(),
        };
        self.say().line(&format!("{readings}{question}"))?;
        Ok(Turn::Wait)
    }

    fn show_again(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if scene.state.stage == Stage::Asking && scene.state.paused.is_none() {
            self.say().put(&question::again(scene.state))?;
        } else {
            self.complain("No question is open.")?;
        }
        Ok(Turn::Wait)
    }

    /// What can be typed here, and nothing else.
    fn help(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let state = scene.state;
        let lead = match state.stage {
            Stage::Asking if state.paused.is_some() => "Enter lets the clock run on.",
            Stage::Asking if answer::asks_own(state) => {
                "A line is a question to your interviewer. A lone . ends your questions."
            }
            Stage::Asking if answer::is_choice(state) => {
                "The number of an option chooses it. A lone . hands it in."
            }
            Stage::Asking => {
                "A line is added to your answer. A lone . goes on, and hands in at the end. A line \
                 that begins with // is text that begins with /."
            }
            _ => "Enter goes on.",
        };
        self.say().line(lead)?;
        for (name, argument, meaning) in COMMANDS.into_iter().filter(|command| fits(state, command))
        {
            let label = format!("  {:<17}", format!("/{name} {argument}"));
            self.say().hanging(Ink::Plain, &label, meaning)?;
        }
        Ok(Turn::Wait)
    }

    /// The time ran out while a line was being typed: it is kept as written after time. `None`
    /// where the line answers what stands now.
    pub(super) fn late_line(
        &mut self,
        scene: &Scene<'_>,
        line: &str,
        stood: &Stands,
    ) -> io::Result<Option<Turn>> {
        let Some(name) = self.late_field.take() else { return Ok(None) };
        let answers = match stood {
            Stands::Menu(menu) => menu.read(line).is_ok() || line.trim().is_empty(),
            _ => line.trim().is_empty() || line.trim() == "." || line.starts_with('/'),
        };
        let Some((_, item)) = scene.state.current() else { return Ok(None) };
        if answers || item.closed != Some(ClosedBy::Timeout) {
            return Ok(None);
        }
        let written = item.scored_attempt().and_then(|attempt| attempt.field(&name));
        let base = self.partial.take().filter(|partial| partial.field == name);
        let base = base.as_ref().map(|partial| &partial.base);
        let before = item.late.get(&name).or(base).or(written.map(|field| &field.text));
        let text = joined(before.map_or("", String::as_str), line);
        self.say().line("That line came after time: it is kept, and not scored.")?;
        Ok(Some(Turn::candidate(Command::Edit { field: name, text })))
    }
}
