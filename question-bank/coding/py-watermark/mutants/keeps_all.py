from collections import Counter


def windows(events, size, delay):
    if size < 1 or delay < 0:
        raise ValueError("size starts at 1 and delay at 0")
    counts = Counter(at // size * size for at in events)
    return {"windows": [list(item) for item in sorted(counts.items())], "dropped": 0}
