//! A new session: flags are resolved once, to [`Options`]; what is asked is drawn; it begins.

mod ask;
mod wish;

use std::path::PathBuf;

use rand::SeedableRng;
use rand::rngs::ChaCha12Rng;

use super::args::draw::DrawArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::folders::{places, strangers, tell_replaced, unknown_format};
use super::host::face::FaceOptions;
use super::host::live::{self, Doing};
use super::host::log::Keeping;
use super::host::model;
use super::host::new_session::{header, mint, opening};
use super::host::script::play;
use super::host::stories::stories;
use super::settings::Settings;
use super::{faults, tools};
use crate::bank::Bank;
use crate::bank::question::Question;
use crate::draw::{self, Drawn, Wish};
use crate::format::Formats;
use crate::format::plan::Interviewer;
use crate::grade::engines::Engines;
use crate::load::{Loaded, load};
use crate::reader::desk::Chosen;
use crate::session::Store;
use crate::ui::script::Answers;

/// Who sits where.
pub(super) struct Seats {
    pub(super) interviewer: Interviewer,
    pub(super) candidate_elsewhere: bool,
    /// The name of the person who interviews, where it was given.
    pub(super) peer: Option<String>,
}

/// What the flags of a new session come to, on this machine, with its bank and earlier sessions,
/// and with what was asked where they left something open.
struct Options {
    bank: Bank,
    formats: Formats,
    what: What,
    wish: Wish,
    candidate_elsewhere: bool,
    peer: Option<String>,
    seed: Option<u64>,
    store: Store,
    /// Nothing is kept on disk.
    is_ephemeral: bool,
    /// Folders whose questions may be a stranger's.
    strangers: Vec<PathBuf>,
    face: FaceOptions,
    /// What runs answers.
    engines: Engines,
    /// What reads them besides word matching.
    model: Option<Chosen>,
}

/// What is rehearsed.
enum What {
    Question(String),
    Format(String),
}

/// Begins a session and stays with it to its end. Answers are played; without them a person sits
/// at the terminal.
pub(super) fn begin(
    args: &DrawArgs,
    seats: Seats,
    answers: Option<Answers>,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let options = Options::resolve(args, seats, context)?;
    if let Some(answers) = &answers {
        let questions = options.bank.questions.iter();
        let questions = questions.map(|question| (&question.ask, &question.judge));
        let checked = answers.check_points(questions);
        let checked = checked.and_then(|()| answers.check_stories(&stories(context.paths)));
        checked.map_err(|fault| Error::Unknown(fault.to_string()))?;
    }
    let minted = mint(options.seed)?;
    let mut drawn = options.draw(minted.seed)?;
    drawn.plan.candidate_elsewhere = options.candidate_elsewhere;
    if drawn.plan.interviewer == Interviewer::Peer {
        drawn.plan.seat_peer(options.peer.as_deref().unwrap_or_default());
    }
    let header = header(&minted, &options.bank, answers.is_some());
    let drawn = opening(drawn, &options.strangers);
    match answers {
        Some(answers) => {
            let keeping = options.keeping(Keeping::DiskAtClose(&options.store));
            let stories = stories(context.paths);
            play(answers, stories, options.engines, options.model, &keeping, header, drawn)?;
            writeln!(context.out, "\nsession {} · seed {}", minted.id, minted.seed)?;
        }
        None => {
            let keeping = options.keeping(Keeping::Disk(&options.store));
            let doing = Doing::Begin { header, drawn };
            live::run(context.out, &options.face, options.engines, options.model, &keeping, doing)?;
        }
    }
    Ok(Outcome::Fine)
}

impl Options {
    fn resolve(args: &DrawArgs, seats: Seats, context: &mut Context) -> Result<Options, Error> {
        let settings = Settings::load(context.paths)?;
        let engines = Engines::of(args.sql.server.as_ref(), context.paths);
        tools::require(args.language.or_else(|| settings.language()), &engines)?;
        tools::require_sql(args.sql.server.as_ref(), context.paths)?;
        let Loaded { mut bank, formats, .. } = load_bank(args, context)?;
        if !args.unreviewed {
            let is_asked = |question: &Question| args.question.as_ref() == Some(&question.ask.id);
            bank.questions.retain(|question| !question.source.unreviewed || is_asked(question));
        }
        let asked = args.question.as_deref();
        let left_out = tools::drop_what_needs_more(&mut bank, asked, &args.topic, &engines)?;
        if let Some(left_out) = left_out {
            context.tell(format!("{left_out}; `pip install` adds it\n"))?;
        }
        let store = Store::new(context.paths.sessions());
        let face = FaceOptions::resolve(&args.face, &settings, context);
        // Before the menus, so that a flag that cannot be is refused before anything is asked.
        let mut wish = wish::wish(args, &settings, seats.interviewer, &bank, &store)?;
        let what = match (&args.question, &args.format) {
            (Some(id), format) => {
                if let Some(format) = format {
                    is_asked_in(id, format, &bank, &formats)?;
                }
                What::Question(id.clone())
            }
            (None, Some(id)) => What::Format(id.clone()),
            (None, None) => {
                let is_told = args.level.is_some() || settings.level().is_some();
                let (id, level) = ask::what(context, face.look, &formats, is_told)?;
                wish.level = level.unwrap_or(wish.level);
                What::Format(id)
            }
        };
        // An answer that is given elsewhere is never written here.
        let is_here = !seats.candidate_elsewhere;
        let model = match is_here.then(|| model::of_session(&args.reader, settings, context)) {
            Some(chosen) => chosen?,
            None => None,
        };
        Ok(Options {
            bank,
            formats,
            what,
            wish,
            candidate_elsewhere: seats.candidate_elsewhere,
            peer: seats.peer,
            seed: args.seed,
            store,
            is_ephemeral: args.ephemeral,
            strangers: strangers(&args.folders, context),
            face,
            engines,
            model,
        })
    }

    fn draw(&self, seed: u64) -> Result<Drawn<'_>, Error> {
        let mut rng = ChaCha12Rng::seed_from_u64(seed);
        let (rounds, questions) = (&self.formats.rounds, &self.bank.questions);
        let drawn = match &self.what {
            What::Question(id) => draw::draw_question(id, rounds, questions, &self.wish, &mut rng),
            What::Format(id) => {
                let format =
                    self.formats.get(id).ok_or_else(|| unknown_format(id, &self.formats))?;
                draw::draw(&format, rounds, questions, &self.wish, &mut rng)
            }
        };
        drawn.map_err(|cannot| Error::Unknown(cannot.to_string()))
    }

    fn keeping<'k>(&self, on_disk: Keeping<'k>) -> Keeping<'k> {
        if self.is_ephemeral { Keeping::Nothing } else { on_disk }
    }
}

/// A round named beside a question says no more than the question does, and must not say otherwise.
/// One that isn't in the bank is refused at the draw, with the nearest.
fn is_asked_in(id: &str, format: &str, bank: &Bank, formats: &Formats) -> Result<(), Error> {
    let found = formats.get(format).ok_or_else(|| unknown_format(format, formats))?;
    let Some(question) = bank.question(id) else { return Ok(()) };
    let (kind, mode) = (question.ask.kind, question.ask.mode);
    let mut rules = found.rounds(&formats.rounds).flat_map(|round| round.draws.values());
    if rules.any(|rule| rule.means(kind, mode)) {
        return Ok(());
    }
    let message = format!("`{id}` isn't asked in `{format}`: it is a {kind} question, mode {mode}");
    Err(Error::unknown(message, "leave out --format: the question has a round of its own"))
}

/// The bank with the user's own questions; faults in those are told and passed over.
fn load_bank(args: &DrawArgs, context: &mut Context) -> Result<Loaded, Error> {
    let loaded = load(&places(&args.folders, context));
    if !loaded.faults.is_empty() {
        faults::write(context.err, &loaded.faults, &loaded.bank, context.columns, context.colour)?;
        context.tell("questions with faults are left out; `mock bank lint` checks the rest\n")?;
    }
    tell_replaced(&loaded, context)?;
    Ok(loaded)
}
