//! An answer's text as its interpreter takes it. Lines and columns stay where they are.

use std::borrow::Cow;

use crate::bank::task::Language;

/// Without what an editor may put into a file and an interpreter refuses: a byte order mark, and in
/// Bash the line ends of Windows; and without Java's package, in which our class would not be found.
pub fn taken(language: Language, code: &str) -> Cow<'_, str> {
    let code = code.strip_prefix('\u{feff}').unwrap_or(code);
    match language {
        Language::Bash if code.contains("\r\n") => Cow::Owned(code.replace("\r\n", "\n")),
        // Line ends of long ago, which all others take.
        Language::Bash if !code.contains('\n') => Cow::Owned(code.replace('\r', "\n")),
        Language::Java => without_package(code),
        _ => Cow::Borrowed(code),
    }
}

/// Blanks in place of `package a.b;`, where it is the first thing but comments.
fn without_package(code: &str) -> Cow<'_, str> {
    let start = code.len() - skip_comments(code).len();
    let rest = &code[start..];
    let named = rest.strip_prefix("package").filter(|rest| rest.starts_with(char::is_whitespace));
    let Some(end) = named.and_then(|_| rest.find(';')) else { return Cow::Borrowed(code) };
    let is_name =
        |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '.' | '_' | '$');
    if !rest[..end].chars().all(is_name) {
        return Cow::Borrowed(code);
    }
    let blank: String = rest[..=end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
    Cow::Owned(format!("{}{blank}{}", &code[..start], &rest[end + 1..]))
}

fn skip_comments(code: &str) -> &str {
    let mut rest = code.trim_start();
    loop {
        let after = match rest {
            line if line.starts_with("//") => line.find('\n'),
            block if block.starts_with("/*") => block.find("*/").map(|at| at + 1),
            _ => None,
        };
        match after {
            Some(at) => rest = rest[at + 1..].trim_start(),
            None => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_of_editors_are_left_out() {
        for language in Language::ALL {
            assert_eq!(taken(*language, "\u{feff}a\u{feff}"), "a\u{feff}", "{language:?}");
        }
        assert_eq!(taken(Language::Bash, "f() {\r\n}\r\n"), "f() {\n}\n");
        assert_eq!(taken(Language::Bash, "f() {\r}\r"), "f() {\n}\n");
        assert_eq!(taken(Language::Python, "a\r\n"), "a\r\n", "taken as it is");
    }

    #[test]
    fn a_package_is_blank_and_nothing_moves() {
        let of = |code| taken(Language::Java, code).into_owned();
        assert_eq!(of("package a.b;\nclass X {}"), "            \nclass X {}");
        assert_eq!(of("/* a; */ // b\n package a\n.b; x"), "/* a; */ // b\n          \n    x");
        for code in
            ["class X { String s = \"package a;\"; }", "packages.x();", "package", "// package a;"]
        {
            assert_eq!(of(code), code);
        }
    }
}
