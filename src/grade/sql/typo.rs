//! Words that were mistyped: what was meant.

/// Words of PostgreSQL's statements, and of its types.
const KEYWORDS: [&str; 60] = [
    "ALTER",
    "ALWAYS",
    "BETWEEN",
    "CASCADE",
    "CHECK",
    "CONFLICT",
    "CONSTRAINT",
    "CREATE",
    "CROSS",
    "DEFAULT",
    "DELETE",
    "DISTINCT",
    "DROP",
    "EXCEPT",
    "EXCLUDE",
    "EXISTS",
    "FILTER",
    "FOREIGN",
    "FROM",
    "FULL",
    "GENERATED",
    "GROUP",
    "HAVING",
    "IDENTITY",
    "INDEX",
    "INNER",
    "INSERT",
    "INTERSECT",
    "INTERVAL",
    "INTO",
    "JOIN",
    "LATERAL",
    "LEFT",
    "LIMIT",
    "MATERIALIZED",
    "NULL",
    "OFFSET",
    "ORDER",
    "OUTER",
    "OVER",
    "PARTITION",
    "PRIMARY",
    "RECURSIVE",
    "REFERENCES",
    "RETURNING",
    "RIGHT",
    "SELECT",
    "SEQUENCE",
    "SET",
    "TABLE",
    "UNION",
    "UNIQUE",
    "UPDATE",
    "USING",
    "VALUES",
    "VIEW",
    "WHERE",
    "WINDOW",
    "WITH",
    "WITHIN",
];
const TYPES: [&str; 20] = [
    "BIGINT",
    "BOOLEAN",
    "BYTEA",
    "CHAR",
    "DATE",
    "DATERANGE",
    "DECIMAL",
    "INTEGER",
    "INTERVAL",
    "JSONB",
    "NUMERIC",
    "REAL",
    "SERIAL",
    "SMALLINT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "TIMESTAMPTZ",
    "UUID",
    "VARCHAR",
];

/// From this length on a word may have two mistakes.
const LONG: usize = 5;

/// The word that was meant, of those that are known; nothing for one of these itself.
pub fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_uppercase();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if word.len() < 3 || !word.chars().all(is_word) || known.contains(&word.as_str()) {
        return None;
    }
    let near = known.iter().filter_map(|known| {
        let distance = strsim::osa_distance(&word, known);
        // Of three letters two changed places; with one letter changed it would be any word.
        let most = if word.len().min(known.len()) < LONG { 1 } else { 2 };
        let is_near = distance <= most && (known.len() > 3 || is_turned(&word, known));
        is_near.then_some((distance, *known))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

fn is_turned(word: &str, known: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(word) == sorted(known)
}

/// What a word where PostgreSQL stumbled was meant to be.
pub fn keyword(word: &str) -> Option<&'static str> {
    if KEYWORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return None;
    }
    meant(word, &KEYWORDS)
}

/// The same for the word before, which may as well be somebody's own name: `orders`, `value`.
pub fn keyword_as_name(word: &str) -> Option<&'static str> {
    let small = word.to_uppercase();
    let is_part = |known: &&str| !small.starts_with(known) && !known.starts_with(&small);
    keyword(word).filter(is_part)
}

pub fn data_type(word: &str) -> Option<String> {
    let elsewhere = match word.to_lowercase().as_str() {
        "datetime" | "datetime2" | "timestamp_ntz" => Some("timestamp"),
        "string" | "nvarchar" | "varchar2" | "clob" | "longtext" => Some("text"),
        "number" => Some("numeric"),
        "double" | "float64" => Some("double precision"),
        "int64" | "long" => Some("bigint"),
        "tinyint" => Some("smallint"),
        "blob" | "binary" | "varbinary" => Some("bytea"),
        _ => None,
    };
    elsewhere.map(str::to_owned).or_else(|| meant(word, &TYPES).map(str::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_a_slip_is_known() {
        for (typed, known) in [
            ("TABEL", "TABLE"),
            ("tabel", "TABLE"),
            ("TBALE", "TABLE"),
            ("VEIW", "VIEW"),
            ("INDXE", "INDEX"),
            ("WEHRE", "WHERE"),
            ("FORM", "FROM"),
            ("GROPU", "GROUP"),
            ("ITNO", "INTO"),
            ("STE", "SET"),
            ("MATERIALISED", "MATERIALIZED"),
            ("REFRENCES", "REFERENCES"),
            ("UPDTAE", "UPDATE"),
        ] {
            assert_eq!(keyword(typed), Some(known), "{typed}");
        }
        for other in ["TABLE", "from", "customer_id", "stg_event", "a", "id", "sit", "amount"] {
            assert_eq!(keyword(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_that_is_nearly_a_word_is_a_name() {
        for name in ["orders", "value", "groups", "views", "limits", "tables"] {
            assert_eq!(keyword_as_name(name), None, "{name}");
        }
        assert_eq!(keyword_as_name("ORDRE"), Some("ORDER"));
    }

    #[test]
    fn types_of_other_databases_are_told_too() {
        assert_eq!(data_type("integr").as_deref(), Some("integer"));
        assert_eq!(data_type("DATETIME").as_deref(), Some("timestamp"));
        assert_eq!(data_type("money_kind"), None);
    }
}
