def join(events, window, delay):
    views, clicks = {}, {}
    joined, unclicked, orphans = [], [], []
    late = peak = 0
    watermark = float("-inf")
    for kind, key, at in events:
        if at < watermark:
            late += 1
            continue
        mine, others = (views, clicks) if kind == "view" else (clicks, views)
        view, click = (at, others.get(key)) if kind == "view" else (others.get(key), at)
        if key in others and 0 <= click - view <= window:
            joined.append([key, view, click])
            del others[key]
        else:
            mine[key] = at
        watermark = max(watermark, at - delay)
        unclicked += expire(views, watermark - window)
        orphans += expire(clicks, watermark)
        peak = max(peak, len(views) + len(clicks))
    unclicked += expire(views, float("inf"))
    orphans += expire(clicks, float("inf"))
    return {"joined": joined, "unclicked": unclicked, "orphans": orphans, "late": late, "peak": peak}


def expire(held, before):
    """Takes out what is older than `before`, oldest first."""
    old = sorted((at, key) for key, at in held.items() if at < before)
    for _, key in old:
        del held[key]
    return [key for _, key in old]
