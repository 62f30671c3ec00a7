//! Names inside of an archive: where a file may lie.

use crate::text::SafeText;

/// The longest name of a file with its folders, in bytes.
const BYTES_MOST: usize = 200;
/// `<kind>/<id>/data/…` has four levels.
const DEPTH_MOST: usize = 8;

/// Folders that other programs leave behind.
const PASSED_OVER: [&str; 2] = ["__MACOSX", "__pycache__"];

/// The name as a relative path with `/`; nothing for one that is passed over: of strangers hidden files
/// and what other programs leave behind.
///
/// # Errors
/// Why no file may have that name.
pub fn inside(name: &str, is_own: bool) -> Result<Option<String>, String> {
    if name.starts_with('/') || name.starts_with('\\') || name.get(1..2) == Some(":") {
        return Err("leads outside: it is an absolute path".to_owned());
    }
    if name.contains('\\') {
        return Err("has a backslash in its name".to_owned());
    }
    if SafeText::line(name).as_str() != name {
        return Err("has invisible or control characters, or odd spaces, in its name".to_owned());
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !["", "."].contains(part)).collect();
    if parts.contains(&"..") {
        return Err("leads outside: it has `..` in its path".to_owned());
    }
    if name.len() > BYTES_MOST || parts.len() > DEPTH_MOST {
        return Err(format!("has a path of over {BYTES_MOST} bytes or {DEPTH_MOST} levels"));
    }
    let path = parts.join("/");
    let is_passed = path.is_empty() || !is_own && is_passed_over(&path);
    Ok((!is_passed).then_some(path))
}

/// Hidden, or what other programs leave behind.
pub fn is_passed_over(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || PASSED_OVER.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_outside_or_deceives_is_refused() {
        let long = format!("{}.toml", "a".repeat(200));
        let deep = "a/".repeat(9);
        for name in [
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a/..",
            "..",
            "C:/x",
            "c:x",
            "\\\\host\\x",
            "a\\..\\b",
            "a\nb",
            "a\u{202e}b",
            "a\u{1b}[2Jb",
            " a",
            &long,
            &deep,
        ] {
            for is_own in [true, false] {
                assert!(inside(name, is_own).is_err(), "{name:?}");
            }
        }
    }

    #[test]
    fn a_name_is_taken_as_it_is_meant() {
        for (name, wanted) in [
            ("pack.toml", Some("pack.toml")),
            ("./a//b.sql", Some("a/b.sql")),
            ("ä/ü.toml", Some("ä/ü.toml")),
            ("a/.git/config", None),
            ("__MACOSX/x", None),
            ("", None),
            ("./", None),
        ] {
            let own = wanted.or(Some(name).filter(|name| name.contains(char::is_alphanumeric)));
            assert_eq!(inside(name, true), Ok(own.map(str::to_owned)), "{name}");
            assert_eq!(inside(name, false), Ok(wanted.map(str::to_owned)), "{name}");
        }
    }
}
