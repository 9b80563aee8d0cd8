"""Links "the town", "the crossing", "the centre" to the one fitting place that the page has just named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.model import Link, Mention, Page, Passage, Reading, Role, Rung, Span
from sayso.pack import Pack, Toponym
from sayso.resolve.ladder import Choice, linked, suggested, words_of
from sayso.resolve.namesakes import fits, place_of
from sayso.resolve.nouns import is_definite
from sayso.resolve.scene import scopes_of
from sayso.text import norm

# How far back a name may stand, in characters: a few paragraphs.
REACH = 1500
# A place at the head of a line, its day or agency behind it and then a dash or a bracket.
BEHIND = re.compile(r"[^.\n]{0,60}?(?:[-–—][ \n]|\([^)\n]{2,40}\)\s*(?:[-–—]|$))", re.MULTILINE)


@lru_cache(maxsize=8)
def heads(pack: Pack) -> Mapping[str, Toponym]:
    """The nouns that stand before "of" and a name ("town of X"), by themselves."""
    found = (row for row in pack.toponyms if row.pattern == "before" and row.level and " " in row.words)
    return {row.words.rsplit(" ", 1)[0]: row for row in found}


def link_back(
    page: Page, passages: Sequence[Passage], mentions: Sequence[Mention], links: Sequence[Link], pack: Pack
) -> list[Link]:
    """The same links, those of common nouns with "the" laid to their antecedent; `mentions` in text order."""
    scopes = scopes_of(passages)
    titles = [p.span for p in passages if p.role is Role.HEADLINE]
    placed: list[tuple[Mention, str]] = []
    result: list[Link] = []
    for mention, link in zip(mentions, links, strict=True):
        row = head_of(words_of(mention, page), pack)
        if link.target is None and not link.rivals and row is not None and is_definite(mention, page):
            link = find_antecedent(mention, row, link, placed, scopes, titles, pack)
        elif link.target is not None and mention.reading is Reading.LITERAL and not is_dateline(mention, page):
            placed.append((mention, link.target))
        result.append(link)
    return result


def find_antecedent(
    mention: Mention,
    row: Toponym,
    link: Link,
    placed: Sequence[tuple[Mention, str]],
    scopes: Mapping[str, str],
    titles: Sequence[Span],
    pack: Pack,
) -> Link:
    """The one fitting place named shortly before; of several, the one that the title names; else only suggestions."""
    scope = scopes.get(mention.passage, "")
    fitting = [
        (other, target)
        for other, target in placed
        if scopes.get(other.passage, "") == scope and fits(row, place_of(target, pack).level) and is_near(other, mention)
    ]
    targets = list(dict.fromkeys(target for _, target in reversed(fitting)))
    if len(targets) == 1:
        return linked(mention, Choice(((targets[0], 1.0),), Rung.CONTEXT, f"the only {row.level} named before it"), link.key)
    titled = {target for other, target in placed if any(is_inside(other, span) for span in titles)} & set(targets)
    if len(titled) == 1:
        choice = Choice(((titled.pop(), 1.0),), Rung.CONTEXT, f"the {row.level} that the title names")
        return linked(mention, choice, link.key)
    if not targets:
        return link
    rivals = tuple((target, round(0.5 / (at + 1), 3)) for at, target in enumerate(targets))
    why = f"suggested: {len(targets)} such places are named before it"
    return suggested(mention, rivals, Rung.CONTEXT, why, link.key)


def head_of(words: str, pack: Pack) -> Toponym | None:
    """The noun that a place is called by: the town, of "the border town"."""
    noun = norm(words)
    return heads(pack).get(noun) or (heads(pack).get(noun.rsplit(" ", 1)[-1]) if words.islower() else None)


def is_dateline(mention: Mention, page: Page) -> bool:
    """ "ERBIL -", "Sarn, 9 November (Wire)": where the report was written is not what it is about."""
    first = not page.text[page.text.rfind("\n", 0, mention.span.start) + 1 : mention.span.start].strip()
    return words_of(mention, page).isupper() or (first and BEHIND.match(page.text, mention.span.end) is not None)


def is_near(antecedent: Mention, mention: Mention) -> bool:
    return 0 < mention.span.start - antecedent.span.start <= REACH


def is_inside(mention: Mention, span: Span) -> bool:
    return span.start <= mention.span.start and mention.span.end <= span.end
