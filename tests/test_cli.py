"""The terminal front door: every command, its exit code, and what goes to stdout and to stderr."""

from __future__ import annotations

import errno
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from sayso.case import Case, Counts, Progress, Strict
from sayso.case.waiting import Waiting
from sayso.cli import main
from sayso.cli.checks import Check
from sayso.cli.progress import bars
from sayso.errors import MissingExtra, PackError, ReadError, SaysoError
from sayso.model import Control, Event, Held, Room, Verdict, Word
from sayso.pack import PackReport
from sayso.store import Finding, Findings, Store
from tests.show.small_case import small_file

Sayso = Callable[..., Result]
Decision = tuple[str, Verdict, str | None]
Ledger = Callable[[], list[Decision]]


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    return small_file(tmp_path / "small.sayso")


@pytest.fixture
def sayso(case_file: Path, monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """Runs a command on the small case in an empty folder."""
    monkeypatch.chdir(case_file.parent)
    monkeypatch.delenv("SAYSO_USER", raising=False)

    def invoke(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=typed, env={"SAYSO_CASE": str(case_file)})

    return invoke


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from sayso.cli import main; main(['--help'], standalone_mode=False);"
        "heavy = {'spacy', 'duckdb', 'rich', 'uvicorn', 'lxml', 'trafilatura'} & set(sys.modules);"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_show_prints_a_table_with_short_ids(sayso: Sayso) -> None:
    done = sayso("show", "events", "--place", "marun")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1].startswith("event:9f2c  3 May 2031")
    assert done.stderr == ""


def test_data_goes_to_stdout_and_messages_to_stderr(sayso: Sayso) -> None:
    done = sayso("show", "claims", "--format", "json", "--limit", "1")
    assert [row["id"][:6] for row in json.loads(done.stdout)] == ["claim:"]
    assert "left out (--with-comments)" in done.stderr
    assert sayso("show", "claims", "--format", "csv").stdout.startswith("id,kind,actors")


def test_show_as_of_says_what_it_leaves_out(sayso: Sayso) -> None:
    done = sayso("show", "events", "--as-of", "2031-05-04")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "as of the end of 4 May 2031, UTC; 1 page without a date left out"


def test_show_as_the_case_was_recorded(sayso: Sayso) -> None:
    assert sayso("show", "events", "--recorded-by", "2001-01-01").stdout == "no events to show\n"
    assert "event:9f2c" in sayso("show", "events", "--recorded-by", "2999-01-01").stdout


def test_why_leads_back_to_the_words(sayso: Sayso) -> None:
    assert '"valley guard has taken Marun"' in sayso("why", "event:9f2c").stdout
    assert json.loads(sayso("why", "event:9f2c", "--format", "json").stdout)["id"] == "event:9f2c0000000000aa"


def test_held_prints_words_and_consensus(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(case: Case, place: str, on: date, as_of: date | None = None) -> Held:
        (control,) = case.store.get(Control)
        word = Word(control.root, "valley", control, 0.97)
        return Held(f"place:{place}", on, as_of or on, (word,), "actor:guard", False, 1.0, "Valley Guard says it holds it.", 1)

    monkeypatch.setattr(Case, "held", held)
    done = sayso("held", "marun", "--on", "2031-05-03", "--as-of", "2031-05-05")
    assert done.stdout.splitlines()[-2:] == [
        "Valley Guard says it holds it.",
        "as of the end of 5 May 2031, UTC; 1 page without a date left out",
    ]
    rows = sayso("held", "marun", "--on", "2031-05-03", "--format", "json")
    assert json.loads(rows.stdout)[0]["quote"] == "valley guard has taken Marun"
    assert "says it holds it" in rows.stderr


def test_problems_are_data(sayso: Sayso) -> None:
    done = sayso("problems")
    assert (done.exit_code, "the gzip data ends too early" in done.stdout) == (0, True)


def test_export_names_the_files_it_wrote(sayso: Sayso, case_file: Path) -> None:
    done = sayso("export", "csv", "out", "--kind", "control")
    made = done.stdout.split()
    assert (done.exit_code, "out/claims.csv" in made, "out/runs.csv" in made) == (0, True, False)
    assert all((case_file.parent / file).is_file() for file in made)


def test_export_weighs_as_of_a_day(sayso: Sayso, case_file: Path) -> None:
    assert sayso("export", "json", "out", "--as-of", "2031-05-03").exit_code == 0
    written = (case_file.parent / "out" / "events.json").read_text(encoding="utf-8")
    assert "lowland-post" in written and "east-radio" not in written


def test_explain_needs_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(
        main, ["explain", "The mayor said on Friday that two bridges were closed."], env={"SAYSO_CASE": None}
    )
    assert done.exit_code == 0
    assert done.stdout.startswith('"The mayor said')
    assert list(tmp_path.iterdir()) == []


def test_explain_goes_by_the_packs_given_beside_those_of_the_case(sayso: Sayso) -> None:
    sentence = "The SDF took the town of Hajin."
    assert "Syrian Democratic Forces" in sayso("explain", sentence, "--pack", "syria-iraq").stdout
    assert "Syrian Democratic Forces" not in sayso("explain", sentence).stdout
    assert sayso("explain", sentence, "--pack", "no-such-pack").exit_code == 2


def test_verify_counts_and_its_digest_is_one_hash(sayso: Sayso) -> None:
    done = sayso("verify")
    assert (done.exit_code, re.search(r"^(\d+)/\1 spans match$", done.stdout, re.MULTILINE) is not None) == (0, True)
    assert re.fullmatch(r"[0-9a-f]{32,}\n", sayso("verify", "--digest").stdout)


def test_a_miss_of_verify_is_a_finding(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    def verify(store: Store) -> Findings:
        findings = Findings()
        findings.take("spans", [None, Finding("span", "claim:1", "the words are gone")])
        return findings

    monkeypatch.setattr(Store, "verify", verify)
    done = sayso("verify")
    assert (done.exit_code, done.stdout.splitlines()) == (1, ["1/2 spans match", "span claim:1: the words are gone"])


def test_pack_list_and_check(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"en", "syria-iraq"} <= {line.split()[0] for line in sayso("pack", "list").stdout.splitlines()}
    monkeypatch.setattr("sayso.pack.check_pack", lambda name, beside: PackReport(("places: 1 rows, page 100%",), ()))
    assert sayso("pack", "check", "x").stdout == "x: ok\n  places: 1 rows, page 100%\n"
    monkeypatch.setattr("sayso.pack.check_pack", lambda name, beside: PackReport((), ("places.csv:2: no source",)))
    done = sayso("pack", "check", "x")
    assert (done.exit_code, done.stdout) == (1, "x: FAILED\n  failed: places.csv:2: no source\n")


def test_doctor_fails_where_something_is_missing(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    done = sayso("doctor")
    assert (done.exit_code, "FTS5        found" in done.stdout) == (0, True)
    assert re.search(r"syria-iraq, \d+ places, \d+ actors, \d+ sources, \d+ kB", done.stdout)
    assert "GeoNames (geonames.org)" in " ".join(done.stdout.split())
    monkeypatch.setattr("sayso.cli.checks.checks", lambda: [Check("RTree", False, "not built in")])
    assert (sayso("doctor").exit_code, sayso("doctor").stdout) == (1, "FAIL  RTree       not built in\n")


WRONG = [
    (("show", "claims", "--frobnicate"), 2),
    (("show", "nonsense"), 2),
    (("show", "claims", "--grade", "contested"), 2),
    (("show", "claims", "--from", "soon"), 2),
    (("show", "claims", "--bbox", "9,9,1,1"), 2),
    (("show", "claims", "--from", "2031-05-04", "--to", "2031-05-03"), 2),
    (("show", "claims", "--kind", "contro"), 2),
    (("export", "csv", "out", "--kind", "contro"), 2),
    (("show", "claims", "--place", "Nowhere"), 1),
    (("why", "event:0"), 1),
    (("why", "event:9f"), 1),
    (("held", "Nowhere", "--on", "2031-05-03"), 1),
    (("held", "marun"), 2),
    (("export", "papyrus", "out"), 2),
    (("run", "no-such-folder"), 2),
    (("judge", "event:9f2c"), 2),
    (("judge", "--verdict", "confirm"), 2),
    (("judge", "event:9f2c", "--undo"), 2),
    (("judge", "event:0", "--verdict", "confirm"), 1),
    (("judge", "--undo"), 1),
    (("pack", "check", "no-such-pack"), 1),
    (("show", "claims", "--case", "no-such.sayso"), 2),
]


@pytest.mark.parametrize(("words", "code"), WRONG)
def test_what_went_wrong_is_said_and_has_its_exit_code(sayso: Sayso, words: Sequence[str], code: int) -> None:
    done = sayso(*words)
    assert (done.exit_code, done.exception.__class__) == (code, SystemExit)
    assert "Traceback" not in done.output
    assert done.stderr or words[0] == "pack"


RAISED = [
    (ReadError("x"), 2),
    (PackError("x"), 2),
    (MissingExtra("x"), 2),
    (SaysoError("x"), 2),
    (Strict("x"), 1),
    (OSError(errno.ENOSPC, "No space left on device", "x"), 3),
    (OSError(errno.EACCES, "Permission denied", "x"), 2),
    (KeyboardInterrupt(), 130),
    (click.Abort(), 130),
]


@pytest.mark.parametrize(("error", "code"), RAISED)
def test_each_error_has_its_exit_code(sayso: Sayso, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int) -> None:
    def rows(*_: object) -> None:
        raise error

    monkeypatch.setattr(Case, "rows", rows)
    done = sayso("show", "events")
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.startswith("sayso: ")


def test_a_bug_is_not_hidden(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Case, "rows", rows)
    assert isinstance(sayso("show", "events").exception, ZeroDivisionError)


def test_a_case_that_is_locked_damaged_or_too_new_stops_us(sayso: Sayso, case_file: Path, tmp_path: Path) -> None:
    with Store.open(case_file, write=True):
        assert sayso("judge", "event:9f2c", "--verdict", "confirm").exit_code == 3
    (tmp_path / "torn.sayso").write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    assert sayso("show", "events", "--case", "torn.sayso").exit_code == 3
    with closing(sqlite3.connect(case_file)) as db:
        db.execute("pragma user_version = 9999")
    assert sayso("show", "events").exit_code == 3


def fake_fill(case: Case, *paths: object, tell: Callable[[Progress], None], **_: object) -> Counts:
    tell(Progress(Room.READ, 1, 2, "a.html"))
    tell(Progress(Room.READ, 2, 2, "b.html"))
    return Counts(2, 1, 1, 1, 9, 3, 4, 5, 1, 2, 0)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("run", "."), "2 pages, 9 passages (3 comments), 4 claims, 5 attributions, 1 reprint, 0 problems\n"),
        (("read", "."), "2 pages, 1 new, 1 same, 1 no date\n"),
        (("weigh",), "2 pages, 9 passages (3 comments), 4 claims, 5 attributions, 1 reprint, 0 problems\n"),
    ],
)
def test_a_fill_prints_its_counts_and_is_quiet_in_a_pipe(
    sayso: Sayso, monkeypatch: pytest.MonkeyPatch, words: Sequence[str], line: str
) -> None:
    monkeypatch.setattr(Case, words[0], fake_fill)
    done = sayso(*words)
    assert (done.exit_code, done.stdout, done.stderr) == (0, line, "")


def test_a_fill_tells_each_step_as_a_line_of_json(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Case, "run", fake_fill)
    done = sayso("run", ".", "--json")
    assert [json.loads(line)["done"] for line in done.stderr.splitlines()] == [1, 2]
    assert json.loads(done.stdout)["new_pages"] == 1


def test_bars_take_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    with bars() as tell:
        tell(Progress(Room.READ, 1, 2, "a.html"))
        tell(Progress(Room.WEIGH, 1, 1, "case"))
    assert "weigh" in capsys.readouterr().err


def wait_for_events(case: Case) -> list[Waiting]:
    return [Waiting(event, "contested", "", 1) for event in sorted(event.id for event in case.store.get(Event))]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch, case_file: Path) -> Ledger:
    """What stands in the ledger; the small case was never extracted, so nothing is made anew over it."""
    monkeypatch.setattr("sayso.case.extract_pages", lambda filling: None)
    monkeypatch.setattr("sayso.case.weigh_all", lambda filling: None)
    monkeypatch.setattr(Case, "queue", wait_for_events)

    def ledger() -> list[Decision]:
        with Store.open(case_file) as store:
            return [(one.record[:10], one.verdict, one.note) for one in store.judgements()]

    return ledger


def test_a_judgement_is_stored_and_undone_by_a_row_of_its_own(sayso: Sayso, judged: Ledger) -> None:
    done = sayso("judge", "event:9f2c", "--verdict", "confirm", "--by", "ann", "--note", "seen the film")
    assert done.stdout.startswith("confirm event:9f2c0000000000aa by ann (judgement:")
    assert sayso("judge", "--undo", "--by", "ann").stdout.startswith("withdraw event:9f2c0000000000aa by ann")
    assert [(verdict, note) for _, verdict, note in judged()] == [(Verdict.CONFIRM, "seen the film"), (Verdict.WITHDRAW, None)]


def test_a_field_with_a_value_is_a_correction(sayso: Sayso, judged: Ledger) -> None:
    page = sayso("show", "pages", "--source", "River Sheet", "--format", "json").stdout
    done = sayso("judge", json.loads(page)[0]["id"], "--field", "published", "--value", "2031-05-09", "--by", "ann")
    assert (done.exit_code, judged()[0][1]) == (0, Verdict.CORRECT)
    assert "9 May 2031" in sayso("show", "pages", "--source", "River Sheet").stdout


QUEUES = [
    ("a\nr\n", [("event:9f2c", Verdict.CONFIRM, None), ("event:9f2d", Verdict.REJECT, None)]),
    ("x\nd\n", [("event:9f2d", Verdict.UNSURE, None)]),
    ("n\nno film\na\nq\n", [("event:9f2c", Verdict.CONFIRM, "no film")]),
    ("a\nu\nq\n", [("event:9f2c", Verdict.CONFIRM, None), ("event:9f2c", Verdict.WITHDRAW, None)]),
    ("?\nz\n", []),
    ("", []),
]


@pytest.mark.parametrize(("typed", "decided"), QUEUES)
def test_one_key_decides_and_goes_on(
    sayso: Sayso,
    judged: Ledger,
    typed: str,
    decided: list[Decision],
) -> None:
    done = sayso("judge", "--by", "ann", typed=typed)
    assert (done.exit_code, judged()) == (0, decided)
    assert "2 left" in done.stdout and '"valley guard has taken Marun"' in done.stdout
    assert "a accept" in done.stderr and "u undo" in done.stderr
