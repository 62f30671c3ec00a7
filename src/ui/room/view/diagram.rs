//! `source -> ingest: how` lines of an outline, drawn as a tree.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::ui::out::Ink;
use crate::ui::room::draft::Draft;
use crate::view::page::wrap::{columns, hanging};

/// The least columns beside which a drawing makes sense, and the least it gets.
const BESIDE: u16 = 74;
const NARROWEST: u16 = 30;

/// Lines below the text on a narrow screen.
const BELOW: u16 = 5;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    pub from: String,
    pub to: String,
    pub how: String,
}

/// Every arrow of a text. A line may chain several: `a -> b -> c: how`.
pub fn edges(text: &str) -> Vec<Edge> {
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.trim_start_matches(['-', '*', ' ', '\t']).replace(['→', '⇒'], "->");
        let line = line.replace("=>", "->");
        if !line.contains("->") {
            continue;
        }
        let (chain, how) = match line.rsplit_once(':') {
            Some((chain, how)) if chain.contains("->") && !how.contains("->") => (chain, how),
            _ => (line.as_str(), ""),
        };
        let names: Vec<&str> = chain.split("->").map(str::trim).collect();
        let pairs: Vec<_> = names.windows(2).filter(|p| p.iter().all(|n| !n.is_empty())).collect();
        let last = pairs.len();
        for (index, pair) in pairs.into_iter().enumerate() {
            let how = if index + 1 == last { how.trim() } else { "" };
            found.push(Edge {
                from: pair[0].to_owned(),
                to: pair[1].to_owned(),
                how: how.to_owned(),
            });
        }
    }
    found
}

/// The area of the text, and that of the drawing where there is anything to draw.
pub fn split(area: Rect, edges: &[Edge]) -> (Rect, Option<Rect>) {
    if edges.is_empty() {
        return (area, None);
    }
    if area.width >= BESIDE {
        let width = (area.width * 2 / 5).max(NARROWEST);
        let text = Rect { width: area.width - width - 3, ..area };
        return (text, Some(Rect { x: area.right() - width, width, ..area }));
    }
    if area.height < 2 * BELOW {
        return (area, None);
    }
    let text = Rect { height: area.height - BELOW - 1, ..area };
    (text, Some(Rect { y: text.bottom() + 1, height: BELOW, ..area }))
}

/// Lines that text and drawing want of an area.
pub fn wanted(text: &Draft, edges: &[Edge], area: Rect) -> usize {
    let (beside, drawing) = split(area, edges);
    let written = text.height(usize::from(beside.width));
    match drawing {
        Some(drawing) if drawing.x > beside.x => {
            written.max(tree(edges, usize::from(drawing.width)).len())
        }
        Some(drawing) => written + usize::from(drawing.height) + 1,
        None => written,
    }
}

pub fn draw(edges: &[Edge], canvas: &mut Canvas<'_>, area: Rect) {
    let lines = tree(edges, usize::from(area.width));
    let height = usize::from(area.height);
    // The newest lines are at the bottom, and so is what was written last.
    let skip = lines.len().saturating_sub(height);
    let style = canvas.theme.rule();
    let is_beside = area.x > canvas.buffer.area.x + 2;
    for y in area.y..area.bottom() {
        if is_beside {
            canvas.buffer.set_stringn(area.x - 2, y, "│", 1, style);
        }
    }
    for (line, y) in lines.iter().skip(skip).zip(area.y..area.bottom()) {
        canvas.text(area.x, y, area.width, Ink::Cyan, line);
    }
}

/// Each part once, its targets below it; what was drawn already is pointed at. How a part is reached
/// stands beside it, or below where the width has no room for both.
pub fn tree(edges: &[Edge], width: usize) -> Vec<String> {
    let is_same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    let is_target = |name: &str| edges.iter().any(|edge| is_same(&edge.to, name));
    let mut drawn: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    let first = edges.iter().filter(|edge| !is_target(&edge.from));
    // Parts of a ring have no beginning; they come after the others.
    for edge in first.chain(edges) {
        if !drawn.iter().any(|name| is_same(name, &edge.from)) {
            drawn.push(edge.from.clone());
            lines.push(edge.from.clone());
            branch(edges, &edge.from, ("", width), &mut drawn, &mut lines);
        }
    }
    lines
}

fn branch(
    edges: &[Edge],
    from: &str,
    (indent, width): (&str, usize),
    drawn: &mut Vec<String>,
    lines: &mut Vec<String>,
) {
    let leaving: Vec<&Edge> =
        edges.iter().filter(|edge| edge.from.eq_ignore_ascii_case(from)).collect();
    for (index, edge) in leaving.iter().enumerate() {
        let is_last = index + 1 == leaving.len();
        let corner = if is_last { "└" } else { "├" };
        let how = if edge.how.is_empty() { String::new() } else { format!("({})", edge.how) };
        let is_known = drawn.iter().any(|name| name.eq_ignore_ascii_case(&edge.to));
        let again = if is_known { " ↑" } else { "" };
        let head = format!("{indent}{corner}─▶ {}", edge.to);
        let deeper = format!("{indent}{}", if is_last { "   " } else { "│  " });
        let is_short = columns(&head) + columns(&how) + columns(again) < width;
        if how.is_empty() || is_short {
            let gap = if how.is_empty() { "" } else { " " };
            lines.push(format!("{head}{gap}{how}{again}"));
        } else {
            lines.push(format!("{head}{again}"));
            let goes_on = edges.iter().any(|next| next.from.eq_ignore_ascii_case(&edge.to));
            let below = format!("{deeper}{}", if goes_on && !is_known { "│ " } else { "  " });
            lines.extend(hanging(&below, &how, width).into_iter().map(|line| {
                // The line down goes on beside each line of it.
                let words = line.trim_start();
                if line.starts_with(&below) { line } else { format!("{below}{words}") }
            }));
        }
        if !is_known {
            drawn.push(edge.to.clone());
            branch(edges, &edge.to, (&deeper, width), drawn, lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_are_read_from_lines() {
        let found =
            edges("first words\n- shop db -> kafka: cdc\nkafka → lake -> dbt: hourly\na ->");
        let plain: Vec<_> =
            found.iter().map(|e| (e.from.as_str(), e.to.as_str(), e.how.as_str())).collect();
        assert_eq!(
            plain,
            [("shop db", "kafka", "cdc"), ("kafka", "lake", ""), ("lake", "dbt", "hourly")]
        );
    }

    #[test]
    fn a_tree_shows_every_part_once() {
        let text = "db -> kafka: cdc\nkafka -> lake\nkafka -> flink: stream\nflink -> lake";
        assert_eq!(
            tree(&edges(text), 80),
            ["db", "└─▶ kafka (cdc)", "   ├─▶ lake", "   └─▶ flink (stream)", "      └─▶ lake ↑"]
        );
    }

    #[test]
    fn how_a_part_is_reached_is_never_cut() {
        let text = "clients -> gateway: websocket, at most once\ngateway -> kafka: keyed by user";
        assert_eq!(
            tree(&edges(text), 24),
            [
                "clients",
                "└─▶ gateway",
                "   │ (websocket, at most",
                "   │ once)",
                "   └─▶ kafka",
                "        (keyed by user)"
            ]
        );
    }

    #[test]
    fn a_ring_ends() {
        assert_eq!(tree(&edges("a -> b\nb -> a"), 80), ["a", "└─▶ b", "   └─▶ a ↑"]);
    }
}
