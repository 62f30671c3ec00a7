//! The question bank: what can be asked, and whether it is sound.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::folders::Folders;
use super::sql::SqlArgs;
use super::values::{one_of, word};
use crate::bank::coverage::Standing;
use crate::bank::question::{Kind, Level, Mode};
use crate::bank::schema::Document;
use crate::words::words;

/// Look at the question bank, and check it.
#[derive(Debug, Args)]
pub struct BankArgs {
    #[command(subcommand)]
    pub command: BankCommand,
}

#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// List the questions
    List(ListArgs),
    /// Show one question: its prompt, and with --spoilers all that judges the answer
    Show(ShowArgs),
    /// Show what the matcher finds in an answer to a question, and which checks bore on it
    Match(MatchArgs),
    /// Show what the bank covers of its topics: there, thin or missing
    Stats(StatsArgs),
    /// Check questions against the rules of the bank; exit code 3 where one is broken
    Lint(LintArgs),
    /// Run right and wrong solutions of the questions; exit code 3 where one does not do as it should
    Test(TestArgs),
    /// Make a question to fill in; asks for what no option says
    New(NewArgs),
    /// Take questions from a list: CSV, Markdown, Anki's text, Exercism's data
    Import(ImportArgs),
    /// Rewrite files of an older schema; says what it would do unless --write is given
    Migrate(MigrateArgs),
    /// Print the JSON Schema of a file, for editors
    Schema(SchemaArgs),
    /// Add somebody else's pack of questions, after a look at what it is
    Add(AddArgs),
    /// Replace a pack by another version of it
    Update(UpdateArgs),
    /// Take a pack away
    Remove(RemoveArgs),
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// Its id: lower-case letters, digits and hyphens, as kafka-lag
    pub id: Option<String>,
    /// How it is answered [default: as most of its kind are, else free]
    #[arg(long, value_parser = one_of::<Mode>(Mode::ALL.iter().map(|word| word.word())))]
    pub mode: Option<Mode>,
    /// The kind of round that asks it [default: what mostly asks in that mode]
    #[arg(long, value_parser = one_of::<Kind>(Kind::ALL.iter().map(|word| word.word())))]
    pub kind: Option<Kind>,
    /// Its title [default: the id's words]
    #[arg(long)]
    pub title: Option<String>,
    /// What is asked, where you know it already
    #[arg(long, value_name = "TEXT")]
    pub prompt: Option<String>,
    /// Its topic, as `mock bank list` shows them
    #[arg(long, value_name = "SLUG")]
    pub topic: Option<String>,
    /// Levels it is asked at, may be given more than once [default: mid]
    #[arg(long, value_parser = one_of::<Level>(Level::ALL.iter().map(|word| word.word())))]
    pub level: Vec<Level>,
    /// What it takes [default: as others of its kind]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=480))]
    pub minutes: Option<u32>,
    /// Who may use it, as MIT or CC-BY-4.0
    #[arg(long)]
    pub license: Option<String>,
    /// Who wrote it
    #[arg(long)]
    pub author: Option<String>,
    /// The folder of questions [default: your own, which `mock doctor` names]
    #[arg(long)]
    pub dir: Option<PathBuf>,
}

words! {
    /// What a list is written in.
    ListFormat {
        Csv = "csv",
        Markdown = "markdown",
        Exercism = "exercism",
        Anki = "anki",
    }
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The list
    pub file: PathBuf,
    /// What it is [default: as its name and first line say]
    #[arg(long, value_parser = one_of::<ListFormat>(ListFormat::ALL.iter().map(|word| word.word())))]
    pub from: Option<ListFormat>,
    /// Exercism: a Python program that solves it
    #[arg(long, value_name = "FILE")]
    pub solution: Option<PathBuf>,
    /// The folder of questions [default: your own, which `mock doctor` names]
    #[arg(long)]
    pub dir: Option<PathBuf>,
    /// Say what would be taken, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The kind of round that asks them, where the list doesn't say
    #[arg(long, value_parser = one_of::<Kind>(Kind::ALL.iter().map(|word| word.word())))]
    pub kind: Option<Kind>,
    /// Their topic, where the list doesn't say [default: imported]
    #[arg(long, value_name = "SLUG")]
    pub topic: Option<String>,
    /// Their levels, where the list doesn't say; may be given more than once [default: mid]
    #[arg(long, value_parser = one_of::<Level>(Level::ALL.iter().map(|word| word.word())))]
    pub level: Vec<Level>,
    /// Who may use them, where the list doesn't say
    #[arg(long)]
    pub license: Option<String>,
    /// Who wrote them, where the list doesn't say
    #[arg(long)]
    pub author: Option<String>,
}

#[derive(Debug, Args)]
pub struct MigrateArgs {
    /// A folder of questions and rounds, or one file
    pub dir: PathBuf,
    /// Change the files
    #[arg(long)]
    pub write: bool,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// The kind of file
    #[arg(value_parser = one_of::<Document>(Document::ALL.iter().map(|word| word.word())), default_value = "question")]
    pub document: Document,
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// A folder, or a .tar.gz, .tar or .zip, with a pack.toml
    #[arg(value_name = "DIR|ARCHIVE")]
    pub from: PathBuf,
    /// Don't ask
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct UpdateArgs {
    /// The pack, as `mock bank list` names it
    pub name: String,
    /// Its new version [default: where it came from]
    #[arg(value_name = "DIR|ARCHIVE")]
    pub from: Option<PathBuf>,
    /// Don't ask
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct RemoveArgs {
    /// The pack, as `mock bank list` names it
    pub name: String,
    /// Don't ask
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub folders: Folders,
    /// Only questions of this kind
    #[arg(long, value_parser = one_of::<Kind>(Kind::ALL.iter().map(|word| word.word())))]
    pub kind: Option<Kind>,
    /// Only questions about this topic
    #[arg(long, value_name = "SLUG")]
    pub topic: Option<String>,
    /// Only questions for this level
    #[arg(long, value_parser = one_of::<Level>(Level::ALL.iter().map(|word| word.word())))]
    pub level: Option<Level>,
    /// Only questions answered in this way
    #[arg(long, value_parser = one_of::<Mode>(Mode::ALL.iter().map(|word| word.word())))]
    pub mode: Option<Mode>,
    /// Print the list as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The question's id, as `mock bank list` prints it
    pub id: String,
    #[command(flatten)]
    pub folders: Folders,
    /// Show what judges the answer too: rubric, hints, model answer, samples
    #[arg(long)]
    pub spoilers: bool,
    /// Print the question as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct MatchArgs {
    /// The question's id, as `mock bank list` prints it
    #[arg(value_name = "QUESTION")]
    pub id: String,
    /// The answer, a text file; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub answer: PathBuf,
    /// The level it is scored at; the question's lowest where not given
    #[arg(long, value_name = "LEVEL", value_parser = word::<Level>)]
    pub level: Option<Level>,
    #[command(flatten)]
    pub folders: Folders,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    #[command(flatten)]
    pub folders: Folders,
    /// Only topics that stand so
    #[arg(long, value_parser = one_of::<Standing>(Standing::ALL.iter().map(|word| word.word())))]
    pub only: Option<Standing>,
    /// Only topics of the guide that the bank started from
    #[arg(long)]
    pub seed: bool,
    /// List the points that no natural sample shows, instead of topics
    #[arg(long, conflicts_with_all = ["only", "seed"])]
    pub unshown: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct LintArgs {
    #[command(flatten)]
    pub folders: Folders,
    /// Prove seed-map.toml against the guide it maps: each unit of it is covered
    #[arg(long, value_name = "GUIDE")]
    pub seed: Option<PathBuf>,
    /// Print the faults as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exit code 0 where all is well, 3 where a question fails, 5 where something that runs answers is missing."
)]
pub struct TestArgs {
    /// Questions; all whose answers are run or read where none is named
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub folders: Folders,
    /// Run so many questions at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=64))]
    pub jobs: Option<u32>,
    #[command(flatten)]
    pub sql: SqlArgs,
    /// Print the findings as JSON
    #[arg(long)]
    pub json: bool,
}

/// Show the rounds and loops there are, and how they spend their time.
#[derive(Debug, Args)]
pub struct RoundsArgs {
    /// A round or loop to show in full
    pub id: Option<String>,
    #[command(flatten)]
    pub folders: Folders,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
