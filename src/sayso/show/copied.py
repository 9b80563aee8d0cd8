"""The words a page shares with others: which stretch, with whom, and who printed them first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.json import decode

from sayso.show.cells import printed_words
from sayso.show.names import Names, named
from sayso.store import Store

Units = Callable[[int], int]


class Copied(Struct, frozen=True):
    """A stretch of a page that another has too. `percent` is how much of this page's passage they share.

    `order` says whether the other page is the earlier or the later one, None if nobody knows.
    """

    id: str
    kind: str
    score: float
    percent: int
    page: str
    outlet_name: str | None
    title: str | None
    published: str
    order: str | None
    passage: str
    start: int
    end: int
    start16: int
    end16: int


def list_copied(store: Store, page: str, units: Units, names: Names) -> tuple[Copied, ...]:
    """Each shared stretch in the order of the text."""
    return tuple(sorted(find_copied(store, page, units, names), key=lambda one: (one.start, -one.end, one.id)))


COPIES = """
    select y.id, y.kind, y.score, y.earlier, y.overlaps, m.id mine, m."end" - m.start length, o.page other, pg.source,
    pg.title, pg.published_start, pg.published_end, y."left" = m.id is_left
    from current_passage m cross join current_copy y on y."left" = m.id or y."right" = m.id
    cross join current_passage o on o.id = case m.id when y."left" then y."right" else y."left" end
    cross join pages pg on pg.id = o.page where m.page = ? order by y.id"""


def find_copied(store: Store, page: str, units: Units, names: Names) -> Iterator[Copied]:
    for row in store.sql(COPIES, (page,)):
        copy, kind, score, earlier, overlaps, mine, length, other, source, title, first, last, is_left = row
        stretches = [(left if is_left else right)[-2:] for left, right in decode(overlaps)]
        shared = sum(end - start for start, end in stretches)
        percent = min(100, round(100 * shared / max(1, length)))
        outlet, printed = named(source, names), printed_words(first, last)
        order = None if earlier is None else "later" if earlier == mine else "earlier"
        about = copy, kind, score, percent, other, outlet, title, printed, order, mine
        for start, end in stretches:
            yield Copied(*about, start, end, units(start), units(end))
