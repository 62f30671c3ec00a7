//! A session played by the real loop in a test: a clock that the test turns, a log in memory, and
//! a grader that answers at once.

pub mod scripted;

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::io::{self, Write};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::mpsc::{self, Sender};

use super::readings::Readings;
use super::{Broken, Driver, reporter};
use crate::bank::task::{Language, Task};
use crate::clock::{Clock, SimulatedClock, Wake};
use crate::engine::testing::header;
use crate::engine::verdict::{Graded, Verdict};
use crate::engine::{Command, Event, Header, Rejected, Seat, Stamped, State};
use crate::grade::{Grader, Job, Ungraded};
use crate::journal::codec::Json;
use crate::journal::writer::Ephemeral;
use crate::message::{Message, Request, Signal};
use crate::reader::desk::Model;
use crate::testing::{Paper, Untouched};
use crate::time::{Elapsed, Span};
use crate::ui::face::{Face, Scene, Turn};
use crate::ui::lines::Want;

/// `None` once the session is left.
type Seated<F> = Rc<RefCell<Option<F>>>;

/// A driver that goes on only while the test lets it: until nothing more can happen before the time
/// that the test names.
pub struct Studio<F> {
    driver: Driver<'static>,
    face: Seated<F>,
    sender: Sender<Message>,
    /// How far the clock may still go.
    left: Rc<Cell<Span>>,
    pub paper: Paper,
    pub keys: Untouched,
    pub is_done: bool,
    verdict: Rc<RefCell<Option<Verdict>>>,
}

/// What is to be seen of a session is what its driver shows.
impl<F> Deref for Studio<F> {
    type Target = Driver<'static>;

    fn deref(&self) -> &Driver<'static> {
        &self.driver
    }
}

impl<F: Face + 'static> Studio<F> {
    /// Begins what was drawn, and lets the face take its first steps.
    pub fn open(drawn: Vec<Event>, face: impl FnOnce(Paper, Untouched) -> F) -> Studio<F> {
        Studio::open_under(0, drawn, face)
    }

    /// The same, under the scoring rules of this number.
    pub fn open_under(
        rules: u32,
        drawn: Vec<Event>,
        face: impl FnOnce(Paper, Untouched) -> F,
    ) -> Studio<F> {
        let state = State::new(Header { rules, ..header() });
        let (left, verdict) = (Rc::default(), Rc::default());
        let (sender, receiver) = mpsc::channel();
        let clock = SimulatedClock::new(receiver, Elapsed(0), 0);
        let clock = for_ever(Stepped { clock, left: Rc::clone(&left) });
        let header = Json::of(&state.header).expect("JSON");
        let log = for_ever(Ephemeral::new(header, reporter(sender.clone())));
        let grader = for_ever(Answering(Rc::clone(&verdict)));
        let (face, paper, keys) = seated(face);
        let seat = for_ever(Shared(Rc::clone(&face)));
        let driver = Driver::new(state, 1, clock, log, seat, grader, &[]);
        let mut studio =
            Studio { driver, face, sender, left, paper, keys, is_done: false, verdict };
        studio.driver.commit(drawn).expect("journaled");
        studio.run();
        studio
    }

    /// From now on a model reads what closes.
    pub fn read_by(&mut self, model: impl Model + 'static) {
        self.driver.readings = Readings::by(for_ever(model));
    }

    /// The same session with a new face, as after a crash.
    pub fn reopened(self, face: impl FnOnce(Paper, Untouched) -> F) -> Studio<F> {
        let (face, paper, keys) = seated(face);
        let seat = for_ever(Shared(Rc::clone(&face)));
        let Driver { state, records, clock, log, grader, .. } = self.driver;
        let driver = Driver::new(state, records, clock, log, seat, grader, &[]);
        let mut studio = Studio { driver, face, paper, keys, is_done: false, ..self };
        let command = Command::NoteReopened { wall_ms: 0, boot: "b".to_owned() };
        studio.ask(Request::interviewer(command));
        studio
    }

    /// The session is left, and the face with it.
    pub fn into_face(self) -> F {
        self.face.take().expect("a face")
    }

    /// A line typed by a person: the terminal shows it.
    pub fn line(&mut self, line: &str) -> &mut Self {
        writeln!(self.paper, "{line}").expect("paper takes everything");
        self.receive(Message::Line(line.to_owned()))
    }

    /// Lines as a person types them, half a minute apart.
    pub fn lines(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.pass(Span::seconds(30)).line(line);
        }
        self
    }

    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        self.receive(Message::Signal(signal))
    }

    pub fn receive(&mut self, message: Message) -> &mut Self {
        self.sender.send(message).expect("the clock listens");
        self.run()
    }

    /// What a seat asks for, as if the face had.
    pub fn ask(&mut self, request: Request) -> &mut Self {
        self.driver.enqueue(vec![request]);
        self.run()
    }

    /// Lets time pass: what is due happens, and the face is woken when it asked for it.
    pub fn pass(&mut self, span: Span) -> &mut Self {
        self.left.set(span);
        self.run()
    }

    /// What the grader says of everything from now on; it says that nothing was graded before.
    pub fn grade(&mut self, verdict: Verdict) {
        *self.verdict.borrow_mut() = Some(verdict);
    }

    pub fn now(&self) -> Elapsed {
        self.driver.clock.now()
    }

    pub fn face(&self) -> Ref<'_, F> {
        Ref::map(self.face.borrow(), |face| face.as_ref().expect("a face"))
    }

    pub fn wanted(&self) -> Want {
        *self.keys.want.borrow()
    }

    pub fn text(&self) -> String {
        self.paper.text()
    }

    /// The loop ends as stalled where the test has to do something next.
    fn run(&mut self) -> &mut Self {
        if !self.is_done {
            match self.driver.run() {
                Ok(()) => self.is_done = true,
                Err(Broken::Stalled) => {}
                Err(broken) => panic!("{broken:?}"),
            }
        }
        self
    }
}

/// A driver borrows what it drives, and a studio would have to own both: these few live as long as
/// the tests.
fn for_ever<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}

/// The simulated clock, which goes no further than the test lets it.
struct Stepped {
    clock: SimulatedClock,
    left: Rc<Cell<Span>>,
}

impl Clock for Stepped {
    fn now(&self) -> Elapsed {
        self.clock.now()
    }

    fn wall_ms(&self) -> i64 {
        self.clock.wall_ms()
    }

    fn wait(&mut self, until: Option<Elapsed>) -> Wake {
        let (now, left) = (self.now(), self.left.get());
        let within = until.filter(|until| *until - now <= left);
        let wake = self.clock.wait(within);
        match (&wake, within) {
            (Wake::Deadline, Some(until)) => self.left.set(left.less(until - now)),
            (Wake::Nothing, _) => {
                self.clock.wait(Some(now + self.left.take()));
            }
            _ => {}
        }
        wake
    }

    fn slept(&mut self) -> Option<Span> {
        self.clock.slept()
    }

    fn hold(&mut self) {
        self.clock.hold();
    }

    fn release(&mut self) -> Span {
        self.clock.release()
    }
}

/// Says what the test said.
struct Answering(Rc<RefCell<Option<Verdict>>>);

impl Grader for Answering {
    fn warm(&mut self, _task: &Task, _language: Language) {}

    fn start(&mut self, slot: usize, item: usize, of: Graded, job: Job) -> Option<Verdict> {
        match &*self.0.borrow() {
            Some(verdict) => Some(Verdict { tests: job.tests, ..verdict.clone() }),
            None => Ungraded.start(slot, item, of, job),
        }
    }
}

/// Seats a face before paper and a keyboard of its own.
fn seated<F>(face: impl FnOnce(Paper, Untouched) -> F) -> (Seated<F>, Paper, Untouched) {
    let (paper, keys) = (Paper::default(), Untouched::default());
    let face = face(paper.clone(), keys.clone());
    (Rc::new(RefCell::new(Some(face))), paper, keys)
}

/// A face that the test looks at between two steps.
struct Shared<F>(Seated<F>);

impl<F> Shared<F> {
    fn face(&self) -> RefMut<'_, F> {
        RefMut::map(self.0.borrow_mut(), |face| face.as_mut().expect("a face"))
    }
}

impl<F: Face> Face for Shared<F> {
    fn show(&mut self, scene: &Scene<'_>, events: &[Stamped]) -> io::Result<()> {
        self.face().show(scene, events)
    }

    fn turn(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.face().turn(scene)
    }

    fn receive(&mut self, scene: &Scene<'_>, message: Message) -> io::Result<Turn> {
        self.face().receive(scene, message)
    }

    fn rejected(
        &mut self,
        scene: &Scene<'_>,
        seat: Seat,
        command: &Command,
        why: &Rejected,
    ) -> io::Result<()> {
        self.face().rejected(scene, seat, command, why)
    }

    fn wake_at(&self, now: Elapsed) -> Option<Elapsed> {
        self.face().wake_at(now)
    }

    fn wake(&mut self, scene: &Scene<'_>) -> io::Result<Turn> {
        self.face().wake(scene)
    }
}
