"""Short names that a page introduces itself: "the Harun Liberation Front (HLF)", and "the HLF" from then on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model import Link, Mention, Page, Rung
from sayso.pack import Candidate, Pack
from sayso.resolve.actors import climb_body
from sayso.resolve.ladder import Choice, linked, make_link, suggested, words_of
from sayso.resolve.scene import name_key
from sayso.text import POSSESSIVE, norm

# A short name in brackets: two to ten letters, capitals among them.
BRACKETED = re.compile(r"\s\((?:the )?[\"“']?([A-Z][A-Za-z]?[A-Z&.\-][A-Za-z&.\-]{0,7}|[A-Z][A-Z])[\"”']?\)")
WORD = re.compile(r"[^\W\d_][\w'’.\-]*|\d+(?:st|nd|rd|th)")
LOOK_BACK = 160
# Half of the words in common: "Islamic State of Iraq and Levant" is whom the packs call "... and the Levant".
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Introduced:
    """A short name, the full one it stands for as the page writes it, and where the full one begins."""

    short: str
    full: str
    start: int


def find_introduced(text: str) -> Mapping[str, Introduced]:
    """By the norm'ed short name and by the norm'ed full name; of two introductions of one short name the first."""
    found: dict[str, Introduced] = {}
    for match in BRACKETED.finditer(text):
        full = full_name(text, match.start(), match.group(1))
        if full is not None:
            made = Introduced(match.group(1), POSSESSIVE.sub("", text[full : match.start()].strip()), full)
            found.setdefault(norm(made.short), made)
            found.setdefault(norm(made.full), made)
    return found


def full_name(text: str, end: int, short: str) -> int | None:
    """Where the words before `end` begin that the short name abbreviates, None if they do not spell it out.

    Every letter of the short name begins a word or follows in one, from the last to the first (Schwartz and Hearst,
    2003); the first must begin a word with a capital, in the same sentence.
    """
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    if len(letters) > 2 and letters[-1] == "s" and short[-1] == "s":
        letters.pop()
    words = list(WORD.finditer(text, max(0, end - LOOK_BACK), end))
    words = words[-min(len(letters) + 5, len(letters) * 2) :]
    start, last = words[0].start() if words else end, end
    at = end
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= start and not (
            text[at].casefold() == letters[number] and (number or (not text[at - 1 : at].isalnum() and text[at].isupper()))
        ):
            at -= 1
        if at < start:
            return None
    crossed = re.search(r"[.!?;:,\n(]", text[at:last].strip())
    return None if crossed or " " not in text[at:last].strip() else at


def link_introduced(
    mention: Mention, page: Page, own: Link | None, introduced: Mapping[str, Introduced], pack: Pack
) -> Link | None:
    """The link of a short name by its full one, or the other way round; None if the words are neither, or need no help.

    `own` is the link by the words alone. A short name that the packs know for somebody else is not believed.
    """
    words = words_of(mention, page)
    known = introduced.get(norm(words))
    if known is None or mention.span.start < known.start:
        return None
    why = f"the page introduces {known.full!r} as {known.short!r}"
    full, short = climb_body(known.full, mention.kind, pack), climb_body(known.short, mention.kind, pack)
    key = name_key(known.full, pack)
    if len(full) == 1:
        if own is not None and own.target == full[0].target:
            return None
        return linked(mention, Choice(((full[0].target, 1.0),), Rung.CONTEXT, why), key)
    if len(short) == 1 and alike(known.full, short[0], pack):
        if own is not None and own.target == short[0].target:
            return None
        return linked(mention, Choice(((short[0].target, 1.0),), Rung.CONTEXT, why), key)
    if full or (own is not None and own.target is not None and norm(words) != norm(known.short)):
        return None
    if short:
        rivals = tuple((one.target, 0.5) for one in short)
        return suggested(mention, rivals, Rung.CONTEXT, f"suggested: {why}, which the packs do not know", key)
    return make_link(mention, None, Rung.CONTEXT, 0.0, (), f"{why}; no such name in the packs", key)


def alike(full: str, candidate: Candidate, pack: Pack) -> bool:
    """Whether a full name that no pack knows shares its words with one of the names of whom its short name means."""
    noun = pack.actors.get(candidate.target) or pack.sources.get(candidate.target)
    mine = set(norm(full).split())
    for _, spelling in noun.names if noun is not None else ():
        yours = set(norm(spelling).split())
        if len(yours) > 1 and len(mine & yours) >= ALIKE * len(mine | yours):
            return True
    return False
