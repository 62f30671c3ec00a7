from operator import add, mul


def fast_process(columns, rates):
    by_id = dict(reversed(rates))
    doubled = map((2).__mul__, columns["value"])
    factors = (by_id[key] if key in by_id else 1 for key in columns["rate_id"])
    return list(map(mul, map(add, doubled, columns["amount"]), factors))
