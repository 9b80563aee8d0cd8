"""The body of a page by where its prose lies; where that is not plain, nothing is said and another finder is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement

from sayso.read.blocks import Sheet
from sayso.read.ground import DRESS
from sayso.read.markup import Rendered
from sayso.read.signs import STOPS

# Lines of so many words, most of them no links, are prose; longer ones tell where most of it lies.
WORDS = 8
LONG = 12
LINKED = 0.35
# The part that is taken for the body holds so much of all prose of the page, or the page is not plain.
MOST = 0.8
# Or so much of what does not stand beside it by its tag or name, if little enough does.
NEARLY, MOSTLY = 0.95, 0.6
LEAST = 100
# What holds so much of it is no sidebar, whatever it is called.
SIDE = 0.4
# One goes up from the best element while that adds so much.
WIDER = 1.5
HEIGHT = 5
UNFINISHED = 0.4
SHORT = 4
# So many lines below the last of the prose may be of it: a credit, a signature.
BELOW = 2
# Credits and notes stand in brackets.
ENDS = STOPS + ")]"
WHOLE = frozenset({"article", "main"})
OUTER = frozenset({"html", "body", *WHOLE})
BESIDE = frozenset(
    {"address", "aside", "button", "fieldset", "figcaption", "figure", "footer", "form", "header", "menu", "nav"}
)
TITLES = frozenset({"h2", "h3", "h4", "li", "td", "th", "strong", "b"})
SET = frozenset({"p", "li", "blockquote", "td", "pre", "q", "cite", "center", "a", "h1", "h2", "h3", "h4"}) | DRESS
# How themes call what stands beside a text; whole words of a class or an id.
NAMED = re.compile(
    r"(?:^|[-_ ])(?:nav\w*|menu\w*|footer\w*|side-?bar\w*|aside|relat\w*|share\w*|sharing|social\w*|promo\w*|newsletter\w*"
    r"|subscri\w*|widget\w*|cookie\w*|breadcrumb\w*|tags?|taglist|pagination|pager|popular|trending|most-?read|recommend\w*"
    r"|more-?stories|advert\w*|ads?|sponsor\w*|banner\w*|caption\w*|byline\w*|author-?(?:bio|box|info)\w*|bio"
    r"|signup|login|modal|popup|teaser\w*|outbrain|taboola|print\w*|toolbar|meta(?:data)?|comments?\w*"
    r"|respond|disqus\w*|hidden|sr-only|screen-reader-text|visually-hidden|gallery\w*|slideshow|carousel\w*|infobox"
    r"|reference\w*|reflist|toc)(?:$|[-_ ])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Field:
    """The lines of a page: their words, how many of these are links, the innermost element that holds each whole."""

    rendered: Rendered
    sheet: Sheet
    words: Sequence[int]
    linked: Sequence[int]
    masked: Collection[int]
    starts: list[int]
    homes: list[HtmlElement | None]
    sums: list[int]
    beside: dict[HtmlElement, bool]

    def is_prose(self, i: int, least: int) -> bool:
        return self.words[i] >= least and self.linked[i] <= LINKED * self.words[i] and i not in self.masked

    def held(self, element: HtmlElement) -> int:
        """The words of prose that an element holds."""
        first, last = self.lines_of(element)
        return self.sums[last] - self.sums[first]

    def lines_of(self, element: HtmlElement) -> tuple[int, int]:
        start, end = self.rendered.spans.get(element, (0, 0))
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def find_prose(
    rendered: Rendered, sheet: Sheet, words: Sequence[int], linked: Sequence[int], masked: Collection[int]
) -> set[int] | None:
    """The lines of the body; None where the prose of the page lies in several places."""
    starts = [line.start for line in sheet.lines]
    field = Field(rendered, sheet, words, linked, masked, starts, find_homes(rendered, sheet, starts), [0], {})
    sizes = (words[i] if field.is_prose(i, LONG) else 0 for i in range(len(sheet.lines)))
    field.sums = [0, *accumulate(sizes)]
    total = field.sums[-1]
    prose = [i for i in range(len(sheet.lines)) if field.is_prose(i, WORDS) and not is_beside(field.homes[i], field)]
    best = find_best(prose, field)
    if best is None:
        return None
    good = frozenset(prose)
    first, last = field.lines_of(best)
    held = sum(words[i] for i in prose if first <= i < last)
    ends = [i for i in prose if first <= i < last and sheet.lines[i].words[-1] in ENDS]
    alone = held >= max(LEAST, NEARLY * sum(words[i] for i in prose), MOSTLY * total)
    if not ends or not (alone or held >= MOST * total):
        return None
    return {i for i in range(first, last) if is_of_body(i, i in good, ends[0], ends[-1], field)}


def find_homes(rendered: Rendered, sheet: Sheet, starts: Sequence[int]) -> list[HtmlElement | None]:
    """For each line the innermost element that holds all of it. Elements come innermost first."""
    homes: list[HtmlElement | None] = [None] * len(sheet.lines)
    following = list(range(len(sheet.lines) + 1))
    for element, (start, end) in rendered.spans.items():
        i = bisect_left(starts, start) if start < end else len(homes)
        i = skip(i, following)
        while i < len(homes) and sheet.lines[i].end <= end:
            homes[i] = element
            following[i] = i + 1
            i = skip(i + 1, following)
    return homes


def skip(i: int, following: list[int]) -> int:
    """The first line from there on that has no home yet; the way is shortened for who comes after."""
    end = i
    while following[end] != end:
        end = following[end]
    while following[i] != end and i != end:
        following[i], i = end, following[i]
    return end


def is_beside(element: HtmlElement | None, field: Field) -> bool:
    """Whether a line's element stands in what is beside the text, by its tag or by what the theme calls it."""
    path: list[HtmlElement] = []
    while element is not None and element not in field.beside:
        path.append(element)
        element = element.getparent()
    beside = field.beside[element] if element is not None else False
    for one in reversed(path):
        named = one.tag in BESIDE or NAMED.search(f"{one.get('class') or ''} {one.get('id') or ''}") is not None
        beside = beside or (named and one.tag not in OUTER and field.held(one) < SIDE * field.sums[-1])
        field.beside[one] = beside
    return beside


def find_best(prose: Sequence[int], field: Field) -> HtmlElement | None:
    """The element to which most prose speaks: each line for what it stands in, and less for each step up."""
    scores: dict[HtmlElement, float] = defaultdict(float)
    for i in prose:
        line = field.sheet.lines[i].words
        value = 1 + line.count(",") + min(len(line) / 100, 3)
        value *= 1 if line[-1] in STOPS else UNFINISHED
        for step, element in enumerate(above(field.homes[i])):
            scores[element] += value * (1 if step == 0 else 0.6 if step == 1 else 1 / (step + 1))
    best = max(scores, key=lambda element: scores[element], default=None)
    return None if best is None else widened(best, prose, field)


def above(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """What a line stands in, from the element that its own stands in."""
    if element is not None and element.tag in SET and element.getparent() is not None:
        element = element.getparent()
    for _ in range(HEIGHT):
        if element is None or element.tag == "html":
            return
        yield element
        element = element.getparent()


def widened(best: HtmlElement, prose: Sequence[int], field: Field) -> HtmlElement:
    """The best element, or one around it that holds much more of the prose; an article is never left."""
    sums = [0, *accumulate(field.words[i] for i in prose)]

    def held(element: HtmlElement) -> int:
        first, last = field.lines_of(element)
        return sums[bisect_left(prose, last)] - sums[bisect_left(prose, first)]

    for element in best.iterancestors():
        if best.tag in WHOLE or best.get("itemprop") == "articleBody" or element.tag == "html":
            break
        best = element if held(element) > WIDER * held(best) else best
    return best


def is_of_body(i: int, is_good: bool, first: int, last: int, field: Field) -> bool:
    """Of the lines in that element prose, and short ones between that are no links, no leftovers of a layout."""
    home, words, linked = field.homes[i], field.words[i], field.linked[i]
    if i in field.masked or words == 0 or home is None or is_beside(home, field):
        return False
    if (i < first and home.tag not in TITLES) or (i > last + BELOW and not is_good):
        return False
    if linked * 2 > words and (words < 30 or linked > 0.8 * words):
        return False
    return words >= SHORT or field.sheet.lines[i].words[-1] in ENDS or home.tag in TITLES
