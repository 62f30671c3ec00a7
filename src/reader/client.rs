//! The one place that speaks to a network: calls to the endpoint that the person has set.
//!
//! No proxy of the environment is used and no redirect is followed, so that what is sent goes to the
//! address that was set and nowhere else. Size and time of an answer are bounded.

use std::fmt;
use std::io::Read as _;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Response;

use super::address::Address;
use super::asked::{Asked, Call, INSTRUCTIONS};
use super::reply::{Nonsense, bind, claims};
use super::wire::{NoReply, Prompt, Reply, Shape, body, message, reply};
use crate::engine::event::PointReading;

/// The longest answer that is read.
const ANSWER_MOST: u64 = 4 << 20;

/// The longest message of an error that is read.
const MESSAGE_MOST: u64 = 64 << 10;

/// A machine that doesn't take a connection by then isn't there.
const CONNECT_MOST: Duration = Duration::from_secs(10);

/// A key, which no message and no log ever holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// `None` where it can't stand in a header.
    pub fn new(text: &str) -> Option<Secret> {
        let text = text.trim();
        let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Secret(text.to_owned()))
    }

    /// The text without the key in it, whatever a server repeats.
    fn kept_out_of(&self, text: &str) -> String {
        text.replace(&self.0, "…")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A model at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub address: Address,
    pub model: String,
    pub key: Option<Secret>,
    /// Of one call, from its first byte to its last.
    pub timeout: Duration,
    pub max_tokens: u32,
}

/// Why there's no reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No connection; why.
    Unreachable(String),
    TimedOut(Duration),
    /// A status that is no success, and the server's own words.
    Status(u16, String),
    /// It points somewhere else, where nothing is sent.
    Redirected(u16),
    TooLong,
    /// Status 200, and no reply in it.
    NoReply(NoReply),
    Nonsense(Nonsense),
}

/// What came of one part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub points: Vec<PointReading>,
    /// Tokens read and written, where the server counts them.
    pub tokens: (u64, u64),
    pub calls: usize,
}

#[derive(Debug)]
pub struct Client {
    endpoint: Endpoint,
    agent: Agent,
    shape: Shape,
}

impl Client {
    pub fn new(endpoint: Endpoint) -> Client {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A connection that idled may be gone when the next answer closes.
            .max_idle_connections(0)
            .timeout_global(Some(endpoint.timeout))
            .timeout_connect(Some(endpoint.timeout.min(CONNECT_MOST)))
            .user_agent(concat!("mock/", env!("CARGO_PKG_VERSION")))
            .build();
        Client { endpoint, agent: config.into(), shape: Shape::default() }
    }

    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Reads one part of an answer, one call after the other. `progress` hears how many calls are
    /// done, and of how many.
    ///
    /// # Errors
    /// Where a call fails; of several calls one may fail, and its points have no reading then.
    pub fn read(
        &mut self,
        asked: &Asked,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Read, Trouble> {
        let sentences = asked.sentences();
        let calls = asked.calls(&sentences);
        let mut found = Vec::new();
        let mut tokens = (0, 0);
        let mut last = None;
        for (at, call) in calls.all.iter().enumerate() {
            progress(at, calls.all.len());
            let text = asked.text(call, &sentences);
            let replied = self.ask(&text, &asked.schema(call)).and_then(|reply| {
                let (read, made) = reply.tokens.unwrap_or((0, 0));
                tokens = (tokens.0 + read, tokens.1 + made);
                claims_of(&reply, call)
            });
            match replied {
                Ok(claims) => found.push(Some(claims)),
                Err(trouble) if trouble.is_of_one_call() => {
                    found.push(None);
                    last = Some(trouble);
                }
                Err(trouble) => return Err(trouble),
            }
        }
        match last {
            Some(trouble) if found.iter().all(Option::is_none) => Err(trouble),
            _ => {
                let points = bind(asked, &sentences, &calls, &found);
                Ok(Read { points, tokens, calls: calls.all.len() })
            }
        }
    }

    /// One call. What the server refuses by name is left out, then and later.
    fn ask(&mut self, text: &str, schema: &Value) -> Result<Reply, Trouble> {
        loop {
            let prompt = Prompt {
                model: &self.endpoint.model,
                instructions: INSTRUCTIONS,
                text,
                schema,
                max_tokens: self.endpoint.max_tokens,
            };
            let sent = body(&prompt, self.shape).to_string();
            let mut request = self.agent.post(self.endpoint.address.call());
            if let Some(key) = &self.endpoint.key {
                request = request.header("authorization", format!("Bearer {}", key.0));
            }
            let answer = request.content_type("application/json").send(&sent);
            match self.received(answer) {
                Ok(bytes) => return reply(&bytes).map_err(|no| self.trouble(Trouble::NoReply(no))),
                Err(Trouble::Status(status, message)) => {
                    match self.shape.after_refusal(status, &message) {
                        Some(shape) => self.shape = shape,
                        None => return Err(self.trouble(Trouble::Status(status, message))),
                    }
                }
                Err(trouble) => return Err(trouble),
            }
        }
    }

    /// The models that the endpoint lists, as far as it does.
    ///
    /// # Errors
    /// Where it can't be reached or answers with an error.
    pub fn models(&self) -> Result<Vec<String>, Trouble> {
        let mut request = self.agent.get(self.endpoint.address.models());
        if let Some(key) = &self.endpoint.key {
            request = request.header("authorization", format!("Bearer {}", key.0));
        }
        let bytes = self.received(request.call()).map_err(|trouble| self.trouble(trouble))?;
        let listed: Value =
            serde_json::from_slice(&bytes).map_err(|_| Trouble::NoReply(NoReply::NotJson))?;
        let models = listed.get("data").and_then(Value::as_array).into_iter().flatten();
        let names = models.filter_map(|model| model.get("id").and_then(Value::as_str));
        Ok(names.map(str::to_owned).collect())
    }

    /// The body of a success.
    fn received(
        &self,
        answer: Result<Response<ureq::Body>, ureq::Error>,
    ) -> Result<Vec<u8>, Trouble> {
        let mut answer = answer.map_err(|error| self.failed(&error))?;
        let status = answer.status().as_u16();
        if answer.status().is_success() {
            let body = answer.body_mut().with_config().limit(ANSWER_MOST);
            return body.read_to_vec().map_err(|error| self.failed(&error));
        }
        if answer.status().is_redirection() {
            return Err(Trouble::Redirected(status));
        }
        let mut said = Vec::new();
        // As much of it as comes: the status tells enough.
        let body = answer.body_mut().as_reader();
        let _cut_short = body.take(MESSAGE_MOST).read_to_end(&mut said);
        Err(Trouble::Status(status, message(&said)))
    }

    fn failed(&self, error: &ureq::Error) -> Trouble {
        match error {
            ureq::Error::Timeout(_) => Trouble::TimedOut(self.endpoint.timeout),
            ureq::Error::BodyExceedsLimit(_) => Trouble::TooLong,
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                Trouble::TimedOut(self.endpoint.timeout)
            }
            ureq::Error::Io(error) => match error.kind() {
                std::io::ErrorKind::ConnectionRefused => {
                    Trouble::Unreachable("the connection was refused".to_owned())
                }
                _ => self.trouble(Trouble::Unreachable(error.to_string())),
            },
            ureq::Error::HostNotFound => Trouble::Unreachable("no such host was found".to_owned()),
            ureq::Error::ConnectionFailed => {
                Trouble::Unreachable("no connection could be made".to_owned())
            }
            error => self.trouble(Trouble::Unreachable(error.to_string())),
        }
    }

    /// With the key taken out of whatever was said.
    fn trouble(&self, trouble: Trouble) -> Trouble {
        let Some(key) = &self.endpoint.key else { return trouble };
        match trouble {
            Trouble::Unreachable(why) => Trouble::Unreachable(key.kept_out_of(&why)),
            Trouble::Status(status, why) => Trouble::Status(status, key.kept_out_of(&why)),
            Trouble::NoReply(NoReply::Error(why)) => {
                Trouble::NoReply(NoReply::Error(key.kept_out_of(&why)))
            }
            other => other,
        }
    }
}

fn claims_of(reply: &Reply, call: &Call) -> Result<Vec<super::reply::Claim>, Trouble> {
    claims(&reply.text, call).map_err(Trouble::Nonsense)
}

impl Trouble {
    /// Another call may still go well.
    fn is_of_one_call(&self) -> bool {
        matches!(self, Trouble::Nonsense(_) | Trouble::NoReply(_))
    }

    /// What to do about it.
    pub const fn advice(&self) -> &'static str {
        match self {
            Trouble::Unreachable(_) => "is the server running, and reader.url its address?",
            Trouble::TimedOut(_) => "a smaller model, or a larger reader.timeout_s",
            Trouble::Status(401 | 403, _) => "reader.key_env names the variable that holds the key",
            Trouble::Status(404, _) => {
                "is reader.url the base of the API (…/v1), and is there such a model?"
            }
            Trouble::Status(429, _) => "wait a while, or look at the account's limits",
            Trouble::Status(..) => "the server's own log says more",
            Trouble::Redirected(_) => "set reader.url to the address that it points to",
            Trouble::TooLong => "another model, or a smaller reader.max_tokens",
            Trouble::NoReply(NoReply::CutOff) => "a larger reader.max_tokens",
            Trouble::NoReply(_) => "is reader.url the base of an OpenAI-compatible API (…/v1)?",
            Trouble::Nonsense(_) => "another model; `mock reader test` measures it",
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Unreachable(why) => f.write_str(why),
            Trouble::TimedOut(after) => {
                write!(f, "no answer came within {} s", after.as_secs_f32())
            }
            Trouble::Status(status, said) if said.is_empty() => write!(f, "it answers {status}"),
            Trouble::Status(status, said) => write!(f, "it answers {status}: {said}"),
            Trouble::Redirected(status) => {
                write!(f, "it answers {status} and points elsewhere, where nothing is sent")
            }
            Trouble::TooLong => f.write_str("its answer is longer than 4 MB"),
            Trouble::NoReply(NoReply::NotJson) => f.write_str("its answer is no JSON"),
            Trouble::NoReply(NoReply::Error(said)) => write!(f, "it answers with an error: {said}"),
            Trouble::NoReply(NoReply::NoMessage) => f.write_str("its answer holds no reply"),
            Trouble::NoReply(NoReply::Refused) => f.write_str("the model refuses to read"),
            Trouble::NoReply(NoReply::CutOff) => {
                f.write_str("the model ran out of tokens before it was done")
            }
            Trouble::Nonsense(nonsense) => f.write_str(nonsense.why()),
        }
    }
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
