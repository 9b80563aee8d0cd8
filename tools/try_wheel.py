"""Builds the wheel, installs it in a venv of its own, and opens every screen of the demo's workbench from there.

`python tools/try_wheel.py`; with Chromium each screen is drawn, without it the page and its data are fetched.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from venv import EnvBuilder

import httpx

TOP = Path(__file__).parent.parent
CHROMIUM = next((path for path in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if path.exists()), None)
LIMIT_MS = 60_000
SCREENS = {
    "map": "/",
    "event": "/event/{event}",
    "page": "/page/{page}",
    "place": "/place/abu-kamal",
    "source": "/source/harbour-wire",
    "review": "/review",
    "search": "/search?q=Abu+Kamal",
    "add": "/add",
    "changes": "/changes",
}


def install(folder: Path) -> Path:
    """The `sayso` of a fresh venv that has the wheel and what it asks for, and nothing of the source tree."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=TOP, check=True)
    EnvBuilder(with_pip=True).create(folder / "venv")
    python, wheel = folder / "venv" / "bin" / "python", next(folder.glob("*.whl"))
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel], check=True)
    return python.parent / "sayso"


@contextmanager
def workbench(sayso: Path, folder: Path) -> Iterator[str]:
    """The start link of the workbench over the demo."""
    subprocess.run([sayso, "demo", "--case", "demo.sayso"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    command: list[str | Path] = [sayso, "web", "--case", "demo.sayso", "--port", "0", "--by", "ci"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, bufsize=1) as server:
        try:
            assert server.stdout is not None
            yield next(found.group() for line in server.stdout if (found := re.search(r"http://\S+", line)))
        finally:
            server.terminate()


def try_screens(link: str) -> list[str]:
    """What was wrong with any screen."""
    with httpx.Client(follow_redirects=True) as client:
        page = client.get(link)
        base = link.partition("/?")[0]
        first = {noun: client.get(f"{base}/api/rows/{noun}s?limit=1").json()["rows"][0]["id"] for noun in ("event", "page")}
    if page.status_code != 200 or "<script" not in page.text:
        return [f"/ answers {page.status_code} without the page"]
    named = {noun: record.partition(":")[2] for noun, record in first.items()}
    screens = {name: base + path.format(**named) for name, path in SCREENS.items()}
    return draw(link, base, screens) if CHROMIUM is not None else []


def draw(link: str, base: str, screens: dict[str, str]) -> list[str]:
    from playwright.sync_api import sync_playwright

    wrong: list[str] = []
    with sync_playwright() as played:
        browser = played.chromium.launch(executable_path=str(CHROMIUM))
        page = browser.new_page()
        page.on("console", lambda told: wrong.append(f"{page.url}: {told.text}") if told.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        inside = (base, "blob:", "data:")
        page.on("request", lambda asked: None if asked.url.startswith(inside) else wrong.append(f"asks {asked.url}"))
        page.goto(link, timeout=LIMIT_MS)
        for name, address in screens.items():
            page.goto(address, timeout=LIMIT_MS, wait_until="networkidle")
            page.wait_for_selector("main h1, main h2", timeout=LIMIT_MS)
            print(f"{name}: {page.title()}")
        browser.close()
    return wrong


def main() -> int:
    with TemporaryDirectory() as folder, workbench(install(Path(folder)), Path(folder)) as link:
        wrong = try_screens(link)
    print(
        "\n".join(wrong) or f"{len(SCREENS)} screens of the installed wheel {'drawn' if CHROMIUM else 'fetched'}, nothing wrong"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
