def apply(batches):
    state = {}
    for batch in batches:
        for change in batch:
            key, version = change["key"], change["version"]
            if key in state and version <= state[key][0]:
                continue
            state[key] = (version, change["op"], change.get("row"))
    return [
        [key, version, row]
        for key, (version, op, row) in sorted(state.items())
        if op != "delete"
    ]


def history(n):
    """n changes of n // 4 keys in one shuffled batch, one in nine of them a delete."""
    batch = []
    for i in range(n):
        change = {"key": f"k{i * 31 % (n // 4)}", "version": i * 7919 % n, "op": "delete"}
        if i % 9:
            change.update(op="upsert", row={"v": i})
        batch.append(change)
    return [[batch]]
