def longest_outage(words):
    best, length = 0, 0
    start = None
    for minute, word in enumerate(words):
        if word != "down":
            start = None
            continue
        if start is None:
            start = minute
        if minute - start + 1 > length:
            best, length = start, minute - start + 1
    return [best, length]
