//! `mock bank list`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::json;

use super::{Folders, tell};
use crate::bank::question::{Kind, Level, Mode, Question};
use crate::cli::console::{Console, Error, Outcome};
use crate::cli::listing::Listing;

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    folders: Folders,
    /// Only questions of this kind
    #[arg(long, value_parser = kinds())]
    kind: Option<Kind>,
    /// Only questions about this topic
    #[arg(long, value_name = "SLUG")]
    topic: Option<String>,
    /// Only questions for this level
    #[arg(long, value_parser = levels())]
    level: Option<Level>,
    /// Only questions answered in this way
    #[arg(long, value_parser = modes())]
    mode: Option<Mode>,
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.word()))
        .try_map(|word| word.parse::<Kind>())
}

fn levels() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(Level::ALL.iter().map(|level| level.word()))
        .try_map(|word| word.parse::<Level>())
}

fn modes() -> impl TypedValueParser<Value = Mode> {
    PossibleValuesParser::new(Mode::ALL.iter().map(|mode| mode.word()))
        .try_map(|word| word.parse::<Mode>())
}

impl ListArgs {
    fn wants(&self, question: &Question) -> bool {
        let ask = &question.ask;
        self.kind.is_none_or(|kind| kind == ask.kind)
            && self.mode.is_none_or(|mode| mode == ask.mode)
            && self.level.is_none_or(|level| ask.levels.contains(&level))
            && self
                .topic
                .as_ref()
                .is_none_or(|topic| *topic == ask.topic || ask.topics.contains(topic))
    }
}

pub fn run(args: &ListArgs, console: &mut Console) -> Result<Outcome, Error> {
    let loaded = args.folders.load(console);
    tell(&loaded, console)?;
    let questions: Vec<&Question> =
        loaded.bank.questions.iter().filter(|question| args.wants(question)).collect();
    if args.json {
        let list: Vec<_> = questions.iter().map(|question| as_json(question)).collect();
        writeln!(console.out, "{:#}", json!(list))?;
        return Ok(Outcome::Fine);
    }
    let head = ["id", "kind", "mode", "levels", "min", "topic", "title"];
    let mut listing = Listing::new(&head, &["topic", "kind", "mode"]);
    for question in &questions {
        let ask = &question.ask;
        let levels: Vec<&str> = ask.levels.iter().map(|level| level.word()).collect();
        listing.row(&[
            &ask.id,
            ask.kind.word(),
            ask.mode.word(),
            &levels.join(" "),
            &ask.minutes.to_string(),
            &ask.topic,
            &ask.title,
        ]);
    }
    listing.write(console)?;
    if console.columns.is_some() {
        let topics: std::collections::BTreeSet<&str> =
            questions.iter().map(|question| question.ask.topic.as_str()).collect();
        writeln!(console.out, "{} questions about {} topics", questions.len(), topics.len())?;
    }
    Ok(Outcome::Fine)
}

fn as_json(question: &Question) -> serde_json::Value {
    let ask = &question.ask;
    json!({
        "id": ask.id,
        "title": ask.title,
        "kind": ask.kind,
        "mode": ask.mode,
        "levels": ask.levels,
        "topic": ask.topic,
        "topics": ask.topics,
        "minutes": ask.minutes,
        "source": question.source.path,
        "digest": question.digest,
    })
}
