//! Stories for behavioral rounds.

use clap::{Args, Subcommand};

use super::folders::Folders;

/// Your stories for behavioral rounds: each a Markdown file of your own, in four letters.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "A story is a file in the folder `stories`, which `mock doctor` names: front matter \
    in TOML between two lines of +++ (title, competencies, year, numbers, people as roles), then \
    Situation, Task, Action and Result as headings. docs/prepare.md shows one."
)]
pub struct StoryArgs {
    #[command(subcommand)]
    pub command: Option<StoryCommand>,
    #[command(flatten)]
    pub list: StoryListArgs,
}

#[derive(Debug, Subcommand)]
pub enum StoryCommand {
    /// Begin a story, or keep an answer of a session as one
    New(StoryNewArgs),
    /// List the stories: how often each was rehearsed and told
    List(StoryListArgs),
    /// Show one, letter by letter
    Show(OneStory),
    /// Open one in your editor ($VISUAL, $EDITOR)
    Edit(StoryEditArgs),
    /// Tell one against the clock, letter by letter
    Rehearse(RehearseArgs),
    /// Competencies and their questions against your stories: which have none, which have one
    Cover(CoverArgs),
}

#[derive(Debug, Args)]
pub struct StoryNewArgs {
    /// What you call it: words that bring it back to you
    #[arg(value_name = "TITLE")]
    pub title: Option<String>,
    /// The file's name without .md; without it the title makes one
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// A competency that it shows; may be given more than once
    #[arg(long = "competency", value_name = "NAME")]
    pub competencies: Vec<String>,
    /// The year it happened
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i64).range(1950..=2200))]
    pub year: Option<i64>,
    /// A figure to have at hand, as "2 hours -> 15 minutes"; may be given more than once
    #[arg(long = "number", value_name = "TEXT")]
    pub numbers: Vec<String>,
    /// Somebody involved, as a role: "billing lead"; may be given more than once
    #[arg(long = "person", value_name = "ROLE")]
    pub people: Vec<String>,
    /// Keep the answer of this session: its id, the beginning or the end of it, or `last`
    #[arg(long, value_name = "SESSION")]
    pub from: Option<String>,
    /// The question that it answers, where the session has several
    #[arg(long, value_name = "QUESTION", requires = "from")]
    pub question: Option<String>,
    /// Open it in your editor at once
    #[arg(long)]
    pub edit: bool,
}

#[derive(Debug, Args)]
pub struct StoryListArgs {
    /// Those for this competency: its name, or words of it
    #[arg(long, value_name = "WORDS")]
    pub competency: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct OneStory {
    /// The story: its id, or the beginning of it
    #[arg(value_name = "STORY")]
    pub story: String,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct StoryEditArgs {
    /// The story: its id, or the beginning of it
    #[arg(value_name = "STORY")]
    pub story: String,
}

#[derive(Debug, Args)]
pub struct RehearseArgs {
    /// The story: its id, or the beginning of it; without one, the story that waited longest
    #[arg(value_name = "STORY")]
    pub story: Option<String>,
    /// Type it instead of saying it aloud
    #[arg(long)]
    pub write: bool,
    /// For a screen reader: nothing is drawn over
    #[arg(long)]
    pub screen_reader: bool,
    /// Print the rehearsals so far as JSON, and ask nothing
    #[arg(long, conflicts_with_all = ["write", "screen_reader"])]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CoverArgs {
    #[command(flatten)]
    pub folders: Folders,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
