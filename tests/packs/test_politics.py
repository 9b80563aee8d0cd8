"""The pack of political action: each of its words makes the claim its example says, and none does where it is not named."""

from __future__ import annotations

from sayso.pack import Pack, load_pack
from tests.extract.reading import read

PACK = load_pack(["politics"])


def test_every_frame_is_found_in_its_own_example(plain: Pack) -> None:
    own = PACK.frames[len(plain.frames) :]
    kinds = {example: {found.claim.kind for found in read(example, PACK)} for example in {row.example for row in own}}
    assert [(row.verb, row.kind) for row in own if row.kind not in kinds[row.example]] == []


def test_common_words_make_no_claim_where_the_pack_is_not_named(plain: Pack) -> None:
    text = "The council and the clan visited the mill."
    assert (read(text, plain) == [], read(text, PACK) == []) == (True, False)
