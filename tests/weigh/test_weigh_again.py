"""To weigh only the blocks that a change reaches comes to what weighing all of it does, whatever changed, in what order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case.fill import EXTRACTED, store_known
from sayso.case.weighing import find_touched, read_last, weigh_case
from sayso.model import Act, Attribution, Claim, Copy, Event, Forecast, Judgement, Link, Mention, Mood, Page, Passage, Verdict
from sayso.store import Store
from sayso.weigh import Known
from tests.laws import TIMES
from tests.weigh.world import DENIES, PACK, World, day_when, on, story

RULES = "as they are"
OWN = (Page, Passage, Mention, Claim, Link, Attribution)
PLACES = ["place:qasr", "place:depot", "place:mill", "place:gate", "the old ford", None]
PLACES += ["place:mill as the mill", "place:gate as the mill", "maybe mill|gate as the mill", "maybe mill|qasr as the mill"]
KINDS = ["control.gain", "control.lose", "control.hold", "move", "strike.air", "route.open"]
VOICES = [None, "?", "anon", "source:o", "source:p", "actor:r", "actor:i", "Colonel Odeh", "colonel odeh"]


def tell(world: World, random: Random) -> None:
    """A page more of one of four stories: a few claims of what stands in it, now, to come or under a condition."""
    number = random.randrange(4)
    sentences = [story((number, each), 14) for each in range(3)]
    text = " ".join(f"{story((number, each, 'around'), 25)} {sentences[each]}" for each in range(3))
    clauses = [f"it will {story((number, each), 5)[:-1].lower()}" for each in ("if", "then")] if random.random() < 0.3 else []
    text += f" If {clauses[0]}, {clauses[1]}." if clauses else ""
    day = None if random.random() < 0.1 else on(random.randint(1, 28))
    page = world.page(random.choice(["out0", "out1", "wire", "rnews"]), day, text)
    for sentence in random.sample(sentences, random.randint(1, 3)):
        place = random.choice(PLACES)
        role = random.choice(["place", "place", "part", "near"])
        roles = {"actor": random.choice(["actor:r", "actor:i"]), **({} if place is None else {role: place})}
        when = random.choice([None, day_when(on(random.randint(3, 7))), day_when(on(random.randint(8, 28)))])
        mood = random.choice([Mood.ACTUAL] * 4 + [Mood.EXPECTED])
        how = random.choice([{}, {}, DENIES, {"act": Act.CORRECT}, {"act": Act.RETRACT, "polarity": None}])
        said = world.found["attributions"]
        earlier = random.choice(said).id if said and random.random() < 0.2 else None
        world.say(page, sentence, random.choice(KINDS), random.choice(VOICES), roles=roles, when=when, mood=mood,
                  supersedes=earlier, **how)  # fmt: skip
    for words in clauses:
        roles = {"actor": random.choice(["actor:r", "actor:i"]), "place": random.choice(PLACES) or "place:qasr"}
        when = random.choice([None, day_when(on(random.randint(8, 28)))])
        voice = random.choice(VOICES[3:5])
        world.say(page, words, random.choice(KINDS), voice, roles=roles, when=when, mood=Mood.CONDITIONAL)


def of_page(known: Known, page: str) -> Known:
    """The same with the records of one page only."""
    claims = {claim.id for claim in known.claims if claim.span.page == page}
    mentions = {mention.id for mention in known.mentions if mention.span.page == page}
    return replace(
        known,
        pages=tuple(each for each in known.pages if each.id == page),
        passages=tuple(each for each in known.passages if each.span.page == page),
        mentions=tuple(each for each in known.mentions if each.id in mentions),
        links=tuple(each for each in known.links if each.mention in mentions),
        claims=tuple(each for each in known.claims if each.id in claims),
        attributions=tuple(each for each in known.attributions if each.claim in claims),
    )


def weighed(store: Store, *, whole: bool = False) -> str:
    """The digest after a run that only weighs."""
    store.begin("weigh", {"sayso": "1"}, {})
    weigh_case(store, PACK, RULES, whole)
    store.end({})
    return store.digest()


def take_in(store: Store, known: Known) -> None:
    store.begin("read", {"sayso": "1"}, {})
    store_known(store, known)
    store.end({})


def take_out(store: Store, page: str) -> None:
    store.begin("read", {"sayso": "1"}, {})
    store.replace(page, EXTRACTED, [])
    store.replace(page, (Page, Passage), [])
    store.end({})


def is_in_step(store: Store) -> bool:
    """Whether to weigh all of it changes nothing, neither rows nor what is kept beside them: its blocks and its prints."""
    beside = [tuple(row) for table in ("block", "print") for row in store.sql(f"select * from {table} order by 1")]
    before = store.digest()
    same = weighed(store, whole=True) == before
    return same and beside == [
        tuple(row) for table in ("block", "print") for row in store.sql(f"select * from {table} order by 1")
    ]


def decide(store: Store, random: Random, number: int) -> None:
    """One judgement of those that change what is weighed, or the taking back of the last."""
    at = datetime(2031, 1, 1) + timedelta(minutes=number)
    last = store.judgements()[-1:]
    if last and last[0].verdict is not Verdict.WITHDRAW and random.random() < 0.3:
        store.judge(Judgement(f"judgement:{number}", last[0].record, Verdict.WITHDRAW, None, None, "ann", at, None, last[0].id))
        return
    claims, copies = [claim.id for claim in store.get(Claim)], [copy.id for copy in store.get(Copy)]
    links = [link.id for link in store.get(Link)]
    passages = [passage.id for passage in store.get(Passage)]
    choices: list[tuple[str, Verdict, str | None, str | None]] = []
    if len(claims) > 1:
        one, other = random.sample(claims, 2)
        choices += [(one, Verdict.MERGE, None, f"{one} {other}"), (one, Verdict.SPLIT, None, f"{one} {other}")]
        choices += [(one, Verdict.REJECT, None, None), (one, Verdict.CORRECT, "when", "2017-11-05")]
    if copies:
        choices += [(random.choice(copies), Verdict.REJECT, None, None)] * 2
    if links:
        choices.append((random.choice(links), Verdict.CORRECT, "target", "place:mill"))
    if len(passages) > 1:
        choices.append((random.choice(passages), Verdict.CORRECT, "role", "comment"))
    choices.append((random.choice([page.id for page in store.get(Page)]), Verdict.CORRECT, "published", "2017-11-09"))
    record, verdict, field, value = random.choice(choices)
    store.judge(Judgement(f"judgement:{number}", record, verdict, field, value, "ann", at))


@given(st.randoms(use_true_random=False), st.integers(2, 7))
@settings(max_examples=25 * TIMES, deadline=None)
def test_pages_in_any_order_and_judgements_between_them_come_to_what_all_at_once_does(random: Random, many: int) -> None:
    world = World()
    for _ in range(many):
        tell(world, random)
    known = world.known()
    pages = [page.id for page in known.pages]
    random.shuffle(pages)
    with Store.open(":memory:", write=True) as store:
        # The case grows past the number from which a part of the words is looked at, or never does.
        store.set_setting("sketch_from", str(random.choice([2, 4, 1000])))
        for number, page in enumerate(pages):
            take_in(store, of_page(known, page))
            weighed(store)
            if random.random() < 0.6:
                decide(store, random, number)
                weighed(store)
        # Not after every step: what one step got wrong must show though others follow.
        assert is_in_step(store)
        if random.random() < 0.5:
            take_out(store, random.choice(pages))
            weighed(store)
            assert is_in_step(store)


@given(st.randoms(use_true_random=False), st.integers(2, 5))
@settings(max_examples=10 * TIMES, deadline=None)
def test_a_case_filled_page_by_page_has_the_digest_of_one_filled_at_once(random: Random, many: int) -> None:
    world = World()
    for _ in range(many):
        tell(world, random)
    with Store.open(":memory:", write=True) as once, Store.open(":memory:", write=True) as bit_by_bit:
        take_in(once, world.known())
        for page in random.sample(world.known().pages, many):
            take_in(bit_by_bit, of_page(world.known(), page.id))
            weighed(bit_by_bit)
        assert weighed(bit_by_bit) == weighed(once)


def undated(world: World) -> None:
    """A page of no known day foretells a gain by 3 November."""
    page = world.page("out0", None, "R will take the mill by 3 November.")
    roles = {"actor": "actor:r", "place": "place:mill"}
    world.say(page, "R will take the mill", roles=roles, when=day_when(on(3)), mood=Mood.EXPECTED)


def conditional(world: World) -> None:
    """Somebody foretells, for no day, what is to come if a crossing is open by 3 November."""
    page = world.page("out0", on(1), "If the crossing is open by 3 November, R will take the mill.")
    opened = {"actor": "actor:i", "place": "place:gate"}
    taken = {"actor": "actor:r", "place": "place:mill"}
    world.say(page, "the crossing is open", "route.open", None, roles=opened, when=day_when(on(3)), mood=Mood.CONDITIONAL)
    world.say(page, "R will take the mill", by=None, roles=taken, mood=Mood.CONDITIONAL)


@pytest.mark.parametrize("foretell", [undated, conditional])
def test_a_forecast_is_asked_again_when_it_gets_later_though_its_own_page_or_it_has_no_day(
    foretell: Callable[[World], None],
) -> None:
    world = World()
    foretell(world)
    world.say(world.page("out1", on(28), "I left the depot."), "I left", roles={"actor": "actor:i", "place": "place:depot"})
    known = world.known()
    with Store.open(":memory:", write=True) as once, Store.open(":memory:", write=True) as bit_by_bit:
        take_in(once, known)
        for page in known.pages:
            take_in(bit_by_bit, of_page(known, page.id))
            weighed(bit_by_bit)
        assert bit_by_bit.get(Forecast)
        assert weighed(bit_by_bit) == weighed(once)


def test_a_judgement_on_one_town_leaves_the_rows_of_another_alone() -> None:
    world = World()
    for number, town in enumerate(("place:qasr", "place:mill")):
        words = f"R took {town}."
        page = world.page(f"out{number}", datetime(2017, 11, 8 + number).date(), words)
        world.say(page, words, roles={"actor": "actor:r", "place": town})
    with Store.open(":memory:", write=True) as store:
        take_in(store, world.known())
        weighed(store)
        mill = next(event for event in store.get(Event) if event.place == "place:mill")
        store.judge(Judgement("judgement:1", mill.claims[0], Verdict.REJECT, None, None, "ann", datetime(2031, 1, 1)))
        last = read_last(store, RULES)
        assert last is not None and find_touched(store, last) == {world.known().pages[1].id}
        weighed(store)
        assert [event.place for event in store.get(Event)] == ["place:qasr"]
        runs = store.sql("select place, made_in, gone_in from event order by place")
        assert [tuple(row) for row in runs] == [("place:mill", 2, 3), ("place:qasr", 2, None)]
