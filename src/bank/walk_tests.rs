use super::*;
use crate::bank::question::Level;

/// What reading one file complains of, a line each: `line:column message | help`.
fn faults(text: &str, read: impl FnOnce(&mut Table)) -> Vec<String> {
    let Err(faults) = walk("x.toml", text, read) else { return Vec::new() };
    let line = |fault: &Fault| {
        let help = fault.help.as_deref().unwrap_or("-");
        format!("{}:{} {} | {help}", fault.line, fault.column, fault.message)
    };
    faults.iter().map(line).collect()
}

type Reader = fn(&mut Table);

fn text(table: &mut Table) {
    table.string("name");
}

#[test]
fn a_missing_key_is_named_with_what_to_write() {
    assert_eq!(faults("", text), ["1:1 the file has no `name` | write `name = \"…\"`"]);
}

#[test]
fn a_misspelt_key_explains_the_missing_one() {
    assert_eq!(
        faults("nmae = \"x\"\n", text),
        ["1:1 the file has no key `nmae` | did you mean `name`?"]
    );
}

#[test]
fn a_key_like_no_other_gets_the_list() {
    assert_eq!(
        faults("name = \"x\"\nzzz = 1\n", text),
        ["2:1 the file has no key `zzz` | its keys are name"]
    );
}

#[test]
fn a_wrong_type_says_what_was_found_and_what_to_write() {
    let cases: [(&str, Reader, &str); 9] = [
        ("name = 3", text, "1:8 `name` is a whole number, not a text in quotes | write `\"3\"`"),
        (
            "name = true",
            text,
            "1:8 `name` is true or false, not a text in quotes | write `\"true\"`",
        ),
        (
            "n = \"3\"",
            |table| {
                let _ = table.number("n", 1..=5);
            },
            "1:5 `n` is a text, not a whole number | write `3` without quotes",
        ),
        (
            "n = 0.5",
            |table| {
                let _ = table.number("n", 1..=5);
            },
            "1:5 `n` is a number with a fraction, not a whole number | -",
        ),
        (
            "on = \"2026-01-01\"",
            |table| {
                let _ = table.date("on");
            },
            "1:6 `on` is a text, not a date without quotes, as 2026-11-23 | write `2026-01-01` without quotes",
        ),
        (
            "yes = 1",
            |table| {
                let _ = table.flag("yes");
            },
            "1:7 `yes` is a whole number, not true or false | -",
        ),
        (
            "list = \"a\"",
            |table| {
                let _ = table.strings("list");
            },
            "1:8 `list` is a text, not an array, as [\"…\", \"…\"] | write `[\"a\"]`",
        ),
        (
            "rows = [1]",
            |table| {
                let _ = table.tables("rows");
            },
            "1:9 `rows` is a whole number, not a table, as { key = \"…\" } | -",
        ),
        (
            "map = 1",
            |table| {
                let _ = table.string_map("map");
            },
            "1:7 `map` is a whole number, not a table, as { name = \"…\" } | -",
        ),
    ];
    for (toml, read, expected) in cases {
        assert_eq!(faults(toml, read), [expected], "{toml}");
    }
}

#[test]
fn a_number_outside_its_range_or_beyond_all_types_is_a_fault() {
    for toml in ["n = 6", "n = 0", "n = -1", "n = 99999999999999999999999"] {
        let found = faults(toml, |table| {
            let _ = table.number("n", 1..=5);
        });
        assert_eq!(found.len(), 1, "{toml}: {found:?}");
        assert!(found[0].contains("outside 1 to 5"), "{found:?}");
    }
}

#[test]
fn a_word_outside_the_list_gets_the_list_and_the_nearest() {
    let read = |table: &mut Table| {
        let _ = table.word::<Level>("size");
    };
    assert_eq!(
        faults("size = \"senor\"", read),
        ["1:8 `size` is `senor`, which isn't one of junior, mid, senior | did you mean `senior`?"]
    );
}

#[test]
fn nothing_stands_for_a_text() {
    assert_eq!(faults("name = \" \"", text), ["1:8 `name` is empty | -"]);
}

#[test]
fn broken_toml_does_not_bring_complaints_of_what_it_lost() {
    let found = faults("name = \n[other\nx = 1\n", text);
    assert!(found.iter().all(|line| !line.contains("has no `name`")), "{found:?}");
    assert!(found.len() >= 2, "both errors at once: {found:?}");
}

#[test]
fn all_faults_come_at_once_in_the_order_of_the_file() {
    let toml = "size = 1\nname = 2\nother = 3\n";
    let found = faults(toml, |table| {
        text(table);
        table.word::<Level>("size");
    });
    let lines: Vec<&str> = found.iter().map(|line| &line[..2]).collect();
    assert_eq!(lines, ["1:", "2:", "3:"]);
}

#[test]
fn values_keep_the_order_of_their_keys_and_every_digit() {
    let read = |text: &str| {
        let read = walk("x.toml", text, |table| table.json("v").to_string());
        read.unwrap_or_else(|faults| faults[0].message.clone())
    };
    assert_eq!(
        read("v = { b = 1, a = { z = 1, y = 2 }, \"Ä b\" = [{ d = 1, c = 2 }] }"),
        r#"{"b":1,"a":{"z":1,"y":2},"Ä b":[{"d":1,"c":2}]}"#
    );
    assert_eq!(read("[v]\nb = 1\nc.d = 1\na = 2\nc.b = 3\n"), r#"{"b":1,"c":{"d":1,"b":3},"a":2}"#);
    assert_eq!(
        read("v = [9223372036854775808, 18446744073709551617, -9_223_372_036_854_775_809, 0xff]"),
        r#"[9223372036854775808,{"$int":"18446744073709551617"},{"$int":"-9223372036854775809"},255]"#
    );
    assert_eq!(
        read("v = [inf, -inf, nan, 1e3]"),
        r#"[{"$float":"inf"},{"$float":"-inf"},{"$float":"nan"},1000.0]"#
    );
    let wide = read("v = 0xffffffffffffffffff");
    assert!(wide.contains("beyond 64 bits"), "{wide}");
}
