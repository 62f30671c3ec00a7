//! Which model reads, if any: the settings, the key, and whether its address may be sent to.

use std::io::{self, BufRead, IsTerminal};
use std::time::Duration;

use crate::cli::args::reader::ReaderArgs;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::settings::key::Key;
use crate::cli::settings::{OFFLINE_VARIABLE, Settings, Source};
use crate::paths::Paths;
use crate::reader::address::Address;
use crate::reader::asked::digest;
use crate::reader::client::{Endpoint, Secret};
use crate::reader::desk::Chosen;
use crate::reader::store::{Consent, Memory};
use crate::view::say;

/// What the settings come to.
#[derive(Debug)]
pub enum Wanted {
    Nothing,
    /// Something is set, and switched off.
    Offline(Source),
    Model(Box<Endpoint>),
}

/// Flags over settings.
///
/// # Errors
/// Where an address is set and something that it needs isn't.
pub fn wanted(args: &ReaderArgs, mut settings: Settings) -> Result<Wanted, Error> {
    settings.put_flag(Key::Url, "--reader-url", args.reader_url.as_deref())?;
    settings.put_flag(Key::Model, "--reader-model", args.reader_model.as_deref())?;
    let Some(address) = settings.text(Key::Url).and_then(|text| Address::parse(text).ok()) else {
        return Ok(Wanted::Nothing);
    };
    let offline = args.offline.then_some(Source::Flag).or(settings.offline);
    if let Some(source) = offline {
        return Ok(Wanted::Offline(source));
    }
    let Some(model) = settings.text(Key::Model).map(str::to_owned) else {
        let message = "reader.url is set and reader.model is not";
        let help = "`mock config set reader.model NAME`; `mock doctor` lists what is there";
        return Err(Error::unknown(message, help));
    };
    let number = |key| settings.number(key).unwrap_or_default();
    Ok(Wanted::Model(Box::new(Endpoint {
        address,
        model,
        key: settings.text(Key::KeyEnv).map(key).transpose()?,
        timeout: Duration::from_secs(u64::from(number(Key::TimeoutS).max(1))),
        max_tokens: number(Key::MaxTokens),
    })))
}

/// The key is read here, from the one variable that was named, and goes nowhere but into the
/// request's header.
fn key(variable: &str) -> Result<Secret, Error> {
    let help = "put the key there, or `mock config unset reader.key_env`";
    let Some(text) = std::env::var_os(variable) else {
        let message = format!("reader.key_env names {variable}, which isn't set");
        return Err(Error::unknown(message, help));
    };
    Secret::new(&text.to_string_lossy())
        .ok_or_else(|| Error::unknown(format!("{variable} holds no key that can be sent"), help))
}

pub fn memory(paths: &Paths) -> Memory {
    Memory::new(paths.data.join("reader"))
}

/// The model of a session. Whatever is missing is told, and the session goes by words: a rehearsal
/// doesn't fail for its helper.
///
/// # Errors
/// Where the terminal can't be used.
pub fn of_session(
    args: &ReaderArgs,
    settings: Settings,
    context: &mut Context,
) -> Result<Option<Chosen>, Error> {
    let endpoint = match wanted(args, settings) {
        Ok(Wanted::Model(endpoint)) => *endpoint,
        Ok(Wanted::Nothing | Wanted::Offline(_)) => return Ok(None),
        Err(error @ Error::Usage(_)) => return Err(error),
        Err(error) => {
            context.tell(format_args!("no model reads along: {error}"))?;
            return Ok(None);
        }
    };
    if !may_be_sent(&endpoint, context)? {
        return Ok(None);
    }
    let proof = memory(context.paths).proof(&endpoint.address, &endpoint.model, &digest());
    Ok(Some(Chosen { endpoint, proof }))
}

/// Whether answers may go to this address: always to this machine, elsewhere after one yes. It is
/// asked for once, and the answer kept.
///
/// # Errors
/// Where the terminal can't be used, or the answer not be kept.
pub fn may_be_sent(endpoint: &Endpoint, context: &mut Context) -> Result<bool, Error> {
    if endpoint.address.is_this_machine() {
        return Ok(true);
    }
    let memory = memory(context.paths);
    match memory.consent(&endpoint.address) {
        Some(consent) => return Ok(consent == Consent::Yes),
        None if !io::stdin().is_terminal() => {
            context.tell(say::reader::not_allowed(&endpoint.address.to_string()))?;
            return Ok(false);
        }
        None => {}
    }
    context.out.flush()?;
    for line in say::reader::what_is_sent(
        &endpoint.model,
        endpoint.address.as_str(),
        endpoint.address.is_private(),
    ) {
        writeln!(context.err, "{line}")?;
    }
    write!(context.err, "May they be sent there? [y/N] ")?;
    context.err.flush()?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let is_yes = matches!(line.trim(), "y" | "Y" | "yes");
    let consent = if is_yes { Consent::Yes } else { Consent::No };
    memory.put_consent(&endpoint.address, consent)?;
    let help =
        if is_yes { "`mock reader deny` takes it back" } else { "`mock reader allow` allows it" };
    context.tell(format_args!("kept; {help}"))?;
    Ok(is_yes)
}

/// `mock reader allow` and `deny`.
///
/// # Errors
/// Where no address is set.
pub fn put_consent(
    args: &ReaderArgs,
    consent: Consent,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let settings = Settings::load(context.paths)?;
    let address = match (args.reader_url.as_deref(), settings.text(Key::Url)) {
        (Some(text), _) | (None, Some(text)) => {
            Address::parse(text).map_err(|why| Error::Usage(format!("--reader-url: {why}")))?
        }
        (None, None) => {
            return Err(Error::unknown("no address is set", "`mock config set reader.url URL`"));
        }
    };
    memory(context.paths).put_consent(&address, consent)?;
    let told = match consent {
        Consent::Yes => format!("answers may be sent to {address}"),
        Consent::No if address.is_this_machine() => {
            format!(
                "{address} is this machine, which needs no leave; `mock config unset reader.url` stops it"
            )
        }
        Consent::No => format!("nothing is sent to {address}"),
    };
    writeln!(context.out, "{told}")?;
    Ok(Outcome::Fine)
}

/// What switched the model off.
pub const fn named(source: Source) -> &'static str {
    match source {
        Source::Flag => "--offline",
        _ => OFFLINE_VARIABLE,
    }
}
