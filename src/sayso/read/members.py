"""A file inside a file (an archive's page, a mail's attachment), and how much of such files is taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sayso.read.decode import MOST_BYTES
from sayso.read.hint import Hint

# A file on disk is capped, but what it unpacks to may be a thousand times as much.
MOST_UNPACKED = 10 * MOST_BYTES
MOST_MEMBERS = 10_000
# Archives in archives: an archive in a mail in an archive is the most that people make.
MOST_LAYERS = 3
MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class Member:
    """`name` is "" where the file is but a wrapping, and so has no name of its own inside.

    `media_type` is what the file it lies in says that it is; None leaves that to its bytes. `row` is what a sidecar
    beside it in its archive says of it.
    """

    name: str
    data: bytes
    url: str | None = None
    seen: datetime | None = None
    charset: str | None = None
    media_type: str | None = None
    row: Hint | None = None


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked of one file on disk, over all that lies in it."""

    unpacked: int = MOST_UNPACKED
    members: int = MOST_MEMBERS
    layers: int = MOST_LAYERS

    @property
    def is_whole(self) -> bool:
        """Whether it is the file on disk that is read, and none in it."""
        return self.layers == MOST_LAYERS

    def take(self, member: Member) -> bool:
        """Whether this one is still within bounds, and counts it."""
        self.unpacked -= len(member.data)
        self.members -= 1
        return self.unpacked >= 0 and self.members >= 0


def hint_of(member: Member, hint: Hint) -> Hint:
    """A sidecar's row on an archive speaks of all in it, but for its address, which is of one page; a row inside goes first."""
    name = "".join(c if c.isprintable() else "\ufffd" for c in member.name)[:MOST_NAME]
    path = f"{hint.path}/{name}" if name else hint.path
    known = replace(hint, path=path, url=member.url, seen=member.seen or hint.seen, charset=member.charset)
    row = member.row
    if row is None:
        return known
    return replace(
        known,
        url=row.url or known.url,
        source=row.source or known.source,
        published=row.published or known.published,
        seen=row.seen or known.seen,
        columns=row.columns or known.columns,
    )
