"""To look for copies only where a change reaches finds what looking at everything does, and keeps the same of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Copy
from sayso.weigh import Index, Kept, Known, look, look_again
from tests.laws import TIMES
from tests.weigh.test_weigh_again import of_page
from tests.weigh.world import PACK, World, on, story

OUTLETS = ["out0", "out1", "out2", "wire"]


def write(random: Random) -> str:
    """Parts of three stories, whole, cut short or trimmed at either end, among words of its own."""
    parts = []
    for _ in range(random.randint(1, 4)):
        words = story(("part", random.randrange(6)), 30).split()
        start = random.choice([0, 0, 0, random.randrange(12)])
        parts.append(" ".join(words[start : random.choice([30, 30, 30, random.randint(18, 30)])]))
    if random.random() < 0.4:
        parts.insert(random.randrange(len(parts) + 1), story(random.random(), random.randint(2, 20)))
    return " ".join(parts)


def tell(world: World, random: Random) -> None:
    text = write(random) if not world.found["pages"] or random.random() < 0.6 else random.choice(world.found["pages"]).text
    day = None if random.random() < 0.05 else on(random.choice([3, 3, 4, 5, 8, 9, 12, 25]))
    page = world.page(random.choice(OUTLETS), day, text)
    if random.random() < 0.3:
        words = " ".join(text.split()[:6])
        world.say(page, words, by=random.choice(["source:wire", "source:out0"]), direct=random.random() < 0.5)


def only(known: Known, pages: Collection[str]) -> Known:
    return join(of_page(known, page) for page in sorted(pages))


def join(parts: Iterable[Known]) -> Known:
    given = list(parts)
    return Known(
        pages=tuple(one for part in given for one in part.pages),
        passages=tuple(one for part in given for one in part.passages),
        mentions=tuple(one for part in given for one in part.mentions),
        links=tuple(one for part in given for one in part.links),
        claims=tuple(one for part in given for one in part.claims),
        attributions=tuple(one for part in given for one in part.attributions),
    )


def read(held: Known, pages: Collection[str]) -> Index:
    return Index(only(held, pages), PACK)


def told(kept: Iterable[Kept]) -> dict[str, tuple[object, ...]]:
    return {one.print.page: (one.print.day, one.print.marks.tolist(), one.parent, one.follows) for one in kept}


@given(st.randoms(use_true_random=False), st.integers(4, 24), st.sampled_from([1, 1, 4]))
@settings(max_examples=80 * TIMES, deadline=None)
def test_a_look_again_finds_what_a_look_at_all_does(random: Random, many: int, scale: int) -> None:
    world = World()
    for _ in range(many):
        tell(world, random)
    known = world.known()
    homes = {passage.id: passage.span.page for passage in known.passages}
    here: set[str] = set()
    kept: dict[str, Kept] = {}
    copies: dict[str, Copy] = {}
    for step in range(5):
        pages = [page.id for page in known.pages]
        changed = set(random.sample(pages, random.choice([1, 1, 2, many]) if step else many // 2))
        here = (here - changed) | {page for page in changed if page not in here or random.random() < 0.3}
        held = only(known, here)
        again = look_again(list(kept.values()), changed, partial(read, held), scale)
        copies = {id: copy for id, copy in copies.items() if not again.pages & {homes[copy.left], homes[copy.right]}} | {
            copy.id: copy for copy in again.copies
        }
        kept = {page: one for page, one in kept.items() if page not in changed} | {one.print.page: one for one in again.kept}
        whole = look(Index(held, PACK), scale)
        assert told(kept.values()) == told(whole.keep())
        assert [copies[each] for each in sorted(copies)] == whole.copies
