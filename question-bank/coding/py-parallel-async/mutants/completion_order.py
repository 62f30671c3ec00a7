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
    good, failed = [], []

    async def one(page):
        async with gate:
            try:
                return page, await server.get(page)
            except ServerError:
                return page, None

    for done in asyncio.as_completed([one(page) for page in pages]):
        page, rows = await done
        if rows is None:
            failed.append(page["name"])
        else:
            good.append([page["name"], rows])
    return good, failed


def fetch_all(pages, limit):
    good, failed = asyncio.run(run(pages, limit))
    return {"rows": sum(rows for _, rows in good), "pages": good, "failed": failed}
