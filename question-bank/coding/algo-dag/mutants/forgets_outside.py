def waves(needs):
    left = {task: {up for up in ups if up in needs} for task, ups in needs.items()}
    out = []
    while ready := sorted(task for task, ups in left.items() if not ups):
        out.append(ready)
        for task in ready:
            del left[task]
        for ups in left.values():
            ups.difference_update(ready)
    return {"waves": out, "stuck": sorted(left)}
