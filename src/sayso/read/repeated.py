"""Comments of an engine nobody named: subtrees that repeat, each with a stamp, words, and mostly a name; no class is asked.

What the page calls its parts is never looked at. A list of other articles repeats as well: it is told by its headings, each
of them different, and by the lack of anything to answer with.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from statistics import median

from lxml.html import HtmlElement

from sayso.model import Role
from sayso.read.blocks import PROSE, Sheet
from sayso.read.carriers import MOST_HEIGHT, find_carriers, find_families, is_stamp
from sayso.read.ground import LEAST_WORDS, Family, Ground, Tree, make_trees
from sayso.read.items import Item, count_depth, find_parents
from sayso.read.layout import ANNOUNCING
from sayso.read.lexicon import Lexicon
from sayso.read.markup import Rendered
from sayso.read.naming import FEW, find_content, find_names, outside

MOST_OF = 0.6
ABOVE = 8
TITLE_WORDS = 5
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
MOST_BESIDE = 0.25


def find_repeated(rendered: Rendered, sheet: Sheet, lexicon: Lexicon) -> list[Item]:
    """The comments or posts in document order; none where nothing repeats, or what repeats may be the outlet's."""
    ground = Ground(rendered, sheet, lexicon)
    carriers = find_carriers(rendered, lexicon)
    found = (without_article(family, ground) for family in find_families(carriers))
    families = [make_trees(with_siblings(family, carriers), ground) for family in found if len(family) > 1]
    families.sort(key=lambda trees: -sum(tree.words for tree in trees))
    taken: dict[HtmlElement, Tree] = {}
    for trees in families:
        free = [tree for tree in trees if not any(element in taken for element in (tree.element, *tree.rest))]
        if len(free) == len(trees) and is_thread(trees, ground):
            taken.update((tree.element, tree) for tree in trees)
    return make_items(taken, ground)


def without_article(family: Family, ground: Ground) -> Family:
    """Without the one that holds the page's heading, and without a first one whose stamp is of another kind than the rest.

    Articles are dated and comments aged ("2 days ago"): the same theme may set both in the same tags.
    """
    kept = [pair for pair in family if next(pair[0].iter("h1"), None) is None] or family
    aged = [is_aged(carrier, ground) for _, carrier in kept]
    return kept[1:] if len(set(aged)) == 2 and len(set(aged[1:])) == 1 else kept


def is_aged(carrier: HtmlElement, ground: Ground) -> bool:
    stamp = ground.lexicon.stamp(ground.shown(carrier))
    return stamp is not None and stamp.when is None


def with_siblings(family: Family, carriers: Sequence[HtmlElement]) -> Family:
    """With what stands beside them in the same tag and has a stamp: the first post often has a frame of its own."""
    elements = {element for element, _ in family}
    beside = {(element.getparent(), element.tag) for element in elements}
    more: dict[HtmlElement, HtmlElement] = {}
    for carrier in carriers:
        for above in islice(carrier.iterancestors(), MOST_HEIGHT):
            if above in elements:
                break
            if (above.getparent(), above.tag) in beside and next(above.iter("h1"), None) is None:
                more.setdefault(above, carrier)
                break
    return [*family, *more.items()] if len(more) <= len(family) // 2 else family


def is_thread(trees: Sequence[Tree], ground: Ground) -> bool:
    """Whether subtrees are what people say: many words, names that vary or something to answer with, and no titles."""
    if median(tree.words for tree in trees) < LEAST_WORDS:
        return False
    find_content(trees, ground)
    if is_list_of_titles(trees, ground):
        return False
    find_names(trees, ground)
    size = len(trees)
    named = sum(tree.author is not None for tree in trees) >= MOST_OF * size
    answerable = share_with(trees, lambda part: ground.lexicon.signs.holds("reply", ground.shown(part))) >= MOST_OF
    announced = is_announced(trees, ground)
    if answerable or announced:
        return named or size >= FEW
    return named and size >= FEW


def share_with(trees: Sequence[Tree], holds: Callable[[HtmlElement], bool]) -> float:
    return sum(any(holds(part) for _, part in tree.parts) for tree in trees) / len(trees)


def is_announced(trees: Sequence[Tree], ground: Ground) -> bool:
    """Whether a line a little above the first of them says that comments follow."""
    first = min(ground.rendered.spans[tree.element][0] for tree in trees)
    lines = ground.sheet.lines
    at = bisect_left(lines, first, key=lambda line: line.start)
    signs = ground.lexicon.signs
    return any(signs.holds_any(ANNOUNCING, line.words) for line in lines[max(at - ABOVE, 0) : at])


def is_list_of_titles(trees: Sequence[Tree], ground: Ground) -> bool:
    """Most hold a heading or a link of some length, and few of these are alike: a thread has one title at most.

    What stands in the words of a comment is no title, unless it is most of them.
    """
    titles = [title for tree in trees if (title := find_title(tree, ground)) is not None]
    return len(titles) >= MOST_OF * len(trees) and len(set(titles)) >= MOST_OF * len(titles)


def find_title(tree: Tree, ground: Ground) -> str | None:
    beside = {part for _, part in outside(tree)}
    for _, part in tree.parts:
        if part.tag not in HEADINGS and part.tag != "a":
            continue
        size, words = ground.count(part), ground.shown(part)
        is_long = size > 1 and (size * 2 >= tree.words or (size >= TITLE_WORDS and part in beside))
        if is_long and "://" not in words and not is_stamp(words, ground.lexicon):
            return words
    return None


def make_items(taken: Mapping[HtmlElement, Tree], ground: Ground) -> list[Item]:
    spans = ground.rendered.spans
    trees = sorted(taken.values(), key=lambda tree: (spans[tree.element][0], -spans[tree.element][1]))
    if not trees:
        return []
    role = Role.POST if is_forum(trees, ground) else Role.COMMENT
    parents = find_parents([tree.element for tree in trees])
    return [
        Item(
            element=tree.element,
            author=tree.author,
            time=tree.carrier,
            content=tree.element if tree.content is None else tree.content,
            parent=parents[i],
            depth=count_depth(parents[i], parents),
            staff=False,
            ping=False,
            sure=True,
            rule="generic.repeated",
            rest=tree.rest,
            role=role,
        )
        for i, tree in enumerate(trees)
    ]


def is_forum(trees: Sequence[Tree], ground: Ground) -> bool:
    """Whether they are what the page is for: no prose stands above the first of them, and little anywhere beside them."""
    spans = ground.rendered.spans
    bounds = sorted(spans[element] for tree in trees for element in (tree.element, *tree.rest))
    beside = 0
    for block in ground.sheet.blocks:
        if block.size >= PROSE and not any(start <= block.start < end for start, end in bounds):
            if block.end <= bounds[0][0]:
                return False
            beside += block.size
    return beside <= sum(tree.words for tree in trees) * MOST_BESIDE
