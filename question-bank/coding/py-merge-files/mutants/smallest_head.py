def merge(files):
    places = [0] * len(files)
    out = []
    while True:
        best = None
        for number, records in enumerate(files):
            if places[number] < len(records):
                key, version, _ = records[places[number]]
                if best is None or (key, version, number) < best:
                    best = (key, version, number)
        if best is None:
            return out
        number = best[2]
        record = list(files[number][places[number]])
        places[number] += 1
        if out and out[-1][0] == record[0]:
            out[-1] = record
        else:
            out.append(record)
