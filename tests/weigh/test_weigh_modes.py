"""The ways in which counting reports goes wrong, each with texts that are really read: what must happen, happens."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.model import Claim, CopyKind, Over, Role, Step, Verdict
from sayso.pack import Pack, load_pack
from sayso.weigh import asof
from tests.weigh.press import Press
from tests.weigh.world import on

DEMO = Path(sayso.__file__).parent / "demo" / "pack"
HAJIN = "place:hajin"
MONTHS = {10: "October", 11: "November"}
WIRE = (
    "The Syrian army captured the town of Hajin from ISIS on Wednesday, the Tamarisk Monitor said. Shops near the bakery were"
    " shut and the power was off in most streets, it said. Families who had left in the spring asked by telephone when the"
    " school would open and who would pay for the roofs."
)
ALONE = {
    "weather": "Rain fell on the river plain for the third day and the ferry stayed tied up at the eastern bank.",
    "market": "In the market of the provincial capital the price of bread rose again, traders told our reporter.",
    "harvest": "The cotton harvest is late this year, and growers ask the ministry for fuel at the old price.",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(["syria-iraq", str(DEMO)])


@pytest.fixture
def press(pack: Pack) -> Press:
    return Press(pack)


def roots(press: Press, kind: str = "control.gain") -> list[str]:
    return sorted(root.root for root in press.event(kind).roots)


def test_one_wire_in_many_papers_is_one_root(press: Press) -> None:
    for number in range(20):
        press.prints(f"paper{number}", on(9 + number % 2), WIRE)
    grade = press.event("control.gain").grade
    assert (grade.step, grade.roots, grade.pages) == (Step.SINGLE_ROOT, 1, 20)
    assert grade.sentence == "Single root: 20 outlets, all resting on Tamarisk Monitor's statement of 9 Nov 2017."


def test_an_uncredited_rewrite_is_joined_shows_the_shared_words_and_is_cut_by_people(press: Press) -> None:
    kept = "The Syrian army captured the town of Hajin from ISIS on Wednesday after a night of fighting in the northern streets"
    press.prints("harbour-wire", on(9), f"{kept}, the Tamarisk Monitor said. {ALONE['weather']} {ALONE['market']}")
    press.prints("ridgeline-post", on(10), f"{kept}. {ALONE['harvest']} No further word came from either side by the evening.")
    (copy,) = press.weigh().copies
    text = {page.id: page.text for page in press.pages}
    assert (copy.kind, copy.score) == (CopyKind.NEAR, 0.9)
    assert any(kept in text[left.page][left.start : left.end] for left, _ in copy.overlaps)
    assert roots(press) == ["source:tamarisk-monitor"]
    press.judge(copy.id, Verdict.REJECT)
    assert roots(press) == ["publisher*source:ridgeline-post", "source:tamarisk-monitor"]


@pytest.mark.parametrize(
    ("first", "second", "step", "words"),
    [
        ("SANA", "The Syrian defence ministry", Step.ONE_SIDED, "all of one side, N_eff 1.33"),
        ("SANA", "The Tamarisk Monitor", Step.CORROBORATED, "unconnected"),
        ("The Halab Front Watch", "The Tamarisk Monitor", Step.CORROBORATED, "ownership of Halab Front Watch unknown"),
    ],
)
def test_two_who_agree_without_shared_words_count_by_their_sides(
    press: Press, first: str, second: str, step: Step, words: str
) -> None:
    press.prints("harbour-wire", on(9), f"{first} said the Syrian army captured Hajin on Wednesday. {ALONE['weather']}")
    press.prints(
        "ridgeline-post", on(9), f"{ALONE['market']} {second} said the Syrian army took the town of Hajin on Wednesday."
    )
    grade = press.event("control.gain").grade
    assert grade.step is step
    assert words in grade.sentence


def test_a_late_correction_withdraws_every_copy_and_leaves_the_answer_of_before(press: Press) -> None:
    press.prints("harbour-wire", on(9), WIRE)
    press.prints("ridgeline-post", on(9), WIRE)
    before = asof(press.known, HAJIN, on(9), on(10), press.pack)
    press.prints(
        "harbour-wire",
        on(12),
        "The Tamarisk Monitor retracted its statement that the Syrian army had captured Hajin on Wednesday.",
    )
    grade = press.event("control.gain").grade
    assert grade.step is Step.WITHDRAWN
    assert grade.sentence == "Withdrawn: Tamarisk Monitor corrected it on 12 Nov 2017; 2 outlets still carry the old text."
    assert asof(press.known, HAJIN, on(9), on(10), press.pack) == before
    assert asof(press.known, HAJIN, on(9), on(12), press.pack).sentence == "no recent word"


def test_background_and_a_stock_paragraph_tie_nothing(press: Press) -> None:
    background = (
        "Since the spring three convoys have been turned back at the river, the hospital has had no fuel for its machines and"
        " the mill has ground no flour, people who left the valley told this newspaper at the time."
    )
    told = "The Syrian army captured Hajin on Wednesday, SANA said.", "The Syrian army took the town of Hajin on Wednesday."
    press.prints("harbour-wire", on(9), f"{told[0]} {ALONE['weather']} {ALONE['market']}\n\n{background}")
    press.prints("ridgeline-post", on(10), f"{told[1]} {ALONE['harvest']}\n\n{background}")
    assert press.weigh().copies != ()
    assert roots(press) == ["publisher*source:ridgeline-post", "source:sana"]


def test_a_toll_that_rises_through_the_day_is_an_update(press: Press) -> None:
    for hour, count in enumerate(("Six", "Nine", "Eleven")):
        press.prints(f"paper{hour}", on(9), f"{count} people were killed in Hajin on Wednesday, the Tamarisk Monitor said.")
    assert press.disputes() == []
    assert press.event("harm").grade.roots == 1


def test_two_tolls_of_two_voices_are_a_dispute_and_give_the_least_and_the_most(press: Press) -> None:
    press.prints("paper0", on(9), "Six people were killed in Hajin on Wednesday, the Tamarisk Monitor said.")
    press.prints("paper1", on(9), "SANA said 11 people were killed in Hajin on Wednesday.")
    assert [dispute.over for dispute in press.disputes()] == [Over.AMOUNT]
    amount = press.event("harm").amount
    assert amount is not None and (amount.low, amount.best, amount.high) == (6, None, 11)
    counted = {claim.id: claim.counted for claim in press.found if isinstance(claim, Claim)}
    text = {page.id: page.text for page in press.pages}
    spans = {bound: counted[claim] for bound, claim in press.event("harm").figures}
    assert {bound: span and text[span.page][span.start : span.end] for bound, span in spans.items()} == {
        "low": "Six",
        "high": "11",
    }


def test_one_monitor_that_is_the_only_eye_is_a_single_root(press: Press) -> None:
    press.prints("harbour-wire", on(9), "The Tamarisk Monitor said the Syrian army captured Hajin on Wednesday.")
    press.prints("paper0", on(9), "The army took Hajin from ISIS on Wednesday, according to the Tamarisk Monitor.")
    assert press.event("control.gain").grade.step is Step.SINGLE_ROOT


@pytest.mark.parametrize(("role", "found"), [(Role.COMMENT, 1), (Role.NOTE, 2), (Role.CAPTION, 2)])
def test_a_comment_is_no_word_a_note_or_a_caption_is_the_outlets_own(press: Press, role: Role, found: int) -> None:
    text = "The Syrian army captured Hajin on Wednesday, the Tamarisk Monitor said."
    press.prints("ridgeline-post", on(9), text, "The army captured Hajin on Wednesday.", role)
    event = press.event("control.gain")
    assert len(event.roots) == found
    assert event.grade.step is Step.SINGLE_ROOT


def test_a_denial_contests_what_is_said(press: Press) -> None:
    press.prints("harbour-wire", on(9), "The Syrian army said it had captured Hajin on Wednesday.")
    press.prints("ridgeline-post", on(9), "ISIS denied that the Syrian army had captured Hajin on Wednesday.")
    grade = press.event("control.gain").grade
    assert grade.step is Step.CONTESTED
    assert "Syrian Arab Army says it" in grade.sentence and "ISIS denies it" in grade.sentence


def test_the_loser_who_says_so_confirms(press: Press) -> None:
    press.prints("harbour-wire", on(9), "The Syrian army said it had captured Hajin from ISIS on Wednesday.")
    press.prints("ridgeline-post", on(9), "ISIS admitted that it had lost Hajin to the Syrian army on Wednesday.")
    grade = press.event("control.gain").grade
    assert grade.step is Step.CONFIRMED
    assert "the losing side" in grade.sentence


def test_the_cases_own_table_of_blocs_decides_against_the_packs(tmp_path: Path) -> None:
    own = tmp_path / "blocs.csv"
    row = "tamarisk-monitor,damascus-tehran-moscow,2017-11-01,,paid by the ministry since that day,field notes"
    own.write_text(f"source_id,bloc,from,to,because,source\n{row}\n", encoding="utf-8")
    for day, step in ((9, Step.ONE_SIDED), (31, Step.CORROBORATED)):
        month = 11 if day == 9 else 10
        press = Press(load_pack(["syria-iraq", str(DEMO), str(own)]))
        told = f"said the Syrian army captured Hajin on {day}"
        press.prints("harbour-wire", on(day, month), f"SANA {told} {MONTHS[month]}. {ALONE['weather']}")
        press.prints("ridgeline-post", on(day, month), f"{ALONE['market']} The Tamarisk Monitor {told} {MONTHS[month]}.")
        assert press.event("control.gain").grade.step is step
