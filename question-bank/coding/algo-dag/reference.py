from collections import defaultdict


def waves(needs):
    left = {task: len(set(ups)) for task, ups in needs.items()}
    followers = defaultdict(list)
    for task, ups in needs.items():
        for up in set(ups):
            followers[up].append(task)
            left.setdefault(up, 0)
    ready = sorted(task for task, count in left.items() if count == 0)
    out = []
    done = set()
    while ready:
        out.append(ready)
        done.update(ready)
        released = []
        for task in ready:
            for follower in followers[task]:
                left[follower] -= 1
                if left[follower] == 0:
                    released.append(follower)
        ready = sorted(released)
    return {"waves": out, "stuck": sorted(left.keys() - done)}


def schedule(n):
    """Sixteen long chains, whose tasks also wait for two much earlier ones."""
    names = [f"t{i}" for i in range(n)]
    needs = {
        name: [names[j] for j in (i - 16, i // 2, i // 3) if 0 <= j < i]
        for i, name in enumerate(names)
    }
    return [needs]
