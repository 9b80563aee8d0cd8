"""HTML: one parse, one visible text, and labels on it; the thread is taken out before the body is looked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from lxml.html import HtmlElement

from sayso.model import Page, Passage, Problem, Role, Span, record_id
from sayso.pack import Pack
from sayso.read.article import Kind, find_parts, label_lines, sort_lines
from sayso.read.blocks import PROSE, Sheet, read_sheet
from sayso.read.body import find_body, match_lines
from sayso.read.boxes import find_boxes, is_frame_empty, label_boxes, unread_lines
from sayso.read.comments import Declared, declared_above
from sayso.read.dates import decide_published
from sayso.read.decode import decode
from sayso.read.document import Document
from sayso.read.engines import find_items, find_outermost
from sayso.read.hint import Hint, make_problem
from sayso.read.index import read_index
from sayso.read.items import Item
from sayso.read.jsonld import place_stated
from sayso.read.language import page_language, with_languages
from sayso.read.layout import ANNOUNCING
from sayso.read.lexicon import Lexicon, read_lexicon
from sayso.read.markup import Rendered, parse_markup, render, strip_tags
from sayso.read.metadata import Metadata, read_metadata
from sayso.read.outlet import Outlet, credited_source, domain_source, stated_source
from sayso.read.passages import Label, make_passages, tile
from sayso.read.prose import find_prose
from sayso.read.publication import find_dates, sort_top
from sayso.read.repeated import find_repeated
from sayso.read.replies import Reply, append_replies
from sayso.read.staff import link_signers
from sayso.read.thread import label_items, whole_span
from sayso.read.voices import Telling, label_voices
from sayso.text import norm

REST = Label(0, 0, Role.FURNITURE, "not in the body", "furniture", 0.8)
LOST = Label(0, 0, Role.UNKNOWN, "no body found", "unknown", 0.3, own=False)
BETWEEN = Label(0, 0, Role.UNKNOWN, "thread.between", "unread", 0.5, own=False)
WORD = re.compile(r"\w+")
# So many short lines that speak of readers may be of a thread.
FEW, REPEATS = 10, 3
READERS = (*ANNOUNCING, "reply", "says", "thread_form")
# A quotation that is most of the body is a habit of the page's typesetting.
MOST_QUOTED = 0.6
# Lines of byline, date and picture that may stand between a heading and the first line of the body.
HEADED = 8


def read_html(
    data: bytes,
    sha256: str,
    hint: Hint,
    pack: Pack,
    whole: bool = False,
    replies: Sequence[Reply] = (),
    rule: str = "stated",
) -> Iterator[Page | Passage | Problem]:
    """`whole`: all of it is the outlet's text, as in an entry of a feed, and no body has to be looked for.

    `replies` are comments that came with the page and are not in it; `rule` says from where.
    """
    decoded = decode(data, markup=True, charset=hint.charset)
    if decoded.text is None:
        yield from (make_problem(hint.path, remark) for remark in decoded.remarks)
        return
    lexicon = read_lexicon(pack, hint.zone)
    root = parse_markup(decoded.text)
    if root is None:
        page = record_id("page", hint.url or hint.path, sha256)
        yield from (make_problem(page, remark) for remark in decoded.remarks)
        yield from read_bare(page, decoded.text, sha256, hint, lexicon)
        return
    document = take_apart(root, lexicon, whole, append_replies(root, replies, rule))
    url = hint.url or document.metadata.url
    page = record_id("page", url or hint.path, sha256)
    yield from (make_problem(page, remark) for remark in decoded.remarks)
    yield from read_document(page, document, replace(hint, url=url), sha256, lexicon)


def read_bare(page: str, text: str, sha256: str, hint: Hint, lexicon: Lexicon) -> Iterator[Page | Passage | Problem]:
    """A page whose markup cannot be held: its words all the same, nothing of them sure."""
    words = strip_tags(text)
    yield Page(page, words, sha256, hint.path, url=hint.url, source=stated_source(hint.source, lexicon.pack), seen=hint.seen)
    yield from make_passages(page, tile(words, [], LOST), None)
    yield make_problem(page, "the markup is empty, broken or nested too deep; its words are kept, their roles are unknown")


def take_apart(root: HtmlElement, lexicon: Lexicon, whole: bool, stated: Sequence[Item]) -> Document:
    metadata, rendered, index = read_metadata(root, lexicon.zone), render(root), read_index(root)
    items = list(stated) or find_items(index)
    if not items:
        items, is_longer = place_stated(rendered, metadata.objects)
        rendered = render(root) if is_longer else rendered
    sheet = read_sheet(rendered.text)
    items = items or find_repeated(rendered, sheet, lexicon)
    boxes = find_boxes(rendered, [element for item in items for element in item.elements], index)
    # A comment's own element may be named as a container is.
    thread = list(dict.fromkeys([*find_outermost(items), *(box.element for box in boxes)]))
    spans = [rendered.spans[element] for element in thread if element in rendered.spans]
    masked = lines_within(sheet, spans)
    words, linked = count_words(rendered, sheet)
    if whole:
        body = set(range(len(sheet.lines)))
    elif any(item.role is Role.POST for item in items):
        # Where posts are the content there is no other text to look for.
        body = set()
    else:
        plain = find_prose(rendered, sheet, words, linked, masked)
        if plain and may_hold_thread(sheet, plain, words, lexicon):
            plain = None
        found = find_body(root, thread) if plain is None else None
        body = plain if plain is not None else match_lines(found, sheet.lines, masked) if found else set()
    body -= masked | set(find_link_lines(sheet, words, linked))
    between = body & lines_within(sheet, [whole_thread(rendered, items)])
    return Document(
        rendered,
        index,
        sheet,
        tuple(items),
        tuple(boxes),
        metadata,
        frozenset(body - between),
        frozenset(between),
        tuple(thread),
    )


def whole_thread(rendered: Rendered, items: Sequence[Item]) -> tuple[int, int]:
    """From the first comment to the last: what stands between them and is none may be a reader's all the same."""
    spans = [span for item in items if (span := whole_span(rendered, item)) is not None]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else (0, 0)


def may_hold_thread(sheet: Sheet, body: Collection[int], words: Sequence[int], lexicon: Lexicon) -> bool:
    """Whether lines among those of the body speak of readers, though no thread was found: stamps, or ways to answer."""
    telling = 0
    for i in range(min(body), max(body) + 1):
        line = sheet.lines[i].words
        if words[i] <= FEW and (lexicon.signs.holds_any(READERS, line) or lexicon.stamp(line) is not None):
            telling += 1
    return telling >= REPEATS


def count_words(rendered: Rendered, sheet: Sheet) -> tuple[list[int], list[int]]:
    """The words of each line, and how many of them are links."""
    linked = [0] * len(sheet.lines)
    starts = [line.start for line in sheet.lines]
    for element in rendered.root.iter("a"):
        start, end = rendered.spans.get(element, (0, 0))
        i = bisect_right(starts, start) - 1
        if start < end and i >= 0:
            linked[i] += len(WORD.findall(rendered.text[start : min(end, sheet.lines[i].end)]))
    return [len(WORD.findall(line.words)) for line in sheet.lines], linked


def find_link_lines(sheet: Sheet, words: Sequence[int], linked: Sequence[int]) -> Iterator[int]:
    """Short lines that are nothing but links: menus and titles of other pages, wherever they stand."""
    for i, line in enumerate(sheet.lines):
        if 0 < words[i] == linked[i] < PROSE and line.words[-1] not in '.!?…"”':
            yield i


def lines_within(sheet: Sheet, spans: Sequence[tuple[int, int]]) -> set[int]:
    """The lines that begin inside any of these stretches."""
    starts = [line.start for line in sheet.lines]
    return {i for start, end in spans for i in range(bisect_left(starts, start), bisect_left(starts, end))}


def read_document(
    page: str, document: Document, hint: Hint, sha256: str, lexicon: Lexicon
) -> Iterator[Page | Passage | Problem]:
    text, sheet, metadata = document.rendered.text, document.sheet, document.metadata
    source = find_source(metadata, hint, lexicon.pack)
    title = find_title(document)
    document = replace(without_banner(document, title), title=title)
    lines = sort_lines(sheet, sorted(document.body | ({title} if title is not None else set())), lexicon)
    heading = next((line for line in lines if line.index == title), None)
    top = sort_top(document, title, lexicon)
    bylines = tuple(line.name for line in (*lines, *top) if line.kind is Kind.BYLINE and line.name)
    author = hint.author or metadata.author or next(iter(bylines), None)
    outlet = Outlet(page, source, author, bylines)
    comments = list(label_items(document.rendered, document.items, outlet, lexicon))
    closing = sheet.lines[max(document.body)].words if document.body else ""
    comments = link_signers(comments, text, closing, outlet, lexicon.pack)
    published = decide_published(hint, find_dates(page, document, top, hint, comments, lexicon), comments)
    dated = published.dated
    telling = Telling(text, page, source, dated.when if dated else None, (), lexicon)
    labels = chain(
        label_lines(lines, heading),
        (replace(BETWEEN, start=sheet.lines[i].start, end=sheet.lines[i].end) for i in sorted(document.between)),
        label_captions(document),
        label_quotes(document),
        label_voices(find_parts(sheet, lines, heading), telling),
        label_boxes(document.boxes, document.rendered, sheet, lexicon.signs),
        comments,
    )
    language = page_language(body_words(document), metadata.language, lexicon.tongues)
    pieces = tile(text, list(labels), REST if document.body or document.has_posts else LOST)
    pieces = with_languages(text, pieces, sheet.lines, language, lexicon.tongues)
    made = Page(
        id=page,
        text=text,
        sha256=sha256,
        path=hint.path,
        url=hint.url,
        source=source,
        author=author,
        title=None if heading is None else Span(page, heading.line.start, heading.line.end),
        seen=hint.seen,
        language=language,
    )
    if dated is not None:
        made = replace(made, published=dated.when, published_rule=dated.rule, published_class=dated.sort)
    yield made
    yield from make_passages(page, pieces, source)
    remarks = (*metadata.remarks, *published.remarks, *missing(document, lexicon))
    yield from (make_problem(page, remark) for remark in remarks)


def find_source(metadata: Metadata, hint: Hint, pack: Pack) -> str | None:
    """By sidecar, by domain, or by the site's own name for itself: a page saved without its address still says whose it is."""
    named = credited_source(metadata.site, pack) if metadata.site else None
    return stated_source(hint.source, pack) or domain_source(hint.url, pack) or named


def body_words(document: Document) -> str:
    lines = document.sheet.lines
    return "\n".join(lines[i].words for i in sorted(document.body)) or document.rendered.text


def find_title(document: Document) -> int | None:
    """The line of the heading that says most of what the page's title says; the first h1 if the head has no title."""
    rendered, lines = document.rendered, document.sheet.lines
    headings = [e for e in rendered.root.iter("h1", "h2", "h3") if e in rendered.spans and is_heading(e)]
    title = set(WORD.findall((document.metadata.title or "").casefold()))
    best: tuple[float, int, int] | None = None
    for element in headings:
        start, end = rendered.spans[element]
        line = next((i for i, line in enumerate(lines) if start <= line.start < end), None)
        words = set(WORD.findall(rendered.text[start:end].casefold()))
        share = len(words & title) / max(len(words), 1) if title else 0.5
        # Of headings that are wholly in the title, the site's name is the shorter one.
        if line is not None and words and share >= 0.5 and (best is None or (share, len(words)) > best[:2]):
            best = (share, len(words), line)
    return find_lone(document, headings) if best is None else best[2]


def find_lone(document: Document, headings: Sequence[HtmlElement]) -> int | None:
    """The page's only h1 where the head has a title of its own, made for those who search: over the body, and no link home."""
    rendered, first = document.rendered, min(document.body, default=-1)
    largest = [element for element in headings if element.tag == "h1"]
    if len(largest) != 1 or largest[0].find(".//a") is not None:
        return None
    start, end = rendered.spans[largest[0]]
    found = next((i for i, line in enumerate(document.sheet.lines) if start <= line.start < end), None)
    if found is None or not first - HEADED <= found <= first + 1:
        return None
    site = document.metadata.site
    return None if site and norm(site) == norm(rendered.text[start:end]) else found


def is_heading(element: HtmlElement) -> bool:
    """Blogger sets titles one level lower than others do, where others set those of sections and sidebars."""
    return element.tag != "h3" or bool({"post-title", "entry-title"} & set((element.get("class") or "").split()))


def without_banner(document: Document, title: int | None) -> Document:
    """Above the heading only prose can be of the body: banners and menus stand there."""
    size = document.sheet.blocks
    above = {i for i in document.body if title is not None and i < title and size[document.sheet.block_of[i]].size < PROSE}
    return replace(document, body=document.body - above)


def label_captions(document: Document) -> Iterator[Label]:
    named = document.index.with_class("wp-caption-text")
    for element in chain(document.rendered.root.iter("figcaption"), named):
        span = document.rendered.spans.get(element)
        if span is not None:
            yield Label(*span, Role.CAPTION, "html.caption", "caption", 0.95)


def label_quotes(document: Document) -> Iterator[Label]:
    """Set-off quotations in the body. Who is quoted the markup does not say."""
    lines = document.sheet.lines
    total = sum(lines[i].end - lines[i].start for i in document.body)
    for element in document.rendered.root.iter("blockquote"):
        start, end = document.rendered.spans.get(element, (0, 0))
        inside = [i for i in document.body if start <= lines[i].start < end]
        if inside and end - start < total * MOST_QUOTED:
            yield Label(start, end, Role.QUOTE, "html.blockquote", f"quote:{start}", 0.9, own=False, answers="body")


def missing(document: Document, lexicon: Lexicon) -> Iterator[str]:
    """What the page announces and the capture does not hold, or holds in markup that nobody reads yet."""
    if is_frame_empty(document.rendered, document.index):
        yield "the thread is not in the capture: its frame is empty"
    unread = (unread_lines(box, document.rendered, document.sheet, lexicon.signs) for box in document.boxes if not box.known)
    if not document.items and next(chain.from_iterable(unread), None) is not None:
        yield "there may be comments in markup that has no reader here; they are kept as unknown"
    comments = sum(not item.ping for item in document.items)
    declared = declared_count(document, lexicon)
    if declared is not None and declared.count != comments:
        yield f"the page declares {declared.count} comments, {comments} were found"
    if not (document.body or document.has_posts):
        yield "no body was found; what is not a comment is unknown"


def declared_count(document: Document, lexicon: Lexicon) -> Declared | None:
    lines = document.sheet.lines
    spans = [whole_span(document.rendered, item) for item in document.items]
    first = min((span[0] for span in spans if span is not None), default=None)
    limit = len(lines) if first is None else next((i for i, line in enumerate(lines) if line.start >= first), len(lines))
    return declared_above(document.sheet, limit, lexicon.signs)
