def batches(events, max_size, max_age):
    if max_size < 1 or max_age < 1:
        raise ValueError("max_size and max_age start at 1")
    written = []
    ids = []
    deadline = None
    last = None
    for last, name in events:
        if ids and last >= deadline:
            written.append([deadline, "age", ids])
            ids = []
        if not ids:
            deadline = last + max_age
        ids.append(name)
        if len(ids) == max_size:
            written.append([last, "size", ids])
            ids = []
    if ids:
        written.append([last, "end", ids])
    return written
