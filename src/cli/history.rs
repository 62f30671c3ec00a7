//! `mock history`: scored rounds over time, and what to practise next.

use serde_json::json;

use super::args::look_back::HistoryArgs;
use super::context::Console;
use super::error::{Error, Outcome};
use super::listing::Listing;
use crate::engine::State;
use crate::figures::decimal;
use crate::score::recommendation::band_word;
use crate::session::{self, Store};
use crate::view::history::{History, KindLine, ROUNDS_LEAST, RoundLine};

/// Topics named in the summary.
const WEAKEST_MOST: usize = 5;

/// # Errors
/// Where the sessions' folder cannot be read, or the output cannot be written.
pub fn run(args: &HistoryArgs, console: &mut Console) -> Result<Outcome, Error> {
    let store = Store::new(console.paths.sessions());
    let mut states: Vec<State> = Vec::new();
    let mut unread = 0;
    for id in store.ids()? {
        match session::read(&store.path(&id)) {
            Ok((session, None)) => states.push(session.state),
            // The sound records still tell what was scored before the damage.
            Ok((session, Some(_))) => {
                unread += 1;
                states.push(session.state);
            }
            Err(_) => unread += 1,
        }
    }
    let history = History::new(&states);
    let (why, command) = history.next();
    if args.json {
        let mut report = json!(history);
        report["next"] = json!({ "why": why, "command": command });
        writeln!(console.out, "{report:#}")?;
    } else {
        show(&history, console)?;
        writeln!(console.out, "\nNext: {why}; `{command}`")?;
    }
    if unread > 0 {
        writeln!(console.err, "mock: {unread} damaged; `mock sessions list` says more")?;
    }
    Ok(Outcome::Fine)
}

fn show(history: &History, console: &mut Console) -> Result<(), Error> {
    if history.rounds.is_empty() {
        writeln!(console.out, "No round is scored yet.")?;
        return Ok(());
    }
    let head = ["session", "date", "round", "mode", "score", "by dimension, and weakest topics"];
    let mut listing = Listing::new(&head, &["mode", "session"]);
    history.rounds.iter().for_each(|round| row(round, &mut listing));
    listing.write(console)?;
    writeln!(console.out)?;
    for kind in &history.kinds {
        writeln!(console.out, "{}", summary(kind))?;
    }
    if !history.weakest.is_empty() {
        let topics = history.weakest.iter().take(WEAKEST_MOST);
        let topics =
            topics.map(|line| format!("{} {} (n={})", line.topic, decimal(line.mean), line.n));
        writeln!(console.out, "Weakest topics: {}", topics.collect::<Vec<_>>().join(", "))?;
    }
    if history.simulated > 0 {
        let text = "played from an answers file: listed, not counted";
        writeln!(console.out, "Rounds {text}: {}", history.simulated)?;
    }
    Ok(())
}

fn row(round: &RoundLine, listing: &mut Listing) {
    let mut score = match (round.mean, round.band) {
        (Some(mean), Some(band)) => format!("{} {}", decimal(mean), band_word(band)),
        _ => "nothing to score".to_owned(),
    };
    if round.unconfirmed {
        score.push_str(", unconfirmed");
    }
    let seen = round.dimensions.iter().filter_map(|(dim, score)| Some((dim, (*score)?)));
    let dimensions: Vec<String> = seen.map(|(dim, score)| format!("{dim} {score}")).collect();
    let mut rest = dimensions.join(", ");
    if !round.weakest.is_empty() {
        let topics: Vec<&str> = round.weakest.iter().map(|topic| topic.as_str()).collect();
        rest.push_str(&format!("; weakest: {}", topics.join(", ")));
    }
    if round.simulated {
        rest.push_str(" (answers file)");
    }
    let mode = format!("{} {}", round.level, round.mode);
    listing.row(&[&round.short, &round.date, round.title.as_str(), &mode, &score, &rest]);
}

fn summary(kind: &KindLine) -> String {
    let title = kind.kind.title();
    match kind.mean {
        None => format!(
            "{title}: n = {}, too few to tell ({ROUNDS_LEAST} scored rounds say something)",
            kind.n
        ),
        Some(mean) => {
            let of = |(dim, mean): (&String, &u32)| format!("{dim} {}", decimal(*mean));
            let dimensions: Vec<String> = kind.dimensions.iter().map(of).collect();
            format!("{title}: n = {}, mean {}; {}", kind.n, decimal(mean), dimensions.join(", "))
        }
    }
}
