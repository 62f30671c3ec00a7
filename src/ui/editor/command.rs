//! The editor's command line.

use std::io;

use which::which;

/// Tried in this order where no editor is set.
pub const EDITORS: [&str; 3] = ["nano", "vim", "vi"];

/// With one of these a shell reads more than words: `~/bin/ed`, `LC_ALL=C vim`, `$HOME/ed`.
const SHELL: &[char] = &[
    '~', '$', '=', '*', '?', '[', ']', '{', '}', '(', ')', '<', '>', '|', '&', ';', '`', '#', '\n',
];

/// The words to which the file's path is added.
///
/// # Errors
/// There is no editor, or the line is no command.
pub fn words(editor: &str) -> io::Result<Vec<String>> {
    if editor.trim().is_empty() {
        let found = EDITORS.into_iter().find(|name| which(name).is_ok());
        let name =
            found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no editor found"))?;
        return Ok(vec![name.to_owned()]);
    }
    let words = shlex::split(editor).filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("`{editor}` isn't a command line"))
    })?;
    if !editor.contains(SHELL) {
        return Ok(words);
    }
    let line = format!("{} \"$@\"", editor.trim());
    Ok(["sh", "-c", &line, "sh"].map(str::to_owned).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_run_as_they_are_and_the_rest_as_a_shell_reads_it() {
        assert_eq!(words("code --wait 'a b'").expect("words"), ["code", "--wait", "a b"]);
        let by_shell = words("LC_ALL=C vim -n").expect("a line");
        assert_eq!(by_shell, ["sh", "-c", "LC_ALL=C vim -n \"$@\"", "sh"]);
        assert_eq!(words("~/bin/ed").expect("a line")[2], "~/bin/ed \"$@\"");
        words("vi 'unclosed").expect_err("no command line");
    }
}
