"""Where the subtrees of a thread say what they say, and under which tags their writers' names stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from sayso.read.carriers import has_own_words
from sayso.read.ground import DRESS, Ground, Tree
from sayso.read.heads import cut_lead
from sayso.read.signs import STOPS, is_name

FEW = 3
MOST_NAME_CHARS = 80
NAME_WORDS = 5
# A path of tags that holds so much of all that is said is where it is said.
CONTENT = 0.7
NEAR_BEST = 0.8
LINKED = 1.4
BELOW = 0.7


def find_content(trees: Sequence[Tree], ground: Ground) -> None:
    """The deepest path of tags that holds most of what all of them say; where one lacks it, all of it is its content.

    What holds the stamp is the head of a comment, however short its words: it is content only where nothing else is.
    """
    best = [widest_parts(tree, ground) for tree in trees]
    free = [widest_parts(tree, ground, frozenset(above(tree))) for tree in trees]
    chosen = deepest_path(free, trees)
    if chosen == 0:
        chosen = deepest_path(best, trees)
        free = best
    for tree, here in zip(trees, free, strict=True):
        tree.content = here[chosen][1] if chosen in here else None


def above(tree: Tree) -> Iterator[HtmlElement]:
    yield tree.carrier
    yield from tree.carrier.iterancestors()


def widest_parts(tree: Tree, ground: Ground, but: frozenset[HtmlElement] = frozenset()) -> dict[int, tuple[int, HtmlElement]]:
    """For each path of tags the part that says most, and how many words that is."""
    here: dict[int, tuple[int, HtmlElement]] = {}
    for path, part in tree.parts:
        words = 0 if part in but else ground.count(part)
        if words and (path not in here or words > here[path][0]):
            here[path] = (words, part)
    return here


def deepest_path(parts: Sequence[dict[int, tuple[int, HtmlElement]]], trees: Sequence[Tree]) -> int:
    """Of the paths that hold enough of all that is said the deepest; 0 if there is none."""
    totals: dict[int, int] = defaultdict(int)
    for tree, here in zip(trees, parts, strict=True):
        for path, (words, _) in here.items():
            totals[path] += min(words, tree.words)
    enough = CONTENT * sum(tree.words for tree in trees)
    # Paths are numbered from the top down: the last that holds enough is the deepest.
    return max((path for path, words in totals.items() if words >= enough), default=0)


def find_names(trees: Sequence[Tree], ground: Ground) -> None:
    """The path of tags under which most of them have a name, and not all the same one; a second where that one has none."""
    found: dict[int, dict[int, tuple[HtmlElement, str]]] = defaultdict(dict)
    for i, tree in enumerate(trees):
        for path, part in outside(tree):
            name = name_in(part, ground) if i not in found[path] else None
            if name is not None:
                found[path][i] = (part, name)
    rated = {path: rate(named, trees, ground) for path, named in found.items()}
    best = max(rated.values(), default=0.0)
    near = [path for path, value in rated.items() if value and value >= NEAR_BEST * best]
    for path in sorted(near, key=lambda path: min(ground.rendered.spans[part][0] for part, _ in found[path].values())):
        for i, (part, _) in found[path].items():
            trees[i].author = trees[i].author if trees[i].author is not None else part
    for tree in trees:
        # Where most have their names others have handles that are no names elsewhere ("pepa from the fifth").
        if tree.author is None:
            tree.author = next((part for path, part in outside(tree) if path in near and is_handle(part, ground)), None)


def outside(tree: Tree) -> Iterator[tuple[int, HtmlElement]]:
    """The parts that are not of the content, unless the head stands in it too."""
    content = tree.content
    skip = content is not None and content is not tree.element and tree.carrier not in set(content.iter())
    within = set(content.iter()) if skip and content is not None else set()
    is_shown = tree.carrier.get("datetime") is None and tree.carrier.get("title") is None
    # What stands for a time that only its attribute states ("3w") is no name.
    return ((path, part) for path, part in tree.parts if part not in within and (is_shown or part is not tree.carrier))


def rate(named: Mapping[int, tuple[HtmlElement, str]], trees: Sequence[Tree], ground: Ground) -> float:
    """How likely these are the writers: many have one, they vary, link to somebody, and do not stand below what is said."""
    names = {name for _, name in named.values()}
    if not named or (len(names) == 1 and len(trees) >= FEW):
        return 0.0
    linked = sum(part.tag == "a" or is_linked(part) for part, _ in named.values()) * 2 >= len(named)
    spans = ground.rendered.spans
    contents = ((part, trees[i].content) for i, (part, _) in named.items())
    below = sum(content is not None and spans[part][0] >= spans[content][1] for part, content in contents) * 2 >= len(named)
    share = len(named) / len(trees) * (0.3 + len(names) / len(named))
    return share * (LINKED if linked else 1.0) * (BELOW if below else 1.0)


def is_linked(part: HtmlElement) -> bool:
    parent = part.getparent()
    while parent is not None and parent.tag in DRESS:
        parent = parent.getparent()
    return parent is not None and parent.tag == "a"


def is_handle(part: HtmlElement, ground: Ground) -> bool:
    """A few words that end in no stop."""
    words = ground.shown(part)
    return 1 < len(words) <= MOST_NAME_CHARS // 2 and len(words.split()) <= NAME_WORDS and words[-1] not in STOPS


def name_in(part: HtmlElement, ground: Ground) -> str | None:
    """The name that an element begins with, without "says:" or a stamp behind it."""
    start, end = ground.rendered.spans[part]
    if not 0 < end - start <= MOST_NAME_CHARS or not has_own_words(part):
        return None
    words = ground.rendered.text[start:end].partition("\n")[0]
    signs = ground.lexicon.signs
    met = signs.match("says", words)
    name = met[0]["name"] if met is not None else words
    stamp = ground.lexicon.stamp(name)
    if stamp is not None:
        name = cut_lead(name[: stamp.start], signs)
    name = name.strip(" :,\u00a0")
    return name if len(name) > 1 and is_name(name, signs, NAME_WORDS) and not signs.holds("reply", name) else None
