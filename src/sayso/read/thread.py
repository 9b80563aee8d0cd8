"""Labels for the comments that an engine's markup names: one passage each, answers inside what they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from sayso.model import Role, Span, When
from sayso.read.heads import cut_lead
from sayso.read.items import Item
from sayso.read.lexicon import Lexicon
from sayso.read.markup import Rendered
from sayso.read.outlet import Outlet, commenter_voice, without_byline
from sayso.read.passages import Label
from sayso.read.staff import is_badged
from sayso.read.stamps import read_iso

Stretch = tuple[int, int]


def label_items(rendered: Rendered, items: Sequence[Item], outlet: Outlet, lexicon: Lexicon) -> Iterator[Label]:
    """Outer comments before the answers inside them, so that the answers lie on top."""
    children: dict[int, list[int]] = {}
    for i, item in enumerate(items):
        if item.parent is not None:
            children.setdefault(item.parent, []).append(i)
    for i, item in enumerate(items):
        whole = whole_span(rendered, item)
        if whole is None:
            continue
        yield Label(*whole, Role.FURNITURE, "thread.ping" if item.ping else "thread.furniture", "furniture", 0.9)
        first = rendered.spans.get(items[children[i][0]].element) if i in children else None
        if not item.ping:
            yield from label_item(rendered, items, i, first[0] if first else whole[1], outlet, lexicon)


def label_item(
    rendered: Rendered, items: Sequence[Item], i: int, limit: int, outlet: Outlet, lexicon: Lexicon
) -> Iterator[Label]:
    item = items[i]
    outlet = without_byline(outlet) if item.role is Role.POST else outlet
    author = author_span(rendered, item, lexicon)
    spans = extents(rendered, item)
    if not spans:
        return
    start, end = min(span[0] for span in spans), min(max(span[1] for span in spans), limit)
    words = None if author is None else rendered.text[slice(*author)]
    # Who keeps order in a forum writes there as one of its readers.
    is_staff = item.staff or (item.role is Role.COMMENT and is_badged(item, rendered, lexicon.signs))
    yield Label(
        start,
        end,
        item.role,
        item.rule,
        key_of(items, i),
        0.98,
        own=False,
        voice=commenter_voice(words, outlet, lexicon.signs, is_staff),
        author=author,
        posted=posted(outlet.page, rendered, item, lexicon),
        depth=item.depth,
        answers=key_of(items, item.parent) if item.parent is not None and item.sure and not items[item.parent].ping else None,
    )
    for span in trailing(rendered, item, end):
        yield Label(*span, Role.FURNITURE, "thread.furniture", "furniture", 0.9)


def trailing(rendered: Rendered, item: Item, end: int) -> Iterator[Stretch]:
    """The links below the words. One above them would cut the words from their writer, however few they are; it stays."""
    spans = sorted(span for link in item.links if (span := span_of(rendered, link)) is not None)
    for span in reversed(spans):
        if rendered.text[span[1] : end].strip():
            return
        yield span
        end = span[0]


def whole_span(rendered: Rendered, item: Item) -> Stretch | None:
    """All of a comment with what its engine sets around it, from its first element to its last."""
    spans = [rendered.spans[element] for element in item.elements if element in rendered.spans]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def extents(rendered: Rendered, item: Item) -> list[Stretch]:
    """Name, stamp and words. A stamp below the words, with buttons between, stays with the buttons: else they would cut it.

    A forum tells of its writer on a card beside the words, and of the post on a line above them: he says none of it.
    """
    author, time, content = (span_of(rendered, part) for part in (item.author, item.time, item.content))
    if item.role is Role.POST:
        return [] if content is None else [content]
    if time is not None and content is not None and rendered.text[content[1] : time[0]].strip():
        time = None
    return [span for span in (author, time, content) if span is not None]


def key_of(items: Sequence[Item], i: int) -> str:
    return f"comment:{items[i].element.get('id') or ''}:{i}"


def span_of(rendered: Rendered, element: HtmlElement | None) -> Stretch | None:
    span = rendered.spans.get(element) if element is not None else None
    return None if span is None or span[0] >= span[1] else span


def author_span(rendered: Rendered, item: Item, lexicon: Lexicon) -> Stretch | None:
    """The name without the "says:" or the stamp that some themes set inside its element."""
    span = span_of(rendered, item.author)
    if span is None:
        return None
    line = rendered.text[slice(*span)].partition("\n")[0]
    met = lexicon.signs.match("footer", line) or lexicon.signs.match("says", line)
    at = met[0].start("name") if met is not None else 0
    name = met[0]["name"] if met is not None else line
    stamp = lexicon.stamp(name)
    if stamp is not None:
        # What begins with a stamp names nobody: the theme leaves the name out where it was shown just above.
        name = cut_lead(name[: stamp.start], lexicon.signs)
    name = name.rstrip(" :,\u00a0")
    return (span[0] + at, span[0] + at + len(name)) if name else None


def posted(page: str, rendered: Rendered, item: Item, lexicon: Lexicon) -> When | None:
    """The machine's time if the engine gives one, else the stamp in the words; `stated` are the words."""
    stated = None if item.stated is None else read_iso(item.stated, lexicon.zone)
    machine = stated if item.time is None else machine_time(item.time, lexicon)
    for element in (item.time, item.author):
        span = span_of(rendered, element)
        stamp = lexicon.stamp(rendered.text[slice(*span)]) if span is not None else None
        if span is not None and stamp is not None:
            when = machine or stamp.when
            said = Span(page, span[0] + stamp.start, span[0] + stamp.end)
            return None if when is None else When(when.start, when.end, when.precision, said)
    return machine


def machine_time(element: HtmlElement, lexicon: Lexicon) -> When | None:
    """What the attributes state; engines that show "3 years ago" keep the date itself in the title."""
    title = element.get("title") or ""
    stated = (element.get(name) or "" for name in ("datetime", "title", "content"))
    when = next((when for words in stated if (when := read_iso(words, lexicon.zone)) is not None), None)
    stamp = lexicon.stamp(title) if when is None else None
    return when if stamp is None else stamp.when
