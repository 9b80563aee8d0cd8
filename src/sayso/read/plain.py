"""Flat text: a page saved or copied without its tags. The decoded file is the text, as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.model import Page, Passage, Problem, Role, Span, record_id
from sayso.pack import Pack
from sayso.read.article import Kind, Sorted, find_headline, find_parts, label_lines, sort_lines
from sayso.read.blocks import PROSE, Sheet, read_sheet
from sayso.read.comments import Thread, find_thread
from sayso.read.dates import decide_published, first_post, line_dates, url_date
from sayso.read.decode import decode
from sayso.read.heads import read_heads
from sayso.read.hint import Hint, make_problem
from sayso.read.language import page_language, with_languages
from sayso.read.layout import is_furniture
from sayso.read.lexicon import Lexicon, read_lexicon
from sayso.read.outlet import Outlet, commenter_voice, domain_source, known_source, stated_source, without_byline
from sayso.read.passages import Label, make_passages, tile
from sayso.read.posts import RULE
from sayso.read.staff import link_signers
from sayso.read.starts import Start
from sayso.read.voices import Telling, label_voices

MARKDOWN_NAME = re.compile(r"\.(?:md|markdown)(?:\.gz)?$", re.IGNORECASE)
REST = Label(0, 0, Role.UNKNOWN, "unlabelled", "unknown", 0.5, own=False)


def read_plain(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Page | Passage | Problem]:
    decoded = decode(data, markup=False, charset=hint.charset)
    page = record_id("page", hint.url or hint.path, sha256)
    yield from (make_problem(hint.path if decoded.text is None else page, remark) for remark in decoded.remarks)
    if decoded.text is None:
        return
    if not decoded.text.strip():
        yield make_problem(page, "there are no words on this page")
    yield from read_text(page, decoded.text, sha256, hint, read_lexicon(pack, hint.zone))


def read_text(page: str, text: str, sha256: str, hint: Hint, lexicon: Lexicon) -> Iterator[Page | Passage | Problem]:
    """Thread first, since its layout is the surer sign; the article is what stands above it."""
    sheet = read_sheet(text, MARKDOWN_NAME.search(hint.path) is not None)
    thread = find_thread(sheet, read_heads(sheet, lexicon.signs, lexicon.clock, lexicon.zone), lexicon.signs)
    border = thread.begin if thread is not None else len(sheet.lines)
    lines = sort_lines(sheet, range(border), lexicon)
    below = sort_lines(sheet, range(thread.end, len(sheet.lines)), lexicon) if thread is not None else []
    source = find_source(hint, [*lines, *below], lexicon)
    signed = (line.name for line in lines if line.kind in {Kind.BYLINE, Kind.DATELINE} and line.name)
    author = hint.author or next(signed, None)
    outlet = Outlet(page, source, author)
    comments = [] if thread is None else label_thread(sheet, thread, outlet, lexicon)
    comments = link_signers(comments, text, sheet.lines[border - 1].words if border > 0 else "", outlet, lexicon.pack)
    stated = [*line_dates(page, lines), *url_date(hint.url)]
    published = decide_published(hint, stated or first_post(comments), comments)
    title = find_headline(sheet, lines)
    stamps = tuple(line.line.start for line in lines if line.kind in {Kind.PUBLISHED, Kind.BYLINE, Kind.DATELINE})
    dated = published.dated
    telling = Telling(text, page, source, dated.when if dated else None, stamps, lexicon)
    voices = label_voices(find_parts(sheet, lines, title), telling)
    above = label_lines(lines, title)
    if is_forum(sheet, thread):
        above = (
            replace(label, role=Role.FURNITURE, rule="forum.top", key="furniture") if label.role is Role.BODY else label
            for label in above
        )
    labels = [*above, *voices, *comments]
    language = page_language(text, None, lexicon.tongues)
    pieces = with_languages(text, tile(text, labels, REST), sheet.lines, language, lexicon.tongues)
    passages = make_passages(page, pieces, source)
    made = Page(
        id=page,
        text=text,
        sha256=sha256,
        path=hint.path,
        url=hint.url,
        source=source,
        author=author,
        title=None if title is None else Span(page, title.line.start, title.line.end),
        seen=hint.seen,
        language=language,
    )
    if dated is not None:
        made = replace(made, published=dated.when, published_rule=dated.rule, published_class=dated.sort)
    yield made
    yield from passages
    yield from (make_problem(page, remark) for remark in published.remarks)
    if thread is not None:
        yield from check_thread(page, thread)


def is_forum(sheet: Sheet, thread: Thread | None) -> bool:
    """Whether numbered posts are what the page is for: no prose stands above them."""
    if thread is None or not any(start.rule == RULE for start in thread.starts):
        return False
    return not any(block.size >= PROSE for block in sheet.blocks if block.last <= thread.begin)


def find_source(hint: Hint, lines: Sequence[Sorted], lexicon: Lexicon) -> str | None:
    """By sidecar, by domain, or by the name that the page's own furniture gives the site, if the packs know it."""
    named = (site_source(line.site, lexicon) for line in lines if line.site)
    return (
        stated_source(hint.source, lexicon.pack)
        or domain_source(hint.url, lexicon.pack)
        or next((source for source in named if source is not None), None)
    )


def site_source(words: str, lexicon: Lexicon) -> str | None:
    """The packs' source of that name, also without what sites add to theirs ("network", "online")."""
    suffix = next(lexicon.signs.search("site_suffix", words), None)
    bare = words[: suffix[0].start()] if suffix is not None else words
    return known_source(words, lexicon.pack) or known_source(bare, lexicon.pack)


def check_thread(page: str, thread: Thread) -> Iterator[Problem]:
    declared = thread.declared
    if declared is not None and declared.count != len(thread.starts):
        yield make_problem(page, f"the page declares {declared.count} comments, {len(thread.starts)} were found")
    elif thread.is_lost:
        yield make_problem(page, "comments follow the article, but where each one starts could not be told")


def label_thread(sheet: Sheet, thread: Thread, outlet: Outlet, lexicon: Lexicon) -> list[Label]:
    """The thread's labels: unsure up to the first comment, then comments, furniture over both, the tail furniture."""
    lines = sheet.lines
    bounds = [start.line for start in thread.starts] + [thread.end]
    role = Role.POST if is_forum(sheet, thread) else Role.COMMENT
    outlet = without_byline(outlet) if role is Role.POST else outlet
    labels = [
        Label(line.start, line.end, Role.UNKNOWN, "seam" if thread.starts else "thread.lost", "seam", 0.5, own=False)
        for line in lines[thread.begin : bounds[0]]
    ]
    for start, after in zip(thread.starts, bounds[1:], strict=True):
        labels.append(label_comment(sheet, start, after, role, outlet, lexicon))
    labels.extend(
        Label(lines[i].start, lines[i].end, Role.FURNITURE, "thread.furniture", "furniture", 0.9)
        for first, last in pairwise((thread.begin, *bounds))
        for i in find_trailing(sheet, first, last, lexicon, bool(thread.starts) and first >= bounds[0])
    )
    if thread.end < len(lines):
        tail = Label(lines[thread.end].start, lines[-1].end, Role.FURNITURE, "thread.tail", "furniture", 0.8)
        labels.append(tail)
    return labels


def find_trailing(sheet: Sheet, first: int, last: int, lexicon: Lexicon, is_comment: bool) -> Iterator[int]:
    """The lines of furniture; of a comment only those below its words, since others would cut it in two."""
    for i in range(last - 1, first - 1, -1):
        if is_furniture(sheet, i, lexicon.signs) and not (is_comment and i == first):
            yield i
        elif is_comment:
            return


def label_comment(sheet: Sheet, start: Start, after: int, role: Role, outlet: Outlet, lexicon: Lexicon) -> Label:
    """One comment, from its head to the next one's."""
    first, last = sheet.lines[start.line], sheet.lines[max(after - 1, start.line)]
    words = None if start.author is None else sheet.text[slice(*start.author)]
    return Label(
        first.start,
        last.end,
        role,
        start.rule,
        f"comment:{first.start}",
        start.confidence,
        own=False,
        voice=commenter_voice(words, outlet, lexicon.signs),
        author=start.author,
        posted=start.posted,
        depth=start.depth,
    )
