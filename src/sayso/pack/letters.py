"""Letters of names and the ways they are written elsewhere: what `letters.csv` says of each, by the language of the name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sayso.pack.rows import LetterRow
from sayso.text import APOSTROPHES, JOINERS

# A form and what it costs.
Forms = tuple[tuple[str, int], ...]
ANY, START, END, INNER = "any", "start", "end", "inner"
# In the letter column: what parts two words, and before a prefix the word that has it not ("-ال"); the end of a name.
PART, AFTER = "-", "."
# The mark of a letter that no vowel follows: its forms are what is put in there all the same.
SILENT = "\u0652"
# Letters after a prefix, for it to be one.
STEM = 3
DOUBLED = re.compile(r"([b-df-hj-np-tv-zçğşšžḥṣḍṭẓ])\1+")


@dataclass(frozen=True, eq=False)
class Letter:
    """One letter of a name where it stands, or a gap after one, with all its forms. Compared by identity."""

    forms: Forms
    gap: bool = False
    where: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Alphabet:
    """The letters of one language as one script writes them; what is in no row is written as it stands.

    `vowels` are what its own script leaves out between two letters: each mark, and its forms.
    """

    rows: Mapping[tuple[str, str], Forms]
    vowels: Mapping[tuple[str, str], Forms]
    prefixes: tuple[str, ...]
    # Letters that vowels begin with.
    sounds: frozenset[str]
    made: dict[tuple[str, tuple[str, ...]], Letter] = field(default_factory=dict, repr=False)

    def letters(self, name: str) -> tuple[Letter, ...]:
        """A plain name as its letters, with gaps between them if its script leaves vowels out."""
        found: list[Letter] = []
        *inner, last = name.split(PART)
        for word in inner:
            found.extend(self.word(word, not found, INNER))
            found.append(self.letter(PART))
        return (*found, *self.word(last, not found, END), self.letter(AFTER, END))

    def word(self, word: str, first: bool, end: str) -> Iterator[Letter]:
        prefix = self.prefix(word)
        if self.prefixes:
            yield self.letter(prefix or PART + self.prefixes[0], START, *(() if first else (INNER,)))
        stem = word[len(prefix) :]
        ends = len(stem) - 1
        where = [(*((START,) if at == 0 else ()), *((END, end) if at == ends else ())) for at in range(len(stem))]
        made = [self.letter(letter, *where[at]) for at, letter in enumerate(stem)]
        vowel = [self.is_vowel(letter, made[at]) for at, letter in enumerate(stem)]
        for at, letter in enumerate(made):
            yield letter
            if self.vowels and at < ends and not vowel[at] and not vowel[at + 1]:
                # A vowel that stands for itself is not lost.
                yield self.letter("", *((START,) if at == 0 and ("", 0) not in letter.forms else ()))

    def prefix(self, word: str) -> str:
        return next((p for p in self.prefixes if word.startswith(p) and len(word) >= len(p) + STEM), "")

    def length(self, name: str) -> int:
        """How many letters of the name tell it from others."""
        return sum(len(word) - len(self.prefix(word)) for word in name.split(PART))

    def letter(self, letter: str, *where: str) -> Letter:
        """A letter where it stands, the empty one being a gap; made once, so that names share their beginnings."""
        key = letter, where
        if key not in self.made:
            own = [(letter, 0)] if letter in self.prefixes or (len(letter) == 1 and letter != AFTER) else []
            found = [form for one in (ANY, *where) for form in self.rows.get((letter, one), ())]
            made = Letter(cheapest([*own, *found])) if letter else Letter(self.anything(where), True, where)
            self.made[key] = made
        return self.made[key]

    def is_vowel(self, letter: str, made: Letter) -> bool:
        """Whether the letter is written as vowels only, so that none is left out beside it."""
        forms = [form for form, _ in made.forms if form != letter]
        return bool(forms) and all(form[:1] in self.sounds for form in forms)

    def anything(self, where: tuple[str, ...]) -> Forms:
        """A gap of which no spelling is known: any vowel will do, and none."""
        heard = (form for forms in self.vowels.values() for form, cost in forms if not cost)
        return cheapest([*((form, 0) for form in heard), *self.silent(where)])

    def silent(self, where: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        return (form for one in (ANY, *where) for form in self.vowels.get((SILENT, one), ()))

    def voweled(self, heard: frozenset[str], where: tuple[str, ...]) -> Letter:
        """A gap where known spellings of the name have these vowels: those like them cost nothing, others and none do."""
        marks = {m for (m, _), forms in self.vowels.items() if m != SILENT and any((v, 0) in forms for v in heard if v)}
        like = [form for mark in marks for one in (ANY, *where) for form in self.vowels.get((mark, one), ())]
        other = [(form, cost if not like else max(cost, 1)) for form, cost in self.silent(where) if form or not like]
        return Letter(cheapest([*like, *other, *([("", 0)] if "" in heard else [])]), True, where)


def cheapest(forms: Iterable[tuple[str, int]]) -> Forms:
    best: dict[str, int] = {}
    for form, cost in forms:
        best[form] = min(cost, best.get(form, cost))
    return tuple(sorted(best.items(), key=lambda pair: (pair[1], -len(pair[0]), pair[0])))


def read_alphabets(rows: Iterable[LetterRow]) -> Mapping[str, Mapping[str, Alphabet]]:
    """By the script that is written, then by the language of the name; a row may be of several languages."""
    found: dict[str, dict[str, dict[tuple[str, str], list[tuple[str, int]]]]] = {}
    for row in rows:
        for language in row.language.split("|"):
            letters = found.setdefault(row.script, {}).setdefault(language, defaultdict(list))
            letters[row.letter, row.where].extend((form, int(row.cost)) for form in row.written.split("|"))
    return {script: {one: make_alphabet(letters) for one, letters in each.items()} for script, each in found.items()}


def make_alphabet(found: Mapping[tuple[str, str], list[tuple[str, int]]]) -> Alphabet:
    forms = {key: cheapest(each) for key, each in found.items()}
    vowels = {key: each for key, each in forms.items() if unicodedata.combining(key[0][0])}
    return Alphabet(
        rows={key: each for key, each in forms.items() if not unicodedata.combining(key[0][0])},
        vowels=vowels,
        prefixes=tuple(letter for letter, _ in found if len(letter) > 1 and letter[0] != PART),
        sounds=frozenset(form[0] for each in vowels.values() for form, _ in each if form),
    )


def plain(words: str, kept: frozenset[str]) -> str:
    """The words as letters, a hyphen between words: no case, apostrophe or doubled consonant, no mark but on letters `kept`."""
    low = unicodedata.normalize("NFC", APOSTROPHES.sub("", words).replace(".", "").casefold())
    bare = "".join(c if c in kept else unicodedata.normalize("NFKD", c) for c in low)
    bare = "".join(c for c in bare if c in kept or not (unicodedata.combining(c) or c == "ـ"))
    return PART.join(DOUBLED.sub(r"\1", part) for part in JOINERS.split(bare) if part)
