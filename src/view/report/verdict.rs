//! The verdict with what spoke for and against it.

use serde::Serialize;

use crate::engine::Seat;
use crate::score::recommendation::{HIRE, band_word};
use crate::text::SafeText;
use crate::view::transcript::{RoundPart, ScorePart, Transcript};
use crate::view::words::title;
use crate::view::{recommendation, standing};

/// Reasons of one dimension that stand in the verdict; all of them stand with the dimension.
const REASONS_MOST: usize = 2;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    pub of: VerdictOf,
    /// "Hire", "Follow-up round", "Not scored yet".
    pub word: SafeText,
    /// Thousandths, 1000–4000; absent while points are open.
    pub mean: Option<u32>,
    /// Where the mean can still end while points are open: all of them missed, all met.
    pub range: Option<(u32, u32)>,
    /// Core points that nobody has marked and nothing computed.
    pub open: u32,
    /// 1 strong no, 2 no, 3 hire, 4 strong hire.
    pub band: Option<u32>,
    /// What it rests on: scored rounds of a loop, points asked in a round.
    pub n: usize,
    /// Thousandths; a loop's, from three scored rounds on.
    pub interval: Option<(u32, u32)>,
    /// Guesses at the whole, 1–4, sealed before anything was shown; a loop's.
    pub own_guess: Option<u32>,
    pub peer_guess: Option<u32>,
    pub spoke_for: Vec<SafeText>,
    pub spoke_against: Vec<SafeText>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictOf {
    Loop,
    Round,
    /// Nothing was scored.
    Nothing,
}

pub(super) fn verdict(transcript: &Transcript) -> Verdict {
    if let Some(overall) = &transcript.overall
        && let Some(score) = &overall.score
    {
        let guess = |by: Seat| overall.seals.iter().find(|seal| seal.by == by).map(|s| s.guess);
        let (own_guess, peer_guess) = (guess(Seat::Candidate), guess(Seat::Interviewer));
        return Verdict { own_guess, peer_guess, ..of_loop(transcript, score) };
    }
    let mut scored =
        transcript.begun_rounds().filter_map(|(_, round)| Some((round, round.score()?)));
    match (scored.next(), transcript.session.is_loop) {
        (Some((round, score)), false) => of_round(round, score),
        (first, _) => Verdict {
            of: VerdictOf::Nothing,
            word: SafeText::line(if first.is_some() { "Scored in part" } else { "Not scored yet" }),
            mean: None,
            range: None,
            open: 0,
            band: None,
            n: 0,
            interval: None,
            own_guess: None,
            peer_guess: None,
            spoke_for: Vec::new(),
            spoke_against: Vec::new(),
        },
    }
}

fn of_loop(transcript: &Transcript, score: &ScorePart) -> Verdict {
    let band = || score.band_word.unwrap_or_default().to_owned();
    let word = score.recommended.map_or_else(band, recommendation::word);
    let mut sides = Sides::default();
    // What is still open, or holds for want of an answer, speaks for nobody.
    for condition in score.conditions.iter().filter(|it| !it.open && !it.is_vacuous) {
        let rule = title(condition.rule.as_str());
        let text = match (condition.holds, condition.figures.as_str()) {
            (true, "" | "none") => rule,
            (true, figures) => format!("{rule} ({figures})"),
            (false, "" | "none") => format!("Not met: {}", condition.rule),
            (false, figures) => format!("Not met: {} ({figures})", condition.rule),
        };
        sides.add(condition.holds, &text);
    }
    for (_, round) in transcript.begun_rounds() {
        let Some(score) = round.score() else { continue };
        let (Some(ends), Some(band)) = (score.mean.map(|m| (m, m)).or(score.range), score.band)
        else {
            continue;
        };
        let figure = standing::range(ends);
        let text = format!("{}: {}, {figure}", round.title, band_word(band));
        let named = |is_for: bool| {
            let seen = score.dimensions.iter().filter_map(|d| Some((d.dim.as_str(), d.score?)));
            let side = seen.filter(|(_, score)| (*score >= HIRE) == is_for);
            let named = side.map(|(dim, score)| format!("{} {score}", dim.replace('-', " ")));
            named.collect::<Vec<_>>().join(", ")
        };
        // A round that fell short has its strong sides all the same, and the other way round.
        let (strong, weak) = (named(true), named(false));
        let is_for = band >= HIRE;
        let because = if is_for { &strong } else { &weak };
        let text = if because.is_empty() { text } else { format!("{text} ({because})") };
        sides.add(is_for, &text);
        let other = if is_for { weak } else { strong };
        if !other.is_empty() {
            sides.add(!is_for, &format!("{}: {other}", round.title));
        }
    }
    found(VerdictOf::Loop, &word, score, sides)
}

fn of_round(round: &RoundPart, score: &ScorePart) -> Verdict {
    let nothing = if score.open > 0 { "open" } else { "nothing could be scored" };
    let word = score.band_word.map_or_else(|| nothing.to_owned(), standing::headline);
    let mut sides = Sides::default();
    for dimension in &score.dimensions {
        let Some(figure) = dimension
            .score
            .map(|score| score.to_string())
            .or_else(|| dimension.range.map(standing::whole_range))
        else {
            continue;
        };
        let name = title(dimension.dim.as_str());
        let side = |reasons: &[SafeText]| {
            let first = reasons.iter().take(REASONS_MOST).map(SafeText::as_str);
            first.collect::<Vec<_>>().join("; ")
        };
        let (spoke_for, spoke_against) =
            (side(&dimension.spoke_for), side(&dimension.spoke_against));
        if !spoke_for.is_empty() {
            sides.add(true, &format!("{name}, {figure} of 4: {spoke_for}"));
        }
        if !spoke_against.is_empty() {
            sides.add(false, &format!("{name}, {figure} of 4: {spoke_against}"));
        }
    }
    if score.capped {
        sides.add(false, &format!("Code that fails its cases holds {} down", round.title));
    }
    found(VerdictOf::Round, &word, score, sides)
}

fn found(of: VerdictOf, word: &str, score: &ScorePart, sides: Sides) -> Verdict {
    Verdict {
        of,
        word: SafeText::line(&title(word)),
        mean: score.mean,
        range: score.range,
        open: score.open,
        band: score.band,
        n: score.n,
        interval: score.interval,
        own_guess: None,
        peer_guess: None,
        spoke_for: sides.spoke_for,
        spoke_against: sides.spoke_against,
    }
}

#[derive(Default)]
struct Sides {
    spoke_for: Vec<SafeText>,
    spoke_against: Vec<SafeText>,
}

impl Sides {
    fn add(&mut self, is_for: bool, text: &str) {
        let side = if is_for { &mut self.spoke_for } else { &mut self.spoke_against };
        side.push(SafeText::line(text));
    }
}
