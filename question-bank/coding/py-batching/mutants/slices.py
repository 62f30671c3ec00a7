def batches(events, max_size, max_age):
    if max_size < 1 or max_age < 1:
        raise ValueError("limits start at 1")
    written = []
    for start in range(0, len(events), max_size):
        part = events[start : start + max_size]
        reason = "size" if len(part) == max_size else "end"
        written.append([part[-1][0], reason, [name for _, name in part]])
    return written
