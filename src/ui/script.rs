//! `--answers FILE`: a TOML file plays the candidate, on a simulated clock.
//!
//! A face like the others: it sees the same scene, sends the same commands, and knows nothing of
//! the questions that a candidate would not.

mod file;
mod steps;

use std::io::{self, Write};

pub use file::{Answers, FileFault};

use crate::engine::event::OwnStory;
use crate::engine::{Command, Rejected, Seat, Stage, Stamped};
use crate::message::{Message, Request};
use crate::seat::debrief::Debrief;
use crate::seat::outcome::Outcome;
use crate::text::SafeText;
use crate::time::Elapsed;
use crate::ui::face::{Face, Scene, Turn};
use steps::{Stretch, Timed};

/// Plays the answers and prints one line for each thing that happens, if it has where to.
pub struct ScriptFace {
    answers: Answers,
    out: Option<Box<dyn Write + Send>>,
    /// What the steps are for; new ones are made when it changes.
    stretch: Option<Stretch>,
    steps: Vec<Timed>,
    /// What a follow-up cut into, with the steps that wait, and since when.
    waiting: Vec<(Stretch, Vec<Timed>, Elapsed)>,
    debrief: Debrief,
    rejections: Vec<String>,
    stories: Vec<OwnStory>,
}

impl ScriptFace {
    pub fn new(answers: Answers, out: Option<Box<dyn Write + Send>>) -> ScriptFace {
        let mut debrief = Debrief::default();
        debrief.judges_all = true;
        ScriptFace {
            answers,
            out,
            stretch: None,
            steps: Vec::new(),
            waiting: Vec::new(),
            debrief,
            rejections: Vec::new(),
            stories: Vec::new(),
        }
    }

    /// With the candidate's own stories, which the file may name.
    #[must_use]
    pub fn with_stories(self, stories: Vec<OwnStory>) -> ScriptFace {
        ScriptFace { stories, ..self }
    }

    /// Steps of the file that the engine did not take, in words.
    pub fn rejections(&self) -> &[String] {
        &self.rejections
    }

    fn plan_steps(&mut self, scene: &Scene<'_>) {
        let stretch = Stretch::of(scene.state);
        if stretch == self.stretch {
            return;
        }
        if self.waiting.last().is_some_and(|(waits, ..)| Some(waits) == stretch.as_ref()) {
            let since = self.waiting.pop();
            let (steps, since) = since.map_or((Vec::new(), scene.now), |(_, s, since)| (s, since));
            let later = |step: Timed| Timed { at: step.at + (scene.now - since), ..step };
            self.steps = steps.into_iter().map(later).collect();
        } else {
            if let Some(waits) = self.stretch.take().filter(|_| steps::was_cut_into(scene.state)) {
                self.waiting.push((waits, std::mem::take(&mut self.steps), scene.now));
            }
            self.steps = steps::steps(&self.answers, &self.stories, scene);
        }
        self.stretch = stretch;
    }

    /// Commands that take no time: going on, judging.
    fn between(&mut self, scene: &Scene<'_>) -> Turn {
        if let Outcome::Do(next) = steps::judging(&self.answers, scene.state, &mut self.debrief) {
            return Turn::Do(next);
        }
        match scene.state.stage {
            Stage::Finished => Turn::Done,
            Stage::Settling | Stage::Asking | Stage::Break => Turn::Wait,
            Stage::Lobby | Stage::Between | Stage::RoundOver => Turn::candidate(Command::Next),
        }
    }
}

impl Face for ScriptFace {
    fn show(&mut self, scene: &Scene<'_>, events: &[Stamped]) -> io::Result<()> {
        events.iter().for_each(|stamped| self.debrief.happened(&stamped.event));
        let Some(out) = &mut self.out else { return Ok(()) };
        for stamped in events {
            if let Some(line) = steps::line(scene.state, &stamped.event) {
                let at = (stamped.at - Elapsed(0)).to_string();
                // A table that is looked at has lines, and is read by them.
                for (row, line) in SafeText::new(&line).as_str().lines().enumerate() {
                    let at = if row == 0 { at.as_str() } else { "" };
                    writeln!(out, "{}", format!("{at:>8}  {line}").trim_end())?;
                }
            }
        }
        Ok(())
    }

    fn turn(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if scene.state.paused.is_some() {
            return Ok(Turn::candidate(Command::Resume));
        }
        // A break is waited out, so that the report shows a real one.
        if matches!(scene.state.stage, Stage::Asking | Stage::Break) {
            self.plan_steps(scene);
            return Ok(Turn::Wait);
        }
        self.stretch = None;
        self.steps.clear();
        self.waiting.clear();
        Ok(self.between(scene))
    }

    fn receive(&mut self, _scene: &Scene<'_>, _message: Message) -> io::Result<Turn> {
        Ok(Turn::Wait)
    }

    fn rejected(
        &mut self,
        scene: &Scene<'_>,
        _seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()> {
        let question = scene.state.current_question().map_or("-", |q| q.ask.id.as_str());
        let name = format!("{command:?}");
        let name = name.split([' ', '(']).next().unwrap_or_default();
        let line = format!("{question}: {name}: {why}");
        if let Some(out) = &mut self.out {
            writeln!(out, "          not taken: {}", SafeText::line(&line))?;
        }
        if matches!(command, Command::Seal { .. } | Command::Mark { .. } | Command::Confirm { .. })
        {
            self.debrief.give_up();
        }
        self.debrief.rejected();
        self.rejections.push(line);
        Ok(())
    }

    fn wake_at(&self, now: Elapsed) -> Option<Elapsed> {
        self.steps.first().map(|step| step.at.max(now))
    }

    fn wake(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if self.steps.first().is_none_or(|step| step.at > scene.now) {
            return Ok(Turn::Wait);
        }
        let step = self.steps.remove(0);
        Ok(Turn::Do(vec![Request { seat: Seat::Candidate, command: step.command }]))
    }
}
