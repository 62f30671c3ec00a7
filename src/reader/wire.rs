//! What goes over the wire: the body of a call to `chat/completions`, and what comes back, in the
//! dialects that servers speak.

use serde_json::{Value, json};

use crate::text::SafeText;

/// What this server takes. It begins with everything; what is refused by name is left out from then
/// on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub schema: bool,
    pub temperature: bool,
    pub seed: bool,
    /// `max_completion_tokens`, as hosted reasoning models want it, in place of `max_tokens`.
    pub newer_limit: bool,
}

impl Default for Shape {
    fn default() -> Shape {
        Shape { schema: true, temperature: true, seed: true, newer_limit: false }
    }
}

impl Shape {
    /// A shape that the server may take, after it refused this one. `None` where nothing is left to
    /// leave out, or it refused for another reason.
    #[must_use]
    pub fn after_refusal(self, status: u16, message: &str) -> Option<Shape> {
        if !matches!(status, 400 | 404 | 415 | 422 | 500 | 501) {
            return None;
        }
        let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
        let is_named = matches!(status, 400 | 422);
        if is_named && !self.newer_limit && says(&["max_completion_tokens"]) {
            return Some(Shape { newer_limit: true, ..self });
        }
        if is_named && self.temperature && says(&["temperature"]) {
            return Some(Shape { temperature: false, ..self });
        }
        if is_named && self.seed && says(&["seed"]) {
            return Some(Shape { seed: false, ..self });
        }
        let is_about_schema =
            says(&["response_format", "schema", "grammar", "structured", "guided"]);
        // A server that knows no `response_format` may answer 400 or 500 and not say why.
        let may_be =
            is_about_schema || matches!(status, 400 | 422 | 500 | 501) && message.is_empty();
        (self.schema && may_be).then_some(Shape { schema: false, ..self })
    }
}

/// One call, ready to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Prompt<'a> {
    pub model: &'a str,
    pub instructions: &'a str,
    pub text: &'a str,
    pub schema: &'a Value,
    pub max_tokens: u32,
}

/// The same answer is to be read alike each time.
const SEED: u32 = 1;

#[must_use]
pub fn body(prompt: &Prompt<'_>, shape: Shape) -> Value {
    let mut body = json!({
        "model": prompt.model,
        "messages": [
            { "role": "system", "content": prompt.instructions },
            { "role": "user", "content": prompt.text },
        ],
        "stream": false,
    });
    let limit = if shape.newer_limit { "max_completion_tokens" } else { "max_tokens" };
    body[limit] = prompt.max_tokens.into();
    if shape.temperature {
        body["temperature"] = 0.into();
    }
    if shape.seed {
        body["seed"] = SEED.into();
    }
    if shape.schema {
        body["response_format"] = json!({
            "type": "json_schema",
            "json_schema": { "name": "reading", "strict": true, "schema": prompt.schema },
        });
    }
    body
}

/// A reply of the model, and what it cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub text: String,
    /// Tokens read and written, where the server counts them.
    pub tokens: Option<(u64, u64)>,
}

/// Why the body of an answer with status 200 holds no reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoReply {
    NotJson,
    /// An error all the same, in the server's words.
    Error(String),
    /// JSON without a reply in it.
    NoMessage,
    /// The model won't.
    Refused,
    /// It ran out of tokens before it was done.
    CutOff,
}

/// # Errors
/// See [`NoReply`].
pub fn reply(body: &[u8]) -> Result<Reply, NoReply> {
    let body: Value = serde_json::from_slice(body).map_err(|_| NoReply::NotJson)?;
    let choice = match body.get("choices").and_then(|choices| choices.get(0)) {
        Some(choice) => choice,
        None => {
            let message = message_in(&body);
            return Err(message.map_or(NoReply::NoMessage, NoReply::Error));
        }
    };
    let message = choice.get("message").ok_or(NoReply::NoMessage)?;
    let is_cut_off = choice.get("finish_reason").and_then(Value::as_str) == Some("length");
    let text = match message.get("content") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => {
            let texts = parts.iter().filter_map(|part| part.get("text").and_then(Value::as_str));
            texts.collect()
        }
        _ => String::new(),
    };
    if is_cut_off {
        return Err(NoReply::CutOff);
    }
    let refuses = message.get("refusal").and_then(Value::as_str).is_some_and(|it| !it.is_empty());
    if text.trim().is_empty() && refuses {
        return Err(NoReply::Refused);
    }
    let count = |name: &str| body.get("usage").and_then(|usage| usage.get(name)?.as_u64());
    let tokens = count("prompt_tokens").zip(count("completion_tokens"));
    Ok(Reply { text, tokens })
}

/// The most of a server's own words that is shown.
const MESSAGE_MOST: usize = 200;

/// What a server says of an error, on one short line; empty where it says nothing. Its words are
/// a stranger's, so they're made safe for a terminal.
#[must_use]
pub fn message(body: &[u8]) -> String {
    let parsed = serde_json::from_slice::<Value>(body).ok();
    let said = parsed.as_ref().and_then(message_in);
    said.unwrap_or_else(|| {
        // A page of a proxy is not worth showing.
        let text = String::from_utf8_lossy(body);
        let is_page = text.trim_start().starts_with('<');
        if is_page || parsed.is_some() { String::new() } else { short(&text) }
    })
}

fn message_in(body: &Value) -> Option<String> {
    let error = body.get("error").unwrap_or(body);
    let text = error.as_str().or_else(|| {
        let named = ["message", "detail", "error"];
        named.iter().find_map(|name| error.get(name).and_then(Value::as_str))
    })?;
    Some(short(text))
}

fn short(text: &str) -> String {
    let line = SafeText::line(text);
    let line = line.as_str().trim();
    match line.char_indices().nth(MESSAGE_MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
