def longest_outage(words):
    best, length = -1, 0
    start = None
    for minute, word in enumerate(words):
        if word == "down" and start is None:
            start = minute
        if word == "up" and start is not None:
            if minute - start > length:
                best, length = start, minute - start
            start = None
    return [best, length]
