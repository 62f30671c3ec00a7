//! A transcript laid out as a page: what it was, how it went, then every word in order.

pub(super) mod item;
mod marked;
mod shares;

use super::{judged, marks};
use crate::engine::Seat;
use crate::figures::{counted, decimal};
use crate::text::SafeText;
use crate::time::{Elapsed, Span};
use crate::view::page::{self, Block, Line, Page, Turn, plain, quiet, strong};
use crate::view::transcript::{
    HabitPart, Head, Moment, RoundPart, ScorePart, SlotPart, Transcript,
};
use crate::view::{standing, words};

impl Transcript {
    pub fn markdown(&self) -> String {
        page::markdown(&page(self))
    }

    pub fn html(&self) -> String {
        page::html(&page(self).undrawn())
    }
}

fn page(transcript: &Transcript) -> Page {
    let head = &transcript.session;
    let mut blocks = vec![facts(head)];
    if head.simulated {
        blocks.push(Block::notice("An answers file played this session on a simulated clock."));
    }
    if !transcript.missing.is_empty() {
        blocks.push(missing(transcript));
    }
    blocks.extend(result(transcript));
    let setting = Setting { is_numbered: head.is_loop, has_score: head.is_loop, has_phases: true };
    for (index, slot) in transcript.slots.iter().enumerate() {
        blocks.extend(slot_section(slot, index, setting));
    }
    blocks.extend(rating(transcript));
    blocks.extend(habits(transcript));
    blocks.extend(timeline(transcript));
    let title = if head.title.as_str().is_empty() { "Session" } else { head.title.as_str() };
    Page { title: SafeText::line(title), blocks, ..Page::default() }
}

pub(super) fn rating(transcript: &Transcript) -> Option<Block> {
    let rating = transcript.rating.as_ref()?;
    let mut words = vec![strong("You rated the interviewer "), plain(&rating.rating.to_string())];
    words.push(plain(" of 4. "));
    words.push(plain(rating.note.as_str()));
    Some(Block::Para(words))
}

pub(super) fn facts(head: &Head) -> Block {
    let mut facts: Vec<(&'static str, Line)> = vec![("Session", vec![plain(&head.id)])];
    let mut fact = |name, text: String| {
        if !text.is_empty() {
            facts.push((name, vec![plain(&text)]));
        }
    };
    fact("Begun", began(head));
    let level = head.level.map(|level| level.to_string());
    let mode = head.mode.map(|mode| mode.to_string());
    fact("Level and mode", level.into_iter().chain(mode).collect::<Vec<_>>().join(", "));
    fact("Interviewer", head.interviewer.map_or("", interviewer).to_owned());
    fact("Time limits", head.time.as_ref().map(ToString::to_string).unwrap_or_default());
    fact("Interview time", clock(head));
    let ended = head.ended.map_or("not ended", words::ended);
    fact("End", ended.to_owned());
    let reopened = (head.reopened > 0).then(|| counted(head.reopened as usize, "time"));
    fact("Opened again", reopened.unwrap_or_default());
    // The digest tells banks apart by its beginning; JSON has all of it.
    let bank: String = head.bank.as_str().chars().take(12).collect();
    fact("Drawn from", format!("bank {bank}, seed {}, mock {}", head.seed, head.program));
    Block::Facts(facts)
}

/// `2026-11-23 09:00 +00:00`, from RFC 3339.
pub(super) fn began(head: &Head) -> String {
    let zone = head.started.get(19..).unwrap_or_default();
    format!("{} {zone}", words::minute(&head.started)).trim().to_owned()
}

pub(super) const fn interviewer(who: crate::format::plan::Interviewer) -> &'static str {
    match who {
        crate::format::plan::Interviewer::Solo => "the program",
        crate::format::plan::Interviewer::Peer => "a peer",
    }
}

fn clock(head: &Head) -> String {
    let mut text = format!("{}, in {} from first to last", head.interview_ms, head.elapsed_ms);
    if head.slept_ms > Span::ZERO {
        text.push_str(&format!("; asleep {}, not counted", head.slept_ms));
    }
    if head.held_ms > Span::ZERO {
        text.push_str(&format!("; held {} while nothing could be saved", head.held_ms));
    }
    text
}

pub(super) fn missing(transcript: &Transcript) -> Block {
    let lines = transcript.missing.iter().map(|line| vec![plain(line.as_str())]);
    Block::section("What is missing", vec![Block::List(lines.collect())])
}

/// The answer to "how did it go", before everything else.
pub(super) fn result(transcript: &Transcript) -> Option<Block> {
    let mut blocks = Vec::new();
    if let Some(overall) = &transcript.overall {
        blocks.extend(judged::result(overall));
        blocks.extend(judged::conditions(overall));
        blocks.extend(judged::seals(overall));
        let rounds = rounds(transcript).filter_map(round_row).collect::<Vec<_>>();
        if !rounds.is_empty() {
            blocks.push(Block::Table { head: vec!["round", "mean", "band"], rows: rounds });
        }
    } else if let [SlotPart::Round(round)] = &transcript.slots[..] {
        let judged = round.judged.as_ref().filter(|judged| judged.score.is_some())?;
        blocks.extend(judged::result(judged));
        blocks.extend(judged::dimensions(judged));
        blocks.extend(judged.score.as_ref().and_then(judged::legend));
    }
    (!blocks.is_empty()).then(|| Block::section("Result", blocks))
}

pub(super) fn rounds(transcript: &Transcript) -> impl Iterator<Item = &RoundPart> {
    transcript.slots.iter().filter_map(|slot| match slot {
        SlotPart::Round(round) => Some(&**round),
        SlotPart::Break { .. } => None,
    })
}

fn round_row(round: &RoundPart) -> Option<Vec<Line>> {
    let score = round.judged.as_ref()?.score.as_ref()?;
    let (mean, band) = mean_and_band(score);
    Some(vec![vec![plain(round.title.as_str())], vec![plain(&mean)], vec![plain(&band)]])
}

/// What a list of rounds says of one: `3.25` and `hire`, `2.10 to 3.40` and `open, 14 points`.
pub(super) fn mean_and_band(score: &ScorePart) -> (String, String) {
    let mean = score.mean.map(decimal).or(score.range.map(standing::range));
    let open = (score.open > 0).then(|| format!("open, {}", counted(score.open as usize, "point")));
    let band = score.band_word.map(str::to_owned).into_iter().chain(open);
    let band = band.collect::<Vec<_>>().join(", ");
    let band = if band.is_empty() { "–".to_owned() } else { band };
    (mean.unwrap_or_else(|| "not scored".to_owned()), band)
}

/// Where a round stands on the page.
pub(super) fn round_anchor(slot: usize) -> String {
    format!("r{}", slot + 1)
}

/// What stands with a round, and what stands elsewhere on the page.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub is_numbered: bool,
    /// Its verdict and dimensions stand with it.
    pub has_score: bool,
    /// The times of its phases stand with it.
    pub has_phases: bool,
}

pub(super) fn slot_section(slot: &SlotPart, index: usize, setting: Setting) -> Option<Block> {
    let numbered = |title: &str| match setting.is_numbered {
        true => format!("{}. {title}", index + 1),
        false => title.to_owned(),
    };
    match slot {
        SlotPart::Break { begun: false, .. } => None,
        SlotPart::Break { title, timing, .. } => {
            let text = format!("{}.", timing.spent());
            Some(Block::section(&numbered(title.as_str()), vec![Block::para(&text)]))
        }
        SlotPart::Round(round) if !round.begun => None,
        SlotPart::Round(round) => Some(Block::section_at(
            &round_anchor(index),
            &numbered(round.title.as_str()),
            round_blocks(round, index, setting),
        )),
    }
}

fn round_blocks(round: &RoundPart, slot: usize, setting: Setting) -> Vec<Block> {
    let mut text = format!("{}.", round.timing.spent());
    if let Some(ended) = round.ended {
        text.push_str(&format!(" {}.", words::title(words::ended(ended))));
    }
    let mut blocks = vec![Block::para(&text)];
    if !round.opening.as_str().is_empty() {
        blocks.push(Block::Talk(vec![Turn {
            time: SafeText::line("0:00"),
            who: SafeText::line(interviewer_of(round)),
            text: round.opening.clone(),
        }]));
    }
    blocks.extend(round.made_do.iter().map(|text| Block::para(text.as_str())));
    if setting.has_phases && round.phases.len() > 1 {
        blocks.push(phases(round));
    }
    let own = round.judged.as_ref().map_or(&[][..], |judged| &judged.marks);
    let here = round_anchor(slot);
    for (index, part) in round.items.iter().enumerate() {
        let at = item::anchor(slot, index);
        blocks.extend(item::section(part, &at, (own, &here), interviewer_of(round)));
    }
    if let Some(judged) = &round.judged {
        let mut inside = Vec::new();
        if setting.has_score {
            inside.extend(judged::result(judged));
            inside.extend(judged::dimensions(judged));
            inside.extend(judged.score.as_ref().and_then(judged::legend));
        } else {
            inside.extend(judged::seals_without_score(judged));
        }
        inside.extend(marks::marks(judged, &round_anchor(slot)));
        if !inside.is_empty() {
            blocks.push(Block::section("The round as a whole", inside));
        }
    }
    blocks
}

/// What the interviewer is called throughout a round: by the name, without what they do.
fn interviewer_of(round: &RoundPart) -> &str {
    match round.persona.as_str().split(',').next().map(str::trim) {
        None | Some("") => words::seat(Seat::Interviewer),
        Some(name) => name,
    }
}

fn phases(round: &RoundPart) -> Block {
    let rows = round.phases.iter().map(|phase| {
        let took = if phase.begun { phase.timing.spent() } else { "not reached".to_owned() };
        vec![vec![plain(phase.name.as_str())], vec![plain(&took)]]
    });
    Block::Table { head: vec!["phase", "time"], rows: rows.collect() }
}

/// Tips and pitfalls with the rule of each: evidence for communication and requirements.
pub(super) fn habits(transcript: &Transcript) -> Option<Block> {
    let row = |habit: &HabitPart| {
        let name = words::title(&habit.id.replace('-', " "));
        let verdict = match (habit.kind.is_good(habit.seen), habit.seen) {
            (Some(true), _) => plain("good"),
            (Some(false), _) => strong("watch"),
            (None, true) => plain("yes"),
            (None, false) => plain("no"),
        };
        let signs: Vec<&str> = habit.signs.iter().map(SafeText::as_str).collect();
        let kind = format!(", {}", habit.kind);
        let mut seen = vec![quiet(&format!("{}. ", words::title(habit.rule.as_str())))];
        seen.push(plain(&signs.join("; ")));
        vec![vec![plain(&name), quiet(&kind)], vec![verdict], seen]
    };
    let rows: Vec<Vec<Line>> = transcript.habits.iter().map(row).collect();
    let table =
        Block::Table { head: vec!["habit", "verdict", "the rule, and what was seen"], rows };
    let note = "Signs, never marks: what communication and requirements may rest on.";
    (!transcript.habits.is_empty())
        .then(|| Block::section("Tips and pitfalls", vec![Block::Para(vec![plain(note)]), table]))
}

pub(super) fn timeline(transcript: &Transcript) -> Option<Block> {
    let row = |moment: &Moment| {
        let at = Elapsed(moment.at_ms) - Elapsed(0);
        vec![vec![quiet(&at.to_string())], vec![plain(moment.text.as_str())]]
    };
    let rows: Vec<Vec<Line>> = transcript.timeline.iter().map(row).collect();
    let table = Block::Table { head: vec!["time", "what happened"], rows };
    (!transcript.timeline.is_empty()).then(|| Block::folded("Timeline", vec![table]))
}
