"""A browser's part in these tests: asks the app in this process, with its cookie, and as a page of its own would."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette

HOST = "127.0.0.1:8765"


@dataclass
class Browser:
    """`cookies` are kept as a browser keeps them; `headers` go with every request."""

    app: Starlette
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    headers: Mapping[str, str] = field(default_factory=dict)

    def ask(self, method: str, url: str, **more: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{HOST}", cookies=self.cookies, headers=self.headers
            ) as client:
                answer = await client.request(method, url, **more)
                self.cookies = client.cookies
                return answer

        # In a thread of its own: a real browser that is driven by this one has its event loop here.
        with ThreadPoolExecutor(1) as apart:
            return apart.submit(asyncio.run, send()).result()

    def get(self, url: str, **more: Any) -> httpx.Response:
        return self.ask("GET", url, **more)

    def post(self, url: str, body: object = None, **more: Any) -> httpx.Response:
        return self.ask("POST", url, json=body, headers={"origin": f"http://{HOST}", **more.pop("headers", {})}, **more)


def as_rows(text: str) -> list[dict[str, str]]:
    """A csv by the names of its columns."""
    return list(csv.DictReader(io.StringIO(text)))
