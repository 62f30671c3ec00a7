import csv
import hashlib
import io
import json

MANIFEST = "manifest.json"
COLUMNS = ["id", "cents"]


def load_delivery(files):
    try:
        listed = json.loads(files[MANIFEST])["files"]
    except (KeyError, ValueError, TypeError):
        return {"errors": [[MANIFEST, "manifest"]], "rows": 0, "cents": 0}
    errors, ids, rows = [], set(), []
    for entry in listed:
        reason, found = check(files.get(entry["path"]), entry, ids)
        if reason:
            errors.append([entry["path"], reason])
        else:
            ids |= {row[0] for row in found}
            rows += found
    extra = set(files) - {MANIFEST} - {entry["path"] for entry in listed}
    errors += [[path, "unlisted"] for path in sorted(extra)]
    if errors:
        rows = []
    return {"errors": errors, "rows": len(rows), "cents": sum(int(cents) for _, cents in rows)}


def check(text, entry, ids):
    """The first thing that is wrong with a file, or its rows."""
    if text is None:
        return "missing", []
    if hashlib.sha256(text.encode()).hexdigest() != entry["sha256"]:
        return "checksum", []
    header, *rows = csv.reader(io.StringIO(text, newline="")) if text else [[]]
    if header != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        return "columns", []
    if len(rows) != entry["rows"]:
        return "rows", []
    mine = {row[0] for row in rows}
    if len(mine) < len(rows) or mine & ids:
        return "duplicate", []
    return None, rows
