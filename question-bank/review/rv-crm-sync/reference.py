"""Incremental copy of customers from the CRM's API."""


def sync(pages, table, since):
    copy = dict(table)
    versions = {}
    deleted = []
    newest = since
    token = "start"
    while token:
        page = pages[token]
        for row in page["rows"]:
            if row["updated_at"] < since:
                continue
            if row["updated_at"] < versions.get(row["id"], since):
                continue
            versions[row["id"]] = row["updated_at"]
            newest = max(newest, row["updated_at"])
            if row["deleted"]:
                copy.pop(row["id"], None)
                deleted.append(row["id"])
                continue
            record = dict(copy.get(row["id"], {}))
            record.update(row["fields"])
            copy[row["id"]] = record
        token = page["next"]
    return {
        "table": copy,
        "since": newest,
        "deleted": sorted(set(deleted) - set(copy)),
        "changed": sorted(key for key in copy if copy[key] != table.get(key)),
    }
