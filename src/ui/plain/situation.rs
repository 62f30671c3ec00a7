//! Where the session stands, and what is on the screen there.

use std::io;

use super::peer::HAND_OVER;
use super::{PlainFace, Told};
use crate::bank::question::Mode;
use crate::engine::{Command, Seat, State};
use crate::format::plan::ItemWhat;
use crate::seat::debrief::scope::all_open_points;
use crate::seat::outcome::Outcome;
use crate::seat::situation::{self, Situation};
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;
use crate::view::say::first_minute::Ways;
use crate::view::say::{self, clock};

impl PlainFace {
    /// The place, and whether the interviewer has to take the keyboard before it is shown. To the
    /// candidate it goes back without asking: the console's screen is gone by then.
    pub(super) fn place_of(&mut self, state: &State) -> Situation {
        match self.pair.place(state, &self.debrief) {
            (Situation::Console, Some(Seat::Interviewer)) => Situation::Curtain,
            (place, _) => place,
        }
    }

    /// Brings the screen to where the session stands.
    pub(super) fn stand(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if let Some(turn) = self.refuse_to_share(scene)? {
            return Ok(turn);
        }
        let place = self.place_of(scene.state);
        self.turn_screen(scene, place)?;
        if self.place != Some(place) {
            self.place = Some(place);
            self.enter(scene, place)?;
        }
        if let Some(overlay) = self.overlay {
            let menu = overlay.menu(scene.state);
            return self.offer(menu).map(|()| Turn::Wait);
        }
        if self.keeping.is_some() {
            return self.ready(Ink::Plain, "Title >").map(|()| Turn::Wait);
        }
        match place {
            Situation::Lobby => self.ready(Ink::Plain, "Enter to begin >")?,
            Situation::Paused => self.ready(Ink::Plain, "Enter to go on >")?,
            Situation::Asking(..) => self.ready_to_answer(scene)?,
            Situation::Settling => {}
            Situation::Between => return self.between(scene),
            Situation::Judging(scope) => return self.judge(scene, scope),
            Situation::RoundOver => self.ready(Ink::Plain, "Enter to go on >")?,
            Situation::Break => self.ready_in_break()?,
            Situation::Curtain => self.ready(Ink::Plain, HAND_OVER)?,
            Situation::Console => return self.at_console(scene),
            Situation::Rating => return self.ask_rating().map(|()| Turn::Wait),
            Situation::Over => return Ok(Turn::Done),
        }
        Ok(Turn::Wait)
    }

    /// Whether a line typed now has a meaning; otherwise it waits.
    pub(super) fn takes_lines(&self) -> bool {
        match self.place {
            Some(Situation::Settling) | None => self.overlay.is_some(),
            Some(Situation::Judging(_)) => self.stands != super::Stands::Nothing,
            _ => true,
        }
    }

    fn enter(&mut self, scene: &Scene<'_>, place: Situation) -> io::Result<()> {
        match place {
            Situation::Lobby => {
                let saved_in = self.setup.saved_in.clone();
                let is_alone = self.debrief.is_alone;
                let saved_in = saved_in.as_deref();
                self.say().put(&say::situation::lobby(scene.state, saved_in, is_alone, &WAYS))
            }
            Situation::Paused => {
                if scene.state.is_exam() {
                    self.say().clear()?;
                }
                self.say().put(&say::situation::pause(scene.state, scene.now))
            }
            Situation::Asking(..) => self.tell_how_to_answer(scene, place),
            Situation::RoundOver => self.say().put(&say::situation::round_over(scene.state)),
            Situation::Break => self.say().put(&say::situation::in_break(scene.state, scene.now)),
            Situation::Over => {
                let open = all_open_points(scene.state);
                let is_saved = self.setup.saved_in.is_some();
                self.say().put(&say::situation::end(scene.state, open, is_saved))
            }
            Situation::Judging(scope) => self.enter_judging(scene, scope),
            Situation::Curtain => self.enter_curtain(scene.state),
            Situation::Console => self.enter_console(scene.state),
            Situation::Settling | Situation::Between | Situation::Rating => Ok(()),
        }
    }

    pub(super) fn place_line(&mut self, scene: &Scene<'_>, line: &str) -> io::Result<Turn> {
        match self.place {
            Some(Situation::Asking(..)) => self.answer_line(scene, line),
            Some(Situation::Judging(scope)) => self.judging_line(scene, scope, line),
            Some(Situation::Between) => self.between_line(scene, line),
            Some(Situation::Paused) => self.standing_line(scene, line, Command::Resume),
            Some(Situation::Lobby | Situation::RoundOver | Situation::Break) => {
                self.standing_line(scene, line, Command::Next)
            }
            Some(Situation::Curtain) => self.hand_over(scene, line),
            Some(Situation::Console) => self.console_line(scene, line),
            Some(Situation::Rating) => self.rating_line(line),
            Some(Situation::Settling | Situation::Over) | None => Ok(Turn::Wait),
        }
    }

    /// Where Enter alone goes on, and a line meant for something else must not.
    fn standing_line(&mut self, scene: &Scene<'_>, line: &str, enter: Command) -> io::Result<Turn> {
        match super::slash::read(line) {
            super::slash::Typed::Text(text) if text.trim().is_empty() => Ok(Turn::candidate(enter)),
            super::slash::Typed::Slash(command) => self.slash(scene, command),
            super::slash::Typed::Unknown(why) => self.complain(&why).map(|()| Turn::Wait),
            super::slash::Typed::Text(_) | super::slash::Typed::Done => {
                self.say().line("Press Enter alone to go on; /help lists the commands.")?;
                Ok(Turn::Wait)
            }
        }
    }

    /// How to answer the question that was put, once a question.
    fn tell_how_to_answer(&mut self, scene: &Scene<'_>, place: Situation) -> io::Result<()> {
        if self.told_how.replace(place) == Some(place) {
            return Ok(());
        }
        let is_outline = scene.state.current().is_some_and(|(plan, _)| {
            matches!(plan.what, ItemWhat::Question { mode: Mode::Outline, .. })
        });
        match how_to_answer(scene.state) {
            Some(how) if !is_outline || self.first_time(Told::Outline) => {
                self.say().blank()?;
                self.say().inked(Ink::Dim, how)?;
                self.put_code_file(scene)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn ready_to_answer(&mut self, scene: &Scene<'_>) -> io::Result<()> {
        if self.speech.is_some() && self.out.look().moves && self.typing.is_empty() {
            self.want(crate::ui::lines::Want::Lines);
            return Ok(());
        }
        let (ink, label) = clock::label(scene.state, scene.now);
        self.ready(ink, &label)
    }

    fn ready_in_break(&mut self) -> io::Result<()> {
        if self.out.look().moves && self.typing.is_empty() {
            self.want(crate::ui::lines::Want::Lines);
            return Ok(());
        }
        self.ready(Ink::Plain, "Enter to go on >")
    }

    /// After a question: what comes next, or once more.
    fn between(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if !situation::between_waits(scene.state) || self.debrief.is_alone {
            let next = if self.stalled { Turn::Wait } else { Turn::candidate(Command::Next) };
            return Ok(next);
        }
        self.offer(situation::between_menu(scene.state, &self.debrief)).map(|()| Turn::Wait)
    }

    fn between_line(&mut self, scene: &Scene<'_>, line: &str) -> io::Result<Turn> {
        match situation::between_menu(scene.state, &self.debrief).key_of(line) {
            Ok(key) => {
                let outcome = situation::between(scene.state, &mut self.debrief, key);
                self.carry(scene, outcome)
            }
            Err(why) => self.complain(&why).map(|()| Turn::Wait),
        }
    }

    /// What a key of a menu came to.
    pub(super) fn carry(&mut self, scene: &Scene<'_>, outcome: Outcome) -> io::Result<Turn> {
        match outcome {
            Outcome::Do(requests) => return Ok(Turn::Do(requests)),
            Outcome::Models(questions) => {
                for (slot, item) in questions {
                    self.say().put(&say::model::blocks(scene.state, slot, item))?;
                }
            }
            Outcome::Keep(slot, item) => {
                self.ask_title(scene, (slot, item))?;
                return self.stand(scene);
            }
            Outcome::PutOff => self.say().line(say::debrief::put_off(scene.state))?,
            Outcome::Noted | Outcome::Nothing => {}
        }
        Ok(Turn::Wait)
    }
}

/// What a first minute needs to know, in lines.
const WAYS: Ways<'_> = Ways {
    done: "A lone .",
    ask: "/ask",
    hint: "/hint",
    hand_over: "/hand",
    all: "/help",
    mark: "type the number of a point and m (met), p (partly) or x (missed): 1 m",
    end: "e",
};

/// How this kind of question is answered, in a sentence.
fn how_to_answer(state: &State) -> Option<&'static str> {
    let (plan, item) = state.current()?;
    let attempt = item.current_attempt()?;
    if attempt.cut_into().is_some() {
        return Some("Answer below; a lone . goes back to where you were.");
    }
    if attempt.parts > 0 {
        return Some("Answer below; a lone . hands it in.");
    }
    match &plan.what {
        ItemWhat::Talk { .. } => Some("Say it aloud or write notes; a lone . goes on."),
        ItemWhat::YourQuestions => None,
        ItemWhat::Question { mode: Mode::Quiz, .. } => {
            Some("Type the number of your choice; then a lone . hands it in.")
        }
        ItemWhat::Question { mode: Mode::Star, .. } => {
            Some("Four parts, one after the other; a lone . goes to the next, /back returns.")
        }
        ItemWhat::Question { mode: Mode::Outline, .. } => Some(
            "Write line by line. Draw parts and flows as lines: source -> ingest: how. A lone . \
             goes on.",
        ),
        ItemWhat::Question { .. } if plan.is_written_by_phase() => {
            Some("One part for each phase; a lone . goes on to the next.")
        }
        ItemWhat::Question { language: Some(_), .. } if plan.spans_phases() => Some(
            "Write it in the file with any editor, or here line by line. /run runs the visible \
             cases, a lone . goes on to the next phase and after the last one hands it in, /notes \
             and /cases turn to the other parts.",
        ),
        ItemWhat::Question { language: Some(_), .. } => Some(
            "Write it in the file with any editor, or here line by line. /run runs the visible \
             cases, a lone . hands it in, /notes and /cases turn to the other parts.",
        ),
        ItemWhat::Question { mode: Mode::Sql | Mode::Python, .. } => {
            Some("Write it here or with /edit; a lone . hands it in.")
        }
        ItemWhat::Question { .. } => {
            Some("Write line by line; a lone . hands the answer in. /help lists the commands.")
        }
    }
}
