//! The plan of a statement, from EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON), and what is asked of it.

use serde_json::Value;

use crate::bank::task::SqlPlan;
use crate::engine::verdict::{Outcome, PlanVerdict};

/// Judges a plan.
///
/// # Errors
/// Where the text is no plan.
pub fn judge(json: &str, asked: &SqlPlan) -> Result<PlanVerdict, String> {
    let whole: Value =
        serde_json::from_str(json).map_err(|cause| format!("the plan cannot be read: {cause}"))?;
    let top = &whole[0]["Plan"];
    if !top.is_object() {
        return Err("the plan cannot be read: it has no top node".to_owned());
    }
    let mut read = PlanVerdict {
        outcome: Outcome::Accepted,
        nodes: Vec::new(),
        rows_read: 0,
        buffers: number(top, "Shared Hit Blocks") + number(top, "Shared Read Blocks"),
        unmet: Vec::new(),
    };
    collect(top, &mut read);
    read.unmet = unmet(&read, asked);
    if !read.unmet.is_empty() {
        read.outcome = Outcome::WrongAnswer;
    }
    Ok(read)
}

fn number(node: &Value, key: &str) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts; PostgreSQL 18 prints them with a fraction, and a cast saturates"
    )]
    node[key].as_f64().map_or(0, |number| number as u64)
}

fn collect(node: &Value, into: &mut PlanVerdict) {
    let kind = node["Node Type"].as_str().unwrap_or("node");
    let on = ["Relation Name", "Index Name", "CTE Name"].map(|key| node[key].as_str());
    into.nodes.push(match on.into_iter().flatten().next() {
        Some(on) => format!("{kind} on {on}"),
        None => kind.to_owned(),
    });
    // A bitmap's index scan reads no rows; its heap scan does, and has the relation.
    if node["Relation Name"].is_string() {
        let removed = ["Rows Removed by Filter", "Rows Removed by Index Recheck"];
        let removed: u64 = removed.iter().map(|key| number(node, key)).sum();
        let loops = number(node, "Actual Loops");
        into.rows_read += loops * (number(node, "Actual Rows") + removed);
    }
    for child in node["Plans"].as_array().into_iter().flatten() {
        collect(child, into);
    }
}

fn unmet(read: &PlanVerdict, asked: &SqlPlan) -> Vec<String> {
    let has = |wanted: &str| read.nodes.iter().any(|node| is_node(node, wanted));
    let mut unmet = Vec::new();
    for wanted in asked.must.iter().filter(|wanted| !has(wanted)) {
        unmet.push(format!("no `{wanted}` in the plan"));
    }
    for refused in asked.must_not.iter().filter(|refused| has(refused)) {
        unmet.push(format!("there is a `{refused}` in the plan"));
    }
    let most = [
        ("rows read", read.rows_read, asked.max_rows_read),
        ("buffers", read.buffers, asked.max_buffers),
    ];
    for (what, got, most) in most {
        if let Some(most) = most
            && got > u64::from(most)
        {
            unmet.push(format!("{got} {what}, at most {most} allowed"));
        }
    }
    unmet
}

/// `Index Scan` is any index scan; `Index Scan on orders` that one.
fn is_node(node: &str, wanted: &str) -> bool {
    let (node, wanted) = (node.to_lowercase(), wanted.trim().to_lowercase());
    node.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(" on "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"[{"Plan": {
        "Node Type": "Nested Loop", "Actual Rows": 10, "Actual Loops": 1,
        "Shared Hit Blocks": 30, "Shared Read Blocks": 5,
        "Plans": [
            {"Node Type": "Seq Scan", "Relation Name": "orders", "Actual Rows": 10,
             "Actual Loops": 1, "Rows Removed by Filter": 990, "Shared Hit Blocks": 20},
            {"Node Type": "Bitmap Heap Scan", "Relation Name": "items", "Actual Rows": 3,
             "Actual Loops": 10, "Plans": [
                {"Node Type": "Bitmap Index Scan", "Index Name": "items_key", "Actual Rows": 3,
                 "Actual Loops": 10}]}
        ]}}]"#;

    fn asked() -> SqlPlan {
        SqlPlan {
            data: "large".into(),
            query: None,
            must: Vec::new(),
            must_not: Vec::new(),
            max_rows_read: None,
            max_buffers: None,
        }
    }

    fn unmet(asked: &SqlPlan) -> Vec<String> {
        judge(PLAN, asked).expect("a plan").unmet
    }

    #[test]
    fn rows_read_count_loops_and_what_was_filtered_away() {
        let read = judge(PLAN, &asked()).expect("a plan");
        assert_eq!(read.rows_read, 1000 + 30);
        assert_eq!(read.buffers, 35);
        assert_eq!(
            read.nodes,
            [
                "Nested Loop",
                "Seq Scan on orders",
                "Bitmap Heap Scan on items",
                "Bitmap Index Scan on items_key"
            ]
        );
        assert_eq!(read.outcome, Outcome::Accepted);
    }

    #[test]
    fn demands_on_nodes() {
        let must = |word: &str| unmet(&SqlPlan { must: vec![word.into()], ..asked() });
        assert!(must("Seq Scan").is_empty());
        assert!(must("seq scan on orders").is_empty());
        assert_eq!(must("Index Scan"), ["no `Index Scan` in the plan"]);
        assert_eq!(must("Seq Scan on items").len(), 1);
        let not = SqlPlan { must_not: vec!["Seq Scan on orders".into()], ..asked() };
        assert_eq!(unmet(&not), ["there is a `Seq Scan on orders` in the plan"]);
        assert_eq!(judge(PLAN, &not).expect("a plan").outcome, Outcome::WrongAnswer);
    }

    #[test]
    fn demands_on_figures() {
        let asked = |rows, buffers| SqlPlan {
            max_rows_read: Some(rows),
            max_buffers: Some(buffers),
            ..asked()
        };
        assert!(unmet(&asked(1030, 35)).is_empty());
        assert_eq!(
            unmet(&asked(1029, 34)),
            ["1030 rows read, at most 1029 allowed", "35 buffers, at most 34 allowed"]
        );
    }

    #[test]
    fn what_is_no_plan_is_said() {
        assert!(judge("[]", &asked()).is_err());
        assert!(judge("no", &asked()).is_err());
    }
}
