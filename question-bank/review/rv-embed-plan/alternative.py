"""Sets of keys, and windows by their ends."""


def plan(documents, index, model, size, overlap):
    today = {}
    for document in documents:
        if not document["restricted"]:
            for number, words in enumerate(cut(document["text"].split(), size, overlap)):
                today[document["id"], number] = " ".join(words)
    there = {(row["doc"], row["chunk"]) for row in index}
    kept = {
        (row["doc"], row["chunk"])
        for row in index
        if row["model"] == model and today.get((row["doc"], row["chunk"])) == row["text"]
    }
    new = sorted(today.keys() - kept)
    return {
        "embed": [[doc, number, today[doc, number]] for doc, number in new],
        "delete": sorted(map(list, there - today.keys())),
        "words": sum(today[key].count(" ") + 1 for key in new),
    }


def cut(words, size, overlap):
    found, start = [], 0
    while words and (not found or start - step_of(size, overlap) + size < len(words)):
        found.append(words[start:start + size])
        start += step_of(size, overlap)
    return found


def step_of(size, overlap):
    return size - overlap if overlap < size else 1
