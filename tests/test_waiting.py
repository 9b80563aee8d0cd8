"""The queue asks of names alone, and first of that on which most claims hang."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import sayso
from sayso.case import Case
from sayso.case.waiting import Waiting
from sayso.model import Verdict
from sayso.show.review import make_item

PACK = str(Path(__file__).parent / "cases" / "pack_small")
PAGE = """The Valley Post
3 May 2031

Fighters took a village near Tell Oruk on Friday, the army said. Shells fell on the river road and in the area.
Clashes went on in the desert on Saturday. The army shelled Tell Oruk again, residents said.
The army left the town of Tell Oruk on Sunday.
"""


@contextmanager
def filled(folder: Path, text: str) -> Iterator[Case]:
    """A case of one page."""
    (folder / "page.txt").write_text(text, encoding="utf-8")
    with sayso.open(folder / "case.sayso", write=True) as made:
        made.run([folder / "page.txt"], [PACK])
        yield made


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with filled(tmp_path, PAGE) as made:
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


def test_spellings_of_one_name_are_one_question(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(TWICE.replace("left al-Qa'im", "left Al-Qaim"), encoding="utf-8")
    with sayso.open(tmp_path / "two.sayso", write=True) as made:
        made.run([tmp_path / "two.txt"], ["syria-iraq"])
        [asked] = doubts(made)
        assert len(asked.alike) == 2


SLIPS = """The Valley Post
3 May 2031

The army took Deir Oram on Friday, the army said. Fighters left Deir Oraw on Saturday, residents said.

The army shelled Deir Oraw on Sunday. On Monday shells fell near Tell Oruk.
"""


@pytest.fixture
def slipped(tmp_path: Path) -> Iterator[Case]:
    with filled(tmp_path, SLIPS) as made:
        yield made


def test_what_most_claims_hang_on_is_asked_first(slipped: Case) -> None:
    waiting = slipped.queue()
    assert [one.claims for one in waiting] == sorted((one.claims for one in waiting), reverse=True)
    names = {slipped.why(one.id).quotes[0].words: one.claims for one in waiting if one.sort in ("alias", "unplaced")}
    assert names == {"Deir Oraw": 2, "Tell Oruk": 1}


def test_to_accept_what_is_proposed_gives_the_name_its_place_wherever_it_stands(slipped: Case) -> None:
    [asked] = [one for one in slipped.queue() if one.claims == 2 and one.id.startswith("link:")]
    target = slipped.proposals()[asked.id].target if asked.sort == "alias" else None
    item = make_item(slipped.store, slipped.pack, asked.id, asked.sort, asked.why, asked.count, target)
    verdict, field, value = item.proposal.verdict, item.proposal.field, item.proposal.value
    slipped.judge(asked.id, Verdict(verdict), field=field, value=value, by="ann", alike=asked.alike)
    rows = slipped.sql("select l.target from links l join mentions m on m.id = l.mention where m.text = 'Deir Oraw'")
    assert [row["target"] for row in rows] == [value, value] and value is not None
