"""The agencies of the world are known by name, whatever region is asked for."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reuters reported that the clan took Sarn.", "agency"),
        ("AFP said the clan took Sarn.", "agency"),
        ("The clan took the mill, The Associated Press reported.", "agency"),
        ("Xinhua reported that the clan took Sarn.", "state_media"),
        ("Turkey's state-run Anadolu Agency said the clan took Sarn.", "state_media"),
        ("The German news agency dpa said the clan took Sarn.", "agency"),
        ("According to the Spanish agency EFE, the guard shelled the mill.", "agency"),
        ("State news agency SUNA reported that the guard took Sarn.", "state_media"),
        ("Russian news agency TASS said the guard took Sarn.", "state_media"),
    ],
)
def test_an_agency_is_one_without_a_region(text: str, kind: str, plain: Pack) -> None:
    found = read(text, plain)
    assert found[-1].chains[0][-1][1].source_kind.value == kind


def test_a_region_says_whose_side_an_agency_is_on(region: Pack, plain: Pack) -> None:
    assert region.sources["source:tass"].interested_in and not plain.sources["source:tass"].interested_in
