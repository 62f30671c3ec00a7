import asyncio


class ServerError(Exception):
    pass


class Server:
    """Stands in for the API: refuses more than `limit` open requests."""

    def __init__(self, limit):
        self.limit = limit
        self.open = 0

    async def get(self, page):
        if self.open >= self.limit:
            raise ServerError("too many requests")
        self.open += 1
        try:
            await asyncio.sleep(page["ms"] / 1000)
        finally:
            self.open -= 1
        if "error" in page:
            raise ServerError(page["error"])
        return page["rows"]


async def worker(server, queue, results):
    while queue:
        index, page = queue.pop()
        try:
            results[index] = await server.get(page)
        except Exception:
            results[index] = None


async def run(pages, limit):
    server = Server(limit)
    queue = list(enumerate(pages))[::-1]
    results = [None] * len(pages)
    await asyncio.gather(*(worker(server, queue, results) for _ in range(limit)))
    return results


def fetch_all(pages, limit):
    results = asyncio.run(run(pages, limit))
    return {
        "rows": sum(rows or 0 for rows in results),
        "pages": [[p["name"], rows] for p, rows in zip(pages, results) if rows is not None],
        "failed": [p["name"] for p, rows in zip(pages, results) if rows is None],
    }
