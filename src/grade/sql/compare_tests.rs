use proptest::prelude::*;

use super::*;

/// `id:int4 name:text` and rows of words; `-` is NULL.
fn table(columns: &str, rows: &[&str]) -> Table {
    let column = |text: &str| {
        let (name, type_name) = text.split_once(':').expect("name:type");
        Column::new(name, type_name)
    };
    let cell = |text: &str| (text != "-").then(|| text.to_owned());
    Table {
        columns: columns.split(' ').map(column).collect(),
        rows: rows.iter().map(|row| row.split(' ').map(cell).collect()).collect(),
    }
}

fn differs(expected: &Table, got: &Table, rules: &Rules) -> Option<String> {
    compare(expected, got, rules).map(|difference| difference.message)
}

const AB: &str = "a:int4 b:text";

fn ordered(by: &[&str]) -> Rules {
    let declared: Vec<String> = by.iter().map(|&name| name.to_owned()).collect();
    let columns = table(AB, &["1 x"]).columns;
    Rules { order: Order::read(&declared, &columns).expect("its columns"), ..Rules::default() }
}

#[test]
fn rows_are_a_multiset() {
    let want = table(AB, &["1 x", "1 x", "2 y"]);
    assert_eq!(differs(&want, &table(AB, &["2 y", "1 x", "1 x"]), &Rules::default()), None);
    let once = differs(&want, &table(AB, &["2 y", "1 x"]), &Rules::default());
    assert_eq!(once.as_deref(), Some("1 row missing, 2 for 3"));
    let twice = differs(&want, &table(AB, &["2 y", "2 y", "1 x", "1 x"]), &Rules::default());
    assert_eq!(twice.as_deref(), Some("1 row too many, 4 for 3"));
}

#[test]
fn null_is_a_value_of_its_own() {
    let want = table(AB, &["1 -"]);
    assert_eq!(differs(&want, &table(AB, &["1 -"]), &Rules::default()), None);
    let text = Table { rows: vec![vec![Some("1".into()), Some(String::new())]], ..want.clone() };
    assert!(differs(&want, &text, &Rules::default()).is_some());
}

#[test]
fn a_full_order_is_the_reference_s_order() {
    let want = table(AB, &["1 x", "2 y", "3 z"]);
    let got = table(AB, &["1 x", "3 z", "2 y"]);
    assert_eq!(differs(&want, &got, &Rules::default()), None);
    let message = differs(&want, &got, &ordered(&["full"]));
    assert_eq!(message.as_deref(), Some("the rows are right, but not their order, from row 2 on"));
    assert_eq!(differs(&want, &want, &ordered(&["full"])), None);
}

#[test]
fn ties_are_free_where_columns_order() {
    let want = table(AB, &["2 x", "1 y", "1 z"]);
    let rules = ordered(&["a desc"]);
    assert_eq!(differs(&want, &table(AB, &["2 x", "1 z", "1 y"]), &rules), None);
    assert!(differs(&want, &table(AB, &["1 z", "2 x", "1 y"]), &rules).is_some());
}

#[test]
fn columns_pair_by_name_or_by_position() {
    let want = table("a:int4 b:text", &["1 x"]);
    let swapped = table("b:text a:int4", &["x 1"]);
    let other = table("c:int4 d:text", &["1 x"]);
    let by_position = Rules { by_position: true, ..Rules::default() };
    assert_eq!(differs(&want, &swapped, &Rules::default()), None);
    assert!(differs(&want, &swapped, &by_position).is_some());
    assert_eq!(differs(&want, &other, &by_position), None);
    let message = differs(&want, &other, &Rules::default()).expect("differs");
    assert_eq!(
        message,
        "columns that are missing: `a`, `b`; columns that weren't asked for: `c`, `d`"
    );
    let wide = table("a:int4 b:text c:int4", &["1 x 1"]);
    let message = differs(&want, &wide, &Rules::default());
    assert_eq!(message.as_deref(), Some("columns that weren't asked for: `c`"));
    let message = differs(&want, &wide, &by_position);
    assert_eq!(message.as_deref(), Some("2 columns needed, 3 given: `a`, `b`, `c`"));
}

#[test]
fn an_order_by_a_column_that_is_not_there_is_no_order() {
    let columns = table("id:int4 Total_Slots:int4", &["1 1"]).columns;
    let of = |declared: &str| Order::read(&[declared.to_owned()], &columns);
    assert_eq!(of("total_slots desc"), Ok(Order::By(vec![1])));
    assert_eq!(of("\"Total_Slots\" desc"), Ok(Order::By(vec![1])));
    assert_eq!(of("t.id"), Ok(Order::By(vec![0])));
    assert_eq!(
        of("totl desc").expect_err("no such column"),
        "`order` names `totl desc`, and the result's columns are `id`, `Total_Slots`"
    );
}

#[test]
fn names_that_differ_in_case_alone_are_said_to() {
    let want = table("customer_id:int4 name:text", &["1 x"]);
    let got = table("CUSTOMER_ID:int4 alias:text", &["1 x"]);
    let message = differs(&want, &got, &Rules::default()).expect("differs");
    assert_eq!(
        message,
        "names that differ in case only: `CUSTOMER_ID` for `customer_id`; \
         columns that are missing: `name`; columns that weren't asked for: `alias`"
    );
}

#[test]
fn a_column_given_twice_is_told_from_one_that_nobody_asked_for() {
    let want = table("id:int4 name:text", &["1 x"]);
    let got = table("id:int4 name:text id:int4 b:int4", &["1 x 1 1"]);
    let message = differs(&want, &got, &Rules::default()).expect("differs");
    assert_eq!(
        message,
        "columns that are there once too often: `id`; columns that weren't asked for: `b`"
    );
}

#[test]
fn a_name_with_a_letter_that_nobody_sees_says_so() {
    let got = table("id\u{a0}:int4", &["1"]);
    let message = differs(&table("id:int4", &["1"]), &got, &Rules::default()).expect("differs");
    assert!(message.ends_with("`id\u{a0}` (with U+00A0, no-break space)"), "{message}");
}

#[test]
fn a_message_lists_a_dozen_columns_at_most() {
    let columns: Vec<String> = (0..1600).map(|n| format!("c{n}:int4")).collect();
    let cells = vec!["1"; 1600].join(" ");
    let got = table(&columns.join(" "), &[&cells]);
    let message = differs(&table("a:int4", &["1"]), &got, &Rules::default()).expect("differs");
    assert!(message.ends_with("`c11` and 1588 more"), "{message}");
    assert!(message.len() < 200);
}

#[test]
fn what_floating_point_did_is_said() {
    let want = table("id:int4 total:numeric", &["1 0.30", "2 5"]);
    let got = table("id:int4 total:float8", &["1 0.30000000000000004", "2 5"]);
    let message = differs(&want, &got, &Rules::default()).expect("differs");
    assert_eq!(
        message,
        "1 row not as expected; `total` is floating point, off by 5e-17: \
         numeric is exact, and `round` cuts it"
    );
    let one = (table("a:jsonb", &["[0.3]"]), table("a:jsonb", &["[0.30000000000000004]"]));
    let message = differs(&one.0, &one.1, &Rules::default()).expect("differs");
    assert!(message.contains("off by 5e-17"), "{message}");
    let far = table("id:int4 total:float8", &["1 0.31", "2 5"]);
    assert_eq!(differs(&want, &far, &Rules::default()).as_deref(), Some("1 row not as expected"));
}

#[test]
fn articles_are_right_in_any_kind() {
    let of = |want: &str, got: &str| {
        let message = differs(&table(want, &["1"]), &table(got, &["2"]), &Rules::default());
        message.expect("differs").split("; ").nth(1).map(str::to_owned)
    };
    assert_eq!(
        of("a:interval", "a:_int4").as_deref(),
        Some("`a` is an array of numbers, not an interval")
    );
    assert_eq!(of("a:int4", "a:jsonb").as_deref(), Some("`a` is JSON, not a number"));
    assert_eq!(of("a:uuid", "a:inet"), None, "what neither is called is not said");
}

#[test]
fn columns_of_one_name_pair_in_their_order() {
    let want = table("a:int4 a:int4", &["1 2"]);
    assert_eq!(differs(&want, &want, &Rules::default()), None);
    assert!(differs(&want, &table("a:int4 a:int4", &["2 1"]), &Rules::default()).is_some());
}

#[test]
fn no_rows_and_no_columns_are_results_too() {
    let none = Table { rows: Vec::new(), ..table(AB, &["1 x"]) };
    assert_eq!(differs(&none, &none, &ordered(&["full"])), None);
    let message = differs(&none, &Table::default(), &Rules::default());
    assert_eq!(message.as_deref(), Some("columns that are missing: `a`, `b`"));
}

#[test]
fn a_number_written_as_text_is_said() {
    let want = table("a:numeric", &["1.0"]);
    assert_eq!(differs(&want, &table("a:int4", &["1"]), &Rules::default()), None);
    let message = differs(&want, &table("a:text", &["1.0"]), &Rules::default());
    assert_eq!(message.as_deref(), Some("1 row not as expected; `a` is a text, not a number"));
}

#[test]
fn floats_are_near_within_the_tolerance() {
    let want = table("a:text b:float8", &["x 0.1", "y 0.3"]);
    let got = table("a:text b:numeric", &["y 0.30000000000000004", "x 0.1"]);
    assert!(differs(&want, &got, &Rules::default()).is_some());
    let rules = Rules { float_tol: Some(1e-9), ..ordered(&["none"]) };
    assert_eq!(differs(&want, &got, &rules), None);
}

#[test]
fn near_rows_are_paired_one_to_one() {
    let want = table("b:float8", &["1.0", "1.0", "1.05"]);
    let got = table("b:float8", &["1.0000001", "1.05", "1.05"]);
    let rules = Rules { float_tol: Some(1e-3), ..Rules::default() };
    assert_eq!(differs(&want, &got, &rules).as_deref(), Some("1 row not as expected"));
}

#[test]
fn a_row_wrong_in_a_few_cells_stands_beside_its_counterpart() {
    let want = table("id:int4 region:text total:numeric", &["1 north 10", "2 south 20"]);
    let got = table("id:int4 region:text total:numeric", &["1 north 11", "2 south 20"]);
    let diff = compare(&want, &got, &Rules::default()).and_then(|d| d.table).expect("a table");
    assert_eq!(diff.rows.len(), 2);
    assert_eq!((diff.rows[0].side, diff.rows[1].side), (Side::Missing, Side::Extra));
    assert_eq!((&diff.rows[0].differing, &diff.rows[1].differing), (&vec![2], &vec![2]));
    assert_eq!(diff.rows[1].cells[2].as_deref(), Some("11"));
}

#[test]
fn rows_without_anything_in_common_are_no_counterparts() {
    let want = table(AB, &["1 x"]);
    let diff = compare(&want, &table(AB, &["2 y"]), &Rules::default()).and_then(|d| d.table);
    assert!(diff.expect("a table").rows.iter().all(|row| row.differing.is_empty()));
}

#[test]
fn twenty_rows_are_shown_and_the_rest_counted() {
    let rows: Vec<String> = (0..50).map(|n| format!("{n} x")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let none = Table { rows: Vec::new(), ..table(AB, &["1 x"]) };
    let diff = compare(&table(AB, &rows), &none, &Rules::default()).and_then(|d| d.table);
    let diff = diff.expect("a table");
    assert_eq!((diff.rows.len(), diff.more), (20, 30));
}

fn rows() -> impl Strategy<Value = Vec<(i8, Option<String>)>> {
    proptest::collection::vec((0_i8..4, proptest::option::of("[xy]{0,2}")), 0..12)
}

fn of(rows: &[(i8, Option<String>)]) -> Table {
    let columns = table(AB, &["1 x"]).columns;
    let cells = |(a, b): &(i8, Option<String>)| vec![Some(a.to_string()), b.clone()];
    Table { columns, rows: rows.iter().map(cells).collect() }
}

proptest! {
    #[test]
    fn order_of_rows_never_counts_unless_declared(mut rows in rows(), seed in any::<u64>()) {
        let want = of(&rows);
        let turn = usize::try_from(seed % 13).unwrap_or(0).min(rows.len());
        rows.rotate_left(turn);
        prop_assert_eq!(compare(&want, &of(&rows), &Rules::default()), None);
    }

    #[test]
    fn equal_means_equal_both_ways(a in rows(), b in rows(), full in any::<bool>()) {
        let rules = ordered(&[if full { "full" } else { "none" }]);
        let (a, b) = (of(&a), of(&b));
        let forth = compare(&a, &b, &rules).is_none();
        prop_assert_eq!(forth, compare(&b, &a, &rules).is_none());
        let sorted = |table: &Table| {
            let mut rows = table.rows.clone();
            if !full { rows.sort() }
            rows
        };
        prop_assert_eq!(forth, sorted(&a) == sorted(&b));
    }

    #[test]
    fn a_difference_accounts_for_every_row(a in rows(), b in rows()) {
        let (a, b) = (of(&a), of(&b));
        if let Some(diff) = compare(&a, &b, &Rules::default()).and_then(|d| d.table) {
            let side = |side| diff.rows.iter().filter(|row| row.side == side).count();
            let (missing, extra) = (side(Side::Missing), side(Side::Extra));
            prop_assert!(diff.more == 0 || missing + extra == 20);
            if diff.more == 0 {
                prop_assert_eq!(a.rows.len() + extra, b.rows.len() + missing);
            }
        }
    }
}
