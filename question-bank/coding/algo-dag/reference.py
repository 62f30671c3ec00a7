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
    """A chain of n tasks, each of which also waits for three earlier ones."""
    return [
        {
            f"t{i}": [f"t{j}" for j in (i - 1, i // 2, i // 3, i - 50) if 0 <= j < i]
            for i in range(n)
        }
    ]
