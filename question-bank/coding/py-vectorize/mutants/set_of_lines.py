def fast_process(columns, rates):
    by_id = dict(reversed(rates))
    lines = dict.fromkeys(zip(columns["value"], columns["amount"], columns["rate_id"]))
    return [(v * 2 + a) * by_id.get(k, 1) for v, a, k in lines]
