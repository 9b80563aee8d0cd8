"""Adding pages from the browser: files dropped, or text pasted with what is known of it; and word of how far that is."""

from __future__ import annotations

import asyncio
import csv
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import monotonic

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sayso.errors import SaysoError
from sayso.model import record_id
from sayso.web.desk import Desk
from sayso.web.endpoint import TooLarge, Unread, as_json, encoder, is_reader, refusal
from sayso.web.job import Intake, Told
from sayso.web.shapes_write import Paste
from sayso.web.write import LARGEST, read_body, take

MOST_BYTES = 50_000_000
MOST_FILES = 500
LONGEST = 150
HEARTBEAT_S = 15.0
STEP_S = 0.2
UNSAFE = re.compile(r"[^\w.() -]+")


def make_take_routes(intake: Intake, desk: Desk) -> list[Route]:
    return [
        Route("/api/pages", partial(take_pages, intake), methods=["POST"]),
        Route("/api/progress", partial(tell_progress, intake, desk), methods=["GET"]),
    ]


async def take_pages(intake: Intake, request: Request) -> Response:
    folder, taken = Path(mkdtemp(prefix="sayso-")), False
    try:
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            await keep_files(request, folder)
        else:
            keep_text(read_body(await take(request, LARGEST), Paste, request), folder)
        job = intake.start(folder)
        taken = True
        return as_json({"job": job.id}, 202)
    except SaysoError as error:
        return refusal(error)
    finally:
        if not taken:
            rmtree(folder, ignore_errors=True)


async def keep_files(request: Request, folder: Path) -> None:
    """Under their own names without any path; of two of one name the second gets a number."""
    most = int(request.headers.get("content-length") or MOST_BYTES + 1)
    if most > MOST_BYTES:
        raise TooLarge(f"more than {MOST_BYTES:,} bytes at once; use `sayso run` for so much")
    try:
        async with request.form(max_files=MOST_FILES, max_fields=10) as form:
            files = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
            for number, one in enumerate(files):
                name = UNSAFE.sub("_", Path(one.filename or "").name).strip(". ") or f"file-{number}"
                # No file system takes more than 255 bytes; what a file is, its ending says.
                name = name.encode()[-LONGEST:].decode("utf-8", "ignore").lstrip(". ")
                while (folder / name).exists():
                    name = f"{number}-{name}"
                (folder / name).write_bytes(await one.read())
    except (MultiPartException, HTTPException) as error:
        raise Unread(f"the form cannot be read: {error}") from error
    if not files:
        raise Unread("no files: send them as `files`")


def keep_text(paste: Paste, folder: Path) -> None:
    """A text file, and beside it what the person knows of it, as `pages.csv` would say it."""
    if not paste.text.strip():
        raise Unread("no text")
    name = record_id("pasted", paste.text, paste.url).replace(":", "-") + ".txt"
    body = f"{paste.title}\n\n{paste.text}" if paste.title else paste.text
    (folder / name).write_text(body, encoding="utf-8")
    with (folder / "pages.csv").open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(("path", "url", "source", "published"))
        rows.writerow((name, paste.url or "", paste.outlet or "", paste.published or ""))


async def tell_progress(intake: Intake, desk: Desk, request: Request) -> Response:
    return StreamingResponse(events(intake, desk, request), media_type="text/event-stream")


async def events(intake: Intake, desk: Desk, request: Request) -> AsyncIterator[bytes]:
    """What the job of now has done, as it does it, how far a walk is, and each change of the case.

    It ends when the page is closed or who listens is no longer in. A reader hears of changes alone: what pages are called
    and what was wrong with them is not his to see.
    """
    is_in, all_of_it = request.scope.get("is_in", lambda: True), not is_reader(request.scope)
    job, heard = intake.latest, 0
    walk = None
    version, spoken = await asyncio.to_thread(desk.version), monotonic()
    while is_in() and not await request.is_disconnected():
        if intake.latest is not job:
            job, heard = intake.latest, 0
        fresh = job.told[heard:] if job is not None and all_of_it else []
        heard += len(fresh)
        if all_of_it and desk.walker is not None and desk.walker.latest is not walk:
            walk = desk.walker.latest
            fresh = [*fresh, *([Told("walk", walk)] if walk is not None else [])]
        now = await asyncio.to_thread(desk.version)
        if now != version:
            version = now
            fresh = [*fresh, Told("version", {"version": now})]
        for told in fresh:
            spoken = monotonic()
            yield b"event: " + told.event.encode() + b"\ndata: " + encoder.encode(told.data) + b"\n\n"
        if monotonic() - spoken > HEARTBEAT_S:
            spoken = monotonic()
            yield b": still here\n\n"
        await asyncio.sleep(STEP_S)
