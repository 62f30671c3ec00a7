def sessions(events, timeout):
    """events: list of [user, at], in no order. Returns a list of [user, start, end, count]."""
    raise NotImplementedError
