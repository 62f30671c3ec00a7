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


def fetch_all(pages, limit):
    raise NotImplementedError
