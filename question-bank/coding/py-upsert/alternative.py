from itertools import chain, groupby


def apply(batches):
    def place(change):
        return change["key"], change["version"]

    newest = []
    for _, changes in groupby(sorted(chain(*batches), key=place), key=lambda c: c["key"]):
        changes = list(changes)
        top = changes[-1]["version"]
        # Of several with the newest version the first that came counts; sorting keeps their order.
        newest.append(next(change for change in changes if change["version"] == top))
    return [[c["key"], c["version"], c["row"]] for c in newest if c["op"] == "upsert"]
