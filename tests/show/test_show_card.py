"""The card of a name: whom it means, each spelling with its words, what is near, in three forms."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from sayso.case import Case
from sayso.cli import main
from sayso.errors import NotFound
from sayso.model import MentionKind
from sayso.show.card import card_answer
from sayso.show.card_text import render_card
from sayso.show.cells import width

SMALL = Path(__file__).parents[1] / "cases" / "pack_small"
PAGE = """The River Guard took the town of Sarmeen on Monday, River Guard spokesman Tarek Zahid said.

The Lions of Oram denied that SARMEEN had fallen. The Mill Valley Union (MVU) left Sarmein. The MVU said it would return.
"""
RELATIONS = "actor,relation,other,from,to,source\nriverguard,part_of,pact,2015,2019-03,invented\n"
BLOCS = "source_id,bloc,from,to,because,source\nriverguard,north,2016,,sworn in,invented\n"
PLACE, ACTOR, SOURCE = MentionKind.PLACE, MentionKind.ACTOR, MentionKind.SOURCE


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("card")
    pack = folder / "pack"
    pack.mkdir()
    for part in SMALL.iterdir():
        (pack / part.name).write_bytes(part.read_bytes())
    (pack / "relations.csv").write_text(RELATIONS, encoding="utf-8")
    (pack / "blocs.csv").write_text(BLOCS, encoding="utf-8")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    with sayso.open(folder / "case.sayso", write=True) as case:
        case.run([folder / "page.txt"], [str(pack)])
    return folder / "case.sayso"


@pytest.fixture
def case(file: Path) -> Case:
    return sayso.open(file)


@pytest.mark.parametrize("words", ["Sarmeen", "sarmeen", "SARMEEN", "place:sarmeen", "sarmeen "])
def test_any_spelling_and_the_id_lead_to_the_place(case: Case, words: str) -> None:
    [known] = case.card(words.strip(), PLACE).known
    assert known.match.target == "place:sarmeen"
    assert {(seen.spelling, seen.times) for seen in known.seen} >= {("Sarmeen", 1), ("SARMEEN", 1)}
    assert all(seen.quote.words == seen.spelling and seen.rungs for seen in known.seen)


def test_an_actors_card_has_its_ties_with_their_days_and_its_claims(case: Case) -> None:
    [known] = case.card("river guard", ACTOR).known
    assert [(tie.tie, tie.name, tie.start, tie.end) for tie in known.ties] == [
        ("part_of", "Northern Pact", "2015", "2019-03"),
        ("bloc", "north", "2016", ""),
    ]
    assert dict(known.claims)["control.gain"] == 1
    [whole] = case.card("Northern Pact", ACTOR).known
    assert [tie.tie for tie in whole.ties] == ["has part"]


def test_a_body_no_pack_knows_has_a_card_with_all_it_goes_by(case: Case) -> None:
    for words in ("Mill Valley Union", "mill valley union"):
        card = case.card(words, ACTOR)
        assert card.known == () and {seen.spelling for seen in card.unknown} == {"Mill Valley Union", "MVU"}


def test_a_persons_card_says_whom_he_speaks_for(case: Case) -> None:
    card = case.card("Tarek Zahid", ACTOR)
    assert "actor:riverguard" in {seen.target for seen in card.unknown}
    assert "speaks for River Guard" in render_card(card)


def test_what_is_spelt_nearly_so_is_only_suggested(case: Case) -> None:
    card = case.card("Palmatru", PLACE)
    assert card.known == () and card.near[0][0] == "place:palmatra"
    with pytest.raises(NotFound, match="spelt nearly so"):
        case.card("Xyzzyqua", ACTOR)


@pytest.mark.parametrize("words", ["Sarmeen", "Oram", "Palmatru"])
@pytest.mark.parametrize("columns", [60, 100])
def test_no_line_of_a_card_is_wider_than_the_terminal(case: Case, words: str, columns: int) -> None:
    card = case.card(words, PLACE)
    assert max(width(line) for line in render_card(card, columns).splitlines()) <= columns


def test_a_card_comes_as_table_csv_and_json(file: Path) -> None:
    def ask(*words: str) -> str:
        done = CliRunner().invoke(main, [*words, "--case", str(file)])
        assert done.exit_code == 0
        return done.stdout

    assert "River Guard (actor:riverguard)" in ask("actor", "River Guard")
    assert json.loads(ask("place", "Sarmeen", "--format", "json"))["known"][0]["match"]["target"] == "place:sarmeen"
    rows = list(csv.DictReader(io.StringIO(ask("place", "Sarmeen", "--format", "csv"))))
    assert {row["spelling"] for row in rows} >= {"Sarmeen", "SARMEEN"}
    assert all(PAGE[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows if row["part"] == "spelling")
    assert "Harbour Wire (source:harbour-wire)" in ask("source", "HW")
    assert CliRunner().invoke(main, ["actor", "Xyzzyqua", "--case", str(file)]).exit_code == 1


def test_every_row_of_a_card_for_machines_has_its_words(case: Case) -> None:
    answer = card_answer(case.card("River Guard", ACTOR))
    told = [row for row in answer.records() if row["part"] in ("spelling", "suggested", "unknown")]
    assert answer.columns[0] == "id" and told and all(row["quote"] and row["page_sha256"] for row in told)
