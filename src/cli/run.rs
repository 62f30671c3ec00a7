//! `mock run`.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use rand::SeedableRng;
use rand::rngs::ChaCha12Rng;

use super::console::{Console, Error, Outcome};
use super::live::{self, Doing, Seating};
use super::table::{self, Keeping};
use super::tools::Means;
use super::{ask, faults, rounds, tools, wish};
use crate::bank::Bank;
use crate::bank::draw::{self, Drawn, Wish};
use crate::bank::load::{Loaded, Places, load};
use crate::bank::prep::{PrepQuestion, questions_to_ask};
use crate::bank::question::Level;
use crate::bank::task::Language;
use crate::clock::SimulatedClock;
use crate::driver::Driver;
use crate::engine::State;
use crate::format::plan::{Interviewer, SessionMode};
use crate::grade::workbench::Bench;
use crate::session::Store;
use crate::time::Elapsed;
use crate::ui::script::{Answers, ScriptFace};

/// Begin a rehearsal
#[derive(Debug, Args)]
#[command(after_help = "With no --format, mock asks. `mock rounds` lists rounds and loops.")]
pub struct RunArgs {
    #[command(flatten)]
    draw: DrawArgs,
    /// Who interviews: solo (the program) or peer (a person at this terminal)
    #[arg(long, value_name = "WHO", value_parser = word::<Interviewer>)]
    interviewer: Option<Interviewer>,
    /// Let a TOML file play the candidate, on a simulated clock
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
}

/// The interviewer's console alone, for a room or a call
#[derive(Debug, Args)]
#[command(
    after_help = "The candidate needs nothing; you read the questions out and mark the answers."
)]
pub struct InterviewArgs {
    #[command(flatten)]
    draw: DrawArgs,
}

/// What is drawn, for how long, and where it is kept.
#[derive(Clone, Debug, Args)]
pub struct DrawArgs {
    /// A round (phone-screen, coding, system-design, behavioral, case-study, …) or a loop (onsite)
    #[arg(long, short, value_name = "ID")]
    pub format: Option<String>,
    /// The level you interview for: junior, mid or senior [default: mid]
    #[arg(long, short, value_name = "LEVEL", value_parser = word::<Level>)]
    pub level: Option<Level>,
    /// Prefer questions about this topic; may be given more than once
    #[arg(long, value_name = "SLUG")]
    pub topic: Vec<String>,
    /// Rehearse this one question
    #[arg(long, value_name = "ID", conflicts_with_all = ["format", "topic", "redo", "job"])]
    pub question: Option<String>,
    /// practice: feedback after each question (rounds); exam: none until the end (loops)
    #[arg(long, value_name = "MODE", value_parser = word::<SessionMode>)]
    pub mode: Option<SessionMode>,
    /// Stretch all time limits: 1.5x
    #[arg(long, value_name = "FACTOR", value_parser = factor, conflicts_with_all = ["minutes", "untimed"])]
    pub time: Option<u32>,
    /// Shrink or stretch the whole to this many minutes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(5..=720), conflicts_with = "untimed")]
    pub minutes: Option<u32>,
    /// No time limits
    #[arg(long)]
    pub untimed: bool,
    /// What programs are written in: python, javascript, java or bash [default: python]
    #[arg(long, value_name = "NAME", value_parser = tools::language)]
    pub language: Option<Language>,
    /// Leave these topics out: azure,gcp
    #[arg(long, value_name = "SLUGS", value_delimiter = ',')]
    pub without: Vec<String>,
    /// Draw what was missed before
    #[arg(long)]
    pub redo: bool,
    /// Weight topics by the words of a job advert
    #[arg(long, value_name = "FILE")]
    pub job: Option<PathBuf>,
    /// Loops: one of the interviewers, drawn by the seed, has a veto
    #[arg(long)]
    pub bar_raiser: bool,
    /// Draw the same questions again
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    #[command(flatten)]
    pub seating: Seating,
    /// Keep nothing on disk
    #[arg(long)]
    pub ephemeral: bool,
    /// More questions: a folder; may be given more than once
    #[arg(long, value_name = "DIR")]
    pub bank: Vec<PathBuf>,
}

pub(super) fn word<W>(text: &str) -> Result<W, String>
where
    W: std::str::FromStr<Err = crate::words::UnknownWord>,
{
    text.parse().map_err(|error: crate::words::UnknownWord| error.to_string())
}

/// `1.5x` or `1.5`, from 0.25 to 4, in thousandths.
fn factor(text: &str) -> Result<u32, String> {
    let wrong = || format!("`{text}` is no factor; write 0.25x to 4x, such as 1.5x");
    let number: f64 = text.trim_end_matches(['x', 'X']).parse().map_err(|_| wrong())?;
    if !(0.25..=4.0).contains(&number) {
        return Err(wrong());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0.25 to 4")]
    Ok((number * 1000.0).round() as u32)
}

/// # Errors
/// See [`Error`].
pub fn run(args: &RunArgs, console: &mut Console) -> Result<Outcome, Error> {
    if args.answers.is_some() && args.interviewer == Some(Interviewer::Peer) {
        return Err(Error::Usage(
            "--answers plays the candidate alone; it cannot be combined with --interviewer peer"
                .to_owned(),
        ));
    }
    if args.answers.is_some() && args.draw.format.is_none() && args.draw.question.is_none() {
        let message = "--answers needs to know what is played: add --format or --question";
        return Err(Error::Usage(message.to_owned()));
    }
    let answers = args.answers.as_deref().map(read_answers).transpose()?;
    let seats = Seats {
        interviewer: args.interviewer.unwrap_or(Interviewer::Solo),
        candidate_elsewhere: false,
    };
    begin(&args.draw, seats, answers, console)
}

/// # Errors
/// See [`Error`].
pub fn interview(args: &InterviewArgs, console: &mut Console) -> Result<Outcome, Error> {
    let seats = Seats { interviewer: Interviewer::Peer, candidate_elsewhere: true };
    begin(&args.draw, seats, None, console)
}

/// Who sits where.
struct Seats {
    interviewer: Interviewer,
    candidate_elsewhere: bool,
}

fn begin(
    args: &DrawArgs,
    seats: Seats,
    answers: Option<Answers>,
    console: &mut Console,
) -> Result<Outcome, Error> {
    tools::require(args.language, console.paths)?;
    tools::require_sql(args.seating.sql.as_ref(), console.paths)?;
    let mut loaded = load_bank(&args.bank, console)?;
    tools::drop_what_needs_more(&mut loaded.bank, args.question.as_deref(), console.paths)?;
    let store = Store::new(console.paths.sessions());
    // Before the menus, so that a flag that cannot be is refused before anything is asked.
    let mut wish = wish::wish(args, seats.interviewer, &loaded.bank, &store)?;
    let args = &asked(args, console, &loaded.bank)?;
    wish.level = args.level.unwrap_or(wish.level);
    let minted = table::mint(args.seed)?;
    let mut drawn = draw(args, &loaded.bank, &wish, minted.seed)?;
    drawn.plan.candidate_elsewhere = seats.candidate_elsewhere;
    match answers {
        Some(answers) => play(args, console, &loaded.bank, &store, &minted, drawn, answers),
        None => {
            let header = table::header(&minted, &loaded.bank, false);
            let drawn = table::opening(drawn, &args.bank);
            let keeping = if args.ephemeral { Keeping::Nothing } else { Keeping::Disk(&store) };
            live::sit(console, &keeping, &args.seating, Doing::Begin { header, drawn })
        }
    }
}

/// Asks for what was left open, where someone is there to be asked.
fn asked(args: &DrawArgs, console: &mut Console, bank: &Bank) -> Result<DrawArgs, Error> {
    let mut args = args.clone();
    if args.format.is_none() && args.question.is_none() {
        args.format = Some(ask::format(console, bank)?);
        if args.level.is_none() {
            args.level = Some(ask::level(console)?);
        }
    }
    Ok(args)
}

fn read_answers(path: &Path) -> Result<Answers, Error> {
    let text = std::fs::read_to_string(path).map_err(|cause| {
        let message = format!("cannot read the answers file {}: {cause}", path.display());
        Error::unknown(message, "examples/answers-phone-screen.toml shows one")
    })?;
    Answers::parse(path, &text)
        .map_err(|fault| Error::Unknown { message: fault.to_string(), help: None })
}

/// The bank with the user's own questions; faults in those are told and passed over.
pub(super) fn load_bank(named: &[PathBuf], console: &mut Console) -> Result<Loaded, Error> {
    let own = vec![console.paths.bank()];
    let own_rounds = vec![console.paths.rounds()];
    let loaded = load(&Places { built_in: true, own, own_rounds, named: named.to_vec() });
    if !loaded.faults.is_empty() {
        faults::write(console.err, &loaded.faults, &loaded.bank, console.columns, console.colour)?;
        writeln!(
            console.err,
            "mock: questions with faults are left out; `mock bank lint` checks the rest\n"
        )?;
    }
    for replaced in &loaded.replaced {
        writeln!(console.err, "mock: {} is replaced by {}", replaced.id, replaced.by)?;
    }
    Ok(loaded)
}

/// What the program can say to a candidate's own questions.
pub(super) fn prep() -> Result<Vec<PrepQuestion>, Error> {
    let text = include_str!("../../question-bank/prep/questions-to-ask.toml");
    let groups = questions_to_ask(text).map_err(|error| Error::Bug(error.to_string()))?;
    Ok(groups.into_iter().flat_map(|group| group.questions).collect())
}

fn draw<'b>(args: &DrawArgs, bank: &'b Bank, wish: &Wish, seed: u64) -> Result<Drawn<'b>, Error> {
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let drawn = match &args.question {
        Some(id) => draw::draw_question(id, &bank.rounds, &bank.questions, wish, &mut rng),
        None => {
            let id = args.format.as_deref().unwrap_or("phone-screen");
            let format = bank.format(id).ok_or_else(|| rounds::unknown(id, bank))?;
            draw::draw(&format, &bank.rounds, &bank.questions, wish, &mut rng)
        }
    };
    drawn.map_err(|cannot| Error::Unknown { message: cannot.to_string(), help: None })
}

/// A session played by an answers file.
fn play(
    args: &DrawArgs,
    console: &mut Console,
    bank: &Bank,
    store: &Store,
    minted: &table::Minted,
    drawn: Drawn<'_>,
    answers: Answers,
) -> Result<Outcome, Error> {
    let header = table::header(minted, bank, true);
    let table::Post { sender, receiver } = table::post();
    let keeping =
        if args.ephemeral { table::Keeping::Nothing } else { table::Keeping::DiskAtClose(store) };
    let mut log = table::new_log(&keeping, &header, sender)?;
    let mut clock = SimulatedClock::new(receiver, Elapsed(0), minted.wall_ms);
    let mut face = ScriptFace::new(answers, Some(Box::new(io::stdout())));
    let prep = prep()?;
    let state = State::new(header);
    let mut grader = Bench::new(tools::makes(Means::of(args.seating.sql.as_ref(), console.paths)));
    let driver = Driver::new(state, 1, &mut clock, log.as_mut(), &mut face, &mut grader, &prep);
    let state = driver.begin(table::opening(drawn, &args.bank))?;
    log.close()?;
    writeln!(console.out, "\nsession {} · seed {}", state.header.session, state.header.seed)?;
    Ok(Outcome::Fine)
}
