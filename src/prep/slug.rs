//! Names as they are typed on the command line.

/// `Acme & Sons` is `acme-sons`; empty where nothing of it can be typed.
#[must_use]
pub fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// `wanted`, or with the first number behind it that nothing has.
#[must_use]
pub fn free(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_else(|| wanted.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_words() {
        assert_eq!(slug("Acme & Sons, Köln"), "acme-sons-köln");
        assert_eq!(slug(" ?! "), "");
        assert_eq!(free("acme", |name| name == "acme" || name == "acme-2"), "acme-3");
    }
}
