"""Links "the town", "the crossing", "its southern edge" to the one fitting place that the page has just named."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.model import Level, Link, Mention, Page, Passage, Reading, Role, Rung, Span
from sayso.pack import Pack, Toponym
from sayso.resolve.ladder import Choice, linked, make_link, suggested, words_of
from sayso.resolve.namesakes import fits, place_of
from sayso.resolve.nouns import is_definite, is_name, is_owned
from sayso.resolve.places import TOWNS, compile_around, is_hard
from sayso.resolve.scene import scopes_of
from sayso.text import norm

# How far back a name may stand, in characters: a few paragraphs.
REACH = 1500
# A place at the head of a line, its day or agency behind it and then a dash or a bracket.
BEHIND = re.compile(r"[^.\n]{0,60}?(?:[-–—][ \n]|\([^)\n]{2,40}\)\s*(?:[-–—]|$))", re.MULTILINE)
LONGEST_CUE = 40
ARTICLE = {Role.BODY, Role.REPRINT}


@dataclass(frozen=True, slots=True)
class Named:
    """A place named on the page: `target` of the packs, or None for a name of no pack, then `key` is its own.

    `said` is the level word that the text puts to an unknown name.
    """

    mention: Mention
    target: str | None
    key: str
    said: Toponym | None = None

    @property
    def identity(self) -> str:
        return self.target or f"name:{self.key}"


@lru_cache(maxsize=8)
def heads(pack: Pack) -> Mapping[str, Toponym]:
    """The nouns that stand before "of" and a name ("town of X") or behind one ("X dam"), by themselves."""
    before = {
        row.words.rsplit(" ", 1)[0]: row for row in pack.toponyms if row.pattern == "before" and row.level and " " in row.words
    }
    after = {row.words: row for row in pack.toponyms if row.pattern == "after" and is_hard(row)}
    return {**after, **before}


@lru_cache(maxsize=8)
def portions(pack: Pack) -> Mapping[str, Toponym]:
    """The nouns for what a settlement has in it ("quarter", "market"), and those that stand before "of" and its name."""
    parts = {row.words: row for row in pack.toponyms if row.pattern == "portion"}
    return {**parts, **{noun: row for noun, row in heads(pack).items() if row.role == "part"}}


def link_back(
    page: Page,
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
    links: Sequence[Link],
    pack: Pack,
    speakers: Collection[int] = (),
) -> list[Link]:
    """The same links, those of common nouns with "the" laid to their antecedent; `mentions` in text order.

    `speakers` are the offsets where the words of those who speak end.
    """
    scopes = scopes_of(passages)
    titles = [p.span for p in passages if p.role is Role.HEADLINE]
    placed: list[Named] = []
    result: list[Link] = []
    for mention, link in zip(mentions, links, strict=True):
        row = meant_by(mention, page, pack) if link.target is None and not link.rivals else None
        if row is not None:
            scope = scopes.get(mention.passage, "")
            within = [one for one in placed if scopes.get(one.mention.passage, "") == scope]
            # A reader who names no place speaks of that of the article.
            within = within or [one for one in placed if scope and is_titled(one.identity, [one], titles)]
            link = find_antecedent(mention, row, link, within, titles, page, pack)
        elif (named := as_named(mention, link, page, pack, speakers)) is not None:
            placed.append(named)
        result.append(link)
    return link_ahead(page, passages, placed, mentions, result, pack)


def meant_by(mention: Mention, page: Page, pack: Pack) -> Toponym | None:
    """The row of words that lead back to a place: "the town", or a part of one, which may also be "its" or "every"."""
    words = words_of(mention, page)
    row = head_of(words, pack)
    if row is not None and is_definite(mention, page):
        return row
    part = portions(pack).get(norm(words).rsplit(" ", 1)[-1]) if words.islower() else None
    if part is None or not is_owned(mention, page):
        return None
    before = page.text[: mention.span.start].rsplit(maxsplit=1)[-1].casefold()
    # "Its western side" is of the town, "the Xian side" is not.
    turned = any(before.startswith(row.words) for row in pack.toponyms if row.pattern == "side")
    return part if part.role != "side" or turned else None


def as_named(mention: Mention, link: Link, page: Page, pack: Pack, speakers: Collection[int]) -> Named | None:
    """The place that a mention names, if later words may lead back to it."""
    if mention.reading is not Reading.LITERAL or is_dateline(mention, page) or is_seat(mention, speakers, page):
        return None
    if link.target is not None:
        return Named(mention, link.target, link.key)
    return Named(mention, None, link.key, level_said(mention, page, pack)) if is_name(words_of(mention, page), pack) else None


def link_ahead(
    page: Page, passages: Sequence[Passage], placed: Sequence[Named], mentions: Sequence[Mention], links: list[Link], pack: Pack
) -> list[Link]:
    """The same links, those of a headline's "the town" or "its last town" laid to the one that the lead names."""
    titles = {passage.id for passage in passages if passage.role is Role.HEADLINE}
    lead = find_lead(page, passages, placed)
    return [
        ahead(mention, link, lead, page, pack)
        if mention.passage in titles and link.target is None and not link.rivals
        else link
        for mention, link in zip(mentions, links, strict=True)
    ]


def find_lead(page: Page, passages: Sequence[Passage], placed: Sequence[Named]) -> list[Named]:
    """The places that the first paragraph of the article with a place in it names."""
    article = {passage.id for passage in passages if passage.role in ARTICLE}
    named = [one for one in placed if one.mention.passage in article]
    end = page.text.find("\n", named[0].mention.span.start) if named else -1
    return [one for one in named if end < 0 or one.mention.span.start < end]


def ahead(mention: Mention, link: Link, lead: Sequence[Named], page: Page, pack: Pack) -> Link:
    row = head_of(words_of(mention, page), pack)
    if row is None or not (is_definite(mention, page) or is_owned(mention, page)):
        return link
    fitting = {one.identity: one for one in lead if is_such(one, row, pack)}
    if len(fitting) != 1:
        return link
    (only,) = fitting.values()
    return link_to(mention, only, f"the only {row.level} that the lead names", link.key)


def find_antecedent(
    mention: Mention, row: Toponym, link: Link, placed: Sequence[Named], titles: Sequence[Span], page: Page, pack: Pack
) -> Link:
    """The one fitting place named shortly before; of several, that of its paragraph or title; else only suggestions."""
    fitting = [one for one in placed if is_near(one.mention, mention) and is_such(one, row, pack)]
    last = {one.identity: one for one in fitting}
    line = page.text.rfind("\n", 0, mention.span.start) + 1
    for why, narrowed in (
        ("the only {} named before it", last),
        ("the only {} named in its paragraph", {k: one for k, one in last.items() if one.mention.span.start >= line}),
        ("the {} that the title names", {k: one for k, one in last.items() if is_titled(k, fitting, titles)}),
    ):
        if len(narrowed) == 1:
            return link_to(mention, next(iter(narrowed.values())), why.format(row.level), link.key)
    if not last:
        return find_of_town(mention, row, link, placed, titles, pack)
    ordered = sorted(last.values(), key=lambda one: -one.mention.span.start)
    rivals = tuple((one.target, round(0.5 / (at + 1), 3)) for at, one in enumerate(ordered) if one.target is not None)
    return suggested(mention, rivals, Rung.CONTEXT, f"suggested: {len(last)} such places are named before it", link.key)


def find_of_town(
    mention: Mention, row: Toponym, link: Link, placed: Sequence[Named], titles: Sequence[Span], pack: Pack
) -> Link:
    """ "The crossing", of which no page has spoken: the only one in the district of the town that the title names."""
    towns = {one.target for one in placed if one.target is not None and is_titled(one.identity, [one], titles)}
    around = {place_of(town, pack).parent for town in towns if place_of(town, pack).level in TOWNS}
    if len(towns) != 1 or len(around) != 1 or Level(row.level) in TOWNS:
        return link
    found = spots_in(pack).get((str(next(iter(around))), row.level), ())
    if len(found) != 1:
        return link
    why = f"the only {row.level} of the district of the town in the title"
    return linked(mention, Choice(((found[0], 1.0),), Rung.CONTEXT, why), link.key)


@lru_cache(maxsize=8)
def spots_in(pack: Pack) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The places of the packs by what they lie in and their level."""
    found: dict[tuple[str, str], list[str]] = {}
    for place in sorted(pack.places):
        one = pack.places[place]
        if one.parent is not None:
            found.setdefault((one.parent, one.level), []).append(place)
    return {key: tuple(places) for key, places in found.items()}


def link_to(mention: Mention, one: Named, why: str, key: str) -> Link:
    """The link of the antecedent; of a name of no pack its key, so that both are one place on every page."""
    if one.target is not None:
        return linked(mention, Choice(((one.target, 1.0),), Rung.CONTEXT, why), key)
    return make_link(mention, None, Rung.CONTEXT, 0.0, (), f"{why}, in no pack", one.key)


def is_such(one: Named, row: Toponym, pack: Pack) -> bool:
    """Whether a level word may mean the place; a name of no pack without a level word of its own may be any town."""
    if one.target is not None:
        return fits(row, place_of(one.target, pack).level)
    if one.said is not None:
        return fits(row, Level(one.said.level))
    return Level(row.level) in TOWNS


def level_said(mention: Mention, page: Page, pack: Pack) -> Toponym | None:
    """The level word in, behind or before an unknown name: "the Xa dam", "the village of X"."""
    around = compile_around(pack)
    words, (start, end) = words_of(mention, page), (mention.span.start, mention.span.end)
    found = around.tail.search(words) or around.after.match(page.text, end)
    found = found or around.before.search(page.text, max(0, start - LONGEST_CUE), start)
    return None if found is None else around.row(found)


def head_of(words: str, pack: Pack) -> Toponym | None:
    """The noun that a place is called by: the town, of "the border town"."""
    noun = norm(words)
    return heads(pack).get(noun) or (heads(pack).get(noun.rsplit(" ", 1)[-1]) if words.islower() else None)


def is_dateline(mention: Mention, page: Page) -> bool:
    """ "ERBIL -", "Sarn, 9 November (Wire)": where the report was written is not what it is about."""
    first = not page.text[page.text.rfind("\n", 0, mention.span.start) + 1 : mention.span.start].strip()
    return words_of(mention, page).isupper() or (first and BEHIND.match(page.text, mention.span.end) is not None)


def is_seat(mention: Mention, speakers: Collection[int], page: Page) -> bool:
    """ "An analyst in Xa": where a speaker sits is not what he speaks of."""
    before = page.text[: mention.span.start].rstrip()
    return before.endswith(" in") and len(before) - len(" in") in speakers


def is_near(antecedent: Mention, mention: Mention) -> bool:
    return 0 < mention.span.start - antecedent.span.start <= REACH


def is_titled(identity: str, placed: Sequence[Named], titles: Sequence[Span]) -> bool:
    return any(one.identity == identity and is_inside(one.mention, span) for one in placed for span in titles)


def is_inside(mention: Mention, span: Span) -> bool:
    return span.start <= mention.span.start and mention.span.end <= span.end
