"""Persons with an office: "X, spokesman for Y", "Y spokesman X", "Colonel X of the Y"; and who speaks for whom.

Nobody's deed becomes his body's: as an actor such a person stays a name of no pack, under one key for the full name and the
surname. As a source he is the body that he speaks for, as the rooms that count origins want it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sayso.model import Link, Mention, MentionKind, Rung
from sayso.pack import Pack
from sayso.resolve.ladder import Choice, linked, make_link, words_of
from sayso.resolve.nouns import body_nouns, is_common, is_short_form
from sayso.resolve.scene import Person, Scene, name_key
from sayso.text import norm

LONGEST_NAME = 4
# No office holds these words of grammar: behind them another phrase begins.
SMALL = "of|by|in|at|to|for|from|with|on|and|or|but|that|which|who|is|are|was|were|has|have|had|be|been|an|a|the"
REACH = 80
# "with the " and the blank before it.
REACH_OF = 12
LINKED = re.compile(r"\s(?:of|for|from|with|at|in)\s(?:the\s)?$", re.IGNORECASE)
OF = re.compile(r"\s(?:of|from)\s(?:the\s)?$")
LEADING = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
Patterns = Mapping[str, re.Pattern[str]]


@lru_cache(maxsize=8)
def patterns(pack: Pack) -> Patterns:
    """What may stand between a name and the body it speaks for, with the office in it."""
    roles = "|".join(re.escape(role) for role in sorted(body_nouns(pack).roles, key=lambda r: (-len(r), r))) or "(?!)"
    small = "|".join(re.escape(word) for word in sorted(body_nouns(pack).articles, key=lambda w: (-len(w), w))) or "(?!)"
    part = rf"(?:(?:{small})[ -])?[A-Z][\w'’.\-]*"
    past = "|".join(re.escape(word) for word in sorted(body_nouns(pack).past)) or "(?!)"
    office = rf"(?P<office>(?:(?!(?:{past}|{SMALL})\b)[a-z][\w\-]*\s){{0,3}}?(?:{roles})(?:\s(?:{roles}))*)"
    return {
        # "Y spokesman X", "Y's spokesman, X"
        "body_first": re.compile(rf"(?:['’]s)?\s{office},?\s(?:(?:{roles})\.?\s)*", re.IGNORECASE),
        # "the spokesman for Y, X", "X, a spokesman for Y"
        "office_before": re.compile(rf"\b{office}{LINKED.pattern}", re.IGNORECASE),
        # "X, the Y spokesman"
        "after_body": re.compile(rf"(?:['’]s)?\s{office}\b", re.IGNORECASE),
        # "Colonel X of the Y"
        "title": re.compile(rf"\b(?P<office>{roles})\.?\s$", re.IGNORECASE),
        "past": re.compile(rf"\b(?:{past})[ -]$", re.IGNORECASE),
        "name": re.compile(rf"{part}(?:\s(?:{part}|(?:{small})\s{part}))*"),
    }


def find_persons(scene: Scene) -> Iterator[Person]:
    """The persons whose office the page gives, in text order; each body must be named right beside."""
    text, found = scene.page.text, patterns(scene.pack)
    bodies = [m for m in scene.mentions if m.kind is MentionKind.ACTOR and names_a_body(m, scene)]
    seen: set[tuple[str, str]] = set()
    for body in bodies:
        for start, end, office in beside(body, text, found):
            name = text[start:end]
            person = make_person(name, office, body, scene)
            if person is not None and (person.key, person.body) not in seen:
                seen.add((person.key, person.body))
                yield person


def names_a_body(mention: Mention, scene: Scene) -> bool:
    """Whether the words name a body, known or not, that may have an office."""
    words = words_of(mention, scene.page)
    link = scene.named.get(mention.id)
    if link is not None and link.target is not None:
        return scene.pack.actors[link.target].kind != "person_group"
    if is_common(words, scene.pack) or is_short_form(words, scene.pack):
        return False
    return link is not None or norm(words).rsplit(" ", 1)[-1] in body_nouns(scene.pack).kinds


def beside(body: Mention, text: str, found: Patterns) -> Iterator[tuple[int, int, str]]:
    """Where a person's name stands beside a body, and the office between them."""
    start, end = body.span.start, body.span.end
    if found["past"].search(text, max(0, start - REACH), start):
        return
    after = found["body_first"].match(text, end)
    if after is not None:
        yield from name_at(text, after.end(), after.group("office"), found)
    # Tried at each of eighty characters the whole pattern costs more than all else of a link, and few names stand behind "of".
    is_behind = LINKED.search(text, max(0, start - REACH_OF), start)
    before = found["office_before"].search(text, max(0, start - REACH), start) if is_behind else None
    if before is not None and not found["past"].search(text, max(0, before.start() - REACH), before.start()):
        if text.startswith(", ", end):
            yield from name_at(text, end + 2, before.group("office"), found)
        yield from name_before(text, before.start(), before.group("office"), found)
    last = found["after_body"].match(text, end)
    if last is not None:
        yield from name_before(text, text.rfind(",", max(0, start - 6), start), last.group("office"), found)
    of = OF.search(text, max(0, start - REACH_OF), start)
    if of is not None:
        at = of.start()
        for first, stop, _ in name_before(text, at, "", found):
            title = found["title"].search(text, max(0, first - REACH), first)
            head, _, name = text[first:stop].partition(" ")
            if title is not None:
                yield first, stop, title.group("office")
            elif name and found["title"].search(f"{head} "):
                yield first + len(head) + 1, stop, head.casefold()


def name_at(text: str, at: int, office: str, found: Patterns) -> Iterator[tuple[int, int, str]]:
    match = found["name"].match(text, at)
    if match is not None:
        yield at, match.end(), office


def name_before(text: str, end: int, office: str, found: Patterns) -> Iterator[tuple[int, int, str]]:
    """The name that ends at or just before `end`, a comma and an article aside."""
    if end < 0:
        return
    head = text[max(0, end - REACH) : end]
    bare = re.sub(r",?\s*(?:an?|the)?\s*$", "", head)
    ends = [m for m in found["name"].finditer(bare) if m.end() == len(bare)]
    if ends:
        first = max(0, end - REACH) + ends[-1].start()
        yield first, first + len(ends[-1].group()), office


def make_person(name: str, office: str, body: Mention, scene: Scene) -> Person | None:
    """A person under the key of the name without its offices; None if the words are no person's name."""
    roles = body_nouns(scene.pack).roles
    parts = name.split()
    while parts and norm(parts[0]) in roles:
        parts.pop(0)
    name = " ".join(parts)
    if not parts or len(parts) > LONGEST_NAME or set(norm(name).split()) & body_nouns(scene.pack).kinds.keys():
        return None
    words = words_of(body, scene.page)
    link = scene.named.get(body.id) or make_link(body, None, Rung.NONE, 0.0, (), "", name_key(words, scene.pack))
    return Person(name, name_key(name, scene.pack), LEADING.sub("", office.strip()), link, words)


def person_named(mention: Mention, scene: Scene) -> Person | None:
    """The one person with an office whose name the words are, with or without it; None if they are none, or of two."""
    words = words_of(mention, scene.page)
    if is_common(words, scene.pack):
        return None
    meant = {one.key: one for one in scene.persons if is_of(norm(words), one, scene)}
    return next(iter(meant.values())) if len(meant) == 1 else None


def link_person(mention: Mention, scene: Scene) -> Link | None:
    """The link of words that name a person with an office, None if they name none."""
    person = person_named(mention, scene)
    if person is None:
        return None
    target = person.speaks_for.target
    why = f"{person.name!r}, {person.office} of {person.body!r}"
    if mention.kind is MentionKind.SOURCE and target is not None:
        return linked(mention, Choice(((target, 1.0),), Rung.CONTEXT, why), person.key)
    return make_link(mention, None, Rung.CONTEXT, 0.0, (), f"{why}; no such person in the packs", person.key)


def is_of(name: str, person: Person, scene: Scene) -> bool:
    """Whether the words are the person's name, with nothing but offices, the body and small words around it."""
    own, body = norm(person.name), norm(person.body)
    if own not in name:
        return False
    rest = name.replace(own, " ", 1).replace(body, " ", 1).split()
    allowed = body_nouns(scene.pack).roles | {*SMALL.split("|"), *norm(person.office).split()}
    return all(part in allowed for part in rest)
