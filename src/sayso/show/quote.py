"""A stretch of a page as evidence: the exact words, what stands around them, which bytes they came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from sayso.errors import NotFound
from sayso.model import Page, Role
from sayso.show.cells import NOTHING, clean, isolate, when_words
from sayso.show.chain import as_json
from sayso.show.names import Names, named
from sayso.store import Store

Row = Mapping[str, Any]
AROUND = 160
PRINTED = "id, title, source, published_start, published_end, seen, url, sha256, text"
LISTED = "(select value from json_each(?))"


class Quote(Struct, frozen=True):
    """`words` are exactly `pages.text[start:end]`; `before` and `after` up to 160 characters around them."""

    page: str
    title: str | None
    outlet: str | None
    published: str
    url: str | None
    sha256: str
    role: str | None
    start: int
    end: int
    words: str
    before: str
    after: str


def quote(store: Store, page: str, start: int, end: int, names: Names) -> Quote:
    """Raises NotFound if the page is not in the case. A page that a person took out keeps the words quoted from it."""
    return quotes(store, [(page, start, end)], names)[0]


def quotes(store: Store, spans: Sequence[tuple[str, int, int]], names: Names) -> list[Quote]:
    """In the order given; each page is looked up once, however many words of it are quoted."""
    pages = look_up(store, list(dict.fromkeys(page for page, _, _ in spans)))
    for page in {page for page, _, _ in spans} - pages.keys():
        pages[page] = Looked(taken_out(store, page), ())
    return [quote_from(pages[page], start, end, names) for page, start, end in spans]


@dataclass(frozen=True, slots=True)
class Looked:
    """A page with its passages, the shortest first."""

    row: Row
    passages: Sequence[Row]


def look_up(store: Store, pages: Sequence[str]) -> dict[str, Looked]:
    """A page that is not in the case, or that a person took out, is left out."""
    asked = (as_json(pages),)
    rows = store.sql(f"select {PRINTED} from pages where id in {LISTED}", asked)
    passages: dict[str, list[Row]] = {page: [] for page in pages}
    query = f'select page, role, start, "end" from current_passage where page in {LISTED} order by page, "end" - start, start'
    for row in store.sql(query, asked):
        passages[row["page"]].append(dict(row))
    return {row["id"]: Looked(dict(row), passages[row["id"]]) for row in rows}


def quote_from(page: Looked, start: int, end: int, names: Names) -> Quote:
    row, text = page.row, page.row["text"]
    role, first, last = surroundings(page.passages, start, end, len(text))
    return Quote(
        page=row["id"],
        title=row["title"],
        outlet=named(row["source"], names),
        published=when_words(row["published_start"], row["published_end"]),
        url=row["url"],
        sha256=row["sha256"],
        role=role,
        start=start,
        end=end,
        words=text[start:end],
        before=text[max(first, start - AROUND) : start],
        after=text[end : min(last, end + AROUND)],
    )


def surroundings(passages: Sequence[Row], start: int, end: int, length: int) -> tuple[str | None, int, int]:
    """The role of the passage the words stand in, and how far their context may reach: never into comments."""
    home = next((one for one in passages if one["start"] <= start and end <= one["end"]), None)
    if home is not None and home["role"] == Role.COMMENT:
        return home["role"], home["start"], home["end"]
    comments = [one for one in passages if one["role"] == Role.COMMENT]
    first = max((one["end"] for one in comments if one["end"] <= start), default=0)
    last = min((one["start"] for one in comments if one["start"] >= end), default=length)
    return (home["role"] if home is not None else None), first, last


def taken_out(store: Store, page: str) -> dict[str, Any]:
    _, record = store.find(page)
    if not isinstance(record, Page):
        raise NotFound(f"{page} is no page")
    bounds = (record.published.start, record.published.end) if record.published else (None, None)
    columns = ("id", "text", "source", "url", "sha256")
    return {
        **{column: getattr(record, column) for column in columns},
        **dict(zip(("published_start", "published_end"), bounds, strict=True)),
        "title": None,
    }


def context(words: Quote) -> str:
    """The words between double square brackets, in the line they stand in; a pilcrow where the page breaks the line."""
    before, after = words.before, words.after
    if len(before) == AROUND:
        before = f"...{before.partition(' ')[2]}"
    if len(after) == AROUND:
        after = f"{after.rpartition(' ')[0]}..."
    return isolate(f"{in_line(before)}[[{in_line(words.words)}]]{in_line(after)}")


def in_line(words: str) -> str:
    """Cleaned, but with the blanks kept that part it from the words beside it."""
    if not words.strip():
        return ""
    first, last = (" " if words[at].isspace() else "" for at in (0, -1))
    return first + " ¶ ".join(clean(line) for line in words.splitlines() if line.strip()) + last


def whereabouts(words: Quote) -> str:
    """Outlet, title, day and part of the page."""
    title = f'"{clean(words.title)}"' if words.title else ""
    printed = "no date" if words.published == NOTHING else words.published
    parts = (words.outlet or "outlet unknown", title, printed, words.role or "", words.url or "")
    return ", ".join(part for part in parts if part)


def address(words: Quote) -> str:
    """Where a machine finds the words again."""
    return f"{words.page}, characters {words.start}-{words.end}"
