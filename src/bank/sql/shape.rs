//! What the text of a query tells of its result: whether its rows are put in order, and how its
//! columns are called.

use super::{Token, tokens};

/// A token, and how many parentheses are open around it.
type Deep<'t> = (Token<'t>, usize);

/// Whether a query puts its whole result in order. A window's, an aggregate's or a sub-query's
/// ORDER BY orders no result; one within the parentheses around the whole query does.
pub fn orders_its_rows(query: &str) -> bool {
    order_at(&query_tokens(query)).is_some()
}

/// The query without the ORDER BY of its result; nothing where it has none.
pub fn without_order(query: &str) -> Option<String> {
    let tokens = query_tokens(query);
    let at = order_at(&tokens)?;
    let base = tokens[at].1;
    let ends = |(token, depth): &Deep| {
        let is_next = ["LIMIT", "OFFSET", "FETCH", "FOR"].iter().any(|word| token.is(word));
        *depth == base && is_next || *depth < base
    };
    let from = tokens[at].0.start;
    let rest = tokens[at..].iter().find(|deep| ends(deep)).map(|deep| deep.0.start);
    let (last, _) = tokens.last()?;
    let rest = rest.unwrap_or(last.start + last.text.len());
    Some(format!("{}{}", &query[..from], &query[rest..]))
}

/// The names of a query's columns in their order; nothing where the text alone does not tell all
/// of them (`*`, an expression without a name).
pub fn output_names(query: &str) -> Option<Vec<String>> {
    let tokens = query_tokens(query);
    let base = tokens.first()?.1;
    let select = tokens.iter().position(|(token, depth)| token.is("SELECT") && *depth == base)?;
    let is_with = tokens[0].0.is("WITH");
    if select > 0 && !is_with {
        return None;
    }
    let mut list = &tokens[select + 1..];
    if list.first().is_some_and(|deep| deep.0.is("ALL")) {
        list = &list[1..];
    } else if list.first().is_some_and(|deep| deep.0.is("DISTINCT")) {
        list = &list[1..];
        if list.first().is_some_and(|deep| deep.0.is("ON")) {
            let on = list.iter().skip(2).position(|deep| deep.1 == base && deep.0.text == ")")?;
            list = &list[on + 3..];
        }
    }
    let mut names = Vec::new();
    let mut item: Vec<Deep> = Vec::new();
    let mut before = None;
    for deep in list {
        let (token, depth) = *deep;
        let is_end = depth < base || depth == base && ends_list(&token, before);
        if is_end || depth == base && token.text == "," {
            names.push(name_of(&item, base)?);
            item.clear();
        } else {
            item.push(*deep);
        }
        if is_end {
            return Some(names);
        }
        before = Some(token);
    }
    names.push(name_of(&item, base)?);
    Some(names)
}

/// Which of `names` a declared order means: `amount desc`, `"Total Slots" desc nulls last`,
/// `t.amount`. A name is taken as it is written first, then without its table, then whatever its
/// case, where only one column is called so; in double quotes its case counts.
pub fn column_of(declared: &str, names: &[&str]) -> Option<usize> {
    let place = |wanted: &str| names.iter().position(|name| *name == wanted);
    let whole = declared.trim();
    let name = without_direction(whole);
    let last = last_part(name);
    let exact = place(whole).or_else(|| place(name)).or_else(|| place(&last.0));
    exact.or_else(|| {
        let wanted = last.0.to_lowercase();
        let mut alike = (0..names.len()).filter(|at| names[*at].to_lowercase() == wanted);
        alike.next().filter(|_| !last.1 && alike.next().is_none())
    })
}

/// `amount` of `amount desc nulls last`.
fn without_direction(declared: &str) -> &str {
    let mut rest = declared;
    for words in ["nulls first", "nulls last", "asc", "desc"] {
        let lower = rest.to_ascii_lowercase();
        let found = lower.strip_suffix(words).filter(|before| {
            before.ends_with(|c: char| c.is_whitespace() || c == '"') && !before.trim().is_empty()
        });
        if let Some(before) = found {
            rest = rest[..before.len()].trim_end();
        }
    }
    rest
}

/// The name after the last dot, its quotes taken off, and whether it had some.
fn last_part(name: &str) -> (String, bool) {
    let mut from = 0;
    let mut in_quotes = false;
    for (at, letter) in name.char_indices() {
        match letter {
            '"' => in_quotes = !in_quotes,
            '.' if !in_quotes => from = at + 1,
            _ => {}
        }
    }
    let part = name[from..].trim();
    let quoted = part.strip_prefix('"').and_then(|part| part.strip_suffix('"'));
    match quoted {
        Some(quoted) => (quoted.replace("\"\"", "\""), true),
        None => (part.to_owned(), false),
    }
}

/// The tokens of the first statement. Parentheses around the whole query are left out: its tokens
/// then begin at a depth above zero.
fn query_tokens(query: &str) -> Vec<Deep<'_>> {
    let mut depth = 0_usize;
    let mut found: Vec<Deep> = Vec::new();
    for token in tokens(query).take_while(|token| token.text != ";") {
        if token.text == ")" {
            depth = depth.saturating_sub(1);
        }
        found.push((token, depth));
        if token.text == "(" {
            depth += 1;
        }
    }
    while let [(first, open), .., (last, close)] = found.as_slice()
        && (first.text, last.text) == ("(", ")")
        && open == close
        && found[1..found.len() - 1].iter().all(|deep| deep.1 > *open)
    {
        found.pop();
        found.remove(0);
    }
    found
}

fn order_at(tokens: &[Deep]) -> Option<usize> {
    let base = tokens.first()?.1;
    tokens.windows(2).rposition(|pair| {
        pair[0].0.is("ORDER") && pair[1].0.is("BY") && pair[0].1 == base && pair[1].1 == base
    })
}

/// Whether the select list ends here. `IS DISTINCT FROM` is an operator.
fn ends_list(token: &Token, before: Option<Token>) -> bool {
    let is_operator = token.is("FROM") && before.is_some_and(|before| before.is("DISTINCT"));
    const AFTER: [&str; 13] = [
        "FROM",
        "WHERE",
        "GROUP",
        "HAVING",
        "WINDOW",
        "UNION",
        "INTERSECT",
        "EXCEPT",
        "ORDER",
        "LIMIT",
        "OFFSET",
        "FETCH",
        "INTO",
    ];
    !is_operator && AFTER.iter().any(|word| token.is(word))
}

/// How PostgreSQL calls an item of a select list, where the text tells.
fn name_of(item: &[Deep], base: usize) -> Option<String> {
    let (last, depth) = *item.last()?;
    if depth != base {
        return None;
    }
    let before = item.len().checked_sub(2).map(|at| item[at].0);
    let Some(before) = before else { return identifier(&last) };
    if before.is("AS") {
        // After AS any word is a name.
        return identifier(&last).or_else(|| Some(last.text.to_lowercase()));
    }
    let is_path = item.iter().enumerate().all(|(at, deep)| {
        if at % 2 == 0 { identifier(&deep.0).is_some() } else { deep.0.text == "." }
    });
    if is_path {
        return identifier(&last);
    }
    if last.text == ")" {
        // A call is called like its function, where nothing else is in the item.
        let name = identifier(&item[0].0)?;
        let inner = item.get(2..item.len() - 1)?;
        let is_call = item[1].0.text == "(" && inner.iter().all(|deep| deep.1 > base);
        return is_call.then_some(name);
    }
    let is_value =
        before.text == ")" || before.text.starts_with('\'') || identifier(&before).is_some();
    identifier(&last).filter(|_| is_value)
}

/// A name: a word that is no keyword of an expression, in lower case, or what is in double quotes.
fn identifier(token: &Token) -> Option<String> {
    const KEYWORDS: [&str; 35] = [
        "ALL",
        "AND",
        "ANY",
        "ARRAY",
        "AS",
        "AT",
        "BETWEEN",
        "CASE",
        "COLLATE",
        "DATE",
        "DISTINCT",
        "ELSE",
        "END",
        "FALSE",
        "FILTER",
        "FROM",
        "ILIKE",
        "IN",
        "INTERVAL",
        "IS",
        "ISNULL",
        "LIKE",
        "NOT",
        "NOTNULL",
        "NULL",
        "OR",
        "OVER",
        "PRECISION",
        "SELECT",
        "THEN",
        "TIME",
        "TIMESTAMP",
        "TRUE",
        "VARYING",
        "ZONE",
    ];
    if let Some(quoted) = token.text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        return Some(quoted.replace("\"\"", "\""));
    }
    let is_name = token.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !KEYWORDS.iter().any(|word| token.is(word));
    is_name.then(|| token.text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_order_of_the_whole_orders_its_rows() {
        for query in [
            "SELECT a FROM t ORDER BY a",
            "-- note\nWITH x AS (SELECT 1 a) SELECT a FROM x order\n by a LIMIT 3;",
            "(SELECT a FROM t ORDER BY a)",
            "/* ( */ ((SELECT a FROM t ORDER BY a));",
            "(SELECT 1 a) UNION (SELECT 2) ORDER BY 1",
            "VALUES (2), (1) ORDER BY 1",
        ] {
            assert!(orders_its_rows(query), "{query}");
        }
        for query in [
            "SELECT a FROM t",
            "SELECT a, row_number() OVER (ORDER BY a) FROM t",
            "SELECT a FROM (SELECT a FROM t ORDER BY a) s",
            "(SELECT 1 a ORDER BY 1) UNION ALL (SELECT 2 ORDER BY 1)",
            "SELECT 'x ORDER BY 1' FROM t -- ORDER BY 1",
            "SELECT array_agg(a ORDER BY a) FROM t",
            "",
        ] {
            assert!(!orders_its_rows(query), "{query}");
        }
    }

    #[test]
    fn an_order_is_taken_out_alone() {
        let of = |query| without_order(query).expect("an order");
        assert_eq!(of("SELECT a\nFROM t\nORDER BY a DESC, b;\n"), "SELECT a\nFROM t\n;\n");
        assert_eq!(of("SELECT a FROM t ORDER BY a LIMIT 3"), "SELECT a FROM t LIMIT 3");
        assert_eq!(of("(SELECT a FROM t ORDER BY a)"), "(SELECT a FROM t )");
        assert_eq!(
            of("SELECT sum(a) OVER (ORDER BY a) FROM t ORDER BY f(a, b)"),
            "SELECT sum(a) OVER (ORDER BY a) FROM t "
        );
        assert_eq!(
            of("SELECT a FROM t -- why\nORDER BY a LIMIT 1"),
            "SELECT a FROM t -- why\nLIMIT 1"
        );
        assert_eq!(without_order("SELECT a FROM t"), None);
    }

    #[test]
    fn columns_are_called_as_postgresql_calls_them() {
        let of = |query| output_names(query).map(|names| names.join("|"));
        let is = |names: &str| Some(names.to_owned());
        assert_eq!(of("SELECT a, t.B, \"C d\", x AS End FROM t"), is("a|b|C d|end"));
        assert_eq!(of("SELECT count(*), sum(a) total, max(b) AS \"M\""), is("count|total|M"));
        assert_eq!(of("WITH a AS (SELECT 1 x) SELECT x FROM a"), is("x"));
        assert_eq!(of("((SELECT a, f(b, (c)) z FROM t) )"), is("a|z"));
        assert_eq!(of("SELECT DISTINCT ON (a, b) a, b c FROM t"), is("a|c"));
        assert_eq!(of("SELECT a IS DISTINCT FROM b AS d FROM t UNION SELECT 1"), is("d"));
        assert_eq!(of("SELECT a + b AS c, extract(year FROM d) AS y"), is("c|y"));
        for unknown in [
            "SELECT * FROM t",
            "SELECT t.*, a",
            "SELECT a::int",
            "TABLE t",
            "VALUES (1)",
            "SELECT a IS NULL",
            "SELECT CASE WHEN a THEN b END",
            "SELECT sum(a) OVER w",
            "",
        ] {
            assert_eq!(of(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_declared_order_finds_its_column() {
        let names = ["id", "Total Slots", "amount", "desc", "a.b", "Amount"];
        let of = |declared| column_of(declared, &names).map(|at| names[at]);
        assert_eq!(of("id"), Some("id"));
        assert_eq!(of("Total Slots desc"), Some("Total Slots"));
        assert_eq!(of("\"Total Slots\" DESC NULLS LAST"), Some("Total Slots"));
        assert_eq!(of("total slots"), Some("Total Slots"));
        assert_eq!(of("\"total slots\""), None, "in quotes its case counts");
        assert_eq!(of("t.amount asc"), Some("amount"));
        assert_eq!(of("AMOUNT"), None, "two are called so");
        assert_eq!(of("ID"), Some("id"));
        assert_eq!(of("desc"), Some("desc"));
        assert_eq!(of("desc desc"), Some("desc"));
        assert_eq!(of("a.b"), Some("a.b"));
        assert_eq!(of("identity"), None);
        assert_eq!(of(""), None);
    }
}
