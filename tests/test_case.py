"""The laws of a case: fill it as you like, stop it when you like, it says the same; and nobody's decision is lost."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

import sayso
from sayso.case import Case
from sayso.case.fill import extract_and_resolve
from sayso.engine import ENGINES
from sayso.errors import NotFound
from sayso.model import Page, Passage, Verdict
from sayso.show.filter import Filters

DEMO = Path(sayso.__file__).parent / "demo"
PACKS = ("syria-iraq", "demo")


def make(path: Path, *pages: Path) -> Case:
    case = sayso.open(path, write=True)
    case.run(pages, PACKS)
    return case


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case, made once and only read."""
    path = tmp_path_factory.mktemp("demo") / "demo.sayso"
    make(path, DEMO / "pages").close()
    return path


@pytest.fixture
def copy(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo, tmp_path / "copy.sayso"))


def digest(path: Path) -> str:
    with sayso.open(path) as case:
        return case.store.digest()


def test_a_second_run_adds_nothing_and_changes_no_id(copy: Path) -> None:
    with sayso.open(copy) as case:
        before, ids = case.store.digest(), {row["id"] for row in case.sql("select id from claims")}
    with sayso.open(copy, write=True) as case:
        counts = case.run([DEMO / "pages"], PACKS)
        assert (counts.new_pages, counts.same_pages) == (0, 28)
        assert case.store.digest() == before
        assert {row["id"] for row in case.sql("select id from claims")} == ids


def test_every_span_stands_on_its_words(demo: Path) -> None:
    with sayso.open(demo) as case:
        findings = case.store.verify()
        assert list(findings) == []
        assert findings.counts["spans"] > 1000


def test_a_case_filled_in_two_goes_equals_one_filled_at_once(demo: Path, tmp_path: Path) -> None:
    for name, wanted in (("some", lambda n: n % 2), ("rest", lambda n: not n % 2)):
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(DEMO / "pages" / "pages.csv", folder)
        for number, page in enumerate(sorted(page for page in (DEMO / "pages").iterdir() if page.name != "pages.csv")):
            if wanted(number):
                shutil.copy(page, folder)
    rows = (DEMO / "pages" / "pages.csv").read_text(encoding="utf-8").splitlines()
    for folder in (tmp_path / "some", tmp_path / "rest"):
        kept = [row for row in rows[1:] if (folder / row.partition(",")[0]).is_file()]
        (folder / "pages.csv").write_text("\n".join([rows[0], *kept]) + "\n", encoding="utf-8")
    path = tmp_path / "two.sayso"
    with sayso.open(path, write=True) as case:
        case.run([tmp_path / "some"], PACKS)
        case.run([tmp_path / "rest"], PACKS)
    assert digest(path) == digest(demo)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_in_the_middle_and_run_again_it_says_the_same(seed: int, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "killed.sayso"
    command = "import sys, sayso; from pathlib import Path\n"
    command += "with sayso.open(sys.argv[1], write=True) as case: case.run([Path(sys.argv[2])], sys.argv[3:])"
    arguments = [sys.executable, "-c", command, str(path), str(DEMO / "pages"), *PACKS]
    running = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
    while not path.exists() and running.poll() is None:
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0.0, 2.5))
    if running.poll() is None:
        os.kill(running.pid, signal.SIGKILL)
    running.wait()
    subprocess.run(arguments, check=True)
    assert digest(path) == digest(demo)


def test_every_engine_makes_the_same_records(demo: Path) -> None:
    with sayso.open(demo) as case:
        pages = list(case.store.get(Page))[:3]
        jobs = [(page, tuple(case.store.get(Passage, page=page.id))) for page in pages]
    made = {name: list(engine.map(step, jobs)) for name, engine in ENGINES.items()}
    assert made["here"] == made["processes"]


def step(job: tuple[Page, tuple[Passage, ...]]) -> list[object]:
    return list(extract_and_resolve(PACKS, job))


def test_broken_files_become_problems_and_lose_nothing(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(DEMO / "pages" / "west-anbar-no-order.txt", pages)
    (pages / "cut.html.gz").write_bytes(gzip.compress(random.Random(1).randbytes(5000))[:2000])
    (pages / "odd.html").write_bytes(b'<meta charset="utf-8"><p>The army took the town \xff\xfe\x9d of Sarn.</p>')
    (pages / "empty.txt").write_bytes(b"")
    (pages / "long.txt").write_bytes(b"word " * 10_000_000)
    with sayso.open(tmp_path / "case.sayso", write=True) as case:
        case.run([pages], PACKS)
        named = {row["page"] for row in case.sql("select page from problems")}
        paths = {row["id"]: row["path"] for row in case.sql("select id, path from pages")}
        assert {paths.get(page, page) for page in named} >= {"cut.html.gz", "odd.html", "empty.txt", "long.txt"}
        assert case.sql("select count(*) from claims c join pages p on p.id = c.page where p.path like 'west%'")[0][0] > 0
        assert list(case.store.verify()) == []


def test_held_answers_as_it_could_be_known_then(demo: Path) -> None:
    with sayso.open(demo) as case:
        first = case.held("Abu Kamal", date(2017, 11, 9), date(2017, 11, 9))
        later = case.held("Abu Kamal", date(2017, 11, 9), date(2017, 11, 12))
    assert (first.holder, first.agreed) == ("actor:saa", False)
    assert first.sentence == "Syrian Arab Army says it holds"
    assert later.holder == "actor:isis"
    assert later.sentence.startswith("disputed, ISIS favoured")
    assert all(word.control.attributions for word in (*first.words, *later.words))


def test_a_route_of_the_packs_is_answered_part_by_part_and_a_place_alone_is_one_part(demo: Path) -> None:
    with sayso.open(demo) as case:
        way = case.route("Deir Ezzor-Abu Kamal road", date(2017, 11, 9))
        parts = ["place:deir-ez-zor-abu-kamal-road", "place:deir-ez-zor", "place:abu-kamal"]
        assert [leg.place for leg in way.legs if leg.place in parts] == parts
        town = way.legs[-1].holder
        assert town is not None and town.sentence == case.held("abu kamal", date(2017, 11, 9)).sentence
        assert any(leg.is_silent for leg in way.legs)
        assert [leg.place for leg in case.route("abu kamal", date(2017, 11, 9)).legs] == ["place:abu-kamal"]
        with pytest.raises(NotFound):
            case.route("Nowhere Lane", date(2017, 11, 9))


def test_an_as_of_answer_does_not_change_when_later_pages_are_added(demo: Path, tmp_path: Path) -> None:
    early = tmp_path / "pages"
    early.mkdir()
    for stem in ("harbour-wire-first-troops", "harbour-wire-declares", "desert-ledger-declares", "harbour-wire-columns"):
        shutil.copy(DEMO / "pages" / f"{stem}.html", early)
    rows = (DEMO / "pages" / "pages.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if row.startswith("path,") or (early / row.partition(",")[0]).is_file()]
    (early / "pages.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    with make(tmp_path / "early.sayso", early) as case:
        before = case.held("Abu Kamal", date(2017, 11, 8), date(2017, 11, 8))
        case.run([DEMO / "pages" / "harbour-wire-second-push.html", DEMO / "pages" / "two-rivers-back-again.html"], PACKS)
        after = case.held("Abu Kamal", date(2017, 11, 8), date(2017, 11, 8))
    assert (before.words, before.sentence) == (after.words, after.sentence)


def test_a_person_dates_a_page_and_takes_it_back(copy: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter\n\nThe army took the town of Mayadin on Friday, and we left it.\n", encoding="utf-8")
    with sayso.open(copy, write=True) as case:
        case.run([letter], PACKS)
        page = case.sql("select id from pages where path = 'letter.txt'")[0]["id"]
        assert case.sql("select when_start from claims where page = ? and when_start is not null", [page]) == []
        before = case.store.digest()
        case.judge(page, Verdict.CORRECT, field="published", value="2017-11-05", by="tester")
        row = case.sql("select published_start, published_class, published_rule from pages where id = ?", [page])[0]
        assert tuple(row) == ("2017-11-05T00:00:00", "person", "judgement")
        dated = case.sql("select when_start from claims where page = ? and when_start is not null", [page])
        assert {row["when_start"] for row in dated} == {"2017-11-03T00:00:00"}, "Friday is read against the date given"
        case.undo(by="tester")
        assert case.sql("select published_class from pages where id = ?", [page])[0][0] == "unknown"
        assert case.store.digest() != before, "the judgements stay on record"


def test_a_rejected_claim_is_in_no_event_and_adding_a_page_keeps_it_so(copy: Path, tmp_path: Path) -> None:
    with sayso.open(copy, write=True) as case:
        claim = case.sql("select claim from event_claims limit 1")[0]["claim"]
        case.judge(claim, Verdict.REJECT, by="tester")
        assert case.sql("select count(*) from event_claims where claim = ?", [claim])[0][0] == 0
        extra = tmp_path / "extra.txt"
        extra.write_text("The army holds the town of Mayadin, the army command said on Monday.", encoding="utf-8")
        case.run([extra], PACKS)
        assert case.sql("select count(*) from event_claims where claim = ?", [claim])[0][0] == 0
        assert [j.record for j in case.store.judgements()] == [claim]


def test_a_place_no_pack_knows_is_an_error_not_a_guess(demo: Path) -> None:
    with sayso.open(demo) as case, pytest.raises(NotFound, match="no place"):
        case.held("Wadi Sarn", date(2017, 11, 9))


def test_why_leads_from_every_claim_to_its_page_and_words(demo: Path) -> None:
    with sayso.open(demo) as case:
        for row in case.sql(
            'select c.id, substr(p.text, c.start + 1, c."end" - c.start) words, p.sha256'
            " from claims c join pages p on p.id = c.page limit 40"
        ):
            (told,) = case.why(row["id"]).told
            assert told.quote.words == row["words"]
            assert told.chains and all(chain for chain in told.chains)


def test_what_people_decided_holds_in_an_as_of_answer_too(copy: Path) -> None:
    with sayso.open(copy, write=True) as case:
        day = date(2017, 11, 20)
        (event, *_) = case.rows("events", Filters(as_of=day, kind="control.gain")).records()
        case.judge(str(event["id"]), Verdict.REJECT, by="tester")
        left = {row["id"] for row in case.rows("events", Filters(as_of=day, kind="control.gain")).records()}
        assert event["id"] not in left


def test_one_page_made_to_hurt_does_not_stop_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hurt(*_: object) -> object:
        raise RecursionError("too deep")

    monkeypatch.setattr("sayso.extract.extract", hurt)
    page = tmp_path / "page.txt"
    page.write_text("The army took the town of Mayadin.", encoding="utf-8")
    with sayso.open(tmp_path / "case.sayso", write=True) as case:
        counts = case.run([page], PACKS)
        assert (counts.pages, counts.problems) == (1, 1)


@pytest.mark.parametrize("verdict", [Verdict.CONFIRM, Verdict.UNSURE, Verdict.RESTRICT])
def test_what_a_judgement_does_not_touch_is_not_weighed_again(
    verdict: Verdict, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sayso.open(copy, write=True) as case:
        case.weigh()
        before = case.store.digest()
        event = case.events()[0]["id"]
        source = "source:harbour-wire" if verdict is Verdict.RESTRICT else str(event)
        weighed: list[object] = []
        monkeypatch.setattr("sayso.case.weigh_all", weighed.append)
        case.judge(source, verdict, by="tester")
        assert (weighed, before == case.store.digest()) == ([], False)
        case.judge(source, Verdict.REJECT, by="tester")
        assert len(weighed) == 1


@pytest.mark.parametrize("since", [date(2017, 11, 14), date(2018, 6, 1)])
def test_what_was_published_since_a_day_is_told_whenever_the_case_took_it_in(demo: Path, since: date) -> None:
    with sayso.open(demo) as case:
        told = case.changes(since, published=True).records()
        query = "select id from pages where coalesce(published_end, seen) > ?"
        later = {row["id"] for row in case.sql(query, (f"{since}T00:00:00",))}
        undated = {row["id"] for row in case.sql("select id from pages where coalesce(published_end, seen) is null")}
        recorded = {row["id"] for row in case.changes(since).records() if row["what"] == "page"}
        assert {row["id"] for row in told if row["what"] == "page"} == later
        assert recorded == {row["id"] for row in case.sql("select id from pages")} > later | undated
        # Each change has words of a page that came since, or says that only what is around it has moved.
        pages = {row["page"] for row in told if row["what"] in ("event", "holder", "grade") and row["by"] == "a page"}
        assert pages <= later
        assert bool(told) is bool(later)


def test_a_change_tells_a_holder_that_no_pack_knows_by_its_words(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2017-05-10T08:00:00">'
    body = "<p>The Harun Ridge Brigades hold the town of Manbij.</p>"
    (tmp_path / "page.html").write_text(
        f"<html><head>{head}</head><body><article>{body}</article></body></html>", encoding="utf-8"
    )
    with sayso.open(tmp_path / "own.sayso", write=True) as case:
        case.run([tmp_path / "page.html"], ["syria-iraq"])
        told = [row["after"] for row in case.changes(date(2010, 1, 1)).records() if row["what"] == "holder"]
    assert [str(one).partition(" says that ")[2] for one in told] == ["Harun Ridge Brigades holds it"]
