//! The day of the interview: sixty lines of a terminal, or one sheet of paper.

use chrono::NaiveDate;

use crate::figures::counted;
use crate::prep::checklist::{Clock, Day, Meeting, Step};
use crate::text::SafeText;
use crate::view::page::{Block, Ink, Page, Screen, command, html as page, plain, rows, strong};
use crate::view::report::OneThing;

/// Lines and columns of a printed page.
const LINES: usize = 60;
pub const COLUMNS: usize = 80;

/// Stories and questions that one page holds; a short page is one that is read.
const MOST: usize = 12;

/// All that is on the page.
pub struct Sheet {
    pub day: Day,
    /// Titles.
    pub stories: Vec<String>,
    /// The round, which may be empty, and the question.
    pub questions: Vec<(String, String)>,
    /// Of the last week.
    pub one: Option<(NaiveDate, OneThing)>,
}

impl Sheet {
    #[must_use]
    pub fn title(&self) -> SafeText {
        let title = self.day.meeting.as_ref().map_or("The day of your interview", |of| &of.title);
        SafeText::line(title)
    }
}

/// For a terminal, and for a printer that prints text: at most `LINES` of `COLUMNS`.
#[must_use]
pub fn blocks(sheet: &Sheet) -> Vec<Block> {
    with(sheet, most(sheet))
}

/// How many stories and questions there is room for. What does not fit is counted, and the command
/// that lists it is named.
fn most(sheet: &Sheet) -> usize {
    let fits = |most: &usize| rows(&with(sheet, *most), Screen::wide(COLUMNS)).len() <= LINES;
    (0..=MOST).rev().find(fits).unwrap_or(0)
}

fn with(sheet: &Sheet, most: usize) -> Vec<Block> {
    let day = &sheet.day;
    let mut blocks = vec![Block::heading(sheet.title().as_str())];
    blocks.extend(lines(day).iter().map(|line| Block::line(line)));
    section(&mut blocks, "Before it begins");
    for step in &day.before {
        blocks.push(Block::hanging(Ink::Plain, &format!("[ ] {:8}", when(step)), &step.text));
    }
    section(&mut blocks, "While you talk");
    blocks.extend(day.during.iter().map(|step| Block::hanging(Ink::Plain, "-   ", &step.text)));
    section(&mut blocks, "Your stories");
    blocks.extend(listed(&sheet.stories, most, NO_STORY, "mock story list", |title| title.clone()));
    section(&mut blocks, "What you ask them");
    let question = |(round, ask): &(String, String)| asked(round, ask);
    blocks.extend(listed(&sheet.questions, most, NO_QUESTION, "mock ask list", question));
    section(&mut blocks, "The last week's one thing");
    match &sheet.one {
        Some((on, one)) => {
            blocks.push(Block::line(&format!("{}. ({on})", one.says)));
            if let Some(command) = &one.command {
                blocks.push(Block::inked(Ink::Dim, command));
            }
        }
        None => blocks.push(Block::line(NO_ROUND)),
    }
    blocks
}

const NO_STORY: &str = "None is written yet: `mock story new`";
const NO_QUESTION: &str = "None is chosen yet: `mock ask`";
const NO_ROUND: &str = "No round of the last seven days is scored.";

fn section(blocks: &mut Vec<Block>, title: &str) {
    blocks.push(Block::Blank);
    blocks.push(Block::heading(title));
}

fn listed<T>(
    all: &[T],
    most: usize,
    none: &str,
    rest: &str,
    text: impl Fn(&T) -> String,
) -> Vec<Block> {
    if all.is_empty() {
        return vec![Block::line(none)];
    }
    let shown = all.iter().take(most);
    let mut blocks: Vec<Block> =
        shown.map(|it| Block::hanging(Ink::Plain, "-   ", &text(it))).collect();
    let more = all.len().saturating_sub(most);
    if more > 0 {
        blocks.push(Block::inked(Ink::Dim, &format!("and {more} more: `{rest}`")));
    }
    blocks
}

fn asked(round: &str, ask: &str) -> String {
    if round.is_empty() { ask.to_owned() } else { format!("{round}: {ask}") }
}

/// `13:00`, or how long before where the time is not known.
fn when(step: &Step) -> String {
    match (step.at, step.before) {
        (Some(at), _) => at.format("%H:%M").to_string(),
        (None, Some(before)) => format!("-{before} min"),
        (None, None) => String::new(),
    }
}

/// When it is, and what the clock says.
#[must_use]
pub fn lines(day: &Day) -> Vec<String> {
    let mut lines: Vec<String> = day.meeting.iter().map(is_on).collect();
    lines.extend(says(day));
    lines
}

fn is_on(meeting: &Meeting) -> String {
    let at = meeting.time.map_or(String::new(), |time| format!(" at {}", time.format("%H:%M")));
    let left = match meeting.days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days if days > 1 => format!("in {days} days"),
        -1 => "yesterday".to_owned(),
        days => format!("{} days ago", -days),
    };
    format!("{}{at}: {left}.", meeting.date.format("%A, %-d %B %Y"))
}

fn says(day: &Day) -> Vec<String> {
    let time = "`mock plan new --time HH:MM` or `mock day --time HH:MM` puts it by the clock.";
    match &day.clock {
        Clock::Unset => vec![
            "No interview is planned: `mock plan new --date DATE --time HH:MM` says when it is."
                .to_owned(),
        ],
        Clock::Days(_) => vec!["What to do until then: `mock today`".to_owned()],
        Clock::Eve(tasks) => {
            let tasks = tasks.iter().map(|task| format!("This evening: {task}"));
            tasks.collect()
        }
        Clock::Today => vec![time.to_owned()],
        Clock::Before { minutes, next } => {
            let left = hours(*minutes);
            let step = next.as_ref().and_then(|id| day.before.iter().find(|step| step.id == *id));
            vec![match step {
                Some(step) => {
                    format!("It begins in {left}. Next, at {}: {}", when(step), step.text)
                }
                None => format!("It begins in {left}. Be there, and breathe."),
            }]
        }
        Clock::Began { minutes } => {
            vec![format!(
                "It began {} ago. Afterwards, while it's fresh: `mock debrief`",
                hours(*minutes)
            )]
        }
        Clock::Over(_) => vec!["It's over: `mock debrief` while it's fresh.".to_owned()],
    }
}

/// `2 hours 5 minutes`.
fn hours(minutes: i64) -> String {
    let minutes = usize::try_from(minutes).unwrap_or_default();
    match (minutes / 60, minutes % 60) {
        (0, minutes) => counted(minutes, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, minutes) => format!("{} {}", counted(hours, "hour"), counted(minutes, "minute")),
    }
}

/// The same to be written as a document.
#[must_use]
pub fn document(sheet: &Sheet) -> Vec<Block> {
    let most = most(sheet);
    let mut blocks = head(sheet);
    blocks.extend([before(sheet), during(sheet), stories(sheet, most), questions(sheet, most)]);
    blocks.push(one(sheet));
    blocks
}

/// One sheet for the printer: what is done on the left, what is to be had in mind on the right.
#[must_use]
pub fn html(sheet: &Sheet) -> String {
    let right = |most: usize| vec![stories(sheet, most), questions(sheet, most)];
    let fits = |most: &usize| rows(&right(*most), Screen::wide(SIDE_COLUMNS)).len() <= SIDE_LINES;
    let most = (0..=MOST).rev().find(fits).unwrap_or(0);
    let left = vec![before(sheet), during(sheet), one(sheet)];
    let mut blocks = head(sheet);
    blocks.push(Block::Columns(vec![
        Block::section("On the day", left),
        Block::section("To have in mind", right(most)),
    ]));
    page(&Page {
        kicker: SafeText::line("The day of the interview"),
        title: sheet.title(),
        has_contents: false,
        blocks,
    })
}

/// Half the width of a sheet of A4 or Letter, and the lines below its head, as measured in print.
const SIDE_COLUMNS: usize = 44;
const SIDE_LINES: usize = 34;

fn head(sheet: &Sheet) -> Vec<Block> {
    lines(&sheet.day).iter().map(|line| typed(line)).collect()
}

fn before(sheet: &Sheet) -> Block {
    let step =
        |step: &Step| vec![plain("☐ "), strong(&when(step)), plain(&format!(" {}", step.text))];
    let steps = sheet.day.before.iter().map(step).collect();
    Block::section("Before it begins", vec![Block::List(steps)])
}

fn during(sheet: &Sheet) -> Block {
    let steps = sheet.day.during.iter().map(|step| &step.text);
    Block::section("While you talk", vec![Block::list(steps)])
}

fn stories(sheet: &Sheet, most: usize) -> Block {
    let title = |title: &String| title.clone();
    Block::section(
        "Your stories",
        written(&sheet.stories, most, NO_STORY, "mock story list", title),
    )
}

fn questions(sheet: &Sheet, most: usize) -> Block {
    let question = |(round, ask): &(String, String)| asked(round, ask);
    let blocks = written(&sheet.questions, most, NO_QUESTION, "mock ask list", question);
    Block::section("What you ask them", blocks)
}

fn one(sheet: &Sheet) -> Block {
    let one = match &sheet.one {
        Some((on, one)) => {
            let mut line = vec![plain(&format!("{}. ({on}) ", one.says))];
            line.extend(one.command.as_ref().map(|text| command(text)));
            Block::Para(line)
        }
        None => Block::para(NO_ROUND),
    };
    Block::section("The last week's one thing", vec![one])
}

fn written<T>(
    all: &[T],
    most: usize,
    none: &str,
    rest: &str,
    text: impl Fn(&T) -> String,
) -> Vec<Block> {
    if all.is_empty() {
        return vec![typed(none)];
    }
    let mut blocks = vec![Block::list(all.iter().take(most).map(text))];
    let more = all.len().saturating_sub(most);
    if more > 0 {
        blocks.push(typed(&format!("and {more} more: `{rest}`")));
    }
    blocks
}

/// A paragraph with what is to be typed between back-quotes.
fn typed(text: &str) -> Block {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    let part = |(at, part): (usize, &str)| if at % 2 == 1 { command(part) } else { plain(part) };
    Block::Para(parts.map(part).collect())
}
