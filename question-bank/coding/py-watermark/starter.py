def windows(events, size, delay):
    """events: event times in seconds, in the order they arrive; the watermark begins at 0.
    Returns {"windows": [[start, count], ...] in the order emitted, "dropped": number}.
    Raises ValueError if size is below 1 or delay below 0.
    """
    raise NotImplementedError
