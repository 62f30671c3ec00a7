def windows(events, size, delay):
    if size < 1 or delay < 0:
        raise ValueError("size starts at 1 and delay at 0")
    emitted, dropped, current, count = [], 0, None, 0
    for at in events:
        start = at // size * size
        if current is not None and start < current:
            dropped += 1
            continue
        if start != current and count:
            emitted.append([current, count])
            count = 0
        current = start
        count += 1
    if count:
        emitted.append([current, count])
    return {"windows": emitted, "dropped": dropped}
