"""The queue asks of names alone: words for a place, an outlet's name and a short form of several are no question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.case import Case
from sayso.case.waiting import Waiting
from sayso.model import Verdict

PACK = str(Path(__file__).parent / "cases" / "pack_small")
PAGE = """The Valley Post
3 May 2031

Fighters took a village near Tell Oruk on Friday, the army said. Shells fell on the river road and in the area.
Clashes went on in the desert on Saturday. The army shelled Tell Oruk again, residents said.
The army left the town of Tell Oruk on Sunday.
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    with sayso.open(tmp_path / "case.sayso", write=True) as made:
        made.run([tmp_path / "page.txt"], [PACK])
        yield made


def test_only_what_is_a_name_is_asked_for_its_place(case: Case) -> None:
    nowhere = {row["text"] for row in case.sql("select m.text from links l join mentions m on m.id = l.mention"
                                               " where m.kind = 'place' and l.target is null")}  # fmt: skip
    assert nowhere > {"Tell Oruk"} and any(words.islower() for words in nowhere)
    waiting = [one for one in case.queue() if one.sort == "unplaced"]
    [asked] = case.sql("select m.text from links l join mentions m on m.id = l.mention where l.id = ?", (waiting[0].id,))
    assert (asked["text"], len(waiting), waiting[0].count) == ("Tell Oruk", 1, 1)


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.UNSURE])
def test_a_name_that_a_person_spoke_of_is_not_asked_again_where_it_stands_next(case: Case, verdict: Verdict) -> None:
    [asked] = [one for one in case.queue() if one.sort == "unplaced"]
    case.judge(asked.id, verdict, by="ann")
    assert [one for one in case.queue() if one.sort == "unplaced"] == []
    case.undo(by="ann")
    assert [one.id for one in case.queue() if one.sort == "unplaced"] == [asked.id]


TWICE = """The Valley Post
3 May 2031

The army took al-Qa'im on Friday, the army said. Fighters left al-Qa'im on Saturday, residents said.

Shells fell on al-Qa'im on Sunday, the army said.
"""


def doubts(case: Case) -> list[Waiting]:
    return [one for one in case.queue() if one.sort == "unsure" and one.id.startswith("link:")]


@pytest.fixture
def doubtful(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "twice.txt").write_text(TWICE, encoding="utf-8")
    with sayso.open(tmp_path / "twice.sayso", write=True) as made:
        made.run([tmp_path / "twice.txt"], ["syria-iraq"])
        yield made


def test_the_same_words_with_the_same_candidates_are_one_question_that_one_key_settles(doubtful: Case) -> None:
    [asked] = doubts(doubtful)
    assert len(asked.alike) == 2
    doubtful.judge(asked.id, Verdict.CONFIRM, by="ann", alike=asked.alike)
    assert doubts(doubtful) == []
    assert {one.record for one in doubtful.store.judgements()} == {asked.id, *asked.alike}, "one judgement each"
    assert doubtful.undo(by="ann").record == asked.id
    assert doubts(doubtful) == [asked], "one undo takes all back"


def test_what_a_person_said_of_one_mention_is_not_said_again_with_the_others(doubtful: Case) -> None:
    [asked] = doubts(doubtful)
    doubtful.judge(asked.alike[0], Verdict.UNSURE, by="bob")
    [left] = doubts(doubtful)
    assert {left.id, *left.alike} == {asked.id, *asked.alike[1:]}
    doubtful.judge(left.id, Verdict.CONFIRM, by="ann", alike=left.alike)
    doubtful.undo(by="ann", judgement=doubtful.store.judgements()[-1].id)
    assert len(doubts(doubtful)) == 1 and doubts(doubtful)[0].alike == (), "a judgement that is named is taken back alone"
