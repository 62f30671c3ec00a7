def run(files):
    """files: {path: text}. See the task for what is in them.

    meters.csv            meter, digits            its counter has so many digits, and goes on at 0 after the last
    readings/<name>.csv   meter, at, wh            what the counter showed, watt hours; at is ISO 8601 with offset

    Returns, each list sorted, times as 2026-06-01T10:00:00Z and hours as 2026-06-01T10 (both UTC):
        "hours": [[meter, hour, wh], ...]           used in an hour
        "gaps": [[meter, from, to, wh], ...]        used between two readings that are too far apart
        "suspect": [[meter, from, to], ...]         two readings that can't both be right
        "rejects": [[path, line number, reason], ...]
        "report": {"read": n, "kept": n, "replaced": n, "rejected": n}
    """
    raise NotImplementedError
