//! A real interview as it was told, and the notes that follow it.

use chrono::NaiveDate;

use crate::figures::{counted, decimal, percent};
use crate::prep::debrief::{Came, Did, Held, Interview};
use crate::prep::real::{Real, Tally, guesses, mocks};
use crate::score::calibration::PAIRS_LEAST;
use crate::score::recommendation::{SCALE, band_word};
use crate::view::page::{Block, Ink, Listing};

/// What can be chosen as a guess, in order.
pub fn guesses_to_choose() -> impl Iterator<Item = &'static str> {
    SCALE.into_iter()
}

/// Just told.
#[must_use]
pub fn told(interview: &Interview, is_plan_new: bool) -> Vec<Block> {
    let Interview { id, plan, date, .. } = interview;
    let thanks = crate::prep::day::later(*date, 1);
    let mut blocks = vec![
        Block::inked(Ink::Bold, &format!("{}, on {date}", interview.title())),
        Block::line(&format!("Kept as `{id}`{}.", sealed(interview))),
        Block::Blank,
        Block::hanging(
            Ink::Plain,
            "- ",
            &format!("By {thanks}: thank them. `mock debrief note {id}`"),
        ),
        Block::hanging(
            Ink::Plain,
            "- ",
            &format!(
                "On {}, if no answer came: ask once. `mock debrief note {id} --reminder`",
                interview.remind_on()
            ),
        ),
        Block::hanging(
            Ink::Plain,
            "- ",
            &format!("Once you know: `mock debrief outcome {id} passed` (or rejected, …)"),
        ),
        Block::Blank,
    ];
    let made = if is_plan_new { "a plan that was made for it" } else { "the plan" };
    blocks.push(Block::inked(
        Ink::Dim,
        &format!(
            "The first two are in {made}, `mock plan show --plan {plan}`, and in its calendar."
        ),
    ));
    blocks
}

fn sealed(interview: &Interview) -> String {
    match interview.guess {
        Some(guess) => format!("; how it felt is sealed: {guess}, {}", band_word(guess)),
        None => String::new(),
    }
}

/// All that was told of one.
#[must_use]
pub fn whole(held: &Held, interview: &Interview) -> Vec<Block> {
    let mut blocks =
        vec![Block::inked(Ink::Bold, &format!("{}, on {}", interview.title(), interview.date))];
    let mut fact = |name: &str, text: &str| {
        if !text.is_empty() {
            blocks.push(Block::hanging(Ink::Plain, &format!("{name:12}"), text));
        }
    };
    fact("id", &interview.id);
    fact("like", interview.kind.map_or("none of the program's rounds", |kind| kind.title()));
    fact("held by", &interview.with);
    fact("felt", &guess(interview));
    fact("about", &interview.about);
    fact(
        "outcome",
        &match held.outcome() {
            Some((day, outcome)) => said(outcome.came, &outcome.said, day),
            None => format!("not known yet; ask on {}", interview.remind_on()),
        },
    );
    blocks.push(Block::Blank);
    if interview.asked.is_empty() {
        let add = format!("`mock debrief mend {} --asked TEXT`", interview.id);
        blocks.push(Block::line(&format!("Nothing that was asked is noted: {add}")));
        return blocks;
    }
    blocks.push(Block::heading("What they asked"));
    for (at, text) in interview.asked.iter().enumerate() {
        blocks.push(Block::hanging(Ink::Plain, &format!("{:3}  ", at + 1), text));
    }
    blocks.push(Block::Blank);
    let id = &interview.id;
    blocks.push(Block::inked(
        Ink::Dim,
        &format!("`mock debrief card {id} N` makes a drill card of one, `mock debrief question {id} N` a question."),
    ));
    blocks
}

fn guess(interview: &Interview) -> String {
    let Some(guess) = interview.guess else { return "not guessed".to_owned() };
    let late = if interview.informed { ", told when the outcome was known" } else { "" };
    format!("{guess}, {}{late}", band_word(guess))
}

fn said(came: Came, said: &str, day: NaiveDate) -> String {
    let why = if said.is_empty() { String::new() } else { format!(": {said}") };
    format!("{came}, told on {day}{why}")
}

/// All of them, the newest first.
#[must_use]
pub fn list(all: &[(&Held, &Interview)]) -> Vec<Block> {
    if all.is_empty() {
        return vec![
            Block::line("No interview is told of yet."),
            Block::line("Next, after a real one: `mock debrief`"),
        ];
    }
    let mut listing = Listing::new(&["interview", "date", "felt", "asked", "outcome"], &["asked"]);
    for (held, interview) in all {
        let felt = interview.guess.map_or("", band_word);
        let came = held.outcome().map_or("not known yet", |(_, outcome)| outcome.came.word());
        listing.row(&[
            &interview.id,
            &interview.date.to_string(),
            felt,
            &interview.asked.len().to_string(),
            came,
        ]);
    }
    vec![Block::Listing(listing)]
}

/// What came of it, held against what was guessed.
#[must_use]
pub fn came(held: &Held, interview: &Interview) -> Vec<Block> {
    let Some((_, outcome)) = held.outcome() else { return Vec::new() };
    let mut blocks = vec![Block::line(&format!("{}: {}", interview.title(), outcome.came))];
    if let Some(guess) = interview.guess.filter(|_| !interview.informed) {
        blocks.push(Block::line(&format!("You had guessed {guess}, {}.", band_word(guess))));
    }
    blocks.push(Block::inked(
        Ink::Dim,
        "`mock calibration` holds guesses and rehearsals against what came of them.",
    ));
    blocks
}

/// What was taken back.
#[must_use]
pub fn taken_back(id: &str, did: Did) -> String {
    match did {
        Did::Told => format!("Taken back: {id} was never told of"),
        Did::Mended => format!("Taken back: {id} is again as it was told before"),
        Did::Came(came) => format!("Taken back: {id} {came}"),
        Did::Dropped => format!("Taken back: {id} is there again"),
    }
}

/// A note of thanks to fill in: one thing that was talked about, and nothing argued again.
#[must_use]
pub fn thanks(interview: &Interview) -> String {
    let Interview { company, date, about, .. } = interview;
    let round = interview.round.replace('-', " ");
    let about = match about.as_str() {
        "" => "[one thing you talked about, and what you took from it]",
        about => about,
    };
    format!(
        "Subject: Thank you for {day}\n\nHi {name},\n\n\
         thank you for the {round} conversation on {day}. I especially liked talking about {about}: \
         [why it stayed with you, in a sentence].\n\n\
         What I heard about the work at {company} makes me want to do it: [one thing, in your own \
         words]. If anything is missing from my side, I'm happy to send it.\n\n\
         Best regards,\n[your name]\n",
        name = name(interview),
        day = date.format("%A, %-d %B"),
    )
}

/// Asks once, politely.
#[must_use]
pub fn reminder(interview: &Interview) -> String {
    let Interview { company, date, .. } = interview;
    let round = interview.round.replace('-', " ");
    let promised = match interview.answer_by {
        Some(by) => format!("You had hoped to decide by {}, so", by.format("%A, %-d %B")),
        None => "Since then".to_owned(),
    };
    let ask = match interview.answer_by {
        Some(_) => "I wanted to ask whether there is any news",
        None => "I haven't heard from you, and wanted to ask whether there is any news",
    };
    format!(
        "Subject: The {round} interview on {day}\n\nHi {name},\n\n\
         we spoke on {day} about the position at {company}. {promised} {ask}, or a day by which \
         you expect some. I'm still very interested.\n\n\
         Best regards,\n[your name]\n",
        name = name(interview),
        day = date.format("%A, %-d %B"),
    )
}

fn name(interview: &Interview) -> &str {
    if interview.with.is_empty() { "[name]" } else { &interview.with }
}

/// Real interviews, for what looks over guesses.
#[must_use]
pub fn real(reals: &[Real<'_>]) -> Vec<Block> {
    let mut blocks = vec![Block::Blank, Block::heading("Real interviews")];
    if reals.is_empty() {
        blocks.push(Block::line("None is told of yet; after a real one: `mock debrief`"));
        return blocks;
    }
    let head = ["interview", "your guess", "last rehearsal before it", "outcome"];
    let mut listing = Listing::new(&head, &[]);
    for real in reals {
        let guess = match (real.interview.guess, real.interview.informed) {
            (Some(guess), false) => format!("{guess}, {}", band_word(guess)),
            (Some(_), true) => "too late".to_owned(),
            (None, _) => "none".to_owned(),
        };
        let mock = match (real.mock, real.interview.kind) {
            (Some(mock), _) => format!("{} on {}", decimal(mock.mean), mock.day),
            (None, Some(kind)) => format!("no {kind} round"),
            (None, None) => "no such round".to_owned(),
        };
        let came = real.came.map_or("not known yet", Came::word);
        listing.row(&[&real.interview.id, &guess, &mock, came]);
    }
    blocks.push(Block::Listing(listing));
    blocks.push(Block::Blank);
    blocks.push(Block::line(&share("Your guess (3 or 4 is a yes)", guesses(reals))));
    blocks.push(Block::line(&share("The rehearsal (a hire is a yes)", mocks(reals))));
    let unknown = reals.iter().filter(|real| real.came.and_then(Came::is_yes).is_none()).count();
    if unknown > 0 {
        blocks.push(Block::line(&format!(
            "{} without a yes or a no, not counted.",
            counted(unknown, "interview")
        )));
    }
    blocks
}

/// `foresaw the outcome in 5 of 7 (n = 7; with so few, anything from 35.9% to 91.8%)`.
fn share(what: &str, tally: Tally) -> String {
    let Tally { n, right } = tally;
    match tally.interval() {
        None => format!("{what}: no outcome to hold it against yet."),
        Some(_) if n < PAIRS_LEAST => {
            format!("{what} was right in {right} of {n}: too few to tell.")
        }
        Some((low, high)) => {
            let whole = |share: u32| percent(share / 10 * 10);
            format!(
                "{what} was right in {right} of {n}; the real share may be anything from {} to {}.",
                whole(low),
                whole(high)
            )
        }
    }
}
