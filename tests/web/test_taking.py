"""Pages dropped or pasted into the workbench are read like any others, and each step of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from sayso.web.desk import Desk
from sayso.web.job import Intake, Job
from tests.web.browser import HOST, Browser

PATIENCE_S = 120
HTML = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
TEXT = "The upland corps has taken Hajin, its command said on Monday. Residents said the shops were open again."


def finish(intake_page: Browser, before: str) -> dict[str, Any]:
    """The case once its version has moved and nobody writes."""
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        case: dict[str, Any] = intake_page.get("/api/case").json()
        if case["version"] != before and not case["writing"]:
            return case
        sleep(0.1)
    pytest.fail("the pages were not taken in")


@pytest.fixture
def waiting(writer: Browser) -> Iterator[tuple[Browser, dict[str, Any]]]:
    yield writer, writer.get("/api/case").json()


def test_files_that_are_dropped_become_pages(waiting: tuple[Browser, dict[str, Any]]) -> None:
    writer, before = waiting
    files = [("files", (f"{name}.html", HTML.format(name, TEXT).encode(), "text/html")) for name in ("one", "two")]
    answer = writer.ask("POST", "/api/pages", files=files, headers={"origin": f"http://{HOST}"})
    assert answer.status_code == 202, answer.text
    after = finish(writer, before["version"])
    assert after["counts"]["pages"] == before["counts"]["pages"] + 2
    assert {"one.html", "two.html"} <= {row["path"] for row in writer.get("/api/rows/pages.json").json()}


def test_text_that_is_pasted_becomes_a_page_with_what_is_known_of_it(waiting: tuple[Browser, dict[str, Any]]) -> None:
    writer, before = waiting
    sent = {"text": TEXT, "title": "Corps in Hajin", "url": "https://upland.example/1", "published": "2017-11-21"}
    assert writer.post("/api/pages", {**sent, "outlet": "source:harbour-wire"}).status_code == 202
    finish(writer, before["version"])
    row = next(row for row in writer.get("/api/rows/pages.json").json() if row["url"] == sent["url"])
    assert (row["outlet"], row["published_start"][:10]) == ("source:harbour-wire", "2017-11-21")


LONG = (f"{'long' * 90}.html", f"{'طويل' * 40}.html")


@pytest.mark.parametrize("name", ["../../escape.html", "/etc/passwd", "..", "a\x00b.html", *LONG])
def test_a_file_goes_nowhere_by_its_name(waiting: tuple[Browser, dict[str, Any]], name: str) -> None:
    writer, before = waiting
    files = [("files", (name, HTML.format("x", TEXT).encode(), "text/html"))]
    assert writer.ask("POST", "/api/pages", files=files, headers={"origin": f"http://{HOST}"}).status_code == 202
    finish(writer, before["version"])
    paths = {row["path"] for row in writer.get("/api/rows/pages.json").json()}
    assert not any(".." in path.split("/") or path.startswith("/") for path in paths)


@pytest.mark.parametrize("body", [{"text": "  "}, {"text": 3}, {}, {"text": "x", "colour": "red"}])
def test_what_is_no_page_is_refused(writer: Browser, body: dict[str, Any]) -> None:
    assert writer.post("/api/pages", body).status_code == 422


def test_more_than_is_taken_at_once_is_refused_before_it_is_read(writer: Browser) -> None:
    headers = {"origin": f"http://{HOST}", "content-length": str(10**9), "content-type": "multipart/form-data; boundary=x"}
    assert writer.ask("POST", "/api/pages", content=b"--x--", headers=headers).status_code == 413


def test_each_step_is_told_and_the_last_says_what_came_of_it(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dropped"
    folder.mkdir()
    (folder / "one.html").write_text(HTML.format("one", TEXT), encoding="utf-8")
    (folder / "empty.html").write_bytes(b"")
    job = Job("job:1")
    Intake(Desk(own, "ada")).run(job, folder)
    assert [told.event for told in job.told][-1] == "done"
    assert {told.data["room"] for told in job.told if told.event == "step"} == {"read", "extract", "weigh"}
    assert job.told[-1].data["new_pages"] == 1
    assert not folder.exists()


def test_two_files_of_one_name_are_two_whatever_a_third_is_called(waiting: tuple[Browser, dict[str, Any]]) -> None:
    writer, before = waiting
    named = [("2-page.html", "one"), ("page.html", "two"), ("page.html", "three")]
    files = [("files", (name, HTML.format(title, TEXT).encode(), "text/html")) for name, title in named]
    assert writer.ask("POST", "/api/pages", files=files, headers={"origin": f"http://{HOST}"}).status_code == 202
    after = finish(writer, before["version"])
    assert after["counts"]["pages"] == before["counts"]["pages"] + 3


def test_what_could_not_be_read_is_named_and_only_of_what_was_sent(own: Path, tmp_path: Path) -> None:
    intake = Intake(Desk(own, "ada"))
    good = HTML.format("one", TEXT).encode()
    for name, body, told in (("empty.html", b"", ["empty.html: the file is empty"]), ("one.html", good, [])):
        folder = tmp_path / "dropped"
        folder.mkdir()
        (folder / name).write_bytes(body)
        intake.run(job := Job("job:1"), folder)
        assert job.told[-1].data["problems"] == told


def test_a_second_job_waits_for_its_turn(own: Path, tmp_path: Path) -> None:
    from sayso.web.desk import Busy

    intake = Intake(Desk(own, "ada"))
    intake.latest = Job("job:running")
    with pytest.raises(Busy):
        intake.start(tmp_path)


def test_while_pages_are_taken_in_the_case_can_be_read(own: Path, writer: Browser) -> None:
    with Desk(own).writing():
        assert writer.get("/api/rows/events?limit=1").status_code == 200
