"""Links short forms to the one fitting name before them: "the group", "the ministry", "the Front", a surname."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Link, Mention, MentionKind, Rung
from sayso.pack.nouns import within
from sayso.resolve.ladder import Choice, linked, make_link, suggested, words_of
from sayso.resolve.nouns import PRONOUNS, body_nouns, is_definite, is_name, is_short_form
from sayso.resolve.scene import Antecedent, Scene, bare_name, name_key
from sayso.text import norm

STATE = frozenset({"government"})


def link_short_form(mention: Mention, scene: Scene) -> Link | None:
    """The link to the name the words are short for; None if they are no short form, or no such name stands before."""
    words = words_of(mention, scene.page)
    if norm(words) in PRONOUNS:
        return None
    short = is_short_form(words, scene.pack)
    definite = mention.passage in scene.titles or is_definite(mention, scene.page)
    if not definite and (short or words.islower()):
        return None
    before = list(scene.before(mention))
    name = norm(bare_name(mention, scene))
    # Behind "the", or as a surname; two words of a longer name may be another body's whole name.
    fitting = find_namesakes(name, before) if definite or " " not in name else []
    if not fitting and mention.passage in scene.titles:
        fitting = find_shortened(name, before)
    if not fitting and definite:
        fitting = find_fitting(words, mention, before, scene)
    if not fitting or (len({one.identity for one in fitting}) == 1 and scene.is_named_behind(fitting[-1], mention)):
        return None
    key = norm(words) if short or not is_name(words, scene.pack) else name_key(name, scene.pack)
    return link_back_to(mention, fitting, key)


def find_namesakes(name: str, before: Sequence[Antecedent]) -> list[Antecedent]:
    """Those that go by a name which ends in these words: "the ministry" of a ministry, a surname of its bearer."""
    tail = f" {name}"
    return [one for one in before if name and any(own.endswith(tail) for own in one.names)]


def find_shortened(name: str, before: Sequence[Antecedent]) -> list[Antecedent]:
    """Those whose name a title has left words out of: "the Xian command" of the Xian army command."""
    parts = name.split()
    return [one for one in before if len(parts) > 1 and any(is_shortened(parts, own.split()) for own in one.names)]


def is_shortened(parts: Sequence[str], own: Sequence[str]) -> bool:
    """Whether the words stand in a longer name, in its order, the first and the last among them."""
    rest = iter(own)
    return len(parts) < len(own) and parts[0] == own[0] and parts[-1] == own[-1] and all(part in rest for part in parts)


def find_fitting(words: str, mention: Mention, before: Sequence[Antecedent], scene: Scene) -> list[Antecedent]:
    """Those of a kind that the nouns may stand for; a noun that a body bears in its name fits no body without it."""
    nouns = body_nouns(scene.pack)
    parts = norm(words).split()
    if mention.kind is MentionKind.SOURCE and norm(words) in nouns.voices:
        voice = nouns.voices[norm(words)]
        heard = [one for one in before if voice in one.kinds and (one.target or "").startswith("source:")]
        if heard:
            return heard
    if not is_short_form(words, scene.pack):
        return []
    borne = [part for part in parts if part in nouns.bodies]
    if borne:
        return [one for one in before if any(own.rsplit(" ", 1)[-1] in borne for own in one.names)]
    kinds = nouns.kinds[parts[0]]
    if len(parts) > 1 and kinds == STATE:
        # "regime forces" are the forces of a state: never it, and nobody else's.
        return [one for one in before if one.kinds & nouns.kinds[parts[-1]] and serves_state(one.target, scene)]
    return [one for one in before if one.kinds & kinds and one.person is None]


def serves_state(target: str | None, scene: Scene) -> bool:
    """Whether an actor is part of a government on the day of the page."""
    day = None if scene.page.published is None or scene.page.published.start is None else scene.page.published.start
    at = None if day is None else day.date().isoformat()
    return any(
        row.relation == "part_of"
        and f"actor:{row.actor}" == target
        and within(row.start, row.end, at)
        and scene.kinds_of(f"actor:{row.other}") == STATE
        for row in scene.pack.relations
    )


def link_back_to(mention: Mention, fitting: Sequence[Antecedent], key: str) -> Link:
    """The one antecedent; several are suggested, the last named first. `key` is the words' own."""
    last = {one.identity: one for one in fitting}
    ordered = sorted(last.values(), key=lambda one: (-one.mention.span.start, one.identity))
    if len(ordered) == 1:
        return link_to(mention, ordered[0], "the only such name before it")
    rivals = tuple((one.target, round(0.5 / (at + 1), 3)) for at, one in enumerate(ordered) if one.target is not None)
    why = f"suggested: {len(ordered)} such names stand before it"
    return suggested(mention, rivals, Rung.CONTEXT, why, key)


def link_to(mention: Mention, one: Antecedent, why: str) -> Link:
    """The link of an antecedent, for the words that stand for it. Who speaks for a body is, as a source, that body."""
    if one.target is not None:
        return linked(mention, Choice(((one.target, 1.0),), Rung.CONTEXT, why), one.key)
    if one.person is not None and mention.kind is MentionKind.SOURCE and one.person.speaks_for.target is not None:
        said = f"{why}: {one.person.name!r}, {one.person.office} of {one.person.body!r}"
        return linked(mention, Choice(((one.person.speaks_for.target, 1.0),), Rung.CONTEXT, said), one.key)
    return make_link(mention, None, Rung.CONTEXT, 0.0, (), f"{why}, {one.names[0]!r}, in no pack", one.key)
