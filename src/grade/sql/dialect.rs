//! What people write who come from another database, or paste from a page: PostgreSQL refuses it, and
//! seldom says how it is written here.

use super::typo;
use crate::bank::sql::{Token, bare, tokens};

/// Signs that a message names; one copied text may hold hundreds.
const SIGNS: usize = 3;

/// How this is written in PostgreSQL, one hint a line, after an error of this SQLSTATE at the letter
/// `position` of `code`.
pub fn hints(state: &str, message: &str, position: Option<usize>, code: &str) -> Vec<String> {
    let mut hints = Vec::new();
    let all: Vec<Token> = tokens(code).collect();
    let at = position.and_then(|position| code.chars().nth(position.checked_sub(1)?));
    match state {
        "42601" => hints
            .extend(syntax(&all, at).map(str::to_owned).or_else(|| mistyped(&all, code, position))),
        "42704" => hints.extend(no_type(message)),
        "42703" if at == Some('"') => {
            hints.push("a text stands in 'single quotes'; \"double quotes\" name a column".into());
        }
        "42883" => hints.extend(function(message).map(|name| format!("write `{name}`"))),
        "42P01" if message.contains("\"dual\"") => {
            hints.push("there is no table `dual`: leave `FROM` out".into());
        }
        _ => {}
    }
    hints.extend(signs(code));
    hints
}

/// The habit that a syntax error comes from, by what stands there.
fn syntax(all: &[Token], at: Option<char>) -> Option<&'static str> {
    let has = |text: &str| all.iter().any(|token| token.is(text));
    let pair = |first: &str, is_second: &dyn Fn(&str) -> bool| {
        all.windows(2).any(|two| two[0].is(first) && is_second(two[1].text))
    };
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let is_name = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_cast = all.windows(2).any(|two| two[0].text == ":" && two[1].text == ":");
    Some(match at {
        Some('\\') => "commands of psql, as `\\g`, aren't SQL: leave them out",
        _ if has("`") => "names stand in \"double quotes\" or in none, not in `backticks`",
        _ if pair("TOP", &|text| is_number(text) || text == "(") => {
            "write `LIMIT` at the end in place of `TOP`"
        }
        Some('[') => "names stand in \"double quotes\" or in none, not in [brackets]",
        _ if has("QUALIFY") => {
            "there is no `QUALIFY`: filter by the window outside, in a query around it"
        }
        Some(':') if pair(":", &is_name) && !is_cast => {
            "nothing is filled in: write the value itself in place of a `:name`"
        }
        _ if has("?") => "nothing is filled in: write the value itself in place of a `?`",
        _ if has("MINUS") => "write `EXCEPT` in place of `MINUS`",
        _ => return None,
    })
}

/// The word at which PostgreSQL stumbled, or the one before it, which it took for a name.
fn mistyped(all: &[Token], code: &str, position: Option<usize>) -> Option<String> {
    let start = code.char_indices().nth(position?.checked_sub(1)?)?.0;
    let at = all.iter().position(|token| token.start >= start)?;
    let before = at.checked_sub(1).and_then(|before| all.get(before));
    let found = typo::keyword(all[at].text).map(|meant| (all[at], meant));
    let found = found.or_else(|| {
        let before = before?;
        typo::keyword_as_name(before.text).map(|meant| (*before, meant))
    });
    found.map(|(token, meant)| format!("`{}`: did you mean `{meant}`?", token.text))
}

/// `type "integr" does not exist`.
fn no_type(message: &str) -> Option<String> {
    let name = message.strip_prefix("type \"")?.split('"').next()?;
    typo::data_type(name).map(|meant| format!("`{name}`: did you mean `{meant}`?"))
}

/// What does here what a function of another database does there.
fn function(message: &str) -> Option<&'static str> {
    let name = message.strip_prefix("function ")?.split('(').next()?;
    Some(match name.to_lowercase().as_str() {
        "isnull" | "ifnull" | "nvl" => "coalesce(a, b)",
        "getdate" | "sysdate" | "curdate" => "current_date",
        "datediff" => "date_1 - date_2, which is a number of days",
        "dateadd" | "date_sub" | "adddate" => "date + interval '1 day'",
        "year" | "month" | "day" | "datepart" => "extract(year FROM date)",
        "date_format" | "format_date" | "strftime" => "to_char(date, 'YYYY-MM')",
        "str_to_date" => "to_date(text, 'YYYY-MM-DD')",
        "len" => "length(text)",
        "group_concat" | "listagg" => "string_agg(text, ',')",
        "charindex" | "instr" => "position('b' IN text)",
        "if" | "iif" | "decode" => "CASE WHEN a THEN b ELSE c END",
        "median" => "percentile_cont(0.5) WITHIN GROUP (ORDER BY a)",
        "countif" | "count_if" => "count(*) FILTER (WHERE a)",
        "convert" | "try_cast" | "safe_cast" => "CAST(a AS type)",
        "rand" => "random()",
        _ => return None,
    })
}

/// Signs outside of quotes that look like one of SQL's own: to PostgreSQL they are letters of a name.
fn signs(code: &str) -> Vec<String> {
    let (mut line, mut column) = (1, 0);
    let mut found = Vec::new();
    for letter in bare(code).chars() {
        column += 1;
        if letter == '\n' {
            (line, column) = (line + 1, 0);
        }
        let Some(plain) = plain(letter) else { continue };
        found.push(format!(
            "line {line} has U+{:04X} (`{letter}`) at column {column}: write `{plain}`",
            letter as u32
        ));
    }
    found.truncate(SIGNS);
    found
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{B4}' | '\u{FF07}' => "'",
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{AB}' | '\u{BB}' | '\u{FF02}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' => "-",
        '\u{FF0C}' | '\u{3001}' => ",",
        '\u{FF1B}' => ";",
        '\u{FF08}' => "(",
        '\u{FF09}' => ")",
        '\u{FF1D}' => "=",
        '\u{FF1C}' => "<",
        '\u{FF1E}' => ">",
        '\u{FF0A}' | '\u{D7}' => "*",
        '\u{FF0E}' => ".",
        '\u{2264}' => "<=",
        '\u{2265}' => ">=",
        '\u{2260}' => "<>",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str, message: &str, text: &str, at: &str) -> Vec<String> {
        let position = text.find(at).map(|byte| text[..byte].chars().count() + 1);
        hints(code, message, position, text)
    }

    #[test]
    fn habits_from_elsewhere_are_told_in_postgresql_s_words() {
        for (text, at, wanted) in [
            ("SELECT `a` FROM t", "FROM", "backticks"),
            ("SELECT TOP 3 a FROM t", "3", "LIMIT"),
            ("SELECT top (3) a FROM t", "a FROM", "LIMIT"),
            ("SELECT [a] FROM t", "[", "brackets"),
            ("SELECT 1 \\g", "\\", "psql"),
            ("SELECT a FROM t WHERE a = :id", ":", ":name"),
            ("SELECT a FROM t WHERE a = ?", "nowhere", "`?`"),
            ("SELECT a FROM t QUALIFY b = 1", "b =", "QUALIFY"),
            ("SELECT a FROM t MINUS SELECT 1", "SELECT 1", "EXCEPT"),
        ] {
            let said = said("42601", "syntax error", text, at);
            assert!(said.len() == 1 && said[0].contains(wanted), "{text}: {said:?}");
        }
        for text in
            ["SELECT a b c", "SELECT '?', '`' 1", "SELECT a::int b c", "SELECT a -- ?\n b c"]
        {
            assert_eq!(
                said("42601", "syntax error", text, "nowhere"),
                Vec::<String>::new(),
                "{text}"
            );
        }
        for (text, at, wanted) in [
            ("SELECT a FORM t", "t", "`FORM`: did you mean `FROM`?"),
            ("SELECT * FORM t", "FORM", "`FORM`: did you mean `FROM`?"),
            ("INSERT ITNO t VALUES (1)", "ITNO", "`ITNO`: did you mean `INTO`?"),
            ("CREATE UNIQUE INDXE i ON t (a)", "INDXE", "`INDXE`: did you mean `INDEX`?"),
            ("CREATE TABLE t (a int PRIMRAY KEY)", "PRIMRAY", "`PRIMARY`?"),
            ("SELECT a FROM t GROPU BY a", "BY", "`GROUP`?"),
        ] {
            let said = said("42601", "syntax error", text, at);
            assert!(said.len() == 1 && said[0].contains(wanted), "{text}: {said:?}");
        }
        let orders = said("42601", "syntax error", "SELECT a FROM orders 3", "3");
        assert_eq!(orders, Vec::<String>::new(), "a name of somebody's own");
        let kind = said("42704", "type \"integr\" does not exist", "a integr", "integr");
        assert_eq!(kind, ["`integr`: did you mean `integer`?"]);
        let quoted = said("42703", "column does not exist", "SELECT \"Brook\"", "\"Brook");
        assert!(quoted[0].contains("'single quotes'"), "{quoted:?}");
        let unquoted = said("42703", "column does not exist", "SELECT Brook", "Brook");
        assert_eq!(unquoted, Vec::<String>::new());
        let nvl = said(
            "42883",
            "function ifnull(integer, integer) does not exist",
            "SELECT ifnull(1, 2)",
            "if",
        );
        assert_eq!(nvl, ["write `coalesce(a, b)`"]);
    }

    #[test]
    fn signs_that_look_like_others_are_named_outside_of_quotes() {
        let text = "SELECT ‘a’, '–' -- ，\nFROM t；";
        assert_eq!(
            signs(text),
            [
                "line 1 has U+2018 (`‘`) at column 8: write `'`",
                "line 1 has U+2019 (`’`) at column 10: write `'`",
                "line 2 has U+FF1B (`；`) at column 7: write `;`",
            ]
        );
        assert_eq!(signs(&"–".repeat(40)).len(), SIGNS);
    }
}
