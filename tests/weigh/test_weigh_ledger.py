"""A ledger of statements, each on a page of its own, and what it comes to: weighed whole, worked out by hand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from sayso.model import Act, Aspect, Modality, Mood, Polarity
from sayso.store.judgements import read_when
from sayso.weigh import HALF_LIFE_DAYS, asof
from tests.weigh.world import DENIES, PACK, World, story

LEDGER = Path(__file__).parents[1] / "cases" / "said_ledger.csv"
HOW: dict[str, dict[str, Any]] = {
    "": {},
    "denies": DENIES,
    "possible": {"modality": Modality.POSSIBLE},
    "probable": {"modality": Modality.PROBABLE},
    "doubts": {"act": Act.CANNOT_CONFIRM, "polarity": None},
    "expected": {"mood": Mood.EXPECTED},
    "corrects": {"act": Act.CORRECT},
    "retracts": {"act": Act.RETRACT, "polarity": None},
    "replaces": {"act": Act.CORRECT, "polarity": Polarity.POSITIVE},
}
Row = dict[str, str]


def read_ledgers() -> list[tuple[str, list[Row]]]:
    with LEDGER.open(encoding="utf-8", newline="") as lines:
        return [(name, list(rows)) for name, rows in groupby(csv.DictReader(lines), key=lambda row: row["ledger"])]


def tell(world: World, row: Row, number: int, named: dict[str, str]) -> None:
    """One statement on a page that shares no words with any other."""
    words = f"Word {number} of {row['by']}."
    seen = datetime.combine(date.fromisoformat(row["seen"]), time(23)) if row["seen"] else None
    published = date.fromisoformat(row["published"]) if row["published"] else None
    page = world.page(f"out{number}", published, f"{story((row['ledger'], number), 30)} {words}", seen=seen)
    role, _, place = row["place"].rpartition(" ")
    roles = {"actor": row["actor"], "target": row["other"], role or "place": f"place:{place}"}
    how, _, earlier = row["how"].partition(" ")
    supersedes: dict[str, Any] = {"supersedes": named[earlier]} if earlier else {}
    said = world.say(
        page,
        words,
        row["kind"],
        row["by"],
        roles={role: name for role, name in roles.items() if name},
        when=read_when(row["when"]) if row["when"] else None,
        **HOW[how],
        **supersedes,
    )
    named[row["name"]] = said.id


def answer(world: World, row: Row) -> tuple[str, ...]:
    aspect, _, place = row["place"].rpartition(" ")
    held = asof(
        world.known(),
        f"place:{place}",
        date.fromisoformat(row["on"]),
        date.fromisoformat(row["as_of"]),
        PACK,
        aspect=Aspect(aspect or "holder"),
        half_life=float(row["half_life"] or HALF_LIFE_DAYS),
    )
    days = (None, None) if held.taken is None else (held.taken.earliest, held.taken.latest)
    told = (held.holder or "", held.sentence, *(str(day or "") for day in days), str(held.undated), f"{held.share:.4f}")
    return tuple(told)


@pytest.mark.parametrize(("name", "rows"), read_ledgers(), ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_said_comes_to_the_answer_worked_out_by_hand(name: str, rows: Sequence[Row]) -> None:
    world, named = World(), dict[str, str]()
    for number, row in enumerate(rows):
        if row["line"] == "says":
            tell(world, row, number, named)
        else:
            share = f"{float(row['share']):.4f}"
            expected = row["holder"], row["sentence"], row["earliest"], row["latest"], row["undated"], share
            assert answer(world, row) == expected, row["why"]


def test_the_ledger_is_long_enough_to_mean_something() -> None:
    lines = [row["line"] for _, rows in read_ledgers() for row in rows]
    assert len(lines) >= 80
    assert lines.count("asks") >= 30
