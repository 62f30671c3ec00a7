//! What is drawn for a new session, for how long, and where it is kept.

use std::path::PathBuf;

use clap::Args;

use super::face::FaceArgs;
use super::folders::Folders;
use super::reader::ReaderArgs;
use super::sql::SqlArgs;
use super::values::{factor, language, minutes, word};
use crate::bank::question::Level;
use crate::bank::task::Language;
use crate::format::plan::SessionMode;

#[derive(Debug, Args)]
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
    #[arg(long, value_name = "ID", conflicts_with_all = ["topic", "redo", "job"])]
    pub question: Option<String>,
    /// practice: feedback after each question (rounds); exam: none until the end (loops)
    #[arg(long, value_name = "MODE", value_parser = word::<SessionMode>)]
    pub mode: Option<SessionMode>,
    /// Stretch all time limits: 1.5x
    #[arg(long, value_name = "FACTOR", value_parser = factor, conflicts_with_all = ["minutes", "untimed"])]
    pub time: Option<u32>,
    /// Shrink or stretch the whole to this many minutes
    #[arg(long, value_name = "N", value_parser = minutes, conflicts_with = "untimed")]
    pub minutes: Option<u32>,
    /// No time limits
    #[arg(long)]
    pub untimed: bool,
    /// What programs are written in: python, javascript, java or bash [default: python]
    #[arg(long, value_name = "NAME", value_parser = language)]
    pub language: Option<Language>,
    /// Leave these topics out: azure,gcp
    #[arg(long, value_name = "SLUGS", value_delimiter = ',')]
    pub without: Vec<String>,
    /// Draw questions too that nobody has reviewed, such as imported ones
    #[arg(long)]
    pub unreviewed: bool,
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
    pub face: FaceArgs,
    #[command(flatten)]
    pub sql: SqlArgs,
    /// Keep nothing on disk
    #[arg(long)]
    pub ephemeral: bool,
    #[command(flatten)]
    pub folders: Folders,
    #[command(flatten)]
    pub reader: ReaderArgs,
}
