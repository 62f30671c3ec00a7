//! `mock stats`: how it goes over weeks.

use serde_json::{Value, json};

use super::args::prepare::StatsArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::output::to_file;
use crate::practice::Home;
use crate::prep::stats::{Change, KindStat, ROUNDS_LEAST, Series, Stats, mean};
use crate::view::say;

/// # Errors
/// Where the sessions or the log cannot be read, or the output cannot be written.
pub fn run(args: &StatsArgs, context: &mut Context) -> Result<Outcome, Error> {
    let home = Home::new(context.paths);
    let overview = home.overview()?;
    let practice = home.read()?;
    let today = context.now.day();
    // The plan that is under way; of several the one that began first.
    let under_way = overview.plans.iter().filter(|kept| kept.plan.date >= context.now.date());
    let since = under_way.map(|kept| kept.plan.made).min();
    let stats = Stats::new(&overview.digests, &practice, since, today);
    if args.json {
        writeln!(context.out, "{:#}", as_json(&stats))?;
    } else if let Some(file) = &args.html {
        to_file(file, &say::stats::page(&stats, today), "page", context)?;
    } else {
        context.show(&say::stats::blocks(&stats, today))?;
    }
    if overview.damaged > 0 {
        let count = overview.damaged;
        context.tell(format_args!("{count} damaged; `mock sessions list` says more"))?;
    }
    Ok(Outcome::Fine)
}

fn as_json(stats: &Stats) -> Value {
    let kind = |kind: &KindStat| {
        json!({
            "kind": kind.kind,
            "rounds": kind.n,
            "rounds_needed": ROUNDS_LEAST,
            "minutes": kind.minutes,
            "means": kind.means,
            "last": kind.last,
            "interval": kind.interval,
        })
    };
    let series = |all: &[Series]| -> Vec<Value> {
        let one = |of: &Series| json!({ "name": of.name, "n": of.scores.len(), "mean": of.mean(), "scores": of.scores });
        all.iter().map(one).collect()
    };
    let change = |change: &Change| {
        json!({
            "name": change.name,
            "before": { "n": change.before.len(), "mean": mean(&change.before) },
            "after": { "n": change.after.len(), "mean": mean(&change.after) },
            "difference": change.luck.difference,
            "by_luck": change.luck.by_luck,
            "can_tell": change.luck.can_tell(),
        })
    };
    let pace = &stats.pace;
    json!({
        "sessions": stats.sessions,
        "minutes_in_rounds": stats.rounds_ms / 60_000,
        "cards": stats.answers,
        "minutes_with_cards": stats.drill_ms / 60_000,
        "stories": {
            "tellings": stats.stories.n,
            "stories": stats.stories.stories,
            "minutes": stats.stories.took_ms / 60_000,
            "last": stats.stories.last,
        },
        "days": stats.days.iter().map(|(day, ms)| json!({ "day": day, "minutes": ms / 60_000 }))
            .collect::<Vec<_>>(),
        "kinds": stats.kinds.iter().map(kind).collect::<Vec<_>>(),
        "topics": series(&stats.topics),
        "dimensions": series(&stats.dimensions),
        "time": { "rounds": pace.timed, "used_up": pace.used_up, "share": pace.share },
        "hints": pace.hints,
        "guesses": { "n": pace.guesses, "bias": pace.bias },
        "parted": stats.parted.map(|(day, is_plan)| json!({ "day": day, "by_plan": is_plan })),
        "changes": stats.changes.iter().map(change).collect::<Vec<_>>(),
        "simulated_left_out": stats.simulated,
    })
}

#[cfg(test)]
#[path = "stats_tests.rs"]
mod tests;
