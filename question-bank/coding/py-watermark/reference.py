def windows(events, size, delay):
    if size < 1 or delay < 0:
        raise ValueError("size starts at 1 and delay at 0")
    counts = {}
    emitted = []
    dropped = 0
    watermark = 0
    for at in events:
        start = at // size * size
        if start + size <= watermark:
            dropped += 1
            continue
        counts[start] = counts.get(start, 0) + 1
        watermark = max(watermark, at - delay)
        for done in sorted(start for start in counts if start + size <= watermark):
            emitted.append([done, counts.pop(done)])
    emitted += [[start, counts[start]] for start in sorted(counts)]
    return {"windows": emitted, "dropped": dropped}
