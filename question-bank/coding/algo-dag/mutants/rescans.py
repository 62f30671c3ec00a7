def waves(needs):
    left = {task: set(ups) for task, ups in needs.items()}
    for ups in list(left.values()):
        for up in ups:
            left.setdefault(up, set())
    out, done = [], set()
    while ready := sorted(task for task, ups in left.items() if ups <= done):
        out.append(ready)
        done.update(ready)
        for task in ready:
            del left[task]
    return {"waves": out, "stuck": sorted(left)}
