//! What the room remembers beyond the session's state. Facts come from the scene each time; what
//! is kept here is what a person is in the middle of.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui_textarea::TextArea;

use super::keys::{Action, Lead};
use super::peer::{self, Peer};
use super::theme::Theme;
use super::update::Desk;
use super::writing::{self, Writing};
use crate::engine::event::ClosedBy;
use crate::engine::state::What;
use crate::engine::{Command, Stage, State};
use crate::score::star::count;
use crate::time::{Elapsed, Span};
use crate::ui::console::offer::Sort;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::plain::Setup;
use crate::ui::plain::debrief::Debrief;
use crate::ui::plain::overlay::Overlay;
use crate::ui::plain::place::Place;

/// Keys are not taken this long after the time ran out: they were meant for the answer.
const DEAF_FOR: Span = Span(1500);

/// A notice is shown this long.
const NOTICE_FOR: Span = Span::seconds(12);

pub struct Model {
    pub setup: Setup,
    pub theme: Theme,
    pub place: Option<Place>,
    pub writing: Writing,
    pub debrief: Debrief,
    pub panel: Option<Panel>,
    pub notice: Option<Notice>,
    /// When each point of a spoken answer began, in time of the question.
    pub speech: Option<Vec<Span>>,
    /// Lines of the statement, or of a page, above the first that is shown; the newest stay in
    /// sight where nobody scrolled.
    pub scroll: Option<usize>,
    /// The item of the checklist that the next key marks, where it was chosen.
    pub chosen: Option<usize>,
    /// The candidate's own question at the end of a round, while it is written.
    pub own: TextArea<'static>,
    /// A step that nobody asked for was rejected; it waits until something happens.
    pub stalled: bool,
    pub exit: Exit,
    /// An editor elsewhere writes the answer.
    pub editor: Option<String>,
    pub deaf_until: Option<Elapsed>,
    pub words: Words,
    pub code: Desk,
    pub peer: Peer,
}

/// Word counts of texts by their hash: a letter of 20 KB is counted once, not in each frame.
#[derive(Default)]
pub struct Words(RefCell<HashMap<u64, usize>>);

/// Counts kept before they are forgotten.
const COUNTS_MOST: usize = 256;

impl Words {
    pub fn of(&self, text: &str) -> usize {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let mut known = self.0.borrow_mut();
        if known.len() > COUNTS_MOST {
            known.clear();
        }
        *known.entry(hasher.finish()).or_insert_with(|| count(text))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Stay,
    /// `Leave` was sent.
    Leaving,
    Left,
}

/// What lies on top of the place.
pub enum Panel {
    Menu(Overlay),
    Line(Purpose, TextArea<'static>),
    Palette {
        query: TextArea<'static>,
        picked: usize,
    },
    Help,
    /// The whole question and talk; at the console everything that there is.
    Question,
    /// The model answer of a slot's item.
    Answer(usize, usize),
    /// What running the answer of a slot's item said.
    Verdict(usize, usize),
    /// The model answers of a whole round.
    Answers(usize),
    /// What the interviewer can send, and which of it is picked.
    Offers(Sort, usize),
    /// What the interviewer ends.
    Close,
}

/// What a line is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Ask,
    Pause,
    Extend,
    /// The interviewer's own words.
    Say,
    /// On the chosen point.
    Note,
    /// Beside the candidate's rating of the interviewer.
    Rate(u32),
}

/// Something that was just said by the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub ink: Ink,
    pub text: String,
    pub until: Elapsed,
}

/// What a person wants of the world beyond a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    Do(Command),
    /// As the interviewer.
    Lead(Command),
    OpenEditor,
    StepOut,
    Leave,
}

impl Model {
    pub fn new(setup: Setup, theme: Theme) -> Model {
        Model {
            setup,
            theme,
            place: None,
            writing: Writing::default(),
            debrief: Debrief::default(),
            panel: None,
            notice: None,
            speech: None,
            scroll: None,
            chosen: None,
            own: writing::line(theme),
            stalled: false,
            exit: Exit::Stay,
            editor: None,
            deaf_until: None,
            words: Words::default(),
            code: Desk::default(),
            peer: Peer::default(),
        }
    }

    pub fn notify(&mut self, now: Elapsed, ink: Ink, text: impl Into<String>) {
        self.notice = Some(Notice { ink, text: text.into(), until: now + NOTICE_FOR });
    }

    /// Comes to where the session stands by now.
    pub fn follow(&mut self, scene: &Scene<'_>) {
        let place = self.peer.place(scene.state, &self.debrief, self.setup.judging_only);
        self.writing.follow(scene.state, self.theme);
        if self.place == Some(place) {
            return;
        }
        if matches!(self.place, Some(Place::Asking(..) | Place::Console | Place::Curtain)) {
            self.panel = None;
            self.speech = None;
            let closed = scene.state.current().and_then(|(_, item)| item.closed);
            let is_out = closed == Some(ClosedBy::Timeout) && scene.state.stage != Stage::Asking;
            self.deaf_until = is_out.then(|| scene.now + DEAF_FOR);
        }
        // What was told to one seat is not for the other.
        if self.is_leading() || place == Place::Console {
            self.notice = None;
        }
        if matches!(place, Place::Asking(..)) {
            self.speech = speech(scene.state);
        }
        if let Place::Judging(scope) = place {
            self.debrief.current = Some(scope);
            self.debrief.guesses.clear();
        }
        self.scroll = None;
        self.chosen = None;
        self.place = Some(place);
    }

    /// The screen is the interviewer's console.
    pub fn is_leading(&self) -> bool {
        self.place == Some(Place::Console)
    }

    /// What the screen shows is not for the other one who sits here.
    pub fn is_private(&self, state: &State) -> bool {
        self.place.is_some_and(|place| peer::meant_for(place, state, &self.debrief).is_some())
            && peer::is_shared(state)
    }

    /// A command in the name of whoever sits here.
    pub fn deed(&self, command: Command) -> Deed {
        if self.is_leading() { Deed::Lead(command) } else { Deed::Do(command) }
    }

    /// Whether an action means anything where the session stands.
    pub fn fits(&self, action: Action, state: &State) -> bool {
        match action {
            Action::Lead(Lead::Send(sort)) => {
                self.peer.offers(state, sort).iter().any(|offer| offer.command.is_some())
            }
            _ => action.fits(state),
        }
    }

    /// When something on the screen changes by itself, countdowns apart.
    pub fn wake_at(&self, now: Elapsed) -> Option<Elapsed> {
        let notice = self.notice.as_ref().map(|notice| notice.until);
        let all = [self.writing.due(), self.writing.saved_at(now), notice];
        all.into_iter().flatten().min()
    }

    /// Forgets what has been said long enough.
    pub fn tick(&mut self, now: Elapsed) {
        self.stalled = false;
        self.notice.take_if(|notice| notice.until <= now);
        self.deaf_until.take_if(|until| *until <= now);
    }
}

/// The points of an answer that is being spoken, when one comes back to it.
fn speech(state: &State) -> Option<Vec<Span>> {
    let (_, item) = state.current()?;
    let attempt = item.current_attempt()?;
    // A follow-up is answered anew.
    let is_speaking = item.spoken && !attempt.takes_notes && attempt.parts == 0;
    let points = item.happenings.iter().filter(|happening| happening.what == What::Point);
    is_speaking.then(|| points.map(|point| point.into).collect())
}
