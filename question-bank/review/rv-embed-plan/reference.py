"""Which chunks of which documents go to the embedding API tonight."""


def plan(documents, index, model, size, overlap):
    have = {(row["doc"], row["chunk"]): (row["text"], row["model"]) for row in index}
    embed, words, wanted = [], 0, set()
    for document in documents:
        if document["restricted"]:
            continue
        for number, text in enumerate(windows(document["text"], size, overlap)):
            wanted.add((document["id"], number))
            if have.get((document["id"], number)) == (text, model):
                continue
            embed.append([document["id"], number, text])
            words += len(text.split())
    delete = [list(key) for key in have if key not in wanted]
    return {"embed": sorted(embed), "delete": sorted(delete), "words": words}


def windows(text, size, overlap):
    words = text.split()
    step = max(size - overlap, 1)
    for start in range(0, len(words), step):
        yield " ".join(words[start:start + size])
        if start + size >= len(words):
            break
