//! The one loop: mutate once, drain fully, wait, repeat.
//!
//! ```text
//! face, seat, effects ─▶ queue ─▶ decide ─▶ journal ─(saved)─▶ apply ─▶ face
//! ```
//!
//! Typing is applied at once and queued to the journal; everything else is applied when the
//! journal says it is on disk. Until then commands wait, while time and drawing go on.

mod readings;

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::sync::mpsc::Sender;

use self::readings::Readings;
use crate::bank::prep::PrepQuestion;
use crate::clock::{Clock, Wake};
use crate::engine::verdict::{Graded, Reached};
use crate::engine::{
    Command, Effect, Event, Rejected, Stamped, State, decide, next_deadline, pending,
};
use crate::grade::{Grader, Job};
use crate::journal::codec::Json;
use crate::journal::writer::{Log, Report, Reporter};
use crate::message::{Message, PartRead, Request};
use crate::reader::desk::Model;
use crate::score;
use crate::seat::solo;
use crate::time::{Elapsed, Span};
use crate::ui::face::{Face, Scene, Turn};
use crate::workspace::Files;

/// A session under way.
pub struct Driver<'a> {
    pub state: State,
    clock: &'a mut dyn Clock,
    log: &'a mut dyn Log,
    face: &'a mut dyn Face,
    grader: &'a mut dyn Grader,
    /// The files of the answer, where it has any.
    files: Option<&'a mut dyn Files>,
    /// Runs and hand-ins that the grader is at.
    grading: BTreeSet<(usize, usize, Graded)>,
    /// Parts of answers that a model reads, where the person has one.
    readings: Readings<'a>,
    /// Questions a candidate may ask, with what the program says to them.
    prep: &'a [PrepQuestion],
    queue: VecDeque<Queued>,
    /// Events that wait for the disk, and the record number that acknowledges them.
    in_flight: Option<(u64, Vec<Stamped>)>,
    /// Records handed to the log, the header included.
    records: u64,
    not_saved: Option<String>,
    /// The face has left, perhaps while a command waits for a disk that takes nothing.
    left: bool,
    /// What the program asked for last, until something came of it: asked again it would be
    /// answered alike, for ever.
    fruitless: Option<Request>,
    turns: u64,
}

/// A command in line. If one is rejected, the rest of its turn is dropped.
struct Queued {
    request: Request,
    turn: u64,
}

impl Queued {
    /// Typing is kept in memory, and the clock's own notes wait for the disk.
    fn outlasts_a_full_disk(&self) -> bool {
        matches!(
            self.request.command,
            Command::Edit { .. }
                | Command::NoteHeld { .. }
                | Command::NoteSuspend { .. }
                | Command::FileVerdict(_)
                | Command::FileReading { .. }
        )
    }
}

/// What can end a session's loop early. The journal holds everything acknowledged.
#[derive(Debug)]
pub enum Broken {
    /// The terminal went away.
    Terminal(io::Error),
    /// An event could not be written as JSON: a fault of the program.
    Unwritable(String),
    /// Nobody is left to say anything, and no time was set.
    Stalled,
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Terminal(error)
    }
}

impl<'a> Driver<'a> {
    /// `records` is how many the journal holds already.
    pub fn new(
        state: State,
        records: u64,
        clock: &'a mut dyn Clock,
        log: &'a mut dyn Log,
        face: &'a mut dyn Face,
        grader: &'a mut dyn Grader,
        prep: &'a [PrepQuestion],
    ) -> Driver<'a> {
        Driver {
            state,
            clock,
            log,
            face,
            grader,
            files: None,
            grading: BTreeSet::new(),
            readings: Readings::default(),
            prep,
            queue: VecDeque::new(),
            in_flight: None,
            records,
            not_saved: None,
            left: false,
            fruitless: None,
            turns: 0,
        }
    }

    /// The answer's files are kept as well.
    #[must_use]
    pub fn with_files(self, files: &'a mut dyn Files) -> Driver<'a> {
        Driver { files: Some(files), ..self }
    }

    /// Closed answers are read by a model as well.
    #[must_use]
    pub fn with_model(self, model: &'a mut dyn Model) -> Driver<'a> {
        Driver { readings: Readings::by(model), ..self }
    }

    /// Journals what was drawn for a new session, then runs it.
    ///
    /// # Errors
    /// See [`Broken`].
    pub fn begin(mut self, drawn: Vec<Event>) -> Result<State, Broken> {
        self.commit(drawn)?;
        self.judge()
    }

    /// Goes on with a session that was read from disk.
    ///
    /// # Errors
    /// See [`Broken`].
    pub fn reopen(mut self, boot: String) -> Result<State, Broken> {
        let wall_ms = self.clock.wall_ms();
        let command = Command::NoteReopened { wall_ms, boot };
        self.enqueue(vec![Request::interviewer(command)]);
        self.judge()
    }

    /// Judges a session that is over, without reopening its clock.
    ///
    /// # Errors
    /// See [`Broken`].
    pub fn judge(mut self) -> Result<State, Broken> {
        self.run()?;
        Ok(self.state)
    }

    /// Until the face is done.
    fn run(&mut self) -> Result<(), Broken> {
        loop {
            self.settle()?;
            if self.left {
                return Ok(());
            }
            if self.in_flight.is_none() {
                let scene = scene(&self.state, &*self.clock, self.not_saved.as_deref());
                match self.face.turn(&scene)? {
                    Turn::Do(requests) if !requests.is_empty() => {
                        self.enqueue(requests);
                        continue;
                    }
                    Turn::Do(_) | Turn::Wait => {}
                    Turn::Done => return Ok(()),
                }
            }
            self.wait()?;
        }
    }

    /// Carries out everything that can be carried out without waiting.
    fn settle(&mut self) -> Result<(), Broken> {
        self.look_for_sleep();
        self.refuse_unsaved()?;
        while self.in_flight.is_none() {
            if let Some(queued) = self.next_in_line() {
                self.carry_out(queued)?;
            } else if let Some(request) = self.outstanding() {
                self.fruitless = Some(request.clone());
                self.enqueue(vec![request]);
            } else {
                return self.tell_of_thinking();
            }
        }
        Ok(())
    }

    /// Sleep is taken back before anything that it made due, or that came after it, counts.
    fn look_for_sleep(&mut self) {
        if let Some(slept) = self.clock.slept() {
            self.turns += 1;
            let request = Request::interviewer(Command::NoteSuspend { slept });
            self.queue.push_front(Queued { request, turn: self.turns });
        }
    }

    /// While nothing can be saved, commands are refused at once, those behind one that waits for
    /// the disk as well. Typing and notes of the clock stay in line.
    fn refuse_unsaved(&mut self) -> Result<(), Broken> {
        while self.not_saved.is_some()
            && let Some(place) = self.queue.iter().position(|queued| !queued.outlasts_a_full_disk())
            && let Some(queued) = self.queue.remove(place)
        {
            let after = self.queue.split_off(place);
            self.queue.extend(after.into_iter().filter(|other| other.turn != queued.turn));
            self.reject(&queued.request, &Rejected::NotSaved)?;
        }
        Ok(())
    }

    fn next_in_line(&mut self) -> Option<Queued> {
        if self.not_saved.is_none() {
            return self.queue.pop_front();
        }
        let is_typing = |queued: &Queued| matches!(queued.request.command, Command::Edit { .. });
        let place = self.queue.iter().position(is_typing)?;
        self.queue.remove(place)
    }

    /// What the program itself has to do next: due time, effects, the interviewer's turn.
    fn outstanding(&mut self) -> Option<Request> {
        if self.not_saved.is_some() {
            return None;
        }
        let now = self.clock.now();
        if next_deadline(&self.state).is_some_and(|deadline| deadline.at <= now) {
            return Some(Request::interviewer(Command::Tick));
        }
        let effect = pending(&self.state).into_iter().find_map(|effect| self.perform(effect));
        let request = effect.or_else(|| self.read_on()).or_else(|| {
            let waits = self.readings.holds_back(&self.state, now);
            (!waits).then(|| solo::turn(&self.state, now, self.prep))?
        });
        request.map(Request::interviewer).filter(|next| self.fruitless.as_ref() != Some(next))
    }

    /// What comes of an effect at once; nothing for one whose result comes as a message.
    fn perform(&mut self, effect: Effect) -> Option<Command> {
        Some(match effect {
            Effect::Grade { slot, item, of } => return self.grade(slot, item, of),
            Effect::MatchEvidence { slot, item, part } => {
                let gathered = score::gather::gather(&self.state, slot, item, part);
                let (found, reading) = (gathered.found, gathered.suggested.map(Box::new));
                Command::FileEvidence { slot, item, part, found, reading }
            }
            Effect::ComputeScore { scope } => {
                Command::ShowScore { scope, sheet: score::sheet(&self.state, scope) }
            }
        })
    }

    /// The grader gets ready while the candidate reads.
    fn warm(&mut self) {
        let language = self.state.current().and_then(|(plan, _)| plan.what.language());
        let judge = self.state.current_question().and_then(|question| question.judge.as_ref());
        if let (Some(language), Some(task)) = (language, judge.and_then(|j| j.task.as_ref())) {
            self.grader.warm(task, language);
        }
    }

    fn grade(&mut self, slot: usize, item: usize, of: Graded) -> Option<Command> {
        if !self.grading.insert((slot, item, of)) {
            return None;
        }
        let job = Job::of(&self.state, slot, item, of)?;
        let verdict = Box::new(self.grader.start(slot, item, of, job)?);
        Some(Command::FileVerdict(Reached { slot, item, of, verdict }))
    }

    /// Gives the model what it has not read; what comes of it, where that is known at once.
    fn read_on(&mut self) -> Option<Command> {
        let read = self.readings.begin(&self.state, self.clock.now())?;
        self.was_read(read)
    }

    /// What a model's outcome asks for. Why there is no reading is said once.
    fn was_read(&mut self, read: PartRead) -> Option<Command> {
        self.readings.ended(&read, self.clock.now());
        let PartRead { slot, item, part, reading } = read;
        let reading = Box::new(reading.ok()?);
        Some(Command::FileReading { slot, item, part, reading })
    }

    /// What a person should know of the model: that it is waited for, or why it is not.
    fn tell_of_thinking(&mut self) -> Result<(), Broken> {
        let notice = self.readings.notice(&self.state, self.clock.now());
        notice.map_or(Ok(()), |notice| self.tell(Message::Noticed(notice)))
    }

    fn enqueue(&mut self, requests: Vec<Request>) {
        self.turns += 1;
        let turn = self.turns;
        self.queue.extend(requests.into_iter().map(|request| Queued { request, turn }));
    }

    fn carry_out(&mut self, queued: Queued) -> Result<(), Broken> {
        let Queued { request, turn } = queued;
        match decide(&self.state, self.clock.now(), request.seat, request.command.clone()) {
            Ok(events) => self.commit(events),
            Err(why) => {
                self.queue.retain(|other| other.turn != turn);
                self.reject(&request, &why)
            }
        }
    }

    fn reject(&mut self, request: &Request, why: &Rejected) -> Result<(), Broken> {
        if let (Command::RunCases, Some(files)) = (&request.command, &mut self.files) {
            files.run_refused(why);
        }
        let scene = scene(&self.state, &*self.clock, self.not_saved.as_deref());
        Ok(self.face.rejected(&scene, request.seat, &request.command, why)?)
    }

    /// Stamps and journals events; typing is applied here, the rest once it is saved.
    fn commit(&mut self, events: Vec<Event>) -> Result<(), Broken> {
        if events.is_empty() {
            return Ok(());
        }
        let (at, wall_ms) = (self.clock.now(), self.clock.wall_ms());
        let is_typed = events.iter().all(Event::is_typed);
        let stamped: Vec<Stamped> =
            events.into_iter().map(|event| Stamped { at, wall_ms, event }).collect();
        let mut records = Vec::with_capacity(stamped.len());
        for event in &stamped {
            records.push(Json::of(event).map_err(|flaw| Broken::Unwritable(flaw.to_string()))?);
        }
        self.records += records.len() as u64;
        if is_typed {
            records.into_iter().for_each(|record| self.log.typed(record));
            self.apply(&stamped)
        } else {
            self.log.durable(records);
            self.in_flight = Some((self.records, stamped));
            Ok(())
        }
    }

    fn apply(&mut self, events: &[Stamped]) -> Result<(), Broken> {
        events.iter().for_each(|event| self.state.apply(event));
        self.fruitless = None;
        let begins = |event: &Stamped| {
            matches!(event.event, Event::ItemOpened { .. } | Event::SessionReopened { .. })
        };
        if events.iter().any(begins) {
            self.warm();
        }
        if let Some(files) = &mut self.files {
            files.follow(&self.state, events);
        }
        let scene = scene(&self.state, &*self.clock, self.not_saved.as_deref());
        Ok(self.face.show(&scene, events)?)
    }

    fn wait(&mut self) -> Result<(), Broken> {
        let now = self.clock.now();
        let is_free = self.in_flight.is_none() && self.not_saved.is_none();
        let due = next_deadline(&self.state).map(|deadline| deadline.at).filter(|_| is_free);
        let face = self.face.wake_at(now);
        let thinking = self.readings.until(&self.state, now);
        let asks = solo::turn_at(&self.state, now).filter(|_| is_free);
        let until = [due, face, thinking, asks].into_iter().flatten().min();
        match self.clock.wait(until) {
            Wake::Message(message) => self.received(message),
            Wake::Deadline => self.time_has_come(due, face),
            Wake::Nothing => Err(Broken::Stalled),
        }
    }

    /// What is due comes before what the face wants at the same moment. While the clock is held
    /// `now` stands, and only the face is woken.
    fn time_has_come(&mut self, due: Option<Elapsed>, face: Option<Elapsed>) -> Result<(), Broken> {
        let now = self.clock.now();
        if due.is_some_and(|due| due <= now) {
            return Ok(());
        }
        if face.is_some_and(|at| at <= now || self.not_saved.is_some()) {
            let scene = scene(&self.state, &*self.clock, self.not_saved.as_deref());
            let turn = self.face.wake(&scene)?;
            self.take(turn);
        }
        Ok(())
    }

    fn take(&mut self, turn: Turn) {
        match turn {
            Turn::Do(requests) => self.enqueue(requests),
            Turn::Done => self.left = true,
            Turn::Wait => {}
        }
    }

    fn received(&mut self, message: Message) -> Result<(), Broken> {
        match message {
            Message::Saved { seq } => {
                if let Some((needed, events)) = self.in_flight.take() {
                    if seq >= needed {
                        return self.apply(&events);
                    }
                    self.in_flight = Some((needed, events));
                }
                Ok(())
            }
            Message::NotSaved { cause } => {
                self.clock.hold();
                self.not_saved = Some(cause.clone());
                self.tell(Message::NotSaved { cause })
            }
            Message::Graded(reached) => {
                let command = Command::FileVerdict(reached);
                self.enqueue(vec![Request::interviewer(command)]);
                Ok(())
            }
            Message::PartRead(read) => {
                let command = self.was_read(read);
                self.enqueue(command.into_iter().map(Request::interviewer).collect());
                Ok(())
            }
            Message::FileSaved { ref field, ref text } => {
                let command = Command::Edit { field: field.clone(), text: text.clone() };
                self.enqueue(vec![Request::candidate(command)]);
                self.tell(message)
            }
            Message::RunAsked => {
                if let Some(files) = &mut self.files {
                    files.run_asked();
                }
                self.enqueue(vec![Request::candidate(Command::RunCases)]);
                Ok(())
            }
            Message::SavedAgain => {
                self.not_saved = None;
                let held = self.clock.release();
                if held > Span::ZERO {
                    self.enqueue(vec![Request::interviewer(Command::NoteHeld { held })]);
                }
                self.tell(Message::SavedAgain)
            }
            other => self.tell(other),
        }
    }

    fn tell(&mut self, message: Message) -> Result<(), Broken> {
        let scene = scene(&self.state, &*self.clock, self.not_saved.as_deref());
        let turn = self.face.receive(&scene, message)?;
        self.take(turn);
        Ok(())
    }
}

/// What becomes of the records, as messages of the loop.
pub fn reporter(sender: Sender<Message>) -> Reporter {
    Box::new(move |report| {
        let message = match report {
            Report::Saved { seq } => Message::Saved { seq },
            Report::NotSaved { cause, .. } => Message::NotSaved { cause },
            Report::Recovered { .. } => Message::SavedAgain,
        };
        // A session that is over has no one to tell.
        let _unheard = sender.send(message);
    })
}

fn scene<'s>(state: &'s State, clock: &dyn Clock, not_saved: Option<&'s str>) -> Scene<'s> {
    Scene { state, now: clock.now(), not_saved }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
#[path = "driver_tests.rs"]
mod tests;
