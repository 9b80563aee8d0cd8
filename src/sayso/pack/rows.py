"""The rows of a pack's files, column by column; what a file may hold is what its class here says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words, and nouns for who speaks and acts: `pattern` speaker, group, body, title, former (docs/resolve.md).

    `takes`, of verbs: what is said may be t a clause or a quote, q a quote right beside it, of one who can speak ("he
    continued"), o an object, i an infinitive, s more than the object ("called it a lie"), w whatever stands behind it ("says
    the same"), or the object of the prepositions named.
    """

    cue: str
    pattern: str
    takes: str
    act: str
    source_kind: str
    polarity: str
    modality: str
    stance: str
    source: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A word that makes a claim; `roles` is `slot:role|slot:role`, `!` after a role makes it required."""

    verb: str
    pattern: str
    kind: str
    roles: str
    polarity: str
    mood: str
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Hedge:
    words: str
    modality: str
    polarity: str
    mood: str
    scope: str
    source: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb that the parser does not know: it is read as it reads `looks`, and stands for `lemma`."""

    form: str
    looks: str
    lemma: str
    source: str


@dataclass(frozen=True, slots=True)
class TimeWord:
    words: str
    rule: str
    unit: str
    amount: str
    direction: str
    precision: str
    source: str


@dataclass(frozen=True)
class FoldRow:
    """One step of the fold; `start` is a pattern on the norm'ed text, with `where` letter one letter of the text as it stands.

    A script with a slash ("cyrillic/genitive") is a habit of writing, by which the names of the packs are respelt (respell.py).
    """

    order: str
    script: str
    start: str
    to: str
    where: str
    source: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        around = {"letter": "{}", "any": "{}", "word_start": r"\b(?:{})", "word_end": r"(?:{})\b", "start": r"^(?:{})"}
        return re.compile(around[self.where].format(self.start))


@dataclass(frozen=True, slots=True)
class LetterRow:
    """How a letter of names in a language (or several) is written in a script: forms with a bar between, all at one cost.

    `where` is any, start, end (of a word) or inner (of a word that is not the last; of a prefix, not the first). A mark of
    vowel as letter is a vowel that its script leaves out, two letters are a prefix, and with a hyphen before them a word that
    lacks it; a hyphen is what parts two words, a full stop the end of a name.
    """

    language: str
    letter: str
    where: str
    script: str
    written: str
    cost: str
    source: str


@dataclass(frozen=True, slots=True)
class Noun:
    """What sort of thing a common noun names (place, route, civilian, weapon ...); frames ask for a class by `~class`."""

    noun: str
    noun_class: str
    source: str


@dataclass(frozen=True, slots=True)
class AmountWord:
    """`rule`: number, times (multiplies), article (one of what multiplies: "a hundred"), range (a bare plural: "dozens"),
    bound_low, bound_high and about before a number, tail_low, tail_high and tail_about behind it ("or more"), join between
    the ends of a range, between before them with join_between between them, unknown.
    """

    words: str
    rule: str
    low: str
    high: str
    source: str


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words around a name that show it to be a place ("town of"), or words that never are one (`pattern` stop).

    Of a people or short form (demonym, short, postal) `role` is the place's name; of a side or length, degrees or metres;
    of a guise, the sort of names that the parser is shown as these words.
    """

    words: str
    pattern: str
    level: str
    role: str
    source: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign by which `read` tells the parts of a page; `words` is a regular expression."""

    sign: str
    words: str
    where: str
    source: str


@dataclass(frozen=True, slots=True)
class ForecastWord:
    words: str
    p: str
    source: str


@dataclass(frozen=True, slots=True)
class Code:
    kind: str
    scheme: str
    code: str
    roles: str
    condition: str
    source: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    id: str
    level: str
    parent: str
    country: str
    lat: str
    lon: str
    radius_m: str
    names: str
    outside_ids: str
    rank: str
    source: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    id: str
    kind: str
    names: str
    outside_ids: str
    source: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    id: str
    source_kind: str
    names: str
    domains: str
    country: str
    owner: str
    start: str
    end: str
    interested_in: str
    source: str


@dataclass(frozen=True, slots=True)
class Relation:
    actor: str
    relation: str
    other: str
    start: str
    end: str
    source: str


@dataclass(frozen=True, slots=True)
class BlocRow:
    """`source_id` names a source or an actor of the packs; of two rows for one day it stands in both blocs."""

    source_id: str
    bloc: str
    start: str
    end: str
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class BlocName:
    """What a bloc is called in a sentence; a bloc without a row goes by its id."""

    bloc: str
    names: str
    source: str


@dataclass(frozen=True, slots=True)
class Route:
    id: str
    kind: str
    names: str
    parts: str
    line: str
    start: str
    end: str
    source: str


@dataclass(frozen=True, slots=True)
class AbuseRow:
    """Words for which a reader's comment is folded once more; `why` is slur, insult, dehumanising or threat."""

    words: str
    why: str
    source: str


FILES: Mapping[str, type] = {
    "places": PlaceRow,
    "actors": ActorRow,
    "relations": Relation,
    "sources": SourceRow,
    "blocs": BlocRow,
    "bloc_names": BlocName,
    "routes": Route,
    "cues": Cue,
    "frames": Frame,
    "hedges": Hedge,
    "forms": Form,
    "times": TimeWord,
    "nouns": Noun,
    "amounts": AmountWord,
    "fold": FoldRow,
    "letters": LetterRow,
    "toponyms": Toponym,
    "signs": Sign,
    "forecast": ForecastWord,
    "codes": Code,
    "abuse": AbuseRow,
}
# "from" is a word of Python; a stretch of time is `start` and `end` everywhere else too.
DATED = {"from": "start", "to": "end"}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "relations": DATED,
    "sources": DATED,
    "blocs": DATED,
    "routes": DATED,
    "fold": {"from": "start"},
}
