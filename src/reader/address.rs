//! Where the model is reached: the base of an OpenAI-compatible endpoint.

use core::net::IpAddr;
use std::fmt;

/// `http://localhost:11434/v1`: scheme, host, port and path, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    base: String,
    /// Without the brackets of an IPv6 address, in lower case.
    host: String,
    is_encrypted: bool,
}

/// What is said of an address that can't be used. It never repeats what was given, which may hold
/// a password.
type Cause = &'static str;

/// What the path of the call ends in; an address that has it already is taken all the same.
const CALL: &str = "/chat/completions";

impl Address {
    /// # Errors
    /// Where it is no http address, or holds what an address of an endpoint doesn't: a user, a
    /// query, a fragment.
    pub fn parse(text: &str) -> Result<Address, Cause> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        let (is_encrypted, rest) = if lower.starts_with("https://") {
            (true, &text["https://".len()..])
        } else if lower.starts_with("http://") {
            (false, &text["http://".len()..])
        } else {
            return Err("an address begins with http:// or https://");
        };
        if rest.contains(['?', '#']) {
            return Err("an address has no ? and no #; give the base, such as \
                        http://localhost:11434/v1");
        }
        if !rest.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("an address has no blanks and no letters beyond ASCII");
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err("an address holds no user and no password; a key is read from the \
                        environment variable that reader.key_env names");
        }
        let (host, port) = host_and_port(authority)?;
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix(CALL).unwrap_or(path);
        let scheme = if is_encrypted { "https" } else { "http" };
        let (open, close) = if host.contains(':') { ("[", "]") } else { ("", "") };
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        let base = format!("{scheme}://{open}{host}{close}{port}{path}");
        Ok(Address { base, host, is_encrypted })
    }

    /// Where the question goes: `{base}/chat/completions`.
    pub fn call(&self) -> String {
        format!("{}{CALL}", self.base)
    }

    /// Where the endpoint lists its models.
    pub fn models(&self) -> String {
        format!("{}/models", self.base)
    }

    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// Whether what is sent stays on this machine, as far as its name tells. What listens there
    /// may pass it on.
    pub fn is_this_machine(&self) -> bool {
        self.host == "localhost"
            || self.host.ends_with(".localhost")
            || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether nobody on the way can read it.
    pub fn is_private(&self) -> bool {
        self.is_encrypted || self.is_this_machine()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

fn host_and_port(authority: &str) -> Result<(String, Option<u16>), Cause> {
    const NO_HOST: &str = "an address names a host, such as localhost or api.example.com";
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']').ok_or(NO_HOST)?;
            if !host.parse::<IpAddr>().is_ok_and(|address| address.is_ipv6()) {
                return Err("what stands in brackets is an IPv6 address");
            }
            (host, port.strip_prefix(':').or((!port.is_empty()).then_some("?")))
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ':');
    if host.is_empty() || !host.chars().all(is_letter) {
        return Err(NO_HOST);
    }
    let port = port.map(str::parse::<u16>).transpose();
    match port {
        Ok(Some(0)) | Err(_) => Err("a port is a number from 1 to 65535"),
        Ok(port) => Ok((host.to_ascii_lowercase(), port)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> String {
        Address::parse(text).expect("an address").to_string()
    }

    #[test]
    fn the_base_is_kept_without_what_the_call_adds() {
        assert_eq!(base("http://localhost:11434/v1/"), "http://localhost:11434/v1");
        assert_eq!(base(" HTTPS://API.Example.com/v1 "), "https://api.example.com/v1");
        assert_eq!(base("http://[::1]:8080"), "http://[::1]:8080");
        let whole = Address::parse("http://h:1/openai/v1/chat/completions").expect("an address");
        assert_eq!(whole.call(), "http://h:1/openai/v1/chat/completions");
        assert_eq!(whole.models(), "http://h:1/openai/v1/models");
    }

    #[test]
    fn only_loopback_is_this_machine() {
        let local = |text: &str| Address::parse(text).expect("an address").is_this_machine();
        for text in [
            "http://localhost:1",
            "http://LOCALHOST/v1",
            "http://127.0.0.1:8080/v1",
            "http://127.9.9.9",
            "http://[::1]:8080/v1",
            "http://ollama.localhost/v1",
        ] {
            assert!(local(text), "{text}");
        }
        for text in [
            "http://localhost.evil.com",
            "http://127.0.0.1.evil.com/v1",
            "http://192.168.0.7:8080",
            "http://0.0.0.0:8080",
            "https://api.openai.com/v1",
            "http://notlocalhost",
            "http://[fe80::1]:1",
        ] {
            assert!(!local(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_and_never_repeated() {
        for text in [
            "",
            "localhost:11434",
            "ftp://host/v1",
            "http://",
            "http:///v1",
            "http://user:sesame@host/v1",
            "http://host:0/v1",
            "http://host:99999",
            "http://host:1x",
            "http://host/v1?key=sesame",
            "http://host/#x",
            "http://ho st/",
            "http://[::1",
            "http://[::1]x",
            "http://[zz]:1",
            "http://höst/",
        ] {
            let cause = Address::parse(text).expect_err(text);
            assert!(!cause.contains("sesame"), "{cause}");
        }
    }
}
