//! SQL as text: its tokens, its statements, and what can be said of a query without running it.

mod shape;

pub use self::shape::{column_of, orders_its_rows, output_names, without_order};

/// One statement: where it is in the text, in bytes, its semicolon left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement<'t> {
    pub start: usize,
    pub text: &'t str,
}

/// A word, a text in quotes or a single sign; white space and comments are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// Bytes from the start of the text.
    pub start: usize,
    pub text: &'t str,
}

impl Token<'_> {
    /// Whether it is this word, whatever its case.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// The statements of a text; empty ones are left out.
pub fn statements(text: &str) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for token in tokens(text).filter(|token| token.text == ";") {
        found.push(Statement { start, text: &text[start..token.start] });
        start = token.start + 1;
    }
    found.push(Statement { start, text: &text[start..] });
    found.retain(|statement| tokens(statement.text).next().is_some());
    found
}

/// The tokens of a text, comments left out.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at;
            let word = text[at..].find(|c: char| !is_word(c)).unwrap_or(text.len() - at);
            at = if word > 0 { at + word } else { token_end(text, at) };
            let token = &text[start..at];
            let is_comment = token.starts_with("--") || token.starts_with("/*");
            if !is_comment && !token.trim().is_empty() {
                return Some(Token { start, text: token });
            }
        }
        None
    })
}

/// The text with comments and everything in quotes blanked out, letter for letter: what is left is
/// read by PostgreSQL as words and signs.
pub fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let next = token_end(text, at);
        let token = &text[at..next];
        let is_comment = token.starts_with("--") || token.starts_with("/*");
        let is_quoted = token.len() > 1 && token.starts_with(['\'', '"', '$']);
        match is_comment || is_quoted {
            true => bare.extend(token.chars().map(|c| if c == '\n' { c } else { ' ' })),
            false => bare.push_str(token),
        }
        at = next;
    }
    bare
}

/// Where the token, comment or single letter that begins at `at` ends. What is never closed
/// reaches to the end; PostgreSQL says so better.
fn token_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = |length: Option<usize>| length.map_or(text.len(), |length| at + length);
    if rest.starts_with("--") {
        return end(rest.find('\n'));
    }
    if rest.starts_with("/*") {
        return end(comment_length(rest));
    }
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        '\'' => end(quoted_length(rest, '\'', is_escape_string(text, at))),
        '"' => end(quoted_length(rest, '"', false)),
        '$' => match dollar_tag(text, at) {
            Some(tag) => end(rest[tag.len()..].find(tag).map(|found| found + 2 * tag.len())),
            None => at + 1,
        },
        _ => at + first.len_utf8(),
    }
}

/// `/* a /* b */ c */` nests.
fn comment_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}

/// A doubled quote stands for itself, as does anything after a backslash in `E'…'`.
fn quoted_length(text: &str, quote: char, with_escapes: bool) -> Option<usize> {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if with_escapes && letter == '\\' {
            letters.next();
        } else if letter == quote && letters.next_if(|next| next.1 == quote).is_none() {
            return Some(at + 1);
        }
    }
    None
}

fn is_escape_string(text: &str, quote_at: usize) -> bool {
    let mut before = text[..quote_at].chars().rev();
    let is_e = matches!(before.next(), Some('e' | 'E'));
    is_e && !before.next().is_some_and(is_word)
}

/// `$$` or `$tag$`, where it does not go on a word.
fn dollar_tag(text: &str, at: usize) -> Option<&str> {
    if text[..at].chars().next_back().is_some_and(is_word) {
        return None;
    }
    let rest = &text[at + 1..];
    let length = rest.find(|c: char| !is_word(c))?;
    let is_tag = rest[length..].starts_with('$') && !rest.starts_with(|c: char| c.is_ascii_digit());
    is_tag.then(|| &text[at..at + length + 2])
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        statements(text).iter().map(|statement| statement.text.trim()).collect()
    }

    #[test]
    fn semicolons_end_statements_outside_of_quotes_and_comments() {
        assert_eq!(texts("SELECT 1; SELECT 2"), ["SELECT 1", "SELECT 2"]);
        assert_eq!(texts("SELECT ';'';'; SELECT 2;").len(), 2);
        assert_eq!(texts("SELECT \";\" -- ; no\n;"), ["SELECT \";\" -- ; no"]);
        assert_eq!(texts("/* ; /* ; */ ; */ SELECT 1").len(), 1);
        assert_eq!(texts("SELECT $$;$$, $a$;$$;$a$; SELECT 2").len(), 2);
        assert_eq!(texts(r"SELECT E'\';'; SELECT 2").len(), 2);
        assert_eq!(texts(r"SELECT '\'; SELECT 2").len(), 2);
        assert_eq!(texts("SELECT a$1$ ; SELECT 2").len(), 2);
        assert_eq!(texts(";; -- nothing\n ; /* none */"), [""; 0]);
    }

    #[test]
    fn what_is_never_closed_reaches_to_the_end() {
        assert_eq!(texts("SELECT 'a; SELECT 2").len(), 1);
        assert_eq!(texts("SELECT 1 /* ; SELECT 2").len(), 1);
        assert_eq!(texts("SELECT $$; SELECT 2").len(), 1);
    }

    #[test]
    fn a_statement_knows_where_it_stands() {
        let text = "SELECT 1;\nSELECT 2";
        let found = statements(text);
        assert_eq!(&text[found[1].start..], "\nSELECT 2");
    }

    #[test]
    fn only_what_postgresql_reads_as_words_is_bare() {
        assert_eq!(bare("a /* ü */ 'b' -- c\n\"d\" $$e$$"), "a                 \n         ");
        assert_eq!(bare("SELECT\u{a0}c, 'x\u{200b}'"), "SELECT\u{a0}c,     ");
    }

    proptest! {
        #[test]
        fn any_text_is_cut_without_loss(text in r"([a-zé;'\\$/*\n -]|E'|\$a\$|/\*){0,40}") {
            for statement in statements(&text) {
                let end = statement.start + statement.text.len();
                prop_assert_eq!(&text[statement.start..end], statement.text);
            }
            for token in tokens(&text) {
                prop_assert!(text[token.start..].starts_with(token.text));
            }
            prop_assert_eq!(bare(&text).chars().count(), text.chars().count());
        }
    }
}
