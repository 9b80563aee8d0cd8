"""What a reader answers another with a word or two: "No chance." under a forecast, "Exactly." under a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.extract.cues import Rows
from sayso.extract.pointing import Doubt
from sayso.extract.told import Told
from sayso.extract.tree import Doc
from sayso.model import Mood

# An answer ends where its first mark stands: "No chance, they have no tanks."
OPENING = re.compile(r"\s*([^.!?,;:\n]+)")


def read_answer(doc: Doc, rows: Rows) -> Doubt | None:
    """The answer that a paragraph opens with, if its first words are nothing else."""
    opening = OPENING.match(doc.text)
    row = rows["answer"].get(" ".join(opening.group(1).casefold().split())) if opening is not None else None
    return Doubt(next(t for t in doc if t.is_alpha), row) if row is not None else None


def answered(told: Sequence[Told]) -> list[Told]:
    """What an answer is to: the forecast last made, else what was said last."""
    foretold = [one for one in told if one.claim.mood is Mood.EXPECTED]
    return (foretold or list(told))[-1:]
