def apply(batches):
    best = {}
    for b in batches:
        for c in b:
            old = best.get(c["key"])
            if old is None or c["version"] > old["version"] or (c["version"] == old["version"] and c["op"] == "delete"):
                best[c["key"]] = c
    return [[k, c["version"], c["row"]] for k, c in sorted(best.items()) if c["op"] == "upsert"]
