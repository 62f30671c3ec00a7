def merge(files):
    places = [0] * len(files)
    out = []

    def take(record):
        if out and out[-1][0] == record[0]:
            out.pop()
        out.append(list(record))

    while files and all(place < len(records) for place, records in zip(places, files)):
        heads = [records[place] for place, records in zip(places, files)]
        number = min(range(len(files)), key=lambda i: (heads[i][0], heads[i][1], i))
        take(heads[number])
        places[number] += 1
    rests = [records[place:] for place, records in zip(places, files)]
    for record in max(rests, key=len, default=[]):
        take(record)
    return out
