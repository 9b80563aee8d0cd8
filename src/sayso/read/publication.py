"""The dates that an HTML page states of itself: beside its heading, in its head, in its address, on its first post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.model import DateClass, Span, When
from sayso.read.article import Sorted, sort_lines
from sayso.read.blocks import PROSE
from sayso.read.body import FAILURES, copy_without
from sayso.read.dates import Dated, first_post, line_dates, url_date
from sayso.read.document import Document
from sayso.read.hint import Hint
from sayso.read.lexicon import Lexicon
from sayso.read.passages import Label
from sayso.read.stamps import read_iso

# So many lines above a heading its own stamp may stand.
ABOVE = 3


def sort_top(document: Document, title: int | None, lexicon: Lexicon) -> list[Sorted]:
    """The lines between the heading and the text, where byline and stamps stand."""
    lines = document.sheet.lines
    if title is None:
        return []
    first = min((i for i in document.body if i > title and lines[i].words.count(" ") + 1 >= PROSE), default=None)
    if first is None:
        return []
    # With the first paragraph, since what stands above prose is read otherwise than what does not.
    return sort_lines(document.sheet, range(title + 1, first + 1), lexicon)[:-1]


def find_dates(
    page: str, document: Document, top: Sequence[Sorted], hint: Hint, comments: Sequence[Label], lexicon: Lexicon
) -> list[Dated]:
    """All stated dates, surest rule first: stamps beside the heading, `<time>` there, the head, the address."""
    shown = [*line_dates(page, top), *time_dates(page, document, top, lexicon)]
    shown = without_changes(shown or above_heading(page, document, lexicon), document)
    found = [*shown, *document.metadata.dates, *url_date(hint.url)]
    return found or first_post(comments) or list(guessed_date(document, hint))


def above_heading(page: str, document: Document, lexicon: Lexicon) -> list[Dated]:
    """A stamp that is most of a line a little above the heading, where the page sets none below it."""
    found: list[Dated] = []
    title = document.title or 0
    for line in document.sheet.lines[max(title - ABOVE, 0) : title]:
        stamp = lexicon.stamp(line.words)
        if stamp is not None and stamp.when is not None and (stamp.end - stamp.start) * 2 >= len(line.words):
            stated = Span(page, line.start + stamp.start, line.start + stamp.end)
            found.append(Dated(replace(stamp.when, stated=stated), "html.above_heading", DateClass.EXPLICIT))
    return found


def without_changes(shown: Sequence[Dated], document: Document) -> list[Dated]:
    """Without the dates that the head calls those of the last change, if any other is left."""
    changed = {when.start.date() for when in document.metadata.modified if when.start is not None}
    other = [dated for dated in shown if dated.when.start is None or dated.when.start.date() not in changed]
    return other or list(shown)


def time_dates(page: str, document: Document, top: Sequence[Sorted], lexicon: Lexicon) -> Iterator[Dated]:
    """`<time>` between heading and text, or marked as the date of publication."""
    spans = document.rendered.spans
    bounds = (top[0].line.start, top[-1].line.end) if top else (0, 0)
    for element in document.rendered.root.iter("time", "abbr"):
        start, end = spans.get(element, (-1, -1))
        names = set((element.get("class") or "").split())
        marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if not (marked or bounds[0] <= start < bounds[1]) or ("updated" in names and "published" not in names):
            continue
        if document.is_thread(start):
            continue
        when = read_iso(element.get("datetime" if element.tag == "time" else "title") or "", lexicon.zone)
        if when is not None:
            stated = Span(page, start, end) if 0 <= start < end else None
            yield Dated(When(when.start, when.end, when.precision, stated), f"html.{element.tag}", DateClass.EXPLICIT)


def guessed_date(document: Document, hint: Hint) -> Iterator[Dated]:
    """What htmldate finds outside the thread, without its extensive search, which never abstains."""
    from htmldate import find_date

    rest = copy_without(document.rendered.root, document.thread)
    try:
        found = find_date(rest, extensive_search=False, original_date=True, url=hint.url)
    except FAILURES:
        # It cannot hold the control characters of some pages.
        return
    when = read_iso(found, hint.zone) if found else None
    if when is not None:
        yield Dated(when, "htmldate", DateClass.INFERRED)
