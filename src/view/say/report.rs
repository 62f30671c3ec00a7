//! The report laid out as a page: the answer first, then why, how, what next, and every word.

mod figure;

use super::judged;
use super::transcript::{self, Setting, item};
use crate::figures::{counted, decimal};
use crate::score::rules::{latest, rules};
use crate::text::SafeText;
use crate::view::page::{self, Block, Line, Page, command, link, plain, quiet, strong};
use crate::view::report::{Practice, Report, Track, Verdict, VerdictOf};
use crate::view::transcript::{DimensionPart, Head, RoundPart, ScorePart};
use crate::view::{standing, words};

/// Topics that stand in "what to practise next"; JSON has all of them.
const TOPICS_MOST: usize = 6;

impl Report {
    pub fn html(&self) -> String {
        page::html(&page(self))
    }

    pub fn markdown(&self) -> String {
        page::markdown(&page(self))
    }
}

pub(in crate::view) fn page(report: &Report) -> Page {
    let transcript = &report.transcript;
    let head = &transcript.session;
    let mut blocks = vec![Block::Para(vec![quiet(&byline(head))])];
    blocks.extend(one(report));
    blocks.push(verdict(report));
    blocks.extend(overview(report));
    blocks.extend(next(report));
    blocks.extend(dimensions(report));
    blocks.extend(time(report));
    blocks.extend(anchored("habits", transcript::habits(transcript)));
    let setting = Setting { is_numbered: head.is_loop, has_score: false, has_phases: false };
    for (index, slot) in transcript.slots.iter().enumerate() {
        blocks.extend(transcript::slot_section(slot, index, setting));
    }
    let mut about = vec![transcript::facts(head)];
    about.extend(transcript::rating(transcript));
    about.extend(transcript::timeline(transcript));
    blocks.push(Block::section_at("session", "The session", about));
    blocks.push(Block::section_at("reading", "How to read this report", reading(report)));
    let title = if head.title.as_str().is_empty() { "Session" } else { head.title.as_str() };
    Page {
        kicker: SafeText::line("Mock interview report"),
        title: SafeText::line(title),
        has_contents: true,
        blocks,
    }
}

/// The same section, so that the contents lead to it.
fn anchored(anchor: &str, section: Option<Block>) -> Option<Block> {
    match section? {
        Block::Section { title, blocks, .. } => {
            Some(Block::Section { title, anchor: anchor.to_owned(), blocks })
        }
        other => Some(other),
    }
}

/// `2026-11-23 09:00 +02:00 · mid, exam · interviewed by the program · 4:41:10`.
fn byline(head: &Head) -> String {
    let mut parts = vec![transcript::began(head)];
    let level = head.level.map(|level| format!("{level} level"));
    let mode = head.mode.map(|mode| format!("{mode} mode"));
    parts.extend(level);
    parts.extend(mode);
    parts.extend(
        head.interviewer.map(|who| format!("interviewed by {}", transcript::interviewer(who))),
    );
    parts.push(format!("{} of interview time", head.interview_ms));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What a reader does next, before all that it rests on.
fn one(report: &Report) -> Option<Block> {
    let one = report.one.as_ref()?;
    let mut line = vec![strong("The one next thing: "), plain(&format!("{}.", one.says))];
    if let Some(run) = &one.command {
        line.push(plain(" "));
        line.push(command(run));
    }
    if let Some(against) = &one.against {
        line.push(plain(&format!(" This round: {against}.")));
    }
    Some(Block::Para(line))
}

fn verdict(report: &Report) -> Block {
    let verdict = &report.verdict;
    let session = short(&report.transcript.session.id);
    let mut blocks = vec![Block::Hero(verdict.word.clone(), sureness(verdict, session))];
    blocks.extend(basis(report).iter().map(|line| Block::para(line)));
    let ends = |score: &ScorePart| score.mean.map(|mean| (mean, mean)).or(score.range);
    let scored: Vec<(&str, (u32, u32))> = report
        .transcript
        .begun_rounds()
        .filter_map(|(_, round)| Some((round.title.as_str(), ends(round.score()?)?)))
        .collect();
    blocks.extend(figure::scale(verdict, &scored).map(Block::Figure));
    let nothing = match verdict.open {
        0 => "Nothing that was scored.",
        _ => "Nothing yet: what decides is open.",
    };
    let side = |title: &str, reasons: &[SafeText]| {
        let lines = reasons.iter().map(|reason| vec![plain(reason.as_str())]);
        let list = match reasons {
            [] => Block::para(nothing),
            _ => Block::List(lines.collect()),
        };
        Block::section(title, vec![list])
    };
    if verdict.of != VerdictOf::Nothing {
        let columns = vec![
            side("What speaks for a hire", &verdict.spoke_for),
            side("What speaks against it", &verdict.spoke_against),
        ];
        blocks.push(Block::Columns(columns));
    }
    let guesses = [(verdict.own_guess, "You"), (verdict.peer_guess, "The interviewer")];
    for (guess, who) in guesses {
        let told = |guess| format!("{who} guessed {guess} of 4 before anything was shown.");
        blocks.extend(guess.map(|guess: u32| Block::para(&told(guess))));
    }
    if !report.cautions.is_empty() {
        let lines = report.cautions.iter().map(|caution| vec![plain(caution.text.as_str())]);
        let list = Block::List(lines.collect());
        blocks.push(Block::section("To be read with it", vec![list]));
    }
    Block::section_at("verdict", "Verdict", blocks)
}

/// The end of a session's id, which is what people call it.
fn short(id: &str) -> &str {
    id.get(id.len().saturating_sub(6)..).unwrap_or(id)
}

/// What the verdict's marks rest on, of the loop or the one round.
fn basis(report: &Report) -> Vec<String> {
    let overall = report.transcript.overall.as_ref().and_then(|judged| judged.score.as_ref());
    let round = report.transcript.begun_rounds().find_map(|(_, round)| round.score());
    let is_loop = report.transcript.session.is_loop;
    let score = if is_loop { overall } else { round };
    score.map(judged::basis).unwrap_or_default()
}

/// The mean with its n and its interval: a number never stands alone.
fn sureness(verdict: &Verdict, session: &str) -> Line {
    match (verdict.of, verdict.mean, verdict.range) {
        (VerdictOf::Nothing, ..) => {
            vec![command("mock score"), plain(" judges a session that is over.")]
        }
        (_, None, Some(ends)) => {
            let typed = format!("mock score {session}");
            let waiting = standing::waiting(verdict.open as usize);
            vec![
                strong(&standing::range(ends)),
                plain(&format!("\u{a0}of\u{a0}4: {waiting}. ")),
                command(&typed),
                plain(" goes on there."),
            ]
        }
        (_, None, None) => vec![plain("No point of it was judged.")],
        (_, Some(mean), _) => mean_and_n(verdict, mean),
    }
}

fn mean_and_n(verdict: &Verdict, mean: u32) -> Line {
    let mut words = vec![strong(&decimal(mean)), plain("\u{a0}of\u{a0}4, from ")];
    match verdict.of {
        VerdictOf::Loop => words.push(plain(&counted(verdict.n, "scored round"))),
        _ => words.push(plain(&counted(verdict.n, "point"))),
    }
    match (verdict.of, verdict.interval) {
        (_, Some((low, high))) => words.push(plain(&format!(
            "; it may lie anywhere from {} to {}.",
            decimal(low),
            decimal(high)
        ))),
        (VerdictOf::Loop, None) => words.push(plain("; too few to tell how sure that is.")),
        _ => words.push(plain("; one round by itself is too few to tell how sure that is.")),
    }
    words
}

/// A loop's rounds on one table.
fn overview(report: &Report) -> Option<Block> {
    if !report.transcript.session.is_loop {
        return None;
    }
    let row = |(slot, round): (usize, &RoundPart)| {
        let score = round.score();
        let (mean, band) = score
            .map_or_else(|| ("–".to_owned(), "not scored".to_owned()), transcript::mean_and_band);
        let n = score.map_or(String::new(), |score| score.n.to_string());
        let sure = if score.is_some_and(|score| score.unconfirmed) { ", unconfirmed" } else { "" };
        vec![
            vec![link(round.title.as_str(), &transcript::round_anchor(slot))],
            vec![strong(&band), plain(sure)],
            vec![plain(&mean)],
            vec![plain(&n)],
            vec![plain(&round.timing.spent())],
        ]
    };
    let rows: Vec<Vec<Line>> = report.transcript.begun_rounds().map(row).collect();
    let head = vec!["round", "band", "mean", "points", "time"];
    let table = Block::Table { head, rows };
    Some(Block::section_at("rounds", "The rounds", vec![table]))
}

fn next(report: &Report) -> Option<Block> {
    if report.verdict.of == VerdictOf::Nothing && report.next.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if report.next.is_empty() {
        let text = match report.verdict.open {
            0 => "No question fell below a hire. Go on with another round, or a level up.",
            _ => "Mark what is open first: until then nothing can be said of it.",
        };
        blocks.push(Block::para(text));
    }
    let topics: Vec<Block> = report.next.iter().take(TOPICS_MOST).map(practice).collect();
    if !topics.is_empty() {
        blocks.push(Block::Columns(topics));
    }
    if report.next.len() > TOPICS_MOST {
        let more = report.next.len() - TOPICS_MOST;
        let text = format!(
            "{} below a hire are listed with their questions.",
            counted(more, "other topic")
        );
        blocks.push(Block::Para(vec![plain(&text)]));
    }
    let read: Vec<&SafeText> =
        report.next.iter().take(TOPICS_MOST).flat_map(|practice| &practice.read).collect();
    if !read.is_empty() {
        let mut lines: Vec<Line> = Vec::new();
        for source in read {
            let line = vec![plain(source.as_str())];
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        blocks.push(Block::section("To read", vec![Block::List(lines)]));
    }
    Some(Block::section_at("next", "What to practise next", blocks))
}

fn practice(practice: &Practice) -> Block {
    let mut went = vec![plain("Asked in ")];
    for (index, question) in practice.questions.iter().enumerate() {
        if index > 0 {
            went.push(plain("; "));
        }
        let anchor = item::anchor(question.slot, question.item);
        went.push(link(question.title.as_str(), &anchor));
        if question.not_answered {
            went.push(plain(", not answered"));
        }
    }
    if let Some(mean) = practice.mean {
        went.push(plain(&format!(": {}\u{a0}of\u{a0}4", decimal(mean))));
    }
    went.push(plain("."));
    let mut blocks = vec![Block::Para(went)];
    if !practice.lacked.is_empty() {
        let lines = practice.lacked.iter().map(|text| vec![plain(text.as_str())]);
        blocks.push(Block::List(lines.collect()));
    }
    blocks.extend(practice.command.as_deref().map(|typed| Block::Para(vec![command(typed)])));
    let title = match practice.questions.as_slice() {
        [only] => only.title.to_string(),
        _ => words::title(practice.topic.as_str()),
    };
    Block::section(&title, blocks)
}

fn dimensions(report: &Report) -> Option<Block> {
    let is_loop = report.transcript.session.is_loop;
    let section = |(_, round)| round_dimensions(round, is_loop);
    let found: Vec<(&str, Vec<Block>)> =
        report.transcript.begun_rounds().filter_map(section).collect();
    let blocks = match found.len() {
        0 => return None,
        1 => found.into_iter().flat_map(|(_, blocks)| blocks).collect(),
        _ => found.into_iter().map(|(title, blocks)| Block::section(title, blocks)).collect(),
    };
    Some(Block::section_at("dimensions", "Dimensions", blocks))
}

fn round_dimensions(round: &RoundPart, is_in_loop: bool) -> Option<(&str, Vec<Block>)> {
    let judged = round.judged.as_ref()?;
    let score = judged.score.as_ref().filter(|score| !score.dimensions.is_empty())?;
    let title = round.title.as_str();
    let mut blocks: Vec<Block> = Vec::new();
    if is_in_loop {
        blocks.extend(judged::result(judged));
    }
    blocks.push(Block::Figure(figure::dimensions(title, &score.dimensions)));
    blocks.extend(judged::dimension_table(judged));
    blocks.extend(judged::legend(score));
    let reasons = score.dimensions.iter().filter(|dimension| dimension.is_seen());
    blocks.push(Block::Columns(reasons.map(reasons_of).collect()));
    Some((title, blocks))
}

/// What spoke for and against one dimension, all of it.
fn reasons_of(dimension: &DimensionPart) -> Block {
    let lines = |texts: &[SafeText]| {
        let lines = texts.iter().map(|text| vec![plain(text.as_str())]);
        lines.collect::<Vec<Line>>()
    };
    let (spoke_for, spoke_against) = (lines(&dimension.spoke_for), lines(&dimension.spoke_against));
    let score = judged::dimension_score(dimension);
    let title = format!("{}, {score} of 4", words::title(dimension.dim.as_str()));
    let inside = match (spoke_for.is_empty(), spoke_against.is_empty()) {
        (true, true) => Block::para("Nothing was marked."),
        _ => Block::Sides { spoke_for, spoke_against },
    };
    Block::section(&title, vec![inside])
}

fn time(report: &Report) -> Option<Block> {
    let axis = figure::Axis::of(&report.tracks);
    let of_track = |track: &Track| {
        let mut blocks = vec![Block::Para(vec![plain(&format!("{}.", track.timing.spent()))])];
        blocks.push(Block::Figure(figure::lane(axis, track)));
        blocks.extend(figure::budget(track).map(Block::Figure));
        blocks.push(Block::folded("The same, minute by minute", vec![minutes(track)]));
        blocks
    };
    let blocks = match &report.tracks[..] {
        [] => return None,
        [track] => of_track(track),
        tracks => {
            let section = |track: &Track| Block::section(track.title.as_str(), of_track(track));
            tracks.iter().map(section).collect()
        }
    };
    Some(Block::section_at("time", "How the time went", blocks))
}

/// Everything of a track in the order of time.
fn minutes(track: &Track) -> Block {
    let mut rows = Vec::new();
    for phase in track.phases.iter().filter(|_| track.phases.len() > 1) {
        let text = format!("{}, {}", phase.name, phase.timing.spent());
        rows.push((phase.from_ms, 0, "phase", text));
    }
    for item in &track.items {
        let text = format!("{}, {}", item.name, item.timing.spent());
        rows.push((item.from_ms, 1, "put", text));
    }
    for moment in &track.moments {
        rows.push((moment.at_ms, 2, moment.kind.title(), moment.text.to_string()));
    }
    rows.sort_by_key(|(at, order, ..)| (*at, *order));
    let row = |(at, _, what, text): &(_, _, &str, String)| {
        let at: &crate::time::Span = at;
        vec![vec![quiet(&at.to_string())], vec![strong(what)], vec![plain(text)]]
    };
    let rows = rows.iter().map(row).collect();
    Block::Table { head: vec!["time", "what", "which"], rows }
}

/// Rules 3: what marks are, and what is open.
const PLACED: &str = "Marks are a person's, and each names the sentence of the answer that shows the \
    point, or says that there is none: said aloud, in the diagram, not written. Shaded text in an \
    answer carries the numbers of the points that were placed there. The program only suggests \
    sentences: it judges nothing by words.";
const OPEN: &str = "“Open” is a point that nobody has marked and nothing computed. It's never \
    guessed: a score with open points is a range, from all of them missed to all of them met. \
    “Unconfirmed” counts by the reading of a model that had proved itself; no person looked at it.";

/// Rules 1 and 2.
const BY_WORDS: &str = "Marks are a person's. The program only points at words of the answer that a \
    point may rest on: “likely”, “maybe, read this”, or no matching sentence. It matches words, not \
    correctness. Shaded text in an answer carries the numbers of its points; dotted text is a maybe.";
const OVER_WORDS: &str = "“Unconfirmed” counts by matched words because nobody marked it. “Over the \
    words” is a mark that differs from what the words alone count as: a person overruled them.";

fn reading(report: &Report) -> Vec<Block> {
    let numbers = report.transcript.begun_rounds().filter_map(|(_, round)| round.score());
    let number = numbers.map(|score| score.rules).max();
    let of_session = number.and_then(rules).unwrap_or_else(latest);
    let (of_round, is_placed) = (&of_session.round, of_session.judgement.is_some());
    let (marks, unsettled) = if is_placed { (PLACED, OPEN) } else { (BY_WORDS, OVER_WORDS) };
    let mut lines = vec![
        format!(
            "1 strong no, 2 no, 3 hire, 4 strong hire. A round is the mean of its dimensions: from \
             {} a hire, from {} a strong hire, below {} a strong no.",
            decimal(of_round.hire),
            decimal(of_round.strong_hire),
            decimal(of_round.no)
        ),
        marks.to_owned(),
        unsettled.to_owned(),
        "A guess is sealed before anything is shown. “Not seen” is a dimension that nothing asked \
         about."
            .to_owned(),
        "How sure: about a quarter of candidates do equally well from one interview to the next, so \
         read one session as one sample. The interval is the mean ± 2·max(s, 0.5)/√n of the rounds."
            .to_owned(),
    ];
    if let Some(number) = number {
        lines.push(format!(
            "Scored under rules {number} from the session's journal alone, bit for bit the same on \
             any machine."
        ));
    }
    let mut lines: Vec<Line> = lines.iter().map(|text| vec![plain(text)]).collect();
    if number.is_some() {
        let rescore = format!("mock rescore {}", report.transcript.session.id);
        lines.push(vec![command(&rescore), plain(" computes it again.")]);
    }
    vec![Block::List(lines)]
}
