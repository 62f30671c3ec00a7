//! The line of keys, and what lies on top of a place: menus, lines, the palette, pages.

use ratatui::layout::Rect;

use super::canvas::{Canvas, inset, readable};
use super::help::{console_help, debrief_help, help, shown_key};
use super::{console, draft};
use crate::engine::event::{About, Scope};
use crate::figures;
use crate::seat::answer;
use crate::seat::console::close_menu;
use crate::seat::console::offer::Sort;
use crate::seat::debrief::Step;
use crate::seat::menu::Menu;
use crate::seat::overlay::next_hint_cost;
use crate::seat::pair::RATINGS;
use crate::seat::situation::{self, Situation};
use crate::seat::story::Title;
use crate::text::SafeText;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::{Action, Entry, Lead};
use crate::ui::room::model::{Model, Panel, Purpose, Sight};
use crate::ui::room::update::{panel_found, stories_listed};
use crate::ui::room::view::canvas::{in_sight, rows};
use crate::view::page::wrap::columns;
use crate::view::page::{Block, Row};
use crate::view::say;
use crate::view::say::{model, verdict};
use crate::view::words::title;

/// Rows of the palette.
const LISTED: u16 = 9;

/// Keys and their meaning.
type Keys = Vec<(String, String)>;

/// Draws the keys that act here and says how many lines they took.
pub fn keys(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let y = area.bottom() - 1;
    canvas.rule(area, y - 1, "");
    let inside = inset(area);
    let mut keys = offered(model, scene);
    let is_judging = matches!(model.place, Some(Situation::Judging(_)));
    let palette = model.keys.shown(Action::Palette);
    let last = (if is_judging { "?".to_owned() } else { palette }, "all keys");
    // At the curtain nothing is to be found.
    let wants_palette = model.panel.is_none() && model.place != Some(Situation::Curtain);
    // A menu is shown whole before anything is said of what else there is.
    let is_menu = model.place == Some(Situation::Between);
    let wants_palette = wants_palette && !(is_menu && needs_it_all(&keys, &last, inside.width));
    let reserve = if wants_palette { columns(&last.0) + columns(last.1) + 1 } else { 0 };
    let mut x = inside.x;
    let limit = inside.right().saturating_sub(u16::try_from(reserve).unwrap_or(0));
    if wants_palette {
        draw_key(canvas, limit, y, &last.0, last.1);
    }
    let mut is_held = false;
    for (key, what) in in_groups(std::mem::take(&mut keys)) {
        let bare = key.strip_prefix(ALT);
        let held = match (bare, is_held, model.prefix_until) {
            (Some(_), false, None) => "Alt+ ",
            (Some(_), false, Some(_)) => "Esc, then ",
            _ => "",
        };
        let key = bare.unwrap_or(&key);
        let width = columns(held) + columns(key) + columns(&what) + 1;
        if x.saturating_add(u16::try_from(width).unwrap_or(u16::MAX)) >= limit {
            break;
        }
        is_held |= bare.is_some();
        x = canvas.text(x, y, limit.saturating_sub(x), Ink::Cyan, held);
        x = draw_key(canvas, x, y, key, &what) + if bare.is_some() { 2 } else { 3 };
    }
    2
}

/// Whether keys have room on a line of this width, but not beside one more.
fn needs_it_all(keys: &Keys, more: &(String, &str), width: u16) -> bool {
    let of = |key: &str, what: &str| columns(key) + columns(what) + 1;
    let all: usize = keys.iter().map(|(key, what)| of(key, what) + KEYS_APART).sum();
    let width = usize::from(width);
    all <= width + KEYS_APART && all + of(&more.0, more.1) > width
}

/// Columns between two keys of the line.
const KEYS_APART: usize = 3;

/// Keys with Alt stand behind the one word that says so; those before the first of them stay in
/// front.
fn in_groups(keys: Keys) -> Keys {
    let first = keys.iter().position(|(key, _)| key.starts_with(ALT)).unwrap_or(keys.len());
    let (front, rest) = keys.split_at(first);
    let (held, plain): (Keys, Keys) =
        rest.iter().cloned().partition(|(key, _)| key.starts_with(ALT));
    [front, &held, &plain].concat()
}

const ALT: &str = "Alt-";

fn draw_key(canvas: &mut Canvas<'_>, x: u16, y: u16, key: &str, what: &str) -> u16 {
    let style = canvas.theme.key();
    let width = canvas.buffer.area.right().saturating_sub(x);
    let x = canvas.styled(x, y, width, style, key) + 1;
    let width = canvas.buffer.area.right().saturating_sub(x);
    canvas.text(x, y, width, Ink::Dim, what)
}

/// What can be done now, most useful first.
fn offered(model: &Model, scene: &Scene<'_>) -> Keys {
    let pair = |key: &str, what: &str| (key.to_owned(), what.to_owned());
    if let Some(panel) = &model.panel {
        return match panel {
            Panel::Menu(overlay) => of_menu(&overlay.menu(scene.state)),
            Panel::Close => of_menu(&close_menu(scene.state)),
            Panel::Offers(..) if model.debrief.is_alone => vec![
                pair("Enter", "I say it aloud"),
                pair("1–9", "I say that"),
                pair("Esc", "back"),
                pair("Up/Down", "choose"),
            ],
            Panel::Offers(..) => vec![
                pair("Enter", "send it"),
                pair("1–9", "send that"),
                pair("Esc", "back"),
                pair("Up/Down", "choose"),
            ],
            Panel::Line(purpose, _) => {
                let what = match purpose {
                    Purpose::Ask => "ask",
                    Purpose::Look => "look",
                    Purpose::Pause => "stop the clock",
                    Purpose::Extend => "add them",
                    Purpose::Say if model.debrief.is_alone => "note what I said",
                    Purpose::Say => "say it",
                    Purpose::Note => "keep it",
                    Purpose::Rate(_) => "hand it in",
                    Purpose::Keep(..) => "keep the story",
                };
                vec![pair("Enter", what), pair("Esc", "back")]
            }
            Panel::Stories(_) => vec![
                pair("Enter", "this one"),
                pair("1–9", "that one"),
                pair("Backspace", "none"),
                pair("Esc", "back"),
                pair("Up/Down", "choose"),
            ],
            Panel::Palette { .. } => {
                vec![pair("Enter", "do it"), pair("Up/Down", "choose"), pair("Esc", "back")]
            }
            Panel::Help | Panel::Question => {
                vec![pair("↑↓ PgUp PgDn Home End", "scroll"), pair("Esc", "back")]
            }
            Panel::Answer(..) | Panel::Answers(_) | Panel::Verdict(..) | Panel::Looked(_) => {
                vec![pair("Enter", "go on"), pair("↑↓ PgUp PgDn Home End", "scroll")]
            }
        };
    }
    match model.place {
        Some(Situation::Asking(..)) => asking(model, scene),
        Some(Situation::Judging(scope)) => judging(model, scene, scope),
        Some(Situation::Between) => of_menu(&situation::between_menu(scene.state, &model.debrief)),
        Some(Situation::Lobby) => {
            vec![pair("Enter", "begin"), pair("^C", "leave"), pair("?", "help")]
        }
        Some(Situation::Paused | Situation::RoundOver | Situation::Break) => {
            vec![pair("Enter", "go on"), pair("^C", "leave"), pair("?", "help")]
        }
        Some(Situation::Console) => leading(model, scene),
        Some(Situation::Curtain) => vec![pair("Enter", "lift the curtain"), pair("^C", "leave")],
        Some(Situation::Rating) => RATINGS.iter().map(|(key, word)| pair(key, word)).collect(),
        Some(Situation::Settling | Situation::Over) | None => Vec::new(),
    }
}

fn judging(model: &Model, scene: &Scene<'_>, scope: Scope) -> Keys {
    let pair = |key: &str, what: &str| (key.to_owned(), what.to_owned());
    let step = model.debrief.step(scene.state, scope);
    let menu = step.menu(scene.state, scope);
    match &step {
        Step::Guess { .. } => {
            vec![pair("1–4", "your guess"), pair("Backspace", "back"), pair("l", "later")]
        }
        Step::Seal { .. } => {
            vec![pair("Enter", "seal it"), pair("Backspace", "back"), pair("l", "later")]
        }
        Step::Mark { check, .. } => {
            let offer = model.debrief.offer(scene.state, scope, check);
            let has = |key: &str| menu.as_ref().is_some_and(|menu| menu.offers(key));
            let all = [
                ("Enter", "there", offer.wants.is_some()),
                ("y", "yes", has("y")),
                ("n", "no", has("n")),
                ("m", "met", has("m")),
                ("p", "partly", has("p")),
                ("x", "not said", has("x")),
                ("↑↓", "elsewhere", !offer.words.is_empty()),
                ("a", "aloud", true),
                ("u", "undo", true),
                ("d", "diagram", has("d")),
                ("w", "not written", has("w")),
                ("l", "later", has("l")),
                ("e", "to the end", has("e")),
                ("s", "not asked", has("s")),
                ("←→", "points", true),
            ];
            let offered = all.into_iter().filter(|(.., is_offered)| *is_offered);
            offered.map(|(key, what, _)| pair(key, what)).collect()
        }
        Step::Ready => {
            vec![pair("Enter", "show the score"), pair("u", "undo"), pair("←", "points")]
        }
        _ => menu.map_or(Vec::new(), |menu| of_menu(&menu)),
    }
}

/// At the console: marks in one group, then what can be sent now.
fn leading(model: &Model, scene: &Scene<'_>) -> Keys {
    let state = scene.state;
    let mut keys = Vec::new();
    let check = model.peer.check(state).map(|(_, check)| check.about);
    if matches!(check, Some(About::RedFlag(_))) {
        keys.push(("1–9 y/n".to_owned(), "came up".to_owned()));
    } else if Action::Lead(Lead::Note).fits(state) {
        keys.push(("1–9 m/p/x".to_owned(), "mark".to_owned()));
    } else if state.current_question().is_some_and(|question| !question.ask.options.is_empty()) {
        keys.push(("1–9".to_owned(), "their choice".to_owned()));
    }
    let order = [
        Lead::Send(Sort::Clarification),
        Lead::End,
        Lead::Send(Sort::Hint),
        Lead::Send(Sort::Followup),
        Lead::Back,
        Lead::Say,
        Lead::Note,
        Lead::Phase,
        Lead::Send(Sort::Curveball),
        Lead::Send(Sort::Reveal),
        Lead::Pause,
        Lead::Extend,
    ];
    for lead in order.into_iter().filter(|lead| model.fits(Action::Lead(*lead), state)) {
        let entry = Action::Lead(lead).entry();
        let is_resume = lead == Lead::Pause && state.paused.is_some();
        let what = match lead {
            _ if is_resume => "go on",
            Lead::Say if model.debrief.is_alone => "note words",
            _ => entry.short,
        };
        keys.push((shown_key(model, &entry), what.to_owned()));
    }
    keys
}

fn asking(model: &Model, scene: &Scene<'_>) -> Keys {
    let mut keys: Keys = Vec::new();
    let state = scene.state;
    let next = answer::go_on(state);
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    let is_cut_in = attempt.is_some_and(|attempt| attempt.cut_into().is_some());
    if model.speech.is_some() {
        keys.push(("Enter".to_owned(), "next point".to_owned()));
        keys.push((model.keys.shown(Action::Done), "end of the speech".to_owned()));
        return keys;
    }
    let order = [
        Action::Run,
        Action::Done,
        Action::NextField,
        Action::Ask,
        Action::Hint,
        Action::Pause,
        Action::Stories,
        Action::HandOver,
        Action::Edit,
        Action::Speak,
        Action::Help,
    ];
    let has_any =
        |action: &Action| *action != Action::Stories || !model.setup.stories.titles.is_empty();
    for action in order.into_iter().filter(|action| action.fits(state)).filter(has_any) {
        let entry = action.entry();
        let mut what = entry.short.to_owned();
        match (action, &next) {
            (Action::Done, Some(crate::engine::Command::OpenField { field })) => {
                keys.push(("Tab".to_owned(), title(field)));
                continue;
            }
            (Action::Done, Some(crate::engine::Command::AdvancePhase)) => {
                what = "next phase".to_owned();
            }
            (Action::Done, _) if is_cut_in => what = "done, back".to_owned(),
            (Action::Done, _) if answer::is_run(state) => what = "submit".to_owned(),
            (Action::Hint, _) => {
                let cost = figures::cost(next_hint_cost(state).unwrap_or(0));
                what = format!("hint {cost}");
            }
            _ => {}
        }
        keys.push((model.keys.shown(action), what));
    }
    keys
}

fn of_menu(menu: &Menu) -> Keys {
    let key = |(index, choice): (usize, &crate::seat::menu::Choice)| {
        let enter = if menu.default == Some(index) { "/Enter" } else { "" };
        (format!("{}{enter}", choice.key), choice.text.clone())
    };
    menu.choices.iter().enumerate().map(key).collect()
}

/// Draws a page over the whole body, if one lies there.
pub fn covers(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) -> bool {
    let Some(panel) = model.panel.as_ref().filter(|panel| panel.is_page()) else { return false };
    let inside = readable(body);
    let width = usize::from(inside.width);
    let lines = match panel {
        Panel::Help if model.is_leading() => console_help(model, scene.state, width),
        Panel::Help if matches!(model.place, Some(Situation::Judging(_))) => debrief_help(width),
        Panel::Help => help(model, scene, width),
        Panel::Question if model.is_leading() => console::page(model, scene, width),
        Panel::Question => {
            let mut lines = super::question::greeting(scene.state, width);
            lines.extend(super::question::said(model, scene, width).into_rows());
            lines
        }
        Panel::Verdict(slot, item) => super::code::page(scene.state, *slot, *item, width),
        Panel::Answer(slot, item) => rows(width, &model::blocks(scene.state, *slot, *item)),
        Panel::Looked(found) => match found {
            Ok(found) => rows(width, &verdict::looked(found)),
            Err(why) => rows(width, &[Block::Message(SafeText::new(why))]),
        },
        Panel::Answers(slot) => rows(width, &model::of_round(scene.state, *slot)),
        _ => Vec::new(),
    };
    page(model, canvas, body, &lines);
    true
}

/// Lines that may be more than fit; what is above and below is said on the edge.
pub fn page(model: &Model, canvas: &mut Canvas<'_>, body: Rect, lines: &[Row]) {
    let inside = readable(body);
    let height = usize::from(body.height);
    let most = lines.len().saturating_sub(height);
    let skip = model.scroll.unwrap_or(0).min(most);
    model.sight.set(Sight { skip, most, height });
    canvas.rows(inside, lines, skip);
    if most > 0 {
        let text = in_sight(skip + 1, skip + height.min(lines.len()), lines.len());
        // On the line above the keys, wherever the page ends.
        let edge = canvas.buffer.area.bottom() - 2;
        canvas.rule(body, edge, &text);
    }
}

/// Draws a menu, a line or the palette at the bottom and gives back what is left of the body.
pub fn under(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) -> Rect {
    let lines: u16 = match &model.panel {
        Some(Panel::Menu(_) | Panel::Line(..) | Panel::Close) => 2,
        Some(Panel::Offers(sort, picked)) => {
            let width = usize::from(inset(body).width);
            let lines = console::offered(model, scene.state, *sort, *picked, width).len();
            let most = body.height.saturating_sub(3);
            u16::try_from(lines).unwrap_or(most).min(most) + 1
        }
        Some(Panel::Stories(_)) => {
            let most = LISTED.min(body.height.saturating_sub(3));
            let count = stories_listed(model, scene).len();
            u16::try_from(count).unwrap_or(most).min(most) + 1
        }
        Some(Panel::Palette { query, .. }) => {
            let found = panel_found(model, scene, query.text()).len().max(1);
            let most = LISTED.min(body.height.saturating_sub(4));
            u16::try_from(found).unwrap_or(most).min(most) + 2
        }
        _ => return body,
    };
    let top = body.bottom() - lines;
    canvas.rule(body, top, "");
    let inside = inset(body);
    match &model.panel {
        Some(Panel::Menu(overlay)) => {
            let say = overlay.menu(scene.state).say;
            canvas.text(inside.x, top + 1, inside.width, Ink::Amber, &say);
        }
        Some(Panel::Close) => {
            let say = close_menu(scene.state).say;
            canvas.text(inside.x, top + 1, inside.width, Ink::Amber, &say);
        }
        Some(Panel::Offers(sort, picked)) => {
            let offered = console::offered(model, scene.state, *sort, *picked, inside.width.into());
            for ((is_picked, text), y) in offered.into_iter().zip(top + 1..body.bottom()) {
                let ink = if is_picked { Ink::Bold } else { Ink::Plain };
                canvas.text(inside.x, y, inside.width, ink, &text);
            }
        }
        Some(Panel::Stories(picked)) => {
            let list = Rect { y: top + 1, height: lines - 1, ..inside };
            stories(&stories_listed(model, scene), canvas, list, *picked);
        }
        Some(Panel::Line(purpose, line)) => {
            let label = asked_of(*purpose);
            let x = canvas.text(inside.x, top + 1, inside.width, Ink::Cyan, label) + 2;
            let width = inside.right().saturating_sub(x);
            draft::draw_line(line, canvas, Rect { x, y: top + 1, width, height: 1 });
        }
        Some(Panel::Palette { query, picked }) => {
            let x = canvas.text(inside.x, top + 1, inside.width, Ink::Cyan, "search") + 2;
            let width = inside.right().saturating_sub(x);
            draft::draw_line(query, canvas, Rect { x, y: top + 1, width, height: 1 });
            let list = Rect { y: top + 2, height: lines - 2, ..inside };
            let found = panel_found(model, scene, query.text());
            palette(model, &found, canvas, list, *picked);
        }
        _ => {}
    }
    Rect { height: body.height - lines, ..body }
}

/// What a line is for.
fn asked_of(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Ask => "ask",
        Purpose::Look => "a query on the visible data",
        Purpose::Pause => "pause, because (may stay empty)",
        Purpose::Extend => "minutes to add (Enter: 5)",
        Purpose::Say => "say to the candidate",
        Purpose::Note => "note, with the mark",
        Purpose::Rate(_) => "in a sentence, or Enter",
        Purpose::Keep(..) => "what you call the story",
    }
}

/// Titles alone, as one has them in mind; the text stays in its file.
fn stories(all: &[Title], canvas: &mut Canvas<'_>, list: Rect, picked: usize) {
    let skip = (picked + 1).saturating_sub(usize::from(list.height));
    for ((index, title), y) in all.iter().enumerate().skip(skip).zip(list.y..list.bottom()) {
        let mark = if index == picked { ">" } else { " " };
        let told = say::story::choice(&title.story.title, &title.told_at, title.is_told_here);
        let text = format!("{mark} {:>2}  {}", index + 1, SafeText::line(&told));
        let style = match index == picked {
            true => canvas.theme.selected(),
            false => canvas.theme.style(Ink::Plain),
        };
        canvas.buffer.set_stringn(list.x, y, text, usize::from(list.width), style);
    }
}

fn palette(
    model: &Model,
    found: &[(Entry, bool)],
    canvas: &mut Canvas<'_>,
    list: Rect,
    picked: usize,
) {
    let skip = (picked + 1).saturating_sub(usize::from(list.height));
    let shown = found.iter().enumerate().skip(skip);
    for ((index, (entry, fits)), y) in shown.zip(list.y..list.bottom()) {
        let mark = if index == picked { ">" } else { " " };
        let key = shown_key(model, entry);
        let not_here = if *fits { "" } else { "  (not here)" };
        let text = format!("{mark} {key:<10} {}{not_here}", entry.what);
        let ink = if *fits { Ink::Plain } else { Ink::Dim };
        let mut style = canvas.theme.style(ink);
        if index == picked {
            style = canvas.theme.selected();
        }
        canvas.buffer.set_stringn(list.x, y, text, usize::from(list.width), style);
    }
    if found.is_empty() {
        canvas.text(list.x, list.y, list.width, Ink::Dim, "nothing is called that");
    }
}
