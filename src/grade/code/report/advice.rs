//! What to do about what an answer returned or raised.

use crate::bank::task::Language;
use crate::grade::code::wire::Reply;

const ENDLESS: &str = "does every branch come nearer to its end?";

/// How a value of a common kind becomes one that can be compared.
pub fn instead(language: Language, kind: &str) -> Option<&'static str> {
    Some(match (language, kind) {
        (Language::Python, "coroutine") => {
            "leave out `async`, or run it within: `return asyncio.run(…)`"
        }
        (Language::Python, "generator" | "map" | "filter" | "zip" | "reversed" | "enumerate") => {
            "put it into `list(…)`"
        }
        (Language::Python, "set" | "frozenset") => "a set has no order: return `sorted(…)` of it",
        (Language::Python, "Decimal" | "Fraction") => "return `int(…)` or `float(…)` of it",
        (Language::Python, "bytes" | "bytearray") => "return `.decode()` of it",
        (Language::Python, "DataFrame") => "return `.to_dict(\"records\")` of it",
        (Language::Python, "timedelta") => "return `.total_seconds()` of it",
        (Language::Python, "UUID") => "return `str(…)` of it",
        (Language::Python, "function" | "method") => "call it: are its parentheses missing?",
        (Language::Javascript, "Promise") => {
            "leave out `async`: what the function returns isn't awaited"
        }
        (
            Language::Javascript,
            "Set" | "Generator" | "Map Iterator" | "Set Iterator" | "Array Iterator",
        ) => "put it into an array: `[...it]`",
        (Language::Javascript, "function") => "call it: are its parentheses missing?",
        (Language::Java, "Stream") => "end it with `.toList()`",
        (Language::Java, "Set without an order") => "return a sorted list, or a `TreeSet`",
        _ => return None,
    })
}

/// What may be returned, in the language's own words.
pub fn values(language: Language) -> &'static str {
    match language {
        Language::Python | Language::Sql => {
            "return lists, texts, numbers, truth values, None or dictionaries of them"
        }
        Language::Javascript => {
            "return arrays, strings, numbers, booleans, null or plain objects of them"
        }
        Language::Java => {
            "return lists, arrays, strings, numbers, booleans, null, or maps and records of them"
        }
        Language::Bash => "print JSON, or a text",
    }
}

/// `an int`, `a list`, `a UUID`, `an E`.
pub fn with_article(name: &str) -> String {
    if name == "bytes" {
        return name.to_owned();
    }
    let lower = name.to_lowercase();
    let is_letter = name.chars().count() == 1 && "fhlmnrsx".contains(&lower);
    let sounds_you =
        ["uni", "use", "uu", "ut", "eu", "one"].iter().any(|start| lower.starts_with(start));
    let is_vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u']) && !sounds_you;
    format!("{} {name}", if is_letter || is_vowel { "an" } else { "a" })
}

/// What helps against an exception, where that is known. The answer is called by `entry`.
pub fn help(language: Language, entry: &str, reply: &Reply) -> Option<String> {
    let typed_in = || format!("nothing is typed in: the values are the arguments of `{entry}`");
    Some(match reply.kind.as_str() {
        "PermissionError" => {
            "an answer may write its own folder alone, and use no network; where L2 is missing also \
             no semaphores, which multiprocessing needs"
                .to_owned()
        }
        "URLError" | "gaierror" | "UnknownHostException" => {
            "there is no network here: all that counts is in the arguments".to_owned()
        }
        "RecursionError" | "StackOverflowError" => ENDLESS.to_owned(),
        "RangeError" if reply.msg.contains("call stack") => ENDLESS.to_owned(),
        "EOFError" => typed_in(),
        "ReferenceError" if wants_browser(&reply.msg) => {
            format!("there is no browser here, and {}", typed_in())
        }
        "NoSuchElementException" if reply.msg == "No line found" => typed_in(),
        _ => {
            let file = language.extension();
            match missing_module(&reply.msg)? {
                Sought::File(name) => {
                    format!("only answer.{file} is run: `{name}` beside it is not taken along")
                }
                Sought::Module(name) => format!(
                    "`{name}` is not installed here; if it lies beside the answer: only \
                     answer.{file} is run, and nothing beside it is taken along"
                ),
            }
        }
    })
}

fn wants_browser(message: &str) -> bool {
    let name = message.strip_suffix(" is not defined").unwrap_or_default();
    matches!(name, "alert" | "confirm" | "document" | "localStorage" | "prompt" | "window")
}

/// Whether a line of JavaScript is one of TypeScript.
pub fn has_types(line: &str) -> bool {
    const TYPES: [&str; 14] = [
        "any", "Array<", "bigint", "boolean", "Map<", "never", "number", "object", "Promise<",
        "Record<", "Set<", "string", "unknown", "void",
    ];
    let line = line.trim_start();
    let begins = ["interface ", "type ", "enum ", "declare ", "namespace ", "import type "];
    let line = line.strip_prefix("export ").unwrap_or(line);
    let begins_so = begins.iter().any(|word| {
        line.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '{'))
    });
    let annotated = line.match_indices(':').any(|(at, _)| {
        let after = line[at + 1..].trim_start();
        TYPES.iter().any(|name| {
            let rest = after.strip_prefix(name);
            let is_whole = |rest: &str| {
                name.ends_with('<') || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
            };
            rest.is_some_and(is_whole)
        })
    });
    begins_so || annotated
}

/// What an import asked for.
#[derive(Debug, PartialEq, Eq)]
enum Sought<'a> {
    /// A file beside the answer.
    File(&'a str),
    /// A file beside the answer, or a package.
    Module(&'a str),
}

fn missing_module(message: &str) -> Option<Sought<'_>> {
    let quoted = |text: &'static str| {
        let rest = message.strip_prefix(text)?.strip_prefix('\'')?;
        Some(&rest[..rest.find('\'')?])
    };
    if let Some(name) = quoted("No module named ") {
        return Some(Sought::Module(name));
    }
    let path = quoted("Cannot find module ").or_else(|| quoted("Cannot find package "))?;
    Some(match path.starts_with(['.', '/']) {
        true => Sought::File(path.rsplit('/').next().unwrap_or(path)),
        false => Sought::Module(path),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_go_by_sound() {
        for (name, wanted) in [
            ("int", "an int"),
            ("list", "a list"),
            ("array", "an array"),
            ("E", "an E"),
            ("Generator", "a Generator"),
            ("UUID", "a UUID"),
            ("F", "an F"),
            ("object with a getter, `a`,", "an object with a getter, `a`,"),
        ] {
            assert_eq!(with_article(name), wanted);
        }
    }

    #[test]
    fn types_of_typescript_are_known() {
        for line in [
            "function f(x: number) {",
            "const f = (rows: Array<string>): Record<string, number> => {",
            "let n:number = 1;",
            "interface Row {",
            "export type Row = { a: string };",
        ] {
            assert!(has_types(line), "{line}");
        }
        for line in
            ["const x = ;", "let a = { b: numbers };", "x ? y : any_other", "case 'a': strings();"]
        {
            assert!(!has_types(line), "{line}");
        }
    }

    #[test]
    fn a_module_that_lies_beside_is_named() {
        assert_eq!(missing_module("No module named 'graphs'"), Some(Sought::Module("graphs")));
        assert_eq!(
            missing_module("Cannot find module './helper.js'"),
            Some(Sought::File("helper.js"))
        );
        let imported = "Cannot find module '/tmp/x/helper.js' imported from /tmp/x/solution.mjs";
        assert_eq!(missing_module(imported), Some(Sought::File("helper.js")));
        let package =
            missing_module("Cannot find package 'lodash' imported from /tmp/x/solution.mjs");
        assert_eq!(package, Some(Sought::Module("lodash")));
        assert_eq!(missing_module("list index out of range"), None);
    }
}
