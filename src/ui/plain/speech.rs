//! Answering aloud: Enter marks the point, or the letter, that comes next; notes follow.

use std::io;

use super::PlainFace;
use crate::message::Request;
use crate::seat::answer::open_letter;
use crate::seat::speech::{self, Next, Speech};
use crate::time::Span;
use crate::ui::face::{Scene, Turn};

impl PlainFace {
    /// The engine took note: from here on Enter marks points.
    pub(super) fn begin_speech(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        let is_star = open_letter(scene.state).is_some();
        self.speech = Some(Speech::begin(scene.state, scene.now));
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
        let Some(speech) = &mut self.speech else { return Ok(Turn::Wait) };
        let next = speech.next(scene.state, scene.now);
        let number = speech.points.len();
        match next {
            Next::Point(at) => self.say().line(&format!("Point {number}, at {at}."))?,
            Next::Letter(_) => {}
            Next::Nothing => {
                self.say().line("That was the last part; a lone . ends the speech.")?;
            }
        }
        Ok(next.command().map_or(Turn::Wait, Turn::candidate))
    }

    fn end_speech(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        let Some(speech) = self.speech.take() else { return Ok(Turn::Wait) };
        let is_star = open_letter(scene.state).is_some();
        let out = self.say();
        if is_star {
            out.line("Now short notes for each part; a lone . goes to the next.")?;
        } else {
            if speech.points.len() > 1 {
                let at: Vec<String> = speech.points.iter().map(Span::to_string).collect();
                out.line(&format!("Points at {}.", at.join(", ")))?;
            }
            out.line("Now short notes on what you said, a point a line; a lone . hands in.")?;
        }
        let commands = speech::end(scene.state).into_iter();
        Ok(Turn::Do(commands.map(Request::candidate).collect()))
    }
}
