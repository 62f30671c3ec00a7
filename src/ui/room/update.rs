//! What a key does: the model changes, and the world is asked for something.

mod code;
mod console;
mod debrief;
mod given;
mod panel;
mod question;
mod reply;
mod shared;
mod stories;

pub use self::code::shown as verdict_shown;
pub use self::given::given;
pub use self::panel::found as panel_found;
pub use self::stories::listed as stories_listed;

use self::reply::Reply;
use super::draft::Draft;
use super::keys::Action;
use super::keys::latin::latin;
use super::model::{Deed, Model, Panel, Purpose};
use crate::engine::Command;
use crate::engine::event::Event;
use crate::engine::verdict::TableRows;
use crate::message::{Key, KeyCode};
use crate::seat::answer;
use crate::seat::outcome::Outcome;
use crate::seat::overlay::Overlay;
use crate::seat::pair::is_unsaid;
use crate::seat::situation::{self, Situation};
use crate::seat::speech::Speech;
use crate::seat::story::is_asked;
use crate::ui::face::{Exit, Scene};
use crate::ui::out::Ink;
use crate::ui::story::default_title;
use crate::view::say::{self, clock, question as said};

/// Something that reaches the room.
#[derive(Clone, Debug)]
pub enum Msg {
    Key(Key),
    Pasted(String),
    /// A file of the answer was saved elsewhere: field and text.
    FileSaved(String, String),
    /// A file that cannot be taken, and why.
    FileRefused(String, String),
    /// What a look at the data found.
    Looked(Result<TableRows, String>),
    /// Something to know that is no fact of the session.
    Noticed(String),
    /// Ctrl-C, as a signal where the terminal makes one of it.
    Interrupt,
    /// Everything asked for is carried out.
    Settled,
    /// Time has passed.
    Tick,
}

pub fn update(model: &mut Model, scene: &Scene<'_>, msg: Msg) -> Vec<Deed> {
    model.follow(scene);
    if !matches!(msg, Msg::Settled) {
        model.tick(scene.now);
    }
    match msg {
        Msg::Key(_) | Msg::Pasted(_) if model.deaf_until.is_some() => Vec::new(),
        Msg::Key(key) => pressed(model, scene, key),
        Msg::Pasted(text) => pasted(model, scene, &text),
        Msg::Interrupt => act(model, scene, Action::Leave),
        Msg::Settled => settled(model, scene),
        Msg::FileSaved(field, text) => {
            code::saved(model, scene, &field, &text);
            Vec::new()
        }
        Msg::FileRefused(name, why) => {
            code::refused(model, scene, &name, &why);
            Vec::new()
        }
        Msg::Looked(found) => {
            model.notice = None;
            if model.panel.is_none() {
                model.scroll = Some(0);
                model.panel = Some(Panel::Looked(found));
            }
            Vec::new()
        }
        Msg::Noticed(text) => {
            model.notify_besides(scene.now, Ink::Dim, text);
            Vec::new()
        }
        Msg::Tick => Vec::new(),
    }
}

fn pressed(model: &mut Model, scene: &Scene<'_>, key: Key) -> Vec<Deed> {
    if key == Key::plain(KeyCode::Esc) && model.panel.is_none() {
        model.writing.key(Key::ctrl('g'));
        model.begin_prefix(scene.now);
        return Vec::new();
    }
    let key = model.with_prefix(key, takes_text(model, scene));
    let key = as_command(model, scene, key);
    let reply = match (model.panel.take(), model.place) {
        (Some(panel), _) => panel::key(model, scene, panel, key),
        (None, Some(Situation::Asking(..))) => question::key(model, scene, key),
        (None, Some(Situation::Console)) => console::key(model, scene, key),
        (None, Some(Situation::Curtain)) => shared::curtain(model, scene, key),
        (None, Some(Situation::Rating)) => shared::rating(model, scene, key),
        (None, Some(Situation::Judging(scope))) => debrief::key(model, scene, scope, key),
        (None, Some(Situation::Between)) => between(model, scene, key),
        (None, Some(Situation::Paused)) => standing(key, Command::Resume),
        (None, Some(Situation::Lobby | Situation::RoundOver | Situation::Break)) => {
            standing(key, Command::Next)
        }
        (None, Some(Situation::Settling | Situation::Over) | None) => Reply::Anywhere(key),
    };
    carried_out(model, scene, reply)
}

/// Whether a letter is written, and means nothing else.
fn takes_text(model: &Model, scene: &Scene<'_>) -> bool {
    match (&model.panel, model.place) {
        (Some(panel), _) => matches!(panel, Panel::Line(..) | Panel::Palette { .. }),
        (None, Some(Situation::Asking(..))) => !answer::is_choice(scene.state),
        (None, _) => false,
    }
}

/// A letter that is a command is the key it stands on, whatever the layout makes of it.
fn as_command(model: &Model, scene: &Scene<'_>, key: Key) -> Key {
    match key.code {
        KeyCode::Char(letter) if !takes_text(model, scene) => {
            Key { code: KeyCode::Char(latin(letter)), ..key }
        }
        _ => key,
    }
}

fn carried_out(model: &mut Model, scene: &Scene<'_>, reply: Reply) -> Vec<Deed> {
    match reply {
        Reply::Deeds(deeds) => deeds,
        Reply::Act(action) => act(model, scene, action),
        Reply::Anywhere(key) => anywhere(model, scene, key),
        Reply::Came(outcome) => came_of(model, scene, outcome),
        Reply::Settle => settled(model, scene),
    }
}

/// Where Enter alone goes on.
fn standing(key: Key, enter: Command) -> Reply {
    match key.code {
        KeyCode::Enter => vec![Deed::candidate(enter)].into(),
        _ => Reply::Anywhere(key),
    }
}

/// A question is over; practice looks at it before going on.
fn between(model: &mut Model, scene: &Scene<'_>, key: Key) -> Reply {
    match situation::between_menu(scene.state, &model.debrief).pressed(key) {
        Some(pressed) => Reply::Came(situation::between(scene.state, &mut model.debrief, pressed)),
        None => Reply::Anywhere(key),
    }
}

/// Keys that mean the same wherever nothing is typed.
fn anywhere(model: &mut Model, scene: &Scene<'_>, key: Key) -> Vec<Deed> {
    match key.code {
        KeyCode::Char('?') => model.panel = Some(Panel::Help),
        _ if model.scrolls(key) => {}
        _ => {
            let action = model.keys.action(key);
            return action.map_or(Vec::new(), |action| act(model, scene, action));
        }
    }
    Vec::new()
}

/// What a key of a menu came to.
fn came_of(model: &mut Model, scene: &Scene<'_>, outcome: Outcome) -> Vec<Deed> {
    match outcome {
        Outcome::Do(requests) => return requests.into_iter().map(Deed::Do).collect(),
        Outcome::Models(questions) => {
            model.show_models(scene.state, &questions);
            return Vec::new();
        }
        Outcome::Keep(slot, item) => {
            let title = default_title(scene.state, (slot, item));
            model.panel = Some(Panel::Line(Purpose::Keep(slot, item), Draft::new(&title)));
            return Vec::new();
        }
        Outcome::PutOff => model.notify(scene.now, Ink::Plain, say::debrief::put_off(scene.state)),
        Outcome::Noted | Outcome::Nothing => {}
    }
    model.follow(scene);
    settled(model, scene)
}

fn pasted(model: &mut Model, scene: &Scene<'_>, text: &str) -> Vec<Deed> {
    let one_line = || text.split_whitespace().collect::<Vec<_>>().join(" ");
    match &mut model.panel {
        Some(Panel::Line(_, line) | Panel::Palette { query: line, .. }) => {
            line.insert(&one_line());
        }
        Some(_) => {}
        None if !matches!(model.place, Some(Situation::Asking(..))) => {}
        None if answer::asks_own(scene.state) => {
            model.own.insert(&one_line());
        }
        None if answer::is_choice(scene.state) || model.speech.is_some() => {}
        None => model.writing.paste(text),
    }
    Vec::new()
}

/// Carries out an action, wherever it was chosen.
pub fn act(model: &mut Model, scene: &Scene<'_>, action: Action) -> Vec<Deed> {
    if is_for_an_answer(action) && !action.fits(scene.state) {
        let text = format!("“{}” has no meaning here.", action.entry().short);
        model.notify(scene.now, Ink::Amber, text);
        return Vec::new();
    }
    let panel = match action {
        Action::Lead(lead) => {
            let reply = console::lead(model, scene, lead);
            return carried_out(model, scene, reply);
        }
        Action::HandOver => return shared::hand_over(model, scene),
        Action::Done => return question::done(model, scene),
        Action::Back => return question::back(scene),
        Action::Edit => return vec![Deed::OpenEditor],
        Action::StepOut => return vec![Deed::StepOut],
        Action::Redraw => return vec![Deed::Redraw],
        Action::Stories => {
            stories::open(model, scene);
            return Vec::new();
        }
        Action::Save => return question::save(model, scene),
        Action::Speak => return vec![Deed::candidate(Command::Speak)],
        Action::Run => return vec![Deed::candidate(Command::RunCases)],
        Action::NextField => {
            return answer::turn_field(scene.state).map(Deed::candidate).into_iter().collect();
        }
        Action::Results => {
            code::results(model, scene);
            return Vec::new();
        }
        Action::Undo => return quietly(model.writing.undo()),
        Action::Redo => return quietly(model.writing.redo()),
        Action::Hint if !action.fits(scene.state) => {
            return vec![Deed::candidate(Command::RevealHint)];
        }
        Action::Ask => Panel::Line(Purpose::Ask, Draft::default()),
        Action::Look => Panel::Line(Purpose::Look, Draft::default()),
        Action::Pause => Panel::Line(Purpose::Pause, Draft::default()),
        Action::Extend => Panel::Line(Purpose::Extend, Draft::default()),
        Action::Hint => Panel::Menu(Overlay::Hint),
        Action::Skip => Panel::Menu(Overlay::Skip),
        Action::Clear => Panel::Menu(Overlay::Clear),
        Action::End => Panel::Menu(Overlay::End),
        Action::Leave => Panel::Menu(Overlay::Interrupt),
        Action::Help => Panel::Help,
        Action::Question => Panel::Question,
        Action::Palette => Panel::Palette { query: Draft::default(), picked: 0 },
    };
    if matches!(panel, Panel::Help | Panel::Question) {
        model.scroll = Some(0);
    }
    model.panel = Some(panel);
    Vec::new()
}

/// What an answer on the table alone can be asked to do; of other actions the engine says why not.
const fn is_for_an_answer(action: Action) -> bool {
    use Action::{Back, Clear, Done, Look, NextField, Question, Redo, Save, Skip, Stories, Undo};
    matches!(
        action,
        Back | Clear | Done | Look | NextField | Question | Redo | Save | Skip | Stories | Undo
    )
}

fn quietly(_changed: bool) -> Vec<Deed> {
    Vec::new()
}

/// Steps that nobody has to ask for.
fn settled(model: &mut Model, scene: &Scene<'_>) -> Vec<Deed> {
    if model.exit != Exit::Stay || model.stalled {
        return Vec::new();
    }
    match model.place {
        Some(Situation::Judging(scope)) => match model.debrief.advance(scene.state, scope) {
            Outcome::Nothing => Vec::new(),
            outcome => came_of(model, scene, outcome),
        },
        Some(Situation::Between)
            if !situation::between_waits(scene.state) || model.debrief.is_alone =>
        {
            vec![Deed::candidate(Command::Next)]
        }
        // To a candidate who is elsewhere everything is said aloud.
        Some(Situation::Console) if model.debrief.is_alone && is_unsaid(scene.state) => {
            vec![Deed::candidate(Command::Speak)]
        }
        _ => Vec::new(),
    }
}

/// A story is chosen while its question is on the table; one that was kept is told of by whoever kept
/// it.
fn was_chosen(scene: &Scene<'_>, at: (usize, usize)) -> bool {
    let cursor = scene.state.cursor;
    at == (cursor.slot, cursor.item) && is_asked(scene.state)
}

/// A follow-up that came while the answer was still under way.
fn cut_in(model: &mut Model, scene: &Scene<'_>) {
    if let Some(text) = said::cut_in(scene.state) {
        model.panel = None;
        model.speech = None;
        model.notify(scene.now, Ink::Amber, text);
    }
}

/// The candidate is where the follow-up cut in.
fn went_back(model: &mut Model, scene: &Scene<'_>) {
    if !scene.state.went_back() {
        return;
    }
    model.scroll = None;
    model.speech = Speech::under_way(scene.state);
    if let Some(text) = said::back(scene.state) {
        model.notify(scene.now, Ink::Plain, text);
    }
}

/// Takes note of what happened.
pub fn happened(model: &mut Model, scene: &Scene<'_>, event: &Event) {
    let now = scene.now;
    code::happened(model, scene, event);
    model.debrief.happened(event);
    match event {
        Event::TimeWarned { scope, warning } => {
            let (ink, text) = clock::warning(scene.state, *scope, *warning, now);
            model.notify(now, ink, text);
        }
        Event::SuspendNoticed { slept } => {
            model.notify(now, Ink::Plain, clock::slept(*slept));
        }
        Event::Extended { by, seat } => {
            model.notify(now, Ink::Plain, clock::extended(*by, *seat));
        }
        Event::SpeakingChosen => model.speech = Some(Speech::begin(scene.state, now)),
        Event::ModelShown { slot, item } => model.show_models(scene.state, &[(*slot, *item)]),
        // The candidate has to answer, or the question is over: so is the console's turn.
        Event::FollowupAsked { .. } | Event::QuestionClosed => {
            model.pair.end_turn();
            model.scroll = None;
            if matches!(event, Event::FollowupAsked { .. }) {
                cut_in(model, scene);
            }
        }
        Event::AnswerClosed { .. } => went_back(model, scene),
        Event::StoryTold { slot, item, story } if was_chosen(scene, (*slot, *item)) => {
            model.notify(now, Ink::Plain, say::story::noted(story.as_ref()));
        }
        Event::RetryOpened => {
            model.saved = None;
            model.notify(now, Ink::Plain, say::attempts::begins(scene.state));
        }
        Event::ClarificationAnswered { .. }
        | Event::HintRevealed { .. }
        | Event::Revealed { .. }
        | Event::CurveballThrown { .. }
        | Event::Said { .. } => model.scroll = None,
        _ => {}
    }
}
