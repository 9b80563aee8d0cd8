"""Mailboxes: many mails in one file, each after a line that begins "From " (mbox)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sayso.model import Problem
from sayso.pack import Pack
from sayso.read.hint import Hint
from sayso.read.members import Member

# What a program writes above each mail: behind a blank line, and with a header below.
BORDER = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n(?=[!-9;-~]{1,70}:)")
# Programs set a mark before a line of a mail that begins so itself.
MARKED = re.compile(rb"^>(>*From )", re.MULTILINE)
MAIL = "message/rfc822"


def read_mailbox(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Member | Problem]:
    """Each mail is a file of its own, numbered as it stands in the box, so that a box that grew holds the same pages."""
    borders = [*BORDER.finditer(data), None]
    for number, (border, following) in enumerate(pairwise(borders), start=1):
        if border is not None:
            mail = data[border.end() : len(data) if following is None else following.start()]
            yield Member(f"{number}.eml", MARKED.sub(rb"\1", mail), media_type=MAIL)
