"""The laws of a drawn sample: the same for all who draw it by one seed, and even over what it is stratified by."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case.sampling import draw, share_out

STRATA = st.dictionaries(st.integers(0, 400).map(str), st.sampled_from(["wire", "paper", "blog", ""]), min_size=1, max_size=80)


@settings(deadline=None)
@given(STRATA, st.integers(1, 50), st.integers(0, 9))
def test_a_seed_draws_the_same_records_in_the_same_order_whatever_order_they_come_in(
    strata: dict[str, str], n: int, seed: int
) -> None:
    found = draw(strata, n, seed)
    assert found == draw(dict(reversed(list(strata.items()))), n, seed)
    assert len(set(found)) == len(found) == min(n, len(strata)) and set(found) <= set(strata)


@settings(deadline=None)
@given(STRATA, st.integers(1, 50), st.integers(0, 9))
def test_each_stratum_has_its_share_to_less_than_one_record(strata: dict[str, str], n: int, seed: int) -> None:
    sizes, drawn = Counter(strata.values()), Counter(strata[record] for record in draw(strata, n, seed))
    share = min(n, len(strata)) / len(strata)
    assert all(abs(drawn[name] - share * size) < 1 and drawn[name] <= size for name, size in sizes.items())


def test_another_seed_draws_others() -> None:
    records = {str(at): "" for at in range(100)}
    assert len({tuple(draw(records, 10, seed)) for seed in range(20)}) == 20


@settings(deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.data())
def test_all_places_are_shared_out(sizes: list[int], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, sum(sizes)))
    assert sum(share_out(n, sizes)) == n
