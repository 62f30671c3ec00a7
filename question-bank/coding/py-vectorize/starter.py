def slow_process(columns, rates):
    result = []
    for i in range(len(columns["value"])):
        row = {name: list(cells)[i] for name, cells in columns.items()}
        rate = 1
        for key, candidate in rates:
            if key == row["rate_id"]:
                rate = candidate
                break
        result = result + [(row["value"] * 2 + row["amount"]) * rate]
    return result


def fast_process(columns, rates):
    raise NotImplementedError
