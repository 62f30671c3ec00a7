//! Keys on what lies on top: menus, lines, the palette, pages to read.

use super::console;
use super::reply::Reply;
use super::stories;
use crate::engine::Command;
use crate::message::{Key, KeyCode};
use crate::seat::overlay::{Overlay, Picked};
use crate::seat::pair::is_shared;
use crate::time::Span;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::draft::Draft;
use crate::ui::room::keys::{ACTIONS, Action, CONSOLE, Entry};
use crate::ui::room::model::{Deed, Model, Panel, Purpose};

/// Minutes that are added where no number is given.
const EXTENSION: u64 = 5;

/// The panel was taken off; it is put back unless the key closed it.
pub(super) fn key(model: &mut Model, scene: &Scene<'_>, panel: Panel, key: Key) -> Reply {
    if key.code == KeyCode::Esc || key == Key::ctrl('g') {
        model.scroll = None;
        return Reply::NOTHING;
    }
    match panel {
        Panel::Menu(overlay) => menu(model, scene, overlay, key).into(),
        Panel::Line(purpose, text) => line(model, scene, purpose, text, key).into(),
        Panel::Palette { query, picked } => palette(model, scene, query, picked, key),
        Panel::Offers(sort, picked) => console::offers(model, scene, sort, picked, key).into(),
        Panel::Close => console::close(model, scene, key).into(),
        Panel::Stories(picked) => stories::key(model, scene, picked, key).into(),
        Panel::Help
        | Panel::Question
        | Panel::Answer(..)
        | Panel::Answers(_)
        | Panel::Looked(_)
        | Panel::Verdict(..) => page(model, panel, key),
    }
}

fn menu(model: &mut Model, scene: &Scene<'_>, overlay: Overlay, key: Key) -> Vec<Deed> {
    // Ctrl-C once more leaves.
    if overlay == Overlay::Interrupt && key == Key::ctrl('c') {
        return vec![Deed::Leave];
    }
    let menu = overlay.menu(scene.state);
    let Some(chosen) = menu.pressed(key) else {
        model.panel = Some(Panel::Menu(overlay));
        return Vec::new();
    };
    match overlay.picked(chosen) {
        Picked::Do(command) => vec![model.deed(command)],
        Picked::Leave => vec![Deed::Leave],
        Picked::Clear => {
            model.writing.replace("");
            Vec::new()
        }
        Picked::Open(next) => {
            model.panel = Some(Panel::Menu(next));
            Vec::new()
        }
        Picked::Nothing => Vec::new(),
    }
}

fn line(
    model: &mut Model,
    scene: &Scene<'_>,
    purpose: Purpose,
    mut text: Draft,
    key: Key,
) -> Vec<Deed> {
    if key == Key::ctrl('c') {
        return Vec::new();
    }
    if key.code != KeyCode::Enter {
        line_key(model, &mut text, key);
        model.panel = Some(Panel::Line(purpose, text));
        return Vec::new();
    }
    let written = text.text().trim().to_owned();
    match purpose {
        Purpose::Ask if written.is_empty() => Vec::new(),
        Purpose::Ask => vec![Deed::candidate(Command::Ask { text: written })],
        Purpose::Look if written.is_empty() => Vec::new(),
        Purpose::Look => {
            model.notify(scene.now, Ink::Dim, "Looking …");
            vec![Deed::Look(written)]
        }
        Purpose::Pause => vec![model.deed(Command::Pause { reason: written })],
        Purpose::Say => console::say(scene, written),
        Purpose::Note => console::note(model, scene, written),
        Purpose::Rate(rating) => {
            model.pair.is_rated = true;
            vec![Deed::candidate(Command::RateInterviewer { rating, note: written })]
        }
        Purpose::Keep(slot, item) => vec![Deed::Keep((slot, item), written)],
        Purpose::Extend => {
            let minutes = if written.is_empty() { Some(EXTENSION) } else { written.parse().ok() };
            let Some(minutes) = minutes else {
                model.notify(scene.now, Ink::Red, "Write whole minutes, such as 5.");
                model.panel = Some(Panel::Line(purpose, text));
                return Vec::new();
            };
            vec![model.deed(Command::Extend { by: Span(minutes.saturating_mul(60_000)) })]
        }
    }
}

/// The actions that a query finds, those that fit first.
pub fn found(model: &Model, scene: &Scene<'_>, query: &str) -> Vec<(Entry, bool)> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let matches = |entry: &Entry| {
        let text = format!("{} {}", entry.short, entry.what).to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    };
    // What means nothing in this session is not listed at all.
    let is_known = |entry: &Entry| entry.action != Action::HandOver || is_shared(scene.state);
    let all = if model.is_leading() { &CONSOLE[..] } else { &ACTIONS[..] };
    let listed = all.iter().copied().filter(is_known).filter(matches);
    let mut found: Vec<_> =
        listed.map(|entry| (entry, model.fits(entry.action, scene.state))).collect();
    found.sort_by_key(|(_, fits)| !fits);
    found
}

fn palette(
    model: &mut Model,
    scene: &Scene<'_>,
    mut query: Draft,
    picked: usize,
    key: Key,
) -> Reply {
    let found = found(model, scene, query.text());
    let picked = picked.min(found.len().saturating_sub(1));
    let picked = match key.code {
        KeyCode::Enter => {
            return match found.get(picked) {
                Some((entry, true)) => Reply::Act(entry.action),
                Some((entry, false)) => {
                    let text = format!("“{}” has no meaning here.", entry.short);
                    model.notify(scene.now, Ink::Amber, text);
                    Reply::NOTHING
                }
                None => Reply::NOTHING,
            };
        }
        KeyCode::Up => picked.saturating_sub(1),
        KeyCode::Char('p') if key.ctrl => picked.saturating_sub(1),
        KeyCode::Char('n') if key.ctrl => (picked + 1).min(found.len().saturating_sub(1)),
        KeyCode::Down => (picked + 1).min(found.len().saturating_sub(1)),
        KeyCode::Char('c') if key.ctrl => return Reply::NOTHING,
        _ if model.keys.action(key) == Some(Action::Palette) => return Reply::NOTHING,
        _ => {
            line_key(model, &mut query, key);
            0
        }
    };
    model.panel = Some(Panel::Palette { query, picked });
    Reply::NOTHING
}

/// A key on a line of its own, which has no second.
pub(super) fn line_key(model: &mut Model, line: &mut Draft, key: Key) {
    let breaks = matches!(key.code, KeyCode::Enter | KeyCode::Tab | KeyCode::Up | KeyCode::Down)
        || matches!(key.code, KeyCode::Char('j' | 'm')) && key.ctrl;
    if !breaks {
        line.press(key, &mut model.writing.kills);
    }
}

/// Something to read: `Esc`, `q` and the key that opened it close it.
fn page(model: &mut Model, panel: Panel, key: Key) -> Reply {
    let opens = match panel {
        Panel::Help => Action::Help,
        Panel::Verdict(..) => Action::Results,
        Panel::Looked(_) => Action::Look,
        _ => Action::Question,
    };
    let action = model.keys.action(key);
    let closes = action == Some(opens) || key.code == KeyCode::Char('q') && !key.ctrl && !key.alt;
    // Enter goes on where it is what one looks at: the model answer, the verdict.
    let goes_on = key.code == KeyCode::Enter && !matches!(panel, Panel::Help | Panel::Question);
    if closes || goes_on {
        model.scroll = None;
        return Reply::NOTHING;
    }
    if matches!(action, Some(Action::Leave | Action::Palette | Action::Redraw)) {
        return action.map_or(Reply::NOTHING, Reply::Act);
    }
    model.scrolls(key);
    model.panel = Some(panel);
    Reply::NOTHING
}
