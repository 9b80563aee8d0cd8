"""Links "the HLF fighters" to the force whose people they are."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.model import Link, Mention, MentionKind, Page, Rung
from sayso.pack import Pack
from sayso.resolve.actors import climb_body
from sayso.resolve.introduced import Introduced
from sayso.resolve.ladder import Choice, linked, make_link, words_of
from sayso.resolve.nouns import UMBRELLAS, body_nouns
from sayso.resolve.scene import name_key
from sayso.text import norm


def link_members(mention: Mention, page: Page, introduced: Mapping[str, Introduced], pack: Pack) -> Link | None:
    """The link of an armed body's name with a plural noun for its people behind it; None if the words are none such."""
    words = words_of(mention, page)
    name, _, noun = words.rpartition(" ")
    kinds = body_nouns(pack).kinds.get(norm(noun), frozenset())
    if mention.kind is not MentionKind.ACTOR or not name or name.islower() or not kinds - UMBRELLAS or not noun.endswith("s"):
        return None
    if climb_body(words, mention.kind, pack):
        return None
    known = introduced.get(norm(name))
    full = known.full if known is not None and known.start < mention.span.start else name
    found = climb_body(full, mention.kind, pack)
    if len(found) == 1 and pack.actors[found[0].target].kind not in UMBRELLAS:
        return linked(mention, Choice(((found[0].target, 1.0),), Rung.CONTEXT, f"the people of {full!r}"), norm(words))
    if not found and known is not None and full is known.full:
        return make_link(mention, None, Rung.CONTEXT, 0.0, (), f"the people of {full!r}, in no pack", name_key(full, pack))
    return None
