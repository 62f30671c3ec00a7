//! Where the session stands, and what is on the screen there.

use std::io;

use super::peer::HAND_OVER;
use super::{PlainFace, Told, clock, question};
use crate::bank::question::Mode;
use crate::engine::{Command, PauseReason, Seat, State};
use crate::format::plan::{Interviewer, ItemWhat, RoundPlan, SessionMode, Slot};
use crate::seat::outcome::Outcome;
use crate::seat::place::{self, Place};
use crate::ui::face::{Scene, Turn};
use crate::ui::out::{Ink, Out};

impl PlainFace {
    /// The place, and whether the interviewer has to take the keyboard before it is shown. To the
    /// candidate it goes back without asking: the console's screen is gone by then.
    pub(super) fn place_of(&mut self, state: &State) -> Place {
        match self.pair.place(state, &self.debrief) {
            (Place::Console, Some(Seat::Interviewer)) => Place::Curtain,
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
        match place {
            Place::Lobby => self.ready(Ink::Plain, "Enter to begin >")?,
            Place::Paused => self.ready(Ink::Plain, "Enter to go on >")?,
            Place::Asking(..) => self.ready_to_answer(scene)?,
            Place::Settling => {}
            Place::Between => return self.between(scene),
            Place::Judging(scope) => return self.judge(scene, scope),
            Place::RoundOver => self.ready(Ink::Plain, "Enter to go on >")?,
            Place::Break => self.ready_in_break()?,
            Place::Curtain => self.ready(Ink::Plain, HAND_OVER)?,
            Place::Console => return self.at_console(scene),
            Place::Rating => return self.ask_rating().map(|()| Turn::Wait),
            Place::Over => return Ok(Turn::Done),
        }
        Ok(Turn::Wait)
    }

    /// Whether a line typed now has a meaning; otherwise it waits.
    pub(super) fn takes_lines(&self) -> bool {
        match self.place {
            Some(Place::Settling) | None => self.overlay.is_some(),
            Some(Place::Judging(_)) => self.stands != super::Stands::Nothing,
            _ => true,
        }
    }

    fn enter(&mut self, scene: &Scene<'_>, place: Place) -> io::Result<()> {
        match place {
            Place::Lobby => {
                let saved_in = self.setup.saved_in.clone();
                let is_alone = self.debrief.is_alone;
                put_lobby(self.say(), scene.state, saved_in.as_deref(), is_alone)
            }
            Place::Paused => {
                if scene.state.is_exam() {
                    self.say().clear()?;
                }
                put_pause(self.say(), scene)
            }
            Place::Asking(..) => self.tell_how_to_answer(scene, place),
            Place::RoundOver => put_round_over(self.say(), scene.state),
            Place::Break => put_break(self.say(), scene),
            Place::Over => {
                let open = self.debrief.left_open(scene.state);
                let is_saved = self.setup.saved_in.is_some();
                put_end(self.say(), scene.state, open, is_saved)
            }
            Place::Judging(scope) => self.enter_judging(scene, scope),
            Place::Curtain => self.enter_curtain(scene.state),
            Place::Console => self.enter_console(scene.state),
            Place::Settling | Place::Between | Place::Rating => Ok(()),
        }
    }

    pub(super) fn place_line(&mut self, scene: &Scene<'_>, line: &str) -> io::Result<Turn> {
        match self.place {
            Some(Place::Asking(..)) => self.answer_line(scene, line),
            Some(Place::Judging(scope)) => self.judging_line(scene, scope, line),
            Some(Place::Between) => self.between_line(scene, line),
            Some(Place::Paused) => self.standing_line(scene, line, Command::Resume),
            Some(Place::Lobby | Place::RoundOver | Place::Break) => {
                self.standing_line(scene, line, Command::Next)
            }
            Some(Place::Curtain) => self.hand_over(scene, line),
            Some(Place::Console) => self.console_line(scene, line),
            Some(Place::Rating) => self.rating_line(line),
            Some(Place::Settling | Place::Over) | None => Ok(Turn::Wait),
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
    fn tell_how_to_answer(&mut self, scene: &Scene<'_>, place: Place) -> io::Result<()> {
        if self.told_how.replace(place) == Some(place) {
            return Ok(());
        }
        let is_outline = scene.state.current().is_some_and(|(plan, _)| {
            matches!(plan.what, ItemWhat::Question { mode: Mode::Outline, .. })
        });
        match question::how_to_answer(scene.state) {
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
            self.keys.want(crate::ui::lines::Want::Lines);
            return Ok(());
        }
        let (ink, label) = clock::label(scene.state, scene.now);
        self.ready(ink, &label)
    }

    fn ready_in_break(&mut self) -> io::Result<()> {
        if self.out.look().moves && self.typing.is_empty() {
            self.keys.want(crate::ui::lines::Want::Lines);
            return Ok(());
        }
        self.ready(Ink::Plain, "Enter to go on >")
    }

    /// After a question: what comes next, or once more.
    fn between(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        if !place::between_waits(scene.state) || self.debrief.is_alone {
            let next = if self.stalled { Turn::Wait } else { Turn::candidate(Command::Next) };
            return Ok(next);
        }
        self.offer(place::between_menu(scene.state)).map(|()| Turn::Wait)
    }

    fn between_line(&mut self, scene: &Scene<'_>, line: &str) -> io::Result<Turn> {
        match place::between_menu(scene.state).key_of(line) {
            Ok(key) => self.carry(scene, place::between(scene.state, key)),
            Err(why) => self.complain(&why).map(|()| Turn::Wait),
        }
    }

    /// What a key of a menu came to.
    pub(super) fn carry(&mut self, scene: &Scene<'_>, outcome: Outcome) -> io::Result<Turn> {
        match outcome {
            Outcome::Do(requests) => return Ok(Turn::Do(requests)),
            Outcome::Models(questions) => {
                for (slot, item) in questions {
                    self.put_model(scene.state, slot, item)?;
                }
            }
            Outcome::PutOff => self.say().line("Left for later.")?,
            Outcome::Noted | Outcome::Nothing => {}
        }
        Ok(Turn::Wait)
    }
}

/// The plan of the session, before it begins.
pub(in crate::ui) fn put_lobby(
    out: &mut Out,
    state: &State,
    saved_in: Option<&str>,
    is_alone: bool,
) -> io::Result<()> {
    let Some(plan) = &state.plan else { return Ok(()) };
    let id = state.header.session.short();
    let saved = match saved_in {
        Some(folder) => {
            format!("Saved as you go in {folder}. To go on later: mock resume {id}")
        }
        None => "This session is kept nowhere.".to_owned(),
    };
    out.heading(&plan.title)?;
    out.rule()?;
    for slot in &plan.slots {
        match slot {
            Slot::Round(round) => {
                out.two_sided(Ink::Plain, &round.title, &clock::budget(round.budget))?;
                out.hanging(Ink::Dim, "  ", &phases(round))?;
            }
            Slot::Break { title, budget } => {
                out.two_sided(Ink::Dim, title, &clock::budget(*budget))?;
            }
        }
    }
    out.blank()?;
    let time = plan.time.as_ref().map_or(String::new(), |time| format!(", time {time}"));
    out.line(&format!("Level {}, {} mode{time}.", plan.level, plan.mode))?;
    out.line(match plan.mode {
        _ if is_alone => {
            "You lead and judge. The candidate needs nothing, and nobody else sees this screen."
        }
        SessionMode::Practice if plan.interviewer == Interviewer::Peer => {
            "At the end of the round both of you judge, each without the other's guess."
        }
        SessionMode::Practice => {
            "After each question you judge your answer and can see a model answer."
        }
        SessionMode::Exam => {
            "As in an interview: no feedback before the end, and at zero a round is over."
        }
    })?;
    out.line(&saved)?;
    out.blank()
}

/// Why the clock stands, and what is hidden meanwhile.
pub(in crate::ui) fn put_pause(out: &mut Out, scene: &Scene<'_>) -> io::Result<()> {
    let state = scene.state;
    let reason = state.paused.as_ref().map(|pause| &pause.reason);
    let place = question::place(state, scene.now);
    let is_exam = state.is_exam();
    let is_back = matches!(reason, Some(PauseReason::Reopened | PauseReason::Left));
    if is_back {
        out.heading("Welcome back. The clock has stood still since you left.")?;
        out.line(&format!("You were here: {place}."))?;
    } else {
        let text = reason.map_or("", PauseReason::text);
        let why = if text.is_empty() { String::new() } else { format!(": {text}") };
        out.heading(&format!("Paused{why}"))?;
        out.line(&format!("{}.", clock::readings(state, scene.now)))?;
    }
    if is_exam {
        out.line("The question and your answer are hidden while the clock stands (exam).")?;
    } else if is_back {
        question::put_again(out, state)?;
    }
    out.blank()
}

pub(in crate::ui) fn put_round_over(out: &mut Out, state: &State) -> io::Result<()> {
    out.blank()?;
    match next_slot(state) {
        Some(slot) => {
            let text = format!("Next: {}, {}.", slot.title(), clock::budget(slot.budget()));
            out.line(&text)
        }
        None => out.line("That was the last round."),
    }
}

pub(in crate::ui) fn put_break(out: &mut Out, scene: &Scene<'_>) -> io::Result<()> {
    let state = scene.state;
    let Some(slot) = state.slot_plan(state.cursor.slot) else { return Ok(()) };
    let heading = format!("{} · {}", slot.title(), clock::readings(state, scene.now));
    let next = next_slot(state)
        .map(|slot| format!("Next: {}, {}.", slot.title(), clock::budget(slot.budget())));
    out.blank()?;
    out.heading(&heading)?;
    if let Some(next) = next {
        out.line(&next)?;
    }
    out.line("Enter starts it early; nothing begins by itself.")
}

/// What can be done with a session that is over; `open` parts of it are not judged.
pub(in crate::ui) fn put_end(
    out: &mut Out,
    state: &State,
    open: usize,
    is_saved: bool,
) -> io::Result<()> {
    let id = state.header.session.short();
    out.blank()?;
    if open > 0 && is_saved {
        let parts = if open == 1 { "1 part is" } else { &format!("{open} parts are") };
        out.line(&format!("{parts} not judged yet. Judge later with: mock score {id}"))?;
    }
    if is_saved {
        out.line(&format!("The whole session as text: mock transcript {id}"))?;
    }
    Ok(())
}

pub(in crate::ui) fn next_slot(state: &State) -> Option<&Slot> {
    state.slot_plan(state.cursor.slot + 1)
}

/// `intro 5 minutes · concepts 15 minutes`.
fn phases(round: &RoundPlan) -> String {
    let phase = |phase: &crate::format::plan::PhasePlan| match phase.budget.0 {
        Some(span) => format!("{} {}", phase.name, span),
        None => phase.name.clone(),
    };
    round.phases.iter().map(phase).collect::<Vec<_>>().join(" · ")
}
