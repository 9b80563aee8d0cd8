"""No event happens in a people or in the name of a paper."""

from __future__ import annotations

import pytest

from sayso.extract import extract
from sayso.model import Claim, Mention, Page, Passage, Reading, Role, Span
from sayso.pack import Pack
from tests.extract.reading import THURSDAY

TEXTS = (
    "Syrian forces shelled the town of Sarn.",
    "Turkish jets struck on Monday.",
    "The Russian army took Sarn, the Syrian Observatory said.",
    "Iraqi troops moved into the Syrian town of Sarn.",
    "Clashes broke out between Kurdish fighters and Turkish soldiers.",
    "Israeli jets bombed a depot of the Syrian army north of Sarn.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_people_never_says_where(text: str, region: Pack) -> None:
    page = Page("page:1", text, "0" * 64, "page.txt", source="source:ledger", published=THURSDAY, language="en")
    records = extract(page, [Passage("passage:1", Span(page.id, 0, len(text)), Role.BODY)], region)
    meant = {r.id: r.reading in {Reading.LITERAL, Reading.METONYMIC} for r in records if isinstance(r, Mention)}
    filled = [mention for r in records if isinstance(r, Claim) for _, mention in r.roles]
    assert filled and all(meant[mention] for mention in filled)
    assert not all(meant.values())
