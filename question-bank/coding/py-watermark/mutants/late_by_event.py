def windows(events, size, delay):
    if size < 1 or delay < 0:
        raise ValueError("size or delay")
    open_, out, dropped, wm = {}, [], 0, 0
    for t in events:
        if t < wm:
            dropped += 1
            continue
        open_[t // size * size] = open_.get(t // size * size, 0) + 1
        wm = max(wm, t - delay)
        for k in sorted(open_):
            if k + size < wm:
                out.append([k, open_.pop(k)])
    out += [[k, v] for k, v in sorted(open_.items())]
    return {"windows": out, "dropped": dropped}
