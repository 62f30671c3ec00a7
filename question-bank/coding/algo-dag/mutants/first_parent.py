from collections import defaultdict, deque


def waves(needs):
    left = {task: len(set(ups)) for task, ups in needs.items()}
    followers = defaultdict(list)
    for task, ups in needs.items():
        for up in set(ups):
            followers[up].append(task)
            left.setdefault(up, 0)
    level = {task: 0 for task, count in left.items() if count == 0}
    queue = deque(level)
    seen = set(level)
    while queue:
        task = queue.popleft()
        for follower in followers[task]:
            level.setdefault(follower, level[task] + 1)
            left[follower] -= 1
            if left[follower] == 0:
                seen.add(follower)
                queue.append(follower)
    out = defaultdict(list)
    for task in seen:
        out[level[task]].append(task)
    return {
        "waves": [sorted(out[i]) for i in sorted(out)],
        "stuck": sorted(left.keys() - seen),
    }
