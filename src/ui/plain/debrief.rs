//! The debrief in lines: what is said before each answer, and what a line means there.

use std::io;

use super::peer::HAND_OVER;
use super::{PlainFace, Told};
use crate::engine::checklist::Check;
use crate::engine::event::Scope;
use crate::engine::places::words_at;
use crate::engine::{Seat, State};
use crate::score::judged::was_spoken;
use crate::seat::debrief::step::{BACK, ENTER, LATER, TO_THE_END, UNDO};
use crate::seat::debrief::{Move, Offer, Step};
use crate::seat::outcome::Outcome;
use crate::text::SafeText;
use crate::ui::face::{Scene, Turn};
use crate::ui::out::Ink;
use crate::view::page::wrap::cut;
use crate::view::say::debrief as say;
use crate::view::say::sheet::{heading, lead};

/// Sentences listed at a point beside those that a reader suggests.
const LISTED: usize = 6;

/// Sentences on a page of the whole answer.
const PAGE: usize = 40;

/// Columns of a sentence that is listed; the whole one is in the answer.
const QUOTE: usize = 240;

impl PlainFace {
    pub(super) fn enter_judging(&mut self, scene: &Scene<'_>, scope: Scope) -> io::Result<()> {
        self.debrief.begin(scene.state, scope);
        self.has_come_back = true;
        let title = heading(scene.state, scope);
        let out = self.say();
        out.blank()?;
        out.heading(&title)?;
        out.rule()
    }

    /// Asks for the next thing that the score of `scope` needs.
    pub(super) fn judge(&mut self, scene: &Scene<'_>, scope: Scope) -> io::Result<Turn> {
        let step = self.debrief.step(scene.state, scope);
        if let Some(seat) = step.seat(scene.state)
            && self.turn_to(scene, seat)?
        {
            self.ready(Ink::Plain, HAND_OVER)?;
            return Ok(Turn::Wait);
        }
        match &step {
            Step::Guess { seat, .. } => self.lead_guess(scene.state, scope, *seat)?,
            Step::Seal { guesses, .. } if !matches!(self.stands, super::Stands::Menu(_)) => {
                self.say().line(&format!("Your guess: {}.", say::guesses(guesses)))?;
            }
            Step::Mark { index, count, check } => {
                self.lead_mark(scene.state, scope, (*index, *count, check))?;
                let prompt = format!("{} ? >", keys(&step, scene.state, scope));
                self.ready(Ink::Plain, prompt.trim_start())?;
                return Ok(Turn::Wait);
            }
            Step::Ready => self.lead_ready(scene.state, scope)?,
            Step::Seal { .. } | Step::Confirm | Step::Await | Step::Look | Step::Done => {}
        }
        if let Some(menu) = step.menu(scene.state, scope) {
            return self.offer(menu).map(|()| Turn::Wait);
        }
        match self.debrief.advance(scene.state, scope) {
            Outcome::Noted => self.stand(scene),
            // A step that was just rejected waits.
            Outcome::Do(_) if self.stalled => Ok(Turn::Wait),
            outcome => self.carry(scene, outcome),
        }
    }

    fn lead_guess(&mut self, state: &State, scope: Scope, seat: Seat) -> io::Result<()> {
        if self.first_time(Told::GuessFirst) {
            self.say().line(
                "First your own guess, before anything is revealed: 1 strong no, 2 no, 3 hire, \
                 4 strong hire.",
            )?;
        }
        let has_come_back = std::mem::take(&mut self.has_come_back);
        let given = self.debrief.guesses(state, scope, seat);
        if !given.is_empty() && has_come_back {
            let text = format!("Guessed so far: {}; b takes the last back.", say::guesses(given));
            self.say().line(&text)?;
        }
        Ok(())
    }

    /// The point, and the sentences that may show it, each with the number that chooses it.
    fn lead_mark(
        &mut self,
        state: &State,
        scope: Scope,
        (index, count, check): (usize, usize, &Check),
    ) -> io::Result<()> {
        if self.stands == super::Stands::Line {
            return Ok(());
        }
        if self.first_time(Told::MarkFirst) {
            let text = "Then each point: m met, p partly, x missed. m takes the sentence marked >, \
                        m 2 or p 2 another one; ? explains the rest.";
            self.say().inked(Ink::Dim, text)?;
        }
        self.say().blank()?;
        let role = say::role(check);
        let role = if role.is_empty() { role } else { format!("  ({role})") };
        let head = format!("{} of {count} · {}{}{role}", index + 1, lead(check), check.text);
        self.say().inked(Ink::Bold, &head)?;
        let offer = self.debrief.offer(state, scope, check);
        let held = state.marks.get(&(scope, state.judge_seat(), check.id.clone()));
        if let Some(mark) = held {
            let word = say::mark(check, Some(mark.mark), false);
            let grounds = say::grounds(state, scope, &mark.grounds);
            let grounds = grounds.map_or(String::new(), |grounds| format!(", {grounds}"));
            self.say().line(&format!("Marked {word}{grounds}. Enter keeps it."))?;
        } else {
            self.say()
                .inked(Ink::Dim, &say::asks(state, check, offer.asked(was_spoken(state, scope))))?;
        }
        let count = offer.order.len();
        let listed = if count <= LISTED { count } else { offer.suggested.min(LISTED) };
        self.list(state, scope, &offer, (0..listed).map(|at| offer.order[at]))?;
        if listed < count {
            let more = match listed {
                0 if count == 1 => "/answer lists its one sentence.".to_owned(),
                0 => format!("/answer lists its {count} sentences."),
                _ => format!("{} more: /answer lists them all.", count - listed),
            };
            self.say().inked(Ink::Dim, &more)?;
        }
        Ok(())
    }

    fn list(
        &mut self,
        state: &State,
        scope: Scope,
        offer: &Offer,
        sentences: impl Iterator<Item = usize>,
    ) -> io::Result<()> {
        for sentence in sentences {
            let number = offer.number_of(sentence).unwrap_or(0);
            let is_pointed = offer.at == Some(sentence);
            let text = words_at(state, scope, &offer.words.sentences[sentence].place);
            let text = cut(SafeText::line(text.unwrap_or_default()).as_str(), QUOTE);
            let label = format!("{}{number:>3}  ", if is_pointed { ">" } else { " " });
            let ink = if is_pointed { Ink::Bold } else { Ink::Plain };
            self.say().hanging(ink, &label, &text)?;
        }
        Ok(())
    }

    /// The answer from a sentence on, in its own order.
    fn list_answer(
        &mut self,
        state: &State,
        scope: Scope,
        check: &Check,
        from: usize,
    ) -> io::Result<()> {
        let offer = self.debrief.offer(state, scope, check);
        let words = std::rc::Rc::clone(&offer.words);
        let to = (from + PAGE).min(words.sentences.len());
        for passage in &words.passages {
            let sentences = passage.sentences.start.max(from)..passage.sentences.end.min(to);
            if sentences.is_empty() {
                continue;
            }
            self.say().inked(Ink::Dim, &passage.title)?;
            self.list(state, scope, &offer, sentences)?;
        }
        if to < words.sentences.len() {
            let left = words.sentences.len() - to;
            self.say().inked(Ink::Dim, &format!("{left} more: /answer {}", to + 1))?;
        }
        Ok(())
    }

    fn lead_ready(&mut self, state: &State, scope: Scope) -> io::Result<()> {
        if matches!(self.stands, super::Stands::Menu(_)) {
            return Ok(());
        }
        let open = self.debrief.open(state, scope);
        self.say().blank()?;
        self.say().line(&say::ready(open))
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
            return self.hand_over(scene, line);
        }
        if let Step::Mark { check, .. } = &step {
            return self.point_line(scene, scope, (&step, check), line);
        }
        let Some(menu) = step.menu(scene.state, scope) else { return Ok(Turn::Wait) };
        let is_guessing = matches!(step, Step::Guess { .. } | Step::Seal { .. });
        if is_guessing && matches!(line.trim(), "?" | "/help") {
            self.say().line(
                "Guess how an interviewer would score your answer: 1 strong no, 2 no, 3 hire, 4 \
                 strong hire. b takes a guess back, l puts all of it off. Enter at the end seals \
                 them; then the points open.",
            )?;
            return Ok(Turn::Wait);
        }
        let key = match line.trim() {
            BACK if is_guessing => Ok(BACK),
            LATER if is_guessing => Ok(LATER),
            line => menu.key_of(line),
        };
        match key {
            Ok(key) => {
                let outcome = self.debrief.press(scene.state, scope, key);
                if outcome == Outcome::Nothing && key == UNDO {
                    self.complain("There is no mark to take back.")?;
                }
                self.carry(scene, outcome)
            }
            Err(why) => self.complain(&why).map(|()| Turn::Wait),
        }
    }

    /// A line at a point: a key, and the numbers of the sentences that show it.
    fn point_line(
        &mut self,
        scene: &Scene<'_>,
        scope: Scope,
        (step, check): (&Step, &Check),
        line: &str,
    ) -> io::Result<Turn> {
        let state = scene.state;
        let mut words = line.split_whitespace();
        let key = words.next().unwrap_or(ENTER).to_lowercase();
        match key.as_str() {
            "?" | "/help" => return self.help_point(step, state, scope).map(|()| Turn::Wait),
            "/answer" => {
                let from = words.next().and_then(|from| from.parse::<usize>().ok()).unwrap_or(1);
                let from = from.saturating_sub(1);
                return self.list_answer(state, scope, check, from).map(|()| Turn::Wait);
            }
            "<" | ">" => {
                self.debrief.choose(state, scope, if key == "<" { -1 } else { 1 });
                return Ok(Turn::Wait);
            }
            _ => {}
        }
        // `m2` as well as `m 2`, and `2` alone points.
        let digits = key.find(|c: char| c.is_ascii_digit()).unwrap_or(key.len());
        let (key, glued) = key.split_at(digits);
        let numbers: Result<Vec<usize>, _> = [glued]
            .into_iter()
            .filter(|glued| !glued.is_empty())
            .chain(words)
            .map(|word| word.trim_matches(',').parse::<usize>())
            .collect();
        let count = self.debrief.offer(state, scope, check).order.len();
        let is_known = |number: &usize| (1..=count).contains(number);
        let numbers = numbers.ok().filter(|numbers| numbers.iter().all(is_known));
        let is_key = key.is_empty() || step.offers(state, scope, key);
        let Some(numbers) = numbers.filter(|_| is_key) else {
            let sentences = if count == 0 {
                "there are no sentences".to_owned()
            } else {
                format!("sentences go from 1 to {count}")
            };
            let keys = keys(step, state, scope);
            let text = format!("Not understood. Keys: {keys}; {sentences}; ? explains.");
            return self.complain(&text).map(|()| Turn::Wait);
        };
        for (place, number) in numbers.iter().enumerate() {
            self.debrief.point(state, scope, Move::Number(*number));
            // All but the last one are taken; that one is pointed at.
            if place + 1 < numbers.len() {
                self.debrief.take(state, scope);
            }
        }
        if key.is_empty() {
            self.stands = super::Stands::Nothing;
            return Ok(Turn::Wait);
        }
        let outcome = self.debrief.press(state, scope, key);
        if outcome == Outcome::Nothing {
            let text = if key == UNDO { "There is no mark to take back." } else { "Not here." };
            self.complain(text)?;
        }
        self.carry(scene, outcome)
    }

    fn help_point(&mut self, step: &Step, state: &State, scope: Scope) -> io::Result<()> {
        let has = |key: &str| step.offers(state, scope, key);
        let lines = [
            ("m, p", "met, or partly: the sentence marked > shows it", has("m")),
            ("m 2, p 2", "the same, and sentence 2 shows it; m 2 5: both do", has("m")),
            ("y, y 2, n", "the red flag came up, with its sentence; or it did not", has("y")),
            ("x", "missed", has("x")),
            ("a", "said aloud, and written nowhere", true),
            ("d", "in the diagram", has("d")),
            ("w", "you mean it, but did not write it: counts as partly at most", has("w")),
            ("s", "it was not asked", has("s")),
            ("2", "point at sentence 2", true),
            ("/answer", "the whole answer, each sentence with its number", true),
            ("u", "undo the last mark", true),
            ("l", "later: leave the point open; mock score finishes it", has(LATER)),
            ("< >", "the point before, the one after", true),
            ("Enter", "keep the mark that the point has", true),
            ("e", "past all points that have a mark", has(TO_THE_END)),
        ];
        for (key, what, _) in lines.into_iter().filter(|(.., is_here)| *is_here) {
            self.say().hanging(Ink::Plain, &format!("  {key:<10}"), what)?;
        }
        Ok(())
    }
}

/// The keys of a point.
fn keys(step: &Step, state: &State, scope: Scope) -> String {
    let Some(menu) = step.menu(state, scope) else { return String::new() };
    let keys: Vec<&str> = menu.choices.iter().map(|choice| choice.key.as_str()).collect();
    keys.join(" ")
}
