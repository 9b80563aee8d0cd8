"""Who in a thread is of the outlet though no markup of its engine says so: by a badge, or by how he signs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Role
from sayso.pack import Pack
from sayso.read.items import Item
from sayso.read.markup import Rendered
from sayso.read.outlet import Outlet, known_source
from sayso.read.passages import Label
from sayso.read.signs import Signs
from sayso.text import norm

# Two or three letters behind the last stop.
SIGNATURE = re.compile(r"[.!?…\"”’)]\s*[-–—~]*\s*(?P<mark>[^\W\d_]{2,3})\s*$")
LOOK = 40
LONGEST_BADGE = 24
# Without a byline that it fits, a signature has to be met again.
TWICE = 2


def is_badged(item: Item, rendered: Rendered, signs: Signs) -> bool:
    """Whether the head of a comment says "Author", "Moderator" or the like beside the name."""
    names = set() if item.author is None else set(item.author.iter())
    for part in item.element.iter():
        if part is item.content:
            return False
        start, end = rendered.spans.get(part, (0, 0))
        if 0 < end - start <= LONGEST_BADGE and part not in names and signs.holds("staff_badge", rendered.text[start:end]):
            return item.content is not item.element
    return False


def link_signers(labels: Sequence[Label], text: str, closing: str, outlet: Outlet, pack: Pack) -> list[Label]:
    """With the outlet's voice for the one commenter who signs as its article is signed: `closing` are its last words.

    The page's owner comments under a handle; that his comments end in the initials of the byline, or of the article's
    own last line, is what the page itself says of whose they are.
    """
    sure, maybe = initials(outlet.author), signature(closing, pack)
    signed: dict[str, list[str | None]] = defaultdict(list)
    for label in labels:
        if label.role is Role.COMMENT and label.author is not None:
            signed[norm(text[slice(*label.author)])].append(signature(text[label.start : label.end], pack))
    own = {name for name, marks in signed.items() if is_own(marks, sure, maybe)}
    if len(own) != 1:
        return list(labels)
    return [
        replace(label, voice=outlet.source)
        if label.role is Role.COMMENT and label.author is not None and norm(text[slice(*label.author)]) in own
        else label
        for label in labels
    ]


def is_own(marks: Sequence[str | None], sure: str | None, maybe: str | None) -> bool:
    """Whether at least half of somebody's comments are signed so."""
    for mark, least in ((sure, 1), (maybe, TWICE)):
        if mark is not None and marks.count(mark) >= max(least, len(marks) / 2):
            return True
    return False


def signature(words: str, pack: Pack) -> str | None:
    """The letters somebody signs with; an agency's mark is none."""
    met = SIGNATURE.search(words[-LOOK:])
    return None if met is None or known_source(met["mark"], pack) is not None else met["mark"].casefold()


def initials(name: str | None) -> str | None:
    parts = (name or "").split()
    return "".join(part[0] for part in parts).casefold() if len(parts) > 1 else None
