"""Elements of a page that carry a time stamp, and the subtrees around them that repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml.html import HtmlElement

from sayso.read.lexicon import Lexicon
from sayso.read.markup import Rendered
from sayso.read.stamps import read_iso

# A stamp stands in a short element; prose that names a date is longer, or has more words beside it.
MOST_CHARS = 120
MOST_BESIDE = 8
MOST_BLANKS = 24
# How far up a comment's element may stand above its stamp, and how much of a page is looked at.
MOST_HEIGHT = 24
MOST_CARRIERS = 5_000
MOST_SHAPES = 16
DISTINCT = 0.9
MANY = 0.6
QUOTES = frozenset({"blockquote", "q"})
DIGIT = re.compile(r"\d")
# The tags above a carrier that make two of them alike at first sight.
NEAR = 2

Shape = tuple[str, ...]


def find_carriers(rendered: Rendered, lexicon: Lexicon) -> list[HtmlElement]:
    """The lowest elements that hold a stamp and little else, in document order; stamps inside quotations are of others.

    One without a digit ("an hour ago") counts beside others of its tag that have one, and is looked for there alone.
    """
    known: dict[str, bool] = {}
    short = [(e, rendered.text[start:end]) for e, (start, end) in rendered.spans.items() if end - start <= MOST_CHARS]
    found = set(islice((e for e, words in short if is_carrier(e, words, lexicon, known)), MOST_CARRIERS))
    alike = {(e.tag, tag_above(e)) for e in found}
    tags = {tag for tag, _ in alike}
    worded = (pair for pair in short if pair[0].tag in tags and " " in pair[1] and (pair[0].tag, tag_above(pair[0])) in alike)
    found.update(e for e, words in worded if e not in found and is_worded(e, words, lexicon, known))
    above = {ancestor for element in found for ancestor in islice(element.iterancestors(), NEAR)}
    return [e for e in rendered.root.iter() if e in found and e not in above] if found else []


def tag_above(element: HtmlElement) -> object:
    parent = element.getparent()
    return None if parent is None else parent.tag


def is_carrier(element: HtmlElement, shown: str, lexicon: Lexicon, known: dict[str, bool]) -> bool:
    """Whether it shows a stamp with a digit, or states one."""
    title = element.get("title") or element.get("datetime") or ""
    stamped = DIGIT.search(shown) is not None and (title or has_own_words(element)) and is_known(shown, lexicon, known)
    if not stamped and 0 < len(title) <= MOST_CHARS and DIGIT.search(title):
        stamped = read_iso(title, lexicon.zone) is not None or is_known(title, lexicon, known)
    return bool(stamped) and not is_quoted(element)


def is_worded(element: HtmlElement, shown: str, lexicon: Lexicon, known: dict[str, bool]) -> bool:
    return has_own_words(element) and is_known(shown, lexicon, known) and not is_quoted(element)


def is_quoted(element: HtmlElement) -> bool:
    return any(a.tag in QUOTES for a in islice(element.iterancestors(), MOST_HEIGHT))


def is_known(words: str, lexicon: Lexicon, known: dict[str, bool]) -> bool:
    """Whether these words are a stamp; many elements of a page show the same."""
    stamped = known.get(words)
    if stamped is None:
        stamped = known[words] = words.count(" ") <= MOST_BLANKS and is_stamp(words, lexicon)
    return stamped


def has_own_words(element: HtmlElement) -> bool:
    return bool(element.text and element.text.strip()) or any(child.tail and child.tail.strip() for child in element)


def is_stamp(words: str, lexicon: Lexicon) -> bool:
    """A date, a relative one, or a day with its hour: pages of this year leave the year out."""
    stamp = lexicon.stamp(words)
    if stamp is None:
        clock = lexicon.clock
        few = len(words.split()) <= MOST_BESIDE
        return few and clock.hour.search(words) is not None and clock.yearless.search(words) is not None
    return len(words[: stamp.start].split()) + len(words[stamp.end :].split()) <= MOST_BESIDE


def find_families(carriers: Sequence[HtmlElement]) -> Iterator[list[tuple[HtmlElement, HtmlElement]]]:
    """Families of (subtree, its carrier): subtrees of one shape, one for each carrier, and as high as they stay apart.

    A comment may hold its answers, so a subtree may hold others of its family.
    """
    groups: dict[Shape, list[HtmlElement]] = defaultdict(list)
    for carrier in carriers:
        groups[shape_of(carrier, NEAR)].append(carrier)
    for group in groups.values():
        left = group
        while len(left) > 1:
            family = largest_family(left)
            if not family:
                break
            yield family
            taken = {carrier for _, carrier in family}
            left = [carrier for carrier in left if carrier not in taken]


def shape_of(carrier: HtmlElement, height: int) -> Shape:
    return (str(carrier.tag), *(str(a.tag) for a in islice(carrier.iterancestors(), height)))


def largest_family(group: Sequence[HtmlElement]) -> list[tuple[HtmlElement, HtmlElement]]:
    """The highest subtrees of one shape that no two carriers share, of the shapes that many have."""
    inside = count_inside(group)
    shapes = Counter(shape_of(carrier, height_alone(carrier, inside)) for carrier in group)
    paths = {carrier: shape_of(carrier, MOST_HEIGHT) for carrier in group}
    tried = sorted(shapes, key=lambda shape: (-shapes[shape], -len(shape), shape))[:MOST_SHAPES]
    found = [subtrees_of(shape, [c for c in group if paths[c][: len(shape)] == shape]) for shape in tried]
    most = max(map(len, found))
    best = max((family for family in found if len(family) >= MANY * most), key=lambda family: height_of(*family[0]), default=[])
    return best if len(best) > 1 else []


def subtrees_of(shape: Shape, carriers: Sequence[HtmlElement]) -> list[tuple[HtmlElement, HtmlElement]]:
    subtrees: dict[HtmlElement, HtmlElement] = {}
    for carrier in carriers:
        subtrees.setdefault(climb(carrier, len(shape) - 1), carrier)
    return list(subtrees.items()) if len(subtrees) >= DISTINCT * len(carriers) else []


def height_of(subtree: HtmlElement, carrier: HtmlElement) -> int:
    above = (carrier, *islice(carrier.iterancestors(), MOST_HEIGHT))
    return above.index(subtree)


def count_inside(group: Sequence[HtmlElement]) -> Mapping[HtmlElement, int]:
    inside: Counter[HtmlElement] = Counter()
    for carrier in group:
        inside.update((carrier, *islice(carrier.iterancestors(), MOST_HEIGHT)))
    return inside


def height_alone(carrier: HtmlElement, inside: Mapping[HtmlElement, int]) -> int:
    """How high one can climb from a carrier before the subtree holds another one."""
    height = 0
    for ancestor in islice(carrier.iterancestors(), MOST_HEIGHT):
        if inside[ancestor] > 1 or ancestor.tag == "body":
            break
        height += 1
    return height


def climb(carrier: HtmlElement, height: int) -> HtmlElement:
    element = carrier
    for ancestor in islice(carrier.iterancestors(), height):
        element = ancestor
    return element
