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


async def run(pages, limit):
    server = Server(limit)
    gate = asyncio.Semaphore(limit)

    async def one(page):
        async with gate:
            return await server.get(page)

    results = await asyncio.gather(*map(one, pages), return_exceptions=True)
    return list(zip(pages, results))


def fetch_all(pages, limit):
    good, failed = [], []
    for page, result in asyncio.run(run(pages, limit)):
        if isinstance(result, Exception):
            failed.append(page["name"])
        else:
            good.append([page["name"], result])
    return {"rows": sum(rows for _, rows in good), "pages": good, "failed": failed}
