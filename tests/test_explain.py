"""`sayso explain`: every word of the answer leads to the row that made it, and what nobody says stays visible."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.show.cells import BIDI_CONTROLS, width

ROW = re.compile(r"  ([a-z-]+)/([a-z]+\.csv):(\d+)$")
PACKS = Path(__file__).parents[1] / "src" / "sayso" / "packs"
# Sentence, options, and lines of the answer without the tree, three dots for what may stand between: what is read, and
# which row of which file read it.
TABLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "The council said on Tuesday that the militia had captured the town of Brenik.",
        "--date 2031-05-08",
        (
            "kind control.gain",
            '"captured": capture (verb)...en/frames.csv',
            "mood actual",
            'actor "militia", in no pack',
            'place "Brenik", in no pack',
            "when none said",
            "2 council, organisation: assert, certain, said 6 May 2031",
            '"said": say (verb) assert, certain...en/cues.csv',
            '"Tuesday": ...on_weekday... read as past, from 8 May 2031...en/times.csv',
        ),
    ),
    (
        "Nine farmers may have been wounded. The guards left.",
        "",
        (
            "kind harm.wounded 9",
            '"may have": may have (aux) possible...en/hedges.csv',
            "actor none said",
            "place none said",
            "when none said",
            "1 an unnamed writer: assert, possible",
            "kind withdraw",
        ),
    ),
    (
        "If the road is cut, analysts expect the mill to fall by May.",
        "--date 2031-02-08",
        (
            "mood conditional",
            '"If": if (mark) unknown, conditional...en/hedges.csv',
            "when 8 Feb-... 2031",
            "2 analysts, analysts: predict, unknown...",
        ),
    ),
    (
        "The army entered البوكمال last night.",
        "--pack syria-iraq --date 2017-11-09 --outlet reuters",
        (
            "printed 9 Nov 2017; outlet Reuters; packs ...syria-iraq",
            "place Abu Kamal",
            '"البوكمال"; rung exact:...syria-iraq/places.csv',
            "when 8 Nov 2017 18...",
            "1 Reuters, author: assert, certain",
        ),
    ),
    (
        "The militia took the depot. The council denied it. Did the guards leave the dam?",
        "",
        (
            "2 council, organisation: deny, certain",
            '"denied": deny...points back at what was said before...en/cues.csv',
            "a question asserts nothing",
        ),
    ),
    (
        "The army vowed to leave the town. The council said it will open the road.",
        "",
        (
            "mood intended",
            '"vowed": vow (verb) vow, certain; so what is said is intended...en/cues.csv',
            "who says so is to do it, so it is meant",
        ),
    ),
    (
        "The miller yawned.",
        "",
        ("no claim found in it; claims are read in en", '"yawned": in no row of frames.csv or cues.csv'),
    ),
    (
        "The bridge fell; nobody could verify it.",
        "",
        ('"verify": no row is filled', "verify (cannot) cannot confirm...en/cues.csv"),
    ),
    ("The corps captured.", "", ('"captured": no row is filled', "capture (verb)...en/frames.csv")),
    ("أعلن الجيش السوري السيطرة", "--pack syria-iraq", ('actor "الجيش السوري" =...syria-iraq/actors.csv',)),
)


def explain(sentence: str, options: str, *more: str) -> str:
    done = CliRunner().invoke(main, ["explain", sentence, *options.split(), *more], env={"SAYSO_CASE": None})
    assert done.exit_code == 0, done.output
    return done.stdout


def plain(answer: str) -> list[str]:
    """The lines without the tree and its blanks; a line that only ends another is put to it."""
    lines: list[str] = []
    for line in BIDI_CONTROLS.sub("", answer).splitlines():
        bare = " ".join(re.sub(r"^[│├└─ ]+", "", line).split())
        if re.match(r"[│ ]*[├└]─|[^│ ]", line):
            lines.append(bare)
        elif bare:
            lines[-1] += f" {bare}"
    return lines


@pytest.mark.parametrize(("sentence", "options", "wanted"), TABLE, ids=[row[0][:30] for row in TABLE])
def test_what_is_read_and_which_row_read_it(sentence: str, options: str, wanted: tuple[str, ...]) -> None:
    lines = plain(explain(sentence, options))
    patterns = [re.escape(one).replace(r"\.\.\.", ".*") for one in wanted]
    assert [one for one in patterns if not any(re.match(one, line) for line in lines)] == [], "\n".join(lines)


@pytest.mark.parametrize(("sentence", "options"), [row[:2] for row in TABLE], ids=[row[0][:30] for row in TABLE])
def test_no_line_is_wider_than_a_hundred_columns_and_every_row_stands_where_it_says(sentence: str, options: str) -> None:
    answer = explain(sentence, options)
    assert all(width(line) <= 100 for line in answer.splitlines())
    told = json.loads(explain(sentence, options, "--format", "json"))
    for rule in (rule for rule in told["rules"] if rule["row"]):
        where, _, line = rule["at"].rpartition(":")
        pack, _, file = where.rpartition("/")
        assert next(csv.reader([file_lines(pack, file)[int(line) - 1]]))[0] == next(iter(rule["row"].values()))
    shown = {match.group().strip() for line in answer.splitlines() if (match := ROW.search(line))}
    assert shown == {one["at"] for one in shown_rows(told)}


def shown_rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in (*told["rules"], *told["names"]) if one["at"] and one.get("kind") != "time"]


def file_lines(pack: str, file: str) -> list[str]:
    return (PACKS / pack / file).read_text(encoding="utf-8").splitlines()


def test_the_rules_of_the_json_name_the_claim_or_link_they_decided() -> None:
    told = json.loads(explain(TABLE[0][0], TABLE[0][1], "--format", "json"))
    ids = {one["claim"] for one in told["told"]}
    ids |= {link["attribution"] for one in told["told"] for chain in one["chains"] for link in chain}
    rules = {rule["decides"]: rule for rule in told["rules"] if rule["record"] in ids}
    assert set(rules) == {"kind", "act", "said"}
    assert told["sentence"][rules["kind"]["start"] : rules["kind"]["end"]] == rules["kind"]["words"] == "captured"
