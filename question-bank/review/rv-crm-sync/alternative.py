"""The rows first, then the table."""

from copy import deepcopy


def rows_of(pages):
    token = "start"
    while token:
        yield from pages[token]["rows"]
        token = pages[token]["next"]


def sync(pages, table, since):
    result = deepcopy(table)
    best = {}
    gone = set()
    times = [since]
    for row in rows_of(pages):
        at, key = row["updated_at"], row["id"]
        if at < since or (key in best and at < best[key]):
            continue
        best[key] = at
        times.append(at)
        if row["deleted"]:
            gone.add(key)
            result.pop(key, None)
        else:
            result[key] = {**result.get(key, {}), **row["fields"]}
    changed = {key for key, record in result.items() if key not in table or table[key] != record}
    left = sorted(key for key in gone if key not in result)
    return {"table": result, "since": max(times), "deleted": left, "changed": sorted(changed)}
