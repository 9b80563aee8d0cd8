"""The words near a claim that make it less than certain, expected or conditional: those of the packs, looked up again.

A record says how firm it is and not by which of its words: `explain` reads a sentence again and says it exactly, a page to be
read has no time for that. So what is marked are words that may have done it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sayso.model import Modality, Mood
from sayso.pack import Pack
from sayso.show.gather import Gathered
from sayso.text import sentences

# Words of one phrase with how firm it leaves a thing, by the first of them.
Hedges = Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[str]]]]
# The sort, its record, the claim, from, to, the kind, the target.
Found = tuple[str, str, str | None, int, int, str, str | None]
NO_HEDGES: Hedges = {}
# What is intended is so by the verb over it, and "to" would be marked everywhere.
UNMARKED = frozenset({"", Modality.CERTAIN, Mood.ACTUAL, Mood.INTENDED})
WORD = re.compile(r"\w[\w\u2019'-]*")


@lru_cache(maxsize=4)
def hedges_of(pack: Pack) -> Hedges:
    found: dict[str, dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in pack.hedges:
        words = tuple(row.words.casefold().split())
        firm = {row.modality, row.mood} - UNMARKED
        if words and firm:
            found[words[0]][words] |= firm
    return {
        first: sorted(((words, frozenset(firm)) for words, firm in rows.items()), key=lambda row: -len(row[0]))
        for first, rows in found.items()
    }


def hedge_spans(told: Gathered, text: str, hedges: Hedges) -> Iterator[Found]:
    """In the sentence of each claim that is not plainly said to be so; reporting words are marked as such already."""
    for claim, row in told.claims.items():
        sayings = told.sayings.get(claim, ())
        firm = {row["mood"], *(one["modality"] for one in sayings)} - UNMARKED
        if firm and hedges:
            cues = [(one["cue_start"], one["cue_end"]) for one in sayings if one["cue_start"] is not None]
            for start, end, how in find_hedges(text, *sentence_round(text, row["start"], row["end"]), firm, hedges):
                if not any(start < last and first < end for first, last in cues):
                    yield "hedge", claim, claim, start, end, how, None


def sentence_round(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence that the claim begins in to the end of the claim's last one."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    found = [one for one in sentences(text, first, len(text) if last < 0 else last) if one[1] > start and one[0] < end]
    return (found[0][0], found[-1][1]) if found else (start, end)


def find_hedges(text: str, start: int, end: int, firm: set[str], hedges: Hedges) -> Iterator[tuple[int, int, str]]:
    """The longest phrases that leave a thing as firm as this."""
    words = [(match.group().casefold(), match.start(), match.end()) for match in WORD.finditer(text, start, end)]
    past = 0
    for at, (word, begin, _) in enumerate(words):
        for phrase, leaves in hedges.get(word, ()) if begin >= past else ():
            run = words[at : at + len(phrase)]
            how = leaves & firm
            if how and tuple(one for one, _, _ in run) == phrase:
                past = run[-1][2]
                yield begin, past, min(how)
                break
