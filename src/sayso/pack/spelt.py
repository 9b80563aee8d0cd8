"""Which places a spelling can be the name of, read letter by letter against the names that they have in their own script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.model import Place
from sayso.pack.letters import Alphabet, Letter, plain
from sayso.text import SCRIPTS

# The most that a reading may cost, whatever the length of the name, and the letters that each step of cost takes.
MOST = 3
LETTERS_A_STEP = 3
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A name that some words can be, at which cost, and the places that bear it."""

    name: str
    cost: int
    targets: tuple[str, ...]


@dataclass(eq=False)
class Node:
    """Names that begin with the same letters."""

    after: dict[Letter, Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)

    @cached_property
    def steps(self) -> Mapping[str, Sequence[tuple[str, int, Node]]]:
        """What may be read from here, by its first letter; under no letter what is read without one."""
        found: dict[str, list[tuple[str, int, Node]]] = defaultdict(list)
        for letter, below in self.after.items():
            for form, cost in letter.forms:
                found[form[:1]].append((form, cost, below))
        return found


@dataclass(frozen=True, eq=False)
class Tree:
    """The names of places by their letters, as one script writes them."""

    script: str
    alphabets: Mapping[str, Alphabet]
    bearers: Mapping[Name, tuple[Place, ...]]
    kept: frozenset[str]
    root: Node
    known: dict[Name, tuple[tuple[Letter, ...], int]] = field(default_factory=dict, repr=False)

    def read(self, words: str) -> tuple[Reading, ...]:
        """All names that the words can be, the closest first."""
        text = plain(words, self.kept)
        found = []
        for name in names_below(self.root, text) if text else ():
            letters, more = self.voweled(name)
            cost = spell(letters, text)
            if cost is not None and cost + more <= self.allowed(name):
                found.append(Reading(name[1], cost + more, tuple(place.id for place in self.bearers[name])))
        return tuple(sorted(found, key=lambda one: (one.cost, one.name)))

    def allowed(self, name: Name) -> int:
        """What a reading may cost: in another script a letter is chosen by ear, in its own a slip makes another name."""
        length = self.alphabets[name[0]].length(name[1])
        own = SCRIPTS[self.script].search(name[1]) is not None
        return min(MOST, (length - 1 if own and length <= LETTERS_A_STEP else length) // LETTERS_A_STEP)

    def voweled(self, name: Name) -> tuple[tuple[Letter, ...], int]:
        """The letters of a name, its gaps with the vowels that the listed spellings of its places have there.

        A name whose vowels no spelling tells may have any, which costs one.
        """
        if name not in self.known:
            alphabet = self.alphabets[name[0]]
            letters = alphabet.letters(name[1])
            heard: dict[int, set[str]] = defaultdict(set)
            spellings = {plain(spelling, self.kept) for place in self.bearers[name] for _, spelling in place.names}
            for spelling in spellings if alphabet.vowels else ():
                for at, vowel in gaps_of(letters, spelling) if SCRIPTS[self.script].search(spelling) else ():
                    heard[at].add(vowel)
            voweled = {at: alphabet.voweled(frozenset(vowels), letters[at].where) for at, vowels in heard.items()}
            untold = bool(alphabet.vowels) and not voweled and SCRIPTS[self.script].search(name[1]) is None
            self.known[name] = tuple(voweled.get(at, letter) for at, letter in enumerate(letters)), int(untold)
        return self.known[name]


def read_with(trees: Mapping[str, Tree], words: str) -> tuple[Reading, ...]:
    """What the words can be in the tree of their script."""
    low = words.casefold()
    return next((tree.read(words) for script, tree in trees.items() if SCRIPTS[script].search(low)), ())


def grow(script: str, places: Iterable[Place], alphabets: Mapping[str, Alphabet]) -> Tree:
    """The tree of the names that these places have in the languages of the alphabets."""
    kept = frozenset(c for each in alphabets.values() for form in all_forms(each) for c in form)
    root, bearers = Node(), defaultdict[Name, list[Place]](list)
    for place in places:
        names = ((language, plain(one, kept)) for language, one in place.names if language in alphabets)
        for name in dict.fromkeys(names):
            bearers[name].append(place)
    for name in bearers:
        node = root
        for letter in alphabets[name[0]].letters(name[1]):
            node = node.after.setdefault(letter, Node())
        node.names.append(name)
    return Tree(script, alphabets, {name: tuple(found) for name, found in bearers.items()}, kept, root)


def all_forms(alphabet: Alphabet) -> Iterator[str]:
    for (letter, _), forms in (*alphabet.rows.items(), *alphabet.vowels.items()):
        yield letter
        yield from (form for form, _ in forms)


def names_below(root: Node, text: str) -> set[Name]:
    """The names that the whole text can be read as, at no more than the highest cost."""
    found: set[Name] = set()
    least: dict[tuple[int, int], int] = {}
    stack = [(root, 0, 0)]
    while stack:
        node, at, cost = stack.pop()
        if least.get((id(node), at), MOST + 1) <= cost:
            continue
        least[id(node), at] = cost
        if at == len(text):
            found.update(node.names)
        steps = node.steps
        for form, more, below in (*steps.get("", ()), *(steps.get(text[at], ()) if at < len(text) else ())):
            if cost + more <= MOST and text.startswith(form, at):
                stack.append((below, at + len(form), cost + more))
    return found


def spell(letters: tuple[Letter, ...], text: str) -> int | None:
    """What it costs to read the text as these letters; None if it cannot be."""
    best = {0: 0}
    for letter in letters:
        after: dict[int, int] = {}
        for at, cost in best.items():
            for form, more in letter.forms:
                if text.startswith(form, at):
                    end = at + len(form)
                    after[end] = min(cost + more, after.get(end, cost + more))
        best = after
    return best.get(len(text))


def gaps_of(letters: tuple[Letter, ...], text: str) -> tuple[tuple[int, str], ...]:
    """The vowels that a listed spelling has in the gaps of the name, in the closest reading; empty if it is none of it.

    Of two readings alike the one with fewer vowels in gaps is taken: a vowel belongs to a letter that is written for it.
    """
    best: dict[int, tuple[int, tuple[tuple[int, str], ...]]] = {0: (0, ())}
    for number, letter in enumerate(letters):
        after: dict[int, tuple[int, tuple[tuple[int, str], ...]]] = {}
        for at, (cost, path) in best.items():
            for form, more in letter.forms:
                if text.startswith(form, at):
                    weight = cost + 100 * more + (letter.gap and form != "")
                    end = at + len(form)
                    if weight <= 100 * MOST + len(letters) and (end not in after or weight < after[end][0]):
                        after[end] = (weight, (*path, (number, form)) if letter.gap else path)
        best = after
    return best[len(text)][1] if len(text) in best else ()
