def longest_outage(words):
    """words: "up" or "down", one a minute. Returns [start, length] of the longest outage."""
    raise NotImplementedError
