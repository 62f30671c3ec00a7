def join(events, window, delay):
    """events: [kind, id, at] in the order they arrive, kind is "view" or "click", at in seconds.
    Returns {"joined": [[id, view_at, click_at], ...], "unclicked": [id, ...], "orphans": [id, ...], "late": number,
    "peak": number}.
    """
    raise NotImplementedError
