from heapq import heappop, heappush


def merge(files):
    """The heap holds the next record of each file; of one key the newest comes out last."""
    heap = []
    for number, records in enumerate(files):
        advance(heap, number, iter(records))
    out = []
    while heap:
        key, version, number, value, rest = heappop(heap)
        if out and out[-1][0] == key:
            out[-1] = [key, version, value]
        else:
            out.append([key, version, value])
        advance(heap, number, rest)
    return out


def advance(heap, number, rest):
    for key, version, value in rest:
        heappush(heap, (key, version, number, value, rest))
        return


def parts(n):
    """n records in n // 8 files of eight each; some keys stand in several files."""
    files = []
    for number in range(n // 8):
        keys = sorted((number * 31 + i * 7919) % (n * 4 // 5) for i in range(8))
        files.append([[key, number % 3, number] for key in dict.fromkeys(keys)])
    return [files]
