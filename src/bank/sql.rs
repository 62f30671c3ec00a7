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
            at = token_end(text, at);
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

/// Where the word, text in quotes, comment or single sign that begins at `at` ends. What is never closed
/// reaches to the end; PostgreSQL says so better.
fn token_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = |length: Option<usize>| length.map_or(text.len(), |length| at + length);
    if let Some(length) = word_length(rest) {
        return at + length;
    }
    if rest.starts_with("--") {
        return end(rest.find(['\n', '\r']));
    }
    if rest.starts_with("/*") {
        return end(comment_length(rest));
    }
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        '\'' => end(quoted_length(rest, '\'', is_escape_string(text, at))),
        '"' => end(quoted_length(rest, '"', false)),
        '$' => match dollar_tag(rest) {
            Some(tag) => end(rest[tag.len()..].find(tag).map(|found| found + 2 * tag.len())),
            None => at + 1,
        },
        _ => at + first.len_utf8(),
    }
}

/// Whether the text ends within a comment that nobody closed.
pub fn is_open_comment(text: &str) -> bool {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") && comment_length(rest).is_none() {
            return true;
        }
        at = token_end(text, at);
    }
    false
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
    is_e && !before.next().is_some_and(|c| is_word(c) || c == '$')
}

/// `$$` or `$tag$` at the beginning; inside of a word a `$` belongs to the word.
fn dollar_tag(text: &str) -> Option<&str> {
    let rest = &text[1..];
    let length = rest.find(|c: char| !is_word(c))?;
    let is_tag = rest[length..].starts_with('$') && !rest.starts_with(|c: char| c.is_ascii_digit());
    is_tag.then(|| &text[..length + 2])
}

/// The length of the name or number at the beginning: a name goes on over `$`.
fn word_length(text: &str) -> Option<usize> {
    let is_name = !text.starts_with(|c: char| c.is_ascii_digit());
    let goes_on = |c: char| is_word(c) || c == '$' && is_name;
    let length = text.find(|c: char| !goes_on(c)).unwrap_or(text.len());
    text.starts_with(is_word).then_some(length)
}

/// To PostgreSQL everything outside of ASCII may be in a name.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

/// What versions of PostgreSQL, or their settings, cut in different places, in words: whoever
/// relies on the statements of a text must not take it.
pub fn ambiguous(text: &str) -> Option<&'static str> {
    let mut before: [Option<Token>; 2] = [None, None];
    for token in tokens(text) {
        let [escape, last] = before;
        let touches = |last: Token| last.start + last.text.len() == token.start;
        let is_number = |last: Token| last.text.starts_with(|c: char| c.is_ascii_digit());
        let is_quote = token.text.starts_with(['\'', '"', '$']);
        if is_quote && last.is_some_and(|last| touches(last) && is_number(last)) {
            return Some("a number goes over into a quote: put a blank between them");
        }
        let is_escape = |escape: Token| escape.is("E");
        let goes_on = token.text.starts_with('\'')
            && last.is_some_and(|last| last.text.starts_with('\''))
            && escape.is_some_and(is_escape);
        if goes_on {
            return Some("a text of `E'…'` goes on in further quotes: write it in one");
        }
        before = [last, Some(token)];
    }
    None
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
    fn names_and_comments_end_where_postgresql_ends_them() {
        assert_eq!(texts("SELECT 1 AS a$$b$$; RESET ROLE; SELECT 1 AS a$$b$$").len(), 3);
        assert_eq!(texts("SELECT 1 AS €$$; RESET ROLE; SELECT 1 AS €$$").len(), 3);
        assert_eq!(texts("SELECT 1 -- one\r; RESET ROLE").len(), 2);
        assert_eq!(texts("SELECT 1$$;$$").len(), 1);
        assert_eq!(texts("SELECT a$e'\\'; RESET ROLE; --'").len(), 2);
    }

    #[test]
    fn what_is_cut_here_and_there_in_different_places_is_told() {
        for text in [
            "SELECT 1e'\\'; RESET ROLE; --'",
            "SELECT 1a$$ ; RESET ROLE; $$",
            "SELECT $1$$;$$",
            "SELECT E'a'\n'\\' ' ; RESET ROLE; SELECT ' '",
            "SELECT e'a' -- on\n '\\'';'",
        ] {
            assert!(ambiguous(text).is_some(), "{text}");
        }
        for text in ["SELECT 1, 'a'", "SELECT E'a', 'b'", "SELECT 'a'\n'b'", "SELECT a$1, 1 \"b\""]
        {
            assert_eq!(ambiguous(text), None, "{text}");
        }
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
