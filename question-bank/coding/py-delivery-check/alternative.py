from csv import DictReader
from hashlib import sha256
from io import StringIO
from json import JSONDecodeError, loads


class Refused(Exception):
    pass


def rows_of(files, entry, seen):
    path = entry["path"]
    if path not in files:
        raise Refused("missing")
    text = files[path]
    if sha256(text.encode("utf-8")).hexdigest() != entry["sha256"]:
        raise Refused("checksum")
    reader = DictReader(StringIO(text, newline=""), restkey="too many", restval=None)
    rows = list(reader)
    if reader.fieldnames != ["id", "cents"]:
        raise Refused("columns")
    for row in rows:
        if "too many" in row or row["cents"] is None:
            raise Refused("columns")
    if len(rows) != entry["rows"]:
        raise Refused("rows")
    mine = set()
    for row in rows:
        if row["id"] in seen or row["id"] in mine:
            raise Refused("duplicate")
        mine.add(row["id"])
    seen.update(mine)
    return rows


def load_delivery(files):
    nothing = {"errors": [["manifest.json", "manifest"]], "rows": 0, "cents": 0}
    if "manifest.json" not in files:
        return nothing
    try:
        manifest = loads(files["manifest.json"])
    except JSONDecodeError:
        return nothing
    if not isinstance(manifest, dict) or "files" not in manifest:
        return nothing
    errors, rows, seen, listed = [], [], set(), {"manifest.json"}
    for entry in manifest["files"]:
        listed.add(entry["path"])
        try:
            rows.extend(rows_of(files, entry, seen))
        except Refused as refused:
            errors.append([entry["path"], str(refused)])
    for path in sorted(files):
        if path not in listed:
            errors.append([path, "unlisted"])
    if errors:
        return {"errors": errors, "rows": 0, "cents": 0}
    return {"errors": [], "rows": len(rows), "cents": sum(int(row["cents"]) for row in rows)}
