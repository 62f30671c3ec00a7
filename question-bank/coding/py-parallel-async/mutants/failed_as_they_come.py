import asyncio


class ServerError(Exception):
    pass


class Server:
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
    server, gate = Server(limit), asyncio.Semaphore(limit)
    failed = []

    async def one(page):
        async with gate:
            try:
                return [page["name"], await server.get(page)]
            except Exception:
                failed.append(page["name"])
                return None

    return await asyncio.gather(*map(one, pages)), failed


def fetch_all(pages, limit):
    results, failed = asyncio.run(run(pages, limit))
    good = [result for result in results if result]
    return {"rows": sum(rows for _, rows in good), "pages": good, "failed": failed}
