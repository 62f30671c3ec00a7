"""Incremental copy of customers from the CRM's API. Drafted by a coding assistant; CI is green."""


def sync(pages, table, since):
    """Copies what has changed since the last run into a copy of `table`.

    `pages` holds what the API answers, by token: {"rows": [...], "next": token}; the first token is
    "start", the last page's `next` is "". A page may be empty and still have a next one. A row is {"id",
    "updated_at", "deleted", "fields"}; `fields` has all that changed since `since`, and everything of a
    customer who is new or came back. Rows come in any order, and one may come twice in different versions:
    the newest `updated_at` wins, the later row on a tie. Deleting what isn't there is fine. The API gives
    all from `since` on, that second included, and older rows that share a page, which are ignored.

    Returns the new table (the caller's stays as it was); the next run's `since`, the newest time so far;
    the ids deleted, known or not; and the ids whose record in the table isn't as it was, for the mail tool.
    """
    copy = dict(table)
    versions = {}
    deleted = []
    newest = since
    token = "start"
    while token and pages[token]["rows"]:
        page = pages[token]
        for row in page["rows"]:
            if row["updated_at"] <= since:
                continue
            if row["updated_at"] < versions.get(row["id"], since):
                continue
            versions[row["id"]] = row["updated_at"]
            newest = row["updated_at"]
            if row["deleted"]:
                del copy[row["id"]]
                deleted.append(row["id"])
                continue
            record = copy.setdefault(row["id"], {})
            record.update(row["fields"])
        token = page["next"]
    return {
        "table": copy,
        "since": newest,
        "deleted": sorted(set(deleted) - set(copy)),
        "changed": sorted(key for key in copy if copy[key] != table.get(key)),
    }
