"""The export of Disqus: each thread is a page of comments alone, whose article stands elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256 as hash_bytes

from lxml import etree

from sayso.model import Capture, Page, Passage, Problem
from sayso.pack import Pack
from sayso.read.compose import Stated, compose
from sayso.read.decode import decode
from sayso.read.hint import Hint, make_problem
from sayso.read.html import read_html
from sayso.read.metadata import is_url
from sayso.read.replies import Reply
from sayso.read.xml import Parsed, parse_file

NAME = "{http://disqus.com}"
ID = "{http://disqus.com/disqus-internals}id"
MOST_THREADS = 5_000
RULE = "disqus.export"


def read_disqus(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
    """What was deleted or marked as spam is kept out, and counted."""
    decoded = decode(data, markup=True, charset=hint.charset)
    parsed = Parsed(None) if decoded.text is None else parse_file(decoded.text, "export")
    yield from (make_problem(hint.path, remark) for remark in (*decoded.remarks, *parsed.remarks))
    if parsed.root is None:
        return
    posts: dict[str, list[etree._Element]] = defaultdict(list)
    removed = 0
    for post in parsed.root.iterchildren(f"{NAME}post"):
        is_removed = "true" in {words_of(post, "isDeleted"), words_of(post, "isSpam")}
        removed += is_removed
        if not is_removed:
            posts[id_of(post.find(f"{NAME}thread")) or ""].append(post)
    threads = [thread for thread in parsed.root.iterchildren(f"{NAME}thread") if posts.get(id_of(thread) or "")]
    if len(threads) > MOST_THREADS:
        yield make_problem(hint.path, f"the export has {len(threads):,} threads; the first {MOST_THREADS:,} were read")
    for thread in threads[:MOST_THREADS]:
        yield from read_thread(thread, posts.pop(id_of(thread) or ""), hint, pack)
    lost = sum(map(len, posts.values())) if len(threads) <= MOST_THREADS else 0
    if removed:
        yield make_problem(hint.path, f"comments deleted or marked as spam, not read: {removed}")
    if lost:
        yield make_problem(hint.path, f"comments of threads that are not in the export: {lost}")


def read_thread(
    thread: etree._Element, posts: list[etree._Element], hint: Hint, pack: Pack
) -> Iterator[Capture | Page | Passage | Problem]:
    """The capture of a page is its thread with its comments."""
    blob = b"".join(etree.tostring(element, encoding="utf-8", with_tail=False) for element in (thread, *posts))
    digest = hash_bytes(blob).hexdigest()
    link = words_of(thread, "link")
    yield Capture(digest, "application/xml", blob)
    own = replace(hint, url=link if link and is_url(link) else None, charset=None)
    page = compose(Stated(words_of(thread, "title")), "")
    replies = [read_post(post, number) for number, post in enumerate(posts)]
    yield from read_html(page, digest, own, pack, whole=True, replies=replies, rule=RULE)


def read_post(post: etree._Element, number: int) -> Reply:
    author = post.find(f"{NAME}author")
    name = None if author is None else words_of(author, "name") or words_of(author, "username")
    return Reply(
        key=id_of(post) or f"post:{number}",
        parent=id_of(post.find(f"{NAME}parent")),
        author=name,
        posted=words_of(post, "createdAt"),
        words=post.findtext(f"{NAME}message") or "",
    )


def words_of(element: etree._Element, name: str) -> str | None:
    return " ".join((element.findtext(f"{NAME}{name}") or "").split()) or None


def id_of(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(ID)
