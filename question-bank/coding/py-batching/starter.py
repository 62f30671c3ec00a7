def batches(events, max_size, max_age):
    """events: list of [arrival, id], ordered by arrival in milliseconds.
    Returns a list of [written_at, reason, ids]; a reason is "size", "age" or "end".
    Raises ValueError if a limit is below 1.
    """
    raise NotImplementedError
