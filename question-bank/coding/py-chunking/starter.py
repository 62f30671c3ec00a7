def mean_by_store(lines, chunk_size):
    """lines: iterable of "store,amount". Returns [[store, mean, count], ...] sorted by store."""
    raise NotImplementedError
