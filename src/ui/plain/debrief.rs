//! The debrief: guess first, then mark, then look.
//!
//! Nothing is ticked in advance, and no band is shown before every point has its mark. Then, where
//! band and mark disagree, the sentence is shown and the person decides; the mark before and the
//! mark after are both journaled.

pub(in crate::ui) mod evidence;
pub(in crate::ui) mod model;
mod overrides;
pub(in crate::ui) mod sheet;
pub(in crate::ui) mod step;

use std::collections::BTreeSet;
use std::io;

pub(in crate::ui) use self::step::Table;

use self::step::Step;
use super::peer::HAND_OVER;
use super::{PlainFace, Told};
use crate::engine::checklist::{Check, checklist};
use crate::engine::event::{About, Mark, Scope};
use crate::engine::{Command, Seat, State};
use crate::message::Request;
use crate::text::SafeText;
use crate::ui::ask::Menu;
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;

/// How far the debrief has come, beyond what the journal holds.
#[derive(Default)]
pub(in crate::ui) struct Debrief {
    /// What is judged now.
    pub(in crate::ui) current: Option<Scope>,
    /// Guesses not sealed yet, in the order of the dimensions.
    pub(in crate::ui) guesses: Vec<(String, u32)>,
    pub(in crate::ui) postponed: BTreeSet<Scope>,
    /// Scores that were looked at long enough.
    pub(in crate::ui) seen: BTreeSet<Scope>,
    /// All of it is left for later.
    pub(in crate::ui) left: bool,
    /// No candidate sits here.
    pub(in crate::ui) is_alone: bool,
}

/// Said once, when the first band is shown.
pub(in crate::ui) const MATCHES_WORDS: &str = "Mark and words disagree on what follows. The program \
    matches words, not correctness: read the sentence, then keep your mark or change it.";

/// The words of the scale.
pub(in crate::ui) const SCALE: [&str; 4] = ["strong no", "no", "hire", "strong hire"];

impl PlainFace {
    pub(super) fn enter_judging(&mut self, scene: &Scene<'_>, scope: Scope) -> io::Result<()> {
        self.debrief.current = Some(scope);
        self.debrief.guesses.clear();
        let title = step::title(scene.state, scope);
        let out = self.say();
        out.blank()?;
        out.heading(&title)?;
        out.rule()
    }

    /// Asks for the next thing that the score of `scope` needs.
    pub(super) fn judge(&mut self, scene: &Scene<'_>, scope: Scope) -> io::Result<Turn> {
        let step = self.debrief.step(scene.state, scope);
        let seat = step.seat(scene.state);
        if let Some(seat) = seat
            && self.turn_to(scene, seat)?
        {
            self.ready(Ink::Plain, HAND_OVER)?;
            return Ok(Turn::Wait);
        }
        let seat = seat.unwrap_or(Seat::Candidate);
        match step {
            Step::Guess(_, dim) => self.ask_guess(scene.state, scope, &dim),
            Step::Seal(_, scope, guesses) => {
                Ok(self.unasked(seat, Command::Seal { scope, guesses }))
            }
            Step::Check(index, count, check) => self.ask_mark((index, count), &check),
            Step::Doubt(check, mark) => self.ask_again(scene.state, scope, &check, mark),
            Step::Confirm => Ok(self.unasked(seat, Command::Confirm { scope })),
            Step::Await => Ok(Turn::Wait),
            Step::Look => {
                let menu = look_menu(scene.state, scope);
                self.offer(menu).map(|()| Turn::Wait)
            }
            Step::Done => {
                self.debrief.current = None;
                self.debrief.seen.insert(scope);
                self.stand(scene)
            }
        }
    }

    /// A step that nobody has to ask for, unless it was just rejected.
    fn unasked(&self, seat: Seat, command: Command) -> Turn {
        if self.stalled { Turn::Wait } else { asked_by(seat, command) }
    }

    fn ask_guess(&mut self, state: &State, scope: Scope, dim: &str) -> io::Result<Turn> {
        if self.first_time(Told::GuessFirst) {
            self.say().line(
                "First your own guess, before anything is revealed: 1 strong no, 2 no, 3 hire, \
                 4 strong hire.",
            )?;
        }
        self.offer(guess_menu(state, scope, dim)).map(|()| Turn::Wait)
    }

    fn ask_mark(&mut self, (index, count): (usize, usize), check: &Check) -> io::Result<Turn> {
        if !matches!(self.stands, super::Stands::Menu(_)) {
            if self.first_time(Told::MarkFirst) {
                let text = "Then your own mark of each point, before you see what the words show.";
                self.say().inked(Ink::Dim, text)?;
            }
            self.say().blank()?;
            let head = format!("{} of {count} · {}{}", index + 1, lead(check), check.text);
            self.say().inked(Ink::Bold, &head)?;
        }
        self.offer(mark_menu(check)).map(|()| Turn::Wait)
    }

    fn ask_again(
        &mut self,
        state: &State,
        scope: Scope,
        check: &Check,
        mark: Mark,
    ) -> io::Result<Turn> {
        if !matches!(self.stands, super::Stands::Menu(_)) {
            if self.first_time(Told::MatchesWords) {
                self.say().blank()?;
                self.say().inked(Ink::Dim, MATCHES_WORDS)?;
            }
            self.say().blank()?;
            let text = SafeText::line(&check.text);
            let doubt = evidence::doubt(state, scope, check, mark);
            let head = format!("Marked {} “{text}”; {doubt}.", mark_word(check, mark));
            self.say().inked(Ink::Amber, &head)?;
            evidence::put(self.say(), state, scope, check)?;
        }
        self.offer(doubt_menu(check)).map(|()| Turn::Wait)
    }

    pub(super) fn judging_line(
        &mut self,
        scene: &Scene<'_>,
        scope: Scope,
        line: &str,
    ) -> io::Result<Turn> {
        let step = self.debrief.step(scene.state, scope);
        let seat = step.seat(scene.state).unwrap_or(Seat::Candidate);
        if self.awaits_interviewer(scene.state, seat) {
            return self.hand_over(line);
        }
        let menu = match &step {
            Step::Guess(_, dim) => guess_menu(scene.state, scope, dim),
            Step::Check(_, _, check) => mark_menu(check),
            Step::Doubt(check, _) => doubt_menu(check),
            Step::Look => look_menu(scene.state, scope),
            _ => return Ok(Turn::Wait),
        };
        let key = match menu.read(line) {
            Ok(picked) => menu.choices[picked].key.clone(),
            Err(why) => return self.complain(&why).map(|()| Turn::Wait),
        };
        if key == "l" {
            return self.postpone(scene, scope);
        }
        match step {
            Step::Guess(_, dim) => {
                self.debrief.guesses.push((dim, key.parse().unwrap_or(1)));
                Ok(Turn::Wait)
            }
            Step::Check(_, _, check) => Ok(marked(seat, scope, &check, &key)),
            // A mark that is kept is given once more: so the journal holds both.
            Step::Doubt(check, mark) if key == "k" => {
                let (id, note) = (check.id, String::new());
                Ok(asked_by(seat, Command::Mark { scope, id, mark, note }))
            }
            Step::Doubt(check, _) => Ok(marked(seat, scope, &check, &key)),
            Step::Look => self.looked(scene, scope, &key),
            _ => Ok(Turn::Wait),
        }
    }

    fn looked(&mut self, scene: &Scene<'_>, scope: Scope, key: &str) -> io::Result<Turn> {
        if let ("v", Scope::Round { slot }) = (key, scope) {
            return Ok(self.show_models(scene.state, slot));
        }
        if let ("v", Scope::Question { slot, item }) = (key, scope) {
            if scene.state.item_state(slot, item).is_some_and(|item| item.model_shown) {
                self.put_model(scene.state, slot, item)?;
            }
            return Ok(Turn::candidate(Command::ShowModel { slot, item }));
        }
        self.debrief.seen.insert(scope);
        Ok(Turn::Wait)
    }

    fn show_models(&mut self, state: &State, slot: usize) -> Turn {
        let items = state.opened_questions().filter(|(of, _)| *of == slot);
        let show = |(slot, item)| Request::candidate(Command::ShowModel { slot, item });
        Turn::Do(items.map(show).collect())
    }

    /// A guess is sealed: the next ones are another seat's, or another scope's.
    pub(super) fn forget_guesses(&mut self) {
        self.debrief.guesses.clear();
    }

    fn postpone(&mut self, scene: &Scene<'_>, scope: Scope) -> io::Result<Turn> {
        self.debrief.current = None;
        if self.setup.judging_only || scene.state.ended.is_some() {
            self.debrief.left = true;
        } else {
            self.debrief.postponed.insert(scope);
            self.say().line("Left for later.")?;
        }
        Ok(Turn::Wait)
    }
}

pub(super) fn asked_by(seat: Seat, command: Command) -> Turn {
    Turn::Do(vec![Request { seat, command }])
}

/// The mark behind a key of the checklist.
pub(in crate::ui) fn mark_of(key: &str) -> Mark {
    match key {
        "m" | "y" => Mark::Met,
        "p" => Mark::Partly,
        "s" => Mark::NotAsked,
        _ => Mark::Missed,
    }
}

fn marked(seat: Seat, scope: Scope, check: &Check, key: &str) -> Turn {
    let note = String::new();
    asked_by(seat, Command::Mark { scope, id: check.id.clone(), mark: mark_of(key), note })
}

/// A red flag is raised or not; anything else is met, partly, missed, or was not asked.
pub(in crate::ui) fn mark_menu(check: &Check) -> Menu {
    match check.about {
        About::RedFlag(_) => {
            Menu::keys("", &[("y", "yes, it came up"), ("n", "no"), ("l", "later")])
        }
        _ => Menu::keys(
            "",
            &[
                ("m", "met"),
                ("p", "partly"),
                ("x", "missed"),
                ("s", "skipped, not asked"),
                ("l", "later"),
            ],
        ),
    }
}

pub(in crate::ui) fn doubt_menu(check: &Check) -> Menu {
    let keep = ("k", "keep my mark");
    let menu = match check.about {
        About::RedFlag(_) => Menu::keys("", &[keep, ("y", "yes, it came up"), ("n", "no")]),
        _ => Menu::keys("", &[keep, ("m", "met"), ("p", "partly"), ("x", "missed")]),
    };
    menu.with_default(0)
}

fn guess_menu(state: &State, scope: Scope, dim: &str) -> Menu {
    let dim = super::question::title(dim);
    let say = match step::seal_scope(state, scope) {
        Scope::Question { .. } => format!("{dim}: your guess, 1 to 4"),
        Scope::Round { .. } => format!("{dim}, over the whole round: your guess, 1 to 4"),
        Scope::Loop => "The whole loop: your guess, 1 to 4".to_owned(),
    };
    let numbers = ["1", "2", "3", "4"];
    let mut choices: Vec<(&str, &str)> = numbers.into_iter().zip(SCALE).collect();
    choices.push(("l", "later"));
    Menu::keys(&say, &choices)
}

pub(in crate::ui) fn look_menu(state: &State, scope: Scope) -> Menu {
    let has_model = match scope {
        Scope::Question { slot, item } => {
            state.item_state(slot, item).is_some_and(|item| !item.is_blank() || item.spoken)
        }
        // Before a peer a round's model answers come together.
        Scope::Round { .. } => state.has_peer(),
        Scope::Loop => false,
    };
    let choices: &[_] =
        if has_model { &[("n", "go on"), ("v", "model answer")] } else { &[("n", "go on")] };
    Menu::keys("", choices).with_default(0)
}

fn mark_word(check: &Check, mark: Mark) -> &'static str {
    match (&check.about, mark) {
        (About::RedFlag(_), Mark::Met) => "“yes” on",
        (About::RedFlag(_), _) => "“no” on",
        (_, mark) => mark.word(),
    }
}

/// What kind of point it is, where that is not plain.
pub(in crate::ui) fn lead(check: &Check) -> &'static str {
    match check.about {
        About::RedFlag(_) => "Red flag: ",
        About::Followup(_) => "Follow-up: ",
        About::Curveball(_) => "Curveball: ",
        About::Number(_) => "Estimate: ",
        _ if check.must => "Must: ",
        _ if !check.core => "Bonus: ",
        _ => "",
    }
}

/// The checklist of a scope as the debrief goes through it.
pub(in crate::ui) fn checks(state: &State, scope: Scope) -> Vec<Check> {
    checklist(state, scope)
}
