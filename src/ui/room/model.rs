//! What the room remembers beyond the session's state. Facts come from the scene each time; what
//! is kept here is what a person is in the middle of.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::colours::Colours;
use super::draft::Draft;
use super::keys::{Action, Keymap, Lead};
use super::peer::Peer;
use super::theme::Theme;
use super::writing::Writing;
use crate::engine::event::ClosedBy;
use crate::engine::verdict::TableRows;
use crate::engine::{Command, Seat, Stage, State};
use crate::message::{Key, KeyCode, Request};
use crate::score::star::count;
use crate::seat::console::offer::Sort;
use crate::seat::debrief::Debrief;
use crate::seat::overlay::Overlay;
use crate::seat::pair::{Pair, is_shared, meant_for};
use crate::seat::situation::Situation;
use crate::seat::speech::Speech;
use crate::time::{Elapsed, Span};
use crate::ui::face::{Exit, Scene, Setup};
use crate::ui::out::Ink;

/// Keys are not taken this long after the time ran out: they were meant for the answer.
const DEAF_FOR: Span = Span(1500);

/// Esc and a letter are one key, if they come within this time.
const PREFIX_FOR: Span = Span(1500);

/// Colours that a frame lacked come with one this much later.
const COLOURS_AFTER: Span = Span(16);

/// What is said within this time belongs together.
const AT_ONCE: Span = Span(1000);

/// A notice is shown this long.
const NOTICE_FOR: Span = Span::seconds(12);

/// What of a page is in sight: lines above, how many there may be at most, lines that are shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sight {
    pub skip: usize,
    pub most: usize,
    pub height: usize,
}

pub struct Model {
    pub setup: Setup,
    pub theme: Theme,
    pub keys: Keymap,
    /// Esc was pressed: until then the next letter is one with Alt.
    pub prefix_until: Option<Elapsed>,
    pub place: Option<Situation>,
    pub writing: Writing,
    pub debrief: Debrief,
    pub pair: Pair,
    pub panel: Option<Panel>,
    pub notice: Option<Notice>,
    /// The answer is being spoken.
    pub speech: Option<Speech>,
    /// Lines of the statement, or of a page, above the first that is shown; the newest stay in
    /// sight where nobody scrolled.
    pub scroll: Option<usize>,
    /// As it was drawn last.
    pub sight: Cell<Sight>,
    /// The candidate's own question at the end of a round, while it is written.
    pub own: Draft,
    /// A step that nobody asked for was rejected; it waits until something happens.
    pub stalled: bool,
    pub exit: Exit,
    /// An editor elsewhere writes the answer.
    pub editor: Option<String>,
    pub deaf_until: Option<Elapsed>,
    pub words: Words,
    /// When a file of the answer was saved last, and its field.
    pub saved: Option<(String, Elapsed)>,
    pub peer: Peer,
    pub colours: Colours,
    /// The last frame lacked colours that a further one has.
    pub lacks_colours: Cell<bool>,
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

/// What lies on top of the place.
pub enum Panel {
    Menu(Overlay),
    Line(Purpose, Draft),
    Palette {
        query: Draft,
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
    /// What a look at the data found.
    Looked(Result<TableRows, String>),
    /// What the interviewer can send, and which of it is picked.
    Offers(Sort, usize),
    /// What the interviewer ends.
    Close,
    /// The titles of the candidate's own stories, and which of them is picked.
    Stories(usize),
}

impl Panel {
    /// Whether it is something to read, over the whole body.
    pub fn is_page(&self) -> bool {
        matches!(
            self,
            Panel::Help
                | Panel::Question
                | Panel::Answer(..)
                | Panel::Answers(_)
                | Panel::Verdict(..)
                | Panel::Looked(_)
        )
    }
}

/// What a line is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Ask,
    /// A query that is no answer.
    Look,
    Pause,
    Extend,
    /// The interviewer's own words.
    Say,
    /// On the chosen point.
    Note,
    /// Beside the candidate's rating of the interviewer.
    Rate(u32),
    /// What the story is called that keeps the answer of a slot's item.
    Keep(usize, usize),
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
    Do(Request),
    OpenEditor,
    StepOut,
    Redraw,
    /// A query on the visible data.
    Look(String),
    /// The answer of a slot's item becomes a story under this title.
    Keep((usize, usize), String),
    Leave,
}

impl Deed {
    pub fn candidate(command: Command) -> Deed {
        Deed::Do(Request::candidate(command))
    }

    pub fn interviewer(command: Command) -> Deed {
        Deed::Do(Request::interviewer(command))
    }
}

impl Model {
    pub fn new(setup: Setup, theme: Theme, keys: Keymap) -> Model {
        let debrief = Debrief::new(setup.judging_only);
        Model {
            setup,
            theme,
            keys,
            prefix_until: None,
            place: None,
            writing: Writing::default(),
            debrief,
            pair: Pair::default(),
            panel: None,
            notice: None,
            speech: None,
            scroll: None,
            sight: Cell::default(),
            own: Draft::default(),
            stalled: false,
            exit: Exit::Stay,
            editor: None,
            deaf_until: None,
            words: Words::default(),
            saved: None,
            peer: Peer::default(),
            colours: Colours::default(),
            lacks_colours: Cell::default(),
        }
    }

    /// What the program says of itself at the side.
    pub fn said(&self, now: Elapsed) -> Option<(Ink, &str)> {
        let notice = self.notice.as_ref()?;
        (notice.until > now).then_some((notice.ink, notice.text.as_str()))
    }

    pub fn notify(&mut self, now: Elapsed, ink: Ink, text: impl Into<String>) {
        self.notice = Some(Notice { ink, text: text.into(), until: now + NOTICE_FOR });
    }

    /// Behind what was said at the same moment, if anything was.
    pub fn notify_besides(&mut self, now: Elapsed, ink: Ink, text: impl Into<String>) {
        let (text, at_once) = (text.into(), now + NOTICE_FOR.less(AT_ONCE));
        match &mut self.notice {
            Some(notice) if notice.until >= at_once => {
                if notice.text.ends_with(&text) {
                    return;
                }
                notice.text = format!("{} {}", notice.text, text);
                notice.until = now + NOTICE_FOR;
            }
            _ => self.notify(now, ink, text),
        }
    }

    /// The place in front of whoever sits there, or the curtain where it is for the other one.
    fn place_of(&mut self, state: &State) -> Situation {
        match self.pair.place(state, &self.debrief) {
            (_, Some(_)) => Situation::Curtain,
            (place, None) => place,
        }
    }

    /// Comes to where the session stands by now.
    pub fn follow(&mut self, scene: &Scene<'_>) {
        let place = self.place_of(scene.state);
        self.writing.follow(scene.state);
        if self.place == Some(place) {
            return;
        }
        if matches!(
            self.place,
            Some(Situation::Asking(..) | Situation::Console | Situation::Curtain)
        ) {
            self.panel = None;
            self.speech = None;
            let closed = scene.state.current().and_then(|(_, item)| item.closed);
            let is_out = closed == Some(ClosedBy::Timeout) && scene.state.stage != Stage::Asking;
            self.deaf_until = is_out.then(|| scene.now + DEAF_FOR);
        }
        // What was told to one seat is not for the other.
        if self.is_leading() || place == Situation::Console {
            self.notice = None;
        }
        if matches!(place, Situation::Asking(..)) {
            self.speech = Speech::under_way(scene.state);
        }
        if let Situation::Judging(scope) = place {
            self.debrief.begin(scene.state, scope);
        }
        self.scroll = None;
        self.place = Some(place);
    }

    /// Enter at the curtain: the other one sits down.
    pub fn change_seats(&mut self, state: &State) {
        let other = match self.pair.seated() {
            Seat::Candidate => Seat::Interviewer,
            Seat::Interviewer => Seat::Candidate,
        };
        self.pair.sit(state, other);
        self.peer.chosen = None;
        self.peer.pointed = None;
        self.peer.digits = 0;
    }

    /// The screen is the interviewer's console.
    pub fn is_leading(&self) -> bool {
        self.place == Some(Situation::Console)
    }

    /// What the screen shows is not for the other one who sits here.
    pub fn is_private(&self, state: &State) -> bool {
        self.place.is_some_and(|place| meant_for(place, state, &self.debrief).is_some())
            && is_shared(state)
    }

    /// Esc was pressed where nothing is to be closed: the next letter is one with Alt, as readline
    /// has it for terminals without such a key. Whoever goes on typing later types a letter.
    pub fn begin_prefix(&mut self, now: Elapsed) {
        let is_twice = self.prefix_until.is_some();
        self.prefix_until = (!is_twice).then(|| now + PREFIX_FOR);
    }

    /// The key that was meant, with what Esc before it adds; where no text is, to an action alone.
    pub fn with_prefix(&mut self, key: Key, is_text: bool) -> Key {
        let is_prefixed = self.prefix_until.take().is_some();
        let is_letter = matches!(key.code, KeyCode::Char(_) | KeyCode::Backspace) && !key.ctrl;
        let held = Key { alt: true, ..key };
        let means = is_text || self.keys.action(held).is_some();
        if is_prefixed && is_letter && means { held } else { key }
    }

    /// Keys that scroll, where no text takes them; whether this was one.
    pub fn scrolls(&mut self, key: Key) -> bool {
        let Sight { skip, most, height } = self.sight.get();
        let page = height.saturating_sub(2).max(1);
        let to = match key.code {
            _ if key.ctrl || key.alt => return false,
            KeyCode::Up | KeyCode::Char('k') => skip.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => skip + 1,
            KeyCode::PageUp => skip.saturating_sub(page),
            KeyCode::PageDown | KeyCode::Char(' ') => skip + page,
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => most,
            _ => return false,
        };
        self.scroll = Some(to.min(most));
        true
    }

    /// A command in the name of whoever sits here.
    pub fn deed(&self, command: Command) -> Deed {
        if self.is_leading() { Deed::interviewer(command) } else { Deed::candidate(command) }
    }

    /// The model answer of a question, or before a peer those of its whole round.
    pub fn show_models(&mut self, state: &State, questions: &[(usize, usize)]) {
        let Some((slot, item)) = questions.first().copied() else { return };
        self.scroll = Some(0);
        self.panel = Some(match state.has_peer() {
            true => Panel::Answers(slot),
            false => Panel::Answer(slot, item),
        });
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
        let colours = self.lacks_colours.get().then(|| now + COLOURS_AFTER);
        let sent = [self.writing.due(), self.writing.saved_at(now)];
        let all = sent.into_iter().chain([notice, self.prefix_until, colours]);
        all.flatten().min()
    }

    /// Forgets what has been said long enough.
    pub fn tick(&mut self, now: Elapsed) {
        self.stalled = false;
        self.notice.take_if(|notice| notice.until <= now);
        self.deaf_until.take_if(|until| *until <= now);
        self.prefix_until.take_if(|until| *until <= now);
    }
}
