//! `pack.toml`: what somebody else's folder of questions says of itself.

use super::fault::Fault;
use super::parse::{is_kebab, read_schema};
use super::rule;
use super::walk::{Table, walk};

/// The longest name, in letters: it becomes a folder's.
const NAME_MOST: usize = 64;
/// The longest of the other texts, in letters: they are shown before anybody agrees to them.
const TEXT_MOST: usize = 200;

/// A pack's own words about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Kebab-case; a pack of the same name takes its place.
    pub name: String,
    pub version: String,
    pub license: String,
    pub author: String,
    pub about: Option<String>,
    pub homepage: Option<String>,
}

/// Reads `pack.toml`.
///
/// # Errors
/// All faults of the file.
pub fn manifest(path: &str, text: &str) -> Result<Manifest, Vec<Fault>> {
    walk(path, text, |table| {
        read_schema(table);
        Manifest {
            name: read_name(table),
            version: read_text(table, "version"),
            license: read_text(table, "license"),
            author: read_text(table, "author"),
            about: table.maybe_string("about").map(|text| bounded(table, "about", text)),
            homepage: read_homepage(table),
        }
    })
}

fn read_name(table: &mut Table) -> String {
    let name = table.string("name");
    if !name.is_empty() && (!is_kebab(&name) || name.len() > NAME_MOST) {
        let message = format!("`{}` is no name of a pack", name.escape_debug());
        let help = format!("lower-case letters, digits and single hyphens, at most {NAME_MOST}");
        table.complain(rule::ID, table.span_of("name"), message, Some(&help));
    }
    name
}

fn read_text(table: &mut Table, key: &'static str) -> String {
    let text = table.string(key);
    bounded(table, key, text)
}

fn bounded(table: &Table, key: &str, text: String) -> String {
    if text.chars().count() > TEXT_MOST {
        let message = format!("`{key}` is longer than {TEXT_MOST} letters");
        table.complain(rule::SCHEMA, table.span_of(key), message, None);
    }
    text
}

fn read_homepage(table: &mut Table) -> Option<String> {
    let text = table.maybe_string("homepage")?;
    if !text.starts_with("https://") && !text.starts_with("http://") {
        let message = "`homepage` is no web address".to_owned();
        let help = Some("write `homepage = \"https://…\"`");
        table.complain(rule::SCHEMA, table.span_of("homepage"), message, help);
    }
    Some(bounded(table, "homepage", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "schema = 1\nname = \"jo-sql\"\nversion = \"1.0\"\nlicense = \"MIT\"\n\
        author = \"Jo\"\nhomepage = \"https://example.org\"\n";

    #[test]
    fn a_pack_says_its_name_version_licence_and_author() {
        let manifest = manifest("pack.toml", SOUND).expect("sound");
        assert_eq!((manifest.name.as_str(), manifest.version.as_str()), ("jo-sql", "1.0"));
        assert_eq!(manifest.homepage.as_deref(), Some("https://example.org"));
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        for name in ["../x", "/etc", "a/b", "Jo", "", ".", "a--b", &"a".repeat(65)] {
            let text = SOUND.replace("jo-sql", name);
            assert!(super::manifest("pack.toml", &text).is_err(), "{name}");
        }
        for (from, to) in
            [("https://", "javascript:"), ("MIT", &"x".repeat(201)), ("author", "autor")]
        {
            let text = SOUND.replace(from, to);
            assert!(super::manifest("pack.toml", &text).is_err(), "{to}");
        }
    }
}
