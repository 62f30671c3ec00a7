def apply(batches):
    table = {}
    for batch in batches:
        for change in batch:
            key, version = change["key"], change["version"]
            if key in table and version <= table[key][0]:
                continue
            if change["op"] == "delete":
                table.pop(key, None)
            else:
                table[key] = (version, change["row"])
    return [[key, version, row] for key, (version, row) in sorted(table.items())]
