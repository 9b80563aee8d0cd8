"""Tells comments that hold words of abuse, so that they are folded once more; they are never judged by it nor taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from sayso.pack.rows import AbuseRow


def nobody_abuses(_: str) -> bool:
    return False


@lru_cache(maxsize=4)
def is_abusive(rows: Sequence[AbuseRow]) -> Callable[[str], bool]:
    """Whether any words of the list stand in a text whole: "skunk" holds none of them, whatever its letters."""
    listed = sorted({words.strip() for row in rows for words in row.words.split("|")} - {""}, key=len, reverse=True)
    if not listed:
        return nobody_abuses
    # Between words any run of blanks, and either apostrophe.
    one_of = "|".join(re.escape(words).replace(r"\ ", r"\s+").replace("'", "['\u2019]") for words in listed)
    pattern = re.compile(rf"(?<!\w)(?:{one_of})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.search(text) is not None
