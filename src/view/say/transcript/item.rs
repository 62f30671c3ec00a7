//! One question or talk on the page.

use super::marked::{self, Listed};
use super::shares;
use crate::bank::question::Mode;
use crate::engine::Seat;
use crate::figures::{cost, counted, whole_percent};
use crate::format::plan::{CASES_FIELD, CODE_FIELD, NOTES_FIELD};
use crate::text::SafeText;
use crate::view::page::{Block, Line, Turn, plain, quiet, strong};
use crate::view::say::marks::point_anchor;
use crate::view::say::{attempts, judged, model, reviewed, star, verdict};
use crate::view::transcript::{
    AttemptPart, FieldPart, FilePart, ItemKind, ItemPart, ItemStanding, MarkPart, QuestionPart,
    Said, SaidWhat, ShapeCheck, ShapePart,
};
use crate::view::words;

/// Where it stands on the page.
pub(in crate::view::say) fn anchor(slot: usize, index: usize) -> String {
    format!("q{}-{}", slot + 1, index + 1)
}

/// The round's own marks and where they are listed: they may name any answer.
pub(super) type OfRound<'a> = (&'a [MarkPart], &'a str);

/// `who` is what the interviewer is called.
pub(super) fn section(
    item: &ItemPart,
    at: &str,
    of_round: OfRound<'_>,
    who: &str,
) -> Option<Block> {
    let title = item.title();
    if item.state == ItemStanding::NotReached {
        return None;
    }
    let mut blocks = vec![Block::Para(about(item))];
    if item.state == ItemStanding::Hidden {
        blocks.push(Block::notice("Hidden while the exam is paused."));
        return Some(Block::section_at(at, &title, blocks));
    }
    if !item.prompt.as_str().is_empty() {
        blocks.push(Block::Prose(item.prompt.clone()));
    }
    if let Some(question) = &item.question {
        blocks.extend(material(question));
    }
    if let Some(story) = &item.story {
        let told = vec![quiet("Story told: "), plain(story.title.as_str())];
        blocks.push(Block::Para(told));
    }
    let talk: Vec<Turn> = item.talk.iter().filter_map(|said| turn(said, who)).collect();
    if !talk.is_empty() {
        blocks.push(Block::Talk(talk));
    }
    let code = item.question.as_ref().filter(|q| matches!(q.mode, Mode::Sql | Mode::Python));
    let listed = |id: &SafeText, is_of_round: bool| {
        let own = item.judged.as_ref().map_or(&[][..], |judged| &judged.marks);
        let (marks, at) = if is_of_round { of_round } else { (own, at) };
        let number = marks.iter().position(|mark| mark.id == *id)? + 1;
        Some((number, point_anchor(at, number)))
    };
    let paper = Answers { item, is_code: code.is_some(), listed: &listed };
    blocks.extend(paper.attempts());
    if !item.runs.is_empty() {
        blocks.push(Block::section("Runs", vec![verdict::runs(&item.runs)]));
    }
    for late in &item.late {
        let title = format!("After time: {}, not scored", late.field);
        blocks.push(Block::section(&title, vec![Block::Prose(late.text.clone())]));
    }
    if let Some(shape) = &item.shape {
        blocks.push(Block::section("Shape", shape_blocks(shape)));
    }
    if let Some(review) = &item.review {
        blocks.push(Block::section(reviewed::TITLE, reviewed::blocks(review)));
    }
    if let Some(judged) = &item.judged {
        blocks.extend(judged::section(judged, at));
    }
    if let Some(disclosed) = &item.disclosed {
        blocks.push(Block::folded(model::TITLE, model::answer(disclosed)));
    }
    Some(Block::section_at(at, &title, blocks))
}

/// Measured, not judged: it informs, and no score rests on it.
fn shape_blocks(shape: &ShapePart) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !shape.letters.is_empty() {
        blocks.push(Block::Figure(shares::drawing(&shape.letters)));
        blocks.push(star::shares(&shape.letters));
    }
    let check = |check: &ShapeCheck| {
        let (rule, evidence) = (check.rule.as_str(), check.evidence.as_str());
        vec![plain(rule), plain(": "), plain(evidence), quiet(&format!(" ({})", check.source))]
    };
    if !shape.checks.is_empty() {
        blocks.push(Block::List(shape.checks.iter().map(check).collect()));
    }
    if !shape.unjoined.is_empty() {
        let pairs: Vec<&str> = shape.unjoined.iter().map(SafeText::as_str).collect();
        let text = format!("No line of the diagram joins {}.", pairs.join(", "));
        blocks.push(Block::Para(vec![plain(&text)]));
    }
    blocks
}

fn about(item: &ItemPart) -> Line {
    let mut words = Vec::new();
    if let Some(question) = &item.question {
        let kind = words::kind(question.kind);
        let topic = match question.topic == question.id {
            true => String::new(),
            false => format!(", {}", question.topic),
        };
        words.push(quiet(&format!("{}, {kind}, {}{topic}. ", question.id, question.mode)));
    }
    words.push(plain(&format!("{}.", item.timing.spent())));
    let standing = match item.state {
        ItemStanding::NotReached => "Not reached.",
        ItemStanding::UnderWay => "Still open.",
        ItemStanding::Hidden => "Open.",
        ItemStanding::Answered => return words,
        ItemStanding::Spoken => "Spoken: what is written are notes, the marks are a person's.",
        ItemStanding::Skipped => "Skipped.",
        ItemStanding::NotAnswered if item.what == ItemKind::YourQuestions => "You asked nothing.",
        ItemStanding::NotAnswered => "Not answered.",
        ItemStanding::TimedOut => "Not answered: the time ran out.",
    };
    words.extend([plain(" "), strong(standing)]);
    words
}

fn material(question: &QuestionPart) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !question.options.is_empty() {
        let options =
            question.options.iter().zip(1..).map(|(option, number)| {
                vec![strong(&format!("{number} ")), plain(option.as_str())]
            });
        blocks.push(Block::List(options.collect()));
    }
    let file = |file: &FilePart| Block::Code { name: file.name.clone(), text: file.text.clone() };
    blocks.extend(question.files.iter().map(file));
    blocks
}

/// A line of the conversation; what only the machine needs is left to JSON.
fn turn(said: &Said, interviewer: &str) -> Option<Turn> {
    let by = || match said.by {
        Some(Seat::Interviewer) => interviewer.to_owned(),
        Some(Seat::Candidate) => words::seat(Seat::Candidate).to_owned(),
        None => String::new(),
    };
    let text = said.text.as_str();
    let span = said.span_ms.unwrap_or_default();
    let (who, text) = match said.what {
        SaidWhat::Clarification => ("you".to_owned(), text.to_owned()),
        SaidWhat::Answer => (interviewer.to_owned(), text.to_owned()),
        SaidWhat::Reveal => (format!("shown, −{span}"), text.to_owned()),
        SaidWhat::Hint => {
            (format!("hint, {}", cost(said.cost.unwrap_or_default())), text.to_owned())
        }
        SaidWhat::Followup => match &said.cut_into {
            Some(field) => (format!("follow-up, into {field}"), text.to_owned()),
            None => ("follow-up".to_owned(), text.to_owned()),
        },
        SaidWhat::WentBack => ("you".to_owned(), format!("(back to {text})")),
        SaidWhat::Curveball => ("curveball".to_owned(), text.to_owned()),
        SaidWhat::Remark => (by(), text.to_owned()),
        SaidWhat::Pause if text.is_empty() => ("paused".to_owned(), String::new()),
        SaidWhat::Pause => ("paused".to_owned(), text.to_owned()),
        SaidWhat::Extension => ("extended".to_owned(), format!("by {span}, {}", by())),
        SaidWhat::TimeUp => ("time".to_owned(), format!("the {text}'s time is up")),
        SaidWhat::Run => ("you".to_owned(), format!("(ran the cases: {})", text.replace('-', " "))),
        SaidWhat::Point => ("you".to_owned(), "(next point)".to_owned()),
        SaidWhat::FirstWords => ("you".to_owned(), "(first words)".to_owned()),
        SaidWhat::Retry => ("you".to_owned(), "(once more)".to_owned()),
        SaidWhat::Resume | SaidWhat::Warning => return None,
    };
    let time = SafeText::line(&said.into_ms.to_string());
    Some(Turn { time, who: SafeText::line(&who), text: SafeText::new(&text) })
}

/// The answers to one item.
struct Answers<'a> {
    item: &'a ItemPart,
    is_code: bool,
    listed: Listed<'a>,
}

impl Answers<'_> {
    /// One below the other, or side by side where there are several.
    fn attempts(&self) -> Vec<Block> {
        let all = &self.item.attempts;
        let written: Vec<Vec<Block>> = all.iter().map(|attempt| self.attempt(attempt)).collect();
        if all.len() < 2 {
            return written.concat();
        }
        let nothing = || vec![Block::para("Nothing written.")];
        let column = |(inside, number): (Vec<Block>, usize)| {
            let inside = if inside.is_empty() { nothing() } else { inside };
            Block::section(attempts::name(number), inside)
        };
        let columns = written.into_iter().zip(1..).map(column).collect();
        let mut blocks: Vec<Block> = attempts::table(all).into_iter().collect();
        blocks.push(Block::Columns(columns));
        vec![Block::section("First and later attempts", blocks)]
    }

    fn attempt(&self, attempt: &AttemptPart) -> Vec<Block> {
        let is_written = |field: &FieldPart| !field.text.as_str().trim().is_empty();
        let has_answer = self.item.what != ItemKind::YourQuestions;
        if !has_answer || !attempt.fields.iter().any(is_written) {
            return Vec::new();
        }
        // A field that was opened and left empty says something beside others that were filled.
        let fields = attempt.fields.iter().filter(|field| is_written(field) || field.visits > 0);
        let mut blocks: Vec<Block> = fields.map(|field| self.field(field)).collect();
        let ran = attempt.verdict.as_ref().map(verdict::record);
        blocks.extend(ran.map(|inside| Block::section("Verdict", inside)));
        blocks
    }

    fn field(&self, field: &FieldPart) -> Block {
        let title = match &field.followup {
            Some(_) => "Answer to the follow-up".to_owned(),
            None => words::title(field.name.as_str()),
        };
        let mut inside = vec![Block::Para(measure(field))];
        if let Some(ask) = &field.followup {
            inside.insert(0, Block::Para(vec![quiet(ask.as_str())]));
        }
        if field.text.as_str().trim().is_empty() {
            inside.push(Block::Para(vec![strong("Nothing written.")]));
        } else {
            let name = field.name.as_str();
            let is_code = [CODE_FIELD, CASES_FIELD].contains(&name)
                || (self.is_code && field.followup.is_none() && name != NOTES_FIELD);
            inside.push(match (!marked::is_marked(field), is_code) {
                (true, true) => Block::Code { name: SafeText::default(), text: field.text.clone() },
                (true, false) => Block::Prose(field.text.clone()),
                (false, is_code) => {
                    let pieces = marked::pieces(field, self.listed);
                    Block::Marked { pieces, is_code }
                }
            });
        }
        Block::section(&title, inside)
    }
}

/// `1:58, 52% of the answer, 96 words`.
fn measure(field: &FieldPart) -> Line {
    let mut text = field.used_ms.to_string();
    if let Some(share) = field.share {
        text.push_str(&format!(", {} of the answer", whole_percent(share)));
    }
    text.push_str(&format!(", {}", counted(field.words, "word")));
    vec![quiet(&text)]
}
