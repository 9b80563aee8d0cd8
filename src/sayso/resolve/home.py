"""Links "the army" that the page never names to that of the one country whose places it is told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from sayso.model import Level, Link, Mention, MentionKind, Page, Passage, Role, Rung
from sayso.pack import Pack
from sayso.pack.nouns import within
from sayso.resolve.anaphora import as_named
from sayso.resolve.ladder import Choice, linked, words_of
from sayso.resolve.namesakes import place_of
from sayso.resolve.nouns import body_nouns, is_definite
from sayso.resolve.scene import scopes_of
from sayso.text import norm, sentences

GOVERNMENT, FORCE = "government", "state_force"
Ground = Sequence[tuple[int, str]]
TITLES = "titles"


def link_home(
    page: Page, passages: Sequence[Passage], mentions: Sequence[Mention], links: Sequence[Link], pack: Pack
) -> list[Link]:
    """The same links, those of a state's force without a name laid to that of the country.

    The country is the only one whose places the sentence names, else the article or comment, else (of a comment without
    places) the headline and the article; of two nothing is taken.
    """
    scopes = scopes_of(passages)
    titles = {passage.id for passage in passages if passage.role is Role.HEADLINE}
    of = {mention.id: mention for mention in mentions}
    grounds = find_grounds(page, scopes, titles, mentions, links, pack)
    found = []
    for mention, link in ((of[link.mention], link) for link in links):
        words = norm(words_of(mention, page))
        known = link.target is not None or link.rivals or mention.kind is MentionKind.PLACE
        if not known and words in forces(pack) and (mention.passage in titles or is_definite(mention, page)):
            around = [grounds.get(scope, []) for scope in (scopes.get(mention.passage, ""), TITLES, "")]
            link = link_force(mention, link, find_country(mention, around, page), words, page, pack)
        found.append(link)
    return found


def find_grounds(
    page: Page,
    scopes: Mapping[str, str],
    titles: Set[str],
    mentions: Sequence[Mention],
    links: Sequence[Link],
    pack: Pack,
) -> dict[str, list[tuple[int, str]]]:
    """Where the places of the article, of its headline and of each comment lie: offset and country."""
    of = {mention.id: mention for mention in mentions}
    speakers = {mention.span.end for mention in mentions if mention.kind is MentionKind.SOURCE}
    grounds: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for mention, link in ((of[link.mention], link) for link in links):
        named = as_named(mention, link, page, pack, speakers) if mention.kind is MentionKind.PLACE else None
        country = None if named is None or named.target is None else place_of(named.target, pack).country
        if country is not None:
            grounds[scopes.get(mention.passage, "")].append((mention.span.start, country))
            if mention.passage in titles:
                grounds[TITLES].append((mention.span.start, country))
    return grounds


@lru_cache(maxsize=8)
def forces(pack: Pack) -> frozenset[str]:
    """The nouns for a force that only states have: "army", "police"."""
    nouns = body_nouns(pack)
    return frozenset(noun for noun in nouns.bodies if nouns.kinds[noun] == {FORCE})


def find_country(mention: Mention, grounds: Sequence[Ground], page: Page) -> str | None:
    start = page.text.rfind("\n", 0, mention.span.start) + 1
    line = page.text.find("\n", mention.span.end)
    bounds = sentences(page.text, start, len(page.text) if line < 0 else line)
    own = next(((a, b) for a, b in bounds if a <= mention.span.start < b), (mention.span.start, mention.span.end))
    for ground in grounds:
        if ground:
            here = {country for at, country in ground if own[0] <= at < own[1]} or {country for _, country in ground}
            return next(iter(here)) if len(here) == 1 else None
    return None


def link_force(mention: Mention, link: Link, country: str | None, words: str, page: Page, pack: Pack) -> Link:
    published = None if page.published is None else page.published.start
    day = None if published is None else published.date().isoformat()
    found = sorted(forces_of(country, words, day, pack)) if country is not None else []
    if len(found) != 1:
        return link
    why = "the places named here are of one country, whose force it is"
    return linked(mention, Choice(((found[0], 1.0),), Rung.CONTEXT, why), link.key)


def forces_of(country: str, words: str, day: str | None, pack: Pack) -> Iterator[str]:
    """The state forces of a country that go by a name ending in these words, on a day."""
    lands = [place for place in pack.places.values() if place.level is Level.COUNTRY and place.country == country]
    names = {norm(name) for land in lands for _, name in land.names}
    for one, actor in pack.actors.items():
        if actor.kind == FORCE and any(norm(name).endswith(f" {words}") for _, name in actor.names):
            rulers = (pack.actors[each] for each in above(one, day, pack) if each in pack.actors)
            if any(r.kind == GOVERNMENT and names & {norm(name) for _, name in r.names} for r in rulers):
                yield one


def above(body: str, day: str | None, pack: Pack) -> Collection[str]:
    """What a body is part of on a day, and what that is part of."""
    found = [body]
    for each in found:
        rows = (row for row in pack.relations if row.relation == "part_of" and f"actor:{row.actor}" == each)
        found += [f"actor:{row.other}" for row in rows if within(row.start, row.end, day) and f"actor:{row.other}" not in found]
    return found
