"""Links "it", "they", "he" and "its allies" in a page's own words, where grammar and nearness leave exactly one name."""

from __future__ import annotations

import re

from sayso.model import Link, Mention, MentionKind, Rung, SourceKind
from sayso.resolve.ladder import make_link, suggested, words_of
from sayso.resolve.nouns import OWNERS, PERSONAL, PRONOUNS, UMBRELLAS, body_nouns, is_short_form
from sayso.resolve.scene import Antecedent, Scene
from sayso.resolve.short_forms import link_to
from sayso.text import norm, sentences

QUOTE_MARK = re.compile('["“”]')
SINGULAR = PERSONAL | {"it", "itself"}
FIRST_AND_SECOND = frozenset({"we", "us", "i", "you"})
# Who speaks for a body; its fighters and residents speak for themselves.
VOICES = {SourceKind.ORGANISATION, SourceKind.OFFICIAL_ROLE, SourceKind.PARTY_MEDIA}
WORD = re.compile(r"[^\W\d_]+")


def link_pronoun(mention: Mention, scene: Scene) -> Link | None:
    """None if the words are no pronoun. One that several names or nouns may answer stays unlinked."""
    word = norm(words_of(mention, scene.page))
    if word not in PRONOUNS:
        return None
    near = [] if word in FIRST_AND_SECOND or is_quoted(mention, scene) else find_near(mention, word in PERSONAL, scene)
    last = {one.identity: one for one in near}
    # A single word that no pack knows may be no name at all: enough for doubt, too little to be meant.
    alone = len(last) == 1 and not is_one_word(near[-1]) and not scene.is_named_behind(near[-1], mention)
    if alone and not has_other_people(mention, word, near, scene):
        return link_to(mention, near[-1], "the only name that the pronoun can mean")
    if not last:
        return make_link(mention, None, Rung.NONE, 0.0, (), "a pronoun, and nobody named shortly before it", word)
    ordered = sorted(last.values(), key=lambda one: -one.mention.span.start)
    rivals = tuple((one.target, round(0.4 / (at + 1), 3)) for at, one in enumerate(ordered) if one.target is not None)
    return suggested(mention, rivals, Rung.CONTEXT, "suggested: the pronoun can mean several", word)


def link_theirs(mention: Mention, scene: Scene) -> Link | None:
    """ "its fighters" are the one that "its" means, if that is an armed body; "its allied militias" are others, not named.

    As a source "its press office" is that body, whatever it is.
    """
    first, _, rest = norm(words_of(mention, scene.page)).partition(" ")
    nouns = body_nouns(scene.pack)
    voice = mention.kind is MentionKind.SOURCE and nouns.voices.get(rest) in VOICES
    if first not in OWNERS or not (voice or rest.rsplit(" ", 1)[-1] in nouns.kinds):
        return None
    near = [] if is_quoted(mention, scene) else find_near(mention, False, scene)
    owners = {one.identity: one for one in near}
    owner = near[-1] if len(owners) == 1 else None
    if owner is None:
        return make_link(mention, None, Rung.NONE, 0.0, (), "whose they are is not plain", f"{first} {rest}")
    if voice:
        return link_to(mention, owner, "who speaks for it")
    if is_short_form(rest, scene.pack) and not owner.kinds & UMBRELLAS:
        return link_to(mention, owner, "its own people")
    return make_link(mention, None, Rung.NONE, 0.0, (), f"others than {owner.names[0]!r}, not named", f"{owner.key} {rest}")


def is_quoted(mention: Mention, scene: Scene) -> bool:
    """Whether the words stand between quote marks: they are then not the page's own."""
    line = scene.page.text.rfind("\n", 0, mention.span.start) + 1
    return len(QUOTE_MARK.findall(scene.page.text, line, mention.span.start)) % 2 == 1


def find_near(mention: Mention, personal: bool, scene: Scene) -> list[Antecedent]:
    """The names in the same sentence before the pronoun, else in the sentence before; persons for "he", bodies for "it"."""
    line = scene.page.text.rfind("\n", 0, mention.span.start) + 1
    starts = [start for start, _ in sentences(scene.page.text, line, mention.span.start)]
    fitting = [one for one in scene.before(mention) if is_person(one) == personal or is_unknown(one)]
    for at in range(len(starts) - 1, max(-1, len(starts) - 3), -1):
        end = mention.span.start if at + 1 == len(starts) else starts[at + 1]
        found = [one for one in fitting if starts[at] <= one.mention.span.start < end]
        if found:
            return found
    return []


def is_person(one: Antecedent) -> bool:
    return one.person is not None or "person_group" in one.kinds


def is_unknown(one: Antecedent) -> bool:
    """Whether nothing tells if the name is a person's or a body's: it may be meant by any pronoun."""
    return one.target is None and one.person is None and not one.kinds


def is_one_word(one: Antecedent) -> bool:
    return is_unknown(one) and all(" " not in name for name in one.names)


def has_other_people(mention: Mention, pronoun: str, near: list[Antecedent], scene: Scene) -> bool:
    """Whether a common noun for people stands nearby that a pronoun may as well mean: "residents fled. They ..."."""
    nouns = body_nouns(scene.pack)
    start = near[0].mention.span.start
    named = [one.mention.span for one in near]
    for match in WORD.finditer(scene.page.text, start, mention.span.start):
        word = match.group().casefold()
        if pronoun in SINGULAR and word.endswith("s"):
            continue
        people = word in nouns.kinds or word.removesuffix("s") in nouns.voices or word in nouns.voices
        if people and match.group().islower() and not any(span.start <= match.start() < span.end for span in named):
            return True
    return False
