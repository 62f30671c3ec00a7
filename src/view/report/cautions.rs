//! What a reader must know beside the verdict: it never stands alone.

use serde::Serialize;

use crate::engine::event::Mark;
use crate::figures::counted;
use crate::format::plan::{Interviewer, SessionMode};
use crate::text::SafeText;
use crate::view::standing;
use crate::view::transcript::{
    ItemStanding, Judged, MarkAbout, MarkPart, PlaceStanding, SaidWhat, Tally, Transcript,
    UnmarkedBy,
};
use crate::view::words::capital;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Caution {
    pub kind: CautionKind,
    pub text: SafeText,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CautionKind {
    /// Core points that nobody has marked and nothing computed: the score waits for them.
    Open,
    /// Points that count by a model's reading; before rules 3 by matched words alone.
    Unconfirmed,
    /// Points that were marked met or partly met without a sentence.
    Bare,
    /// Marks that point at nothing in the answer, or at words that were changed.
    Lost,
    /// Sentences of an answer that speak to the grader.
    ToGrader,
    /// A person's marks that differ from what the words count as.
    Overrides,
    NotAnswered,
    Skipped,
    Spoken,
    Hints,
    Pauses,
    /// The limits were changed.
    Time,
    /// Played from an answers file.
    Simulated,
    /// What the session lacks.
    Missing,
}

pub(super) fn cautions(transcript: &Transcript) -> Vec<Caution> {
    let mut found = Vec::new();
    let mut add = |kind, text: Option<String>| {
        found.extend(text.map(|text| Caution { kind, text: SafeText::line(&text) }));
    };
    let head = &transcript.session;
    let simulated = "An answers file played this session on a simulated clock.";
    add(CautionKind::Simulated, head.simulated.then(|| simulated.to_owned()));
    for missing in &transcript.missing {
        add(CautionKind::Missing, Some(format!("Missing: {missing}.")));
    }
    add(CautionKind::Open, open(transcript));
    add(CautionKind::Unconfirmed, unconfirmed(transcript));
    add(CautionKind::Bare, bare(transcript));
    add(CautionKind::Lost, lost(transcript));
    add(CautionKind::ToGrader, to_grader(transcript));
    add(CautionKind::Overrides, overrides(transcript));
    let in_exam = head.mode == Some(SessionMode::Exam);
    let blank = if in_exam { "scored as missed" } else { "left out of the score" };
    let is_blank = |state| matches!(state, ItemStanding::NotAnswered | ItemStanding::TimedOut);
    add(CautionKind::NotAnswered, titles(transcript, "Not answered", blank, is_blank));
    let is_skipped = |state| state == ItemStanding::Skipped;
    add(CautionKind::Skipped, titles(transcript, "Skipped", blank, is_skipped));
    let is_spoken = |state| state == ItemStanding::Spoken;
    let by_person = "the marks rest on a person's ticks alone";
    add(CautionKind::Spoken, titles(transcript, "Answered aloud", by_person, is_spoken));
    add(CautionKind::Hints, hints(transcript));
    add(CautionKind::Pauses, pauses(transcript).filter(|_| in_exam));
    let time = head.time.as_ref().map(|time| format!("Time limits were changed: {time}."));
    add(CautionKind::Time, time);
    found
}

/// All judgement of questions and rounds.
fn judgements(transcript: &Transcript) -> impl Iterator<Item = &Judged> {
    let of_rounds = transcript.begun_rounds().filter_map(|(_, round)| round.judged.as_ref());
    let of_questions = transcript.questions().filter_map(|(.., item)| item.judged.as_ref());
    of_questions.chain(of_rounds)
}

fn open(transcript: &Transcript) -> Option<String> {
    let overall = transcript.overall.iter().filter_map(|judged| judged.score.as_ref());
    let rounds = transcript.begun_rounds().filter_map(|(_, round)| round.score());
    let score = overall.chain(rounds).find(|score| score.open > 0)?;
    Some(format!("{}.", capital(&standing::open(score.open, &score.session))))
}

/// What the marks rest on, where some of them have no sentence.
fn bare(transcript: &Transcript) -> Option<String> {
    let rounds = transcript.begun_rounds().filter_map(|(_, round)| round.score());
    let tallies: Vec<Tally> = rounds.filter_map(|score| score.tally).collect();
    let sum = |of: fn(&Tally) -> u32| tallies.iter().map(of).sum::<u32>();
    let (bare, earning) = (sum(|t| t.without_sentence), sum(|t| t.met + t.partly));
    if bare == 0 {
        return None;
    }
    let have = if bare == 1 { "has" } else { "have" };
    Some(format!(
        "No sentence: {bare} of {} marked met or partly met {have} none; they rest on the \
         {}'s word alone.",
        counted(earning as usize, "point"),
        judge(transcript)
    ))
}

/// The seat whose marks count, told to a third person.
fn judge(transcript: &Transcript) -> &'static str {
    match transcript.session.interviewer {
        Some(Interviewer::Peer) => "interviewer",
        _ => "candidate",
    }
}

fn lost(transcript: &Transcript) -> Option<String> {
    let given = judgements(transcript).flat_map(|judged| &judged.marks).flat_map(|m| &m.given);
    let places = given.flat_map(|given| &given.grounds.places);
    let lost = places.filter(|place| place.standing != PlaceStanding::Found).count();
    let (noun, point) = if lost == 1 { ("sentence", "is") } else { ("sentences", "are") };
    (lost > 0).then(|| {
        format!(
            "{lost} {noun} that marks name {point} not in the answer; each is shown at its point."
        )
    })
}

fn to_grader(transcript: &Transcript) -> Option<String> {
    let attempts = transcript.questions().flat_map(|(.., item)| &item.attempts);
    let fields = attempts.flat_map(|attempt| &attempt.fields);
    let count: usize = fields.map(|field| field.to_grader.len()).sum();
    let verb = if count == 1 { "speaks" } else { "speak" };
    (count > 0).then(|| {
        format!(
            "{} of the answers {verb} to the grader and prove nothing.",
            counted(count, "sentence")
        )
    })
}

fn unconfirmed(transcript: &Transcript) -> Option<String> {
    let read = judgements(transcript).flat_map(|judged| &judged.marks);
    let is_read =
        |mark: &&MarkPart| mark.unmarked.is_some_and(|found| found.by == UnmarkedBy::Reading);
    match read.filter(is_read).count() {
        0 => {}
        1 => {
            return Some(
                "Unconfirmed: 1 point counts by a model's reading; no person confirmed it."
                    .to_owned(),
            );
        }
        count => {
            return Some(format!(
                "Unconfirmed: {count} points count by a model's reading; no person confirmed them."
            ));
        }
    }
    let is_scored_so =
        |judged: &&Judged| judged.score.as_ref().is_some_and(|score| score.unconfirmed);
    judgements(transcript).find(is_scored_so)?;
    let marks = judgements(transcript).filter(is_scored_so).flat_map(|judged| &judged.marks);
    let count = marks.filter(|mark| counts_by_words(mark)).count();
    let points = match count {
        0 => "Some points count".to_owned(),
        1 => "1 point counts".to_owned(),
        _ => format!("{} count", counted(count, "point")),
    };
    Some(format!("Unconfirmed: {points} by matched words alone; no person confirmed them."))
}

fn counts_by_words(mark: &MarkPart) -> bool {
    let is_point = matches!(mark.about, MarkAbout::Point | MarkAbout::Number | MarkAbout::Fault);
    is_point && mark.by_words.is_some() && !mark.given.iter().any(|given| given.counts)
}

/// How many of the marks that count stand above what the words count as, and how many below.
fn overrides(transcript: &Transcript) -> Option<String> {
    let (mut above, mut below, mut all) = (0, 0, 0);
    for mark in judgements(transcript).flat_map(|judged| &judged.marks) {
        for given in mark.given.iter().filter(|given| given.counts && given.overrides) {
            all += 1;
            // Mark's order is met, partly, missed, not asked.
            match given.mark {
                Mark::NotAsked => {}
                better if mark.by_words.is_some_and(|words| better < words) => above += 1,
                _ => below += 1,
            }
        }
    }
    if all == 0 {
        return None;
    }
    let by = judge(transcript);
    let differ = if all == 1 { "differs" } else { "differ" };
    let taken_out = match all - above - below {
        0 => String::new(),
        out => format!(", {out} taken out"),
    };
    Some(format!(
        "Overrides: {} of the {by} {differ} from what the matched words count as, {above} higher and \
         {below} lower{taken_out}. Each is shown at its point.",
        counted(all, "mark"),
    ))
}

fn titles(
    transcript: &Transcript,
    what: &str,
    so: &str,
    is_it: impl Fn(ItemStanding) -> bool,
) -> Option<String> {
    let found = transcript.questions().filter(|(.., item)| is_it(item.state));
    let titles: Vec<String> = found.map(|(.., item)| format!("“{}”", item.title())).collect();
    (!titles.is_empty()).then(|| format!("{what}: {}; {so}.", titles.join(", ")))
}

fn hints(transcript: &Transcript) -> Option<String> {
    let said = transcript.questions().flat_map(|(.., item)| &item.talk);
    let taken = said.filter(|said| said.what == SaidWhat::Hint).count();
    let text =
        format!("{} taken; each costs a share of what its question earns.", counted(taken, "hint"));
    (taken > 0).then_some(text)
}

/// In an exam a pause is reported.
fn pauses(transcript: &Transcript) -> Option<String> {
    let said =
        transcript.begun_rounds().flat_map(|(_, round)| &round.items).flat_map(|item| &item.talk);
    let pauses = said.filter(|said| said.what == SaidWhat::Pause).count();
    let text = format!("The exam was paused {}.", counted(pauses, "time"));
    (pauses > 0).then_some(text)
}
