//! The model reader, as a session would find it.

use std::time::Duration;

use super::finding::Finding;
use crate::cli::args::reader::ReaderArgs;
use crate::cli::context::Context;
use crate::cli::host::model::{Wanted, memory, named, wanted};
use crate::cli::settings::Settings;
use crate::clock;
use crate::engine::event::About;
use crate::reader::asked::{Asked, Point, digest};
use crate::reader::client::{Client, Endpoint, Trouble};
use crate::reader::store::Consent;

const ABOUT: &str = "reader";

/// A doctor's visit doesn't take as long as a long answer may.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether it's reached, how fast it reads a sentence, and how it did in its test.
pub(super) fn finding(args: &ReaderArgs, context: &Context) -> Finding {
    let settings = match Settings::load(context.paths) {
        Ok(settings) => settings,
        Err(error) => return Finding::warning(ABOUT, error.to_string(), "`mock config show`"),
    };
    let endpoint = match wanted(args, settings) {
        Ok(Wanted::Nothing) => return Finding::ok(ABOUT, "no model is set; nothing is sent"),
        Ok(Wanted::Offline(source)) => {
            return Finding::ok(ABOUT, format!("off, by {}; nothing is sent", named(source)));
        }
        Ok(Wanted::Model(endpoint)) => *endpoint,
        // A model that isn't named yet: what there is helps to name one.
        Err(error) => return Finding::warning(ABOUT, error.to_string(), "docs/reader.md"),
    };
    let memory = memory(context.paths);
    let is_allowed = endpoint.address.is_this_machine()
        || memory.consent(&endpoint.address) == Some(Consent::Yes);
    if !is_allowed {
        let found =
            format!("{} isn't this machine, and nothing may be sent there", endpoint.address);
        return Finding::warning(ABOUT, found, "`mock reader allow` allows it");
    }
    let proof = memory.proof(&endpoint.address, &endpoint.model, &digest());
    let tested = proof.map_or_else(
        || "not tested; `mock reader test` does".to_owned(),
        |proof| {
            let (whole, tenths) = (proof.agreement / 10, proof.agreement % 10);
            format!("tested {}: {whole}.{tenths}% of {} points", proof.date, proof.points)
        },
    );
    let about = format!("{} at {}", endpoint.model, endpoint.address);
    match visit(endpoint) {
        Ok(took_ms) => {
            Finding::ok(ABOUT, format!("{about}: read one sentence in {took_ms} ms; {tested}"))
        }
        Err((trouble, models)) => {
            let listed = if models.is_empty() {
                String::new()
            } else {
                format!("; it lists {}", models.join(", "))
            };
            Finding::warning(ABOUT, format!("{about}: {trouble}{listed}"), trouble.advice())
        }
    }
}

/// Has one sentence read. Where that fails, the models that the endpoint lists.
fn visit(endpoint: Endpoint) -> Result<u64, (Trouble, Vec<String>)> {
    let timeout = endpoint.timeout.min(PATIENCE);
    let mut client = Client::new(Endpoint { timeout, ..endpoint });
    let point =
        |id: &str, text: &str| Point { about: About::Item(id.to_owned()), text: text.to_owned() };
    let asked = Asked {
        question: "How do you keep the order of payments in Kafka?".to_owned(),
        remarks: Vec::new(),
        points: vec![point("key", "Records are keyed by account"), point("lag", "Lag is watched")],
        fields: vec![("answer".to_owned(), "I'd key each payment by its account.".to_owned())],
    };
    let began = clock::micros();
    match client.read(&asked, &mut |_, _| ()) {
        Ok(_) => Ok((clock::micros() - began) / 1000),
        Err(trouble) => {
            let is_there = matches!(trouble, Trouble::Status(..) | Trouble::NoReply(_));
            let models = if is_there { client.models().unwrap_or_default() } else { Vec::new() };
            Err((trouble, models.into_iter().take(12).collect()))
        }
    }
}
