"""No side is taken: exchanging two opposed names of one sort in a text changes nothing but these names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sayso.extract import extract
from sayso.model import Attribution, Claim, Link, Mention, Page, Passage, Precision, Role, Span, When
from sayso.pack import Pack
from sayso.resolve import resolve
from sayso.weigh import Known, Weighed, weigh

# The two of a pair are of one kind and on two sides in the pack.
ACTORS = (("SDF", "SNA"), ("Jaysh al-Islam", "Faylaq al-Rahman"), ("Iran", "Israel"), ("ISIS", "Ahrar al-Sham"))
PLACES = (("Hajin", "Gharanij"), ("Raqqa", "Manbij"))
OF_ACTORS = """
{a} captured the town of Rawa from {b} on Monday.
{b} lost the town of Rawa to {a} on Monday.
The town of Rawa was taken by {a} after two days of fighting with {b}.
{a} said it had captured the town of Rawa.
{a} denied that it had lost the town of Rawa.
{a} claimed that its fighters had entered Rawa, which {b} denied.
{b} denied a report that {a} had taken Rawa.
A spokesman for {a} said {b} had withdrawn from Hajin.
{a} accused {b} of shelling the hospital in Rawa.
{a} shelled positions of {b} near Hajin on Tuesday.
Clashes broke out between {a} and {b} in the town of Hajin.
{a} and {b} clashed near the town of Hajin on Tuesday.
{a} and {b} agreed to a ceasefire in Hajin.
{a} rejected the ceasefire that {b} had offered.
{a} still holds Rawa, a resident said.
{a} vowed to retake Rawa from {b} within days.
{a} will take Rawa before the end of the month, an analyst said.
{a} has not entered Hajin, the monitor said.
The monitor could not confirm that {a} had entered Hajin.
It is not clear whether {a} or {b} holds Hajin.
{a} reportedly took Hajin overnight.
{a} may have left Hajin, two residents said.
Fighters of {a} were seen in Hajin on Wednesday.
{a} fighters killed 12 members of {b} in Hajin.
At least 12 members of {b} were killed when {a} bombed Hajin.
{a} killed two civilians in Rawa, according to {b}.
According to {a}, {b} has closed the road to Rawa.
{a} cut the road between Rawa and Hajin.
{a} besieged Rawa for three weeks.
{a} repelled an attack by {b} on Hajin.
{b} attacked {a} in Hajin but was driven back.
{a} admitted the loss of Hajin to {b}.
{a} sent reinforcements to Hajin.
{a} withdrew from Hajin under a deal with {b}.
{a} released a video that shows its men in Rawa.
{a} arrested four people in Rawa on Monday.
The {a}-held town of Rawa was shelled on Sunday.
Planes bombed the {a}-held town of Hajin, {b} said.
{a}, which captured Hajin in June, lost it again to {b} on Monday.
Had {a} held Rawa, {b} would not have reached Hajin.
{a} threatened to attack {b} in Rawa.
{a} told residents of Rawa to leave before {b} arrives.
Residents said that {a} was in Rawa. {b} said it was not.
{a} has taken Hajin, its media office said. The claim could not be verified.
""".strip().splitlines()
OF_PLACES = """
The army captured {a} and then {b} on Monday.
The army left {a} for {b}.
The militia still holds {a}, but {b} was lost on Monday.
Residents of {a} said the army was in {b}.
The army denied that it had lost {a}; it had lost {b}.
The road from {a} to {b} was cut on Tuesday.
Clashes were reported south of {a} and in {b}.
ISIS withdrew from {a} to {b}, the monitor said.
Planes bombed {a}, not {b}, on Sunday.
The army will reach {a} before {b}, an officer said.
At least 12 people were killed in {a} and two in {b}.
The town of {a} fell a day after the town of {b}.
""".strip().splitlines()
OF_OUTLETS = """
{a} reported that {b} had been wrong about the bombing of Hajin.
{a}, citing residents, said the army had entered Hajin.
The army took Rawa on Monday, {a} reported, but {b} said it had not.
According to {a}, at least 12 people were killed in Hajin.
{a} said it could not confirm the report by {b} that Rawa had fallen.
{b} denied a report by {a} that the army had lost Rawa.
An officer told {a} that the army would leave Hajin on Friday.
The officer told {b}, not {a}, that the road was mined.
{a} claimed that the militia had left Rawa.
A correspondent of {a} saw smoke over Hajin on Tuesday.
"We are inside Rawa," a commander told {a}.
The militia shelled the hospital, {a} and {b} said.
{a} quoted a spokesman as saying that the army held the bridge.
{b} later withdrew its report that the army had taken Rawa.
{a} published a video that shows soldiers in Hajin.
Both {a} and {b} reported clashes near Rawa.
""".strip().splitlines()
# Names of different shapes and kinds: what they are may differ, what is said to have been done may not.
UNLIKE = (("Hezbollah", "SDF"), ("Syrian Democratic Forces", "ISIS"), ("Popular Mobilization Forces", "Peshmerga"))
OUTLETS = (("Reuters", "Al Jazeera"), ("CNN", "Fars News Agency"), ("BBC", "Xinhua"), ("AFP", "Press TV"))
# Common nouns of the frames' own examples, in whose place the two sides stand.
STAND_INS = {"militia": "{a}", "corps": "{b}", "council": "{b}"}
EVERY = 4
DAY = datetime(2017, 11, 9)
Told = tuple[list[str], ...]


def page_of(number: int, text: str) -> tuple[Page, Passage]:
    """A page an hour, so that no two are known at one instant and none is first by its id."""
    at = DAY + timedelta(hours=number)
    page = Page(
        f"page:{number}",
        text,
        f"{number:064}",
        f"{number}.txt",
        published=When(at, at + timedelta(minutes=1), Precision.INSTANT),
        language="en",
    )
    return page, Passage(f"passage:{number}", Span(page.id, 0, len(text)), Role.BODY, None)


def run(texts: Sequence[str], pack: Pack) -> tuple[Known, Weighed]:
    pages = [page_of(number, text) for number, text in enumerate(texts)]
    found: list[object] = []
    for page, passage in pages:
        records = extract(page, (passage,), pack)
        mentions = [record for record in records if isinstance(record, Mention)]
        found += [*records, *resolve(page, (passage,), mentions, pack)]
    known = Known(
        tuple(page for page, _ in pages),
        tuple(passage for _, passage in pages),
        tuple(one for one in found if isinstance(one, Mention)),
        tuple(one for one in found if isinstance(one, Link)),
        tuple(one for one in found if isinstance(one, Claim)),
        tuple(one for one in found if isinstance(one, Attribution)),
    )
    return known, weigh(known, pack)


def tell(texts: Sequence[str], pack: Pack, masks: Mapping[str, str]) -> Told:
    """All that was found, without ids and offsets, the two names and their ids as A and B."""
    known, weighed = run(texts, pack)
    text = {page.id: page.text for page in known.pages}
    links = {link.mention: link for link in known.links}

    def shown(span: Span) -> str:
        return hide(text[span.page][span.start : span.end], masks)

    words = {mention.id: shown(mention.span) for mention in known.mentions}
    names = [
        (mention.kind, words[mention.id], hide(links[mention.id].target, masks), links[mention.id].rung, mention.reading)
        for mention in known.mentions
        if mention.id in links
    ]
    claims = [
        (
            one.kind,
            one.mood,
            shown(one.span),
            sorted((role, words.get(m)) for role, m in one.roles),
            span_of(one.when),
            one.amount,
        )
        for one in known.claims
    ]
    sayings = [
        (
            *(words.get(one.source or "", one.source), one.source_kind, one.act, one.polarity, one.modality, one.stance),
            *(one.anonymous, one.interested, one.direct, one.cue and shown(one.cue), span_of(one.said), one.inside is None),
        )
        for one in known.attributions
    ]
    weighing = tell_weighed(weighed, masks)
    return (*(sorted(map(repr, rows)) for rows in (names, claims, sayings)), *weighing)


def hide(words: object, masks: Mapping[str, str]) -> str:
    told = str(words)
    for name in sorted(masks, key=lambda name: -len(name)):
        told = told.replace(name, masks[name])
    return told


def tell_weighed(weighed: Weighed, masks: Mapping[str, str]) -> Told:
    events = [
        (
            *(one.kind, hide(one.place, masks), span_of(one.when), sorted(hide(actor, masks) for actor in one.actors)),
            *(one.amount, len(one.claims), one.grade.step, one.grade.pages, one.grade.roots, one.grade.blocs),
            *(hide(one.grade.sentence, masks), sorted((hide(root.root, masks), root.stands, root.pages) for root in one.roots)),
        )
        for one in weighed.events
    ]
    controls = [
        (hide(one.place, masks), hide(one.actor, masks), one.aspect, one.status, one.valid_from_hi, hide(one.root, masks))
        for one in weighed.controls
    ]
    disputes = [(one.over, one.severity) for one in weighed.disputes]
    forecasts = [(one.p, one.outcome, span_of(one.due)) for one in weighed.forecasts]
    return tuple(sorted(map(repr, rows)) for rows in (events, controls, disputes, forecasts))


def span_of(when: When | None) -> object:
    return None if when is None else (when.start, when.end, when.precision)


def masks_of(names: Sequence[str], pack: Pack) -> dict[str, str]:
    """How each of two names, its id, first name and folded name are hidden: as the letter of its slot."""
    found: dict[str, str] = {}
    for name, letter in zip(names, "AB", strict=True):
        ids = {candidate.target for (_, _, key), all_of in pack.gazetteer.items() if key == name for candidate in all_of}
        first = {
            noun.names[0][1] for one in ids if (noun := pack.actors.get(one) or pack.sources.get(one) or pack.places.get(one))
        }
        found |= {one: one.partition(":")[0] + f":{letter}" for one in ids} | dict.fromkeys({name, *first}, letter)
    return found


def both_ways(texts: Sequence[str], names: tuple[str, str], pack: Pack) -> tuple[Told, Told]:
    one, other = names
    turned = (other, one)
    straight = [text.format(a=one, b=other) for text in texts]
    swapped = [text.format(a=other, b=one) for text in texts]
    return tell(straight, pack, masks_of(names, pack)), tell(swapped, pack, masks_of(turned, pack))


def differing(texts: Sequence[str], names: tuple[str, str], pack: Pack) -> list[str]:
    pairs = ((text, both_ways([text], names, pack)) for text in texts)
    return [text for text, (straight, swapped) in pairs if straight != swapped]


@pytest.mark.parametrize("names", ACTORS, ids=" and ".join)
def test_two_sides_exchanged_are_read_and_graded_alike(names: tuple[str, str], region: Pack) -> None:
    assert not differing(OF_ACTORS, names, region)


@pytest.mark.parametrize("names", PLACES, ids=" and ".join)
def test_two_places_exchanged_are_read_and_graded_alike(names: tuple[str, str], region: Pack) -> None:
    assert not differing(OF_PLACES, names, region)


def tell_deeds(text: str, masks: Mapping[str, str], pack: Pack) -> list[str]:
    """What is said to have been done and who says so, whatever kind of name the two have."""
    page, passage = page_of(0, text)
    records = extract(page, (passage,), pack)

    def shown(span: Span | None) -> str | None:
        return None if span is None else hide(text[span.start : span.end], masks)

    words = {one.id: shown(one.span) for one in records if isinstance(one, Mention)}
    claims = {
        one.id: (one.kind, one.mood, shown(one.span), sorted((role, words.get(m)) for role, m in one.roles), one.amount)
        for one in records
        if isinstance(one, Claim)
    }
    sayings = [
        (claims[one.claim], words.get(one.source or ""), one.act, one.polarity, one.modality, one.stance, shown(one.cue))
        for one in records
        if isinstance(one, Attribution)
    ]
    return sorted(map(repr, [*claims.values(), *sayings]))


def deeds_apart(texts: Sequence[str], names: tuple[str, str], pack: Pack) -> list[str]:
    one, other = names
    straight, swapped = {one: "A", other: "B"}, {other: "A", one: "B"}
    return [
        text
        for text in texts
        if tell_deeds(text.format(a=one, b=other), straight, pack) != tell_deeds(text.format(a=other, b=one), swapped, pack)
    ]


@pytest.mark.parametrize("names", OUTLETS, ids=" and ".join)
def test_two_outlets_exchanged_say_the_same(names: tuple[str, str], region: Pack) -> None:
    assert not deeds_apart(OF_OUTLETS, names, region)


@pytest.mark.parametrize("names", UNLIKE, ids=" and ".join)
def test_names_of_unlike_shape_exchanged_do_the_same(names: tuple[str, str], region: Pack) -> None:
    assert not deeds_apart(OF_ACTORS, names, region)


def of_frames(pack: Pack) -> list[str]:
    """Examples of the frames, the two sides in the place of common nouns."""
    nouns = re.compile(rf"\b[Tt]he ({'|'.join(STAND_INS)})\b(?!-)")
    texts = (nouns.sub(lambda match: STAND_INS[match[1]], frame.example) for frame in pack.frames)
    return list(dict.fromkeys(text for text in texts if "{a}" in text or "{b}" in text))


def test_the_examples_of_the_frames_are_read_alike_whoever_acts(region: Pack) -> None:
    """Each with one of the pairs, in turn; every few of them in the suite."""
    texts = of_frames(region)[::EVERY]
    assert len(texts) >= 200
    pairs = [*ACTORS, *UNLIKE]
    apart = [text for turn, pair in enumerate(pairs) for text in deeds_apart(texts[turn :: len(pairs)], pair, region)]
    assert not apart


@pytest.mark.parametrize("names", ACTORS, ids=" and ".join)
def test_weighing_takes_no_side(names: tuple[str, str], region: Pack) -> None:
    """What is linked to the one is linked to the other, with nothing read anew: a case of all texts comes to the same."""
    known, _ = run([text.format(a=names[0], b=names[1]) for text in OF_ACTORS], region)
    straight, swapped = masks_of(names, region), masks_of((names[1], names[0]), region)
    slots = {slot: one for one, slot in swapped.items() if ":" in one}
    other = {one: slots[slot] for one, slot in straight.items() if ":" in one}
    links = (replace(link, target=other.get(link.target or "", link.target)) for link in known.links)
    turned = replace(known, links=tuple(links))
    assert tell_weighed(weigh(known, region), straight) == tell_weighed(weigh(turned, region), swapped)
