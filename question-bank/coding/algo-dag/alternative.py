from graphlib import CycleError, TopologicalSorter


def waves(needs):
    sorter = TopologicalSorter()
    names = set(needs)
    for task, ups in needs.items():
        sorter.add(task, *ups)
        names.update(ups)
    try:
        sorter.prepare()
    except CycleError:
        pass  # prepared all the same: get_ready hands out what can run
    out = []
    while ready := sorter.get_ready():
        out.append(sorted(ready))
        sorter.done(*ready)
    return {"waves": out, "stuck": sorted(names.difference(*out))}
