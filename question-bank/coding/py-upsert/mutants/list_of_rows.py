def apply(batches):
    rows = []
    for batch in batches:
        for change in batch:
            for held in rows:
                if held["key"] == change["key"]:
                    if change["version"] > held["version"]:
                        rows[rows.index(held)] = change
                    break
            else:
                rows.append(change)
    rows.sort(key=lambda change: change["key"])
    return [[c["key"], c["version"], c["row"]] for c in rows if c["op"] == "upsert"]
