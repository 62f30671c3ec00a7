"""Which chunks of which documents go to the embedding API tonight. Drafted by an assistant; CI is green."""


def plan(documents, index, model, size, overlap):
    """What to embed and what to delete, so that the index holds today's documents.

    documents: [{"id", "text", "restricted"}]. Restricted ones must never be in the index.
    index: [{"doc", "chunk", "text", "model"}], what is there; vectors of two models can't be compared.
    A document is cut into windows of `size` words, each `overlap` words into the one before; its
    whitespace doesn't matter. The last window ends with the last word, and none lies wholly within the one before.
    With an overlap of size or more, windows move on by one word. A chunk is paid for by the word,
    so what is there with the same text and model is kept.

    Returns {"embed": [[doc, chunk, text], ...], "delete": [[doc, chunk], ...], "words": number}, sorted.
    A chunk that is embedded anew replaces the old one by itself and isn't deleted.
    """
    have = {(row["doc"], row["chunk"]): row["text"] for row in index}
    embed, words, wanted = [], 0, set()
    for document in documents:
        wanted.add(document["id"])
        if document["restricted"]:
            continue
        for number, text in enumerate(windows(document["text"], size, overlap)):
            if have.get((document["id"], number)) == text:
                continue
            embed.append([document["id"], number, text])
            words += size
    delete = [[doc, number] for doc, number in have if doc not in wanted]
    return {"embed": sorted(embed), "delete": sorted(delete), "words": words}


def windows(text, size, overlap):
    words = text.split()
    step = max(size - overlap, 1)
    for start in range(0, len(words), step):
        yield " ".join(words[start:start + size])
