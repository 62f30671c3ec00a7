//! The pages that list keys.

use crate::bank::question::Mode;
use crate::engine::State;
use crate::message::Key;
use crate::seat::pair::is_shared;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::{ACTIONS, Action, CONSOLE, Entry};
use crate::ui::room::model::Model;
use crate::ui::room::view::canvas::rows;
use crate::ui::room::view::ways::with_ways;
use crate::view::page::{Block, Row};
use crate::view::say::first_minute;

/// Everything that can be done at a point.
pub fn debrief_help(width: usize) -> Vec<Row> {
    let keys = [
        ("m p", "met, or partly, and the sentence that is pointed at shows it"),
        ("x s", "you didn't say it; it was not asked"),
        ("Up Down", "point at another sentence: suggestions first, then the others"),
        ("1–9", "point at the suggestion with this number"),
        ("PgUp PgDn", "point further up or down in the answer; Home and End go to its ends"),
        ("Space", "this sentence shows it together with others"),
        ("a", "met, and said aloud"),
        ("d", "met, in the diagram (outlines)"),
        ("w", "you mean it, but did not write it: counts as partly at most"),
        ("y n", "a red flag came up, with its sentence, or did not"),
        ("l", "leave the point open: mock score finishes it later"),
        ("u", "undo the last mark"),
        ("Left Right", "turn to another point"),
        ("Enter", "keep the mark that a point has"),
        ("e", "past all points that have a mark"),
    ];
    let below = "A reader points at sentences; you judge. Nothing is scored that nobody marked.";
    let keys = keys.into_iter().map(|(key, what)| (key.to_owned(), what));
    rows(width, &list("Keys at a point", keys, below))
}

/// The interviewer's keys.
pub fn console_help(model: &Model, state: &State, width: usize) -> Vec<Row> {
    let keys = CONSOLE.iter().map(|entry| (shown_key(model, entry), entry.what));
    let points = ("1–9".to_owned(), "choose a point by its number, or with Up and Down");
    let others = [
        ("Left Right", "point at a sentence they wrote: m and p take it along"),
        ("y n", "a red flag came up, or did not"),
        ("PgUp PgDn", "scroll"),
    ];
    let others = others.map(|(key, what)| (key.to_owned(), what));
    let below = match model.debrief.is_alone {
        true => {
            "Nothing is sent anywhere: what you choose with a, h, f, c, r or t is noted, and \
                 you say it aloud."
        }
        false => {
            "What is sent with a, h, f, c, r or t the candidate sees at once. Marks are kept \
                  with their minute, and shown to nobody before both have judged."
        }
    };
    let keys = [points].into_iter().chain(keys).chain(others);
    let job = with_ways(model, |ways| first_minute::job(state, model.debrief.is_alone, ways));
    let mut blocks = vec![Block::heading("What the interviewer does"), Block::Blank];
    blocks.extend(job.iter().map(|text| Block::line(text)));
    blocks.push(Block::Blank);
    blocks.extend(list("The interviewer's keys", keys, below));
    blocks.push(Block::Blank);
    let legend = LEGEND.map(|(word, what)| (word.to_owned(), what));
    blocks.extend(list("What the page says", legend.into_iter(), ""));
    rows(width, &blocks)
}

const LEGEND: [(&str, &str); 9] = [
    ("must have", "where it is missed, the answer is no hire in this quality"),
    ("bonus", "it only lifts an answer that is good without it"),
    ("red flag", "something that no good answer says: y if it came up"),
    ("weight 3", "how much the point counts beside the others"),
    ("at 2:10", "when you marked it, into the question"),
    ("[m] [p] [x]", "met, partly, missed; [s] was not asked"),
    ("if asked", "what you may answer when they ask about it, and not before"),
    ("−10%", "what a hint takes off what the question earns"),
    ("fits", "beside a follow-up: what they handed in, or how you marked it, calls for it"),
];

/// A heading, a line for each key, and what there is to say below.
fn list(
    heading: &str,
    keys: impl Iterator<Item = (String, &'static str)>,
    below: &str,
) -> Vec<Block> {
    let key = |(key, what): (String, &str)| Block::hanging(Ink::Plain, &format!("{key:<13}"), what);
    let head = [Block::heading(heading), Block::Blank];
    let note = (!below.is_empty()).then(|| Block::line(below));
    head.into_iter().chain(keys.map(key)).chain([Block::Blank]).chain(note).collect()
}

/// What acts here, then the keys of a text, then what has no meaning at the moment.
pub fn help(model: &Model, scene: &Scene<'_>, width: usize) -> Vec<Row> {
    let is_known = |entry: &Entry| entry.action != Action::HandOver || is_shared(scene.state);
    let (here, elsewhere): (Vec<Entry>, Vec<Entry>) = ACTIONS
        .into_iter()
        .filter(is_known)
        .partition(|entry| model.fits(entry.action, scene.state));
    let line = |entry: Entry| {
        let keys = model.keys.listed(entry.action);
        let all = model.keys.shown(Action::Palette);
        (if keys.is_empty() { format!("({all})") } else { keys }, entry.what)
    };
    let editing = [
        ("^A ^E", "to the line's start, its end; so do Home and End"),
        ("^P ^N ^B ^F", "a line up, down; a letter back, on; so do the arrows"),
        ("Alt-B Alt-F", "a word back, on; so do ^Left and ^Right"),
        ("^K ^U ^W", "kill to the line's end, to its start, the word before"),
        ("Alt-D", "kill the word behind; Alt-Backspace the one before"),
        ("^Y Alt-Y", "put in what was killed; the kill before it"),
        ("^D ^H ^T", "take a letter away behind, before; swap two"),
        ("Alt-U L C", "the word in capitals, small, with one capital"),
        ("^Z ^_", "undo; so does ^X^U. ^X^E writes in your editor"),
        ("Shift-arrows", "select; ^X cuts, ^C copies, ^V puts in; ^Space sets a mark"),
        ("Tab", "the next part of the answer, in code blanks up to a stop"),
        ("PgUp PgDn", "scroll the question"),
    ];
    let drawn = ("a -> b: how", "a line like this is drawn at once, beside the text or below it");
    let is_drawn = scene.state.current_question().is_some_and(|q| q.ask.mode == Mode::Outline);
    let editing = editing.into_iter().chain(is_drawn.then_some(drawn));
    let editing = editing.map(|(key, what)| (key.to_owned(), what));
    let note = "Where a terminal keeps Alt for itself, press Esc and then the letter. `mock config` \
                gives any action another key. What you type is saved as you type; after a crash: \
                mock resume";
    let mut blocks = list("Keys that act here", here.into_iter().map(line), note);
    blocks.push(Block::Blank);
    blocks.extend(list("In a text, as in a shell", editing, ""));
    blocks.extend(list("Not at the moment", elsewhere.into_iter().map(line), ""));
    rows(width, &blocks)
}

/// A key of the candidate's as it is set, one of the console's as it is.
pub fn shown_key(model: &Model, entry: &Entry) -> String {
    match entry.action {
        Action::Lead(_) => entry.own_keys().first().map_or(String::new(), Key::to_string),
        action => model.keys.shown(action),
    }
}
