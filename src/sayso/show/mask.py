"""Readers' comments that leave the case: handles become keys, mail addresses, phone numbers and links are taken out."""

from __future__ import annotations

import re
from collections.abc import Collection
from hashlib import blake2b

from sayso.store import Store

MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
# Seven digits and more that begin as phones do, or nine and more that are no dates: a toll or a year has fewer.
DIGITS = re.compile(r"(?<![\w.])[+(]?\d(?:[\s().-]{0,2}\d){6,}(?!\w)")
DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{4}-\d{4}\b")
HANDLE = re.compile(r"(?<!\w)@(\w[\w.-]*\w|\w)")


def readers_of(store: Store, page: str) -> frozenset[str]:
    """The names under which readers wrote on a page."""
    query = "select distinct author from passages where page = ? and role = 'comment' and author is not null"
    return frozenset(str(row["author"]) for row in store.sql(query, (page,)))


def mask(words: str, key: str, readers: Collection[str] = ()) -> str:
    """The words without what leads to a person; the same handle gives the same key within one case, and no other.

    `readers` are names under which comments were written, which stand in their heads and in answers to them.
    """
    if readers:
        longest = sorted(readers, key=len, reverse=True)
        names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
        words = names.sub(lambda match: handle_key(match[0], key), words)
    words = LINK.sub("[link]", MAIL.sub("[mail]", words))
    words = DIGITS.sub(lambda match: "[phone]" if is_phone(match[0]) else match[0], words)
    return HANDLE.sub(lambda match: "@" + handle_key(match[1], key), words)


def is_phone(digits: str) -> bool:
    """Rather a figure too many taken out than a person reached."""
    return digits.startswith(("+", "(", "0")) or (sum(map(str.isdigit, digits)) > 8 and not DATE.search(digits))


def handle_key(handle: str, key: str) -> str:
    digest = blake2b(handle.casefold().encode(), key=key.encode()[:64], digest_size=4)
    return f"reader-{digest.hexdigest()}"
