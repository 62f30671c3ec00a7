import json


def apply_changes(columns, lines):
    defaults = dict.fromkeys(columns)
    rows, refused = {}, 0
    events = {event["lsn"]: event for event in map(json.loads, lines)}
    for _, event in sorted(events.items()):
        op, after = event["op"], event.get("after") or {}
        if op in ("add", "drop", "rename"):
            defaults = alter(defaults, event)
            rows = {key: alter(row, event) for key, row in rows.items()}
        elif event.get("key") is None or not after.keys() <= defaults.keys():
            refused += 1
        elif op == "d":
            rows.pop(event["key"], None)
        elif op == "u" and event["key"] in rows:
            rows[event["key"]].update(after)
        else:
            rows[event["key"]] = defaults | after
    known = {key: {name: value for name, value in row.items() if value is not None} for key, row in rows.items()}
    return {"columns": list(defaults), "rows": known, "refused": refused}


def alter(row, event):
    """The row, or the defaults, after a change of the columns; their order is kept."""
    column = event["column"]
    if event["op"] == "add":
        return row | {column: event.get("default")}
    if event["op"] == "drop":
        return {name: value for name, value in row.items() if name != column}
    return {event["to"] if name == column else name: value for name, value in row.items()}
