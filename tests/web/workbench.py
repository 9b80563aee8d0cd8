"""The workbench as a person meets it: a server of its own, a real browser, all that it asks for and complains of."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize

HERE = Path(__file__).resolve()
STATIC = HERE.parents[2] / "src/sayso/web/static"
AXE = HERE.parents[2] / "web/node_modules/axe-core/axe.min.js"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
CHROMIUM = next((path for path in BROWSERS if Path(path).exists()), None)
# The page as a whole has the focus when nothing in it has.
NAMED = (
    """(e => e && e !== document.body ? e.getAttribute('aria-label') || e.textContent || e.id : '')(document.activeElement)"""
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AUDIT = """rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map(
    fault => `${fault.id}: ${fault.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')}`))"""
WIDE, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
PATIENCE = 40.0  # a map drawn without a graphics card takes its time


def missing() -> str | None:
    """What is not here, with the command that brings it."""
    if CHROMIUM is None:
        return "no Chromium: apt-get install chromium"
    if not (STATIC / "index.html").exists():
        return "the page is not built: make web"
    return None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serve(case: Path, by: str = "ada") -> Iterator[str]:
    """The start link of a workbench of its own process, ended with the test."""
    code = "from sayso.cli import main; main()"
    command = [sys.executable, "-c", code, "web", "--case", str(case), "--port", str(free_port()), "--by", by]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as server:
        try:
            assert server.stdout is not None
            for line in server.stdout:
                found = re.search(r"http://\S+", line)
                if found:
                    yield found.group(0)
                    break
            else:
                pytest.fail("the workbench printed no link")
        finally:
            server.terminate()


@dataclass
class Desk:
    """One person at the workbench. `complaints` are errors of the console and of the page, `outside` what left the machine."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.drawn()

    def drawn(self) -> None:
        """Waits until the view has drawn what it asked for."""
        self.until("window.__done === true && !document.querySelector('main > p[role=status]')")

    def until(self, condition: str) -> None:
        """Waits for an expression, or what it promises, to be true: the browser's own waiting takes a promise for true."""
        end = monotonic() + PATIENCE
        while not self.page.evaluate(f"(async () => !!(await ({condition})))()"):
            assert monotonic() < end, f"never came true at {self.page.url}: {condition}\n{self.text()[:800]}"
            sleep(0.05)

    def text(self) -> str:
        return self.page.inner_text("body")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.insert_text(words)

    def focus(self) -> str:
        """What has the focus, in words."""
        return str(self.page.evaluate(NAMED))

    def tab_to(self, words: str, most: int = 200) -> None:
        """Goes on by tab until what has the focus is called so."""
        for _ in range(most):
            if words in self.focus():
                return
            self.press("Tab")
        pytest.fail(f"no way by keys to {words!r} on {self.page.url}")

    def accessibility(self) -> list[str]:
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        return list(self.page.evaluate(AUDIT, RULES))


def sit_down(context: BrowserContext, link: str) -> Desk:
    page = context.new_page()
    desk = Desk(page, link.partition("/?")[0])
    page.on("console", lambda message: desk.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith((desk.base, "data:", "blob:")) else desk.outside.append(one.url))
    page.goto(link)
    return desk


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
