"""The frames of the packs by the word they hang on, and the classes of common nouns that they ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from sayso.extract.tree import Token
from sayso.model import Act
from sayso.pack import Frame, Pack


@dataclass(frozen=True, slots=True)
class Wish:
    """What a frame asks of one role: where to look, what sort of noun it must be, whether the frame stands without it.

    `enough`: of the roles marked so, any one will do. `rival`: the object of the word may be a place or not. `ground`: what is
    done to it is done to towns, not to persons. `alone`: nothing but a place is the object of the word ("fled X").
    `shared`: places may stand there, too ("sent to X").
    """

    slots: tuple[str, ...]
    role: str
    noun_class: str
    required: bool
    enough: bool = False
    rival: bool = False
    ground: bool = False
    alone: bool = False
    shared: bool = False


Row = tuple[Frame, tuple[Wish, ...]]
# Kinds of what is done to somebody or something, which a headline tells without an auxiliary.
UNDERGONE = ("harm", "abduct", "arrest", "destroy")
# Kinds of what is done to whole towns, or done by leaving them.
GROUNDS = ("strike", "attack", "destroy", "loot", "displace")


class Entry(NamedTuple):
    """What the packs have of a word in any of its forms; `tails` are those that end a noun of several words.

    `others`: beside each frame the other words of its phrase.
    """

    rows: tuple[Row, ...]
    others: tuple[frozenset[str], ...]
    classes: frozenset[str]
    tails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The frames of the packs by the lemma they hang on, the classes of nouns, and the verbs that leave the deed to a noun.

    `accusing`: words that take whom they accuse as object, with the prepositions of the deed; `laying`: the other way round.
    `told`: verbs of saying; `bearing`: those of them that bear out or deny what others say; `tells`: those with a hearer.
    """

    frames: Mapping[str, tuple[Row, ...]]
    classes: Mapping[str, frozenset[str]]
    light: frozenset[str]
    happens: frozenset[str]
    told: frozenset[str]
    bearing: frozenset[str]
    tells: frozenset[str]
    tails: frozenset[str]
    accusing: Mapping[str, frozenset[str]]
    laying: Mapping[str, frozenset[str]]
    silent: frozenset[str]
    checking: frozenset[str]
    entry: Callable[[tuple[str, ...]], Entry]

    def rows_of(self, token: Token) -> tuple[Row, ...]:
        """The frames that hang on a token's lemma, then those that hang on its form."""
        return self.entry(words_of(token)).rows

    def rows_among(self, token: Token, said: Set[str]) -> list[Row]:
        """The same without those of a phrase whose other words are not in the sentence, whose words are `said`."""
        entry = self.entry(words_of(token))
        return [row for row, others in zip(entry.rows, entry.others, strict=True) if others <= said]

    def takes_object(self, verb: Token) -> bool:
        """Whether the packs know a verb of somebody or something done to, and of nothing else: "killed", not "died"."""
        rows = [wishes for frame, wishes in self.rows_of(verb) if frame.pattern == "verb"]
        return bool(rows) and all(any("obj" in wish.slots and wish.role != "none" for wish in wishes) for wishes in rows)

    def is_harm(self, verb: Token) -> bool:
        """Whether what a verb is known for is what was done to people: of it, the harmed may stand as subject in a headline."""
        return self.takes_object(verb) and any(f.kind.startswith("harm") for f, _ in self.rows_of(verb) if f.pattern == "verb")

    def is_undergone(self, verb: Token) -> bool:
        """Whether a verb is known for what is done to people or things: these may stand as its subject in a headline."""
        return self.takes_object(verb) and any(
            f.kind.startswith(UNDERGONE) for f, _ in self.rows_of(verb) if f.pattern == "verb"
        )

    def is_light(self, verb: Token) -> bool:
        """Whether a verb leaves the deed to the noun that is its object; who plays a fight down does not fight."""
        return verb.lemma_.casefold() in self.light and not any(c.dep_ == "prt" and c.lower_ == "down" for c in verb.rights)

    def bars(self, verb: Token, thing: Token) -> bool:
        """Whether the verb keeps somebody out with that object: "denied entry", "refused passage"."""
        phrase = f"{verb.lemma_.casefold()} {thing.lemma_.casefold()}"
        rows = self.frames.get(verb.lemma_.casefold(), ())
        return any(frame.verb == phrase and frame.kind == "access.deny" for frame, _ in rows)

    def classes_of(self, token: Token) -> frozenset[str]:
        """The classes of a noun: of "patrol boat" if the packs know that, else of "boat"."""
        entry = self.entry(words_of(token))
        for tail in entry.tails if token.i else ():
            longer = self.classes.get(f"{token.nbor(-1).lower_} {tail}")
            if longer is not None:
                return longer
        return COUNTING if is_count(token) and not entry.classes else entry.classes

    def is_class(self, token: Token, noun_class: str) -> bool:
        return noun_class in self.classes_of(token)

    def is_any(self, token: Token, classes: Iterable[str]) -> bool:
        """Whether the noun is of one of the classes."""
        return not self.classes_of(token).isdisjoint(classes)

    def stem(self, noun: Token) -> Token:
        """The noun by which another hangs in its clause: the round, of "held a round of talks"."""
        counts = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
        return counts if self.is_any(counts, ("measure", "anybody")) else noun


# A figure counts as the number words of the packs do.
COUNTING = frozenset({"anybody"})


def is_count(token: Token) -> bool:
    """Whether it is a bare number of people or things: no year, sum, share or distance."""
    return token.tag_ == "CD" and token.ent_type_ in {"", "CARDINAL"}


def words_of(token: Token) -> tuple[str, ...]:
    """The words under which packs may have a token: its lemma and form, its singular if it passed for a name or one thing."""
    one_thing = token.tag_ == "NN" and token.lemma_ == token.lower_
    return forms_of(token.lemma_, token.lower_, token.tag_ == "NNPS" or one_thing)


@lru_cache(maxsize=200_000)
def forms_of(lemma: str, lower: str, names_many: bool) -> tuple[str, ...]:
    lemma = lemma.casefold()
    words = (lemma,) if lemma == lower else (lemma, lower)
    return (*words, lower[:-1]) if names_many and lower.endswith("s") else words


def read_wishes(roles: str) -> tuple[Wish, ...]:
    """`subj/obj:actor!|obj:place~route` as wishes; `!` required, `?` one of those required, `~` a class of nouns."""
    wishes = []
    for part in roles.split("|"):
        slots, _, rest = part.partition(":")
        role, _, noun_class = rest.rstrip("!?").partition("~")
        wishes.append(Wish(tuple(slots.split("/")), role, noun_class, rest.endswith("!"), rest.endswith("?")))
    return tuple(wishes)


def with_rivals(rows: Sequence[Row]) -> Iterator[Row]:
    """The frames of a hook; "attacked X" is of anybody or of a place, so each of its wishes for an object is marked `rival`."""
    objects = {(frame.verb, w.role) for frame, wishes in rows for w in any_objects(frame, wishes)}
    for frame, wishes in rows:
        both = {(frame.verb, "place"), (frame.verb, "target")} <= objects
        ground = frame.kind.startswith(GROUNDS)
        alone = all(w.role in {"place", "none"} for w in wishes if "obj" in w.slots)
        placed = {slot for w in wishes if w.role == "place" for slot in w.slots} - {"loc"}
        placed -= set() if frame.pattern == "noun" else {"obj"}
        marked = (replace(w, rival=both and w.role in {"place", "target"}, ground=ground) for w in wishes)
        marked = (replace(w, alone=alone and w.slots == ("obj",) and w.role == "place") for w in marked)
        yield frame, tuple(replace(w, shared=w.role == "target" and placed.issuperset(w.slots)) for w in marked)


def any_objects(frame: Frame, wishes: Sequence[Wish]) -> list[Wish]:
    """The required objects of no class of a verb; of one that says where by a preposition, the object is no place anyway."""
    asked = [w for w in wishes if w.required]
    if frame.pattern != "verb" or any(w.role == "place" and w.slots[0] != "obj" for w in asked):
        return []
    return [w for w in asked if w.slots[0] == "obj" and not w.noun_class]


def generality(row: Row) -> tuple[int, int, int]:
    """Tried first is what says more: "take control" before "take", "seize" of weapons before "seize" of anything."""
    frame, wishes = row
    asked = {"place" if wish.role in {"near", "part"} else wish.role for wish in wishes if wish.required}
    # That who does it can do things says nothing of which deed it is.
    tells = [wish for wish in wishes if wish.noun_class and (wish.role, wish.noun_class) != ("actor", "actor")]
    classed = {wish.role for wish in tells if wish.required or wish.enough}
    return -len(frame.verb.split()), -len(classed), -len(asked)


@lru_cache(maxsize=8)
def lexicon_of(pack: Pack) -> Lexicon:
    """The lexicon of a pack, built once."""
    by_lemma: dict[str, list[Row]] = defaultdict(list)
    for frame in pack.frames:
        words = frame.verb.split()
        hook = words[-1] if frame.pattern in {"noun", "cause"} else words[0]
        hooks = [row.noun for row in pack.nouns if row.noun_class == hook[1:]] if hook.startswith("~") else [hook]
        for each in hooks:
            by_lemma[each].append((frame, read_wishes(frame.roles)))
    ordered = {k: tuple(sorted(with_rivals(v), key=generality)) for k, v in by_lemma.items()}
    classes: dict[str, set[str]] = defaultdict(set)
    for row in pack.nouns:
        classes[row.noun].add(row.noun_class)
    told = frozenset(row.cue for row in pack.cues if row.pattern == "verb")
    # Who "claimed the capture" made it, though "reported the capture" says nothing of whose it was.
    light = frozenset(
        row.words for row in pack.hedges if row.scope == "own" or (row.scope == "light" and row.words not in told)
    )
    happens = frozenset(row.words for row in pack.hedges if row.scope == "happens")
    tails = frozenset(noun.split()[-1] for noun in classes if " " in noun)
    known = {noun: frozenset(found) for noun, found in classes.items()}
    accusing, laying = ties_of(pack, "accused"), ties_of(pack, "laid")
    silent = frozenset(row.cue for row in pack.cues if row.pattern == "refuse_comment")
    checking = frozenset(row.cue for row in pack.cues if row.pattern == "cannot")
    return Lexicon(
        ordered,
        known,
        light,
        happens,
        told,
        frozenset(row.cue for row in pack.cues if row.pattern == "verb" and row.act in {Act.CONFIRM, Act.DENY}),
        frozenset(row.cue for row in pack.cues if row.pattern == "tells"),
        tails,
        accusing,
        laying,
        silent,
        checking,
        entries_of(ordered, known, tails),
    )


def other_words(frame: Frame) -> frozenset[str]:
    """The words of a phrase beside the one that it hangs on."""
    words = frame.verb.split()
    return frozenset({"verb": words[1:], "noun": words[:-1], "cause": words[:-1]}.get(frame.pattern, ()))


def entries_of(
    frames: Mapping[str, tuple[Row, ...]], classes: Mapping[str, frozenset[str]], tails: frozenset[str]
) -> Callable[[tuple[str, ...]], Entry]:
    """What the packs have of a word by its forms, put together once: every reader asks of every word."""

    @lru_cache(maxsize=200_000)
    def entry(words: tuple[str, ...]) -> Entry:
        rows = tuple(dict.fromkeys(row for word in words for row in frames.get(word, ())))
        of_any = frozenset[str]().union(*(classes.get(word, ()) for word in words))
        return Entry(
            rows, tuple(other_words(frame) for frame, _ in rows), of_any, tuple(word for word in words if word in tails)
        )

    return entry


def ties_of(pack: Pack, pattern: str) -> Mapping[str, frozenset[str]]:
    return {row.cue: frozenset(row.takes.split("|")) for row in pack.cues if row.pattern == pattern}
