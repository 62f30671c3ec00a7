//! Answering aloud: Enter marks the point, or the letter, that comes next; notes follow.

use std::io;

use super::PlainFace;
use crate::engine::Command;
use crate::format::plan::STAR_FIELDS;
use crate::message::Request;
use crate::time::Span;
use crate::ui::face::{Scene, Turn};

/// Someone is speaking.
pub(super) struct Speech {
    /// When each point began, in time of the question.
    points: Vec<Span>,
}

impl PlainFace {
    /// The engine took note: from here on Enter marks points.
    pub(super) fn begin_speech(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        let is_star = letter(scene).is_some();
        let from = scene.state.item_reading(scene.now).map_or(Span::ZERO, |reading| reading.used);
        self.speech = Some(Speech { points: vec![from] });
        let next = if is_star { "part" } else { "point" };
        let text = format!("Speak now. Enter marks the next {next}; a lone . ends the speech.");
        self.say().line(&text)
    }

    pub(super) fn speech_line(&mut self, scene: &Scene<'_>, line: &str) -> io::Result<Turn> {
        if line.trim() == "." {
            return self.end_speech(scene);
        }
        if !line.trim().is_empty() {
            self.say().line("You are speaking; a lone . ends the speech, then come notes.")?;
            return Ok(Turn::Wait);
        }
        if let Some(letter) = letter(scene) {
            return match STAR_FIELDS.get(letter + 1) {
                Some(next) => Ok(Turn::candidate(Command::OpenField { field: (*next).to_owned() })),
                None => {
                    self.say().line("That was the last part; a lone . ends the speech.")?;
                    Ok(Turn::Wait)
                }
            };
        }
        let at = scene.state.item_reading(scene.now).map_or(Span::ZERO, |reading| reading.used);
        let Some(speech) = &mut self.speech else { return Ok(Turn::Wait) };
        speech.points.push(at);
        let text = format!("Point {}, at {at}.", speech.points.len());
        self.say().line(&text)?;
        Ok(Turn::candidate(Command::MarkPoint))
    }

    fn end_speech(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let Some(speech) = self.speech.take() else { return Ok(Turn::Wait) };
        let is_star = letter(scene).is_some();
        let out = self.say();
        if is_star {
            out.line("Now short notes for each part; a lone . goes to the next.")?;
            let field = STAR_FIELDS[0].to_owned();
            let commands = [Command::EndSpeech, Command::OpenField { field }];
            return Ok(Turn::Do(commands.map(Request::candidate).to_vec()));
        }
        if speech.points.len() > 1 {
            let at: Vec<String> = speech.points.iter().map(Span::to_string).collect();
            out.line(&format!("Points at {}.", at.join(", ")))?;
        }
        out.line("Now short notes on what you said, a point a line; a lone . hands in.")?;
        Ok(Turn::candidate(Command::EndSpeech))
    }
}

/// Which letter of a STAR answer is open, before any follow-up.
fn letter(scene: &Scene<'_>) -> Option<usize> {
    let (_, item) = scene.state.current()?;
    let attempt = item.current_attempt()?;
    let open = attempt.open_field()?;
    STAR_FIELDS.iter().position(|field| attempt.parts == 0 && *field == open.name)
}
